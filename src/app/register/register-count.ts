/** A stocktake at the register: the open sheets, and what somebody enters on one. */

import { err, ok } from "../../domain/base/result.ts";
import { decideEnterCount } from "../../domain/commands/stock/take-stocktake.ts";
import { readCounted } from "../../domain/goods/counted-text.ts";
import { piecesUnder } from "../../domain/goods/pack-codes.ts";
import { amountText } from "../../domain/goods/stock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type CountDesk } from "../../tui/ports/count-port.ts";
import { stocktakeWords } from "../../words/made/stocktake/all.ts";
import { placeCalled } from "../stock/place-called.ts";
import { listSheets, sheetArticleOf, sheetArticles, sheetNamed } from "../stock/stocktake.ts";
import { articleNamed } from "./article-named.ts";
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
      const product = articleNamed(desk, typed.article);
      if (!product.ok) return product;
      const { sku, name, unit } = product.value;
      const pieces = piecesUnder(product.value, typed.article);
      const counted = readCounted(typed.quantity, product.value, pieces);
      if (counted === undefined)
        return err({ message: words.noQuantity({ text: typed.quantity }) });
      const { instead, quantity: how } = typed;
      const wish = { sheet: sheet.value.id, sku, counted, how, instead };
      const done = desk.actBeside("enter count", (context) => decideEnterCount(context, wish));
      if (!done.ok) return done;
      const total = sheetArticleOf(till, sheet.value, product.value).counted;
      const [quantity, sum] = [counted, total].map((one) => amountText(one, unit, locale));
      const { number } = sheet.value;
      return ok(words.entered({ name, quantity: quantity ?? "", total: sum ?? "", number }));
    },
  };
}
