/** Kitchen tickets in a few words: what was told to a station, and what its screen said of it. */

import { type Draft, type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type TicketIssued, type TicketLine } from "../../src/domain/events/ticket-events.ts";
import { ticketFold, type TicketState } from "../../src/domain/folds/ticket-fold.ts";
import { deviceOf, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { type IssuedTicket } from "../../src/domain/kitchen/kitchen-card.ts";
import { thousandths } from "../../src/domain/money/amounts.ts";
import { idOf, ORDER, originOf, told } from "./told.ts";

/** `["A", 2]`: the line of that event. */
export type LineName = readonly [till: string, seq: number];

export function toldLine(
  name: LineName,
  {
    quantity = 1,
    ...facts
  }: Partial<Omit<TicketLine, "quantity">> & { readonly quantity?: number } = {},
): TicketLine {
  const line = idOf(...name);
  return {
    birth: ORDER,
    line,
    act: "new",
    cause: line,
    quantity: thousandths(quantity * 1000),
    by: "each",
    text: "Burger",
    modifiers: [],
    note: "",
    service: "dine-in",
    course: 1,
    ...facts,
  };
}

export function ticketBody(
  lines: ReadonlyArray<TicketLine>,
  facts: Partial<TicketIssued> = {},
): TicketIssued {
  return {
    station: "grill",
    owner: deviceOf(originOf("A")),
    fallback: null,
    head: { number: "A12", service: "dine-in", table: "4", name: "", covers: 2 },
    lines: [...lines],
    also: [],
    ...facts,
  };
}

export interface ToldTicket {
  readonly id: EventId;
  /** The order on whose bill it is. */
  readonly bill?: EventId;
  readonly lines: ReadonlyArray<TicketLine>;
  readonly facts?: Partial<TicketIssued>;
  readonly wallMs?: number;
  /** Lines that are done. */
  readonly done?: ReadonlyArray<number>;
}

/** A ticket as it is folded. */
export function toldTicket({
  id,
  bill = ORDER,
  lines,
  facts,
  wallMs = 0,
  done = [],
}: ToldTicket): IssuedTicket {
  const stream = toStreamId("ticket", id);
  const [, seq = "1"] = id.split(":");
  const till = id.charAt(0).toUpperCase();
  const issued = told([till, Number(seq)], "ticket/issued", {
    streams: [toStreamId("order", bill), stream],
    body: ticketBody(lines, facts),
  });
  const marks: ReadonlyArray<KnownEvent> =
    done.length === 0
      ? []
      : [
          told([till, 900], "ticket/done", {
            streams: [stream],
            body: { lines: [...done], over: [] },
          }),
        ];
  const key = { ...issued.key, hlc: wallMs * 1024 };
  const atWall = { ...issued, key, act: { ...issued.act, wallMs } } as KnownEvent;
  const state = [atWall, ...marks].reduce<TicketState>(
    (before, event) => ticketFold.apply(before, event, stream),
    ticketFold.empty,
  );
  if (state.issued === null) throw new Error("The test told a ticket that issues nothing.");
  return { ...state, issued: state.issued };
}

/** What sends it, for a ledger: it names itself. */
export function issuing(
  order: EventId,
  lines: ReadonlyArray<TicketLine>,
  facts: Partial<TicketIssued> = {},
): (self: EventId) => Draft {
  return (self) => ({
    kind: "ticket/issued",
    streams: [toStreamId("order", order), toStreamId("ticket", self)],
    body: ticketBody(
      lines.map((line) => ({ ...line, birth: order })),
      facts,
    ),
  });
}
