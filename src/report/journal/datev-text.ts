/**
 * A journal as DATEV imports it: "DATEV-Format, Buchungsstapel", head version 700, format version 13, as
 * developer.datev.de documents it (Header; Buchungsstapel). What an import would refuse is a fault here.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DatevNumbers } from "../../domain/figures/datev-numbers.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type Booking } from "./bookings.ts";
import { DATEV_COLUMNS } from "./datev-columns.ts";
import { type Journal, type JournalEntry } from "./journal-text.ts";
import { signBeyondWindows } from "./windows-text.ts";

export interface DatevHead extends DatevNumbers {
  /** The moment of writing, `YYYYMMDDhhmmss` and milliseconds. */
  readonly created: string;
  /** The number of the chart of accounts, `03` or `04`; empty for another one. */
  readonly chart: string;
  /** The digits behind the point of the shop's money. */
  readonly decimals: number;
}

export type DatevFault =
  /** The account begins with no number of 4 to 9 digits. */
  | { readonly type: "account"; readonly account: string }
  /** The number is longer than DATEV allows beside the shortest one: general accounts have one length. */
  | { readonly type: "length"; readonly account: string; readonly digits: number }
  | { readonly type: "sign"; readonly text: string; readonly sign: string }
  | { readonly type: "text"; readonly text: string; readonly max: number }
  /** Documents have no year: a file is of one business year, and another one begins with that day. */
  | { readonly type: "year"; readonly begins: BusinessDay }
  | { readonly type: "amount"; readonly day: BusinessDay; readonly code: string }
  | { readonly type: "currency"; readonly currency: string };

const TEXT_MAX = 60;
const DOCUMENT_MAX = 36;
const DOCUMENT = /^[\w$%/-]*$/u;
const DIGITS_MIN = 4;
const DIGITS_MAX = 8;
/** Ten digits before the comma. */
const AMOUNT_MAX = 999_999_999_999;

/** Returns the file as text, each line with CR LF. */
export function journalToDatev(journal: Journal, head: DatevHead): Result<string, DatevFault> {
  if (head.decimals > 2) return err({ type: "currency", currency: journal.currency });
  const begins = yearBefore(journal.days[0] ?? ("" as BusinessDay), head.month);
  const next = `${Number(begins.slice(0, 4)) + 1}${begins.slice(4)}` as BusinessDay;
  if ((journal.days.at(-1) ?? "") >= next) return err({ type: "year", begins: next });
  const rows: string[] = [];
  const numbers = new Set<string>();
  for (const entry of journal.entries) {
    const booked = entryRows(entry, journal.currency, head);
    if (!booked.ok) return booked;
    for (const { row, accounts } of booked.value) {
      rows.push(row);
      for (const account of accounts) numbers.add(account);
    }
  }
  const digits = Math.min(DIGITS_MAX, ...[...numbers].map((it) => it.length));
  // Customers and suppliers have one digit more than general accounts.
  const long = [...numbers].find((it) => it.length > digits + 1);
  if (long !== undefined) return err({ type: "length", account: long, digits });
  const lines = [headLine(journal, { ...head, begins, digits }), DATEV_COLUMNS.join(";"), ...rows];
  return ok(lines.map((line) => `${line}\r\n`).join(""));
}

/** Returns the first day of the business year that the day is of. */
function yearBefore(day: BusinessDay, month: string): BusinessDay {
  const [year = "", its = ""] = day.split("-");
  return `${its < month ? Number(year) - 1 : year}-${month}-01` as BusinessDay;
}

