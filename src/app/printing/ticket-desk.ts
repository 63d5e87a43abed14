/**
 * What a till that drives printers owes to tickets of which no paper is known: its own ones that other
 * tills sent, and those that it prints in another's place. The rules are in ticket-duty.ts; here they are
 * asked whenever something is heard and as time passes, and carried out.
 *
 * A paper is queued once, by its ticket's id, so a stop between any two steps is made up for.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { pause } from "../../domain/base/pause.ts";
import { err, ok } from "../../domain/base/result.ts";
import {
  leavePrinters,
  sayBegan,
  sayEnded,
  takePrintersBack,
} from "../../domain/commands/kitchen/hand-printers.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { doneAtMs, isCancelled, type TicketState } from "../../domain/folds/ticket-fold.ts";
import { type DeviceId, deviceOf, type EventId, toStreamId } from "../../domain/identity.ts";
import {
  OWNER_MS_MAX,
  ticketDuty,
  type Detour,
  type TicketSight,
} from "../../domain/kitchen/ticket-duty.ts";
import { isOnPaperElsewhere, ticketsAlike } from "../../domain/kitchen/ticket-repeats.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Printer, reachable, readPrinter } from "../../domain/printers/printers.ts";
import { canPrint, ticketPrinter } from "../../domain/printers/ticket-route.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { storeErrorOf } from "../../ledger/store-error.ts";
import { OPEN, type SpoolJob } from "../../printer/spool/spool-store.ts";
import { closedAtMs } from "../membership/closed-till.ts";
import { type GlanceView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import {
  type Awaited,
  connectedOf,
  createAwaitedTickets,
  createTicketNews,
  type TicketNews,
} from "./ticket-news.ts";
import { createWaitingTickets } from "./waiting-tickets.ts";

export interface TicketDesk {
  /**
   * For whoever has the duties, from time to time: with the printers that can't print now, and since when
   * by the clock. Returns those that were given a paper that had waited elsewhere. What a ticket or the
   * store throws is thrown when all the others have had their turn.
   */
  readonly look: (offSinceMs: ReadonlyMap<string, number>) => ReadonlySet<string>;
  /** Tells the other tills that this one is shut down, and hands them its printers. */
  readonly leave: () => Promise<void>;
}

export interface TicketDeskDeps {
  readonly ledger: Ledger;
  readonly store: PrintJobStore;
  readonly clock: Clock;
  readonly steadyMs: () => number;
  /** Undefined while this process has no links. */
  readonly mesh: () => GlanceView | undefined;
  readonly papers: TicketPapers;
}

export interface TicketDetour {
  readonly mark: Detour | undefined;
  /** Whether the ticket is too old by its issue: a kitchen must not cook last night's orders unasked. */
  readonly isLate: boolean;
}

export interface TicketPapers {
  /** Queues its paper here. */
  readonly queue: (ticket: EventId, said: TicketDetour) => void;
  /** Moves a waiting ticket to another printer of this till, with a mark. */
  readonly move: (job: SpoolJob, printer: Printer) => void;
  /** Marks a waiting ticket as a possible second print; false where it has the mark. */
  readonly markRepeated: (job: SpoolJob) => boolean;
}

interface Works extends TicketDeskDeps {
  readonly say: (kind: "ticket/claimed" | "ticket/released", ticket: EventId) => void;
}

/** Tickets that wait for a printer or a person, looked at in one go. */
const WAITING_MAX = 200;
/** Tickets that come so soon after a link may have waited for it. */
const ARRIVING_MS = 5000;
/** A printer that was off is tried again for each new paper, which takes a moment. */
const TRIED_MS_MIN = 1000;

