/**
 * Settings of the shop as somebody types them: one text, or one for each line of a paper.
 *
 * What needs more than a text is not changed so.
 */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { EXEMPT_PAYS } from "../events/exempt-events.ts";
import { DATEV_NUMBERS } from "../figures/datev-numbers.ts";
import { ACCOUNT_NAMES, ACCOUNT_RULES_MAX, isAccountRule } from "../figures/journal-accounts.ts";
import { type Service, SERVICES } from "../goods/catalogue.ts";
import { ROUTE_RULE } from "../goods/route-rule.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { parseRate } from "../money/rates.ts";
import { RECEIPT_RULE } from "../printers/receipt-printing.ts";
import { type ChargeRule, chargeRuleText, readChargeRules } from "../settings/charge-rules.ts";
import { readHubAddress } from "../settings/hub-address.ts";
import {
  readHookText,
  readLimits,
  readQuietText,
  readReceivers,
  shownHook,
} from "../settings/notify-rules.ts";
import { readReceiptCommand } from "../settings/receipt-command.ts";
import {
  CASH_STEP_MAX,
  KEY_LAYOUTS,
  OWN_CARD,
  TILL_LETTERS,
  ERASE_AFTER_MAX,
  ERASE_AFTER_MIN,
  LOCK_AFTER_MAX,
  PAPER_LINES_MAX,
  PAPER_LINE_LENGTH_MAX,
  POINTS_LIMIT_MAX,
  type SettingKey,
  type SettingOf,
  type SettingValue,
  SETTINGS,
  VOUCHER_MONTHS_MAX,
  XERO_TAX_LENGTH_MAX,
} from "../settings/settings.ts";
import { mostOf } from "../settings/sum-bounds.ts";
import { type ForeignRate, rateText, readForeignRate } from "../tenders/foreign-cash.ts";
import { type OwnTender, tendersCalled } from "../tenders/tenders.ts";
import { timeOfDayText } from "../text/clock-text.ts";
import { foldText } from "../text/entry-text.ts";
import { type Locale, LOCALES } from "../text/locale.ts";
import { quoted } from "../text/quoted.ts";
import { type EditContext } from "./entry-wish.ts";

export const SETTING_FAULTS = {
  "setting/unknown": refusal<{ text: string; keys: ReadonlyArray<SettingKey> }>("unknown"),
  /** `message` goes on after the key. */
  "setting/wrong": refusal<{ key: SettingKey; message: string }>("wrong"),
  /** The setting was fixed when the shop was founded. */
  "setting/never": refusal<{ key: "currency" | "demo" }>("conflict"),
  /** The setting has no text form. */
  "setting/not-here": refusal<{ key: SettingKey }>("conflict"),
};

export type SettingFault = RefusalOf<typeof SETTING_FAULTS>;

export const SETTING_KEYS = Object.keys(SETTINGS) as ReadonlyArray<SettingKey>;

export interface SettingWish {
  readonly key: string;
  /** The texts of a setting: one, or one for each line of the receipt's head or foot. */
  readonly texts: ReadonlyArray<string>;
}

export interface TypedSetting {
  readonly key: SettingKey;
  readonly value: string | number | string[] | ForeignRate[] | OwnTender[] | ChargeRule[];
}

/** Whether a text stands for the setting. */
export function isTypedSetting(key: SettingKey): boolean {
  return readerOf(key) !== undefined;
}

export function readSettingText(
  { key, texts }: SettingWish,
  { currency }: Pick<EditContext, "currency">,
): Result<TypedSetting, SettingFault> {
  const never = (["currency", "demo"] as const).find((it) => it === key.trim().toLowerCase());
  if (never !== undefined) return err({ type: "setting/never", key: never });
  const settingKey = SETTING_KEYS.find((it) => it === key.trim().toLowerCase());
  if (settingKey === undefined)
    return err({ type: "setting/unknown", text: key, keys: SETTING_KEYS });
  const read = readerOf(settingKey);
  return read === undefined
    ? err({ type: "setting/not-here", key: settingKey })
    : valued(settingKey, read(texts, currency));
}

