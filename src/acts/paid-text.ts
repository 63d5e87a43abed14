/** What was given for something, as text in a language and as JSON. */

import { sumMinor } from "../domain/money/amounts.ts";
import { localForeign, rateText } from "../domain/tenders/foreign-cash.ts";
import { localSum, withDecimal } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type PaymentView, type ReceiptView } from "../domain/views.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type TextContext } from "./act.ts";

type Payments = Pick<ReceiptView, "payments">;

type Speech = Pick<TextContext, "currency" | "locale">;

/** What was handed over for a receipt in money of other currencies. */
export function foreignLines({ payments }: Payments, speech: Speech): ReadonlyArray<string> {
  const { paid } = wordsIn(orderWords, speech.locale);
  return payments.flatMap(({ foreign, tendered }) => {
    if (foreign === undefined) return [];
    const given = localForeign(foreign.amount, foreign.currency, speech.locale);
    const rate = withDecimal(rateText(foreign.rate, speech.currency), speech.locale);
    return [paid.given({ given, rate, worth: localSum(tendered, speech) })];
  });
}

/** What was given, by which tender and for whom, and after the lines of its papers what goes back. */
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
  // What a card paid beyond the bill goes out in cash as well.
  const cash = payments.filter(
    ({ method, amount, change }) =>
      method === "cash" || (method === "card" && amount > 0 && change > 0),
  );
  const change = sumMinor(cash, (payment) => payment.change);
  const back = cash.some(({ amount }) => amount < 0) ? paid.giveBack : paid.change;
  const toCard = payments.filter(({ method, amount }) => method === "card" && amount < 0);
  const tip = sumMinor(payments, (payment) => payment.tip ?? 0);
  return [
    ...foreignLines({ payments }, speech),
    ...(tip === 0 ? [] : [paid.tip({ money: localSum(tip, speech) })]),
    ...payments.flatMap(({ name, amount }) =>
      name === undefined ? [] : [`${name} ${localSum(amount, speech)}`],
    ),
    ...papers,
    ...(cash.length > 0 ? [back({ money: localSum(change, speech) })] : []),
    ...toCard.map(({ amount }) => paid.giveBackToCard({ money: localSum(0 - amount, speech) })),
  ];
}

/**
 * `corrected`: it was booked otherwise first. `foreign`: what was tendered in money of another currency,
 * in its own minor units; else null.
 */
export function paymentToJson({
  foreign,
  tip,
  name,
  corrected,
  ...payment
}: PaymentView): Readonly<Record<string, unknown>> {
  const { method, amount, tendered, change, rounding } = payment;
  const sums = { amount, tendered, change, rounding, tip: tip ?? 0 };
  return {
    method,
    name: name ?? null,
    ...sums,
    foreign: foreign ?? null,
    corrected: corrected === true,
  };
}
