/** The output of a command: results on stdout, sentences on stderr, and the facts about its terminal. */

import type { RegisterSupervisor } from "../app/supervisor/supervised.ts";
import { type Environment, readLanguageName } from "../app/system/environment.ts";
import { escapedJson } from "../domain/text/clean-text.ts";
import type { Locale } from "../domain/text/locale.ts";
import { readBoxLanguage } from "./box-language.ts";
import { harmless } from "./one-line.ts";
import { type Sentence, sentenceIn } from "./sentence.ts";

export interface Console {
  readonly environment: Environment;
  /** What was typed behind the program's name. */
  readonly argv: ReadonlyArray<string>;
  /** Who watches this process and starts it again, if anybody does. */
  readonly supervisor: RegisterSupervisor | undefined;
  /** Returns the language of the command: the box's until `speak` names another one. */
  readonly locale: () => Locale;
  /** Speaks the language of the shop that was opened, or of the person who acts. With `--json` it stays English. */
  readonly speak: (locale: Locale) => void;
  /** Whether nobody has named a language: then it is the box's. */
  readonly speaksAsBox: () => boolean;
  /** Returns a sentence as the command says it. */
  readonly text: (sentence: Sentence) => string;
  /** Writes one line of the result. */
  readonly out: (line: Sentence) => void;
  /**
   * Sentences of a result: on a terminal broken between words, elsewhere as they are. `hang`: how far in
   * lines after the first stand.
   */
  readonly words: (text: Sentence, hang?: number) => void;
  /** A sentence of talk: broken as those of a result are. */
  readonly say: (line: Sentence) => void;
  /** Writes one JSON document as the whole result. */
  readonly json: (value: unknown) => void;
  /** A line that tells how far long work is: on a terminal, and to a person, only. */
  readonly progress: (options?: { readonly json?: boolean }) => Progress;
  /** A piece of a long result; resolves when there is room for more, false when the reader has gone. */
  readonly write: (text: string | Uint8Array) => Promise<boolean>;
}

/** Whatever else is written wipes it too: a command that fails leaves nothing of it behind. */
export interface Progress {
  readonly show: (text: Sentence) => void;
  readonly end: () => void;
}

const WIPE_LINE = "\r\u001B[2K";
const USUAL_COLUMNS = 80;

export interface Surroundings {
  readonly environment: Environment;
  /** What was typed behind the program's name. */
  readonly argv: ReadonlyArray<string>;
  readonly supervisor: RegisterSupervisor | undefined;
  /** A program reads what the command says. */
  readonly isForProgram: boolean;
}

export function createConsole({
  environment,
  argv,
  supervisor,
  isForProgram,
}: Surroundings): Console {
  const { stdout, stderr } = process;
  let shown = "";
  let named: Locale | undefined = isForProgram ? "en" : undefined;
  let box: Locale | undefined;

  function locale(): Locale {
    return named ?? (box ??= readBoxLanguage(readLanguageName()).locale ?? "en");
  }

  function textOf(sentence: Sentence): string {
    return typeof sentence === "string" ? sentence : sentenceIn(sentence, locale());
  }

  function wipe(): void {
    if (shown !== "") stderr.write(WIPE_LINE);
    shown = "";
  }

  function show(sentence: Sentence): void {
    const text = textOf(sentence);
    if (text === shown) return;
    shown = text;
    // A text that is longer than the line could not be wiped.
    stderr.write(WIPE_LINE + text.slice(0, (stderr.columns || USUAL_COLUMNS) - 1));
  }

  function out(line: Sentence): void {
    result(harmless(textOf(line)));
  }

  function result(text: string): void {
    wipe();
    stdout.write(`${text}\n`);
  }

  return {
    environment,
    argv,
    supervisor,
    locale,
    speak: (next) => {
      if (!isForProgram) named = next;
    },
    speaksAsBox: () => named === undefined,
    text: textOf,
    out,
    words: (sentence, hang) => {
      const text = textOf(sentence);
      for (const line of stdout.isTTY ? wordWrap(text, stdout.columns, hang) : [text]) out(line);
    },
    say: (sentence) => {
      const line = textOf(sentence);
      wipe();
      writeTalk(line);
    },
    json: (value) => {
      result(escapedJson(value, 2));
    },
    progress: ({ json = false } = {}) =>
      json || !environment.isTalkLive
        ? { show: () => undefined, end: () => undefined }
        : { show, end: wipe },
    write: (text) =>
      new Promise((resolve) => {
        stdout.write(text, (error) => resolve(error === undefined || error === null));
      }),
  };
}

/** Writes a sentence of talk where no console was made. */
export function writeTalk(line: string): void {
  const { stderr } = process;
  for (const row of stderr.isTTY ? wordWrap(line, stderr.columns) : [line]) {
    stderr.write(`${harmless(row)}\n`);
  }
}

/* Sentences on lines of the terminal's width, broken between words: a bare console cuts through them. */

/**
 * Lines after the first stand as far in as the first one, or `hang` cells: below what stands behind a
 * column of names; a line that begins with a name and two blanks has such a column by itself. A word wider
 * than the line stays whole, and so does what a no-break space holds together, which is shown as a blank.
 */
export function wordWrap(text: string, columns: number, hang = 0): ReadonlyArray<string> {
  return text
    .split("\n")
    .flatMap((line) => wrapLine(line, columns, hang === 0 ? columnOf(line) : hang))
    .map((line) => line.replaceAll(NO_BREAK, " "));
}

export const NO_BREAK = "\u00A0";

/** Where the text behind a name begins; 0 where there is none. */
function columnOf(line: string): number {
  return /^ *\S+ {2,}(?=\S)/u.exec(line)?.[0].length ?? 0;
}

function wrapLine(line: string, columns: number, hang: number): ReadonlyArray<string> {
  if (line.length <= columns) return [line];
  const indent = /^ */u.exec(line)?.[0] ?? "";
  // The names on a narrow terminal leave no room for a column beside them.
  const begin = hang > indent.length && hang <= columns / 2 ? " ".repeat(hang) : indent;
  const names = line.slice(indent.length, begin.length);
  const lines: string[] = [];
  let current = indent + names;
  let hasWord = names.trim() !== "";
  let gap = "";
  for (const word of line
    .slice(indent.length + names.length)
    .trimEnd()
    .split(" ")) {
    const longer = current + gap + word;
    if (longer.length > columns && hasWord) {
      lines.push(current);
      current = begin + word;
    } else {
      current = longer;
    }
    hasWord = true;
    gap = " ";
  }
  return [...lines, current];
}