export function createTicketDesk(deps: TicketDeskDeps): TicketDesk {
  const { ledger, store, clock, steadyMs, mesh } = deps;
  const works: Works = { ...deps, say: sayOnce(ledger) };
  const awaited = createAwaitedTickets(ledger, steadyMs);
  let seenPrinters = -1;
  let isLeaving = false;
  let wasInStep = false;
  const links = createLinkTimes();
  const newsOfTickets = createTicketNews(ledger);
  const waiting = createWaitingTickets();
  /** The jobs looked at since the last news. */
  let seenJobs: ReadonlySet<number> = new Set();

  function keepPrinters(revision: number): void {
    if (revision === seenPrinters || isLeaving) return;
    takeBack(ledger);
    seenPrinters = revision;
  }

  /**
   * Hears the news in one read of the ledger, which is mostly all that there is to do. Undefined
   * for a revoked till.
   */
  function hear(nowMs: number): { readonly printers: number } | undefined {
    return ledger.read((state) => {
      // A revoked till's tickets are printed by others, and nobody hears its events.
      if (isSelfRevoked(ledger)) return undefined;
      const isArriving = nowMs - links.arrivedAtMs() < ARRIVING_MS;
      awaited.takeNews({ sinceMs: nowMs, isLive: wasInStep, isArriving });
      return { printers: state.revision("printer") };
    });
  }

  /** Without news, only the queue and the time that a printer is off can make a difference. */
  function lookAtWaiting(news: TicketNews, turns: Turns, offSinceMs: PrintersNow["offSinceMs"]) {
    const { isNews } = news;
    const sight = { queue: store.version(), offSinceMs, nowMs: clock.nowMs() };
    if (news.isOfAll) waiting.unsettle();
    const given = new Set<string>();
    if (!waiting.isDue(sight) && !isNews) return { given, areLooked: () => undefined };
    let dueMs = Number.POSITIVE_INFINITY;
    const printers = ledger.read((state) => reachable(state, ledger.identity.key.device));
    const now = { printers, offSinceMs, nowMs: sight.nowMs };
    const jobs = store.openTickets(WAITING_MAX, isNews ? OPEN : ["queued"]);
    for (const job of jobs) {
      turns.take(() => {
        const isChanged = !seenJobs.has(job.id) || news.isOf(job.documentId as EventId);
        if (!isChanged && waiting.isSettled(job)) return;
        const printer = reconsider(works, job, { ...now, isChanged });
        if (printer !== undefined) given.add(printer);
        const stuckMs = stuckAtMs(job, now);
        if (stuckMs <= sight.nowMs) waiting.settle(job);
        else dueMs = Math.min(dueMs, stuckMs);
      });
    }
    seenJobs = new Set([...(isNews ? [] : seenJobs), ...jobs.map(({ id }) => id)]);
    return {
      given,
      areLooked: () => {
        waiting.looked(sight, dueMs);
      },
    };
  }

  return {
    look: (offSinceMs) => {
      const nowMs = steadyMs();
      const view = mesh();
      links.look(view, nowMs);
      const heard = hear(nowMs);
      if (heard === undefined) return new Set();
      const turns = createTurns();
      turns.take(() => {
        keepPrinters(heard.printers);
      });
      for (const [id, { sinceMs, isLive, isArriving }] of awaited.next()) {
        const knownForMs = nowMs - sinceMs;
        const others = othersSince(ledger, view, knownForMs);
        turns.take(() => {
          if (serve(works, id, { knownForMs, isLive, isArriving, ...others })) awaited.settle(id);
        });
      }
      const news = newsOfTickets(view);
      const { given, areLooked } = lookAtWaiting(news, turns, offSinceMs);
      wasInStep = view === undefined || view.catchUp === null;
      turns.end();
      areLooked();
      news.areTaken();
      return given;
    },
    leave: async () => {
      isLeaving = true;
      await handOver(ledger, clock, mesh);
    },
  };
}

/** Remembers when the newest link to another till came. */
function createLinkTimes() {
  let connected: ReadonlySet<DeviceId> = new Set();
  let arrivedAtMs = Number.NEGATIVE_INFINITY;
  return {
    look: (view: GlanceView | undefined, nowMs: number): void => {
      const now = new Set(connectedOf(view));
      if (!now.isSubsetOf(connected)) arrivedAtMs = nowMs;
      connected = now;
    },
    arrivedAtMs: () => arrivedAtMs,
  };
}

