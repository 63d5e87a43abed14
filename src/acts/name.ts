/** Sets the name by which an order is asked for, such as a guest's. */

import * as z from "zod";

import { orderBalance } from "../domain/balance/order-balance.ts";
import { err, ok } from "../domain/base/result.ts";
import { decideNameOrder } from "../domain/commands/order/order-head.ts";
import { defineAct } from "./act.ts";

export const name = defineAct({
  id: "name",
  on: "order",
  right: "sell",
  // Empty takes the name away.
  input: () => z.object({ name: z.string() }),
  decide: (context, order, { name: text }) =>
    orderBalance(order).status === "paid"
      ? err({ type: "order/paid" })
      : decideNameOrder(context, order, text),
  shell: {
    help: "what an order is asked for by; an empty text takes it away",
    words: [{ name: "<name>", help: "such as a guest's" }],
    example: "order name A12 Rossi",
    read: ({ words: [text = ""] }) => ok({ input: { name: text.trim().replaceAll(/\s+/gu, " ") } }),
  },
});
