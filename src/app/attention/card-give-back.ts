/** Whether the answer that gives money back goes through a card terminal, and what that is asked for. */

import { openNow } from "../../domain/folds/order-attention.ts";
import { type BackAtTerminal, type CardDesk } from "../cards/card-desk.ts";
import { orderState } from "../orders/orders.ts";
import { type Till } from "../till/till.ts";
import { firstOwed, owedOfReceipt, reasonBack } from "./first-owed.ts";
import { type AttentionSubject } from "./open-item.ts";

/**
 * Returns what a terminal of this till is asked to give back for a question; undefined where the money came
 * otherwise, or by a terminal that this till doesn't drive.
 */
export function cardGiveBack(
  { ledger, shopLocale }: Pick<Till, "ledger" | "shopLocale">,
  cards: Pick<CardDesk, "backTerminal">,
  subject: AttentionSubject,
): BackAtTerminal | undefined {
  if (subject.type !== "order") return undefined;
  const { order, fact } = subject;
  const state = ledger.read((view) => orderState(view, order));
  const open = openNow(state, fact);
  // Where no money goes back, a terminal has nothing to do with it.
  if (open === undefined || open.amount === 0) return undefined;
  const reason = reasonBack(shopLocale(), state, open);
  if (open.type === "order/overpaid") {
    const terminal = firstOwed(state).method === "card" ? cards.backTerminal(order) : undefined;
    return terminal && { order, wish: { terminal: terminal.id, reason } };
  }
  const isCard = owedOfReceipt(state, open).method === "card";
  const terminal = isCard ? cards.backTerminal(order, open.subject) : undefined;
  const returned = { receipt: open.subject, lines: [], what: "beyond" } as const;
  return terminal && { order, wish: { terminal: terminal.id, returned, reason } };
}
