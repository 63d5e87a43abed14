/**
 * An event as the folds see it: lifted from its envelope, its body checked against its schema.
 *
 * Folds are pure and total, so nothing here knows of clocks, stores or the order of arrival.
 */

import type * as z from "zod";

import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  type StreamId,
} from "../identity.ts";

/** The counts of the hybrid logical clock within a millisecond. */
export const HLC_PER_MS = 1024;

/** The position of an event in the ledger's total order: by hlc, then origin, then seq. */
export interface EventKey {
  /** The hybrid logical clock: milliseconds × 1024 + counter. */
  readonly hlc: number;
  readonly origin: Origin;
  readonly seq: number;
}

/** The person and the time of a transaction. */
export interface Act {
  /** The staff number; empty for what the till did by itself. */
  readonly by: string;
  /** The staff number of the person who approved it by a second PIN; empty for nobody. */
  readonly approved: string;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  readonly day: BusinessDay;
}

export interface FoldEvent<Kind extends string = string, Body = unknown> {
  readonly id: EventId;
  readonly key: EventKey;
  readonly kind: Kind;
  readonly v: number;
  /** The streams of the event. The first is its home: only there do its amounts count. */
  readonly streams: ReadonlyArray<StreamId>;
  readonly body: Body;
  readonly act: Act;
}

/** An event that a command wants to write; the ledger gives it its place, time and signature. */
export interface DraftEvent<Kind extends string = string, Body = unknown> {
  readonly kind: Kind;
  readonly streams: ReadonlyArray<StreamId>;
  readonly body: Body;
}

/** Lifts a body from one version to the next; `test/domain/events/lift.test.ts` has one that is typed. */
export interface Upcaster {
  /** Returns the schema of the older body. */
  readonly from: () => z.ZodType;
  /** Lifts a body. The function is pure and never changes once a build has it. */
  readonly lift: (body: unknown) => unknown;
}

/** A kind of event: its version, its body and its readers. docs/events.md is made from these. */
export interface KindDefinition<Schema extends z.ZodType = z.ZodType> {
  /** The version that is written now; older ones are lifted to it when they are read. */
  readonly v: number;
  /**
   * Returns the schema, which is made when it is first asked for: all together take longer than a
   * command has.
   */
  readonly schema: () => Schema;
  /**
   * The fields, at any depth, whose texts people type: no number of a payment card gets into them
   * (`card-numbers.ts`). Missing where they type none; what the program copies from such a text is none.
   */
  readonly texts?: ReadonlyArray<string>;
  /** The upcasters from version 1 to 2, from 2 to 3, and so on up to `v`. */
  readonly upcasters?: ReadonlyArray<Upcaster>;
  /** Control events are read by stage 1 and belong to no stream. */
  readonly control: boolean;
  /** Whether a till that doesn't know it must not close a day. */
  readonly critical: boolean;
  /** The meaning of the event in a sentence or two. */
  readonly meaning: string;
  /** The streams of the event in words, its home first. */
  readonly home: string;
  /**
   * A value that does not fit its field, mostly a newer build's, is kept as it is, and the other
   * fields hold. A reader of such a field has to check the value.
   */
  readonly keepsOddValues?: true;
}

export function compareKeys(a: EventKey, b: EventKey): number {
  if (a.hlc !== b.hlc) return a.hlc - b.hlc;
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.seq - b.seq;
}

/** The id and key of an event, as states keep them to compare events in the ledger's order. */
export interface InLedger {
  readonly id: EventId;
  readonly hlc: number;
}

/**
 * Compares by the ledger's order, the same on every till. Lists of orders and receipts go by it: a clock
 * on the wall that was wrong for an hour would put what was sold then among the sales of other years.
 */
export function compareInLedger(a: InLedger, b: InLedger): number {
  return compareKeys(
    { hlc: a.hlc, ...chainPosition(a.id) },
    { hlc: b.hlc, ...chainPosition(b.id) },
  );
}
