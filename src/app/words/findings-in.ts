/** A finding with its sentence in a language. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { spelt } from "../../domain/swiss-spelling.ts";
import { type Finding } from "../finding.ts";
import { deFindings } from "./de-findings.ts";
import { enFindings } from "./en-findings.ts";
import { esFindings } from "./es-findings.ts";
import { type FindingWords } from "./finding-words.ts";
import { frFindings } from "./fr-findings.ts";

/** A till seldom speaks more than one: the others are made when somebody asks for them. */
const WORDS_BY_LANGUAGE: Readonly<Record<Language, () => FindingWords>> = {
  en: () => enFindings,
  de: deFindings,
  fr: frFindings,
  es: esFindings,
};

/** What was looked at, how it is, and which sentence says so. */
export type Found = <Code extends keyof FindingWords>(
  place: Pick<Finding, "check" | "state">,
  code: Code,
  ...facts: Parameters<FindingWords[Code]>
) => Finding;

export function findingsIn(locale: Locale): Found {
  const words = spelt(WORDS_BY_LANGUAGE[languageOf(locale)](), locale);
  return (place, code, ...facts) => {
    // One function of each code, which the type of the facts is taken from.
    const say = words[code] as (...all: typeof facts) => string;
    return { ...place, code, sentence: say(...facts) };
  };
}
