/** What a person says of tips that somebody had beyond what they are owed: they came back, or go off the next share. */

import { err, ok } from "../../base/result.ts";
import { resolvedIn, tipsBeyond } from "../../drawer/tip-accounts.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Decision, type DecisionContext, drawerHere } from "../decision.ts";
import { decideMoveCash } from "./drawer.ts";
import { inCoins } from "./pool-tips.ts";
import { decideResolveAttention } from "./resolve-attention.ts";

/** Staff number of who had them, and why it is as it is. */
export interface BeyondToAnswer {
  readonly staff: string;
  readonly note: string;
}

/** It stays so: what they are owed from here on is less by it, as the account of each person has it. */
export function decideTakeOffNextShare(
  context: DecisionContext,
  { staff, note }: BeyondToAnswer,
): Decision {
  const open = openOfPerson(context.view, staff);
  if (open === undefined) return err({ type: "attention/none" });
  const drafts: Draft[] = [];
  for (const { stream, item } of open.parts) {
    const resolved = resolvedIn(context.view, stream);
    const decided = decideResolveAttention(context, { stream, item, resolved, note });
    if (!decided.ok) return decided;
    drafts.push(...decided.value);
  }
  return ok(drafts);
}

/** The cash lies in the drawer that who answers sells from; what no coins make up stays to be asked. */
export function decideTipsCameBack(
  context: DecisionContext,
  { staff, note }: BeyondToAnswer,
): Decision {
  const open = openOfPerson(context.view, staff);
  if (open === undefined) return err({ type: "attention/none" });
  const session = drawerHere(context);
  if (session === null) return err({ type: "drawer/none-open", isAsked: false });
  const amount = inCoins(open.amount, context.rules);
  return decideMoveCash(context, { session, what: "in", amount, reason: note, staff });
}

function openOfPerson(view: LedgerView, staff: string) {
  return tipsBeyond(view).find((it) => it.staff === staff);
}
