/**
 * What deals are worked out over: lines as pieces, pieces that are equal counted together, and those that
 * share no promotion apart from each other.
 *
 * Nothing here looks at the ids of lines or at their order: pieces are ordered by price, SKU and taxes,
 * so that a basket costs the same however it was typed.
 */

import { assertNever } from "../base/assert-never.ts";
import { percentOf } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, type SoldBy } from "../money/amounts.ts";
import { type Tax, taxName } from "../money/tax.ts";
import { compareText } from "../text/entry-text.ts";
import { type DealTerms, isAmong, type OfferedGoods, type Promotion } from "./promotion.ts";

/** Pieces of a line that deals may be made of: neither covered by a receipt nor held by a deal. */
export interface BasketLine extends OfferedGoods {
  readonly line: EventId;
  readonly by: SoldBy;
  /** The whole pieces; the weight in thousandths for goods by weight, which take part as a whole. */
  readonly count: number;
  /** The list price of one piece with its options; of the whole line for goods by weight. */
  readonly price: MinorUnits;
  readonly taxes: ReadonlyArray<Tax>;
  /** The writes of promotions that the line was offered. Others than those of the basket are ignored. */
  readonly offers: ReadonlyArray<EventId>;
  /** The amount that a person's discount takes off these pieces while none of them is in a deal. */
  readonly off: MinorUnits;
}

export interface Basket {
  readonly lines: ReadonlyArray<BasketLine>;
  /**
   * The promotions that hold for this customer, the oldest first. Whoever works out deals leaves out
   * those for groups that the customer isn't in.
   */
  readonly promotions: ReadonlyArray<Promotion<DealTerms>>;
}

/** Equal pieces: whatever is worked out can't tell them apart. */
export interface PieceClass extends OfferedGoods {
  readonly by: SoldBy;
  /** In cents; of the whole line for goods by weight. */
  readonly price: number;
  /** The amount that a person's discount takes off one piece outside of deals. */
  readonly off: number;
  /** In thousandths: 1000 for a piece, else the weight. */
  readonly measure: number;
  /** The places in the basket's promotions of those that the piece may take part in, rising. */
  readonly offers: ReadonlyArray<number>;
  readonly taxes: string;
  readonly count: number;
  /** The lines that have such pieces, in the order of the basket. */
  readonly lines: ReadonlyArray<{ readonly line: EventId; readonly count: number }>;
}

/** A part of a basket: no promotion has pieces in it and in another. */
export interface BasketPart {
  /** The promotions that pieces of this part may take part in, the oldest first. */
  readonly rules: ReadonlyArray<DealRule>;
  /** The dearest first. */
  readonly classes: ReadonlyArray<PieceClass>;
}

/** A promotion as arithmetic over the classes of a part. */
export type DealRule = GroupRule | BundleRule | FromRule;

interface RuleOf {
  /** The place in the basket's promotions. */
  readonly promotion: number;
  /** By class, whether its pieces may take part. */
  readonly takes: ReadonlyArray<boolean>;
}

/** n-for-m, and the second piece: so many pieces, all but the dearest ones at an amount off. */
export interface GroupRule extends RuleOf {
  readonly type: "group";
  readonly size: number;
  /** The dearest pieces that are paid in full. */
  readonly paid: number;
  /** By class, the cents off one piece. */
  readonly offs: ReadonlyArray<number>;
}

export interface BundleRule extends RuleOf {
  readonly type: "bundle";
  /** By set, then by class, whether the set has its goods. */
  readonly sets: ReadonlyArray<ReadonlyArray<boolean>>;
  readonly price: number;
}

export interface FromRule extends RuleOf {
  readonly type: "from";
  /** In thousandths. */
  readonly least: number;
  readonly offs: ReadonlyArray<number>;
}

/** One use of one promotion, as pieces of classes. */
export interface FoundDeal {
  readonly rule: DealRule;
  /** The classes of its pieces, the dearest first; a class comes as often as it has pieces in the deal. */
  readonly pieces: ReadonlyArray<number>;
  /** Above zero. */
  readonly saving: number;
}

