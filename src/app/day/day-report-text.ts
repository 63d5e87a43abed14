/** The nightly report of a day as text, in a language: what it says is in the words, where it stands here. */

import { COMP_KINDS } from "../../domain/events/discount-events.ts";
import { type DrawerFact } from "../../domain/folds/drawer-attention.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { DIFFERENCE } from "../../domain/tenders/tenders.ts";
import { clockText, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { localDate, type Locale, localMeasure } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type CompTaxes } from "../../report/comp-taxes.ts";
import { type CompTotal } from "../../report/comps.ts";
import { type DayAct } from "../../report/day-acts.ts";
import {
  type OrderAttention,
  type OrderSettled,
  salesInQuestion,
} from "../../report/day-attention.ts";
import { type DayCategory, type GoodsTotal } from "../../report/day-goods.ts";
import { type Difference } from "../../report/difference.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { exemptSalesText, taxText } from "../../words/exempt-text.ts";
import { actsReportWords } from "../../words/made/actsReport/all.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { type DayWords } from "../../words/made/day/words.ts";
import { drawerNamesWords } from "../../words/made/drawerNames/all.ts";
import { findingsWords } from "../../words/made/findings/all.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { papersText } from "../membership/till-name.ts";
import { unreadFacts } from "../membership/update-sentence.ts";
import { correctionText } from "../orders/correction-text.ts";
import { reassignedText } from "../orders/reassigned-text.ts";
import { moneyText, type Speech } from "../speech.ts";
import { aboutText } from "../words/about-text.ts";
import { tenderText } from "../words/tender-text.ts";
import { textColumns, type TextRow } from "../words/text-columns.ts";
import { isMoneyMissing, turnoverText } from "../words/turnover-text.ts";
import { drawerRows, drawerText, drawerTroubleText, personText } from "./day-drawers-text.ts";
import {
  type DayReport,
  type DaySpeech,
  type ReportingTill,
  type ReportView,
} from "./day-report-parts.ts";
import { cardTroubleText, isCardTrouble, terminalRows } from "./day-terminals-text.ts";
import { type DayTillsText } from "./day-tills-text.ts";
import {
  closedRows,
  isZTrouble,
  otherDateRows,
  outageRows,
  tillRows,
  zTroubleText,
} from "./day-zs-text.ts";
import { figureTextRows } from "./figure-rows.ts";

interface Spoken extends DaySpeech {
  readonly words: DayWords;
}

const COLUMNS = { labelCells: 34, amountCells: 12 };

export function dayReportToText(
  report: DayReport,
  { till, locale }: { readonly till: ReportingTill; readonly locale: Locale },
  tills: DayTillsText,
): ReadonlyArray<string> {
  const words = wordsIn(dayWords, locale);
  const speech: DaySpeech = { currency: till.currency, locale, offsetAt: till.offsetMinutes };
  const spoken = { ...speech, words };
  const day = localDate(report.day, locale);
  const rows = [
    words.title({ day, currency: speech.currency.code }),
    ...closedRows(report, speech),
    ...soldRows(report, spoken),
    ...moneyRows(report, spoken),
    ...terminalRows(report.terminals, speech),
    ...tillRows(report, speech),
    ...outageRows(report, speech),
    ...goodsRows(report, speech),
    ...actRows(report, speech),
    ...drawerRows(report, speech),
    ...restRows(report, spoken),
    ...report.attention.map((fact) => attentionRow(fact, spoken)),
    ...report.settled.map((item) => settledRow(item, spoken)),
    ...report.differences.map((difference) => differenceText(difference, report, spoken)),
    ...otherDateRows(report, speech),
    ...tills.lines,
    conclusion(report, tills, spoken),
  ];
  return textColumns(rows, COLUMNS);
}

/** Returns the subject of a difference in the words that scripts read. */
export function englishSubject(
  difference: Difference,
  report: ReportView,
  { currency, offsetMinutes }: ReportingTill,
): string {
  return subjectText(difference, report, {
    currency,
    offsetAt: offsetMinutes,
    locale: "en",
    words: wordsIn(dayWords, "en"),
  });
}

/** An order's number, or that it has none yet. */
export function numberText(number: string, { noNumber }: DayWords): string {
  return number === "" ? noNumber : number;
}

