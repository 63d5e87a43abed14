/**
 * The reports of what was sold, each as a table: sales by step, hours, products, categories, people, tables, tills,
 * customers, taxes. Each adds up to the sales of its days as they are reconciled, to the cent.
 */

import { rateName } from "../../domain/figures/facts.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { stepOf, type Step } from "./report-steps.ts";
import { type Column, each, type ReportRow, type ReportTable, shareOf } from "./report-table.ts";
import { type SoldDay, type SoldPaper } from "./sold-day.ts";
import {
  addGoods,
  addPaper,
  type GoodsSums,
  type GroupedGoods,
  netOf,
  noGoods,
  noSums,
  type SoldFilter,
  type SoldSums,
} from "./sold-sums.ts";

/** How things are called now, and in which words those rows are that no name has. */
export interface SoldNames {
  readonly staff: (staff: string) => string;
  readonly till: (till: string) => string;
  /** The present category of a product; empty for none. */
  readonly category: (sku: string) => string;
  /** The present area of a table; empty for none. */
  readonly area: (table: string) => string;
  readonly customer: (id: string) => string;
  readonly words: {
    readonly taxesOnTop: string;
    readonly besideGoods: string;
    readonly nobody: string;
    readonly without: string;
  };
}

export interface SoldRange {
  /** The days in their order, those without sales too. Read once, one at a time. */
  readonly days: Iterable<SoldDay>;
  /** The days that they are compared with, in the same order; missing where nothing is compared. */
  readonly earlier?: Iterable<SoldDay>;
  readonly filter: SoldFilter;
  readonly names: SoldNames;
  /** The first hour of a business day. */
  readonly firstHour: number;
}

const SALES_COLUMNS: ReadonlyArray<Column> = [
  "receipts",
  "sales",
  "returned",
  "refunded",
  "amount",
  "perReceipt",
  "guests",
  "perGuest",
];

/** Sales step by step; a day without any is there, with nothing. */
export function salesReport(range: SoldRange, step: Step): ReportTable {
  const { filter } = range;
  const bySteps = new Map<string, SoldSums>();
  for (const { day, papers } of range.days) {
    if (step !== "hour") at(bySteps, stepOf(day, step));
    for (const paper of papers) {
      if (filter.paper?.(paper) === false) continue;
      addPaper(at(bySteps, stepOfPaper(day, step, paper)), paper, filter);
    }
  }
  const sorted = [...bySteps].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const earlier =
    range.earlier === undefined ? undefined : earlierBySteps(range.earlier, filter, step);
  const rows = sorted.map(([name, sums], index) =>
    withEarlier({ step: name, ...salesCells(sums) }, earlier?.[index]),
  );
  const all = allSums(bySteps.values());
  return {
    columns: ["step", ...SALES_COLUMNS, ...(earlier === undefined ? [] : EARLIER_COLUMNS)],
    rows,
    total: withEarlier(
      salesCells(all),
      earlier?.reduce((sum, it) => sum + it, 0),
    ),
    bars: "amount",
  };
}

/** An hour past midnight has the date on the wall, which is the day after its business day. */
function stepOfPaper(day: BusinessDay, step: Step, { date, hour }: SoldPaper): string {
  return step === "hour" ? stepOf(date, step, hour) : stepOf(day, step);
}

const EARLIER_COLUMNS: ReadonlyArray<Column> = ["earlier", "change"];

/** The earlier steps lie as those of the range do, one by one. */
function earlierBySteps(
  days: Iterable<SoldDay>,
  filter: SoldFilter,
  step: Step,
): ReadonlyArray<number> {
  const bySteps = new Map<string, SoldSums>();
  for (const { day, papers } of days) {
    if (step !== "hour") at(bySteps, stepOf(day, step));
    for (const paper of papers) {
      if (filter.paper?.(paper) === false) continue;
      addPaper(at(bySteps, stepOfPaper(day, step, paper)), paper, filter);
    }
  }
  return [...bySteps].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sums]) => netOf(sums));
}

function withEarlier(row: ReportRow, earlier: number | undefined): ReportRow {
  if (earlier === undefined) return row;
  const now = Number(row.amount ?? 0);
  return { ...row, earlier, change: shareOf(now - earlier, Math.abs(earlier)) };
}

function at(sums: Map<string, SoldSums>, key: string): SoldSums {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const fresh = noSums();
  sums.set(key, fresh);
  return fresh;
}

function allSums(all: Iterable<SoldSums>): SoldSums {
  const total = noSums();
  for (const sums of all) {
    for (const name of Object.keys(total) as Array<keyof SoldSums>) total[name] += sums[name];
  }
  return total;
}

