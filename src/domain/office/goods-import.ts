/**
 * What a sheet of products would change in a shop, or what speaks against it.
 *
 * Codes must be clear among the goods that are sold: a code on two of them would sell one for the
 * other. What is not sold any more has no claim on a code.
 */

import { err, ok, type Result } from "../base/result.ts";
import { toGtin14 } from "../goods/barcode.ts";
import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { comboFault, comboSentence } from "../goods/combo-fault.ts";
import { depositProblem } from "../goods/deposit-articles.ts";
import { cellKey, familyProblem, variantText } from "../goods/families.ts";
import { halfProblem } from "../goods/halves.ts";
import { serialProblem } from "../goods/serial-numbers.ts";
import { voucherProblem } from "../goods/voucher-goods.ts";
import { formatMoney } from "../money/currency.ts";
import { recipeFault, recipeSentence } from "../stock/recipes.ts";
import { compareText } from "../text/entry-text.ts";
import { type SheetContext } from "./goods-cell.ts";
import { SHEET_COLUMNS, type Heading, type SheetRow } from "./goods-sheet.ts";
import { readGoodsSheet, type GoodsSheetProblem, type SheetProduct } from "./read-goods-sheet.ts";

export interface ProductChange {
  /** Undefined for one that is new. */
  readonly before: Product | undefined;
  readonly after: Product;
}

export interface GoodsImport {
  readonly added: ReadonlyArray<ProductChange>;
  readonly changed: ReadonlyArray<ProductChange>;
  readonly unchanged: ReadonlyArray<Product>;
  /** Sold in the shop and not in the sheet, and so to be sold no more. */
  readonly deactivated: ReadonlyArray<ProductChange>;
  /** The products that the sheet lacks and that stay as they are. */
  readonly missing: ReadonlyArray<Product>;
  /** All products of the sheet, with their lines. */
  readonly products: ReadonlyArray<SheetProduct>;
}

export interface ImportWish extends SheetContext {
  /** The products that the sheet lacks are sold no more. */
  readonly deactivateMissing: boolean;
}

/** Problems stand by rising line; as long as there is one, nothing is to be imported. */
export function planGoodsImport(
  rows: ReadonlyArray<SheetRow>,
  wish: ImportWish,
): Result<GoodsImport, ReadonlyArray<GoodsSheetProblem>> {
  const { products, problems } = readGoodsSheet(rows, wish);
  const { productsBySku } = wish.catalogue;
  const inSheet = new Set(products.map(({ product }) => product.sku));
  const rest = [...productsBySku.values()].filter(({ sku, active }) => active && !inSheet.has(sku));
  const staying = wish.deactivateMissing ? [] : rest;
  const all = [
    ...problems,
    ...findClashes(products, staying),
    ...recipeProblems(products, wish.catalogue),
    ...comboProblems(products, wish),
    ...packProblems(products),
    ...depositProblems(products, wish),
    ...halfProblems(products),
    ...voucherProblems(products),
    ...serialProblems(products),
    ...familyProblems(products),
  ];
  if (all.length > 0) return err(all.toSorted((a, b) => a.line - b.line));

  const pairs = products.map(({ product: after }) => ({
    before: productsBySku.get(after.sku),
    after,
  }));
  return ok({
    added: pairs.filter(({ before }) => before === undefined),
    changed: pairs.filter(({ before, after }) => before !== undefined && !isSame(before, after)),
    unchanged: pairs.flatMap(({ before, after }) =>
      before !== undefined && isSame(before, after) ? [after] : [],
    ),
    deactivated: wish.deactivateMissing
      ? rest.map((before) => ({ before, after: { ...before, active: false } }))
      : [],
    missing: staying,
    products,
  });
}

/** The catalogue once the import is written. */
export function catalogueAfter(
  catalogue: Catalogue,
  { added, changed, deactivated }: GoodsImport,
): Catalogue {
  const changes = [...added, ...changed, ...deactivated];
  const productsBySku = new Map(catalogue.productsBySku);
  for (const { after } of changes) productsBySku.set(after.sku, after);
  return { ...catalogue, productsBySku };
}

/** Fields of a product that differ. Barcodes are a set: the order in which they were added is nothing. */
export function changedFields(before: Product, after: Product): ReadonlyArray<keyof Product> {
  return SHEET_COLUMNS.map(([, field]) => field).filter((field) => {
    const [left, right] = [before[field], after[field]];
    if (typeof left !== "object" || typeof right !== "object") return left !== right;
    if (left === right) return false;
    const isSet = field === "barcodes";
    return textOf(left, isSet) !== textOf(right, isSet);
  });
}

