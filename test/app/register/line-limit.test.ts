/** A line that comes to far more than the shop's goods cost is mostly a slip: it is asked about. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
/** A key that is held down answers no question. */
const LATER_MS = 1000;
const RAVI = { number: "4", name: "Ravi" };

describe("a line of more than ten times the dearest goods", () => {
  test("is refused with a question, and there after F9", async () => {
    const it = await counter();
    it.enter("110*carrot cake");
    expect(it.message()).toBe("Carrot cake comes to 462.00: is that right? F9 says yes.");
    expect(it.lines()).toEqual([]);

    it.press("F9");

    expect(it.lines()).toEqual(["110 Carrot cake"]);
    // It was meant for that line alone.
    it.enter("110*carrot cake");
    expect(it.message()).toContain("F9 says yes.");
  });

  test("is not asked about any more after another key", async () => {
    const it = await counter();
    it.enter("110*carrot cake");

    it.press("Esc", "F9");

    expect(it.lines()).toEqual([]);
  });

  test.each(["+109", "*110", "=1000"])("is asked about where %s makes it", async (text) => {
    const it = await counter();
    it.enter("carrot cake", text);
    expect(it.message()).toContain("is that right? F9 says yes.");
    expect(it.lines()).toEqual(["1 Carrot cake"]);

    it.press("F9");

    expect(it.lines()).toEqual([text === "=1000" ? "1 Carrot cake" : "110 Carrot cake"]);
  });

  test("that is made smaller, or comes back by Ctrl-Z, asks nothing", async () => {
    const it = await counter();
    it.enter("110*carrot cake");
    it.press("F9");

    it.enter("*100");
    expect(it.lines()).toEqual(["100 Carrot cake"]);
    it.press("Ctrl-Z");

    expect(it.lines()).toEqual(["110 Carrot cake"]);
  });

  test("of what is sold out is asked about twice", async () => {
    const it = await counter();
    it.enter("!carrot cake", "110*carrot cake");
    expect(it.message()).toBe("Carrot cake is sold out. F9 sells it all the same.");

    it.press("F9");
    expect(it.message()).toBe("Carrot cake comes to 462.00: is that right? F9 says yes.");
    it.later();
    it.press("F9");

    expect(it.lines()).toEqual(["110 Carrot cake"]);
  });
});

test("a shop sets another limit", async () => {
  const it = await counter();
  valueOf(changeSetting(it.open.till, RAVI, { key: "line-limit", texts: ["8.40"] }));

  it.enter("2*carrot cake", "3*carrot cake");

  expect(it.message()).toBe("Carrot cake comes to 12.60: is that right? F9 says yes.");
  expect(it.lines()).toEqual(["2 Carrot cake"]);
});

async function counter() {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("4", "4444");
  const { till } = register.open;
  return {
    ...register,
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    later: () => {
      cafe.clock.advance(LATER_MS);
    },
    lines: () => {
      const [order] = listOrders(till, { day: till.days().now, openOnly: true });
      const there = (order?.lines ?? []).filter(({ voided }) => !voided);
      return there.map(({ quantity, name }) => `${quantity / 1000} ${name}`);
    },
  };
}
