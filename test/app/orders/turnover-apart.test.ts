/**
 * Sales that two tills made apart: what a person is asked of money and of turnover, and what is right at both once
 * it is answered.
 */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { changeEntry, changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { findOrder, findReceipt } from "../../../src/app/orders/orders.ts";
import { type MadePayment } from "../../../src/domain/commands/ring-up.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { balances, journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";
import { tillsWithSecrets } from "../../support/voucher-acts.ts";

const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const SAT = `${addDays(DAY, 1)}T10:00`;
/** Their prices in cents, and their taxes. */
const GOODS = {
  MEALS: [7200, "food"],
  WINE: [2900, "alcohol"],
  CAKE: [3800, "food"],
  BUN: [260, "food"],
  DINNER: [2889, "alcohol"],
  TART: [2000, "food"],
  LIQUEUR: [1805, "alcohol"],
  TOKEN: [1000, "food"],
} as const;

const newCafe = cafeCopies({
  sells: ({ sku }) => sku === "CROISSANT",
  before: ({ till }) => {
    for (const [sku, [price, taxClass]] of Object.entries(GOODS)) {
      const fields = [
        { field: "name", text: sku },
        { field: "price", text: (price / 100).toFixed(2) },
        { field: "category", text: "bakery" },
        { field: "tax class", text: taxClass },
        ...(sku === "TOKEN" ? [{ field: "voucher", text: "yes" }] : []),
      ];
      valueOf(changeEntry(till, RAVI, { type: "product", id: sku, isNew: true, fields }));
    }
    valueOf(changeSetting(till, RAVI, { key: "forfeit-class", texts: ["food"] }));
  },
});

type Deed = (till: TillAt, order: string) => void;

interface Case {
  readonly goods: ReadonlyArray<string>;
  /** Known to both. */
  readonly first?: ReadonlyArray<Deed>;
  readonly isForLater?: boolean;
  /** What each does without having heard of the other. */
  readonly a: ReadonlyArray<Deed>;
  readonly b: ReadonlyArray<Deed>;
}

async function apart({ goods, first = [], isForLater = false, a, b }: Case) {
  const { counter, bar } = await tillsWithSecrets(await newCafe());
  const { order } = sellGoods(counter.till, goods);
  if (isForLater)
    valueOf(performOn(counter.till, MIA, { act: "due", order: order.number, dueAt: SAT }));
  for (const deed of first) deed(counter, order.number);
  meet(counter, bar);
  for (const deed of a) deed(counter, order.number);
  for (const deed of b) deed(bar, order.number);
  meet(counter, bar);
  return { tills: [counter, bar] as const, order: order.number };
}

/** Pays so much, in cents. */
function card(amount: number): Deed {
  return paying({ type: "card", amount: minor(amount) });
}

function cash(tendered: number): Deed {
  return paying({ type: "cash", tendered: minor(tendered) });
}

function paying(payment: MadePayment): Deed {
  return ({ till }, order) => {
    valueOf(payOrder(till, MIA, { order, payment }));
  };
}

function collect(payment?: MadePayment): Deed {
  return ({ till }, order) => {
    valueOf(performOn(till, MIA, { act: "collect", order, ...(payment && { payment }) }));
  };
}

function forfeit({ till }: TillAt, order: string): void {
  valueOf(performOn(till, RAVI, { act: "forfeit", reason: "not collected", order }));
}

function voidAll({ till }: TillAt, order: string): void {
  const voids = (findOrder(till, order)?.order.lines ?? []).map(({ id: line }) => ({ line }));
  valueOf(performOn(till, RAVI, { act: "void", reason: "left", order, voids }));
}

/** Gives back what the order has too much of. */
function handBack(method: string): Deed {
  return ({ till }, order) => {
    valueOf(performOn(till, RAVI, { act: "pay", order, type: "refund", method }));
  };
}

/** Takes all goods of the receipt back, and hands out what was paid for them. */
function goodsBack(number: string, method: string): Deed {
  return ({ till }, order) => {
    const receipt = findReceipt(till, number)?.receipt;
    if (receipt === undefined) throw new Error("There is no such receipt.");
    const back = { act: "refund", receipt, lines: [], method, reason: "came back" } as const;
    valueOf(performOn(till, RAVI, { ...back, order }));
  };
}

/** The items about the money of an order. */
function itemsAt(till: TillAt): ReadonlyArray<OpenItem> {
  return listAttentionItems(till.open, "en").filter(
    ({ subject }) => subject.type === "order" && subject.fact.sign !== undefined,
  );
}

/** The sums of what is asked, each with its sign: money, then turnover. */
function asked(till: TillAt): ReadonlyArray<readonly [number, number]> {
  return itemsAt(till).flatMap(({ subject }) => {
    if (subject.type !== "order") return [];
    const { sign = 1, amount, turnover = 0 } = subject.fact;
    return [[sign === 1 ? amount : 0 - amount, turnover] as const];
  });
}

function answer(till: TillAt, which: OpenItem["answers"][number]["answer"]): void {
  const [item] = itemsAt(till);
  if (item === undefined) throw new Error("Nothing is asked.");
  const { open } = till;
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "so it was",
    },
    item,
    which,
  );
  expect(done).toMatchObject({ ok: true });
}

