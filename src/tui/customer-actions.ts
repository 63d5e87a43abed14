/** Performs what the line says about customers. */

import { assertNever } from "../domain/base/assert-never.ts";
import { type Result } from "../domain/base/result.ts";
import { type OrderView } from "../domain/views.ts";
import { type CustomerAct, planCustomer } from "./customer-plan.ts";
import { orderOf } from "./perform-act.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import {
  hinted,
  NOT_REFUSED,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { withLinesToReprice } from "./reprice.ts";
import { type TillContext } from "./till-context.ts";

export function performCustomer(
  till: TillContext,
  state: RegisterState,
  act: CustomerAct,
): RegisterState {
  const { customer: words, whyNot } = till.words;
  const { session } = state;
  if (session === undefined) return refused(state, whyNot.logInFirst);
  switch (act.type) {
    case "set-customer":
      return changed(till, state, {
        outcome: orderOf(session.perform({ act: "customer", customer: act.customer.id })),
        sentence: isOn(till, act, session.customers.points(act.customer.id)),
      });
    case "take-customer-off":
      return changed(till, state, {
        outcome: orderOf(session.perform({ act: "customer", customer: "" })),
        sentence: words.isOff({ name: act.name }),
      });
    case "begin-customer":
      return begun(till, state, act.name);
    case "add-customer":
      return changed(till, state, {
        outcome: session.customers.add(act.texts),
        sentence: words.added({ name: act.texts.name }),
      });
    default:
      return assertNever(act, "customer act");
  }
}

/** Finds by the text before the key; without one the line waits for whom. */
export function findCustomer(till: TillContext, state: RegisterState): RegisterState {
  const who = withoutSign(state.text);
  const next = { ...state, ...NOT_REFUSED, text: `&${who}` };
  if (who === "") return hinted(next, till.words.customer.type);
  const plan = planCustomer(till, next, { type: "customer", who });
  return plan.type === "ready" ? performCustomer(till, next, plan.act) : refused(next, plan.why);
}

/** The name is kept: what is missing is typed behind it. */
export function beginCustomer(till: TillContext, state: RegisterState): RegisterState {
  return begun(till, state, withoutSign(state.text));
}

/** A card that somebody has, beside a half-typed text that stays; undefined for any other code. */
export function takeCard(
  till: TillContext,
  state: RegisterState,
  code: string,
): RegisterState | undefined {
  // A list hides the order, so no customer is set from behind it.
  if (state.list !== undefined) return undefined;
  const holders = state.session?.customers.byCard(code) ?? [];
  const [only, ...others] = holders;
  if (only === undefined) return undefined;
  // On the payment screen digits are only money, so no customer can be chosen there.
  if (others.length > 0 && state.screen === "payment") {
    return refused(state, till.words.customer.whichFirst({ count: holders.length }));
  }
  if (others.length > 0) {
    const next = { ...state, ...NOT_REFUSED, text: `&${code}` };
    return refused(next, till.words.customer.which({ count: holders.length }));
  }
  const next = performCustomer(till, state, { type: "set-customer", customer: only });
  const { text, lastText, hit, weighs } = state;
  return { ...next, text, lastText, hit, weighs };
}

function begun(till: TillContext, state: RegisterState, name: string): RegisterState {
  const { customer: words } = till.words;
  const text = name === "" ? "&+" : `&+${name} `;
  const next = { ...state, ...NOT_REFUSED, text, hit: undefined };
  return hinted(next, name === "" ? words.newHow : words.typePhone);
}

function withoutSign(text: string): string {
  return text
    .trim()
    .replace(/^[&＆]\s*\+?/u, "")
    .trim();
}

/** Why the right to change prices is asked for, where a name goes off goods that have its prices. */
function vouchedFor({ words }: TillContext, { order }: RegisterState, sentence: string): string {
  const isListed = order?.lines.some(({ list, voided }) => list !== "" && !voided) ?? false;
  return isListed ? `${sentence} ${words.reprice.keep}` : sentence;
}

/** Names the group too, because its prices hold from now on, and the points that they could spend. */
function isOn(
  { words }: TillContext,
  { customer: { name, group } }: Extract<CustomerAct, { readonly type: "set-customer" }>,
  points: number | undefined,
): string {
  const called = group === "" ? name : `${name} (${group})`;
  return words.customer.isOn({
    name: points === undefined ? called : words.points.has({ name: called, points }),
  });
}

/** A customer may have begun another order. */
function changed(
  till: TillContext,
  state: RegisterState,
  {
    outcome,
    sentence,
  }: { readonly outcome: Result<OrderView | undefined, Refusal>; readonly sentence: string },
): RegisterState {
  if (!outcome.ok) return refusedBy(state, outcome.fault, vouchedFor(till, state, sentence));
  const { order = state.order } = { order: outcome.value };
  const paid = state.paid === undefined ? undefined : { ...state.paid, isFresh: false };
  const next = { ...withEntryDone(state), order, service: order?.service ?? state.service, paid };
  return reported(next, withLinesToReprice(till.words, next, sentence));
}
