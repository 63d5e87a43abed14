/**
 * Goods that are made again: a dropped plate, a steak that was sent back. The station gets a ticket
 * of its own, and nobody pays twice: the order and its money stay as they are.
 */

import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { sentPieces } from "../../balance/sent-pieces.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { SHORT_TEXT_MAX } from "../../events/register-schemas.ts";
import { type TicketAct } from "../../events/ticket-acts.ts";
import { type EventId, streamName } from "../../identity.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { isForKitchen } from "../order/held-lines.ts";
import { isQuantity } from "../order/priceable.ts";
import { type Refusal } from "../refusal.ts";
import { type KitchenLine } from "./kitchen-stations.ts";
import { tellKitchen, unsentLines } from "./send-order.ts";

export interface Refire {
  readonly lines: ReadonlyArray<LineAgain>;
  /** The reason; empty for none. */
  readonly reason: string;
}

export interface LineAgain {
  readonly line: EventId;
  /** The number of pieces; undefined for one, or for all that was weighed. */
  readonly count: Thousandths | undefined;
}

/** Decides to make all of the lines again or none. Paid lines too: guests drop what is theirs. */
export function decideRefire(
  context: DecisionContext,
  order: OrderState,
  { lines, reason }: Refire,
): Decision {
  const allowed = requirePermission(context, "send");
  if (!allowed.ok) return allowed;
  const said = reason.trim();
  if (said.length > SHORT_TEXT_MAX) {
    return err({ type: "text/too-long", what: "reason", max: SHORT_TEXT_MAX });
  }
  const kitchenLines = [];
  for (const again of lines) {
    const refired = refiredLines(context, order, { ...again, reason: said });
    if (!refired.ok) return refired;
    kitchenLines.push(...refired.value);
  }
  if (kitchenLines.length === 0) return err({ type: "line/unknown" });
  return ok(tellKitchen(context, order, { firstIndex: 0, lines: kitchenLines }));
}

function refiredLines(
  context: DecisionContext,
  order: OrderState,
  { line, count, reason }: LineAgain & { readonly reason: string },
): Result<ReadonlyArray<KitchenLine>, Refusal> {
  const balance = orderBalance(order).lines.find(({ id }) => id === line);
  if (balance === undefined) return err({ type: "line/unknown" });
  const name = balance.line.added?.name ?? "";
  if (balance.voided) return err({ type: "line/voided", name });
  if (!isForKitchen(balance)) return err({ type: "line/not-made", name });
  const parts = sentPieces(order, line);
  const made = parts.filter(({ isHeld }) => !isHeld).reduce((sum, part) => sum + part.quantity, 0);
  if (made === 0) return err({ type: parts.length > 0 ? "line/waits" : "line/not-sent", name });
  const quantity = count ?? usual(balance, made);
  if (!isQuantity(quantity, balance.line.added?.by ?? "each")) {
    return err({ type: "quantity/invalid", name, quantity });
  }
  if (quantity > made) return err({ type: "line/fewer-made", name });
  const refire = {
    balance,
    act: "refire",
    quantity,
    cause: lastCause(order, line),
    reason,
  } as const;
  return ok([refire, ...(quantity < made ? changesOf(context, order, line) : [])]);
}

function usual({ line }: LineBalance, made: number): Thousandths {
  return thousandths(line.added?.by === "weight" ? made : Math.min(1000, made));
}

/**
 * The ticket that asked for it last: two tills that have the same plate made again apart say the same, and
 * one that drops a second time says something else.
 */
function lastCause({ sentLines }: OrderState, line: EventId): EventId {
  const asked = sentLines.findLast((it) => it.line === line && ORDERING_ACTS.has(it.act));
  return asked === undefined ? line : (streamName(asked.ticket) as EventId);
}

const ORDERING_ACTS: ReadonlySet<TicketAct> = new Set(["new", "fire", "refire"]);

/**
 * Returns the changes since: goods are made again as they are wanted now, and other stations hear
 * of the change too.
 */
function changesOf(
  context: DecisionContext,
  order: OrderState,
  line: EventId,
): ReadonlyArray<KitchenLine> {
  return unsentLines(context, order).filter(
    ({ balance, act }) => balance.id === line && act === "change",
  );
}
