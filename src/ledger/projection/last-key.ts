/**
 * The order of events that have the last key there is: a rogue wrote it, so whoever came after had no
 * larger one. Each stands after what its body names, and after what its device had said before. Nobody can
 * name an event before it is there, because its id has random digits.
 */

import { type EventId } from "../../domain/identity.ts";
import { HLC_MAX } from "../log/event-header.ts";
import { type TransactionEvent } from "../log/stored-transaction.ts";

const EVENT_ID = /[0-9a-z]{26}\.[0-9a-z]{13}:\d+:[0-9a-f]{8}/gu;

export function isLastKey(hlc: number | undefined): boolean {
  return hlc === HLC_MAX;
}

/** Sorts the events with the last possible key by their names; the others stay where they are. */
export function withLastInOrder(
  events: ReadonlyArray<TransactionEvent>,
): ReadonlyArray<TransactionEvent> {
  if (!isLastKey(events.at(-1)?.event.key.hlc)) return events;
  const from = events.findIndex(({ event }) => isLastKey(event.key.hlc));
  return [...events.slice(0, from), ...inOrderOfNames(events.slice(from))];
}

/** Two that name each other are a rogue's: then the smaller origin comes first, as among others. */
function inOrderOfNames(events: ReadonlyArray<TransactionEvent>): ReadonlyArray<TransactionEvent> {
  const waiting = new Set(events.map(({ event }) => event.id));
  const queues = [...Map.groupBy(events, ({ event }) => event.key.origin).values()].map(queueOf);
  const ordered: TransactionEvent[] = [];
  for (;;) {
    const open = queues.filter((queue) => queue.at < queue.events.length);
    const next = open.find((queue) => namesOf(queue).every((id) => !waiting.has(id))) ?? open[0];
    const event = next?.events[next.at];
    if (next === undefined || event === undefined) return ordered;
    ordered.push(event);
    waiting.delete(event.event.id);
    next.at += 1;
  }
}

interface Queue {
  readonly events: ReadonlyArray<TransactionEvent>;
  /** The names of each event, worked out when it is the next one. */
  readonly names: Map<number, ReadonlyArray<EventId>>;
  at: number;
}

function queueOf(events: ReadonlyArray<TransactionEvent>): Queue {
  return { events, names: new Map(), at: 0 };
}

function namesOf({ events, names, at }: Queue): ReadonlyArray<EventId> {
  const known = names.get(at);
  if (known !== undefined) return known;
  const own = events[at];
  const said = JSON.stringify(own?.known?.body ?? null).match(EVENT_ID) ?? [];
  const others = said.filter((id) => id !== own?.event.id) as EventId[];
  names.set(at, others);
  return others;
}
