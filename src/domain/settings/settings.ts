/** The shop's settings, each a register of its own, with what holds while nobody has set it. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
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
import { RECEIPT_RULE } from "../printers/receipt-printing.ts";
import { fieldValue, VALUE_FIELD } from "../state/entry-state.ts";
import { foreignRateSchema } from "../tenders/foreign-cash.ts";
import { ownTenderSchema, TENDERS_MAX } from "../tenders/tenders.ts";
import { LOCALES } from "../text/locale.ts";
import { chargeRuleSchema } from "./charge-rules.ts";
import { valueOn } from "./dated-values.ts";
import { HUB_ADDRESS_LENGTH_MAX, isHubAddress } from "./hub-address.ts";
import {
  HOOK_LENGTH_MAX,
  isLimitRule,
  isQuietRule,
  isReceiverRule,
  readHook,
  RECEIVERS_MAX,
} from "./notify-rules.ts";
import { isReceiptCommand, RECEIPT_COMMAND_LENGTH_MAX } from "./receipt-command.ts";
import { DRAWER_NOTES, LINE_NOTES, mostOfAny, PAYMENT_NOTES, POINT_NOTES } from "./sum-bounds.ts";

/** A working day, in minutes: who wants it longer wants it never. */
export const LOCK_AFTER_MAX = 480;

/**
 * Days in which it can be taken back that somebody was erased: a thief's till may have said so. Some law may
 * ask for more of them.
 */
export const ERASE_AFTER_MIN = 7;
/** Minor units: the smallest note of most currencies, beyond which no coin is rounded. */
export const CASH_STEP_MAX = 10_000;
export const VOUCHER_MONTHS_MAX = 600;
export const POINTS_LIMIT_MAX = 1_000_000;
export const ERASE_AFTER_MAX = 3650;

/** The layouts of keyboards; a scanner may be set to another one. */
export const KEY_LAYOUTS = ["us", "uk", "de", "fr", "es", "ch"] as const;
export type KeyLayout = (typeof KEY_LAYOUTS)[number];

/** More than any tax rate of Xero is called. */
export const XERO_TAX_LENGTH_MAX = 50;
/** The most characters of a line of the receipt's head or foot: a wide paper has room for so many. */
export const PAPER_LINE_LENGTH_MAX = 48;
export const PAPER_LINES_MAX = 8;

export const TILL_LETTERS = /^[A-Z]{1,8}$/u;
/** Fewer would let the cards of whole banks in. */
export const OWN_CARD = /^[0-9]{4,12}$/u;

interface Setting<Schema extends z.ZodType, Kind extends string> {
  /** How it is typed and shown: `domain/office/setting-text.ts`. */
  readonly kind: Kind;
  readonly schema: () => Schema;
  /** The value while nobody has set it. */
  readonly usual: z.infer<Schema>;
}

/** A setting with a choice of words, each of which has a name in the back office. */
function choice<const Words extends ReadonlyArray<string>>(
  words: Words,
  usual: Words[number],
): Setting<z.ZodType<Words[number]>, "choice"> & { readonly words: Words } {
  return { kind: "choice", words, usual, schema: lazy(() => z.literal(words)) };
}

/** A sum of the shop's money, in minor units; `notes`: how many of the currency's largest notes it is at most. */
function sum(
  usual: number,
  notes: number,
): Setting<z.ZodType<number>, "sum"> & { readonly notes: number } {
  return { kind: "sum", usual, notes, schema: lazy(() => z.int().min(0).max(mostOfAny(notes))) };
}

/** A setting that is typed in a form of its own. */
function own<Schema extends z.ZodType>(
  schema: () => Schema,
  usual: z.infer<Schema>,
): Setting<Schema, "own"> {
  return { kind: "own", usual, schema: lazy(schema) };
}

/** A setting that the founding sets: it has no value before. */
function founded<Schema extends z.ZodType>(
  schema: () => Schema,
): Omit<Setting<Schema, "founded">, "usual"> {
  return { kind: "founded", schema: lazy(schema) };
}

/**
 * A setting of which its name and its choices say all. Any other has a hint in the back office: its unit, or from
 * when on it holds.
 */
function withoutHint<Of extends object>(setting: Of): Of & { readonly hasHint: false } {
  return { ...setting, hasHint: false };
}

function textLines(): z.ZodArray<z.ZodString> {
  return z.array(z.string().max(PAPER_LINE_LENGTH_MAX)).max(PAPER_LINES_MAX);
}

