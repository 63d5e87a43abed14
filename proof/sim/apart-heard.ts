/**
 * Who had heard what: a book by pen and paper of words that people said of one thing, with what their till had heard
 * when they did. What nobody who had heard it has replaced stands. It shares no code with the tills' folds.
 */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, type Origin } from "../../src/domain/identity.ts";

export type Heard = ReadonlyMap<Origin, number>;

/** An event, and how far its till had heard each chain. */
export interface Told<Event extends KnownEvent = KnownEvent> {
  readonly event: Event;
  readonly heard: Heard;
  /** The name of the act that it was part of. */
  readonly act: string;
}

/** A value that somebody said of a field. */
export interface Word extends Told {
  readonly value: unknown;
}

/** Whether a till that has heard so much has heard that event. */
export function hasHeard(heard: Heard, { key: { origin, seq } }: KnownEvent): boolean {
  return (heard.get(origin) ?? 0) >= seq;
}

/** Whether whoever said one thing had heard the other. */
export function knew({ event, heard }: Told, { event: other }: Told): boolean {
  const { origin, seq } = event.key;
  return origin === other.key.origin ? other.key.seq < seq : hasHeard(heard, other);
}

export function byKey({ event: one }: Told, { event: other }: Told): number {
  return compareKeys(one.key, other.key);
}

/** Returns the words that nobody replaced who had heard them, in the ledger's order. */
export function standing(words: ReadonlyArray<Word>): ReadonlyArray<Word> {
  return words
    .filter((word) => !words.some((other) => other !== word && knew(other, word)))
    .toSorted(byKey);
}

/** Whether those that stand say different things. */
export function isContradiction(words: ReadonlyArray<Word>): boolean {
  return new Set(words.map(({ value }) => JSON.stringify(value))).size > 1;
}

/** Returns what a till had heard of it that has heard so much. */
export function heardOf<One extends Told>(
  all: ReadonlyArray<One>,
  heard: Heard,
): ReadonlyArray<One> {
  return all.filter(({ event }) => hasHeard(heard, event));
}

export function idsOf(words: ReadonlyArray<Told>): ReadonlyArray<EventId> {
  return words.map(({ event }) => event.id);
}
