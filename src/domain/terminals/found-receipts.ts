/**
 * Receipts of a terminal that no payment here explains: a till that burned has charged somebody, or somebody
 * has typed a sum at the terminal. It ends when a till that comes back accounts for it, or by a person's
 * answer. Source: docs/rules/cards.md, C14.
 */

import { capturedCard } from "../balance/card-payments.ts";
import { RECEIPT_MAX } from "../events/card-events.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { openOf, type Resolvable } from "../state/attention.ts";
import { type TerminalFound } from "../state/terminal-state.ts";
import { isSameReceipt, paymentsAt, type PlacedPayment } from "./card-ledger.ts";

export interface FoundFact extends Resolvable<"terminal/found"> {
  readonly subject: EventId;
  /** The numbers of the first and the last of them, and how many there are. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Returns what is found at that terminal and still explained by nothing. */
export function openFound(view: LedgerView, terminal: string): ReadonlyArray<FoundFact> {
  const { found, resolved } = view.state("terminal", terminal);
  if (found.length === 0) return [];
  const payments = paymentsAt(view, terminal);
  const unexplained = found.filter(({ last }) =>
    payments.every((payment) => !explains(payment, last)),
  );
  return openOf(unexplained.map(toFact), resolved);
}

/** A payment of which nobody knows asks about the receipt that was found for it by itself. */
function explains({ state, payment }: PlacedPayment, { ref }: TerminalFound["last"]): boolean {
  const { unknown, words = [] } = payment;
  if (state === "unknown") return isSameReceipt(unknown?.found?.ref, ref);
  const card = capturedCard(payment);
  if (card?.ref !== null) return isSameReceipt(card?.ref, ref);
  return words.some(({ says, number }) => says === "yes" && Number(number) === ref.receipt);
}

function toFact({ id, from: before, last }: TerminalFound): FoundFact {
  const to = last.ref.receipt;
  const from = (before % RECEIPT_MAX) + 1;
  const count = to >= from ? to - from + 1 : to + RECEIPT_MAX - from + 1;
  return { type: "terminal/found", subject: id, amount: last.amount, from, to, count };
}
