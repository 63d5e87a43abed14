/** `till promotion try`: what a basket would cost, and why. */

import { orderLines } from "../../app/orders/order-text.ts";
import { tryBasket, type TriedDeal } from "../../app/orders/sell.ts";
import { moneyText, type Speech } from "../../app/speech.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { minor, sumMinor } from "../../domain/money/amounts.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { promotionsWords } from "../../words/made/promotions/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
import { goodsFault } from "./sell.ts";

interface TryOptions extends JsonOptions, StaffOptions {
  readonly service?: Service;
}

export function tryPromotions(
  goods: ReadonlyArray<string>,
  options: TryOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const tried = tryBasket(till, actor, { entries: goods, service: options.service });
    if (!tried.ok) throw goodsFault(tried.fault, till);
    const { order, deals, idle } = tried.value;
    const saved = sumMinor(deals, ({ off }) => off);
    if (options.json === true) {
      const lines = order.lines.map(({ sku, name, quantity, gross, off, promo }) => {
        return { sku, name, quantity, gross, discount: off, promotions: promo ?? null };
      });
      console.json({
        currency: till.currency.code,
        total: order.total,
        saved,
        lines,
        deals,
        idle,
      });
      return EXIT.fine;
    }
    const speech = speechIn(console, till);
    const words = wordsIn(promotionsWords, speech.locale);
    for (const line of orderLines(order, speech).slice(1)) console.out(line);
    for (const deal of deals) console.out(dealText(deal, speech));
    for (const name of idle) console.out(words.idle({ name: oneLine(name) }));
    return EXIT.fine;
  });
}

/** `3 for 2: 2 x Croissant, 1 x Muffin -2.60` */
function dealText({ name, off, pieces }: TriedDeal, speech: Speech): string {
  const byName = Map.groupBy(pieces, (piece) => piece.name);
  const goods = [...byName].map(([called, own]) => {
    return `${own.reduce((sum, { count }) => sum + count, 0)} x ${oneLine(called)}`;
  });
  return `${oneLine(name)}: ${goods.join(", ")} ${moneyText(minor(0 - off), speech)}`;
}