function salesCells(sums: SoldSums): ReportRow {
  const { receipts, sales, returned, refunded, guests, seatedTotal } = sums;
  const amount = netOf(sums);
  return {
    receipts,
    sales,
    returned,
    refunded,
    amount,
    perReceipt: each(amount, receipts),
    guests,
    perGuest: each(seatedTotal, guests),
  };
}

/** Reports whose rows are papers with the same key. */
type PaperKey = (paper: SoldPaper, names: SoldNames) => string;

/** Sales by the hour of the wall, in the order of a business day; every hour between the first and the last. */
export function hoursReport(range: SoldRange): ReportTable {
  const byHour = groupPapers(range, ({ hour }) => String(hour));
  const inOrder = Array.from({ length: 24 }, (_, index) => (range.firstHour + index) % 24);
  const first = inOrder.findIndex((hour) => byHour.has(String(hour)));
  const last = inOrder.findLastIndex((hour) => byHour.has(String(hour)));
  const rows = (first < 0 ? [] : inOrder.slice(first, last + 1)).map((hour) =>
    Object.assign(
      { name: `${String(hour).padStart(2, "0")}:00` },
      salesCells(byHour.get(String(hour)) ?? noSums()),
    ),
  );
  return salesTable(rows, byHour.values());
}

export function tablesReport(range: SoldRange): ReportTable {
  const { names } = range;
  return namedPapers(range, ({ table }) => {
    const area = table === "" ? "" : names.area(table);
    return area === "" ? table : `${table} (${area})`;
  });
}

export function areasReport(range: SoldRange): ReportTable {
  return namedPapers(range, ({ table }, names) => (table === "" ? "" : names.area(table)));
}

export function servicesReport(range: SoldRange): ReportTable {
  return namedPapers(range, ({ service }) => service);
}

export function tillsReport(range: SoldRange): ReportTable {
  return namedPapers(range, ({ till }, names) => names.till(till));
}

export function customersReport(range: SoldRange): ReportTable {
  return namedPapers(range, ({ customer }, names) =>
    customer === "" ? names.words.nobody : names.customer(customer),
  );
}

function namedPapers(range: SoldRange, keyOf: PaperKey): ReportTable {
  const grouped = groupPapers(range, keyOf);
  const rows = [...grouped]
    .toSorted(([a, one], [b, other]) => netOf(other) - netOf(one) || (a < b ? -1 : 1))
    .map(([name, sums]) =>
      Object.assign({ name: name === "" ? range.names.words.without : name }, salesCells(sums)),
    );
  return salesTable(rows, grouped.values());
}

function groupPapers(range: SoldRange, keyOf: PaperKey): Map<string, SoldSums> {
  const { filter, names } = range;
  const grouped = new Map<string, SoldSums>();
  for (const paper of papersOf(range.days)) {
    if (filter.paper?.(paper) === false) continue;
    const sums = noSums();
    addPaper(sums, paper, filter);
    if (sums.receipts + sums.refunds === 0) continue;
    addPaper(at(grouped, keyOf(paper, names)), paper, filter);
  }
  return grouped;
}

function salesTable(rows: ReadonlyArray<ReportRow>, sums: Iterable<SoldSums>): ReportTable {
  const total = salesCells(allSums(sums));
  const all = Number(total.amount);
  return {
    columns: ["name", ...SALES_COLUMNS, "byMoney"],
    rows: rows.map((row) => withShare(row, all)),
    total,
    bars: "amount",
  };
}

function withShare(row: ReportRow, all: number): ReportRow {
  return { ...row, byMoney: shareOf(Number(row.amount), all) };
}

/** What guests keep of a promotion by its name, although a void ended it after a part of it was paid. */
export interface BrokenPromotion {
  readonly name: string;
  readonly kept: MinorUnits;
}

/**
 * Promotions and coupons by what guests saved: how often each was given, less what went with goods that came back;
 * and what is in that of those that were broken after a part payment.
 */
export function promotionsReport(
  range: SoldRange,
  broken: ReadonlyArray<BrokenPromotion>,
): ReportTable {
  const sums = new Map<string, { count: number; saved: number; broken: number }>();

  function sumsOf(name: string): { count: number; saved: number; broken: number } {
    const own = sums.get(name) ?? { count: 0, saved: 0, broken: 0 };
    sums.set(name, own);
    return own;
  }

  for (const paper of papersOf(range.days)) {
    if (range.filter.paper?.(paper) === false) continue;
    for (const { name, uses, off } of paper.promotions ?? []) {
      const own = sumsOf(name);
      own.count += uses;
      own.saved += off;
    }
  }
  for (const { name, kept } of broken) sumsOf(name).broken += kept;
  const total = { count: 0, saved: 0, broken: 0 };
  for (const own of sums.values()) {
    total.count += own.count;
    total.saved += own.saved;
    total.broken += own.broken;
  }
  const rows = [...sums]
    .toSorted(([a, one], [b, other]) => other.saved - one.saved || (a < b ? -1 : 1))
    .map(([name, own]) => Object.assign({ name, byMoney: shareOf(own.saved, total.saved) }, own));
  return { columns: ["name", "count", "saved", "broken", "byMoney"], rows, total, bars: "saved" };
}

