/** Asks the kitchen to make lines again: which lines of the order, how many of each, and why. */

import { labelOf, shown } from "./park.ts";
import {
  hinted,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { describe, readCounts } from "./void-line.ts";

/** What is paid at a counter is on no screen any more: its receipt brings it. */
export function bringPaid(till: TillContext, state: RegisterState, number: string): RegisterState {
  const outcome = state.session?.recallPaid(number);
  if (outcome === undefined) return refused(state, till.words.whyNot.logInFirst);
  if (!outcome.ok) return refusedBy(state, outcome.fault);
  const { park, refire } = till.words;
  // One part of a bill may be paid, and the rest open.
  const say = outcome.value.status === "paid" ? refire.here : park.here;
  const order = labelOf(till.words, outcome.value);
  return reported(shown(withEntryDone(state), outcome.value), say({ order }));
}

/** `4`, `2*4`, `2+5`, or nothing: one of the selected line. */
export function askRefire(till: TillContext, state: RegisterState): RegisterState {
  const words = till.words.refire;
  const read = readCounts(state, words.how({ typed: state.text.trim() }));
  if (!read.ok) return refused(state, read.fault);
  const may = state.session?.mayRefire({ lines: read.value, reason: "" });
  // Who may not do it alone says why first: what is vouched for names the reason.
  if (may?.ok === false && may.fault.approval === undefined) return refusedBy(state, may.fault);
  const meant = { scope: "some" as const, voids: read.value };
  const list = { type: "reason" as const, purpose: "refire" as const, ...meant, filter: "", at: 0 };
  return hinted(
    { ...withEntryDone(state), list },
    words.why({ goods: describe(till, state, meant) }),
  );
}