function soldRows(report: DayReport, spoken: Spoken): ReadonlyArray<TextRow> {
  const { words } = spoken;
  const { returned, refunds, rounding } = report;
  return [
    row(words.sales({ receipts: report.receipts }), report.sales, spoken),
    ...(returned.count === 0
      ? []
      : [row(words.returned({ lines: returned.count }), returned.total, spoken)]),
    ...(refunds.count === 0
      ? []
      : [row(words.refunds({ refunds: refunds.count }), refunds.total, spoken)]),
    ...(rounding === 0 ? [] : [row(words.rounding, rounding, spoken)]),
    ...(report.exempt === 0 ? [] : [row(exemptSalesText(spoken.locale), report.exempt, spoken)]),
    ...figureTextRows(report, "sales", spoken),
    ...report.taxes.flatMap(({ net, tax, ...of }) => {
      const label = taxText(of, spoken.locale);
      const owed = of.exempt === undefined ? [row(words.tax({ tax: label }), tax, spoken)] : [];
      return [row(words.net({ tax: label }), net, spoken), ...owed];
    }),
  ];
}

function moneyRows(report: DayReport, spoken: Spoken): ReadonlyArray<TextRow> {
  const { words } = spoken;
  const { withholdsCash } = report;

  function isShown({ method }: { readonly method: string }): boolean {
    return method !== "cash" || !withholdsCash;
  }

  return [
    ...report.tenders.filter(isShown).flatMap((tender) => tenderRows(tender, spoken)),
    ...foreignRows(report, spoken),
    ...figureTextRows(report, "money", spoken),
    ...report.corrections.map((correction) => `  ${correctionText(correction, spoken)}`),
    ...report.reassigned.map((said) => `  ${reassignedText(said, spoken)}`),
    ...report.otherwise.map((it) => `  ${otherwiseText(it, spoken)}`),
    ...report.series.map(({ series, first, last, count }) => {
      const [from, to] = [receiptNumber(series, first), receiptNumber(series, last)];
      return `  ${words.series({ first: from, last: to, count })}`;
    }),
  ];
}

function restRows(report: DayReport, spoken: Spoken): ReadonlyArray<TextRow> {
  const { words } = spoken;
  const { deposits, inQuestion, openOrders, atRisk, openTabs } = report;
  return [
    ...(deposits.taken === 0 ? [] : [row(words.depositsTaken, deposits.taken, spoken)]),
    ...(deposits.used === 0 ? [] : [row(words.depositsUsed, deposits.used, spoken)]),
    ...figureTextRows(report, "deposits", spoken),
    ...(atRisk.payments === 0
      ? []
      : [row(words.atRisk({ payments: atRisk.payments }), atRisk.amount, spoken)]),
    ...(openTabs.tabs === 0
      ? []
      : [row(words.openTabs({ tabs: openTabs.tabs }), openTabs.amount, spoken)]),
    ...report.incomplete.map((number) => `  ${words.waits({ order: numberText(number, words) })}`),
    ...doubtRows(report, spoken),
    ...(inQuestion.receipts === 0
      ? []
      : [row(words.inQuestion({ receipts: inQuestion.receipts }), inQuestion.total, spoken)]),
    ...(openOrders.count === 0
      ? []
      : [row(words.open({ orders: openOrders.count }), openOrders.due, spoken)]),
  ];
}

/** The most receipts named for one doubt; more are only counted. */
const DOUBTED_NAMED_MAX = 6;

/** Returns one row for each doubt, with its receipts and refunds. */
function doubtRows({ doubted }: DayReport, { locale }: Spoken): ReadonlyArray<string> {
  const said = doubted.map(({ number, doubts }) => {
    return { number, text: doubtTexts(doubts, locale).join("; ") };
  });
  return [...Map.groupBy(said, ({ text }) => text)].map(([text, same]) => {
    const numbers = same.slice(0, DOUBTED_NAMED_MAX).map(({ number }) => number);
    const more = same.length - numbers.length;
    return `  ${text}: ${numbers.join(", ")}${more > 0 ? ` + ${more}` : ""}`;
  });
}

