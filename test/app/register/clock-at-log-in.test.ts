/** Clocking in at the log-in: not asked, offered, or a must, as the shop has it. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { listShifts } from "../../../src/app/people/shifts.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type Cafe, cafeCopies, MIA as MIA_HERSELF } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const HOUR_MS = 3_600_000;
const BETWEEN_MS = 1000;

test("nobody is asked, unless the shop wants it", async () => {
  const { register } = await registerAsking("off");

  expect(register.message()).toBe("Hello Mia.");
});

describe("an offer", () => {
  const OFFER = "Hello Mia. Not clocked in: the Tab key or :clockin begins your shift.";

  test("is what a new shop has, and selling goes on without", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn(...MIA);

    expect(register.message()).toBe(OFFER);
    expect(register.store.getState().text).toBe("");
    register.type("510");
    register.press("Enter");
    expect(openOrders(register)).toHaveLength(1);
    expect(shiftsOf(register)).toEqual([]);
  });

  test("is taken by one key", async () => {
    const { register } = await registerAsking("offer");
    register.press("Tab");

    expect(register.message()).toMatch(/^Mia clocked in at \d\d:\d\d\.$/u);
    expect(shiftsOf(register)).toMatchObject([{ staff: "1", out: null }]);
    register.press("Tab");
    expect(shiftsOf(register)).toHaveLength(1);
  });

  test.each([
    ["Enter", (register: RealRegister) => register.press("Enter")],
    ["Esc", (register: RealRegister) => register.press("Esc")],
    ["a digit", (register: RealRegister) => register.type("5")],
  ])("is not taken by %s", async (_key, press) => {
    const { register } = await registerAsking("offer");
    press(register);

    expect(shiftsOf(register)).toEqual([]);
  });

  test("is over once something else was said, and Tab does nothing then", async () => {
    const { register } = await registerAsking("offer");
    register.type("510");
    register.press("Enter", "Tab");

    expect(shiftsOf(register)).toEqual([]);
  });

  test("comes once a day, and to each person", async () => {
    const cafe = await newCafe();
    const { register } = await registerAsking("offer", cafe);
    register.press("Ctrl-L");
    await register.logIn("2", "2222");
    expect(register.message()).toMatch(/^Hello Jonas\. Not clocked in/u);
    register.press("Ctrl-L");
    await register.logIn(...MIA);

    expect(register.message()).toBe("Hello Mia.");
  });

  test("leaves room for what is to be collected", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    await register.logIn(...MIA);
    for (const text of ["510", ":for sat 10:00"]) {
      cafe.clock.advance(BETWEEN_MS);
      register.type(text);
      register.press("Enter");
    }
    register.press("F6", "Ctrl-L");
    await register.logIn("2", "2222");

    expect(register.message()).toBe(
      "To collect: 0 today, 1 tomorrow (:later). Tab begins your shift.",
    );
    register.press("Tab");
    expect(register.message()).toMatch(/^Jonas clocked in at/u);
  });

  test("comes to nobody who is clocked in", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    valueOf(performBeside(register.open.till, MIA_HERSELF, { act: "clock-in" }));
    await register.logIn(...MIA);

    expect(register.message()).toBe("Hello Mia.");
  });
});

test("a must is on the line: Enter begins the shift, and nobody sells before", async () => {
  const { register } = await registerAsking("must");

  expect(register.message()).toBe("Hello Mia. Enter clocks you in: nobody sells here before that.");
  expect(register.store.getState().text).toBe(":clockin");
  register.press("Esc");
  register.type("510");
  register.press("Enter");
  expect(register.message()).toBe("Mia is not clocked in: clock in first.");
  const goods = { entries: ["croissant"], payment: { type: "card" }, service: undefined } as const;
  expect(faultOf(sell(register.open.till, MIA_HERSELF, goods)).type).toBe("shift/not-in");

  register.press("Esc");
  register.press("Ctrl-L");
  await register.logIn(...MIA);
  register.press("Enter");
  expect(register.message()).toMatch(/^Mia clocked in at \d\d:\d\d\.$/u);
  register.type("510");
  register.press("Enter");
  expect(openOrders(register)).toHaveLength(1);
});

test("whoever forgot to clock out is asked until when", async () => {
  const cafe = await newCafe();
  const yesterday = cafe.open();
  const day = yesterday.till.days().now;
  valueOf(performBeside(yesterday.till, MIA_HERSELF, { act: "clock-in" }));
  await yesterday.close();
  cafe.clock.advance(20 * HOUR_MS);
  const { register } = await registerAsking("must", cafe);

  expect(register.message()).toMatch(
    /^Mia is clocked in since 2026-11-20 \d\d:\d\d\. Until when\? As :clockin 23:30$/u,
  );
  register.type("20:00");
  register.press("Enter");
  expect(register.message()).toMatch(/^Mia clocked in at/u);
  expect(listShifts(register.open.till, day)[0]).toMatchObject({ out: "2026-11-20 20:00" });
});

async function registerAsking(
  value: "off" | "offer" | "must",
  before?: Cafe,
): Promise<{ register: RealRegister }> {
  const cafe = before ?? (await newCafe());
  const register = openRealRegister(cafe);
  const wish = { key: "clock-in", texts: [value] };
  valueOf(changeSetting(register.open.till, { number: "4", name: "Ravi" }, wish));
  await register.logIn(...MIA);
  cafe.clock.advance(BETWEEN_MS);
  return { register };
}

function openOrders(register: RealRegister): ReturnType<typeof listOrders> {
  return listOrders(register.open.till, { day: dayOf(register), openOnly: true });
}

function shiftsOf(register: RealRegister): ReturnType<typeof listShifts> {
  return listShifts(register.open.till, dayOf(register));
}

function dayOf({ open: { till } }: RealRegister): BusinessDay {
  return till.days().now;
}
