/** The report of a day in English, the reference; scripts are told it in no other language. */

import { counted } from "../counted.ts";
import { type DayVerdict, type DayWords } from "./day-words.ts";

export const enDay: DayWords = {
  title: (day, currency) => `Business day ${day}, amounts in ${currency}`,
  sales: (receipts) => `Sales, ${counted(receipts, "receipt")}`,
  returned: (lines) => `Returned without receipt, ${counted(lines, "line")}`,
  refunds: (refunds) => `Refunds, ${counted(refunds, "refund")}`,
  rounding: "Cash rounding",
  net: (tax) => `${tax}, net`,
  tax: (tax) => `${tax}, tax`,
  tenders: { cash: "cash", card: "card", exchange: "exchange" },
  tender: (tender, payments) => `${tender}, ${counted(payments, "payment")}`,
  refunded: (tender) => `${tender}, refunded`,
  corrected: (tender) => `${tender}, corrected`,
  tips: (tender) => `${tender}, tips`,
  correction: ({ of, money, from, to, who, reason }) =>
    `${of}: ${money} was paid by ${to} and not by ${from}, says ${who}: ${reason}`,
  vouched: (who, by) => `${who} with ${by}`,
  kept: (tender) => `${tender}, all of it`,
  foreign: (currency, payments, given) =>
    `cash in ${currency}, ${counted(payments, "payment")}: ${given}`,
  ownCash: (currency) => `cash in ${currency}`,
  tipsOf: (person, tender, tips) => `Tips of ${person}, ${tender}, ${tips}`,
  soldOn: (person, pieces) => `Sold on though sold out by ${person}: ${pieces}`,
  otherwise: ({ of, money, by, came, who, approved, reason }) =>
    `Handed out otherwise, ${of}: ${money} ${by}${came === "" ? "" : ` for ${came}`}, ${who}${approved === "" ? "" : ` with ${approved}`}, “${reason}”`,
  series: (first, last, count) => `Receipts ${first} to ${last}: ${count}`,
  depositsTaken: "Paid without a receipt of this day",
  depositsUsed: "Paid on another day, used now",
  pricedApart: (lists, lines) => `Missed news of ${lists}, ${counted(lines, "line")}`,
  noNumber: "without a number",
  waits: (order) => `Order ${order} waits for what was not heard yet.`,
  inQuestion: (receipts) => `In question, ${counted(receipts, "receipt")}`,
  open: (orders) => `Open now, ${counted(orders, "order")}`,
  attention: (order, what, money) => `order ${order}: ${what}${money === "" ? "" : `: ${money}`}`,
  settledMoney: (order, what, { money, by, at, why }) =>
    `order ${order}: ${what}: ${money}, settled by ${by} ${at}: ${why}`,
  settledDrawer: (about, { by, at, why }) => `${about}: settled by ${by} ${at}: ${why}`,
  noReason: "no reason given",
  checks: {
    sales: "sales",
    taxes: "taxes",
    tenders: "tenders",
    receipts: "receipts",
    drawers: "drawers",
    zs: "Zs",
    chain: "chain",
    settled: "settled",
  },
  differences: {
    "receipts/number": () => "number of receipts",
    "receipts/sum": () => "sum of receipts",
    "receipts/rounding": () => "cash rounding",
    "receipt/missing": (number) => `receipt ${number} is missing`,
    "receipt/items": (number) => `items of receipt ${number}`,
    "receipt/payments": (number) => `payments of receipt ${number}`,
    "refunds/number": () => "number of refunds",
    "refunds/sum": () => "sum of refunds",
    "refund/items": (number) => `items of refund ${number}`,
    "refund/money": (number) => `money of refund ${number}`,
    "returned/sum": () => "returned without a receipt",
    "returned/lines": () => "lines returned without a receipt",
    "exchanged/sum": () => "goods exchanged, in and out",
    "tax/net": (tax) => `net of ${tax}`,
    "tax/tax": (tax) => `tax of ${tax}`,
    "foreign/number": (currency) => `number of payments in ${currency}`,
    "foreign/units": (currency) => `minor units of ${currency}`,
    "foreign/worth": (currency) => `worth of ${currency}`,
    "tender/refunded": (tender) => `refunds in ${tender}`,
    "tender/corrected": (tender) => `corrections of ${tender}`,
    "tender/tips": (tender) => `tips in ${tender}`,
    "tender/sum": (tender) => `sum of ${tender}`,
    "tender/number": (tender) => `number of ${tender} payments`,
  },
  chain: (sentence) => sentence,
  differing: (what, expected, found) => `${what}: expected ${expected}, found ${found}`,
  till: {
    self: "this till",
    inStep: "connected and in step",
    heardSince: "heard since that day",
    behind: "connected, and not all that it said is here yet",
    without: (reason) => `closed without it (${reason})`,
    shutOut: (reason, since) => `shut out (${reason}), ${unknownText(since)}`,
    unknown: unknownText,
    notHeard: (since) => (since === undefined ? "never heard" : `not heard since ${since}`),
    held: (series, seq) => `its events of series ${series} are here up to ${seq}`,
    heldNothing: "nothing of it is here",
  },
  verdict: verdictText,
  unread: (missing, update) =>
    missing === undefined ? `Incomplete. ${update}` : `Incomplete: ${missing}. ${update}`,
};

function unknownText(since: string | undefined): string {
  return since === undefined ? "unknown from the beginning" : `unknown after ${since}`;
}

/** What is here can tie out, and more may come. */
function verdictText({ differences, contradictions, missing, waiting }: DayVerdict): string {
  const waits = waiting === 1 ? "1 order waits" : `${waiting} orders wait`;
  const lacks = [
    ...(missing === undefined ? [] : [missing]),
    ...(waiting === 0 ? [] : [`${waits} for what was not heard yet`]),
  ].join("; ");
  const what = figuresText(differences, contradictions);
  return lacks === ""
    ? `${what.charAt(0).toUpperCase()}${what.slice(1)}.`
    : `Incomplete: ${lacks}. As far as is known here, the day ${what}.`;
}

function figuresText(differences: number, contradictions: number): string {
  if (differences > 0) return `does not tie out: ${counted(differences, "difference")}`;
  return contradictions === 0
    ? "ties out to the cent"
    : `ties out to the cent; somebody has to look at ${counted(contradictions, "contradiction")}`;
}
