/** Cash that a card pays for beyond the bill. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { leftByTender, receiptMoney } from "../../../src/domain/balance/money-by-tender.ts";
import { openMoney } from "../../../src/domain/balance/money-law.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { decideCard } from "../../../src/domain/commands/money/pay-order.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { createCounter } from "../../support/counter.ts";
import { faultOf, SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const MOST = 2000;

test("is the card's money, rounded as cash, and leaves the order paid without a question", () => {
  const sums = fc.record({
    price: fc.integer({ min: 30, max: 9000 }),
    deposit: fc.integer({ min: 0, max: 20 }),
    tip: fc.integer({ min: 0, max: 300 }),
    back: fc.integer({ min: 1, max: MOST }),
    step: fc.constantFrom(0, 5, 10),
  });
  fc.assert(
    fc.property(sums, ({ price, deposit, tip, back, step }) => {
      const counter = counterWith({ price, step });
      if (deposit > 0) counter.pay(deposit);
      const { due } = orderBalance(counter.order());
      const amount = minor(due + tip + back);

      valueOf(pays(counter, { amount, tip: minor(tip), isTipSure: true }));

      const order = counter.order();
      const [receipt] = order.receipts;
      if (receipt === undefined) throw new Error("The card paid for all of it.");
      expect(orderBalance(order)).toMatchObject({ status: "paid", due: 0, refundDue: 0 });
      expect(openMoney(order)).toEqual([]);
      const out = Object.values(order.paymentsById).reduce(
        (sum, { captured }) => sum + (captured?.change ?? 0),
        0,
      );
      expect(Math.abs(out - back)).toBeLessThanOrEqual(step / 2);
      const left = receiptMoney(order, receipt).left.find(({ method }) => method === "card");
      expect(left?.amount).toBe(due + back - out);
      expect(leftByTender(order).get("card")).toBe(due + back - out);
    }),
  );
});

test("goes out up to what the shop says, and none where it says nothing", () => {
  const silent = createCounter({ catalogue: catalogueOf([TARTE]) });
  silent.add(TARTE);
  const counter = counterWith({ price: 352, step: 0 });

  expect(faultOf(pays(silent, { amount: minor(353) }))).toEqual({
    type: "card/cash-back",
    back: 1,
    most: 0,
  });
  expect(faultOf(pays(counter, { amount: minor(352 + MOST + 1) }))).toEqual({
    type: "card/cash-back",
    back: MOST + 1,
    most: MOST,
  });
  expect(counter.order().paymentsById).toEqual({});
});

const TARTE = product("TARTE", { price: minor(352), station: "" });

function counterWith({ price, step }: { readonly price: number; readonly step: number }) {
  const tarte = product("TARTE", { price: minor(price), station: "" });
  const counter = createCounter({
    catalogue: catalogueOf([tarte]),
    rules: { ...SHOP_RULES, cash: { step, direction: "nearest" } },
  });
  const streams = [toStreamId("set", "cash-back")];
  const body = { value: MOST, over: [] };
  valueOf(counter.decide(() => ok([{ kind: "setting/set", streams, body }])));
  counter.add(tarte);
  return counter;
}

function pays(
  counter: ReturnType<typeof createCounter>,
  given: Partial<Parameters<typeof decideCard>[2]>,
) {
  return counter.decide((context, order) =>
    decideCard(context, order, { amount: undefined, tip: minor(0), hasCashBack: true, ...given }),
  );
}
