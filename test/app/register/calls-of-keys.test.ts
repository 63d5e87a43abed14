/**
 * What a key costs at the register, in calls of our functions without those that draw: no more than it needs, however long
 * the order is, and SQLite is hardly asked whether somebody else has written.
 */

import { expect, test } from "vitest";

import { oneUnit } from "../../../src/domain/money/amounts.ts";
import { addGoods } from "../../support/acts.ts";
import { deskOf } from "../../support/any-acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type Calls, callsOf } from "../../support/calls-of.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DIGIT_MAX = 160;
const LOOKS_MAX = 10;
const ENTER = "\r";
const LOOK = "src/ledger/read-scope.ts askVersion";

test("a digit runs as few functions with twelve lines on the order as with three", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");
  addUpTo(register, 3);
  const three = callsOfDigit(register);
  addUpTo(register, 12);
  const twelve = callsOfDigit(register);

  expect(three.total).toBeLessThanOrEqual(DIGIT_MAX);
  expect(twelve.total).toBeLessThanOrEqual(three.total);
});

test("Enter on goods asks ten times at most whether another process has written", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");
  // What a first sale brings along is no part of any other.
  addUpTo(register, 1);
  register.press("F6");

  for (const lines of [0, 3, 12]) {
    addUpTo(register, lines);
    register.type("7*200");
    const { byFunction } = callsOf(() => register.send(ENTER));
    expect(linesOf(register)).toBe(lines + 1);
    expect(byFunction.get(LOOK)).toBeLessThanOrEqual(LOOKS_MAX);
  }
});

test("the key after another process has written shows what that wrote", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  addUpTo(register, 3);
  const elsewhere = deskOf(cafe.open()).session;
  const order = register.store.getState().order?.id;
  if (order !== undefined) valueOf(elsewhere.recall(order));

  register.type("1");
  valueOf(addGoods(elsewhere, { sku: "ESPRESSO", quantity: oneUnit }));
  register.type("*300");
  expect(register.store.getState().session?.order()?.lines).toHaveLength(4);
  register.press("Enter");

  expect(linesOf(register)).toBe(5);
});

/** A quantity of its own keeps goods on a line of their own. */
function addUpTo(register: RealRegister, lines: number): void {
  for (let at = linesOf(register); at < lines; at += 1) {
    register.type(`${at + 10}*100`);
    register.press("Enter");
  }
  expect(linesOf(register)).toBe(lines);
}

function linesOf(register: RealRegister): number {
  return register.store.getState().order?.lines.length ?? 0;
}

function callsOfDigit(register: RealRegister): Calls {
  register.type("1");
  register.press("Backspace");
  const calls = callsOf(() => register.send("1"));
  register.press("Backspace");
  return calls;
}
