/** The fields that a new product shares with a named one, or with most others. */

import { type Catalogue, type Product } from "../catalogue.ts";
import { type FieldText } from "./entry-wish.ts";

/** Fields that goods of one kind share. Options are not: a soup asks for no milk. */
const SHARED = [
  ["category", "category"],
  ["tax class", "taxClass"],
  ["station", "station"],
  ["course", "course"],
  ["sold by", "soldBy"],
] as const satisfies ReadonlyArray<readonly [field: string, name: keyof Product]>;

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
