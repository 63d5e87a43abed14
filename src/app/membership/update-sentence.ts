/** The sentence about events that only a newer build can read, with the remedy. */

import { chainPosition } from "../../domain/identity.ts";
import { type UnknownEvent } from "../../domain/ledger-view.ts";
import { type Admission } from "../../domain/membership/admission.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { findingsWords } from "../../words/made/findings/all.ts";
import { tillNameOf } from "./till-name.ts";

/** A member that lies may have made up as many as it likes. */
const NAMED_MAX = 3;
const MORE = "…";

/** Returns how many events can't be read, and of which kinds, the first few: `order/line-split, version 1; …`. */
export function unreadFacts(
  events: ReadonlyArray<UnknownEvent>,
  locale: Locale,
): { readonly events: number; readonly kinds: string } {
  const { unreadKind } = wordsIn(findingsWords, locale);
  const kinds = new Map(events.map(({ kind, v }) => [`${kind} ${v}`, unreadKind({ kind, v })]));
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { events: events.length, kinds: firstFew(sorted.map(([, text]) => text)).join("; ") };
}

/** The same with who said them: `B Bar: order/line-split, version 1`. An older till is updated; one that lies is shut out. */
export function unreadFactsOf(
  devices: Admission,
  events: ReadonlyArray<UnknownEvent>,
  locale: Locale,
): ReturnType<typeof unreadFacts> {
  const { events: count, kinds } = unreadFacts(events, locale);
  const tills = new Set(events.map(({ id }) => tillNameOf(devices, chainPosition(id).origin)));
  return { events: count, kinds: `${firstFew([...tills].toSorted()).join(", ")}: ${kinds}` };
}

function firstFew(texts: ReadonlyArray<string>): ReadonlyArray<string> {
  return texts.length <= NAMED_MAX ? texts : [...texts.slice(0, NAMED_MAX), MORE];
}
