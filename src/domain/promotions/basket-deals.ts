/**
 * The best deals of a basket, and what each takes off its pieces.
 *
 * A part in which one promotion stands alone is sorted and grouped; others are searched, and where that
 * takes too many steps, the largest saving comes first. What a deal saves is spread over all its pieces by
 * list price: each tax rate bears its part, and a piece that comes back has a price.
 */

import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import {
  type Basket,
  type BasketPart,
  type FoundDeal,
  partsOf,
  type PieceClass,
  withoutOffs,
} from "./basket.ts";
import { exactDeals } from "./exact-deals.ts";
import { gainOf, offOf } from "./found-deals.ts";
import { greedyDeals } from "./greedy-deals.ts";

/** Ways to decide on one piece, for each part of a basket. The number is a rule: tills must find the same. */
export const SEARCH_STEPS = 2000;

/**
 * Pieces of a line in a deal: how many, or for goods by weight their thousandths; and the cents that the
 * deal takes off all of them.
 */
export type DealPieces = readonly [line: EventId, count: number, off: MinorUnits];

/** One use of one promotion. */
export interface Deal {
  /** The write of the promotion. */
  readonly promotion: EventId;
  readonly name: string;
  /** Each line once, in the order of the basket. */
  readonly pieces: ReadonlyArray<DealPieces>;
}

/**
 * Returns the deals that save most, counting what persons took off pieces that stay outside. What lines cost
 * then, and the tax by rate, depends neither on the ids of lines nor on their order, nor on how pieces are grouped
 * into lines. Source: docs/rules/promotions.md, P1 to P8.
 */
export function basketDeals(basket: Basket): ReadonlyArray<Deal> {
  const placeByLine = new Map(basket.lines.map(({ line }, place) => [line, place]));
  return partsOf(basket).flatMap((part) => {
    const queues = part.classes.map(({ lines }) =>
      lines.map((pieces) => Object.assign({}, pieces)),
    );
    return dealsOfPart(part).flatMap((found): ReadonlyArray<Deal> => {
      const promotion = basket.promotions[found.rule.promotion];
      if (promotion === undefined) return [];
      const pieces = spread(part, found, queues).toSorted(
        ([a], [b]) => (placeByLine.get(a) ?? 0) - (placeByLine.get(b) ?? 0),
      );
      return [{ promotion: promotion.write, name: promotion.name, pieces }];
    });
  });
}

function dealsOfPart(part: BasketPart): ReadonlyArray<FoundDeal> {
  return part.classes.every(({ off }) => off === 0)
    ? plainDeals(part).deals
    : dealsBesideOffs(part);
}

/** The deals of a part of which no person took anything off. */
function plainDeals(part: BasketPart): Found {
  const known = greedyDeals(
    part,
    part.classes.map(({ count }) => count),
  );
  if (needsNoSearch(part)) return { deals: known, isBest: true };
  const best = exactDeals(part, known, SEARCH_STEPS);
  return best === undefined ? { deals: known, isBest: false } : { deals: best, isBest: true };
}

interface Found {
  readonly deals: ReadonlyArray<FoundDeal>;
  /** Whether the search came to its end. */
  readonly isBest: boolean;
}

/**
 * The deals of a part of which persons took something off. Known are those that it would have without,
 * less the ones that save no more than the persons; and those without the pieces that are discounted. So a
 * discount raises no bill, even where the search has no steps left. Where it had too few without
 * discounts, it isn't tried with them: they tell more pieces apart.
 */
function dealsBesideOffs(part: BasketPart): ReadonlyArray<FoundDeal> {
  const { deals, isBest } = dealsWithoutOffs(part);
  const worthIt = deals.filter(({ pieces, saving }) => saving > offOf(part, pieces));
  const apart = greedyDeals(
    part,
    part.classes.map(({ count, off }) => (off === 0 ? count : 0)),
  );
  const known = gainOf(part, worthIt) > gainOf(part, apart) ? worthIt : apart;
  return isBest ? (exactDeals(part, known, SEARCH_STEPS) ?? known) : known;
}

/** The deals as if nobody had taken anything off; the pieces that are less discounted come into them first. */
function dealsWithoutOffs(part: BasketPart): Found {
  const { plain, places } = withoutOffs(part);
  const queues = places.map((own) =>
    own.flatMap((at) => Array.from({ length: part.classes[at]?.count ?? 0 }, () => at)),
  );
  const { deals, isBest } = plainDeals(plain);
  const own = deals.flatMap(({ rule, pieces, saving }) => {
    const same = part.rules[plain.rules.indexOf(rule)];
    if (same === undefined) return [];
    const taken = pieces.flatMap((piece) => queues[piece]?.shift() ?? []);
    return [{ rule: same, pieces: taken, saving }];
  });
  return { deals: own, isBest };
}

/** Whether taking the dearest pieces again and again is the best: one promotion, and no choice beside it. */
function needsNoSearch({ rules, classes }: BasketPart): boolean {
  const [rule, ...others] = rules;
  if (rule === undefined || others.length > 0 || classes.some(({ off }) => off > 0)) return false;
  return rule.type !== "bundle" || new Set(rule.sets.flat()).size === rule.sets.flat().length;
}

type Queue = Array<{ readonly line: EventId; count: number }>;

/** Gives the found pieces to lines, and each its share of the saving. */
function spread(
  { classes }: BasketPart,
  { pieces, saving }: FoundDeal,
  queues: ReadonlyArray<Queue>,
): ReadonlyArray<DealPieces> {
  const prices = pieces.map((piece) => classes[piece]?.price ?? 0);
  const offs = allocate(minor(saving), prices);
  const byLine = new Map<EventId, { count: number; off: number }>();
  for (const [at, piece] of pieces.entries()) {
    const line = nextLine(queues[piece] ?? []);
    const own = byLine.get(line) ?? { count: 0, off: 0 };
    own.count += countOf(classes[piece]);
    own.off += offs[at] ?? 0;
    byLine.set(line, own);
  }
  return [...byLine].map(([line, { count, off }]) => [line, count, minor(off)]);
}

function nextLine(queue: Queue): EventId {
  const next = queue.find(({ count }) => count > 0);
  if (next === undefined) throw new RangeError("A deal has more pieces than there are");
  next.count -= 1;
  return next.line;
}

function countOf(piece: PieceClass | undefined): number {
  return piece?.by === "weight" ? piece.measure : 1;
}
