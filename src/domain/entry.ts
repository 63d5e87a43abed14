/**
 * The grammar of the register's one line. `readEntry` is asked at every keystroke for the preview and
 * once more by Enter, and is pure: so Enter does what the preview said.
 *
 * Letters and digits are goods, signs are commands (`entry-command.ts`). No reading has an effect;
 * what it would do is done by whoever asked.
 */

import { type MinorUnits, type Thousandths, oneUnit, zeroMinor } from "./amounts.ts";
import { parseBarcode } from "./barcode.ts";
import { type ModifierGroup, type Product, type TakenModifier } from "./catalogue.ts";
import { type Currency, parseMoney } from "./currency.ts";
import { type Command, isCommand, readCommand } from "./entry-command.ts";
import { defaultModifiers, missingGroups, pickModifiers, unitPriceOf } from "./entry-modifiers.ts";
import { type FoundBy, type FoundGoods, type GoodsIndex } from "./entry-search.ts";
import { ENTRY_LENGTH_MAX, foldText, isDigits } from "./entry-text.ts";
import { lineGross } from "./pricing.ts";
import { parseQuantity } from "./quantity.ts";
import { type HalfRule } from "./rounding.ts";

export interface EntryContext {
  readonly currency: Currency;
  /** How the shop rounds, for the totals of weighed goods. */
  readonly half?: HalfRule;
  /** SKU of the hit that the cashier chose with the arrows; else the first one counts. */
  readonly chosen?: string;
}

export interface GoodsReading {
  readonly type: "goods";
  readonly product: Product;
  readonly by: FoundBy | "chosen";
  readonly quantity: Thousandths;
  /** Options typed by their numbers, in the order in which they were typed. */
  readonly numbers: ReadonlyArray<number>;
  /** Undefined when the cashier said nothing: the product's defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier>;
  /** Undefined when the product's own price counts. */
  readonly price?: MinorUnits;
  /** Groups that still need a choice before it can be added. */
  readonly missing: ReadonlyArray<ModifierGroup>;
  readonly unitPrice: MinorUnits;
  readonly total: MinorUnits;
  readonly hits: ReadonlyArray<Product>;
}

export type Reading =
  | { readonly type: "empty" }
  | GoodsReading
  | { readonly type: "command"; readonly command: Command }
  /** Enter does nothing with it; one sentence says why and how to say it. */
  | { readonly type: "nothing"; readonly why: string; readonly hits: ReadonlyArray<Product> };

/** One way to take a text apart. */
interface Parts {
  readonly goods: string;
  readonly quantity?: string;
  readonly numbers: ReadonlyArray<number>;
  readonly money?: string;
  readonly asked: boolean;
}

export function readEntry(text: string, index: GoodsIndex, context: EntryContext): Reading {
  const folded = foldText(text);
  if (folded === "") return { type: "empty" };
  if (text.length > ENTRY_LENGTH_MAX) {
    return { type: "nothing", why: `A line has at most ${ENTRY_LENGTH_MAX} signs.`, hits: [] };
  }
  if (isCommand(folded)) {
    const command = readCommand(text, context.currency);
    if (!command.ok) return { type: "nothing", why: command.fault, hits: [] };
    return { type: "command", command: command.value };
  }
  return readGoods(folded, index, context);
}

/** What a scanner sent: the codes of the first three rules, never a name. */
export function readScan(code: string, index: GoodsIndex): FoundGoods | undefined {
  return index.findByCode(code);
}

function readGoods(folded: string, index: GoodsIndex, context: EntryContext): Reading {
  const ways = waysToRead(folded);
  const chosen = context.chosen;
  if (chosen !== undefined) {
    for (const parts of ways) {
      const product = index.hits(parts.goods).find(({ sku }) => sku === chosen);
      if (product !== undefined)
        return complete(parts, { product, by: "chosen" }, { index, context });
    }
  }
  for (const find of [index.findExactly, index.findByWords]) {
    for (const parts of ways) {
      const found = find(parts.goods);
      if (found !== undefined) return complete(parts, found, { index, context });
    }
  }
  return explain(folded, ways, index);
}

/**
 * The whole text first; then with a quantity before it; then with `=money` and `/modifiers` taken off
 * the end one by one; then with the question mark off. A name may hide any of these.
 */
function waysToRead(folded: string): ReadonlyArray<Parts> {
  const ends = endsTakenOff({ goods: folded, numbers: [], asked: false });
  const ways = ends.flatMap((parts) => {
    const counted = quantityTakenOff(parts);
    return counted === undefined ? [parts] : [parts, counted];
  });
  if (!folded.endsWith("?")) return ways;
  return [...ways, { goods: folded.slice(0, -1).trim(), numbers: [], asked: true }];
}

function endsTakenOff(whole: Parts): ReadonlyArray<Parts> {
  const ways = [whole];
  let parts = whole;
  const money = /^(?<goods>.*)=(?<money>[\d.,]+)$/u.exec(parts.goods)?.groups;
  if (money !== undefined) {
    parts = { ...parts, goods: (money["goods"] ?? "").trim(), money: money["money"] ?? "" };
    ways.push(parts);
  }
  for (;;) {
    const option = /^(?<goods>.*)\/(?<number>[1-9]\d?)$/u.exec(parts.goods)?.groups;
    if (option === undefined) return ways;
    const numbers = [Number(option["number"]), ...parts.numbers];
    parts = { ...parts, goods: (option["goods"] ?? "").trim(), numbers };
    ways.push(parts);
  }
}

