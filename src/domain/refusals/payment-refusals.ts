/** Why a payment was not taken. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type TenderMoney } from "../tenders/tenders.ts";
import { type GoodsCount } from "../views.ts";

export const PAYMENT_REFUSALS = {
  /** All is paid by it, and nobody has said whether the kitchen begins with these goods. */
  "payment/goods-held": refusal<{ goods: ReadonlyArray<GoodsCount> }>("conflict", { asks: "held" }),
  /** Money that was taken can't be taken back by a key. */
  "payment/final": refusal("conflict"),
  /** The order owes the guest: more was paid than it costs now, or goods come back. */
  "payment/owes": refusal<{ refundDue: MinorUnits }>("wrong"),
  "payment/nothing-back": refusal("conflict"),
  /** The money came by other tenders than the one asked for. */
  "payment/came-otherwise": refusal<{ owed: ReadonlyArray<TenderMoney> }>("conflict"),
  /** Nothing was paid for the order that no receipt uses. */
  "give-back/none": refusal("conflict"),
  /** The order has several payments, or none that is called so. */
  "give-back/which": refusal<{ payments: ReadonlyArray<TenderMoney> }>("wrong"),
  /** A terminal took the payment, and gives it back where it can. */
  "give-back/at-terminal": refusal<{ amount: MinorUnits }>("conflict"),
  "cash/too-little": refusal<{ due: MinorUnits; tendered: MinorUnits }>("wrong"),
  /** Nobody can have given that: the smallest coin is larger. */
  "cash/no-coin": refusal<{ tendered: MinorUnits; coin: MinorUnits }>("wrong"),
  /** The shop has no tender of that name. */
  "tender/unknown": refusal<{ text: string }>("unknown"),
  "tender/too-much": refusal<{ name: string; due: MinorUnits; amount: MinorUnits }>("wrong"),
  /** The shop has no exchange rate for that currency. */
  "currency/no-rate": refusal<{ currency: string }>("wrong"),
  /** The tip is more than the amount it is given for, so somebody has to confirm it. */
  "tip/unusual": refusal<{ tip: MinorUnits; due: MinorUnits }>("wrong"),
  /** A tip is typed after its payment only where that came by card, and nobody has corrected it. */
  "tip/not-by-card": refusal("conflict"),
  /** The day of the payment is over, or its terminal has ended its own. */
  "tip/late": refusal("conflict"),
  "tip/same": refusal("wrong"),
  /** The amount of a payment is below zero, or zero where something is meant. */
  "amount/invalid": refusal<{ amount: MinorUnits }>("wrong"),
  "card/too-much": refusal<{ due: MinorUnits; amount: MinorUnits }>("wrong"),
  /** More cash is to go out for a card than the shop allows; zero is none. */
  "card/cash-back": refusal<{ back: MinorUnits; most: MinorUnits }>("wrong"),
};
