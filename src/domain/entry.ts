/**
 * The grammar of the register's one line. `readEntry` is asked at every keystroke for the preview and
 * once more by Enter, and is pure: so Enter does what the preview said.
 *
 * Letters and digits are goods, signs are commands (`entry-command.ts`). No reading has an effect;
 * what it would do is done by whoever asked.
 */

import { type MinorUnits, type Thousandths, oneUnit, zeroMinor } from "./amounts.ts";
import { parseBarcode, type ScaleLabel } from "./barcode.ts";
import { type ModifierGroup, type Product, type TakenModifier } from "./catalogue.ts";
import { type Currency, parseMoney } from "./currency.ts";
import { type Command, isCommand, readCommand } from "./entry-command.ts";
import {
  defaultModifiers,
  missingGroups,
  optionByName,
  pickModifiers,
  type Options,
  unitPriceOf,
} from "./entry-modifiers.ts";
import { type FoundBy, type FoundGoods, type GoodsIndex } from "./entry-search.ts";
import { ENTRY_LENGTH_MAX, foldText, isDigits } from "./entry-text.ts";
import { lineGross } from "./pricing.ts";
import { parseQuantity } from "./quantity.ts";
import { err, ok, type Result } from "./result.ts";
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
  /** Numbers of the options that were typed, in the order in which they were typed. */
  readonly numbers: ReadonlyArray<number>;
  /** Undefined when the cashier said nothing: the product's defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier>;
  /** Undefined when the product's own price counts. */
  readonly price?: MinorUnits;
  /** A scale has printed the price of the pack: it counts as a piece, at that price. */
  readonly isPack?: true;
  /** Groups that still need a choice before it can be added. */
  readonly missing: ReadonlyArray<ModifierGroup>;
  readonly unitPrice: MinorUnits;
  readonly total: MinorUnits;
  readonly hits: ReadonlyArray<Product>;
}

/** A pack whose price a scale has printed is a piece, whatever is in it. */
export function countedAs({
  product,
  isPack,
}: {
  readonly product: Product;
  readonly isPack?: true;
}): Product["soldBy"] {
  return isPack === true ? "each" : product.soldBy;
}

export type Reading =
  | { readonly type: "empty" }
  | GoodsReading
  | { readonly type: "command"; readonly command: Command }
  | NothingReading;

/** Enter does nothing with it; one sentence says why and how to say it. */
export interface NothingReading {
  readonly type: "nothing";
  readonly why: string;
  readonly hits: ReadonlyArray<Product>;
  /** Goods that were understood but for their options, and what is taken of these so far. */
  readonly options?: OptionsOf;
}

export interface OptionsOf {
  readonly product: Product;
  readonly taken: ReadonlyArray<TakenModifier>;
}

/** One way to take a text apart. */
interface Parts {
  readonly goods: string;
  readonly quantity?: string;
  /** Options by their numbers or the beginnings of their names. */
  readonly picks: ReadonlyArray<string>;
  readonly money?: string;
  readonly asked: boolean;
  /** Ends in the stroke that an option follows. */
  readonly isOpen?: boolean;
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
    for (const parts of [...ways, ...waysWithNames(folded)]) {
      const product = index.hits(parts.goods).find(({ sku }) => sku === chosen);
      if (product !== undefined)
        return complete(parts, { product, by: "chosen" }, { index, context });
    }
  }
  const around = { index, context };
  // Names of options last, so that no text loses another meaning; but the stroke at an end is not
  // left out as the words of a name would do it.
  const named = waysWithNames(folded);
  const worded = folded.endsWith("/") ? [] : ways;
  return (
    firstFound(ways, index.findExactly, around) ??
    firstFound(worded, index.findByWords, around) ??
    firstFound(named, index.findExactly, around) ??
    firstFound(named, index.findByWords, around) ??
    explain(folded, ways, index)
  );
}

function firstFound(
  ways: ReadonlyArray<Parts>,
  find: (goods: string) => FoundGoods | undefined,
  around: Surroundings,
): Reading | undefined {
  for (const parts of ways) {
    const found = find(parts.goods);
    if (found !== undefined) return complete(parts, found, around);
  }
  return undefined;
}

