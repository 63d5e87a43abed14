/**
 * Tells the till that opened an order when every station has done its part of it: whoever rang it up is
 * the one that a guest asks.
 */

import { READY_PREFIX } from "../../domain/folds/ticket-fold.ts";
import { deviceOf, type EventId, streamName, type StreamId } from "../../domain/identity.ts";
import {
  isIssued,
  isOrderReady,
  ordersOf,
  destinationOfReady,
} from "../../domain/kitchen/kitchen-board.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type ReadyOrder } from "../../tui/ports/course-port.ts";
import { type Till } from "../till.ts";

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
    for (const order of announced) if (!isOrderReady(view, order)) announced.delete(order);
    return readyStreams(view).filter((stream) => !readyBefore.has(stream));
  }

  function newlyReady(view: LedgerView): ReadonlyArray<ReadyOrder> {
    const streams = changed(view);
    seen = view.revision(TICKET);
    const orders = [...streams]
      .map((stream) => view.state(TICKET, streamName(stream)))
      .filter(isIssued)
      .flatMap(ordersOf);
    return [...new Set(orders)].flatMap((order) => {
      if (!isOrderReady(view, order)) {
        announced.delete(order);
        return [];
      }
      const { opened } = view.state("order", order);
      if (announced.has(order) || opened === null) return [];
      announced.add(order);
      const isOwn = deviceOf(opened.till) === ledger.identity.key.device;
      const { table } = destinationOfReady(view, order);
      return isOwn ? [{ number: opened.number, table }] : [];
    });
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
