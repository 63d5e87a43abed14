/**
 * The goods of a catalogue, ready to be found by what a cashier types or scans. Built once for each
 * state of the catalogue; a look-up does not depend on how many products there are.
 *
 * Order is by folded name, then by SKU: never by locale and never by sales, so that the same keys
 * always give the same goods.
 */

import { lazy } from "../base/lazy.ts";
import {
  expandUpcE,
  parseBarcode,
  parseScaleLabel,
  type ScaleLabel,
  type ScaleRule,
  toGtin14,
  usualScaleRules,
} from "../goods/barcode.ts";
import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { type DepositOf, depositsOf } from "../goods/deposit-articles.ts";
import { familyKey, inGrid } from "../goods/families.ts";
import { type Gs1Element, plainGs1, readGs1 } from "../goods/gs1.ts";
import { isHalvable } from "../goods/halves.ts";
import { numberedOptions } from "../goods/product-options.ts";
import { minor } from "../money/amounts.ts";
import { compareText, foldName, foldText, isDigits, wordsOf } from "../text/entry-text.ts";
import { createNameIndex, type RankRun } from "../text/name-index.ts";
import { type NumberedOption, optionByName } from "./entry-modifiers.ts";
import { nearestTo } from "./entry-nearest.ts";

/** The most hits: more are never shown, and no cashier walks further with the arrows. */
export const HITS_MAX = 50;

/** Which of the rules found the goods. */
export type FoundBy = "short-code" | "plu" | "barcode" | "name" | "words" | "sku";

export interface FoundGoods {
  readonly product: Product;
  readonly by: FoundBy;
  /** The weight or price that a scale has printed on the pack. */
  readonly label?: ScaleLabel;
  /** The code is that of a pack of so many pieces. */
  readonly pieces?: number;
}

export interface GoodsIndex {
  /** By short code, PLU, barcode or the beginning of a name; then by SKU. */
  readonly findExactly: (typed: string) => FoundGoods | undefined;
  /** Each typed word begins a word of the name. */
  readonly findByWords: (typed: string) => FoundGoods | undefined;
  /** By short code, PLU or barcode, which is all that a scan may be. */
  readonly findByCode: (typed: string) => FoundGoods | undefined;
  /** Returns the goods that share this PLU, which only tills apart can bring about; none where one has it. */
  readonly contested: (typed: string) => ReadonlyArray<Product>;
  /**
   * Returns the variants that the typed text names by their family and perhaps by values of its grid, `t-shirt m`, in
   * the order of the grid; none for any other text, and for a code of goods.
   */
  readonly variants: (typed: string) => ReadonlyArray<Product>;
  /** Returns the goods that the typed text may become, the reading first. */
  readonly hits: (typed: string) => ReadonlyArray<Product>;
  /** Products whose names are spelled most like the text, nearest first. */
  readonly nearest: (typed: string) => ReadonlyArray<Product>;
  readonly optionsOf: (product: Product) => ReadonlyArray<NumberedOption>;
  readonly depositsOf: (product: Product) => ReadonlyArray<DepositOf>;
  readonly isHalvable: (product: Product) => boolean;
  /** Returns the name of an option of any goods that begins with the text. */
  readonly optionCalled: (typed: string) => string | undefined;
  /** Returns the index of goods that are on sale no more: some of them still come back. */
  readonly inactive: () => GoodsIndex;
}

export function createGoodsIndex(
  catalogue: Catalogue,
  scaleRules: ReadonlyArray<ScaleRule> = usualScaleRules,
): GoodsIndex {
  const products = [...catalogue.productsBySku.values()];
  const [active = [], inactive = []] = [true, false].map((is) =>
    products.filter((product) => product.active === is),
  );
  let past: GoodsIndex | undefined;

  // The index of past goods is made when somebody first asks for it, which is seldom.
  function indexPast(): GoodsIndex {
    past ??= { ...indexOf(catalogue, { products: inactive, scaleRules }), inactive: indexPast };
    return past;
  }

  return { ...indexOf(catalogue, { products: active, scaleRules }), inactive: indexPast };
}