function textOf(values: ReadonlyArray<unknown>, isSet: boolean): string {
  const texts = values.map((value) => JSON.stringify(value));
  return (isSet ? texts.toSorted(compareText) : texts).join(" ");
}

function isSame(before: Product, after: Product): boolean {
  return changedFields(before, after).length === 0;
}

/** Returns the products whose recipe could not be followed, and those that would break another one's. */
function recipeProblems(
  products: ReadonlyArray<SheetProduct>,
  catalogue: Catalogue,
): ReadonlyArray<GoodsSheetProblem> {
  const inSheet = new Map(products.map((row) => [row.product.sku, row]));
  function productOf(sku: string): Product | undefined {
    return inSheet.get(sku)?.product ?? catalogue.productsBySku.get(sku);
  }
  const shop = { catalogue, keepingOf: productOf };
  const problems: GoodsSheetProblem[] = [];
  for (const { line, product } of inSheet.values()) {
    const fault = recipeFault(product, shop);
    if (fault !== undefined) {
      problems.push({ line, column: "recipe", message: recipeSentence(fault) });
    }
  }
  // With each key that is typed all goods are looked at, and most have no recipe.
  for (const product of catalogue.productsBySku.values()) {
    if (product.recipe.length === 0 && product.modifierGroups.length === 0) continue;
    if (inSheet.has(product.sku)) continue;
    const fault = recipeFault(product, shop);
    // What was wrong before, because tills apart wrote it, is not this sheet's doing.
    const culprit =
      fault === undefined || fault.type === "too-many" ? undefined : inSheet.get(fault.sku);
    if (fault === undefined || culprit === undefined) continue;
    const message = `would break a recipe: ${product.sku} then ${recipeSentence(fault)}`;
    problems.push({ line: culprit.line, column: "stock", message });
  }
  return problems;
}

/** Returns the combos that could not be sold as they are written. */
function comboProblems(
  products: ReadonlyArray<SheetProduct>,
  { catalogue, currency }: ImportWish,
): ReadonlyArray<GoodsSheetProblem> {
  const combos = products.filter(({ product }) => product.combo.length > 0);
  if (combos.length === 0) return [];
  const productsBySku = new Map(catalogue.productsBySku);
  for (const { product } of products) productsBySku.set(product.sku, product);
  return combos.flatMap(({ line, product }) => {
    const fault = comboFault(product, { ...catalogue, productsBySku });
    if (fault === undefined) return [];
    const message = comboSentence(fault, (amount) => formatMoney(amount, currency));
    return [{ line, column: fault.type === "dearer" ? "price" : "combo", message }];
  });
}

/** Returns the packs of what is weighed: nobody could say what a piece of it weighs. */
function packProblems(products: ReadonlyArray<SheetProduct>): ReadonlyArray<GoodsSheetProblem> {
  return products
    .filter(({ product }) => product.packCodes.length > 0 && product.soldBy === "weight")
    .map(({ line }) => ({
      line,
      column: "pack codes",
      message: "is there, but packs are of pieces, and this is sold by weight",
    }));
}

/** Returns the products that are to be sold by halves, and can't be. */
function halfProblems(products: ReadonlyArray<SheetProduct>): ReadonlyArray<GoodsSheetProblem> {
  return products.flatMap(({ line, product }) => {
    const message = halfProblem(product);
    return message === undefined ? [] : [{ line, column: "half" as const, message }];
  });
}

/** Returns the products that are to be vouchers, and can't be. */
function voucherProblems(products: ReadonlyArray<SheetProduct>): ReadonlyArray<GoodsSheetProblem> {
  return products.flatMap(({ line, product }) => {
    const message = voucherProblem(product);
    return message === undefined ? [] : [{ line, column: "voucher" as const, message }];
  });
}

/** Returns the products that are to have serial numbers, and can't. */
function serialProblems(products: ReadonlyArray<SheetProduct>): ReadonlyArray<GoodsSheetProblem> {
  return products.flatMap(({ line, product }) => {
    const message = serialProblem(product);
    return message === undefined ? [] : [{ line, column: "serial" as const, message }];
  });
}

/** Returns the products that are in a grid, and of no family. */
function familyProblems(products: ReadonlyArray<SheetProduct>): ReadonlyArray<GoodsSheetProblem> {
  return products.flatMap(({ line, product }) => {
    const message = familyProblem(product);
    const column = product.row === "" ? "column" : "row";
    return message === undefined ? [] : [{ line, column, message }];
  });
}

