/**
 * How goods are typed: by PLU, barcode, SKU or words, with a quantity, options and a price. A text that begins with a sign
 * is a command, which `acts/typed-command.ts` reads.
 */

import { err, ok, type Result } from "../base/result.ts";
import { parseBarcode, type ScaleLabel } from "../goods/barcode.ts";
import { type ModifierGroup, type Product, type TakenModifier } from "../goods/catalogue.ts";
import { plainGs1 } from "../goods/gs1.ts";
import { halfAndHalf } from "../goods/halves.ts";
import { type PackWeight } from "../goods/measure.ts";
import { lineGross } from "../goods/pricing.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type Currency, parseMoney } from "../money/currency.ts";
import { type HalfRule } from "../money/rounding.ts";
import { ENTRY_LENGTH_MAX, foldText, isDigits } from "../text/entry-text.ts";
import { parseQuantity } from "../text/quantity.ts";
import { type EntryFault, type OptionFault } from "./entry-fault.ts";
import {
  defaultModifiers,
  missingGroups,
  numbersOfPicks,
  optionByName,
  pickModifiers,
  type Options,
  unitPriceOf,
} from "./entry-modifiers.ts";
import { type FoundBy, type FoundGoods, type GoodsIndex } from "./entry-search.ts";

export interface EntryContext {
  readonly currency: Currency;
  /** How the shop rounds, for the totals of weighed goods. */
  readonly half?: HalfRule;
  /** Returns the price of one unit where nobody types one; missing for the product's own. */
  readonly priceOf?: (product: Product) => MinorUnits;
  /** SKU of the hit that the cashier chose with the arrows; else the first one counts. */
  readonly chosen?: string;
}

export interface GoodsReading {
  readonly type: "goods";
  readonly product: Product;
  readonly by: FoundBy | "chosen";
  /** The quantity; below zero for goods that come back, and so is the total. */
  readonly quantity: Thousandths;
  /** Numbers of the options that were typed, in the order in which they were typed. */
  readonly numbers: ReadonlyArray<number>;
  /** The typed options; undefined for the product's defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier>;
  /** The typed price; undefined for the product's own. */
  readonly price?: MinorUnits;
  /** Empties of the goods come back, for their deposit. */
  readonly isEmpties?: true;
  /** A scale has printed the price of the pack: it counts as a piece, at that price. */
  readonly isPack?: true;
  /** What one pack weighs, where its label says that beside the price. */
  readonly packWeight?: PackWeight;
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
  /** `100?`: price, adding nothing. */
  | { readonly type: "ask"; readonly goods: string }
  /** The text begins with a sign. */
  | { readonly type: "command" }
  | SomeOfLineReading
  | NothingReading;

// `1*/oat`: options for so many of the line on which the cashier stands.
export interface SomeOfLineReading {
  readonly type: "some-of-line";
  readonly count: string;
  /** The command for the whole line. */
  readonly command: string;
}

/** Enter does nothing with it. */
export interface NothingReading {
  readonly type: "nothing";
  readonly fault: EntryFault;
  readonly hits: ReadonlyArray<Product>;
  /** Goods that were understood but for their options, and what is taken of these so far. */
  readonly options?: OptionsOf;
}

export interface OptionsOf {
  readonly product: Product;
  readonly taken: ReadonlyArray<TakenModifier>;
}

/** A typed text split into goods, quantity and options in one of the possible ways. */
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
  const folded = plainGs1(foldText(text));
  if (folded === "") return { type: "empty" };
  if (text.length > ENTRY_LENGTH_MAX) {
    return { type: "nothing", fault: { type: "too-long", max: ENTRY_LENGTH_MAX }, hits: [] };
  }
  if (!isCommand(folded)) return readGoods(folded, index, context);
  const empties = EMPTIES.exec(folded)?.groups?.["goods"];
  if (empties !== undefined) return readEmpties(empties, index, context);
  const goodsBack = RETURNED_GOODS.exec(folded)?.groups?.["goods"];
  return goodsBack === undefined ? { type: "command" } : readReturn(goodsBack, index, context);
}

