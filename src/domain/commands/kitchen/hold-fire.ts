/** Holding lines back before the kitchen begins with them, and firing what waits, course by course. */

import { isAllHere } from "../../balance/line-places.ts";
import { courseOf, type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { heldQuantity, piecesHere, sentPieces } from "../../balance/sent-pieces.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type DeviceId, deviceOf, type EventId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { thousandths } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import {
  hasBegun,
  type HoldRule,
  holdRule,
  isForKitchen,
  isToWait,
  explicitHold,
} from "../order/held-lines.ts";
import { changeOf, openLine } from "../order/open-line.ts";
import { type Refusal } from "../refusal.ts";
import { type KitchenLine } from "./kitchen-stations.ts";
import { moreOf, piecesOf, tellKitchen } from "./send-order.ts";

export interface HoldLines {
  readonly lines: ReadonlyArray<EventId>;
  /** Null for as their courses say. */
  readonly held: boolean | null;
}

/** Says of lines that the kitchen is to wait with them, or not. Nobody can call back what it has begun. */
export function decideHold(
  context: DecisionContext,
  order: OrderState,
  { lines, held }: HoldLines,
): Decision {
  const allowed = requirePermission(context, "send");
  if (!allowed.ok) return allowed;
  const drafts = [];
  for (const line of new Set(lines)) {
    const found = holdable(context, order, line);
    if (!found.ok) return found;
    const balance = found.value;
    const name = balance.line.added?.name ?? "";
    if ((explicitHold(balance) ?? null) === held) return err({ type: "line/held-same", name });
    drafts.push(changeOf(order, balance, { set: { held } }));
  }
  return drafts.length === 0 ? err({ type: "line/unknown" }) : ok(drafts);
}

function holdable(
  context: DecisionContext,
  order: OrderState,
  line: EventId,
): Result<LineBalance, Refusal> {
  const found = openLine(context, order, { line, permission: "send", deed: null });
  if (!found.ok) return found;
  const name = found.value.line.added?.name ?? "";
  if (!isForKitchen(found.value)) return err({ type: "line/no-station", name });
  if (hasBegun(order, line)) return err({ type: "line/begun", name });
  return sentPieces(order, line).length > 0 ? err({ type: "line/waits", name }) : found;
}

/**
 * Fires a course that waits: the one that is named, or the next. Lines of this till that were not sent go with it; what
 * a colleague at another till still types into the course stays theirs to send.
 */
export function decideFire(context: DecisionContext, order: OrderState, course?: number): Decision {
  const allowed = requirePermission(context, "send");
  if (!allowed.ok) return allowed;
  const waiting = heldAfterSending(context.view, order).filter(
    (balance) => isOwnLine(context, balance) || firedPieces(order, balance).length > 0,
  );
  const courses = waiting.map(({ line }) => courseOf(line));
  const next = course ?? Math.min(...courses);
  const lines = waiting
    .filter(({ line }) => courseOf(line) === next)
    .flatMap((balance) => firedLines(context, order, balance));
  if (lines.length === 0) return err({ type: "fire/nothing", course });
  return ok(tellKitchen(context, order, { firstIndex: 0, lines }));
}

export interface UnsentElsewhere {
  readonly device: DeviceId;
  readonly pieces: number;
}

/** Returns what other tills have typed into these courses and not sent. */
export function unsentElsewhere(
  context: Pick<DecisionContext, "device">,
  order: OrderState,
  courses: ReadonlySet<number>,
): ReadonlyArray<UnsentElsewhere> {
  const unsent = orderBalance(order).lines.flatMap((balance) => {
    const isMeant = isForKitchen(balance) && courses.has(courseOf(balance.line));
    const more = isMeant && !isOwnLine(context, balance) ? moreOf(order, balance) : undefined;
    return more === undefined ? [] : [{ device: deviceOf(balance.id), pieces: piecesOf(more) }];
  });
  return [...Map.groupBy(unsent, ({ device }) => device)].map(([device, some]) => ({
    device,
    pieces: some.reduce((sum, { pieces }) => sum + pieces, 0),
  }));
}

/** Whether the line was rung up at this till: its id names the till. */
function isOwnLine({ device }: Pick<DecisionContext, "device">, { id }: LineBalance): boolean {
  return deviceOf(id) === device;
}

/** Returns the lines that the kitchen waits with, or would wait with once they were sent. */
export function heldAfterSending(view: LedgerView, order: OrderState): ReadonlyArray<LineBalance> {
  const rule = holdRule(view, order);
  return orderBalance(order).lines.filter((balance) => isWaiting(rule, order, balance));
}

function isWaiting(rule: HoldRule, order: OrderState, balance: LineBalance): boolean {
  if (!isForKitchen(balance)) return false;
  if (heldQuantity(order, balance.id) > 0) return true;
  return moreOf(order, balance) !== undefined && isToWait(rule, order, balance);
}

/** Returns the fires of all sent pieces that the kitchen holds. */
export function heldPieces(order: OrderState): ReadonlyArray<KitchenLine> {
  return orderBalance(order)
    .lines.filter(isForKitchen)
    .flatMap((balance) => firedPieces(order, balance));
}

/**
 * Returns fires of the pieces on this bill. They name the cause of each piece, so that two tills that fire it name it
 * alike; another bill than the line's own names itself, and pieces that come after a fire what laid them there.
 */
function firedPieces(order: OrderState, balance: LineBalance): ReadonlyArray<KitchenLine> {
  const { id, line } = balance;
  const where = order.gathered?.linesById[id];
  const isGuest = where !== undefined && !isAllHere(where) && where.at !== where.birth;
  const fires = new Set(
    order.sentLines.filter((it) => it.line === id && it.act === "fire").map(({ cause }) => cause),
  );
  const placed = line.fields.place?.open.at(-1)?.id;

  function fire(cause: EventId, quantity: number): KitchenLine {
    const named = fires.has(cause) ? (placed ?? cause) : cause;
    return { balance, act: "fire", quantity: thousandths(quantity), cause: named };
  }

  const left = heldQuantity(order, id);
  if (left <= 0) return [];
  if (isGuest) return [fire(where.at, left)];
  const waiting = piecesHere(order, id).filter(({ isHeld }) => isHeld);
  return [...Map.groupBy(waiting, ({ cause }) => cause)].map(([cause, some]) =>
    fire(
      cause,
      some.reduce((sum, { quantity }) => sum + quantity, 0),
    ),
  );
}

function firedLines(
  context: Pick<DecisionContext, "device">,
  order: OrderState,
  balance: LineBalance,
): ReadonlyArray<KitchenLine> {
  const fired = firedPieces(order, balance);
  const more = isOwnLine(context, balance) ? moreOf(order, balance) : undefined;
  return more === undefined ? fired : [...fired, { ...more, act: "new" }];
}
