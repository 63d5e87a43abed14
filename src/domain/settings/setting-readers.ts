/** How settings are read that are typed in a way of their own. What is wrong goes on after the setting's key. */

import { err, ok, type Result } from "../base/result.ts";
import { DATEV_NUMBERS } from "../figures/datev-numbers.ts";
import { ACCOUNT_NAMES, ACCOUNT_RULES_MAX, isAccountRule } from "../figures/journal-accounts.ts";
import { type Service, SERVICES } from "../goods/catalogue.ts";
import { ROUTE_RULE } from "../goods/route-rule.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { parseRate } from "../money/rates.ts";
import { RECEIPT_RULE } from "../printers/receipt-printing.ts";
import { type ForeignRate, readForeignRate } from "../tenders/foreign-cash.ts";
import { type OwnTender, tendersCalled } from "../tenders/tenders.ts";
import { foldText } from "../text/entry-text.ts";
import { type Locale, LOCALES } from "../text/locale.ts";
import { quoted } from "../text/quoted.ts";

/** Minor units: the smallest note of most currencies, beyond which no coin is rounded. */
export const CASH_STEP_MAX = 10_000;

/** The layouts of keyboards; a scanner may be set to another one. */
export const KEY_LAYOUTS = ["us", "uk", "de", "fr", "es", "ch"] as const;
export type KeyLayout = (typeof KEY_LAYOUTS)[number];
/** `any` while nobody has said it. */
export const SCANNER_LAYOUTS = ["any", ...KEY_LAYOUTS] as const;

/** IANA name. */
export const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/u;
/** More than any tax rate of Xero is called. */
export const XERO_TAX_LENGTH_MAX = 50;
export const TAX_CLASS_LENGTH_MAX = 40;
/** The most characters of a line of the receipt's head or foot: a wide paper has room for so many. */
export const PAPER_LINE_LENGTH_MAX = 48;
export const PAPER_LINES_MAX = 8;

export const TILL_LETTERS = /^[A-Z]{1,8}$/u;
/** Fewer would let the cards of whole banks in. */
export const OWN_CARD = /^[0-9]{4,12}$/u;

export function readService(text: string): Result<Service, string> {
  const folded = foldText(text);
  const service = SERVICES.find((it) => it === folded);
  return service === undefined
    ? err(`${quoted(text)} is no service: one of ${SERVICES.join(", ")}`)
    : ok(service);
}

/** Reads a step of money as it is printed: `0.05`; 0 rounds nothing. */
export function readStep(text: string, currency: Currency): Result<number, string> {
  const step = parseMoney(text, currency);
  const most = Math.min(currency.smallestNote, CASH_STEP_MAX);
  if (step.ok && step.value <= most) return ok(step.value);
  const [five, largest] = [formatMoney(minor(5), currency), formatMoney(minor(most), currency)];
  const how = `such as ${five}, at most ${largest}, or 0 to round nothing`;
  return err(`${quoted(text)} is no step of cash: ${how}`);
}

/** `20%`; the sign may be left out. */
export function readPercentage(text: string): Result<number, string> {
  const rate = parseRate(text.replace(/\s*%$/u, ""));
  return rate.ok ? ok(rate.value) : err(`${quoted(text)} is no percentage: 0 to 100, such as 20%`);
}

/** Reads a sum of money, `150.00`, of `most` minor units at most. */
export function readSum(
  text: string,
  currency: Currency,
  most: MinorUnits,
): Result<number, string> {
  const sum = parseMoney(text, currency);
  if (!sum.ok) {
    return err(`${quoted(text)} is no sum: such as ${formatMoney(minor(15_000), currency)}, or 0`);
  }
  if (sum.value <= most) return ok(sum.value);
  return err(`${quoted(text)} is too much: at most ${formatMoney(most, currency)}`);
}

/** Reads the rules in one text or in several. */
export function readReceiptRules(texts: ReadonlyArray<string>): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  const wrong = rules.find((rule) => !RECEIPT_RULE.test(rule));
  if (wrong === undefined && rules.length > 0) return ok(rules);
  const how = "such as always, on-request, takeaway=never, B=always or B/takeaway=never";
  return err(`${quoted(wrong ?? "")} is no rule for receipts: ${how}`);
}

