/**
 * What refunds brought back to the stock of a line that several parts of a bill paid for. A share is no piece: a piece
 * is back once its last share is.
 */

import { type EventId } from "../identity.ts";
import { oneUnit } from "../money/amounts.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

/** Less than any share of a line is apart from a whole piece. */
const ODD = 1e-6;

/** Returns how much of a line each of the refunds brought back. */
export function backToStock(
  { receipts, refunds }: Pick<OrderState, "receipts" | "refunds">,
  line: EventId,
  { added, fields }: LineState,
): ReadonlyArray<number> {
  const whole = Math.abs(registerValue(fields.quantity) ?? added?.quantity ?? 0);
  const unit = added?.by === "each" ? oneUnit : 1;
  const shared = new Set<EventId>();
  let pieces = 0;
  return refunds.map(({ body: { of, items } }) => {
    const back = items.filter((item) => item.line === line && item.goods === "back");
    // Two tills that took one share back apart have it once.
    if (back.some(({ quantity }) => quantity === 0)) shared.add(of);
    const before = pieces;
    pieces = Math.floor((whole * sharesOn(receipts, line, shared)) / unit + ODD) * unit;
    return back.reduce((sum, { quantity }) => sum - quantity, pieces - before);
  });
}

function sharesOn(
  receipts: OrderState["receipts"],
  line: EventId,
  ids: ReadonlySet<EventId>,
): number {
  const items = receipts.flatMap(({ id, body }) => (ids.has(id) ? body.items : []));
  return items.reduce((sum, item) => sum + (item.line === line ? item.num / item.den : 0), 0);
}
