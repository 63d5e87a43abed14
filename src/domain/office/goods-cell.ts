/** Reads one cell of a sheet of products, or says what would be right instead. */

import { err, ok, type Result } from "../base/result.ts";
import { duplicates } from "../doubts/duplicates.ts";
import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { readCombo } from "../goods/combo-text.ts";
import { readDeposits } from "../goods/deposit-text.ts";
import {
  readPacks,
  readRecipe,
  readSupplierCodes,
  readUnit,
  readYield,
} from "../goods/recipe-text.ts";
import {
  AGE_MAX,
  PACK_CODES_MAX,
  PACK_PIECES_MAX,
  type PackCode,
  USUAL_RULES,
} from "../goods/sale-rules.ts";
import { USUAL_KEEPING } from "../goods/stock-keeping.ts";
import { STOCK_KINDS, stockQuantity } from "../goods/stock-quantity.ts";
import { readStockQuantity } from "../goods/stock-text.ts";
import { minor, zeroMinor } from "../money/amounts.ts";
import { type Currency, formatMoney, parseMoney } from "../money/currency.ts";
import { quoted } from "../text/quoted.ts";
import { type Heading } from "./goods-sheet.ts";
import { barcodeProblem, NAME_MAX, PLU, SHORT_CODE } from "./product-rules.ts";

