/** What takes back what somebody said of an order's charges, and of its taxes. */

import { type Exempt } from "../events/exempt-events.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { openedId, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { registerValue } from "../folds/register.ts";
import { type EventId, streamName } from "../identity.ts";
import { exemptionOf } from "../order-exempt.ts";
import { type ChargesBefore } from "./charge-order.ts";

export type ChargesBack =
  | ({ readonly type: "charges-back" } & ChargesBefore)
  | { readonly type: "exempt-back"; readonly before: Exempt | null };

/**
 * What a rule has written goes with what it was written by. However many orders are on a bill, that it is
 * exempt is one thing: said of the one whose bill it is.
 */
export function chargesUndo(
  before: OrderState | undefined,
  event: Extract<KnownEvent, { readonly kind: "order/charged" | "order/exempted" }>,
): ChargesBack | undefined {
  if (event.kind === "order/exempted") {
    const isOfBill = before && event.streams.includes(orderStream(openedId(before)));
    return isOfBill === true ? { type: "exempt-back", before: exemptionOf(before) } : undefined;
  }
  const [stream] = event.streams;
  if (before === undefined || stream === undefined) return undefined;
  const order = streamName(stream) as EventId;
  const own = before.gathered?.orders.find(({ opened }) => opened?.id === order) ?? before;
  const written = own.fields.charges && registerValue(own.fields.charges);
  const off = written?.off ?? [];
  const isSaid = JSON.stringify(off) !== JSON.stringify(event.body.off);
  return isSaid ? { type: "charges-back", order, off } : undefined;
}
