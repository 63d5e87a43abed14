/** Sets the stock of goods: sold out, a number, or no limit. The act is about the shop and no order. */

import * as z from "zod";

import { assertNever } from "../domain/base/assert-never.ts";
import { err, ok } from "../domain/base/result.ts";
import { decideSetLeft } from "../domain/commands/stock/set-left.ts";
import { type LeftOfGoods, readLeft, type TypedLeft } from "../domain/entry/entry-left.ts";
import { type Product } from "../domain/goods/catalogue.ts";
import { type Thousandths, thousandths, thousandthsSchema } from "../domain/money/amounts.ts";
import { localMeasure } from "../domain/text/locale.ts";
import { colonOf } from "../words/screen-words.ts";
import { type ActPlan, defineAct, type TextContext } from "./act.ts";

interface Left {
  readonly sku: string;
  /** 0 for sold out; null for no limit. */
  readonly left: Thousandths | null;
}

export const left = defineAct({
  id: "left",
  on: "shop",
  right: "soldout",
  input: () => z.object({ sku: z.string(), left: thousandthsSchema.min(0).nullable() }),
  decide: (context, _order, { sku, left: count }: Left) => {
    const product = context.catalogue().productsBySku.get(sku);
    return product === undefined
      ? err({ type: "product/unknown", text: sku, nearest: [] })
      : decideSetLeft(context, { product, left: count, isAsked: context.isOversold(sku) });
  },
  signs: [
    {
      sign: "!",
      // `!6*salmon`: so many; `!*salmon`: no limit; `!salmon`: sold out, or so many by a number at its end.
      pattern: /^!(?:(?<count>[\d.,]{0,8}) ?(?<star>\*))?(?<goods>[^*]*[^* ][^*]*)$/u,
      read: (match) => {
        const { count = "", star, goods = "" } = match.groups ?? {};
        const none = count === "" ? null : count;
        return ok({ goods: goods.trim(), count: star === undefined ? undefined : none });
      },
    },
  ],
  plan: (texts, _screen, typed: TypedLeft): ActPlan<Left> => {
    const { plan } = texts.words;
    const reading = readLeft(typed, texts.index());
    switch (reading.type) {
      case "left": {
        const { product, left: count } = reading;
        const input = { sku: product.sku, left: count };
        return { type: "ready", input, preview: previewText(texts, reading) };
      }
      case "two": {
        const one = previewText(texts, { product: reading.soldOut, left: thousandths(0) });
        const other = previewText(texts, reading.counted);
        return { type: "refused", why: plan.twoReadings({ one, other }) };
      }
      case "no-count": {
        const { name, soldBy } = reading.product;
        return { type: "refused", why: plan.noCount({ name, isByWeight: soldBy === "weight" }) };
      }
      case "no-goods":
        return { type: "refused", why: plan.noGoods({ typed: typed.goods }) };
      default:
        return assertNever(reading, "reading");
    }
  },
  done: (texts, { input }) => {
    const { done } = texts.words;
    const product = texts.catalogue().productsBySku.get(input.sku);
    const name = product?.name ?? input.sku;
    if (input.left === null) return done.thereAgain({ name });
    if (input.left === 0) return done.soldOut({ name });
    return done.left({ name, left: leftText(texts, product, input.left) });
  },
});

/** `Salmon: 6 left`. */
function previewText(texts: TextContext, { product, left: count }: LeftOfGoods): string {
  const { plan } = texts.words;
  const { name } = product;
  if (count === null) return plan.thereAgain({ name });
  if (count === 0) return plan.soldOut({ name });
  return `${name}${colonOf(texts)}${leftText(texts, product, count)}`;
}

function leftText(
  { words, locale }: TextContext,
  product: Product | undefined,
  count: Thousandths,
): string {
  return words.plan.left({ count: localMeasure(count, product?.soldBy ?? "each", locale) });
}
