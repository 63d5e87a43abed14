/**
 * The goods of a catalogue, ready to be found by what a cashier types or scans. Built once for each
 * state of the catalogue; a look-up does not depend on how many products there are.
 *
 * Order is by folded name, then by SKU: never by locale and never by sales, so that the same keys
 * always give the same goods.
 */

import {
  parseBarcode,
  parseScaleLabel,
  type ScaleLabel,
  type ScaleRule,
  toGtin14,
  usualScaleRules,
} from "./barcode.ts";
import {
  type Catalogue,
  type ModifierGroup,
  type ModifierOption,
  type Product,
  numberedOptions,
} from "./catalogue.ts";
import { nearestTo } from "./entry-nearest.ts";
import { compareText, foldName, foldText, isDigits, wordsOf } from "./entry-text.ts";

/** More is never shown, and no cashier walks further with the arrows. */
export const HITS_MAX = 50;

/** Which of the rules found the goods. */
export type FoundBy = "short-code" | "plu" | "barcode" | "name" | "words";

export interface FoundGoods {
  readonly product: Product;
  readonly by: FoundBy;
  /** What a scale has printed on the pack: its weight, or its price. */
  readonly label?: ScaleLabel;
}

export interface NumberedOption {
  readonly group: ModifierGroup;
  readonly option: ModifierOption;
}

export interface GoodsIndex {
  /** Rules 1 to 4 of the grammar: short code, PLU, barcode, beginning of a name. */
  readonly findExactly: (typed: string) => FoundGoods | undefined;
  /** Rule 6: each typed word begins a word of the name. */
  readonly findByWords: (typed: string) => FoundGoods | undefined;
  /** Rules 1 to 3, which is all that a scan may be. */
  readonly findByCode: (typed: string) => FoundGoods | undefined;
  /** What the typed text may become, the reading first. */
  readonly hits: (typed: string) => ReadonlyArray<Product>;
  /** Products whose names are spelled most like the text, nearest first. */
  readonly nearest: (typed: string) => ReadonlyArray<Product>;
  readonly optionsOf: (product: Product) => ReadonlyArray<NumberedOption>;
  /** Of the goods that are on sale no more: some of them still come back. */
  readonly inactive: () => GoodsIndex;
}

interface NamedProduct {
  readonly name: string;
  readonly words: ReadonlyArray<string>;
  readonly product: Product;
  /** Place by name. */
  readonly rank: number;
}

interface Keyed {
  readonly key: string;
  readonly named: NamedProduct;
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

  // Made when somebody first asks for such goods, which is seldom.
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
  const goods = namedProducts(products);
  const byName = goods.map((named) => ({ key: named.name, named }));
  const byWord = sortedByKey(
    goods.flatMap((named) => [...new Set(named.words)].map((key) => ({ key, named }))),
  );
  const byPlu = sortedByKey(
    goods
      .filter(({ product }) => product.plu !== "")
      .map((named) => ({ key: named.product.plu, named })),
  );
  const codes = indexCodes(
    goods.map(({ product }) => product),
    scaleRules,
  );

  function named(folded: string, limit: number): ReadonlyArray<Product> {
    const beginning = startingWith(byName, folded);
    const fit = isDigits(folded)
      ? // A blank ends it: `1` is not half of anything, and `10` no percentage.
        beginning.filter(({ key }) => /^(?: |$)/u.test(key.slice(folded.length)))
      : beginning;
    return fit.slice(0, limit).map((keyed) => keyed.named.product);
  }

  function worded(folded: string, limit: number): ReadonlyArray<Product> {
    if (folded === "" || isDigits(folded)) return [];
    const words = wordsOf(folded);
    const rarest = words
      .map((word) => startingWith(byWord, word))
      .toSorted((left, right) => left.length - right.length)[0];
    if (rarest === undefined) return [];
    const fit = new Set(rarest.map((keyed) => keyed.named).filter((it) => hasWords(it, words)));
    return [...fit]
      .toSorted((left, right) => left.rank - right.rank)
      .slice(0, limit)
      .map(({ product }) => product);
  }

  function findByCode(typed: string): FoundGoods | undefined {
    return codes(foldText(typed));
  }

