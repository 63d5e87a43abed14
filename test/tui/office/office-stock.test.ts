/** Stock in the back office, by its keys over a real till: what there is, and what is booked of it. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { giveRights } from "../../../src/app/stock/rights.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { officePaneRows } from "../../../src/tui/office/office-panes.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { cutRows, englishIn } from "../../support/english-left.ts";
import { enrolTill } from "../../support/enrol-till.ts";
import { TRANSLATIONS } from "../../support/languages.ts";
import { type PressedOffice, pressedOffices, signIn } from "../../support/pressed-office.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import {
  addIngredient,
  book,
  keep,
  levelAt,
  RAVI,
  receive,
  setProduct,
} from "../../support/stock-acts.ts";

function sells({ sku }: { readonly sku: string }): boolean {
  return sku === "CROISSANT" || sku === "FLAT-WHITE";
}
const { office } = pressedOffices({ sells });
const kept = pressedOffices({ sells, before: keepSome });

/** Croissants, and two crates of milk that cost something. */
function keepSome(open: OpenTill): void {
  keep(open.till);
  addIngredient(open.till, "MILK", { name: "Milk", unit: "l", packs: "crate=12" });
  const quantity = 24 * ONE_IN_STOCK;
  book(open, { type: "receive", sku: "MILK", quantity, cost: minor(2280) });
}

async function stock(it: Promise<PressedOffice>): Promise<PressedOffice> {
  const there = await it;
  there.keys("stock");
  there.press("Enter");
  return there;
}

async function article(name: string, staff = "4"): Promise<PressedOffice> {
  const it = await stock(kept.office(":office", staff));
  it.keys(name);
  it.press("Enter");
  return it;
}

function labels({ till }: PressedOffice): ReadonlyArray<string> {
  return till.rows().map(({ label, detail }) => `${label} ${detail}`.trim());
}

/** Goes down to the row of that label, and types there. */
function typeAt(it: PressedOffice, label: string, typed: string): void {
  const at = it.till.rows().findIndex((row) => row.label === label);
  const from = it.till.state().office?.at ?? 0;
  for (let step = from; step < at; step += 1) it.press("Down");
  for (let step = from; step > at; step -= 1) it.press("Up");
  it.keys(typed);
}

describe("the list", () => {
  test("of a shop that keeps no stock says how that begins", async () => {
    const it = await stock(office(":office"));

    expect(it.till.title()).toBe("Back office: Stock");
    expect(it.till.rows()).toEqual([]);
    expect(it.till.side().join(" ")).toContain("No stock is kept: set Stock");
    it.press("Enter");
    expect(it.till.message()).toBe("No stock is kept: set Stock on a product's page.");
  });

  test("has what there is, what it is worth and what is to be ordered", async () => {
    const it = await stock(kept.office(":office"));

    expect(labels(it)).toEqual(["Croissant 0", "Milk 24 l, 22.80"]);
  });

  test("marks what is below zero, and has it first", async () => {
    const it = await stock(kept.office(":office"));
    const open = it.till.keyboard.open;
    addIngredient(open.till, "ALE", { name: "Ale", unit: "keg", "reorder at": "2" });
    sellGoods(open.till, ["2*croissant"], { cash: 1000 });
    it.press("Esc");
    it.keys("stock");
    it.press("Enter");

    // What a day used on average is to last a week.
    expect(labels(it)).toEqual([
      "Croissant ! -2, order 3",
      "Ale 0 keg, order 2 keg",
      "Milk 24 l, 22.80",
    ]);
    expect(it.till.rows()[0]?.isWrong).toBe(true);
  });

  test("finds an article by a word or a code, and says where there is none", async () => {
    const it = await stock(kept.office(":office"));
    it.keys("mil");
    expect(labels(it)).toEqual(["Milk 24 l, 22.80"]);
    it.press("Esc");
    it.keys("flat");
    it.press("Enter");

    expect(it.till.message()).toBe("Nothing is called that.");
  });
});

describe("goods with a recipe, whose own stock nobody keeps", () => {
  test("are found by what is typed, and thrown away by what they are made of", async () => {
    const it = await stock(kept.office(":office"));
    const { open } = it.till.keyboard;
    setProduct(open.till, "FLAT-WHITE", { recipe: "MILK 0.2" });
    expect(labels(it)).toEqual(["Croissant 0", "Milk 24 l, 22.80"]);

    it.keys("flat");
    expect(labels(it)).toEqual(["Flat white by its recipe"]);
    it.press("Enter");
    expect(labels(it)).toEqual(["Thrown away", "Eaten by staff", "Product FLAT-WHITE"]);
    typeAt(it, "Thrown away", "5 dropped");
    expect(it.preview()).toContain("Thrown away: 5 Flat white, by its recipe (dropped)");
    it.press("Enter");

    expect(it.till.message()).toBe("Thrown away: 5 Flat white, by its recipe");
    expect(it.till.side().join(" ")).not.toContain("Ctrl-Z");
    expect(levelAt(open, "MILK")).toBe(23);
    typeAt(it, "Eaten by staff", "none");
    it.press("Enter");
    expect(levelAt(open, "MILK")).toBe(23);
  });
});

