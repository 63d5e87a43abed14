/**
 * What is stored and can't be folded here: events of a kind or version that a newer build writes.
 *
 * They are kept, told to others and counted; what they say plays no part in what this till shows,
 * until it is updated. One that is critical may change what a day comes to, so it stops whoever wants
 * to be sure of a day. It never stops a sale.
 */

import { type EventId, type StreamId, toStreamId } from "../identity.ts";
import { type LedgerView, type UnknownEvent } from "../ledger-view.ts";

/** Finds the streams that have some. */
export const UNKNOWN_TAG = "unknown";

/** The stream under which an event without a stream, such as a control event, stays visible. */
export const NO_STREAM: StreamId = toStreamId("none", "unknown");

/**
 * Returns the streams under which an event is indexed, by its header alone, so that every build
 * finds what it can't read.
 */
export function indexedUnder(streams: ReadonlyArray<StreamId>): ReadonlyArray<StreamId> {
  return streams.length === 0 ? [NO_STREAM] : streams;
}

export interface UnreadEvent extends UnknownEvent {
  readonly streams: ReadonlyArray<StreamId>;
}

/** Returns what a newer build may read: each once, with the streams that lack it. */
export function unreadEvents(view: LedgerView): ReadonlyArray<UnreadEvent> {
  return foreignEvents(view).filter(isUnread);
}

/** Returns what no build can read, since its body doesn't fit the version that it says. */
export function invalidEvents(view: LedgerView): ReadonlyArray<UnreadEvent> {
  return foreignEvents(view).filter((event) => !isUnread(event));
}

/** Whether a newer build may read it. */
export function isUnread({ isInvalid }: UnknownEvent): boolean {
  return isInvalid !== true;
}

function foreignEvents(view: LedgerView): ReadonlyArray<UnreadEvent> {
  const byId = new Map<EventId, UnreadEvent>();
  for (const stream of view.tagged(UNKNOWN_TAG)) {
    for (const event of view.unknownIn(stream)) {
      const streams = [...(byId.get(event.id)?.streams ?? []), stream];
      byId.set(event.id, { ...event, streams });
    }
  }
  return [...byId.values()];
}

/** Returns the unreadable events without which the sums of a day are not certain. */
export function unreadCritical(view: LedgerView): ReadonlyArray<UnreadEvent> {
  return unreadEvents(view).filter(({ critical }) => critical);
}
