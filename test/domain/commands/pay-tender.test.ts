import { describe, expect, test } from "vitest";

import { decideTender } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import {
  decideChangeTenders,
  type TenderWish,
} from "../../../src/domain/commands/office/change-tenders.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { toPaymentView } from "../../../src/domain/order/order-view.ts";
import { type Counter, createCounter, type CounterOptions } from "../../support/counter.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

const TARTE = product("TARTE", { price: minor(352), station: "" });
const CATALOGUE = catalogueOf([TARTE]);
const VOUCHER = "own-meal-voucher";

describe("a tender of the shop's own", () => {
  test("settles to the cent, and the payment keeps what it was called", () => {
    const counter = counterAt();

    const [started, captured, receipt] = valueOf(take(counter, undefined));

    expect(started?.body).toMatchObject({ method: VOUCHER, name: "Meal voucher", amount: 352 });
    expect(captured?.body).toMatchObject({ tendered: 352, change: 0, rounding: 0 });
    expect(receipt?.kind).toBe("receipt/issued");
    valueOf(change(counter, { type: "rename", tender: "1", to: "Lunch card" }));
    valueOf(change(counter, { type: "remove", tender: "lunch card" }));
    expect(toPaymentView(counter.order(), started?.id as EventId)).toMatchObject({
      name: "Meal voucher",
    });
  });

  test("gives no change: more than is due is refused, less is a part", () => {
    const counter = counterAt();

    expect(faultOf(take(counter, 400))).toEqual({
      type: "tender/too-much",
      name: "Meal voucher",
      due: 352,
      amount: 400,
    });
    expect(faultOf(take(counter, 0))).toMatchObject({ type: "amount/invalid" });
    expect(valueOf(take(counter, 100)).map(({ kind }) => kind)).toEqual([
      "payment/started",
      "payment/captured",
    ]);
    expect(valueOf(take(counter, undefined))[1]?.body).toMatchObject({ tendered: 252 });
  });

  test("holds a tip", () => {
    const [, captured] = valueOf(take(counterAt(), 400, 48));

    expect(captured?.body).toMatchObject({ amount: 352, tendered: 400, tip: 48 });
  });

  test("that is taken no more, or was never there, takes nothing", () => {
    const counter = counterAt();
    valueOf(change(counter, { type: "remove", tender: "Meal voucher" }));

    expect(faultOf(take(counter, undefined))).toEqual({ type: "tender/unknown", text: VOUCHER });
    expect(faultOf(change(counter, { type: "remove", tender: "1" }))).toEqual({
      type: "tender/unknown",
      text: "1",
    });
  });

  test("takes back what it took, and no more", () => {
    const counter = counterAt();
    counter.add(TARTE);
    valueOf(take(counter, 352));
    valueOf(counter.pay(352));

    const [both] = valueOf(giveBack(counter.apart("B"), 2));
    expect(both?.body).toMatchObject({
      out: [
        { method: VOUCHER, name: "Meal voucher", amount: -352 },
        { method: "cash", amount: -352 },
      ],
    });
    const [refund] = valueOf(giveBack(counter, 1));
    expect(refund?.body).toMatchObject({
      out: [{ method: VOUCHER, name: "Meal voucher", amount: -352 }],
      rounding: 0,
    });
  });

  test("gives nothing out where goods come back for more than is taken", () => {
    const counter = counterAt();
    const back = createCounter({ catalogue: CATALOGUE, events: counter.events().slice(0, 1) });
    back.add(TARTE, { kind: "return" });

    expect(faultOf(take(back, undefined))).toEqual({ type: "payment/owes", refundDue: 352 });
  });

  test("takes the right to settings", () => {
    const counter = createCounter({ permissions: ["pay"] });

    expect(faultOf(change(counter, { type: "add", name: "Voucher" }))).toMatchObject({
      type: "permission/missing",
      permission: "settings",
    });
  });
});

function counterAt(options: CounterOptions = {}): Counter {
  const counter = createCounter({ catalogue: CATALOGUE, ...options });
  valueOf(change(counter, { type: "add", name: "Meal voucher" }));
  counter.add(TARTE);
  return counter;
}

function change(counter: Counter, wish: TenderWish): ReturnType<Counter["decide"]> {
  return counter.decide((context) => decideChangeTenders(context, wish));
}

function take(
  counter: Counter,
  amount: number | undefined,
  tip = 0,
): ReturnType<Counter["decide"]> {
  const taken = amount === undefined ? undefined : minor(amount);
  return counter.decide((context, order) =>
    decideTender(context, order, { tender: VOUCHER, amount: taken, tip: minor(tip) }),
  );
}

function giveBack(counter: Counter, count: number): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) => {
    const [receipt] = order.receipts;
    const lines = (receipt?.body.items ?? [])
      .slice(0, count)
      .map(({ line }) => ({ line, quantity: thousandths(1000) }));
    const what = { receipt: receipt?.id as EventId, lines, method: VOUCHER, reason: "cold" };
    return decideRefund(context, order, what);
  });
}