/** `none` for no rules. */
export function readRoutes(texts: ReadonlyArray<string>): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  if (rules.length === 1 && rules[0] === "none") return ok([]);
  const wrong = rules.find((rule) => !ROUTE_RULE.test(rule));
  if (wrong === undefined && rules.length > 0) return ok(rules);
  const how =
    "such as drinks>bar, grill/takeaway>front or grill@22:00-05:00>bar; none for no rules";
  return err(`${quoted(wrong ?? "")} is no rule for stations: ${how}`);
}

/** `none` for no cards of the shop's own. */
export function readOwnCards(texts: ReadonlyArray<string>): Result<string[], string> {
  const prefixes = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  if (prefixes.length === 1 && prefixes[0] === "none") return ok([]);
  const wrong = prefixes.find((prefix) => !OWN_CARD.test(prefix));
  if (wrong === undefined && prefixes.length > 0) return ok(prefixes);
  const how = "the first 4 to 12 digits of the shop's own cards; none for none";
  return err(`${quoted(wrong ?? "")} is no beginning of a card's number: ${how}`);
}

/** Parted by spaces or commas; `none` where every till takes cash. */
export function readTillLetters(texts: ReadonlyArray<string>): Result<string[], string> {
  const letters = texts.flatMap((text) => text.toUpperCase().split(/[\s,]+/u));
  const said = [...new Set(letters.filter((text) => text !== ""))];
  if (said.length === 1 && said[0] === "NONE") return ok([]);
  const wrong = said.find((text) => !TILL_LETTERS.test(text));
  if (wrong === undefined && said.length > 0) return ok(said);
  return err(
    `${quoted(wrong ?? "")} is no till's letter: such as B C; none where every till takes cash`,
  );
}

/** Parted by commas or each a text; `none` for the usual accounts. */
export function readAccounts(texts: ReadonlyArray<string>): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(",")).map((text) => text.trim());
  const said = rules.filter((rule) => rule !== "");
  if (said.length === 1 && said[0] === "none") return ok([]);
  const wrong = said.find((rule) => !isAccountRule(rule));
  if (wrong !== undefined || said.length === 0) {
    const names = ACCOUNT_NAMES.join(", ");
    return err(
      `${quoted(wrong ?? "")} is no rule for accounts: such as card=1360 or "sales/VAT 9%=8300"; of ${names}; none for the usual ones`,
    );
  }
  if (said.length > ACCOUNT_RULES_MAX) return err(`has more than ${ACCOUNT_RULES_MAX} rules`);
  return ok(said);
}

/** Reads the numbers of adviser and client; `none` for none. */
export function readDatev(text: string): Result<string, string> {
  const said = text.toLowerCase() === "none" ? "" : text.replaceAll(/\s+/gu, "");
  if (said === "" || DATEV_NUMBERS.test(said)) return ok(said);
  const how =
    "adviser/client as DATEV has them, such as 29098/55003, and /07 where years begin in July";
  return err(`${quoted(text)} is none of DATEV's numbers: ${how}; none for none`);
}

/** Reads a name of Xero's tax rates; `none` for the one that is known of the country. */
export function readXeroTax(text: string): Result<string, string> {
  const word = text.trim();
  if (word.toLowerCase() === "none") return ok("");
  if (word.length <= XERO_TAX_LENGTH_MAX) return ok(word);
  return err(
    `${quoted(text)} is no name of Xero's tax rates: at most ${XERO_TAX_LENGTH_MAX} signs`,
  );
}

/** Reads the id of a tax class, which whoever uses it looks up; `none` for no taxes. */
export function readClass(text: string): Result<string, string> {
  const id = text.toLowerCase() === "none" ? "" : text.trim();
  return id.length <= TAX_CLASS_LENGTH_MAX
    ? ok(id)
    : err(`${quoted(text)} is no id of a tax class; none for no taxes`);
}

