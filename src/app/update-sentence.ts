/** The sentence about events that only a newer build can read, with the remedy. */

import { type UnknownEvent } from "../domain/ledger-view.ts";
import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { findingsWords } from "../words/made/findings/all.ts";

/** A member that lies may have made up as many as it likes. */
const KINDS_NAMED_MAX = 3;
const MORE = "…";

/** Returns how many events can't be read, and of which kinds, the first few: `order/line-split, version 1; …`. */
export function unreadFacts(
  events: ReadonlyArray<UnknownEvent>,
  locale: Locale,
): { readonly events: number; readonly kinds: string } {
  const { unreadKind } = wordsIn(findingsWords, locale);
  const kinds = new Map(events.map(({ kind, v }) => [`${kind} ${v}`, unreadKind({ kind, v })]));
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const named = sorted.slice(0, KINDS_NAMED_MAX).map(([, text]) => text);
  const more = sorted.length > named.length ? [MORE] : [];
  return { events: events.length, kinds: [...named, ...more].join("; ") };
}