/**
 * The whole text first; then with a quantity before it; then with `=money` and `/modifiers` taken off
 * the end one by one; then with the question mark off. A name may hide any of these.
 */
function waysToRead(folded: string): ReadonlyArray<Parts> {
  const whole: Parts = { goods: folded, picks: [], asked: false };
  const ways = withQuantities(endsTakenOff(whole, OPTION_NUMBER));
  if (!folded.endsWith("?")) return ways;
  return [...ways, { goods: folded.slice(0, -1).trim(), picks: [], asked: true }];
}

const OPTION_NUMBER = /^(?<goods>.*)\/(?<pick>[1-9]\d?)$/u;
const OPTION = /^(?<goods>.*)\/(?<pick>[1-9]\d?|[\p{L}][^/]*)$/u;

/** `100/oat`, and `100/` whose option has still to be typed. */
function waysWithNames(folded: string): ReadonlyArray<Parts> {
  const isOpen = folded.endsWith("/");
  const goods = isOpen ? folded.slice(0, -1).trim() : folded;
  const [whole, ...ends] = endsTakenOff({ goods, picks: [], asked: false, isOpen }, OPTION);
  return withQuantities(isOpen && whole !== undefined ? [whole, ...ends] : ends);
}

function withQuantities(ways: ReadonlyArray<Parts>): ReadonlyArray<Parts> {
  return ways.flatMap((parts) => {
    const counted = quantityTakenOff(parts);
    return counted === undefined ? [parts] : [parts, counted];
  });
}

function endsTakenOff(whole: Parts, pattern: RegExp): ReadonlyArray<Parts> {
  const ways = [whole];
  let parts = whole;
  const money = /^(?<goods>.*)=(?<money>[\d.,]+)$/u.exec(parts.goods)?.groups;
  if (money !== undefined) {
    parts = { ...parts, goods: (money["goods"] ?? "").trim(), money: money["money"] ?? "" };
    ways.push(parts);
  }
  for (;;) {
    const option = pattern.exec(parts.goods)?.groups;
    if (option === undefined) return ways;
    const picks = [option["pick"] ?? "", ...parts.picks];
    parts = { ...parts, goods: (option["goods"] ?? "").trim(), picks };
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
  { product, by, label }: Omit<FoundGoods, "by"> & { readonly by: FoundBy | "chosen" },
  { index, context }: Surroundings,
): Reading {
  const hits = index.hits(parts.goods);
  if (parts.asked) return { type: "command", command: { type: "ask", goods: parts.goods } };
  const quantity = quantityFor(product, parts.quantity, label);
  if (typeof quantity === "string") return { type: "nothing", why: quantity, hits };
  const price =
    label?.type === "price" ? ok(label.price) : priceFor(product, parts.money, context.currency);
  if (!price.ok) return { type: "nothing", why: price.fault, hits };
  const options = index.optionsOf(product);
  const picked = picksOf(product, parts, options);
  if (!picked.ok) return { ...picked.fault, hits };
  const { numbers, modifiers } = picked.value;
  const unitPrice = unitPriceOf(price.value ?? product.price, options, modifiers);
  const half = context.half ?? "up";
  return {
    type: "goods",
    product,
    by,
    quantity,
    numbers,
    ...(numbers.length === 0 ? {} : { modifiers }),
    ...(price.value === undefined ? {} : { price: price.value }),
    ...(label?.type === "price" ? { isPack: true } : {}),
    missing: missingGroups(options, modifiers),
    unitPrice,
    total: lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half }),
    hits,
  };
}

interface Picked {
  readonly numbers: ReadonlyArray<number>;
  readonly modifiers: ReadonlyArray<TakenModifier>;
}

/** Options as they were typed; what does not fit is told together with what there is. */
function picksOf(
  product: Product,
  { picks, isOpen }: Parts,
  options: Options,
): Result<Picked, NothingReading> {
  const before = defaultModifiers(options);
  function refuse(
    why: string,
    taken: ReadonlyArray<TakenModifier>,
  ): Result<Picked, NothingReading> {
    const reading = { type: "nothing" as const, why: `${product.name}: ${why}`, hits: [] };
    return err(options.length === 0 ? reading : { ...reading, options: { product, taken } });
  }

  const numbers: Array<number> = [];
  for (const pick of picks) {
    const number = isDigits(pick) ? Number(pick) : optionByName(options, pick);
    if (number === undefined) return refuse(whyNoOption(options, pick), before);
    numbers.push(number);
  }
  const picked = pickModifiers(options, before, numbers);
  if (!picked.ok) return refuse(picked.fault, before);
  if (isOpen !== true) return ok({ numbers, modifiers: picked.value });
  const why = options.length === 0 ? "it has no options." : `which option? ${rangeOf(options)}`;
  return refuse(why, picked.value);
}

