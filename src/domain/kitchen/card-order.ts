/** What a station's card says of the rest of its order: other stations, and notes of what was ordered before. */

import { sentPieces } from "../balance/sent-pieces.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { toSoldBy } from "../order/order-view.ts";
import { type OrderState } from "../state/order-state.ts";
import { type KitchenCard } from "./kitchen-card.ts";
import { ticketFamily } from "./ticket-family.ts";

export interface StationCard extends KitchenCard {
  /** The notes of what stations had of the order before, where the card adds to it; else none. */
  readonly notesBefore: ReadonlyArray<string>;
}

/** Returns the card as its order is now: what other stations had and was voided since is no piece there. */
export function withOrderNow(view: LedgerView, card: KitchenCard): StationCard {
  const { isAddOn, notesBefore } = ticketFamily(view, card.id);
  const order = view.state("order", card.order);
  return {
    ...card,
    notesBefore: isAddOn ? notesBefore : [],
    also: card.also.flatMap(({ station, pieces: said }) => {
      const pieces = Math.min(said, piecesAt(view, order, station));
      return pieces > 0 ? [{ station, pieces }] : [];
    }),
  };
}

function piecesAt(view: LedgerView, order: OrderState, station: string): number {
  const lines = new Set(order.sentLines.map(({ line }) => line));
  return [...lines].reduce((sum, line) => {
    const isWeighed = toSoldBy(order.linesById[line]?.added?.by ?? "each") === "weight";
    const here = sentPieces(order, line).filter(({ ticket }) => {
      const id = streamName(ticket) as EventId;
      return view.state("ticket", id).issued?.body.station === station;
    });
    // What is weighed counts as one, as on the ticket.
    const pieces = here.map(({ quantity }) => (isWeighed ? 1 : Math.ceil(quantity / 1000)));
    return sum + pieces.reduce((all, one) => all + one, 0);
  }, 0);
}
