/**
 * A six-top from its first dish to its last payment, in windows from a phone's on: no frame of it cuts what matters.
 *
 * Size: whole.
 */

import { stripVTControlCharacters } from "node:util";

import { expect, test } from "vitest";

import { zeroMinor } from "../../../src/domain/money/amounts.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { frameRows } from "../../../src/tui/frame/frame.ts";
import { registerFrame } from "../../../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { type TerminalSize } from "../../../src/tui/terminal/window-size.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newRestaurant = cafeCopies({
  fixture: "restaurant",
  sells: ({ plu }) => ["101", "102", "104", "201", "202", "281"].includes(plu ?? ""),
});

const SIZES: ReadonlyArray<readonly [columns: number, rows: number]> = [
  [40, 16],
  [45, 16],
  [45, 35],
  [50, 25],
  [60, 30],
  [64, 24],
  [80, 24],
];
const NOTE = "ALLERGY: no sesame, no nuts, not even traces of peanut oil";
const style = createScreenStyle({ signs: "all", color: false });
/** An amount whose end, or whose beginning, was cut. */
const CUT_AMOUNT = /\d[.,]\d…|…\d/u;

test.each(["de", "fr", "pl"])("no amount, dish or note of it is cut in %s", async (language) => {
  const cafe = await newRestaurant();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type(`:language ${language}`);
  register.press("Enter");
  let frames = 0;

  function press(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      register.press(key);
      look();
    }
  }

  function type(text: string): void {
    for (const sign of text) {
      register.type(sign);
      look();
    }
  }

  function look(): void {
    for (const [columns, rows] of SIZES) {
      frames += 1;
      checkFrame(register, { columns, rows }, cafe.clock.nowMs());
    }
  }

  type("7*6");
  press("F7");
  for (const [seat, plu] of ["201", "202", "281", "104", "101", "102"].entries()) {
    type(`*${seat + 1}`);
    press("F7");
    type(plu);
    press("Enter");
  }
  type(`'${NOTE}`);
  press("Enter");
  for (const [columns, rows] of SIZES) {
    const shown = rowsAt(register, { columns, rows }, cafe.clock.nowMs()).map((row) =>
      row.split("│", 1)[0]?.trim(),
    );
    expect(shown.join(" ").replaceAll(/\s+/gu, " ")).toContain(NOTE);
  }
  type(";2");
  press("Enter");
  type("104");
  press("Enter", "F2", "F7", "Down", "Esc", "F8", "F9");
  type("/**");
  press("Enter");
  let paid = 0;
  for (let times = 0; times < 20 && register.store.getState().screen === "payment"; times += 1) {
    cafe.clock.advance(1000);
    // The kitchen waits with what is paid: somebody says what becomes of it.
    if (register.store.getState().list === undefined) {
      paid += 1;
      type("100");
    }
    press("Enter");
  }

  expect(paid).toBe(6);
  expect(frames).toBeGreaterThan(1000);
});

function rowsAt({ store }: RealRegister, size: TerminalSize, nowMs: number): ReadonlyArray<string> {
  const window = { style, nowMs, offsetMinutes: () => 60, ...size };
  return frameRows(registerFrame(store.till, store.getState(), window)).map((row) =>
    stripVTControlCharacters(row),
  );
}

function checkFrame(register: RealRegister, size: TerminalSize, nowMs: number): void {
  const rows = rowsAt(register, size, nowMs);
  const { till } = register.store;
  const { order, screen, list, showsHelp } = register.store.getState();
  const shown = rows.join("\n");

  // Lists cut sentences, as they do in every window; no amount, whatever is cut.
  const pane = rows.slice(
    1,
    rows.findIndex((row) => row.startsWith("──")),
  );
  const isListed = list !== undefined;
  const isTotalled =
    !isListed && !showsHelp && screen === "register" && order?.paid === 0 && order.lines.length > 0;
  const total = till.money(order?.total ?? zeroMinor);
  expect({
    shown,
    height: rows.length,
    tooWide: rows.filter((row) => textWidth(row) > size.columns),
    cutAmounts: pane.filter((row) => CUT_AMOUNT.test(row)),
    cut: pane.filter((row) => !isListed && row.includes("…")),
    hasKeys: /F9[^]*F10/u.test(shown),
    hasTotal:
      !isTotalled ||
      pane.some((row) => row.includes(till.words.order.total) && row.includes(total)),
  }).toEqual({
    shown,
    height: size.rows,
    tooWide: [],
    cutAmounts: [],
    cut: [],
    hasKeys: true,
    hasTotal: true,
  });
}
