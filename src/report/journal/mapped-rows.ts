/** A journal as the rows of a table whose columns somebody has said: of each booking its debit, and its credit. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency, currenciesByCode, formatMoney } from "../../domain/money/currency.ts";
import { type Booking } from "./bookings.ts";
import { type Journal, type JournalEntry } from "./journal-text.ts";

/** What a column may have of a row, in braces: `{day}`. */
export const FIELDS = [
  "day",
  "code",
  "description",
  "account",
  "number",
  "amount",
  "debit",
  "credit",
  "currency",
  "move",
  "rate",
  "receipt",
  "tax",
] as const;
type Field = (typeof FIELDS)[number];

export interface RowMapping {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** How a day is written, such as `DD/MM/YYYY`. */
  readonly dateForm: string;
  readonly decimal: string;
  /** The most rows that the reader takes, without the headings; undefined for any number. */
  readonly rowsMax: number | undefined;
  /** What the reader calls no tax, since taxes are bookings of their own; undefined while nobody has said it. */
  readonly noTax: string | undefined;
}

export type RowFault =
  /** The columns have numbers of accounts, and this one begins with none. */
  | { readonly type: "account"; readonly account: string }
  /** A column has the word for no tax, which nobody has said. */
  | { readonly type: "tax" }
  | { readonly type: "rows"; readonly count: number; readonly max: number };

/** Returns the headings and the rows. Other currencies are left out where no column says the currency. */
export function journalToRows(
  { entries, currency }: Pick<Journal, "entries" | "currency">,
  mapping: RowMapping,
): Result<ReadonlyArray<ReadonlyArray<string>>, RowFault> {
  const [isNumbered, hasCurrencies] = [isAsked(mapping, "number"), isAsked(mapping, "currency")];
  const mapped = entries.flatMap((entry) =>
    entryRows(entry, isNumbered).filter((row) => hasCurrencies || row.currency === currency),
  );
  const nameless = mapped.find(({ account }) => isNumbered && numberOf(account) === undefined);
  if (nameless !== undefined) return err({ type: "account", account: nameless.account });
  if (mapping.noTax === undefined && isAsked(mapping, "tax")) return err({ type: "tax" });
  const { rowsMax: max = mapped.length } = mapping;
  if (mapped.length > max) return err({ type: "rows", count: mapped.length, max });
  return ok([
    mapping.columns.map(({ name }) => name),
    ...mapped.map((row) => cellsOf(row, mapping)),
  ]);
}

function isAsked({ columns }: RowMapping, field: Field): boolean {
  return columns.some(({ value }) => value.includes(`{${field}}`));
}

interface MappedRow extends Pick<Booking, "currency" | "move" | "rate" | "receipt"> {
  readonly entry: JournalEntry;
  readonly account: string;
  /** Above zero for a debit. */
  readonly amount: number;
}

/** What accounts below one number move among themselves is nothing to a table of numbers. */
function entryRows(entry: JournalEntry, isNumbered: boolean): ReadonlyArray<MappedRow> {
  return entry.bookings.flatMap(({ debit, credit, amount, ...said }) => {
    const number = isNumbered ? numberOf(debit.account) : undefined;
    if (number !== undefined && number === numberOf(credit.account)) return [];
    return [
      { ...said, entry, account: debit.account, amount },
      { ...said, entry, account: credit.account, amount: 0 - amount },
    ];
  });
}

function numberOf(account: string): string | undefined {
  return /^\d+(?=[ :]|$)/u.exec(account)?.[0];
}

function cellsOf(
  { entry: { day, code, description }, account, amount, currency, move, rate, receipt }: MappedRow,
  { columns, dateForm, decimal, noTax = "" }: RowMapping,
): ReadonlyArray<string> {
  const sum = moneyText(amount, currency, decimal);
  const fields: Readonly<Record<Field, string>> = {
    day: dayText(day, dateForm),
    code,
    // Whatever has one description may be read as one entry: of receipts each is one.
    description: receipt === "" ? description : `${description}, ${receipt}`,
    account,
    number: numberOf(account) ?? "",
    amount: sum,
    debit: amount > 0 ? sum : "",
    credit: amount < 0 ? sum.replace("-", "") : "",
    currency,
    move,
    rate,
    receipt,
    tax: noTax,
  };
  return columns.map(({ value }) =>
    value.replaceAll(/\{(?<field>[a-z]+)\}/gu, (_, field: Field) => fields[field]),
  );
}

function moneyText(amount: number, code: string, decimal: string): string {
  const currency: Pick<Currency, "decimals"> = currenciesByCode.get(code) ?? { decimals: 2 };
  return formatMoney(minor(amount), currency).replace(".", decimal);
}

function dayText(day: BusinessDay, form: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return form.replace("YYYY", year).replace("MM", month).replace("DD", date);
}
