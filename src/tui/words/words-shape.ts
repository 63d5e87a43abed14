/** The shape of a language: all of English, or for one that is being made any part of it. */

import { type en } from "./en.ts";

export type Words = typeof en;

/** What is not there is said in English. */
export type PartialWords = {
  readonly [Group in keyof Words]?: Partial<Words[Group]>;
};
