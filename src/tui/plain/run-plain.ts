/**
 * Runs the register as a dialogue of lines until somebody leaves: on a terminal that is read aloud or
 * that can't place a cursor, or on pipes, for scripts.
 */

import { StringDecoder } from "node:string_decoder";

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Clock } from "../../domain/ports.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { commandOfKey } from "../commands.ts";
import { createKeyDecoder } from "../keys/key-decoder.ts";
import { type KeyInput, type KeyName } from "../keys/key-event.ts";
import { createRepeatFilter } from "../keys/repeat-filter.ts";
import { createScanDetector } from "../keys/scan-detector.ts";
import { type RegisterState } from "../register-state.ts";
import { type RunRegisterDeps } from "../run-register.ts";
import { type ScreenExit } from "../run-screen.ts";
import { isRefusedScan } from "../scan.ts";
import { hasPaid, takesMoney } from "../takes-money.ts";
import { type Signs, drawable } from "../terminal/cell-text.ts";
import { type TerminalOutput } from "../terminal/cell-writer.ts";
import { type ProcessHooks, type TerminalInput } from "../terminal/terminal-guard.ts";
import { BELL } from "../terminal/terminal-sequences.ts";
import { type PlainDialogue, createPlainDialogue } from "./plain-dialogue.ts";

export interface RunPlainDeps extends Omit<RunRegisterDeps, "options" | "offsetMinutes"> {
  readonly signs: Signs;
  /** Whether the terminal's bell rings for a scan that is refused. */
  readonly bell: boolean;
  /** Whether lines are typed there; else they come from a pipe. */
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  /** Whether a signal has ended the input: then nothing more is done or said. */
  readonly isStopped: () => boolean;
}

/** Resolves when the dialogue has ended; the terminal is as it was before. */
export async function runPlain(deps: RunPlainDeps): Promise<ScreenExit> {
  const { stdin, stdout } = deps;
  const { promise, resolve } = Promise.withResolvers<ScreenExit>();
  const { dialogue, lines, onInputEnd } = createEnds(deps, resolve);

  function onData(bytes: Uint8Array): void {
    attempt(resolve, () => lines.push(bytes));
  }

  function onGone(): void {
    resolve({ type: "input-ended" });
  }

  // For good: a terminal that has hung up still complains when it is given back.
  stdin.on("error", onGone);
  stdout.on("error", onGone);
  lines.enter();
  dialogue.begin();
  lines.ask();
  stdin.on("data", onData);
  stdin.on("end", onInputEnd);
  stdin.resume();
  const exit = await promise;
  stdin.off("data", onData);
  stdin.off("end", onInputEnd);
  dialogue.close();
  lines.leave();
  stdin.pause();
  return exit;
}

interface Ends {
  readonly dialogue: PlainDialogue;
  readonly lines: PlainLines;
  readonly onInputEnd: () => void;
}

/** The dialogue and the lines around it; the input's end waits for what is still to be done. */
function createEnds(deps: RunPlainDeps, end: (exit: ScreenExit) => void): Ends {
  let hasInputEnded = false;
  const dialogue = createPlainDialogue({
    ...deps,
    hasPrompt: deps.isInputTerminal && deps.isOutputTerminal,
    onSay: (sentences) => lines.say(sentences),
    onIdle: () => {
      if (dialogue.getState().ended) end({ type: "quit" });
      else if (hasInputEnded && lines.isEmpty()) endInput();
      else lines.ask();
    },
  });

  function endInput(): void {
    if (!deps.isStopped()) dialogue.end();
    end({ type: "input-ended" });
  }

  function onInputEnd(): void {
    if (hasInputEnded) return;
    hasInputEnded = true;
    attempt(end, () => {
      if (!deps.isStopped()) lines.end();
      const isDone = dialogue.isIdle() && lines.isEmpty();
      if (deps.isStopped() || isDone) endInput();
    });
  }

  const createLines = deps.isInputTerminal ? createTypedLines : createPipedLines;
  const lines = createLines({
    ...deps,
    dialogue: () => dialogue,
    attempt: (work) => attempt(end, work),
    onInterrupt: () => end({ type: "interrupted" }),
    onEnd: onInputEnd,
  });
  return { dialogue, lines, onInputEnd };
}

/** A fault of ours ends the dialogue with the terminal as it was. */
function attempt(end: (exit: ScreenExit) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    end({ type: "crashed", error });
  }
}

/** No line of the register is nearly as long: what goes on is no script. */
const LINE_LENGTH_MAX = 4096;
/** A CR at the end of a read may be half of an Enter. */
const LINE_END = /\r\n|\n|\r(?=[^])/u;

