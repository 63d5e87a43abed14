/** What to do about events that take a newer build to read. */

import { type UnknownEvent } from "../domain/ledger-view.ts";
import { counted } from "./counted.ts";
import { type UnreadFacts } from "./words/finding-words.ts";

/** `Update this till: it can't read 2 events (order/line-split, version 1).` */
export function updateText({ events, kinds }: UnreadFacts): string {
  return `Update this till: it can't read ${counted(events, "event")} (${kinds}).`;
}

export function unreadFacts(events: ReadonlyArray<UnknownEvent>): UnreadFacts {
  const kinds = [...new Set(events.map(({ kind, v }) => `${kind}, version ${v}`))].toSorted();
  return { events: events.length, kinds: kinds.join("; ") };
}
