/**
 * The worlds that are explored, and the wrong wordings of rules that have to be noticed. Source:
 * docs/rules/cards.md, C28.
 */

import { type ExploreWish } from "./explore.ts";
import { type Wording } from "./world.ts";

export interface NamedWorld extends ExploreWish {
  readonly name: string;
}

const TWO = { payments: 2, crashes: 1, cuts: 1, doubles: 1 };
const TAKEN = { payments: 2, takes: 1 };
const PEOPLE = { questions: 1, words: 1 };

/** One till, to the end of every history. */
export const WHOLE: ReadonlyArray<NamedWorld> = [
  {
    name: "one payment with two crashes, two cuts, an answer twice, an abort, a part and people",
    budget: { crashes: 2, cuts: 2, doubles: 1, escapes: 1, partials: 1, ...PEOPLE },
  },
  {
    name: "two payments with a crash, a cut, an answer twice and people",
    budget: { ...TWO, ...PEOPLE },
  },
  { name: "two payments with an abort", budget: { ...TWO, escapes: 1, questions: 1 } },
  {
    name: "two payments at a terminal that numbers its declines, with a part",
    budget: { ...TWO, partials: 1, questions: 1 },
    wording: { keepsDeclines: true },
  },
  {
    name: "two payments at a terminal that can't tell its last receipt",
    budget: { ...TWO, ...PEOPLE },
    wording: { canNotRepeat: true },
  },
];

const NEAR = 12;
const FAR = 18;

const TILLS: ReadonlyArray<NamedWorld> = [
  { name: "two tills and a crash", budget: { ...TAKEN, crashes: 1 } },
  { name: "two tills and a cut", budget: { ...TAKEN, cuts: 1 } },
  { name: "two tills that take the terminal from each other", budget: { payments: 2, takes: 2 } },
  { name: "two tills, of which one burns", budget: { ...TAKEN, burns: 1 } },
  { name: "two tills, a crash and people", budget: { ...TAKEN, crashes: 1, ...PEOPLE } },
];

/** Two tills and a take-over, to a depth that takes some seconds. */
export const SHALLOW = TILLS.map((world) => Object.assign({ tills: 2, depth: NEAR }, world));
/** The same to one that takes minutes. */
export const DEEP = TILLS.map((world) => Object.assign({ tills: 2, depth: FAR }, world));

const ALONE: ReadonlyArray<keyof Wording> = [
  "tellsWhileBusy",
  "isImpatient",
  "sendsAgain",
  "isToldBeforeDurable",
  "afterFromLedger",
  "ignoresUse",
  "capturesAtResult",
  "silenceIsNo",
  "escapeIsNo",
];

/** Each is noticed within the budget. */
export const PLANTED: ReadonlyArray<NamedWorld> = [
  ...ALONE.map((name) => ({
    name,
    budget: { ...TWO, escapes: 1, questions: 1 },
    wording: { [name]: true },
    isHasty: true,
  })),
  ...(["takerDecides", "believesGreater"] as const).map((name) => ({
    name,
    tills: 2,
    budget: { ...TAKEN, crashes: 1, questions: 1 },
    wording: { [name]: true },
    isHasty: true,
  })),
];

/** Half a minute: its shortest history has 18 steps. */
export const PLANTED_DEEP: ReadonlyArray<NamedWorld> = [
  {
    name: "hearsNobody",
    tills: 2,
    budget: { ...TAKEN, crashes: 1 },
    wording: { hearsNobody: true },
    isHasty: true,
  },
];
