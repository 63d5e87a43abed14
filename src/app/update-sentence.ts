/** What to do about events that take a newer build to read. */

import { type UnknownEvent } from "../domain/ledger-view.ts";
import { counted } from "./counted.ts";

/** `Update this till: it can't read 2 events (order/line-split, version 1).` */
export function updateSentence(events: ReadonlyArray<UnknownEvent>): string {
  const kinds = [...new Set(events.map(({ kind, v }) => `${kind}, version ${v}`))].toSorted();
  return `Update this till: it can't read ${counted(events.length, "event")} (${kinds.join("; ")}).`;
}
