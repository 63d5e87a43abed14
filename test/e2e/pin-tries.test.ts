/** Wrong PINs, at a real register and by real commands on one store. Size: whole. */

import { expect, test } from "vitest";

import { openTill } from "../../src/app/open-till.ts";
import { refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const clockIn = clockInBy(tillHere);

test("whoever typed too many waits, at the register and in commands; others sign in meanwhile", async () => {
  const store = await shopMissed("1", 5);
  const register = openTerminal(["run", "--store", store]);
  await answer(register, "staff number >", "1");
  await answer(register, "PIN >", "9999");
  await register.sees("! Wrong PIN for Mia: wait 60 seconds, then try again.");

  await answer(register, "PIN >", "1111");
  await register.sees("! Too many wrong PINs for Mia: wait");
  const command = await clockIn(store, "1", "1111");
  await answer(register, "PIN >", "jonas");
  await answer(register, "Jonas: now your PIN.", "2222");
  await register.sees("Hello Jonas.");

  expect(command).toMatchObject({ code: 4, stdout: "" });
  expect(command.stderr).toMatch(
    /^Too many wrong PINs for staff number 1: wait [0-9]+ seconds\.\n$/u,
  );
});

test("a number that nobody has waits like any other", async () => {
  const store = await shopMissed("77", 5);

  expect(await clockIn(store, "77", "9999")).toEqual(
    refused(4, "Wrong PIN for staff number 77: wait 60 seconds, then try again."),
  );
  const { code, stderr } = await clockIn(store, "77", "9999");

  expect(code).toBe(4);
  expect(stderr).toMatch(/^Too many wrong PINs for staff number 77: wait [0-9]+ seconds\.\n$/u);
});

test("many commands at the same moment try no more PINs than one after the other", async () => {
  const store = await shopMissed("1", 6);

  const tried = await Promise.all(
    Array.from({ length: 6 }, () => clockInBy(till)(store, "1", "9999")),
  );

  expect(tried.filter(({ stderr }) => stderr.startsWith("Wrong PIN"))).toHaveLength(1);
  expect(tried.filter(({ stderr }) => stderr.startsWith("Too many"))).toHaveLength(5);
});

function clockInBy(run: typeof tillHere) {
  return (store: string, staff: string, pin: string) =>
    run(["clock", "in", "--store", store], { env: { TILL_STAFF: staff, TILL_PIN: pin } });
}

/** Where so many PINs of the number were wrong, so long ago that nobody waits. */
async function shopMissed(number: string, misses: number): Promise<string> {
  const store = await shopCopy();
  const { till, close } = openTill(store);
  till.ledger.store.setLocal("pin-waits", JSON.stringify({ [number]: { misses, atMs: 0 } }));
  await close();
  return store;
}
