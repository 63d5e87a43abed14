/** An open order is changed from a shell: lines come off, prices come down, the kitchen reads a note. Size: whole. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

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
    expect(some.stdout).toMatch(/^ {2}1 {2}1 x Croissant +2\.60$/mu);
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
    expect(done.stdout).toMatch(/^ {2}2 {2}1 x Flat white .+ void$/mu);
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
    expect(line.stdout).toMatch(/^ {2}1 {2}3 x Croissant, 0\.78 off +7\.02$/mu);
    expect(JSON.parse(whole.stdout)).toMatchObject({ totals: { discount: 200, total: 862 } });
    expect(none.stdout).toMatch(/^ {2}1 {2}3 x Croissant +7\.80$/mu);
    expect((await order("pay", "A1", "--card")).stdout).toMatch(/^ {2}Total +9\.40 EUR$/mu);
  });

  test("is off some goods alone, which it names, and refused of others", async () => {
    const { managed, manage } = await openOrder();

    const some = await managed("discount", "A1", "10%", "--on", "bakery");
    const json = await managed("discount", "A1", "1.00", "--on", "flat white,CROISSANT", "--json");
    const bill = await managed("bill", "A1", "--no-print", "--json");
    const unknown = await managed("discount", "A1", "10%", "--on", "moon");
    const none = await managed("discount", "A1", "10%", "--on", "beer");
    const ofLine = await managed("discount", "A1", "1", "10%", "--on", "bakery");
    const gift = await managed("discount", "A1", "--kind", "comp", "--on", "bakery");

    expect(some).toMatchObject({ code: 0, stderr: "" });
    expect(some.stdout).toMatch(/^ {2}Taken off Bakery +-0\.78$/mu);
    const on = ["Flat white", "Croissant"];
    expect(JSON.parse(json.stdout)).toMatchObject({ totals: { discount: 100, discountOn: on } });
    expect(bill.stdout).toContain('"discountOn"');
    expect(unknown).toEqual(refused(3, "No product or category moon: type its name."));
    expect(none).toEqual(refused(5, "No Beer left to pay on this order: add it first."));
    expect(ofLine.code).toBe(2);
    expect(gift).toEqual(
      refused(2, "Goods are given away line by line, or all of the order: leave them out."),
    );
    expect((await manage("order", "show", "A1")).stdout).toMatch(/^ {2}Total +10\.40 EUR$/mu);
  });

  test("is for who may, or with the word of somebody who may", async () => {
    const { order, approved } = await openOrder();

    const why = ["--reason", "regular guest"];
    const unsaid = await order("discount", "A1", "50%");
    const alone = await order("discount", "A1", "50%", ...why);
    const vouched = await approved("order", "discount", "A1", "50%", ...why);

    expect(unsaid).toEqual(refused(2, "More than 0% off needs a reason: say why. (--reason TEXT)"));
    expect(alone.code).toBe(4);
    expect(vouched.stdout).toMatch(/^ {2}Total +5\.70 EUR$/mu);
  });

  test("of a kind gives goods away, for a reason, by who may", async () => {
    const { order, managed, approved } = await openOrder();
    const comp = ["order", "discount", "A1", "1", "--kind", "comp"] as const;

    const unsaid = await managed("discount", "A1", "1", "--kind", "comp");
    const odd = await managed("discount", "A1", "1", "--kind", "gift", "--reason", "waited");
    const alone = await order("discount", "A1", "1", "--kind", "comp", "--reason", "waited");
    const vouched = await approved(...comp, "--reason", "waited too long");
    const undone = await managed("undo", "A1");
    const whole = await managed("discount", "A1", "--kind", "staff-meal", "--reason", "shift");

    expect(unsaid).toEqual(refused(2, "Goods given away need a reason: say why. (--reason TEXT)"));
    expect(odd).toEqual(refused(2, '"gift" is no kind: one of comp, staff-meal, spoiled.'));
    expect(alone.code).toBe(4);
    expect(vouched.stdout).toMatch(/^ {2}Total +3\.60 EUR$/mu);
    expect(undone.stdout).toMatch(/^ {2}Total +11\.40 EUR$/mu);
    expect(whole.stdout).toMatch(/^ {2}Total +0\.00 EUR$/mu);
  });

  test("what is no discount, or is more than it costs, takes nothing off", async () => {
    const { managed } = await openOrder();

    for (const text of ["10", "150%", "much", "2.000"]) {
      expect(await managed("discount", "A1", text)).toEqual(
        refused(2, `"${text}" is no discount: such as 10%, or 2.00; 0% takes it away.`),
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
  const alone = await order("note", "A1", "2");
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain("is a line: say its note behind it");
  const whole = await order("note", "A1", "nut allergy", "--json");
  expect(JSON.parse(whole.stdout)).toMatchObject({ order: { note: "nut allergy" } });
  expect((await order("show", "A1")).stdout).toContain("  ! nut allergy\n");
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

describe("quantity", () => {
  test("is more or less of a line; what the kitchen knows of goes with the right and a reason", async () => {
    const { order, managed, manage } = await openOrder();

    const more = await order("quantity", "A1", "1", "5");
    expect(more).toMatchObject({ code: 0, stderr: "" });
    expect(more.stdout).toMatch(/^ {2}1 {2}5 x Croissant +13\.00$/mu);
    expect((await order("quantity", "A1", "2", "3")).code).toBe(0);
    await order("send", "A1");

    expect(await managed("quantity", "A1", "2", "1")).toEqual(
      refused(2, "The kitchen knows of Flat white: say why it goes, by --reason TEXT."),
    );
    expect((await order("quantity", "A1", "2", "1", "--reason", "cold")).code).toBe(4);
    const less = await managed("quantity", "A1", "2", "1", "--reason", "too many");
    expect(less.stdout).toMatch(/^ {2}2 {2}1 x Flat white \(.+\) +3\.60$/mu);
    expect((await manage("export", "events")).stdout).toContain("too many");
    for (const text of ["0", "0.5", "10000"]) {
      expect((await order("quantity", "A1", "1", text)).code).toBe(2);
    }
    expect((await order("quantity", "A1", "1", "many")).code).toBe(2);
  });
});

test("a price is another one by the right to change it, or with the word of who has it", async () => {
  const { order, approved } = await openOrder();

  expect((await order("price", "A1", "1", "2.00")).code).toBe(4);
  const cheaper = await approved("order", "price", "A1", "1", "2.00");

  expect(cheaper.stdout).toMatch(/^ {2}1 {2}3 x Croissant +6\.00$/mu);
  expect(await order("price", "A1", "1", "cheap")).toEqual(
    refused(2, '"cheap" is no price: such as 2.80.'),
  );
});

describe("a course", () => {
  test("is another one for a line and all below it, and for what is added from then on", async () => {
    const { order } = await openOrder();
    await order("add", "A1", "soup", "steak");
    async function courses(): Promise<ReadonlyArray<number>> {
      const { lines } = JSON.parse((await order("show", "A1", "--json")).stdout) as {
        readonly lines: ReadonlyArray<{ readonly course: number }>;
      };
      return lines.map(({ course }) => course);
    }
    const before = await courses();

    const moved = await order("course", "A1", "3", "4");
    expect(moved).toMatchObject({ code: 0, stderr: "" });
    expect(await courses()).toEqual([...before.slice(0, 2), 4, 4]);
    await order("add", "A1", "espresso");
    expect(await courses()).toEqual([...before.slice(0, 2), 4, 4, 4]);

    await order("course", "A1", "2");
    await order("add", "A1", "croissant");
    expect((await courses()).slice(2)).toEqual([4, 4, 4, 2]);
    expect((await order("course", "A1", "1", "0")).code).toBe(0);
    expect((await courses()).slice(0, 4)).toEqual(before);
  });

  test("that is none, or is so already, changes nothing", async () => {
    const { order } = await openOrder();
    await order("course", "A1", "1", "3");
    const before = await order("show", "A1", "--json");

    for (const course of ["10", "-1", "main", ""]) {
      expect((await order("course", "A1", "1", course)).code).toBe(2);
    }
    expect(await order("course", "A1", "1", "2", "3")).toEqual(
      refused(2, "Say one line, or none for the whole order."),
    );
    expect((await order("course", "A1", "9", "2")).code).toBe(3);
    expect(await order("course", "A1", "1", "3")).toEqual(refused(5, "That is course 3 already."));
    expect((await order("course", "A1", "3")).code).toBe(5);
    expect(await order("show", "A1", "--json")).toEqual(before);
    await order("pay", "A1", "--card");
    expect((await order("course", "A1", "1", "2")).code).toBe(5);
  });
});

describe("options", () => {
  test("are put on a line by name or number, and replace what they exclude", async () => {
    const { order } = await openOrder();

    const oat = await order("options", "A1", "2", "oat");
    const plain = await order("options", "A1", "2", "whole");

    expect(oat).toMatchObject({ code: 0, stderr: "" });
    expect(oat.stdout).toMatch(/^ {2}2 {2}1 x Flat white \(.*Oat milk.*\) +4\.10$/mu);
    expect(plain.stdout).toMatch(/^ {2}Total +11\.40 EUR$/mu);
  });

  test("that a line has not, or that don't go together, change nothing", async () => {
    const { order } = await openOrder();
    const before = await order("show", "A1");

    expect(await order("options", "A1", "1", "oat")).toEqual(
      refused(2, "Croissant has no option that begins with oat."),
    );
    expect(await order("options", "A1", "2", "gold")).toEqual(
      refused(2, "Flat white has no option that begins with gold."),
    );
    expect((await order("options", "A1", "2", "99")).code).toBe(2);
    expect(await order("show", "A1")).toEqual(before);
  });
});

test("an order is served otherwise and has a name, and both can be read", async () => {
  const { order } = await openOrder();
  await order("note", "A1", "2", "extra hot");

  expect((await order("service", "A1", "takeaway")).code).toBe(0);
  expect((await order("service", "A1", "upstairs")).code).toBe(2);
  const named = await order("name", "A1", "  Rossi   Anna ");

  expect(named.stdout.split("\n").slice(0, 4)).toEqual([
    "Order A1  takeaway  open  Rossi Anna",
    "  1  3 x Croissant                         7.80",
    "  2  1 x Flat white (Whole milk, Regular)       3.60",
    "       “extra hot”",
  ]);
  expect((await order("name", "A1", "")).stdout).toMatch(/^Order A1 {2}takeaway {2}open$/mu);
  expect((await order("name", "A1", "n".repeat(31))).code).toBe(2);
  await order("pay", "A1", "--card");
  expect((await order("name", "A1", "Rossi")).code).toBe(5);
  expect((await order("service", "A1", "counter")).code).toBe(5);
});

test("a note makes no line of its own, and a terminal obeys neither it nor a name", async () => {
  const { order } = await openOrder();
  await order("name", "A1", "Rossi");
  const noted = await order("note", "A1", "2", "hot\n  Total 0.00 EUR\u001B[2J");

  const named = await order("name", "A1", "\u001B[2JRossi\u009B1m");
  const refusal = await order("discount", "A1", "\u001B[2J");

  expect(noted.stdout).toMatch(/^ {7}“hot {3}Total 0\.00 EUR \[2J”$/mu);
  expect(named.code).toBe(2);
  expect(named.stderr).toMatch(/^Nobody could read that name/u);
  expect(refusal.stderr).toMatch(/^" \[2J" is no discount/u);
  // What a terminal would obey is cleaned where the text enters, also for whoever reads it by a program.
  const told: unknown = JSON.parse((await order("show", "A1", "--json")).stdout);
  expect(told).toMatchObject({ order: { name: "Rossi" } });
  expect(JSON.stringify(told)).toContain(JSON.stringify("hot   Total 0.00 EUR [2J"));
});

test("an order is for a customer, for who may look them up, and for nobody again", async () => {
  const { order, manage } = await openOrder();
  await manage("customer", "add", "Rossi, Anna", "phone=0660 123456");

  const rossi = await order("customer", "A1", "ross");
  const nobody = await order("customer", "A1", "");

  expect(rossi).toMatchObject({ code: 0, stderr: "" });
  expect(rossi.stdout).toMatch(/^For Rossi, Anna$/mu);
  expect(nobody.stdout).not.toContain("Rossi");
  expect((await order("customer", "A1", "")).code).toBe(5);
  expect((await order("customer", "A1", "bianchi")).code).toBe(3);
});

describe("again", () => {
  test("is the round that was sent last, without what is sold out", async () => {
    const { order, manage } = await openOrder();
    await order("send", "A1");
    await order("add", "A1", "espresso", "croissant");
    await order("send", "A1");

    const round = await order("again", "A1");
    expect(round).toMatchObject({ code: 0, stderr: "" });
    expect(round.stdout).toMatch(/^ {2}5 {2}1 x Espresso .+\n {2}6 {2}1 x Croissant /mu);

    await manage("catalog", "left", "CROISSANT", "0");
    await order("send", "A1");
    const rest = await order("again", "A1");
    expect(rest).toMatchObject({ code: 1, stderr: "Croissant is sold out.\n" });
    expect(rest.stdout).toMatch(/^ {2}7 {2}1 x Espresso /mu);
  });

  test("is nothing of an order that is paid", async () => {
    const { order } = await openOrder();
    await order("pay", "A1", "--card");

    expect((await order("again", "A1")).code).toBe(5);
  });
});

describe("undo", () => {
  test("of a void puts the goods where they were", async () => {
    const { order } = await openOrder();
    const before = await order("show", "A1");
    await order("void", "A1", "1");

    expect((await order("undo", "A1")).stdout).toBe(before.stdout);
    await order("void", "A1", "1", "--quantity", "3");
    await order("add", "A1", "espresso");
    await order("undo", "A1");
    expect((await order("show", "A1")).stdout).toMatch(/^ {2}1 {2}1 x Flat white /mu);
  });

  test("of a void that the kitchen heard of puts them below it", async () => {
    const { order, managed } = await openOrder();
    await order("add", "A1", "espresso");
    await order("send", "A1");
    await managed("void", "A1", "2", "--reason", "spilt");

    expect((await managed("undo", "A1")).stdout).toMatch(
      /^ {2}2 {2}1 x Flat white .+ void\n {2}3 {2}1 x Flat white .+ 3\.60\n {2}4 {2}1 x Espresso /mu,
    );
  });

  test("takes back all of the last command, and once more as it was", async () => {
    const { order, managed } = await openOrder();
    const before = await order("show", "A1");
    const changes = [
      ["add", "A1", "espresso", "2*croissant"],
      ["quantity", "A1", "1", "7"],
      ["options", "A1", "2", "oat"],
      ["note", "A1", "2", "hot"],
      ["course", "A1", "1", "4"],
      ["course", "A1", "2"],
      ["price", "A1", "1", "2.00"],
      ["discount", "A1", "1", "10%"],
      ["discount", "A1", "10%"],
      ["service", "A1", "takeaway"],
      ["name", "A1", "Rossi"],
      ["hold", "A1", "2"],
    ] as const;

    for (const words of changes) {
      expect((await managed(...words)).code).toBe(0);
      expect(await managed("undo", "A1")).toEqual(before);
    }
    await managed("quantity", "A1", "1", "7");
    await managed("undo", "A1");
    expect((await managed("undo", "A1")).stdout).toMatch(/^ {2}1 {2}7 x Croissant /mu);
  });

  test("takes the rights of the opposite, and what the kitchen has is taken off with a reason", async () => {
    const { order, managed, approved } = await openOrder();
    await approved("order", "price", "A1", "1", "2.00");
    expect((await order("undo", "A1")).code).toBe(4);
    expect((await approved("order", "undo", "A1")).code).toBe(0);

    await order("send", "A1");
    expect(await managed("undo", "A1")).toEqual(
      refused(5, "The kitchen has heard of it: till order void takes goods off, with a reason."),
    );
    await managed("void", "A1", "2", "--reason", "spilt");
    expect((await managed("undo", "A1")).stdout).toMatch(/1 x Flat white \(.+\) +3\.60$/mu);
    await order("pay", "A1", "--card");
    expect(await managed("undo", "A1")).toEqual(
      refused(
        5,
        "The step before took money: `till order correct` if it came otherwise, else take the goods off and pay.",
      ),
    );
  });
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
