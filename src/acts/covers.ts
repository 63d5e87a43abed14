/** How many guests an order is for. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideSetCovers } from "../domain/commands/order/seat-guests.ts";
import { defineAct } from "./act.ts";
import { readCount } from "./shell-count.ts";

export const covers = defineAct({
  id: "covers",
  on: "order",
  right: "sell",
  input: () => z.object({ covers: z.int().min(1) }),
  decide: (context, order, input) => decideSetCovers(context, order, { covers: input.covers }),
  shell: {
    help: "how many guests an order is for",
    words: [{ name: "<n>", help: "1 to 999" }],
    example: "order covers A12 4",
    read: ({ words: [text = ""] }) => {
      const count = readCount(text);
      return count === undefined
        ? err({ type: "guests", typed: text })
        : ok({ input: { covers: count } });
    },
  },
});
