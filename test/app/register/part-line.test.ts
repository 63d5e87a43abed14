/** So many of a line with other options: the line is parted, and nothing of what it costs gets lost. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { rowsOfOrder } from "../../../src/domain/order/order-rows.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const LATER_MS = 1000;

describe("options behind a count", () => {
  test("part a line of several, as the preview says", async () => {
    const it = await counter();
    it.enter("3*104", "'hot");
    it.type("1*/oat");
    expect(it.plan()).toBe("1 × Latte + Oat milk = 3.90; 2 × Latte stays as it is");
    it.press("Enter");

    expect(it.message()).toBe("Latte + Oat milk.");
    expect(it.rows()).toEqual([
      "2 Latte 6.80 hot Whole milk, Regular",
      "1 Latte 3.90 hot Oat milk, Regular",
    ]);
    it.undo();
    expect(it.rows()).toEqual(["3 Latte 10.20 hot Whole milk, Regular"]);
  });

  test("change all of a row where all of it is meant, line by line", async () => {
    const it = await counter();
    it.enter("104", "2*104");

    it.enter("3*/2");
    expect(it.rows()).toEqual(["3 Latte 11.70 Oat milk, Regular"]);
    it.undo();
    expect(it.rows()).toEqual(["3 Latte 10.20 Whole milk, Regular"]);
    it.enter("2*/soy");
    expect(it.message()).toBe("2 × Latte + Soy milk.");
  });

  test("keep course, seat, price and discount in percent", async () => {
    const it = await counter();
    it.enter(";2", "4*104", "=3.00", "-50%", "1*/oat");

    expect(it.rows()).toEqual([
      "3 Latte 4.50 Whole milk, Regular",
      "1 Latte 1.75 Oat milk, Regular",
    ]);
    expect(it.lines().map(({ course }) => course)).toEqual([2, 2]);
  });

  test.each([
    ["4*/oat", "There are only 3 × Latte."],
    ["1*/zebra", "Latte has no option"],
  ])("%s says why not, and changes nothing", async (typed, why) => {
    const it = await counter();
    it.enter("3*104");
    it.enter(typed);

    expect(it.message()).toContain(why);
    expect(it.rows()).toEqual(["3 Latte 10.20 Whole milk, Regular"]);
  });

  test("leave what the kitchen has whole", async () => {
    const it = await counter();
    it.enter("3*104");
    it.press("F2");
    it.enter("1*/oat");

    expect(it.message()).toBe("The kitchen has it: F5 voids with a reason (1*1 F5).");
    it.press("Esc");
    it.enter("3*/oat");
    expect(it.rows()).toEqual(["3 Latte 11.70 Oat milk, Regular"]);
  });

  test("lose no piece and no cent, however often a row is parted", async () => {
    const it = await counter();
    const parts = fc.record({ count: fc.integer({ min: 1, max: 5 }), option: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 5 }), (typed) => {
        it.enter("5*104");
        for (const { count, option } of typed) {
          it.enter(`${count}*/${option + 1}`);
          it.press("Esc");
        }
        const lines = it.lines();

        expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(5000);
        for (const { gross, quantity, modifiers } of lines) {
          const extra = modifiers.reduce((sum, { price }) => sum + price, 0);
          expect(gross).toBe(((340 + extra) * quantity) / 1000);
        }
        it.type("**");
        it.press("F5", "Esc", "Esc", "F6");
      }),
      { numRuns: 15 },
    );
  });
});

async function counter() {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const ravi = { number: "4", name: "Ravi" };
  valueOf(changeSetting(register.open.till, ravi, { key: "equal-lines", texts: ["always"] }));
  await register.logIn("4", "4444");

  function lines() {
    return (register.store.getState().order?.lines ?? []).filter(({ voided }) => !voided);
  }

  return {
    ...register,
    lines,
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    undo: () => {
      // A key that is held down takes nothing more back.
      cafe.clock.advance(LATER_MS);
      register.press("Ctrl-Z");
    },
    plan: () => {
      const plan = planOf(register.store.till, register.store.getState());
      return plan.type === "ready" ? plan.preview : "";
    },
    rows: () =>
      rowsOfOrder(lines()).map(({ quantity, name, gross, note, modifiers }) => {
        const goods = `${quantity / 1000} ${name} ${(gross / 100).toFixed(2)} ${note}`.trim();
        return `${goods} ${modifiers.map((it) => it.name).join(", ")}`;
      }),
  };
}
