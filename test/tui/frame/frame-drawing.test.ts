import { describe, expect, type Mock, test, vi } from "vitest";

import { type Frame } from "../../../src/tui/frame/frame.ts";
import {
  createFrameDrawing,
  type FrameDrawing,
  type FrameDrawingDeps,
  QUIET_MS,
} from "../../../src/tui/run-screen.ts";
import { type CellWriter, createCellWriter } from "../../../src/tui/terminal/cell-writer.ts";
import { type FakeTerminal, createFakeTerminal } from "../../support/fake-terminal.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";

/** 2026-11-20T13:32Z. */
const NOW_MS = 1_795_181_520_000;

describe("drawing of frames", () => {
  test("goes on without an Ink that can't be loaded, and says so once", async () => {
    const missing = new Error("Cannot find package 'react'");
    const loadInk = vi.fn<NonNullable<FrameDrawingDeps["loadInk"]>>(() => Promise.reject(missing));
    const { drawing, clock, frame, terminal, onFault, onNoInk } = painting({ loadInk });
    drawing.begin();
    clock.advance(QUIET_MS);
    await vi.waitFor(() => expect(onNoInk).toHaveBeenCalledExactlyOnceWith(missing));

    frame.mockReturnValue([{ type: "rows", rows: ["other goods"] }]);
    drawing.draw();
    clock.advance(QUIET_MS);
    await Promise.resolve();

    expect(terminal.written()).toContain("other goods");
    expect(loadInk).toHaveBeenCalledOnce();
    expect(onFault).not.toHaveBeenCalled();
    drawing.close();
  });

  test("loads Ink when nothing has happened for a while, and not before", async () => {
    const { clock, drawing, loadInk, show } = painting(withInk());
    drawing.begin();
    for (const _ of Array.from({ length: 5 })) {
      drawing.draw();
      clock.advance(QUIET_MS - 1);
    }
    expect(loadInk).not.toHaveBeenCalled();
    clock.advance(1);
    await vi.waitFor(() => expect(loadInk).toHaveBeenCalledOnce());
    await Promise.resolve();

    drawing.draw();

    expect(show).toHaveBeenCalledExactlyOnceWith([{ type: "rows", rows: ["goods"] }]);
    drawing.close();
  });

  test("loads Ink once the terminal has taken the first frame", async () => {
    const { terminal, clock, drawing, loadInk } = painting(withInk());
    terminal.setSlow(true);
    drawing.begin();
    clock.advance(2 * QUIET_MS);
    await Promise.resolve();
    expect(loadInk).not.toHaveBeenCalled();

    terminal.setSlow(false);
    terminal.drain();

    await vi.waitFor(() => expect(loadInk).toHaveBeenCalledOnce());
    drawing.close();
  });

  test("draws at once what is pressed while Ink loads, and by Ink what comes after", async () => {
    const loaded = Promise.withResolvers<Awaited<ReturnType<LoadInk>>>();
    const { terminal, clock, frame, drawing, loadInk } = painting({
      loadInk: () => loaded.promise,
    });
    drawing.begin();
    clock.advance(QUIET_MS);
    await Promise.resolve();

    frame.mockReturnValue([{ type: "rows", rows: ["pressed meanwhile"] }]);
    drawing.draw();
    expect(terminal.written()).toContain("pressed meanwhile");

    loaded.resolve(await import("../../../src/tui/frame/ink-screen.tsx"));
    await vi.waitFor(() => expect(loadInk).toHaveBeenCalledOnce());
    frame.mockReturnValue([{ type: "rows", rows: ["by Ink"] }]);
    await vi.waitFor(() => {
      drawing.draw();
      expect(terminal.written()).toContain("by Ink");
    });
    drawing.close();
  });

  test("draws once for all that happens in one turn", () => {
    const { drawing, clock, frame } = painting();

    drawing.begin();
    drawing.drawSoon();
    drawing.drawSoon();
    clock.advance(0);
    drawing.drawSoon();
    drawing.draw();
    clock.advance(0);

    expect(frame).toHaveBeenCalledTimes(3);
    drawing.close();
  });

  test("tells of a fault in a frame, also of one that nobody has pressed a key for", () => {
    const fault = new Error("no mesh");
    const { drawing, clock, frame, onFault } = painting();
    drawing.begin();
    frame.mockImplementation(() => {
      throw fault;
    });

    drawing.drawSoon();
    clock.advance(0);

    expect(onFault).toHaveBeenCalledWith(fault);
    drawing.close();
  });

  test("draws nothing before its first frame, whatever happens", () => {
    const { terminal, drawing, clock } = painting();

    drawing.drawSoon();
    drawing.draw();
    clock.advance(0);

    expect(terminal.written()).toBe("");
    drawing.close();
  });

  test("draws nothing more once it is closed", () => {
    const { terminal, clock, drawing } = painting();
    drawing.begin();
    drawing.close();
    const before = terminal.written().length;

    drawing.draw();
    clock.advance(QUIET_MS);

    expect(terminal.written()).toHaveLength(before);
  });
});

function newTerminal(): {
  readonly terminal: FakeTerminal;
  readonly writer: CellWriter;
} {
  const terminal = createFakeTerminal({ columns: 80, rows: 24 });
  return { terminal, writer: createCellWriter(terminal, { columns: 80, rows: 24 }) };
}

type LoadInk = NonNullable<FrameDrawingDeps["loadInk"]>;

interface Painting {
  readonly terminal: FakeTerminal;
  readonly writer: CellWriter;
  readonly clock: ManualClock;
  readonly frame: Mock<() => Frame>;
  readonly onFault: Mock<(error: unknown) => void>;
  readonly onNoInk: Mock<(error: unknown) => void>;
  readonly drawing: FrameDrawing;
  readonly loadInk: Mock<LoadInk>;
  readonly show: Mock<(frame: Frame) => void>;
}

function painting(
  { loadInk: load, show = vi.fn<(frame: Frame) => void>() }: Inked = withInk(),
): Painting {
  const { terminal, writer } = newTerminal();
  const clock = createManualClock(NOW_MS);
  const frame = vi.fn<() => Frame>(() => [{ type: "rows", rows: ["goods"] }]);
  const onFault = vi.fn<(error: unknown) => void>();
  const onNoInk = vi.fn<(error: unknown) => void>();
  const loadInk = vi.fn<LoadInk>(load);
  const deps = { clock, writer, frame, onFault, onNoInk, loadInk };
  return { ...deps, terminal, show, drawing: createFrameDrawing(deps) };
}

interface Inked {
  readonly loadInk: LoadInk;
  readonly show?: Mock<(frame: Frame) => void>;
}

/** An Ink that notes what it is to show. */
function withInk(): Inked {
  const show = vi.fn<(frame: Frame) => void>();
  const ink = { openInkScreen: () => ({ show, close: vi.fn<() => void>() }) };
  return { loadInk: () => Promise.resolve(ink), show };
}
