/**
 * What a shop takes besides cash and cards, under names of its own: meal vouchers, bank transfers.
 *
 * Each has an id, which payments and sums go by, and a digit, which chooses it. A new name keeps both;
 * a payment records the name of then, so that old receipts say what they said.
 */

import * as z from "zod";

import { err, ok, type Result } from "../base/result.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { foldText } from "../text/entry-text.ts";
import { quoted } from "../text/quoted.ts";

/** The most tenders: one for each digit that chooses them. */
export const TENDERS_MAX = 9;
/** The longest name: narrow paper has room for it beside a sum. */
const NAME_MAX = 20;

/** Tenders of this program are words without it. */
const ID_START = "own-";
const SLUG_MAX = 16;

/**
 * The tender of money that nobody hands over: what a shop keeps though nobody owes it, or writes off though it is
 * missing, as a person decided. It counts as money that is held, and lies in no drawer.
 */
export const DIFFERENCE = "difference";

export const ownTenderSchema = z.object({
  digit: z.int().min(1).max(TENDERS_MAX),
  id: z.string().regex(/^own-[a-z0-9-]{1,16}$/u),
  name: z.string().min(1).max(NAME_MAX),
});
export type OwnTender = z.infer<typeof ownTenderSchema>;

/** Money of one tender. */
export interface TenderMoney {
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  readonly method: string;
  /** The name of the shop's own tender at that time. */
  readonly name?: string;
  readonly amount: MinorUnits;
}

/** Money that came in, as what goes out, and the other way round. */
export function turned(money: TenderMoney): TenderMoney {
  return { ...money, amount: minor(0 - money.amount) };
}

/** Returns the sum of the amounts by one tender. */
export function amountBy(money: ReadonlyArray<TenderMoney>, by: string): MinorUnits {
  return sumMinor(money, ({ method, amount }) => (method === by ? amount : zeroMinor));
}

/** The sums of one tender's share of a payment. */
export interface TenderSums {
  /** `cash`, `card`, or the id of a tender of the shop's own. */
  readonly method: string;
  /** The amount of the order that it settles. */
  readonly amount: MinorUnits;
  /** For cash, the amount kept minus the amount settled. */
  readonly rounding: MinorUnits;
  readonly tip: MinorUnits;
}

/** Returns the sums that a correction moves from one tender to another; the rounding is cash's. */
export function sumsMoved({
  from,
  to,
  amount,
  rounding,
  tip,
}: Omit<TenderSums, "method" | "tip"> & {
  readonly from: string;
  readonly to: string;
  readonly tip?: { readonly amount: MinorUnits } | undefined;
}): ReadonlyArray<TenderSums> {
  function moved(method: string, sign: 1 | -1): TenderSums {
    return {
      method,
      amount: minor(sign * amount),
      rounding: method === "cash" ? rounding : zeroMinor,
      tip: minor(sign * (tip?.amount ?? 0)),
    };
  }
  return [moved(from, -1), moved(to, 1)];
}

/** The form of the id that payments and refunds record. */
export const METHOD = /^[a-z][a-z0-9-]{0,19}$/u;

/** A name as it is typed; what is wrong with it as the end of a sentence. */
export function readTenderName(text: string): Result<string, string> {
  const name = text.trim().replaceAll(/\s+/gu, " ");
  const folded = foldText(name);
  if (!/[\p{L}\p{N}]/u.test(name)) return err("has no name: such as Meal voucher");
  if (name.length > NAME_MAX)
    return err(`${quoted(name)} is too long: at most ${NAME_MAX} letters`);
  if (/[\p{Cc},]/u.test(name)) return err(`${quoted(name)} has a sign that no name may have`);
  return folded === "cash" || folded === "card"
    ? err(`${quoted(name)} is there already, and always is`)
    : ok(name);
}

/** Finds a tender by its digit or its name, in either case; undefined for none. */
export function tenderNamed<Tender extends { readonly name: string; readonly digit?: number }>(
  tenders: ReadonlyArray<Tender>,
  text: string,
): Tender | undefined {
  const folded = foldText(text);
  return tenders.find(({ digit, name }) => String(digit) === folded || foldText(name) === folded);
}

/**
 * Returns exactly these tenders, with digits in their order; a tender that had such a name before
 * keeps its id.
 */
export function tendersCalled(
  names: ReadonlyArray<string>,
  before: ReadonlyArray<OwnTender>,
): Result<OwnTender[], string> {
  const tenders: OwnTender[] = [];
  for (const text of names) {
    const name = readTenderName(text);
    if (!name.ok) return name;
    if (tenders.length === TENDERS_MAX) return err(`has more than ${TENDERS_MAX}`);
    const namesake = sameName(before, name.value);
    const id = namesake?.id ?? freeId(name.value, [...before, ...tenders]);
    if (sameName(tenders, name.value) !== undefined) return err(`has ${quoted(name.value)} twice`);
    tenders.push({ digit: tenders.length + 1, id, name: name.value });
  }
  return ok(tenders);
}

/** Adds a tender under the first free digit. */
export function tenderAdded(
  tenders: ReadonlyArray<OwnTender>,
  text: string,
): Result<OwnTender[], string> {
  const name = readTenderName(text);
  if (!name.ok) return name;
  if (sameName(tenders, name.value) !== undefined) return err(`has ${quoted(name.value)} already`);
  const digits = Array.from({ length: TENDERS_MAX }, (_, index) => index + 1);
  const digit = digits.find((it) => tenders.every((tender) => tender.digit !== it));
  if (digit === undefined) return err(`has ${TENDERS_MAX} already: take one off first`);
  const added = { digit, id: freeId(name.value, tenders), name: name.value };
  return ok([...tenders, added].toSorted((a, b) => a.digit - b.digit));
}

/** Gives a tender another name that no other one has. */
export function tenderRenamed(
  tenders: ReadonlyArray<OwnTender>,
  { id, to }: { readonly id: string; readonly to: string },
): Result<OwnTender[], string> {
  const name = readTenderName(to);
  if (!name.ok) return name;
  const other = sameName(tenders, name.value);
  if (other !== undefined && other.id !== id) return err(`has ${quoted(name.value)} already`);
  return ok(tenders.map((it) => (it.id === id ? { ...it, name: name.value } : it)));
}

function sameName(tenders: ReadonlyArray<OwnTender>, name: string): OwnTender | undefined {
  return tenders.find((it) => foldText(it.name) === foldText(name));
}

/**
 * Makes the id from the name, so that the same name is the same tender at every till, also after it
 * was removed.
 */
function freeId(name: string, taken: ReadonlyArray<OwnTender>): string {
  const slug = foldText(name)
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
  const isWhole = slug === foldText(name).replaceAll(" ", "-") && slug.length <= SLUG_MAX;
  const stem = isWhole ? slug : `${slug.slice(0, SLUG_MAX - 7)}-${sumOf(foldText(name))}`;
  const ids = [
    stem,
    ...Array.from({ length: TENDERS_MAX }, (_, index) => withCount(stem, index + 2)),
  ].map((it) => ID_START + it.replaceAll(/^-+/gu, ""));
  const free = ids.find((id) => taken.every((tender) => tender.id !== id));
  if (free === undefined) throw new Error(`Every id for ${name} is taken.`);
  return free;
}

function withCount(slug: string, count: number): string {
  return `${slug.slice(0, SLUG_MAX - 2)}-${count}`;
}

/** Six signs that tell names apart which the slug does not. */
function sumOf(text: string): string {
  let sum = 7;
  for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 36 ** 6;
  return sum.toString(36).padStart(6, "0");
}
