/**
 * Keys into lines, on a terminal that can do nothing but write one line after another: it echoes what
 * is typed, rubs it out with Backspace, and writes no escape sequence at all. A verb's key ends the
 * line with its word.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { textWidth } from "../../domain/text-width.ts";
import { commandOfKey } from "../commands.ts";
import { type InputEvent, type KeyName } from "../keys/key-event.ts";
import { drawable, type Signs } from "../terminal/cell-text.ts";

const RUB_OUT = "\b \b";
/** What a scan is the object of when it is typed before it. */
const BEFORE_SCAN = /(?:[\d.,]\*|^[?!])$/u;
const SCANNED = /^\d{6,}$/u;

export interface LineEditor {
  readonly press: (event: InputEvent) => void;
  /** Sentences for the reader; in the middle of a line they wait for its end. */
  readonly say: (sentences: ReadonlyArray<string>) => void;
  /** Asks for the next line, with what had been typed of it. */
  readonly ask: () => void;
  readonly isEmpty: () => boolean;
  /** Nothing is asked any more: what is written next begins a line. */
  readonly stop: () => void;
}

export interface LineEditorDeps extends PaperLineDeps {
  /** What Up brings back. */
  readonly lastText: () => string;
  readonly onLine: (line: string) => void;
  /** Ctrl-C, a second time with no key between. */
  readonly onInterrupt: () => void;
  /** What the first one says. */
  readonly howToLeave: () => string;
  /** Ctrl-D before anything is typed. */
  readonly onEnd: () => void;
}

export function createLineEditor(deps: LineEditorDeps): LineEditor {
  const line = createPaperLine(deps);
  let isLeaving = false;

  function endLine(text: string): void {
    line.end();
    deps.onLine(text);
  }

  /** Whoever copies a text from the window, or is used to a shell, must not end the sale. */
  function leave(): void {
    if (isLeaving) return deps.onInterrupt();
    isLeaving = true;
    return line.interject([deps.howToLeave()]);
  }

  function press(event: InputEvent): void {
    if (event.type === "key" && event.key === "ctrl-c") return leave();
    isLeaving = false;
    switch (event.type) {
      case "text":
      case "paste":
        return line.replace(line.typed() + event.text);
      case "hit":
        return line.typed() === "" ? endLine(`:${event.number}`) : undefined;
      case "scan":
        return scan(event.code, event.echoed);
      case "key":
        return pressKey(event.key);
      default:
        return assertNever(event, "input");
    }
  }

  /** A code beside half a line is a line of its own. */
  function scan(code: string, echoed: string): void {
    const typed = line.typed();
    if (deps.personAsked() !== "nobody") return endLine(typed);
    const before = typed.endsWith(echoed) ? typed.slice(0, -echoed.length) : typed;
    const isBeside = before !== "" && SCANNED.test(code) && !BEFORE_SCAN.test(before);
    if (!isBeside) return endLine(before + code);
    line.putAside(before);
    return endLine(code);
  }

  function pressKey(key: KeyName): void {
    const typed = line.typed();
    switch (key) {
      case "enter":
        return endLine(typed);
      case "backspace":
        return line.replace(typed.replace(/\P{M}\p{M}*$/u, ""));
      case "escape":
        return typed === "" ? endLine(":back") : line.replace("");
      case "up":
        return typed === "" ? line.replace(deps.lastText()) : undefined;
      case "ctrl-d":
        return typed === "" ? deps.onEnd() : pressVerb(key);
      default:
        return pressVerb(key);
    }
  }

  /** What is typed is its object, unless it is a PIN. */
  function pressVerb(key: KeyName): void {
    const word = commandOfKey(key)?.words[0];
    if (word === undefined) return undefined;
    const object = deps.personAsked() === "nobody" ? line.typed().trim() : "";
    return endLine(object === "" ? `:${word}` : `:${word} ${object}`);
  }

  return {
    press,
    say: line.say,
    ask: line.ask,
    isEmpty: () => line.typed() === "",
    stop: line.end,
  };
}

export type PersonAsked = "nobody" | "log-in" | "approval";

interface PaperLineDeps {
  /** Writes as it is. */
  readonly write: (text: string) => void;
  /** Where nobody sees what is written, nothing is echoed and nothing is asked. */
  readonly echoes: boolean;
  readonly signs: Signs;
  readonly prompt: () => string;
  readonly isSecret: (typed: string) => boolean;
  /** Who is to say who they are: then nothing else is typed. */
  readonly personAsked: () => PersonAsked;
}

/** What is written cannot be changed any more, but for the end of the last line. */
interface PaperLine extends Pick<LineEditor, "say" | "ask"> {
  readonly typed: () => string;
  readonly replace: (next: string) => void;
  readonly end: () => void;
  /** Sentences at once, also in the middle of a line, which goes on after them. */
  readonly interject: (sentences: ReadonlyArray<string>) => void;
  /** Half a line that something comes between: it stands there again with the next question. */
  readonly putAside: (text: string) => void;
}

function createPaperLine(deps: PaperLineDeps): PaperLine {
  const { write, echoes, signs } = deps;
  let typed = "";
  let aside = "";
  let held: ReadonlyArray<string> = [];
  let isAsked = false;
  let asked: PersonAsked = "nobody";

  function echo(text: string): void {
    if (isAsked) write(text);
  }

  function shown(text: string): string {
    return deps.isSecret(text) ? "" : text;
  }

  function writeLines(sentences: ReadonlyArray<string>): void {
    for (const sentence of sentences) write(`${drawable(sentence, signs)}\n`);
  }

  function say(sentences: ReadonlyArray<string>): void {
    if (!isAsked) return writeLines(sentences);
    held = [...held, ...sentences];
    // What is typed after the lock is a PIN, and what was typed before it is none, or another's.
    if (typed !== "" && deps.personAsked() === asked) return undefined;
    aside = asked === "nobody" ? typed : "";
    end();
    return ask();
  }

  function ask(): void {
    asked = deps.personAsked();
    if (asked === "nobody") [typed, aside] = [aside + typed, ""];
    isAsked = echoes;
    echo(`${deps.prompt()}${shown(typed)}`);
  }

  function end(): void {
    echo("\n");
    isAsked = false;
    typed = "";
    writeLines(held);
    held = [];
  }

  function interject(sentences: ReadonlyArray<string>): void {
    echo("\n");
    writeLines([...held, ...sentences]);
    held = [];
    echo(`${deps.prompt()}${shown(typed)}`);
  }

  /** What is shown of the line becomes what is shown of the other one. */
  function replace(next: string): void {
    const [was, is] = [shown(typed), shown(next)];
    typed = next;
    if (is.startsWith(was)) return echo(is.slice(was.length));
    const isShorter = was.startsWith(is);
    const gone = textWidth(isShorter ? was.slice(is.length) : was);
    return echo(RUB_OUT.repeat(gone) + (isShorter ? "" : is));
  }

  return {
    say,
    ask,
    typed: () => typed,
    replace,
    end,
    interject,
    putAside: (text) => {
      aside = text;
    },
  };
}
