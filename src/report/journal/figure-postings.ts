/**
 * What the figures of a Z are as double entry. What is paid waits as a deposit until a receipt uses it;
 * what a receipt says is revenue and taxes. Rounding is what the tenders have of it beyond that.
 */

import { type DrawerCashKey, parseDrawerCashKey } from "../../domain/day/z-cash.ts";
import { exemptName, rateName } from "../../domain/day/z-goods.ts";
import { type Figures } from "../../domain/events/day-events.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { totalOf } from "../../domain/figures/day-sums.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { type EventId, type BusinessDay } from "../../domain/identity.ts";
import { type Accounts, type Parts } from "../../domain/journal-accounts.ts";
import { currenciesByCode, type Currency, formatMoney } from "../../domain/money/currency.ts";
import { createPostings, type LogicalAccount, type Posting, type Postings } from "./postings.ts";

export interface FigureContext {
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** Letters of the till whose figures they are. */
  readonly till: string;
  /** Returns the account parts of a session's drawer. */
  readonly drawerOf: (session: EventId) => Parts;
  /** Returns the name of a tender. */
  readonly tenderName: (method: string) => string;
  readonly accounts: Accounts;
}

const INCLUDED_TAX = "included tax";
const UNTAXED = "no tax";
const DEPOSITS: LogicalAccount = { name: "deposits" };
const ROUNDING: LogicalAccount = { name: "rounding" };
const CONVERSION: LogicalAccount = { name: "conversion" };

export function postingsOf(figures: Figures, context: FigureContext): ReadonlyArray<Posting> {
  const postings = createPostings(context.accounts);
  const sums = Object.entries(figures);
  postIssued(postings, sums, context);
  postTenders(postings, sums, context);
  postForeign(postings, sums, context);
  for (const [key, amount] of sums) {
    postLying(postings, [key, amount], context);
    const moved = parseDrawerCashKey(key);
    if (moved !== undefined) postDrawer(postings, { ...moved, amount }, context);
  }
  postSafe(postings, sums, context);
  return postings.all();
}

type Sums = ReadonlyArray<[name: string, amount: number]>;

/** Receipts use deposits; refunds meet what is handed out in the account for rounding, which keeps the rest. */
function postIssued(postings: Postings, sums: Sums, { currency }: FigureContext): void {
  const sold = totalOf("sales", "amount", sums) + totalOf("returned", "amount", sums);
  const refunded = totalOf("refunded", "amount", sums);
  const unnamed: LogicalAccount = { name: "sales" };
  postings.move(unnamed, DEPOSITS, { amount: sold, currency });
  postings.move(unnamed, ROUNDING, { amount: refunded, currency });
  for (const { taxes, category, amount } of FIGURES.goods.rows(sums)) {
    const parts = { rate: taxes === "" ? UNTAXED : taxes, category };
    postings.move({ name: "sales", parts }, unnamed, { amount, currency });
  }
  for (const { how, tax: amount, off, ...of } of FIGURES.taxes.rows(sums)) {
    const rate = rateName(of);
    if (how === "exempt") {
      // The tax in the prices was never asked for.
      const parts = { rate: exemptName(rate.replaceAll("/", "-")), category: INCLUDED_TAX };
      postings.move(unnamed, { name: "sales", parts }, { amount: off, currency });
      continue;
    }
    const owed: LogicalAccount = { name: "tax", parts: { rate } };
    const parts = { rate: rate.replaceAll("/", "-"), category: INCLUDED_TAX };
    const bearing: LogicalAccount = how === "included" ? { name: "sales", parts } : unnamed;
    postings.move(owed, bearing, { amount, currency });
  }
}

function postTenders(
  postings: Postings,
  sums: Sums,
  { currency, till, tenderName }: FigureContext,
): void {
  for (const { method, staff, amount } of FIGURES.tips.rows(sums)) {
    const owed: LogicalAccount = { name: "tips", parts: { staff } };
    postings.move(owed, tenderAccount(method, { till, tenderName }), { amount, currency });
  }
  for (const { method, amount, rounding, refunded, corrected } of FIGURES.tenders.rows(sums)) {
    const account = tenderAccount(method, { till, tenderName });
    postings.move(DEPOSITS, account, { amount, currency });
    postings.move(ROUNDING, account, { amount: rounding + refunded + corrected, currency });
  }
}

function tenderAccount(
  method: string,
  { till, tenderName }: Pick<FigureContext, "till" | "tenderName">,
): LogicalAccount {
  if (method === "cash") return cashOutside(till);
  const tender = tenderName(method);
  const tag = tenderTag(tender);
  if (method === "exchange") return { name: "exchange", tag };
  return method === "card"
    ? { name: "card", parts: { till }, tag }
    : { name: "tender", parts: { tender }, tag };
}

/** Returns the account of cash until its drawer is known. */
function cashOutside(till: string): LogicalAccount {
  return { name: "cash", parts: { till }, tag: tenderTag("cash") };
}

function tenderTag(tender: string): string {
  return `tender:${tender}`;
}

/** Cash of sales lies in drawers, and some of it is money of other currencies. */
function postForeign(postings: Postings, sums: Sums, { currency: own, till }: FigureContext): void {
  const outside = cashOutside(till);
  for (const { currency, amount, worth } of FIGURES.foreign.rows(sums)) {
    postings.move(outside, CONVERSION, { amount: worth, currency: own });
    postings.move(CONVERSION, outside, { amount, currency });
  }
}