type Reader = (
  texts: ReadonlyArray<string>,
  currency: Currency,
) => Result<TypedSetting["value"], string>;

/** How a setting is read that is typed in a way of its own; undefined for what no text stands for. */
const READERS: Readonly<Record<SettingOf<"own" | "founded">, Reader | undefined>> = {
  "receipt-head": readPaperLines,
  "receipt-foot": readPaperLines,
  "default-service": one(readService),
  receipts: readReceiptRules,
  "receipt-command": one(readReceiptCommand),
  hub: one(readHubAddress),
  routes: readRoutes,
  rates: readRates,
  tenders: readTenders,
  "own-cards": readOwnCards,
  "cashless-tills": readTillLetters,
  "touch-tills": readTillLetters,
  accounts: readAccounts,
  datev: one(readDatev),
  "xero-tax": one(readXeroTax),
  "lock-after": one(readMinutes),
  "erase-after": one(readDays),
  "voucher-months": one(readMonths),
  "forfeit-class": one(readClass),
  "points-limit": one(readPointsLimit),
  "key-layout": one(readLayout),
  language: one(readLocale),
  "cash-step": one(readStep),
  charges: readChargeRules,
  "discount-reason": one(readPercentage),
  "exempt-pays": one((text) => readWord(text, EXEMPT_PAYS)),
  zone: one(readZone),
  cutover: one(readCutover),
  "scale-labels": undefined,
  notify: one(readHookText),
  "notify-to": readReceivers,
  "notify-quiet": one(readQuietText),
  "notify-limits": readLimits,
  logo: undefined,
};

function readerOf(key: SettingKey): Reader | undefined {
  const setting = SETTINGS[key];
  if (setting.kind === "choice") return one((text) => readWord(text, setting.words));
  if (setting.kind !== "sum") return READERS[key as keyof typeof READERS];
  return one((text, currency) => readSum(text, currency, mostOf(setting.notes, currency)));
}

function one<Value>(
  read: (text: string, currency: Currency) => Result<Value, string>,
): (texts: ReadonlyArray<string>, currency: Currency) => Result<Value, string> {
  return ([text = "", ...more], currency) =>
    more.length === 0 ? read(text.trim(), currency) : err("is one value, not several");
}

/**
 * Returns the setting as texts that change nothing when typed again, or as words for a setting that
 * isn't typed.
 */
export function settingTexts(
  key: SettingKey,
  value: SettingValue<SettingKey>,
  currency: Currency,
): ReadonlyArray<string> {
  if (key === "cash-step" && typeof value === "number") {
    return [value === 0 ? "0" : formatMoney(minor(value), currency)];
  }
  if (SETTINGS[key].kind === "sum" && typeof value === "number") {
    return [formatMoney(minor(value), currency)];
  }
  if (key === "discount-reason" && typeof value === "number") return [`${value / 1000}%`];
  if (key === "cutover" && typeof value === "number") return [timeOfDayText(value)];
  // A picture is not typed, so its size is shown instead.
  if (key === "logo" && typeof value === "string") return [value.replace(/:.*$/u, "")];
  if (key === "notify" && typeof value === "string") return [shownHook(value)];
  if (["notify-quiet", "receipt-command", "hub"].includes(key) && value === "") return ["none"];
  if (typeof value !== "object") return [String(value)];
  return value.map((item) => {
    if (typeof item === "string") return item;
    if ("digit" in item) return item.name;
    if ("taxClass" in item) return chargeRuleText(item, currency);
    return "rate" in item
      ? `${item.currency}=${rateText(item.rate, currency)}`
      : `${item.prefix}: ${item.holds}`;
  });
}

function valued(
  key: SettingKey,
  read: Result<TypedSetting["value"], string>,
): Result<TypedSetting, SettingFault> {
  return read.ok
    ? ok({ key, value: read.value })
    : err({ type: "setting/wrong", key, message: read.fault });
}

function readService(text: string): Result<Service, string> {
  const folded = foldText(text);
  const service = SERVICES.find((it) => it === folded);
  return service === undefined
    ? err(`${quoted(text)} is no service: one of ${SERVICES.join(", ")}`)
    : ok(service);
}

