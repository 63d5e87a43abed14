/** A ticket's relation to the other tickets of its order, as its paper has to name it. */

import { dishLine } from "../balance/line-sides.ts";
import { sentPieces } from "../balance/sent-pieces.ts";
import { orderStream } from "../folds/order-fold.ts";
import { type TicketState } from "../folds/ticket-fold.ts";
import { chainPosition, deviceOf, type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type OrderState } from "../state/order-state.ts";

export interface TicketFamily {
  /** The station had something of the order before. */
  readonly isAddOn: boolean;
  /** The notes of what stations had of the order before, without what was taken off. */
  readonly notesBefore: ReadonlyArray<string>;
  /** The number of this paper, where one sending takes several papers. */
  readonly part: { readonly no: number; readonly of: number } | undefined;
  /** The tickets that asked for what this one takes off, the oldest first. */
  readonly cancels: ReadonlyArray<EventId>;
}

interface IssuedTicket {
  readonly id: EventId;
  readonly issued: NonNullable<TicketState["issued"]>;
}

export function ticketFamily(view: LedgerView, id: EventId): TicketFamily {
  const { issued } = view.state("ticket", id);
  const birth = issued?.body.lines[0]?.birth;
  if (issued === null || birth === undefined) {
    return { isAddOn: false, notesBefore: [], part: undefined, cancels: [] };
  }
  const all = ticketsOf(view, birth);
  const sending = sentWith(all, id);
  const parts = sending.filter((other) => other.issued.body.station === issued.body.station);
  const before = all.slice(
    0,
    all.findIndex((other) => sending.includes(other)),
  );
  const gone = new Set(linesOf(issued, (act) => act === "void"));
  return {
    isAddOn: linesOf(issued, isOrdered).length > 0 && before.some(isSameStation),
    notesBefore: notesOf(view.state("order", birth), new Set(before.map((other) => other.id))),
    part:
      parts.length > 1
        ? { no: parts.findIndex((other) => other.id === id) + 1, of: parts.length }
        : undefined,
    cancels: before
      .filter((other) => isSameStation(other))
      .filter((other) => linesOf(other.issued, isAskedFor).some((line) => gone.has(line)))
      .map((other) => other.id),
  };

  function isSameStation(other: IssuedTicket): boolean {
    return other.issued.body.station === issued?.body.station;
  }
}

/** Returns the notes by which lines of these tickets are made, as the newest of them says. */
function notesOf(order: OrderState, tickets: ReadonlySet<EventId>): ReadonlyArray<string> {
  const notes = new Map<EventId, string>();
  for (const { ticket, line, act, making } of order.sentLines) {
    const isKnown = tickets.has(streamName(ticket) as EventId);
    if (isKnown && act !== "void") notes.set(dishLine(line), making.note);
  }
  return [...notes].flatMap(([line, note]) => {
    return note === "" || sentPieces(order, line).length === 0 ? [] : [note];
  });
}

/** Returns the tickets in the order in which they were sent. */
function ticketsOf(view: LedgerView, birth: EventId): ReadonlyArray<IssuedTicket> {
  const { sentLines } = view.state("order", streamName(orderStream(birth)));
  const ids = new Set(sentLines.map(({ ticket }) => streamName(ticket) as EventId));
  return [...ids].flatMap((id) => {
    const { issued } = view.state("ticket", id);
    return issued === null ? [] : [{ id, issued }];
  });
}

/** Returns the tickets of one sending, which stand together in their till's chain. */
function sentWith(all: ReadonlyArray<IssuedTicket>, id: EventId): ReadonlyArray<IssuedTicket> {
  const ofDevice = all.filter((other) => deviceOf(other.id) === deviceOf(id));
  const at = ofDevice.findIndex((other) => other.id === id);
  let [from, to] = [at, at];
  while (isNext(ofDevice[from - 1], ofDevice[from])) from -= 1;
  while (isNext(ofDevice[to], ofDevice[to + 1])) to += 1;
  return ofDevice.slice(from, to + 1);
}

function isNext(one: IssuedTicket | undefined, other: IssuedTicket | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return (
    chainPosition(other.id).seq === chainPosition(one.id).seq + 1 &&
    one.issued.wallMs === other.issued.wallMs
  );
}

type Act = IssuedTicket["issued"]["body"]["lines"][number]["act"];

function isOrdered(act: Act): boolean {
  return act === "new" || act === "held";
}

function isAskedFor(act: Act): boolean {
  return isOrdered(act) || act === "refire";
}

function linesOf(
  { body }: IssuedTicket["issued"],
  isMeant: (act: Act) => boolean,
): ReadonlyArray<EventId> {
  return body.lines.filter(({ act }) => isMeant(act)).map(({ line }) => line);
}