function indexOf(
  catalogue: Catalogue,
  {
    products,
    scaleRules,
  }: { readonly products: ReadonlyArray<Product>; readonly scaleRules: ReadonlyArray<ScaleRule> },
): Omit<GoodsIndex, "inactive"> {
  const { goods, names } = sortedByName(products);
  const index = createNameIndex(names);
  const byPlu = goods
    .filter(({ plu }) => plu !== "")
    .toSorted((left, right) => compareText(left.plu, right.plu));
  const plus = createNameIndex(byPlu.map(({ plu }) => plu));
  const codes = indexCodes(goods, scaleRules);
  const skus = lazy(() => new Map(goods.map((product) => [foldText(product.sku), product])));
  const options = lazy(() => optionsOfAll(catalogue, products));

  function productsAt(ranks: ReadonlyArray<number>): ReadonlyArray<Product> {
    return ranks.map((rank) => goods[rank]).filter((product) => product !== undefined);
  }

  function named(folded: string, limit: number): ReadonlyArray<Product> {
    const { from, to } = index.beginning(folded);
    if (!isDigits(folded)) return goods.slice(from, Math.min(to, from + limit));
    // A blank ends it: `1` is not half of anything, and `10` no percentage.
    return goods
      .slice(from, to)
      .filter((_, at) => /^(?: |$)/u.test((names[from + at] ?? "").slice(folded.length)))
      .slice(0, limit);
  }

  function worded(folded: string, limit: number): ReadonlyArray<Product> {
    if (folded === "" || isDigits(folded)) return [];
    return productsAt(index.withWords(wordsOf(folded), limit));
  }

  function findByCode(typed: string): FoundGoods | undefined {
    const folded = plainGs1(foldText(typed));
    return contested(folded).length > 0 ? undefined : codes(folded);
  }

  function bySku(typed: string): FoundGoods | undefined {
    const folded = foldText(typed);
    return contested(folded).length > 0 ? undefined : asFound(skus().get(folded), "sku");
  }

  function contested(folded: string): ReadonlyArray<Product> {
    if (!/^\d{1,6}$/u.test(folded)) return [];
    const all = firstOf(byPlu, plus.beginning(folded)).filter(({ plu }) => plu === folded);
    return all.length < 2 ? [] : all;
  }

  const families = lazy(() => familiesOf(goods));

  function variants(folded: string): ReadonlyArray<Product> {
    if (families().size === 0 || folded === "" || codes(folded) !== undefined) return [];
    return variantsNamed(families(), foldName(folded));
  }

  return {
    findByCode,
    variants: (typed) => variants(foldText(typed)),
    findExactly: (typed) =>
      findByCode(typed) ?? found(named(foldText(typed), 1), "name") ?? bySku(typed),
    contested: (typed) => contested(foldText(typed)),
    findByWords: (typed) => found(worded(foldText(typed), 1), "words"),
    hits: (typed) => {
      const folded = foldText(typed);
      if (folded === "") return [];
      const code = findByCode(folded);
      const bySku = skus().get(folded);
      const all = [
        ...contested(folded),
        ...(code === undefined ? [] : [code.product]),
        ...variants(folded),
        ...named(folded, HITS_MAX),
        ...(isDigits(folded) ? firstOf(byPlu, plus.beginning(folded)) : []),
        ...firstOf(goods, index.beginning(folded)),
        ...(bySku === undefined ? [] : [bySku]),
      ];
      // A short text has thousands of words to sort, and none of them would be shown.
      if (all.length < HITS_MAX) all.push(...worded(folded, HITS_MAX));
      if (all.length < HITS_MAX) all.push(...variantsBegun(families(), foldName(folded)));
      return [...new Set(all)].slice(0, HITS_MAX);
    },
    nearest: (typed) => productsAt(nearestTo(foldText(typed), index)),
    optionsOf: (product) => numberedOptions(catalogue, product),
    depositsOf: (product) => depositsOf(catalogue, product),
    isHalvable: (product) => isHalvable(catalogue, product),
    optionCalled: (typed) => {
      const at = optionByName(options(), typed);
      return at === undefined ? undefined : options()[at - 1]?.option.name;
    },
  };
}

type Families = ReadonlyMap<string, ReadonlyArray<Product>>;

/** Returns the products of each family in the order of its grid. */
function familiesOf(goods: ReadonlyArray<Product>): Families {
  const members = goods.filter(({ family }) => family !== "");
  const grouped = Map.groupBy(members, familyKey);
  return new Map([...grouped].map(([key, products]) => [key, inGrid(products)]));
}

/** Returns the variants of the family whose name the text is or begins with; the words behind it are of its grid. */
function variantsNamed(families: Families, folded: string): ReadonlyArray<Product> {
  const words = folded.split(" ");
  for (let count = words.length; count > 0; count -= 1) {
    const members = families.get(words.slice(0, count).join(" "));
    if (members === undefined) continue;
    const called = members.filter(({ name }) => foldName(name) === folded);
    if (called.length === 1) return called;
    const rest = wordsOf(words.slice(count).join(" "));
    return members.filter(({ row, column }) => hasValues(foldName(`${row} ${column}`), rest));
  }
  return [];
}

/** Whether each typed word is one of the values, or begins one where none is written so. */
function hasValues(values: string, typed: ReadonlyArray<string>): boolean {
  const all = wordsOf(values);
  return typed.every((word) => all.includes(word) || (word.length > 2 && startsOne(all, word)));
}

function startsOne(words: ReadonlyArray<string>, start: string): boolean {
  return words.some((word) => word.startsWith(start));
}

/** Fewer letters begin too many families. */
const FAMILY_LENGTH_MIN = 3;

