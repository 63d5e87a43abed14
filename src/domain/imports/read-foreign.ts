/** Whose file it is, by the heads that only its system writes, and what stands in it. */

import { err, ok, type Result } from "../base/result.ts";
import { type Currency } from "../money/currency.ts";
import { decimalSignOf, type DecimalSign, readSum } from "./foreign-cells.ts";
import {
  type ForeignCatalogue,
  type ForeignGoods,
  type ForeignSystem,
  type ForeignTax,
} from "./foreign-goods.ts";
import { type ForeignTable, openSheet, type Sheet } from "./foreign-sheet.ts";
import { finishGoods, sumsOf } from "./raw-goods.ts";
import { readClover } from "./systems/clover.ts";
import { readLightspeedR, readLightspeedX } from "./systems/lightspeed.ts";
import { readLoyverse } from "./systems/loyverse.ts";
import { readOdoo, readOdooTemplate } from "./systems/odoo.ts";
import { type RawGroup, type Reading } from "./systems/reading.ts";
import { readShopify } from "./systems/shopify.ts";
import { readSquare } from "./systems/square.ts";
import { readSumup } from "./systems/sumup.ts";
import { readToast } from "./systems/toast.ts";
import { readWooCommerce } from "./systems/woocommerce.ts";

/** What a file is read with besides itself. */
export interface ForeignContext {
  readonly currency: Pick<Currency, "decimals">;
  /** As it is written in files: 2026-11-30. */
  readonly today: string;
  /** The person's word where the file can't say which sign its decimals have. */
  readonly sign: DecimalSign | undefined;
  /** The person's word on whose file it is. */
  readonly from: ForeignSystem | undefined;
}

export type ForeignFault =
  /** None of the heads is known. */
  | { readonly type: "unknown" }
  /** Two systems fit alike. */
  | { readonly type: "several"; readonly systems: ReadonlyArray<ForeignSystem> }
  /** The file's sums can be read in two ways. */
  | { readonly type: "sums-unclear"; readonly example: string };

interface Form {
  readonly system: ForeignSystem;
  /** Heads that no other system's file has, together. */
  readonly heads: ReadonlyArray<string>;
  readonly read: (
    sheet: Sheet,
    tables: ReadonlyArray<ForeignTable>,
    context: ForeignContext,
  ) => Reading;
}

/** A file of one form has all of its heads; of forms that fit the one with the most heads holds. */
const FORMS: ReadonlyArray<Form> = [
  { system: "square", heads: ["Token", "Item Name", "Variation Name"], read: readSquare },
  { system: "square", heads: ["Token", "Item Name", "Category"], read: readSquare },
  { system: "shopify", heads: ["Handle", "Variant Price"], read: readShopify },
  { system: "shopify", heads: ["URL handle"], read: readShopify },
  { system: "loyverse", heads: ["Handle", "SKU of included item"], read: readLoyverse },
  { system: "odoo", heads: ["External ID", "Product Attributes / Attribute"], read: readOdoo },
  { system: "odoo", heads: ["default_code", "list_price"], read: readOdoo },
  { system: "odoo", heads: ["Internal Reference", "Product Values"], read: readOdooTemplate },
  { system: "odoo", heads: ["Internal Reference", "Sales Price"], read: readOdoo },
  {
    system: "woocommerce",
    heads: ["Type", "Regular price"],
    read: (sheet, _, { today }) => readWooCommerce(sheet, today),
  },
  {
    system: "lightspeed-x",
    heads: ["variant_option_one_name", "supply_price"],
    read: readLightspeedX,
  },
  { system: "lightspeed-r", heads: ["System ID", "Manufact. SKU"], read: readLightspeedR },
  {
    system: "clover",
    heads: ["Clover ID", "Price Type"],
    read: (items, tables) =>
      readClover({
        items,
        groups: sheetOf(tables, "Modifier Groups"),
        rates: sheetOf(tables, "Tax Rates"),
      }),
  },
  { system: "toast", heads: ["Operation", "Entity type"], read: readToast },
  { system: "sumup", heads: ["Item id (Do not change)"], read: readSumup },
];

