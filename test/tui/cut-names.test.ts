/** What is cut says so, wherever a row has no room for it: half a name may be another one. */

import { stripVTControlCharacters } from "node:util";

import fc from "fast-check";
import { expect, test } from "vitest";

import { textWidth } from "../../src/domain/text/text-width.ts";
import { frameRows } from "../../src/tui/frame/frame.ts";
import { fillPane, row } from "../../src/tui/rows/pane-row.ts";
import { registerFrame } from "../../src/tui/screens/register-frame.ts";
import { cutShort, drawable, type Signs } from "../../src/tui/terminal/cell-text.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { loggedIn, type Session, started } from "../support/pressed-register.ts";

const LONG = "Maximiliane Alexandra von und zu Hohenstein-Wittgenstein";
const ANY_NAME = fc.string({
  maxLength: 40,
  unit: fc.constantFrom("a", "ß", "é", "e\u0301", "ä\u0323", "한", "漢", " ", "7", ".", "-"),
});

test("the sign stands behind as many whole letters as have room, and nowhere else", () => {
  fc.assert(
    fc.property(
      ANY_NAME,
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom<Signs>("all", "western", "ascii"),
      (text, width, signs) => {
        const shown = cutShort(text, { width, signs });

        expect(textWidth(shown)).toBeLessThanOrEqual(width);
        expect(isToldCut({ text, shown, width }, signs === "all" ? "…" : "...")).toBe(true);
      },
    ),
  );
});

test("a pane shows of each row whether it is whole", () => {
  const size = { width: 10, height: 3, signs: "all" } as const;
  const rows = [row("Crème brûlée"), row("Kuchen    "), row("Espresso     ")];

  expect(fillPane(rows, size).map(({ text }) => text)).toEqual([
    "Crème brû…",
    "Kuchen    ",
    "Espresso  ",
  ]);
});

test.each([
  ["all", "…"],
  ["western", "..."],
  ["ascii", "..."],
] as const)("names of people are seen to be cut, signs: %s", (signs, mark) => {
  const it = started(undefined, ({ staff }) => ({
    staff: () => staff().map((person) => Object.assign({ ...person }, { name: LONG })),
    ordersHere: () => [],
  }));

  expect(rowsOf(it, signs).filter((text) => text.includes("Maximiliane"))).toSatisfy(
    (rows: ReadonlyArray<string>) => rows.length > 0 && rows.every((text) => text.includes(mark)),
  );
});

test.each([
  ["all", "…"],
  ["western", "..."],
  ["ascii", "..."],
] as const)(
  "goods of an open order are seen to be cut in the list, signs: %s",
  async (signs, mark) => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type(LONG.slice(0, 39)).press("F6");
    it.later(1000);
    it.press("F6");
    const whole = it.store.getState().list?.type;
    const shown = rowsOf(it, signs).filter((text) => text.includes("Maximiliane"));

    expect(whole).toBe("orders");
    expect(shown.every((text) => text.includes(mark))).toBe(true);
    expect(shown.length).toBeGreaterThan(0);
  },
);

function rowsOf({ store, clock }: Session, signs: Signs): ReadonlyArray<string> {
  const frame = registerFrame(store.till, store.getState(), {
    style: createScreenStyle({ signs, color: false }),
    columns: 80,
    rows: 24,
    nowMs: clock.nowMs(),
    offsetMinutes: () => 0,
  });
  return frameRows(frame).map((text) => drawable(stripVTControlCharacters(text), signs));
}

interface Cut {
  readonly text: string;
  readonly shown: string;
  readonly width: number;
}

function isToldCut({ text, shown, width }: Cut, mark: string): boolean {
  if (textWidth(text.trimEnd()) <= width) return shown.trimEnd() === text.trimEnd();
  if (width < mark.length) return shown === "";
  const kept = shown.slice(0, -mark.length);
  const isBetweenLetters = !/^\p{M}/u.test(text.slice(kept.length));
  return shown.endsWith(mark) && text.startsWith(kept) && isBetweenLetters;
}