describe("an article", () => {
  test("shows what there is, its places and what was booked last", async () => {
    const it = await article("milk");
    book(it.till.keyboard.open, {
      type: "move",
      sku: "MILK",
      quantity: 6 * ONE_IN_STOCK,
      from: "",
      to: "cellar",
    });
    it.press("Esc Enter");

    expect(it.till.title()).toBe("Back office: Stock: Milk");
    expect(labels(it)).toEqual([
      "There 24 l",
      "Delivery",
      "Count",
      "Thrown away",
      "Eaten by staff",
      "sales floor 18 l",
      "cellar 6 l",
      "Worth 22.80",
      "Used a day 0 l",
      "Product MILK",
      expect.stringMatching(/ 6 Milk carried from sales floor to cellar \(Ravi\)$/u),
      expect.stringMatching(/ 24 Milk received \(Ravi\)$/u),
    ]);
  });

  test("takes a delivery with its cost and supplier: the preview says what will be there", async () => {
    const it = await article("croissant");
    typeAt(it, "Delivery", "12 0.62 Baker & Sons");
    expect(it.preview()).toBe("Croissant: 12 received, 12 there now. (7.44, Baker & Sons)");
    it.press("Enter");

    expect(it.till.message()).toBe("Croissant: 12 received, 12 there now.");
    expect(labels(it)).toContain("Worth 7.44");
    expect(labels(it).at(-1)).toMatch(/ 12 Croissant received from Baker & Sons \(Ravi\)$/u);
  });

  test.each([
    ["2crate 11.40 Dairy", "Milk: 24 l received, 48 l there now. (22.80, Dairy)"],
    ["2 crate =22.80", "Milk: 24 l received, 48 l there now. (22.80)"],
    ["1,5 l @Cellar", "Milk: 1.5 l received, 25.5 l there now. (@Cellar)"],
    ["3 @shop", "Milk: 3 l received, 27 l there now."],
    ["3 Dairy", "Milk: 3 l received, 27 l there now. (Dairy)"],
    ["3 1.2345", '"1.2345" is no cost: an amount such as 2.50.'],
    ["crate", '"crate" is no quantity: such as 3, 0.568 or one of its packs: crate.'],
    ["", ""],
  ])("reads %j as a delivery", async (typed, sentence) => {
    const it = await article("milk");
    typeAt(it, "Delivery", typed);

    expect(it.preview()).toBe(sentence);
  });

  test("is counted, thrown away for a reason, and eaten by staff", async () => {
    const it = await article("croissant");
    const { open } = it.till.keyboard;
    typeAt(it, "Count", "7");
    it.press("Enter");
    expect(it.till.message()).toBe("Croissant: 7 counted, 7 there now.");
    typeAt(it, "Thrown away", "2");
    it.press("Enter");
    expect(it.till.message()).toBe("Croissant: say why it was thrown away.");
    expect(levelAt(open)).toBe(7);
    it.press("Esc");
    it.keys("2 dropped");
    expect(it.preview()).toBe("Croissant: 2 thrown away, 5 there now. (dropped)");
    it.press("Enter");
    typeAt(it, "Eaten by staff", "1");
    it.press("Enter");

    expect(it.till.message()).toBe("Croissant: 1 eaten by staff, 4 there now.");
    expect(levelAt(open)).toBe(4);
  });

  test("is counted at one of its places", async () => {
    const it = await article("milk");
    typeAt(it, "Count", "5 @cellar");
    it.press("Enter");
    typeAt(it, "cellar", "4");
    expect(it.preview()).toBe("Milk: 4 l counted, 28 l there now. (@cellar)");
    it.press("Enter");

    expect(levelAt(it.till.keyboard.open, "MILK")).toBe(28);
  });

  test("that is guarded shows whose it is", async () => {
    const it = await article("croissant");
    const { open } = it.till.keyboard;
    enrolTill(open, "B");
    keep(open.till, "CROISSANT", "guarded");
    receive(open, "CROISSANT", 10);
    const quantity = 3 * ONE_IN_STOCK;
    valueOf(giveRights(open.till, RAVI, { sku: "CROISSANT", quantity, to: "B" }));
    it.press("Esc Enter");

    expect(labels(it)).toEqual(expect.arrayContaining(["There 10", "Till B 3"]));
  });

  test("is booked by nobody without the right, and names who may", async () => {
    const it = await article("croissant", "1");
    typeAt(it, "Count", "7");
    it.press("Enter");

    expect(it.till.message()).toContain("Ravi");
    expect(levelAt(it.till.keyboard.open)).toBe(0);
    expect(it.till.side().join(" ")).toContain("To change: Ravi.");
  });

  test("leads to its product, where its stock is set", async () => {
    const it = await article("milk");
    typeAt(it, "Product", "");
    it.press("Enter");

    expect(it.till.title()).toBe("Back office: Stock: Milk: Milk");
    await signIn(it.till.keyboard, "4");
  });
});

describe.each(TRANSLATIONS)("in %s", (locale) => {
  const spoken = pressedOffices({
    sells,
    before: (open) => {
      keepSome(open);
      valueOf(changeSetting(open.till, RAVI, { key: "language", texts: [locale] }));
    },
  });

  test("no English is left on the page of an article, and all of it is seen", async () => {
    const it = await spoken.office();
    const { store } = it.till.keyboard;
    const { verbs, stockPage } = wordsFor({ locale });
    it.keys(`:${verbs.office[0] ?? "office"}`);
    it.press("Enter");
    it.keys(stockPage.stock);
    it.press("Enter");
    it.keys("milk");
    it.press("Enter");
    const state = store.getState();
    const [narrow = [], wide = []] = [46, 160].map((width) =>
      officePaneRows(store.till, state, { width, height: 16, signs: "all" }).map(
        ({ text }) => text,
      ),
    );
    const all = [...wide, ...it.till.rows().flatMap(({ hints = [] }) => hints)];

    expect(state.office?.page.type).toBe("stock-article");
    expect(all.filter((text) => englishIn(text, locale).length > 0)).toEqual([]);
    expect(cutRows(narrow, wide)).toEqual([]);
    expect(it.till.rows().filter(({ label }) => textWidth(label) > 16)).toEqual([]);
  });
});
