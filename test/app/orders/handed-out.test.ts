/**
 * Goods that one till sold and another one took off, and deposits that one till kept: what a person says was true, and
 * what is right at both tills then.
 */

import { describe, expect, test } from "vitest";

import {
  answer,
  asked,
  beginBillsApart,
  type BillApart,
  BILLS_APART,
  books,
  card,
  cash,
  collect,
  forfeit,
  handBack,
  itemsAt,
  voidAll,
  voidGoods,
} from "../../support/bills-apart.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";

const apart = beginBillsApart();

type Answer = Parameters<typeof answer>[1];

interface Truth {
  readonly acts: BillApart;
  readonly said: Answer;
  /** What the answer says of itself. */
  readonly says: string;
  /** What has to be answered next, in this order. */
  readonly next?: ReadonlyArray<Answer>;
  readonly after: object;
}

const NOTHING = { gross: {}, tax: 0, held: 0 };
const CAKE = { gross: { "VAT 9%": 3800 }, tax: 314, held: 3800 };
const AHEAD = { goods: ["cake"], isForLater: true, first: [cash(2000)] } as const;
const COLLECTED =
  BILLS_APART["an order that was paid ahead, collected at one and forfeited at the other"].acts;
const REST_PAID =
  BILLS_APART["a deposit, whose rest was paid at one, and that was forfeited at the other"].acts;
const KEPT_TWICE = BILLS_APART["a deposit that both tills kept"].acts;
const VOIDED =
  BILLS_APART["goods that were paid at one, and voided with their deposit handed back at the other"]
    .acts;

const TRUTHS: Readonly<Record<string, Truth>> = {
  "collected at one and forfeited at the other: the guest has it": {
    acts: COLLECTED,
    said: "handed-out",
    says: "CAKE, 38.00 without money",
    after: CAKE,
  },
  "collected at one and forfeited at the other: neither is true": {
    acts: COLLECTED,
    said: "not-kept",
    says: "38.00 back, 38.00 without money",
    next: ["give-back"],
    after: NOTHING,
  },
  "the rest paid at one and forfeited at the other: the guest has it": {
    acts: REST_PAID,
    said: "handed-out",
    says: "CAKE, 20.00 without money",
    after: CAKE,
  },
  "the rest paid at one and forfeited at the other: neither is true": {
    acts: REST_PAID,
    said: "not-kept",
    says: "38.00 back, 20.00 without money",
    next: ["give-back"],
    after: NOTHING,
  },
  "a deposit that both tills kept, and that neither should have": {
    acts: KEPT_TWICE,
    said: "not-kept",
    says: "20.00 back, 20.00 without money",
    next: ["give-back"],
    after: NOTHING,
  },
  "a deposit that one till kept and the other handed back": {
    acts: { ...AHEAD, a: [forfeit], b: [voidAll, handBack("cash")] },
    said: "not-kept",
    says: "20.00 without money",
    after: NOTHING,
  },
  "goods that were paid at one and voided with their deposit handed back at the other: the guest has them":
    {
      acts: VOIDED,
      said: "handed-out",
      says: "BUN, 2.00 missing",
      next: ["paid-again"],
      after: { gross: { "VAT 9%": 520 }, tax: 43, held: 520 },
    },
  "all collected at one, some voided and handed back at the other: the guest has all": {
    acts: {
      goods: ["meals", "wine"],
      isForLater: true,
      first: [card(10_100)],
      a: [collect()],
      b: [voidGoods("WINE"), handBack("card"), collect()],
    },
    said: "handed-out",
    says: "WINE, 29.00 missing",
    next: ["paid-again"],
    after: { gross: { "VAT 9%": 7200, "VAT 21%": 2900 }, tax: 1097, held: 10_100 },
  },
  "goods that were paid at one and voided at the other: the guest has them": {
    acts: { goods: ["bun", "bun"], a: [card(520)], b: [voidAll] },
    said: "handed-out",
    says: "BUN",
    after: { gross: { "VAT 9%": 520 }, tax: 43, held: 520 },
  },
};

function saidOf(till: TillAt, said: Answer): string | undefined {
  const answers = itemsAt(till).flatMap((item) => item.answers);
  return answers.find((one) => one.answer === said)?.object;
}

/** What is left to move is one question, or one of each receipt: which, goes by whose receipt stands first. */
function answerEach(till: TillAt, which: Answer): void {
  answer(till, which);
  while (itemsAt(till).some(({ answers }) => answers.some((it) => it.answer === which))) {
    answer(till, which);
  }
}

describe.each(Object.entries(TRUTHS))("%s", (_name, { acts, said, says, next = [], after }) => {
  test("answered at one till, it is right at both", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) expect(saidOf(till, said)).toBe(says);
    answer(tills[1], said);
    for (const one of next) answerEach(tills[1], one);
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
  });

  test("answered at both tills apart, it is asked until both say the same", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) for (const one of [said, ...next]) answer(till, one);
    meet(...tills);
    for (const till of tills) expect(asked(till)).toEqual(asked(tills[0]));
    for (let rounds = 0; rounds < 4 && itemsAt(tills[0]).length > 0; rounds += 1) {
      const [next] = itemsAt(tills[0])[0]?.answers ?? [];
      answer(tills[0], next?.answer ?? "give-back");
      meet(...tills);
    }

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
  });
});

test("a question names the till of the receipt, and that of the act which contradicts it", async () => {
  const [kept, off] = await Promise.all([apart(COLLECTED), apart(VOIDED)]);
  expect(itemsAt(kept.tills[0])[0]?.text).toContain(
    "A-000001 (Front counter), deposit kept at Bar, sales 38.00 too much",
  );
  expect(itemsAt(off.tills[0])[0]?.text).toContain(
    "A-000001 (Front counter), taken off at Bar, sales 5.20 too much",
  );
});
