/** What a bill has left on the lines of its order, so that what is different since can be seen. */

import { type LineChanged } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { thousandths } from "../money/amounts.ts";
import { type LineState } from "./order-state.ts";
import { registerValue } from "./register.ts";

type Lines = Readonly<Record<EventId, LineState>>;

/** Each line says how much of it there was when a bill was printed. */
export function billedLines(linesById: Lines): Lines {
  const entries = Object.entries<LineState>(linesById).map(([id, line]) => [id, billed(line)]);
  return Object.fromEntries(entries) as Lines;
}

function billed(line: LineState): LineState {
  const isVoided = line.voids.length > 0;
  const quantity = (isVoided ? undefined : registerValue(line.fields.quantity)) ?? thousandths(0);
  return { ...line, billed: { quantity } };
}

/** Fields that the price of a line is worked out of, besides its quantity. */
const PRICED_BY = ["unit", "modifiers", "service"] as const;

export function changesBill(set: LineChanged["set"]): boolean {
  return PRICED_BY.some((field) => set[field] !== undefined);
}

/** Says that a line costs something else than a bill says, where it is on one. */
export function otherSinceBill({ billed: before }: LineState): Pick<LineState, "billed"> {
  return before === undefined ? {} : { billed: { ...before, isOther: true } };
}
