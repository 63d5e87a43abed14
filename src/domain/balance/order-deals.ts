/**
 * What promotions take off an order's lines now: the deals that its acts wrote and that are whole, and what
 * receipts took off by those that broke since. Source: docs/rules/promotions.md, P12 and P13.
 */

import { oncePer } from "../base/lazy.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { dealCount } from "../goods/measure.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { measureOf } from "../lines/line-measure.ts";
import {
  addMinor,
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  zeroMinor,
} from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import {
  type CoveredItem,
  heldDeals,
  type HeldDeals,
  type HeldLine,
} from "../promotions/held-deals.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type PaidItem, paidItemsOf } from "./paid-items.ts";

/** What deals and coupons do to one line. */
export interface LineDeals {
  /** What they take off it together. */
  readonly promo: MinorUnits;
  /** Its pieces in deals, in thousandths; a person's discount is on the others. */
  readonly held: number;
}

const NO_DEALS: LineDeals = { promo: zeroMinor, held: 0 };

/** Returns what deals and coupons do to a line of the order. */
export function lineDeals(order: OrderState, line: EventId): LineDeals {
  return order.promoted === undefined ? NO_DEALS : (dealsByLine(order).get(line) ?? NO_DEALS);
}

/** Returns the deals that count, and the pieces that new ones may be made of. */
export const orderDeals = oncePer((order: OrderState): HeldDeals =>
  dealsOver(order, heldLines(order)),
);

function dealsOver(order: OrderState, lines: ReadonlyArray<HeldLine>): HeldDeals {
  const { promoted = [] } = order;
  const written = promoted.map(({ lines: looked, deals }) => ({ lines: looked, deals }));
  const elsewhere = linesPaidElsewhere(order);
  if (elsewhere.length === 0) return heldDeals({ written, lines, items: coveredItems(order) });
  const held = heldDeals({
    written,
    lines: [...lines, ...elsewhere],
    items: coveredItems(order, elsewhere),
  });
  const here = new Set(lines.map(({ line }) => line));
  return {
    ...held,
    offByLine: ofLines(held.offByLine, here),
    heldByLine: ofLines(held.heldByLine, here),
    freeByLine: ofLines(held.freeByLine, here),
  };
}

function ofLines<Value>(
  byLine: ReadonlyMap<EventId, Value>,
  lines: ReadonlySet<EventId>,
): ReadonlyMap<EventId, Value> {
  return new Map([...byLine].filter(([line]) => lines.has(line)));
}

/**
 * Returns the lines on other bills of which receipts cover pieces in deals that have pieces here, with these pieces
 * alone: what is paid for in a deal is in it wherever the others went. Source: docs/rules/promotions.md, P13.
 */
function linesPaidElsewhere({
  promoted = [],
  gathered,
  linesById,
}: OrderState): ReadonlyArray<HeldLine> {
  if (gathered === undefined || promoted.length === 0) return [];
  const deals = promoted
    .flatMap((written) => written.deals)
    .filter(({ pieces }) => pieces.some(([line]) => linesById[line] !== undefined));
  const ids = new Set(deals.map(({ id }) => id));
  const pieces = deals.flatMap((deal) => deal.pieces);
  const lines = new Set(pieces.flatMap(([line]) => (linesById[line] === undefined ? [line] : [])));
  if (lines.size === 0) return [];
  const { whole } = gathered.family;
  return heldLines(whole).flatMap(({ line, count, isWeighed }) => {
    if (!lines.has(line)) return [];
    const paid = itemsOfLine(whole, line)
      .filter(({ item }) => item.deals?.some((id) => ids.has(id)) === true)
      .reduce((sum, { covered }) => sum + Math.ceil(covered / PIECE), 0);
    if (paid === 0) return [];
    return [{ line, count: isWeighed ? count : Math.min(count, paid), isWeighed }];
  });
}

/**
 * Returns what paid pieces keep of deals that break once there is so much less of lines: the whole quantities that
 * are left of them, by line. Source: docs/rules/promotions.md, P13.
 */
export function keptOfBroken(order: OrderState, leftByLine: ReadonlyMap<EventId, number>): number {
  const { frozen, broken } = orderDeals(order);
  if (frozen.size === 0) return 0;
  const before = new Set(broken.map(({ deal }) => deal.id));
  const after = dealsOver(order, heldLines(order, leftByLine)).broken.filter(
    ({ deal }) => !before.has(deal.id),
  );
  return sumMinor(after, ({ kept }) => kept);
}

const dealsByLine = oncePer((order: OrderState): ReadonlyMap<EventId, LineDeals> => {
  const held = orderDeals(order);
  return new Map(
    heldLines(order).map(({ line, count, isWeighed, quantity }) => {
      const { promo, taken } = offOfLine(held, line, count);
      const couponed = sumMinor(couponsOfLine(order, line), ({ off }) => off);
      const weighed = count === 0 ? 0 : Math.round((quantity * taken) / count);
      return [
        line,
        { promo: addMinor(promo, couponed), held: isWeighed ? weighed : taken * PIECE },
      ];
    }),
  );
});

