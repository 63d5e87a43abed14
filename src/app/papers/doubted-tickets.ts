/**
 * Tickets of which nobody can be sure whether they are on paper: every till asks for them, whichever one
 * printed. One is settled by a paper, by the kitchen that works on it, or by a person who has looked.
 */

import { ok } from "../../domain/base/result.ts";
import { type Decision } from "../../domain/commands/decision.ts";
import {
  DOUBTED_TAG,
  isCancelled,
  mayPrint,
  openTicketPrefix,
  type TicketState,
} from "../../domain/folds/ticket-fold.ts";
import { type EventId, streamName, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { printersOf, readPrinters } from "../../domain/printers/printers.ts";
import { WAITING } from "../../printer/spool/spool-store.ts";
import { type OpenTill } from "../open-till.ts";
import { NO_PRINTER, ticketPapers } from "../printing/papers.ts";
import { askingPapers } from "./reprint.ts";

export interface DoubtedTicket {
  readonly ticket: EventId;
  /** `A12 Kitchen` */
  readonly name: string;
  /**
   * `unheard`: the till that prints it has said nothing, or not how it ended. `strange`: only a till that
   * nobody has asked speaks of a paper. `twice`: two tills have printed it.
   */
  readonly asks: "uncertain" | "unheard" | "strange" | "twice";
}

type Open = Pick<OpenTill, "till" | "jobs">;

/** The age from which a paper no longer comes out unasked, so somebody has to ask for it. */
const UNHEARD_MS_MIN = 10 * 60_000;
/** Who begins to print says soon what came of it. */
const BEGUN_MS_MIN = 2 * 60_000;
/** The age after which nobody asks: a person who still waits for it has said so by then. */
const UNHEARD_MS_MAX = 12 * 3_600_000;
/** The tickets looked back at, of one station. */
const LOOK_BACK = 50;

/**
 * Returns the tickets whose printer could not say whether they were printed, without this till's
 * waiting papers.
 */
export function doubtedTickets({ till, jobs }: Open): ReadonlyArray<DoubtedTicket> {
  return till.ledger.read((view) =>
    view
      .tagged(DOUBTED_TAG)
      .map((stream) => streamName(stream) as EventId)
      .filter((ticket) => !isWaiting({ jobs }, ticket))
      .map((ticket) => {
        const asks = whatAsks(view.glance("ticket", ticket));
        return { ticket, name: nameOf(till, view, ticket), asks };
      }),
  );
}

function whatAsks({ printed, uncertain }: TicketState): DoubtedTicket["asks"] {
  if (printed.length > 0) return "twice";
  return uncertain.length === 0 ? "strange" : "uncertain";
}

/** Returns the tickets of which no event came, as far as this till has heard and by its own clock. */
export function unheardTickets(open: Open & Pick<OpenTill, "clock">): ReadonlyArray<DoubtedTicket> {
  const { till, jobs, clock } = open;
  const nowMs = clock.nowMs();
  return till.ledger.read((view) => {
    const stations = new Set(readPrinters(view).flatMap((printer) => printer.stations));
    const newest = [...stations].flatMap((station) =>
      view.lastTagged(openTicketPrefix(station), LOOK_BACK),
    );
    return (
      newest
        .map(([, stream]) => streamName(stream) as EventId)
        .filter((ticket) => isUnheard(view.glance("ticket", ticket), nowMs))
        // A paper that was put aside here was to come out elsewhere.
        .filter((ticket) => jobs.ofDocument(ticket).every(({ state }) => state === "dismissed"))
        .toReversed()
        .map((ticket) => ({ ticket, name: nameOf(till, view, ticket), asks: "unheard" }))
    );
  });
}

/** Papers that somebody is asked about here. */
export function countAskedPapers(open: Open & Pick<OpenTill, "clock">): number {
  const asking = askingPapers(open).map(({ documentId }) => documentId);
  const others = [...doubtedTickets(open), ...unheardTickets(open)].map(({ ticket }) => ticket);
  return new Set([...asking, ...others]).size;
}

function isUnheard(state: TicketState, nowMs: number): boolean {
  const { issued, started, printed, uncertain, marks = [] } = state;
  if (issued === null || isCancelled(state)) return false;
  if (printed.length + uncertain.length + marks.length > 0) return false;
  const agoMs = nowMs - issued.wallMs;
  return agoMs <= UNHEARD_MS_MAX && agoMs >= (started.length > 0 ? BEGUN_MS_MIN : UNHEARD_MS_MIN);
}

function isWaiting({ jobs }: Pick<OpenTill, "jobs">, ticket: EventId): boolean {
  return jobs.ofDocument(ticket).some(({ state }) => WAITING.includes(state));
}

function nameOf(till: OpenTill["till"], view: LedgerView, ticket: EventId): string {
  const issued = view.state("ticket", ticket).issued?.body;
  const station = till.catalogue().stationsById.get(issued?.station ?? "")?.name ?? "";
  return `${issued?.head.number ?? ""} ${station}`.trim();
}

/** Whether there is a printer here that it could come out of. */
export function canPrintHere({ till }: Pick<OpenTill, "till">): boolean {
  const { ledger } = till;
  return ledger.read((view) => printersOf(view, ledger.identity.key.device)).length > 0;
}

/** Whether every till would believe this one that it is on paper. */
export function mayPrintHere({ till }: Pick<OpenTill, "till">, ticket: EventId): boolean {
  const { ledger } = till;
  return ledger.read((view) => mayPrint(view.state("ticket", ticket), ledger.identity.key.device));
}

/**
 * Decides that this till prints the ticket; every till believes it by the word of the person who
 * wants it here.
 */
export function takeOver(ticket: EventId): Decision {
  return ok([{ kind: "ticket/claimed", streams: [toStreamId("ticket", ticket)], body: {} }]);
}

/** Prints another till's ticket here, marked; on the receipt printer where its station has none. */
export function printHere(
  { till, jobs, clock }: Open & Pick<OpenTill, "clock">,
  ticket: EventId,
): void {
  const { ledger } = till;
  ticketPapers(till, jobs, clock).queue(ticket, { mark: "reroutedPerhapsTwice", isLate: false });
  const job = jobs.ofDocument(ticket).at(-1);
  const printersHere = ledger.read((view) => printersOf(view, ledger.identity.key.device));
  const [printer] = printersHere;
  if (job?.printer === NO_PRINTER && printer !== undefined) jobs.move({ job, printer: printer.id });
}
