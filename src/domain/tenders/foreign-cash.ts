/**
 * Cash of another currency: the shop's rates, and what such money settles.
 *
 * A rate says what one major unit of the other currency is worth, in millionths of the shop's minor
 * unit: 0.92 EUR for a dollar is 92,000,000. So every rate of up to six decimals more than the shop's
 * own money has is exact. What is given is converted half up, change goes out in the shop's own money. Source:
 * docs/rules/arithmetic.md, R14.
 */

import * as z from "zod";

import { NUMBER_MAX } from "../base/bounds.ts";
import { err, ok, type Result } from "../base/result.ts";
import { minor, type MinorUnits, minorUnitsSchema } from "../money/amounts.ts";
import { type CashRule, type CashSettlement, roundCash } from "../money/cash-rounding.ts";
import { currenciesByCode, type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type Locale, localMoney } from "../text/locale.ts";
import { quoted } from "../text/quoted.ts";

/** Returns what a payment moves of the shop's own cash: change goes out in it, also for money of another currency. */
export function ownCashOf({
  tendered,
  change,
  foreign,
}: {
  readonly tendered: MinorUnits;
  readonly change: MinorUnits;
  readonly foreign?: unknown;
}): MinorUnits {
  return minor((foreign === undefined ? tendered : 0) - change);
}

export const foreignRateSchema = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .describe("ISO 4217."),
  rate: z
    .int()
    .min(1)
    .max(NUMBER_MAX)
    .describe("Millionths of the shop's minor unit for one major unit of that currency."),
});
/** The worth of one unit of another currency. */
export type ForeignRate = z.infer<typeof foreignRateSchema>;

const { currency, rate } = foreignRateSchema.shape;
// The schema, with its fields in the order in which builds write them.
export const foreignCashSchema = z
  .object({
    currency,
    amount: minorUnitsSchema.describe("In minor units of that currency."),
    rate,
  })
  .meta({
    title: "foreign cash",
    description: "What was handed over, where that was money of another currency.",
  });
/** The foreign money that was handed over, in its own minor units, and its worth. */
export type ForeignCash = z.infer<typeof foreignCashSchema>;

const RATE_DECIMALS = 6;
const MILLIONTHS = 10 ** RATE_DECIMALS;

/**
 * The largest worth of one unit in the shop's money; the smallest is one part of it. No traded
 * currency is beyond.
 */
const WORTH_MAX = 100_000;

/**
 * `amount` in minor units of the other currency, which has so many decimals; the worth in the shop's
 * minor units. Throws RangeError where that is more than can be counted. Source: docs/rules/arithmetic.md, R14.
 */
export function worthOf(
  amount: MinorUnits,
  { rate }: Pick<ForeignRate, "rate">,
  { decimals }: Pick<Currency, "decimals">,
): MinorUnits {
  const parts = productOf(10 ** decimals, MILLIONTHS);
  return minor(divideRounded(productOf(amount, rate), parts, "up"));
}

/** A rate as it is typed, such as `0.92`; what is wrong with it as the end of a sentence. */
export function readRate(text: string, base: Currency): Result<number, string> {
  const most = base.decimals + RATE_DECIMALS;
  const { whole = "", part = "" } =
    /^(?<whole>\d{1,6})(?:[.,](?<part>\d+))?$/u.exec(text)?.groups ?? {};
  if (whole === "") return err(`${quoted(text)} is no rate: such as 0.92`);
  if (part.length > most) return err(`${quoted(text)} has more than ${most} decimals`);
  const rate = Number(whole + part.padEnd(most, "0"));
  const one = 10 ** base.decimals * MILLIONTHS;
  if (rate === 0) return err(`${quoted(text)} would make that money worth nothing: such as 0.92`);
  return rate > WORTH_MAX * one || rate < one / WORTH_MAX
    ? err(`${quoted(text)} can't be right: what is one of it worth in ${base.code}, such as 0.92`)
    : ok(rate);
}

