/**
 * Money that stays though nobody owes it, and money that is gone though it was not there, as tills that were apart left
 * them: kept or written off, documents and tenders say it, and the law of money judges it again.
 */

import { describe, expect, test } from "vitest";

import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import {
  answer,
  asked,
  beginBillsApart,
  type BillApart,
  BILLS_APART,
  books,
  card,
  cash,
  DAY,
  goodsBack,
  handBack,
  itemsAt,
} from "../../support/bills-apart.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";

const apart = beginBillsApart();

const SURPLUS = Object.entries(BILLS_APART).filter(([, { asks }]) => asks[0] > 0);
const NO_MONEY = Object.entries(BILLS_APART).filter(([, { asks }]) => asks[0] === 0);

describe.each(SURPLUS)("%s", (_name, { acts, asks: [money, turnover], after }) => {
  test("kept by the shop, documents say what was sold, and a difference what was kept", async () => {
    const { tills } = await apart(acts);
    const real = books(tills[0]).held;
    answer(tills[0], "kept");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
      expect(byTender(till)).toMatchObject({ difference: 0 - money });
      expect(inHands(till)).toBe(real);
    }
  });

  test("kept at both apart is missing of the documents, and one is taken back without money", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "kept");
    meet(...tills);
    for (const till of tills) expect(asked(till)).toEqual([[0 - money, 0 - turnover]]);
    const real = inHands(tills[0]);
    answer(tills[1], "issue-again");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
      expect(inHands(till)).toBe(real);
    }
  });

  test("kept at one and given back at the other, is kept no longer", async () => {
    const { tills } = await apart(acts);
    answer(tills[0], "kept");
    answer(tills[1], "give-back");
    meet(...tills);
    for (const till of tills) expect(asked(till)).toEqual([[0 - money, 0 - turnover]]);
    const real = inHands(tills[0]);
    answer(tills[0], "issue-again");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
      expect(byTender(till)["difference"] ?? 0).toBe(0);
      expect(inHands(till)).toBe(real);
    }
  });
});

test.each(NO_MONEY)("of %s there is nothing to keep", async (_name, { acts }) => {
  const { tills } = await apart(acts);

  expect(answersAt(tills[0])).not.toContain("kept");
});

describe("goods that both tills took back", () => {
  const TWICE: BillApart = {
    goods: ["cake"],
    first: [card(3800)],
    a: [goodsBack("A-000001", "card")],
    b: [goodsBack("A-000001", "card")],
  };
  const NOTHING = { gross: {}, tax: 0, held: 0, deposits: 0, differences: [] };

  test("are sold again without money where that is written off", async () => {
    const { tills } = await apart(TWICE);
    answer(tills[0], "written-off");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual(NOTHING);
      expect(byTender(till)).toEqual({ card: -3800, difference: 3800 });
    }
  });

  test.each([
    ["written-off", "written-off", { card: -3800, difference: 3800 }],
    ["written-off", "issue-again", { card: -3800, cash: 3800 }],
  ] as const)(
    "%s at one and %s at the other are too much, which takes the difference back",
    async (one, other, tenders) => {
      const { tills } = await apart(TWICE);
      answer(tills[0], one);
      answer(tills[1], other);
      meet(...tills);
      for (const till of tills) expect(asked(till)).toEqual([[3800, 3800]]);
      expect(itemsAt(tills[0])[0]?.answers[0]?.text).toBe(
        "give back 38.00 of the accepted difference",
      );
      answer(tills[0], "give-back");
      meet(...tills);

      for (const till of tills) {
        expect(asked(till)).toEqual([]);
        expect(books(till)).toEqual(NOTHING);
        expect(byTender(till)).toEqual(tenders);
      }
    },
  );
});

describe("a bill that was paid in part at both tills, and handed back at both", () => {
  const DINNER: BillApart = { goods: ["dinner"], a: [cash(2000)], b: [cash(2000)] };

  async function handedBackTwice() {
    const { tills, order } = await apart(DINNER);
    for (const till of tills) handBack("cash")(till, order);
    meet(...tills);
    return tills;
  }

  test("is a sale that was paid by a difference once what is missing is written off", async () => {
    const tills = await handedBackTwice();
    expect(asked(tills[0])).toEqual([[-1111, 2889]]);
    answer(tills[0], "written-off");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toMatchObject({ gross: { "VAT 21%": 2889 }, held: 2889, deposits: 0 });
      expect(byTender(till)).toMatchObject({ difference: 1111 });
      expect(dayReport(till.till, DAY).otherwise).toMatchObject([
        {
          tender: { method: "difference" },
          amount: -1111,
          by: { staff: "4" },
          reason: "so it was",
        },
      ]);
    }
  });

  test("written off at both, is too much by as much, and the difference goes back", async () => {
    const tills = await handedBackTwice();
    for (const till of tills) answer(till, "written-off");
    meet(...tills);
    expect(asked(tills[0])[0]?.[0]).toBe(1111);
    const real = inHands(tills[0]);
    for (let at = 0; at < 3 && asked(tills[0]).length > 0; at += 1) {
      answer(tills[0], answersAt(tills[0]).includes("give-back") ? "give-back" : "issue-again");
    }
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toMatchObject({ gross: { "VAT 21%": 2889 }, held: 2889, deposits: 0 });
      expect(inHands(till)).toBe(real);
    }
  });
});

function answersAt(till: TillAt): ReadonlyArray<OpenItem["answers"][number]["answer"]> {
  return itemsAt(till).flatMap(({ answers }) => answers.map(({ answer: id }) => id));
}

function byTender({ till }: TillAt): Readonly<Record<string, number>> {
  return Object.fromEntries(
    dayReport(till, DAY).tenders.map(({ method, kept }) => [method, kept] as const),
  );
}

/** What is in drawers and at the card's bank. */
function inHands(till: TillAt): number {
  const { difference: _, ...real } = byTender(till);
  return Object.values(real).reduce((sum, kept) => sum + kept, 0);
}