export interface SheetContext {
  /** The shop's goods before the sheet. */
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

/** A new product before its row is read: what an empty cell, or a column that is missing, stands for. */
export function usualProduct(sku: string): Product {
  return {
    sku,
    name: "",
    kitchenName: "",
    plu: "",
    shortCode: "",
    barcodes: [],
    price: zeroMinor,
    soldBy: "each",
    openPrice: false,
    category: "",
    taxClass: "",
    station: "",
    course: 1,
    modifierGroups: [],
    combo: [],
    deposits: [],
    active: true,
    ...USUAL_KEEPING,
    ...USUAL_RULES,
  };
}

/** Reads the cell of a column. The fault is a sentence without its place and its full stop. */
export function readCell(
  heading: Heading,
  text: string,
  context: SheetContext,
): Result<Product[keyof Product], string> {
  return READERS[heading](
    heading === "name" || heading === "kitchen" ? text : text.trim(),
    context,
  );
}

type Reader = (text: string, context: SheetContext) => Result<Product[keyof Product], string>;

const READERS: Readonly<Record<Heading, Reader>> = {
  sku: readSku,
  name: readName,
  kitchen: bounded,
  plu: (text) =>
    PLU.test(text) ? ok(text) : err(`${quoted(text)} is no PLU: up to 6 digits, or nothing`),
  "short code": readShortCode,
  barcodes: readBarcodes,
  "pack codes": readPackCodes,
  age: readAge,
  price: (text, { currency }) => readPrice(text, currency),
  "sold by": readSoldBy,
  "open price": (text) => readYesNo(text, usualProduct("").openPrice),
  category: (text, { catalogue }) => known(text, "category", [...catalogue.categoriesById.keys()]),
  "tax class": (text, { catalogue }) =>
    known(text, "tax class", [...catalogue.taxClassesById.keys()]),
  station: (text, { catalogue }) =>
    text === "" ? ok("") : known(text, "station", [...catalogue.stationsById.keys()]),
  course: readCourse,
  "modifier groups": readModifierGroups,
  combo: readCombo,
  half: (text) => readYesNo(text, USUAL_RULES.half),
  voucher: (text) => readYesNo(text, USUAL_RULES.voucher),
  serial: (text) => readYesNo(text, USUAL_RULES.serial),
  family: bounded,
  row: bounded,
  column: bounded,
  deposit: readDeposits,
  active: (text) => readYesNo(text, usualProduct("").active),
  stock: readStock,
  unit: readUnit,
  packs: readPacks,
  yield: readYield,
  recipe: (text) => readRecipe(text, { takesAway: false }),
  "reorder at": readReorder,
  supplier: bounded,
  "supplier codes": readSupplierCodes,
};

const SKU = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/u;

function readSku(text: string): Result<string, string> {
  if (text === "") return err("is empty: each product has an SKU, such as LATTE or 4011-A");
  if (SKU.test(text)) return ok(text);
  return err(`${quoted(text)} is no SKU: up to 60 letters, digits, and . _ / - between them`);
}

function readName(text: string): Result<string, string> {
  return text.trim() === "" ? err("is empty: each product has a name") : bounded(text);
}

export function bounded(text: string): Result<string, string> {
  if (text.length <= NAME_MAX) return ok(text);
  return err(`has ${text.length} characters: at most ${NAME_MAX} fit`);
}

function readShortCode(text: string): Result<string, string> {
  const folded = text.toLowerCase();
  if (SHORT_CODE.test(folded)) return ok(folded);
  return err(
    `${quoted(text)} is no short code: 1 to 4 letters and digits with a letter, or nothing`,
  );
}

/** The most barcodes: more than any article has, and less than an event may hold. */
const BARCODES_MAX = 100;

function readBarcodes(text: string): Result<ReadonlyArray<string>, string> {
  const barcodes = wordsIn(text);
  const shortened = barcodes.find((barcode) => /^[0-9][.,][0-9]+E\+?[0-9]+$/iu.test(barcode));
  if (shortened !== undefined) {
    return err(`${quoted(shortened)} was shortened by a spreadsheet: make the column text there`);
  }
  const problem = barcodes.map(barcodeProblem).find((text) => text !== "");
  if (problem !== undefined) return err(problem);
  const [twice] = duplicates(barcodes);
  if (twice !== undefined) return err(`${quoted(twice)} is there twice`);
  if (barcodes.length > BARCODES_MAX) {
    return err(`has ${barcodes.length} barcodes: at most ${BARCODES_MAX}`);
  }
  return ok(barcodes);
}

/** Reads `4012345000016=24 14012345000013=48`: how many pieces are sold under a code. */
function readPackCodes(text: string): Result<ReadonlyArray<PackCode>, string> {
  const codes: PackCode[] = [];
  for (const word of wordsIn(text)) {
    const { code = "", amount = "" } =
      /^(?<code>[^=]+)=(?<amount>[0-9]{1,3})$/u.exec(word)?.groups ?? {};
    const pieces = Number(amount);
    if (code === "" || pieces < 2) {
      return err(
        `${quoted(word)} is no pack: its barcode and 2 to ${PACK_PIECES_MAX} pieces, as in 4012345000016=24`,
      );
    }
    const problem = barcodeProblem(code);
    if (problem !== "") return err(problem);
    codes.push({ code, pieces });
  }
  const [twice] = duplicates(codes.map(({ code }) => code));
  if (twice !== undefined) return err(`${quoted(twice)} is there twice`);
  return codes.length > PACK_CODES_MAX
    ? err(`has ${codes.length} codes of packs: at most ${PACK_CODES_MAX}`)
    : ok(codes);
}

function readAge(text: string): Result<number, string> {
  if (text === "") return ok(USUAL_RULES.age);
  const age = Number(text);
  return /^[0-9]{1,2}$/u.test(text) && age > 0
    ? ok(age)
    : err(`${quoted(text)} is no age: 1 to ${AGE_MAX} years, or nothing`);
}

export function readPrice(text: string, currency: Currency): Result<Product["price"], string> {
  const such = `such as ${formatMoney(minor(250), currency)}`;
  if (text === "") return err(`is empty: a price ${such}`);
  const read = parseMoney(text, currency);
  if (read.ok) return read;
  if (/^[-−]/u.test(text)) return err(`${quoted(text)} is below zero: a price ${such}`);
  return read.fault.type === "money/too-many-decimals"
    ? err(`${quoted(text)} has more decimals than ${currency.code}: a price ${such}`)
    : err(`${quoted(text)} is no amount: digits, ${such}`);
}

function readSoldBy(text: string): Result<Product["soldBy"], string> {
  const word = text.toLowerCase();
  if (word === "") return ok(usualProduct("").soldBy);
  if (word === "each" || word === "weight") return ok(word);
  return err(`${quoted(text)} is no way to sell: each or weight`);
}

function readStock(text: string): Result<Product["stock"], string> {
  const word = text.toLowerCase();
  if (word === "") return ok(usualProduct("").stock);
  const kind = STOCK_KINDS.find((it) => it === word);
  return kind === undefined
    ? err(`${quoted(text)} is no way to keep a stock: ${STOCK_KINDS.join(" or ")}`)
    : ok(kind);
}

function readReorder(text: string): Result<Product["reorderAt"], string> {
  if (text === "") return ok(USUAL_KEEPING.reorderAt);
  const quantity = readStockQuantity(text);
  return quantity === undefined
    ? err(`${quoted(text)} is no quantity: such as 5 or 0.5, or nothing`)
    : ok(stockQuantity(quantity));
}

const YES = new Set(["yes", "true", "1"]);
const NO = new Set(["no", "false", "0"]);

export function readYesNo(text: string, usual: boolean): Result<boolean, string> {
  const word = text.toLowerCase();
  if (word === "") return ok(usual);
  if (YES.has(word)) return ok(true);
  return NO.has(word) ? ok(false) : err(`${quoted(text)} is neither yes nor no`);
}

function readCourse(text: string): Result<number, string> {
  if (text === "") return ok(usualProduct("").course);
  return /^[0-9]$/u.test(text) ? ok(Number(text)) : err(`${quoted(text)} is no course: 0 to 9`);
}

/** The most groups that an event may hold. */
const GROUPS_MAX = 20;

function readModifierGroups(
  text: string,
  { catalogue }: SheetContext,
): Result<ReadonlyArray<string>, string> {
  const groups = wordsIn(text);
  for (const group of groups) {
    const read = known(group, "modifier group", [...catalogue.modifierGroupsById.keys()]);
    if (!read.ok) return read;
  }
  const [twice] = duplicates(groups);
  if (twice !== undefined) return err(`${quoted(twice)} is there twice`);
  if (groups.length > GROUPS_MAX) return err(`has ${groups.length} groups: at most ${GROUPS_MAX}`);
  return ok(groups);
}

/** The most names in a sentence: more would hide the sentence. */
const NAMES_SHOWN = 20;

function known(text: string, what: string, names: ReadonlyArray<string>): Result<string, string> {
  return names.includes(text) ? ok(text) : err(notThere(text, what, names));
}

/** Returns the names that exist instead, as many as a sentence holds. */
export function notThere(text: string, what: string, names: ReadonlyArray<string>): string {
  const some = names.toSorted().slice(0, NAMES_SHOWN).join(", ");
  const rest = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : "";
  const there = names.length === 0 ? "the shop has none" : `there are ${some}${rest}`;
  return text === "" ? `is empty: ${there}` : `${quoted(text)} is no ${what}: ${there}`;
}

function wordsIn(text: string): ReadonlyArray<string> {
  return text.split(/\s+/u).filter((word) => word !== "");
}
