/** A category as somebody types it for a command about stock. */

import { type Till } from "../../app/till/till.ts";
import { isNamed } from "../../domain/text/entry-text.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(stocktakeWords);

/** Returns the id of a category by that or its name. Throws a fault where there is none. */
export function categoryNamed({ catalogue }: Till, text: string): string {
  const categories = catalogue().categoriesById.values();
  const category = categories.find(({ id, name }) => isNamed(text, id, name));
  if (category !== undefined) return category.id;
  throw usageFault(said(({ noCategory }) => noCategory({ text: quoted(text) })));
}
