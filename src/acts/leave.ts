/** Guests who left without ordering: their table is free. */

import * as z from "zod";

import { ok } from "../domain/base/result.ts";
import { decideEnd } from "../domain/commands/order/seat-guests.ts";
import { openedId } from "../domain/state/order-state.ts";
import { defineAct } from "./act.ts";

export const leave = defineAct({
  id: "leave",
  on: "order",
  right: "sell",
  // The reason may be empty.
  input: () => z.object({ reason: z.string() }),
  decide: (context, order, { reason }) => decideEnd(context, order, reason),
  undo: (_context, order) => ({ type: "reopen-order", order: openedId(order) }),
  shows: () => undefined,
  shell: {
    help: "the guests of an order left without ordering: their table is free",
    options: [{ name: "--reason <text>", help: "why, where that is known; it is recorded" }],
    example: 'order leave A12 --reason "waited too long"',
    read: ({ options: { reason } }) =>
      ok({ input: { reason: typeof reason === "string" ? reason : "" } }),
  },
});
