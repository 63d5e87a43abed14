/**
 * The best deals of a part of a basket, by looking at all of them.
 *
 * The dearest piece that is left is decided on first, and what was found for the same pieces left is
 * kept. So the work depends on how many kinds of pieces there are and not on how many ways lead to
 * them. It ends after a fixed number of steps, never of milliseconds: every till must find the same.
 */

import {
  type BasketPart,
  type BundleRule,
  type DealRule,
  type FoundDeal,
  type FromRule,
  type GroupRule,
} from "./basket.ts";

/** What is best for the pieces that are left. */
interface Best {
  /** The cents that deals and persons' discounts take off. */
  readonly saving: number;
  /** The part of it that persons' discounts take off: at a tie they hold. */
  readonly byPersons: number;
  readonly choice: Choice | undefined;
}

/** What is done with the dearest piece that is left. */
type Choice =
  | { readonly type: "deal"; readonly deal: FoundDeal }
  | { readonly type: "from"; readonly rule: number; readonly piece: number }
  | { readonly type: "outside"; readonly piece: number };

/** The pieces that are left by class, and by rule how much has come into its one deal, in thousandths. */
interface Left {
  readonly counts: number[];
  readonly measures: number[];
}

interface Search {
  readonly part: BasketPart;
  readonly bestByKey: Map<string, Best | null>;
  readonly left: Left;
  stepsLeft: number;
}

/**
 * Returns the deals with the largest saving, counting what persons take off pieces that stay outside;
 * undefined if that takes more steps. A step is one way to decide on one piece.
 */
export function exactDeals(part: BasketPart, steps: number): ReadonlyArray<FoundDeal> | undefined {
  const search: Search = {
    part,
    bestByKey: new Map(),
    left: {
      counts: part.classes.map(({ count }) => count),
      measures: part.rules.map(() => 0),
    },
    stepsLeft: steps,
  };
  bestOf(search);
  return search.stepsLeft < 0 ? undefined : chosenDeals(search);
}

/** Returns null where a deal that was begun can't be ended, and when there are no steps left. */
function bestOf(search: Search): Best | null {
  const { left, bestByKey } = search;
  const piece = left.counts.findIndex((count) => count > 0);
  if (piece < 0) return endOf(search);
  const key = keyOf(left, piece);
  const known = bestByKey.get(key);
  if (known !== undefined) return known;
  let best: Best | null = null;
  for (const choice of choicesFor(search, piece)) {
    search.stepsLeft -= 1;
    if (search.stepsLeft < 0) return null;
    best = better(best, afterChoice(search, choice));
  }
  bestByKey.set(key, best);
  return best;
}

/** Only the classes from this piece on have pieces left: those before it need no place in the name. */
function keyOf({ counts, measures }: Left, piece: number): string {
  return `${counts.slice(piece).join()}|${measures.join()}|${counts.length - piece}`;
}

function endOf({ part, left }: Search): Best | null {
  const isWhole = part.rules.every((rule, at) => {
    const measure = left.measures[at] ?? 0;
    return rule.type !== "from" || measure === 0 || measure >= rule.least;
  });
  return isWhole ? { saving: 0, byPersons: 0, choice: undefined } : null;
}

function better(best: Best | null, other: Best | null): Best | null {
  if (best === null || other === null) return best ?? other;
  const more = other.saving - best.saving || other.byPersons - best.byPersons;
  return more > 0 ? other : best;
}

/** Deals come before all else, those of the oldest promotion first: at a tie the first way holds. */
function* choicesFor({ part, left }: Search, piece: number): Generator<Choice> {
  for (const rule of part.rules) {
    if (rule.takes[piece] !== true || rule.type === "from") continue;
    for (const pieces of rule.type === "group"
      ? groupsWith(rule, left.counts, piece)
      : bundlesWith(rule, left.counts, piece)) {
      const saving = savingOf(rule, pieces, part);
      if (saving > 0) yield { type: "deal", deal: { rule, pieces, saving } };
    }
  }
  yield { type: "outside", piece };
  for (const [at, rule] of part.rules.entries()) {
    if (rule.type === "from" && rule.takes[piece] === true) yield { type: "from", rule: at, piece };
  }
}

