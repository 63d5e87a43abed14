import { describe, expect, type Mock, test, vi } from "vitest";

import { type Frame } from "../../../src/tui/frame/frame.ts";
import { openInkScreen } from "../../../src/tui/frame/ink-screen.tsx";
import {
  createPainter,
  type Painter,
  type PainterDeps,
  QUIET_MS,
} from "../../../src/tui/frame/painter.ts";
import { registerFrame } from "../../../src/tui/screens/register-frame.ts";
import { type CellWriter, createCellWriter } from "../../../src/tui/terminal/cell-writer.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { type FakeTerminal, createFakeTerminal } from "../../support/fake-terminal.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

/** 2026-11-20T13:32Z. */
const NOW_MS = 1_795_181_520_000;

describe("Ink draws what was painted", () => {
  test.each([
    { signs: "all", columns: 80, rows: 24 },
    { signs: "ascii", columns: 80, rows: 25 },
    { signs: "all", columns: 120, rows: 40 },
    { signs: "western", columns: 100, rows: 30 },
    { signs: "all", columns: 60, rows: 20 },
  ] as const)(
    "on each screen at $columns by $rows, signs: $signs",
    async ({ signs, columns, rows }) => {
      const it = await loggedIn();
      const terminal = createFakeTerminal({ columns, rows });
      const writer = createCellWriter(terminal, { columns, rows });
      const style = createScreenStyle({ signs, color: true });
      function frame(): Frame {
        const window = { style, columns, rows, nowMs: NOW_MS, offsetMinutes: () => 60 };
        return registerFrame(it.store.till, it.store.getState(), window);
      }
      const drawn = vi.spyOn(writer.frames, "write");
      writer.paint(frame().rows);
      const ink = openInkScreen(writer.frames, frame(), fail);

      for (const act of STEPS) {
        act(it);
        writer.paint(frame().rows);
        const painted = terminal.written().length;
        const frames = drawn.mock.calls.length;

        ink.show(frame());

        expect(terminal.written().slice(painted)).toBe("");
        expect(drawn.mock.calls.length).toBeGreaterThan(frames);
      }
      ink.close();
    },
  );

  test("whatever script the names are written in", () => {
    const { terminal, writer } = drawing();
    const rows = [
      "ต้มยำกุ้ง 2.80",
      "شاي بالنعناع",
      "टिक्का  │ 김치찌개",
      "\u001b[7m抹茶ラテ \u001b[27m",
      "",
    ];
    const ink = openInkScreen(writer.frames, { rows: ["first"] }, fail);
    writer.paint(rows);
    const painted = terminal.written().length;

    ink.show({ rows });

    expect(terminal.written().slice(painted)).toBe("");
    ink.close();
  });
});

describe("a painter", () => {
  test("goes on without an Ink that can't be loaded, and says so once", async () => {
    const missing = new Error("Cannot find package 'react'");
    const loadInk = vi.fn<NonNullable<PainterDeps["loadInk"]>>(() => Promise.reject(missing));
    const { painter, clock, frame, terminal, onFault, onNoInk } = painting({ loadInk });
    painter.begin();
    clock.advance(QUIET_MS);
    await vi.waitFor(() => expect(onNoInk).toHaveBeenCalledExactlyOnceWith(missing));

    frame.mockReturnValue({ rows: ["other goods"] });
    painter.paint();
    clock.advance(QUIET_MS);
    await Promise.resolve();

    expect(terminal.written()).toContain("other goods");
    expect(loadInk).toHaveBeenCalledOnce();
    expect(onFault).not.toHaveBeenCalled();
    painter.close();
  });

  test("lets Ink draw when nothing has happened for a while, and not before", async () => {
    const { writer, clock, painter } = painting();
    const drawn = vi.spyOn(writer.frames, "write");

    painter.begin();
    for (const _ of Array.from({ length: 5 })) {
      painter.paint();
      clock.advance(QUIET_MS - 1);
    }
    expect(drawn).not.toHaveBeenCalled();
    clock.advance(1);

    await vi.waitFor(() => expect(drawn).toHaveBeenCalled(), { timeout: 45_000 });
    painter.close();
  });

  test("paints once for all that happens in one turn", () => {
    const { painter, clock, frame } = painting();

    painter.begin();
    painter.paintSoon();
    painter.paintSoon();
    clock.advance(0);
    painter.paintSoon();
    painter.paint();
    clock.advance(0);

    expect(frame).toHaveBeenCalledTimes(3);
    painter.close();
  });

  test("tells of a fault in a frame, also of one that nobody has pressed a key for", () => {
    const fault = new Error("no mesh");
    const { painter, clock, frame, onFault } = painting();
    painter.begin();
    frame.mockImplementation(() => {
      throw fault;
    });

    painter.paintSoon();
    clock.advance(0);

    expect(onFault).toHaveBeenCalledWith(fault);
    painter.close();
  });

  test("paints nothing before its first frame, whatever happens", () => {
    const { terminal, painter, clock } = painting();

    painter.paintSoon();
    painter.paint();
    clock.advance(0);

    expect(terminal.written()).toBe("");
    painter.close();
  });

  test("paints nothing more once it is closed", () => {
    const { terminal, clock, painter } = painting();
    painter.begin();
    painter.close();
    const before = terminal.written().length;

    painter.paint();
    clock.advance(QUIET_MS);

    expect(terminal.written()).toHaveLength(before);
  });
});

const STEPS: ReadonlyArray<(it: Session) => void> = [
  (it) => it.type("lat"),
  (it) => it.press("Enter"),
  (it) => it.type("nothing is called so\t"),
  (it) => it.press("Enter"),
  (it) => it.press("Esc"),
  (it) => it.press("F1"),
  (it) => it.press("Esc"),
  (it) => it.press("F10"),
  (it) => it.press("Esc"),
  (it) => it.press("F9"),
  (it) => it.type("20"),
  (it) => it.press("Enter"),
  (it) => it.press("Ctrl-L"),
];

function drawing(): {
  readonly terminal: FakeTerminal;
  readonly writer: CellWriter;
} {
  const terminal = createFakeTerminal({ columns: 80, rows: 24 });
  return { terminal, writer: createCellWriter(terminal, { columns: 80, rows: 24 }) };
}

interface Painting {
  readonly terminal: FakeTerminal;
  readonly writer: CellWriter;
  readonly clock: ManualClock;
  readonly frame: Mock<() => Frame>;
  readonly onFault: Mock<(error: unknown) => void>;
  readonly onNoInk: Mock<(error: unknown) => void>;
  readonly painter: Painter;
}

function painting(others: Pick<PainterDeps, "loadInk"> = {}): Painting {
  const { terminal, writer } = drawing();
  const clock = createManualClock(NOW_MS);
  const frame = vi.fn<() => Frame>(() => ({ rows: ["goods"] }));
  const onFault = vi.fn<(error: unknown) => void>();
  const onNoInk = vi.fn<(error: unknown) => void>();
  return {
    terminal,
    writer,
    clock,
    frame,
    onFault,
    onNoInk,
    painter: createPainter({ clock, writer, frame, onFault, onNoInk, ...others }),
  };
}

function fail(error: unknown): never {
  throw error;
}
