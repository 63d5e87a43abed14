/** Makes facts for a message by the note that stands beside it in English. */

import { readdirSync, readFileSync } from "node:fs";

const ENGLISH = new URL("../../src/words/en/", import.meta.url);

interface Fact {
  readonly type: string;
  readonly "x-of"?: ReadonlyArray<string>;
}

interface Note {
  readonly placeholders?: Readonly<Record<string, Fact>>;
}

const notes = new Map(
  readdirSync(ENGLISH).flatMap((file) => {
    const content = JSON.parse(readFileSync(new URL(file, ENGLISH), "utf8")) as object;
    return Object.entries(content) as ReadonlyArray<[string, Note]>;
  }),
);

/**
 * Returns one fact for each that the message takes, undefined for a message without.
 * @param id such as `screen.order.title`
 * @param usual facts by their names, in place of 2, true and a text of ten cells
 */
export function sampleFacts(
  id: string,
  usual: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> | undefined {
  const facts = notes.get(`@${id}`)?.placeholders;
  return (
    facts &&
    Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, usual[name] ?? sampleOf(fact)]),
    )
  );
}

function sampleOf({ type, "x-of": of }: Fact): unknown {
  if (of !== undefined) return of[0];
  if (type === "int") return 2;
  if (type === "bool") return true;
  return type.endsWith("List") ? ["Flat white"] : "Flat white";
}
