/**
 * Sales that two tills made apart: what a person is asked of money and of turnover, and what is right at both once
 * it is answered.
 */

import { describe, expect, test } from "vitest";

import {
  answer,
  beginBillsApart,
  asked,
  BILLS_APART,
  books,
  card,
  cash,
  DAY,
  handBack,
  itemsAt,
} from "../../support/bills-apart.ts";
import { balances, journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { meet } from "../../support/two-tills.ts";

const hasHledger = whyNoHledger() === undefined;

const apart = beginBillsApart();

describe.each(Object.entries(BILLS_APART))("%s", (_name, { acts, asks, says, after }) => {
  test("is one question of its money and its turnover, whose answer at one till says what there was", async () => {
    const { tills } = await apart(acts);

    for (const till of tills) {
      expect(asked(till)).toEqual([asks]);
      expect(itemsAt(till)[0]?.answers.map(({ answer: id }) => id)).not.toContain("settle");
      expect(itemsAt(till)[0]?.answers[0]?.text).toBe(`give back ${says}`);
    }
    answer(tills[1], "give-back");
    meet(...tills);
    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
    if (!hasHledger) return;
    const [{ till }] = tills;
    expect(wrongInJournal(till, [DAY])).toEqual([]);
    expect(Object.keys(balances(journalText(till, [DAY])))).not.toContain("liabilities:deposits");
  });
});

test("a receipt that two part payments closed twice is one question with what both handed out", async () => {
  const { tills, order } = await apart({ goods: ["dinner"], a: [card(2000)], b: [card(2000)] });
  for (const till of tills) handBack("card")(till, order);
  meet(...tills);

  for (const till of tills) {
    expect(asked(till)).toEqual([[-1111, 2889]]);
    expect(itemsAt(till)[0]?.text).toMatch(/, sales 28\.89 too much, 11\.11 missing$/u);
  }
  answer(tills[0], "paid-again");
  meet(...tills);
  for (const till of tills) {
    expect(asked(till)).toEqual([]);
    expect(books(till)).toEqual({
      gross: { "VAT 21%": 2889 },
      tax: 501,
      held: 2889,
      deposits: 0,
      differences: [],
    });
  }
});

test("a voucher that both tills took cash for goes back once, with its money", async () => {
  const { tills } = await apart({ goods: ["token"], a: [cash(1000)], b: [cash(1000)] });
  expect(itemsAt(tills[0])[0]?.answers[0]?.text).toMatch(
    /^give back 10\.00 in cash, voucher [0-9A-Z]{6} blocked$/u,
  );
  answer(tills[0], "give-back");
  meet(...tills);

  for (const till of tills) {
    expect(asked(till)).toEqual([]);
    expect(books(till)).toMatchObject({ held: 1000, differences: [] });
  }
});
