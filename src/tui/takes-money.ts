/** Whether money is taken: by the next Enter, or by a key that was pressed. */

import { type RegisterState } from "./register-state.ts";

/**
 * Whether Enter takes money, also just after a sale, when it could only take a scan that nobody has
 * read yet.
 */
export function takesMoney({ screen, confirmedSum, paid }: RegisterState): boolean {
  return screen === "payment" || confirmedSum !== undefined || paid?.isFresh === true;
}

/** A log-in shows what was paid before it, and an order that is brought what it has by then. */
export function hasPaid(before: RegisterState, after: RegisterState): boolean {
  if (before.session === undefined) return false;
  if (after.paid?.isFresh === true && after.paid !== before.paid) return true;
  const paidBefore = after.order?.id === before.order?.id ? before.order?.paid : undefined;
  return paidBefore !== undefined && (after.order?.paid ?? 0) > paidBefore;
}