/** `<3*100`: goods that come back without a receipt. What begins with a sign is no goods. */
export const RETURNED_GOODS = /^< ?(?<goods>(?:[\p{L}\p{N}]|[.,]\d).*)$/u;

/** `<<6*cola`: empties of the goods come back, for their deposit. */
const EMPTIES = /^<< ?(?<goods>(?:[\p{L}\p{N}]|[.,]\d).*)$/u;

/** Whether the first sign makes a command of it: neither a letter nor a digit, nor a decimal's point. */
export function isCommand(folded: string): boolean {
  return folded !== "" && !/^(?:[\p{L}\p{N}]|[.,]\d)/u.test(folded);
}

/** Reads goods that come back, also such that are on sale no more, where nothing else is meant. */
function readReturn(goods: string, index: GoodsIndex, context: EntryContext): Reading {
  const present = readGoods(goods, index, context);
  const past = present.type === "nothing" ? readGoods(goods, index.inactive(), context) : present;
  const isPast = past.type === "goods" || (present.type === "nothing" && present.hits.length === 0);
  const reading = isPast ? past : present;
  if (reading.type === "ask" || reading.type === "some-of-line") {
    return { type: "nothing", fault: { type: "how", sign: "<" }, hits: [] };
  }
  if (reading.type !== "goods") return reading;
  const { quantity, total } = reading;
  return { ...reading, quantity: thousandths(0 - quantity), total: minor(0 - total) };
}

/** Reads the empties of goods: what these would cost, and what has to be chosen of them, is nothing to them. */
function readEmpties(goods: string, index: GoodsIndex, context: EntryContext): Reading {
  const reading = readReturn(goods, index, context);
  if (reading.type !== "goods") return reading;
  const { product, quantity, by, hits } = reading;
  const deposits = index.depositsOf(product);
  if (deposits.length === 0) {
    return { type: "nothing", fault: { type: "no-deposit", name: product.name }, hits };
  }
  const unitPrice = sumMinor(deposits, ({ article, count }) => article.price * count);
  const half = context.half ?? "up";
  const total = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half });
  const read = { type: "goods", product, by, quantity, unitPrice, total, hits } as const;
  return { ...read, isEmpties: true, numbers: [], missing: [] };
}

/** Finds the goods of a scanned code by the first three rules, never by a name. */
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
  const disputed = ways.find((parts) => index.contested(parts.goods).length > 0);
  if (disputed !== undefined) {
    const hits = index.contested(disputed.goods);
    const names = hits.map(({ name }) => name);
    return { type: "nothing", fault: { type: "contested", typed: disputed.goods, names }, hits };
  }
  const family = ofFamily(ways, { index, context });
  if (family !== undefined) return family;
  const some = SOME_WITH_OPTION.exec(folded)?.groups;
  if (some !== undefined && index.findExactly(folded) === undefined) {
    const { count = "", command = "" } = some;
    return { type: "some-of-line", count, command };
  }
  const around = { index, context };
  // Names of options last, so that no text loses another meaning; but the stroke at an end is not
  // left out as the words of a name would do it.
  const named = waysWithNames(folded);
  const worded = folded.endsWith("/") ? [] : ways;
  return (
    firstFound(ways, index.findExactly, around) ??
    firstHalves(ways, "halvable", around) ??
    firstFound(worded, index.findByWords, around) ??
    firstFound(named, index.findExactly, around) ??
    firstFound(named, index.findByWords, around) ??
    firstHalves(ways, "any", around) ??
    explain(folded, ways, around)
  );
}

/** Reads the name of a family: one variant is goods, of several a person says which. Undefined for other texts. */
function ofFamily(ways: ReadonlyArray<Parts>, around: Surroundings): Reading | undefined {
  for (const parts of ways) {
    const hits = around.index.variants(parts.goods);
    const [first, second] = hits;
    if (first === undefined) continue;
    if (second === undefined) return complete(parts, { product: first, by: "words" }, around);
    const { family } = first;
    const such = foldText(`${family} ${first.row} ${first.column}`);
    return { type: "nothing", fault: { type: "family", family, count: hits.length, such }, hits };
  }
  return undefined;
}

