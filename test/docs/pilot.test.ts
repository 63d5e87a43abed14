/** docs/pilot.md says of the printer in software what it really answers, and how to ask it. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { readWish } from "../../proof/emulator/device-words.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { createManualClock } from "../support/manual-clock.ts";

const SHEET = readFileSync("docs/pilot.md", "utf8");
const STATES: ReadonlyMap<string, string> = new Map([
  ["all is well", "on"],
  ["drawer open", "drawer-open"],
  ["paper nearly at its end", "paper-low"],
  ["paper out", "paper-out"],
  ["cover open", "cover-open"],
]);
const ROW =
  /^\| (?<state>[a-z ]+?) +\| `(?<bytes>[0-9a-f ]+)` +\| [^|]+ \| (?:`(?<answer>[0-9a-f ]+)`|nothing) +\|/gmu;
const ROWS = [...SHEET.matchAll(ROW)].map(({ groups }) => ({
  state: groups?.["state"] ?? "",
  bytes: groups?.["bytes"] ?? "",
  answer: groups?.["answer"] ?? "",
}));

test("the sheet asks enough", () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(25);
  expect(new Set(ROWS.map(({ state }) => state))).toEqual(new Set(STATES.keys()));
});

test.each(ROWS)("$state: $bytes is answered by $answer", ({ state, bytes, answer }) => {
  const printer = createPrinterDevice({ clock: createManualClock(), columns: 48 });
  const wish = readWish(STATES.get(state) ?? "");
  if (wish.ok) printer.set(wish.value.change);
  const told: number[] = [];
  printer.answerTo((more) => {
    told.push(...more);
    return true;
  });

  printer.receive(Uint8Array.from(bytes.split(" "), (byte) => Number.parseInt(byte, 16)));

  expect(told.map((byte) => byte.toString(16).padStart(2, "0")).join(" ")).toBe(answer);
});
