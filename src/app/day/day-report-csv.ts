/**
 * The report of a day as one flat table (RFC 4180) for spreadsheets: a row for each figure, in English
 * whatever the shop speaks. Amounts have a decimal point, and the currency stands beside them.
 */

import { type BusinessDay } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { currenciesByCode, type Currency, formatMoney } from "../../domain/money/currency.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { type DayDrawer, isUncounted, type ReportMoment } from "../../report/day-drawers.ts";
import { type DayTerminal } from "../../report/day-terminals.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { type TillFigures } from "../../report/day-zs.ts";
import { readFigures } from "../../report/figures.ts";
import { type Person } from "../../report/report-names.ts";
import { sheetToCsv } from "../catalogue/catalogue-file.ts";
import { wallToWords } from "../orders/order-json.ts";
import { drawerText } from "./day-drawers-text.ts";
import { type DayReport, type ReportingTill } from "./day-report-parts.ts";
import { englishSubject } from "./day-report-text.ts";
import { isComplete } from "./day-report.ts";
import { figureCsvRows } from "./figure-rows.ts";
import { type OtherDate } from "./other-dates.ts";

export const REPORT_COLUMNS = [
  "section",
  "name",
  "till",
  "count",
  "quantity",
  "amount",
  "currency",
  "by",
  "approved",
  "at",
  "reason",
] as const;
type Column = (typeof REPORT_COLUMNS)[number];

type Cells = Partial<
  Readonly<{
    name: string;
    till: string;
    count: number;
    /** Thousandths. */
    quantity: number;
    /** The amount in minor units of the currency. */
    amount: number;
    /** The shop's own where none is said. */
    currency: string | null;
    by: Person;
    approved: Person | null;
    at: Pick<ReportMoment, "wallMs" | "offsetMinutes"> | null;
    reason: string;
  }>
>;
type Row = Cells & { readonly section: string };

/** What the terminal says stands in the amount, and what the tills have in the row below. */
function terminalCsvRows({ terminal: { name }, ends, waiting }: DayTerminal): ReadonlyArray<Row> {
  return [
    ...ends.flatMap(({ settled, compared }): ReadonlyArray<Row> => {
      const at = settled;
      if (compared === undefined) return [{ section: "terminal", name, at, reason: settled.state }];
      const { ledger, terminal } = compared.all;
      return [
        ...(terminal === null ? [] : [{ section: "terminal", name, amount: terminal, at }]),
        { section: "terminal tills", name, count: ledger.count, amount: ledger.sum, at },
      ];
    }),
    ...(waiting.count === 0
      ? []
      : [{ section: "terminal waits", name, count: waiting.count, amount: waiting.sum }]),
  ];
}

/** Sales and refunds under this date that were before it, or of this date under a later one. */
function otherDateRows(
  { till, day, date, receipts, refunds }: OtherDate,
  shown: BusinessDay,
): ReadonlyArray<Row> {
  const name = day === shown ? date : day;
  const where = day === shown ? "of other date" : "under other date";
  return [
    ...(receipts.count === 0
      ? []
      : [{ section: `sales ${where}`, name, till, count: receipts.count, amount: receipts.total }]),
    ...(refunds.count === 0
      ? []
      : [{ section: `refunds ${where}`, name, till, count: refunds.count, amount: refunds.total }]),
  ];
}

export function dayReportToCsv(
  report: DayReport,
  till: ReportingTill,
  tills: ReadonlyArray<DayTill>,
): string {
  const complete = isComplete(report, tills);
  const rows: ReadonlyArray<Row> = [
    { section: "day", name: report.day },
    { section: "complete", name: complete ? "yes" : "no" },
    ...soldRows(report),
    ...tenderRows(report),
    ...closingRows(report),
    ...drawerRows(report),
    ...goodsRows(report),
    ...actRows(report),
    ...report.terminals.flatMap(terminalCsvRows),
    ...report.outages.map(({ till, from, to, receipts }) => {
      const { count, total: amount } = receipts;
      return { section: "outage", till, count, amount, at: from, reason: `to ${wallToWords(to)}` };
    }),
    ...report.otherDates.flatMap((other) => otherDateRows(other, report.day)),
    ...report.series.map(({ series, first, last, count }) => {
      const name = `${receiptNumber(series, first)} to ${receiptNumber(series, last)}`;
      return { section: "series", name, count };
    }),
    ...report.attention.map(({ order, type, amount }) => {
      return { section: "attention", name: type, amount, reason: order };
    }),
    ...report.settled.map(({ order, drawer, type, amount, by, approved, at, why }) => {
      const of = drawer === undefined ? order : drawerText(drawer, { locale: "en" });
      return {
        section: "settled",
        name: `${type} ${of}`,
        amount,
        by,
        approved,
        at,
        reason: why,
      };
    }),
    ...report.differences.map((difference) => {
      const { check } = difference;
      return {
        section: "difference",
        name: check,
        reason: englishSubject(difference, report, till),
      };
    }),
  ];
  return sheetToCsv([REPORT_COLUMNS, ...rows.map((row) => cellsOf(row, till.currency))]);
}

