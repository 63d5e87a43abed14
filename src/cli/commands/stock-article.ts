/** The article and the quantity that somebody types for a command about stock. */

import { productNamed } from "../../app/catalogue/product-named.ts";
import { type Till } from "../../app/till.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readQuantityOf, type TypedQuantity } from "../../domain/goods/recipe-text.ts";
import { stockWords } from "../../words/made/stock/all.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(stockWords);

/** Finds an article by SKU, PLU or name. Throws a fault that says what to do. */
export function articleNamed(till: Till, text: string): Product {
  const product = productNamed(till, text);
  if (product !== undefined) return product;
  throw refusalFault({ type: "entry/unknown", of: "product", id: text }, till);
}

/** Reads how much of an article is meant. Throws a fault that says how to write it. */
export function quantityOf(text: string, product: Product): TypedQuantity {
  const quantity = readQuantityOf(text, product);
  if (quantity !== undefined) return quantity;
  const packs = product.packs.map(({ name }) => name);
  throw usageFault(
    said(({ noQuantity, noPack }) =>
      packs.length === 0
        ? noQuantity({ text: quoted(text) })
        : noPack({ text: quoted(text), packs }),
    ),
  );
}
