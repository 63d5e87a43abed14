/** The grammar of splits: which part of a bill somebody wants for itself. `Line` says how a line is named. */

import { type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { type Currency, parseMoney } from "../money/currency.ts";
import { parseQuantity } from "../text/quantity.ts";

export type SplitBy<Line> =
  /** `/3`; of which no bill may be split. */
  | { readonly type: "evenly"; readonly count: number }
  /** `*2`: so many of the parts that are left in one, the first ones. All of them are one bill again. */
  | { readonly type: "together"; readonly count: number }
  /** `/*2+3`; undefined for a part for each seat. */
  | { readonly type: "seats"; readonly seats?: ReadonlyArray<number> | undefined }
  /** `//2+4/3`: one part of these, and one of what is left. */
  | { readonly type: "lines"; readonly shares: ReadonlyArray<ShareBy<Line>> }
  /** `/-30`: one part of so much, taxes and all, and one of what is left. */
  | { readonly type: "amount"; readonly amount: MinorUnits }
  /** The bill is one again. */
  | { readonly type: "none" };

/** A share of a line: a fraction, or a quantity in thousandths of its unit. */
export type ShareBy<Line> = Line &
  ({ readonly num: number; readonly den: number } | { readonly quantity: Thousandths });

/** Lines are said by their position. */
export type WantedSplit = SplitBy<{ readonly position: number }>;
export type WantedShare = ShareBy<{ readonly position: number }>;

/** Begins what says how a bill is split. */
export const SPLIT_SIGN = "/";

/** Undefined for what is no split, or none yet. Whether the bill can be split so is not asked here. */
export function readSplit(text: string, currency: Currency): WantedSplit | undefined {
  const together = /^\*(?<count>\d{1,4})$/u.exec(text)?.groups?.["count"];
  if (together !== undefined) return { type: "together", count: Number(together) };
  if (!text.startsWith(SPLIT_SIGN)) return undefined;
  const rest = text.slice(1);
  if (/^\d{1,4}$/u.test(rest)) return { type: "evenly", count: Number(rest) };
  if (rest === "**") return { type: "seats", seats: undefined };
  if (rest.startsWith("*")) {
    const seats = readSeats(rest.slice(1));
    return seats && { type: "seats", seats };
  }
  if (rest.startsWith("/")) {
    const shares = readShares(rest.slice(1));
    return shares && { type: "lines", shares };
  }
  if (!rest.startsWith("-")) return undefined;
  const amount = parseMoney(rest.slice(1), currency);
  return amount.ok ? { type: "amount", amount: amount.value } : undefined;
}

/** `2+3`. */
export function readSeats(text: string): ReadonlyArray<number> | undefined {
  const seats = text.split("+");
  return seats.every((seat) => /^\d{1,2}$/u.test(seat)) ? seats.map(Number) : undefined;
}

/** `2+5`, `4/3`, `1*4`, joined. */
export function readShares(text: string): ReadonlyArray<WantedShare> | undefined {
  const shares = text.split("+").map(readShare);
  return shares.every((share) => share !== undefined) ? shares : undefined;
}

function readShare(text: string): WantedShare | undefined {
  const fraction = /^(?<line>[1-9]\d{0,2})(?:\/(?<den>\d{1,4}))?$/u.exec(text)?.groups;
  if (fraction !== undefined) {
    return { position: Number(fraction["line"]), num: 1, den: Number(fraction["den"] ?? 1) };
  }
  const counted = /^(?<much>[\d.,]{1,10})\*(?<line>[1-9]\d{0,2})$/u.exec(text)?.groups;
  const quantity = parseQuantity(counted?.["much"] ?? "", "weight");
  return counted === undefined || !quantity.ok
    ? undefined
    : { position: Number(counted["line"]), quantity: quantity.value };
}
