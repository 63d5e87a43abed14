import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { type Decision } from "../../../src/domain/commands/decision.ts";
import { decideCard, decideCash } from "../../../src/domain/commands/money/pay-order.ts";
import { orderContributions } from "../../../src/domain/folds/order-sums.ts";
import { minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import { type OrderState, type PaymentState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter, type CounterOptions } from "../../support/counter.ts";
import { decidePayCard } from "../../support/pay-card.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(352), station: "" });
const CATALOGUE = catalogueOf([TARTE]);

/** Where cash goes by five. */
const FIVES = { ...SHOP_RULES, cash: { step: 5, direction: "nearest" } } as const;

describe("a tip in cash", () => {
  test("is in what is given: the change is what goods and tip leave of it", () => {
    const counter = counterAt();

    const [, captured, receipt] = valueOf(cash(counter, 1000, 50));

    expect(captured?.body).toMatchObject({ amount: 352, tendered: 1000, change: 598, tip: 50 });
    expect(receipt?.body).toMatchObject({
      total: 352,
      tips: [{ amount: 50 }],
      uses: [{ amount: 352 }],
    });
    expect(orderBalance(counter.order())).toMatchObject({
      status: "paid",
      paid: 352,
      refundDue: 0,
    });
  });

  test("is made up of coins where cash is rounded, and rounds nothing of the goods", () => {
    const counter = counterAt({ rules: FIVES });

    const [, captured] = valueOf(cash(counter, 500, 33));

    expect(captured?.body).toMatchObject({ amount: 352, rounding: -2, tip: 35, change: 115 });
  });

  test("goes with a part as well, and stands on the receipt that uses it", () => {
    const counter = counterAt();

    valueOf(cash(counter, 200, 50));
    expect(orderBalance(counter.order())).toMatchObject({ status: "open", due: 202, paid: 150 });
    valueOf(card(counter, 232, 30));

    expect(counter.receipts()[0]?.tips.map(({ amount }) => amount)).toEqual([50, 30]);
  });

  test("of goods that cost nothing is a payment of its own", () => {
    const counter = createCounter({ catalogue: CATALOGUE });
    counter.add(product("WATER", { price: minor(0), station: "" }));

    const given = { tendered: minor(100), tip: minor(100), isTipSure: true };
    const paid = counter.decide((context, order) => decideCash(context, order, given));
    const kinds = valueOf(paid).map(({ kind }) => kind);

    expect(kinds).toEqual(["payment/started", "payment/captured", "receipt/issued"]);
  });

  test.each([
    [40, 50, { type: "cash/too-little", due: 402, tendered: 40 }],
    [50, 50, { type: "cash/too-little", due: 402, tendered: 50 }],
    [500, -1, { type: "amount/invalid", amount: -1 }],
  ])("is refused: %i with a tip of %i", (tendered, tip, fault) => {
    expect(faultOf(cash(counterAt(), tendered, tip))).toEqual(fault);
  });

  test("is no business of money that goes back", () => {
    const counter = counterAt();
    const back = createCounter({ catalogue: CATALOGUE });
    back.add(TARTE, { kind: "return" });

    expect(faultOf(cash(back, 50, 50))).toEqual({ type: "payment/owes", refundDue: 352 });
    expect(faultOf(card(back, undefined, 50))).toEqual({ type: "payment/owes", refundDue: 352 });
    expect(counter.receipts()).toEqual([]);
  });
});

describe("a tip by card", () => {
  test("is taken with what is due", () => {
    const counter = counterAt();

    const [, captured] = valueOf(card(counter, undefined, 48));

    expect(captured?.body).toMatchObject({ amount: 352, tendered: 400, change: 0, tip: 48 });
  });

  test.each([
    [401, 48, { type: "card/too-much", due: 400, amount: 401 }],
    [48, 48, { type: "amount/invalid", amount: 48 }],
    [400, -1, { type: "amount/invalid", amount: -1 }],
  ])("is refused: %i with a tip of %i", (amount, tip, fault) => {
    expect(faultOf(card(counterAt(), amount, tip))).toEqual(fault);
  });
});

describe("whatever is paid and tipped", () => {
  const step = fc.record({
    method: fc.constantFrom("cash" as const, "card" as const),
    tendered: fc.integer({ min: 0, max: 900 }),
    tip: fc.integer({ min: 0, max: 200 }),
    goods: fc.integer({ min: 0, max: 2 }),
  });

  test("drawer, receipts and people add up, and two tills that hear each other late agree", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, isFives) => {
        const counter = counterAt(isFives ? { rules: FIVES } : {});
        const other = counter.apart("B");
        for (const { goods, method, tendered, tip } of steps) {
          if (goods > 0) counter.add(TARTE, { count: goods });
          // Refused or not: a refusal leaves no trace.
          if (method === "cash") cash(counter, tendered, tip);
          else card(counter, tendered, tip);
        }
        other.hear(counter);

        const order = counter.order();
        const sums = orderContributions(order);
        const payments = Object.values(order.paymentsById);
        for (const method of ["cash", "card"]) {
          const own = payments.filter(({ started }) => started?.method === method);
          const handed = sumMinor(own, ({ captured }) => inHand(captured));
          const tips = sumOf(sums, new RegExp(`/tip/${method}/1/amount$`, "u"));
          const kept = ["amount", "rounding"].map((what) =>
            sumOf(sums, new RegExp(`/tender/${method}/${what}$`, "u")),
          );
          expect(kept.reduce((sum, amount) => sum + amount, tips)).toBe(handed);
        }
        expectWellIssued(order);
        expect(other.order()).toEqual(order);
      }),
    );
  });
});

/** Tips are beside what receipts use; a receipt names those of its payments. */
function expectWellIssued({ receipts, paymentsById }: OrderState): void {
  for (const { body } of receipts) {
    expect(sumMinor(body.uses, ({ amount }) => amount)).toBe(body.total);
    const tipped = sumMinor(
      body.uses,
      ({ payment }) => paymentsById[payment]?.captured?.tip?.amount ?? 0,
    );
    expect(sumMinor(body.tips, ({ amount }) => amount)).toBe(tipped);
  }
}

function inHand(captured: PaymentState["captured"]): number {
  return captured === null ? 0 : captured.tendered - captured.change;
}

function sumOf(sums: ReturnType<typeof orderContributions>, key: RegExp): number {
  return sums.reduce((sum, [name, amount]) => (key.test(name) ? sum + amount : sum), 0);
}

function counterAt(options: CounterOptions = {}): Counter {
  const counter = createCounter({ catalogue: CATALOGUE, ...options });
  counter.add(TARTE);
  return counter;
}

function cash(counter: Counter, tendered: number, tip: number): ReturnType<Counter["decide"]> {
  return counter.decide((context, order): Decision =>
    decideCash(context, order, { tendered: minor(tendered), tip: minor(tip) }),
  );
}

function card(
  counter: Counter,
  amount: number | undefined,
  tip: number,
): ReturnType<Counter["decide"]> {
  const taken = amount === undefined ? undefined : minor(amount);
  return counter.decide((context, order) =>
    tip === 0
      ? decidePayCard(context, order, taken)
      : decideCard(context, order, { amount: taken, tip: minor(tip) }),
  );
}