function* papersOf(days: Iterable<SoldDay>): Generator<SoldPaper> {
  for (const { papers } of days) yield* papers;
}

/* Reports of goods. */

/** Products by what they brought, with their parts of all pieces and of all money: the menu's mix. */
export function productsReport(range: SoldRange): ReportTable {
  const goods = addGoods(papersOf(range.days), range.filter, ({ sku, name }) => `${sku}\n${name}`);
  return goodsTable(range, goods, (key) => {
    const [sku = "", name = ""] = key.split("\n");
    return { sku, name };
  });
}

export function categoriesReport(range: SoldRange): ReportTable {
  const { names } = range;
  const goods = addGoods(papersOf(range.days), range.filter, ({ sku }) => names.category(sku));
  return goodsTable(range, goods, (name) => ({ name: name === "" ? names.words.without : name }));
}

function goodsTable(
  { names }: SoldRange,
  { byKey, charges, taxes }: GroupedGoods,
  named: (key: string) => ReportRow,
): ReportTable {
  const { rows, total } = goodsRows(byKey);
  const beside = besideRows({ charges, taxes }, names);
  const amount = total.amount + sumMinor(beside, (row) => minor(Number(row.amount)));
  const hasSku = Object.hasOwn(named(""), "sku");
  return {
    columns: [
      ...(hasSku ? (["sku"] as const) : []),
      "name",
      ...measureColumns(total),
      "amount",
      ...(total.net === 0 ? [] : (["net"] as const)),
      "byNumber",
      "byMoney",
    ],
    rows: [
      ...rows.map(({ key, amount: own, net, ...sums }) =>
        Object.assign(
          { ...measureCells(sums), amount: own, net },
          { byNumber: partOfPieces(sums, total), byMoney: shareOf(own, amount) },
          named(key),
        ),
      ),
      ...beside.map((row) => withShare(row, amount)),
    ],
    total: { ...measureCells(total), amount, net: total.net },
    bars: "amount",
  };
}

/** What was sold by weight is no part of the pieces. */
function partOfPieces({ pieces, grams }: MeasureSums, total: MeasureSums): number | null {
  return pieces === 0 && grams !== 0 ? null : shareOf(pieces, total.pieces);
}

type MeasureSums = Pick<GoodsSums, "pieces" | "grams">;

/** Pieces, and beside them the weight, where anything was sold by weight. */
function measureColumns({ grams }: MeasureSums): ReadonlyArray<Column> {
  return grams === 0 ? ["quantity"] : ["quantity", "weight"];
}

function measureCells({ pieces, grams }: MeasureSums): ReportRow {
  if (grams === 0) return { quantity: Math.round(pieces) };
  return { quantity: pieces === 0 ? null : Math.round(pieces), weight: Math.round(grams) };
}

/** What is no goods and makes the sum that of the receipts: charges by their names, and taxes that are added. */
function besideRows(
  { charges, taxes }: Pick<GroupedGoods, "charges" | "taxes">,
  { words }: SoldNames,
): ReadonlyArray<ReportRow> {
  return [
    ...[...charges]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, amount]) => ({ name: name === "" ? words.besideGoods : name, amount })),
    ...(taxes === 0 ? [] : [{ name: words.taxesOnTop, amount: taxes }]),
  ];
}

interface KeyedGoods extends GoodsSums {
  readonly key: string;
}

/** The rows by what they brought, the most first. */
function goodsRows(byKey: ReadonlyMap<string, GoodsSums>): {
  readonly rows: ReadonlyArray<KeyedGoods>;
  readonly total: GoodsSums;
} {
  const rows = [...byKey]
    .map(([key, sums]) => Object.assign({ key }, sums))
    .toSorted((one, other) => other.amount - one.amount || (one.key < other.key ? -1 : 1));
  const total = noGoods();
  for (const row of rows) {
    total.pieces += row.pieces;
    total.grams += row.grams;
    total.amount += row.amount;
    total.net += row.net;
  }
  return { rows, total };
}

/**
 * Who served what: goods by the server of the order when they were ordered, guests by whoever served them last,
 * charges and tips by whose they are. Those are in rows of their own as well, and in no person's amount. `tips`: by
 * staff number; empty where nothing tells them by what is asked.
 */
