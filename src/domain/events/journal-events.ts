/** The technical journal: what was refused, when somebody learned at a till, and when it was
 * ended and started. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema } from "../identity.ts";

/** Staff number, `nobody` for one that nobody has, or empty where it is not known. */
const whoSchema = lazy(() => z.string().regex(/^[0-9a-z]{0,12}$/u));

export const journalNotedSchema = lazy(() =>
  z.object({
    what: z
      .string()
      .regex(/^[a-z][a-z-]{0,39}$/u)
      .describe(
        "What was refused: `pin` for a wrong one, `inactive` for a log-in of who may not sign in any more, a permission such as `void`, or `more` for what went beyond the day's lines.",
      ),
    staff: whoSchema().describe(
      "Staff number of who was refused, and of a wrong PIN the one that was typed; `nobody` for one that nobody has, empty of `more`.",
    ),
    count: z.int().min(1).max(1_000_000).describe("How often, within ten minutes."),
    day: businessDaySchema
      .optional()
      .describe("The business day on which it was refused, where that is not the header's."),
  }),
);

export const trainingBeganSchema = lazy(() =>
  z.object({ staff: whoSchema().describe("Staff number of who began it; empty from a shell.") }),
);

export const trainingEndedSchema = lazy(() =>
  z.object({
    staff: whoSchema().describe("Staff number of who began it; empty from a shell."),
    receipts: z
      .int()
      .min(0)
      .max(1_000_000)
      .nullable()
      .describe("How many receipts and refunds it made; null where that can't be read any more."),
  }),
);

export const tillBeganSchema = lazy(() => z.object({}));

export const tillEndedSchema = lazy(() => z.object({}));

const kind = {
  v: 1,
  control: false,
  critical: false,
  home: "`attention/<origin>` of the till",
} as const;

export const JOURNAL_KINDS = {
  "journal/noted": {
    ...kind,
    schema: journalNotedSchema,
    meaning:
      "The till refused somebody something, so many times. A record only: it moves no money and locks nobody out.",
  },
  "training/began": {
    ...kind,
    schema: trainingBeganSchema,
    meaning: "Somebody began to learn at this till, in a shop of its own that is thrown away.",
  },
  "training/ended": {
    ...kind,
    schema: trainingEndedSchema,
    meaning: "That training is over, and its shop is thrown away.",
  },
  "till/began": {
    ...kind,
    schema: tillBeganSchema,
    meaning:
      "The till's program was started after it had been ended: whoever does not hear it from now on misses it.",
  },
  "till/ended": {
    ...kind,
    schema: tillEndedSchema,
    meaning:
      "The till's program was ended properly: it is closed, and nobody misses it, until its next event.",
  },
} as const;