/** Reads the rates in one text or in several; `none` for no rates. */
export function readRates(
  texts: ReadonlyArray<string>,
  base: Currency,
): Result<ForeignRate[], string> {
  const each = texts.flatMap((text) => text.split(/,?\s+/u)).filter((text) => text !== "");
  if (each.length === 1 && each[0] === "none") return ok([]);
  const rates: ForeignRate[] = [];
  for (const text of each) {
    const read = readForeignRate(text, base);
    if (!read.ok) return read;
    if (rates.some(({ currency }) => currency === read.value.currency)) {
      return err(`has ${read.value.currency} twice`);
    }
    rates.push(read.value);
  }
  return rates.length > 0 ? ok(rates) : err("has no rate: such as USD=0.92; none for none");
}

/** Names, parted by commas or each a text; `none` for no tenders of the shop's own. */
export function readTenders(texts: ReadonlyArray<string>): Result<OwnTender[], string> {
  const names = texts.flatMap((text) => text.split(",")).filter((text) => text.trim() !== "");
  if (names.length === 0) return err("has no name: such as Meal voucher; none for none");
  return tendersCalled(names.length === 1 && names[0]?.trim() === "none" ? [] : names, []);
}

export function readWord<Word extends string>(
  text: string,
  words: ReadonlyArray<Word>,
): Result<Word, string> {
  const word = words.find((it) => it === text.toLowerCase());
  return word === undefined ? err(`${quoted(text)} is none of ${words.join(", ")}`) : ok(word);
}

/** Whether there is one of that name, the till's own calendar knows. */
export function readZone(text: string): Result<string, string> {
  return ZONE.test(text) ? ok(text) : err(noZone(text));
}

export function noZone(text: string): string {
  return `${quoted(text)} is no time zone: a name such as Europe/Berlin`;
}

export function readCutover(text: string): Result<number, string> {
  const parts = /^(?<hours>[01]?[0-9]|2[0-3]):(?<minutes>[0-5][0-9])$/u.exec(text)?.groups;
  if (parts === undefined) return err(`${quoted(text)} is no time of day: such as 04:00`);
  return ok(Number(parts["hours"]) * 60 + Number(parts["minutes"]));
}

export function readLayout(text: string): Result<(typeof SCANNER_LAYOUTS)[number], string> {
  const layout = SCANNER_LAYOUTS.find((it) => it === text.toLowerCase());
  const there = SCANNER_LAYOUTS.join(", ");
  return layout === undefined
    ? err(`${quoted(text)} is no layout of keys: one of ${there}`)
    : ok(layout);
}

export function readLocale(text: string): Result<Locale, string> {
  const locale = LOCALES.find((it) => it.toLowerCase() === text.toLowerCase());
  return locale === undefined
    ? err(`${quoted(text)} is no language: one of ${LOCALES.join(", ")}`)
    : ok(locale);
}

/** What is counted, and how many of it there may be. */
export interface Counted {
  readonly of: "minutes" | "days" | "months" | "points";
  readonly min: number;
  readonly max: number;
}

export function readCount(text: string, { of, min, max }: Counted): Result<number, string> {
  const said = /^[0-9]{1,7}$/u.test(text) ? Number(text) : -1;
  if (said >= min && said <= max) return ok(said);
  return err(`${quoted(text)} is no number of ${of}: ${min} to ${max}`);
}

/** Empty lines at the end are none. */
export function readPaperLines(texts: ReadonlyArray<string>): Result<string[], string> {
  const lines = texts.map((text) => text.trimEnd());
  while (lines.at(-1) === "") lines.pop();
  if (lines.length > PAPER_LINES_MAX) {
    return err(`has ${lines.length} lines: at most ${PAPER_LINES_MAX}`);
  }
  const long = lines.find((line) => line.length > PAPER_LINE_LENGTH_MAX);
  if (long !== undefined) {
    return err(`${quoted(long)} is too long: at most ${PAPER_LINE_LENGTH_MAX} characters a line`);
  }
  const odd = lines.find((line) => /\p{Cc}/u.test(line));
  return odd === undefined ? ok(lines) : err(`${quoted(odd)} has a sign that can't be printed`);
}
