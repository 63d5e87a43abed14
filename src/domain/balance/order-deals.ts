/**
 * What promotions take off an order's lines now: the deals that its acts wrote and that are whole, and what
 * receipts took off by those that broke since. Source: COUNTER 12, 13.
 */

import { oncePer } from "../base/lazy.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../line-kinds.ts";
import { minor, type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import {
  type CoveredItem,
  heldDeals,
  type HeldDeals,
  type HeldLine,
} from "../promotions/held-deals.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { paidItemsOf } from "./paid-items.ts";

/** What deals do to one line. */
export interface LineDeals {
  /** What they take off it. */
  readonly promo: MinorUnits;
  /** Its pieces in them, in thousandths; a person's discount is on the others. */
  readonly held: number;
}

const NO_DEALS: LineDeals = { promo: zeroMinor, held: 0 };

/** Returns what deals do to a line of the order. */
export function lineDeals(order: OrderState, line: EventId): LineDeals {
  return order.promoted === undefined ? NO_DEALS : (dealsByLine(order).get(line) ?? NO_DEALS);
}

/** Returns the deals that count, and the pieces that new ones may be made of. */
export const orderDeals = oncePer((order: OrderState): HeldDeals =>
  heldDeals({
    written: (order.promoted ?? []).map(({ lines, deals }) => ({ lines, deals })),
    lines: heldLines(order),
    items: coveredItems(order),
  }),
);

const dealsByLine = oncePer((order: OrderState): ReadonlyMap<EventId, LineDeals> => {
  const held = orderDeals(order);
  return new Map(
    heldLines(order).map(({ line, count, isWeighed }) => {
      const { promo, taken } = offOfLine(held, line, count);
      return [line, { promo, held: isWeighed ? taken : taken * PIECE }];
    }),
  );
});

const PIECE = 1000;

/**
 * A piece that two tills apart took money for lies in a deal of each receipt; it is there once, and the first
 * one counts.
 */
function offOfLine(
  { deals, offByLine }: HeldDeals,
  line: EventId,
  count: number,
): { readonly promo: MinorUnits; readonly taken: number } {
  let [promo, taken, named] = [0, 0, 0];
  for (const { count: wanted, off } of deals.flatMap(({ pieces }) => piecesOn(pieces, line))) {
    const here = Math.min(wanted, count - taken);
    promo += here === wanted ? off : divideRounded(productOf(off, here), wanted, "up");
    taken += here;
    named += off;
  }
  const kept = taken < count ? (offByLine.get(line) ?? 0) - named : 0;
  return { promo: minor(promo + kept), taken };
}

function piecesOn(
  pieces: HeldDeals["deals"][number]["pieces"],
  line: EventId,
): ReadonlyArray<{ readonly count: number; readonly off: MinorUnits }> {
  return pieces.flatMap(([id, count, off]) => (id === line ? [{ count, off }] : []));
}

/**
 * Returns what a person's discount of a whole line comes to on some of its pieces, both in thousandths. Whole
 * pieces bear whole cents, the first of them the odd ones.
 */
export function offOfPieces(
  off: number,
  { pieces, of }: { readonly pieces: number; readonly of: number },
): number {
  if (pieces <= 0 || of <= 0) return 0;
  if (pieces % PIECE !== 0 || of % PIECE !== 0)
    return divideRounded(productOf(off, pieces), of, "up");
  const count = of / PIECE;
  const odd = off % count;
  return ((off - odd) / count) * (pieces / PIECE) + Math.min(pieces / PIECE, odd);
}

function heldLines({ linesById }: OrderState): ReadonlyArray<HeldLine> {
  return Object.entries<LineState>(linesById).flatMap(([id, line]) => {
    const { added, voids, fields } = line;
    if (added === null || !kindOf(added).isSale) return [];
    const isWeighed = added.by === "weight";
    const quantity = voids.length > 0 ? 0 : (registerValue(fields.quantity) ?? 0);
    const count = isWeighed ? quantity : Math.floor(quantity / PIECE);
    return [{ line: id as EventId, count: Math.max(0, count), isWeighed }];
  });
}

function coveredItems(order: OrderState): ReadonlyArray<CoveredItem> {
  const items = Object.entries<LineState>(order.linesById).flatMap(([id, { fields }]) =>
    paidItemsOf(order, id as EventId).map((item) => ({
      item,
      quantity: item.pieces ?? registerValue(fields.quantity) ?? 0,
    })),
  );
  const placeByReceipt = new Map(receiptOrder(order).map((id, place) => [id, place]));
  return items
    .toSorted(
      (a, b) =>
        (placeByReceipt.get(a.item.receipt) ?? 0) - (placeByReceipt.get(b.item.receipt) ?? 0),
    )
    .map(({ item, quantity }) => ({
      line: item.line,
      covered: Math.ceil((quantity * item.num) / item.den),
      deals: item.deals ?? [],
      promo: item.promo ?? zeroMinor,
    }));
}

function receiptOrder({ receipts, gathered }: OrderState): ReadonlyArray<EventId> {
  return (gathered?.receipts ?? receipts).map(({ id }) => id);
}
