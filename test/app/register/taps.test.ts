/** Taps on the register's screen: what a finger means, and what it can never do by itself. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type RegisterState } from "../../../src/tui/register-state.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { fingerOn, type Finger } from "../../support/tapped-register.ts";

const RUNS = proofRuns({ small: 4, whole: 12 });
const newRestaurant = cafeCopies({
  fixture: "restaurant",
  sells: ({ plu }) => ["101", "102", "104", "105", "201", "202"].includes(plu ?? ""),
});
const SIZE = { columns: 45, rows: 35 };

async function atTable(): Promise<{ readonly register: RealRegister; readonly finger: Finger }> {
  const cafe = await newRestaurant();
  const register = openRealRegister(cafe);
  const finger = fingerOn(register, cafe.clock, SIZE);
  await register.logIn("1", "1111");
  return { register, finger };
}

test("a six-top of twelve dishes is taken, sent and paid by taps alone, in at most 60", async () => {
  const { register, finger } = await atTable();
  const { store } = register;

  finger.tap(" > ");
  for (const sign of "7*6") finger.tap(` ${sign} `);
  finger.tap("F7");
  finger.tap(" > ");
  const dishes = ["Bread", "Marinated", "Crispy", "Crab", "Bread", "Marinated"];
  for (const dish of [...dishes, ...dishes]) {
    // The order has taken the goods' place: a swipe brings them back.
    if (!finger.rows().some((row) => row.includes(dish) && row.includes("1")))
      finger.send("\u001b[<65;1;1M");
    finger.tap(dish);
  }
  expect(store.getState().order?.lines.length).toBe(12);
  expect(store.getState().order?.covers).toBe(6);
  finger.tap("F2");
  finger.tap("F9");
  // A note in cash, and the rest exactly; each asks once more.
  for (const sign of "50") finger.tap(` ${sign} `);
  finger.tap("│ Enter");
  finger.tap("│ Enter");
  expect(store.getState().order?.paid).toBe(5000);
  // Of a rest the register asks by itself, too: what it has asked, a tap asks no more.
  finger.tap("│ Enter");
  finger.tap("│ Enter");
  finger.tap("│ Enter");
  expect(store.getState().paid?.isFresh).toBe(true);
  expect(finger.taps()).toBeLessThanOrEqual(60);
});

describe("a tap", () => {
  test("counts where it was set down, while the screen stands still, and not before it was looked at", async () => {
    const { register, finger } = await atTable();
    const { store } = register;
    finger.tap("Bread");
    const begun = store.getState().order?.lines.length;
    const at = finger.rows().findIndex((row) => row.includes("F2"));

    // Elsewhere.
    finger.down(1, at);
    finger.up(1, 0);
    // The frame changed in between.
    finger.down(1, at);
    register.type("2");
    finger.up(1, at);
    register.press("Esc");

    expect(begun).toBe(1);
    expect(store.getState().order?.lines.map(({ kitchen }) => kitchen)).toEqual(["unsent"]);
  });

  test("on a line chooses it, and once more lists what can be done", async () => {
    const { register, finger } = await atTable();
    const { store } = register;
    finger.tap("Bread");
    finger.send("\u001b[<65;1;1M");
    finger.tap("Marinated");
    register.press("Esc");
    const [first] = store.getState().order?.lines ?? [];

    finger.tap("Bread");
    expect(store.getState().lineId).toBe(first?.id);
    expect(store.getState().list).toBe(undefined);
    finger.tap("Bread");
    expect(store.getState().list).toMatchObject({ type: "more", line: "Bread and butter" });
    finger.tap("Note");
    expect(store.getState().text).toBe("'");
    register.press("Esc");
    finger.tap("Bread");
    finger.tap("Void");
    expect(store.getState().message?.text).toContain("tap there once more");
    expect(store.getState().order?.lines.some(({ voided }) => voided)).toBe(false);
  });

  test("that would take money or goods away asks, and the same one again does it", async () => {
    const { register, finger } = await atTable();
    const { store } = register;
    finger.tap("Bread");

    finger.tap("F5");
    expect(store.getState().order?.lines[0]?.voided).toBe(false);
    expect(store.getState().message?.text).toContain("tap there once more");
    finger.tap("F9");
    expect(store.getState().screen).toBe("payment");
    finger.tap("cash, exactly");
    finger.tap("│ Enter");
    expect([store.getState().screen, store.getState().order?.paid]).toEqual(["payment", 0]);
    finger.tap("│ Enter");
    expect(store.getState().paid?.isFresh).toBe(true);
  });
});

/** What must not be there after one tap. */
function taken({ order, paid }: RegisterState): string {
  const voided = order?.lines.filter((line) => line.voided).length ?? 0;
  return JSON.stringify([
    order?.id,
    order?.paid ?? 0,
    order?.refunded ?? 0,
    voided,
    paid?.receiptNumber,
  ]);
}

test("whatever is tapped, nothing is paid or voided by one tap, and no letter is typed", async () => {
  const { register, finger } = await atTable();
  const { store } = register;
  const garbage = fc.constantFrom(
    "\u001b[<0;",
    "\u001b[<0;3",
    "\u001b[<0;3;4",
    "\u001b[<0;0;0M",
    "\u001b[<3;9;9M",
    "\u001b[<0;9999;9999M",
    "\u001b[<35;2;2M",
    "\u001b[<64;2;2M",
    "\u001b[<65;2;2M",
    "\u001b[M ab",
  );
  const place = fc.record({
    zone: fc.nat(),
    isZone: fc.boolean(),
    column: fc.nat({ max: 60 }),
    row: fc.nat({ max: 40 }),
    noise: fc.option(garbage, { freq: 6 }),
  });

  fc.assert(
    fc.property(fc.array(place, { minLength: 60, maxLength: 100 }), (places) => {
      for (const { zone, isZone, column, row, noise } of places) {
        if (noise !== null) finger.send(noise);
        if (noise !== null) finger.send("\u001b[<0;99;99m");
        const zones = finger.zones();
        const chosen = isZone ? zones[zone % Math.max(1, zones.length)] : undefined;
        const before = store.getState();
        finger.tapAt(chosen?.from ?? column, chosen?.top ?? row);
        const after = store.getState();
        const { askedTap, asked, confirmedSum } = before;
        const isAsked = (askedTap ?? asked ?? confirmedSum) !== undefined;
        const isTaken = before.order?.id === after.order?.id && taken(before) !== taken(after);
        expect(isTaken && !isAsked).toBe(false);
        expect(after.text).not.toMatch(/\p{L}/u);
      }
    }),
    { numRuns: RUNS },
  );
  expect(finger.taps()).toBeGreaterThan(50 * RUNS);
});
