/** Cash drawers: what they should hold, by whatever comes and goes, and what two tills make of one apart. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideCorrectPayment } from "../../../../src/domain/commands/money/correct-payment.ts";
import {
  decideCloseDrawer,
  decideCountDrawer,
  decideMoveCash,
  decideMoveSafe,
  decideNoSale,
  decideOpenDrawer,
  decideTakeDrawer,
  type DrawerToClose,
} from "../../../../src/domain/commands/money/drawer.ts";
import {
  decideCash,
  decideForeign,
  decideCard,
} from "../../../../src/domain/commands/money/pay-order.ts";
import { decidePoolTips, type PoolWish } from "../../../../src/domain/commands/money/pool-tips.ts";
import { decideRefund } from "../../../../src/domain/commands/money/refund-receipt.ts";
import { drawerExpected } from "../../../../src/domain/drawer/drawers.ts";
import { type Cash, type MoveKind } from "../../../../src/domain/events/drawer-events.ts";
import { drawerAttention } from "../../../../src/domain/folds/drawer-attention.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor } from "../../../../src/domain/money/amounts.ts";
import { openOneOn } from "../../../support/one-sale.ts";
import { decidePayCard } from "../../../support/pay-card.ts";
import {
  act,
  type Acting,
  createShop,
  faultOf,
  firstId,
  SHOP_RULES,
  synchronise,
  type TestTill,
  valueOf,
} from "../../../support/shop.ts";

/** Of the goods that `openOneOn` rings up. */
const PRICE = 350;
const SWISS = { rules: { ...SHOP_RULES, cash: { step: 5, direction: "nearest" } } } as const;

describe("a drawer should hold", () => {
  test("what was tendered less the change, with the tip in it, and not what foreign money is worth", () => {
    using shop = createShop();
    const { a } = shop;
    rate(a);
    const session = open(a, 15_000);

    const first = openOneOn(a.ledger(), "A").id;
    pay(a, first, { tendered: 450, tip: 100 });
    expect(expected(a, session)).toMatchObject({ own: 15_450, foreign: [] });

    refund(a, first);
    expect(expected(a, session).own).toBe(15_100);

    const second = openOneOn(a.ledger(), "A").id;
    const given = { currency: "USD", amount: minor(5000), tip: minor(0) };
    valueOf(act(a, (c) => decideForeign(c, c.view.state("order", second), given)));
    // Worth 46.00: 42.50 go out in the shop's own money.
    expect(expected(a, session)).toMatchObject({
      own: 15_100 - 4250,
      foreign: [{ currency: "USD", amount: 5000 }],
    });
  });

  test("no card payment, which its slips are counted by", () => {
    using shop = createShop();
    const session = open(shop.a, 0);
    const order = openOneOn(shop.a.ledger(), "A").id;

    valueOf(act(shop.a, (c) => decidePayCard(c, c.view.state("order", order), undefined)));

    expect(expected(shop.a, session)).toMatchObject({
      own: 0,
      others: [{ method: "card", amount: PRICE }],
      payments: [{ method: "card", count: 1 }],
    });
  });

  test("what any two tills put in and took out, whoever heard of it first", () => {
    fc.assert(
      fc.property(fc.array(STEP, { minLength: 1, maxLength: 25 }), (steps) => {
        using shop = createShop();
        const b = shop.join("B");
        const session = open(shop.a, 10_000);
        synchronise(shop.a, b);
        let own = 10_000;
        for (const { at, what, amount } of steps) {
          const till = at === "A" ? shop.a : b;
          if (what === "sale") own += sellAt(till, session, amount);
          else if (what === "meet") meet(shop.a, b);
          else own += move(till, session, { what, amount });
        }
        meet(shop.a, b);

        expect(expected(shop.a, session).own).toBe(own);
        expect(expected(b, session)).toEqual(expected(shop.a, session));
      }),
      { numRuns: 25 },
    );
  });
});

test("shares of tips go out of a drawer as far as coins make them up", () => {
  using shop = createShop();
  const { a } = shop;
  const session = open(a, 10_000);
  const order = openOneOn(a.ledger(), "A").id;
  valueOf(
    act(a, (c) =>
      decideCard(c, c.view.state("order", order), { amount: undefined, tip: minor(298) }),
    ),
  );
  const wish: Omit<PoolWish, "from" | "to"> = {
    by: "hours",
    taken: [{ staff: "1", amount: minor(298) }],
    weights: [
      { staff: "1", weight: 198 },
      { staff: "2", weight: 99 },
      { staff: "3", weight: 1 },
    ],
    drawer: session,
  };

  valueOf(
    act(a, (c) => decidePoolTips(c, { ...wish, from: c.day, to: c.day }), {
      rules: { ...SHOP_RULES, coin: 5 },
    }),
  );

  // 1.98, 0.99 and 0.01 are their shares.
  expect(expected(a, session).own).toBe(10_000 - 195 - 95);
});

