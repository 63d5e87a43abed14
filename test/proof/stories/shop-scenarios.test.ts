/** What a shop lives through with several tills, on the stage of the stories and to the cent. Size: whole. */

import { expect, test } from "vitest";

import { type Counter } from "../../../proof/stories/counter.ts";
import { playStory } from "../../../proof/stories/play-story.ts";
import { type StoryResult, type VirtualStory } from "../../../proof/stories/story.ts";
import { changeEntry, setLeft } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI: Actor = { number: "4", name: "Ravi" };

test("a rush at three tills is counted by what receipts say, not by what their sum would give", async () => {
  const orders = 30;
  const { tills } = await play({ A: "1", B: "2", C: "3" }, async ({ at, ...scene }) => {
    scene.quietly(() => {
      for (let turn = 0; turn < orders; turn += 1) {
        const counter = [at("A"), at("B"), at("C")][turn % 3];
        counter?.sells({ LICOR: 2, CHIPS: 1 }, turn % 5 < 3 ? "cash" : "card");
      }
    });
    await scene.untilEqual();
    return scene.conclude();
  });

  for (const { receipts, reports } of tills) {
    expect(receipts).toHaveLength(orders);
    const [report] = reports;
    expect(report).toMatchObject({ sales: orders * 1225, differences: [], attention: [] });
    expect(report?.tenders).toMatchObject([
      { method: "card", count: 12, amount: 12 * 1225 },
      { method: "cash", count: 18, amount: 18 * 1225 },
    ]);
    // 21 % of all drinks at once would be 46.86, and 9 % of all chips 8.05.
    expect(report?.taxes.map(({ label, tax }) => [label, tax])).toEqual([
      ["VAT 21%", orders * 156],
      ["VAT 9%", orders * 27],
    ]);
  }
});

test("the last cake, sold on two tills apart, stays sold twice, and somebody is told once", async () => {
  const { tills } = await play({ A: "3", B: "4", C: "4" }, async ({ at, ...scene }) => {
    leaves(at("A"), "CHEESECAKE", 1);
    await scene.untilEqual();
    scene.cut(["C"], ["A", "B"]);
    at("A").sells({ CHEESECAKE: 1 }, "cash");
    await scene.until("B has heard of it", () => at("B").receipts().length === 1);
    expect(() => at("B").sells({ CHEESECAKE: 1 }, "cash")).toThrow(
      "Till B refuses: Cheesecake is sold out.",
    );
    at("C").sells({ CHEESECAKE: 1 }, "cash");
    scene.heal();
    await scene.untilEqual();
    return scene.conclude();
  });

  for (const { receipts, attention } of tills) {
    expect(receipts).toEqual(["A-000001", "C-000001"]);
    expect(attention.map(({ text }) => text)).toEqual([
      "Cheesecake: 1 oversold (4.60) on C Till C: C-000001",
    ]);
  }
});

test("what is sold out on one till is refused on the next, and sold by the one that can't know", async () => {
  const { tills } = await play({ A: "4", B: "3", C: "3" }, async ({ at, ...scene }) => {
    scene.cut(["C"], ["A", "B"]);
    leaves(at("A"), "BURGER", 0);
    await scene.until("B has heard of it", () => isSoldOut(at("B"), "BURGER"));
    for (const till of ["A", "B"]) {
      expect(() => at(till).opens("table 1", { BURGER: 1 })).toThrow("Burger is sold out.");
    }
    at("C").sells({ BURGER: 1 }, "cash");
    scene.heal();
    await scene.untilEqual();
    return scene.conclude();
  });

  for (const { receipts, attention } of tills) {
    expect(receipts).toEqual(["C-000001"]);
    expect(attention.map(({ text }) => text)).toEqual([
      "Burger: 1 oversold (14.90) on C Till C: C-000001",
    ]);
  }
});

test("a price that changes while a tab is open holds for what is added from then on, where it is known", async () => {
  const { text, tills } = await play({ A: "4", B: "3" }, async ({ at, ...scene }) => {
    const tab = at("A").opens("the tab", { "1664": 2 });
    await scene.untilEqual();
    scene.cut(["A"], ["B"]);
    const fields = [{ field: "price", text: "5.80" }];
    const wish = { type: "product", id: "1664", isNew: false, fields } as const;
    valueOf(changeEntry(at("A").desk().till, RAVI, wish));
    at("A").takesUp(tab);
    at("A").adds({ "1664": 1 });
    at("B").takesUp(tab);
    at("B").adds({ "1664": 1 });
    scene.heal();
    await scene.untilEqual();
    scene.showOrder(tab);
    at("B").paysCard();
    await scene.untilEqual();
    return scene.conclude();
  });

  // Two at 4.80, one at 5.80, and one at 4.80 by the till that did not know.
  expect(text).toMatch(/^ +Total +20\.20 EUR$/mu);
  for (const { reports } of tills) expect(reports).toMatchObject([{ sales: 2020 }]);
});

interface Played extends StoryResult {
  readonly text: string;
}

/** Nothing in it may be otherwise than a story says of itself in the end. */
async function play(staff: VirtualStory["staff"], scenes: VirtualStory["play"]): Promise<Played> {
  const story: VirtualStory = { title: "", about: [], stage: "virtual", staff, play: scenes };
  const result = await playStory({ story, onLine: () => undefined });
  expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
  return { ...result, text: result.lines.join("\n") };
}

function leaves(counter: Counter, sku: string, count: number): void {
  const { till } = counter.desk();
  const product = till.catalogue().productsBySku.get(sku);
  if (product === undefined) throw new Error(`There is no ${sku}.`);
  valueOf(setLeft(till, RAVI, { product, left: thousandths(1000 * count) }));
}

function isSoldOut(counter: Counter, sku: string): boolean {
  return counter.desk().till.left(sku) === 0;
}
