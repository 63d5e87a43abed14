/** `till clock evening` at the command line: what a person sold and took in the shift, and what they hand in. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const JONAS = { TILL_STAFF: "2", TILL_PIN: "2222" } as const;
/** The figures of Mia's shift: two receipts, one of them by card, each with a tip. */
const MIAS = [
  "  2 receipts                         13.00",
  "  card                                7.80",
  "  Tips                                2.20",
  "  Cash to hand in                     6.20",
  "",
].join("\n");

test("an evening is of the person's own shift: as text, as JSON and on paper", async () => {
  const store = await shopCopy();
  await worked(store);

  const told = await evening(store, MIA);
  expect(told).toMatchObject({ code: 0, stderr: "" });
  expect(told.stdout).toMatch(/^Mia, since \d\d:\d\d\n/u);
  expect(told.stdout.replace(/^.*\n/u, "")).toBe(MIAS);

  const { stdout } = await evening(store, MIA, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    staff: "1",
    name: "Mia",
    receipts: 2,
    sales: 1300,
    tenders: [{ method: "card", amount: 780 }],
    tips: 220,
    inHand: 620,
    drawers: [],
  });

  expect(await evening(store, MIA, "--print")).toEqual({ code: 0, stdout: "", stderr: "" });
  const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
  const paper = roll.split(/^- - - 8<.*\n/mu).findLast((text) => text.includes("Cash to hand in"));
  for (const line of MIAS.trimEnd().split("\n")) {
    const [, label = "", amount = ""] = /^ {2}(.+?) {2,}(\S+)$/u.exec(line) ?? [];
    expect(paper).toMatch(new RegExp(`${label} +${amount}$`, "mu"));
  }
});

test("whoever has no shift sees the business day, and nobody sees the evening of somebody else", async () => {
  const store = await shopCopy();
  await worked(store);

  const { stdout } = await evening(store, JONAS);
  expect(stdout).toMatch(/^Jonas, \d{4}-\d\d-\d\d\n {2}1 receipt +2\.60\n/u);
  expect(stdout).toMatch(/^ {2}Cash to hand in +2\.60$/mu);

  expect(await evening(store, { TILL_STAFF: "1", TILL_PIN: "2222" })).toEqual(
    refused(4, "Wrong PIN for staff number 1: try again."),
  );
  expect(await evening(store, {})).toEqual(
    refused(2, "Say who acts: --staff NUMBER, or TILL_STAFF and TILL_PIN."),
  );
  expect(await evening(store, MIA, "--print", "--json")).toMatchObject({ code: 2 });
});

/** Mia sells once before her shift and twice in it, Jonas once and without a shift. */
async function worked(store: string): Promise<void> {
  for (const [who, ...words] of [
    [MIA, "sell", "croissant", "--cash", "5"],
    [MIA, "clock", "in"],
    [MIA, "sell", "2*croissant", "--cash", "10", "--tip", "1"],
    [MIA, "sell", "3*croissant", "--card", "--tip", "1.20"],
    [JONAS, "sell", "croissant", "--cash", "5"],
  ] as const) {
    expect((await till([...words, "--store", store], { env: who })).code).toBe(0);
  }
}

function evening(
  store: string,
  env: Readonly<Record<string, string>>,
  ...options: ReadonlyArray<string>
): ReturnType<typeof till> {
  return till(["clock", "evening", ...options, "--store", store], { env });
}
