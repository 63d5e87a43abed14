/**
 * The deals of one order by pen and paper: which of those that acts wrote count, and what they and coupons take off
 * each line. A deal counts whole or not at all, as the last writing of each of its lines has it, or as a receipt does.
 * It shares no code with the tills' own law, and leaves alone orders of which parts were paid, or goods twice.
 */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { dealCount } from "../../src/domain/goods/measure.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { bornLine, isBirth } from "../../src/domain/lines/born-lines.ts";
import { measureOf } from "../../src/domain/lines/line-measure.ts";
import { createSums, isOf, type Of } from "./drawer-books.ts";
import { standingVoids } from "./standing-voids.ts";

export interface BookedDeals {
  /** The ids of the deals that count. */
  readonly counting: ReadonlySet<string>;
  /** A deal that a receipt names has lost pieces. */
  readonly isBroken: boolean;
  /** What deals and coupons take off each line that has any of them. */
  readonly offByLine: ReadonlyMap<EventId, number>;
}

type Promoted = Of<"order/promoted">["body"];
type WrittenDeal = Promoted["deals"][number];
type Item = Of<"receipt/issued">["body"]["items"][number];

interface Pages {
  readonly counts: ReadonlyMap<EventId, number>;
  readonly dealsById: ReadonlyMap<string, WrittenDeal>;
  /** By line, what was written last of it. */
  readonly lastByLine: ReadonlyMap<EventId, Promoted>;
  readonly itemsByLine: ReadonlyMap<EventId, ReadonlyArray<Item>>;
}

/** Undefined for an order that is beyond pen and paper. */
export function bookedDeals(events: ReadonlyArray<KnownEvent>): BookedDeals | undefined {
  const ordered = events.toSorted((one, other) => compareKeys(one.key, other.key));
  const receipts = ordered.filter(isOf("receipt/issued"));
  const items = receipts.flatMap(({ body }) => body.items);
  const isParted = receipts.some(({ body }) => body.part !== undefined);
  if (isParted || items.some(({ num, den, pieces }) => num !== den || pieces !== undefined)) {
    return undefined;
  }
  const written = ordered.filter(isOf("order/promoted")).map(({ body }) => body);
  const pages: Pages = {
    counts: countsOf(ordered),
    dealsById: new Map(written.flatMap(({ deals }) => deals.map((deal) => [deal.id, deal]))),
    lastByLine: new Map(written.flatMap((body) => body.lines.map((line) => [line, body]))),
    itemsByLine: Map.groupBy(items, ({ line }) => line),
  };
  const isTwice = [...pages.itemsByLine.values()].some(({ length }) => length > 1);
  return isTwice ? undefined : dealsBy(pages);
}

function dealsBy(pages: Pages): BookedDeals | undefined {
  const { dealsById, itemsByLine } = pages;
  const items = [...itemsByLine.values()].flat();
  const named = new Set(items.flatMap(({ deals = [] }) => deals));
  const broken = [...named].filter((id) => !isThere(pages, id));
  // What an item took off by a deal that broke and by another one stands there as one sum.
  const isMixed = items.some(
    ({ deals = [] }) => deals.length > 1 && deals.some((id) => broken.includes(id)),
  );
  if (isMixed) return undefined;
  const counting = new Set([
    ...[...named].filter((id) => !broken.includes(id)),
    ...[...dealsById.keys()].filter((id) => !named.has(id) && isWrittenLast(pages, id)),
  ]);
  const pieces = [...counting].flatMap((id) => dealsById.get(id)?.pieces ?? []);
  const taken = createSums();
  for (const { line, count } of pieces) taken.add(line, count);
  const isOver = [...taken.sums].some(
    ([line, count]) => count > (pages.counts.get(line as EventId) ?? 0),
  );
  if (isOver) return undefined;
  return { counting, isBroken: broken.length > 0, offByLine: offsBy(pages, pieces, broken) };
}

/** Returns what deals that count, those that broke after they were paid, and coupons take off each line. */
function offsBy(
  pages: Pages,
  pieces: WrittenDeal["pieces"],
  broken: ReadonlyArray<string>,
): BookedDeals["offByLine"] {
  const { sums, add } = createSums();
  for (const { line, off } of pieces) add(line, off);
  const items = [...pages.itemsByLine.values()].flat();
  for (const { line, deals = [], promo = 0, coupons = [] } of items) {
    const [deal = ""] = deals;
    const couponed = coupons.reduce((sum, coupon) => sum + coupon.off, 0);
    if (broken.includes(deal)) add(line, promo - couponed);
  }
  for (const line of pages.counts.keys()) add(line, couponedOn(pages, line));
  return new Map([...sums].map(([line, off]) => [line as EventId, off]));
}

/** Whether all pieces of a deal that receipts name are there: those that are paid are theirs that name it. */
function isThere({ counts, dealsById, itemsByLine }: Pages, id: string): boolean {
  const pieces = dealsById.get(id)?.pieces ?? [];
  return pieces.every(({ line, count }) => {
    const items = itemsByLine.get(line) ?? [];
    const isFree = items.length === 0 || items.some(({ deals = [] }) => deals.includes(id));
    return isFree && (counts.get(line) ?? 0) >= count;
  });
}

/** Whether the last writing of each line has the deal, and nobody has paid for any of them. */
function isWrittenLast({ counts, dealsById, lastByLine, itemsByLine }: Pages, id: string): boolean {
  const pieces = dealsById.get(id)?.pieces ?? [];
  return pieces.every(({ line, count }) => {
    const last = lastByLine.get(line)?.deals ?? [];
    const isOpen = !itemsByLine.has(line) && (counts.get(line) ?? 0) >= count;
    return isOpen && last.some((deal) => deal.id === id);
  });
}

function couponedOn({ lastByLine, itemsByLine }: Pages, line: EventId): number {
  const [item] = itemsByLine.get(line) ?? [];
  if (item !== undefined) return (item.coupons ?? []).reduce((sum, { off }) => sum + off, 0);
  const written = lastByLine.get(line)?.coupons ?? [];
  return written
    .flatMap(({ offs }) => offs)
    .reduce((sum, one) => sum + (one.line === line ? one.off : 0), 0);
}

/** Returns the whole pieces of each line; the grams of what is weighed, and none of what is voided. */
function countsOf(ordered: ReadonlyArray<KnownEvent>): ReadonlyMap<EventId, number> {
  const born = new Map(ordered.filter(isBirth).map((event) => [event.id, bornLine(event)]));
  const quantities = new Map<EventId, number>(
    [...born].map(([line, { quantity }]) => [line, quantity]),
  );
  for (const { kind, body } of ordered) {
    if (kind !== "order/line-changed" || body.set.quantity === undefined) continue;
    const before = quantities.get(body.line) ?? 0;
    // What takes of the stock only gets less, and so does a combo.
    const { uses, combo } = born.get(body.line) ?? {};
    const isKept = uses !== undefined || combo !== undefined;
    quantities.set(body.line, isKept ? Math.min(before, body.set.quantity) : body.set.quantity);
  }
  for (const { body } of standingVoids(ordered)) quantities.delete(body.line);
  return new Map(
    [...quantities].map(([line, quantity]) => {
      return [line, dealCount(measureOf(born.get(line) ?? null, quantity))];
    }),
  );
}
