/** A transaction that passed its checks, with its events as the folds see them. */

import { indexedUnder } from "../../domain/doubts/unknown-events.ts";
import { type Act, type FoldEvent } from "../../domain/events/event.ts";
import {
  isCriticalKind,
  type Kind,
  type KnownEvent,
  toKnownEvent,
} from "../../domain/events/kinds.ts";
import { type Hash, type Origin, type StreamId, toEventId } from "../../domain/identity.ts";
import { concernsStageOne } from "../../domain/membership/admission.ts";
import { cleanText, cleanTexts, mayBeDirty } from "../../domain/text/clean-text.ts";
import { isBatchMark } from "./batch-part.ts";
import { type Content, parseBody } from "./envelope.ts";
import { type EventHeader } from "./event-header.ts";
import { type TransactionRow } from "./transaction-row.ts";

export interface StoredTransaction {
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  /** The hash of its last event. */
  readonly hash: Hash;
  readonly content: Content;
  readonly events: ReadonlyArray<TransactionEvent>;
}

/** `known` is undefined when this build can't fold the event. */
export interface TransactionEvent {
  readonly event: FoldEvent;
  readonly known: KnownEvent | undefined;
  /** Whether nobody can be sure of a day without it. */
  readonly critical: boolean;
}

/** Everything stored was checked when it came in. Throws when its bytes can't be read. */
export function toTransaction(row: TransactionRow): StoredTransaction {
  return toStoredTransaction(row.content, row);
}

/** The hash is asked for when it is needed: in a segment it has to be worked out. */
export function toStoredTransaction(
  content: Content,
  end: { readonly hash: Hash },
): StoredTransaction {
  const { first } = content;
  let events: ReadonlyArray<TransactionEvent> | undefined;
  return {
    origin: first.origin,
    first: first.seq,
    last: first.seq + content.events.length - 1,
    get hash() {
      return end.hash;
    },
    content,
    get events() {
      events ??= readEvents(content);
      return events;
    },
  };
}

/** Returns its events of these kinds, without reading the bodies of the others. */
export function eventsOfKinds(
  { content: { first, events } }: Pick<StoredTransaction, "content">,
  kinds: ReadonlyArray<Kind>,
): ReadonlyArray<TransactionEvent> {
  const wanted = events.filter(({ header }) => kinds.some((kind) => kind === header.kind));
  return wanted.length === 0 ? [] : readEvents({ first, events: wanted });
}

/** Bodies are read when they are asked for: most checks look at headers alone. */
function readEvents({ first, events }: Content): ReadonlyArray<TransactionEvent> {
  const act: Act = {
    by: cleanText(first.by),
    approved: cleanText(first.approved),
    wallMs: first.wall,
    offsetMinutes: first.zone,
    day: first.day,
  };
  return events.map(({ header, bodyBytes }) => {
    const { origin, seq, tag, hlc, kind, v, streams } = header;
    const event: FoldEvent = {
      id: toEventId(origin, seq, tag),
      key: { hlc, origin, seq },
      kind,
      v,
      streams,
      body: parseBody(bodyBytes),
      act,
    };
    return { event, known: toKnownEvent(cleaned(event, bodyBytes)), critical: isCritical(header) };
  });
}

/** Most bodies are clean: their bytes say so, and none of their texts is looked at. */
function cleaned(event: FoldEvent, bodyBytes: Uint8Array): FoldEvent {
  const { buffer, byteOffset, byteLength } = bodyBytes;
  const latin = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  return mayBeDirty(latin) ? { ...event, body: cleanTexts(event.body) } : event;
}

/**
 * A build that doesn't know a kind has only the word of the one that wrote it. The word is no part of
 * what makes a header acceptable: a till that reads it differently must not refuse what others take.
 */
function isCritical(header: EventHeader): boolean {
  return header["critical"] === true || isCriticalKind(header.kind);
}

/** The streams that show it: one that can't be read and names none must not be out of sight. */
export function shownIn({ event, known }: TransactionEvent): ReadonlyArray<StreamId> {
  return known === undefined ? indexedUnder(event.streams) : event.streams;
}

/** Whether stage 1 has to look at it. */
export function isControl(content: Content): boolean {
  return isBatchMark(content) || content.events.some(({ header }) => concernsStageOne(header.kind));
}