/** What a coupon takes off one line. */
export interface LineCoupon {
  /** The write of the promotion. */
  readonly promotion: EventId;
  readonly name: string;
  readonly off: MinorUnits;
}

/** Returns what coupons take off a line: as the receipts say that cover all of it, else as an act last wrote it. */
export function couponsOfLine(order: OrderState, line: EventId): ReadonlyArray<LineCoupon> {
  const written = couponsByLine(order);
  if (written.size === 0) return [];
  const items = paidItemsOf(order, line);
  const covered = items.reduce((sum, { num, den }) => sum + num / den, 0);
  if (covered < 1 - SHARE_LEAST) return written.get(line) ?? [];
  const whole = items.find(({ num, den }) => num === den);
  return couponsOn(order, whole === undefined ? items : [whole]);
}

/** Returns what items of receipts took off by coupons, each named as it was. */
export function couponsOn(
  { promoted = [] }: Pick<OrderState, "promoted">,
  items: ReadonlyArray<Pick<ReceiptItem, "coupons">>,
): ReadonlyArray<LineCoupon> {
  const names = new Map(
    promoted.flatMap(({ coupons = [] }) =>
      coupons.map(({ promotion, name }) => [promotion, name] as const),
    ),
  );
  const offs = new Map<EventId, number>();
  for (const { promotion, off } of items.flatMap(({ coupons = [] }) => coupons))
    offs.set(promotion, (offs.get(promotion) ?? 0) + off);
  return [...offs].map(([promotion, off]) => ({
    promotion,
    name: names.get(promotion) ?? "",
    off: minor(off),
  }));
}

const SHARE_LEAST = 0.001;

/** By line, what the last writing that names it says of coupons; empty where no coupon was ever on the bill. */
const couponsByLine = oncePer(
  ({ promoted = [] }: OrderState): ReadonlyMap<EventId, ReadonlyArray<LineCoupon>> => {
    const byLine = new Map<EventId, ReadonlyArray<LineCoupon>>();
    if (promoted.every(({ coupons = [] }) => coupons.length === 0)) return byLine;
    for (const { lines, coupons = [] } of promoted) {
      for (const line of lines) {
        const own = coupons.flatMap(({ promotion, name, offs }) =>
          offs.flatMap(([id, off]) => (id === line ? [{ promotion, name, off }] : [])),
        );
        byLine.set(line, own);
      }
    }
    return byLine;
  },
);

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

/** A line as deals count it, with its own quantity. */
interface MeasuredLine extends HeldLine {
  readonly quantity: number;
}

/** Returns the lines that are sold; `leftByLine`: with so much of some as is about to be left. */
function heldLines(
  { linesById }: OrderState,
  leftByLine: ReadonlyMap<EventId, number> = new Map(),
): ReadonlyArray<MeasuredLine> {
  return Object.entries<LineState>(linesById).flatMap(([id, { added, voids, fields }]) => {
    if (added === null || !kindOf(added).isSale) return [];
    const line = id as EventId;
    const present = voids.length > 0 ? 0 : (registerValue(fields.quantity) ?? 0);
    const quantity = leftByLine.get(line) ?? present;
    const measure = measureOf(added, quantity);
    return [{ line, quantity, count: dealCount(measure), isWeighed: measure.unit === "weight" }];
  });
}

/** An item of a receipt with so much as it covers of its line, in thousandths. */
interface CoveringItem {
  readonly item: PaidItem;
  readonly covered: number;
}

function itemsOfLine(order: OrderState, line: EventId): ReadonlyArray<CoveringItem> {
  const quantity = order.linesById[line]?.fields.quantity;
  return paidItemsOf(order, line).map((item) => {
    const pieces = item.pieces ?? (quantity && registerValue(quantity)) ?? 0;
    return { item, covered: Math.ceil((pieces * item.num) / item.den) };
  });
}

/** Returns what receipts cover of its lines, and of those of its family that are named, as they were issued. */
function coveredItems(
  order: OrderState,
  elsewhere: ReadonlyArray<HeldLine> = [],
): ReadonlyArray<CoveredItem> {
  const family = elsewhere.length === 0 ? order : (order.gathered?.family.whole ?? order);
  const items = [
    ...Object.keys(order.linesById).flatMap((id) => itemsOfLine(order, id as EventId)),
    ...elsewhere.flatMap(({ line }) => itemsOfLine(family, line)),
  ];
  const placeByReceipt = new Map(receiptOrder(family).map((id, place) => [id, place]));
  return items
    .toSorted(
      (a, b) =>
        (placeByReceipt.get(a.item.receipt) ?? 0) - (placeByReceipt.get(b.item.receipt) ?? 0),
    )
    .map(({ item, covered }) => ({
      line: item.line,
      covered,
      deals: item.deals ?? [],
      promo: subtractMinor(
        item.promo ?? zeroMinor,
        sumMinor(item.coupons ?? [], ({ off }) => off),
      ),
    }));
}

function receiptOrder({ receipts, gathered }: OrderState): ReadonlyArray<EventId> {
  return (gathered?.receipts ?? receipts).map(({ id }) => id);
}
