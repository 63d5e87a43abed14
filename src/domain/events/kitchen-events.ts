/** The events that a kitchen's screens write about tickets. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { TICKET_LINES_MAX } from "./ticket-acts.ts";

const placeSchema = lazy(() =>
  z
    .int()
    .min(0)
    .max(TICKET_LINES_MAX - 1),
);

export const ticketMarkSchema = lazy(() =>
  z.object({
    lines: z
      .array(placeSchema())
      .min(1)
      .max(TICKET_LINES_MAX)
      .describe("Which lines of the ticket, as it was issued; the first is 0."),
    over: z
      .array(eventIdSchema)
      .describe("What was said of these lines before, and nothing had replaced."),
  }),
);

const kind = { v: 1, control: false, critical: false, schema: ticketMarkSchema } as const;
const home = "`ticket/<ticket>`";

export const KITCHEN_KINDS = {
  "ticket/done": {
    ...kind,
    meaning:
      "The station has made these lines of the ticket, or has taken note of them; with the last one the ticket is done. Two screens that say it apart say it once.",
    home,
  },
  "ticket/served": {
    ...kind,
    meaning:
      "The pass has handed these lines out, all of the ticket: they are done, and gone from the pass.",
    home,
  },
  "ticket/recalled": {
    ...kind,
    meaning:
      "These lines of the ticket are to be made after all. Said apart from a done or served, it wins: a guest would rather wait than get nothing.",
    home,
  },
} as const;
