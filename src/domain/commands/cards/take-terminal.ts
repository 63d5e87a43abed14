/**
 * A person has this till drive a card terminal that another one drives: what the terminal did last is kept
 * with it, and what the other till left open there is nobody's until a person, or that till, says more.
 * Source: docs/rules/cards.md, C12 to C15.
 */

import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { paymentStream } from "../../folds/order-fold.ts";
import { toStreamId } from "../../identity.ts";
import { openCardPayments } from "../../terminals/card-ledger.ts";
import { type Terminal } from "../../terminals/terminals.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { foundBefore, type LastAtTerminal } from "./card-start.ts";
import { usedTerminal } from "./change-terminals.ts";

type Context = Pick<DecisionContext, "view" | "staff" | "device">;

/** Returns the terminal where this person may have this till take it over. */
export function takeableTerminal(context: Context, id: string): ReturnType<typeof usedTerminal> {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const terminal = usedTerminal(context.view, id);
  if (!terminal.ok) return terminal;
  const { name, driver, isBound } = terminal.value;
  if (driver === context.device) return err({ type: "terminal/driven-here", name });
  return isBound ? err({ type: "terminal/bound", name }) : terminal;
}

/** Decides the take-over. `last`: what the terminal at rest said right before; null where it tells nothing. */
export function decideTakeTerminal(
  context: Context,
  { id, last }: { readonly id: string; readonly last: LastAtTerminal },
): Decision {
  const taken = takeableTerminal(context, id);
  if (!taken.ok) return taken;
  const terminal = taken.value;
  const body = { turn: terminal.turn + 1, last };
  return ok([
    { kind: "terminal/taken", streams: [toStreamId("terminal", id)], body },
    ...leftOpen(context, terminal, last),
    ...foundBefore(context, { id, isNew: false }, last),
  ]);
}

/**
 * The taker says neither yes nor no of another till's payment, unless the terminal knows it by name: then it
 * is asked for by that.
 */
function leftOpen(
  { view }: Context,
  { id }: Terminal,
  found: LastAtTerminal,
): ReadonlyArray<Draft> {
  const open = openCardPayments(view).filter(
    ({ started: { terminal } }) => terminal.id === id && terminal.named === undefined,
  );
  return open.map(({ id: payment, order }) => {
    const streams = [paymentStream(view.state("order", order), payment)];
    return { kind: "payment/unknown", streams, body: { payment, found, why: "used-since" } };
  });
}
