/**
 * A file of another system as rows of this shop's own sheet of goods, which are read, compared and written like those of
 * any sheet.
 * What the file can't say is asked: a person's answers are words beside it, so the same file and answers are the same rows.
 */

import { err, ok, type Result } from "../base/result.ts";
import {
  type Catalogue,
  type Category,
  type ModifierGroup,
  type TaxClass,
} from "../goods/catalogue.ts";
import { minor, type MinorUnits } from "../money/amounts.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type Tax } from "../money/tax.ts";
import { type Heading, type SheetRow } from "../office/goods-sheet.ts";
import { NAME_MAX } from "../office/product-rules.ts";
import { newEntryId } from "../text/entry-id.ts";
import { foldText, isNamed } from "../text/entry-text.ts";
import {
  type Doubt,
  type ForeignCatalogue,
  type ForeignGoods,
  type ForeignGroup,
} from "./foreign-goods.ts";

/** What a person has said of the file. */
export interface ImportAnswers {
  /** The id of a tax class, by the file's word. */
  readonly taxes: ReadonlyMap<string, string>;
  readonly prices: PricesHold | undefined;
  /** The id or name of the category of what has none. */
  readonly category: string | undefined;
}

/** Whether the file's prices hold the tax. */
export const PRICES_HOLD = ["with-tax", "without-tax"] as const;
export type PricesHold = (typeof PRICES_HOLD)[number];

export type ImportQuestion =
  | { readonly type: "tax"; readonly word: string; readonly classes: ReadonlyArray<string> }
  | {
      readonly type: "prices";
      /** One of the prices as the file has it, and what a guest would pay where the tax is not in it. */
      readonly written: MinorUnits;
      readonly withTax: MinorUnits;
    }
  | {
      readonly type: "category";
      readonly count: number;
      readonly categories: ReadonlyArray<string>;
    };

export interface ForeignPlan {
  /** Headings and goods; the lines are the rows of the file. */
  readonly rows: ReadonlyArray<SheetRow>;
  readonly categories: ReadonlyArray<Category>;
  readonly groups: ReadonlyArray<ModifierGroup>;
  /** Whose own code was none here. */
  readonly doubts: ReadonlyArray<Doubt>;
}

/** A word for goods that bear no tax in the file. */
export const NO_TAX_WORD = "-";

interface Shop {
  readonly catalogue: Catalogue;
  readonly currency: Currency;
}

/** Returns the questions that are open as long as there are any. */
export function planForeign(
  foreign: ForeignCatalogue,
  { catalogue, currency }: Shop,
  answers: ImportAnswers,
): Result<ForeignPlan, ReadonlyArray<ImportQuestion>> {
  const classes = taxClassesOf(foreign, catalogue, answers);
  const homeless = foreign.goods.filter(({ category }) => category === "");
  const home = categoryFor(homeless.length, catalogue, answers);
  const pricing = pricesAsked(foreign, classes, answers);
  const open = [...classes.open, ...home.open, ...pricing];
  if (open.length > 0) return err(open);

  const categories = newCategories(foreign, catalogue);
  const groups = newGroups(foreign.groups, catalogue);
  const categoryIds = idsByName([...catalogue.categoriesById.values(), ...categories]);
  const groupIds = idsByName([...catalogue.modifierGroupsById.values(), ...groups]);
  const codes = codesOf(foreign.goods);
  const families = familiesOf(foreign.goods);
  const head = { line: 1, cells: HEADINGS };
  const rows = foreign.goods.map((goods): SheetRow => {
    const [line = 0] = goods.rows;
    const taxClass = classes.byWord.get(taxWord(goods));
    const cells: Readonly<Record<Wanted, string>> = {
      sku: codes.get(goods)?.sku ?? "",
      name: nameOf(goods),
      barcodes: goods.barcodes.join(" "),
      price: formatMoney(priceOf(goods, taxClass, answers.prices), currency),
      "sold by": goods.soldBy,
      "open price": goods.price === undefined ? "yes" : "no",
      category: categoryIds.get(nameKey(goods.category)) ?? home.id,
      "tax class": taxClass?.id ?? "",
      "modifier groups": goods.modifierGroups
        .flatMap((name) => groupIds.get(nameKey(name)) ?? [])
        .join(" "),
      voucher: goods.isVoucher ? "yes" : "no",
      ...placeOf(goods, families),
      active: goods.active ? "yes" : "no",
    };
    return { line, cells: HEADINGS.map((heading) => cells[heading]) };
  });
  const doubts = [...codes.values()].flatMap(({ doubt }) => doubt ?? []);
  return ok({ rows: [head, ...rows], categories, groups, doubts });
}

/** The catalogue with what the plan makes besides goods. */
export function catalogueWith(
  catalogue: Catalogue,
  { categories, groups }: ForeignPlan,
): Catalogue {
  const categoriesById = new Map(catalogue.categoriesById);
  for (const category of categories) categoriesById.set(category.id, category);
  const modifierGroupsById = new Map(catalogue.modifierGroupsById);
  for (const group of groups) modifierGroupsById.set(group.id, group);
  return { ...catalogue, categoriesById, modifierGroupsById };
}