describe("a payment that is corrected at another till", () => {
  test.each([
    { from: "cash", to: "card", own: 10_000 },
    { from: "card", to: "cash", own: 10_000 + PRICE },
  ])("from $from to $to moves the drawer that it was taken in", ({ from, to, own }) => {
    using shop = createShop();
    const b = shop.join("B");
    const here = open(shop.a, 10_000);
    const order = openOneOn(shop.a.ledger(), "A").id;
    if (from === "cash") pay(shop.a, order, { tendered: PRICE, tip: 0, acting: {} });
    else valueOf(act(shop.a, (c) => decidePayCard(c, c.view.state("order", order), undefined)));
    synchronise(shop.a, b);
    const there = open(b, 5000);

    const [payment = ""] = Object.keys(
      b.ledger().read((view) => view.state("order", order).paymentsById),
    );
    const correction = { payment: payment as EventId, from, to, reason: "pressed F9" };
    valueOf(act(b, (c) => decideCorrectPayment(c, c.view.state("order", order), correction)));
    meet(shop.a, b);

    for (const till of [shop.a, b]) {
      expect([here, there].map((id) => expected(till, id).own)).toEqual([own, 5000]);
    }
  });

  test("gives cash of a sale outside of any session to the drawer of who corrects it", () => {
    using shop = createShop();
    const order = openOneOn(shop.a.ledger(), "A").id;
    valueOf(act(shop.a, (c) => decidePayCard(c, c.view.state("order", order), undefined)));
    const later = open(shop.a, 5000);

    const [payment = ""] = Object.keys(
      shop.a.ledger().read((view) => view.state("order", order).paymentsById),
    );
    const correction = { payment: payment as EventId, from: "card", to: "cash", reason: "F12" };
    valueOf(act(shop.a, (c) => decideCorrectPayment(c, c.view.state("order", order), correction)));

    expect(expected(shop.a, later).own).toBe(5000 + PRICE);
  });
});

describe("a session that two tills close apart", () => {
  test("keeps both counts, and says what they differ by until somebody has looked", () => {
    using shop = createShop();
    const b = shop.join("B");
    const session = open(shop.a, 10_000);
    synchronise(shop.a, b);

    count(shop.a, session, 10_000);
    close(shop.a, { session, reason: "" });
    count(b, session, 9800);
    close(b, { session, reason: "", leaves: minor(0) });
    meet(shop.a, b);

    for (const till of [shop.a, b]) {
      const state = till.ledger().read((view) => view.state("drawer", session));
      expect(state.counts.map(({ body }) => body.cash.own)).toEqual([10_000, 9800]);
      expect(drawerAttention(state)).toMatchObject([
        { type: "drawer/closed-twice", amount: 200, subject: session },
      ]);
      // What stays and what went into the safe is the first one's word.
      expect(till.ledger().read((view) => view.sum("safe/own"))).toBe(10_000 - 10_000);
    }
  });
});

describe("a difference", () => {
  test("beyond the limit needs a reason, and beyond ten times of it somebody's word", () => {
    using shop = createShop();
    const { a } = shop;
    const session = open(a, 10_000);
    count(a, session, 4000);
    const cashier = { permissions: ["pay", "drawer"] } as const;

    expect(closing(a, { session, reason: "" }, cashier)).toEqual({
      type: "drawer/difference",
      difference: -6000,
    });
    expect(closing(a, { session, reason: "lost" }, cashier)).toMatchObject({
      type: "permission/missing",
      permission: "approve",
    });
    close(a, { session, reason: "lost", anyway: true }, cashier);
    const state = a.ledger().read((view) => view.state("drawer", session));
    expect(drawerAttention(state)).toMatchObject([{ type: "drawer/difference", amount: 6000 }]);
  });

  test("of just ten times the limit needs a reason alone", () => {
    using shop = createShop();
    const session = open(shop.a, 10_000);
    count(shop.a, session, 5000);

    close(shop.a, { session, reason: "lost" }, { permissions: ["pay", "drawer"] });

    const state = shop.a.ledger().read((view) => view.state("drawer", session));
    expect(state.closes).toHaveLength(1);
  });

  test("within the limit needs nothing", () => {
    using shop = createShop();
    const session = open(shop.a, 10_000);
    count(shop.a, session, 10_500);

    close(shop.a, { session, reason: "" }, { permissions: ["drawer"] });

    const state = shop.a.ledger().read((view) => view.state("drawer", session));
    expect(drawerAttention(state)).toEqual([]);
  });
});