/** Lines of a pipe. One ends where its Enter is: half a line is nobody's word, and is not done. */
function createPipedLines(deps: LinesDeps): PlainLines {
  const { clock, stdout, signs } = deps;
  const characters = new StringDecoder("utf8");
  let half = "";
  let lines: ReadonlyArray<string> = [];
  let isAsked = false;
  let cancel: (() => void) | undefined;

  function say(sentences: ReadonlyArray<string>): void {
    stdout.write(sentences.map((sentence) => `${drawable(sentence, signs)}\n`).join(""));
  }

  /**
   * One line is given in a turn, so that printers and signals come between two lines as between
   * those of a person.
   */
  function give(): void {
    if (!isAsked || lines.length === 0) return;
    isAsked = false;
    cancel = clock.after(0, () => {
      const [line = "", ...rest] = lines;
      lines = rest;
      deps.attempt(() => deps.dialogue().take(line));
    });
  }

  function add(more: ReadonlyArray<string>): void {
    lines = [...lines, ...more.map(typeable)];
    give();
  }

  return {
    say,
    ask: () => {
      isAsked = true;
      give();
    },
    push: (bytes) => {
      const parts = (half + characters.write(bytes)).split(LINE_END);
      half = (parts.pop() ?? "").slice(0, LINE_LENGTH_MAX);
      add(parts);
    },
    isEmpty: () => lines.length === 0,
    enter: ignore,
    end: () => {
      if (half.endsWith("\r")) add([half]);
      else if (typeable(half) !== "") {
        const text = typeable(half);
        const dialogue = deps.dialogue();
        const shown = dialogue.isSecret(text) ? "*".repeat(text.length) : text;
        say([dialogue.words().plain.halfLine({ text: shown })]);
      }
      half = "";
    },
    leave: () => cancel?.(),
  };
}

/** Returns the text as a keyboard would have sent it. */
function typeable(line: string): string {
  return line
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll(/[\p{Cf}\p{Cs}\ufffd]/gu, "")
    .trim();
}

function ignore(): void {
  // A pipe is as it is.
}

/**
 * Lines that somebody types on a terminal: the same keys as on the screen, and no escape sequence
 * goes out.
 */
function createTypedLines(deps: LinesDeps): PlainLines {
  const { clock, stdin, stdout, dialogue, hooks } = deps;
  const filter = createRepeatFilter();
  const detector = createScanDetector();
  const editor = createLineEditor({
    write: (text) => stdout.write(text),
    echoes: deps.isOutputTerminal,
    signs: deps.signs,
    prompt: () => dialogue().prompt(),
    isSecret: (typed) => dialogue().isSecret(typed),
    personAsked: () => personAsked(dialogue().getState()),
    lastText: () => dialogue().getState().lastText,
    onLine: (line) => dialogue().take(line),
    onInterrupt: deps.onInterrupt,
    howToLeave: () => howToLeave(dialogue()),
    onEnd: deps.onEnd,
  });
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => {
      deps.attempt(() => {
        dialogue().touched();
        for (const key of keys) press(detector.accept(key, clock.nowMs()));
      });
    },
  });
  let unsubscribe: ReadonlyArray<() => void> = [];

  function press(event: KeyInput): void {
    const before = dialogue().getState();
    if (!counts(event)) return;
    editor.press(event);
    if (deps.bell && isRefusedScan(event, before, dialogue().getState())) stdout.write(BELL);
    const after = dialogue().getState();
    if (hasPaid(before, after)) filter.tookMoney(clock.nowMs(), after.nextPartAfter !== undefined);
  }

  /** A nervous finger counts once; what was typed before Enter was typed by nobody nervous. */
  function counts(event: KeyInput): boolean {
    if (event.type !== "key" || (event.key === "enter" && !editor.isEmpty())) return true;
    return filter.counts(event.key, clock.nowMs(), takesMoney(dialogue().getState()));
  }

  function setRaw(isRaw: boolean): void {
    stdin.setRawMode?.(isRaw);
  }

  return {
    say: editor.say,
    ask: editor.ask,
    push: decoder.push,
    // Half a line is nobody's word.
    isEmpty: () => true,
    enter: () => {
      setRaw(true);
      unsubscribe = aroundStops(hooks, setRaw, editor.ask);
    },
    end: () => {
      decoder.close();
      editor.stop();
    },
    leave: () => {
      for (const stop of unsubscribe) stop();
      decoder.close();
      editor.stop();
      setRaw(false);
    },
  };
}

