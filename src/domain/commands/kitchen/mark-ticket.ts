/**
 * The marks that a kitchen's screen sets on tickets: done, served, recalled. Nobody logs in at such
 * a screen, so no permission is asked for: the box acts, and any person there may take a mark back.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import {
  doneLines,
  isServed,
  linesOf,
  linesToDo,
  openMarks,
  servedLines,
  type TicketState,
} from "../../folds/ticket-fold.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";

/** Some lines of a ticket, by their places. */
export interface TicketPart {
  readonly ticket: EventId;
  readonly lines: ReadonlyArray<number>;
}

/** The refusal when another screen has marked the lines already. */
export interface MarkedAlready {
  readonly type: "ticket/said-already";
}

type Marking = Result<ReadonlyArray<Draft>, MarkedAlready>;

/** Decides that the lines among these that are not done are. */
export function decideDone(view: LedgerView, parts: ReadonlyArray<TicketPart>): Marking {
  return marksOf(view, parts, {
    kind: "ticket/done",
    newsOf: linesToDo,
  });
}

/** Decides that the lines among these are handed out, made or not. */
export function decideServed(view: LedgerView, parts: ReadonlyArray<TicketPart>): Marking {
  return marksOf(view, parts, {
    kind: "ticket/served",
    newsOf: (state) => {
      if (isServed(state)) return [];
      const served = servedLines(state);
      return linesOf(state).filter((place) => !served.has(place));
    },
  });
}

/** Decides that the done lines among these are to do again. */
export function decideRecalled(view: LedgerView, parts: ReadonlyArray<TicketPart>): Marking {
  return marksOf(view, parts, {
    kind: "ticket/recalled",
    newsOf: (state) => [...doneLines(state)],
  });
}

/** Each ticket with all its lines. */
export function wholeTickets(
  view: LedgerView,
  tickets: ReadonlyArray<EventId>,
): ReadonlyArray<TicketPart> {
  return tickets.map((ticket) => ({ ticket, lines: linesOf(view.state("ticket", ticket)) }));
}

interface Mark {
  readonly kind: "ticket/done" | "ticket/served" | "ticket/recalled";
  /** Lines of which it isn't said already. */
  readonly newsOf: (state: TicketState) => ReadonlyArray<number>;
}

function marksOf(
  view: LedgerView,
  parts: ReadonlyArray<TicketPart>,
  { kind, newsOf }: Mark,
): Marking {
  const drafts = parts.flatMap(({ ticket, lines }): ReadonlyArray<Draft> => {
    const state = view.state("ticket", ticket);
    const news = newsOf(state).filter((line) => lines.includes(line));
    if (news.length === 0) return [];
    const over = openMarks(state, news).map(({ id }) => id);
    return [{ kind, streams: [toStreamId("ticket", ticket)], body: { lines: news, over } }];
  });
  return drafts.length === 0 ? err({ type: "ticket/said-already" }) : ok(drafts);
}