/** Turnover by rate, taxes, money and deposits of the day. */
function books({ till }: TillAt) {
  const { taxes, tenders, depositsHeld, differences } = dayReport(till, DAY);
  return {
    gross: Object.fromEntries(
      taxes.flatMap(({ label, net, tax }) => (net + tax === 0 ? [] : [[label, net + tax]])),
    ),
    tax: taxes.reduce((sum, { tax }) => sum + tax, 0),
    held: tenders.reduce((sum, { kept }) => sum + kept, 0),
    deposits: depositsHeld.total,
    differences,
  };
}

const CASES = {
  "the rest of a bill, paid at both": {
    acts: {
      goods: ["meals", "wine"],
      first: [card(3000)],
      a: [card(7100)],
      b: [card(7100)],
    },
    asks: [7100, 10_100],
    says: "71.00 to the card, 30.00 without money",
    after: { gross: { "VAT 9%": 7200, "VAT 21%": 2900 }, tax: 1097, held: 10_100 },
    again: [-7100, -10_100],
  },
  "an order that was paid ahead, collected at both": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [card(3800)],
      a: [collect()],
      b: [collect()],
    },
    asks: [0, 3800],
    says: "38.00 without money",
    after: { gross: { "VAT 9%": 3800 }, tax: 314, held: 3800 },
    again: [0, -3800],
  },
  "an order that was paid ahead, collected at one and forfeited at the other": {
    acts: { goods: ["cake"], isForLater: true, first: [card(3800)], a: [collect()], b: [forfeit] },
    asks: [0, 3800],
    says: "38.00 without money",
    after: { gross: { "VAT 9%": 3800 }, tax: 314, held: 3800 },
    again: [0, -3800],
  },
  "a deposit, whose rest was paid at one, and that was forfeited at the other": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [cash(2000)],
      a: [collect({ type: "card", amount: minor(1800) })],
      b: [forfeit],
    },
    asks: [1800, 3800],
    says: "18.00 to the card, 20.00 without money",
    after: { gross: { "VAT 9%": 2000 }, tax: 165, held: 2000 },
    again: [-1800, -3800],
  },
  "a deposit that both tills kept": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [cash(2000)],
      a: [forfeit],
      b: [forfeit],
    },
    asks: [0, 2000],
    says: "20.00 without money",
    after: { gross: { "VAT 9%": 2000 }, tax: 165, held: 2000 },
    again: [0, -2000],
  },
  "goods that were paid at one, and voided with their deposit handed back at the other": {
    acts: {
      goods: ["bun", "bun"],
      first: [cash(200)],
      a: [card(320)],
      b: [voidAll, handBack("cash")],
    },
    asks: [320, 520],
    says: "3.20 to the card, 2.00 without money",
    after: { gross: {}, tax: 0, held: 0 },
    again: [-320, -520],
  },
} as const satisfies Record<string, { readonly acts: Case } & Record<string, unknown>>;

describe.each(Object.entries(CASES))("%s", (_name, { acts, asks, says, after, again }) => {
  test("is one question of its money and its turnover, at both tills", async () => {
    const { tills } = await apart(acts);

    for (const till of tills) {
      expect(asked(till)).toEqual([asks]);
      expect(itemsAt(till)[0]?.answers.map(({ answer: id }) => id)).not.toContain("settle");
      expect(itemsAt(till)[0]?.answers[0]?.text).toBe(`give back ${says}`);
    }
  });

  test("answered at one till says the turnover, tax and money that there were", async () => {
    const { tills } = await apart(acts);
    answer(tills[1], "give-back");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
  });

  test("answered at both apart is the next question", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "give-back");
    meet(...tills);

    for (const till of tills) expect(asked(till)).toEqual([again]);
  });

  test("answered at both apart, and then sold again at one, says what there was", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "give-back");
    meet(...tills);
    answer(tills[0], "issue-again");
    meet(...tills);

    for (const till of tills) {
      expect(asked(till)).toEqual([]);
      expect(books(till)).toEqual({ ...after, deposits: 0, differences: [] });
    }
  });

  test("sold again at both apart is the first question again", async () => {
    const { tills } = await apart(acts);
    for (const till of tills) answer(till, "give-back");
    meet(...tills);
    for (const till of tills) answer(till, "issue-again");
    meet(...tills);

    for (const till of tills) expect(asked(till)).toEqual([asks]);
  });

  test.skipIf(whyNoHledger() !== undefined)("leaves no deposit in the journal", async () => {
    const { tills } = await apart(acts);
    answer(tills[1], "give-back");
    meet(...tills);
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

describe("goods that both tills took back", () => {
  const TWICE: Case = {
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

  test("have a paper that names the refund which it takes the place of", async () => {
    const { tills } = await apart(TWICE);
    answer(tills[1], "issue-again");

    const [paper] = tills[1].open.jobs.latest(1);
    expect(paper?.document).toContain("SOLD AGAIN");
    expect(paper?.document).toContain("Of receipt A-000001");
    expect(paper?.document).toContain("In place of refund A-000002");
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

test("a voucher that both tills took cash for goes back once, with its money", async () => {
  const { tills } = await apart({ goods: ["token"], a: [cash(1000)], b: [cash(1000)] });
  expect(itemsAt(tills[0])[0]?.answers[0]?.text).toBe("give back 10.00 in cash");
  answer(tills[0], "give-back");
  meet(...tills);

  for (const till of tills) {
    expect(asked(till)).toEqual([]);
    expect(books(till)).toMatchObject({ held: 1000, differences: [] });
  }
});