/** Returns the parts of a basket that deals can be made in; what is in none stays as it is. */
export function partsOf({ lines, promotions }: Basket): ReadonlyArray<BasketPart> {
  const placeByWrite = new Map(promotions.map(({ write }, place) => [write, place]));
  const pieces = lines.flatMap((line) => piecesOfLine(line, placeByWrite));
  const live = livePromotions(pieces, promotions);
  const offered = pieces.flatMap((piece) => {
    const offers = piece.offers.filter((place) => live.has(place));
    return offers.length === 0 ? [] : [Object.assign({}, piece, { offers })];
  });
  return apart(classesOf(offered)).map((classes) => asPart(classes, promotions));
}

/** Equal pieces of one line. */
interface LinePieces extends Omit<PieceClass, "lines"> {
  readonly line: EventId;
}

/** A discount whose cents don't divide by the pieces makes some of them a cent cheaper than others. */
function piecesOfLine(
  line: BasketLine,
  placeByWrite: ReadonlyMap<EventId, number>,
): ReadonlyArray<LinePieces> {
  const { sku, category, by, price, count } = line;
  const offers = line.offers
    .flatMap((write) => placeByWrite.get(write) ?? [])
    .toSorted((a, b) => a - b);
  if (price <= 0 || count <= 0 || offers.length === 0) return [];
  const taxes = JSON.stringify(line.taxes.map(taxName));
  const one = { line: line.line, sku, category, by, price, offers, taxes };
  if (by === "weight") return [{ ...one, measure: count, count: 1, off: line.off }];
  const more = line.off % count;
  const off = (line.off - more) / count;
  return [
    { ...one, measure: ONE_PIECE, count: count - more, off },
    { ...one, measure: ONE_PIECE, count: more, off: off + 1 },
  ].filter((pieces) => pieces.count > 0);
}

const ONE_PIECE = 1000;

/** The promotions whose goods are all in the basket. */
function livePromotions(
  pieces: ReadonlyArray<LinePieces>,
  promotions: ReadonlyArray<Promotion<DealTerms>>,
): ReadonlySet<number> {
  const piecesByPlace = new Map<number, LinePieces[]>();
  for (const piece of pieces) {
    for (const place of piece.offers) {
      const own = piecesByPlace.get(place);
      if (own === undefined) piecesByPlace.set(place, [piece]);
      else own.push(piece);
    }
  }
  const live = new Set<number>();
  for (const [place, own] of piecesByPlace) {
    const terms = promotions[place]?.terms;
    if (terms !== undefined && hasGoodsOf(terms, own)) live.add(place);
  }
  return live;
}

function hasGoodsOf(terms: DealTerms, pieces: ReadonlyArray<LinePieces>): boolean {
  if (terms.type === "from")
    return total(pieces, ({ count, measure }) => count * measure) >= terms.least;
  const whole = pieces.filter(({ by }) => by === "each");
  if (terms.type === "bundle")
    return terms.sets.every((set) => whole.some((piece) => isAmong(set, piece)));
  return total(whole, ({ count }) => count) >= sizeOf(terms);
}

function sizeOf(terms: Exclude<DealTerms, { readonly type: "bundle" | "from" }>): number {
  return terms.type === "n-for-m" ? terms.n : 2;
}

/** The pieces that can't be told apart, together; the dearest first. */
function classesOf(pieces: ReadonlyArray<LinePieces>): ReadonlyArray<PieceClass> {
  const byKey = Map.groupBy(pieces, ({ price, sku, category, taxes, offers, off, measure, by }) =>
    JSON.stringify([price, sku, category, taxes, offers, off, measure, by]),
  );
  return [...byKey.values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const { line: _, ...piece } = first;
      const lines = same.map(({ line, count }) => ({ line, count }));
      return [{ ...piece, count: total(same, ({ count }) => count), lines }];
    })
    .toSorted(compareClasses);
}

/** Of pieces that are equal but for a person's discount, the less discounted come into deals first. */
function compareClasses(a: PieceClass, b: PieceClass): number {
  return (
    b.price - a.price ||
    compareText(a.sku, b.sku) ||
    compareText(a.taxes, b.taxes) ||
    a.off - b.off ||
    compareText(a.category, b.category) ||
    b.measure - a.measure ||
    compareText(a.by, b.by) ||
    compareText(JSON.stringify(a.offers), JSON.stringify(b.offers))
  );
}