export function peopleReport(
  range: SoldRange,
  tips: ReadonlyMap<string, number> = new Map(),
): ReportTable {
  const { filter, names } = range;
  const days = [...range.days];
  const papers = [...papersOf(days)];
  const reassigned = days.flatMap((day) => day.reassigned ?? []);
  const all = [...papers, ...reassigned];
  const { byKey, charges, taxes } = addGoods(all, filter, ({ server }) => server);
  const seats = new Map<string, SoldSums>();
  for (const { seated } of papers.filter((paper) => filter.paper?.(paper) !== false)) {
    if (seated === undefined) continue;
    const own = at(seats, seated.owner);
    own.orders += 1;
    own.guests += seated.guests;
    own.seatedTotal += seated.total;
  }
  const { rows, total } = goodsRows(byKey);
  const beside = besideRows({ charges, taxes }, names);
  const amount = total.amount + sumMinor(beside, (row) => minor(Number(row.amount)));
  const owned = chargesByPerson(papers, filter);
  const staff = new Set([...seats.keys(), ...owned.keys(), ...tips.keys()]);
  const servedNothing = [...staff].filter((one) => !byKey.has(one));
  const people = [...rows, ...servedNothing.map((key) => Object.assign({ key }, noGoods()))];
  return {
    columns: [
      "staff",
      "name",
      ...measureColumns(total),
      "amount",
      "byMoney",
      ...(owned.size === 0 ? [] : (["charges"] as const)),
      ...(tips.size === 0 ? [] : (["tips"] as const)),
      "orders",
      "guests",
      "perGuest",
    ],
    rows: [
      ...people.map((row) => {
        const { orders, guests, seatedTotal } = seats.get(row.key) ?? noSums();
        return Object.assign(measureCells(row), {
          staff: row.key,
          name: row.key === "" ? names.words.nobody : names.staff(row.key),
          amount: row.amount,
          byMoney: shareOf(row.amount, amount),
          ...(owned.size === 0 ? {} : { charges: owned.get(row.key) ?? 0 }),
          ...(tips.size === 0 ? {} : { tips: tips.get(row.key) ?? 0 }),
          orders,
          guests,
          perGuest: each(seatedTotal, guests),
        });
      }),
      ...beside.map((row) => withShare(row, amount)),
    ],
    total: {
      ...measureCells(total),
      amount,
      ...(owned.size === 0 ? {} : { charges: sumOf(owned) }),
      ...(tips.size === 0 ? {} : { tips: sumOf(tips) }),
      ...seatTotals(seats.values()),
    },
    bars: "amount",
  };
}

/** Returns the charges by whose they are; none where goods alone are asked for. */
function chargesByPerson(
  papers: ReadonlyArray<SoldPaper>,
  { paper: isAsked, item }: SoldRange["filter"],
): ReadonlyMap<string, number> {
  const byPerson = new Map<string, number>();
  if (item !== undefined) return byPerson;
  for (const { charges } of papers.filter((paper) => isAsked?.(paper) !== false)) {
    for (const { to, amount } of charges) byPerson.set(to, (byPerson.get(to) ?? 0) + amount);
  }
  return byPerson;
}

function sumOf(sums: ReadonlyMap<string, number>): number {
  return [...sums.values()].reduce((sum, amount) => sum + amount, 0);
}

function seatTotals(seats: Iterable<SoldSums>): ReportRow {
  const { orders, guests, seatedTotal } = allSums(seats);
  return { orders, guests, perGuest: each(seatedTotal, guests) };
}

/** Taxes as receipts and refunds recorded them; never worked out anew, and by no category. */
export function taxesReport(range: SoldRange): ReportTable {
  const byTax = new Map<string, { rate: number; name: string; base: number; tax: number }>();
  for (const paper of papersOf(range.days)) {
    if (range.filter.paper?.(paper) === false) continue;
    for (const { label, rate, included, base, tax, exempt } of paper.taxes) {
      const key = [label, rate, included, exempt !== undefined].join("\n");
      const name = rateName({ label, rate });
      const sums = byTax.get(key) ?? { rate, name, base: 0, tax: 0 };
      sums.base += base;
      sums.tax += tax;
      byTax.set(key, sums);
    }
  }
  const rows = [...byTax.values()]
    .toSorted((one, other) => other.rate - one.rate || (one.name < other.name ? -1 : 1))
    .map(({ name, base, tax }) => ({ name, base, tax }));
  return {
    columns: ["name", "base", "tax"],
    rows,
    total: {
      base: rows.reduce((sum, row) => sum + row.base, 0),
      tax: rows.reduce((sum, row) => sum + row.tax, 0),
    },
    bars: "tax",
  };
}

/** Reads days one by one, when each is asked for. */
export function dayRange(
  days: ReadonlyArray<BusinessDay>,
  read: (day: BusinessDay) => SoldDay,
): Iterable<SoldDay> {
  return {
    *[Symbol.iterator]() {
      for (const day of days) yield read(day);
    },
  };
}
