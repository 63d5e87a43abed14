/**
 * The best deals of a part of a basket, by looking at all that could be better than the ones known.
 *
 * The dearest piece that is left is decided on first. Ways that leave the same pieces are followed once,
 * and those that can't save more than is known not at all. It ends after a fixed number of steps, never
 * of milliseconds: every till must find the same.
 */

import {
  type BasketPart,
  type BundleRule,
  type DealRule,
  type FoundDeal,
  type FromRule,
  type GroupRule,
} from "./basket.ts";
import { offOf, savingOf } from "./found-deals.ts";

/** What is done with the dearest piece that is left. */
type Choice =
  | { readonly type: "deal"; readonly deal: FoundDeal }
  | { readonly type: "from"; readonly rule: number; readonly piece: number }
  | { readonly type: "outside"; readonly piece: number };

interface Search {
  readonly part: BasketPart;
  /** By class, what one piece may save at most, in thousandths of a cent, whatever it is part of. */
  readonly most: ReadonlyArray<number>;
  /** The places of the rules from a quantity. */
  readonly froms: ReadonlyArray<number>;
  /** Whether persons took something off: at a tie that holds. */
  readonly hasTies: boolean;
  /** The pieces that are left by class. */
  readonly counts: number[];
  /** By rule, how much has come into its one deal, in thousandths. */
  readonly measures: number[];
  readonly choices: Choice[];
  /** The best way by which the same pieces were left before. */
  readonly reached: Map<string, Value>;
  best: Value;
  bestChoices: ReadonlyArray<Choice> | undefined;
  stepsLeft: number;
}

interface Value {
  /** The cents that deals and persons' discounts take off. */
  readonly saving: number;
  /** The part of it that persons take off. */
  readonly byPersons: number;
}

/**
 * Returns the deals with the largest saving, counting what persons take off pieces that stay outside; the
 * known ones where none save more. Undefined if finding that out takes more steps: a step is one way to
 * decide on one piece.
 */
export function exactDeals(
  part: BasketPart,
  known: ReadonlyArray<FoundDeal>,
  steps: number,
): ReadonlyArray<FoundDeal> | undefined {
  const { classes, rules } = part;
  const search: Search = {
    part,
    most: mostByClass(part),
    froms: [...rules.keys()].filter((at) => rules[at]?.type === "from"),
    hasTies: classes.some(({ off }) => off > 0),
    counts: classes.map(({ count }) => count),
    measures: rules.map(() => 0),
    choices: [],
    reached: new Map(),
    best: valueOf(part, known),
    bestChoices: undefined,
    stepsLeft: steps,
  };
  const open = classes.reduce((sum, { count }, at) => sum + count * (search.most[at] ?? 0), 0);
  follow(search, { from: 0, open, value: { saving: 0, byPersons: 0 } });
  if (search.stepsLeft < 0) return undefined;
  return search.bestChoices === undefined ? known : asDeals(part, search.bestChoices);
}

/** What the deals save with the discounts of the pieces outside. */
function valueOf(part: BasketPart, deals: ReadonlyArray<FoundDeal>): Value {
  const offs = part.classes.reduce((sum, { count, off }) => sum + count * off, 0);
  const byPersons = deals.reduce((sum, { pieces }) => sum - offOf(part, pieces), offs);
  return { saving: deals.reduce((sum, { saving }) => sum + saving, byPersons), byPersons };
}

/**
 * By class, the share of a deal's saving that a piece could bear, in thousandths of a cent. The cheapest
 * pieces of a group cost at most their part of its price; a bundle costs at least its price's part of the
 * dearest pieces of all sets.
 */
function mostByClass({ classes, rules }: BasketPart): ReadonlyArray<number> {
  const most = classes.map(({ off }) => off);
  for (const rule of rules) {
    for (const [at, share] of sharesOf(rule, classes)) most[at] = Math.max(most[at] ?? 0, share);
  }
  return most.map((share) => Math.ceil(1000 * share));
}

