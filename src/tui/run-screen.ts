/**
 * A screen on a terminal until somebody leaves: key decoder in front, cell writer behind, guard around.
 * What the screen is about, and what its keys do, its caller says.
 */

import { type Clock } from "../domain/ports.ts";
import { type Frame, frameRows, frameZones, typedRow } from "./frame/frame.ts";
import type { InkScreen, OpenInkScreen } from "./frame/ink-screen.tsx";
import { createTaps } from "./frame/taps.ts";
import { createKeyDecoder } from "./keys/key-decoder.ts";
import { type InputEvent, type KeyEvent, type PointerEvent } from "./keys/key-event.ts";
import { type CellWriter, type TerminalOutput } from "./terminal/cell-writer.ts";
import {
  createTerminalGuard,
  type ProcessHooks,
  type TerminalInput,
} from "./terminal/terminal-guard.ts";
import { ASK_FOR_TAPS, TAPS_MODE, TAPS_ON } from "./terminal/terminal-sequences.ts";
import { isNarrow, type TerminalSize } from "./terminal/window-size.ts";

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
  /** Called with sentences for the log that nobody at the screen needs. */
  readonly onLog?: (sentence: string) => void;
}

export interface Shown {
  readonly writer: CellWriter;
  readonly store: ShownStore;
  /** Returns the present frame. An error ends the screen. */
  readonly frame: (size: TerminalSize & { readonly isTapped: boolean }) => Frame;
  /** Handles keys. An error ends the screen. */
  readonly onKeys: (keys: ReadonlyArray<KeyEvent>) => void;
  /** What a tap presses; missing where none does anything, and the terminal is not asked for any. */
  readonly taps?: ScreenTaps;
  /** Called before the first frame, when keys are read already. */
  readonly onReading?: () => Promise<void>;
  /** Called once the first frame is drawn. Returns the end of its work, which hands over its later errors. */
  readonly onShown?: (crash: (error: unknown) => void) => () => void;
}

export interface ScreenTaps {
  /** `auto`: in a narrow window, of a terminal that says that it sends them. */
  readonly wanted: "auto" | "on";
  readonly onTap: (input: InputEvent) => void;
}

export interface ShownStore {
  readonly subscribe: (listener: () => void) => unknown;
  readonly getState: () => { readonly ended: boolean };
  /** The window is of another size: in one that is too small nobody sees what a key does. */
  readonly setSize: (size: TerminalSize) => void;
  readonly close: () => void;
}

/** Resolves when the screen has ended; the terminal is given back by then. */
export async function runScreen(terminal: ScreenTerminal, shown: Shown): Promise<ScreenExit> {
  const { clock, stdin, stdout, hooks } = terminal;
  const { writer, store } = shown;
  const { promise, resolve: end } = Promise.withResolvers<ScreenExit>();
  const pointing = shown.taps === undefined ? undefined : createPointing(terminal, shown.taps);
  const drawing = createFrameDrawing({
    clock,
    writer,
    frame: () => {
      const size = writer.size();
      const frame = shown.frame({ ...size, isTapped: pointing?.isOn() === true });
      pointing?.onFrame(frame, size);
      return frame;
    },
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
    onRepaint: () => {
      pointing?.askAnew(writer.size());
      writer.repaint();
    },
  });
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => handle(() => shown.onKeys(keys)),
    onPointer: (event) => {
      const tap = pointing?.onPointer(event);
      if (tap !== undefined) handle(() => shown.taps?.onTap(tap));
      else if (event.type === "mode") drawing.drawSoon();
    },
  });

  function handle(input: () => void): void {
    try {
      input();
    } catch (error) {
      crash(error);
    }
    drawing.draw();
  }

  function crash(error: unknown): void {
    end({ type: "crashed", error });
  }

  function onInputEnd(): void {
    end({ type: "input-ended" });
  }

  function onResize(size: TerminalSize): void {
    writer.resize(size.columns, size.rows);
    store.setSize(size);
    pointing?.ask(size);
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
  store.setSize(writer.size());
  pointing?.ask(writer.size());
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

interface Pointing {
  readonly isOn: () => boolean;
  readonly onFrame: (frame: Frame, size: TerminalSize) => void;
  /** Returns what the finger presses; undefined for nothing. */
  readonly onPointer: (event: PointerEvent) => InputEvent | undefined;
  /** Asks the terminal for taps, or whether it has them. */
  readonly ask: (size: TerminalSize) => void;
  /** Asks as before the first frame: perhaps it is another terminal, which has said nothing. */
  readonly askAnew: (size: TerminalSize) => void;
}

function createPointing(
  { clock, stdout }: Pick<ScreenTerminal, "clock" | "stdout">,
  { wanted }: ScreenTaps,
): Pointing {
  const taps = createTaps();
  let isOn = false;

  function turnOn(): void {
    isOn = true;
    stdout.write(TAPS_ON);
  }

  function ask({ columns }: TerminalSize): void {
    if (isOn) return;
    if (wanted === "on") turnOn();
    else if (isNarrow(columns)) stdout.write(ASK_FOR_TAPS);
  }

  return {
    isOn: () => isOn,
    onFrame: (frame, { columns }) => {
      if (isOn) taps.show(frameZones(frame, columns), clock.nowMs());
    },
    onPointer: (event) => {
      if (event.type === "mode" && event.mode === TAPS_MODE && event.isThere && !isOn) turnOn();
      return isOn ? taps.point(event, clock.nowMs()) : undefined;
    },
    ask,
    askAnew: (size) => {
      isOn = false;
      ask(size);
    },
  };
}

/** Adds one listener for all screens that a terminal has one after another. */
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
  // The terminal has hung up.
}