/** Returns the deposits that could not be asked for as they are written, here or of goods beside the sheet. */
function depositProblems(
  products: ReadonlyArray<SheetProduct>,
  { catalogue }: ImportWish,
): ReadonlyArray<GoodsSheetProblem> {
  const named = products.filter(({ product }) => product.deposits.length > 0);
  if (named.length === 0) return [];
  const productsBySku = new Map(catalogue.productsBySku);
  for (const { product } of products) productsBySku.set(product.sku, product);
  return named.flatMap(({ line, product }) => {
    const message = depositProblem(product, productsBySku);
    return message === undefined ? [] : [{ line, column: "deposit" as const, message }];
  });
}

interface Claim {
  readonly column: Heading;
  /** The code as it stands in the sheet. */
  readonly text: string;
  /** Equal for codes that a till can't tell apart. */
  readonly key: string;
}

function findClashes(
  products: ReadonlyArray<SheetProduct>,
  staying: ReadonlyArray<Product>,
): ReadonlyArray<GoodsSheetProblem> {
  const rivals = rivalsOf(products, staying);
  const rivalByKey = new Map(
    rivals.flatMap((product) => claimsOf(product).map(({ key }) => [key, product] as const)),
  );
  const lineByKey = new Map<string, number>();
  return products.flatMap(({ line, product }) => {
    const problems: GoodsSheetProblem[] = [];
    for (const { column, text, key } of claimsOf(product)) {
      const [lineBefore, rival] = [lineByKey.get(key), rivalByKey.get(key)];
      if (lineBefore !== undefined) {
        problems.push({ line, column, message: `"${text}" is in line ${lineBefore} already` });
        // The other codes of a row that is there twice add nothing.
        if (column === "sku") break;
      } else {
        lineByKey.set(key, line);
        if (rival === undefined) continue;
        const message = `"${text}" is already that of ${rival.name} (${rival.sku})`;
        problems.push({ line, column, message });
      }
    }
    return problems;
  });
}

/**
 * Returns the products that have a code of the sheet; one row among 20,000 products is checked with
 * each key typed.
 */
function rivalsOf(
  products: ReadonlyArray<SheetProduct>,
  staying: ReadonlyArray<Product>,
): ReadonlyArray<Product> {
  const sold = products.map(({ product }) => product).filter(({ active }) => active);
  const plus = new Set(sold.map(({ plu }) => plu).filter((plu) => plu !== ""));
  const shortCodes = new Set(sold.map(({ shortCode }) => shortCode).filter((code) => code !== ""));
  const gtins = new Set(sold.flatMap(gtinsOf));
  const cells = new Set(sold.map(cellKey).filter((cell) => cell !== ""));
  return staying.filter(
    (product) =>
      (cells.size > 0 && product.family !== "" && cells.has(cellKey(product))) ||
      plus.has(product.plu) ||
      shortCodes.has(product.shortCode) ||
      (gtins.size > 0 && gtinsOf(product).some((gtin) => gtins.has(gtin))),
  );
}

function gtinsOf({ barcodes, packCodes }: Product): ReadonlyArray<string> {
  return [...barcodes, ...packCodes.map(({ code }) => code)].map(toGtin14);
}

function claimsOf(product: Product): ReadonlyArray<Claim> {
  const { sku, plu, shortCode, barcodes, packCodes, active, family } = product;
  const skuClaim: Claim = { column: "sku", text: sku, key: `sku ${sku}` };
  if (!active) return [skuClaim];
  return [
    skuClaim,
    ...(plu === "" ? [] : [{ column: "plu" as const, text: plu, key: `plu ${plu}` }]),
    ...(shortCode === ""
      ? []
      : [{ column: "short code" as const, text: shortCode, key: `short ${shortCode}` }]),
    ...(family === ""
      ? []
      : [
          {
            column: "family" as const,
            text: [family, variantText(product)].filter((text) => text !== "").join(", "),
            key: `cell ${cellKey(product)}`,
          },
        ]),
    ...barcodes.map((text) => ({
      column: "barcodes" as const,
      text,
      key: `barcode ${toGtin14(text)}`,
    })),
    ...packCodes.map(({ code: text }) => ({
      column: "pack codes" as const,
      text,
      key: `barcode ${toGtin14(text)}`,
    })),
  ];
}
