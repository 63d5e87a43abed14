/** The sentence about events that only a newer build can read, with the remedy. */

import { type UnknownEvent } from "../domain/ledger-view.ts";
import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { findingsWords } from "../words/made/findings/all.ts";

/** Returns how many events can't be read, and of which kinds, each once: `order/line-split, version 1; …`. */
export function unreadFacts(
  events: ReadonlyArray<UnknownEvent>,
  locale: Locale,
): { readonly events: number; readonly kinds: string } {
  const { unreadKind } = wordsIn(findingsWords, locale);
  const kinds = new Map(events.map(({ kind, v }) => [`${kind} ${v}`, unreadKind({ kind, v })]));
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { events: events.length, kinds: sorted.map(([, text]) => text).join("; ") };
}
