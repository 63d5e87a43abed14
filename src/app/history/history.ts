/** What happened to an order, a product, a drawer, or by a person or at a till: events as lines, in their order. */

import { compareKeys, type EventKey } from "../../domain/events/event.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  type StreamId,
  streamName,
  streamType,
  toStreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { daysFromTo } from "../../domain/text/civil-time.ts";
import {
  type WallTime,
  clockText,
  markTwice,
  timeToCompare,
} from "../../domain/text/clock-text.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { toTransaction, type TransactionEvent } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { type Store } from "../../ledger/store.ts";
import { rowsOfStream } from "../../ledger/stream-rows.ts";
import { drawerLabel } from "../drawer-label.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { apartWrites } from "./apart-writes.ts";
import { lateness } from "./arrival.ts";
import { tellEvent } from "./tell-event.ts";
import { createTeller, type Teller } from "./teller.ts";

/** What a history is of. */
export type HistorySubject =
  | { readonly of: "order"; readonly order: EventId }
  | { readonly of: "product"; readonly sku: string }
  | { readonly of: "person"; readonly staff: string }
  | { readonly of: "drawer"; readonly label: string }
  | { readonly of: "device"; readonly device: DeviceId }
  | { readonly of: "all" };

export interface HistoryDays {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** What is left out; all of what is named has to fit. */
export interface HistoryFilter {
  /** `HH:MM` on the shop's wall, both included; one that is later than the other goes past midnight. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** A sum that is told, in minor units, whatever its sign. */
  readonly sum?: number | undefined;
  /** In what is told, or the name of who did it or where; in either case and without accents. */
  readonly word?: string | undefined;
}

export interface HistoryAsked {
  readonly subject: HistorySubject;
  /** Undefined for all days: of orders and products alone. */
  readonly days: HistoryDays | undefined;
  readonly filter: HistoryFilter;
  readonly speech: Speech;
}

export interface HistoryLine {
  readonly id: EventId;
  readonly kind: string;
  readonly at: WallTime;
  /** `HH:MM` on the shop's wall, with the offset where that comes twice. */
  readonly time: string;
  readonly day: BusinessDay;
  /** Letters and name. */
  readonly till: string;
  /** Staff numbers; empty for what the till did by itself, and where nobody had to approve. */
  readonly by: string;
  readonly approved: string;
  readonly text: string;
  readonly amounts: ReadonlyArray<number>;
  /** So many milliseconds at least it came late to this till; 0 for not. */
  readonly lateMs: number;
  /** Whether it counts for nothing, for now. */
  readonly isInQuestion: boolean;
  /** The lines of one transaction have the same. */
  readonly transaction: string;
}

/** Technical: what it is for stands in the event beside it. */
const UNTOLD: ReadonlySet<string> = new Set(["secret/written", "ticket/started"]);

/** A payment that was made at once is told of as paid. */
function isUntold({ event }: TransactionEvent, all: ReadonlyArray<TransactionEvent>): boolean {
  if (event.kind !== "payment/started") return UNTOLD.has(event.kind);
  return all.some(
    ({ known }) => known?.kind === "payment/captured" && known.body.payment === event.id,
  );
}

/** Returns the lines in the ledger's order. */
export function readHistory(till: Till, asked: HistoryAsked): ReadonlyArray<HistoryLine> {
  const { ledger } = till;
  return ledger.read((view) => {
    const teller = createTeller(till, view, asked.speech);
    const lateMs = lateness(ledger.store, ledger.identity.origin);
    const streams = streamsOf(ledger.store, asked.subject);
    const isOf = matcher(till, view, { subject: asked.subject, streams });
    const devices = ledger.admission();
    const found: Array<{
      readonly key: EventKey;
      readonly known: KnownEvent | undefined;
      readonly line: HistoryLine;
    }> = [];
    for (const row of rowsOf(till, asked, streams)) {
      const transaction = toTransaction(row);
      const events = transaction.events.filter(
        (event) => isOf(event) && !isUntold(event, transaction.events),
      );
      const act = events[0]?.event.act;
      if (act === undefined) continue;
      const base = {
        at: { wallMs: act.wallMs, offsetMinutes: act.offsetMinutes },
        time: clockText(markTwice(act, till.offsetMinutes)),
        day: act.day,
        till: tillNameOf(devices, row.origin),
        by: act.by,
        approved: act.approved,
        lateMs: lateMs(row),
        isInQuestion: !ledger.isAdmitted(transaction),
        transaction: `${row.origin}:${row.first}`,
      };
      for (const { event, known } of events) {
        const { id, kind } = event;
        const told =
          known === undefined
            ? { text: teller.did.unread({ kind }), amounts: [] }
            : tellEvent(known, teller);
        const line = { id, kind, ...base, ...told };
        if (fits(line, till, asked.filter)) found.push({ key: event.key, known, line });
      }
    }
    const sorted = found.toSorted((a, b) => compareKeys(a.key, b.key));
    if (asked.subject.of !== "order") return sorted.map(({ line }) => line);
    const apart = apartWrites(sorted.flatMap(({ known }) => known ?? []));
    return sorted.map(({ line }) => saidApart(line, apart.get(line.id), teller));
  });
}

function saidApart(
  line: HistoryLine,
  devices: ReadonlySet<DeviceId> | undefined,
  { did, till }: Teller,
): HistoryLine {
  if (devices === undefined) return line;
  const tills = [...devices].map(till).join(", ");
  return { ...line, text: did.saidApart({ what: line.text, tills }) };
}

/** The stored rows in which its events stand; each once, also where several streams have it. */
function* rowsOf(
  { ledger: { store } }: Till,
  { days }: Pick<HistoryAsked, "days">,
  streams: ReadonlySet<StreamId>,
): Generator<TransactionRow> {
  if (streams.size > 0) {
    const rows = [...streams].flatMap((stream) => rowsOfStream(store, stream));
    for (const row of new Map(rows.map((one) => [one.arrival, one])).values()) {
      const { day } = row.content.first;
      if (days === undefined || (days.from <= day && day <= days.to)) yield row;
    }
    return;
  }
  if (days === undefined) throw new Error("A history of all that was done is of some days.");
  for (const day of daysFromTo(days.from, days.to)) {
    for (const origin of store.origins()) yield* rowsOfDay(store, origin, day);
  }
}

/** The streams that an order or a product has; none of what is looked for day by day. */
function streamsOf(store: Store, subject: HistorySubject): ReadonlySet<StreamId> {
  if (subject.of === "product")
    return new Set([toStreamId("cat", `product/${subject.sku}`), toStreamId("stock", subject.sku)]);
  if (subject.of !== "order") return new Set();
  const home = orderStream(subject.order);
  return new Set([home, ...ticketsIn(rowsOfStream(store, home))]);
}

/** A ticket is told of in its order's stream, and what became of it in its own. */
function ticketsIn(rows: ReadonlyArray<TransactionRow>): ReadonlyArray<StreamId> {
  return rows.flatMap(({ content: { events } }) =>
    events
      .filter(({ header }) => header.kind === "ticket/issued")
      .flatMap(({ header }) => header.streams.filter((stream) => streamType(stream) === "ticket")),
  );
}

type Matches = (event: TransactionEvent) => boolean;

/** What of a transaction belongs to the subject. */
function matcher(
  till: Till,
  view: LedgerView,
  asked: { readonly subject: HistorySubject; readonly streams: ReadonlySet<StreamId> },
): Matches {
  const { subject, streams } = asked;
  if (subject.of === "person") return (event) => isOfPerson(view, event, subject.staff);
  if (subject.of === "drawer") {
    return ({ event, known }) =>
      sessionsOf(event.streams, known).some((session) => {
        const { opened } = view.glance("drawer", session);
        return opened !== null && drawerLabel(till, opened.body) === subject.label;
      });
  }
  if (subject.of === "device") {
    return ({ event, known }) =>
      deviceOf(event.key.origin) === subject.device ||
      bodyField(known, "device") === subject.device;
  }
  if (subject.of === "all") return () => true;
  return ({ event }) => event.streams.some((stream) => streams.has(stream));
}

/** What the person did or approved, and what others did about them. */
function isOfPerson(view: LedgerView, { event, known }: TransactionEvent, staff: string): boolean {
  const { act, streams } = event;
  return (
    act.by === staff ||
    act.approved === staff ||
    bodyField(known, "staff") === staff ||
    streams.includes(toStreamId("staff", staff)) ||
    streams.some(
      (stream) =>
        streamType(stream) === "shift" && view.glance("shift", streamName(stream)).staff === staff,
    )
  );
}

/** The drawer sessions of an event: its own, and that of the money that it moves. */
function sessionsOf(
  streams: ReadonlyArray<StreamId>,
  known: KnownEvent | undefined,
): ReadonlyArray<string> {
  const paid = bodyField(known, "drawer");
  return [
    ...streams.filter((stream) => streamType(stream) === "drawer").map(streamName),
    ...(typeof paid === "string" ? [paid] : []),
  ];
}

function bodyField(known: KnownEvent | undefined, field: string): unknown {
  const body: Readonly<Record<string, unknown>> = known?.body ?? {};
  return body[field];
}

function fits(
  { at, text, amounts, by, till }: HistoryLine,
  { staffName }: Pick<Till, "staffName">,
  { since, until, sum, word }: HistoryFilter,
): boolean {
  if (!isBetween(timeToCompare(at), since, until)) return false;
  if (sum !== undefined && !amounts.some((amount) => Math.abs(amount) === Math.abs(sum)))
    return false;
  if (word === undefined) return true;
  const who = by === "" ? "" : staffName(by);
  return foldText(`${text} ${who} ${till}`).includes(foldText(word));
}

function isBetween(time: string, since = "00:00", until = "23:59"): boolean {
  return since <= until ? since <= time && time <= until : since <= time || time <= until;
}
