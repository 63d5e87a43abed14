/** The shop's settings, each a register of its own, with what holds while nobody has set it. */

import * as z from "zod";

import { usualScaleRules } from "./barcode.ts";
import { SERVICES } from "./catalogue.ts";
import { chargeRuleSchema } from "./charge-rules.ts";
import { valueOn } from "./dated-values.ts";
import { CHARGES_MAX } from "./events/charge-events.ts";
import { CASH_MAX } from "./events/drawer-events.ts";
import { EXEMPT_PAYS } from "./events/exempt-events.ts";
import { fieldValue, VALUE_FIELD } from "./folds/entry-fold.ts";
import { foreignRateSchema } from "./foreign-cash.ts";
import { type BusinessDay } from "./identity.ts";
import { ACCOUNT_RULES_MAX, isAccountRule } from "./journal-accounts.ts";
import { lazy } from "./lazy.ts";
import { type LedgerView } from "./ledger-view.ts";
import { LOCALES } from "./locale.ts";
import { LOGO_LENGTH_MAX } from "./printer-limits.ts";
import { RECEIPT_RULE } from "./receipt-printing.ts";
import { ROUTE_RULE } from "./route-rule.ts";
import { ownTenderSchema, TENDERS_MAX } from "./tenders.ts";

/** A working day, in minutes: who wants it longer wants it never. */
export const LOCK_AFTER_MAX = 480;

/**
 * Days in which it can be taken back that somebody was erased: a thief's till may have said so. Some law may
 * ask for more of them.
 */
export const ERASE_AFTER_MIN = 7;
export const ERASE_AFTER_MAX = 3650;

/** The layouts of keyboards, as KEYS names them; a scanner may be set to another one. */
export const KEY_LAYOUTS = ["us", "uk", "de", "fr", "es", "ch"] as const;
export type KeyLayout = (typeof KEY_LAYOUTS)[number];

/** The most characters of a line of the receipt's head or foot: a wide paper has room for so many. */
export const PAPER_LINE_LENGTH_MAX = 48;
export const PAPER_LINES_MAX = 8;

/** Fewer would let the cards of whole banks in. */
export const OWN_CARD = /^[0-9]{4,12}$/u;

const textLinesSchema = lazy(() =>
  z.array(z.string().max(PAPER_LINE_LENGTH_MAX)).max(PAPER_LINES_MAX),
);

