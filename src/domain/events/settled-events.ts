/** What is written down of a card terminal's end of day. Source: docs/rules/cards.md, C21. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { RECEIPT_MAX } from "./card-events.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** More brands than any terminal tells apart. */
export const BRANDS_MAX = 50;
const COUNT_MAX = 1_000_000;

export const terminalTotalsSchema = lazy(() =>
  z
    .object({
      amount: minorUnitsSchema
        .nullable()
        .describe("What it took less what it gave back; null where it doesn't say."),
      brands: z
        .array(
          z.object({
            brand: shortTextSchema.meta({ copied: true }),
            count: z.int().min(0).max(COUNT_MAX),
            sum: minorUnitsSchema,
          }),
        )
        .max(BRANDS_MAX)
        .describe("The same by brand, as the terminal names them; none where it tells none apart."),
      receipts: z
        .object({
          from: z.int().min(0).max(RECEIPT_MAX),
          to: z.int().min(0).max(RECEIPT_MAX),
        })
        .exactOptional()
        .describe("Its first and its last receipt since the end of day before."),
      period: shortTextSchema
        .exactOptional()
        .describe("The POIReconciliationID of a Nexo terminal.")
        .meta({ copied: true }),
    })
    .meta({
      title: "terminal totals",
      description: "What a terminal says that it took since its last end of day.",
    }),
);
export type TerminalTotals = Readonly<z.infer<ReturnType<typeof terminalTotalsSchema>>>;

export const SETTLED_SAYS = ["started", "totals", "refused", "unknown"] as const;

export const terminalSettledSchema = lazy(() =>
  z.object({
    says: z
      .enum(SETTLED_SAYS)
      .describe(
        "It is told to end its day; it has; it says that it did not; or nobody knows whether it did.",
      ),
    of: eventIdSchema
      .exactOptional()
      .describe("The one that says that it was told; missing in that one."),
    totals: terminalTotalsSchema().exactOptional(),
    code: z
      .string()
      .max(20)
      .exactOptional()
      .describe("The terminal's reason, such as `6c`.")
      .meta({ copied: true }),
  }),
);
export type TerminalSettledBody = Readonly<z.infer<ReturnType<typeof terminalSettledSchema>>>;
