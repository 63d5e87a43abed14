/**
 * A card terminal ends its day: it is told once, after that is durable, and never again by itself. Source:
 * docs/rules/cards.md, C21.
 */

import { askedSum } from "../../balance/card-payments.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type TerminalSettledBody } from "../../events/settled-events.ts";
import { type BusinessDay, type DeviceId, type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { sumMinor } from "../../money/amounts.ts";
import { isUnanswered, settlementsOf, unsettledAt } from "../../terminals/settlements.ts";
import { type Terminal } from "../../terminals/terminals.ts";
import { type Decision } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { foundBefore, type LastAtTerminal } from "./card-start.ts";
import { usedTerminal } from "./change-terminals.ts";

export interface SettleContext {
  readonly view: LedgerView;
  readonly device: DeviceId;
  readonly day: BusinessDay;
  /** A person has asked for it; else it is the close of a day, by a timer. */
  readonly isByPerson: boolean;
}

/** Returns the terminal where this till may tell it now to end its day. */
export function settleableTerminal(
  { view, device, day, isByPerson }: SettleContext,
  id: string,
): Result<Terminal, Refusal> {
  const terminal = usedTerminal(view, id);
  if (!terminal.ok) return terminal;
  const { name, driver } = terminal.value;
  if (driver !== device) return err({ type: "terminal/elsewhere", name });
  const waiting = unsettledAt(view, id);
  if (waiting.length > 0) {
    const amount = sumMinor(waiting, ({ started }) => askedSum(started));
    return err({ type: "terminal/unsettled", name, amount });
  }
  const last = settlementsOf(view, id).findLast(({ state }) => state !== "refused");
  if (last === undefined || !isUnanswered(last)) return terminal;
  if (last.day >= day) return err({ type: "terminal/end-unknown", name });
  return isByPerson ? terminal : err({ type: "terminal/end-by-person", name });
}

/** Decides that it is told. `last`: what it did last, as it said at rest right before. */
export function decideBeginSettle(
  context: SettleContext,
  { id, last }: { readonly id: string; readonly last: LastAtTerminal },
): Decision {
  const terminal = settleableTerminal(context, id);
  if (!terminal.ok) return terminal;
  const streams = [toStreamId("terminal", id)];
  return ok([
    { kind: "terminal/settled", streams, body: { says: "started" } },
    ...foundBefore(context, { id, isNew: true }, last),
  ]);
}

/** Decides what became of it; refused where that is said already. */
export function decideSettled(
  { view }: Pick<SettleContext, "view">,
  {
    id,
    of,
    ...said
  }: Omit<TerminalSettledBody, "of"> & { readonly id: string; readonly of: EventId },
): Decision {
  const told = settlementsOf(view, id).find((one) => one.id === of);
  if (told?.state !== "open") return err({ type: "card/known" });
  const streams = [toStreamId("terminal", id)];
  return ok([{ kind: "terminal/settled", streams, body: { ...said, of } }]);
}
