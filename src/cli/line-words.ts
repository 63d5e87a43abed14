/** Lines of an order, and how many of one, as words of a command say them. */

import { type Thousandths } from "../domain/money/amounts.ts";
import { parseQuantity } from "../domain/quantity.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

export function positionOf(text: string): number {
  if (/^[1-9][0-9]{0,2}$/u.test(text)) return Number(text);
  throw usageFault(said(({ line }) => line.noLine({ text: quoted(text) })));
}

/** Of `--quantity`; undefined where it is not said. */
export function quantityOf(text: string | undefined): Thousandths | undefined {
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text, "weight");
  if (quantity.ok) return quantity.value;
  throw usageFault(said(({ line }) => line.noQuantity({ text: `--quantity ${quoted(text)}` })));
}
