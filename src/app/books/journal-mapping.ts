/**
 * A mapping: a JSON object that says which columns a bookkeeper's program reads, and what its accounts are. Two
 * are shipped by name.
 */

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { ACCOUNT_RULES_MAX, isAccountRule } from "../../domain/figures/journal-accounts.ts";
import { FIELDS } from "../../report/journal/mapped-rows.ts";
import { readNamedText } from "../system/named-file.ts";

const mappingSchema = z.strictObject({
  /** Headings, and what stands below each: a text with fields in braces, such as `{day} {code}`. */
  columns: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        value: z.string().max(200).refine(hasKnownFields),
      }),
    )
    .min(1)
    .max(100),
  separator: z.enum([",", ";", "\t"]).default(","),
  dateForm: z
    .string()
    .regex(/^(?=.*YYYY)(?=.*MM)(?=.*DD)[YMD./ -]{8,12}$/u)
    .default("YYYY-MM-DD"),
  decimal: z.enum([".", ","]).default("."),
  /** Rules as of the setting `accounts`, which hold before the shop's. */
  accounts: z.array(z.string().max(300)).max(ACCOUNT_RULES_MAX).default([]),
  rowsMax: z.int().min(1).optional(),
});
export type JournalMapping = z.output<typeof mappingSchema>;

export type JournalMappingFault =
  | { readonly type: "unreadable" | "not-a-mapping" }
  /** The rule names an account that the journal doesn't have, or is none. */
  | { readonly type: "account"; readonly rule: string };

type MappingText = z.input<typeof mappingSchema>;

/**
 * QuickBooks Online, "Import journal entries": quickbooks.intuit.com/learn-support names the columns; accounts
 * are names, with `:` before one that is below another. Numbers of entries must be the shop's own.
 */
const QUICKBOOKS: MappingText = {
  columns: [
    { name: "Journal No", value: "{day} {code}" },
    { name: "Journal Date", value: "{day}" },
    { name: "Account Name", value: "{account}" },
    { name: "Debits", value: "{debit}" },
    { name: "Credits", value: "{credit}" },
    { name: "Description", value: "{description}" },
  ],
  dateForm: "MM/DD/YYYY",
};

/**
 * Xero, "Import manual journals": help.xero.com/int/ManualJournalsImport names the columns, takes at most 300
 * lines, and debits above zero. An entry is what has one narration and one date.
 */
const XERO: MappingText = {
  columns: [
    { name: "*Narration", value: "{description} ({code})" },
    { name: "*Date", value: "{day}" },
    { name: "Description", value: "{account}" },
    { name: "*AccountCode", value: "{number}" },
    { name: "*TaxRate", value: "{tax}" },
    { name: "*Amount", value: "{amount}" },
  ],
  dateForm: "DD/MM/YYYY",
  rowsMax: 300,
};

export const SHIPPED_MAPPINGS: Readonly<Record<string, MappingText>> = {
  quickbooks: QUICKBOOKS,
  xero: XERO,
};

/** Reads the mapping of that name, or the file. */
export function readJournalMapping(
  nameOrFile: string,
): Result<JournalMapping, JournalMappingFault> {
  const name = nameOrFile.toLowerCase();
  if (Object.hasOwn(SHIPPED_MAPPINGS, name)) return checked(SHIPPED_MAPPINGS[name]);
  let text: string;
  try {
    text = readNamedText(nameOrFile);
  } catch {
    return err({ type: "unreadable" });
  }
  try {
    return checked(JSON.parse(text));
  } catch {
    return err({ type: "not-a-mapping" });
  }
}

function checked(value: unknown): Result<JournalMapping, JournalMappingFault> {
  const read = mappingSchema.safeParse(value);
  if (!read.success) return err({ type: "not-a-mapping" });
  const wrong = read.data.accounts.find((rule) => !isAccountRule(rule));
  return wrong === undefined ? ok(read.data) : err({ type: "account", rule: wrong });
}

function hasKnownFields(value: string): boolean {
  const named = Array.from(value.matchAll(/\{(?<field>[^{}]*)\}/gu), (it) => it.groups?.["field"]);
  return named.every((name) => FIELDS.some((field) => field === name));
}
