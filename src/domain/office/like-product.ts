/** The fields that a new product shares with a named one, or with most others. */

import { type Catalogue, type Product } from "../goods/catalogue.ts";
import { type FieldText } from "./entry-wish.ts";

/** Fields that goods of one kind share. Options are not: a soup asks for no milk. */
const SHARED = [
  ["category", "category"],
  ["tax class", "taxClass"],
  ["station", "station"],
  ["course", "course"],
  ["sold by", "soldBy"],
] as const satisfies ReadonlyArray<readonly [field: string, name: keyof Product]>;

/** The highest number that a PLU may be. */
const PLU_MAX = 999_999;
/** Where a shop begins to count: shorter numbers are banknotes. */
const FIRST_PLU = 100;

/** Returns the number of a new product: the next one of its category, or else of the shop. */
export function nextPlu({ productsBySku }: Catalogue, category: string): string {
  const numbered = [...productsBySku.values()].filter(({ plu }) => plu !== "");
  const taken = new Set(numbered.map(({ plu }) => Number(plu)));
  const ofCategory = numbered.filter((product) => product.category === category);
  for (const some of [ofCategory, numbered]) {
    const next = Math.max(FIRST_PLU - 1, ...some.map(({ plu }) => Number(plu))) + 1;
    if (next <= PLU_MAX && !taken.has(next) && !isNote(next)) return String(next);
  }
  const last = Math.max(FIRST_PLU, ...taken);
  for (let next = last + 1; next <= PLU_MAX; next += 1) if (!isNote(next)) return String(next);
  return "";
}

/** `200` F9 would be money in most shops: a number of goods that is a banknote asks each time. */
function isNote(number: number): boolean {
  return /^[125]0+$/u.test(String(number));
}

/** Returns the tax class that most goods of the category have, or else most of all. */
export function taxClassOf({ productsBySku }: Catalogue, category: string): string {
  const sold = [...productsBySku.values()].filter(({ active }) => active);
  const ofCategory = sold.filter((product) => product.category === category);
  return commonest((ofCategory.length > 0 ? ofCategory : sold).map(({ taxClass }) => taxClass));
}

/** Like `model`; without one, with the category and tax class that most goods have. */
export function likeProduct(
  { productsBySku }: Catalogue,
  model: Product | undefined,
): ReadonlyArray<FieldText> {
  if (model !== undefined) {
    return SHARED.map(([field, name]) => ({ field, text: String(model[name]) }));
  }
  const sold = [...productsBySku.values()].filter(({ active }) => active);
  return [
    { field: "category", text: commonest(sold.map(({ category }) => category)) },
    { field: "tax class", text: commonest(sold.map(({ taxClass }) => taxClass)) },
  ];
}

/** The first of those that are there most often; empty when there is none. */
function commonest(texts: ReadonlyArray<string>): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let best = "";
  for (const [text, count] of counts) if (count > (counts.get(best) ?? 0)) best = text;
  return best;
}
