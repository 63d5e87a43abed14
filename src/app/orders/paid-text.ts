/** The money given and refunded, as text in a language. */

import { localForeign, rateText } from "../../domain/foreign-cash.ts";
import { withDecimal } from "../../domain/locale.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { type PaymentView, type ReceiptView } from "../../domain/views.ts";
import { wordsIn } from "../../domain/words-in.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type Speech, sumText } from "../speech.ts";
import { amountRow } from "./order-text.ts";

type Payments = Pick<ReceiptView, "payments">;

/** Returns the money of other currencies that was handed over for a receipt. */
export function foreignLines({ payments }: Payments, speech: Speech): ReadonlyArray<string> {
  const { paid } = wordsIn(orderWords, speech.locale);
  return payments.flatMap(({ foreign, tendered }) => {
    if (foreign === undefined) return [];
    const given = localForeign(foreign.amount, foreign.currency, speech.locale);
    const rate = withDecimal(rateText(foreign.rate, speech.currency), speech.locale);
    return [paid.given({ given, rate, worth: sumText(tendered, speech) })];
  });
}

/** Returns the tenders of a payment, and after the lines of its papers the refund. */
export function paidText(
  {
    payments,
    papers,
  }: {
    readonly payments: ReadonlyArray<PaymentView>;
    /** `Receipt A-000012`. */
    readonly papers: ReadonlyArray<string>;
  },
  speech: Speech,
): ReadonlyArray<string> {
  const { paid } = wordsIn(orderWords, speech.locale);
  const cash = payments.filter(({ method }) => method === "cash");
  const change = sumMinor(cash, (payment) => payment.change);
  const back = cash.some(({ amount }) => amount < 0) ? paid.giveBack : paid.change;
  const toCard = payments.filter(({ method, amount }) => method === "card" && amount < 0);
  const tip = sumMinor(payments, (payment) => payment.tip ?? 0);
  return [
    ...foreignLines({ payments }, speech),
    ...(tip === 0 ? [] : [paid.tip({ money: sumText(tip, speech) })]),
    ...payments.flatMap(({ name, amount }) =>
      name === undefined ? [] : [`${name} ${sumText(amount, speech)}`],
    ),
    ...papers,
    ...(cash.length > 0 ? [back({ money: sumText(change, speech) })] : []),
    ...toCard.map(({ amount }) => paid.giveBackToCard({ money: sumText(0 - amount, speech) })),
  ];
}

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
    ...payments.map(({ method, name = paid.card, amount }) => {
      const money = sumText(0 - amount, speech);
      return method === "cash"
        ? paid.giveBackCash({ money })
        : paid.giveBackBy({ money, tender: name });
    }),
  ];
}
