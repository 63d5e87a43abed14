/** What stands on the screen of a real register, whatever is refused and whoever else writes. */

import { describe, expect, test } from "vitest";

import { cafeCopies } from "../support/cafe.ts";
import { openRealRegister } from "../support/real-register.ts";

const newCafe = cafeCopies();

describe("goods that F3 may not add", () => {
  test("leave an order whose lines are off served as it was", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");
    register.type("400");
    register.press("Enter", "F5");

    register.type("406=1.99");
    register.press("F3", "Esc");

    expect(register.message()).toBe("Not approved: nothing was changed.");
    expect(register.store.getState()).toMatchObject({
      text: "406=1.99",
      service: "counter",
      order: { service: "counter" },
    });
  });

  test("leave the next order as it would have been", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");

    register.type("406=1.99");
    register.press("F3", "Esc", "Esc");
    register.type("400");
    register.press("Enter");

    expect(register.store.getState()).toMatchObject({
      service: "counter",
      order: { service: "counter" },
    });
  });
});

describe("goods that F3 adds", () => {
  test("take an order along whose lines are off, and say what was added", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");
    register.type("400");
    register.press("Enter", "F5");

    register.type("405");
    register.press("F3");

    expect(register.message()).toBe("1 × Brownie.");
    expect(register.store.getState()).toMatchObject({
      service: "takeaway",
      order: { service: "takeaway", total: 330 },
    });
  });
});
