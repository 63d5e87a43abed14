/** Lines of an order, and how many of one, as words of a command say them. */

import { type Thousandths } from "../domain/money/amounts.ts";
import { parseQuantity } from "../domain/quantity.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";

export function positionOf(text: string): number {
  if (/^[1-9][0-9]{0,2}$/u.test(text)) return Number(text);
  throw usageFault(`${quoted(text)} is no line: its number, as till order show counts them.`);
}

/** Of `--quantity`; undefined where it is not said. */
export function quantityOf(text: string | undefined): Thousandths | undefined {
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text, "weight");
  if (quantity.ok) return quantity.value;
  throw usageFault(`--quantity ${quoted(text)} is no quantity: such as 2, or 0.350.`);
}
