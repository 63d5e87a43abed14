/**
 * What is to happen on the Friday night, as guests and the card have it: who sits where, what they order
 * and how they pay. Nothing of the program works any of it out: prices are read from the card's file.
 */

import { readFileSync } from "node:fs";

import { createDice, type Dice } from "../../proof/sim/dice.ts";

/** Minutes after 16:00. */
export type Minute = number;

export interface Item {
  /** As it is typed. */
  readonly entry: string;
  readonly name: string;
  /** With what is chosen to it, in cents, without tax. */
  readonly cents: number;
  /** Of who eats it, from 1. */
  readonly seat: number;
}

export type Mishap =
  /** One that the kitchen knows of is taken off. */
  | { readonly type: "void"; readonly item: number }
  /** One is on the house. */
  | { readonly type: "comp"; readonly item: number }
  /** Of the whole order, in per cent. */
  | { readonly type: "discount"; readonly percent: number };

export type Paying =
  | { readonly type: "cash" }
  | { readonly type: "card"; readonly tipPercent: number }
  /** So much in cash, the rest by card; one receipt. */
  | { readonly type: "both"; readonly cash: number }
  /** In so many parts, every other one in cash. */
  | { readonly type: "split"; readonly parts: number }
  /** The same, each guest what they had. */
  | { readonly type: "seats" };

export interface Party {
  readonly no: number;
  readonly table: string;
  readonly covers: number;
  readonly staff: string;
  readonly seated: Minute;
  readonly rounds: ReadonlyArray<{ readonly at: Minute; readonly items: ReadonlyArray<Item> }>;
  readonly mishap: Mishap | undefined;
  readonly paying: Paying;
  readonly paid: Minute;
}

/** From so many guests on the house charges for service, in per cent of what their goods cost. */
export const SERVICE_FROM = 6;
export const SERVICE_PERCENT = 18;

/** A large party that waited too long: the service is not charged. */
export function hasNoService({ no, covers }: Party): boolean {
  return covers >= SERVICE_FROM && no % 7 === 3;
}

export const COVERS = 300;
/** Two drinks, a starter, a main and something sweet for each guest. */
export const LINES = 5 * COVERS;

interface Section {
  readonly staff: ReadonlyArray<string>;
  readonly tables: ReadonlyArray<string>;
}