function quantityTakenOff(parts: Parts): Parts | undefined {
  const counted = /^(?<quantity>[\d.,]+) ?\*(?<goods>.+)$/u.exec(parts.goods)?.groups;
  if (counted === undefined) return undefined;
  return {
    ...parts,
    goods: (counted["goods"] ?? "").trim(),
    quantity: counted["quantity"] ?? "",
  };
}

interface Surroundings {
  readonly index: GoodsIndex;
  readonly context: EntryContext;
}

/** The goods are known; now the rest has to fit them. */
function complete(
  parts: Parts,
  { product, by }: { readonly product: Product; readonly by: FoundBy | "chosen" },
  { index, context }: Surroundings,
): Reading {
  const hits = index.hits(parts.goods);
  function nothing(why: string): Reading {
    return { type: "nothing", why, hits };
  }

  if (parts.asked) return { type: "command", command: { type: "ask", goods: parts.goods } };
  const quantity = quantityFor(product, parts.quantity);
  if (typeof quantity === "string") return nothing(quantity);
  const price = priceFor(parts.money, context.currency);
  if (parts.money !== undefined && price === undefined) {
    return nothing(`${parts.money} is no amount: ${codeOf(product)}=2.50.`);
  }
  if (product.openPrice && price === undefined) {
    return nothing(`${product.name} has no fixed price: ${codeOf(product)}=2.50.`);
  }
  const options = index.optionsOf(product);
  const picked = pickModifiers(options, defaultModifiers(options), parts.numbers);
  if (!picked.ok) return nothing(`${product.name}: ${picked.fault}`);
  const unitPrice = unitPriceOf(price ?? product.price, options, picked.value);
  const half = context.half ?? "up";
  return {
    type: "goods",
    product,
    by,
    quantity,
    numbers: parts.numbers,
    ...(parts.numbers.length === 0 ? {} : { modifiers: picked.value }),
    ...(price === undefined ? {} : { price }),
    missing: missingGroups(options, picked.value),
    unitPrice,
    total: lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half }),
    hits,
  };
}

/** A sentence when the quantity is not one of this product. */
function quantityFor(product: Product, typed: string | undefined): Thousandths | string {
  if (typed === undefined) {
    if (product.soldBy === "each") return oneUnit;
    return `${product.name} is sold by weight: 0.350*${codeOf(product)}.`;
  }
  const read = parseQuantity(typed, product.soldBy);
  if (read.ok) return read.value;
  if (/^\d{8,}$/u.test(typed)) return `${typed} is a barcode and no quantity.`;
  if (product.soldBy === "each" && parseQuantity(typed, "weight").ok && /[.,]/u.test(typed)) {
    return `${product.name} is sold by the piece: 3*${codeOf(product)}.`;
  }
  return `${typed} is no quantity: 1 to 9999, for weight 0.350.`;
}

function priceFor(typed: string | undefined, currency: Currency): MinorUnits | undefined {
  if (typed === undefined) return undefined;
  const read = parseMoney(typed, currency);
  return read.ok ? read.value : undefined;
}

/** The shortest text that names the product. */
function codeOf(product: Product): string {
  if (product.plu !== "") return product.plu;
  return product.shortCode === "" ? product.name : product.shortCode;
}

function explain(folded: string, ways: ReadonlyArray<Parts>, index: GoodsIndex): Reading {
  const hits = ways.map(({ goods }) => index.hits(goods)).find((found) => found.length > 0) ?? [];
  return { type: "nothing", why: whyNothing(folded, hits, index), hits };
}

function whyNothing(folded: string, hits: ReadonlyArray<Product>, index: GoodsIndex): string {
  if (isDigits(folded)) return whyNoNumber(folded, hits);
  const blank = /^(?<count>\d{1,4}) ?[x ] ?(?<goods>.+)$/u.exec(folded)?.groups;
  const counted = blank?.["goods"] ?? "";
  if (index.findExactly(counted) !== undefined || index.findByWords(counted) !== undefined) {
    return `${blank?.["count"] ?? ""} of them: ${blank?.["count"] ?? ""}*${counted}.`;
  }
  if (/^[\d.,]+ ?\*$/u.test(folded)) return `${folded} of what? ${folded}100 or ${folded}name.`;
  const known = index.findExactly(folded.replace(/[/=*?].*$/u, ""))?.product;
  if (known !== undefined) return `${known.name} takes /2 for an option and =2.50 for a price.`;
  return `Nothing is called “${folded}”.`;
}

function whyNoNumber(digits: string, hits: ReadonlyArray<Product>): string {
  if (parseBarcode(digits).ok) return `No goods have the barcode ${digits}.`;
  if (digits.length > 6) return `${digits} is neither a PLU (up to 6 digits) nor a right barcode.`;
  const first = hits[0];
  if (first === undefined) return `No goods have the PLU ${digits}.`;
  return `No goods have the PLU ${digits}: type on, or Down for ${first.name}.`;
}
