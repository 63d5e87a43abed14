/** Goods of a promotion that three refunds took back, two of them apart: what each rounded is no money to ask about. */

import { expect, test } from "vitest";

import { returnedOfItem } from "../../../src/domain/balance/covered-lines.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { emptyOrder, type OrderState } from "../../../src/domain/state/order-state.ts";

type Item = Parameters<typeof returnedOfItem>[1];
type Line = Parameters<typeof returnedOfItem>[2];

/** Three pieces for 5.60, of which each refund took one and raised what stayed by so much. */
function back(raised: ReadonlyArray<number>): ReturnType<typeof returnedOfItem> {
  const refunds = raised.map((one, at) => ({
    id: `refund-${at}`,
    body: {
      of: "receipt",
      items: [{ line: "line", quantity: -1000, net: -140, raised: one, goods: "back" }],
    },
  }));
  const order = { ...emptyOrder, refunds } as unknown as OrderState;
  const item = { receipt: "receipt", gross: minor(560), net: minor(560), num: 1, den: 1 };
  const line = { id: "line", quantity: thousandths(3000), net: 560 };
  return returnedOfItem(order, item as Item, line as Line);
}

test("Refunds that knew each other give back what the goods are worth", () => {
  expect(back([47, 46, 47])).toEqual({ goods: 420, money: 0 });
});

test("A cent that refunds apart rounded is asked of nobody", () => {
  expect(back([47, 46, 46])).toEqual({ goods: 420, money: 0 });
});

test("More than they can have rounded is asked about", () => {
  expect(back([47, 46, 40])).toEqual({ goods: 427, money: 0 });
});

test("A piece that is still out keeps what was raised", () => {
  expect(back([47, 46])).toEqual({ goods: 280, money: 0 });
});
