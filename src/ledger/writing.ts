/** A decision becomes bytes here, once and for ever. */

import { type Draft, KINDS } from "../domain/events/kinds.ts";
import { type BusinessDay, type Hash, type Origin, type StreamId } from "../domain/identity.ts";
import { type BatchPart } from "./log/batch-part.ts";
import { decodeEnvelope, type EventBytes } from "./log/envelope.ts";
import { type StoredTransaction, toStoredTransaction } from "./log/stored-transaction.ts";

export interface Writing {
  readonly drafts: ReadonlyArray<Draft>;
  readonly origin: Origin;
  /** Of its first event. */
  readonly seq: number;
  readonly tag: string;
  /** Who and when, once for the whole transaction. */
  readonly act: {
    readonly by: string;
    readonly approved: string;
    readonly wall: number;
    readonly zone: number;
    readonly day: BusinessDay;
  };
  /** Of which batch it is, if of any. */
  readonly part: BatchPart | undefined;
  readonly nextHlc: (streams: ReadonlyArray<StreamId>) => number;
}

/** Headers and bodies as they will stand for ever. */
export function writeEvents(writing: Writing): ReadonlyArray<EventBytes> {
  const { drafts, origin, seq, tag, act, nextHlc } = writing;
  const { batch, ...part } = writing.part ?? {};
  return drafts.map(({ kind, streams, body }, index) => {
    // A number or a payment that is held back would be given again.
    if (batch !== undefined && KINDS[kind].critical) throw new Error(`No batch holds a ${kind}.`);
    const header = {
      origin,
      seq: seq + index,
      tx: seq,
      tag,
      hlc: nextHlc(streams),
      kind,
      v: KINDS[kind].v,
      streams,
      ...(KINDS[kind].critical ? { critical: true } : {}),
      ...(batch === undefined ? {} : { batch }),
      ...(index === 0 ? { ...act, ...part } : {}),
    };
    return { headerBytes: toJsonBytes(header), bodyBytes: toJsonBytes(body) };
  });
}

/** Our own bytes, read as everyone else will read them: what can't be read must not be written. */
export function toChecked(bytes: Uint8Array, hash: Hash): StoredTransaction {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) throw new Error(`A decision can't be written: ${decoded.fault.reason}`);
  const transaction = toStoredTransaction(decoded.value, { hash });
  const unreadable = transaction.events.find(({ known }) => known === undefined);
  if (unreadable !== undefined) {
    throw new Error(`A decision wrote a ${unreadable.event.kind} that its schema refuses.`);
  }
  return transaction;
}

function toJsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
