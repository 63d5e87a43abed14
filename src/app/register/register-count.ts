/** A stocktake at the register: the open sheets, and what somebody enters on one. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { decideEnterCount } from "../../domain/commands/take-stocktake.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readCounted } from "../../domain/goods/counted-text.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type CountDesk } from "../../tui/ports/count-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { type StocktakeWords } from "../../words/made/stocktake/words.ts";
import { findArticles } from "../stock/find-article.ts";
import { placeCalled } from "../stock/place-called.ts";
import { listSheets, sheetArticleOf, sheetArticles, sheetNamed } from "../stock/stocktake.ts";
import { type Desk } from "./register-desk.ts";

export function countActions(desk: Desk): CountDesk {
  const { till } = desk;
  return {
    sheets: () =>
      listSheets(till)
        .filter(({ approved }) => approved === null)
        .map((sheet) => {
          const articles = sheetArticles(till, sheet);
          const counted = articles.filter(({ entries }) => entries.length > 0).length;
          const place = placeCalled(sheet.place, desk.locale());
          return { number: sheet.number, place, progress: `${counted}/${articles.length}` };
        }),
    enter: (typed) => {
      const locale = desk.locale();
      const words = wordsIn(stocktakeWords, locale);
      const sheet = sheetNamed(till, typed.sheet);
      if (!sheet.ok) return desk.refused(sheet.fault);
      const product = articleNamed(desk, words, typed.article);
      if (!product.ok) return product;
      const { sku, name, unit } = product.value;
      const counted = readCounted(typed.quantity, product.value);
      if (counted === undefined)
        return err({ message: words.noQuantity({ text: typed.quantity }) });
      const { instead, quantity: how } = typed;
      const wish = { sheet: sheet.value.id, sku, counted, how, instead };
      const done = desk.actBeside("enter count", (context) => decideEnterCount(context, wish));
      // Whoever vouches for a count does it at the shell.
      if (!done.ok) return err({ message: done.fault.message });
      const total = sheetArticleOf(till, sheet.value, product.value).counted;
      const [quantity, sum] = [counted, total].map((one) => amountText(one, unit, locale));
      const { number } = sheet.value;
      return ok(words.entered({ name, quantity: quantity ?? "", total: sum ?? "", number }));
    },
  };
}

function articleNamed(desk: Desk, words: StocktakeWords, text: string): Result<Product, Refusal> {
  const found = findArticles(desk.till, text);
  const [only] = found;
  if (only === undefined) return desk.refused({ type: "entry/unknown", of: "product", id: text });
  const names = found.map(({ name }) => name);
  return found.length === 1 ? ok(only) : err({ message: words.several({ text, names }) });
}
