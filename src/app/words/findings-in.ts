/** A finding with its sentence in a language. */

import { type Locale } from "../../domain/locale.ts";
import { type WordsByLanguage, wordsIn } from "../../domain/words-in.ts";
import { type Finding } from "../finding.ts";
import { deFindings } from "./de-findings.ts";
import { enFindings } from "./en-findings.ts";
import { esFindings } from "./es-findings.ts";
import { type FindingWords } from "./finding-words.ts";
import { frFindings } from "./fr-findings.ts";

const WORDS_BY_LANGUAGE: WordsByLanguage<FindingWords> = {
  en: () => enFindings,
  de: deFindings,
  fr: frFindings,
  es: esFindings,
};

/** What was looked at, how it is, and which sentence says so. */
export type Found = <Code extends keyof FindingWords>(
  place: Pick<Finding, "check" | "name" | "state">,
  code: Code,
  ...facts: Parameters<FindingWords[Code]>
) => Finding;

export function findingWordsIn(locale: Locale): FindingWords {
  return wordsIn(WORDS_BY_LANGUAGE, locale);
}

export function findingsIn(locale: Locale): Found {
  const words = findingWordsIn(locale);
  return (place, code, ...facts) => {
    // One function of each code, which the type of the facts is taken from.
    const say = words[code] as (...all: typeof facts) => string;
    return { ...place, code, sentence: say(...facts) };
  };
}
