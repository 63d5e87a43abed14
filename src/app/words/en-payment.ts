/** Why money was not taken, or does not go back so, in English. */

import { minor } from "../../domain/money/amounts.ts";
import { handBackRefusals } from "./hand-back-refusals.ts";
import { type TillWords } from "./words-shape.ts";

type PaymentRefusal =
  | "amount/invalid"
  | "payment/owes"
  | "payment/came-otherwise"
  | "payment/nothing-back"
  | "card/too-much"
  | "cash/too-little"
  | "currency/no-rate"
  | "tender/unknown"
  | "tender/too-much"
  | "refund/beyond-tender"
  | "refund/beyond-card"
  | "refund/which"
  | "refund/none-beyond"
  | "refund/only-whole"
  | "attention/reason-needed"
  | "cash/no-coin";

export const enPayment: Pick<TillWords["refusals"], PaymentRefusal> = {
  "refund/which": ({ name, amount }, { money }) =>
    `Of ${name}, ${money(amount)} were paid too much: say whether goods come back, or that money.`,
  "refund/only-whole": ({ name }) =>
    `${name} was changed on another till since it was paid: take it back as a whole.`,
  "attention/reason-needed": () => "Money is in it: say why it is settled (--note in a shell).",
  "refund/none-beyond": ({ name }) => `Nothing was paid too much for ${name}: see its order.`,
  "amount/invalid": ({ amount }, { money }) => `${money(amount)} is no sum: say what was given.`,
  ...handBackRefusals.en,
  "card/too-much": ({ amount, due }, { money }) =>
    `${money(amount)} is more than the ${money(due)} that are due: a card gives no change.`,
  "cash/too-little": ({ due, tendered }, { money, code }) =>
    `${money(tendered)} is too little for ${money(due)}: ${money(minor(due - tendered))} ${code} more.`,
  "currency/no-rate": ({ currency }) =>
    `No rate for ${currency} yet: see the back office, or till currency set ${currency} 0.92.`,
  "tender/unknown": ({ text }) =>
    `No tender is called ${text}: the back office and \`till tender list\` have them.`,
  "tender/too-much": ({ name, amount, due }, { money }) =>
    `${money(amount)} is more than the ${money(due)} due: ${name} gives no change.`,
  "refund/beyond-tender": ({ name, left }, { money }) =>
    left === 0
      ? `Nothing of that receipt can go back by ${name}: give cash.`
      : `At most ${money(left)} can go back by ${name}: give the rest in cash.`,
  "refund/beyond-card": ({ amount, left }, { money }) =>
    left === 0
      ? "Nothing of that receipt was paid by card, or all of it went back: give cash."
      : `${money(amount)} is more than the ${money(left)} that were paid by card: give cash, or take less back.`,
  "cash/no-coin": ({ tendered, coin }, { money }) =>
    `${money(tendered)} can't be given in coins, the smallest is ${money(coin)}: type what was given.`,
};