/** Returns the variants of families whose name begins with the text. */
function variantsBegun(families: Families, folded: string): ReadonlyArray<Product> {
  if (folded.length < FAMILY_LENGTH_MIN) return [];
  const begun = [...families].filter(([key]) => key.startsWith(folded));
  return begun.flatMap(([, products]) => products).slice(0, HITS_MAX);
}

/** Returns the options of all these goods, each group once. */
function optionsOfAll(
  { modifierGroupsById }: Catalogue,
  products: ReadonlyArray<Product>,
): ReadonlyArray<NumberedOption> {
  const ids = new Set(products.flatMap(({ modifierGroups }) => modifierGroups));
  const groups = [...ids].flatMap((id) => modifierGroupsById.get(id) ?? []);
  return groups.flatMap((group) => group.options.map((option) => ({ group, option })));
}

/** Returns the products by folded name, then by SKU. */
function sortedByName(products: ReadonlyArray<Product>): {
  readonly goods: ReadonlyArray<Product>;
  readonly names: ReadonlyArray<string>;
} {
  const named = products
    .map((product) => ({ name: foldName(product.name), product }))
    .toSorted(
      (left, right) =>
        compareText(left.name, right.name) || compareText(left.product.sku, right.product.sku),
    );
  return { goods: named.map(({ product }) => product), names: named.map(({ name }) => name) };
}

/** Indexes the codes; of two products with one code the lower SKU has it, at every till. */
function indexCodes(
  products: ReadonlyArray<Product>,
  scaleRules: ReadonlyArray<ScaleRule>,
): (folded: string) => FoundGoods | undefined {
  const shortCodes = new Map<string, Product>();
  const plus = new Map<string, Product>();
  const barcodes = new Map<string, Product>();
  const packs = new Map<string, FoundGoods>();
  for (const product of products.toSorted((a, b) => compareText(b.sku, a.sku))) {
    if (product.shortCode !== "") shortCodes.set(foldText(product.shortCode), product);
    if (product.plu !== "") plus.set(product.plu, product);
    for (const barcode of product.barcodes) barcodes.set(toGtin14(barcode), product);
    for (const { code, pieces } of product.packCodes) {
      packs.set(toGtin14(code), { product, by: "barcode", pieces });
    }
  }

  /** The shop's goods may be stored under the label with the value zero, or only have its number. */
  function labelled(folded: string): FoundGoods | undefined {
    const label = parseScaleLabel(folded, scaleRules);
    if (!label.ok) return undefined;
    const { productCode, item } = label.value;
    const product = barcodes.get(toGtin14(productCode)) ?? plus.get(item.replace(/^0+/u, ""));
    const isOfScale = product?.soldBy === "weight" || label.value.type === "price";
    return product && isOfScale ? { product, by: "barcode", label: label.value } : undefined;
  }

  /** The weight of an element string counts for goods that are sold by weight; the price of a pack is theirs beside it. */
  function ofElement({ gtin, weight, price }: Gs1Element): FoundGoods | undefined {
    const product = barcodes.get(gtin);
    if (product === undefined) return packs.get(gtin);
    if (price !== undefined && (product.soldBy === "weight" || product.openPrice)) {
      const { digits, decimals } = price;
      const common = { type: "price", item: "", productCode: gtin, decimals } as const;
      const label = { ...common, price: minor(digits) };
      const isWeighed = product.soldBy === "weight" && weight !== undefined && weight > 0;
      return { product, by: "barcode", label: isWeighed ? { ...label, weight } : label };
    }
    if (weight === undefined || product.soldBy !== "weight") return asFound(product, "barcode");
    const label = { type: "weight", item: "", productCode: gtin, quantity: weight } as const;
    return { product, by: "barcode", label };
  }

  return (folded) => {
    const code = asFound(shortCodes.get(folded), "short-code") ?? asFound(plus.get(folded), "plu");
    if (code !== undefined) return code;
    const element = readGs1(folded);
    if (element !== undefined) return ofElement(element);
    const short = expandUpcE(folded);
    const asShort = short === undefined ? undefined : barcodes.get(toGtin14(short));
    if (!parseBarcode(folded).ok) return asFound(asShort, "barcode");
    const own = barcodes.get(toGtin14(folded)) ?? asShort;
    return asFound(own, "barcode") ?? packs.get(toGtin14(folded)) ?? labelled(folded);
  };
}

function asFound(product: Product | undefined, by: FoundBy): FoundGoods | undefined {
  return product === undefined ? undefined : { product, by };
}

function found(products: ReadonlyArray<Product>, by: FoundBy): FoundGoods | undefined {
  return asFound(products[0], by);
}

function firstOf(sorted: ReadonlyArray<Product>, { from, to }: RankRun): ReadonlyArray<Product> {
  return sorted.slice(from, Math.min(to, from + HITS_MAX));
}
