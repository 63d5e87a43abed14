/** The nightly report of a day, with the chain that it rests on, as text and as JSON. */

import { assertNever } from "../../domain/assert-never.ts";
import { formatForeign } from "../../domain/foreign-cash.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency, formatMoney } from "../../domain/money/currency.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { verifyLedger, type VerifyOptions } from "../../ledger/verify.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { type Difference } from "../../report/difference.ts";
import { type DayReport, reconcileDay } from "../../report/reconcile.ts";
import { listAttention } from "../attention/attention.ts";
import { listQuestions } from "../attention/questions.ts";
import { pricedApartOn } from "../catalogue/priced-apart.ts";
import { counted } from "../counted.ts";
import { attentionText } from "../orders/attention-text.ts";
import { taxToJson } from "../orders/order-json.ts";
import { type Till } from "../till.ts";
import { updateSentence } from "../update-sentence.ts";
import { conclusionText, type DayTillsText, dayTillToJson } from "./day-tills-text.ts";

export function dayReport(
  till: Till,
  day: BusinessDay,
  progress: Pick<VerifyOptions, "onProgress"> = {},
): DayReport {
  // The report reads receipts and payments themselves, so it rests on the chains alone.
  return reportOn(till, day, chainDifferences(till, progress));
}

/** The same of several days: the chains are those of all of them. */
export function dayReports(till: Till, days: ReadonlyArray<BusinessDay>): ReadonlyArray<DayReport> {
  const chain = chainDifferences(till, {});
  return days.map((day) => reportOn(till, day, chain));
}

function chainDifferences(
  { ledger }: Till,
  progress: Pick<VerifyOptions, "onProgress">,
): ReadonlyArray<Difference> {
  const { findings } = verifyLedger(ledger, { ...progress, chainsOnly: true });
  return findings.map(({ sentence }) => foundOne("chain", sentence));
}

function reportOn(till: Till, day: BusinessDay, chain: ReadonlyArray<Difference>): DayReport {
  const questioned = listQuestions(till)
    .flatMap(({ receipts }) => receipts)
    .filter((receipt) => receipt.day === day);
  const report = till.ledger.read((view) => ({
    ...reconcileDay(view, day, questioned),
    pricedApart: pricedApartOn(till, view, day),
  }));
  const settled = listAttention(till)
    .filter(({ days }) => days.has(day))
    .map(({ sentence }) => foundOne("settled", sentence));
  const tips = report.tips.map((tip) => ({ ...tip, name: till.staffName(tip.staff) }));
  return { ...report, tips, differences: [...report.differences, ...settled, ...chain] };
}

function foundOne(check: "chain" | "settled", what: string): Difference {
  return { check, what, expected: 0, found: 1 };
}

/** Whether nothing of the day can be missing here. */
export function isComplete(report: DayReport, tills: ReadonlyArray<DayTill>): boolean {
  const { unread, incomplete } = report;
  return unread.length + incomplete.length === 0 && tills.every(({ isWhole }) => isWhole);
}

export function dayReportToJson(
  report: DayReport,
  currency: Currency,
  tills: ReadonlyArray<DayTill>,
): Readonly<Record<string, unknown>> {
  const complete = isComplete(report, tills);
  return {
    currency: currency.code,
    day: report.day,
    complete,
    tiesOut: complete && report.differences.length === 0,
    sales: { receipts: report.receipts, total: report.sales, rounding: report.rounding },
    returned: report.returned,
    refunds: report.refunds,
    taxes: report.taxes.map(taxToJson),
    tenders: report.tenders,
    foreign: report.foreign,
    ownCash: report.ownCash,
    tips: report.tips,
    series: report.series,
    inQuestion: report.inQuestion,
    deposits: report.deposits,
    pricedApart: report.pricedApart,
    openOrders: report.openOrders,
    incomplete: report.incomplete,
    unread: report.unread.map(({ id, kind, v }) => ({ id, kind, v })),
    attention: report.attention,
    differences: report.differences,
    tills: tills.map(dayTillToJson),
  };
}

