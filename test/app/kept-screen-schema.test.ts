import { expect, test } from "vitest";

import { keptScreenSchema } from "../../src/app/kept-screen-schema.ts";

const WHOLE = {
  text: "2*crois",
  lastText: "100",
  service: "takeaway",
  paid: {
    kind: "sale",
    method: "cash",
    change: 1720,
    tendered: 2000,
    orderNumber: "A1",
    receiptNumber: "A-000001",
    isFresh: true,
  },
  keptScans: ["8712345000011"],
  goods: {
    sku: "STEAK",
    quantity: 2000,
    price: 1895,
    numbers: [2],
    service: "counter",
    keepsText: true,
  },
  exercises: { at: 2, passed: [{ pressed: 9, fewest: 7 }], skipped: 1, leftOut: 0 },
};
const { paid: _paid, goods: _goods, exercises: _exercises, ...LEAST } = WHOLE;

test("what a register keeps is read as it was, after a journey as text", () => {
  const givenBack = { ...WHOLE, paid: { ...WHOLE.paid, kind: "return" } };
  for (const kept of [WHOLE, LEAST, givenBack]) {
    expect(keptScreenSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  }
});

test.each([
  ["nothing", undefined],
  ["another build's", { ...LEAST, service: "drone" }],
  ["half a sale", { ...LEAST, paid: { change: 1 } }],
  ["half a coin", { ...WHOLE, paid: { ...WHOLE.paid, change: 0.5 } }],
  ["no text", { ...LEAST, text: 7 }],
])("%s is not taken over", (_what, kept) => {
  expect(keptScreenSchema.safeParse(kept).success).toBe(false);
});
