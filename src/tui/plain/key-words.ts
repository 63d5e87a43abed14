/** Keys that a sentence names, put into the words that a line takes instead: `20 F9` is `:pay 20`. */

import { COMMANDS, keyLabel } from "../commands.ts";

const WORD_BY_LABEL: ReadonlyMap<string, string> = new Map([
  ...COMMANDS.flatMap(({ keys, words: [word = ""] }) =>
    keys.map((key) => [keyLabel(key), word] as const),
  ),
  ["Esc", "back"],
  ["Échap", "back"],
]);

/** A number, a sum, several lines or a split before a key are its object. */
const KEY =
  /(?:(?<object>[\d/][\d.,*+/]*|\*) )?(?<![\w-])(?<key>Ctrl-[A-Z]|F1[0-2]|F[1-9]|Esc|Échap)(?![\w-])/gu;

/** A digit after the key is a line of its own. */
const KEY_AND_DIGIT = /F10 (?=\d: )/gu;

export function inWords(sentence: string): string {
  return sentence
    .replaceAll(KEY_AND_DIGIT, "F10, ")
    .replaceAll(KEY, (all: string, ...rest: ReadonlyArray<unknown>) => {
      const { object, key = "" } = rest.at(-1) as Partial<Record<string, string>>;
      const word = WORD_BY_LABEL.get(key);
      if (word === undefined) return all;
      return object === undefined ? `:${word}` : `:${word} ${object}`;
    });
}

const KEYED = /^(?:(?<object>\S.*?)\s+)?(?<key>Ctrl-[A-Z]|F1[0-2]|F[1-9]|Esc)$/iu;

const KEY_BY_FOLDED: ReadonlyMap<string, string> = new Map(
  [...WORD_BY_LABEL].map(([label, word]) => [label.toLowerCase(), word]),
);

/** A line that names a key, with what it is pressed on before it; undefined for any other. */
export function wordOfKey(line: string): string | undefined {
  const { object, key = "" } = KEYED.exec(line)?.groups ?? {};
  const word = KEY_BY_FOLDED.get(key.toLowerCase());
  if (word === undefined) return undefined;
  return object === undefined ? `:${word}` : `:${word} ${object}`;
}
