/** Registers of an order's head and of its lines, as events write them. */

import { type EventId } from "../identity.ts";
import { type LineFields, type OrderState } from "./order-state.ts";
import { emptyRegister, type Register, writeRegister } from "./register.ts";

/** What an event sets, and the writes that it replaces, by field. */
export interface FieldWrite {
  readonly id: EventId;
  readonly body: {
    readonly set: Readonly<Record<string, unknown>>;
    readonly over: Readonly<Record<string, ReadonlyArray<EventId>>>;
  };
}

/** Registers that most orders and lines never have: not in their rows until somebody writes them. */
const SELDOM_FIELDS = ["held", "list", "place", "owner", "split", "merged", "charges", "exempt"];

/** Writes those registers of `fields` that the event sets. */
export function writeFields<Fields extends OrderState["fields"] | LineFields>(
  fields: Fields,
  event: FieldWrite,
): Fields {
  const written: Record<string, Register<unknown>> = { ...fields };
  for (const field of Object.keys(fields)) writeField(written, field, event);
  for (const field of SELDOM_FIELDS) {
    if (!Object.hasOwn(fields, field)) writeField(written, field, event);
  }
  return written as Fields;
}

function writeField(
  written: Record<string, Register<unknown>>,
  field: string,
  { id, body }: FieldWrite,
): void {
  const value = body.set[field];
  if (value === undefined) return;
  const over = body.over[field] ?? [];
  written[field] = writeRegister(written[field] ?? emptyRegister(), { id, value, over });
}