/** The shop's settings: how each is written, how it is typed, and what holds while nobody has set it. */
export const SETTINGS = {
  "default-service": withoutHint(own(() => z.enum(SERVICES), "counter")),
  /** Minutes without a key; 0 never locks. */
  "lock-after": own(() => z.int().min(0).max(LOCK_AFTER_MAX), 10),
  /** The language of screens and papers, and of how they write amounts and dates. */
  language: own(() => z.enum(LOCALES), "en"),
  "receipt-head": withoutHint(own(textLines, [])),
  "receipt-foot": withoutHint(own(textLines, [])),
  /** Minor units; 0 rounds nothing. */
  "cash-step": own(() => z.int().min(0).max(CASH_STEP_MAX), 0),
  "cash-direction": withoutHint(choice(["nearest", "up", "down"], "nearest")),
  "tax-rounding": withoutHint(choice(["order", "line"], "order")),
  "tax-half": withoutHint(choice(["up", "even"], "up")),
  /** IANA name. */
  zone: founded(() =>
    z
      .string()
      .max(64)
      .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/u),
  ),
  /** Minutes after midnight at which a business day may begin. */
  cutover: founded(() => z.int().min(0).max(1439)),
  /** Whether receipts come out by themselves: of all, and of some tills and services. */
  receipts: own(() => z.array(z.string().regex(RECEIPT_RULE)).min(1).max(50), ["always"]),
  /** Which station makes what, where that is not the one of the product. The first that fits holds. */
  routes: own(() => z.array(z.string().regex(ROUTE_RULE)).max(50), []),
  /** The orders whose later courses the kitchen holds until somebody fires them. */
  "hold-courses": withoutHint(choice(["dine-in", "always", "never"], "dine-in")),
  /** The rates at which cash of other currencies is taken (`foreign-cash.ts`). */
  rates: own(() => z.array(foreignRateSchema).max(50), []),
  /** The shop's own tenders, besides cash and cards (`tenders.ts`). */
  tenders: own(() => z.array(ownTenderSchema).max(TENDERS_MAX), []),
  /** How the shop's scales write their labels. */
  "scale-labels": withoutHint(
    own(
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
    ),
  ),
  /** `any` while nobody has said it. */
  "key-layout": own(() => z.enum(["any", ...KEY_LAYOUTS]), "any"),
  /** The first digits of the shop's own cards, which are no payment cards. */
  "own-cards": own(() => z.array(z.string().regex(OWN_CARD)).max(20), []),
  /** The rule for cash where no drawer session is open: sell, ask first, or refuse. */
  "drawer-needed": withoutHint(choice(["sell", "ask", "refuse"], "sell")),
  /** The letters of the tills that take no cash and give none. */
  "cashless-tills": own(() => z.array(z.string().regex(TILL_LETTERS)).max(100), []),
  /** The letters of the tills that take taps in every window of a terminal. */
  "touch-tills": own(() => z.array(z.string().regex(TILL_LETTERS)).max(100), []),
  /** Whether whoever logs in is asked to clock in, and whether nobody sells who has not. */
  "clock-in": withoutHint(choice(["off", "offer", "must"], "offer")),
  /** Whether a break counts as work, where nobody says. */
  "break-paid": withoutHint(choice(["unpaid", "paid"], "unpaid")),
  /** Minor units; a difference beyond it needs a reason, and beyond ten times as much an approval. */
  "drawer-limit": sum(500, DRAWER_NOTES),
  /** Minor units that a card may pay beyond the bill, which go out in cash; 0 for none. */
  "cash-back": sum(0, PAYMENT_NOTES),
  /** Minor units that a card terminal may approve without its host; 0 for as much as it does. */
  "card-offline": sum(0, DRAWER_NOTES),
  /** Whether the customer's copy of a card terminal's slip is printed, where the till prints for it. */
  "slip-customer": choice(["always", "on-request", "never"], "always"),
  /** The merchant's copy of the same; `signed`: where somebody has to sign it, or money was given back. */
  "slip-merchant": choice(["always", "signed", "never"], "signed"),
  /** Whether a guest's bill has a line to write a tip on. */
  "bill-tip": withoutHint(choice(["always", "never"], "never")),
  /** Whose tips and service charges are: of whoever takes the money, or of the order's server (`docs/tips.md`). */
  "tips-to": choice(["taker", "server"], "taker"),
  /** The largest discount without a reason, in 1/1000 %, whoever gives it. */
  "discount-reason": own(() => z.int().min(0).max(100_000), 100_000),
  /** The charges on top of goods, and when they apply (`charge-rules.ts`). */
  charges: own(() => z.array(chargeRuleSchema()).max(CHARGES_MAX), []),
  /** The price that an exempt guest pays: without the taxes that prices contain, or as it is. */
  "exempt-pays": own(() => z.enum(EXEMPT_PAYS), "net"),
  /** Minor units that a person may give away as comps on a day; 0 for as much as they want. */
  "comp-budget": sum(0, DRAWER_NOTES),
  /** Minor units that a line comes to without a question; 0 for ten times the dearest goods (`line-limit.ts`). */
  "line-limit": sum(0, LINE_NOTES),
  /** Minor units that a card reserves for a tab where nobody says how much; 0 for asking each time. */
  "tab-sum": sum(0, DRAWER_NOTES),
  /** What goods of a promotion bring that come back: the rest is priced again, or each has its share. */
  "return-promotions": choice(["again", "share"], "again"),
  /** What half and half costs: as much as the dearer of both, or their mean, rounded up. */
  "half-price": choice(HALF_PRICES, "dearer"),
  /** Minor units of a voucher that each till may redeem beyond its rights while another isn't heard; 0 for none. */
  "voucher-limit": sum(2000, DRAWER_NOTES),
  /** Minor units of empties that whoever sells may take back for one order; more takes the right to take goods back. */
  "empties-limit": sum(2500, DRAWER_NOTES),
  /** Months for which a voucher is redeemed; 0 for ever. */
  "voucher-months": own(() => z.int().min(0).max(VOUCHER_MONTHS_MAX), 0),
  /** The tax class of a deposit that the shop keeps; empty for none. */
  "forfeit-class": own(() => z.string().max(40), ""),
  /** Minor units that a customer pays for one point; 0 where there are no points. */
  points: sum(0, PAYMENT_NOTES),
  /** Minor units that a point takes off. */
  "points-worth": sum(5, POINT_NOTES),
  /** Points of a customer that each till may spend beyond its rights while another isn't heard; 0 for none. */
  "points-limit": own(() => z.int().min(0).max(POINTS_LIMIT_MAX), 0),
  /** The goods of which equal lines are one row of screens and papers (`order/equal-lines.ts`). */
  "equal-lines": choice(["barcodes", "always", "never"], "barcodes"),
  /** Minor units that stay in a drawer over night. */
  float: sum(0, DRAWER_NOTES),
  /** Which of the bookkeeper's accounts a journal goes into, where that is not the usual one (`journal-accounts.ts`). */
  accounts: own(() => z.array(z.string().refine(isAccountRule)).max(ACCOUNT_RULES_MAX), []),
  /** The chart of accounts that holds where no rule says another account (`charts.ts`). */
  chart: choice(CHARTS, "plain"),
  /** Whether stock and the cost of goods are in the journal (`report/stock-books.ts`). */
  "journal-stock": withoutHint(choice(["never", "always"], "never")),
  /** The numbers by which DATEV knows adviser and client (`datev-numbers.ts`); empty for none. */
  datev: own(() => z.union([z.literal(""), z.string().regex(DATEV_NUMBERS)]), ""),
  /** What Xero calls no tax in the shop's country (`app/books/no-tax-word.ts`); empty for the word that is known. */
  "xero-tax": own(() => z.string().max(XERO_TAX_LENGTH_MAX), ""),
  /** Days until a till destroys what was erased, which is hidden at once. */
  "erase-after": own(() => z.int().min(ERASE_AFTER_MIN).max(ERASE_AFTER_MAX), ERASE_AFTER_MIN),
  /** What carries notices to people who stand at no till; empty for nothing (`notify-rules.ts`). */
  notify: own(
    () =>
      z
        .string()
        .max(HOOK_LENGTH_MAX)
        .refine((text) => text === "" || readHook(text) !== undefined),
    "",
  ),
  /** The addresses of those who are told, by their roles. */
  "notify-to": own(() => z.array(z.string().refine(isReceiverRule)).max(RECEIVERS_MAX), []),
  /** The hours in which only what is urgent is told: `23:00-08:00`; empty for none. */
  "notify-quiet": own(() => z.string().refine(isQuietRule), ""),
  /** How long something lasts before somebody is told of it. */
  "notify-limits": own(() => z.array(z.string().refine(isLimitRule)).max(RECEIVERS_MAX), []),
  /** Minor units from which a refund is told of; 0 for none. */
  "notify-refund": sum(5000, DRAWER_NOTES),
  /** Whether a receipt bears a QR code by which a till says whether it stands as printed. */
  "receipt-qr": withoutHint(choice(["always", "never"], "never")),
  /** The program that sends a receipt to a guest; empty for none (`receipt-command.ts`). */
  "receipt-command": own(
    () => z.string().max(RECEIPT_COMMAND_LENGTH_MAX).refine(isReceiptCommand),
    "",
  ),
  /** Where head office takes links, `HOST:PORT`; empty for none (`hub-address.ts`). */
  hub: own(() => z.string().max(HUB_ADDRESS_LENGTH_MAX).refine(isHubAddress), ""),
  /** The picture as `printer/encoding/logo.ts` packs it; empty for none. */
  logo: withoutHint(own(() => z.string().max(LOGO_LENGTH_MAX), "")),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<Key extends SettingKey> = z.infer<
  ReturnType<(typeof SETTINGS)[Key]["schema"]>
>;
/** The settings of some kinds. */
export type SettingOf<Kind extends (typeof SETTINGS)[SettingKey]["kind"]> = {
  [Key in SettingKey]: (typeof SETTINGS)[Key]["kind"] extends Kind ? Key : never;
}[SettingKey];

/** The settings that the founding sets; they have no other default. */
export type FoundedKey = SettingOf<"founded">;

export function isFounded(key: SettingKey): key is FoundedKey {
  return SETTINGS[key].kind === "founded";
}

/** The settings with a hint in the back office. */
export type HintedKey = {
  [Key in SettingKey]: (typeof SETTINGS)[Key] extends { readonly hasHint: false } ? never : Key;
}[SettingKey];

export function isHinted(key: SettingKey): key is HintedKey {
  return !("hasHint" in SETTINGS[key]);
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