interface Turns {
  readonly take: (turn: () => void) => void;
  readonly end: () => void;
}

/** Makes turns, of which a failed one keeps no other from being done. */
function createTurns(): Turns {
  let fault: { readonly cause: unknown } | undefined;
  return {
    take: (turn) => {
      try {
        turn();
      } catch (cause) {
        fault ??= { cause };
      }
    },
    end: () => {
      if (fault !== undefined) throw fault.cause;
    },
  };
}

/** True when it is done with, as far as is known. */
function serve(
  { ledger, store, papers, say }: Works,
  id: EventId,
  sight: Omit<TicketSight, "self"> & Pick<Awaited, "isArriving">,
): boolean {
  const ticket = ledger.read((view) => view.glance("ticket", id));
  const duty = ticketDuty(ticket, { ...sight, self: ledger.identity.key.device });
  switch (duty.type) {
    case "none":
      return true;
    case "wait":
      return false;
    case "claim":
      // The ticket prints at the next look, when the claim is written.
      say("ticket/claimed", id);
      return false;
    case "print":
      if (store.ofDocument(id).length === 0) {
        papers.queue(id, { mark: duty.mark, isLate: !sight.isLive || sight.isArriving });
      }
      return true;
    default:
      return assertNever(duty, "duty of a ticket");
  }
}

/**
 * Nothing that others know is missing, and each of them was heard since. Where none is there to ask, they
 * have some time to come: after a start it takes a while until tills find each other.
 */
function othersSince(
  ledger: Ledger,
  view: GlanceView | undefined,
  forMs: number,
): Pick<TicketSight, "isInStep" | "isAlone"> {
  const self = ledger.identity.key.device;
  const otherTills = [...ledger.admission().values()].filter(
    ({ device, revoked }) => device !== self && !revoked,
  );
  if (otherTills.length === 0) return { isInStep: true, isAlone: false };
  const connected = (view?.peers ?? []).filter(({ isConnected }) => isConnected);
  if (connected.length === 0) return { isInStep: forMs >= OWNER_MS_MAX, isAlone: true };
  const isHeard = connected.every(({ heardAgoMs }) => (heardAgoMs ?? 0) <= forMs);
  return { isInStep: view?.catchUp === null && isHeard, isAlone: false };
}

/**
 * Nobody is asked any more about a paper that another till has printed or a person has cancelled, nor about
 * one that no printer serves and that a kitchen has worked from its screen. One of which not one byte was
 * sent comes out of a printer here that can print it, or elsewhere, where its own could not for too long.
 * One that may be on paper does so too where its printer was taken away, as nobody can ask that any more:
 * here only, where it is known that it has to say so. Returns the printer that it was given to.
 */
function reconsider(
  { ledger, store, papers, mesh, say }: Works,
  job: SpoolJob,
  now: PrintersNow & { readonly isChanged: boolean },
): string | undefined {
  const self = ledger.identity.key.device;
  const id = job.documentId as EventId;
  const isUnsent = job.state === "queued" && job.doubts === 0;
  const isInNoHands = isUnsent || (job.state === "queued" && isGone(job, now));
  if (!now.isChanged && (!isInNoHands || !isStuck(job, now))) return undefined;
  const ticket = ledger.read((view) => view.glance("ticket", id));
  if (now.isChanged) {
    const isUnwanted = isUnwantedNow(ledger, job, { ticket, isUnsent });
    if (isUnwanted) putAside(store, job);
    if (isUnwanted || !isInNoHands) return undefined;
    // Looked at again as it is then.
    if (isRepeatedElsewhere(ledger, id) && papers.markRepeated(job)) return undefined;
    if (!isStuck(job, now)) return undefined;
  }
  const able = now.printers.filter(
    ({ id: other }) => other !== job.printer && !now.offSinceMs.has(other),
  );
  const printer = ticketPrinter(able, ticket.issued?.body.station ?? "");
  if (printer !== undefined) {
    papers.move(job, printer);
    return printer.id;
  }
  const isHeard = isConnected(mesh(), ticket.issued?.body.fallback);
  if (isUnsent && mayRelease(ticket, self) && (isHeard || isBackElsewhere(ledger, ticket, job))) {
    say("ticket/released", id);
    putAside(store, job);
  }
  return undefined;
}