/** Returns the part as if no person had taken anything off, and which places each of its classes had. */
export function withoutOffs({ classes, rules }: BasketPart): {
  readonly plain: BasketPart;
  readonly places: ReadonlyArray<ReadonlyArray<number>>;
} {
  const byKey = Map.groupBy(classes.keys(), (at) => {
    const { price, sku, category, taxes, offers, measure, by } = classes[at] ?? {};
    return JSON.stringify([price, sku, category, taxes, offers, measure, by]);
  });
  const places = [...byKey.values()];
  const joined = places.flatMap((own): ReadonlyArray<PieceClass> => {
    const same = own.flatMap((at) => classes[at] ?? []);
    const lines = same.flatMap((piece) => piece.lines);
    const count = total(same, (piece) => piece.count);
    return same.slice(0, 1).map((first) => Object.assign({}, first, { off: 0, count, lines }));
  });
  return { plain: { classes: joined, rules: rules.map((rule) => ruleAt(rule, places)) }, places };
}

/** The rule over classes each of which was several. */
function ruleAt(rule: DealRule, places: ReadonlyArray<ReadonlyArray<number>>): DealRule {
  const takes = firstsOf(rule.takes, places);
  if (rule.type !== "bundle") return { ...rule, takes, offs: firstsOf(rule.offs, places) };
  return { ...rule, takes, sets: rule.sets.map((set) => firstsOf(set, places)) };
}

function firstsOf<Item>(
  items: ReadonlyArray<Item>,
  places: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<Item> {
  return places.flatMap((own) => items.slice(own[0], (own[0] ?? 0) + 1));
}

/** The classes that share promotions, directly or by way of others, together. */
function apart(classes: ReadonlyArray<PieceClass>): ReadonlyArray<ReadonlyArray<PieceClass>> {
  const leaders = classes.map((_, at) => at);
  const firstByPromotion = new Map<number, number>();
  function leaderOf(at: number): number {
    let leader = at;
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader;
    leaders[at] = leader;
    return leader;
  }
  for (const [at, { offers }] of classes.entries()) {
    for (const promotion of offers) {
      const first = firstByPromotion.get(promotion);
      if (first === undefined) firstByPromotion.set(promotion, at);
      else leaders[leaderOf(at)] = leaderOf(first);
    }
  }
  return [...Map.groupBy(classes.keys(), leaderOf).values()].map((part) =>
    part.flatMap((at) => classes[at] ?? []),
  );
}

function asPart(
  classes: ReadonlyArray<PieceClass>,
  promotions: ReadonlyArray<Promotion<DealTerms>>,
): BasketPart {
  const places = new Set(classes.flatMap(({ offers }) => offers));
  const rules = [...places]
    .toSorted((a, b) => a - b)
    .flatMap((place) => {
      const promotion = promotions[place];
      return promotion === undefined ? [] : [ruleOf(place, promotion.terms, classes)];
    });
  return { rules, classes };
}

function ruleOf(promotion: number, terms: DealTerms, classes: ReadonlyArray<PieceClass>): DealRule {
  const takes = classes.map(
    ({ offers, by }) => offers.includes(promotion) && (by === "each" || terms.type === "from"),
  );
  switch (terms.type) {
    case "n-for-m": {
      const offs = classes.map(({ price }) => price);
      return { type: "group", promotion, takes, size: terms.n, paid: terms.m, offs };
    }
    case "second":
      return { type: "group", promotion, takes, size: 2, paid: 1, offs: offsAt(terms, classes) };
    case "from":
      return { type: "from", promotion, takes, least: terms.least, offs: offsAt(terms, classes) };
    case "bundle": {
      const sets = terms.sets.map((set) =>
        classes.map((piece, at) => takes[at] === true && isAmong(set, piece)),
      );
      return { type: "bundle", promotion, takes, sets, price: terms.price };
    }
    default:
      return assertNever(terms, "terms of a deal");
  }
}

/** Percentages are rounded for each piece, half up, so that they add up however pieces are grouped. */
function offsAt(
  { rate }: Extract<DealTerms, { readonly type: "from" | "second" }>,
  classes: ReadonlyArray<PieceClass>,
): ReadonlyArray<number> {
  return classes.map(({ price }) => percentOf(minor(price), rate, "up"));
}

function total<Item>(items: ReadonlyArray<Item>, of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