export const SETTING_SCHEMAS = {
  "default-service": lazy(() => z.enum(SERVICES)),
  /** Minutes without a key; 0 never locks. */
  "lock-after": lazy(() => z.int().min(0).max(LOCK_AFTER_MAX)),
  /** The language of screens and papers, and of how they write amounts and dates. */
  language: lazy(() => z.enum(LOCALES)),
  "receipt-head": textLinesSchema,
  "receipt-foot": textLinesSchema,
  /** Minor units; 0 rounds nothing. */
  "cash-step": lazy(() => z.int().min(0).max(10_000)),
  "cash-direction": lazy(() => z.enum(["nearest", "up", "down"])),
  "tax-rounding": lazy(() => z.enum(["order", "line"])),
  "tax-half": lazy(() => z.enum(["up", "even"])),
  /** IANA name. */
  zone: lazy(() =>
    z
      .string()
      .max(64)
      .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/u),
  ),
  /** Minutes after midnight at which a business day may begin. */
  cutover: lazy(() => z.int().min(0).max(1439)),
  /** Whether receipts come out by themselves: of all, and of some tills and services. */
  receipts: lazy(() => z.array(z.string().regex(RECEIPT_RULE)).min(1).max(50)),
  /** Which station makes what, where that is not the one of the product. The first that fits holds. */
  routes: lazy(() => z.array(z.string().regex(ROUTE_RULE)).max(50)),
  /** The orders whose later courses the kitchen holds until somebody fires them. */
  "hold-courses": lazy(() => z.enum(["dine-in", "always", "never"])),
  /** The rates at which cash of other currencies is taken (`foreign-cash.ts`). */
  rates: lazy(() => z.array(foreignRateSchema).max(50)),
  /** The shop's own tenders, besides cash and cards (`tenders.ts`). */
  tenders: lazy(() => z.array(ownTenderSchema).max(TENDERS_MAX)),
  /** How the shop's scales write their labels. */
  "scale-labels": lazy(() =>
    z
      .array(
        z.object({
          prefix: z.string().regex(/^(?:0?2)[0-9]?$/u),
          itemDigits: z.int().min(3).max(6),
          holds: z.enum(["weight", "price"]),
        }),
      )
      .max(10),
  ),
  /** `any` while nobody has said it. */
  "key-layout": lazy(() => z.enum(["any", ...KEY_LAYOUTS])),
  /** The first digits of the shop's own cards, which are no payment cards. */
  "own-cards": lazy(() => z.array(z.string().regex(OWN_CARD)).max(20)),
  /** The rule for cash where no drawer session is open: sell, ask first, or refuse. */
  "drawer-needed": lazy(() => z.enum(["sell", "ask", "refuse"])),
  /** Minor units; a difference beyond it needs a reason, and beyond ten times as much an approval. */
  "drawer-limit": lazy(() => z.int().min(0).max(CASH_MAX)),
  /** Whether a guest's bill has a line to write a tip on. */
  "bill-tip": lazy(() => z.enum(["always", "never"])),
  /** The largest discount without a reason, in 1/1000 %, whoever gives it. */
  "discount-reason": lazy(() => z.int().min(0).max(100_000)),
  /** The charges on top of goods, and when they apply (`charge-rules.ts`). */
  charges: lazy(() => z.array(chargeRuleSchema()).max(CHARGES_MAX)),
  /** The price that an exempt guest pays: without the taxes that prices contain, or as it is. */
  "exempt-pays": lazy(() => z.enum(EXEMPT_PAYS)),
  /** Minor units that a person may give away as comps on a day; 0 for as much as they want. */
  "comp-budget": lazy(() => z.int().min(0).max(CASH_MAX)),
  /** Minor units that stay in a drawer over night. */
  float: lazy(() => z.int().min(0).max(CASH_MAX)),
  /** Which of the bookkeeper's accounts a journal goes into, where that is not the usual one (`journal-accounts.ts`). */
  accounts: lazy(() => z.array(z.string().refine(isAccountRule)).max(ACCOUNT_RULES_MAX)),
  /** Days until a till destroys what was erased, which is hidden at once. */
  "erase-after": lazy(() => z.int().min(ERASE_AFTER_MIN).max(ERASE_AFTER_MAX)),
  /** The picture as `printer/encoding/logo.ts` packs it; empty for none. */
  logo: lazy(() => z.string().max(LOGO_LENGTH_MAX)),
} as const;

export type SettingKey = keyof typeof SETTING_SCHEMAS;
export type SettingValue<Key extends SettingKey> = z.infer<
  ReturnType<(typeof SETTING_SCHEMAS)[Key]>
>;

/** The settings that the founding sets; they have no other default. */
const FOUNDED_KEYS = ["zone", "cutover"] as const;
export type FoundedKey = (typeof FOUNDED_KEYS)[number];

export function isFounded(key: SettingKey): key is FoundedKey {
  return FOUNDED_KEYS.some((founded) => founded === key);
}

const DEFAULTS: { readonly [Key in Exclude<SettingKey, FoundedKey>]: SettingValue<Key> } = {
  "default-service": "counter",
  "lock-after": 10,
  language: "en",
  "receipt-head": [],
  "receipt-foot": [],
  logo: "",
  "cash-step": 0,
  "cash-direction": "nearest",
  "tax-rounding": "order",
  "tax-half": "up",
  receipts: ["always"],
  routes: [],
  "hold-courses": "dine-in",
  rates: [],
  tenders: [],
  "scale-labels": [...usualScaleRules],
  "key-layout": "any",
  "own-cards": [],
  "drawer-needed": "sell",
  "drawer-limit": 500,
  "bill-tip": "never",
  "discount-reason": 100_000,
  "comp-budget": 0,
  charges: [],
  "exempt-pays": "net",
  float: 0,
  accounts: [],
  "erase-after": ERASE_AFTER_MIN,
};

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
  return writtenSettingOn(view, key, day) ?? DEFAULTS[key];
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
  return readable(key, fieldValue(view.state("set", key), VALUE_FIELD)) ?? DEFAULTS[key];
}

/** Undefined for what a newer build wrote in a way that this one can't read: the default holds then. */
export function readable<Key extends SettingKey>(
  key: Key,
  written: unknown,
): SettingValue<Key> | undefined {
  // Most shops leave most of them as they are.
  if (written === undefined) return undefined;
  const parsed = SETTING_SCHEMAS[key]().safeParse(written);
  return parsed.success ? (parsed.data as SettingValue<Key>) : undefined;
}
