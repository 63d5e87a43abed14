/** What is new of tickets at a till that drives printers: those of which a paper is awaited, and what has changed of others. */

import { isAwaited } from "../../domain/folds/ticket-fold.ts";
import {
  type DeviceId,
  type EventId,
  type StreamId,
  streamName,
  toStreamId,
} from "../../domain/identity.ts";
import { awaitedTickets } from "../../domain/kitchen/awaited-tickets.ts";
import { ticketsAlike } from "../../domain/kitchen/ticket-repeats.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type GlanceView } from "../membership/mesh-view.ts";

/** A node that starts finds all the tickets that wait; keys and other tills come in between. */
const LOOK_MS_MAX = 20;

/** A ticket that may be ours to print. */
export interface Awaited {
  readonly sinceMs: number;
  readonly isLive: boolean;
  /** It came with a link, for which it may have waited. */
  readonly isArriving: boolean;
}

interface AwaitedTickets {
  /** Takes the tickets that came since the last time, with how they were heard. */
  readonly takeNews: (heard: Awaited) => void;
  /** Yields the tickets that may need something done: as many as a look has time for, and then the others. */
  readonly next: () => Iterable<readonly [EventId, Awaited]>;
  /** Drops the ticket until there is news of it. */
  readonly settle: (ticket: EventId) => void;
}

function nameOf(stream: StreamId): EventId {
  return streamName(stream) as EventId;
}

export function createAwaitedTickets(ledger: Ledger, steadyMs: () => number): AwaitedTickets {
  const open = new Map<EventId, Awaited>();
  const settled = new Map<EventId, Awaited>();
  let seenRevision = -1;
  /** The ticket at which the look before had no more time. */
  let goesOnAt: EventId | undefined;

  /** `heard` is undefined where it waits for nobody. One that is known was heard as it was the first time. */
  function take(id: EventId, heard: Awaited | undefined): void {
    const ticketBefore = open.get(id) ?? settled.get(id);
    settled.delete(id);
    if (heard === undefined) open.delete(id);
    else open.set(id, ticketBefore ?? heard);
  }

  function takeAll(ids: ReadonlySet<EventId>, heard: Awaited): void {
    for (const id of [...open.keys(), ...settled.keys()]) if (!ids.has(id)) take(id, undefined);
    for (const id of ids) take(id, heard);
  }

  return {
    takeNews: (heard) => {
      ledger.read((view) => {
        const since = seenRevision;
        seenRevision = view.revision("ticket");
        if (since === seenRevision) return;
        const changed = view.changedSince("ticket", since);
        if (changed === undefined) {
          const known = [...open.keys(), ...settled.keys()].filter((id) =>
            isAwaited(view.glance("ticket", id)),
          );
          takeAll(new Set([...known, ...awaitedTickets(view)]), heard);
          return;
        }
        // A printer that is off all evening has hundreds of tickets waiting, so only changed ones
        // are asked for.
        for (const id of changed.values().map(nameOf)) {
          take(id, isAwaited(view.glance("ticket", id)) ? heard : undefined);
        }
      });
    },
    next: function* next() {
      const untilMs = steadyMs() + LOOK_MS_MAX;
      // Whoever sent it just now waits for it; what came with a start or a link has waited already.
      const { live = [], late = [] } = Object.groupBy(open, ([, { isLive }]) =>
        isLive ? "live" : "late",
      );
      const first = late.findIndex(([id]) => id === goesOnAt);
      goesOnAt = undefined;
      for (const [id, heard] of [...live, ...late.slice(Math.max(0, first))]) {
        if (steadyMs() > untilMs) {
          goesOnAt = id;
          return;
        }
        yield [id, heard];
      }
    },
    settle: (ticket) => {
      const seen = open.get(ticket);
      if (seen === undefined) return;
      open.delete(ticket);
      settled.set(ticket, seen);
    },
  };
}

/** What has changed of all that the fate of a ticket depends on, except time. */
export interface TicketNews {
  readonly isNews: boolean;
  /** Whether something is otherwise for each of them. */
  readonly isOfAll: boolean;
  /** Whether something is otherwise for that ticket. */
  readonly isOf: (ticket: EventId) => boolean;
  /** It is no news any more. */
  readonly areTaken: () => void;
}

/** A printer that was off prints hundreds of tickets, and each is news: of that one, and not of all that still wait. */
export function createTicketNews(ledger: Ledger): (view: GlanceView | undefined) => TicketNews {
  let seenRest = "";
  let seenTickets = -1;
  return (view) =>
    ledger.read((state) => {
      const revisions = [state.revision("printer"), state.revision("set")];
      const rest = [...revisions, ...connectedOf(view)].join(" ");
      const newest = state.revision("ticket");
      const changed =
        newest === seenTickets ? new Set<StreamId>() : state.changedSince("ticket", seenTickets);
      const isOfAll = rest !== seenRest || changed === undefined;

      function isChanged(ticket: EventId): boolean {
        return changed?.has(toStreamId("ticket", ticket)) === true;
      }

      return {
        isNews: isOfAll || changed.size > 0,
        isOfAll,
        // What another till told the kitchen besides counts for this one.
        isOf: (ticket) =>
          isOfAll ||
          isChanged(ticket) ||
          (changed.size > 0 && ledger.read((now) => ticketsAlike(now, ticket)).some(isChanged)),
        areTaken: () => {
          seenRest = rest;
          seenTickets = newest;
        },
      };
    });
}

/** Returns the tills that are connected. */
export function connectedOf(view: GlanceView | undefined): ReadonlyArray<DeviceId> {
  return (view?.peers ?? []).flatMap((peer) => (peer.isConnected ? peer.device : []));
}