const HALVES = /^(?<first>[^+]+)\+(?<second>[^+]+)$/u;

/** Reads `margherita+funghi`, half of each. Goods that are sold whole are refused where the text is nothing else. */
function firstHalves(
  ways: ReadonlyArray<Parts>,
  which: "halvable" | "any",
  around: Surroundings,
): Reading | undefined {
  const { index } = around;

  function find(typed: string | undefined): Product | undefined {
    const goods = typed?.trim() ?? "";
    return (index.findExactly(goods) ?? index.findByWords(goods))?.product;
  }

  for (const parts of ways) {
    const typed = HALVES.exec(parts.goods)?.groups;
    const first = find(typed?.["first"]);
    const second = find(typed?.["second"]);
    if (first === undefined || second === undefined) continue;
    const whole = [first, second].find((product) => !index.isHalvable(product));
    if (whole !== undefined && which === "halvable") continue;
    if (whole !== undefined) return noHalves({ type: "whole", name: whole.name });
    if (first.sku === second.sku) return noHalves({ type: "same-halves", name: first.name });
    return complete(parts, { product: halfAndHalf(first, second), by: "words" }, around);
  }
  return undefined;
}

function noHalves(fault: EntryFault): Reading {
  return { type: "nothing", fault, hits: [] };
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

/** A quantity before an option: the words of a name would leave the stroke out, and find other goods. */
const SOME_WITH_OPTION = /^(?<count>[\d.,]+) ?\* ?(?<command>\/.*)$/u;
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
  { product, by, label, pieces }: Omit<FoundGoods, "by"> & { readonly by: FoundBy | "chosen" },
  { index, context }: Surroundings,
): Reading {
  const hits = index.hits(parts.goods);
  if (parts.asked) return { type: "ask", goods: parts.goods };
  const quantity = inPieces(quantityFor(product, parts.quantity, label), pieces);
  if (!quantity.ok) return { type: "nothing", fault: quantity.fault, hits };
  const price =
    label?.type === "price"
      ? ok(priceOnLabel(label, context.currency))
      : priceFor(product, parts.money, context.currency);
  if (!price.ok) return { type: "nothing", fault: price.fault, hits };
  const options = index.optionsOf(product);
  const picked = picksOf(product, parts, options);
  if (!picked.ok) return { ...picked.fault, hits };
  const { numbers, modifiers } = picked.value;
  const usualPrice = context.priceOf?.(product) ?? product.price;
  const unitPrice = unitPriceOf(price.value ?? usualPrice, options, modifiers);
  const half = context.half ?? "up";
  return {
    type: "goods",
    product,
    by,
    quantity: quantity.value,
    numbers,
    ...(numbers.length === 0 ? {} : { modifiers }),
    ...(price.value === undefined ? {} : { price: price.value }),
    ...(label?.type === "price" ? packOf(label) : {}),
    missing: missingGroups(options, modifiers),
    unitPrice,
    total: lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity: quantity.value, half }),
    hits,
  };
}

function packOf({
  weight,
}: Extract<ScaleLabel, { type: "price" }>): Pick<GoodsReading, "isPack" | "packWeight"> {
  const isPack = true;
  return weight === undefined
    ? { isPack }
    : { isPack, packWeight: { each: weight, from: "label" } };
}

