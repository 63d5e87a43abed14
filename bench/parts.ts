/**
 * All that is measured, in the order of the table, and how much of it: in full for the table, and at its
 * smallest, by which `npm run proofs` sees that each part still runs. Figures of the smallest say nothing.
 */

import { measureCards } from "./cards.ts";
import { measureCommits } from "./commits.ts";
import { measureEncoding } from "./encoding.ts";
import { measureFloor } from "./floor.ts";
import { measureFriday } from "./friday.ts";
import { measureMonthReports } from "./hub/month-reports.ts";
import { measureSaleRows } from "./hub/sale-rows.ts";
import { measureTakenYear } from "./hub/taken-year.ts";
import { measureThousandShops } from "./hub/thousand-shops.ts";
import { measureLongHistory } from "./long-history.ts";
import { type Measurement } from "./measurement.ts";
import { measureCutLinks } from "./mesh/cut-links.ts";
import { measureGrowingShop } from "./mesh/growing-shop.ts";
import { measureHeardHistory } from "./mesh/heard-history.ts";
import { measureLiarAtWork } from "./mesh/liar-at-work.ts";
import { measurePrintedTickets } from "./mesh/printed-tickets.ts";
import { measureShownLines } from "./mesh/shown-lines.ts";
import { measureToldSales } from "./mesh/told-sales.ts";
import { measureNight } from "./night.ts";
import { measureOpening } from "./opening.ts";
import { measurePromotions } from "./promotions.ts";
import { measureRegister } from "./register.ts";
import { measureReports } from "./reports.ts";
import { measureSmallMesh } from "./small/mesh.ts";
import { measureSmallRegister } from "./small/register.ts";
import { measureSmallShell } from "./small/shell.ts";
import { measureStalledPrinter } from "./stalled-printer.ts";
import { measureEvenings } from "./stock-evening.ts";
import { measureStock } from "./stock.ts";
import { measureTablets } from "./tablets.ts";
import { measureToday } from "./today.ts";
import { measureVouchers } from "./vouchers.ts";
import { measureWaitingPapers } from "./waiting-papers.ts";
import { measureWaiting } from "./waiting.ts";

/** `--long` takes some minutes. */
const LONG_EVENTS = process.argv.includes("--long") ? 1_000_000 : 100_000;

type Measurements = ReadonlyArray<Measurement>;

export type Size = "full" | "smallest";

export interface Part {
  readonly group: string;
  readonly name: string;
  /** `dir` is an empty folder of its own. */
  readonly measure: (dir: string, size: Size) => Measurements | Promise<Measurements>;
}

