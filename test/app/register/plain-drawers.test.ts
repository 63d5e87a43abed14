/** A drawer and the close of a day in lines, without a screen. */

import { expect, onTestFinished, test, vi } from "vitest";

import { shownPins } from "../../../src/app/register/open-register.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();

test("a drawer is opened, counted and closed in lines, and so is the day", async () => {
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
  says("4", "4444");
  await vi.waitFor(() => expect(dialogue.getState().session).toBeDefined());

  expect(says(":drawer")).toContain("9 count and close, not now");
  expect(says("1")).toContain(":pay opens it so. :back keeps it. OPEN: drawer 1");
  expect(says("150", ":pay")).toContain("Opened: drawer 1, with 150.00.");
  says("100", ":pay 20", ":drawer", "8", "20*5");
  expect(says("2*20", ":undo")).toContain("2*20 taken back. Together 100.00.");
  expect(says("5*10", ":pay")).toContain("150.00 counted, 2.80 short. :pay closes the drawer.");
  expect(says("100", ":pay")).toContain(
    "Closed: 150.00, 2.80 short. 100.00 stays, 50.00 into the safe.",
  );
  expect(says(":close", ":pay").at(0)).toBe("Close of the day");
  await vi.waitFor(() =>
    expect(heard.join("\n")).toContain("Fri 20 Nov 2026 is closed: 2.80. Z A-1: 2.80."),
  );
});
