import { expect, test } from "vitest";

import { type OrderDetails } from "../../../src/app/orders/orders.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const NINE = quantity(9);

test.each([
  ["a quantity is what is left", quantity(3), 3000],
  ["a void of the line takes all of it off", takeOff(), 0],
  ["a void of some takes so many off", takeOff(2), 7000],
] as const)("while somebody puts more on a line, %s", async (_, edit, left) => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["5*croissant"]);

  const { order } = edit(meanwhile(till, NINE));

  const [line] = order.lines;
  expect(line?.voided === true ? 0 : line?.quantity).toBe(left);
});

test("an act that is about no goods reads none of them", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant"]);
  const { order } = valueOf(
    performOn({ ...till, catalogue: noGoods }, MIA, {
      order: "A1",
      act: "note",
      line: 1,
      note: "warm",
    }),
  );

  expect(order.lines).toMatchObject([{ note: "warm" }]);
});

function noGoods(): never {
  throw new Error("The goods were read.");
}

/** The same till, at which somebody else does that before this one has its turn to write. */
function meanwhile(till: Till, edit: Edit): Till {
  return {
    ...till,
    act: (...own) => {
      edit(till);
      return till.act(...own);
    },
  };
}

type Edit = (till: Till) => OrderDetails;

function quantity(count: number): Edit {
  const wanted = { is: "all", quantity: thousandths(count * 1000), reason: "mistyped" } as const;
  return (till) =>
    valueOf(performOn(till, MIA, { order: "A1", act: "quantity", line: 1, ...wanted }));
}

function takeOff(count?: number): Edit {
  const some = count === undefined ? undefined : thousandths(count * 1000);
  return (till) =>
    valueOf(voidLine(till, MIA, { order: "A1", line: 1, count: some, reason: "mistyped" }));
}
