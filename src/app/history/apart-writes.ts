/** Finds what a till said of an order that another one, which it had not heard, had said otherwise. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { deviceOf, type DeviceId, type EventId } from "../../domain/identity.ts";
import { isBirth } from "../../domain/lines/born-lines.ts";
import { fieldsAsAdded } from "../../domain/state/order-state.ts";
import {
  emptyRegister,
  openValues,
  type Register,
  writeRegister,
} from "../../domain/state/register.ts";

/** Returns the devices that said it otherwise, by the event that contradicts them. `events`: of one order, by rising key. */
export function apartWrites(
  events: ReadonlyArray<KnownEvent>,
): ReadonlyMap<EventId, ReadonlySet<DeviceId>> {
  const registers = new Map<string, Register<unknown>>();
  const found = new Map<EventId, Set<DeviceId>>();
  for (const event of events) {
    const { id } = event;
    for (const { name, value, over } of writesOf(event)) {
      const register = writeRegister(registers.get(name) ?? emptyRegister(), { id, value, over });
      registers.set(name, register);
      const others = openValues(register).filter((write) => write.id !== id);
      if (others.length === 0 || register.open.length < 2) continue;
      const devices = found.get(id) ?? new Set();
      for (const other of others) devices.add(deviceOf(other.id));
      found.set(id, devices);
    }
  }
  return found;
}

interface Write {
  readonly name: string;
  readonly value: unknown;
  readonly over: ReadonlyArray<EventId>;
}

function writesOf(event: KnownEvent): ReadonlyArray<Write> {
  if (isBirth(event)) return written(event.id, fieldsAsAdded(event.body), {});
  switch (event.kind) {
    case "order/opened": {
      const { service, table, name, covers } = event.body;
      return written("", { service, table, name, covers }, {});
    }
    case "order/changed":
      return written("", event.body.set, event.body.over);
    case "order/line-changed":
      return written(event.body.line, event.body.set, event.body.over);
    default:
      return [];
  }
}

function written(
  of: string,
  set: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, ReadonlyArray<EventId>>>,
): ReadonlyArray<Write> {
  return Object.entries(set).flatMap(([field, value]) =>
    value === undefined ? [] : [{ name: `${of} ${field}`, value, over: over[field] ?? [] }],
  );
}
