/**
 * Refunds that two tills made apart, each of the same goods or for the same question: what is sold again by the answer,
 * and what is right at both then.
 */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import {
  answer,
  beginBillsApart,
  asked,
  type BillApart,
  BILLS_APART,
  books,
  card,
  DAY,
  goodsBack,
  itemsAt,
} from "../../support/bills-apart.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";

const apart = beginBillsApart();

/** The pieces of each article that the day's report has as sold. */
function piecesOf({ till }: TillAt): ReadonlyArray<number> {
  const products = dayReport(till, DAY).goods.flatMap((category) => category.products);
  return products.map(({ quantity }) => quantity);
}

describe.each(Object.entries(BILLS_APART))("%s", (_name, { acts, asks, after, again }) => {
  test("answered at both apart is the next question, and sold again at one says what there was", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "give-back");
    meet(...tills);
    for (const till of tills) expect(asked(till)).toEqual([again]);
    answer(tills[0], "issue-again");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
  });

  test("answered at both apart, and sold again at both apart, is the first question again", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "give-back");
    meet(...tills);
    for (const till of tills) answer(till, "issue-again");
    meet(...tills);

    for (const till of tills) expect(asked(till)).toEqual([asks]);
  });
});

describe("goods that both tills took back", () => {
  const TWICE: BillApart = {
    goods: ["cake"],
    first: [card(3800)],
    a: [goodsBack("A-000001", "card")],
    b: [goodsBack("A-000001", "card")],
  };

  test("are money and turnover that are missing", async () => {
    const { tills } = await apart(TWICE);

    for (const till of tills) {
      expect(asked(till)).toEqual([[-3800, -3800]]);
      expect(itemsAt(till)[0]?.answers[0]?.text).toMatch(/sold again, 38\.00 in cash$/u);
    }
  });

  test("are sold again with the money, which says what there was", async () => {
    const { tills } = await apart(TWICE);
    answer(tills[1], "issue-again");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ gross: {}, tax: 0, held: 0, deposits: 0, differences: [] });
    }
  });

  test("are one piece that came back, whoever gave the money for it, also once they are sold again", async () => {
    const { tills } = await apart(TWICE);
    for (const till of tills) expect(piecesOf(till)).toEqual([0]);
    answer(tills[1], "issue-again");
    meet(...tills);

    for (const till of tills) expect(piecesOf(till)).toEqual([0]);
  });

  test("have a paper that names the refund which it takes the place of", async () => {
    const { tills } = await apart(TWICE);
    answer(tills[1], "issue-again");

    const [paper] = tills[1].open.jobs.latest(1);
    expect(paper?.document).toContain("SOLD AGAIN");
    expect(paper?.document).toContain("Of receipt A-000001");
    expect(paper?.document).toMatch(/In place of refund (?:A-000002|B-000001)/u);
  });

  test("sold again at both apart are too much of the receipt", async () => {
    const { tills } = await apart(TWICE);
    for (const till of tills) answer(till, "issue-again");
    meet(...tills);
    for (const till of tills) expect(asked(till)).toEqual([[3800, 3800]]);
    answer(tills[0], "give-back");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ gross: {}, tax: 0, held: 0, deposits: 0, differences: [] });
    }
  });
});
