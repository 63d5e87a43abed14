/** Goods that come back, as text in a language. */

import { wordsIn } from "../../domain/text/words-in.ts";
import { type ReceiptView } from "../../domain/views.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type Speech, sumText } from "../speech.ts";
import { amountRow } from "./order-text.ts";

/** Goods that came back, and which money goes out for them. */
export function refundText(
  { number, refund, lines, payments }: ReceiptView,
  speech: Speech,
): ReadonlyArray<string> {
  const { paid, refundOf } = wordsIn(orderWords, speech.locale);
  return [
    refundOf({ number, receipt: refund?.of ?? "" }),
    ...lines.map(({ name, amount, goods }) => {
      const row = amountRow(name, amount, speech);
      return goods === undefined ? row : `${row}  ${paid.goods[goods]}`;
    }),
    ...(refund?.raised ?? []).map(({ what, amount }) =>
      amountRow(paid.raised({ what }), amount, speech),
    ),
    ...payments.map(({ method, name = paid.card, amount }) => {
      const money = sumText(0 - amount, speech);
      return method === "cash"
        ? paid.giveBackCash({ money })
        : paid.giveBackBy({ money, tender: name });
    }),
  ];
}
