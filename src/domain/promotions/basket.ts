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
import { type MilliPercent, minor, type MinorUnits, type SoldBy } from "../money/amounts.ts";
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
  /** By class, the places of the rules that take its pieces, rising. */
  readonly rulesByClass: ReadonlyArray<ReadonlyArray<number>>;
}

/** A promotion as arithmetic over the classes of a part. */
export type DealRule = GroupRule | BundleRule | FromRule;

interface RuleOf {
  /** The place in the basket's promotions. */
  readonly promotion: number;
  /** The classes whose pieces may take part, the dearest first. */
  readonly members: ReadonlyArray<number>;
}

/** n-for-m, and the second piece: so many pieces, all but the dearest ones at an amount off. */
export interface GroupRule extends RuleOf {
  readonly type: "group";
  readonly size: number;
  /** The dearest pieces that are paid in full. */
  readonly paid: number;
  /** By class, the cents off one piece; zero for classes that don't take part. */
  readonly offs: ReadonlyArray<number>;
}

export interface BundleRule extends RuleOf {
  readonly type: "bundle";
  /** By set, the classes that it has, the dearest first. */
  readonly sets: ReadonlyArray<ReadonlyArray<number>>;
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
  const placeByClass = new Map(places.flatMap((own, place) => own.map((at) => [at, place])));
  const plain = rules.map((rule) => ruleAt(rule, places, placeByClass));
  return {
    plain: { classes: joined, rules: plain, rulesByClass: rulesByClass(joined, plain) },
    places,
  };
}

/** The rule over classes each of which was several. */
function ruleAt(
  rule: DealRule,
  places: ReadonlyArray<ReadonlyArray<number>>,
  placeByClass: ReadonlyMap<number, number>,
): DealRule {
  function joined(members: ReadonlyArray<number>): ReadonlyArray<number> {
    return [...new Set(members.flatMap((at) => placeByClass.get(at) ?? []))].toSorted(
      (a, b) => a - b,
    );
  }
  const members = joined(rule.members);
  if (rule.type === "bundle") return { ...rule, members, sets: rule.sets.map(joined) };
  return { ...rule, members, offs: places.map(([first = 0]) => rule.offs[first] ?? 0) };
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
  const membersByPlace = new Map<number, number[]>();
  for (const [at, { offers }] of classes.entries()) {
    for (const place of offers) {
      const own = membersByPlace.get(place);
      if (own === undefined) membersByPlace.set(place, [at]);
      else own.push(at);
    }
  }
  const parts = { classes, none: classes.map(() => 0), ratedOff: ratedOffs() };
  const rules = [...membersByPlace]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([promotion, members]) => {
      const terms = promotions[promotion]?.terms;
      if (terms === undefined) return [];
      return [ruleOf(terms, { promotion, members }, parts)];
    });
  return { classes, rules, rulesByClass: rulesByClass(classes, rules) };
}

function rulesByClass(
  classes: ReadonlyArray<PieceClass>,
  rules: ReadonlyArray<DealRule>,
): ReadonlyArray<ReadonlyArray<number>> {
  const places = classes.map((): number[] => []);
  for (const [place, { members }] of rules.entries()) {
    for (const at of members) places[at]?.push(place);
  }
  return places;
}

interface RuleParts {
  readonly classes: ReadonlyArray<PieceClass>;
  /** By class, no cents off. */
  readonly none: ReadonlyArray<number>;
  readonly ratedOff: RatedOff;
}

function ruleOf(
  terms: DealTerms,
  { promotion, members: offered }: RuleOf,
  parts: RuleParts,
): DealRule {
  const { classes, ratedOff } = parts;
  const members = offered.filter((at) => terms.type === "from" || classes[at]?.by === "each");
  const own = { promotion, members };
  switch (terms.type) {
    case "n-for-m": {
      const offs = offsOf(own, parts, (price) => price);
      return { type: "group", ...own, size: terms.n, paid: terms.m, offs };
    }
    case "second": {
      const offs = offsOf(own, parts, (price) => ratedOff(price, terms.rate));
      return { type: "group", ...own, size: 2, paid: 1, offs };
    }
    case "from": {
      const offs = offsOf(own, parts, (price) => ratedOff(price, terms.rate));
      return { type: "from", ...own, least: terms.least, offs };
    }
    case "bundle": {
      const sets = terms.sets.map((set) =>
        members.filter((at) => {
          const piece = classes[at];
          return piece !== undefined && isAmong(set, piece);
        }),
      );
      return { type: "bundle", ...own, sets, price: terms.price };
    }
    default:
      return assertNever(terms, "terms of a deal");
  }
}

function offsOf(
  { members }: RuleOf,
  { classes, none }: RuleParts,
  offOf: (price: number) => number,
): ReadonlyArray<number> {
  const offs = [...none];
  for (const at of members) offs[at] = offOf(classes[at]?.price ?? 0);
  return offs;
}

type RatedOff = (price: number, rate: MilliPercent) => number;

/**
 * Percentages are rounded for each piece, half up, so that they add up however pieces are grouped. Each is
 * worked out once: many promotions have the same rate.
 */
function ratedOffs(): RatedOff {
  const offs = new Map<string, number>();
  return (price, rate) => {
    const key = `${price}/${rate}`;
    const known = offs.get(key);
    if (known !== undefined) return known;
    const off = percentOf(minor(price), rate, "up");
    offs.set(key, off);
    return off;
  };
}

function total<Item>(items: ReadonlyArray<Item>, of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
