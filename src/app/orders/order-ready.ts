/**
 * Tells the till that opened an order when every station has done its part of it: whoever rang it up is
 * the one that a guest asks.
 */

import { READY_PREFIX } from "../../domain/folds/ticket-fold.ts";
import { deviceOf, type EventId, streamName, type StreamId } from "../../domain/identity.ts";
import { isIssued, ordersOf } from "../../domain/kitchen/kitchen-board.ts";
import { billReadiness, birthsOn } from "../../domain/kitchen/pass-board.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { destinationOf } from "../../domain/order/destination.ts";
import { type ReadyOrder } from "../../tui/ports/course-port.ts";
import { type Till } from "../till/till.ts";

export interface OrderReady {
  /** When something has changed: a key must not wait for it. */
  readonly look: () => void;
  /** Returns the orders since the last call: each once, and once more when it was recalled meanwhile. */
  readonly take: () => ReadonlyArray<ReadyOrder>;
}

/** Reports orders that become ready from now on. */
export function createOrderReady({ ledger }: Till): OrderReady {
  let unannounced: ReadonlyArray<ReadyOrder> = [];
  let seen = ledger.read((view) => view.revision(TICKET));
  const readyBefore = ledger.read((view) => new Set(readyStreams(view)));
  const announced = new Set<EventId>();

  /** After a long time the changes are no longer known: then all orders that are ready count. */
  function changed(view: LedgerView): Iterable<StreamId> {
    const streams = view.changedSince(TICKET, seen);
    if (streams !== undefined) return streams;
    forgetUnready(
      view,
      [...announced].flatMap((bill) => birthsOn(view, bill)),
    );
    return readyStreams(view).filter((stream) => !readyBefore.has(stream));
  }

  function newlyReady(view: LedgerView): ReadonlyArray<ReadyOrder> {
    const streams = changed(view);
    seen = view.revision(TICKET);
    const births = [...streams]
      .map((stream) => view.state(TICKET, streamName(stream)))
      .filter(isIssued)
      .flatMap(ordersOf);
    return forgetUnready(view, births).flatMap((bill) => {
      const order = view.state("order", bill);
      const { opened } = order;
      if (announced.has(bill) || opened === null) return [];
      announced.add(bill);
      const isOwn = deviceOf(opened.till) === ledger.identity.key.device;
      const { table } = destinationOf(order);
      return isOwn ? [{ number: opened.number, table }] : [];
    });
  }

  /** Returns the bills with goods of these orders that are ready; the others may be announced again. */
  function forgetUnready(view: LedgerView, births: ReadonlyArray<EventId>): ReadonlyArray<EventId> {
    const bills = billReadiness(view, births);
    const ready = bills.flatMap(({ bill, isReady }) => (isReady ? [bill] : []));
    for (const order of [...births, ...bills.map(({ bill }) => bill)]) {
      if (!ready.includes(order)) announced.delete(order);
    }
    return ready;
  }

  return {
    look: () => {
      const ready = ledger.read((view) => (view.revision(TICKET) === seen ? [] : newlyReady(view)));
      unannounced = [...unannounced, ...ready];
    },
    take: () => {
      const ready = unannounced;
      unannounced = [];
      return ready;
    },
  };
}

const TICKET = "ticket";
/** The most orders: more than are handed out between two calls, however long the till was away. */
const READY_MAX = 400;

function readyStreams(view: LedgerView): ReadonlyArray<StreamId> {
  return view.lastTagged(READY_PREFIX, READY_MAX).map(([, stream]) => stream);
}
