/** A price: what one of a line costs, without its options. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideSetPrice } from "../domain/commands/order/edit-order.ts";
import { lineGross } from "../domain/goods/pricing.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { addMinor, minor, minorUnitsSchema, zeroMinor } from "../domain/money/amounts.ts";
import { parseMoney } from "../domain/money/currency.ts";
import { defineAct } from "./act.ts";
import { rowName } from "./row-lines.ts";

export const price = defineAct({
  id: "price",
  on: "line",
  right: "sell",
  input: () => z.object({ line: eventIdSchema, price: minorUnitsSchema.min(0) }),
  decide: decideSetPrice,
  signs: [
    {
      sign: "=",
      pattern: /^=(?<price>\d{1,7}(?:[.,]\d{1,2})?)$/u,
      read: (match, { currency }) => {
        const read = parseMoney(match.groups?.["price"] ?? "", currency);
        return read.ok ? ok({ price: read.value }) : err({ type: "no-line-price" });
      },
    },
  ],
  plan: (texts, { line }, typed) => {
    const { words, money } = texts;
    const { plan } = words;
    if (line === undefined) return { type: "refused", why: plan.noLine };
    const prices = plan.instead({ now: money(typed.price), before: money(line.price) });
    // Options keep what they cost.
    const unitPrice = addMinor(typed.price, minor(line.unitPrice - line.price));
    const { quantity } = line;
    const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half: "up" });
    const total = gross === typed.price ? "" : ` = ${money(gross)}`;
    return {
      type: "ready",
      input: { line: line.id, price: typed.price },
      preview: `${plan.at({ name: rowName(texts, line), price: prices })}${total}`,
    };
  },
  done: (texts, { input, screen: { line } }) =>
    texts.words.done.price({
      name: line === undefined ? "" : rowName(texts, line),
      price: texts.money(input.price),
    }),
  shell: {
    help: "another price for one of a line, without its options; where it is open, its price",
    words: [{ name: "<amount>", help: "such as 2.80" }],
    asks: ["line"],
    example: "order price A12 3 2.80",
    read: ({ words: [text = ""] }, { currency }) => {
      const read = parseMoney(text, currency);
      return read.ok ? ok({ input: { price: read.value } }) : err({ type: "price", typed: text });
    },
  },
});
