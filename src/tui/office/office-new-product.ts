/** What is not said of a new product, and the summary of it before it is on sale. */

import { type Catalogue, type TaxClass } from "../../domain/goods/catalogue.ts";
import { type EntryWish, type FieldText } from "../../domain/office/entry-wish.ts";
import { likeProduct, nextPlu, taxClassOf } from "../../domain/office/like-product.ts";
import { type TillContext } from "../till-context.ts";
import { type View } from "./office-form.ts";
import { fieldName } from "./office-words.ts";

/** What is said of a new product; what is not said is as most goods have it. */
export interface SaidOfProduct {
  readonly price: string;
  readonly category?: string;
  readonly taxClass?: string;
}

/** A product is like the one that was looked at last, in whatever is not said. */
export function likeFields(
  { till, state }: View,
  { category, taxClass }: SaidOfProduct,
): ReadonlyArray<FieldText> {
  const catalogue = till.catalogue();
  const model = catalogue.productsBySku.get(state.office?.like ?? "");
  const like = likeProduct(catalogue, model);
  const group = category ?? textOf(like, "category");
  const isLike = group === model?.category;
  const tax = taxClass ?? (isLike ? textOf(like, "tax class") : taxClassOf(catalogue, group));
  const others = like.filter(({ field }) => field !== "category" && field !== "tax class");
  return [
    { field: "category", text: group },
    { field: "tax class", text: tax },
    { field: "plu", text: nextPlu(catalogue, group) },
    // Another kind of goods is made elsewhere.
    ...(isLike ? others : []),
  ];
}

export function textOf(fields: ReadonlyArray<FieldText>, name: string): string {
  return fields.find(({ field }) => field === name)?.text ?? "";
}

/** The taxes as this shop usually serves, `VAT 9%`; the name of a class that has none. */
function taxText({ port }: TillContext, { name, taxesByService }: TaxClass): string {
  const labels = taxesByService[port.shop.defaultService].map(({ label }) => label);
  return labels.length === 0 ? name : labels.join(" + ");
}

export function priceAndCategory(
  till: TillContext,
  price: string,
  { category = "" }: SaidOfProduct,
): string {
  const name = till.catalogue().categoriesById.get(category)?.name;
  return name === undefined ? price : `${price}, ${name}`;
}

/** Price, category, tax and number of what is about to be on sale. */
export function summaryOf(till: TillContext, price: string, { fields }: EntryWish): string {
  const { categoriesById, taxClassesById } = till.catalogue();
  const taxClass = taxClassesById.get(textOf(fields, "tax class"));
  const plu = textOf(fields, "plu");
  const category = categoriesById.get(textOf(fields, "category"))?.name ?? "";
  const tax = taxClass === undefined ? "" : taxText(till, taxClass);
  const number = plu === "" ? "" : `${fieldName(till, "plu")} ${plu}`;
  return [price, category, tax, number].filter((text) => text !== "").join(", ");
}

export interface StepChoice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export function categoryChoices({ categoriesById }: Catalogue): ReadonlyArray<StepChoice> {
  return [...categoriesById.values()].map(({ id, name }) => ({ id, label: name, detail: "" }));
}

export function taxChoices(till: TillContext): ReadonlyArray<StepChoice> {
  return [...till.catalogue().taxClassesById.values()].map((taxClass) => {
    return { id: taxClass.id, label: taxClass.name, detail: taxText(till, taxClass) };
  });
}
