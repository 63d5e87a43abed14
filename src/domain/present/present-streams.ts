/**
 * What today rests on: of a long past the little that nothing has replaced.
 *
 * A box that joins is told these streams before it has heard how they came about. Of what is written over
 * and over (goods, settings, people, …) the standing writes are enough, because a fold of those alone has
 * the same values; of what is under way (open orders, drawers, tickets, …) everything.
 */

import { DIFFERED_TAG, MISSED_PINS_TAG, REFUSALS_TAG } from "../folds/attention-fold.ts";
import { OPEN_DRAWER_TAG, DRAWER_ATTENTION_TAG } from "../folds/drawer-sums.ts";
import { ERASED_CUSTOMER_TAG } from "../folds/entry-fold.ts";
import { type StateByType, type StreamType } from "../folds/folds.ts";
import {
  CARD_OPEN_TAG,
  CARD_TAB_TAG,
  HELD_ORDER_PREFIX,
  OPEN_ORDER_TAG,
  ORDER_ATTENTION_TAG,
  ORDER_DOUBTED_TAG,
  receiptTag,
} from "../folds/order-sums.ts";
import { AWAITED_TAG as PURCHASE_AWAITED_TAG } from "../folds/purchase-fold.ts";
import { SECRET_TAG, type SecretState } from "../folds/secret-fold.ts";
import { openShiftTag } from "../folds/shift-fold.ts";
import { STOCK_TAG } from "../folds/stock-fold.ts";
import { SHEET_TAG, sheetLinesTag } from "../folds/stocktake-fold.ts";
import { TERMINAL_TAG } from "../folds/terminal-fold.ts";
import { DOUBTED_TAG, openTicketPrefix, READY_PREFIX } from "../folds/ticket-fold.ts";
import { TIPS_TWICE_TAG } from "../folds/tips-fold.ts";
import { VOUCHER_TAG } from "../folds/voucher-fold.ts";
import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  type StreamId,
  streamName,
  streamType,
  toStreamId,
} from "../identity.ts";
import { awaitedTickets } from "../kitchen/awaited-tickets.ts";
import { type LedgerView } from "../ledger-view.ts";
import { parseReceiptNumber } from "../order/order-view.ts";
import { entryName } from "../prices/catalogue-view.ts";
import { CUSTOMER_TAG, type EntryState } from "../state/entry-state.ts";
import { type Register } from "../state/register.ts";
import { type TerminalState } from "../state/terminal-state.ts";
import { addDays } from "../text/civil-time.ts";

/** The days before today of which Zs, closes and sums are told. */
const DAYS = 7;
/** The same of tickets: a kitchen's screen shows those of last night, and a shop without one ends none. */
const TICKET_DAYS = 1;
/** Of tickets that are made and that nobody has said were carried, so many of the last. */
const READY_MAX = 200;
/** The same of those that nobody has made, of each station. */
const TICKETS_MAX = 500;
const ALL = Number.MAX_SAFE_INTEGER;

/** Each tag lists all streams that are told whatever their state is. */
export const WHOLE_TAGS = [
  "set",
  "cat",
  "staff",
  "role",
  CUSTOMER_TAG,
  ERASED_CUSTOMER_TAG,
  "printer",
  TERMINAL_TAG,
  "area",
  "table",
  SECRET_TAG,
  STOCK_TAG,
  VOUCHER_TAG,
  DIFFERED_TAG,
  MISSED_PINS_TAG,
  REFUSALS_TAG,
] as const;

/** Each tag lists what is under way, or waits for a person. */
export const OPEN_TAGS = [
  OPEN_ORDER_TAG,
  ORDER_ATTENTION_TAG,
  ORDER_DOUBTED_TAG,
  CARD_OPEN_TAG,
  CARD_TAB_TAG,
  OPEN_DRAWER_TAG,
  DRAWER_ATTENTION_TAG,
  PURCHASE_AWAITED_TAG,
  TIPS_TWICE_TAG,
] as const;

/** The same of tags that go on with a day, a time or a name. */
const OPEN_PREFIXES = [HELD_ORDER_PREFIX, openShiftTag("")] as const;

/** Returns the first day of those whose Zs, closes and sums are told. */
export function presentSince(today: BusinessDay): BusinessDay {
  return addDays(today, -DAYS);
}

/** Returns the streams that today rests on, at a till that has heard everything. */
export function presentStreams(view: LedgerView, today: BusinessDay): ReadonlySet<StreamId> {
  const streams = new Set<StreamId>();
  for (const tag of [...WHOLE_TAGS, ...OPEN_TAGS]) {
    for (const stream of view.tagged(tag)) streams.add(stream);
  }
  for (const prefix of OPEN_PREFIXES) {
    for (const [, stream] of view.lastTagged(prefix, ALL)) streams.add(stream);
  }
  const since = presentSince(today);
  for (const stream of presentTickets(view, addDays(today, -TICKET_DAYS))) streams.add(stream);
  for (const stream of view.tagged("day")) if (streamName(stream) >= since) streams.add(stream);
  for (const stream of view.tagged(SHEET_TAG)) {
    const name = streamName(stream);
    if (view.glance("stocktake", name).approved.length > 0) continue;
    streams.add(stream);
    for (const line of view.tagged(sheetLinesTag(name as EventId))) streams.add(line);
  }
  return streams;
}

