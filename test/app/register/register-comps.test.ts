/** What is given away, at a register over a real till: on the guest's paper, on the X and in the Z. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { listZs, xBody, xDocument } from "../../../src/app/day/z-papers.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { FIGURES } from "../../../src/domain/figures/figures.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const CHIARA = ["3", "3333"] as const;
const DAY = CAFE_DAY as Parameters<typeof closeOwnZ>[1];

test("has its kind's word on bill and receipt, and a row of each kind in X and Z", async () => {
  const it = await atTheTill();
  it.enter("2*croissant");
  it.enter("brownie");
  it.press("F4", "1", "1");
  expect(it.message()).toBe("Brownie: on the house.");
  it.press("F8", "F9", "Enter");
  const paper = await it.paper();
  expect(paper.match(/- on the house \(-3\.30\)/gu)).toHaveLength(2);
  expect(paper).not.toContain("100%");

  it.enter("croissant");
  it.enter("brownie");
  it.press("F4", "5", "1");
  expect(it.message()).toBe("the whole order: staff meal.");
  it.press("F9", "Enter");

  expect(await it.paper()).toMatch(/staff meal +-5\.90/u);
  expect(it.x()).toContain("Given away");
  expect(it.x()).toMatch(/1 x on the house\D+3\.30.*1 x staff meal\D+5\.90/su);
  closeOwnZ(it.open.till, DAY);
  const [z] = listZs(it.open.till, DAY);
  expect(FIGURES.comps.rows(Object.entries(z?.body.figures ?? {}))).toEqual([
    { kind: "comp", count: 1, amount: 330 },
    { kind: "staff-meal", count: 1, amount: 590 },
  ]);
});

async function atTheTill() {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { open } = register;
  await register.logIn(...CHIARA);

  function press(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      cafe.clock.advance(1000);
      register.press(key);
    }
  }

  return {
    ...register,
    press,
    enter: (text: string) => {
      register.type(text);
      press("Enter");
    },
    x: () => {
      const body = xBody(open.till);
      return JSON.stringify(xDocument(open, { body, viewer: RAVI }));
    },
    paper: async () => {
      await open.printing.settleOwn();
      return readFileSync(rollPath(open.dir, "receipt"), "utf8");
    },
  };
}
