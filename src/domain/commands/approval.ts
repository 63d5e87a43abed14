/**
 * Vouching: who may not do something does it all the same once somebody who may has given their own PIN
 * for it. The approval is bound to exactly the act that was refused, and is recorded with it.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type Draft } from "../events/kinds.ts";
import { ALL_RIGHTS, type Rights } from "../events/permission.ts";
import { isNumberKey } from "../folds/order-sums.ts";
import { type EventId } from "../identity.ts";
import { milliPercent } from "../money/amounts.ts";
import { type ActingStaff, type DecisionContext } from "./decision.ts";
import { type ActPrint, type Refusal } from "./refusal.ts";
import { mayDiscount } from "./staff-rights.ts";

/** A person's word for another one's act. Whoever makes it has checked the PIN. */
export interface Approval {
  /** Staff number of who vouches. */
  readonly by: string;
  readonly act: ActPrint;
}

export interface Approver extends ActingStaff {
  readonly active: boolean;
}

type Drafts<Fault> = Result<ReadonlyArray<Draft>, Refusal | Fault>;

/**
 * Decides by the person's own rights. Where a right is missing, it says for which act somebody may vouch;
 * what nobody could do is refused for the reason that holds for everybody.
 */
export function decideAlone<Fault>(
  context: DecisionContext,
  decide: (context: DecisionContext) => Drafts<Fault>,
): Drafts<Fault> {
  const decision = decide(context);
  if (decision.ok || !isOfRights(decision.fault)) return decision;
  const act = printOf(context, decide);
  return act.ok ? err({ ...decision.fault, act: act.value }) : act;
}

/** Decides by the rights of both; refuses when it is not what was approved any more. */
export function decideApproved<Fault>(
  context: DecisionContext,
  decide: (context: DecisionContext) => Drafts<Fault>,
  { approval, approver }: { readonly approval: Approval; readonly approver: Approver | undefined },
): Drafts<Fault> {
  if (approver === undefined) return err({ type: "staff/unknown", staff: approval.by });
  if (!approver.active) return err({ type: "staff/inactive", staff: approver.number });
  const act = printOf(context, decide);
  if (!act.ok) return act;
  if (act.value !== approval.act) return err({ type: "approval/changed" });
  const { number } = approver;
  if (!approver.permissions.has("approve")) {
    return err({ type: "permission/missing", permission: "approve", staff: number });
  }
  const staff = { ...context.staff, ...together(context.staff, approver) };
  const decision = decide({ ...context, staff, alone: context.staff });
  // An act that both together may not do is beyond the approver's rights.
  return decision.ok || !isOfRights(decision.fault)
    ? decision
    : err({ ...decision.fault, staff: number });
}

function together(one: Rights, other: Rights): Rights {
  const limit = Math.max(mayDiscount(one), mayDiscount(other));
  return {
    permissions: one.permissions.union(other.permissions),
    discountLimit: milliPercent(limit),
  };
}

/** Refused as whoever may do everything would be. */
function printOf<Fault>(
  context: DecisionContext,
  decide: (context: DecisionContext) => Drafts<Fault>,
): Result<ActPrint, Refusal | Fault> {
  const staff = { ...context.staff, ...ALL_RIGHTS };
  const view = { ...context.view, sum };
  const decision = decide({ ...context, view, staff, alone: context.staff, idAt: unwrittenId });
  return decision.ok ? ok(JSON.stringify(decision.value)) : decision;

  /** Numbers that are counted on are no part of it: another window may sell while the PIN is typed. */
  function sum(key: string): number {
    return isNumberKey(key) ? 0 : context.view.sum(key);
  }
}

/** Ids carry chance: each look at the same act would have others. */
function unwrittenId(index: number): EventId {
  return `${"0".repeat(26)}.${"0".repeat(13)}:${index + 1}:00000000` as EventId;
}

/** Refused because of who asks, not because of what. */
export type RefusalOfRights = Extract<Refusal, { readonly type: (typeof OF_RIGHTS)[number] }>;

const OF_RIGHTS = ["permission/missing", "discount/beyond-limit", "comp/beyond-budget"] as const;

export function isOfRights(fault: unknown): fault is RefusalOfRights {
  const { type } = fault as { readonly type?: unknown };
  return OF_RIGHTS.some((own) => own === type);
}
