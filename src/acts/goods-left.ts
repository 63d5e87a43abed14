/** Whether there is so much of goods, before somebody sells more of them. */

import { type GoodsReading } from "../domain/entry/entry.ts";
import { type Product } from "../domain/goods/catalogue.ts";
import { kindOf } from "../domain/lines/line-kinds.ts";
import { type Thousandths } from "../domain/money/amounts.ts";
import { inStock, workedOutWeight } from "../domain/prices/goods-left.ts";
import { type LineView } from "../domain/views.ts";
import { type Beyond, type TextContext } from "./act.ts";

/** Returns why there is not so much; undefined when there is enough. */
export function beyondLeft(
  texts: Pick<TextContext, "left" | "leftOf" | "words">,
  product: Product,
  {
    quantity,
    isPack,
    packWeight,
    price,
  }: Pick<GoodsReading, "quantity" | "isPack" | "packWeight" | "price">,
): Beyond | undefined {
  const left = quantity > 0 ? texts.left(product.sku) : undefined;
  if (left === undefined) return undefined;
  const { isSoldOut, isSoldOutNow, onlyLeft } = texts.words.plan;
  if (left <= 0)
    return { why: isSoldOut({ name: product.name }), hint: isSoldOutNow({ name: product.name }) };
  const isPiece = isPack === true && product.soldBy === "weight";
  const printed = isPiece && price !== undefined ? workedOutWeight(product, price) : undefined;
  const weight = (packWeight ?? printed)?.each;
  if (isPiece && weight === undefined) return undefined;
  if (inStock(weight, quantity) <= left) return undefined;
  const why = onlyLeft({ name: product.name, left: texts.leftOf(product) });
  return { why, hint: why };
}

/** Returns why there is not so much more for a line; undefined when there is enough. */
export function beyondLine(
  texts: TextContext,
  line: LineView,
  more: Thousandths,
): Beyond | undefined {
  const product = texts.catalogue().productsBySku.get(line.sku);
  if (product === undefined || !kindOf(line).stocked) return undefined;
  const isPack = product.soldBy === "weight" && line.soldBy === "each";
  const { packWeight } = line;
  const weighs = packWeight === undefined ? {} : { packWeight };
  const pack = isPack ? { isPack, ...weighs } : {};
  return beyondLeft(texts, product, { quantity: more, ...pack });
}