/** While the process is stopped the terminal is a shell's, which sets it its own way. */
function aroundStops(
  hooks: LinesDeps["hooks"],
  setRaw: (isRaw: boolean) => void,
  ask: () => void,
): ReadonlyArray<() => void> {
  if (hooks === undefined) return [];
  const stopped = hooks.onStop(() => setRaw(false));
  const goesOn = hooks.onContinue(() => {
    setRaw(false);
    setRaw(true);
    ask();
  });
  return [stopped, goesOn, hooks.onExit(() => setRaw(false))];
}

function howToLeave(dialogue: PlainDialogue): string {
  const { session } = dialogue.getState();
  return dialogue.words().plain.howToLeave({ isLocked: session === undefined });
}

function personAsked({ approval, screen }: RegisterState): PersonAsked {
  if (approval !== undefined) return "approval";
  return screen === "log-in" ? "log-in" : "nobody";
}

const RUB_OUT = "\b \b";
/** The text before a scan that makes the scan its object. */
const BEFORE_SCAN = /(?:[\d.,]\*|^[?!])$/u;
const SCANNED = /^\d{6,}$/u;

interface LineEditor {
  readonly press: (event: KeyInput) => void;
  /** Sentences for the reader; in the middle of a line they wait for its end. */
  readonly say: (sentences: ReadonlyArray<string>) => void;
  /** Asks for the next line, with what had been typed of it. */
  readonly ask: () => void;
  readonly isEmpty: () => boolean;
  /** Nothing is asked any more: what is written next begins a line. */
  readonly stop: () => void;
}

interface LineEditorDeps extends PaperLineDeps {
  /** Returns the text that Up brings back. */
  readonly lastText: () => string;
  readonly onLine: (line: string) => void;
  /** Ctrl-C, a second time with no key between. */
  readonly onInterrupt: () => void;
  /** Returns the message after the first one. */
  readonly howToLeave: () => string;
  /** Ctrl-D before anything is typed. */
  readonly onEnd: () => void;
}

/**
 * Keys into lines, on a terminal that can do nothing but write one line after another: it echoes what
 * is typed, rubs it out with Backspace, and writes no escape sequence at all. A verb's key ends the
 * line with its word.
 */
function createLineEditor(deps: LineEditorDeps): LineEditor {
  const line = createPaperLine(deps);
  let isLeaving = false;

  function endLine(text: string): void {
    line.end();
    deps.onLine(text);
  }

  /** A single Ctrl-C must not end the sale: a person may want to copy text, or be used to a shell. */
  function leave(): void {
    if (isLeaving) return deps.onInterrupt();
    isLeaving = true;
    return line.interject([deps.howToLeave()]);
  }

  function press(event: KeyInput): void {
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

  /** The typed text is its object, unless it is a PIN. */
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

type PersonAsked = "nobody" | "log-in" | "approval";

interface PaperLineDeps {
  /** Writes as it is. */
  readonly write: (text: string) => void;
  /** Whether output is echoed; without a terminal nothing is echoed and nothing is asked. */
  readonly echoes: boolean;
  readonly signs: Signs;
  readonly prompt: () => string;
  readonly isSecret: (typed: string) => boolean;
  /** Who is to say who they are: then nothing else is typed. */
  readonly personAsked: () => PersonAsked;
}

/** A line on paper: printed text can't be changed, except at the end of the last line. */
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
    // Text typed after the lock is a PIN, and text from before it is none, or another person's.
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

  /** Turns the shown text of the line into that of another one. */
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

/** The source of a dialogue's lines and the target of its sentences: a terminal, or pipes. */
interface PlainLines {
  readonly say: (sentences: ReadonlyArray<string>) => void;
  /** The next line is wanted. */
  readonly ask: () => void;
  readonly push: (bytes: Uint8Array) => void;
  /** Whether nothing waits that was read already. */
  readonly isEmpty: () => boolean;
  readonly enter: () => void;
  /** No more input comes. */
  readonly end: () => void;
  /** Gives the terminal back. */
  readonly leave: () => void;
}

interface LinesDeps {
  readonly clock: Clock;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
  readonly signs: Signs;
  /** Whether somebody sees there what is typed. */
  readonly isOutputTerminal: boolean;
  /** Whether the terminal's bell rings for a scan that is refused. */
  readonly bell: boolean;
  /** The dialogue is given late, because both need each other. */
  readonly dialogue: () => PlainDialogue;
  /** Works off what was read; a fault of ours ends the dialogue. */
  readonly attempt: (work: () => void) => void;
  /** Ctrl-C. */
  readonly onInterrupt: () => void;
  /** Ctrl-D before anything is typed. */
  readonly onEnd: () => void;
}
