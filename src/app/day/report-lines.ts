/**
 * Sums of the day's report that are kept nowhere: they are worked out when somebody asks. Each is one definition here,
 * of which its field of the report and its row in the text are made, as they are of figures that are kept
 * (`figure-rows.ts`).
 */

import { type TextPlace } from "../../domain/figures/figure.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { chargesOfDay, type DayCharges } from "../../report/day-charges.ts";
import { type DepositsHeld, depositsHeldOn } from "../../report/day-deposits.ts";
import { coversOfDay, type DayCovers } from "../../report/day-goods.ts";
import { missingOn, stockDeedOf, type StockSum } from "../../report/day-stock.ts";
import { type VouchersOpen, vouchersOpenOn } from "../../report/day-vouchers.ts";
import { type PricedApart } from "../../report/reconcile.ts";
import { createStockBooks } from "../../report/stock-books.ts";
import { pricedApartOn } from "../catalogue/priced-apart.ts";
import { type Till } from "../till/till.ts";

interface ReportLine<Sum extends object, Name extends string = Extract<keyof Sum, string>> {
  /** The sum of a day on which nothing of it happened. */
  readonly none: Sum;
  read(view: LedgerView, day: BusinessDay, till: Till): Sum;
  /** The text leaves its row out where all is zero; the JSON never does. */
  readonly text: { readonly place: TextPlace; readonly amount: Name };
}

const charges: ReportLine<DayCharges> = {
  none: { count: 0, total: zeroMinor },
  read: chargesOfDay,
  text: { place: "sales", amount: "total" },
};

const covers: ReportLine<DayCovers> = {
  none: { orders: 0, guests: 0, total: zeroMinor },
  read: coversOfDay,
  text: { place: "goods", amount: "total" },
};

const vouchersOpen: ReportLine<VouchersOpen> = {
  none: { total: zeroMinor },
  read: vouchersOpenOn,
  text: { place: "deposits", amount: "total" },
};

const depositsHeld: ReportLine<DepositsHeld> = {
  none: { total: zeroMinor },
  read: depositsHeldOn,
  text: { place: "deposits", amount: "total" },
};

const pricedApart: ReportLine<PricedApart> = {
  none: { lines: 0, total: zeroMinor, lists: [] },
  read: (view, day, till) => pricedApartOn(till, view, day),
  text: { place: "deposits", amount: "total" },
};

/** The line of something that a day did with the stock. */
function stockLine(read: (view: LedgerView, day: BusinessDay) => StockSum): ReportLine<StockSum> {
  return {
    none: { articles: 0, total: zeroMinor },
    read,
    text: { place: "goods", amount: "total" },
  };
}

const stockUsed = stockLine((view, day) => stockDeedOf(view, "used", day));
const stockWasted = stockLine((view, day) => stockDeedOf(view, "waste", day));
const stockEaten = stockLine((view, day) => stockDeedOf(view, "staff-meal", day));
const stockMissing = stockLine(missingOn);
const stockOpen = stockLine((view, day) => createStockBooks(view, day).openOn(day));
const stockWorth = stockLine((view, day) => createStockBooks(view, day).worthOn(day));

/** The sums by their fields in the report and in the JSON. */
const REPORT_LINES = {
  charges,
  covers,
  stockUsed,
  stockWasted,
  stockEaten,
  stockMissing,
  stockOpen,
  stockWorth,
  depositsHeld,
  vouchersOpen,
  pricedApart,
};

export type LineId = keyof typeof REPORT_LINES;
export type LineSums = { readonly [Id in LineId]: (typeof REPORT_LINES)[Id]["none"] };

export const LINES = Object.entries(REPORT_LINES) as ReadonlyArray<
  [LineId, ReportLine<object, string>]
>;

export function readLineSums(view: LedgerView, day: BusinessDay, till: Till): LineSums {
  return lineSums((line) => line.read(view, day, till));
}

export function lineSums(sumOf: (line: ReportLine<object, string>) => object): LineSums {
  return Object.fromEntries(LINES.map(([id, line]) => [id, sumOf(line)])) as LineSums;
}
