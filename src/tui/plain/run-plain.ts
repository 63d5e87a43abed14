/**
 * Runs the register as a dialogue of lines until somebody leaves: on a terminal that is read aloud or
 * that can't place a cursor, or on pipes, for scripts.
 */

import { type RunRegisterDeps } from "../run-register.ts";
import { type ScreenExit } from "../run-screen.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { createPipedLines } from "./piped-lines.ts";
import { type PlainDialogue, createPlainDialogue } from "./plain-dialogue.ts";
import { type PlainLines } from "./plain-lines.ts";
import { createTypedLines } from "./typed-lines.ts";

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
