/**
 * Which of the deals that were written count now, and which pieces are free to be worked out anew.
 *
 * A deal counts whole or not at all. So tills that were apart may end a deal by what they did, but never
 * make one, and no piece pays for two.
 */

import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type Deal } from "./basket-deals.ts";
import { type TakenCoupon } from "./coupons.ts";

/** A deal as an order's event has it. */
export interface WrittenDeal extends Deal {
  readonly id: string;
}

/** What an act wrote of an order's promotions; replaces for each of its lines what an earlier one wrote. */
export interface WrittenPromotions {
  /** Every line that was looked at. */
  readonly lines: ReadonlyArray<EventId>;
  readonly deals: ReadonlyArray<WrittenDeal>;
  /** What coupons take off these lines; missing for nothing. */
  readonly coupons?: ReadonlyArray<WrittenCoupon> | undefined;
}

/** A coupon on lines, as an order's event has it. */
export interface WrittenCoupon extends TakenCoupon {
  readonly name: string;
}

/** What there is of a line. */
export interface HeldLine {
  readonly line: EventId;
  /** The whole pieces, paid or not; the thousandths for goods by weight. Zero once voided. */
  readonly count: number;
  /** Whether it is weighed: then all of it is free, or nothing. */
  readonly isWeighed: boolean;
}

/** What a receipt that stands says of a line. */
export interface CoveredItem {
  readonly line: EventId;
  /** So much of the line is covered: thousandths of a piece or of the weight's unit, rounded up. */
  readonly covered: number;
  /** The ids of the deals in which the covered pieces are. */
  readonly deals: ReadonlyArray<string>;
  /** The cents that those deals took off the covered pieces. */
  readonly promo: MinorUnits;
}

export interface HeldInput {
  /** In their order in time. */
  readonly written: ReadonlyArray<WrittenPromotions>;
  readonly lines: ReadonlyArray<HeldLine>;
  /** In the order in time of their receipts. */
  readonly items: ReadonlyArray<CoveredItem>;
}

/** A deal that a receipt names and that has lost pieces since. */
export interface BrokenDeal {
  readonly deal: WrittenDeal;
  /** What the deal took off the pieces that are paid, in cents: the guest keeps it. */
  readonly kept: MinorUnits;
}

export interface HeldDeals {
  /** The deals that count now; those that a receipt names come first. */
  readonly deals: ReadonlyArray<WrittenDeal>;
  /** The ids of those that a receipt names: their pieces are not worked out again. */
  readonly frozen: ReadonlySet<string>;
  readonly broken: ReadonlyArray<BrokenDeal>;
  /** The cents that deals take off each line; of broken ones what receipts took. Lines without are left out. */
  readonly offByLine: ReadonlyMap<EventId, MinorUnits>;
  /** The pieces that a deal counts for on each line, in the unit of `HeldLine.count`. */
  readonly heldByLine: ReadonlyMap<EventId, number>;
  /** By line, the pieces that no receipt covers and no frozen deal holds, in the unit of `HeldLine.count`. */
  readonly freeByLine: ReadonlyMap<EventId, number>;
}

/**
 * Returns what counts of the written deals. Source: docs/rules/promotions.md, P12 and P13.
 *
 * A deal that a receipt names claims its pieces first, in the order of the receipts, and counts as long as
 * all of them are there, whatever a till apart wrote of them. Another one counts if the last writing of
 * each of its lines has it and the pieces are there beside those that deals before it hold. A piece that
 * a receipt covers is in no deal but those that this receipt names.
 */
export function heldDeals({ written, lines, items }: HeldInput): HeldDeals {
  const named = new Set(items.flatMap(({ deals }) => deals));
  const lastByLine = lastWritten(written);
  const dealsById = new Map<string, WrittenDeal>();
  for (const { deals } of written) for (const deal of deals) dealsById.set(deal.id, deal);
  const poolsByLine = new Map(lines.map((line) => [line.line, poolsOf(line, items)]));
  const frozen = [...named]
    .flatMap((id) => dealsById.get(id) ?? [])
    .filter((deal) => claim(deal, poolsByLine));
  const others = [...dealsById.values()].filter(
    (deal) =>
      !named.has(deal.id) &&
      deal.pieces.every(([line]) => lastByLine.get(line)?.has(deal.id) === true) &&
      claim(deal, poolsByLine),
  );
  const frozenIds = new Set(frozen.map(({ id }) => id));
  const broken = [...named]
    .flatMap((id) => (frozenIds.has(id) ? [] : (dealsById.get(id) ?? [])))
    .map((deal) => ({ deal, keptByLine: keptOf(deal, items, dealsById) }));
  const deals = [...frozen, ...others];
  const pieces = deals.flatMap((deal) => deal.pieces);
  return {
    deals,
    frozen: frozenIds,
    broken: broken.map(({ deal, keptByLine }) => ({
      deal,
      kept: sumMinor(keptByLine.values(), (kept) => kept),
    })),
    offByLine: summed([
      ...pieces.map(([line, , off]) => [line, off] as const),
      ...broken.flatMap(({ keptByLine }) => keptByLine.entries().toArray()),
    ]),
    heldByLine: summed(pieces.map(([line, count]) => [line, count] as const)),
    freeByLine: freePieces(lines, items, frozen),
  };
}