function tenderRows(
  { method, name, count, amount, refunded, corrected, tips, kept }: DayReport["tenders"][number],
  spoken: Spoken,
): ReadonlyArray<TextRow> {
  const { words } = spoken;
  const called = tenderText({ method, name }, words);
  return [
    row(words.tender({ tender: called, payments: count }), amount, spoken),
    ...(refunded === 0 ? [] : [row(words.refunded({ tender: called }), refunded, spoken)]),
    ...(corrected === 0 ? [] : [row(words.corrected({ tender: called }), corrected, spoken)]),
    ...(tips === 0 ? [] : [row(words.tips({ tender: called }), tips, spoken)]),
    ...(tips === 0 && corrected === 0 ? [] : [row(words.kept({ tender: called }), kept, spoken)]),
  ];
}

type Otherwise = DayReport["otherwise"][number];

function otherwiseText(
  { of, by, tender, came, amount, approved, reason }: Otherwise,
  spoken: Spoken,
): string {
  const { words } = spoken;
  const said = {
    of: numberText(of, words),
    money: moneyText(amount, spoken),
    by: tenderText(tender, words),
    who: personText(by),
    approved: approved === null ? "" : personText(approved),
    reason,
  };
  return tender.method === DIFFERENCE
    ? words.accepted(said)
    : words.otherwise({ ...said, came: came === null ? "" : tenderText(came, words) });
}

/** Returns the cash in the drawers by currency, where there are several. */
function foreignRows(report: DayReport, spoken: Spoken): ReadonlyArray<TextRow> {
  const { words, currency } = spoken;
  const rows = figureTextRows(report, "foreign", spoken);
  const own = row(words.ownCash({ currency: currency.code }), report.ownCash, spoken);
  return rows.length === 0 ? [] : [...rows, own];
}

function settledRow(
  { order, drawer, type, amount, by, approved, at, why }: OrderSettled,
  spoken: Spoken,
): string {
  const { words, locale, offsetAt } = spoken;
  const { of } = wordsIn(tillWords, locale).attention;
  const what = Object.hasOwn(of, type) ? of[type as OrderAttention["type"]] : type;
  const names = [by, ...(approved === null ? [] : [approved])].map(personText);
  const settled = {
    money: moneyText(amount, spoken),
    by: names.join(" + "),
    at: momentText(markTwice(at, offsetAt), locale),
    why: why === "" ? words.noReason : why,
  };
  if (drawer !== undefined) {
    const { needs } = wordsIn(drawerNamesWords, locale);
    const name = drawerText(drawer, spoken);
    const about = Object.hasOwn(needs, type)
      ? needs[type as DrawerFact["type"]]({ drawer: name, money: settled.money })
      : `${name}: ${type}: ${settled.money}`;
    return `  ${words.settledDrawer({ about, ...settled })}`;
  }
  return `  ${words.settledMoney({ order: numberText(order, words), what, ...settled })}`;
}

function attentionRow(
  { order, isPaidTwice, papers, ...sums }: OrderAttention,
  spoken: Spoken,
): string {
  const { type, amount } = sums;
  const { words, locale } = spoken;
  const about = papers.length === 0 ? "" : `, ${papersText(papers)}`;
  const sales = turnoverText(locale, sums, (sum) => moneyText(sum, spoken));
  const what = aboutText(locale, { type, isPaidTwice }) + about + sales;
  const money = amount === 0 || isMoneyMissing(sums) ? "" : moneyText(amount, spoken);
  return `! ${words.attention({ order: numberText(order, words), what, money })}`;
}

/** Returns the conclusion. Unreadable events come first, since a difference may be for want of them. */
function conclusion(
  { unread, differences, attention, incomplete }: DayReport,
  { missing }: DayTillsText,
  { words, locale }: Spoken,
): string {
  if (unread.length > 0) {
    return words.unread({
      missing,
      update: wordsIn(findingsWords, locale).update(unreadFacts(unread, locale)),
    });
  }
  const waiting = incomplete.length;
  const isWhole = missing === undefined && waiting === 0;
  const sales = salesInQuestion({ attention });
  const what =
    differences.length === 0 && sales > 0
      ? words.salesInQuestion({ isWhole, sales })
      : words.tiesOut({
          isWhole,
          differences: differences.length,
          contradictions: attention.length,
        });
  return words.verdict({ what, missing, waiting });
}

function differenceText(difference: Difference, report: ReportView, spoken: Spoken): string {
  const { words } = spoken;
  const { check, expected, found } = difference;
  const what = subjectText(difference, report, spoken);
  const begin = `! ${words.checks[check]}: `;
  if (["chain", "settled", "zs", "cards", "drawers"].includes(check)) return begin + what;
  const [wanted, seen] = [expected, found].map((count) =>
    check === "receipts" ? String(count) : moneyText(count, spoken),
  );
  return begin + words.differing({ what, expected: wanted ?? "", found: seen ?? "" });
}

