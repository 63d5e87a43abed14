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

/** What the hybrid logical clock counts within a millisecond. */
export const HLC_PER_MS = 1024;

/** Where an event stands in time: total order by (hlc, origin, seq). */
export interface EventKey {
  /** Hybrid logical clock: milliseconds × 1024 + counter. */
  readonly hlc: number;
  readonly origin: Origin;
  readonly seq: number;
}

/** Who did it and when, once per transaction. */
export interface Act {
  /** Staff number, or empty for what the till did by itself. */
  readonly by: string;
  /** Staff number of whoever approved it by a second PIN, or empty. */
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
  /** The first one is the event's home: only there do its money figures contribute. */
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

/** From one version of a body to the next one; made by `upcaster` in lift.ts. */
export interface Upcaster {
  /** The body as the older version had it. */
  readonly from: () => z.ZodType;
  /** Pure, and the same in every build: it never changes once a build has it. */
  readonly lift: (body: unknown) => unknown;
}

/** What a kind of event is: its version, its body and who reads it; docs/events.md is made of these. */
export interface KindDefinition<Schema extends z.ZodType = z.ZodType> {
  /** The version that is written now; older ones are lifted to it when they are read. */
  readonly v: number;
  /** Made when it is first asked for: together they take longer to make than a command has. */
  readonly schema: () => Schema;
  /** From version 1 to 2, from 2 to 3, and so on up to `v`. */
  readonly upcasters?: ReadonlyArray<Upcaster>;
  /** Control events are read by stage 1 and belong to no stream. */
  readonly control: boolean;
  /** Whether a till that doesn't know it must not close a day. */
  readonly critical: boolean;
  /** What has happened, in a sentence or two. */
  readonly meaning: string;
  /** The streams that it belongs to, in words, its home first. */
  readonly home: string;
  /**
   * Of one that sets fields: a value that doesn't fit its field, mostly since a newer build invented it, is
   * kept as it is, and the other fields hold. Whoever reads such a field has to check what it finds.
   */
  readonly keepsOddValues?: true;
}

export function compareKeys(a: EventKey, b: EventKey): number {
  if (a.hlc !== b.hlc) return a.hlc - b.hlc;
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.seq - b.seq;
}

/** What a state keeps of an event's place in the ledger's order. */
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
