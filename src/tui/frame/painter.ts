/**
 * Paints frames at once, and hands the one that stands there to Ink when nothing has happened for a
 * while.
 */

import { type Clock } from "../../domain/ports.ts";
import { type CellWriter } from "../terminal/cell-writer.ts";
import { type Frame } from "./frame.ts";
import type { InkScreen, OpenInkScreen } from "./ink-screen.tsx";

/** Longer than between two keys of somebody who types: Ink's work never stands before the next key. */
export const QUIET_MS = 500;

export interface Painter {
  /** The first frame. Nothing is painted before: who sees a screen presses keys, and they would be lost. */
  readonly begin: () => void;
  /** Now: somebody has pressed a key and looks at the screen. */
  readonly paint: () => void;
  /** Soon, once for all that happens until then. */
  readonly paintSoon: () => void;
  readonly close: () => void;
}

export interface PainterDeps {
  readonly clock: Clock;
  readonly writer: CellWriter;
  readonly frame: () => Frame;
  /** Told of a fault in a frame, or of Ink's. */
  readonly onFault: (error: unknown) => void;
  /** Told why Ink can't be loaded, once. Frames are painted as before. */
  readonly onNoInk: (error: unknown) => void;
  readonly loadInk?: () => Promise<Ink>;
}

interface Ink {
  readonly openInkScreen: OpenInkScreen;
}

export function createPainter({
  clock,
  writer,
  frame,
  onFault,
  onNoInk,
  loadInk = () => import("./ink-screen.tsx"),
}: PainterDeps): Painter {
  let cancelSoon: (() => void) | undefined;
  let cancelQuiet: (() => void) | undefined;
  let ink: InkScreen | undefined;
  /** And once it could not be loaded: whatever was wrong, it would be so again. */
  let isLoading = false;
  let isBegun = false;
  let isClosed = false;

  function paint(): void {
    if (isClosed || !isBegun) return;
    cancelSoon?.();
    cancelSoon = undefined;
    try {
      const { rows, typing } = frame();
      writer.paint(rows, typing?.at);
      cancelQuiet?.();
      cancelQuiet = clock.after(QUIET_MS, () => void layOut());
    } catch (error) {
      onFault(error);
    }
  }

  async function layOut(): Promise<void> {
    if (isLoading) return;
    if (ink !== undefined) return showIn(ink);
    isLoading = true;
    try {
      const { openInkScreen } = await loadInk();
      isLoading = false;
      if (!isClosed) openIn(openInkScreen);
    } catch (error) {
      onNoInk(error);
    }
  }

  function openIn(open: OpenInkScreen): void {
    try {
      ink = open(writer.frames, frame(), onFault);
    } catch (error) {
      onFault(error);
    }
  }

  function showIn(screen: InkScreen): void {
    try {
      screen.show(frame());
    } catch (error) {
      onFault(error);
    }
  }

  return {
    begin: () => {
      isBegun = true;
      paint();
    },
    paint,
    paintSoon: () => {
      if (isBegun) cancelSoon ??= clock.after(0, paint);
    },
    close: () => {
      isClosed = true;
      cancelSoon?.();
      cancelQuiet?.();
      ink?.close();
    },
  };
}