function whyNoOption(options: Options, pick: string): string {
  if (options.length === 0) return "it has no options.";
  return `no option begins with “${pick}”: ${rangeOf(options)}`;
}

/** How options are called: by their numbers first. */
function rangeOf(options: Options): string {
  const [first] = options;
  const example = first === undefined ? "" : `; /1 is ${first.option.name}`;
  return `/1 to /${options.length}${example}.`;
}

/** Grams typed as kilograms are a slip; a till's scale ends far below. */
const WEIGHT_MAX = 100_000;

/** A sentence when the quantity is not one of this product. */
function quantityFor(
  product: Product,
  typed: string | undefined,
  label: ScaleLabel | undefined,
): Thousandths | string {
  if (label?.type === "weight") {
    return typed === undefined ? label.quantity : `The label says how much ${product.name} it is.`;
  }
  if (label?.type === "price") return quantityFor({ ...product, soldBy: "each" }, typed, undefined);
  if (typed === undefined) {
    if (product.soldBy === "each") return oneUnit;
    return `${product.name} is sold by weight: 0.350*${codeOf(product)}.`;
  }
  const read = parseQuantity(typed, product.soldBy);
  if (read.ok && product.soldBy === "weight" && read.value >= WEIGHT_MAX) {
    return `${typed} kg? The till sells up to 99.999 kg a line; 0.200*${codeOf(product)} is 200 g.`;
  }
  if (read.ok) return read.value;
  if (/^\d{8,}$/u.test(typed)) return `${typed} is a barcode and no quantity.`;
  if (product.soldBy === "each" && parseQuantity(typed, "weight").ok && /[.,]/u.test(typed)) {
    return `${product.name} is sold by the piece: 3*${codeOf(product)}.`;
  }
  return `${typed} is no quantity: 1 to 9999, for weight 0.350.`;
}

/** Undefined when nothing was said of it; a sentence when that does not do. */
function priceFor(
  product: Product,
  typed: string | undefined,
  currency: Currency,
): Result<MinorUnits | undefined, string> {
  if (typed === undefined) {
    if (!product.openPrice) return ok(undefined);
    return err(`${product.name} has no fixed price: ${codeOf(product)}=2.50.`);
  }
  const read = parseMoney(typed, currency);
  return read.ok ? read : err(`${typed} is no amount: ${codeOf(product)}=2.50.`);
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
  const afterCode = whyAfterCode(folded, index);
  if (afterCode !== undefined) return afterCode;
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

/** `102 oat`: a number and a blank; where the number is goods, it is not meant as so many. */
function whyAfterCode(folded: string, index: GoodsIndex): string | undefined {
  const parts = /^(?<code>\d{1,6}) (?<rest>.+)$/u.exec(folded)?.groups;
  const code = parts?.["code"] ?? "";
  const product = index.findByCode(code)?.product;
  if (product === undefined) return undefined;
  const options = index.optionsOf(product);
  if (options.length === 0) return `${code} is ${product.name}: Enter after it, then the next.`;
  const at = optionByName(options, parts?.["rest"] ?? "");
  const option = at === undefined ? undefined : options[at - 1]?.option.name;
  if (option === undefined) return `${code} is ${product.name}: ${code}/ shows its options.`;
  return `${product.name} with ${option}: ${code}/${at}.`;
}

function whyNoNumber(digits: string, hits: ReadonlyArray<Product>): string {
  if (parseBarcode(digits).ok) return `No goods have the barcode ${digits}.`;
  if (digits.length > 6) return `${digits} is neither a PLU (up to 6 digits) nor a right barcode.`;
  const first = hits[0];
  if (first === undefined) return `No goods have the PLU ${digits}.`;
  return `No goods have the PLU ${digits}: type on, or Down for ${first.name}.`;
}
