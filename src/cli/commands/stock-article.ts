/** The article and the quantity that somebody types for a command about stock. */

import { productNamed } from "../../app/catalogue/product-named.ts";
import { type Till } from "../../app/till/till.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readQuantityOf, type TypedQuantity } from "../../domain/goods/recipe-text.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { formatMoney, parseMoney } from "../../domain/money/currency.ts";
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

/** Reads what something costs, in minor units. Throws a fault that says how to write it. */
export function costOfTyped({ currency }: Till, text: string): number {
  const amount = parseMoney(text, currency);
  if (amount.ok && amount.value >= 0) return amount.value;
  const facts = { text: quoted(text), such: formatMoney(minor(250), currency) };
  throw usageFault(said(({ noCost }) => noCost(facts)));
}

/** Reads a day. Throws a fault that says how to write it. */
export function dayOf(text: string): BusinessDay {
  const day = businessDaySchema.safeParse(text);
  if (day.success) return day.data;
  throw usageFault(said(({ noDay }) => noDay({ text: quoted(text) })));
}

const DAYS_MAX = 365;

/** Reads a number of days. Throws a fault that says how many there may be. */
export function daysOf(text: string): number {
  const days = /^[0-9]{1,3}$/u.test(text) ? Number(text) : DAYS_MAX + 1;
  if (days <= DAYS_MAX) return days;
  throw usageFault(said(({ noDays }) => noDays({ text: quoted(text), max: DAYS_MAX })));
}
