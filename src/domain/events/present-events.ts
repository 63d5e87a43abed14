/** What a box was told of today before it had heard the past, and that was otherwise: see present/differing.ts. */

import * as z from "zod";

import { COUNT_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { deviceIdSchema, streamIdSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";

/** Whoever looks at these knows where to look for more. */
export const DIFFERING_MAX = 20;

export const presentDifferedSchema = lazy(() =>
  z.object({
    teller: deviceIdSchema.describe("The till that told it last."),
    entries: z
      .array(streamIdSchema)
      .max(DIFFERING_MAX)
      .describe(
        "The streams of what the till used that was otherwise: of goods, people, roles and settings. The first of many.",
      ),
    amount: minorUnitsSchema.describe(
      "What the goods that it sold meanwhile come to by the prices of the past, less what it asked for them.",
    ),
    figures: z
      .int()
      .min(0)
      .max(COUNT_MAX)
      .describe("How many figures of the teller were otherwise."),
  }),
);

export type PresentDiffered = z.infer<ReturnType<typeof presentDifferedSchema>>;

export const PRESENT_KINDS = {
  "present/differed": {
    v: 1,
    control: false,
    critical: false,
    schema: presentDifferedSchema,
    meaning:
      "The till sold by what another one had told it of today, and some of that was otherwise once it had heard the past. A record only: somebody looks at it.",
    home: "`attention/<origin>` of the till",
  },
} as const;