function afterChoice(search: Search, choice: Choice): Best | null {
  const { classes } = search.part;
  take(search, choice, 1);
  const rest = bestOf(search);
  take(search, choice, -1);
  if (rest === null) return null;
  const { saving, byPersons } = rest;
  switch (choice.type) {
    case "deal":
      return { saving: saving + choice.deal.saving, byPersons, choice };
    case "from": {
      const rule = search.part.rules[choice.rule];
      const off = rule?.type === "from" ? (rule.offs[choice.piece] ?? 0) : 0;
      return { saving: saving + off, byPersons, choice };
    }
    default: {
      const off = classes[choice.piece]?.off ?? 0;
      return { saving: saving + off, byPersons: byPersons + off, choice };
    }
  }
}

/** Takes the pieces of a choice away, or puts them back. */
function take({ part, left: { counts, measures } }: Search, choice: Choice, sign: 1 | -1): void {
  const pieces = choice.type === "deal" ? choice.deal.pieces : [choice.piece];
  for (const piece of pieces) counts[piece] = (counts[piece] ?? 0) - sign;
  if (choice.type === "from") {
    const measure = part.classes[choice.piece]?.measure ?? 0;
    measures[choice.rule] = (measures[choice.rule] ?? 0) + sign * measure;
  }
}

/** All ways to make a deal of a group of which the dearest piece is this one. */
function* groupsWith(
  { size, takes }: GroupRule,
  counts: ReadonlyArray<number>,
  piece: number,
): Generator<ReadonlyArray<number>> {
  yield* withMore([piece], piece);

  function* withMore(
    pieces: ReadonlyArray<number>,
    from: number,
  ): Generator<ReadonlyArray<number>> {
    if (pieces.length === size) {
      yield pieces;
      return;
    }
    for (let at = from; at < counts.length; at += 1) {
      if (takes[at] === true && usedOf(pieces, at) < (counts[at] ?? 0))
        yield* withMore([...pieces, at], at);
    }
  }
}

/** All ways to fill the sets of a bundle with this piece and cheaper ones. */
function* bundlesWith(
  { sets }: BundleRule,
  counts: ReadonlyArray<number>,
  piece: number,
): Generator<ReadonlyArray<number>> {
  for (const [own, set] of sets.entries()) {
    if (set[piece] === true) yield* withMore([piece], 0, own);
  }

  function* withMore(
    pieces: ReadonlyArray<number>,
    place: number,
    own: number,
  ): Generator<ReadonlyArray<number>> {
    if (place === sets.length) {
      yield pieces.toSorted((a, b) => a - b);
      return;
    }
    if (place === own) {
      yield* withMore(pieces, place + 1, own);
      return;
    }
    for (let at = piece; at < counts.length; at += 1) {
      if (sets[place]?.[at] === true && usedOf(pieces, at) < (counts[at] ?? 0))
        yield* withMore([...pieces, at], place + 1, own);
    }
  }
}

function usedOf(pieces: ReadonlyArray<number>, piece: number): number {
  return pieces.filter((other) => other === piece).length;
}

/** The cents that a deal of these pieces takes off, the dearest first; below zero for a dear bundle. */
export function savingOf(
  rule: DealRule,
  pieces: ReadonlyArray<number>,
  { classes }: Pick<BasketPart, "classes">,
): number {
  switch (rule.type) {
    case "group":
      return pieces.slice(rule.paid).reduce((sum, piece) => sum + (rule.offs[piece] ?? 0), 0);
    case "bundle":
      return pieces.reduce((sum, piece) => sum + (classes[piece]?.price ?? 0), 0) - rule.price;
    default:
      return pieces.reduce((sum, piece) => sum + (rule.offs[piece] ?? 0), 0);
  }
}

/** Follows the best choices from the whole part to its end. */
function chosenDeals(search: Search): ReadonlyArray<FoundDeal> {
  const deals: FoundDeal[] = [];
  const piecesByRule = new Map<number, number[]>();
  for (let best = bestOf(search); best?.choice !== undefined; best = bestOf(search)) {
    const { choice } = best;
    if (choice.type === "deal") deals.push(choice.deal);
    if (choice.type === "from") {
      piecesByRule.set(choice.rule, [...(piecesByRule.get(choice.rule) ?? []), choice.piece]);
    }
    take(search, choice, 1);
  }
  for (const [at, pieces] of piecesByRule) {
    const rule = search.part.rules[at] as FromRule;
    deals.push({ rule, pieces, saving: savingOf(rule, pieces, search.part) });
  }
  return deals.filter(({ saving }) => saving > 0);
}
