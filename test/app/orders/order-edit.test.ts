import { expect, test } from "vitest";

import { editOrder, type OrderEdit } from "../../../src/app/orders/order-edit.ts";
import { type OrderDetails } from "../../../src/app/orders/orders.ts";
import { type Till } from "../../../src/app/till.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const NINE = quantity(9);

test.each([
  ["a quantity is what is left", quantity(3), 3000],
  ["a void of the line takes all of it off", takeOff(), 0],
  ["a void of some takes so many off", takeOff(2), 7000],
] as const)("while somebody puts more on a line, %s", async (_, act, left) => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["5*croissant"]);

  const { order } = edit(meanwhile(till, NINE), act);

  const [line] = order.lines;
  expect(line?.voided === true ? 0 : line?.quantity).toBe(left);
});

/** The same till, at which somebody else does that before this one has its turn to write. */
function meanwhile(till: Till, act: OrderEdit["act"]): Till {
  return {
    ...till,
    act: (...own) => {
      edit(till, act);
      return till.act(...own);
    },
  };
}

function edit(till: Till, act: OrderEdit["act"]): OrderDetails {
  return valueOf(editOrder(till, MIA, { order: "A1", act }));
}

function quantity(count: number): OrderEdit["act"] {
  return { type: "quantity", line: 1, quantity: thousandths(count * 1000), reason: "mistyped" };
}

function takeOff(count?: number): OrderEdit["act"] {
  const some = count === undefined ? undefined : thousandths(count * 1000);
  return { type: "void", line: 1, quantity: some, reason: "mistyped" };
}
