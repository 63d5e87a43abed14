/**
 * Draws frames: by Ink, and until Ink is loaded the same rows straight to the cell writer.
 */

import { type Clock } from "../../domain/ports.ts";
import { type CellWriter } from "../terminal/cell-writer.ts";
import { type Frame, frameRows, typedRow } from "./frame.ts";
import type { InkScreen, OpenInkScreen } from "./ink-screen.tsx";

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
  /** Told of a fault in a frame, or of Ink's. */
  readonly onFault: (error: unknown) => void;
  /** Told why Ink can't be loaded, once. Frames are drawn without it. */
  readonly onNoInk: (error: unknown) => void;
  readonly loadInk?: () => Promise<Ink>;
}

interface Ink {
  readonly openInkScreen: OpenInkScreen;
}

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
  /** And once it could not be loaded: whatever was wrong, it would be so again. */
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

/** One package after another, so that a key that comes meanwhile waits for no more than one of them. */
async function loadInPieces(clock: Clock): Promise<Ink> {
  await import("react");
  await nextTurn(clock);
  await import("yoga-layout");
  await nextTurn(clock);
  return import("./ink-screen.tsx");
}

function nextTurn(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, resolve);
  });
}
