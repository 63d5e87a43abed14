/** The exercises of a training, played at a real register with the fewest keys, and otherwise. */

import { expect, test } from "vitest";

import { EXERCISE_IDS } from "../../src/tui/training/exercises.ts";
import { cafeCopies } from "../support/cafe.ts";
import { KEYS } from "../support/keyboard.ts";
import { learnerAt } from "../support/learner.ts";
import { type RealRegister } from "../support/real-register.ts";

const newCafe = cafeCopies();
/** Nothing there has options. */
const newKiosk = cafeCopies({ sells: ({ modifierGroups }) => modifierGroups.length === 0 });
/** Between two keys: long enough for the same one to count again, also one that takes money. */
const BETWEEN_MS = 1000;
/** What nobody was asked for, in every exercise: a scone more, paid by card. */
const SOMETHING_ELSE = ["s", "c", "o", "n", "e", "Enter", "F12", "F12"];

test("the fewest keys pass each exercise, and no more of them are counted", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);

  for (const [at] of EXERCISE_IDS.entries()) {
    expect(titleOf(learner)).toContain(`Exercise ${at + 1} of ${EXERCISE_IDS.length}.`);
    const keys = askKeys(learner);
    // What is still to come out of the printer can't be printed again.
    await learner.open.printing.settle();
    for (const key of keys) {
      expect(titleOf(learner)).toContain(`Exercise ${at + 1} of`);
      learner.press(key);
      await learner.checked();
      cafe.clock.advance(BETWEEN_MS);
    }
    expect(titleOf(learner)).toContain(`Well done: ${keys.length} keys, ${keys.length} would do.`);
  }

  expect(textOf(learner)).toContain(`The exercises are over: ${EXERCISE_IDS.length} done`);
  expect(textOf(learner)).toContain("0 skipped, 0 left out");
});

test("something else passes none of them", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  // So that there is a receipt to be printed once more.
  sell(learner, SOMETHING_ELSE);

  for (const [at] of EXERCISE_IDS.entries()) {
    cafe.clock.advance(BETWEEN_MS);
    sell(learner, SOMETHING_ELSE);
    expect(learner.message()).toContain("by card. Receipt TRAIN-");
    expect(titleOf(learner)).toContain(`Exercise ${at + 1} of`);
    expect(titleOf(learner)).not.toContain("Well done");
    ask(learner, ":next");
  }

  expect(textOf(learner)).toContain("0 done with 0 keys");
  expect(textOf(learner)).toContain(`${EXERCISE_IDS.length} skipped`);

  function sell(register: RealRegister, keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      register.press(key);
      cafe.clock.advance(BETWEEN_MS);
    }
  }
});

test("a detour counts, and begun anew it does not", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  ask(learner, ":again");
  const keys = askKeys(learner);

  learner.press("x", "Backspace", ...keys);
  expect(titleOf(learner)).toContain(`Well done: ${keys.length + 2} keys, ${keys.length} would`);
});

test("a shop without goods for an exercise leaves it out, and says so", async () => {
  const learner = await learnerAt(await newKiosk());
  await learner.logIn("1", "0000");

  expect(textOf(learner)).toBe("A customer wants one 0,5 l Bier and gives the exact cash.");
  ask(learner, ":next");
  expect(textOf(learner)).toBe("Ring up one 0,5 l Bier, as by a slip, and take it back.");
  for (const _ of EXERCISE_IDS) ask(learner, ":next");

  // Two with an option; and nothing was sold, so that there is no receipt.
  expect(textOf(learner)).toContain(`${EXERCISE_IDS.length - 2} skipped, 2 left out`);
});

function ask(register: RealRegister, word: string): void {
  register.type(word);
  register.press("Enter");
}

function askKeys(register: RealRegister): ReadonlyArray<string> {
  ask(register, ":hint");
  const [, keys = ""] = textOf(register).split(" Keys: ");
  return keys.split(" ").flatMap((press) => (KEYS.has(press) ? [press] : Array.from(press)));
}

function titleOf(register: RealRegister): string {
  return register.store.getState().exercise?.title ?? "";
}

function textOf(register: RealRegister): string {
  return register.store.getState().exercise?.text ?? "";
}
