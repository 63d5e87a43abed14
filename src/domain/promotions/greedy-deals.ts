/**
 * Good deals of a large part of a basket: the one with the largest saving first, at a tie that of the
 * older promotion, of its dearest pieces.
 *
 * Taking pieces away never makes a deal better. So what a promotion could do at best is worked out anew
 * only when it would be next and some of its pieces are gone.
 */

import {
  type BasketPart,
  type BundleRule,
  type DealRule,
  type FoundDeal,
  type FromRule,
} from "./basket.ts";
import { savingOf } from "./found-deals.ts";

interface Run {
  readonly part: BasketPart;
  /** The pieces that are left by class. */
  readonly left: number[];
}

/** Returns deals over so many pieces of each class; persons' discounts are not looked at. */
export function greedyDeals(
  part: BasketPart,
  counts: ReadonlyArray<number>,
): ReadonlyArray<FoundDeal> {
  const run: Run = { part, left: [...counts] };
  const open = part.rules.map((rule) => bestDeal(run, rule));
  const savings = open.map((deal) => deal?.saving ?? 0);
  const waiting = [...savings.keys()]
    .filter((at) => (savings[at] ?? 0) > 0)
    .toSorted((a, b) => (savings[a] ?? 0) - (savings[b] ?? 0) || b - a);
  const deals: FoundDeal[] = [];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const next = open[at];
    if (next === undefined) continue;
    const isThere = hasPieces(run, next);
    if (isThere) {
      deals.push(next);
      for (const piece of next.pieces) run.left[piece] = (run.left[piece] ?? 0) - 1;
    }
    const again = isThere && next.rule.type === "from" ? undefined : bestDeal(run, next.rule);
    open[at] = again;
    savings[at] = again?.saving ?? 0;
    if (again !== undefined) waiting.splice(turnOf(at, waiting, savings), 0, at);
  }
  return deals;
}

/** The place among those that wait, the next one last: a smaller saving waits longer, then a newer promotion. */
function turnOf(
  at: number,
  waiting: ReadonlyArray<number>,
  savings: ReadonlyArray<number>,
): number {
  const saving = savings[at] ?? 0;
  let [low, high] = [0, waiting.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = waiting[middle] ?? 0;
    const less = (savings[other] ?? 0) - saving || at - other;
    if (less < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hasPieces({ left }: Run, { pieces }: FoundDeal): boolean {
  let [before, used] = [-1, 0];
  return pieces.every((piece) => {
    used = piece === before ? used + 1 : 1;
    before = piece;
    return used <= (left[piece] ?? 0);
  });
}

/** The best deal of one promotion over the pieces that are left; undefined when none saves anything. */
function bestDeal(run: Run, rule: DealRule): FoundDeal | undefined {
  const pieces = bestPieces(run, rule);
  if (pieces === undefined) return undefined;
  const saving = savingOf(run.part, rule, pieces);
  return saving > 0 ? { rule, pieces, saving } : undefined;
}

function bestPieces(run: Run, rule: DealRule): ReadonlyArray<number> | undefined {
  switch (rule.type) {
    case "group": {
      const pieces = dearest(run, rule.members, rule.size);
      return pieces.length === rule.size ? pieces : undefined;
    }
    case "bundle":
      return dearestOfSets(run, rule);
    default:
      return allOf(run, rule);
  }
}

/** The dearest pieces that are left, at most so many. */
function dearest({ left }: Run, members: ReadonlyArray<number>, size: number): number[] {
  const pieces: number[] = [];
  for (const at of members) {
    for (let count = left[at] ?? 0; count > 0; count -= 1) {
      if (pieces.length === size) return pieces;
      pieces.push(at);
    }
  }
  return pieces;
}

/** Pieces at which nothing comes off are taken along only if they are needed. */
function allOf(run: Run, rule: FromRule): ReadonlyArray<number> | undefined {
  const { classes } = run.part;
  const members = dearest(run, rule.members, Infinity);
  let measure = 0;
  const pieces = members.filter((at) => {
    const isWanted = (rule.offs[at] ?? 0) > 0 || measure < rule.least;
    measure += isWanted ? (classes[at]?.measure ?? 0) : 0;
    return isWanted;
  });
  return measure >= rule.least ? pieces : undefined;
}

/**
 * The dearest pieces that fill all sets. A dearer piece is never given up for a cheaper one; it moves to
 * another of its sets if that makes room.
 */
function dearestOfSets(run: Run, { sets }: BundleRule): ReadonlyArray<number> | undefined {
  const tops = sets.flatMap((set) => set.find((at) => (run.left[at] ?? 0) > 0) ?? []);
  if (tops.length < sets.length) return undefined;
  if (new Set(tops).size === tops.length) return tops.toSorted((a, b) => a - b);
  const wanted = sets.map((set) => dearest(run, set, sets.length));
  const counts = new Map<number, number>();
  for (const own of wanted) {
    for (const [at, same] of Map.groupBy(own, (piece) => piece))
      counts.set(at, Math.max(counts.get(at) ?? 0, same.length));
  }
  const pieces = [...counts]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([at, count]) => Array.from({ length: count }, () => at));
  const pieceBySet: Array<number | undefined> = sets.map(() => undefined);

  function findsSet(piece: number, seen: Set<number>): boolean {
    return sets.some((set, at) => {
      if (!set.includes(piece) || seen.has(at)) return false;
      seen.add(at);
      const other = pieceBySet[at];
      if (other !== undefined && !findsSet(other, seen)) return false;
      pieceBySet[at] = piece;
      return true;
    });
  }

  for (const piece of pieces) findsSet(piece, new Set());
  return pieceBySet.includes(undefined)
    ? undefined
    : pieceBySet.flatMap((piece) => piece ?? []).toSorted((a, b) => a - b);
}
