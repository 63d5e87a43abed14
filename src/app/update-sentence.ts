/** What to do about events that take a newer build to read. */

import { type UnknownEvent } from "../domain/ledger-view.ts";
import { counted } from "./counted.ts";
import { type UnreadFacts } from "./words/finding-words.ts";

/** `Update this till: it can't read 2 events (order/line-split, version 1).` */
export function updateText({ events, kinds }: UnreadFacts): string {
  return `Update this till: it can't read ${counted(events, "event")} (${kindsText(kinds, "version")}).`;
}

/** `order/line-split, version 1; …` */
export function kindsText(kinds: UnreadFacts["kinds"], version: string): string {
  return kinds.map(({ kind, v }) => `${kind}, ${version} ${v}`).join("; ");
}

export function unreadFacts(events: ReadonlyArray<UnknownEvent>): UnreadFacts {
  const kinds = new Map(events.map(({ kind, v }) => [`${kind} ${v}`, { kind, v }]));
  return {
    events: events.length,
    kinds: [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind),
  };
}
