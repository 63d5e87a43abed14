/** `till stock import`: deliveries and counts of files, all rows or none, each fault by line and column. */

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { systemClock } from "../../../src/app/system/clock.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { addIngredient, keep, levelAt, setProduct } from "../../support/stock-acts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const newCafe = cafeCopies({
  startMs: systemClock.nowMs(),
  sells: ({ sku }) => sku === "CROISSANT" || sku === "LATTE",
  before: (open) => {
    keep(open.till);
    setProduct(open.till, "CROISSANT", { barcodes: "4006381333931" });
    addIngredient(open.till, "MILK", { unit: "l", packs: "crate=12" });
  },
});
type Cafe = Awaited<ReturnType<typeof newCafe>>;

async function imported(cafe: Cafe, text: string, ...words: ReadonlyArray<string>) {
  const file = path.join(await temporaryFolder(), "came.csv");
  writeFileSync(file, text);
  const env = { TILL_STAFF: "4", TILL_PIN: "4444" };
  const said = await ask(["stock", "import", file, ...words, "--store", cafe.dir], { env });
  return { ...said, stderr: said.stderr.replaceAll(file, "FILE") };
}

/** What lies there afterwards, of croissants and of milk. */
async function levels(cafe: Cafe): Promise<ReadonlyArray<number>> {
  const open = cafe.open();
  const both = [levelAt(open), levelAt(open, "MILK")];
  await open.close();
  return both;
}

const DELIVERY = [
  "sku;barcode;quantity;cost;total;supplier;note;expires;place",
  ";4006381333931;12;0,62;;Baker;4711;2026-12-01;",
  "MILK;;2crate;;22,80;'=Dairy;;;cellar",
  "MILK;;0.5;;;;;;shop",
].join("\r\n");

test("a delivery is booked row by row, with what it cost", async () => {
  const cafe = await newCafe();
  const dry = await imported(cafe, DELIVERY, "--dry-run");
  expect([dry.code, dry.stdout]).toEqual([
    0,
    "Would be: 3 added, 0 unchanged. Nothing was written.\n",
  ]);
  expect(await levels(cafe)).toEqual([0, 0]);
  const done = await imported(cafe, `\uFEFF${DELIVERY}`);

  expect([done.code, done.stdout, done.stderr]).toEqual([
    0,
    "Imported: 3 added, 0 unchanged.\n",
    "",
  ]);
  expect(await levels(cafe)).toEqual([12, 24.5]);
  const { stdout } = await ask(["stock", "show", "--csv", "--store", cafe.dir]);
  expect(stdout).toContain("CROISSANT,Croissant,,counted,12,7.44");
  // Half a litre more of it costs as much as the rest does.
  expect(stdout).toContain("MILK,milk,l,counted,24.5,23.28");
});

test("the same delivery is not booked twice by mistake", async () => {
  const cafe = await newCafe();
  await imported(cafe, DELIVERY);
  const twice = await imported(cafe, DELIVERY);

  expect([twice.code, twice.stdout]).toEqual([5, ""]);
  expect(twice.stderr).toMatch(
    /^All of FILE was booked on [0-9-]+ already: --again books it once more\.\n$/u,
  );
  expect(await levels(cafe)).toEqual([12, 24.5]);
  // A row more, and it is another delivery.
  const more = await imported(cafe, `${DELIVERY}\r\nMILK;;1;;;;;;`);
  expect(more.code).toBe(0);
  const again = await imported(cafe, DELIVERY, "--again", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ written: true, booked: 3, problems: [] });
  expect(await levels(cafe)).toEqual([36, 74.5]);
});

test("counts are what lies there, and those that say nothing new are passed over", async () => {
  const cafe = await newCafe();
  const counts = "sku,quantity,place\nCROISSANT,7,\nMILK,3,cellar\nMILK,0,shop\n";
  const first = await imported(cafe, counts, "--counts");
  expect(first.stdout).toBe("Imported: 2 added, 1 unchanged.\n");
  const second = await imported(cafe, counts, "--counts");

  expect(second.stdout).toBe("Nothing to write: 0 added, 3 unchanged.\n");
  expect(await levels(cafe)).toEqual([7, 3]);
});

test.each([
  [
    "sku,quantity\nTEA,1\nLATTE,1\nCROISSANT,many\nCROISSANT,0\nCROISSANT\n",
    [
      'line 2, sku: "TEA" is no SKU of the shop.',
      "line 3, sku: has no stock that is kept: stock=counted begins it.",
      'line 4, quantity: "many" is no quantity: such as 12, 0.5 or 2crate.',
      'line 5, quantity: "0" is no quantity: such as 12, 0.5 or 2crate.',
      "line 6: has 1 fields, but there are 2 headings.",
    ],
  ],
  [
    "barcode,quantity,cost,total,expires,supplier\n123,1,,,,\n4006381333931,1,free,,tomorrow,\n4006381333931,1,1,1,,\n" +
      `4006381333931,1,,,,${"x".repeat(300)}\n`,
    [
      'line 2, barcode: "123" is no barcode of the shop.',
      'line 3, cost: "free" is no amount: such as 2.50.',
      'line 3, expires: "tomorrow" is no day: YYYY-MM-DD.',
      "line 4, total: is there beside cost.",
      /^line 5, supplier: .* is too long\.$/u,
    ],
  ],
  ["quantity\n1\n", ['line 1: the column "sku" or "barcode" is missing.']],
  ["sku\nMILK\n", ['line 1: the column "quantity" is missing.']],
  ["sku,quantity,colour\nMILK,1,red\n", [/"colour" is no column/u]],
  ["", ["line 1: there is no heading."]],
])("%j is named by line and column, and nothing of it booked", async (text, sentences) => {
  const cafe = await newCafe();
  const { code, stderr } = await imported(cafe, text);

  const lines = stderr.trimEnd().split("\n");
  expect(lines).toHaveLength(sentences.length + 1);
  for (const [at, sentence] of [...sentences, "Nothing of FILE was imported."].entries())
    expect(lines[at]).toMatch(sentence);
  expect(code).toBe(2);
  expect(await levels(cafe)).toEqual([0, 0]);
});

test("an article is counted at a place once, and counts cost nothing", async () => {
  const cafe = await newCafe();
  const twice = await imported(cafe, "sku,quantity\nMILK,1\nMILK,2\n", "--counts");
  expect(twice.stderr).toContain("line 3: is counted there in line 2 already.");
  const costly = await imported(cafe, "sku,quantity,cost\nMILK,1,2\n", "--counts");
  expect(costly.stderr).toContain('"cost" is no column');
  expect(await levels(cafe)).toEqual([0, 0]);
});

test("whoever may not book stock imports none", async () => {
  const cafe = await newCafe();
  const file = path.join(await temporaryFolder(), "came.csv");
  writeFileSync(file, DELIVERY);
  const env = { TILL_STAFF: "1", TILL_PIN: "1111" };
  const said = await ask(["stock", "import", file, "--store", cafe.dir], { env });

  expect(said.code).toBe(4);
  expect(await levels(cafe)).toEqual([0, 0]);
});
