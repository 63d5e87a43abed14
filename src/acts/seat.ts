/** Sets the seat of a line at the table. */

import * as z from "zod";

import { err, ok } from "../domain/base/result.ts";
import { decideSetSeat } from "../domain/commands/order/seat-guests.ts";
import { eventIdSchema } from "../domain/identity.ts";
import { defineAct } from "./act.ts";
import { readCount } from "./shell-count.ts";

export const seat = defineAct({
  id: "seat",
  on: "line",
  right: "sell",
  // 0 for the whole table.
  input: () => z.object({ line: eventIdSchema, seat: z.int().min(0) }),
  decide: decideSetSeat,
  shell: {
    help: "whose a line is at the table",
    words: [{ name: "<seat>", help: "1 to 99, or 0 for the whole table" }],
    example: "order seat A12 3 2",
    read: ({ words: [text = ""] }) => {
      const count = readCount(text);
      return count === undefined
        ? err({ type: "seat", typed: text })
        : ok({ input: { seat: count } });
    },
  },
});
