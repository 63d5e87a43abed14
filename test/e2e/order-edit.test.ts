/** An open order is changed from a shell: lines come off, prices come down, the kitchen reads a note. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { askedTill } from "../support/asked-till.ts";
import { MIA, refused, shopCopies } from "../support/till-process.ts";

const till = askedTill();
const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

describe("void", () => {
  test("what the kitchen has not heard of goes by itself, in part or as a whole", async () => {
    const { order } = await openOrder();

    const some = await order("void", "A1", "1", "--quantity", "2");
    const rest = await order("void", "A1", "1");
    const shown = await order("show", "A1", "--json");
    const noted = await order("note", "A1", "1", "hot", "--json");

    expect(some).toMatchObject({ code: 0, stderr: "" });
    expect(some.stdout).toMatch(/^ {2}1 x Croissant +2\.60$/mu);
    expect(rest.stdout).not.toContain("Croissant");
    expect(rest.stdout).toMatch(/^ {2}Total +3\.60 EUR$/mu);
    // Those that are left are counted through.
    const [gone, left] = [
      { position: 0, voided: true },
      { position: 1, voided: false },
    ];
    expect(JSON.parse(shown.stdout)).toMatchObject({ lines: [gone, left] });
    expect(JSON.parse(noted.stdout)).toMatchObject({ lines: [{ note: "" }, { note: "hot" }] });
  });

  test("what it knows of takes the right and a reason, and it hears of it", async () => {
    const { store, order, manage, approved } = await openOrder();
    await order("send", "A1");
    const before = await order("show", "A1");
    const words = ["order", "void", "A1", "2"] as const;

    expect(await order("void", "A1", "2", "--reason", "cold")).toEqual(
      refused(4, "Mia may not void what was sent to the kitchen: ask someone who may."),
    );
    expect(await manage(...words)).toEqual(
      refused(2, "The kitchen knows of Flat white: say why it goes, by --reason TEXT."),
    );
    expect(await order("show", "A1")).toEqual(before);
    const done = await approved(...words, "--reason", "changed their mind");

    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/^ {2}1 x Flat white .+ void$/mu);
    expect(await readFile(`${store}.paper/kitchen.txt`, "utf8")).toContain("[VOID 1 x Flat white]");
    expect((await manage("export", "events")).stdout).toContain("changed their mind");
    expect(await manage(...words, "--reason", "again")).toEqual(
      refused(5, "Flat white is off the order already."),
    );
  });

  test("more than there is, and a line that there is not, take nothing off", async () => {
    const { order } = await openOrder();
    const before = await order("show", "A1");

    expect(await order("void", "A1", "1", "--quantity", "4")).toEqual(
      refused(2, "No more than 3 of Croissant can come off."),
    );
    expect((await order("void", "A1", "1", "--quantity", "0.5")).code).toBe(2);
    expect((await order("void", "A1", "1", "--quantity", "0")).code).toBe(2);
    expect((await order("void", "A1", "9")).code).toBe(3);
    expect((await order("void", "Z9", "1")).code).toBe(3);
    expect((await order("void", "A1", "first")).code).toBe(2);
    expect(await order("show", "A1")).toEqual(before);
  });
});

describe("discount", () => {
  test("off a line, off the order, and away again", async () => {
    const { order, managed } = await openOrder();

    const line = await managed("discount", "A1", "1", "10%");
    const whole = await managed("discount", "A1", "2.00", "--json");
    const none = await managed("discount", "A1", "1", "0%");

    expect(line).toMatchObject({ code: 0, stderr: "" });
    expect(line.stdout).toMatch(/^ {2}3 x Croissant, 0\.78 off +7\.02$/mu);
    expect(JSON.parse(whole.stdout)).toMatchObject({ totals: { discount: 200, total: 862 } });
    expect(none.stdout).toMatch(/^ {2}3 x Croissant +7\.80$/mu);
    expect((await order("pay", "A1", "--card")).stdout).toMatch(/^ {2}Total +9\.40 EUR$/mu);
  });

  test("is for who may, or with the word of somebody who may", async () => {
    const { order, approved } = await openOrder();

    const alone = await order("discount", "A1", "50%");
    const vouched = await approved("order", "discount", "A1", "50%");

    expect(alone.code).toBe(4);
    expect(vouched.stdout).toMatch(/^ {2}Total +5\.70 EUR$/mu);
  });

  test("what is no discount, or is more than it costs, takes nothing off", async () => {
    const { managed } = await openOrder();

    for (const text of ["10", "150%", "much", "2.000"]) {
      expect(await managed("discount", "A1", text)).toEqual(
        refused(2, `${text} is no discount: such as 10%, or 2.00; 0% takes it away.`),
      );
    }
    expect((await managed("discount", "A1", "1", "9.00")).code).toBe(2);
    expect((await managed("discount", "A1", "1", "2", "10%")).code).toBe(2);
    expect((await managed("show", "A1")).stdout).toMatch(/^ {2}Total +11\.40 EUR$/mu);
  });
});

test("a note is on the kitchen's ticket, and an empty one is none", async () => {
  const { store, order } = await openOrder();

  const noted = await order("note", "A1", "2", "extra hot", "--json");
  await order("note", "A1", "1", "warm");
  await order("note", "A1", "1", "");
  await order("send", "A1");

  expect(JSON.parse(noted.stdout)).toMatchObject({ lines: [{ note: "" }, { note: "extra hot" }] });
  const paper = await readFile(`${store}.paper/kitchen.txt`, "utf8");
  expect(paper).toContain("extra hot");
  expect(paper).not.toContain("warm");
  expect((await order("note", "A1", "7", "warm")).code).toBe(3);
});

test("goods of a receipt stay with the guest after all, and no longer pay for the order", async () => {
  const { order, manage } = await openOrder();
  await order("pay", "A1", "--card");
  await order("open", "espresso");
  await manage("refund", "A-000001", "1", "--reason", "wrong", "--exchange", "A2");

  const other = await order("keep", "A2", "A-000009");
  const kept = await order("keep", "A2", "A-000001");
  const again = await order("keep", "A2");

  expect(other.code).toBe(3);
  expect(kept).toMatchObject({ code: 0, stderr: "" });
  expect(kept.stdout).not.toContain("BACK");
  expect(again).toEqual(refused(5, "No goods of a receipt come back on this order."));
});

/** Three croissants and a flat white, 11.40. */
async function openOrder() {
  const store = await shopCopy();
  const pin = path.join(path.dirname(store), "pin");
  await writeFile(pin, "4444\n");
  function by(env: Readonly<Record<string, string>>) {
    return (...words: ReadonlyArray<string>) => till([...words, "--store", store], { env });
  }
  const [run, manage] = [by(MIA), by(RAVI)];
  await run("order", "open", "3*croissant", "flat white");
  return {
    store,
    order: (...words: ReadonlyArray<string>) => run("order", ...words),
    manage,
    managed: (...words: ReadonlyArray<string>) => manage("order", ...words),
    /** By Mia, with Ravi's word. */
    approved: (...words: ReadonlyArray<string>) =>
      run(...words, "--approver", "4", "--approver-pin-file", pin),
  };
}