/** By line, the ids of the deals that its last writing has. */
function lastWritten(
  written: ReadonlyArray<WrittenPromotions>,
): ReadonlyMap<EventId, ReadonlySet<string>> {
  return new Map(
    written.flatMap(({ lines, deals }) => {
      const ids = new Set(deals.map(({ id }) => id));
      return lines.map((line) => [line, ids] as const);
    }),
  );
}

/** Pieces of a line that deals may claim. What a receipt covers is only for the deals that it names. */
interface Pools {
  readonly covered: ReadonlyArray<{ readonly deals: ReadonlyArray<string>; left: number }>;
  open: number;
}

function poolsOf({ line, count, isWeighed }: HeldLine, items: ReadonlyArray<CoveredItem>): Pools {
  const covered = items
    .filter((item) => item.line === line)
    .map((item) => ({
      deals: item.deals,
      left: Math.min(count, isWeighed ? count : Math.ceil(item.covered / 1000)),
    }));
  const open = count - covered.reduce((sum, { left }) => sum + left, 0);
  return { covered, open: Math.max(0, open) };
}

/** Takes the pieces of the deal away, if all are there. */
function claim(deal: WrittenDeal, poolsByLine: ReadonlyMap<EventId, Pools>): boolean {
  const isWhole = deal.pieces.every(([line, count]) => {
    const pools = poolsByLine.get(line);
    return pools !== undefined && pools.open + ownOf(pools, deal) >= count;
  });
  if (!isWhole) return false;
  for (const [line, count] of deal.pieces) {
    const pools = poolsByLine.get(line);
    if (pools !== undefined) takeFrom(pools, deal, count);
  }
  return true;
}

function ownOf({ covered }: Pools, { id }: WrittenDeal): number {
  return covered.reduce((sum, { deals, left }) => sum + (deals.includes(id) ? left : 0), 0);
}

function takeFrom(pools: Pools, { id }: WrittenDeal, count: number): void {
  let wanted = count;
  for (const pool of pools.covered.filter(({ deals }) => deals.includes(id))) {
    const taken = Math.min(wanted, pool.left);
    pool.left -= taken;
    wanted -= taken;
  }
  pools.open -= wanted;
}

/** Returns, by line, what receipts took off for the deal; one that names several took their parts for each. */
function keptOf(
  deal: WrittenDeal,
  items: ReadonlyArray<CoveredItem>,
  dealsById: ReadonlyMap<string, WrittenDeal>,
): ReadonlyMap<EventId, MinorUnits> {
  return summed(
    items.flatMap(({ line, deals, promo }) => {
      const at = deals.indexOf(deal.id);
      if (at < 0) return [];
      const offs = deals.map((id) => offAt(dealsById.get(id), line));
      const parts = offs.some((off) => off > 0) ? allocate(promo, offs) : offs;
      return [[line, parts[at] ?? 0] as const];
    }),
  );
}

function offAt(deal: WrittenDeal | undefined, line: EventId): number {
  return sumMinor(deal?.pieces.filter(([id]) => id === line) ?? [], ([, , off]) => off);
}

/**
 * What a receipt covers of a line lies in the frozen deals that it names and beside them in the same
 * parts; a piece of which a share is covered is not free.
 */
function freePieces(
  lines: ReadonlyArray<HeldLine>,
  items: ReadonlyArray<CoveredItem>,
  frozen: ReadonlyArray<WrittenDeal>,
): ReadonlyMap<EventId, number> {
  const frozenIds = new Set(frozen.map(({ id }) => id));
  const heldByLine = summed(
    frozen.flatMap(({ pieces }) => pieces.map(([line, count]) => [line, count] as const)),
  );
  return new Map(
    lines.map(({ line, count, isWeighed }) => {
      const own = items.filter((item) => item.line === line);
      const beside = count - (heldByLine.get(line) ?? 0);
      if (isWeighed) return [line, own.length === 0 && beside === count ? count : 0];
      const covered = own.reduce((sum, item) => {
        const isInDeal = item.deals.some((id) => frozenIds.has(id));
        return sum + (isInDeal ? Math.ceil((item.covered * beside) / count) : item.covered);
      }, 0);
      return [line, Math.max(0, Math.floor((1000 * beside - covered) / 1000))];
    }),
  );
}

function summed(
  amounts: ReadonlyArray<readonly [line: EventId, amount: number]>,
): Map<EventId, MinorUnits> {
  const sums = new Map<EventId, MinorUnits>();
  for (const [line, amount] of amounts) sums.set(line, minor((sums.get(line) ?? 0) + amount));
  return sums;
}

/**
 * Returns the deals to write: a deal that was there before with the same pieces keeps its id, others get
 * a new one.
 */
export function withIds(
  deals: ReadonlyArray<Deal>,
  before: ReadonlyArray<WrittenDeal>,
  newId: () => string,
): ReadonlyArray<WrittenDeal> {
  const open = [...before];
  return deals.map((deal) => {
    const at = open.findIndex((other) => isSameDeal(deal, other));
    const [same] = at < 0 ? [] : open.splice(at, 1);
    return same ?? { ...deal, id: newId() };
  });
}

function isSameDeal(one: Deal, other: Deal): boolean {
  return one.promotion === other.promotion && sameText(one) === sameText(other);
}

function sameText({ pieces }: Deal): string {
  return JSON.stringify(pieces.map((piece) => JSON.stringify(piece)).toSorted());
}
