/** An order that owes no taxes, by the buyer's number; or owes them again. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideExempt } from "../domain/commands/order/exempt-order.ts";
import { defineAct } from "./act.ts";

export const exempt = defineAct({
  id: "exempt",
  on: "order",
  right: "exempt",
  // Undefined: the taxes are owed again.
  input: () => z.object({ number: z.string().optional() }),
  decide: (context, order, { number }: { readonly number?: string | undefined }) =>
    decideExempt(context, order, number),
  shell: {
    help: "sell an order without taxes, to a buyer who is exempt by a number",
    options: [
      {
        name: "--number <text>",
        help: "of the buyer's card or certificate; it is recorded and printed",
      },
      { name: "--off", help: "it owes its taxes again" },
    ],
    example: 'order exempt A12 --number "DE 814 204"',
    read: ({ options: { number, off } }) =>
      (off === true) === (typeof number === "string")
        ? err({ type: "exempt" })
        : ok({ input: typeof number === "string" ? { number } : {} }),
  },
});
