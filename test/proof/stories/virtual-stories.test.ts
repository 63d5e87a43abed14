/** The stories that are played in virtual time, by what they leave in the books. Size: whole. */

import { describe, expect, test } from "vitest";

import { playStory } from "../../../proof/stories/play-story.ts";
import { type VirtualStory } from "../../../proof/stories/story.ts";
import { tellStory } from "../../support/told-story.ts";

describe("two tills change one order while apart", () => {
  test("an item here and a discount there are both in it, the same to the byte each time", async () => {
    const { tills, text } = await tellStory(3);
    const again = await tellStory(3);

    expect(again.text).toBe(text);
    expect(again.tills[0]?.digest).toBe(tills[0]?.digest);
    for (const { receipts, attention, reports } of tills) {
      expect({ receipts, attention }).toEqual({ receipts: ["A-000001"], attention: [] });
      expect(reports).toMatchObject([
        { receipts: 1, sales: 882, differences: [], openOrders: { count: 0 } },
      ]);
    }
    expect(text).toMatch(/^ +Taken off +-0\.98$/mu);
    expect(text).toMatch(/^ +Total +8\.82 EUR$/mu);
  });
});

describe("one table is paid on two tills apart", () => {
  test("both are told which receipt to take back, and then the books are even", async () => {
    const { tills, text } = await tellStory(4);

    expect(text).toMatch(
      /Order A1: it was paid twice, A-000001 \(.*\), B-000001 \(.*\): 20\.10 \(lead\)/u,
    );
    expect(text.match(/^ +give back what B-000001 took too much$/gmu)).toHaveLength(1);
    for (const { receipts, attention, reports } of tills) {
      expect(receipts).toEqual(["A-000001", "B-000001", "B-000002"]);
      expect(attention).toEqual([]);
      expect(reports).toMatchObject([
        { sales: 4020, refunds: { count: 1, total: -2010 }, differences: [], attention: [] },
      ]);
      const [report] = reports;
      expect(report?.tenders).toMatchObject([
        { method: "card", amount: 2010, refunded: -2010 },
        { method: "cash", amount: 2010, refunded: 0 },
      ]);
    }
  });
});

describe("two halves of a shop are apart for 14 days", () => {
  test("everything is on all four tills, each day ties out, and one double refund is asked", async () => {
    const { tills } = await tellStory(6);

    expect(tills.map(({ till }) => till)).toEqual(["A", "B", "C", "D"]);
    for (const { receipts, reports, attention } of tills) {
      expect(receipts).toHaveLength(130);
      expect(reports.map((report) => report.receipts)).toEqual([
        9,
        ...Array<number>(13).fill(8),
        1,
      ]);
      expect(reports.flatMap(({ differences }) => differences)).toEqual([]);
      expect(sum(reports.map(({ refunds }) => refunds.count))).toBe(16);
      expect(attention).toMatchObject([{ kind: "receipt/over-refunded", amount: 1250 }]);
      // By the prices of the café, worked out by hand.
      expect(sum(reports.map(({ sales }) => sales))).toBe(97_395);
    }
  });
});

describe("the plug is pulled between the card terminal's yes and the till's", () => {
  test("after the restart the payment is on the order once, and the bank has charged it once", async () => {
    const { tills, text } = await tellStory(7);
    const again = await tellStory(7);

    expect(again.text).toBe(text);
    expect(text).toMatch(/^ok {2}The bank has charged it once, and A-000001 says so\.$/mu);
    for (const { receipts, attention, reports } of tills) {
      expect({ receipts, attention }).toEqual({
        receipts: ["A-000001", "B-000001"],
        attention: [],
      });
      expect(reports).toMatchObject([{ sales: 1490, differences: [] }]);
    }
  });
});

describe("the last cake is asked for at two tills apart", () => {
  test("the guarded one is sold once, and what nobody guards twice, which both ask about", async () => {
    const { tills, text } = await tellStory(8);
    const again = await tellStory(8);

    expect(again.text).toBe(text);
    expect(text).toMatch(/the till refuses: .*A has 1/u);
    expect(text).toMatch(/Brownie: 1 more/u);
    for (const { receipts, attention, reports } of tills) {
      expect({ receipts, attention }).toEqual({
        receipts: ["A-000001", "B-000001"],
        attention: [],
      });
      expect(reports).toMatchObject([{ differences: [] }]);
    }
  });
});

describe("a story", () => {
  const words = { title: "", about: [], stage: "virtual", staff: { A: "1", B: "1" } } as const;

  test("in which something never comes about does not hold, and says what", async () => {
    const story: VirtualStory = {
      ...words,
      play: async ({ until, conclude }) => {
        await until("somebody pays", () => false);
        return conclude();
      },
    };

    const { checks, tills } = await playStory({ story, onLine: () => undefined });

    expect(checks).toEqual([{ sentence: "It never came about that somebody pays.", holds: false }]);
    expect(tills).toEqual([]);
  });

  test("in which two tills are still apart in the end does not hold", async () => {
    const story: VirtualStory = {
      ...words,
      play: async ({ cut, at, conclude }) => {
        cut(["A"], ["B"]);
        at("A").sells({ COFFEE: 1 }, "cash");
        return conclude();
      },
    };

    const { checks } = await playStory({ story, onLine: () => undefined });

    const wrong = checks.filter(({ holds }) => !holds).map(({ sentence }) => sentence);
    expect(wrong).toEqual([
      expect.stringMatching(/^A and B are equal to the byte/u),
      expect.stringMatching(/^1 paper that customers were given/u),
      "B says the same.",
    ]);
  });
});

function sum(figures: ReadonlyArray<number>): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
