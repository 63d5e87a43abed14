/**
 * The words that the line dialogue has beside those of `commands.ts`: what a screen does by arrows and
 * Esc, or just shows. They are the same in every language. As data, so that a test can prove that no
 * key is out of reach.
 */

import { foldText } from "../../domain/entry-text.ts";

export const PLAIN_WORD_IDS = ["back", "last", "line", "show", "goods", "status"] as const;
type PlainWordId = (typeof PLAIN_WORD_IDS)[number];

export type TypedWord =
  | { readonly type: "plain"; readonly id: PlainWordId; readonly object: string }
  /** `:2`: the second of what was listed. */
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "other"; readonly word: string; readonly object: string };

/** Undefined for a line that is no word. */
export function readWord(line: string): TypedWord | undefined {
  const number = /^:(?<number>[1-9]\d{0,2})$/u.exec(line)?.groups?.["number"];
  if (number !== undefined) return { type: "number", number: Number(number) };
  const groups = /^:(?<word>\p{L}+)(?:\s+(?<object>.+))?$/u.exec(line)?.groups;
  if (groups === undefined) return undefined;
  // `:rückgabe` and `:formación` are typed as they are written.
  const word = foldText(groups["word"] ?? "");
  const object = groups["object"] ?? "";
  const id = PLAIN_WORD_IDS.find((it) => it === word);
  return id === undefined ? { type: "other", word, object } : { type: "plain", id, object };
}