function subjectText(
  { about, ...figures }: Difference,
  report: ReportView,
  spoken: Spoken,
): string {
  const { words, locale } = spoken;
  if (isZTrouble(about)) return zTroubleText(about, figures, spoken);
  if (isCardTrouble(about)) return cardTroubleText(about, figures, spoken);
  if ("drawer" in about) return drawerTroubleText(about, figures, { ...report, ...spoken });
  switch (about.type) {
    case "chain":
      return words.chain({ sentence: about.sentence });
    case "settled":
      return wordsIn(findingsWords, locale).settled({
        ...about.settled,
        isBothAdmitted: about.settled.type === "chain/both-admitted",
      });
    default:
      return words.differences[about.type]({
        name: "method" in about ? tenderText(about, words) : about.name,
      });
  }
}

function row(label: string, amount: number, spoken: Spoken): TextRow {
  return { label, amount: moneyText(amount, spoken) };
}

/** Goods, guests and what people did besides selling on a day, as text in a language. */
function goodsRows(report: DayReport, speech: Speech): ReadonlyArray<TextRow> {
  const { goods, covers, servers } = report;
  return [
    ...goods.flatMap((category) => categoryRows(category, speech)),
    ...figureTextRows(report, "goods", speech),
    ...(covers.orders === 0 ? [] : servers.flatMap((server) => serverRows(server, speech))),
  ];
}

/** Returns the sales of each person and the guests' average, in shops that count their guests. */
function serverRows(
  { staff, name, sales, charges, covers, perGuest }: DayReport["servers"][number],
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const each = words.perGuest({ guests: covers.guests, money: moneyText(perGuest, speech) });
  return [
    sumRow(words.servedBy({ who: personText({ staff, name }) }), sales, speech),
    ...(charges === 0 ? [] : [sumRow(`  ${words.charged}`, charges, speech)]),
    ...(covers.guests === 0 ? [] : [sumRow(`  ${each}`, covers.total, speech)]),
  ];
}

function categoryRows(
  { category, products, ...total }: DayCategory,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const label = words.category({ name: category === "" ? words.noCategory : category });
  return [
    ...totalRows(label, total, speech),
    ...products.flatMap(({ name, sku, quantity, soldBy, ...sums }) => {
      const many = localMeasure(quantity, soldBy, speech.locale);
      return totalRows(`  ${many} ${name === "" ? sku : name}`, sums, speech);
    }),
  ];
}

/** Returns a row with both amounts where a category has both; a comp stands with zero. */
function totalRows(
  label: string,
  { gross, net }: Omit<GoodsTotal, "quantity">,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const { beforeTax } = wordsIn(actsReportWords, speech.locale);
  return [
    ...(gross !== 0 || net === 0 ? [sumRow(label, gross, speech)] : []),
    ...(net === 0 ? [] : [sumRow(beforeTax({ label }), net, speech)]),
  ];
}

/** The most acts named of one kind; more are only counted. */
const NAMED_MAX = 20;

function actRows(
  { acts, comps, compTaxes }: Pick<DayReport, "acts" | "comps" | "compTaxes">,
  speech: DaySpeech,
): ReadonlyArray<TextRow> {
  const shown = acts.filter(({ act }) => !OPENINGS.has(act));
  return [
    ...[...Map.groupBy(shown, ({ act }) => act).values()].flatMap((same) => sameRows(same, speech)),
    ...comps.map((it) => compRow(it, speech)),
    ...compTaxes.map((it) => compTaxRow(it, speech)),
    ...sumsByPerson(acts, speech),
    ...afterBillRows(acts, speech),
    ...noSaleRows(acts, speech),
    ...countingRows(acts, speech),
    ...keyRows(acts, speech),
  ];
}

/** Returns the comps of a person by kind, and what is left of the budget. */
function compRow({ by, total, kinds, left }: CompTotal, speech: Speech): TextRow {
  const words = wordsIn(actsReportWords, speech.locale);
  const parts = COMP_KINDS.filter((kind) => kinds[kind] !== 0).map(
    (kind) => `${words.acts[kind]} ${moneyText(kinds[kind], speech)}`,
  );
  const rest = left === null ? "" : words.budgetLeft({ money: moneyText(left, speech) });
  return sumRow(
    words.givenAway({ who: personText(by), parts: [...parts, rest].filter(isSaid) }),
    total,
    speech,
  );
}