function headLine(
  { days, currency }: Journal,
  {
    created,
    consultant,
    client,
    chart,
    begins,
    digits,
  }: DatevHead & { readonly begins: BusinessDay; readonly digits: number },
): string {
  const [from, to] = [days[0] ?? begins, days.at(-1) ?? begins];
  return [
    quoted("EXTF"),
    "700",
    "21",
    quoted("Buchungsstapel"),
    "13",
    created,
    "",
    quoted("TM"),
    quoted(""),
    quoted(""),
    consultant,
    client,
    compact(begins),
    String(digits),
    compact(from),
    compact(to),
    quoted("Kassenbuchungen"),
    quoted(""),
    "1",
    "0",
    // Nothing is locked: the adviser looks first.
    "0",
    quoted(currency),
    "",
    quoted(""),
    "",
    "",
    quoted(chart),
    "",
    "",
    quoted(""),
    quoted("tillmesh"),
  ].join(";");
}

interface DatevRow {
  readonly row: string;
  readonly accounts: ReadonlyArray<string>;
}

function entryRows(
  entry: JournalEntry,
  currency: string,
  { decimals }: Pick<DatevHead, "decimals">,
): Result<ReadonlyArray<DatevRow>, DatevFault> {
  const { day, code, description } = entry;
  const wrong = wrongText(description, TEXT_MAX) ?? wrongText(code, DOCUMENT_MAX);
  if (wrong !== undefined) return err(wrong);
  if (!DOCUMENT.test(code)) return err({ type: "sign", text: code, sign: code });
  const scale = 10 ** (2 - decimals);
  const rows: DatevRow[] = [];
  for (const booking of entry.bookings) {
    if (booking.currency !== currency) continue;
    const accounts = [booking.debit, booking.credit];
    const nameless = accounts.find(({ account }) => accountNumber(account) === undefined);
    if (nameless !== undefined) return err({ type: "account", account: nameless.account });
    if (booking.amount * scale > AMOUNT_MAX) return err({ type: "amount", day, code });
    const numbers = accounts.map(({ account }) => accountNumber(account) ?? "");
    const [debit = "", credit = ""] = numbers;
    // What accounts below one number move among themselves is nothing to that number.
    if (debit === credit) continue;
    const row = bookingRow(booking, entry, { currency, scale, debit, credit });
    rows.push({ row, accounts: numbers });
  }
  return ok(rows);
}

interface RowForm {
  readonly currency: string;
  readonly scale: number;
  readonly debit: string;
  readonly credit: string;
}

/** A booking of one receipt has its number for a document, and its Z's for a second one. */
function bookingRow(
  { amount, receipt }: Booking,
  { day, code, description }: JournalEntry,
  { currency, scale, debit, credit }: RowForm,
): string {
  const cents = String(amount * scale).padStart(3, "0");
  const [, month = "", date = ""] = day.split("-");
  const documents = receipt === "" ? [code] : [receipt, code];
  const cells = new Map([
    ["Umsatz (ohne Soll/Haben-Kz)", `${cents.slice(0, -2)},${cents.slice(-2)}`],
    ["Soll/Haben-Kennzeichen", quoted("S")],
    ["WKZ Umsatz", quoted(currency)],
    ["Konto", debit],
    ["Gegenkonto (ohne BU-Schlüssel)", credit],
    ["Belegdatum", `${date}${month}`],
    ...documents.map((it, at): [string, string] => [`Belegfeld ${at + 1}`, quoted(it)]),
    ["Buchungstext", quoted(description)],
    ["Festschreibung", "0"],
  ]);
  return DATEV_COLUMNS.map((column) => cells.get(column) ?? "").join(";");
}

/** Returns the number that an account begins with: `1000` of `1000 Kasse:A`. */
function accountNumber(account: string): string | undefined {
  const { number } = /^(?<number>\d+)(?=[ :]|$)/u.exec(account)?.groups ?? {};
  const isNumber = number !== undefined && number.length >= DIGITS_MIN;
  return isNumber && number.length <= DIGITS_MAX + 1 ? number : undefined;
}

function wrongText(text: string, max: number): DatevFault | undefined {
  const sign = signBeyondWindows(text);
  if (sign !== undefined) return { type: "sign", text, sign };
  return text.length > max ? { type: "text", text, max } : undefined;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function compact(day: BusinessDay): string {
  return day.replaceAll("-", "");
}