export const PARTS: ReadonlyArray<Part> = [
  part("till/commits", measureCommits, {
    full: { rounds: 300 },
    smallest: { rounds: 1 },
  }),
  part("till/waiting", measureWaiting, {
    full: { sales: 150, warmUp: 20 },
    smallest: { sales: 1, warmUp: 1 },
  }),
  part("till/opening", measureOpening, {
    full: { short: 100, long: 5000, openings: 15 },
    smallest: { short: 1, long: 2, openings: 1 },
  }),
  part("till/long-history", measureLongHistory, {
    full: { short: 1000, long: LONG_EVENTS, openings: 15, lateEvents: 40 },
    smallest: { short: 100, long: 1100, openings: 1, lateEvents: 1 },
  }),
  part("till/night", measureNight, {
    full: { short: 10_000, long: LONG_EVENTS, days: 365, day: 300, sales: 40, rounds: 9 },
    smallest: { short: 600, long: 700, days: 2, day: 1, sales: 1, rounds: 1 },
  }),
  part("till/reports", measureReports, {
    full: { events: LONG_EVENTS, days: 365, rounds: 5 },
    smallest: { events: 700, days: 2, rounds: 1 },
  }),
  part("till/friday", measureFriday, {
    full: { until: Number.POSITIVE_INFINITY },
    smallest: { until: 60 },
  }),
  part("stock/goods", measureStock, {
    full: {
      goods: "grocery",
      movements: { few: 1000, many: LONG_EVENTS },
      stocktakes: 3,
      rounds: 5,
    },
    smallest: { goods: "cafe", movements: { few: 1, many: 2 }, stocktakes: 1, rounds: 1 },
  }),
  part("stock/evenings", measureEvenings, {
    full: { evenings: 20, articles: 30, minutes: 360 },
    smallest: { evenings: 1, articles: 1, minutes: 210 },
  }),
  part("register/keys", measureRegister, {
    full: {
      goods: "grocery",
      warmUpKeys: 60,
      keys: 600,
      manyKeys: 5000,
      orders: 20,
      scans: 100,
      starts: 5,
      rivals: true,
    },
    smallest: {
      goods: "cafe",
      warmUpKeys: 0,
      keys: 2,
      manyKeys: 2,
      orders: 1,
      scans: 1,
      starts: 1,
      rivals: false,
    },
  }),
  part("mesh/cut-links", measureCutLinks, {
    full: { rounds: 5 },
    smallest: { rounds: 1 },
  }),
  part("mesh/today", measureToday, {
    full: { young: 10_000, old: LONG_EVENTS, days: 365 },
    smallest: { young: 100, old: 5500, days: 1 },
  }),
  part("register/tablets", measureTablets, {
    full: {
      boxes: [
        { tablets: 6, cores: 0.5, limits: { echo: 120, enter: 250 } },
        { tablets: 3, cores: 0.2, limits: { tap: 100 } },
      ],
      lines: 40,
      taps: 20,
    },
    smallest: { boxes: [{ tablets: 1, cores: 0.5, limits: {} }], lines: 1, taps: 1 },
  }),
  part("small/small-shell", measureSmallShell, {
    full: { rounds: 5 },
    smallest: { rounds: 1 },
  }),
  part("small/small-register", measureSmallRegister, {
    full: { goods: "grocery", starts: 5, keys: 300, sales: 40, manyKeys: 5000 },
    smallest: { goods: "cafe", starts: 1, keys: 1, sales: 1, manyKeys: 2 },
  }),
  part("small/small-mesh", measureSmallMesh, {
    full: { tills: 3, orders: 7, lines: 30 },
    smallest: { tills: 3, orders: 1, lines: 2 },
  }),
  part("floor/floor", measureFloor, {
    full: { goods: 50_000, tables: 200, longBillLines: 60, parts: 12, times: 5 },
    smallest: { goods: 200, tables: 4, longBillLines: 8, parts: 3, times: 1 },
  }),
  part("promotions/basket", measurePromotions, {
    full: {
      promotions: 1000,
      lines: 200,
      rounds: 5,
      shapes: [
        { products: 2000, goodsEach: 3 },
        { products: 2000, goodsEach: 8 },
        { products: 100, goodsEach: 3 },
        { products: 100, goodsEach: 8 },
      ],
    },
    smallest: { promotions: 10, lines: 5, rounds: 1, shapes: [{ products: 10, goodsEach: 3 }] },
  }),
  part("vouchers/vouchers", measureVouchers, {
    full: { few: 1000, many: 100_000, rounds: 20 },
    smallest: { few: 1, many: 2, rounds: 1 },
  }),
  part("cards/cards", measureCards, {
    full: { payments: 300, warmUp: 50, deaths: 5, keys: 300 },
    smallest: { payments: 1, warmUp: 0, deaths: 1, keys: 2 },
  }),
  part("printing/encoding", measureEncoding, {
    full: {
      rounds: 60,
      warmUp: 30,
      receipts: { own: 300, escpos: 100, encoder: 2 },
      rivals: true,
    },
    smallest: {
      rounds: 1,
      warmUp: 0,
      receipts: { own: 1, escpos: 1, encoder: 1 },
      rivals: false,
    },
  }),
  part("printing/waiting-papers", measureWaitingPapers, {
    full: {
      waiting: { few: 10, many: 10_000 },
      reports: { few: 1, many: 1000 },
      rounds: 60,
      papers: 10,
      looks: 50,
    },
    smallest: {
      waiting: { few: 1, many: 2 },
      reports: { few: 1, many: 2 },
      rounds: 1,
      papers: 1,
      looks: 1,
    },
  }),
  part("printing/stalled-printer", measureStalledPrinter, {
    full: { tickets: 1000, rounds: 7 },
    smallest: { tickets: 4, rounds: 1 },
  }),
  part("printing/printed-tickets", measurePrintedTickets, {
    full: { rounds: 6, eachRound: 15 },
    smallest: { rounds: 1, eachRound: 1 },
  }),
  part("mesh/shown-lines", measureShownLines, {
    full: { tills: 5, orders: 14, lines: 30 },
    smallest: { tills: 3, orders: 1, lines: 2 },
  }),
  part("mesh/told-sales", measureToldSales, {
    full: { rounds: 25, eachRound: 20, rivals: true },
    smallest: { rounds: 1, eachRound: 1, rivals: false },
  }),
  part("mesh/heard-history", measureHeardHistory, {
    full: { events: 100_000, rounds: 3, rivals: true },
    smallest: { events: 200, rounds: 1, rivals: false },
  }),
  part("mesh/growing-shop", measureGrowingShop, {
    full: { simulated: [3, 8, 16, 32, 64], real: [3, 8], sellingMs: 10_000 },
    smallest: { simulated: [2], real: [2], sellingMs: 1000 },
  }),
  part("mesh/liar-at-work", measureLiarAtWork, {
    full: { rounds: 5, sales: 30, apartSales: 150, liesEveryMs: 5, settleMs: 3000 },
    smallest: { rounds: 1, sales: 1, apartSales: 1, liesEveryMs: 500, settleMs: 600 },
  }),
  part("hub/sale-rows", measureSaleRows, {
    full: { sales: 60 },
    smallest: { sales: 1 },
  }),
  part("hub/month-reports", measureMonthReports, {
    full: { shops: 1000, days: 61, rounds: 5 },
    smallest: { shops: 2, days: 40, rounds: 1 },
  }),
  part("hub/taken-year", measureTakenYear, {
    full: { events: LONG_EVENTS, days: 365, rounds: 3 },
    smallest: { events: 200, days: 2, rounds: 1 },
  }),
  part("hub/thousand-shops", measureThousandShops, {
    full: { shops: 1000, sold: 10, forMs: 300_000, salesEach: 10 },
    smallest: { shops: 2, sold: 1, forMs: 2000, salesEach: 1 },
  }),
];

function part<Sizes>(
  place: `${string}/${string}`,
  measure: (dir: string, sizes: Sizes) => Measurements | Promise<Measurements>,
  sizes: Readonly<Record<Size, Sizes>>,
): Part {
  const [group = "", name = ""] = place.split("/");
  return { group, name, measure: (dir, size) => measure(dir, sizes[size]) };
}
