/** Ink lays a frame out as it was meant, and what it lays out is what the terminal gets. */

import { expect, test, vi } from "vitest";

import { type Frame, frameRows, typedRow } from "../../../src/tui/frame/frame.ts";
import { openInkScreen } from "../../../src/tui/frame/ink-screen.tsx";
import { registerFrame } from "../../../src/tui/screens/register-frame.ts";
import { type CellWriter, createCellWriter } from "../../../src/tui/terminal/cell-writer.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { type FakeTerminal, createFakeTerminal } from "../../support/fake-terminal.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

/** 2026-11-20T13:32Z. */
const NOW_MS = 1_795_181_520_000;

test.each([
  { signs: "all", columns: 80, rows: 24 },
  { signs: "ascii", columns: 80, rows: 25 },
  { signs: "all", columns: 120, rows: 40 },
  { signs: "western", columns: 100, rows: 30 },
  { signs: "all", columns: 60, rows: 20 },
] as const)(
  "each screen of the register is laid out row by row at $columns by $rows, signs: $signs",
  async ({ signs, columns, rows }) => {
    const it = await loggedIn();
    const writer = createCellWriter(createFakeTerminal({ columns, rows }), { columns, rows });
    const style = createScreenStyle({ signs, color: true });
    function frame(): Frame {
      const window = { style, columns, rows, nowMs: NOW_MS, offsetMinutes: () => 60 };
      return registerFrame(it.store.till, it.store.getState(), window);
    }
    const paint = vi.spyOn(writer, "paint");
    const ink = openInkScreen(writer, frame(), fail);
    expect(paint).toHaveBeenLastCalledWith(frameRows(frame()), typedRow(frame()));

    for (const act of STEPS) {
      act(it);

      ink.show(frame());

      expect(paint).toHaveBeenLastCalledWith(frameRows(frame()), typedRow(frame()));
    }
    ink.close();
  },
);

test("rows in any script stand as they were given", () => {
  const { writer } = drawing();
  const paint = vi.spyOn(writer, "paint");
  const rows = [
    "ต้มยำกุ้ง 2.80",
    "شاي بالنعناع",
    "टिक्का  │ 김치찌개",
    "\u001b[7m抹茶ラテ \u001b[27m",
    "☕ 👩‍🍳 ✈️",
  ];
  const line = { prompt: "名前 > ", typed: "☕", cursor: "\u001b[7m \u001b[27m" };

  const ink = openInkScreen(
    writer,
    [
      { type: "rows", rows },
      { type: "line", line },
    ],
    fail,
  );

  expect(paint).toHaveBeenLastCalledWith([...rows, "名前 > ☕\u001b[7m \u001b[27m"], 5);
  ink.close();
});

test("what is shown stands on the terminal before it returns, a frame that is the same writes nothing", () => {
  const { writer, terminal } = drawing();
  const ink = openInkScreen(writer, [{ type: "rows", rows: ["goods"] }], fail);

  ink.show([{ type: "rows", rows: ["other goods"] }]);
  expect(terminal.written()).toContain("other goods");

  const before = terminal.written();
  ink.show([{ type: "rows", rows: ["other goods"] }]);
  expect(terminal.written()).toBe(before);
  ink.close();
  expect(terminal.written()).toBe(before);
});

test("two hundred keys in one turn are drawn each", () => {
  const { writer } = drawing();
  const paint = vi.spyOn(writer, "paint");
  const typed = Array.from({ length: 200 }, (_, at) => "x".repeat(at));
  const ink = openInkScreen(writer, lineOf("-"), fail);

  for (const text of typed) ink.show(lineOf(text));

  expect(paint.mock.calls.map(([rows]) => rows[0])).toEqual([
    "> -",
    ...typed.map((text) => `> ${text}`),
  ]);
  ink.close();
});

test("a window of another size is laid out anew", () => {
  const { writer, terminal } = drawing();
  const frame: Frame = [{ type: "rows", rows: ["1", "2", "3", "4"] }];
  const ink = openInkScreen(writer, frame, fail);
  const before = terminal.written().length;

  writer.resize(40, 10);
  ink.show(frame);

  expect(terminal.written().slice(before)).toContain("4");
  ink.close();
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

function lineOf(typed: string): Frame {
  return [{ type: "line", line: { prompt: "> ", typed, cursor: "" } }];
}

function drawing(): { readonly terminal: FakeTerminal; readonly writer: CellWriter } {
  const terminal = createFakeTerminal({ columns: 80, rows: 24 });
  return { terminal, writer: createCellWriter(terminal, { columns: 80, rows: 24 }) };
}

function fail(error: unknown): never {
  throw error;
}
