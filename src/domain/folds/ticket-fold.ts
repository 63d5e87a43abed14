/** The fold of one kitchen ticket: issued once, by the till that sent it; then what paper did. */

import { type KnownEvent } from "../events/kinds.ts";
import { type TicketIssued, type TicketPrinted } from "../events/order-events.ts";
import { type BusinessDay, type EventId, toStreamId } from "../identity.ts";
import { type Fold, noContributions } from "./fold.ts";

export interface TicketState {
  readonly issued: {
    readonly id: EventId;
    readonly body: TicketIssued;
    readonly by: string;
    readonly day: BusinessDay;
    readonly wallMs: number;
    readonly offsetMinutes: number;
  } | null;
  readonly started: ReadonlyArray<EventId>;
  readonly printed: ReadonlyArray<{ readonly id: EventId; readonly how: TicketPrinted["how"] }>;
  readonly uncertain: ReadonlyArray<EventId>;
}

export const ticketFold: Fold<TicketState> = {
  version: 2,
  empty: { issued: null, started: [], printed: [], uncertain: [] },
  apply: applyTicketEvent,
  contributions: () => noContributions,
  tags: () => [],
};

function applyTicketEvent(state: TicketState, event: KnownEvent, stream: string): TicketState {
  switch (event.kind) {
    case "ticket/issued": {
      // Only the event that the ticket is named for issues it.
      if (toStreamId("ticket", event.id) !== stream) return state;
      const { by, day, wallMs, offsetMinutes } = event.act;
      return {
        ...state,
        issued: { id: event.id, body: event.body, by, day, wallMs, offsetMinutes },
      };
    }
    case "ticket/started":
      return { ...state, started: [...state.started, event.id] };
    case "ticket/printed":
      return { ...state, printed: [...state.printed, { id: event.id, how: event.body.how }] };
    case "ticket/uncertain":
      return { ...state, uncertain: [...state.uncertain, event.id] };
    default:
      return state;
  }
}
