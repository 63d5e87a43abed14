/**
 * Takes the terminal over and gives it back as it was, on every way out.
 *
 * Sizes are numbers that are settled here: a terminal that says 0×0 (a serial line) counts as 80×24,
 * so that nobody behind asks the terminal again at every key.
 */

import { type TerminalOutput } from "./cell-writer.ts";
import { giveBackSequence, TAKE_OVER } from "./terminal-sequences.ts";
import { type TerminalSize } from "./window-size.ts";

/** The needs of a terminal's input stream: a `tty.ReadStream`, or a stand-in. */
export interface TerminalInput {
  readonly on: InputListening;
  readonly off: InputListening;
  readonly resume: () => unknown;
  readonly pause: () => unknown;
  /** Missing when it is not a terminal. */
  readonly setRawMode?: (raw: boolean) => unknown;
}

interface InputListening {
  (event: "data", listener: (chunk: Uint8Array) => void): unknown;
  (event: "end" | "error", listener: () => void): unknown;
}

/** The hooks of the process, handed in by the composition of the till. */
export interface ProcessHooks {
  /** Just before the process is stopped; the listener works at once. */
  readonly onStop: (listener: () => void) => () => void;
  /** Calls when the process goes on after it was stopped (Ctrl-Z of a shell); returns the unsubscribe. */
  readonly onContinue: (listener: () => void) => () => void;
  /** Just before the process ends, whatever ends it; the listener works at once. */
  readonly onExit: (listener: () => void) => () => void;
}

export interface TerminalGuard {
  readonly enter: () => void;
  /** Any number of times. */
  readonly leave: () => void;
}

export interface TerminalGuardDeps {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
  readonly onResize: (size: TerminalSize) => void;
  /** The terminal is somebody else's until the next `onRepaint`: draw nothing. */
  readonly onPause: () => void;
  /** The screen shows what somebody else wrote: draw all of it. */
  readonly onRepaint: () => void;
}

export function createTerminalGuard(deps: TerminalGuardDeps): TerminalGuard {
  const { stdin, stdout } = deps;
  let unsubscribe: ReadonlyArray<() => void> = [];
  let isEntered = false;

  function onResize(): void {
    deps.onResize(sizeOf(stdout));
  }

  function giveBack(): void {
    const { rows } = sizeOf(stdout);
    stdout.write(giveBackSequence(rows));
    stdin.setRawMode?.(false);
  }

  /** The shell's prompt belongs on its own screen, and what is typed there is to be seen. */
  function onStop(): void {
    deps.onPause();
    giveBack();
  }

  function onContinue(): void {
    // The shell has set the terminal its own way in between.
    stdin.setRawMode?.(false);
    stdin.setRawMode?.(true);
    stdout.write(TAKE_OVER);
    onResize();
    deps.onRepaint();
  }

  function enter(): void {
    if (isEntered) return;
    isEntered = true;
    stdin.setRawMode?.(true);
    stdout.write(TAKE_OVER);
    stdout.on("resize", onResize);
    if (deps.hooks !== undefined) {
      const { hooks } = deps;
      unsubscribe = [hooks.onStop(onStop), hooks.onContinue(onContinue), hooks.onExit(leave)];
    }
    stdin.resume();
  }

  function leave(): void {
    if (!isEntered) return;
    isEntered = false;
    stdout.off("resize", onResize);
    for (const stop of unsubscribe) stop();
    giveBack();
    stdin.pause();
  }

  return { enter, leave };
}

export function sizeOf({ columns, rows }: TerminalOutput): TerminalSize {
  return {
    columns: columns === undefined || columns <= 0 ? 80 : columns,
    rows: rows === undefined || rows <= 0 ? 24 : rows,
  };
}
