/** The settlements by a person of things that needed one: see attention.ts. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema, eventIdSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** The most writes that may contradict each other; more do in no shop. */
export const VOICES_MAX = 200;

export const attentionResolvedSchema = lazy(() =>
  z.object({
    type: z
      .string()
      .regex(/^[a-z-]{1,20}\/[a-z-]{1,40}$/u)
      .describe("What it was, such as `receipt/over-refunded`."),
    subject: z.string().min(1).max(200).describe("What it was about: a line, a payment, an order."),
    day: businessDaySchema.nullable().describe("On which it came about, where that is told apart."),
    amount: minorUnitsSchema
      .min(0)
      .describe("So much of it is settled, all in all: it comes back with what goes beyond."),
    voices: z
      .array(eventIdSchema)
      .max(VOICES_MAX)
      .describe("What contradicted each other: it comes back with another one."),
    note: shortTextSchema.describe("In a person's words; may be empty."),
  }),
);
export type AttentionResolved = z.infer<ReturnType<typeof attentionResolvedSchema>>;

export const ATTENTION_KINDS = {
  "attention/resolved": {
    v: 1,
    control: false,
    critical: false,
    schema: attentionResolvedSchema,
    texts: ["note"],
    meaning:
      "A person has seen what needed one, and it is settled up to an amount. Moves no money and no goods.",
    home: "the stream that it is about: `order/<order>`, `ticket/<ticket>`, or `attention/<origin>` of a till's chains and papers",
  },
} as const;