export function dayReportToText(
  report: DayReport,
  currency: Currency,
  tills: DayTillsText,
): ReadonlyArray<string> {
  function row(label: string, amount: number): string {
    return `  ${label.padEnd(34)} ${formatMoney(minor(amount), currency).padStart(12)}`;
  }
  return [
    `Business day ${report.day}, amounts in ${currency.code}`,
    row(`Sales, ${counted(report.receipts, "receipt")}`, report.sales),
    ...(report.returned.count === 0
      ? []
      : [
          row(
            `Returned without receipt, ${counted(report.returned.count, "line")}`,
            report.returned.total,
          ),
        ]),
    ...(report.refunds.count === 0
      ? []
      : [row(`Refunds, ${counted(report.refunds.count, "refund")}`, report.refunds.total)]),
    ...(report.rounding === 0 ? [] : [row("Cash rounding", report.rounding)]),
    ...report.taxes.flatMap(({ label, net, tax }) => [
      row(`${label}, net`, net),
      row(`${label}, tax`, tax),
    ]),
    ...report.tenders.flatMap((tender) =>
      tenderRows(tender).map(([label, sum]) => row(label, sum)),
    ),
    ...foreignRows(report, currency).map(([label, amount]) => row(label, amount)),
    ...report.tips.map(({ staff, name, method, count, amount }) => {
      const by = report.tenders.find((tender) => tender.method === method)?.name ?? method;
      return row(`Tips of ${name === "" ? staff : name}, ${by}, ${count}`, amount);
    }),
    ...report.series.map(
      ({ series, first, last, count }) =>
        `  Receipts ${receiptNumber(series, first)} to ${receiptNumber(series, last)}: ${count}`,
    ),
    ...(report.deposits.taken === 0
      ? []
      : [row("Paid without a receipt of this day", report.deposits.taken)]),
    ...(report.deposits.used === 0
      ? []
      : [row("Paid on another day, used now", report.deposits.used)]),
    ...(report.pricedApart.lines === 0
      ? []
      : [row(pricedApartLabel(report), report.pricedApart.total)]),
    ...report.incomplete.map((number) => `  Order ${number} waits for what was not heard yet.`),
    ...(report.inQuestion.receipts === 0
      ? []
      : [
          row(
            `In question, ${counted(report.inQuestion.receipts, "receipt")}`,
            report.inQuestion.total,
          ),
        ]),
    ...(report.openOrders.count === 0
      ? []
      : [row(`Open now, ${counted(report.openOrders.count, "order")}`, report.openOrders.due)]),
    ...report.attention.map((fact) => `! order ${fact.order}: ${attentionText(fact, currency)}`),
    ...report.differences.map((difference) => differenceText(difference, currency)),
    ...tills.lines,
    conclusion(report, tills),
  ];
}

function tenderRows({
  method,
  name,
  count,
  amount,
  refunded,
  tips,
  kept,
}: DayReport["tenders"][number]): ReadonlyArray<readonly [string, number]> {
  const called = name ?? method;
  return [
    [`${called}, ${counted(count, "payment")}`, amount],
    ...(refunded === 0 ? [] : [[`${called}, refunded`, refunded] as const]),
    ...(tips === 0
      ? []
      : [[`${called}, tips`, tips] as const, [`${called}, all of it`, kept] as const]),
  ];
}

/** What lies in the drawers by currency, where that is not all one. */
function foreignRows(
  { foreign, ownCash }: DayReport,
  { code }: Currency,
): ReadonlyArray<readonly [string, number]> {
  if (foreign.length === 0) return [];
  return [
    ...foreign.map(({ currency, count, amount, worth }) => {
      const given = formatForeign(amount, currency);
      return [`cash in ${currency}, ${counted(count, "payment")}: ${given}`, worth] as const;
    }),
    [`cash in ${code}`, ownCash],
  ];
}

/** The till had not heard what the list said. */
function pricedApartLabel({ pricedApart: { lines, lists } }: DayReport): string {
  return `Missed news of ${lists.join(", ")}, ${counted(lines, "line")}`;
}

/** What differs may be for want of what can't be read, so that comes first. */
function conclusion(report: DayReport, { missing }: DayTillsText): string {
  const { unread } = report;
  if (unread.length === 0) return conclusionText(report, missing);
  const update = updateSentence(unread);
  return missing === undefined ? `Incomplete. ${update}` : `Incomplete: ${missing}. ${update}`;
}

function differenceText({ check, what, expected, found }: Difference, currency: Currency): string {
  switch (check) {
    case "chain":
    case "settled":
      return `! ${check}: ${what}`;
    case "receipts":
      return `! ${check}: ${what}: expected ${expected}, found ${found}`;
    case "sales":
    case "taxes":
    case "tenders": {
      const [wanted, seen] = [expected, found].map((sum) => formatMoney(minor(sum), currency));
      return `! ${check}: ${what}: expected ${wanted}, found ${seen}`;
    }
    default:
      return assertNever(check, "check");
  }
}
