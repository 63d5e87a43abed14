/** A journal as the rows of a table whose columns somebody has said: a row for each account of an entry. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Currency, currenciesByCode, formatMoney } from "../../domain/money/currency.ts";
import { type Journal, type JournalEntry } from "./figure-postings.ts";

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
] as const;
type Field = (typeof FIELDS)[number];

export interface RowMapping {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  /** How a day is written, such as `DD/MM/YYYY`. */
  readonly dateForm: string;
  readonly decimal: string;
  /** The most rows that the reader takes, without the headings; undefined for any number. */
  readonly rowsMax: number | undefined;
}

export type RowFault =
  /** The columns have numbers of accounts, and this one begins with none. */
  | { readonly type: "account"; readonly account: string }
  | { readonly type: "sum"; readonly day: BusinessDay; readonly code: string }
  | { readonly type: "rows"; readonly count: number; readonly max: number };

/** Returns the headings and the rows. Other currencies are left out where no column says the currency. */
export function journalToRows(
  { entries, currency }: Pick<Journal, "entries" | "currency">,
  mapping: RowMapping,
): Result<ReadonlyArray<ReadonlyArray<string>>, RowFault> {
  const [isNumbered, hasCurrencies] = [isAsked(mapping, "number"), isAsked(mapping, "currency")];
  const mapped = entries.flatMap((entry) =>
    entryRows(entry).filter((row) => hasCurrencies || row.currency === currency),
  );
  const wrong = entries.find((entry) => !comesToNothing(entry));
  if (wrong !== undefined) return err({ type: "sum", day: wrong.day, code: wrong.code });
  const nameless = mapped.find(({ account }) => isNumbered && numberOf(account) === undefined);
  if (nameless !== undefined) return err({ type: "account", account: nameless.account });
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

interface MappedRow {
  readonly entry: JournalEntry;
  readonly account: string;
  readonly amount: number;
  readonly currency: string;
}

/** Returns a row for each account and currency, whatever the tags of its postings; none for nought. */
function entryRows(entry: JournalEntry): ReadonlyArray<MappedRow> {
  const rows = new Map<string, MappedRow>();
  for (const { account, currency, amount } of entry.postings) {
    const key = `${currency} ${account}`;
    const before = rows.get(key)?.amount ?? 0;
    rows.set(key, { entry, account, currency, amount: before + amount });
  }
  return [...rows.values()].filter(({ amount }) => amount !== 0);
}

function comesToNothing({ postings }: JournalEntry): boolean {
  const sums = new Map<string, number>();
  for (const { currency, amount } of postings) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums.values()].every((sum) => sum === 0);
}

function numberOf(account: string): string | undefined {
  return /^\d+(?=[ :]|$)/u.exec(account)?.[0];
}

function cellsOf(
  { entry: { day, code, description }, account, amount, currency }: MappedRow,
  { columns, dateForm, decimal }: RowMapping,
): ReadonlyArray<string> {
  const sum = moneyText(amount, currency, decimal);
  const fields: Readonly<Record<Field, string>> = {
    day: dayText(day, dateForm),
    code,
    description,
    account,
    number: numberOf(account) ?? "",
    amount: sum,
    debit: amount > 0 ? sum : "",
    credit: amount < 0 ? sum.replace("-", "") : "",
    currency,
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
