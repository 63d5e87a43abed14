/**
 * An acquirer's settlement as a sheet of comma-separated values, read by a mapping: a JSON file that names the
 * columns. Of a card nothing is taken but its brand.
 */

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { RECEIPT_MAX, TRACE_MAX } from "../../domain/events/card-events.ts";
import {
  acquirerAuthSchema,
  acquirerBrandSchema,
  acquirerTerminalSchema,
  type SettlementRow,
} from "../../domain/events/settlement-events.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { readNamedText } from "../system/named-file.ts";

const column = z.string().min(1).max(200);

const mappingSchema = z.strictObject({
  /** Columns, by what stands in the sheet's first line. */
  date: column,
  terminal: column,
  gross: column,
  receipt: column.optional(),
  trace: column.optional(),
  auth: column.optional(),
  brand: column.optional(),
  /** One of both is enough. */
  fee: column.optional(),
  net: column.optional(),
  /** A column that says which way the money goes, and the words in it for money that went back. */
  sign: z.strictObject({ column, minus: z.array(z.string().min(1)).min(1) }).optional(),
  /** How a date is written, such as `DD.MM.YYYY`; more may follow it. */
  dateForm: z
    .string()
    .regex(/^(?=.*YYYY)(?=.*MM)(?=.*DD)[YMD./ -]{8,12}$/u)
    .default("YYYY-MM-DD"),
  decimal: z.enum([".", ","]).default("."),
});
export type SettlementMapping = z.infer<typeof mappingSchema>;

export type MappingFault = "unreadable" | "not-a-mapping";

export function readMapping(file: string): Result<SettlementMapping, MappingFault> {
  let text: string;
  try {
    text = readNamedText(file);
  } catch {
    return err("unreadable");
  }
  try {
    const read = mappingSchema.safeParse(JSON.parse(text));
    return read.success ? ok(read.data) : err("not-a-mapping");
  } catch {
    return err("not-a-mapping");
  }
}

/** What of the sheet is wrong: `line` from 1; 0 for a column that is not there. */
export interface SettlementFault {
  readonly line: number;
  readonly column: string;
}

/** `decimals`: of the shop's currency. */
export function readSettlement(
  [head, ...rows]: ReadonlyArray<SheetRow>,
  mapping: SettlementMapping,
  decimals: number,
): Result<ReadonlyArray<SettlementRow>, SettlementFault> {
  const { date, terminal, gross, receipt, trace, auth, brand, fee, net, sign } = mapping;
  const named = [date, terminal, gross, receipt, trace, auth, brand, fee, net, sign?.column];
  const columns = new Map(head?.cells.map((cell, at) => [cell.trim(), at]));
  const lacking = named.find((name) => name !== undefined && !columns.has(name));
  if (lacking !== undefined) return err({ line: 0, column: lacking });
  const read: SettlementRow[] = [];
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const row = readRow((name) => cellIn(cells, columns.get(name ?? "")), mapping, decimals);
    if (typeof row === "string") return err({ line, column: row });
    read.push(row);
  }
  return ok(read);
}

type ReadCell = (name: string | undefined) => string;

function cellIn(cells: ReadonlyArray<string>, at: number | undefined): string {
  return at === undefined ? "" : (cells[at] ?? "").trim();
}

/** Returns the row, or the column that can't be read. */
function readRow(
  cell: ReadCell,
  mapping: SettlementMapping,
  decimals: number,
): SettlementRow | string {
  const { date, terminal, receipt, trace, auth, brand } = mapping;
  const day = dayIn(cell(date), mapping.dateForm);
  if (day === undefined) return date;
  if (!acquirerTerminalSchema.safeParse(cell(terminal)).success) return terminal;
  const money = moneyIn(cell, mapping, decimals);
  if (typeof money === "string") return money;
  const numbers = {
    receipt: numberIn(cell(receipt), RECEIPT_MAX),
    trace: numberIn(cell(trace), TRACE_MAX),
  };
  if (Number.isNaN(numbers.receipt)) return receipt ?? "";
  if (Number.isNaN(numbers.trace)) return trace ?? "";
  if (cell(auth) !== "" && !acquirerAuthSchema.safeParse(cell(auth)).success) return auth ?? "";
  if (!acquirerBrandSchema.safeParse(cell(brand)).success) return brand ?? "";
  return {
    day,
    terminal: cell(terminal),
    ...(numbers.receipt === undefined ? {} : { receipt: numbers.receipt }),
    ...(numbers.trace === undefined ? {} : { trace: numbers.trace }),
    ...(cell(auth) === "" ? {} : { auth: cell(auth) }),
    brand: cell(brand),
    ...money,
  };
}

function dayIn(text: string, form: string): BusinessDay | undefined {
  const written = text.slice(0, form.length);
  function part(letters: string): string {
    const at = form.indexOf(letters);
    return written.slice(at, at + letters.length);
  }
  const isSameForm = Array.from(form).every(
    (sign, at) => /[YMD]/u.test(sign) || written[at] === sign,
  );
  const day = businessDaySchema.safeParse(`${part("YYYY")}-${part("MM")}-${part("DD")}`);
  return isSameForm && day.success ? day.data : undefined;
}

/** Returns undefined for nothing, and NaN for what is no such number. */
function numberIn(text: string, max: number): number | undefined {
  if (text === "") return undefined;
  const number = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
  return number <= max ? number : Number.NaN;
}

function moneyIn(
  cell: ReadCell,
  { gross, fee, net, sign, decimal }: SettlementMapping,
  decimals: number,
): Pick<SettlementRow, "gross" | "fee" | "net"> | string {
  function read(name: string | undefined): number | undefined {
    return cell(name) === "" ? undefined : amountIn(cell(name), decimal, decimals);
  }

  const said = { gross: read(gross), fee: read(fee), net: read(net) };
  if (said.gross === undefined || Number.isNaN(said.gross)) return gross;
  if (Number.isNaN(said.fee)) return fee ?? "";
  if (Number.isNaN(said.net)) return net ?? "";
  const isBack = sign !== undefined && sign.minus.includes(cell(sign.column));
  const sum = isBack ? 0 - Math.abs(said.gross) : said.gross;
  const paid = said.net !== undefined && isBack ? 0 - Math.abs(said.net) : said.net;
  const kept = said.fee === undefined ? sum - (paid ?? sum) : Math.abs(said.fee);
  return { gross: asMoney(sum), fee: asMoney(kept), net: asMoney(paid ?? sum - kept) };
}

function asMoney(amount: number): MinorUnits {
  // No zero below zero is written.
  return minor(amount === 0 ? 0 : amount);
}

const SUMS = {
  ".": /^([+-]?)(\d{1,3}(?:[, '’]\d{3})+|\d{1,10})(?:\.(\d{1,4}))?$/u,
  ",": /^([+-]?)(\d{1,3}(?:[. '’]\d{3})+|\d{1,10})(?:,(\d{1,4}))?$/u,
} as const;

/** `1.234,50` or `-1,234.50`; NaN for what is no sum: a comma taken for the wrong sign would make 260.00 of 2,60. */
function amountIn(text: string, decimal: SettlementMapping["decimal"], decimals: number): number {
  const [, minus, whole = "", part = ""] = SUMS[decimal].exec(text) ?? [];
  if (whole === "" || part.length > decimals) return Number.NaN;
  const amount = Number(whole.replaceAll(/\D/gu, "") + part.padEnd(decimals, "0"));
  return minus === "-" ? 0 - amount : amount;
}