/** Reads a step of money as it is printed: `0.05`; 0 rounds nothing. */
function readStep(text: string, currency: Currency): Result<number, string> {
  const step = parseMoney(text, currency);
  const most = Math.min(currency.smallestNote, CASH_STEP_MAX);
  if (step.ok && step.value <= most) return ok(step.value);
  const [five, largest] = [formatMoney(minor(5), currency), formatMoney(minor(most), currency)];
  const how = `such as ${five}, at most ${largest}, or 0 to round nothing`;
  return err(`${quoted(text)} is no step of cash: ${how}`);
}

/** `20%`; the sign may be left out. */
function readPercentage(text: string): Result<number, string> {
  const rate = parseRate(text.replace(/\s*%$/u, ""));
  return rate.ok ? ok(rate.value) : err(`${quoted(text)} is no percentage: 0 to 100, such as 20%`);
}

/** Reads a sum of money, `150.00`, of `most` minor units at most. */
function readSum(text: string, currency: Currency, most: MinorUnits): Result<number, string> {
  const sum = parseMoney(text, currency);
  if (!sum.ok) {
    return err(`${quoted(text)} is no sum: such as ${formatMoney(minor(15_000), currency)}, or 0`);
  }
  if (sum.value <= most) return ok(sum.value);
  return err(`${quoted(text)} is too much: at most ${formatMoney(most, currency)}`);
}

/** Reads the rules in one text or in several. */
function readReceiptRules(texts: ReadonlyArray<string>): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  const wrong = rules.find((rule) => !RECEIPT_RULE.test(rule));
  if (wrong === undefined && rules.length > 0) return ok(rules);
  const how = "such as always, on-request, takeaway=never, B=always or B/takeaway=never";
  return err(`${quoted(wrong ?? "")} is no rule for receipts: ${how}`);
}

/** `none` for no rules. */
function readRoutes(texts: ReadonlyArray<string>): Result<string[], string> {
  const rules = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  if (rules.length === 1 && rules[0] === "none") return ok([]);
  const wrong = rules.find((rule) => !ROUTE_RULE.test(rule));
  if (wrong === undefined && rules.length > 0) return ok(rules);
  const how =
    "such as drinks>bar, grill/takeaway>front or grill@22:00-05:00>bar; none for no rules";
  return err(`${quoted(wrong ?? "")} is no rule for stations: ${how}`);
}

/** `none` for no cards of the shop's own. */
function readOwnCards(texts: ReadonlyArray<string>): Result<string[], string> {
  const prefixes = texts.flatMap((text) => text.split(/[\s,]+/u)).filter((text) => text !== "");
  if (prefixes.length === 1 && prefixes[0] === "none") return ok([]);
  const wrong = prefixes.find((prefix) => !OWN_CARD.test(prefix));
  if (wrong === undefined && prefixes.length > 0) return ok(prefixes);
  const how = "the first 4 to 12 digits of the shop's own cards; none for none";
  return err(`${quoted(wrong ?? "")} is no beginning of a card's number: ${how}`);
}

