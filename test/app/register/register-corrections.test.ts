/** A wrong tender is put right at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();

describe("Ctrl-Z behind a payment", () => {
  test("offers how it could have been made, takes a reason, and moves the day", async () => {
    const it = await soldBy("4", "4444");
    it.press("F9");
    it.later();
    it.press("Enter");

    it.press("Ctrl-Z");
    expect(it.message()).toBe("A-000001: how was it really paid? Esc leaves it as it is.");
    expect(it.rows()).toEqual(["1 card 2.60, not cash 2.60", "2 not paid at all"]);
    it.digit("1");
    expect(it.message()).toBe("card 2.60, not cash 2.60: why? Esc leaves it.");
    it.digit("1");

    expect(it.message()).toBe(
      "A-000001 is put right: card 2.60, not cash 2.60. A reprint says so.",
    );
    const { till } = it.open;
    expect(dayReport(till, till.days().now)).toMatchObject({
      ownCash: 0,
      corrections: [{ of: "A-000001", reason: "Wrong key pressed" }],
      differences: [],
    });
    it.later();
    it.press("Ctrl-Z");
    expect(it.rows()).toEqual(["1 cash 2.60, not card 2.60", "2 not paid at all"]);
  });

  test("takes all of it back by its tender where it was not paid at all", async () => {
    const it = await soldBy("4", "4444");
    it.press("F12");
    it.later();
    it.press("F12");
    it.later();

    it.press("Ctrl-Z");
    it.digit("2");
    expect(it.message()).toMatch(/^2\.60 back to the card, F12/u);
    it.later();
    it.press("F12");

    expect(it.message()).toBe("Give back 2.60 to the card. Refund A-000002.");
    const { till } = it.open;
    expect(dayReport(till, till.days().now)).toMatchObject({ differences: [] });
    const refund = findOrder(till, "A-000001")?.refunds[0];
    expect(refund).toMatchObject({
      refund: { reason: "Not paid at all" },
      lines: [{ goods: "none" }],
    });
  });

  test("does so after a part too, and so does the list of receipts of any of the day", async () => {
    const it = await soldBy("4", "4444");
    it.type("1");
    it.press("F12");
    it.later();
    it.press("Esc");
    it.press("Ctrl-Z");
    expect(it.rows()).toEqual(["1 cash 1.00, not card 1.00"]);
    it.press("Esc");
    it.press("F12");
    it.later();
    it.press("F12");
    it.type(":receipts");
    it.press("Enter");
    it.digit("1");
    it.digit("4");

    expect(it.rows()).toEqual([
      "1 cash 1.60, not card 1.60",
      "2 cash 1.00, not card 1.00",
      "3 not paid at all",
    ]);
  });

  test("names the receipt of each payment where a split bill has several", async () => {
    const it = await soldBy("4", "4444");
    it.type("/2");
    it.press("F9");
    for (const _ of ["taken", "shown", "taken"]) {
      it.later();
      it.press("F12");
    }
    it.later();
    it.press("Ctrl-Z");

    expect(it.rows()).toEqual([
      "1 A-000002, cash 1.30, not card 1.30",
      "2 A-000001, cash 1.30, not card 1.30",
      "3 A-000002, not paid at all",
    ]);
    it.digit("2");
    it.digit("1");
    expect(it.message()).toBe(
      "A-000001 is put right: cash 1.30, not card 1.30. A reprint says so.",
    );
  });

  test("stands on the paper that the list of receipts prints once more", async () => {
    const it = await soldBy("4", "4444");
    it.press("F9");
    it.later();
    it.press("Enter");
    it.press("Ctrl-Z");
    it.digit("1");
    it.digit("1");
    await it.open.printing.settle();
    it.type(":receipts");
    it.press("Enter");
    it.digit("1");
    it.digit("1");

    expect(it.message()).toBe("Receipt A-000001 is printed once more, and says so on top.");
    const job = it.open.jobs.latest(1)[0];
    expect(job?.copy).toBe(2);
    expect(job?.document).toContain("Card (corrected)");
  });

  test("asks who vouches for it where a cashier may not give money back", async () => {
    const it = await soldBy("1", "1111");
    it.press("F9");
    it.later();
    it.press("Enter");
    it.press("Ctrl-Z");
    it.digit("1");
    it.digit("1");

    expect(it.store.getState().approval).toBeDefined();
    it.type("3");
    it.press("Enter");
    it.type("3333");
    it.press("Enter");
    await it.checked();
    expect(it.message()).toMatch(/^A-000001 is put right/u);
  });
});

test("a receipt that was booked for another person is one of who is at work, and why", async () => {
  const it = await soldBy("4", "4444");
  valueOf(performBeside(it.open.till, MIA, { act: "clock-in" }));
  it.press("F9");
  it.later();
  it.press("Enter");

  it.press("Ctrl-Z");
  expect(it.rows()).toEqual([
    "1 card 2.60, not cash 2.60",
    "2 not paid at all",
    "3 Mia served it, not Ravi",
  ]);
  it.digit("3");
  expect(it.message()).toBe("Mia served it, not Ravi: why? Esc leaves it.");
  it.digit("1");

  expect(it.message()).toBe("A-000001 is put right: Mia served it, not Ravi.");
  const { till } = it.open;
  expect(dayReport(till, till.days().now)).toMatchObject({
    servers: [
      { staff: "1", sales: 260 },
      { staff: "4", sales: 0 },
    ],
    reassigned: [{ of: "A-000001", reason: "Somebody else was logged in" }],
    differences: [],
  });
});

async function soldBy(number: string, pin: string) {
  const cafe: Cafe = await newCafe();
  const register: RealRegister = openRealRegister(cafe);
  await register.logIn(number, pin);
  function later(): void {
    cafe.clock.advance(1000);
  }
  register.type("croissant");
  register.press("Enter");
  later();
  return {
    ...register,
    later,
    digit: (sign: string) => {
      later();
      register.type(sign);
      later();
    },
    rows: () => {
      const { till } = register.store;
      return rowsOf(till, register.store.getState()).map(({ sign, label }) => `${sign} ${label}`);
    },
  };
}
