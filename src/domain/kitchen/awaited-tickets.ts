/** Tickets that somebody waits for on paper: the newest of them, however long a shop has printed none. */

import { AWAITED_PREFIX } from "../folds/ticket-fold.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";

/**
 * More than a kitchen waits for. A station without printer and screen has the tickets of years without a paper, and
 * nobody cooks those any more.
 */
const AWAITED_MAX = 1000;

/**
 * Returns the newest tickets, of `since` and later, of which no paper is known and on which no kitchen has worked;
 * the oldest first.
 */
export function awaitedTickets(view: LedgerView, since = ""): ReadonlyArray<EventId> {
  return view
    .lastTagged(AWAITED_PREFIX, AWAITED_MAX)
    .filter(([tag]) => tag.slice(AWAITED_PREFIX.length) >= since)
    .map(([, stream]) => streamName(stream) as EventId)
    .toReversed();
}
