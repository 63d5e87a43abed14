/** The order in the payment, or its part, is paid at another till meanwhile: who waits there must see it. */

import { hinted, type RegisterState, unasked } from "./register-state.ts";
import { partNow } from "./split.ts";
import { type TillContext } from "./till-context.ts";

/**
 * Returns the message that nothing is due any more on the payment screen, and who took the payment;
 * undefined as long as something is due.
 */
export function paidElsewhere(
  till: TillContext,
  { screen, order, session }: Pick<RegisterState, "screen" | "order" | "session">,
): string | undefined {
  if (screen !== "payment" || order?.status !== "paid" || order.refundDue > 0) return undefined;
  const paid = session?.paidBy();
  return paid && till.words.splits.paidElsewhere({ order: order.number, ...paid });
}

/** Says what was paid at another till of what this one was about to take. */
export function noticePaid(
  till: TillContext,
  before: RegisterState,
  after: RegisterState,
): RegisterState {
  if (after.screen !== "payment" || before.order?.id !== after.order?.id) return after;
  const why = before.order?.status === "open" ? paidElsewhere(till, after) : undefined;
  if (why !== undefined) return hinted(unasked(after), why);
  const part = partNow(before);
  const now = after.order?.parts.find(({ id }) => id === part?.id);
  if (now === undefined || now.receipt === "" || part?.receipt !== "") return after;
  return hinted(unasked(after), till.words.splits.partPaid({ no: now.no, receipt: now.receipt }));
}

/** Esc: what is paid is left for whoever comes next. */
export function leavePayment(till: TillContext, state: RegisterState): RegisterState {
  const left: RegisterState = {
    ...unasked(state),
    screen: "register",
    hit: undefined,
    message: undefined,
  };
  if (paidElsewhere(till, state) === undefined) return left;
  state.session?.newOrder();
  return { ...left, order: state.session?.order(), lineId: undefined, tip: undefined };
}
