/**
 * A screen on a terminal until somebody leaves: key decoder in front, cell writer behind, guard around.
 * What the screen is about, and what its keys do, its caller says.
 */

import { type Clock } from "../domain/ports.ts";
import { createFrameDrawing } from "./frame/frame-drawing.ts";
import { type Frame } from "./frame/frame.ts";
import { createKeyDecoder } from "./keys/key-decoder.ts";
import { type KeyEvent } from "./keys/key-event.ts";
import { type CellWriter, type TerminalOutput } from "./terminal/cell-writer.ts";
import {
  createTerminalGuard,
  type ProcessHooks,
  type TerminalInput,
} from "./terminal/terminal-guard.ts";
import { isTooSmall, type TerminalSize } from "./terminal/window-size.ts";

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
  /** Told what nobody at the screen has to know of. */
  readonly onLog?: (sentence: string) => void;
}

export interface Shown {
  readonly writer: CellWriter;
  readonly store: ShownStore;
  /** As it is to be now. What it throws ends the screen. */
  readonly frame: (size: TerminalSize) => Frame;
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
  const drawing = createFrameDrawing({
    clock,
    writer,
    frame: () => shown.frame(writer.size()),
    onFault: crash,
    onNoInk: (error) => {
      terminal.onLog?.(`Ink can't be loaded, frames are drawn without it: ${String(error)}`);
    },
  });
  const guard = createTerminalGuard({
    stdin,
    stdout,
    ...(hooks === undefined ? {} : { hooks }),
    onResize,
    onPause: writer.pause,
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
      drawing.draw();
    },
  });

  function crash(error: unknown): void {
    end({ type: "crashed", error });
  }

  function onInputEnd(): void {
    end({ type: "input-ended" });
  }

  function onResize(size: TerminalSize): void {
    writer.resize(size.columns, size.rows);
    store.setHidden(isTooSmall(size));
    shown.onResize?.(size);
    drawing.draw();
  }

  store.subscribe(() => {
    if (store.getState().ended) end({ type: "quit" });
    drawing.drawSoon();
  });
  // For good: a terminal that has hung up still complains when it is given back.
  stdin.on("error", onInputEnd);
  stdout.on("error", onInputEnd);
  guard.enter();
  stdin.on("data", decoder.push);
  stdin.on("end", onInputEnd);
  if (shown.onReading !== undefined) await shown.onReading();
  store.setHidden(isTooSmall(writer.size()));
  drawing.begin();
  const stop = shown.onShown?.(crash);
  const exit = await promise;
  stop?.();
  stdin.off("data", decoder.push);
  stdin.off("end", onInputEnd);
  decoder.close();
  ignoreFromNowOn({ stdin, stdout }, onInputEnd);
  store.close();
  writer.close();
  drawing.close();
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
