/** The exercises of a training, played at a real register with the fewest keys, and otherwise. Size: whole. */

import { describe, expect, test } from "vitest";

import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { milliPercent } from "../../src/domain/money/amounts.ts";
import { EXERCISE_IDS } from "../../src/tui/training/exercises.ts";
import { type Cafe, cafeCopies } from "../support/cafe.ts";
import { KEYS } from "../support/keyboard.ts";
import { learnerAt } from "../support/learner.ts";
import { type RealRegister } from "../support/real-register.ts";

const newCafe = cafeCopies();
/** Nothing there has options. */
const newKiosk = cafeCopies({ sells: ({ modifierGroups }) => modifierGroups.length === 0 });
/** Nor does anything go to a kitchen. */
const newCounter = cafeCopies({
  sells: ({ modifierGroups, station }) => modifierGroups.length === 0 && station === "",
});
/** Whoever leads a shift gives away a tenth at most. */
const newStrict = cafeCopies({
  before: ({ till }) => {
    const body = { set: { discountLimit: milliPercent(10_000) }, over: {} };
    const event = { kind: "role/set" as const, streams: [toStreamId("role", "shift-lead")], body };
    till.ledger.commit({ by: "4", name: "change rights", decide: () => ok({ events: [event] }) });
  },
});
/** Between two keys: long enough for the same one to count again, also one that takes money. */
const BETWEEN_MS = 1000;
const PIN = ["0", "0", "0", "0"];
/** What nobody was asked for, in every exercise: a scone more, paid by card. */
const SOMETHING_ELSE = ["s", "c", "o", "n", "e", "Enter", "F12", "F12"];

test("there are thirteen", () => {
  expect(EXERCISE_IDS).toHaveLength(13);
});

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
  slowly(cafe, learner, SOMETHING_ELSE);

  for (const [at] of EXERCISE_IDS.entries()) {
    cafe.clock.advance(BETWEEN_MS);
    slowly(cafe, learner, SOMETHING_ELSE);
    expect(learner.message()).toContain("by card. Receipt TRAIN-");
    expect(titleOf(learner)).toContain(`Exercise ${at + 1} of`);
    expect(titleOf(learner)).not.toContain("Well done");
    ask(learner, ":next");
  }

  expect(textOf(learner)).toContain("0 done with 0 keys");
  expect(textOf(learner)).toContain(`${EXERCISE_IDS.length} skipped`);
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

test("a sale that is not what was asked is said to be none, until it is begun anew", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  ask(learner, ":again");
  const keys = askKeys(learner);
  const goods = keys.slice(0, keys.indexOf("Enter") + 1);

  slowly(cafe, learner, [...goods, ...keys]);
  expect(titleOf(learner)).toBe(
    "Exercise 1 of 13. Paid, but not what was asked: :again begins anew.",
  );
  ask(learner, ":again");
  expect(titleOf(learner)).toContain(":hint shows the keys");
  slowly(cafe, learner, keys);

  expect(titleOf(learner)).toContain("Well done");
});

test("a shop without goods for an exercise leaves it out, and says so", async () => {
  const learner = await learnerAt(await newKiosk());
  await learner.logIn("1", "0000");

  expect(textOf(learner)).toBe(
    "A customer wants one Affogato and gives the exact cash. Left out in this shop: 2 (no goods with options).",
  );
  ask(learner, ":next");
  expect(textOf(learner)).toBe("Ring up one Affogato, as by a slip, and take it back.");
  for (const _ of EXERCISE_IDS) ask(learner, ":next");

  // Two with an option; and nothing was sold, so that no receipt can be printed or taken back.
  expect(textOf(learner)).toContain(`${EXERCISE_IDS.length - 3} skipped, 3 left out`);
});

test("one whose goods go to no kitchen says before the first which are left out", async () => {
  const learner = await learnerAt(await newCounter());
  await learner.logIn("1", "0000");

  expect(textOf(learner)).toContain(
    "Left out in this shop: 2 (no goods with options); 4, 9, 12 (nothing goes to a kitchen).",
  );
  ask(learner, ":hint");
  expect(textOf(learner)).not.toContain("Left out");
});

describe("what takes another one's word", () => {
  test("who may give it is told, and is asked by name only the first time", async () => {
    const cafe = await newCafe();
    const learner = await learnerAt(cafe);
    await learner.logIn("1", "0000");
    slowly(cafe, learner, SOMETHING_ELSE);
    skipTo(learner, "void");

    expect(textOf(learner)).toBe(
      "Ring up one Affogato and send it; it was a mistake: take it off. Chiara (3) or Ravi (4) can approve that, PIN 0000.",
    );
    expect(askKeys(learner).slice(-8)).toEqual(["1", "3", "Enter", ...PIN, "Enter"]);
    slowly(cafe, learner, askKeys(learner));
    await learner.checked();
    expect(textOf(learner)).toContain("Everything on receipt TRAIN-000001 comes back");
    expect(askKeys(learner)).toEqual(["1", "F10", "3", "*", "F9", "1", ...PIN, "Enter"]);
  });

  test("whoever may do it needs nobody", async () => {
    const cafe = await newCafe();
    const learner = await learnerAt(cafe);
    await learner.logIn("4", "0000");
    slowly(cafe, learner, SOMETHING_ELSE);
    skipTo(learner, "void");

    for (const last of ["1", "1", "Enter"]) {
      expect(textOf(learner)).not.toContain("approve");
      const keys = askKeys(learner);
      slowly(cafe, learner, keys);
      expect(titleOf(learner)).toContain(
        `Well done: ${keys.length} keys, ${keys.length} would do.`,
      );
      expect(keys.at(-1)).toBe(last);
      expect(keys.join("")).not.toContain("0000");
    }
  });

  test("half of a receipt is not all of it, nor is all of it to a card", async () => {
    const cafe = await newCafe();
    const learner = await learnerAt(cafe);
    await learner.logIn("4", "0000");
    slowly(cafe, learner, ["2", "*", ...SOMETHING_ELSE]);
    skipTo(learner, "refund");

    slowly(cafe, learner, ["1", "F10", "3", "1", "F9", "1"]);
    expect(learner.message()).toContain("Give back");
    expect(titleOf(learner)).toContain("Exercise 10 of");
    slowly(cafe, learner, ["1", "F10", "3", "1", "F9", "1"]);
    expect(titleOf(learner)).toContain("Well done");
  });

  test("goes by the right of who is there: more than a limit is asked for", async () => {
    const learner = await learnerAt(await newStrict());
    await learner.logIn("3", "0000");
    skipTo(learner, "discount");

    expect(textOf(learner)).toContain("for 20 % less");
    expect(textOf(learner)).toContain("Ravi (4) can approve that");
  });
});

/** Each key so long after the one before that the same one counts again. */
function slowly({ clock }: Cafe, register: RealRegister, keys: ReadonlyArray<string>): void {
  for (const key of keys) {
    register.press(key);
    clock.advance(BETWEEN_MS);
  }
}

function skipTo(register: RealRegister, id: (typeof EXERCISE_IDS)[number]): void {
  const number = EXERCISE_IDS.indexOf(id) + 1;
  while (!titleOf(register).includes(`Exercise ${number} of`)) ask(register, ":next");
}

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