function sheetOf(tables: ReadonlyArray<ForeignTable>, name: string): Sheet | undefined {
  const table = tables.find((one) => one.name === name);
  return table && openSheet(table);
}

interface Fit {
  readonly form: Form;
  readonly table: ForeignTable;
  readonly sheet: Sheet;
}

/** Returns the forms that fit a table of the file with the most heads. */
function fitsOf(
  tables: ReadonlyArray<ForeignTable>,
  from: ForeignSystem | undefined,
): ReadonlyArray<Fit> {
  const fits = tables.flatMap((table): ReadonlyArray<Fit> => {
    const sheet = openSheet(table);
    const forms = FORMS.filter(({ system }) => from === undefined || system === from);
    return forms
      .filter(({ heads }) => heads.every(sheet.has))
      .map((form) => ({ form, table, sheet }));
  });
  const most = Math.max(0, ...fits.map(({ form }) => form.heads.length));
  return fits.filter(({ form }) => form.heads.length === most);
}

/** Whether any system writes such heads. */
export function isForeign(tables: ReadonlyArray<ForeignTable>): boolean {
  return fitsOf(tables, undefined).length > 0;
}

/** `tables`: one, or the sheets of a workbook. Nothing is asked of the shop. */
export function readForeign(
  tables: ReadonlyArray<ForeignTable>,
  context: ForeignContext,
): Result<ForeignCatalogue, ForeignFault> {
  const fits = fitsOf(tables, context.from);
  const [first] = fits;
  if (first === undefined) return err({ type: "unknown" });
  const systems = [...new Set(fits.map(({ form }) => form.system))];
  if (systems.length > 1) return err({ type: "several", systems });
  return understood(first, first.form.read(first.sheet, tables, context), context);
}

function understood(
  { form: { system }, table, sheet }: Fit,
  reading: Reading,
  context: ForeignContext,
): Result<ForeignCatalogue, ForeignFault> {
  const written = decimalSignOf(sumsOf(reading.goods));
  const sign = context.sign ?? (written.type === "sign" ? written.sign : undefined);
  if (sign === undefined) {
    return err({
      type: "sums-unclear",
      example: written.type === "unclear" ? written.example : "",
    });
  }
  const { currency } = context;
  const finished = finishGoods(reading.goods, { sign, currency });
  const { goods } = finished;
  return ok({
    system,
    table,
    rowCount: sheet.rows.length,
    goods,
    categories: [...new Set(goods.map(({ category }) => category))].filter((name) => name !== ""),
    taxes: taxesOf(reading, goods),
    groups: groupsOf(reading, (text) => readSum(text, { sign, decimals: currency.decimals })),
    doubts: [...(reading.doubts ?? []), ...finished.doubts].toSorted((a, b) => a.row - b.row),
    passed: reading.passed ?? [],
    unread: sheet.unread(),
  });
}

const RATE = /\((?<rate>\d+(?:[.,]\d+)?)\s*%\)|^(?<bare>\d+(?:[.,]\d+)?)\s*%$/u;

function taxesOf(
  { taxes, rates }: Reading,
  goods: ReadonlyArray<ForeignGoods>,
): ReadonlyArray<ForeignTax> {
  const words = taxes ?? [...new Set(goods.flatMap((one) => one.taxes))];
  return words.map((word) => {
    const said = RATE.exec(word)?.groups;
    return { word, rate: rates?.get(word) ?? said?.["rate"] ?? said?.["bare"] };
  });
}

function groupsOf(
  { groups = [], modifiers = [] }: Reading,
  sumOf: (text: string) => ReturnType<typeof readSum>,
): ForeignCatalogue["groups"] {
  const named = new Map<string, RawGroup>(modifiers.map((group) => [group.name, group]));
  return groups.map((name) => ({
    name,
    modifiers: (named.get(name)?.modifiers ?? []).flatMap((modifier) => {
      const read = modifier.price === "" ? undefined : sumOf(modifier.price);
      return read === undefined ? [] : [{ name: modifier.name, price: read.amount }];
    }),
  }));
}