function sharesOf(
  rule: DealRule,
  classes: BasketPart["classes"],
): ReadonlyArray<readonly [at: number, share: number]> {
  if (rule.type === "bundle") {
    const dearest = rule.sets.reduce((sum, [at = 0]) => sum + (classes[at]?.price ?? 0), 0);
    return rule.members.map((at) => [at, (classes[at]?.price ?? 0) * (1 - rule.price / dearest)]);
  }
  const part = rule.type === "group" ? (rule.size - rule.paid) / rule.size : 1;
  return rule.members.map((at) => [at, (rule.offs[at] ?? 0) * part]);
}

interface Way {
  /** The classes before it have no pieces left. */
  readonly from: number;
  /** What the pieces that are left may save at most, in thousandths of a cent. */
  readonly open: number;
  readonly value: Value;
}

function follow(search: Search, { from, open, value }: Way): void {
  const { counts } = search;
  let piece = from;
  while (piece < counts.length && counts[piece] === 0) piece += 1;
  if (piece === counts.length) {
    if (isWhole(search) && isBetter(value, search.best)) {
      search.best = value;
      search.bestChoices = [...search.choices];
    }
    return;
  }
  const wanted = search.best.saving + (search.hasTies ? 0 : 1);
  if (1000 * value.saving + open < 1000 * wanted) return;
  const key = keyOf(search, piece);
  const before = search.reached.get(key);
  if (before !== undefined && !isBetter(value, before)) return;
  search.reached.set(key, value);
  forEachChoice(search, piece, (choice) => {
    search.stepsLeft -= 1;
    if (search.stepsLeft < 0) return false;
    const gone = take(search, choice, 1);
    search.choices.push(choice);
    follow(search, { from: piece, open: open - gone, value: after(search.part, value, choice) });
    search.choices.pop();
    take(search, choice, -1);
    return search.stepsLeft >= 0;
  });
}

/** Names the pieces that are left, and what has come into deals from a quantity. */
function keyOf({ counts, measures, froms }: Search, piece: number): string {
  let key = counts.slice(piece).join();
  for (const at of froms) {
    if ((measures[at] ?? 0) > 0) key += `|${at}:${measures[at] ?? 0}`;
  }
  return key;
}

/** A deal from a quantity that was begun has to come to it. */
function isWhole({ part, measures, froms }: Search): boolean {
  return froms.every((at) => {
    const measure = measures[at] ?? 0;
    const rule = part.rules[at];
    return measure === 0 || (rule?.type === "from" && measure >= rule.least);
  });
}

function isBetter(one: Value, other: Value): boolean {
  return (
    one.saving > other.saving || (one.saving === other.saving && one.byPersons > other.byPersons)
  );
}

function after({ classes, rules }: BasketPart, value: Value, choice: Choice): Value {
  const { saving, byPersons } = value;
  switch (choice.type) {
    case "deal":
      return { saving: saving + choice.deal.saving, byPersons };
    case "from": {
      const rule = rules[choice.rule];
      const off = rule?.type === "from" ? (rule.offs[choice.piece] ?? 0) : 0;
      return { saving: saving + off, byPersons };
    }
    default: {
      const off = classes[choice.piece]?.off ?? 0;
      return { saving: saving + off, byPersons: byPersons + off };
    }
  }
}

/** Takes the pieces of a choice away, or puts them back; returns what they may save at most. */
function take({ part, most, counts, measures }: Search, choice: Choice, sign: 1 | -1): number {
  const pieces = choice.type === "deal" ? choice.deal.pieces : [choice.piece];
  let gone = 0;
  for (const piece of pieces) {
    counts[piece] = (counts[piece] ?? 0) - sign;
    gone += most[piece] ?? 0;
  }
  if (choice.type === "from") {
    const measure = part.classes[choice.piece]?.measure ?? 0;
    measures[choice.rule] = (measures[choice.rule] ?? 0) + sign * measure;
  }
  return gone;
}

