/** The approval by another person of an act that was refused at the register. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Approval, isOfRights, type RefusalOfRights } from "../../domain/commands/approval.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type Permission, type Rights } from "../../domain/events/permission.ts";
import { type MilliPercent } from "../../domain/money/amounts.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type GuardedAct, type Vouching } from "../../tui/ports/people-port.ts";
import { type ApprovalNeeded, type Refusal } from "../../tui/ports/refusal-port.ts";
import { tryStore } from "../store-errors.ts";
import { type Till } from "../till/till.ts";
import { refusalSentence } from "./refusal-sentence.ts";

const LAST_APPROVER_KEY = "last-approver";

/** Undefined when nobody here could lift the refusal. */
export function approvalNeeded(till: Till, facts: RefusalFacts): ApprovalNeeded | undefined {
  if (!isOfRights(facts) || facts.act === undefined) return undefined;
  const { act } = facts;
  const { approvers, usual } = whoVouches(till, facts);
  return approvers.length === 0 ? undefined : { approvers, usual, act };
}

/** Returns the refusal that the person with this number would get, before anything is done. */
export function vouchingFor(till: Till, staffNumber: string, act: GuardedAct): Vouching {
  const rights = till.staff().find(({ number }) => number === staffNumber);
  const missing = { type: "permission/missing", permission: act.permission } as const;
  if (rights?.permissions.has(act.permission) !== true) {
    const asked = whoVouches(till, missing);
    if (act.permission !== "discount") return { type: "asked", ...asked };
    // A person who may give any discount is not enough: it has to be one who may give this one.
    const { approvers } = whoVouches(till, beyondLimit(act.rate));
    return { type: "asked", approvers, usual: asked.usual };
  }
  if (act.permission !== "discount" || rights.discountLimit >= act.rate)
    return { type: "needless" };
  return { type: "asked", ...whoVouches(till, beyondLimit(act.rate)) };
}

/** Whether anybody here could lift a refusal for want of that right. */
export function isVouchedFor(till: Till, permission: Permission): boolean {
  return whoVouches(till, { type: "permission/missing", permission }).approvers.length > 0;
}

/** The facts of a refusal about rights, for whoever was refused. */
type Lacking =
  | Pick<Extract<RefusalOfRights, { type: "permission/missing" }>, "type" | "permission">
  | Pick<Extract<RefusalOfRights, { type: "discount/beyond-limit" }>, "type" | "rate">
  | Pick<Extract<RefusalOfRights, { type: "comp/beyond-budget" }>, "type">;

function beyondLimit(rate: MilliPercent): Lacking {
  return { type: "discount/beyond-limit", rate };
}

function whoVouches(till: Till, lacking: Lacking): Pick<ApprovalNeeded, "approvers" | "usual"> {
  const approvers = till
    .staff()
    .filter(
      (member) => member.active && member.permissions.has("approve") && mayDo(member, lacking),
    )
    .map(({ number, shownName: name }) => ({ number, name }));
  const last = till.ledger.store.local(LAST_APPROVER_KEY);
  const usual = approvers.find(({ number }) => number === last) ?? soleOf(approvers);
  return { approvers, usual: usual?.number };
}

/** The PIN is checked as at a log-in, with the same waits after wrong ones. */
export async function checkApprover(
  till: Till,
  claim: { readonly number: string; readonly pin: string; readonly act: string },
  locale: Locale,
): Promise<Result<Approval, Refusal>> {
  const { number, pin, act } = claim;
  const person = await till.signIn(number, pin, "remember");
  if (!person.ok) return err({ message: refusalSentence(person.fault, till, locale) });
  tryStore(() => till.ledger.store.setLocal(LAST_APPROVER_KEY, number));
  return ok({ by: number, act });
}

function mayDo({ permissions, discountLimit }: Rights, facts: Lacking): boolean {
  if (facts.type === "permission/missing") return permissions.has(facts.permission);
  // A person who may approve has no budget.
  if (facts.type === "comp/beyond-budget") return true;
  return permissions.has("discount") && discountLimit >= facts.rate;
}

function soleOf<Item>(items: ReadonlyArray<Item>): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
