/**
 * Currencies as a till needs them: how many decimals, which coins and notes, how cash is rounded;
 * and amounts as text, both ways, without a float anywhere.
 */

import { err, ok, type Result } from "../base/result.ts";
import { minor, type MinorUnits } from "./amounts.ts";

export interface Currency {
  /** The code by ISO 4217. */
  readonly code: string;
  /** The decimals of the minor unit, by ISO 4217. */
  readonly decimals: number;
  readonly symbol: string;
  /** The usual step of cash rounding in the country; 0 for none. A shop may set another. */
  readonly cashStep: number;
  /** The coins and notes in use, in minor units, the largest first. */
  readonly denominations: ReadonlyArray<number>;
  /** The smallest denomination that is a note. */
  readonly smallestNote: number;
}

/**
 * The currencies by code. The euro has no step by default because only some countries round it (shops in
 * Belgium, Finland, Ireland and the Netherlands set 5). Notes that are legal but hardly seen (2 USD, 2000 JPY)
 * are left out. Source of the steps: fixtures/vectors/cash-rounding.json, C14.
 */
export const currenciesByCode: ReadonlyMap<string, Currency> = new Map(
  [
    currency("EUR", "€", {
      coins: [1, 2, 5, 10, 20, 50, 100, 200],
      notes: [5, 10, 20, 50, 100, 200, 500],
    }),
    currency("CHF", "Fr.", {
      cashStep: 5,
      coins: [5, 10, 20, 50, 100, 200, 500],
      notes: [10, 20, 50, 100, 200, 1000],
    }),
    currency("GBP", "£", { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [5, 10, 20, 50] }),
    currency("USD", "$", { coins: [1, 5, 10, 25], notes: [1, 5, 10, 20, 50, 100] }),
    currency("CAD", "$", {
      cashStep: 5,
      coins: [5, 10, 25, 100, 200],
      notes: [5, 10, 20, 50, 100],
    }),
    currency("AUD", "$", {
      cashStep: 5,
      coins: [5, 10, 20, 50, 100, 200],
      notes: [5, 10, 20, 50, 100],
    }),
    currency("NZD", "$", {
      cashStep: 10,
      coins: [10, 20, 50, 100, 200],
      notes: [5, 10, 20, 50, 100],
    }),
    currency("DKK", "kr.", {
      cashStep: 50,
      coins: [50, 100, 200, 500, 1000, 2000],
      notes: [50, 100, 200, 500],
    }),
    currency("SEK", "kr", {
      cashStep: 100,
      coins: [100, 200, 500, 1000],
      notes: [20, 50, 100, 200, 500, 1000],
    }),
    currency("NOK", "kr", {
      cashStep: 100,
      coins: [100, 500, 1000, 2000],
      notes: [50, 100, 200, 500, 1000],
    }),
    currency("PLN", "zł", {
      coins: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      notes: [10, 20, 50, 100, 200, 500],
    }),
    currency("CZK", "Kč", {
      cashStep: 100,
      coins: [100, 200, 500, 1000, 2000, 5000],
      notes: [100, 200, 500, 1000, 2000, 5000],
    }),
    currency("HUF", "Ft", {
      cashStep: 500,
      coins: [500, 1000, 2000, 5000, 10_000, 20_000],
      notes: [500, 1000, 2000, 5000, 10_000, 20_000],
    }),
    currency("RON", "lei", { coins: [1, 5, 10, 50], notes: [1, 5, 10, 20, 50, 100, 200, 500] }),
    currency("JPY", "¥", {
      decimals: 0,
      coins: [1, 5, 10, 50, 100, 500],
      notes: [1000, 5000, 10_000],
    }),
    currency("ISK", "kr", {
      decimals: 0,
      coins: [1, 5, 10, 50, 100],
      notes: [500, 1000, 2000, 5000, 10_000],
    }),
  ].map((entry) => [entry.code, entry]),
);

/** Returns the smallest coin in use, in minor units. */
export function smallestCoin({ denominations }: Pick<Currency, "denominations">): number {
  return denominations.at(-1) ?? 1;
}

/** `1234.50`, `-0.05`: a point, all decimals of the currency, no grouping, no symbol. */
export function formatMoney(amount: MinorUnits, { decimals }: Pick<Currency, "decimals">): string {
  const sign = amount < 0 ? "-" : "";
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export interface MoneyFault {
  readonly type: "money/not-an-amount" | "money/too-many-decimals";
  readonly text: string;
}

const MONEY = /^(?<whole>[0-9]{1,7})(?:[.,](?<part>[0-9]+))?$/u;

/**
 * An amount as it is typed: up to seven digits, then a point or comma with no more decimals than the
 * currency has (`17.5` is 17.50). No sign, no grouping, no symbol. Source: docs/rules/arithmetic.md, R19.
 */
export function parseMoney(text: string, { decimals }: Currency): Result<MinorUnits, MoneyFault> {
  const groups = MONEY.exec(text)?.groups;
  if (groups === undefined) return err({ type: "money/not-an-amount", text });
  const part = groups["part"] ?? "";
  if (part.length > decimals) return err({ type: "money/too-many-decimals", text });
  return ok(minor(Number((groups["whole"] ?? "") + part.padEnd(decimals, "0"))));
}

/** The most sums offered beside the exact one; more do not fit on a line. */
const QUICK_SUMS_MAX = 4;

/**
 * The sums that a guest is likely to hand over: exactly the amount, then up to four that notes make.
 *
 * `due` is what cash has to settle, rounded for cash already. Every note gives one sum: the next
 * multiple of it, except that twenties and two-hundreds count only one at a time, because nobody pays
 * 20.20 with two of them. 20.20 gives 20.20, 25.00, 30.00, 50.00, 100.00. Source:
 * docs/rules/arithmetic.md, R16.
 */
export function quickCash(due: MinorUnits, currency: Currency): ReadonlyArray<MinorUnits> {
  if (due <= 0) return [due];
  const sums = notesOf(currency)
    .map((note) => nextMultiple(due, note))
    .filter(({ count, note }) => count === 1 || isSmallestOrPlain(note, currency))
    .map(({ count, note }) => minor(count * note));
  const distinct = [...new Set(sums)].filter((sum) => sum !== due);
  return [due, ...distinct.toSorted((one, other) => one - other).slice(0, QUICK_SUMS_MAX)];
}

interface Money {
  readonly decimals?: number;
  readonly cashStep?: number;
  /** The coins, in minor units. */
  readonly coins: ReadonlyArray<number>;
  /** The notes, in major units as on the paper. */
  readonly notes: ReadonlyArray<number>;
}

function currency(code: string, symbol: string, money: Money): Currency {
  const decimals = money.decimals ?? 2;
  const notes = money.notes.map((note) => note * 10 ** decimals);
  const denominations = [...new Set([...money.coins, ...notes])].toSorted(
    (one, other) => other - one,
  );
  return {
    code,
    decimals,
    symbol,
    cashStep: money.cashStep ?? 0,
    denominations,
    smallestNote: Math.min(...notes),
  };
}

function notesOf({ denominations, smallestNote }: Currency): ReadonlyArray<number> {
  return denominations.filter((denomination) => denomination >= smallestNote);
}

function nextMultiple(
  due: number,
  note: number,
): { readonly count: number; readonly note: number } {
  return { count: Math.ceil(due / note), note };
}

function isSmallestOrPlain(note: number, { smallestNote }: Currency): boolean {
  return note === smallestNote || !String(note).startsWith("2");
}