describe("whoever sells", () => {
  test("sells from the drawer that they took last, and from their pouch before one of the till", () => {
    using shop = createShop();
    const { a } = shop;
    const first = open(a, 0);
    const second = firstId(
      valueOf(act(a, (c) => decideOpenDrawer(c, { no: 2, float: cash(0) }), { staff: "2" })),
    );
    const pouch = firstId(
      valueOf(
        act(a, (c) => decideOpenDrawer(c, { no: undefined, float: cash(0) }), { staff: "3" }),
      ),
    );

    for (const staff of ["1", "2", "3", "4"]) sellAs(a, staff);
    valueOf(act(a, (c) => decideTakeDrawer(c, second), { staff: "3" }));
    sellAs(a, "3");

    expect([first, second, pouch].map((id) => expected(a, id).own)).toEqual([
      2 * PRICE,
      2 * PRICE,
      PRICE,
    ]);
  });

  test("sells from nobody else's pouch, and from no drawer of another till", () => {
    using shop = createShop();
    const b = shop.join("B");
    const pouch = firstId(
      valueOf(act(shop.a, (c) => decideOpenDrawer(c, { no: undefined, float: cash(0) }))),
    );
    const drawer = open(b, 0);
    meet(shop.a, b);

    const taken = act(shop.a, (c) => decideTakeDrawer(c, pouch), { staff: "2" });
    expect(faultOf(taken)).toEqual({ type: "drawer/others-pouch", staff: "1" });
    expect(faultOf(act(shop.a, (c) => decideTakeDrawer(c, drawer)))).toEqual({
      type: "drawer/elsewhere",
    });
  });
});

describe("nothing is written", () => {
  test.each([
    ["a negative float", cash(-1)],
    ["a count beyond a slip", cash(1_000_000_000)],
    [
      "pieces that don't make up the sum",
      { own: minor(100), pieces: [{ value: 50, count: 1 }], foreign: [] },
    ],
  ])("of %s", (_, float) => {
    using shop = createShop();

    expect(faultOf(act(shop.a, (c) => decideOpenDrawer(c, { no: 1, float })))).toMatchObject({
      type: "drawer/amount",
    });
  });

  test("of a sum that no coins make up", () => {
    using shop = createShop();
    const { a } = shop;
    const session = open(a, 10_000);
    const coins = { rules: { ...SHOP_RULES, coin: 5 } } as const;
    function moved(what: MoveKind, amount: number) {
      const cash = { session, what, amount: minor(amount), reason: "milk" };
      return act(a, (c) => decideMoveCash(c, cash), coins);
    }

    expect(faultOf(moved("out", 3))).toEqual(refusedAs(3, 5));
    expect(faultOf(moved("tips", 198))).toEqual(refusedAs(198, 200));
    const bag = { what: "in", amount: minor(12), reason: "bag" } as const;
    expect(faultOf(act(a, (c) => decideMoveSafe(c, bag), coins))).toEqual(refusedAs(12, 10));
    const float = { no: 2, float: cash(1001) };
    expect(faultOf(act(a, (c) => decideOpenDrawer(c, float), coins))).toEqual(
      refusedAs(1001, 1000),
    );
    const typed = { session, cash: cash(9998), knew: [] };
    expect(faultOf(act(a, (c) => decideCountDrawer(c, typed), coins))).toEqual(
      refusedAs(9998, 10_000),
    );
    count(a, session, 10_000);
    expect(closing(a, { session, reason: "", leaves: minor(4999) }, coins)).toEqual(
      refusedAs(4999, 5000),
    );
    expect(moved("tips", 195).ok).toBe(true);
  });

  test("of a second opening, a move beyond what is there, and a close that nobody counted", () => {
    using shop = createShop();
    const { a } = shop;
    const session = open(a, 5000);

    expect(faultOf(act(a, (c) => decideOpenDrawer(c, { no: 1, float: cash(0) })))).toMatchObject({
      type: "drawer/open-already",
    });
    const drop = { session, what: "drop", amount: minor(5001), reason: "" } as const;
    expect(faultOf(act(a, (c) => decideMoveCash(c, drop)))).toEqual({
      type: "drawer/not-so-much",
      amount: 5001,
    });
    expect(closing(a, { session, reason: "" })).toEqual({ type: "drawer/not-counted" });
    expect(faultOf(act(a, (c) => decideNoSale(c, { session, reason: " " })))).toEqual({
      type: "drawer/reason-needed",
    });
  });
});

