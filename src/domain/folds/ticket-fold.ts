/**
 * The fold of one kitchen ticket: issued once, by the till that sent it; then what paper did, and what
 * the kitchen said of it.
 *
 * What two screens said apart is kept side by side, line by line: `isLineDone` says what it comes to.
 */

import { assertNever } from "../base/assert-never.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type TicketIssued, type TicketPrinted } from "../events/ticket-events.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  streamName,
  streamType,
  toStreamId,
} from "../identity.ts";
import { minor } from "../money/amounts.ts";
import { noteResolved, openOf, type Resolvable, type ResolvedByName } from "../state/attention.ts";
import { type Fold, noContributions } from "../state/fold.ts";

export interface TicketState {
  readonly issued: {
    readonly id: EventId;
    /** The order on whose bill its goods were when it was sent. */
    readonly bill: EventId;
    readonly body: TicketIssued;
    readonly by: string;
    readonly day: BusinessDay;
    /**
     * The ticket's position in the ledger's order, together with its id; tickets of tills with
     * other clocks compare by it too.
     */
    readonly hlc: number;
    /** The time on its till's clock. */
    readonly wallMs: number;
    readonly offsetMinutes: number;
  } | null;
  readonly started: ReadonlyArray<EventId>;
  readonly printed: ReadonlyArray<{ readonly id: EventId; readonly how: TicketPrinted["how"] }>;
  readonly uncertain: ReadonlyArray<EventId>;
  /** The tills that claimed to print it, by event; missing for most. */
  readonly claimed?: ReadonlyArray<EventId>;
  readonly released?: ReadonlyArray<EventId>;
  /** A person had it printed at a till that nobody had asked: by whom says its id. */
  readonly takenOver?: ReadonlyArray<EventId>;
  /** The events of tills that had no claim to print it: they don't count, and a person is told. */
  readonly strange?: ReadonlyArray<EventId>;
  /** The marks of the kitchen's screens; missing until one is set. */
  readonly marks?: ReadonlyArray<KitchenMark>;
  /** The settled questions; missing until its paper is cancelled. */
  readonly resolved?: ResolvedByName;
}

/** A mark that a kitchen's screen set on some lines. */
export interface KitchenMark {
  readonly id: EventId;
  readonly says: "done" | "served" | "recalled";
  readonly lines: ReadonlyArray<number>;
  readonly over: ReadonlyArray<EventId>;
  readonly wallMs: number;
}

/**
 * Tickets of which no paper is known, and that no kitchen has made without one: under tags that start so, by
 * day and by when they were sent.
 */
export const AWAITED_PREFIX = "ticket/awaited/";
/**
 * Tickets of which nobody can be sure whether they are on paper, or that two tills have printed, and that
 * no kitchen has worked on.
 */
export const DOUBTED_TAG = "ticket/doubted";

/** Done, and not handed out: found at the pass under tags that start so, by when that was said. */
export const READY_PREFIX = "ticket/ready/";

export const ticketFold: Fold<TicketState> = {
  version: 3,
  empty: { issued: null, started: [], printed: [], uncertain: [] },
  apply: applyTicketEvent,
  contributions: () => noContributions,
  tags: ticketTags,
};

/** Open tickets of a station are found under tags that start so, the newest last. */
export function openTicketPrefix(station: string): string {
  return `ticket/open/${stationWord(station)}/`;
}

/** Returns the prefix of the tags of done tickets, which go on by the time they were done. */
export function doneTicketPrefix(station: string): string {
  return `ticket/done/${stationWord(station)}/`;
}

/** Lines that are made, or taken note of, and that nobody wants back. */
export function doneLines(state: TicketState): ReadonlySet<number> {
  const { done } = markedLines(state);
  return new Set(linesOf(state).filter((line) => has(done, line)));
}

/** Lines that the pass has handed out, and that nobody wants back. */
export function servedLines(state: TicketState): ReadonlySet<number> {
  const { served } = markedLines(state);
  return new Set(linesOf(state).filter((line) => has(served, line)));
}

/** Whether a screen has said that all that the ticket says of a line is done. */
export function isLineDone(state: TicketState, line: EventId): boolean {
  return isSaidOf(state, line, doneLines(state));
}

/** Whether the pass has handed out all that the ticket says of a line. */
export function isLineServed(state: TicketState, line: EventId): boolean {
  return isSaidOf(state, line, servedLines(state));
}

function isSaidOf({ issued }: TicketState, line: EventId, said: ReadonlySet<number>): boolean {
  const ticketLines = [...(issued?.body.lines.entries() ?? [])];
  return ticketLines.every(([place, it]) => it.line !== line || said.has(place));
}

/** Whether the pass has handed all of it out, and nobody has wanted anything back. */
export function isServed(state: TicketState): boolean {
  const { served } = markedLines(state);
  return linesOf(state).every((line) => has(served, line));
}

