/** Guests who left without ordering: their table is free. */

import * as z from "zod";

import { decideEnd } from "../domain/commands/seat-guests.ts";
import { ok } from "../domain/result.ts";
import { defineAct } from "./act.ts";

export const leave = defineAct({
  id: "leave",
  on: "order",
  right: "sell",
  // The reason may be empty.
  input: () => z.object({ reason: z.string() }),
  decide: (context, order, { reason }) => decideEnd(context, order, reason),
  shell: {
    help: "the guests of an order left without ordering: their table is free",
    options: [{ name: "--reason <text>", help: "why, where that is known; it is recorded" }],
    example: 'order leave A12 --reason "waited too long"',
    read: ({ options: { reason } }) =>
      ok({ input: { reason: typeof reason === "string" ? reason : "" } }),
  },
});
