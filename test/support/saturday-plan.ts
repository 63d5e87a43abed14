/**
 * What people buy in the deli on the Saturday: who comes when, to which till, and what it costs. Nothing of the
 * program works any of it out: prices are read from the lines of the fixture.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { createDice, type Dice } from "../../proof/sim/dice.ts";
import {
  half,
  percent,
  type Piece,
  type Rate,
  type Savings,
  spread,
  sumOf,
} from "./saturday-books.ts";

/** Minutes after midnight. */
export type Minute = number;

export const TILLS = ["A", "B", "C"] as const;
export const CASHIER_OF: Readonly<Record<string, string>> = { A: "1", B: "2", C: "3" };

/** Goods that are typed or scanned together, and what they cost; no other promotion touches them. */
export interface Block {
  readonly entries: ReadonlyArray<string>;
  readonly pieces: ReadonlyArray<Piece>;
  readonly deposits: number;
  readonly saved: Savings;
}

export interface Basket extends Block {
  readonly no: number;
  readonly at: Minute;
  readonly till: string;
  readonly paying: "cash" | "card" | "both";
  readonly mishap?: "void" | "percent" | "comp" | "order" | undefined;
}

interface Product {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly category: string;
  readonly taxClass: string;
  readonly soldBy: "each" | "weight";
  readonly plu: string;
  readonly barcodes: ReadonlyArray<string>;
  readonly deposits: ReadonlyArray<{ readonly sku: string; readonly count: number }>;
  readonly age: number;
}

const { makeProducts } = createRequire(import.meta.url)("../../fixtures/deli/products.mjs") as {
  readonly makeProducts: () => ReadonlyArray<Product>;
};
const PRODUCTS = makeProducts();

export function product(sku: string): Product {
  const found = PRODUCTS.find((one) => one.sku === sku);
  if (found === undefined) throw new Error(`The deli has no ${sku}.`);
  return found;
}

const CATEGORIES = JSON.parse(
  readFileSync(new URL("../../fixtures/deli/categories.json", import.meta.url), "utf8"),
) as ReadonlyArray<{ readonly id: string; readonly name: string }>;

export function categoryName(id: string): string {
  return CATEGORIES.find((one) => one.id === id)?.name ?? id;
}

function inCategory(category: string): ReadonlyArray<Product> {
  return PRODUCTS.filter((one) => one.category === category);
}

export function rateOf({ taxClass }: Product): Rate {
  return taxClass === "reduced" ? 7 : 19;
}

/** Whether somebody looks at the buyer's age. */
export function isForGrownUps({ pieces }: Block): boolean {
  return pieces.some(({ sku }) => product(sku).age > 0);
}

function codeOf({ plu, barcodes }: Product): string {
  return plu === "" ? (barcodes[0] ?? "") : plu;
}

function piece(one: Product, cents: number, milli = 1000): Piece {
  return { sku: one.sku, category: one.category, rate: rateOf(one), milli, cents };
}

const NOTHING: Savings = {};

/** What the bottles of so many of the goods cost, in cents. */
function depositsOn({ deposits }: Product, count: number): number {
  return sumOf(deposits, (deposit) => count * deposit.count * product(deposit.sku).price);
}

/** So many of goods that no promotion is on at that time. */
export function plain(sku: string, count = 1, entry?: string): Block {
  const one = product(sku);
  const typed = entry ?? codeOf(one);
  return {
    entries: [count === 1 ? typed : `${count}*${typed}`],
    pieces: [piece(one, count * one.price, 1000 * count)],
    deposits: depositsOn(one, count),
    saved: NOTHING,
  };
}

/** Bottles of such goods that somebody brings back. */
export function empties(sku: string, count: number): Block {
  const one = product(sku);
  const entries = [`<<${count}*${codeOf(one)}`];
  return { entries, pieces: [], deposits: 0 - depositsOn(one, count), saved: NOTHING };
}

/** With options, which cost so much more. */
export function withOptions(sku: string, options: string, extra: number): Block {
  const one = product(sku);
  const entries = [`${one.plu}/${options}`];
  return { entries, pieces: [piece(one, one.price + extra)], deposits: 0, saved: NOTHING };
}

