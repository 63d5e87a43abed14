/** A journal as hledger reads it, with all that its strict checks want to be declared. */

import { type BusinessDay } from "../../domain/identity.ts";
import { currenciesByCode, type Currency, formatMoney } from "../../domain/money/currency.ts";
import { type Posting } from "./postings.ts";

export interface JournalEntry {
  /** The business day that it is of. */
  readonly day: BusinessDay;
  /** What it is known by: of a Z its series and number. */
  readonly code: string;
  /** One line, without a semicolon. */
  readonly description: string;
  /** Whether a Z of a closed day says it: nothing of it will change. */
  readonly isFinal: boolean;
  /** What a bookkeeper should know beside the sums, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly postings: ReadonlyArray<Posting>;
}

export interface Journal {
  /** That it is of, rising. */
  readonly days: ReadonlyArray<BusinessDay>;
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** What is not in it, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly entries: ReadonlyArray<JournalEntry>;
}

const INDENT = "    ";
/** At least two blanks part an account from its sum. */
const GAP = "  ";

/** In lines. */
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

function currencyOf(code: string): Currency {
  const known = currenciesByCode.get(code);
  if (known === undefined) throw new Error(`No currency is called ${code}.`);
  return known;
}
