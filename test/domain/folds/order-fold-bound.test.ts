/** How many lines of which nothing else was heard an order keeps: each of them is folded into all before. Size: whole. */

import { expect, test } from "vitest";

import { PARTS_MAX } from "../../../src/domain/folds/order-fold.ts";
import { idOf, opened, orderAfter, told } from "../../support/told.ts";

test("lines that nobody has heard of are waited for up to a bound", () => {
  const many = Array.from({ length: PARTS_MAX + 50 }, (_, at) =>
    told(["B", 1 + at], "order/line-voided", {
      hlc: 10 + at,
      body: { line: idOf("C", 1 + at), reason: "made up", sent: false },
    }),
  );

  const order = orderAfter([opened(), ...many]);

  expect(Object.keys(order.linesById)).toHaveLength(PARTS_MAX);
});
