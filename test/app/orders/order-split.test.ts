import { beforeEach, describe, expect, test } from "vitest";

import { orderLines } from "../../../src/app/orders/order-text.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { type Result } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { readSplit } from "../../../src/domain/entry/entry-split.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { partsPaidOf } from "../../../src/domain/order/parts-paid.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { payOrder, performOn, splitOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const CHIARA = { number: "3", name: "Chiara" };
let tills: Awaited<ReturnType<typeof twoTills>>;

beforeEach(async () => {
  tills = await twoTills(await newCafe());
  sellGoods(tills.counter.till, ["4*croissant", "flat white"]);
});

const EUR = euro();

function euro(): Currency {
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  return currency;
}

/** In the words of the register. */
function split(words: string, at = tills.counter): Result<OrderView, Refusal> {
  const wanted = readSplit(words, EUR);
  if (wanted === undefined) throw new Error(`${words} is no split.`);
  const done = splitOrder(at.till, MIA, { order: "A1", wanted });
  return done.ok ? { ok: true, value: done.value.order } : done;
}

function payPart(part: number, tendered: number | undefined, at = tills.counter) {
  const payment =
    tendered === undefined
      ? ({ type: "card" } as const)
      : ({ type: "cash", tendered: minor(tendered) } as const);
  return payOrder(at.till, MIA, { order: "A1", payment, part });
}

function order(at = tills.counter): OrderView {
  const found = findOrder(at.till, "A1");
  if (found === undefined) throw new Error("The order is not there.");
  return found.order;
}

test("parts that one receipt of all has paid have no rows of nothing", () => {
  valueOf(split("/2"));
  valueOf(payOrder(tills.counter.till, MIA, { order: "A1", payment: { type: "card" } }));

  const rows = orderLines(order(), { currency: EUR, locale: "en" });
  expect(rows.filter((text) => text.includes("Part "))).toEqual([]);
});

describe("a bill of 14.00 that is split by three", () => {
  beforeEach(() => {
    valueOf(split("/3"));
  });

  test("is paid part by part, on two tills, each with change and a receipt of its own", () => {
    expect(order().parts.map(({ total }) => total)).toEqual([467, 467, 466]);
    meet(tills.counter, tills.bar);

    const first = valueOf(payPart(1, 1000));
    const second = valueOf(payPart(2, undefined, tills.bar));
    meet(tills.counter, tills.bar);

    expect(first).toMatchObject({
      payment: { change: 533 },
      receipt: { number: "A-000001", total: 467 },
    });
    expect(second.receipt).toMatchObject({ number: "B-000001", total: 467 });
    for (const till of [tills.counter, tills.bar]) {
      expect(order(till).parts).toMatchObject([
        { no: 1, of: 3, due: 0, receipt: "A-000001" },
        { no: 2, of: 3, due: 0, receipt: "B-000001" },
        { no: 3, of: 3, due: 466, receipt: "" },
      ]);
      expect(order(till)).toMatchObject({ status: "open", due: 466, besideParts: 0 });
    }
    valueOf(payPart(3, 466));
    expect(order()).toMatchObject({ status: "paid", due: 0 });
  });

  test("takes a part payment of a part, which leaves the others as they are", () => {
    valueOf(payPart(2, 200));
    expect(order().parts.map(({ due }) => due)).toEqual([467, 267, 466]);
    expect(order().receipts).toEqual([]);
  });

  test("has two of them put together, and one bill again where that is all", () => {
    expect(valueOf(split("*2")).parts.map(({ total }) => total)).toEqual([934, 466]);
    expect(valueOf(split("*2")).parts).toEqual([]);
  });

  test("has what is left split anew where one is paid", () => {
    valueOf(payPart(1, 467));
    expect(valueOf(split("/4")).parts.map(({ total }) => total)).toEqual([234, 233, 233, 233]);
  });

  test("refuses parts that are paid or not there, and changes nothing", () => {
    valueOf(payPart(1, 467));
    const before = order();
    expect(faultOf(payPart(1, 467))).toEqual({ type: "split/part-paid" });
    expect(faultOf(payPart(4, 467))).toEqual({ type: "split/part-unknown", text: "4", parts: 3 });
    expect(faultOf(payPart(0, 467)).type).toBe("split/part-unknown");
    expect(faultOf(split("*3"))).toEqual({ type: "split/together", parts: 2 });
    expect(order()).toEqual(before);
  });
});

describe("the receipt of a part", () => {
  test("says which part it is, and which share of each line", () => {
    valueOf(split("/3"));
    expect(valueOf(payPart(2, undefined)).receipt).toMatchObject({
      part: { no: 2, of: 3 },
      lines: [
        { name: "Croissant", quantity: 4000, share: { num: 1, den: 3 }, amount: 347 },
        { name: "Flat white", quantity: 1000, share: { num: 1, den: 3 }, amount: 120 },
      ],
    });
  });

  test("counts pieces where the share is of whole ones", () => {
    valueOf(split("//3*1"));
    const [line] = valueOf(payPart(1, undefined)).receipt?.lines ?? [];
    expect(line).toMatchObject({ quantity: 3000, amount: 780 });
    expect(line?.share).toBeUndefined();
  });

  test("gives its shares back as an amount, without a piece", () => {
    valueOf(split("/3"));
    valueOf(payPart(1, 467));
    const back = valueOf(
      refund(tills.counter.till, CHIARA, {
        number: "A-000001",
        parts: [],
        reason: "was cold",
        method: "cash",
      }),
    );
    expect(back).toMatchObject({ total: -467, lines: [{ quantity: 0 }, { quantity: 0 }] });
    expect(order().attention).toEqual([]);
  });
});