const HEADINGS = [
  "sku",
  "name",
  "barcodes",
  "price",
  "sold by",
  "open price",
  "category",
  "tax class",
  "modifier groups",
  "voucher",
  "family",
  "row",
  "column",
  "active",
] as const satisfies ReadonlyArray<Heading>;
type Wanted = (typeof HEADINGS)[number];

function taxWord({ taxes }: ForeignGoods): string {
  return taxes.length === 0 ? NO_TAX_WORD : taxes.join(" + ");
}

interface TaxClasses {
  readonly byWord: ReadonlyMap<string, TaxClass>;
  readonly open: ReadonlyArray<ImportQuestion>;
}

/** A word is answered, or says a rate that a class of the shop has alone. */
function taxClassesOf(
  { goods, taxes }: ForeignCatalogue,
  { taxClassesById }: Catalogue,
  answers: ImportAnswers,
): TaxClasses {
  const rates = new Map(taxes.map(({ word, rate }) => [word, rate]));
  const byWord = new Map<string, TaxClass>();
  const open: ImportQuestion[] = [];
  for (const word of new Set(goods.map(taxWord))) {
    const said = answers.taxes.get(word);
    const found =
      said === undefined ? classOfRate(rates.get(word), taxClassesById) : taxClassesById.get(said);
    if (found === undefined) open.push({ type: "tax", word, classes: [...taxClassesById.keys()] });
    else byWord.set(word, found);
  }
  return { byWord, open };
}

const MILLI = 1000;

function classOfRate(
  rate: string | undefined,
  classes: ReadonlyMap<string, TaxClass>,
): TaxClass | undefined {
  const wanted = milliOf(rate);
  if (wanted === undefined) return undefined;
  const fits = [...classes.values()].filter(
    (one) => taxesOf(one).reduce((sum, tax) => sum + tax.rate, 0) === wanted,
  );
  // Two classes of one rate differ by where goods are eaten, which no file says.
  return fits.length === 1 ? fits[0] : undefined;
}

/** Returns per cent as thousandths of it; undefined where the file says none. */
function milliOf(rate: string | undefined): number | undefined {
  if (rate === undefined || rate === "") return undefined;
  const milli = Math.round(Number(rate.replace(",", ".")) * MILLI);
  return Number.isSafeInteger(milli) ? milli : undefined;
}

function taxesOf({ taxesByService }: TaxClass): ReadonlyArray<Tax> {
  return taxesByService.counter;
}

function categoryFor(
  count: number,
  { categoriesById }: Catalogue,
  { category }: ImportAnswers,
): { readonly id: string; readonly open: ReadonlyArray<ImportQuestion> } {
  const all = [...categoriesById.values()];
  const found = all.find(({ id, name }) => category !== undefined && isNamed(category, id, name));
  const isOpen = count > 0 && found === undefined;
  const categories = [...categoriesById.keys()];
  return { id: found?.id ?? "", open: isOpen ? [{ type: "category", count, categories }] : [] };
}

/** Asked of the first price that a tax would change, whether its class is known yet or the file says a rate. */
function pricesAsked(
  { goods, taxes }: ForeignCatalogue,
  { byWord }: TaxClasses,
  { prices }: ImportAnswers,
): ReadonlyArray<ImportQuestion> {
  if (prices !== undefined) return [];
  const said = new Map(taxes.map(({ word, rate }) => [word, milliOf(rate) ?? 0]));
  for (const one of goods) {
    const word = taxWord(one);
    const taxClass = byWord.get(word);
    const rate = taxClass === undefined ? (said.get(word) ?? 0) : rateOf(taxClass);
    if (rate === 0 || one.price === undefined || one.price === 0) continue;
    return [{ type: "prices", written: one.price, withTax: timesRate(one.price, rate) }];
  }
  return [];
}

const WHOLE = 100_000;

function rateOf(taxClass: TaxClass): number {
  return taxesOf(taxClass).reduce((sum, { rate }) => sum + rate, 0);
}

function timesRate(price: MinorUnits, rate: number): MinorUnits {
  return minor(divideRounded(productOf(price, WHOLE + rate), WHOLE, "up"));
}

/** The price as the shop writes it: with what its prices contain, and without what comes on top. */
function priceOf(
  { price }: ForeignGoods,
  taxClass: TaxClass | undefined,
  prices: PricesHold | undefined,
): MinorUnits {
  if (price === undefined) return minor(0);
  const taxes = taxClass === undefined ? [] : taxesOf(taxClass);
  const [within, above] = [true, false].map((isIn) =>
    taxes.filter(({ included }) => included === isIn).reduce((sum, { rate }) => sum + rate, 0),
  );
  if (prices === "without-tax") return timesRate(price, within ?? 0);
  if (prices !== "with-tax" || above === 0) return price;
  return minor(divideRounded(productOf(price, WHOLE), WHOLE + (above ?? 0), "up"));
}

