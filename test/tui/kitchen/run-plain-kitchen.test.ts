import { expect, onTestFinished, test } from "vitest";

import { runPlainKitchen } from "../../../src/tui/kitchen/run-plain-kitchen.ts";
import { type ScreenExit } from "../../../src/tui/run-screen.ts";
import { createFakeKitchen, type FakeKitchen } from "../../support/fake-kitchen.ts";
import { createFakeKeyboard, createFakeTerminal } from "../../support/fake-terminal.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const START_MS = 1_795_181_520_000;
const BURGER = { text: "Burger", quantity: 2, note: "nut allergy" };

test("says what there is, and does what a line says", () => {
  const it = talking((kitchen) => {
    kitchen.come("A1", [BURGER, { text: "Fries" }], { wallMs: START_MS, table: "4" });
    kitchen.come("A2", [{ text: "Soup" }], { wallMs: START_MS });
  });
  expect(it.heard()).toEqual([
    "2 open",
    "1 A1 T4 0'; !! ALLERGY !!; Anna; 2 Burger; ! nut allergy; 1 Fries",
    "2 A2 0'; DINE IN, Anna; 1 Soup",
  ]);

  it.say("2");
  expect(it.heard()).toEqual(["Order A2 is done. - - brings it back."]);
  it.say("*1");
  expect(it.heard().slice(0, 3)).toEqual(["Ticket 1, order A1", "1 2 Burger", "! nut allergy"]);
  it.say("2");
  expect(it.heard()).toEqual(["Fries: done."]);
  it.say(".");
  it.say("--");
  expect(it.heard().slice(0, 1)).toEqual(["Order A2 is back."]);
  it.say("7");
  expect(it.heard()).toEqual(["There is no ticket 7."]);
  it.say("x");
  expect(it.heard()[0]).toBe("Keys");
});

test("an empty line never bumps, also where a ticket's goods are looked at", () => {
  const it = talking((kitchen) => {
    kitchen.come("A1", [BURGER], { wallMs: START_MS });
    kitchen.come("A2", [BURGER], { wallMs: START_MS });
  });

  it.say("*1");
  it.say("");

  expect(it.kitchen.board().cards).toHaveLength(2);
});

test("asks at the pass before an order goes out of which something is not made", () => {
  const it = talking(
    (kitchen) => {
      kitchen.come("A1", [BURGER], { wallMs: START_MS });
      kitchen.come("A2", [BURGER], { wallMs: START_MS });
    },
    { isPass: true },
  );
  it.heard();

  it.say("1");
  expect(it.heard()).toEqual(["order A1 is handed out, not made yet: 1 (Enter)"]);
  it.say(".");
  it.say("");
  expect(it.heard()[0]).toBe("2 open");
  it.say("1");
  it.say("2");
  it.say("");
  expect(it.heard().at(-1)).toBe("Order A2 has been handed out. - - brings it back.");

  expect(it.kitchen.board().cards.map(({ number }) => number)).toEqual(["A1"]);
});

test("tells of a ticket as it comes, and rings", () => {
  const it = talking();
  expect(it.heard()).toEqual(["No tickets: all is done."]);

  it.kitchen.come("A1", [{ text: "Soup" }], { wallMs: START_MS });

  expect(it.heard()).toEqual(["\u00071 A1 0'; DINE IN, Anna; 1 Soup"]);
});

test("ends by its keys, and when no more lines come", async () => {
  const byKeys = talking();
  const byEnd = talking();

  byKeys.say("0*");
  byEnd.hangUp();

  expect(await byKeys.exit).toEqual({ type: "quit" });
  expect(await byEnd.exit).toEqual({ type: "input-ended" });
});

interface Talking {
  readonly kitchen: FakeKitchen;
  readonly say: (line: string) => void;
  /** Since it was asked last. */
  readonly heard: () => ReadonlyArray<string>;
  readonly hangUp: () => void;
  readonly exit: Promise<ScreenExit>;
}

function talking(
  fill: (kitchen: FakeKitchen) => unknown = () => undefined,
  { isPass = false }: { readonly isPass?: boolean } = {},
): Talking {
  const kitchen = createFakeKitchen({ isPass });
  fill(kitchen);
  const terminal = createFakeTerminal({ columns: 80, rows: 24 });
  const keyboard = createFakeKeyboard();
  let seen = 0;
  const exit = runPlainKitchen({
    port: kitchen,
    clock: createManualClock(START_MS),
    stdin: keyboard,
    stdout: terminal,
    options: {
      signs: "all",
      color: false,
      bell: true,
      late: { lateMinutes: 10, veryLateMinutes: 20 },
    },
  });
  onTestFinished(async () => {
    keyboard.hangUp();
    await exit;
  });
  return {
    kitchen,
    say: (line) => keyboard.send(`${line}\n`),
    heard: () => {
      const text = terminal.written().slice(seen);
      seen = terminal.written().length;
      return text.split("\n").filter((line) => line !== "");
    },
    hangUp: keyboard.hangUp,
    exit,
  };
}
