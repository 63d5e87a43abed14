/** Questions about an order as a person is asked them: each with its papers. */

import { type AttentionFact } from "../state/attention.ts";
import { type OrderState } from "../state/order-state.ts";
import { type AttentionPaper, attentionPapers } from "./attention-papers.ts";

export interface AskedFact {
  readonly fact: AttentionFact;
  /** The papers in the order in which they were issued. */
  readonly papers: ReadonlyArray<AttentionPaper>;
  /** Whether all that a receipt states was paid before: the bill was paid twice. */
  readonly isPaidTwice: boolean;
}

/** `order`: as the facts are to be read in it. */
export function askedFacts(
  order: OrderState,
  facts: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AskedFact> {
  return facts.map((fact) => {
    const papers = attentionPapers(order, fact);
    const receipt = order.receipts.find(({ id }) => id === fact.subject);
    const isAll =
      fact.type === "receipt/over-covered" &&
      receipt?.body.total === (fact.turnover ?? fact.amount);
    return { fact, papers, isPaidTwice: isAll && papers.length > 1 };
  });
}