/** Returns what was given away of goods that bear the same taxes, at their prices. */
function compTaxRow({ kind, taxes, amount }: CompTaxes, speech: Speech): TextRow {
  const { acts, givenAwayTaxes } = wordsIn(actsReportWords, speech.locale);
  return sumRow(`  ${givenAwayTaxes({ kind: acts[kind], taxes })}`, amount, speech);
}

function isSaid(text: string): boolean {
  return text !== "";
}

/** A drawer was opened, and nothing of it is money: these are counted. */
const OPENINGS: ReadonlySet<DayAct["act"]> = new Set(["no-sale", "key", "to-count"]);

function sameRows(same: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const more = same.length - NAMED_MAX;
  const named = same.slice(0, NAMED_MAX).map((it) => `  ${actText(it, speech)}`);
  return more > 0 ? [...named, `    + ${more}`] : named;
}

function actText(
  { act, by, approved, of, goods, amount, currency, reason, undone }: DayAct,
  speech: Speech,
): string {
  const words = wordsIn(actsReportWords, speech.locale);
  const money =
    currency === null ? moneyText(amount, speech) : localForeign(amount, currency, speech.locale);
  const who = words.who({
    who: personText(by),
    approved: approved === null ? "" : personText(approved),
    reason,
  });
  const back = undone ? words.undone : "";
  return [words.acts[act], of, goods, money, who, back].filter((part) => part !== "").join(", ");
}

/** Acts of which each person's number and sum are told; comps and voids after a bill have rows of their own. */
const SUMMED: ReadonlyArray<DayAct["act"]> = ["void", "taken-off", "promotion-broken", "discount"];

/** Returns how often each person did such an act that stands, and the sum. */
function sumsByPerson(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  return SUMMED.flatMap((act) => {
    const same = acts.filter((it) => it.act === act && !it.undone);
    return [...Map.groupBy(same, ({ by }) => by.staff).values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const facts = { act: words.acts[act], who: personText(first.by), times: own.length };
      const sum = sumMinor(own, ({ amount }) => amount);
      return [sumRow(words.sumOf(facts), sum, speech)];
    });
  });
}

/** Returns the openings without a sale by person, with their reasons. */
function noSaleRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const noSales = acts.filter(({ act }) => act === "no-sale");
  return [...Map.groupBy(noSales, ({ by }) => by.staff)].flatMap(([, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const reasons = [...new Set(own.map(({ reason }) => reason))].slice(0, NAMED_MAX).join("; ");
    return [`  ${words.noSales({ who: personText(first.by), times: own.length })}: ${reasons}`];
  });
}

/** Returns the lines voided after a bill, by person, with their price: money for them may have been taken. */
function afterBillRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const voids = acts.filter(({ act }) => act === "void-after-bill");
  return [...Map.groupBy(voids, ({ by }) => by.staff).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const label = words.afterBill({ who: personText(first.by), times: own.length });
    return [
      sumRow(
        label,
        sumMinor(own, ({ amount }) => amount),
        speech,
      ),
    ];
  });
}

/** Returns the openings to count, by person: one without a count shows. */
function countingRows(acts: ReadonlyArray<DayAct>, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const countings = acts.filter(({ act }) => act === "to-count");
  return [...Map.groupBy(countings, ({ by }) => by.staff).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined
      ? []
      : [`  ${words.toCount({ who: personText(first.by), times: own.length })}`];
  });
}

/** Returns the openings by key, by till and time, since nobody knows who it was. */
function keyRows(acts: ReadonlyArray<DayAct>, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(actsReportWords, speech.locale);
  const turned = acts.filter(({ act }) => act === "key");
  return [...Map.groupBy(turned, ({ till }) => till)].map(([till, own]) => {
    const times = own
      .slice(0, NAMED_MAX)
      .map(({ at }) => clockText(markTwice(at, speech.offsetAt)));
    return `  ${words.byKey({ till, times: own.length })}: ${times.join(", ")}`;
  });
}

function sumRow(label: string, amount: number, speech: Speech): TextRow {
  return { label, amount: moneyText(amount, speech) };
}