test("whoever may not see what is expected can't find it out by what is refused", () => {
  using shop = createShop();
  const session = open(shop.a, 5000);
  const drop = { session, what: "drop", amount: minor(9000), reason: "" } as const;

  valueOf(act(shop.a, (c) => decideMoveCash(c, drop), { permissions: ["drawer"] }));

  expect(expected(shop.a, session).own).toBe(-4000);
});

type Step =
  | { readonly at: "A" | "B"; readonly what: "sale" | "in" | "drop"; readonly amount: number }
  | { readonly at: "A" | "B"; readonly what: "meet"; readonly amount: number };

const STEP: fc.Arbitrary<Step> = fc.record({
  at: fc.constantFrom("A" as const, "B" as const),
  what: fc.constantFrom("sale" as const, "in" as const, "drop" as const, "meet" as const),
  amount: fc.integer({ min: 0, max: 2000 }),
});

/** What it adds to the drawer: nothing at the other till, which sells from none. */
function sellAt(till: TestTill, session: EventId, more: number): number {
  const order = openOneOn(till.ledger(), till.code).id;
  pay(till, order, { tendered: PRICE + more, tip: 0 });
  const { drawer } =
    Object.values(till.ledger().read((view) => view.state("order", order)).paymentsById)[0]
      ?.started ?? {};
  return drawer === session ? PRICE : 0;
}

function sellAs(till: TestTill, staff: string): void {
  const order = openOneOn(till.ledger(), till.code).id;
  pay(till, order, { tendered: PRICE, tip: 0, acting: { staff } });
}

function move(
  till: TestTill,
  session: EventId,
  { what, amount }: { readonly what: "in" | "drop"; readonly amount: number },
): number {
  const done = act(till, (c) =>
    decideMoveCash(c, { session, what, amount: minor(amount), reason: "why" }),
  );
  if (!done.ok) return 0;
  return what === "in" ? amount : 0 - amount;
}

function open(till: TestTill, float: number): EventId {
  return firstId(valueOf(act(till, (c) => decideOpenDrawer(c, { no: 1, float: cash(float) }))));
}

function count(till: TestTill, session: EventId, own: number): void {
  valueOf(act(till, (c) => decideCountDrawer(c, { session, cash: cash(own), knew: [] })));
}

function close(till: TestTill, it: DrawerToClose, acting: Acting = {}): void {
  valueOf(act(till, (c) => decideCloseDrawer(c, it), acting));
}

function closing(till: TestTill, it: DrawerToClose, acting: Acting = {}) {
  return faultOf(act(till, (c) => decideCloseDrawer(c, it), acting));
}

function pay(
  till: TestTill,
  order: EventId,
  {
    tendered,
    tip,
    acting = SWISS,
  }: { readonly tendered: number; readonly tip: number; readonly acting?: Acting },
): void {
  const given = { tendered: minor(tendered), tip: minor(tip), isTipSure: true };
  valueOf(act(till, (c) => decideCash(c, c.view.state("order", order), given), acting));
}

function refund(till: TestTill, order: EventId): void {
  valueOf(
    act(till, (c) => {
      const state = c.view.state("order", order);
      const receipt = state.receipts[0]?.id ?? ("" as EventId);
      return decideRefund(c, state, { receipt, lines: [], method: "cash", reason: "cold" });
    }),
  );
}

/** A dollar is worth 0.92. */
function rate({ write }: TestTill): void {
  write({
    kind: "setting/set",
    streams: [toStreamId("set", "rates")],
    body: { value: [{ currency: "USD", rate: 92_000_000 }], over: [] },
  });
}

function meet(one: TestTill, other: TestTill): void {
  synchronise(one, other);
  synchronise(other, one);
}

function expected(till: TestTill, session: EventId) {
  return till.ledger().read((view) => drawerExpected(view, session));
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}

/** Where the smallest coin is worth 0.05. */
function refusedAs(amount: number, near: number) {
  return { type: "drawer/no-coin", amount, coin: 5, near };
}
