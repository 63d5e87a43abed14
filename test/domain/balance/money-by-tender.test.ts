import { expect, test } from "vitest";

import { moneyOwed } from "../../../src/domain/balance/money-by-tender.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import {
  captureBody,
  idOf,
  lineBody,
  opened,
  orderAfter,
  startBody,
  told,
} from "../../support/told.ts";

test("Money that is owed to the guest is at most what its tender still has of it", () => {
  const [first, second, back] = [idOf("A", 3), idOf("A", 5), idOf("A", 7)];
  const events = [
    opened(),
    told(["A", 2], "order/line-added", { body: lineBody(500) }),
    told(["A", 3], "payment/started", { body: startBody(400) }),
    told(["A", 4], "payment/captured", { body: captureBody(first, 400) }),
    told(["A", 5], "payment/started", { body: startBody(300) }),
    told(["A", 6], "payment/captured", { body: captureBody(second, 300) }),
    // One of the 2.00 too much went back already.
    told(["A", 7], "payment/started", { body: startBody(-100) }),
    told(["A", 8], "payment/captured", { body: captureBody(back, -100) }),
  ];

  expect(moneyOwed(orderAfter(events)).byTender).toEqual([
    { method: "cash", amount: minor(100), most: 600 },
  ]);
});
