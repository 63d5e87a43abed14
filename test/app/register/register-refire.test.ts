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
