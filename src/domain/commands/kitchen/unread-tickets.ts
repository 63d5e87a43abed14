/** Tickets whose paper is still in the queue: what they say can be said otherwise, or not at all. */

import { toldLine } from "../../balance/line-sides.ts";
import { type Draft } from "../../events/kinds.ts";
import { type TicketIssued } from "../../events/ticket-events.ts";
import { isCancelled } from "../../folds/ticket-fold.ts";
import { type EventId, streamName, toStreamId } from "../../identity.ts";
import { zeroMinor } from "../../money/amounts.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";

/** Whether nobody has read the ticket, and its paper can be kept back: no other till may print it by now. */
export function isUnread({ view, isQueued }: DecisionContext, ticket: EventId): boolean {
  const { issued, started, printed, uncertain, marks = [] } = view.state("ticket", ticket);
  const said = [started, printed, uncertain, marks].flat();
  const isAlone = issued?.body.fallback === null;
  return isAlone && said.length === 0 && isQueued?.(ticket) === true;
}

/** Says to all tills that nobody needs the paper of a ticket. */
export function unneeded(ticket: EventId): Draft {
  const body = {
    type: "paper/cancelled" as const,
    subject: ticket,
    day: null,
    amount: zeroMinor,
    voices: [],
    note: "",
  };
  return { kind: "attention/resolved", streams: [toStreamId("ticket", ticket)], body };
}

/**
 * Returns tickets of a move in place of moves that nobody has read: from where the kitchen believes the
 * goods to be, and no paper at all where that is where they go. `ids` are the tickets' own.
 */
export function replaceUnreadMoves(
  context: DecisionContext,
  order: OrderState,
  {
    tickets,
    ids,
  }: { readonly tickets: ReadonlyArray<Draft>; readonly ids: ReadonlyArray<EventId> },
): ReadonlyArray<Draft> {
  const cancelled: EventId[] = [];
  const told = tickets.map((draft, at): Draft => {
    if (draft.kind !== "ticket/issued") return draft;
    const moved = unreadMove(context, order, draft.body);
    if (moved === undefined) return draft;
    const head = headSince(draft.body.head, moved.body.head);
    cancelled.push(moved.id);
    const id = ids[at];
    if (head.tableBefore === undefined && head.nameBefore === undefined && id !== undefined) {
      cancelled.push(id);
    }
    return { ...draft, body: { ...draft.body, head } };
  });
  return [...told, ...cancelled.map(unneeded)];
}

/** Returns the last move of the same goods to where they were, as long as nobody has read it. */
function unreadMove(
  context: DecisionContext,
  { sentLines }: OrderState,
  { station, lines, head }: TicketIssued,
): { readonly id: EventId; readonly body: TicketIssued } | undefined {
  const named = sentLines.filter(({ line }) => lines.some((own) => toldLine(own) === line));
  const stations = named.toReversed().map(({ ticket }) => {
    const id = streamName(ticket) as EventId;
    return { id, state: context.view.state("ticket", id) };
  });
  const last = stations.find(({ state }) => state.issued?.body.station === station);
  const body = last?.state.issued?.body;
  if (last === undefined || body === undefined || isCancelled(last.state)) return undefined;
  const isSame = goodsOf(body) === goodsOf({ lines }) && body.lines.every(isMove);
  const isThere = (head.tableBefore ?? head.table) === body.head.table;
  return isSame && isThere && isUnread(context, last.id) ? { id: last.id, body } : undefined;
}

function isMove({ act }: TicketIssued["lines"][number]): boolean {
  return act === "move";
}

function goodsOf({ lines }: Pick<TicketIssued, "lines">): string {
  return lines
    .map(({ line, quantity }) => `${line} ${quantity}`)
    .toSorted()
    .join(", ");
}

type Head = TicketIssued["head"];

/** Returns the head of the later move, as one from where the earlier one began. */
function headSince(now: Head, earlier: Head): Head {
  const { tableBefore: _, nameBefore: __, ...head } = now;
  const table = earlier.tableBefore ?? now.tableBefore;
  const name = earlier.nameBefore ?? now.nameBefore;
  return {
    ...head,
    ...(table === undefined || table === now.table ? {} : { tableBefore: table }),
    ...(name === undefined || name === now.name ? {} : { nameBefore: name }),
  };
}
