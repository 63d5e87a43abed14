/** What is made again, and what can't be, at a real register. */

import { expect, test } from "vitest";

import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();

test("what the kitchen has not heard of is refused before anybody says why", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");
  register.type("flat white");
  register.press("Enter");

  register.type(":refire");
  register.press("Enter");
  expect(register.message()).toBe("The kitchen has heard nothing of Flat white yet: send it.");
  expect(register.store.getState().list).toBeUndefined();

  register.press("Esc", "F2");
  register.type(":refire");
  register.press("Enter");
  expect(register.message()).toBe("1 × Flat white again: why? Esc leaves it.");
  expect(register.store.getState().list).toMatchObject({ purpose: "refire" });
});

test("what is paid at a counter is made again from its receipt", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("3", "3333");
  register.type("croissant");
  register.press("Enter");
  register.type("flat white");
  register.press("Enter", "F9", "Enter");
  expect(register.store.getState().order).toBeUndefined();
  const jobs = register.open.jobs.latest(20).length;

  register.type(":refire");
  register.press("Enter");
  expect(register.message()).toBe(
    "What is paid is made again by its receipt: :receipt 12, then 7.",
  );
  register.press("Esc");
  register.type(":receipt 1");
  register.press("Enter", "7");
  expect(register.message()).toBe("A1 is here, paid: :refire 4 makes line 4 again, free.");
  register.type(":refire 2");
  register.press("Enter", "1");

  expect(register.message()).toBe("The kitchen makes 1 × Flat white again. Nobody pays for that.");
  expect(register.store.getState().order).toMatchObject({ number: "A1", status: "paid", due: 0 });
  const papers = register.open.jobs.latest(20).map(({ document }) => document);
  expect(papers).toHaveLength(jobs + 1);
  expect(papers[0]).toMatch(/MAKE AGAIN.*Flat white.*\(dropped\)/su);

  register.type("espresso");
  register.press("Enter");
  expect(register.store.getState().order).toMatchObject({ number: "A2", status: "open" });
});
