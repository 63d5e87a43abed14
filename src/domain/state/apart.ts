/**
 * What becomes of two values that tills wrote apart. Each field of each stream says it, as it says how it is
 * folded: docs/merge.md is made of these tables, and what asks people goes through them.
 */

import { type ResolvableType } from "./attention.ts";

/**
 * `added`: all that was said counts, and what one till says takes nothing of what another said.
 * `latest`: the same, but of several that stand for the same thing the last counts.
 * `one`: the same said twice counts once, and nobody can say it otherwise: it is named for its event, or the
 * first that says it holds.
 * `last`: the later value holds, and the history says that it was said otherwise apart.
 * `marked`: the later value holds, and where it is listed it is in question until somebody writes it again.
 * `follows`: nobody writes it by itself; it is worked out of other fields, or written beside one of them.
 */
export type Apart = "added" | "latest" | "one" | "last" | "marked" | "follows" | Asked;

/** The later value holds until a person has been asked by such a question. */
export interface Asked {
  readonly asks: ResolvableType;
}

export type ApartOf<State> = { readonly [Field in keyof Required<State>]: Apart };

/** Returns the fields about which a person is asked, each with its question. */
export function askedFields<State>(
  table: ApartOf<State>,
): ReadonlyArray<readonly [field: keyof State & string, asks: ResolvableType]> {
  return Object.entries<Apart>(table).flatMap(([field, apart]) =>
    typeof apart === "string" ? [] : [[field as keyof State & string, apart.asks] as const],
  );
}