/** Looks at one after the other for as long as it returns true. */
type Look<Item> = (item: Item) => boolean;

/** Deals come before all else, those of the oldest promotion first: at a tie the first way holds. */
function forEachChoice({ part, counts }: Search, piece: number, look: Look<Choice>): boolean {
  const rules = (part.rulesByClass[piece] ?? []).flatMap((at) => {
    const rule = part.rules[at];
    return rule === undefined ? [] : [{ rule, at }];
  });
  function lookAt(rule: DealRule, pieces: ReadonlyArray<number>): boolean {
    const saving = savingOf(part, rule, pieces);
    return saving <= 0 || look({ type: "deal", deal: { rule, pieces, saving } });
  }
  const goesOn = rules.every(({ rule }) => {
    if (rule.type === "from") return true;
    return rule.type === "group"
      ? forEachGroup({ rule, counts, pieces: [piece] }, (pieces) => lookAt(rule, pieces))
      : forEachBundle({ rule, counts, piece }, (pieces) => lookAt(rule, pieces));
  });
  if (!goesOn || !look({ type: "outside", piece })) return false;
  return rules.every(
    ({ rule, at }) => rule.type !== "from" || look({ type: "from", rule: at, piece }),
  );
}

interface OpenGroup {
  readonly rule: GroupRule;
  readonly counts: ReadonlyArray<number>;
  readonly pieces: ReadonlyArray<number>;
}

/** All ways to fill up a group with pieces that are as dear as its last one or cheaper. */
function forEachGroup(
  { rule, counts, pieces }: OpenGroup,
  look: Look<ReadonlyArray<number>>,
): boolean {
  if (pieces.length === rule.size) return look(pieces);
  const last = pieces.at(-1) ?? 0;
  return rule.members.every(
    (at) =>
      at < last ||
      usedOf(pieces, at) >= (counts[at] ?? 0) ||
      forEachGroup({ rule, counts, pieces: [...pieces, at] }, look),
  );
}

interface BundlePiece {
  readonly rule: BundleRule;
  readonly counts: ReadonlyArray<number>;
  readonly piece: number;
}

/** All ways to fill the sets of a bundle with this piece and others that are as dear or cheaper. */
function forEachBundle(
  { rule: { sets }, counts, piece }: BundlePiece,
  look: Look<ReadonlyArray<number>>,
): boolean {
  return sets.every((set, own) => !set.includes(piece) || filled([piece], 0, own));

  function filled(pieces: ReadonlyArray<number>, place: number, own: number): boolean {
    const set = sets[place];
    if (set === undefined) return look(pieces.toSorted((a, b) => a - b));
    if (place === own) return filled(pieces, place + 1, own);
    return set.every(
      (at) =>
        at < piece ||
        usedOf(pieces, at) >= (counts[at] ?? 0) ||
        filled([...pieces, at], place + 1, own),
    );
  }
}

function usedOf(pieces: ReadonlyArray<number>, piece: number): number {
  return pieces.reduce((sum, other) => sum + Number(other === piece), 0);
}

function asDeals(part: BasketPart, choices: ReadonlyArray<Choice>): ReadonlyArray<FoundDeal> {
  const deals: FoundDeal[] = [];
  const piecesByRule = new Map<number, number[]>();
  for (const choice of choices) {
    if (choice.type === "deal") deals.push(choice.deal);
    if (choice.type === "from") {
      piecesByRule.set(choice.rule, [...(piecesByRule.get(choice.rule) ?? []), choice.piece]);
    }
  }
  for (const [at, pieces] of piecesByRule) {
    const rule = part.rules[at] as FromRule;
    deals.push({ rule, pieces, saving: savingOf(part, rule, pieces) });
  }
  return deals.filter(({ saving }) => saving > 0);
}