function soldRows(report: DayReport): ReadonlyArray<Row> {
  const { receipts, sales, returned, refunds, rounding, taxes, deposits, openOrders } = report;
  return [
    { section: "sales", name: "receipts", count: receipts, amount: sales },
    { section: "sales", name: "returned", count: returned.count, amount: returned.total },
    { section: "sales", name: "refunds", count: refunds.count, amount: refunds.total },
    { section: "sales", name: "rounding", amount: rounding },
    ...(report.exempt === 0 ? [] : [{ section: "sales", name: "exempt", amount: report.exempt }]),
    ...figureCsvRows(report, "sales"),
    ...taxes.flatMap(({ label, net, tax, exempt }) =>
      exempt === undefined
        ? [
            { section: "tax net", name: label, amount: net },
            { section: "tax", name: label, amount: tax },
          ]
        : [
            { section: "exempt net", name: label, amount: net },
            { section: "exempt tax off", name: label, amount: exempt },
          ],
    ),
    { section: "deposits", name: "taken", amount: deposits.taken },
    { section: "deposits", name: "used", amount: deposits.used },
    ...figureCsvRows(report, "deposits"),
    { section: "open orders", count: openOrders.count, amount: openOrders.due },
  ];
}

/** No sums of cash for whoever may not see them before the count. */
function tenderRows(report: DayReport): ReadonlyArray<Row> {
  const { tenders, withholdsCash } = report;
  const shownTenders = tenders.filter(({ method }) => method !== "cash" || !withholdsCash);
  return [
    ...shownTenders.flatMap(({ method, name, count, kept, amount }) => [
      { section: "tender", name: name ?? method, count, amount },
      { section: "tender kept", name: name ?? method, amount: kept },
    ]),
    ...figureCsvRows(report, "tenders"),
  ];
}

function closingRows(report: DayReport): ReadonlyArray<Row> {
  const { closing } = report;
  return [
    ...closing.closes.map(({ till, at, asked }) => {
      return { section: "close", till, at, ...(asked === null ? {} : { by: asked }) };
    }),
    ...closing.zs.map(({ series, no, till, at, total }) => {
      return { section: "z", name: `${series}-${no}`, till, at, amount: total };
    }),
    ...closing.zs.map(({ series, no, till, grandTotal }) => {
      return { section: "z grand total", name: `${series}-${no}`, till, amount: grandTotal };
    }),
    ...closing.recorded.flatMap((it) => figureRows("recorded", it, report)),
    ...closing.supplements.map(({ kind, number, till, amount, z }) => {
      const held = z === null ? "" : `Z ${z}`;
      return {
        section: "supplement",
        name: number === "" ? kind : number,
        till,
        amount,
        reason: held,
      };
    }),
    ...closing.now.flatMap((it) => figureRows("by till", it, report)),
  ];
}

function figureRows(
  section: string,
  { till, figures }: TillFigures,
  { withholdsCash, tenderNames }: Pick<DayReport, "withholdsCash" | "tenderNames">,
): ReadonlyArray<Row> {
  const { receipts, sales, returned, refunds, rounding, taxes, tenders } = readFigures(figures);
  return [
    { section, till, name: "sales", count: receipts, amount: sales },
    { section, till, name: "returned", count: returned.count, amount: returned.total },
    { section, till, name: "refunds", count: refunds.count, amount: refunds.total },
    { section, till, name: "rounding", amount: rounding },
    ...taxes.map(({ label, net, tax, exempt }) =>
      exempt === undefined
        ? { section, till, name: `tax ${label}`, amount: tax }
        : { section, till, name: `exempt ${label}`, amount: net },
    ),
    ...tenders
      .filter(({ method }) => method !== "cash" || !withholdsCash)
      .map(({ method, count, kept }) => {
        const name = `tender ${tenderNames.get(method) ?? method}`;
        return { section, till, name, count, amount: kept };
      }),
  ];
}

function drawerRows(report: DayReport): ReadonlyArray<Row> {
  const { drawers, outside, safe, withholdsCash, day } = report;
  return [
    ...drawers.flatMap((drawer) => sessionRows(drawer, withholdsCash && isUncounted(drawer, day))),
    ...(withholdsCash
      ? []
      : [{ section: "outside drawers", count: outside.count, amount: outside.amount }]),
    ...safe.moves.map(({ what, currency, amount, by, approved, at, reason }) => {
      return { section: "safe move", name: what, currency, amount, by, approved, at, reason };
    }),
    { section: "safe", name: "lies", amount: safe.lies.own },
    ...safe.lies.foreign.map((it) => Object.assign({ section: "safe", name: "lies" }, it)),
  ];
}