/** Lines that are still to be made or to be taken note of. */
export function linesToDo(state: TicketState): ReadonlyArray<number> {
  const { done } = markedLines(state);
  return linesOf(state).filter((line) => !has(done, line));
}

export function linesOf({ issued }: TicketState): ReadonlyArray<number> {
  return issued === null ? [] : [...issued.body.lines.keys()];
}

/** Returns the marks of these lines that no later mark has replaced. */
export function openMarks(
  state: TicketState,
  lines: ReadonlyArray<number>,
): ReadonlyArray<KitchenMark> {
  const wanted = lineSet(lines);
  return markedLines(state).open.flatMap(([mark, open]) => ((open & wanted) === 0n ? [] : [mark]));
}

/** Sets of lines: bit n is line n. A rogue may say a thousand things of two hundred lines. */
interface MarkedLines {
  readonly done: bigint;
  readonly served: bigint;
  /** The marks with the lines of which no later mark has replaced them. */
  readonly open: ReadonlyArray<readonly [KitchenMark, bigint]>;
}

const NO_MARKED_LINES: MarkedLines = { done: 0n, served: 0n, open: [] };

function markedLines({ marks = [] }: TicketState): MarkedLines {
  if (marks.length === 0) return NO_MARKED_LINES;
  const sets = marks.map(({ lines }) => lineSet(lines));
  const replaced = new Map<EventId, bigint>(marks.map(({ id }) => [id, 0n]));
  for (const [at, { over }] of marks.entries()) {
    for (const id of over) {
      const replacing = replaced.get(id);
      if (replacing !== undefined) replaced.set(id, replacing | (sets[at] ?? 0n));
    }
  }
  const open = marks.map((mark, at): readonly [KitchenMark, bigint] => [
    mark,
    (sets[at] ?? 0n) & ~(replaced.get(mark.id) ?? 0n),
  ]);
  function said(...words: ReadonlyArray<KitchenMark["says"]>): bigint {
    return open.reduce((all, [{ says }, lines]) => (words.includes(says) ? all | lines : all), 0n);
  }
  const wanted = ~said("recalled");
  return { done: said("done", "served") & wanted, served: said("served") & wanted, open };
}

function lineSet(lines: ReadonlyArray<number>): bigint {
  return lines.reduce((set, line) => set | (1n << BigInt(line)), 0n);
}

function has(set: bigint, line: number): boolean {
  return ((set >> BigInt(line)) & 1n) === 1n;
}

/** When the last line was done; undefined as long as something is to do. */
export function doneAtMs(state: TicketState): number | undefined {
  if (state.issued === null || linesToDo(state).length > 0) return undefined;
  return lastDoneMs(state);
}

/** When the last of these lines was done; undefined as long as one is to do, and for no lines. */
export function linesDoneAtMs(
  state: TicketState,
  lines: ReadonlyArray<number>,
): number | undefined {
  const done = doneLines(state);
  if (lines.length === 0 || !lines.every((line) => done.has(line))) return undefined;
  const marks = openMarks(state, lines).filter(({ says }) => says !== "recalled");
  return marks.at(-1)?.wallMs;
}

/** When a line of it was last done, though others may be to do; undefined where none was. */
export function lastDoneMs({ marks }: TicketState): number | undefined {
  return marks?.findLast(({ says }) => says === "done" || says === "served")?.wallMs;
}

/**
 * Whether tills that did not hear each other both printed it, so that it may be cooked twice. False
 * where a person wanted both papers.
 */
export function isPrintedTwice({ printed, takenOver = [] }: TicketState): boolean {
  const wanted = new Set(takenOver.map(deviceOf));
  const tills = new Set(printed.map(({ id }) => deviceOf(id)));
  return tills.difference(wanted).size > 1;
}

/**
 * Returns the question that is settled by cancelling the paper: it comes back where another paper
 * is in doubt.
 */
export function cancelledPaper(ticket: EventId, state: TicketState): Resolvable {
  const { printed, uncertain, strange = [] } = state;
  const twice = isPrintedTwice(state) ? printed.map(({ id }) => id) : [];
  const voices = [...uncertain, ...strange, ...twice];
  return { type: "paper/cancelled", subject: ticket, amount: minor(0), voices };
}

/** A person has said that nobody needs its paper, and no paper is in doubt since. */
export function isCancelled(state: TicketState): boolean {
  const { issued, resolved } = state;
  if (issued === null || resolved === undefined) return false;
  return openOf([cancelledPaper(issued.id, state)], resolved).length === 0;
}

/** Whether it is wanted, and no paper of it is known: what AWAITED_PREFIX stands before. */
export function isAwaited(state: TicketState): boolean {
  const isOnPaper = state.printed.length + state.uncertain.length > 0;
  const isWanted = state.issued !== null && doneAtMs(state) === undefined && !isCancelled(state);
  return isWanted && !isOnPaper;
}

