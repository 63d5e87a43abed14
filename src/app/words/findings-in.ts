/** A finding with its sentence in a language. The messages stand in `src/words/<language>/findings.arb`. */

import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { findingsWords } from "../../words/made/findings/all.ts";
import { type FindingsWords } from "../../words/made/findings/words.ts";
import { type Finding } from "../finding.ts";

type FactsOf<Code extends keyof FindingsWords> = FindingsWords[Code] extends (
  ...facts: infer Facts
) => string
  ? Facts
  : [];

/** Makes a finding from the thing checked, its state, and the code of its sentence. */
export type Found = <Code extends keyof FindingsWords>(
  place: Pick<Finding, "check" | "name" | "state">,
  code: Code,
  ...facts: FactsOf<Code>
) => Finding;

export function findingsIn(locale: Locale): Found {
  const words = wordsIn(findingsWords, locale);
  return (place, code, ...facts) => {
    // All messages are called alike; the type of the facts is taken from the code's message.
    const say = words[code] as string | ((...all: typeof facts) => string);
    return { ...place, code, sentence: typeof say === "string" ? say : say(...facts) };
  };
}