function isUnwantedNow(
  ledger: Ledger,
  { printer }: SpoolJob,
  { ticket, isUnsent }: { readonly ticket: TicketState; readonly isUnsent: boolean },
): boolean {
  const self = ledger.identity.key.device;
  const isDone = isUnsent ? isElsewhere(ticket, self) : isPrintedElsewhere(ticket, self);
  if (isDone || isCancelled(ticket)) return true;
  const isUnserved = ledger.read((view) => readPrinter(view, printer)) === undefined;
  return isUnserved && doneAtMs(ticket) !== undefined;
}

function putAside(store: PrintJobStore, job: SpoolJob): void {
  store.save({ ...job, state: "dismissed", outcomeReported: true }, job.state);
}

interface PrintersNow {
  readonly printers: ReadonlyArray<Printer>;
  readonly offSinceMs: ReadonlyMap<string, number>;
  readonly nowMs: number;
}

/** Whether the job's printer could not print for too long, or is none that this till can print on. */
function isStuck(job: SpoolJob, now: PrintersNow): boolean {
  return stuckAtMs(job, now) <= now.nowMs;
}

/** Returns the moment from which it is, as things are now. */
function stuckAtMs(job: SpoolJob, now: PrintersNow): number {
  if (isGone(job, now)) return Number.NEGATIVE_INFINITY;
  const sinceMs = now.offSinceMs.get(job.printer);
  if (sinceMs === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(sinceMs + OWNER_MS_MAX, job.createdMs + TRIED_MS_MIN);
}

function isGone({ printer }: SpoolJob, { printers }: PrintersNow): boolean {
  return !printers.some(({ id }) => id === printer);
}

function isConnected(view: GlanceView | undefined, device: DeviceId | null | undefined): boolean {
  return (view?.peers ?? []).some((peer) => peer.device === device && peer.isConnected);
}

/** Two tills told the kitchen the same apart, and the other one's paper is out. */
function isRepeatedElsewhere({ read, identity }: Ledger, ticket: EventId): boolean {
  return read((view) =>
    ticketsAlike(view, ticket).some((other) =>
      isOnPaperElsewhere(view.glance("ticket", other), identity.key.device),
    ),
  );
}

/** Whether the ticket prints at another till, by that till's event or by ours. */
function isPrintedElsewhere({ printed }: TicketState, self: DeviceId): boolean {
  return printed.some(({ id }) => deviceOf(id) !== self);
}

function isElsewhere(ticket: TicketState, self: DeviceId): boolean {
  const { issued, claimed = [], released = [] } = ticket;
  if (isPrintedElsewhere(ticket, self)) return true;
  if (claimed.length > 0) return claimed.every((id) => deviceOf(id) !== self);
  return released.length > 0 && issued?.body.owner === self;
}

/** Whether the ticket had no printer anywhere when it was sent, and another till has one now. */
function isBackElsewhere(ledger: Ledger, ticket: TicketState, { printer }: SpoolJob): boolean {
  const { station, fallback } = ticket.issued?.body ?? {};
  return ledger.read((view) => {
    if (readPrinter(view, printer) !== undefined) return false;
    if (station === undefined || fallback === undefined || fallback === null) return false;
    return canPrint(view, station, fallback);
  });
}

function mayRelease({ issued, claimed = [], released = [] }: TicketState, self: DeviceId): boolean {
  if (issued === null || claimed.length + released.length > 0) return false;
  const { owner, fallback } = issued.body;
  return owner === self && fallback !== null && fallback !== self;
}

/** Writes an event only once: one that does not count is never seen, so writing it again would have no end. */
function sayOnce(ledger: Ledger): Works["say"] {
  const said = new Set<string>();
  return (kind, ticket) => {
    if (said.has(`${kind} ${ticket}`)) return;
    write(ledger, kind, ticket);
    said.add(`${kind} ${ticket}`);
  };
}

function write(ledger: Ledger, kind: "ticket/claimed" | "ticket/released", ticket: EventId): void {
  const streams = [toStreamId("ticket", ticket)];
  const draft: Draft =
    kind === "ticket/claimed"
      ? { kind, streams, body: {} }
      : { kind, streams, body: { why: "printer-off" } };
  ledger.commit({
    by: "",
    name: `${kind} ${ticket}`,
    decide: ({ view }) => {
      const { claimed = [], released = [], printed } = view.state("ticket", ticket);
      const isSaid = claimed.length + released.length + printed.length > 0;
      return isSaid ? err("said already" as const) : ok({ events: [draft] });
    },
  });
}

/** The longest wait of a till that shuts down for another to hear of it. */
const FAREWELL_MS_MAX = 1000;
const LOOK_EVERY_MS = 20;

/**
 * A till that is shut down properly gives its printers away before it goes, and takes them back when it
 * comes: so tickets go elsewhere at once, and no till has to guess from a silence.
 */
function takeBack(ledger: Ledger): void {
  if (ledger.read((view) => returnWords(ledger, view)).length === 0) return;
  ledger.commit({
    by: "",
    name: "take printers back",
    decide: ({ view }) => {
      const events = returnWords(ledger, view);
      return events.length === 0 ? err("had already" as const) : ok({ events });
    },
  });
}

/** Returns what a till says that is back: any event of it takes its good-bye back. */
function returnWords(ledger: Ledger, view: LedgerView): ReadonlyArray<Draft> {
  const { key, origin } = ledger.identity;
  const taken = takePrintersBack(view, key.device);
  if (taken.length > 0 || closedAtMs(ledger, key.device) === undefined) return taken;
  return [sayBegan(origin)];
}

/**
 * Says good-bye, and hands the tickets over. Without other tills nothing is said; while none is connected
 * nothing is handed over: this one has them when it starts again.
 */
export async function handOver(
  ledger: Ledger,
  clock: Clock,
  mesh: () => GlanceView | undefined,
): Promise<void> {
  const heir = heirIn(ledger, mesh());
  if (!hasSaidGoodbye(ledger, heir) || heir === undefined) return;
  for (let waitedMs = 0; waitedMs < FAREWELL_MS_MAX; waitedMs += LOOK_EVERY_MS) {
    if ((mesh()?.safeOn ?? 1) > 0) return;
    await pause(clock, LOOK_EVERY_MS);
  }
}

/** A disk that is full or broken keeps nobody from leaving: the others wait for it as for one that fell silent. */
function hasSaidGoodbye(ledger: Ledger, heir: DeviceId | undefined): boolean {
  const self = ledger.identity.key.device;
  if (isSelfRevoked(ledger) || !hasOthers(ledger)) return false;
  try {
    return ledger.commit({
      by: "",
      name: "end",
      decide: ({ view }) => {
        const handed = heir === undefined ? [] : leavePrinters(view, self, heir);
        if (handed.length === 0 && closedAtMs(ledger, self) !== undefined) {
          return err("said already" as const);
        }
        // The last of its chain: whatever comes after it takes it back.
        return ok({ events: [...handed, sayEnded(ledger.identity.origin)] });
      },
    }).ok;
  } catch (cause) {
    if (storeErrorOf(cause) === undefined) throw cause;
    return false;
  }
}

function hasOthers(ledger: Ledger): boolean {
  const self = ledger.identity.key.device;
  return [...ledger.admission().values()].some(
    ({ device, revoked }) => device !== self && !revoked,
  );
}

/** The connected till whose letter comes first: whichever it is, everybody hears it from the event. */
function heirIn(ledger: Ledger, mesh: GlanceView | undefined): DeviceId | undefined {
  const connected = (mesh?.peers ?? []).flatMap(({ device, isConnected }) =>
    isConnected ? (ledger.admission().get(device) ?? []) : [],
  );
  const fit = connected.filter(({ revoked, rights }) => !revoked && rights.includes("till"));
  return fit.toSorted((one, other) => (one.code < other.code ? -1 : 1))[0]?.device;
}
