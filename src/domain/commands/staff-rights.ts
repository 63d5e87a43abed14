/**
 * The two rules that hold for every change of people and of what they may do: nobody makes more of
 * anybody than they are themselves, and somebody is always left who may change staff.
 *
 * What nobody who signs in may do any more could be given back by nobody, were it not for the exception:
 * whoever changes staff may give that, too.
 */

import { err, ok, type Result } from "../base/result.ts";
import { NO_DISCOUNT_LIMIT, type Rights } from "../events/permission.ts";
import { milliPercent, type MilliPercent } from "../money/amounts.ts";
import { readStaff, type StaffMember } from "../people/staff.ts";
import { type DecisionContext, requirePermission } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

type Context = Pick<DecisionContext, "view" | "staff">;

/** Refuses an act on a person with more rights: the actor could log in with a right or a PIN that they give. */
export function requireNoLess(
  context: Context,
  { permissions, discountLimit: rate }: Rights,
): Result<undefined, Refusal> {
  const { number: staff, permissions: own } = context.staff;
  const signingIn = readStaff(context.view).filter(canSignIn);
  const more = [...permissions].find(
    (permission) => !own.has(permission) && signingIn.some((it) => it.permissions.has(permission)),
  );
  if (more !== undefined) return requirePermission(context, more);
  const limit = limitToGive(context.staff, signingIn);
  return permissions.has("discount") && rate > limit
    ? err({ type: "discount/beyond-limit", staff, rate, limit })
    : ok(undefined);
}

/** `rightsAfter`: of those who have others than now, once the change is made. */
export function isSomebodyLeft(
  staff: ReadonlyArray<StaffMember>,
  rightsAfter: (member: StaffMember) => Rights | undefined = () => undefined,
): boolean {
  return staff.some(
    (member) => canSignIn(member) && (rightsAfter(member) ?? member).permissions.has("staff"),
  );
}

function canSignIn({ active, verifierId }: StaffMember): boolean {
  return active && verifierId !== undefined;
}

function limitToGive(own: Rights, others: ReadonlyArray<Rights>): MilliPercent {
  const highest = Math.max(0, ...others.map(mayDiscount));
  return highest <= mayDiscount(own) ? NO_DISCOUNT_LIMIT : milliPercent(mayDiscount(own));
}

/** A limit without the permission is none. */
export function mayDiscount({ permissions, discountLimit }: Rights): number {
  return permissions.has("discount") ? discountLimit : 0;
}
