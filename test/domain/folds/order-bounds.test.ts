/** An order holds no more than a till can mean: what lies beyond is no line, on every till. */

import { expect, test } from "vitest";

import { ADDED_MAX, PARTS_MAX } from "../../../src/domain/folds/order-fold.ts";
import { idOf, lineBody, opened, orderAfter, told } from "../../support/told.ts";

const OPENING = 1;

test("one till adds so many lines, and the others go on", () => {
  const many = Array.from({ length: ADDED_MAX + 50 }, (_, at) =>
    told(["B", 1 + at], "order/line-added", { hlc: 10 + at, body: lineBody(100) }),
  );
  const honest = told(["A", 1 + OPENING], "order/line-added", { hlc: 9000, body: lineBody(350) });

  const order = orderAfter([opened(), ...many, honest]);

  expect(Object.keys(order.linesById)).toHaveLength(ADDED_MAX + 1);
  expect(order.linesById[idOf("A", 1 + OPENING)]?.added).not.toBeNull();
});

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
