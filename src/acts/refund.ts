/** A refund: goods of a receipt come back, or what was paid for them beyond what they cost, and money goes out. */

import * as z from "zod";

import { lazy } from "../domain/base/lazy.ts";
import { decideRefund, type Return } from "../domain/commands/money/refund-receipt.ts";
import { GOODS_FATES } from "../domain/goods/goods-fate.ts";
import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { sumMinor, thousandthsSchema } from "../domain/money/amounts.ts";
import { gatherOrder } from "../domain/order/gathered-order.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { METHOD, turned } from "../domain/tenders/tenders.ts";
import { defineAct } from "./act.ts";

interface Refund extends Return {
  /** The order of the receipt. */
  readonly order: EventId;
}

/** The fields of goods that come back. */
export const returnedGoodsSchema = lazy(() =>
  z.object({
    receipt: eventIdSchema,
    // Without a quantity all that is left of the line; no lines mean all of the receipt.
    lines: z.array(z.object({ line: eventIdSchema, quantity: thousandthsSchema.optional() })),
    reason: z.string(),
    goods: z.enum(GOODS_FATES).optional(),
    bad: z.boolean().optional(),
    what: z.enum(["goods", "beyond"]).optional(),
  }),
);

export const refund = defineAct({
  id: "refund",
  on: "any order",
  right: "return",
  isOfParts: true,
  input: (): z.ZodType<Refund> =>
    returnedGoodsSchema().extend({
      order: eventIdSchema,
      method: z.string().regex(METHOD),
      tip: z.enum(["back", "stays"]).optional(),
    }),
  // Its own receipts, also where the order is on another one's bill by now.
  decide: (context, _order, { order, ...back }: Refund) =>
    decideRefund(context, gatherOrder(context.view, order), back),
  answer: (_context, _before, { drafts }) => {
    const [issued] = drafts.flatMap((draft) =>
      draft.kind === "refund/issued" ? [draft.body] : [],
    );
    if (issued === undefined) throw new Error("A refund was decided that issues none.");
    const parts = issued.out.map(turned);
    // The amount is what is handed out.
    const amount = sumMinor(parts, (it) => it.amount);
    return { number: receiptNumber(issued.series, issued.no), amount, parts };
  },
});
