/** The shop's settings, each a register of its own, with what holds while nobody has set it. */

import * as z from "zod";

import { CHARGES_MAX } from "../events/charge-events.ts";
import { EXEMPT_PAYS } from "../events/exempt-events.ts";
import { LOGO_LENGTH_MAX } from "../events/printer-limits.ts";
import { CHARTS } from "../figures/charts.ts";
import { DATEV_NUMBERS } from "../figures/datev-numbers.ts";
import { ACCOUNT_RULES_MAX, isAccountRule } from "../figures/journal-accounts.ts";
import { usualScaleRules } from "../goods/barcode.ts";
import { SERVICES } from "../goods/catalogue.ts";
import { HALF_PRICES } from "../goods/halves.ts";
import { ROUTE_RULE } from "../goods/route-rule.ts";
import { type BusinessDay } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor } from "../money/amounts.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { RECEIPT_RULE } from "../printers/receipt-printing.ts";
import { fieldValue, VALUE_FIELD } from "../state/entry-state.ts";
import { foreignRateSchema, rateText } from "../tenders/foreign-cash.ts";
import { ownTenderSchema, TENDERS_MAX } from "../tenders/tenders.ts";
import { timeOfDayText } from "../text/clock-text.ts";
import { LOCALES } from "../text/locale.ts";
import { chargeRuleSchema, chargeRuleText, readChargeRules } from "./charge-rules.ts";
import { valueOn } from "./dated-values.ts";
import { HUB_ADDRESS_LENGTH_MAX, isHubAddress, readHubAddress } from "./hub-address.ts";
import {
  HOOK_LENGTH_MAX,
  isLimitRule,
  isQuietRule,
  isReceiverRule,
  readHook,
  readHookText,
  readLimits,
  readQuietText,
  readReceivers,
  RECEIVERS_MAX,
  shownHook,
} from "./notify-rules.ts";
import {
  isReceiptCommand,
  readReceiptCommand,
  RECEIPT_COMMAND_LENGTH_MAX,
} from "./receipt-command.ts";
import {
  CASH_STEP_MAX,
  OWN_CARD,
  PAPER_LINE_LENGTH_MAX,
  PAPER_LINES_MAX,
  readAccounts,
  readClass,
  readCutover,
  readDatev,
  readLayout,
  readLocale,
  readOwnCards,
  readPaperLines,
  readPercentage,
  readRates,
  readReceiptRules,
  readRoutes,
  readService,
  readStep,
  readTenders,
  readTillLetters,
  readXeroTax,
  readZone,
  SCANNER_LAYOUTS,
  TAX_CLASS_LENGTH_MAX,
  TILL_LETTERS,
  XERO_TAX_LENGTH_MAX,
  ZONE,
} from "./setting-readers.ts";
import { asText, asTexts, asWord, choice, count, founded, own, sum } from "./setting-row.ts";
import { DRAWER_NOTES, LINE_NOTES, PAYMENT_NOTES, POINT_NOTES } from "./sum-bounds.ts";

/** A working day, in minutes: who wants it longer wants it never. */
export const LOCK_AFTER_MAX = 480;

/**
 * Days in which it can be taken back that somebody was erased: a thief's till may have said so. Some law may
 * ask for more of them.
 */
const ERASE_AFTER_MIN = 7;
const ERASE_AFTER_MAX = 3650;
const VOUCHER_MONTHS_MAX = 600;
const POINTS_LIMIT_MAX = 1_000_000;

/** The smallest step of cash that is common. */
function stepExample(currency: Currency): ReadonlyArray<string> {
  return [formatMoney(minor(5), currency)];
}

function orNone(text: string): ReadonlyArray<string> {
  return [text === "" ? "none" : text];
}

function textLines(): z.ZodArray<z.ZodString> {
  return z.array(z.string().max(PAPER_LINE_LENGTH_MAX)).max(PAPER_LINES_MAX);
}

