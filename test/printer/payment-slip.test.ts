import { expect, test } from "vitest";

import { minor } from "../../src/domain/amounts.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { paymentSlipToDocument } from "../../src/printer/payment-slip.ts";

test("money handed back is named as such, and opens the drawer first", () => {
  const { kind, blocks } = paymentSlipToDocument(
    {
      order: { number: "A7", due: minor(0) },
      payment: {
        id: "x:1" as EventId,
        method: "cash",
        amount: minor(-250),
        tendered: minor(0),
        change: minor(250),
        rounding: minor(0),
      },
    },
    { formatMoney: (amount) => `${amount} cents` },
  );

  expect(kind).toBe("report");
  expect(blocks[0]).toEqual({ type: "pulse" });
  expect(blocks).toContainEqual({ type: "row", left: "Handed back", right: "250 cents" });
});
