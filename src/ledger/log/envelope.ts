/**
 * The envelope: how a transaction is written down. Headers and bodies are what is hashed, stored, sent
 * and forwarded; nothing ever writes them again from what was read.
 *
 * Layout (big-endian): version u8 = 1, content, 64 bytes of Ed25519 signature over the hash of the last
 * event. Content: number of events u16, then per event: length of header u32, header (JSON), length of
 * body u32, body (JSON). Only what stands here can make a transaction unacceptable, by rules that are
 * equal in every build: a body that nobody here understands is stored and forwarded.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  type EventHeader,
  type FirstHeader,
  isEventHeader,
  isFirstHeader,
} from "./event-header.ts";

export const BODY_BYTES_MAX = 64 * 1024;
export const TRANSACTION_BYTES_MAX = 256 * 1024;
export const TRANSACTION_EVENTS_MAX = 256;
export const SIGNATURE_BYTES = 64;

const VERSION = 1;
const VERSION_BYTES = 1;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;

/** An event with its bytes as they were written. */
export interface EnvelopeEvent {
  readonly header: EventHeader;
  readonly headerBytes: Uint8Array;
  readonly bodyBytes: Uint8Array;
}

/** The events of one transaction, as they were written. */
export interface Content {
  readonly first: FirstHeader;
  readonly events: ReadonlyArray<EnvelopeEvent>;
}

export interface Envelope extends Content {
  readonly signature: Uint8Array;
  readonly bytes: Uint8Array;
}

export type EnvelopeFault = {
  readonly type: "envelope/malformed";
  /** The reason, for a log. */
  readonly reason: string;
};

export interface EventBytes {
  readonly headerBytes: Uint8Array;
  readonly bodyBytes: Uint8Array;
}

/** The bytes of a transaction. Throws when a limit is passed: deciders stay within them. */
export function encodeEnvelope(
  events: ReadonlyArray<EventBytes>,
  signature: Uint8Array,
): Uint8Array {
  const size = VERSION_BYTES + contentSize(events) + SIGNATURE_BYTES;
  if (events.length > TRANSACTION_EVENTS_MAX || size > TRANSACTION_BYTES_MAX) {
    throw new RangeError(`A transaction of ${events.length} events and ${size} bytes is too big.`);
  }
  const bytes = new Uint8Array(size);
  bytes[0] = VERSION;
  bytes.set(signature, writeContent(bytes, VERSION_BYTES, events));
  return bytes;
}

/** How many bytes the content of a transaction takes. */
export function contentSize(events: ReadonlyArray<EventBytes>): number {
  return events.reduce(
    (sum, event) => sum + 2 * LENGTH_BYTES + event.headerBytes.length + event.bodyBytes.length,
    COUNT_BYTES,
  );
}

/** Writes the content of a transaction and returns where it ends. */
export function writeContent(
  into: Uint8Array,
  start: number,
  events: ReadonlyArray<EventBytes>,
): number {
  const view = new DataView(into.buffer, into.byteOffset);
  view.setUint16(start, events.length);
  let offset = start + COUNT_BYTES;
  for (const { headerBytes, bodyBytes } of events) {
    for (const part of [headerBytes, bodyBytes]) {
      view.setUint32(offset, part.length);
      into.set(part, offset + LENGTH_BYTES);
      offset += LENGTH_BYTES + part.length;
    }
  }
  return offset;
}

/** Reads a transaction back. Never throws, whatever the bytes are. */
export function decodeEnvelope(bytes: Uint8Array): Result<Envelope, EnvelopeFault> {
  if (bytes.length > TRANSACTION_BYTES_MAX) return malformed("too big");
  if (bytes[0] !== VERSION) return malformed("unknown version of the envelope");
  const end = bytes.length - SIGNATURE_BYTES;
  const content = readContent(bytes.subarray(0, Math.max(0, end)), VERSION_BYTES);
  if (!content.ok) return content;
  if (content.value.end !== end) return malformed("lengths don't fit");
  const { first, events } = content.value;
  return ok({ first, events, signature: bytes.subarray(end), bytes });
}

/** Reads the content of one transaction, and says where it ends. Never throws. */
export function readContent(
  bytes: Uint8Array,
  start: number,
): Result<Content & { readonly end: number }, EnvelopeFault> {
  const parts = readParts(bytes, start);
  if (parts === undefined) return malformed("lengths don't fit");
  const events: EnvelopeEvent[] = [];
  for (const part of parts.events) {
    const header = parseHeader(part.headerBytes);
    if (header === undefined) return malformed("a header doesn't parse");
    if (part.bodyBytes.length > BODY_BYTES_MAX) return malformed("a body is too big");
    events.push({ ...part, header });
  }
  const first = events[0]?.header;
  if (first === undefined || !isFirstHeader(first)) {
    return malformed("the first header lacks who and when");
  }
  if (!isOneTransaction(first, events)) return malformed("its events don't belong together");
  return ok({ first, events, end: parts.end });
}

/** Finds the end of one transaction and its number of events, without reading them. */
export function measureContent(
  bytes: Uint8Array,
  start: number,
): { readonly end: number; readonly count: number } | undefined {
  const parts = readParts(bytes, start);
  return parts === undefined ? undefined : { end: parts.end, count: parts.events.length };
}

/** The JSON of a body; undefined when it isn't any. */
export function parseBody(bodyBytes: Uint8Array): unknown {
  return parseJson(bodyBytes);
}

function readParts(
  bytes: Uint8Array,
  start: number,
): { readonly events: ReadonlyArray<EventBytes>; readonly end: number } | undefined {
  if (bytes.length < start + COUNT_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(start);
  if (count === 0 || count > TRANSACTION_EVENTS_MAX) return undefined;
  const parts: Uint8Array[] = [];
  let end = start + COUNT_BYTES;
  while (parts.length < count * 2) {
    const from = end + LENGTH_BYTES;
    if (from > bytes.length) return undefined;
    end = from + view.getUint32(end);
    if (end > bytes.length) return undefined;
    parts.push(bytes.subarray(from, end));
  }
  const empty = new Uint8Array();
  const events = Array.from({ length: count }, (_, index) => ({
    headerBytes: parts[index * 2] ?? empty,
    bodyBytes: parts[index * 2 + 1] ?? empty,
  }));
  return { events, end };
}

function parseHeader(headerBytes: Uint8Array): EventHeader | undefined {
  const header = parseJson(headerBytes);
  return isEventHeader(header) ? header : undefined;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

function isOneTransaction(first: FirstHeader, events: ReadonlyArray<EnvelopeEvent>): boolean {
  return events.every(
    ({ header }, index) =>
      header.origin === first.origin &&
      header.seq === first.seq + index &&
      header.tx === first.seq &&
      header.tag === first.tag &&
      header.batch === first.batch,
  );
}

function malformed(reason: string): Result<never, EnvelopeFault> {
  return err({ type: "envelope/malformed", reason });
}