/** Returns the orders of receipts, by their numbers; none of a receipt that isn't known. */
export function receiptStreams(
  view: LedgerView,
  receipts: ReadonlyArray<string>,
): ReadonlyArray<StreamId> {
  return receipts.flatMap((text) => {
    const number = parseReceiptNumber(text);
    return number === undefined ? [] : view.tagged(receiptTag(number.series, number.no));
  });
}

/**
 * Returns the tickets that somebody may still make, carry or print: a shop that never says so of any has the
 * tickets of years open.
 */
function presentTickets(view: LedgerView, since: string): ReadonlySet<StreamId> {
  const streams = new Set(view.lastTagged(READY_PREFIX, READY_MAX).map(([, stream]) => stream));
  for (const station of stationsOf(view)) {
    const prefix = openTicketPrefix(station);
    for (const [tag, stream] of view.lastTagged(prefix, TICKETS_MAX)) {
      if (tag.slice(prefix.length) >= since) streams.add(stream);
    }
  }
  for (const id of awaitedTickets(view, since)) streams.add(toStreamId("ticket", id));
  for (const stream of view.tagged(DOUBTED_TAG)) {
    const day = view.glance("ticket", streamName(stream)).issued?.day ?? "";
    if (day >= since) streams.add(stream);
  }
  return streams;
}

/** Those of the catalogue: a till that makes up a station of its own is told no older tickets of it. */
function stationsOf(view: LedgerView): ReadonlyArray<string> {
  const stream = toStreamId("cat", entryName("station", ""));
  return view
    .tagged("cat")
    .flatMap((name) => (name.startsWith(stream) ? name.slice(stream.length) : []));
}

/** Whether a sum is one that today rests on: those of days before `since` are left out. */
export function isPresentSum(key: string, since: BusinessDay): boolean {
  return [...key.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/gu)].every(([day]) => day >= since);
}

export interface ChainPlace {
  readonly origin: Origin;
  readonly seq: number;
}

/** The fold of these writes alone has the same values; undefined where that takes all events of the stream. */
export function standingWrites(
  view: LedgerView,
  stream: StreamId,
): ReadonlyArray<ChainPlace> | undefined {
  const [type, name] = [streamType(stream), streamName(stream)];
  if (type === "secret") return wordsOf(view.glance("secret", name));
  if (type === "terminal") return writesOfTerminal(view.glance("terminal", name));
  const entry = entryIn(view, stream);
  return entry && writesOf(entry)?.map(chainPosition);
}

/** The state of an entry, whatever it is of; undefined for a stream that is none's. */
export function entryIn(view: LedgerView, stream: StreamId): EntryState | undefined {
  const type = streamType(stream);
  return isEntryType(type) ? view.glance(type, streamName(stream)) : undefined;
}

type EntryType = {
  [Type in StreamType]: StateByType[Type] extends EntryState ? Type : never;
}[StreamType];

const ENTRY_TYPES: ReadonlySet<string> = new Set<EntryType>([
  "set",
  "cat",
  "staff",
  "role",
  "customer",
  "printer",
  "area",
  "table",
]);

function isEntryType(type: string): type is EntryType {
  return ENTRY_TYPES.has(type);
}

function wordsOf({ written, destroyed }: SecretState): ReadonlyArray<ChainPlace> {
  return [...Object.values(written), ...Object.values(destroyed)];
}

/** Undefined where people have settled something of it, or head office has offered: few entries know that. */
function writesOf(entry: EntryState): ReadonlyArray<EventId> | undefined {
  const { fields, codes, removedCodes, takings = [], plans, promotions = [] } = entry;
  const { offers, resolved } = entry;
  if (offers !== undefined || resolved !== undefined) return undefined;
  const removed = new Set(removedCodes);
  const listed = [...codes.filter(({ id }) => !removed.has(id)), ...plans, ...promotions];
  return [
    ...Object.values(fields).flatMap(writesOfField),
    ...listed.map(({ id }) => id),
    ...takings,
  ];
}

/** Where tills wrote apart a person is asked, and that depends on what each had heard: so all of it is told. */
function writesOfField({ open, gone }: Register<unknown>): ReadonlyArray<EventId> {
  return [...open.map(({ id }) => id), ...(open.length > 1 ? gone : [])];
}

function writesOfTerminal(terminal: TerminalState): ReadonlyArray<ChainPlace> | undefined {
  const { entry, taken, found, settled, resolved } = terminal;
  const writes = writesOf(entry);
  // An end of its day is several events, of which the state names the first.
  if (writes === undefined || settled !== undefined || resolved !== undefined) return undefined;
  return [...writes, ...[...taken, ...found].map(({ id }) => id)].map(chainPosition);
}