/**
 * Ink is loaded once nothing has happened for so long. Longer than between two keys of somebody who types:
 * loading never stands before the next key.
 */
export const QUIET_MS = 400;

export interface FrameDrawing {
  /** The first frame. Nothing is drawn before: who sees a screen presses keys, and they would be lost. */
  readonly begin: () => void;
  /** Now: somebody has pressed a key and looks at the screen. */
  readonly draw: () => void;
  /** Soon, once for all that happens until then. */
  readonly drawSoon: () => void;
  readonly close: () => void;
}

export interface FrameDrawingDeps {
  readonly clock: Clock;
  readonly writer: CellWriter;
  readonly frame: () => Frame;
  /** Called for a fault in a frame, or in Ink. */
  readonly onFault: (error: unknown) => void;
  /** Called once with the reason why Ink can't be loaded. Frames are drawn without it. */
  readonly onNoInk: (error: unknown) => void;
  readonly loadInk?: () => Promise<Ink>;
}

interface Ink {
  readonly openInkScreen: OpenInkScreen;
}

/**
 * Draws frames: by Ink, and until Ink is loaded the same rows straight to the cell writer.
 */
export function createFrameDrawing({
  clock,
  writer,
  frame,
  onFault,
  onNoInk,
  loadInk = () => loadInPieces(clock),
}: FrameDrawingDeps): FrameDrawing {
  let cancelSoon: (() => void) | undefined;
  let cancelQuiet: (() => void) | undefined;
  let ink: InkScreen | undefined;
  /** Loading is not tried again after a failure, because the cause would be the same. */
  let isLoading = false;
  let isBegun = false;
  let isClosed = false;

  function draw(): void {
    if (isClosed || !isBegun) return;
    cancelSoon?.();
    cancelSoon = undefined;
    try {
      const now = frame();
      if (ink === undefined) drawWithoutInk(now);
      else ink.show(now);
    } catch (error) {
      onFault(error);
    }
  }

  function drawWithoutInk(now: Frame): void {
    writer.paint(frameRows(now), typedRow(now));
    if (isLoading) return;
    cancelQuiet?.();
    cancelQuiet = clock.after(QUIET_MS, () => writer.onceTaken(() => void load()));
  }

  async function load(): Promise<void> {
    if (isLoading || isClosed) return;
    isLoading = true;
    try {
      const { openInkScreen } = await loadInk();
      if (!isClosed) openIn(openInkScreen);
    } catch (error) {
      onNoInk(error);
    }
  }

  function openIn(open: OpenInkScreen): void {
    try {
      ink = open(writer, frame(), onFault);
    } catch (error) {
      onFault(error);
    }
  }

  return {
    begin: () => {
      isBegun = true;
      draw();
    },
    draw,
    drawSoon: () => {
      if (isBegun) cancelSoon ??= clock.after(0, draw);
    },
    close: () => {
      isClosed = true;
      cancelSoon?.();
      cancelQuiet?.();
      ink?.close();
    },
  };
}

/** Loads one package after another, so that a key waits for no more than one of them. */
async function loadInPieces(clock: Clock): Promise<Ink> {
  await import("react");
  await nextTurn(clock);
  await import("yoga-layout");
  await nextTurn(clock);
  return import("./frame/ink-screen.tsx");
}

function nextTurn(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, resolve);
  });
}