describe("a share of what another plan left", () => {
  test("is said of the whole line, and parts are numbered over the bill", () => {
    valueOf(split("//2/3"));
    const first = valueOf(payPart(1, undefined)).receipt;
    valueOf(split("/2"));
    const second = valueOf(payPart(1, undefined)).receipt;
    const third = valueOf(payPart(2, undefined)).receipt;

    expect([first, second, third].map((receipt) => receipt?.part)).toEqual([
      { no: 1, of: 2 },
      { no: 2, of: 3 },
      { no: 3, of: 3 },
    ]);
    const shares = [first, second, third].map((receipt) =>
      receipt?.lines.find(({ name }) => name === "Flat white"),
    );
    expect(shares).toMatchObject([
      { share: { num: 1, den: 3 }, amount: 120 },
      { share: { num: 1, den: 3 }, amount: 120 },
      { share: { num: 1, den: 3 }, amount: 120 },
    ]);
  });

  test("is the rest of it in the last part, and on what pays all that is left", () => {
    valueOf(split("//2/3"));
    expect(valueOf(payPart(1, undefined)).receipt?.lines).toMatchObject([
      { share: { num: 1, den: 3 } },
    ]);
    const whole = { order: "A1", wanted: { type: "none" } } as const;
    expect(faultOf(splitOrder(tills.counter.till, MIA, whole))).toEqual({ type: "split/begun" });

    const rest = valueOf(
      payOrder(tills.counter.till, MIA, { order: "A1", payment: { type: "card" } }),
    );
    expect(rest.receipt?.lines.at(-1)).toMatchObject({
      name: "Flat white",
      share: { num: 2, den: 3 },
      amount: 240,
    });
  });

  test("is what named shares leave in the same plan", () => {
    valueOf(split("//2/3"));
    expect(valueOf(payPart(2, undefined)).receipt?.lines.at(-1)).toMatchObject({
      name: "Flat white",
      share: { num: 2, den: 3 },
    });
  });

  test("says how many parts of the bill are paid over all plans", () => {
    valueOf(split("//2/3"));
    valueOf(payPart(1, undefined));
    valueOf(split("//2"));

    expect(order().parts).toMatchObject([
      { no: 2, of: 3 },
      { no: 3, of: 3 },
    ]);
    expect(partsPaidOf(order().parts)).toEqual({ paid: 1, of: 3 });
  });
});

test("seats of tables that were merged are a part for each guest", () => {
  const { till } = tills.counter;
  const other = sellGoods(till, ["croissant", "flat white"]);
  for (const at of ["A1", "A2"]) {
    for (const line of [1, 2])
      valueOf(performOn(till, MIA, { act: "seat", order: at, line, seat: line }));
  }
  const into = order().id;
  valueOf(performOn(till, MIA, { act: "merge", order: "A1", orders: [other.order.id], into }));

  const parts = valueOf(split("/**")).parts;

  expect(parts.map(({ total }) => total)).toEqual([1040, 360, 260, 360]);
  expect(valueOf(split("*2")).parts.map(({ total }) => total)).toEqual([1400, 260, 360]);
});

describe("a bill", () => {
  test.each([
    ["//2", [360, 1040]],
    ["//1/4", [260, 1140]],
    ["//1*1", [260, 1140]],
    ["//1*1+2", [620, 780]],
    ["/-10", [1000, 400]],
  ])("%s has these parts", (words, totals) => {
    expect(valueOf(split(words)).parts.map(({ total }) => total)).toEqual(totals);
  });

  test.each([
    ["/0", "split/count"],
    ["/1", "split/count"],
    ["/1000", "split/count"],
    ["*2", "split/none"],
    ["/**", "split/no-seats"],
    ["/*2+3", "split/no-seats"],
    ["//9", "line/unknown"],
    ["//1/0", "split/share"],
    ["//5*1", "split/share"],
    ["//1+2", "split/whole"],
    ["/-0", "split/amount"],
    ["/-14", "split/amount"],
  ] as const)("%s is refused as %s, and nothing is changed", (words, type) => {
    expect(faultOf(split(words)).type).toBe(type);
    expect(order().parts).toEqual([]);
  });
});

test.each(["/", "//", "/*", "/x", "//4/", "//*4", "/-", "/-x", "*", "3", "//1+", "/*2+", "//0*1"])(
  "%s is no split, or none yet",
  (text) => {
    expect(readSplit(text, EUR)).toBeUndefined();
  },
);
