/**
 * What F9 and F12 would make of a text that is no goods: while an order is open, `20` and `usd50` are
 * sums that were given, and Enter alone can do nothing with them.
 */

import { readPayment } from "../domain/entry/entry-payment.ts";
import { commandOfKey, keyLabel } from "./commands.ts";
import { type Plan } from "./entry-act.ts";
import { planPayment } from "./payment.ts";
import { type RegisterState } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { colonOf } from "./words.ts";

/** The plan of Enter, with what the keys would do beside it. */
export function withTypedSum(till: TillContext, state: RegisterState, plan: Plan): Plan {
  if (plan.type !== "refused") return plan;
  const byKeys = keysTake(till, state);
  return byKeys === "" ? plan : { ...plan, byKeys };
}

/** Empty where no key takes it. What Enter has refused is no sum any more. */
function keysTake(till: TillContext, state: RegisterState): string {
  const { order, isTextRefused, confirmedSum, weighs } = state;
  if (isTextRefused || confirmedSum !== undefined || weighs !== undefined) return "";
  if (order === undefined || order.giveBack > 0) return "";
  if (commandOfKey("f9")?.available(state) !== true) return "";
  const read = readPayment(state.text, till.currency);
  if (read.type !== "tendered" && read.type !== "foreign") return "";
  const asked = { ...state, screen: "payment" as const, hit: undefined, asked: undefined };
  const cash = planPayment(till, { ...asked, tip: undefined });
  const byCash = cash.type === "ready" ? [keyLabel("f9") + colonOf(till) + cash.preview] : [];
  const isCard = read.type === "tendered" && read.amount <= order.due;
  const card = isCard ? till.words.pay.card({ money: till.money(read.amount) }) : "";
  const byCard = card === "" ? [] : [keyLabel("f12") + colonOf(till) + card];
  return [...byCash, ...byCard].join("; ");
}
