import { expect, test } from "vitest";

import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();

test("an order of another till is paid here, with a receipt of this till's series", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const { order } = sellGoods(counter.till, ["2*croissant"]);
  meet(counter, bar);

  const paid = valueOf(
    payOrder(bar.till, MIA, {
      order: order.number,
      payment: { type: "cash", tendered: minor(1000) },
    }),
  );
  meet(counter, bar);

  expect(paid.receipt?.number).toBe("B-000001");
  expect(paid.payment).toMatchObject({ method: "cash", tendered: 1000, change: 480 });
  const again = payOrder(counter.till, MIA, { order: "A1", payment: { type: "card" } });
  expect(faultOf(again).type).toBe("order/paid");
});
