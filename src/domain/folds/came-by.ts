/**
 * Since when a line lies in an order, and an order is on a bill: what came stands behind what was there
 * (`gathered-order.ts`).
 */

import { type InLedger } from "../events/event.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

/** Notes the event for each order that the line did not lie in before. */
export function cameBy(
  { id, key: { hlc }, streams, body: { line, at } }: Of<"order/line-placed">,
  { fields, came }: LineState,
  { receipts }: OrderState,
): Pick<LineState, "came"> {
  const home = streams[0] === undefined ? line : (streamName(streams[0]) as EventId);
  const before = (fields.place && registerValue(fields.place)) ?? [{ order: home }];
  // What was paid there stands on that bill, wherever the rest of it went.
  const paid = receipts.flatMap(({ body }) =>
    body.items.flatMap((item) => (item.line === line ? [item.at] : [])),
  );
  const were = new Set([...before.map(({ order }) => order), ...paid]);
  const others = at.filter(({ order }) => !were.has(order));
  return {
    came: { ...came, ...Object.fromEntries(others.map(({ order }) => [order, { id, hlc }])) },
  };
}

/** Notes the event where it brings the order onto another bill than it was on. */
export function joinedBy(
  { id, key: { hlc }, body: { into } }: Of<"order/merged">,
  { fields: { merged }, joined }: OrderState,
): { readonly joined: InLedger } {
  const before = (merged && registerValue(merged)) ?? null;
  return { joined: joined === undefined || into !== before ? { id, hlc } : joined };
}
