/** The quantities that a printed bill notes on the lines of its order, so that later changes show. */

import { type LineChanged } from "../events/order-events.ts";
import { type EventId, type StreamId, streamName } from "../identity.ts";
import { thousandths } from "../money/amounts.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

type Lines = OrderState["linesById"];

/** Notes in each of these lines the quantity and place that a printed bill had. */
export function billedLines(linesById: Lines, on: ReadonlySet<string>): Lines {
  const entries = Object.entries<LineState>(linesById).map(([id, line]) => [
    id,
    on.has(id) ? billed(line) : line,
  ]);
  return Object.fromEntries(entries) as Lines;
}

function billed(line: LineState): LineState {
  const isVoided = line.voids.length > 0;
  const quantity = (isVoided ? undefined : registerValue(line.fields.quantity)) ?? thousandths(0);
  const place = line.fields.place && registerValue(line.fields.place);
  return { ...line, billed: { quantity, ...(place === undefined ? {} : { place }) } };
}

/**
 * Lines of the order that are on the bill that these streams name. The order itself is on it where the bill
 * is its own, or where it was put on that bill; else only lines that lie in the other orders are.
 */
export function linesOnBill(
  { linesById, fields }: OrderState,
  streams: ReadonlyArray<StreamId>,
  stream: string,
): { readonly isOnBill: boolean; readonly lines: ReadonlyArray<EventId> } {
  const isMerged = fields.merged !== undefined && registerValue(fields.merged) !== null;
  const isOnBill = streams[0] === stream || isMerged;
  const orders = new Set(
    streams.filter((one) => isOnBill || one !== stream).map((one) => streamName(one)),
  );
  const own = [{ order: streamName(stream as StreamId) }];
  const lines: EventId[] = [];
  for (const [id, line] of Object.entries(linesById)) {
    const { place } = line.fields;
    const places = (place && registerValue(place)) ?? own;
    if (places.some(({ order }) => orders.has(order))) lines.push(id as EventId);
  }
  return { isOnBill, lines };
}

/** Fields that the price of a line is worked out of, besides its quantity. */
const PRICED_BY = ["unit", "modifiers", "service", "taxes"] as const;

export function changesBill(set: LineChanged["set"]): boolean {
  return PRICED_BY.some((field) => set[field] !== undefined);
}

/** Says that a line costs something else than a bill says, where it is on one. */
export function otherSinceBill({ billed: before }: LineState): Pick<LineState, "billed"> {
  return before === undefined ? {} : { billed: { ...before, isOther: true } };
}