/** `0.92`: with a point, and no more decimals than it needs beyond two. */
export function rateText(rate: number, { decimals }: Pick<Currency, "decimals">): string {
  const places = decimals + RATE_DECIMALS;
  const digits = String(rate).padStart(places + 1, "0");
  const part = digits.slice(-places).replace(/0+$/u, "");
  return `${digits.slice(0, -places)}.${part.padEnd(2, "0")}`;
}

/** Reads one typed rate: `USD=0.92`. */
export function readForeignRate(text: string, base: Currency): Result<ForeignRate, string> {
  const parts = /^(?<code>[a-z]{3})=(?<rate>.*)$/iu.exec(text)?.groups;
  if (parts === undefined)
    return err(`${quoted(text)} is no rate: such as USD=0.92; none for none`);
  const code = readForeignCode(parts["code"] ?? "", base);
  if (!code.ok) return code;
  const rate = readRate(parts["rate"] ?? "", base);
  return rate.ok ? ok({ currency: code.value, rate: rate.value }) : rate;
}

/** The code of a currency that is known here and not the shop's own. */
export function readForeignCode(text: string, base: Currency): Result<string, string> {
  const code = text.toUpperCase();
  if (code === base.code) return err(`${code} is the shop's own currency and needs no rate`);
  return currenciesByCode.has(code)
    ? ok(code)
    : err(`${quoted(text)} is no currency known here: one of ${foreignCodes(base).join(", ")}`);
}

function foreignCodes(base: Currency): ReadonlyArray<string> {
  return [...currenciesByCode.keys()].filter((code) => code !== base.code);
}

/** `50.00 USD`: by the decimals of its own currency, which this build may not know. */
export function formatForeign(amount: MinorUnits, code: string): string {
  const currency = currenciesByCode.get(code);
  return currency === undefined ? `${amount} ${code}` : `${formatMoney(amount, currency)} ${code}`;
}

/** Returns the amount as the locale writes it: `1.050,00 USD`. */
export function localForeign(amount: MinorUnits, code: string, locale: Locale): string {
  const currency = currenciesByCode.get(code);
  return currency === undefined
    ? formatForeign(amount, code)
    : `${localMoney(amount, currency, locale)} ${code}`;
}

/** Foreign cash as it is typed, `usd50` or `usd 50.00`; undefined for what does not begin so. */
export function readForeignCash(
  folded: string,
): { readonly code: string; readonly amount: MinorUnits | undefined } | undefined {
  const parts = /^(?<code>[a-z]{3}) ?(?<amount>\d.*)$/u.exec(folded)?.groups;
  if (parts === undefined) return undefined;
  const code = (parts["code"] ?? "").toUpperCase();
  const currency = currenciesByCode.get(code);
  if (currency === undefined) return { code, amount: undefined };
  const amount = parseMoney(parts["amount"] ?? "", currency);
  return { code, amount: amount.ok && amount.value > 0 ? amount.value : undefined };
}

/**
 * Takes cash that is worth `worth` for `due`: undefined where that is not enough. The coins of the shop
 * need not make up the worth, but they must the change; so that is what cash rounding rounds, and what it
 * moves is the rounding of the payment. `coin`: the smallest there is, in minor units.
 */
export function settleForeign(
  due: MinorUnits,
  worth: MinorUnits,
  { rule, coin }: { readonly rule: CashRule; readonly coin: number },
): CashSettlement | undefined {
  const step = Math.max(1, rule.step, coin);
  // No coin gives it back: it stays in the drawer whatever becomes of the rest.
  const rest = worth % step;
  const rounded = roundCash(minor(Math.max(0, due - rest)), { ...rule, step });
  const change = minor(worth - rest - rounded);
  if (change < 0) return undefined;
  const kept = minor(worth - change);
  return { amount: kept, change, rounding: minor(kept - due) };
}
