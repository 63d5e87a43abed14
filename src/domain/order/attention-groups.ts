/**
 * Questions about an order as a person is asked them: what the same receipts cover too much of is one
 * sum, however many lines it is of. Each line is settled for itself all the same.
 */

import { type AttentionFact } from "../attention.ts";
import { type OrderState } from "../folds/order-state.ts";
import { type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type AttentionPaper, attentionPapers } from "./attention-papers.ts";

export interface AttentionGroup {
  /** The facts of the group, never empty, in the order of the lines. */
  readonly facts: readonly [AttentionFact, ...AttentionFact[]];
  /** The sum of all of them. */
  readonly amount: MinorUnits;
  /** The papers in the order in which they were issued, each once. */
  readonly papers: ReadonlyArray<AttentionPaper>;
}

export function attentionGroups(
  order: OrderState,
  facts: ReadonlyArray<AttentionFact>,
): ReadonlyArray<AttentionGroup> {
  const groups: AttentionGroup[] = [];
  for (const fact of facts) {
    const own: AttentionGroup = {
      facts: [fact],
      amount: fact.amount,
      papers: attentionPapers(order, fact),
    };
    const same = groups.filter((group) => isOneQuestion(group, own));
    const [first] = same;
    if (first === undefined) {
      groups.push(own);
      continue;
    }
    const joined = joinedGroups(order, first, [...same.slice(1), own]);
    groups.splice(groups.indexOf(first), 1, joined);
    for (const other of same.slice(1)) groups.splice(groups.indexOf(other), 1);
  }
  return groups;
}

function isOneQuestion(one: AttentionGroup, other: AttentionGroup): boolean {
  const areLines = [one, other].every(({ facts: [{ type }] }) => type === "line/over-covered");
  return areLines && other.papers.some((paper) => one.papers.some((it) => isSame(it, paper)));
}

function isSame(one: AttentionPaper, other: AttentionPaper): boolean {
  return one.series === other.series && one.no === other.no;
}

function joinedGroups(
  order: OrderState,
  { facts: [first, ...more], papers }: AttentionGroup,
  others: ReadonlyArray<AttentionGroup>,
): AttentionGroup {
  const facts = [first, ...more, ...others.flatMap((group) => group.facts)] as const;
  const all = [...papers, ...others.flatMap((group) => group.papers)];
  const issued = order.receipts.map(({ body }) => ({ series: body.series, no: body.no }));
  return {
    facts,
    amount: sumMinor(facts, ({ amount }) => amount),
    papers: issued.filter((paper) => all.some((it) => isSame(it, paper))),
  };
}
