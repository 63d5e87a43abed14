/** The article that somebody names at the register beside a sale, such as one that is counted. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { findArticles } from "../stock/find-article.ts";
import { type Desk } from "./register-desk.ts";

/** Refused where there is no such article, or several. */
export function articleNamed(desk: Desk, text: string): Result<Product, Refusal> {
  const found = findArticles(desk.till, text);
  const [only] = found;
  if (only === undefined) return desk.refused({ type: "entry/unknown", of: "product", id: text });
  if (found.length === 1) return ok(only);
  const names = found.map(({ name }) => name);
  return err({ message: wordsIn(stocktakeWords, desk.locale()).several({ text, names }) });
}
