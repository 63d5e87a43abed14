/**
 * What every start at a card terminal has in common, whichever way the money goes. Source: docs/rules/cards.md, C1, C2
 * and C24.
 */

import { askedSum, capturedCard } from "../../balance/card-payments.ts";
import { err } from "../../base/result.ts";
import { type AtTerminal, type FoundReceipt } from "../../events/card-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { isPlaced, openCardPayments, paymentsAt } from "../../terminals/card-ledger.ts";
import { type Terminal } from "../../terminals/terminals.ts";
import { type DecisionContext } from "../decision.ts";
import { usedTerminal } from "./change-terminals.ts";

/** What the terminal said that it did last, at rest, right before; null where it tells nothing. */
export type LastAtTerminal = FoundReceipt | null;

/** What a start says of the terminal, as it is read right before. */
export interface AtStart {
  readonly last: LastAtTerminal;
  /** Returns the name by which a terminal that knows names knows the payment. */
  readonly service: (payment: EventId) => string;
}

/** Returns the terminal where this till drives it, and no payment there waits for its answer. */
export function freeTerminal(
  context: DecisionContext,
  id: string,
): ReturnType<typeof usedTerminal> {
  const { view, device } = context;
  const terminal = usedTerminal(view, id);
  if (!terminal.ok) return terminal;
  const { driver, name, turn } = terminal.value;
  if (driver !== device) return err({ type: "terminal/elsewhere", name });
  // What was begun before a take-over is asked for by nobody here any more.
  const open = openCardPayments(view).find(
    ({ started }) => started.terminal.id === id && started.terminal.turn >= turn,
  );
  if (open === undefined) return terminal;
  return err({ type: "terminal/at-work", name, amount: askedSum(open.started) });
}

/** Returns the part of the start that says how the terminal is driven, and what it did last. */
export function startedAt(
  { idAt }: Pick<DecisionContext, "idAt">,
  { id, turn, protocol, poi }: Terminal,
  { last, service }: AtStart,
): Pick<AtTerminal, "id" | "after" | "turn" | "named"> {
  const named = protocol === "nexo" ? { named: { service: service(idAt(0)), poi } } : {};
  return { id, after: last?.ref ?? null, turn, ...named };
}

/**
 * Returns what the terminal took of which this ledger knows nothing. A till's own new terminal has worked
 * before; of one that it takes over, or has taken over, the other till may have made the first payment that
 * is known of.
 */
export function foundBefore(
  { view }: Pick<DecisionContext, "view">,
  { id, isNew }: Pick<Terminal, "id"> & { readonly isNew: boolean },
  last: LastAtTerminal,
): ReadonlyArray<Draft> {
  const [newest] = paymentsAt(view, id, 1);
  const take = view.state("terminal", id).taken.at(-1);
  const isFirst = isNew && newest === undefined && take === undefined;
  if (last === null || !last.isApproved || isFirst) return [];
  if (isPlaced(view, id, last.ref)) return [];
  const known = newest && (capturedCard(newest.payment)?.ref ?? newest.started.terminal.after);
  const from = known ?? take?.last?.ref;
  const body = { from: from?.receipt ?? last.ref.receipt - 1, last };
  return [{ kind: "terminal/found", streams: [toStreamId("terminal", id)], body }];
}
