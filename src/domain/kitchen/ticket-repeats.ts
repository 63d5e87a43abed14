/**
 * Tickets that tell a station the same: the same act of the same line for the same cause, because two tills
 * sent or fired it apart. What one of them let wait is the same too. More of something, or something else
 * of it, is no repetition.
 */

import { sentLineKey } from "../balance/sent-pieces.ts";
import { isCancelled, type TicketState } from "../folds/ticket-fold.ts";
import { type DeviceId, deviceOf, type EventId, streamName, toStreamId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";

/** Returns other tickets that list something that this one lists. */
export function ticketsAlike(view: LedgerView, ticket: EventId): ReadonlyArray<EventId> {
  const stream = toStreamId("ticket", ticket);
  const { issued } = view.glance("ticket", ticket);
  const births = new Set(issued?.body.lines.map(({ birth }) => birth));
  const alike = [...births].flatMap((birth) => {
    const { sentLines } = view.glance("order", birth);
    const said = new Set(sentLines.filter((it) => it.ticket === stream).map(sentLineKey));
    return sentLines.filter((it) => it.ticket !== stream && said.has(sentLineKey(it)));
  });
  return [...new Set(alike.map((it) => streamName(it.ticket) as EventId))];
}

/** Whether its paper is out or half out at another till, as far as is known, and nobody has put it aside. */
export function isOnPaperElsewhere(ticket: TicketState, self: DeviceId): boolean {
  const { started, printed, uncertain } = ticket;
  const said = [...started, ...printed.map(({ id }) => id), ...uncertain];
  return !isCancelled(ticket) && said.some((id) => deviceOf(id) !== self);
}