function postLying(
  postings: Postings,
  [key, amount]: readonly [string, number],
  { currency: own, till, drawerOf }: FigureContext,
): void {
  const outside = cashOutside(till);
  const found =
    /^drawer\/(?:own\/(?<lies>[^/]+)|(?<other>[^/]+)\/foreign\/(?<currency>[A-Z]{3}))$/u.exec(key);
  const { lies, other, currency } = found?.groups ?? {};
  const session = lies ?? other;
  if (session === undefined) return;
  const drawer: LogicalAccount = {
    name: "cash",
    parts: drawerOf(session as EventId),
    tag: tenderTag("cash"),
  };
  postings.move(outside, drawer, { amount, currency: currency ?? own });
}

function postDrawer(
  postings: Postings,
  { session, what, currency: code, staff, amount }: DrawerCashKey & { readonly amount: number },
  { currency: own, drawerOf }: FigureContext,
): void {
  const parts = drawerOf(session);
  const tag = `move:${what}`;
  const money = { amount, currency: code === OWN ? own : code };
  const drawer: LogicalAccount = { name: "cash", parts, tag };
  const float: LogicalAccount = { name: "float", parts, tag };
  const safe: LogicalAccount = { name: "safe", tag };
  switch (what) {
    case "float":
      postings.move(float, drawer, money);
      break;
    case "from-safe":
      // The cash from the safe adds to the float that stayed in the drawer.
      postings.move(safe, float, money);
      break;
    case "in":
      postings.move({ name: "paid-in", parts, tag }, drawer, money);
      break;
    case "out":
      postings.move(drawer, { name: "paid-out", parts, tag }, money);
      break;
    case "tips":
      postings.move(drawer, { name: "tips", parts: { staff }, tag }, money);
      break;
    case "difference":
      postings.move({ name: "difference", parts, tag }, drawer, money);
      break;
    case "leaves":
      postings.move(drawer, float, money);
      break;
    case "drop":
    case "to-safe":
      postings.move(drawer, safe, money);
      break;
  }
}

function postSafe(postings: Postings, sums: Sums, { currency: own }: FigureContext): void {
  for (const { what, currency: code, amount } of FIGURES.safe.rows(sums)) {
    const money = { amount, currency: code === OWN ? own : code };
    const tag = `move:safe-${what}`;
    const safe: LogicalAccount = { name: "safe", tag };
    if (what === "in") postings.move({ name: "safe-in", tag }, safe, money);
    else postings.move(safe, { name: what === "bank" ? "bank" : "safe-out", tag }, money);
  }
}

/* A journal as hledger reads it, with all that its strict checks want to be declared. */

export interface JournalEntry {
  /** The business day that it is of. */
  readonly day: BusinessDay;
  /** The code of the entry: of a Z its series and number. */
  readonly code: string;
  /** The description: one line, without a semicolon. */
  readonly description: string;
  /** Whether a Z of a closed day says it: nothing of it will change. */
  readonly isFinal: boolean;
  /** The notes for a bookkeeper beside the sums, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly postings: ReadonlyArray<Posting>;
}

export interface Journal {
  /** The days of the journal, rising. */
  readonly days: ReadonlyArray<BusinessDay>;
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** The notes on what is not in it, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly entries: ReadonlyArray<JournalEntry>;
}

const INDENT = "    ";
/** The gap between an account and its sum, at least two blanks. */
const GAP = "  ";

/** Returns the journal as lines. */
export function journalToText({ days, currency, notes, entries }: Journal): ReadonlyArray<string> {
  const postings = entries.flatMap((entry) => entry.postings);
  const codes = new Set([currency, ...postings.map((posting) => posting.currency)]);
  const types = new Map(postings.map(({ account, type }) => [account, type]));
  const span = [...new Set([days[0], days.at(-1)])].join(" to ");
  return [
    `; Journal of ${span}. Strict checks: hledger -s check`,
    ...notes.map((note) => `; ${note}`),
    "decimal-mark .",
    ...[...codes].toSorted().map((code) => `commodity ${code} ${sample(code)}`),
    ...[...types]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, type]) => `account ${account}${GAP}; type:${type}`),
    ...entries.flatMap((entry) => ["", ...entryToText(entry)]),
  ];
}

/** A currency without decimals still says where they would be. */
function sample(code: string): string {
  const { decimals } = currencyOf(code);
  return `1000.${"0".repeat(decimals)}`;
}

function entryToText({
  day,
  code,
  description,
  isFinal,
  notes,
  postings,
}: JournalEntry): ReadonlyArray<string> {
  const width = Math.max(0, ...postings.map(({ account }) => account.length));
  return [
    `${day} ${isFinal ? "*" : "!"} (${code}) ${description}`,
    ...notes.map((note) => `${INDENT}; ${note}`),
    ...postings.map(({ account, currency, amount, tag }) => {
      const sum = `${currency} ${formatMoney(amount, currencyOf(currency))}`;
      const why = tag === "" ? "" : `${GAP}; ${tag}`;
      return `${INDENT}${account.padEnd(width)}${GAP}${sum}${why}`;
    }),
  ];
}

/** A member of the shop that lies may name a currency that there is not: it has cents, as most have. */
function currencyOf(code: string): Pick<Currency, "decimals"> {
  return currenciesByCode.get(code) ?? { decimals: 2 };
}
