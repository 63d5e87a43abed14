/**
 * A stocktake at the command line: what people enter in processes of their own stays, whatever becomes of them.
 *
 * Size: whole.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { plainEnvironment, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere } from "../support/till-here.ts";
import { BRIEF, NODE, TILL, till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const MIA = { TILL_STAFF: "1", TILL_PIN: "1111" } as const;

interface Shop {
  readonly store: string;
  readonly stock: (line: string, env?: Readonly<Record<string, string>>) => ReturnType<typeof till>;
}

/** A shop that keeps a stock of croissants and of brownies, with a sheet of both. */
async function counting(run = tillHere): Promise<Shop> {
  const store = await shopCopy();
  for (const line of [
    "catalog set CROISSANT stock=counted packs=tray=12",
    "catalog set BROWNIE stock=counted",
    "stock receive CROISSANT 30 cost=0.50",
    "stock receive BROWNIE 10",
    "stock sheet open",
  ]) {
    const { code, stderr } = await tillHere([...line.split(" "), "--store", store], { env: RAVI });
    expect([line, code, stderr]).toEqual([line, 0, ""]);
  }
  return {
    store,
    stock: (line, env = RAVI) => run(["stock", ...line.split(" "), "--store", store], { env }),
  };
}

test("Two people enter at once in two processes, and an entry whose process is killed is there", async () => {
  const { store, stock } = await counting(till);
  const [one, other] = await Promise.all([
    stock("enter A1 CROISSANT 2tray+3"),
    stock("enter A1 crois 1"),
  ]);
  expect([one.code, other.code]).toEqual([0, 0]);
  expect(one.stdout).toMatch(/^Croissant: 27 entered, (?:27|28) on sheet A1\.$/mu);

  const words = ["stock", "enter", "A1", "BROWNIE", "none", "--store", store];
  const env = { ...plainEnvironment(), ...RAVI };
  const child = spawn(NODE, [...BRIEF, TILL, ...words], { env });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");

  const shown = await stock("sheet show A1");
  expect(shown.stdout).toMatch(/^BROWNIE +Brownie +none \(Ravi\) +0$/mu);
  expect(shown.stdout).toMatch(/^CROISSANT +Croissant +\S+ \(Ravi\) \+ \S+ \(Ravi\) +28$/mu);
  const goods = shown.stdout.split("\n").filter((row) => /Croissant|Brownie/u.test(row));
  expect(goods.join("\n")).not.toContain("30");
});

test("Whoever approves sees the differences with their value first, and then they hold", async () => {
  const { store, stock } = await counting();
  await stock("enter A1 CROISSANT 28");
  await tillHere(["sell", "3*croissant", "--card", "--store", store], { env: MIA });

  const seen = await stock("approve A1");
  expect(seen.code).toBe(0);
  expect(seen.stdout).toMatch(/^CROISSANT +Croissant +28 +30 +-2 +-1\.00$/mu);
  expect(seen.stdout).toMatch(/^ {2}BROWNIE +Brownie$/mu);
  expect(seen.stdout).toContain("Nothing is written: till stock approve A1 --yes counts it so.");
  expect((await stock("sheet list")).stdout).toMatch(/^A1 +.* 1\/2 +open$/mu);

  const { stdout } = await stock("approve A1 --yes --json");
  expect(JSON.parse(stdout)).toMatchObject({
    sheet: "A1",
    approved: { by: "4" },
    total: -100,
    differences: [{ sku: "CROISSANT", counted: 28, expected: 30, difference: -2, worth: -100 }],
    left: ["BROWNIE"],
  });
  expect((await stock("show CROISSANT")).stdout).toMatch(/^CROISSANT +Croissant +25 /mu);
  expect((await stock("sheet list")).stdout).toMatch(/^A1 +.* 1\/2 +approved$/mu);
});

test("A sheet on paper has a blank for each article, and neither levels nor entries", async () => {
  const { store, stock } = await counting();
  await stock("enter A1 CROISSANT 17");
  expect(await stock("sheet print A1")).toMatchObject({
    code: 0,
    stdout: "Sheet A1 is printed.\n",
  });

  const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
  const paper = roll.split(/^- - - 8<.*\n/mu).findLast((text) => text.includes("Count sheet A1"));
  const rows = paper?.split("\n").filter((row) => /Croissant|Brownie/u.test(row));
  expect(rows?.map((row) => row.replace(/_+$/u, "_"))).toEqual([
    expect.stringMatching(/^Brownie +_$/u),
    expect.stringMatching(/^Croissant +_$/u),
  ]);
});

test("What can't be counted so is refused in a sentence, and nothing is written", async () => {
  const { stock } = await counting();
  expect(await stock("enter A9 CROISSANT 3")).toEqual(
    refused(3, "There is no sheet A9: till stock sheet list shows them."),
  );
  expect(await stock("enter A1 CROISSANT 3crates")).toEqual(
    refused(2, '"3crates" is no quantity: such as 7, 0.568, 2crate+3, or none for nothing at all.'),
  );
  expect((await stock("enter A1 CROISSANT 99999999")).code).toBe(2);
  expect((await stock("enter A1 nothing-such 3")).code).toBe(3);
  expect(await stock("approve A1 --yes")).toEqual(
    refused(5, "Nothing is left to approve on sheet A1: enter what was counted first."),
  );
  expect((await stock("enter A1 CROISSANT 3", MIA)).code).toBe(4);
  expect((await stock("sheet open furniture")).code).toBe(2);
  expect((await stock("sheet show A1 --json")).stdout).not.toContain('"how"');

  await stock("enter A1 CROISSANT 3");
  expect(await stock("approve A1", MIA)).toMatchObject({ code: 4, stdout: "" });
});
