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
import { savingOf } from "./exact-deals.ts";

/**
 * Returns the deals of a part. Persons' discounts are looked at afterwards: either deals that save less
 * than them are left out again, or all discounted pieces are, whichever saves more.
 */
export function greedyDeals(part: BasketPart): ReadonlyArray<FoundDeal> {
  const all = dealsOver(
    part,
    part.classes.map(({ count }) => count),
  );
  if (part.classes.every(({ off }) => off === 0)) return all;
  const worthIt = all.filter(({ pieces, saving }) => saving > offOf(part, pieces));
  const apart = dealsOver(
    part,
    part.classes.map(({ count, off }) => (off === 0 ? count : 0)),
  );
  return gainOf(part, worthIt) > gainOf(part, apart) ? worthIt : apart;
}

/** The cents that the deals save beyond what persons take off their pieces. */
function gainOf(part: BasketPart, deals: ReadonlyArray<FoundDeal>): number {
  return deals.reduce((sum, { saving, pieces }) => sum + saving - offOf(part, pieces), 0);
}

function offOf({ classes }: BasketPart, pieces: ReadonlyArray<number>): number {
  return pieces.reduce((sum, piece) => sum + (classes[piece]?.off ?? 0), 0);
}

/** The promotions of a part in a greedy run, each with the classes that it takes, the dearest first. */
interface Run {
  readonly part: BasketPart;
  readonly left: number[];
  readonly membersByRule: ReadonlyMap<DealRule, ReadonlyArray<number>>;
}

function dealsOver(part: BasketPart, counts: ReadonlyArray<number>): ReadonlyArray<FoundDeal> {
  const membersByRule = new Map(
    part.rules.map((rule) => [
      rule,
      [...part.classes.keys()].filter((at) => rule.takes[at] === true && (counts[at] ?? 0) > 0),
    ]),
  );
  const run: Run = { part, left: [...counts], membersByRule };
  let open = part.rules.flatMap((rule) => bestDeal(run, rule) ?? []);
  const deals: FoundDeal[] = [];
  while (open.length > 0) {
    const next = open.reduce((best, other) => (other.saving > best.saving ? other : best));
    const at = open.indexOf(next);
    const isThere = hasPieces(run, next);
    if (isThere) {
      deals.push(next);
      for (const piece of next.pieces) run.left[piece] = (run.left[piece] ?? 0) - 1;
    }
    const again = isThere && next.rule.type === "from" ? undefined : bestDeal(run, next.rule);
    open = again === undefined ? open.toSpliced(at, 1) : open.with(at, again);
  }
  return deals;
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
  const saving = savingOf(rule, pieces, run.part);
  return saving > 0 ? { rule, pieces, saving } : undefined;
}

function bestPieces(run: Run, rule: DealRule): ReadonlyArray<number> | undefined {
  switch (rule.type) {
    case "group": {
      const pieces = dearest(run, run.membersByRule.get(rule) ?? [], rule.size);
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
  const members = dearest(run, run.membersByRule.get(rule) ?? [], Infinity);
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
  const wanted = sets.map((set) =>
    dearest(
      run,
      [...set.keys()].filter((at) => set[at] === true),
      sets.length,
    ),
  );
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
      if (set[piece] !== true || seen.has(at)) return false;
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
