/** How the shell answers what a refusal asks: an option for each question; several share one that says yes. */

import { type Question, type YesQuestion } from "../domain/questions.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { type OrderWords } from "../words/made/order/words.ts";

interface SureOption {
  /** As Commander hands it over; `ageChecked` is typed `--age-checked`. */
  readonly name: string;
  /** What stands behind it; missing where it is a flag. */
  readonly takes?: string;
  /** In its commands, but for one that says by itself what else it means there. */
  readonly help: string;
  /** Returns the sentence of the refusal with the option that is the way out. */
  readonly wayOut: (sentence: string, words: WayOutWords) => string;
}

export interface WayOutWords {
  readonly refusal: CliWords["refusal"];
  readonly order: OrderWords;
}

export const SURE_OPTIONS = {
  goods: {
    name: "oversell",
    help: "also what is sold out, by the right to or an approver's word",
    wayOut: (refusal, { order }) => order.oversell({ refusal }),
  },
  line: {
    name: "yes",
    help: "it is right, even where a line comes to more than usual",
    wayOut: (sentence, { refusal }) => refusal.withYes({ sentence }),
  },
  age: {
    name: "ageChecked",
    help: "the buyer was found to be old enough",
    wayOut: (sentence, { refusal }) => refusal.withAge({ sentence }),
  },
  card: {
    name: "yes",
    help: "it is right, even beside a card payment that may still come",
    wayOut: (sentence, { refusal }) => refusal.withYes({ sentence }),
  },
  drawer: {
    name: "withoutDrawer",
    help: "also in cash while no drawer is open, where it asks",
    // The sentence of the shell names it.
    wayOut: (sentence) => sentence,
  },
  held: {
    name: "held",
    takes: "<what>",
    help: "goods that the kitchen holds, once all is paid: fire, or wait",
    wayOut: (sentence, { refusal }) => refusal.withHeld({ sentence }),
  },
} as const satisfies Readonly<Record<Question, SureOption>>;

/** The answers that somebody has typed. */
export type SureOptions = {
  readonly [Of in Question as (typeof SURE_OPTIONS)[Of]["name"]]?: Of extends YesQuestion
    ? boolean
    : string;
};

/** Returns the questions whose option says yes. */
export function yesIn(options: SureOptions): ReadonlyArray<YesQuestion> {
  const all = Object.keys(SURE_OPTIONS) as ReadonlyArray<Question>;
  return all
    .filter((question) => question !== "held")
    .filter((question) => options[SURE_OPTIONS[question].name] === true);
}

/** Returns an option as Commander declares it: `--held <what>`. */
export function sureFlags({ name, takes }: Pick<SureOption, "name" | "takes">): string {
  const typed = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return takes === undefined ? `--${typed}` : `--${typed} ${takes}`;
}
