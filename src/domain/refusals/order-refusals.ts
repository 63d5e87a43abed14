/** Why something about an order was not done. */

import { refusal } from "../base/refusal-table.ts";

export const ORDER_REFUSALS = {
  /** The course is that one already. */
  "course/same": refusal<{ course: number }>("conflict"),
  "reason/needed": refusal<{
    name: string;
    /** Who has heard of the line: the kitchen, or the guest by a bill, or by a promotion that is paid in part. */
    knownBy: "kitchen" | "guest" | "deal";
  }>("wrong", { needsReason: true }),
  "order/none": refusal("wrong"),
  /** An event of the order's till has come into question since the act was written. */
  "order/in-question": refusal("not-allowed"),
  "order/unknown": refusal<{ text: string }>("unknown"),
  "order/empty": refusal("wrong"),
  "order/paid": refusal("conflict"),
  /** Nothing was sold on it that could be had again. */
  "order/no-round": refusal("wrong"),
  /** Each line has the price that it would get if prices were worked out anew. */
  "order/prices-same": refusal("wrong"),
  "order/nothing-to-send": refusal("wrong"),
  /** None of the order's goods is made at a station. */
  "order/no-kitchen": refusal("wrong"),
  "order/full": refusal<{ max: number }>("wrong"),
  /** The guests cannot leave without ordering: the order has goods. */
  "order/has-goods": refusal("conflict"),
  /** The order is closed, so nobody sits there any more. */
  "order/nobody-there": refusal("conflict"),
  /** The order is still open. */
  "order/there": refusal("conflict"),
  /** Nothing of that course, or of any, waits to be fired. */
  "fire/nothing": refusal<{ course: number | undefined }>("conflict"),
};