/** Returns the price on a pack in minor units; one with more decimals than the money has is rounded. */
function priceOnLabel(
  { price, decimals }: Extract<ScaleLabel, { type: "price" }>,
  currency: Currency,
): MinorUnits {
  return minor(Math.round(price * 10 ** (currency.decimals - (decimals ?? currency.decimals))));
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
  const usualModifiers = defaultModifiers(options);
  function refuse(
    why: OptionFault,
    taken: ReadonlyArray<TakenModifier>,
  ): Result<Picked, NothingReading> {
    const fault = { type: "option" as const, name: product.name, why };
    const reading = { type: "nothing" as const, fault, hits: [] };
    return err(options.length === 0 ? reading : { ...reading, options: { product, taken } });
  }

  const read = numbersOfPicks(options, picks);
  if (!read.ok) return refuse(whyNoOption(options, read.fault), usualModifiers);
  const numbers = read.value;
  const picked = pickModifiers(options, usualModifiers, numbers);
  if (!picked.ok) return refuse(picked.fault, usualModifiers);
  if (isOpen !== true) return ok({ numbers, modifiers: picked.value });
  return refuse(whichOption(options), picked.value);
}

function whichOption(options: Options): OptionFault {
  return options.length === 0
    ? { type: "no-options" }
    : { type: "which", count: options.length, first: firstOf(options) };
}

function whyNoOption(options: Options, typed: string): OptionFault {
  if (options.length === 0) return { type: "no-options" };
  return { type: "no-such-name", typed, count: options.length, first: firstOf(options) };
}

function firstOf([first]: Options): string {
  return first?.option.name ?? "";
}

/** Grams typed as kilograms are a slip; a till's scale ends far below. */
const WEIGHT_MAX = 100_000;

function quantityFor(
  product: Product,
  typed: string | undefined,
  label: ScaleLabel | undefined,
): Result<Thousandths, EntryFault> {
  const { name, soldBy } = product;
  const code = codeOf(product);
  if (label?.type === "weight") {
    return typed === undefined ? ok(label.quantity) : err({ type: "labelled", name });
  }
  if (label?.type === "price") return quantityFor({ ...product, soldBy: "each" }, typed, undefined);
  if (typed === undefined) {
    return soldBy === "each"
      ? ok(oneUnit)
      : err({ type: "by-weight", sku: product.sku, name, code });
  }
  const read = parseQuantity(typed, soldBy);
  if (read.ok && soldBy === "weight" && read.value >= WEIGHT_MAX) {
    return err({ type: "too-heavy", typed, code });
  }
  if (read.ok) return read;
  if (/^\d{8,}$/u.test(typed)) return err({ type: "barcode-no-quantity", typed });
  if (soldBy === "each" && parseQuantity(typed, "weight").ok && /[.,]/u.test(typed)) {
    return err({ type: "by-piece", name, code });
  }
  return err({ type: "no-quantity", typed });
}

/** Returns so many packs as pieces; more than a line may hold is for the till to refuse. */
function inPieces(
  packs: Result<Thousandths, EntryFault>,
  pieces = 1,
): Result<Thousandths, EntryFault> {
  return packs.ok ? ok(thousandths(packs.value * pieces)) : packs;
}

/** Returns the price; undefined when none was typed. */
function priceFor(
  product: Product,
  typed: string | undefined,
  currency: Currency,
): Result<MinorUnits | undefined, EntryFault> {
  const code = codeOf(product);
  if (typed === undefined) {
    if (!product.openPrice) return ok(undefined);
    return err({ type: "no-fixed-price", sku: product.sku, name: product.name, code });
  }
  const read = parseMoney(typed, currency);
  return read.ok ? read : err({ type: "no-amount", typed, code });
}

/** The shortest text that names the product. */
function codeOf(product: Product): string {
  if (product.plu !== "") return product.plu;
  return product.shortCode === "" ? product.name : product.shortCode;
}

function explain(folded: string, ways: ReadonlyArray<Parts>, around: Surroundings): Reading {
  const { index } = around;
  const hits = ways.map(({ goods }) => index.hits(goods)).find((found) => found.length > 0) ?? [];
  const fault = whyNothing(folded, hits, index);
  const isUnknown = fault.type === "nothing-called" || fault.type === "is-option";
  const joined = isUnknown ? ways.flatMap(withoutBlanks) : [];
  return firstFound(joined, index.findExactly, around) ?? { type: "nothing", fault, hits };
}