/**
 * The shop's settings: how each is kept, typed and shown, an example, and what holds while nobody has set it. What each
 * means is a message, `screen.settingMeanings.<key>`, which the back office, the shell and `docs/settings.md` show.
 */
export const SETTINGS = {
  "default-service": own(() => z.enum(SERVICES), "counter", {
    typing: asWord(SERVICES, "counter", readService),
  }),
  "lock-after": count(10, { of: "minutes", min: 0, max: LOCK_AFTER_MAX, example: 15 }),
  language: own(() => z.enum(LOCALES), "en", { typing: asWord(LOCALES, "en", readLocale) }),
  "receipt-head": own(textLines, [], {
    typing: asTexts(readPaperLines, ["Kade 1", "Rotterdam"]),
  }),
  "receipt-foot": own(textLines, [], { typing: asTexts(readPaperLines, ["Thank you!"]) }),
  /** Minor units; 0 rounds nothing. */
  "cash-step": own(() => z.int().min(0).max(CASH_STEP_MAX), 0, {
    typing: { ...asText(readStep, stepExample), form: { type: "money" } },
    show: (step, currency) => [step === 0 ? "0" : formatMoney(minor(step), currency)],
  }),
  "cash-direction": choice(["nearest", "up", "down"], "nearest"),
  "tax-rounding": choice(["order", "line"], "order"),
  "tax-half": choice(["up", "even"], "up"),
  zone: founded(() => z.string().regex(ZONE), { typing: asText(readZone, "Europe/Berlin") }),
  /** Minutes after midnight. */
  cutover: founded(() => z.int().min(0).max(1439), {
    typing: asText(readCutover, "04:00"),
    show: (minutes) => [timeOfDayText(minutes)],
  }),
  receipts: own(() => z.array(z.string().regex(RECEIPT_RULE)).min(1).max(50), ["always"], {
    typing: asTexts(readReceiptRules, ["always", "takeaway=never"]),
  }),
  /** The first that fits holds. */
  routes: own(() => z.array(z.string().regex(ROUTE_RULE)).max(50), [], {
    typing: asTexts(readRoutes, ["drinks>bar"]),
  }),
  "hold-courses": choice(["dine-in", "always", "never"], "dine-in"),
  rates: own(() => z.array(foreignRateSchema).max(50), [], {
    typing: asTexts(readRates, ({ code }) => [code === "USD" ? "EUR=1.08" : "USD=0.92"]),
    show: (rates, base) => rates.map(({ currency, rate }) => `${currency}=${rateText(rate, base)}`),
  }),
  tenders: own(() => z.array(ownTenderSchema).max(TENDERS_MAX), [], {
    typing: asTexts(readTenders, ["Meal voucher", "Transfer"]),
    show: (tenders) => tenders.map(({ name }) => name),
  }),
  "scale-labels": own(
    () =>
      z
        .array(
          z.object({
            prefix: z.string().regex(/^(?:0?2)[0-9]?$/u),
            itemDigits: z.int().min(3).max(6),
            holds: z.enum(["weight", "price"]),
          }),
        )
        .max(10),
    [...usualScaleRules],
    { show: (labels) => labels.map(({ prefix, holds }) => `${prefix}: ${holds}`) },
  ),
  "key-layout": own(() => z.enum(SCANNER_LAYOUTS), "any", {
    typing: asWord(SCANNER_LAYOUTS, "any", readLayout),
  }),
  "own-cards": own(() => z.array(z.string().regex(OWN_CARD)).max(20), [], {
    typing: asTexts(readOwnCards, ["5099"]),
  }),
  "drawer-needed": choice(["sell", "ask", "refuse"], "sell"),
  "cashless-tills": own(() => z.array(z.string().regex(TILL_LETTERS)).max(100), [], {
    typing: asTexts(readTillLetters, ["B", "C"]),
  }),
  "touch-tills": own(() => z.array(z.string().regex(TILL_LETTERS)).max(100), [], {
    typing: asTexts(readTillLetters, ["B", "C"]),
  }),
  "clock-in": choice(["off", "offer", "must"], "offer"),
  "break-paid": choice(["unpaid", "paid"], "unpaid"),
  "drawer-limit": sum(500, { notes: DRAWER_NOTES, example: 1000 }),
  "cash-back": sum(0, { notes: PAYMENT_NOTES, example: 2000 }),
  "card-offline": sum(0, { notes: DRAWER_NOTES, example: 2500 }),
  "slip-customer": choice(["always", "on-request", "never"], "always"),
  "slip-merchant": choice(["always", "signed", "never"], "signed"),
  "bill-tip": choice(["always", "never"], "never"),
  "tips-to": choice(["taker", "server"], "taker"),
  /** In 1/1000 %. */
  "discount-reason": own(() => z.int().min(0).max(100_000), 100_000, {
    typing: asText(readPercentage, "20%"),
    show: (rate) => [`${rate / 1000}%`],
  }),
  charges: own(() => z.array(chargeRuleSchema()).max(CHARGES_MAX), [], {
    typing: asTexts(readChargeRules, ["Service=12.5% from=6 service=dine-in tax=standard"]),
    show: (rules, currency) => rules.map((rule) => chargeRuleText(rule, currency)),
  }),
  "exempt-pays": own(() => z.enum(EXEMPT_PAYS), "net", { typing: asWord(EXEMPT_PAYS, "net") }),
  "comp-budget": sum(0, { notes: DRAWER_NOTES, example: 5000 }),
  /** 0 for ten times the dearest goods (`line-limit.ts`). */
  "line-limit": sum(0, { notes: LINE_NOTES, example: 50_000 }),
  "tab-sum": sum(0, { notes: DRAWER_NOTES, example: 5000 }),
  "return-promotions": choice(["again", "share"], "again"),
  "half-price": choice(HALF_PRICES, "dearer"),
  "voucher-limit": sum(2000, { notes: DRAWER_NOTES, example: 5000 }),
  "empties-limit": sum(2500, { notes: DRAWER_NOTES, example: 4000 }),
  "voucher-months": count(0, { of: "months", min: 0, max: VOUCHER_MONTHS_MAX, example: 36 }),
  /** The id of a tax class; empty for none. */
  "forfeit-class": own(() => z.string().max(TAX_CLASS_LENGTH_MAX), "", {
    typing: asText(readClass, "standard"),
  }),
  points: sum(0, { notes: PAYMENT_NOTES, example: 100 }),
  "points-worth": sum(5, { notes: POINT_NOTES, example: 4 }),
  "points-limit": count(0, { of: "points", min: 0, max: POINTS_LIMIT_MAX, example: 100 }),
  "equal-lines": choice(["barcodes", "always", "never"], "barcodes"),
  float: sum(0, { notes: DRAWER_NOTES, example: 15_000 }),
  accounts: own(() => z.array(z.string().refine(isAccountRule)).max(ACCOUNT_RULES_MAX), [], {
    typing: asTexts(readAccounts, ["card=1360", "sales/VAT 9%=8300"]),
  }),
  chart: choice(CHARTS, "plain"),
  "journal-stock": choice(["never", "always"], "never"),
  datev: own(() => z.union([z.literal(""), z.string().regex(DATEV_NUMBERS)]), "", {
    typing: asText(readDatev, "29098/55003"),
  }),
  "xero-tax": own(() => z.string().max(XERO_TAX_LENGTH_MAX), "", {
    typing: asText(readXeroTax, "No VAT"),
  }),
  "erase-after": count(ERASE_AFTER_MIN, {
    of: "days",
    min: ERASE_AFTER_MIN,
    max: ERASE_AFTER_MAX,
    example: 30,
  }),
  notify: own(
    () =>
      z
        .string()
        .max(HOOK_LENGTH_MAX)
        .refine((text) => text === "" || readHook(text) !== undefined),
    "",
    { typing: asText(readHookText, "https://ntfy.example"), show: (hook) => [shownHook(hook)] },
  ),
  "notify-to": own(() => z.array(z.string().refine(isReceiverRule)).max(RECEIVERS_MAX), [], {
    typing: asTexts(readReceivers, ["lead=anna@example.org", "cashier=none"]),
  }),
  "notify-quiet": own(() => z.string().refine(isQuietRule), "", {
    typing: asText(readQuietText, "23:00-08:00"),
    show: orNone,
  }),
  /** Minutes of a till and a printer, hours of a backup, percent of a disk. */
  "notify-limits": own(() => z.array(z.string().refine(isLimitRule)).max(RECEIVERS_MAX), [], {
    typing: asTexts(readLimits, ["till=15", "printer=5", "backup=24", "disk=90"]),
  }),
  "notify-refund": sum(5000, { notes: DRAWER_NOTES, example: 10_000 }),
  "receipt-qr": choice(["always", "never"], "never"),
  "receipt-command": own(
    () => z.string().max(RECEIPT_COMMAND_LENGTH_MAX).refine(isReceiptCommand),
    "",
    { typing: asText(readReceiptCommand, "command:mail"), show: orNone },
  ),
  hub: own(() => z.string().max(HUB_ADDRESS_LENGTH_MAX).refine(isHubAddress), "", {
    typing: asText(readHubAddress, "office.example:7800"),
    show: orNone,
  }),
  /** The picture as `printer/encoding/logo.ts` packs it; of what is shown its size. Empty for none. */
  logo: own(() => z.string().max(LOGO_LENGTH_MAX), "", {
    show: (logo) => [logo.replace(/:.*$/u, "")],
  }),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<Key extends SettingKey> = z.infer<
  ReturnType<(typeof SETTINGS)[Key]["schema"]>
>;
/** The settings that the founding sets; they have no other default. */
export type FoundedKey = {
  [Key in SettingKey]: (typeof SETTINGS)[Key]["kind"] extends "founded" ? Key : never;
}[SettingKey];

export function isFounded(key: SettingKey): key is FoundedKey {
  return SETTINGS[key].kind === "founded";
}

function usualOf<Key extends Exclude<SettingKey, FoundedKey>>(key: Key): SettingValue<Key> {
  return SETTINGS[key].usual as SettingValue<Key>;
}

/** The settings that change with a business day, never in the middle of one. */
export const DATED_KEYS = [
  "cash-step",
  "cash-direction",
  "tax-rounding",
  "tax-half",
  "zone",
  "cutover",
] as const;
export type DatedKey = (typeof DATED_KEYS)[number];

export function isDated(key: SettingKey): key is DatedKey {
  return DATED_KEYS.some((dated) => dated === key);
}

/** The value that holds on that business day. */
export function readSettingOn<Key extends Exclude<SettingKey, FoundedKey>>(
  view: LedgerView,
  key: Key,
  day: BusinessDay,
): SettingValue<Key> {
  return writtenSettingOn(view, key, day) ?? usualOf(key);
}

/** Undefined while nobody has said one. */
export function writtenSettingOn<Key extends SettingKey>(
  view: LedgerView,
  key: Key,
  day: BusinessDay,
): SettingValue<Key> | undefined {
  return readable(key, valueOn(view.state("set", key), VALUE_FIELD, day));
}

/** Returns a setting that does not depend on the day. */
export function readSetting<Key extends Exclude<SettingKey, DatedKey>>(
  view: LedgerView,
  key: Key,
): SettingValue<Key> {
  return readable(key, fieldValue(view.state("set", key), VALUE_FIELD)) ?? usualOf(key);
}

/** Undefined for what a newer build wrote in a way that this one can't read: the default holds then. */
export function readable<Key extends SettingKey>(
  key: Key,
  written: unknown,
): SettingValue<Key> | undefined {
  // Most shops leave most of them as they are.
  if (written === undefined) return undefined;
  const parsed = SETTINGS[key].schema().safeParse(written);
  return parsed.success ? (parsed.data as SettingValue<Key>) : undefined;
}
