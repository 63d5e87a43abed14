/** The refund of one key press for an order that is overpaid, or for what a receipt took too much. */

import { moneyOwed } from "../../domain/balance/money-by-tender.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { writtenOffBefore } from "../../domain/commands/money/pay-again.ts";
import { refundBy } from "../../domain/commands/money/refund-payments.ts";
import { type RefundRules, refundWorth } from "../../domain/commands/money/refund-receipt.ts";
import { type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { askedFacts } from "../../domain/order/asked-facts.ts";
import { receiptTenders, tenderLeft } from "../../domain/order/refund.ts";
import { type AttentionFact } from "../../domain/state/attention.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { DIFFERENCE, type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { aboutText } from "../words/about-text.ts";

/**
 * Returns what hands are filled with for a question, which differs from its sum where that goes out in
 * cash: coins round it. Source: docs/rules/money.md, M9.
 */
export function handedFor(
  order: OrderState,
  { subject: receipt, amount }: Pick<AttentionFact, "subject" | "amount">,
  { method, cash, terms }: RefundRules & { readonly method: string },
): MinorUnits {
  if (method !== "cash") return amount;
  if (order.receipts.every(({ id }) => id !== receipt))
    return refundBy(order, { method, cash }).out;
  const back = { receipt, lines: [], method, what: "beyond" } as const;
  const worth = refundWorth({ cash, terms }, order, back);
  return worth.ok ? sumMinor(worth.value.out, (money) => money.amount) : amount;
}

/** Returns the amount that came by the last tender; in cash for returned goods. */
export function firstOwed(order: OrderState): TenderMoney {
  const [first] = moneyOwed(order).byTender;
  return first ?? { method: "cash", amount: orderBalance(order).refundDue };
}

/**
 * Whether a question is of money that no receipt states too much for: what was paid again, and is not missing any
 * more.
 */
export function isUnstated({ type, amount, turnover, sign }: AttentionFact): boolean {
  return type === "receipt/over-covered" && sign === 1 && amount > 0 && turnover === 0;
}

/** Returns the tender of a part that was paid twice: cash where it came by several tenders. */
export function owedOfReceipt(order: OrderState, fact: AttentionFact): TenderMoney {
  const { subject, amount } = fact;
  if (isUnstated(fact)) {
    const isWrittenOff = writtenOffBefore(order, amount) === amount;
    return { method: isWrittenOff ? DIFFERENCE : "cash", amount };
  }
  const receipt = order.receipts.find(({ id }) => id === subject);
  const tenders = receipt === undefined ? [] : receiptTenders(order, receipt);
  const enough = tenders.filter(
    (it) => receipt !== undefined && tenderLeft(order, receipt, it.method) >= amount,
  );
  // What was written off is written off no longer, before any money goes; of money what was paid last.
  const only = enough.find(({ method }) => method === DIFFERENCE) ?? enough.at(-1);
  if (only === undefined) return { method: "cash", amount };
  const { method, name } = only;
  return name === undefined ? { method, amount } : { method, name, amount };
}

/** Returns why money goes back for a question, as the refund and its paper say it. */
export function reasonBack(locale: Locale, order: OrderState, fact: AttentionFact): string {
  const isPaidTwice = askedFacts(order, [fact]).some((asked) => asked.isPaidTwice);
  return aboutText(locale, { type: fact.type, isPaidTwice });
}
