/** A new part of a split bill is a new question: no finger that slips takes the next guest's money. Size: both. */

import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { shownPins } from "../../../src/app/register/open-register.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { registerAtPayment } from "../../support/register-payment.ts";

const newCafe = cafeCopies();
/** What somebody presses who does not look; a press may follow another one at once. */
const TAKING = ["F12", "Ctrl-V", "Enter", "F9", "Ctrl-Y"];
const KEYS = [...TAKING, "5", "Down", "Up", "Backspace"];
const LONGEST_NERVOUS_MS = 600;
/** Between two presses of the keyboard in these tests. */
const PRESS_MS = 60;
/** Longer than the keys that take money wait for themselves. */
const LATER_MS = 1000;

function partsPaid({ till }: Pick<OpenTill, "till">): number {
  const parts = findOrder(till, "A1")?.order.parts ?? [];
  return parts.filter(({ receipt }) => receipt !== "").length;
}

/** 15.60 in three parts, the first of which is paid by card just now. */
async function withFirstPaid() {
  const cafe = await newCafe();
  const register = await registerAtPayment(cafe, "6*400");
  register.type("/3");
  register.enter();
  register.later();
  register.press("F12");
  function paid(): number {
    return partsPaid(register.open);
  }

  expect(paid()).toBe(1);
  return { ...register, cafe, paid };
}

test.each(["F12", "Ctrl-V", "Enter", "F9", "Ctrl-Y"])(
  "%s shows first who is next, whatever took the part before, and takes nothing",
  async (key) => {
    const it = await withFirstPaid();
    it.later();

    it.press(key);

    expect(it.paid()).toBe(1);
    expect(it.message()).toContain("Next: part 2 of 3: 5.20.");
    it.later();
    // F9 shows how much Enter takes, as often as it is pressed.
    it.press(key === "F9" || key === "Ctrl-Y" ? "Enter" : key);
    expect(it.paid()).toBe(2);
  },
);

test("a sum that is typed for the next part shows whose it is, and is taken by the key behind it", async () => {
  const it = await withFirstPaid();
  it.later();

  it.type("2");
  expect(it.message()).toBe("Next: part 2 of 3: 5.20.");
  it.type("0");
  it.press("F9");

  expect(it.paid()).toBe(2);
  expect(it.store.getState().paid).toMatchObject({ change: 1480 });
});

test("the list of tenders shows it too, before its digit takes anything", async () => {
  const it = await withFirstPaid();
  it.later();

  it.press("F10");

  expect(it.message()).toBe("Next: part 2 of 3: 5.20.");
});

test("in lines too, a word and an empty line show who is next and take it the second time", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  let heard = "";
  const dialogue = createPlainDialogue({
    port: createRegisterPort(open, { demoStaff: shownPins(open) }),
    clock: cafe.clock,
    hasPrompt: false,
    onLog: (sentence) => {
      throw new Error(sentence);
    },
    onSay: (sentences) => {
      heard = sentences.join(" ");
    },
    onIdle: () => undefined,
  });
  onTestFinished(dialogue.close);
  for (const line of ["1", "1111"]) dialogue.take(line);
  await vi.waitFor(() => expect(dialogue.getState().session).toBeDefined());
  for (const line of ["6*400", ":pay", "/3", ":card"]) dialogue.take(line);
  expect(partsPaid(open)).toBe(1);

  dialogue.take(":card");
  expect([partsPaid(open), heard]).toEqual([1, expect.stringContaining("part 2 of 3: 5.20")]);
  dialogue.take(":card");
  expect(partsPaid(open)).toBe(2);
  dialogue.take("");
  expect([partsPaid(open), heard]).toEqual([2, expect.stringContaining("part 3 of 3: 5.20")]);
  dialogue.take("");
  expect(partsPaid(open)).toBe(3);
});

test("whatever is pressed, no part is taken by the first key after another, nor within 600 ms", async () => {
  const press = fc.record({
    key: fc.constantFrom(...KEYS),
    afterMs: fc.oneof(fc.integer({ min: 0, max: 800 }), fc.constant(LATER_MS)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 4, maxLength: 12 }), async (presses) => {
      const it = await withFirstPaid();
      let paidMs = it.cafe.clock.nowMs() - PRESS_MS;
      let isFirst = true;
      const slips: string[] = [];
      for (const { key, afterMs } of presses) {
        it.cafe.clock.advance(afterMs);
        const before = it.paid();
        const pressedMs = it.cafe.clock.nowMs();
        const isSoon = pressedMs - paidMs < LONGEST_NERVOUS_MS;
        it.press(key);
        const hasTaken = it.paid() > before;
        if (hasTaken && (isFirst || isSoon)) slips.push(`${key} after ${pressedMs - paidMs} ms`);
        // Keys that take nothing show the next part too, also those of a nervous finger.
        if (!TAKING.includes(key) || !isSoon) isFirst = false;
        if (hasTaken) [paidMs, isFirst] = [pressedMs, true];
        if (it.paid() === 3) break;
      }
      expect(slips).toEqual([]);
    }),
    { numRuns: proofRuns({ small: 10, whole: 30 }) },
  );
});
