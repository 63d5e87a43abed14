/**
 * The words that the line dialogue has beside those of `commands.ts`: what a screen does by arrows and
 * Esc, or just shows. Each language has words of its own for them beside the English ones. As data, so
 * that a test can prove that no key is out of reach.
 */

import { foldText } from "../../domain/text/entry-text.ts";
import { type Words } from "../../words/screen-words.ts";

export const PLAIN_WORD_IDS = ["back", "last", "line", "show", "goods", "status"] as const;
type PlainWordId = (typeof PLAIN_WORD_IDS)[number];

export type TypedWord =
  | { readonly type: "plain"; readonly id: PlainWordId; readonly object: string }
  /** `:2`: the second of what was listed. */
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "other"; readonly word: string; readonly object: string };

/** Returns the help's text with the language's own word before the English one. */
export function withOwnWords(typed: string, { plainVerbs }: Pick<Words, "plainVerbs">): string {
  const word = /^:(?<word>[a-z]+)/u.exec(typed)?.groups?.["word"];
  const id = PLAIN_WORD_IDS.find((it) => it === word);
  const own = id === undefined ? [] : spelledOut(plainVerbs[id]);
  return [...own.map((it) => `:${it}`), typed].join(", ");
}

/** Leaves out words whose spelling with `ue` for `ü` is there too: `kuche` is no word to the reader. */
export function spelledOut(verbs: ReadonlyArray<string>): ReadonlyArray<string> {
  const folded = new Set(
    verbs.filter((verb) => /[aou]e/u.test(verb)).map((verb) => verb.replaceAll(/([aou])e/gu, "$1")),
  );
  return verbs.filter((verb) => !folded.has(verb));
}

/** Undefined for a line that is no word. */
export function readWord(
  line: string,
  { plainVerbs }: Pick<Words, "plainVerbs">,
): TypedWord | undefined {
  const number = /^:(?<number>[1-9]\d{0,2})$/u.exec(line)?.groups?.["number"];
  if (number !== undefined) return { type: "number", number: Number(number) };
  const groups = /^:(?<word>\p{L}+)(?:\s+(?<object>.+))?$/u.exec(line)?.groups;
  if (groups === undefined) return undefined;
  // `:rückgabe` and `:formación` are typed as they are written.
  const word = foldText(groups["word"] ?? "");
  const object = groups["object"] ?? "";
  const id =
    PLAIN_WORD_IDS.find((it) => it === word) ??
    PLAIN_WORD_IDS.find((it) => plainVerbs[it].includes(word));
  return id === undefined ? { type: "other", word, object } : { type: "plain", id, object };
}
