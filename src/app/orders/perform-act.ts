/** Decides any act: at the register for the order on the screen, from a shell for the order that was named. */

import { type ActContext, type Performed } from "../../acts/act.ts";
import { type ActRequest, type AnyAct } from "../../acts/all.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Result } from "../../domain/result.ts";
import { type Actor, type Till } from "../till.ts";
import { type OrderDetails, orderState, writtenOrder } from "./orders.ts";
import { repricing } from "./reprice.ts";

/** An act that is about to be decided. A decision that is retried is decided anew. */
export interface Deciding {
  readonly decide: (context: DecisionContext, order: OrderState) => Decision;
  /** Returns the answer of the last decision; undefined where it was refused. */
  readonly answer: () => unknown;
}

export function deciding(till: Till, act: AnyAct, input: object): Deciding {
  let answer: unknown;
  return {
    decide: (context, order) => {
      answer = undefined;
      const whole: ActContext = { ...context, ...repricing(till, context.view) };
      const decided = act.decide(whole, order, input);
      if (decided.ok) answer = act.answer?.(whole, order, decided.value);
      return decided;
    },
    answer: () => answer,
  };
}

export interface ShellAct {
  readonly order: EventId;
  readonly act: AnyAct;
  readonly request: ActRequest;
  readonly isDryRun: boolean;
}

/** Does an act from a shell; with `isDryRun` nothing is written. What is fine as it was is no refusal. */
export function performFromShell(
  till: Till,
  actor: Actor,
  { order: id, act, request, isDryRun }: ShellAct,
): Result<OrderDetails & { readonly performed: Performed<unknown> }, Refusal> {
  const { decide, answer } = deciding(till, act, request);
  const perform = isDryRun ? till.ask : till.act;
  const done = perform(actor, `${act.id} of order`, (context) =>
    decide(context, orderState(context.view, id)),
  );
  if (!done.ok && done.fault.type !== act.shell?.fine) return done;
  const details = writtenOrder(till, id);
  return { ok: true, value: { ...details, performed: { order: details.order, answer: answer() } } };
}
