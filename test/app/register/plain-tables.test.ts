/** Tables in lines, without a screen: opened, looked at, handed over, left. */

import { expect, onTestFinished, test, vi } from "vitest";

import { shownPins } from "../../../src/app/register/open-register.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();

test("tables are opened, gone to, handed over and left in lines", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  let heard: ReadonlyArray<string> = [];
  const dialogue = createPlainDialogue({
    port: createRegisterPort(open, { demoStaff: shownPins(open) }),
    clock: cafe.clock,
    hasPrompt: false,
    onLog: (sentence) => {
      throw new Error(sentence);
    },
    onSay: (sentences) => {
      heard = [...heard, ...sentences];
    },
    onIdle: () => undefined,
  });
  onTestFinished(dialogue.close);
  function says(...lines: ReadonlyArray<string>): ReadonlyArray<string> {
    heard = [];
    for (const line of lines) dialogue.take(line);
    return heard;
  }
  says("1", "1111");
  await vi.waitFor(() => expect(dialogue.getState().session).toBeDefined());

  expect(says(":table 7*4")).toEqual(["Table 7, 4 guests is open. Order A1: 0 lines, 0.00."]);
  says("100", ":table rossi");
  expect(says(":table")).toEqual([
    "All tables and tabs",
    ":1 Table 7, Mia, 4 guests, 0 min, 1 to send, 2.80",
    ":2 rossi, Mia, 0 min, nothing ordered, 0.00",
    "A table or a name goes there, 7> hands it over, :back leaves.",
  ]);
  expect(says("7").at(0)).toContain("Table 7 is here, rossi is parked.");
  expect(says(":table", "7>")).toContain("3 Chiara, Table 7");
  expect(says("3")).toEqual(["Table 7: Chiara serves it now."]);
  expect(says(":undo").at(0)).toContain("The order is whose it was before.");
  expect(says(":table rossi", ":void").at(-1)).toBe(
    "rossi: did they leave without ordering? :void again says so.",
  );
  expect(says(":void").at(-1)).toContain("rossi: they left without ordering.");
});