/** Parted by spaces or commas; `none` where every till takes cash. */
function readTillLetters(texts: ReadonlyArray<string>): Result<string[], string> {
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
function readAccounts(texts: ReadonlyArray<string>): Result<string[], string> {
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
function readDatev(text: string): Result<string, string> {
  const said = text.toLowerCase() === "none" ? "" : text.replaceAll(/\s+/gu, "");
  if (said === "" || DATEV_NUMBERS.test(said)) return ok(said);
  const how =
    "adviser/client as DATEV has them, such as 29098/55003, and /07 where years begin in July";
  return err(`${quoted(text)} is none of DATEV's numbers: ${how}; none for none`);
}

/** Reads a name of Xero's tax rates; `none` for the one that is known of the country. */
function readXeroTax(text: string): Result<string, string> {
  const word = text.trim();
  if (word.toLowerCase() === "none") return ok("");
  if (SETTINGS["xero-tax"].schema().safeParse(word).success) return ok(word);
  return err(
    `${quoted(text)} is no name of Xero's tax rates: at most ${XERO_TAX_LENGTH_MAX} signs`,
  );
}

/** Reads the id of a tax class, which whoever uses it looks up; `none` for no taxes. */
function readClass(text: string): Result<string, string> {
  const id = text.toLowerCase() === "none" ? "" : text.trim();
  return SETTINGS["forfeit-class"].schema().safeParse(id).success
    ? ok(id)
    : err(`${quoted(text)} is no id of a tax class; none for no taxes`);
}

/** Reads the rates in one text or in several; `none` for no rates. */
function readRates(texts: ReadonlyArray<string>, base: Currency): Result<ForeignRate[], string> {
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
function readTenders(texts: ReadonlyArray<string>): Result<OwnTender[], string> {
  const names = texts.flatMap((text) => text.split(",")).filter((text) => text.trim() !== "");
  if (names.length === 0) return err("has no name: such as Meal voucher; none for none");
  return tendersCalled(names.length === 1 && names[0]?.trim() === "none" ? [] : names, []);
}

function readWord(text: string, words: ReadonlyArray<string>): Result<string, string> {
  const word = words.find((it) => it === text.toLowerCase());
  return word === undefined ? err(`${quoted(text)} is none of ${words.join(", ")}`) : ok(word);
}

/** Whether there is one of that name, the till's own calendar knows. */
function readZone(text: string): Result<string, string> {
  const isName = SETTINGS.zone.schema().safeParse(text).success;
  return isName ? ok(text) : err(noZone(text));
}

export function noZone(text: string): string {
  return `${quoted(text)} is no time zone: a name such as Europe/Berlin`;
}

function readCutover(text: string): Result<number, string> {
  const parts = /^(?<hours>[01]?[0-9]|2[0-3]):(?<minutes>[0-5][0-9])$/u.exec(text)?.groups;
  if (parts === undefined) return err(`${quoted(text)} is no time of day: such as 04:00`);
  return ok(Number(parts["hours"]) * 60 + Number(parts["minutes"]));
}

function readLayout(text: string): Result<string, string> {
  const layout = text.toLowerCase();
  if (SETTINGS["key-layout"].schema().safeParse(layout).success) return ok(layout);
  const there = ["any", ...KEY_LAYOUTS].join(", ");
  return err(`${quoted(text)} is no layout of keys: one of ${there}`);
}

function readLocale(text: string): Result<Locale, string> {
  const locale = LOCALES.find((it) => it.toLowerCase() === text.toLowerCase());
  return locale === undefined
    ? err(`${quoted(text)} is no language: one of ${LOCALES.join(", ")}`)
    : ok(locale);
}

function readMinutes(text: string): Result<number, string> {
  const isCount = /^[0-9]{1,3}$/u.test(text) && Number(text) <= LOCK_AFTER_MAX;
  if (isCount) return ok(Number(text));
  return err(`${quoted(text)} is no number of minutes: 1 to ${LOCK_AFTER_MAX}, or 0 for never`);
}

function readDays(text: string): Result<number, string> {
  const days = /^[0-9]{1,4}$/u.test(text) ? Number(text) : 0;
  if (days >= ERASE_AFTER_MIN && days <= ERASE_AFTER_MAX) return ok(days);
  return err(`${quoted(text)} is no number of days: ${ERASE_AFTER_MIN} to ${ERASE_AFTER_MAX}`);
}

function readPointsLimit(text: string): Result<number, string> {
  const points = /^[0-9]{1,7}$/u.test(text) ? Number(text) : -1;
  if (points >= 0 && points <= POINTS_LIMIT_MAX) return ok(points);
  return err(`${quoted(text)} is no number of points: 0 to ${POINTS_LIMIT_MAX}`);
}

function readMonths(text: string): Result<number, string> {
  const months = /^[0-9]{1,4}$/u.test(text) ? Number(text) : -1;
  if (months >= 0 && months <= VOUCHER_MONTHS_MAX) return ok(months);
  return err(`${quoted(text)} is no number of months: 0 to ${VOUCHER_MONTHS_MAX}`);
}

/** Empty lines at the end are none. */
function readPaperLines(texts: ReadonlyArray<string>): Result<string[], string> {
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