/**
 * `7 up`, whose goods are called 7up: tried last, where nothing better can be said than that nothing is called
 * so. Of digits alone it would be another code.
 */
function withoutBlanks(parts: Parts): ReadonlyArray<Parts> {
  const goods = parts.goods.replaceAll(" ", "");
  return goods === parts.goods || isDigits(goods) ? [] : [{ ...parts, goods }];
}

function whyNothing(folded: string, hits: ReadonlyArray<Product>, index: GoodsIndex): EntryFault {
  if (isDigits(folded)) return whyNoNumber(folded, hits);
  const afterCode = whyAfterCode(folded, index);
  if (afterCode !== undefined) return afterCode;
  const blank = /^(?<count>\d{1,4}) ?[x ] ?(?<goods>.+)$/u.exec(folded)?.groups;
  const goods = blank?.["goods"] ?? "";
  if (index.findExactly(goods) !== undefined || index.findByWords(goods) !== undefined) {
    return { type: "so-many", count: blank?.["count"] ?? "", goods };
  }
  if (/^[\d.,]+ ?%$/u.test(folded)) return { type: "how", sign: "-" };
  if (/^[\d.,]+ ?\*$/u.test(folded)) return { type: "of-what", typed: folded };
  if (/^\d*[.,]\d+$/u.test(folded)) return { type: "of-what", typed: `${folded}*` };
  // A quantity of unknown goods is unknown goods.
  const counted = /^[\d.,]+ ?\* ?(?<rest>[^*]+)$/u.exec(folded)?.groups?.["rest"];
  if (counted !== undefined) return whyNothing(counted, [], index);
  const product = index.findExactly(folded.replace(/[/=*?].*$/u, ""))?.product;
  if (product !== undefined) return { type: "takes-options", name: product.name };
  if (RECEIPT_NUMBER.test(folded)) {
    return { type: "receipt-number", number: folded.toUpperCase() };
  }
  // Of goods that it may still become, nobody means an option.
  const isBegun = folded.length < OPTION_LENGTH_MIN || index.hits(folded).length > 0;
  const option = isBegun ? undefined : index.optionCalled(folded);
  return option === undefined
    ? { type: "nothing-called", typed: folded }
    : { type: "is-option", option, typed: folded };
}

/** Fewer letters begin too many names. */
const OPTION_LENGTH_MIN = 3;

/** `a-000012`, also without some of the zeros. */
const RECEIPT_NUMBER = /^[a-z][a-z0-9]{0,7}-\d{3,9}$/u;

/** `102 oat`: a number and a blank; where the number is goods, it is not meant as so many. */
function whyAfterCode(folded: string, index: GoodsIndex): EntryFault | undefined {
  const parts = /^(?<code>\d{1,6}) (?<rest>.+)$/u.exec(folded)?.groups;
  const code = parts?.["code"] ?? "";
  const product = index.findByCode(code)?.product;
  if (product === undefined) return undefined;
  const { name } = product;
  const rest = parts?.["rest"] ?? "";
  // `100 5`: what is no goods of its own is how many.
  if (/^[1-9]\d?$/u.test(rest) && index.findByCode(rest) === undefined) {
    return { type: "so-many", count: rest, goods: code };
  }
  const options = index.optionsOf(product);
  if (options.length === 0) return { type: "one-by-one", name, code };
  const at = optionByName(options, rest);
  const option = at === undefined ? undefined : options[at - 1]?.option.name;
  if (at === undefined || option === undefined) return { type: "has-options", name, code };
  return { type: "with-option", name, code, option, number: at };
}

function whyNoNumber(typed: string, hits: ReadonlyArray<Product>): EntryFault {
  const code = parseBarcode(typed);
  if (code.ok) return { type: "no-barcode", typed };
  if (code.fault.type === "barcode/wrong-check-digit") return { type: "wrong-check", typed };
  if (typed.length > 6) return { type: "no-number", typed };
  return { type: "no-plu", typed, first: hits[0]?.name ?? "" };
}
