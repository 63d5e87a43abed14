/** An order that is opened from a shell, gets more goods, and is paid: as a guest's evening at a table. */

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("an order stays open, takes more goods as it is served, and is paid at the end", async () => {
  const { run } = await shop();

  const opened = await run("order", "open", "2*flat white", "--service", "dine-in");
  const more = await run("order", "add", "a1", "croissant", "--json");
  const paid = await run("order", "pay", "A1", "--card");

  expect(opened).toMatchObject({ code: 0, stderr: "" });
  expect(opened.stdout).toMatch(/^Order A1 {2}dine-in {2}open\n/u);
  expect(opened.stdout).not.toContain("Receipt");
  expect(JSON.parse(more.stdout)).toMatchObject({
    order: { number: "A1", status: "open", service: "dine-in" },
    lines: [{ name: "Flat white" }, { name: "Croissant" }],
    receipt: null,
  });
  expect(paid.stdout).toContain("Receipt A-000001\n");
  expect(await run("order", "add", "A1", "croissant")).toEqual(
    refused(5, "The order is paid: begin a new one."),
  );
});

test("courses go on from those of the order", async () => {
  const { run } = await shop();
  await run("order", "open", "croissant", ";2", "burger");

  await run("order", "add", "A1", "croissant");
  const next = await run("order", "add", "A1", ";", "tarte", "--json");

  const { lines } = JSON.parse(next.stdout) as {
    readonly lines: ReadonlyArray<{ readonly course: number }>;
  };
  expect(lines.map(({ course }) => course).slice(1)).toEqual([2, 2, 3]);
});

test("a serial number that was sold stands on another line once somebody says that it is right", async () => {
  const { run, manage } = await shop();
  await manage("catalog", "set", "CROISSANT", "serial=yes");
  await run("order", "open", "croissant", "--serial", "S1");
  await run("order", "pay", "A1", "--card");
  await run("order", "open", "2*croissant");

  const asked = await run("order", "serial", "A2", "1", "S1");
  const sure = await run("order", "serial", "A2", "1", "S1", "--yes");
  // Beside a card payment that may still come a void asks too.
  const off = await run("order", "void", "A2", "2", "--yes");

  const why = "Croissant S1 was sold already, on A-000001: is it right? (--yes)";
  expect(asked).toEqual(refused(2, why));
  expect([sure, off]).toMatchObject([{ code: 0 }, { code: 0 }]);
});

test("goods that come back without a receipt take the right to, or the word of who has it", async () => {
  const { store, run } = await shop();
  await run("order", "open", "2*croissant");
  const pin = path.join(path.dirname(store), "pin");
  await writeFile(pin, "4444\n");
  const words = ["order", "add", "A1", "<croissant"];

  const alone = await run(...words);
  const vouched = await run(...words, "--approver", "4", "--approver-pin-file", pin);

  expect(alone).toMatchObject({ code: 4, stdout: "" });
  expect(vouched).toMatchObject({ code: 0, stderr: "" });
  expect(vouched.stdout).toMatch(/^ {2}Total +2\.60 EUR$/mu);
});

test("a line of more than ten times the dearest goods takes a yes", async () => {
  const { run } = await shop();
  await run("order", "open", "croissant");

  const asked = await run("order", "add", "A1", "110*carrot cake");
  const price = await run("order", "price", "A1", "1", "900");
  const sure = await run("order", "add", "A1", "110*carrot cake", "--yes");

  expect(asked).toEqual(refused(2, "Carrot cake comes to 462.00: is that right? (--yes)"));
  expect(price).toEqual(refused(2, "Croissant comes to 900.00: is that right? (--yes)"));
  expect(sure).toMatchObject({ code: 0, stderr: "" });
});

test("goods that not everybody may buy take a word that the age was checked", async () => {
  const { run, manage } = await shop();
  await manage("catalog", "set", "CROISSANT", "age=18");

  const asked = await run("order", "open", "croissant");
  const checked = await run("order", "open", "croissant", "--age-checked");
  const more = await run("order", "add", "A1", "croissant");

  expect(asked.code).toBe(2);
  expect(asked.stderr).toMatch(
    /^Born on .* or before\? Croissant is for 18 and over\. \(--age-checked\)\n$/u,
  );
  expect([checked, more]).toMatchObject([{ code: 0 }, { code: 0 }]);
});

test("goods that are wrong, or that there are too few of, add nothing at all", async () => {
  const { run, manage } = await shop();
  await run("order", "open", "croissant");
  await manage("catalog", "left", "CROISSANT", "2");
  const before = await run("order", "show", "A1");

  const few = await run("order", "add", "A1", "espresso", "croissant", "2*croissant");
  const wrong = await run("order", "add", "A1", "espresso", "no such thing");
  const empty = await run("order", "add", "A1", ";2");

  expect(few).toEqual(refused(2, "Croissant: only 1 left. --oversell sells it all the same."));
  expect(wrong.code).toBe(3);
  expect(empty).toEqual(refused(2, '";2" begins a course: name its goods after it.'));
  expect((await run("order", "add", "Z9", "espresso")).code).toBe(3);
  expect((await run("order", "open")).code).toBe(2);
  expect(await run("order", "show", "A1")).toEqual(before);
  expect((await run("order", "add", "A1", "2*croissant")).code).toBe(0);
});

async function shop() {
  const store = await shopCopy();
  function by(env: Readonly<Record<string, string>>) {
    return (...words: ReadonlyArray<string>) => till([...words, "--store", store], { env });
  }
  return { store, run: by(MIA), manage: by(RAVI) };
}
