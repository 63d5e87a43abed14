/**
 * A journal as hledger reads it, with all that its strict checks want to be declared: an entry is one transaction, and
 * each of its bookings two postings, one below the other.
 */

import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { currenciesByCode, type Currency, formatMoney } from "../../domain/money/currency.ts";
import { type BookedAccount, type Booking } from "./bookings.ts";

export interface JournalEntry {
  /** The business day that it is of. */
  readonly day: BusinessDay;
  /** The code of the entry: of a Z its series and number. */
  readonly code: string;
  /** The description: one line, without a semicolon. */
  readonly description: string;
  /** Whether a Z of a closed day says it: nothing of it will change. */
  readonly isFinal: boolean;
  /** The notes for a bookkeeper beside the sums, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly bookings: ReadonlyArray<Booking>;
  /** Whether the receipts of its Z come to what that recorded. */
  readonly isSound: boolean;
}

export interface Journal {
  /** The days of the journal, rising. */
  readonly days: ReadonlyArray<BusinessDay>;
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** The notes on what is not in it, one line each. */
  readonly notes: ReadonlyArray<string>;
  readonly entries: ReadonlyArray<JournalEntry>;
}

const INDENT = "    ";
/** The gap between an account and its sum, at least two blanks. */
const GAP = "  ";

/** Returns the journal as lines. */
export function journalToText({ days, currency, notes, entries }: Journal): ReadonlyArray<string> {
  const bookings = entries.flatMap((entry) => entry.bookings);
  const codes = new Set([currency, ...bookings.map((booking) => booking.currency)]);
  const accounts = bookings.flatMap(({ debit, credit }) => [debit, credit]);
  const types = new Map(accounts.map(({ account, type }) => [account, type]));
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

interface Posting {
  readonly to: BookedAccount;
  readonly currency: string;
  /** Above zero it goes into the account. */
  readonly amount: MinorUnits;
  readonly receipt: string;
}

function postingsOf({ debit, credit, currency, amount, receipt }: Booking): ReadonlyArray<Posting> {
  return [
    { to: debit, currency, amount, receipt },
    { to: credit, currency, amount: minor(0 - amount), receipt },
  ];
}

function entryToText({
  day,
  code,
  description,
  isFinal,
  notes,
  bookings,
}: JournalEntry): ReadonlyArray<string> {
  const postings = bookings.flatMap(postingsOf);
  const width = Math.max(0, ...postings.map(({ to }) => to.account.length));
  return [
    `${day} ${isFinal ? "*" : "!"} (${code}) ${description}`,
    ...notes.map((note) => `${INDENT}; ${note}`),
    ...postings.map(({ to, currency, amount, receipt }) => {
      const sum = `${currency} ${formatMoney(amount, currencyOf(currency))}`;
      const tags = [to.tag, receipt === "" ? "" : `receipt:${receipt}`].filter((tag) => tag !== "");
      const why = tags.length === 0 ? "" : `${GAP}; ${tags.join(", ")}`;
      return `${INDENT}${to.account.padEnd(width)}${GAP}${sum}${why}`;
    }),
  ];
}

/** A member of the shop that lies may name a currency that there is not: it has cents, as most have. */
function currencyOf(code: string): Pick<Currency, "decimals"> {
  return currenciesByCode.get(code) ?? { decimals: 2 };
}
