import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { decideCash, decideForeign } from "../../../src/domain/commands/money/pay-order.ts";
import { decideSetRate } from "../../../src/domain/commands/office/change-rates.ts";
import { orderContributions } from "../../../src/domain/folds/order-sums.ts";
import { minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { worthOf } from "../../../src/domain/tenders/foreign-cash.ts";
import { type Counter, createCounter, type CounterOptions } from "../../support/counter.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const EURO = foundCurrency("EUR");
const TARTE = product("TARTE", { price: minor(4283), station: "" });
const CATALOGUE = catalogueOf([TARTE]);
const FIVES = { ...SHOP_RULES, coin: 5, cash: { step: 5, direction: "nearest" } } as const;

describe("cash of another currency", () => {
  test("settles by its worth, and change goes out in the shop's own money", () => {
    const counter = counterAt();

    const [started, captured, receipt] = valueOf(give(counter, "USD", 5000));

    expect(started?.body).toMatchObject({ method: "cash", amount: 4283 });
    expect(captured?.body).toMatchObject({
      amount: 4283,
      tendered: 4600,
      change: 317,
      rounding: 0,
      foreign: { currency: "USD", amount: 5000, rate: 92_000_000 },
    });
    expect(receipt?.body).toMatchObject({ total: 4283, uses: [{ amount: 4283 }] });
  });

  test("gives change in coins where cash is rounded, whatever it is worth", () => {
    const counter = counterAt({ rules: FIVES });

    const [, captured] = valueOf(give(counter, "USD", 5041));

    expect(captured?.body).toMatchObject({ tendered: 4638, change: 355, rounding: 0 });
  });

  test("that is less than due is a part, and what it is worth needs no coins", () => {
    const counter = counterAt({ rules: FIVES });

    valueOf(give(counter, "USD", 1001));

    expect(orderBalance(counter.order())).toMatchObject({ status: "open", paid: 921, due: 3362 });
    const [, rest] = valueOf(cash(counter, 3360));
    expect(rest?.body).toMatchObject({ amount: 3362, rounding: -2 });
    expect(counter.receipts()[0]).toMatchObject({ total: 4283, rounding: -2 });
  });

  test("holds a tip in the shop's own money", () => {
    const [, captured] = valueOf(give(counterAt(), "USD", 5000, 200));

    expect(captured?.body).toMatchObject({ amount: 4283, tendered: 4600, change: 117, tip: 200 });
  });

  test("without a rate is refused, and so is what is worth nothing", () => {
    const counter = counterAt();

    expect(faultOf(give(counter, "GBP", 5000))).toEqual({
      type: "currency/no-rate",
      currency: "GBP",
    });
    expect(faultOf(give(counter, "USD", 4655, 4283))).toMatchObject({ type: "cash/too-little" });
    expect(faultOf(give(counter, "USD", -1))).toMatchObject({ type: "amount/invalid" });
  });

  test("for goods that cost nothing is changed all the same, and told", () => {
    const counter = counterAt();
    const free = createCounter({ catalogue: CATALOGUE, events: counter.events().slice(0, 2) });
    free.add(product("WATER", { price: minor(0), station: "" }));

    const [, captured] = valueOf(give(free, "USD", 1000));

    expect(captured?.body).toMatchObject({ amount: 0, tendered: 920, change: 920 });
  });

  test("is nothing to give out", () => {
    const counter = counterAt();
    const back = createCounter({ catalogue: CATALOGUE, events: counter.events().slice(0, 3) });
    back.add(TARTE, { kind: "return" });

    expect(faultOf(give(back, "USD", 100))).toEqual({ type: "payment/owes", refundDue: 4283 });
  });

  test("pays by the rate of then: a later one changes nothing", () => {
    const counter = counterAt();
    valueOf(give(counter, "USD", 1000));
    rate(counter, "USD", "0.80");

    const [, captured] = valueOf(give(counter, "USD", 1000));

    expect(captured?.body).toMatchObject({ tendered: 800 });
    expect(orderBalance(counter.order())).toMatchObject({ paid: 1720 });
  });
});

describe("a rate", () => {
  test.each([
    ["USD", "0"],
    ["EUR", "1.00"],
    ["USD", "1000000"],
    ["XYZ", "2"],
    ["USD", "much"],
  ])("%s %s is refused", (currency, text) => {
    const counter = createCounter();

    const fault = faultOf(
      counter.decide((context) => decideSetRate(context, { currency, rate: text }, EURO)),
    );

    expect(fault).toMatchObject({ type: "setting/wrong", key: "rates" });
    expect(counter.events()).toEqual([]);
  });

  test("that says so already is refused, and one that is not there can't be removed", () => {
    const counter = counterAt();
    function set(currency: string, text: string | undefined) {
      return counter.decide((context) => decideSetRate(context, { currency, rate: text }, EURO));
    }

    expect(faultOf(set("usd", "0.920"))).toEqual({ type: "setting/same", key: "rates" });
    expect(faultOf(set("GBP", undefined))).toEqual({ type: "currency/no-rate", currency: "GBP" });
    valueOf(set("usd", undefined));
    expect(faultOf(give(counter, "USD", 100))).toMatchObject({ type: "currency/no-rate" });
    expect(valueOf(give(counter, "JPY", 10_000)).length).toBeGreaterThan(0);
  });

  test("takes the right to settings", () => {
    const counter = createCounter({ permissions: ["pay"] });

    expect(
      faultOf(
        counter.decide((context) =>
          decideSetRate(context, { currency: "USD", rate: "0.92" }, EURO),
        ),
      ),
    ).toMatchObject({ type: "permission/missing", permission: "settings" });
  });
});

describe("whatever is given", () => {
  const step = fc.record({
    currency: fc.constantFrom("USD", "JPY", "EUR"),
    amount: fc.integer({ min: 1, max: 20_000 }),
    tip: fc.integer({ min: 0, max: 300 }),
    goods: fc.integer({ min: 0, max: 2 }),
  });

  test("drawers tie out by currency: own cash is what came in of it less all change", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), fc.boolean(), (steps, isFives) => {
        const counter = counterAt(isFives ? { rules: FIVES } : {});
        for (const { currency, amount, tip, goods } of steps) {
          if (goods > 0) counter.add(TARTE, { count: goods });
          // Refused or not: a refusal leaves no trace.
          if (currency === "EUR") cash(counter, amount, tip);
          else give(counter, currency, amount, tip);
        }

        const order = counter.order();
        const all = Object.values(order.paymentsById).flatMap(({ captured }) => captured ?? []);
        const sums = new Map<string, number>();
        for (const [key, amount] of orderContributions(order)) {
          const what = key.split("/").slice(3).join("/");
          sums.set(what, (sums.get(what) ?? 0) + amount);
        }
        const own = all.filter(({ foreign }) => foreign === undefined);
        const drawer =
          sumMinor(own, ({ tendered }) => tendered) - sumMinor(all, ({ change }) => change);
        const worth = ["USD", "JPY"].map((code) => sums.get(`foreign/${code}/worth`) ?? 0);
        const kept = ["tender/cash/amount", "tender/cash/rounding", "tip/cash/1/amount"]
          .map((key) => sums.get(key) ?? 0)
          .reduce((sum, amount) => sum + amount, 0);
        expect(kept - worth.reduce((sum, amount) => sum + amount, 0)).toBe(drawer);
        for (const { foreign, tendered, change } of all) {
          if (foreign === undefined) continue;
          const money = currenciesByCode.get(foreign.currency);
          expect(tendered).toBe(worthOf(foreign.amount, foreign, money ?? EURO));
          expect(change % (isFives ? 5 : 1)).toBe(0);
        }
        for (const { body } of order.receipts) {
          expect(sumMinor(body.uses, ({ amount }) => amount)).toBe(body.total);
        }
      }),
    );
  });
});

function foundCurrency(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}.`);
  return currency;
}

/** With rates, and something to pay. */
function counterAt(options: CounterOptions = {}): Counter {
  const counter = createCounter({ catalogue: CATALOGUE, ...options });
  rate(counter, "USD", "0.92");
  rate(counter, "JPY", "0.00612");
  counter.add(TARTE);
  return counter;
}

function rate(counter: Counter, currency: string, text: string): void {
  valueOf(counter.decide((context) => decideSetRate(context, { currency, rate: text }, EURO)));
}

function give(
  counter: Counter,
  currency: string,
  ...[amount, tip = 0]: readonly [number, number?]
): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) =>
    decideForeign(context, order, { currency, amount: minor(amount), tip: minor(tip) }),
  );
}

function cash(counter: Counter, tendered: number, tip = 0): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) =>
    decideCash(context, order, { tendered: minor(tendered), tip: minor(tip) }),
  );
}