  return {
    findByCode,
    findExactly: (typed) => findByCode(typed) ?? found(named(foldText(typed), 1), "name"),
    findByWords: (typed) => found(worded(foldText(typed), 1), "words"),
    hits: (typed) => {
      const folded = foldText(typed);
      if (folded === "") return [];
      const code = codes(folded);
      const all = [
        ...(code === undefined ? [] : [code.product]),
        ...named(folded, HITS_MAX),
        ...firstOf(isDigits(folded) ? startingWith(byPlu, folded) : []),
        ...firstOf(startingWith(byName, folded)),
      ];
      // A short text has thousands of words to sort, and none of them would be shown.
      if (all.length < HITS_MAX) all.push(...worded(folded, HITS_MAX));
      return [...new Set(all)].slice(0, HITS_MAX);
    },
    nearest: (typed) => nearestTo(foldText(typed), goods),
    optionsOf: (product) => numberedOptions(catalogue, product),
  };
}

function namedProducts(products: ReadonlyArray<Product>): ReadonlyArray<NamedProduct> {
  return products
    .map((product) => {
      const name = foldName(product.name);
      return { name, words: wordsOf(name), product };
    })
    .toSorted(compareNamed)
    .map(({ name, words, product }, rank) => ({ name, words, product, rank }));
}

type Unranked = Omit<NamedProduct, "rank">;

function compareNamed(left: Unranked, right: Unranked): number {
  return compareText(left.name, right.name) || compareText(left.product.sku, right.product.sku);
}

/** Stable, so that equal keys keep the order of names. */
function sortedByKey(entries: ReadonlyArray<Keyed>): ReadonlyArray<Keyed> {
  return entries.toSorted((left, right) => compareText(left.key, right.key));
}

/** Where two products claim one code, the lower SKU has it at every till. */
function indexCodes(
  products: ReadonlyArray<Product>,
  scaleRules: ReadonlyArray<ScaleRule>,
): (folded: string) => FoundGoods | undefined {
  const shortCodes = new Map<string, Product>();
  const plus = new Map<string, Product>();
  const barcodes = new Map<string, Product>();
  for (const product of products.toSorted((a, b) => compareText(b.sku, a.sku))) {
    if (product.shortCode !== "") shortCodes.set(foldText(product.shortCode), product);
    if (product.plu !== "") plus.set(product.plu, product);
    for (const barcode of product.barcodes) barcodes.set(toGtin14(barcode), product);
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

  return (folded) => {
    const code = asFound(shortCodes.get(folded), "short-code") ?? asFound(plus.get(folded), "plu");
    if (code !== undefined || !parseBarcode(folded).ok) return code;
    return asFound(barcodes.get(toGtin14(folded)), "barcode") ?? labelled(folded);
  };
}

function asFound(product: Product | undefined, by: FoundBy): FoundGoods | undefined {
  return product === undefined ? undefined : { product, by };
}

function found(products: ReadonlyArray<Product>, by: FoundBy): FoundGoods | undefined {
  return asFound(products[0], by);
}

/** The run of a sorted list whose keys begin with `prefix`; nothing begins with the empty text. */
function startingWith(sorted: ReadonlyArray<Keyed>, prefix: string): ReadonlyArray<Keyed> {
  if (prefix === "") return [];
  const from = firstIndex(sorted, (key) => key >= prefix);
  const length = firstIndex(sorted.slice(from), (key) => !key.startsWith(prefix));
  return sorted.slice(from, from + length);
}

/** Binary search for the first key that fits; all after it fit too. */
function firstIndex(sorted: ReadonlyArray<Keyed>, fits: (key: string) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(sorted[middle]?.key ?? "")) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstOf(keyed: ReadonlyArray<Keyed>): ReadonlyArray<Product> {
  return keyed.slice(0, HITS_MAX).map(({ named }) => named.product);
}

/** Digits are a whole word or nothing: `86 salmon` must not find what has 860 in its name. */
function hasWords({ words }: NamedProduct, typed: ReadonlyArray<string>): boolean {
  return typed.every((part) =>
    words.some((word) => (isDigits(part) ? word === part : word.startsWith(part))),
  );
}