/** Who serves where; the bar is the bartenders'. */
const SECTIONS: ReadonlyArray<Section> = [
  { staff: ["1", "2"], tables: range(1, 10) },
  { staff: ["6", "7"], tables: range(31, 42) },
  { staff: ["3", "4", "5"], tables: range(11, 20) },
  { staff: ["8", "9"], tables: ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8"] },
];

/** The till that somebody works at. */
export const TILL_OF: Readonly<Record<string, string>> = {
  1: "A",
  2: "A",
  6: "B",
  7: "B",
  3: "C",
  4: "C",
  5: "C",
  8: "D",
  9: "D",
};

interface Seats {
  readonly name: string;
  readonly seats: number;
}

interface Card {
  readonly plu: string;
  readonly name: string;
  readonly price: number;
  readonly category: string;
  readonly taxClass: string;
}

function readFixture(file: string): unknown {
  const url = new URL(`../../fixtures/restaurant/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

function range(from: number, to: number): ReadonlyArray<string> {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

/** What is drunk and eaten in each of the rounds, by category of the card. */
const ROUNDS: ReadonlyArray<{
  readonly after: Minute;
  readonly of: ReadonlyArray<ReadonlyArray<string>>;
}> = [
  { after: 4, of: [["cocktails", "beer", "white-wine", "soft-drinks"]] },
  {
    after: 14,
    of: [
      ["starters", "raw-bar", "soups-and-salads"],
      ["mains", "grill", "pasta", "pizza"],
    ],
  },
  { after: 38, of: [["red-wine", "beer", "soft-drinks", "spirits"]] },
  { after: 62, of: [["desserts", "coffee-and-tea"]] },
];

const FIRST: Minute = 60;
/** The kitchen is closed after that. */
const LAST: Minute = 345;
const STAYS: Minute = 78;
/** A bottle for one guest is not what people drink at the bar. */
const PRICE_MAX = 6000;

/** The same each time: 300 guests at 40 tables, with 1,500 lines. */
export function planFriday(seed = "friday"): ReadonlyArray<Party> {
  const dice = createDice(seed);
  const card = (readFixture("products") as ReadonlyArray<Card>).filter(
    ({ price, taxClass }) => price > 0 && price <= PRICE_MAX && taxClass === "taxed",
  );
  const seats = new Map(
    (readFixture("tables") as ReadonlyArray<Seats>).map((table) => [table.name, table.seats]),
  );
  const parties: Party[] = [];
  const freeFrom = new Map<string, Minute>();
  let left = COVERS;
  for (let at = FIRST; left > 0; at += 2) {
    if (at > LAST) throw new Error("The evening is too short for so many guests.");
    const { staff, tables } = dice.pick(SECTIONS);
    const free = tables.filter((name) => (freeFrom.get(name) ?? 0) <= at);
    if (free.length === 0) continue;
    const table = dice.pick(free);
    const most = seats.get(table) ?? 1;
    const covers = Math.min(left, dice.between(Math.ceil(most / 2), most));
    left -= covers;
    const party = planParty(dice, card, { no: parties.length, table, covers, at, staff });
    freeFrom.set(table, party.paid + 5);
    parties.push(party);
  }
  return parties;
}

function planParty(
  dice: Dice,
  card: ReadonlyArray<Card>,
  {
    no,
    table,
    covers,
    at,
    staff,
  }: {
    readonly no: number;
    readonly table: string;
    readonly covers: number;
    readonly at: Minute;
    readonly staff: ReadonlyArray<string>;
  },
): Party {
  const rounds = ROUNDS.map(({ after, of }) => ({
    at: at + after + dice.nat(4),
    items: Array.from({ length: covers }, (_, guest) =>
      of.map((from) => pickItem(dice, card, { from, seat: guest + 1 })),
    ).flat(),
  }));
  return {
    no,
    table,
    covers,
    staff: dice.pick(staff),
    seated: at,
    rounds,
    mishap: mishapOf(dice, no, covers),
    paying: payingOf(dice, no, covers),
    paid: at + STAYS + dice.nat(8),
  };
}

function pickItem(
  dice: Dice,
  card: ReadonlyArray<Card>,
  { from, seat }: { readonly from: ReadonlyArray<string>; readonly seat: number },
): Item {
  const category = dice.pick(from);
  const { plu, name, price } = dice.pick(card.filter((it) => it.category === category));
  // What most people take to it costs nothing; a few take what does.
  const isDear = category === "grill" && dice.chance(0.4);
  if (isDear) return { entry: `${plu}/truffle`, name, cents: price + 300, seat };
  return { entry: plu, name, cents: price, seat };
}

function mishapOf(dice: Dice, no: number, covers: number): Mishap | undefined {
  const item = dice.nat(covers);
  if (no % 8 === 3) return { type: "void", item };
  if (no % 10 === 5) return { type: "comp", item };
  return no % 11 === 7 && no % 6 !== 0 ? { type: "discount", percent: 10 } : undefined;
}

function payingOf(dice: Dice, no: number, covers: number): Paying {
  if (covers >= 2 && covers <= 6 && no % 6 === 0) return { type: "seats" };
  if (covers >= 2 && no % 3 === 0) return { type: "split", parts: Math.min(covers, 4) };
  if (no % 7 === 1) return { type: "both", cash: 500 * dice.between(1, 4) };
  if (no % 5 < 2) return { type: "cash" };
  return { type: "card", tipPercent: dice.pick([0, 15, 18, 20]) };
}