function sessionRows(drawer: DayDrawer, isHidden: boolean): ReadonlyArray<Row> {
  const { till, opened, float, expected, counts, close, late, lies } = drawer;
  const section = "drawer";
  const about = { section, till, reason: drawerText(drawer, { locale: "en" }) };
  const { by, at } = opened;
  return [
    { ...about, name: "float", amount: float.own, by, at },
    ...(isHidden ? [] : [{ ...about, name: "expected", amount: expected.own }]),
    ...counts.flatMap((count) => countRows(count, about)),
    ...(close === null
      ? []
      : [
          {
            ...about,
            name: "closed",
            amount: close.difference,
            by: close.by,
            approved: close.approved,
            at: close.at,
            reason: close.reason,
          },
          { ...about, name: "stays", amount: close.leaves.own },
          { ...about, name: "to safe", amount: close.toSafe },
        ]),
    ...late.map(({ number, own, at: then }) => {
      return { section: "drawer late", till, name: number, amount: own, at: then };
    }),
    ...(isHidden ? [] : [{ ...about, name: "lies", amount: lies.own }]),
  ];
}

function countRows(
  { counted, difference, by, at }: DayDrawer["counts"][number],
  about: Row,
): ReadonlyArray<Row> {
  return [
    { ...about, name: "counted", amount: counted.own, by, at },
    { ...about, name: "difference", amount: difference },
    ...counted.foreign.map((it) => Object.assign({ name: "counted" }, about, it)),
  ];
}

function goodsRows(report: DayReport): ReadonlyArray<Row> {
  return [
    ...report.goods.flatMap(({ category, gross, net, products }): ReadonlyArray<Row> => [
      { section: "category", name: category, amount: gross },
      ...(net === 0 ? [] : [{ section: "category before tax", name: category, amount: net }]),
      ...products.flatMap((it) => [
        ...(it.gross === 0 && it.net !== 0
          ? []
          : [
              {
                section: "product",
                name: it.name,
                quantity: it.quantity,
                amount: it.gross,
                reason: category,
              },
            ]),
        ...(it.net === 0
          ? []
          : [
              {
                section: "product before tax",
                name: it.name,
                quantity: it.quantity,
                amount: it.net,
                reason: category,
              },
            ]),
      ]),
    ]),
    ...figureCsvRows(report, "goods"),
    ...report.servers.flatMap(
      ({ staff, name, sales, charges, covers: own, perGuest }): ReadonlyArray<Row> => {
        const by = { staff, name };
        return [
          { section: "server", name: "sales", amount: sales, by },
          ...(charges === 0 ? [] : [{ section: "server", name: "charges", amount: charges, by }]),
          { section: "server", name: "orders", count: own.orders, amount: own.total, by },
          { section: "server", name: "guests", count: own.guests, amount: perGuest, by },
        ];
      },
    ),
  ];
}

function actRows(report: DayReport): ReadonlyArray<Row> {
  const { acts, comps, compTaxes, corrections, reassigned, otherwise } = report;
  return [
    ...acts.map(({ act, of, goods, undone, ...done }) => {
      const name = [of, goods].filter((part) => part !== "").join(" ");
      const section = act === "tips" ? "tips paid out" : act;
      // A section of its own: whoever adds up the voids adds none that was taken back.
      return Object.assign({ section: undone ? `${section} undone` : section, name }, done);
    }),
    ...comps.map(({ by, count, total }) => {
      return { section: "given away", count, amount: total, by };
    }),
    ...compTaxes.map(({ kind, taxes, amount }) => {
      return { section: "given away by taxes", name: `${kind} ${taxes}`, amount };
    }),
    ...corrections.map(({ of, from, to, amount, by, approved, reason }) => {
      const name = `${of} ${from.name ?? from.method} to ${to.name ?? to.method}`;
      return { section: "correction", name, amount, by, approved, reason };
    }),
    ...reassigned.map(({ of, from, to, amount, by, approved, reason }) => {
      const name = `${of} ${from.name} to ${to.name}`;
      return { section: "reassigned", name, amount, by, approved, reason };
    }),
    ...otherwise.map(({ of, tender, amount, by, approved, reason }) => {
      const name = `${of} ${tender.name ?? tender.method}`;
      return { section: "otherwise", name, amount, by, approved, reason };
    }),
    ...figureCsvRows(report, "acts"),
  ];
}

function cellsOf(row: Row, own: Currency): ReadonlyArray<string> {
  const code = row.currency ?? own.code;
  const texts: Readonly<Record<Column, string>> = {
    section: row.section,
    name: row.name ?? "",
    till: row.till ?? "",
    count: row.count === undefined ? "" : String(row.count),
    quantity: row.quantity === undefined ? "" : String(row.quantity / THOUSAND),
    amount: row.amount === undefined ? "" : amountText(row.amount, code),
    currency: row.amount === undefined ? "" : code,
    by: personCell(row.by),
    approved: personCell(row.approved),
    at: row.at === undefined || row.at === null ? "" : wallToWords(row.at),
    reason: row.reason ?? "",
  };
  return REPORT_COLUMNS.map((column) => texts[column]);
}

const THOUSAND = 1000;

function amountText(amount: number, code: string): string {
  const currency = currenciesByCode.get(code);
  return currency === undefined ? String(amount) : formatMoney(minor(amount), currency);
}

function personCell(person: Person | null | undefined): string {
  if (person === null || person === undefined) return "";
  return person.name === "" ? person.staff : `${person.staff} ${person.name}`;
}