function isDoubted(state: TicketState): boolean {
  const { printed, uncertain, strange = [], marks = [] } = state;
  const isInQuestion =
    printed.length > 0 ? isPrintedTwice(state) : uncertain.length + strange.length > 0;
  return isInQuestion && marks.length === 0 && !isCancelled(state);
}

/**
 * Whether what a till says of the ticket's paper counts: of whoever was to print it, stands in for that one, or
 * was told to by a person. Anybody else's word would keep it from paper.
 */
export function mayPrint({ issued, takenOver = [] }: TicketState, device: DeviceId): boolean {
  if (issued === null) return false;
  const { owner, fallback } = issued.body;
  return device === owner || device === fallback || takenOver.some((id) => deviceOf(id) === device);
}

function applyTicketEvent(state: TicketState, event: KnownEvent, stream: string): TicketState {
  switch (event.kind) {
    case "ticket/issued": {
      // The ticket is issued only by the event that it is named for.
      if (toStreamId("ticket", event.id) !== stream) return state;
      const { id, body, key } = event;
      const { by, day, wallMs, offsetMinutes } = event.act;
      return {
        ...state,
        issued: { id, bill: billOf(event), body, by, day, hlc: key.hlc, wallMs, offsetMinutes },
      };
    }
    case "ticket/started":
    case "ticket/printed":
    case "ticket/uncertain":
      return withPaper(state, event);
    case "ticket/claimed":
      return withClaim(state, event);
    case "ticket/released":
      return deviceOf(event.id) === state.issued?.body.owner
        ? { ...state, released: [...(state.released ?? []), event.id] }
        : state;
    case "ticket/done":
      return withMark(state, event, "done");
    case "ticket/served":
      return withMark(state, event, "served");
    case "ticket/recalled":
      return withMark(state, event, "recalled");
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body) };
    default:
      return state;
  }
}

/** A ticket stands in the stream of its bill first, then in those of the orders that its lines were born in. */
function billOf({ id, streams, body }: Extract<KnownEvent, { kind: "ticket/issued" }>): EventId {
  const stream = streams.find((it) => streamType(it) === "order");
  return stream === undefined ? (body.lines[0]?.birth ?? id) : (streamName(stream) as EventId);
}

function withPaper(
  state: TicketState,
  event: Extract<
    KnownEvent,
    { readonly kind: "ticket/started" | "ticket/printed" | "ticket/uncertain" }
  >,
): TicketState {
  const { id } = event;
  if (!mayPrint(state, deviceOf(id))) return { ...state, strange: [...(state.strange ?? []), id] };
  switch (event.kind) {
    case "ticket/started":
      return { ...state, started: [...state.started, id] };
    case "ticket/printed":
      return { ...state, printed: [...state.printed, { id, how: event.body.how }] };
    case "ticket/uncertain":
      return { ...state, uncertain: [...state.uncertain, id] };
    default:
      return assertNever(event, "word of a paper");
  }
}

/** Only the stand-in was asked; another till may print it because a person wants it there. */
function withClaim(
  state: TicketState,
  { id, act }: Extract<KnownEvent, { readonly kind: "ticket/claimed" }>,
): TicketState {
  if (deviceOf(id) === state.issued?.body.fallback) {
    return { ...state, claimed: [...(state.claimed ?? []), id] };
  }
  return act.by === "" ? state : { ...state, takenOver: [...(state.takenOver ?? []), id] };
}

function withMark(
  state: TicketState,
  {
    id,
    body,
    act,
  }: Extract<KnownEvent, { readonly kind: "ticket/done" | "ticket/served" | "ticket/recalled" }>,
  says: KitchenMark["says"],
): TicketState {
  const { lines, over } = body;
  const mark: KitchenMark = { id, says, lines, over, wallMs: act.wallMs };
  return { ...state, marks: [...(state.marks ?? []), mark] };
}

function ticketTags(state: TicketState): ReadonlyArray<string> {
  if (state.issued === null) return [];
  const { body, day, wallMs } = state.issued;
  const doneMs = doneAtMs(state);
  const places =
    doneMs === undefined
      ? [`${openTicketPrefix(body.station)}${day}/${sortable(wallMs)}`]
      : [`${doneTicketPrefix(body.station)}${sortable(doneMs)}`];
  if (doneMs !== undefined && !isServed(state)) places.push(READY_PREFIX + sortable(doneMs));
  if (isAwaited(state)) places.push(`${AWAITED_PREFIX}${day}/${sortable(wallMs)}`);
  if (isDoubted(state)) places.push(DOUBTED_TAG);
  return places;
}

/** Whatever a till called its station, as an index can hold it; whoever looks compares the name itself. */
function stationWord(station: string): string {
  return encodeURIComponent(station.toWellFormed());
}

function sortable(wallMs: number): string {
  return String(wallMs).padStart(15, "0");
}