/** What the scale at the counter prints on a label of so many grams. */
export function label(plu: string, grams: number): string {
  const body = `21${plu.padStart(5, "0")}${String(grams).padStart(5, "0")}`;
  const sum = sumOf(
    Array.from(body, Number).entries(),
    ([at, digit]) => digit * (at % 2 === 0 ? 1 : 3),
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const CHEESE = "1 kg of cheese, 8 % off";

/** Weighed goods: typed at the till, or by the label of the scale. Cheese is cheaper from a kilogram on. */
export function weighed(
  sku: string,
  grams: ReadonlyArray<number>,
  how: "typed" | "label" = "label",
): Block {
  const one = product(sku);
  const isMuch = one.category === "cheese" && sumOf(grams, (own) => own) >= 1000;
  const prices = grams.map((own) => half(one.price * own, 1000));
  const offs = prices.map((cents) => (isMuch ? percent(cents, 8) : 0));
  const saved = sumOf(offs, (off) => off);
  return {
    entries: grams.map((own) =>
      how === "label" ? label(one.plu, own) : `${(own / 1000).toFixed(3)}*${one.plu}`,
    ),
    pieces: prices.map((cents, at) => piece(one, cents - (offs[at] ?? 0), grams[at])),
    deposits: 0,
    saved: saved === 0 ? NOTHING : { [CHEESE]: saved },
  };
}

const CROISSANTS = "3 croissants for 2";
const LAST_ROLLS = "Last rolls, 30 % off";

/** From five to six in the evening. */
export function isHappy(at: Minute): boolean {
  return at >= 17 * 60 && at < 18 * 60;
}

/** Croissants and rolls: three croissants are paid as two, and in the evening what is left is cheaper. */
export function bakery(
  { croissants, rolls }: { readonly croissants: number; readonly rolls: ReadonlyArray<string> },
  at: Minute,
): Block {
  const croissant = product("CROISSANT");
  const rate = isHappy(at) ? 30 : 0;
  const each = percent(croissant.price, rate);
  const threes = Array.from({ length: Math.floor(croissants / 3) + 1 }, (_, count) => count);
  const best =
    threes.toSorted(
      (one, other) => savedBy(other, croissants, each) - savedBy(one, croissants, each),
    )[0] ?? 0;
  const offThrees = best * croissant.price;
  const offRest = (croissants - 3 * best) * each;
  const others = rolls.map((sku) => ({
    one: product(sku),
    off: percent(product(sku).price, rate),
  }));
  const late = offRest + sumOf(others, ({ off }) => off);
  return {
    entries: [
      ...(croissants === 0 ? [] : [`${croissants}*cr`]),
      ...others.map(({ one }) => one.plu),
    ],
    pieces: [
      ...(croissants === 0
        ? []
        : [
            piece(croissant, croissants * croissant.price - offThrees - offRest, 1000 * croissants),
          ]),
      ...others.map(({ one, off }) => piece(one, one.price - off)),
    ],
    deposits: 0,
    saved: {
      ...(offThrees === 0 ? {} : { [CROISSANTS]: offThrees }),
      ...(late === 0 ? {} : { [LAST_ROLLS]: late }),
    },
  };
}

function savedBy(threes: number, croissants: number, each: number): number {
  return threes * product("CROISSANT").price + (croissants - 3 * threes) * each;
}

const SIX = "6 wines, 10 % off";

/** Bottles of any wine: from six on, each is cheaper. */
export function wines(skus: ReadonlyArray<string>): Block {
  const bottles = skus.map(product);
  const offs = bottles.map(({ price }) => (skus.length >= 6 ? percent(price, 10) : 0));
  const saved = sumOf(offs, (off) => off);
  return {
    entries: bottles.map(codeOf),
    pieces: bottles.map((bottle, at) => piece(bottle, bottle.price - (offs[at] ?? 0))),
    deposits: 0,
    saved: saved === 0 ? NOTHING : { [SIX]: saved },
  };
}

const SECOND = "Second chocolate at half";

/** Bars of chocolate: of each two, the dearest with the next, the cheaper one costs half. */
export function chocolates(skus: ReadonlyArray<string>): Block {
  const bars = skus.map(product).toSorted((one, other) => other.price - one.price);
  const saved = sumOf(bars.entries(), ([at, { price }]) => (at % 2 === 1 ? percent(price, 50) : 0));
  const prices = spread(
    sumOf(bars, ({ price }) => price) - saved,
    bars.map(({ price }) => price),
  );
  // All of them are of one category and one rate, so how a saving lies on them shows in no figure.
  return {
    entries: skus.map((sku) => codeOf(product(sku))),
    pieces: bars.map((bar, at) => piece(bar, prices[at] ?? 0)),
    deposits: 0,
    saved: saved === 0 ? NOTHING : { [SECOND]: saved },
  };
}

const COFFEE_AND_CAKE = "Coffee and cake";
const TOGETHER = 490;

/** From two to five: a coffee with a cake, the dearest cakes first, and the saving on both by what they cost. */
export function coffeeAndCake(cakes: ReadonlyArray<string>, coffees: number, at: Minute): Block {
  const coffee = product("COFFEE");
  const dearest = cakes.map(product).toSorted((one, other) => other.price - one.price);
  const isOn = at >= 14 * 60 && at < 17 * 60;
  const pieces: Piece[] = [];
  let saved = 0;
  for (const [place, cake] of dearest.entries()) {
    const together = coffee.price + cake.price;
    const off = isOn && place < coffees ? Math.max(0, together - TOGETHER) : 0;
    const [offCoffee = 0, offCake = 0] = spread(off, [coffee.price, cake.price]);
    if (place < coffees) pieces.push(piece(coffee, coffee.price - offCoffee));
    pieces.push(piece(cake, cake.price - offCake));
    saved += off;
  }
  for (let more = dearest.length; more < coffees; more += 1)
    pieces.push(piece(coffee, coffee.price));
  return {
    entries: [`${coffees}*co`, ...cakes.map((sku) => product(sku).plu)],
    pieces,
    deposits: 0,
    saved: saved === 0 ? NOTHING : { [COFFEE_AND_CAKE]: saved },
  };
}

/** A menu at its price: what was chosen bears its share by what it costs alone, and the surcharge of its own. */
export function menu(
  sku: string,
  chosen: ReadonlyArray<{ readonly sku: string; readonly extra?: number }>,
): Block {
  const own = product(sku);
  const parts = chosen.map((choice) => ({ one: product(choice.sku), extra: choice.extra ?? 0 }));
  const lists = parts.map(({ one }) => one.price);
  const alone = sumOf(parts, ({ one, extra }) => one.price - extra);
  const shares = spread(Math.min(own.price, alone), lists);
  return {
    entries: [`${own.plu}/${parts.map(({ one }) => one.name.toLowerCase()).join("/")}`],
    pieces: parts.map(({ one, extra }, at) => piece(one, (shares[at] ?? 0) + extra)),
    deposits: 0,
    saved: NOTHING,
  };
}

const MORNING = { from: 7 * 60 + 5, to: 10 * 60 + 40, every: 4 };
const LUNCH = { from: 11 * 60 + 5, to: 13 * 60 + 50, every: 5 };
const AFTERNOON = { from: 14 * 60 + 8, to: 16 * 60 + 50, every: 7 };
const EVENING = { from: 17 * 60 + 8, to: 17 * 60 + 50, every: 3 };

const ROLLS = ["ROLL", "POPPY-SEED-ROLL", "PRETZEL", "RYE-ROLL", "CHEESE-ROLL", "RAISIN-ROLL"];
const PAPERS = ["MORNING-PAPER-OF-SATURDAY", "NATIONAL-PAPER", "TABLOID", "NEWS-MAGAZINE"];
const BARS = [
  "MILK-CHOCOLATE-100-G",
  "DARK-CHOCOLATE-100-G",
  "HAZELNUT-CHOCOLATE-100-G",
  "MARZIPAN-CHOCOLATE-100-G",
];
const CAKES = ["APPLE-CAKE", "CHEESECAKE", "BEE-STING", "CARROT-CAKE", "MACAROON", "BUTTER-CAKE"];
const DISHES = ["GOULASH", "LENTIL-STEW", "CHEESE-SPAETZLE", "CURRYWURST", "MAULTASCHEN"];
const DRINKS = ["COLA-500-ML", "APPLE-SPRITZER-500-ML", "MINERAL-WATER-STILL-500-ML"];
const BEERS = ["PILS-500-ML", "WHEAT-BEER-500-ML", "PILS-WITHOUT-ALCOHOL-500-ML", "MATE-500-ML"];
const HOUSEHOLD = ["KITCHEN-PAPER-2-ROLLS", "TISSUES-10-PACKS", "BATTERIES-AA-4-PIECES"];

/** The same each time. */
export function planSaturday(seed = "saturday"): ReadonlyArray<Basket> {
  const dice = createDice(seed);
  const phases = [
    ...inPhase(MORNING, (at) => morning(dice, at)),
    ...inPhase(LUNCH, () => lunch(dice)),
    ...inPhase(AFTERNOON, (at) => afternoon(dice, at)),
    ...inPhase(EVENING, (at) => evening(dice, at)),
  ];
  return phases.map(({ at, blocks }, no) => {
    const till = hasBreak(at) ? "A" : dice.pick(TILLS);
    const paying = no % 9 === 4 ? "both" : dice.chance(0.45) ? "card" : "cash";
    const { entries, pieces, deposits, saved } = joined(blocks);
    return { no, at, till, paying, mishap: mishapOf(no), entries, pieces, deposits, saved };
  });
}

/** Lotte has her break, so nobody sells at C in the last minutes in which it hears nobody. */
function hasBreak(at: Minute): boolean {
  return at >= 13 * 60 + 5 && at <= 13 * 60 + 30;
}

function inPhase(
  { from, to, every }: typeof MORNING,
  blocksAt: (at: Minute) => ReadonlyArray<Block>,
): ReadonlyArray<{ readonly at: Minute; readonly blocks: ReadonlyArray<Block> }> {
  const times: Minute[] = [];
  for (let at = from; at <= to; at += every) times.push(at);
  return times.map((at) => ({ at, blocks: blocksAt(at) }));
}

export function joined(blocks: ReadonlyArray<Block>): Block {
  const saved: Record<string, number> = {};
  for (const block of blocks) {
    for (const [name, cents] of Object.entries(block.saved))
      saved[name] = (saved[name] ?? 0) + cents;
  }
  return {
    entries: blocks.flatMap(({ entries }) => entries),
    pieces: blocks.flatMap(({ pieces }) => pieces),
    deposits: sumOf(blocks, ({ deposits }) => deposits),
    saved,
  };
}

function mishapOf(no: number): Basket["mishap"] {
  if (no % 17 === 5) return "void";
  if (no % 19 === 7) return "percent";
  if (no % 23 === 11) return "comp";
  return no % 29 === 13 ? "order" : undefined;
}

function morning(dice: Dice, at: Minute): ReadonlyArray<Block> {
  const rolls = Array.from({ length: 1 + dice.nat(4) }, () => dice.pick(ROLLS));
  const blocks = [bakery({ croissants: dice.nat(5), rolls }, at)];
  if (dice.chance(0.6)) blocks.push(plain("COFFEE", 1 + dice.nat(2), "co"));
  if (dice.chance(0.4)) blocks.push(withOptions("CAPPUCCINO", "large/oat", 70 + 50));
  if (dice.chance(0.5)) blocks.push(plain(dice.pick(PAPERS)));
  if (dice.chance(0.4)) blocks.push(weighed("COOKED-HAM", [80 + dice.nat(240)]));
  if (dice.chance(0.4)) blocks.push(weighed("GOUDA-MATURE", [110 + dice.nat(300)], "typed"));
  return blocks;
}

function lunch(dice: Dice): ReadonlyArray<Block> {
  const dish = dice.pick(DISHES);
  const drink = dice.pick(DRINKS);
  const blocks = dice.chance(0.75)
    ? [menu("LUNCH-MENU", [{ sku: dish }, { sku: "BOWL-OF-POTATO-SALAD" }, { sku: drink }])]
    : [
        menu("LUNCH-MENU", [
          { sku: "SCHNITZEL-WITH-POTATOES", extra: 40 },
          { sku: "BOWL-OF-MIXED-LEAVES", extra: 50 },
          { sku: drink },
        ]),
      ];
  if (dice.chance(0.3)) {
    blocks.push(
      menu("SOUP-MENU", [
        { sku: "PEA-SOUP" },
        { sku: "PRETZEL", extra: 40 },
        { sku: "APPLE-SPRITZER-500-ML" },
      ]),
    );
  }
  if (dice.chance(0.3)) blocks.push(plain("VANILLA-PUDDING", 2));
  if (dice.chance(0.3)) blocks.push(weighed("POTATO-SALAD", [200 + dice.nat(400)]));
  if (dice.chance(0.3)) blocks.push(chocolates(some(dice, BARS, 4)));
  return blocks;
}

function afternoon(dice: Dice, at: Minute): ReadonlyArray<Block> {
  const blocks = dice.chance(0.6)
    ? [coffeeAndCake(some(dice, CAKES, 3), 1 + dice.nat(3), at)]
    : [weighed("GRUYERE", dice.pick([[1200], [600, 450], [400, 300]]))];
  if (dice.chance(0.5)) {
    const bottles = inCategory("wine").map(({ sku }) => sku);
    blocks.push(wines(some(dice, bottles, dice.pick([2, 6, 8]))));
  }
  if (dice.chance(0.4)) blocks.push(chocolates(some(dice, BARS, 3)));
  if (dice.chance(0.4)) blocks.push(plain(dice.pick(HOUSEHOLD)));
  return blocks;
}

function evening(dice: Dice, at: Minute): ReadonlyArray<Block> {
  const rolls = Array.from({ length: 2 + dice.nat(4) }, () => dice.pick(ROLLS));
  const blocks = [bakery({ croissants: dice.nat(6), rolls }, at)];
  if (dice.chance(0.6)) blocks.push(plain(dice.pick(BEERS), 2 + dice.nat(5)));
  if (dice.chance(0.5)) blocks.push(empties(dice.pick(BEERS), 1 + dice.nat(6)));
  if (dice.chance(0.5)) blocks.push(plain(dice.pick(HOUSEHOLD)));
  if (dice.chance(0.4)) blocks.push(weighed("MEAT-SALAD", [150 + dice.nat(200)]));
  return blocks;
}

/** One to so many of them; the same may come again. */
function some(dice: Dice, skus: ReadonlyArray<string>, most: number): ReadonlyArray<string> {
  return Array.from({ length: most }, () => dice.pick(skus));
}