function newCategories(
  { categories }: ForeignCatalogue,
  { categoriesById }: Catalogue,
): ReadonlyArray<Category> {
  const known = idsByName(categoriesById.values());
  const taken = new Set(categoriesById.keys());
  const made: Category[] = [];
  let position = Math.max(0, ...[...categoriesById.values()].map((one) => one.position));
  for (const name of categories) {
    if (known.has(nameKey(name))) continue;
    const id = newEntryId(name, taken);
    taken.add(id);
    known.set(nameKey(name), id);
    position += 1;
    made.push({ id, name: name.slice(0, NAME_MAX), position });
  }
  return made;
}

/** A group that the file says nothing else of has no options until somebody gives it some. */
function newGroups(
  groups: ReadonlyArray<ForeignGroup>,
  { modifierGroupsById }: Catalogue,
): ReadonlyArray<ModifierGroup> {
  const known = idsByName(modifierGroupsById.values());
  const taken = new Set(modifierGroupsById.keys());
  const made: ModifierGroup[] = [];
  for (const { name, modifiers } of groups) {
    if (known.has(nameKey(name))) continue;
    const id = newEntryId(name, taken);
    taken.add(id);
    known.set(nameKey(name), id);
    const ids = new Set<string>();
    const options = modifiers.map((modifier) => {
      const own = newEntryId(modifier.name, ids);
      ids.add(own);
      return {
        id: own,
        name: modifier.name.slice(0, NAME_MAX),
        price: modifier.price,
        byDefault: false,
      };
    });
    made.push({
      id,
      name: name.slice(0, NAME_MAX),
      min: 0,
      max: options.length,
      freeCount: 0,
      options,
    });
  }
  return made;
}

interface Entry {
  readonly id: string;
  readonly name: string;
}

/** Of two entries of one name the first has it. */
function idsByName(entries: Iterable<Entry>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, name } of entries) {
    if (!ids.has(nameKey(name))) ids.set(nameKey(name), id);
  }
  return ids;
}

/** Names that people take for the same have one key. */
function nameKey(name: string): string {
  return foldText(name.slice(0, NAME_MAX));
}

interface Code {
  readonly sku: string;
  readonly doubt: Doubt | undefined;
}

const NO_CODE = /[^A-Za-z0-9._/-]+/gu;
const CODE_MAX = 60;

/** Goods without a code that can be one here have one made of what the other system knows them by. */
function codesOf(goods: ReadonlyArray<ForeignGoods>): ReadonlyMap<ForeignGoods, Code> {
  const taken = new Set(goods.filter((one) => isCode(one.sku)).map((one) => one.sku.toLowerCase()));
  const codes = new Map<ForeignGoods, Code>();
  for (const one of goods) {
    if (isCode(one.sku)) {
      codes.set(one, { sku: one.sku, doubt: undefined });
      continue;
    }
    const candidates = [one.sku, one.id, `${one.id}-${one.name}`, one.name].map(toCode);
    const sku = candidates.find((code) => code !== "" && !taken.has(code.toLowerCase())) ?? "";
    taken.add(sku.toLowerCase());
    const [row = 0] = one.rows;
    const why = { type: "code-replaced", sku } as const;
    const isNamed = one.sku !== "";
    codes.set(one, { sku, doubt: isNamed ? { row, column: "SKU", why, isMade: true } : undefined });
  }
  return codes;
}

function isCode(sku: string): boolean {
  return sku !== "" && toCode(sku) === sku;
}

function toCode(text: string): string {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll(NO_CODE, "-");
  return plain.replaceAll(/^[._/-]+|[._/-]+$/gu, "").slice(0, CODE_MAX);
}

function nameOf({ name, options }: ForeignGoods): string {
  return [name, ...options.map(({ value }) => value)].join(" ").slice(0, NAME_MAX).trim();
}

/** Returns the names of which there are several variants. */
function familiesOf(goods: ReadonlyArray<ForeignGoods>): ReadonlySet<string> {
  const grouped = Map.groupBy(
    goods.filter(({ options }) => options.length > 0),
    ({ name }) => name,
  );
  return new Set([...grouped].filter(([, some]) => some.length > 1).map(([name]) => name));
}

/** The first option is the row of a family's grid, the others are its column. */
function placeOf(
  { name, options }: ForeignGoods,
  families: ReadonlySet<string>,
): Readonly<Record<"family" | "row" | "column", string>> {
  if (!families.has(name)) return { family: "", row: "", column: "" };
  const [row = "", ...others] = options.map(({ value }) => value.slice(0, NAME_MAX));
  const column = others.join(" / ").slice(0, NAME_MAX);
  return { family: name.slice(0, NAME_MAX), row, column };
}
