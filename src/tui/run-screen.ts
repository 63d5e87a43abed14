/**
 * A screen on a terminal until somebody leaves: key decoder in front, cell writer behind, guard around,
 * and Ink, which only draws. What the screen is about, and what its keys do, its caller says.
 */

import { Readable } from "node:stream";

import { type Instance, render } from "ink";
import { type ReactNode } from "react";

import { type Clock } from "../domain/ports.ts";
import { type CellWriter, type TerminalOutput } from "./cell-writer.ts";
import { createKeyDecoder } from "./key-decoder.ts";
import { type KeyEvent } from "./key-event.ts";
import {
  createTerminalGuard,
  type ProcessHooks,
  type TerminalInput,
  type TerminalSize,
} from "./terminal-guard.ts";
import { isTooSmall } from "./window-size.ts";

export type ScreenExit =
  /** Somebody left. */
  | { readonly type: "quit" }
  /** The terminal has hung up. */
  | { readonly type: "input-ended" }
  /** Ctrl-C, where a line is typed as everywhere else. */
  | { readonly type: "interrupted" }
  /** A fault of ours; the terminal is as it was before. */
  | { readonly type: "crashed"; readonly error: unknown };

export interface ScreenTerminal {
  readonly clock: Clock;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
}

export interface Shown {
  readonly writer: CellWriter;
  readonly store: ShownStore;
  readonly tree: (size: TerminalSize) => ReactNode;
  /** What it throws ends the screen. */
  readonly onKeys: (keys: ReadonlyArray<KeyEvent>) => void;
  /** Before the next frame. */
  readonly onResize?: (size: TerminalSize) => void;
  /** Before the first frame, when keys are read already. */
  readonly onReading?: () => Promise<void>;
  /** Once the first frame is drawn. Returns the end of what it began; what it throws later it hands over. */
  readonly onShown?: (crash: (error: unknown) => void) => () => void;
}

export interface ShownStore {
  readonly subscribe: (listener: () => void) => unknown;
  readonly getState: () => { readonly ended: boolean };
  /** The window is too small for it. */
  readonly setHidden: (isHidden: boolean) => void;
  readonly close: () => void;
}

/** Resolves when the screen has ended; the terminal is given back by then. */
export async function runScreen(terminal: ScreenTerminal, shown: Shown): Promise<ScreenExit> {
  const { clock, stdin, stdout, hooks } = terminal;
  const { writer, store } = shown;
  const { promise, resolve: end } = Promise.withResolvers<ScreenExit>();
  const frames = createFrames(shown);
  const guard = createTerminalGuard({
    stdin,
    stdout,
    ...(hooks === undefined ? {} : { hooks }),
    onResize: frames.resize,
    onRepaint: writer.repaint,
  });
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => {
      try {
        shown.onKeys(keys);
      } catch (error) {
        crash(error);
      }
    },
  });

  function crash(error: unknown): void {
    end({ type: "crashed", error });
  }

  function onInputEnd(): void {
    end({ type: "input-ended" });
  }

  store.subscribe(() => {
    if (store.getState().ended) end({ type: "quit" });
  });
  // For good: a terminal that has hung up still complains when it is given back.
  stdin.on("error", onInputEnd);
  stdout.on("error", onInputEnd);
  guard.enter();
  stdin.on("data", decoder.push);
  stdin.on("end", onInputEnd);
  if (shown.onReading !== undefined) await shown.onReading();
  frames.start(end);
  const stop = shown.onShown?.(crash);
  const exit = await promise;
  stop?.();
  stdin.off("data", decoder.push);
  stdin.off("end", onInputEnd);
  decoder.close();
  ignoreFromNowOn({ stdin, stdout }, onInputEnd);
  store.close();
  writer.close();
  frames.close();
  guard.leave();
  return exit;
}

/** One listener for all the screens that a terminal has one after another. */
function ignoreFromNowOn(
  { stdin, stdout }: Pick<ScreenTerminal, "stdin" | "stdout">,
  onError: () => void,
): void {
  stdin.off("error", ignore);
  stdin.on("error", ignore);
  stdin.off("error", onError);
  stdout.off("error", ignore);
  stdout.on("error", ignore);
  stdout.off("error", onError);
}

function ignore(): void {
  // It has hung up.
}

interface Frames {
  readonly start: (end: (exit: ScreenExit) => void) => void;
  readonly resize: (size: TerminalSize) => void;
  readonly close: () => void;
}

function createFrames({ writer, store, tree, onResize }: Shown): Frames {
  let ink: Instance | undefined;
  return {
    start: (end) => {
      store.setHidden(isTooSmall(writer.frames));
      ink = render(tree(writer.frames), {
        stdout: writer.frames,
        // Never read: Ink would make keys of it in its own way.
        stdin: new Readable({ read: () => undefined }),
        stderr: writer.frames,
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
        isScreenReaderEnabled: false,
        // Whole frames, each at once: the writer finds what has changed.
        debug: true,
      });
      void ink.waitUntilExit().then(
        () => end({ type: "quit" }),
        (error: unknown) => end({ type: "crashed", error }),
      );
    },
    resize: (size) => {
      writer.resize(size.columns, size.rows);
      store.setHidden(isTooSmall(size));
      onResize?.(size);
      ink?.rerender(tree(size));
    },
    close: () => ink?.unmount(),
  };
}
