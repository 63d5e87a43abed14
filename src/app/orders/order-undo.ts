/** The undo of a shell, as Ctrl-Z does it: the last change of an order is undone. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { foldDrafts, shiftContext, withTaken } from "../../domain/commands/order/drafted-order.ts";
import { isOfMove, moveBackOf } from "../../domain/commands/order/undo-move.ts";
import { decideUndo, type Undo, undosOf } from "../../domain/commands/order/undo-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { compareKeys } from "../../domain/events/event.ts";
import { type Draft, type KnownEvent } from "../../domain/events/kinds.ts";
import { orderFold, orderStream } from "../../domain/folds/order-fold.ts";
import { type EventId, type StreamId } from "../../domain/identity.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { type StoredTransaction } from "../../ledger/log/stored-transaction.ts";
import { type Actor, type Till } from "../till/till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

/** The last act can't be undone. */
export interface NoUndo {
  readonly type: "undo/none";
  /** `kitchen`: it has heard of it. `nothing`: this till has done nothing to it. */
  readonly why: "nothing" | "kitchen" | "other";
}

/**
 * Undoes all of this till's last act on the order, by whichever program, or nothing. An undo is an
 * act too: undone once more, the order is as it was before it.
 */
export function undoOnOrder(
  till: Till,
  actor: Actor,
  text: string,
): Result<OrderDetails, Refusal | NoUndo> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  let none: NoUndo["why"] | undefined;
  const done = till.act(actor, "undo", (context) => {
    const last = lastActOf(till, id);
    const undos = last === undefined ? [] : undosOfAct(till, last);
    none = undos.length === 0 ? whyNone(last?.events) : undefined;
    // Nothing is written; the caller is told which of these it is.
    if (none !== undefined) return err({ type: "order/none" });
    return decideAll(context, orderState(context.view, id), undos);
  });
  if (done.ok) return ok(writtenOrder(till, id));
  return none === undefined ? done : err({ type: "undo/none", why: none });
}

/** What lies elsewhere since comes back as a whole; that there is more or less of a line is no move. */
function undosOfAct(till: Till, { written, before, events }: LastAct): ReadonlyArray<Undo> {
  const undos = undosOf(before, events);
  const isShare = undos.some(({ type }) => type === "share-back" || type === "payment");
  if (isShare || !isOfMove(events)) return undos;
  function idAt(index: number): EventId {
    const id = events[index]?.id;
    if (id === undefined) throw new RangeError(`The act wrote no event ${index}.`);
    return id;
  }

  const view = { state: (_: "order", id: string) => orderUntil(till, id as EventId, written) };
  return [moveBackOf({ view, idAt }, events)];
}

/** Returns an order as this till knew it when it wrote that. */
function orderUntil({ ledger }: Till, id: EventId, written: StoredTransaction): OrderState {
  const stream = orderStream(id);
  const history = ledger.history(stream);
  const until = history.findIndex(({ hash }) => hash === written.hash);
  return foldedOrder(until < 0 ? history : history.slice(0, until), stream);
}

function foldedOrder(history: ReadonlyArray<StoredTransaction>, stream: StreamId): OrderState {
  return history
    .flatMap(({ events }) => events.flatMap(({ known }) => known ?? []))
    .filter(({ streams }) => streams.includes(stream))
    .toSorted((one, other) => compareKeys(one.key, other.key))
    .reduce((state, event) => orderFold.apply(state, event, stream), orderFold.empty);
}

function whyNone(events: ReadonlyArray<KnownEvent> | undefined): NoUndo["why"] {
  if (events === undefined) return "nothing";
  return events.some(({ kind }) => kind === "ticket/issued") ? "kitchen" : "other";
}

/** Undoes several things in one act: the last one first, each as the order is by then. */
export function decideAll(
  context: DecisionContext,
  order: OrderState,
  undos: ReadonlyArray<Undo>,
): Decision {
  const drafts: Draft[] = [];
  let next = order;
  for (const undo of undos.toReversed()) {
    const ahead = withTaken(shiftContext(context, drafts.length), { before: order, order: next });
    const decided = decideUndo(ahead, next, undo);
    if (!decided.ok) return decided;
    next = foldDrafts(ahead, next, decided.value);
    drafts.push(...decided.value);
  }
  return ok(drafts);
}

interface LastAct {
  readonly written: StoredTransaction;
  /** The order as it is without it; undefined where it opened it. */
  readonly before: OrderState | undefined;
  readonly events: ReadonlyArray<KnownEvent>;
}

function lastActOf({ ledger }: Till, id: EventId): LastAct | undefined {
  const stream = orderStream(id);
  const history = ledger.history(stream);
  const last = history
    .filter(({ origin }) => origin === ledger.identity.origin)
    .toSorted((one, other) => other.first - one.first)[0];
  if (last === undefined) return undefined;
  const earlierEvents = history.filter((it) => it !== last);
  const orderBefore = earlierEvents.length === 0 ? undefined : foldedOrder(earlierEvents, stream);
  return {
    written: last,
    before: orderBefore,
    events: last.events.flatMap(({ known }) => known ?? []),
  };
}
