/** What an acquirer says that it settled, as a file of it was imported. No more of a card than the brand. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema } from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { RECEIPT_MAX, TRACE_MAX } from "./card-events.ts";
import { shortTextSchema } from "./register-schemas.ts";

/** Some 30 KB of them: a file has as many events as it takes, in one transaction. */
export const SETTLEMENT_ROWS_MAX = 200;
export const SETTLEMENT_PARTS_MAX = 1000;

/** None of them can hold the number of a card. */
export const acquirerTerminalSchema = z
  .string()
  .regex(/^(?:\d{1,12}|[A-Za-z][0-9A-Za-z-]{0,29})$/u);
export const acquirerAuthSchema = z.string().regex(/^[0-9A-Za-z]{1,10}$/u);
export const acquirerBrandSchema = z.string().regex(/^[^\d]{0,30}\d{0,4}[^\d]{0,6}$/u);

export const settlementRowSchema = lazy(() =>
  z
    .object({
      day: businessDaySchema.describe("The day of the payment by the acquirer's calendar."),
      terminal: acquirerTerminalSchema
        .describe("The terminal's number at the acquirer, or its POIID.")
        .meta({ copied: true }),
      receipt: z.int().min(0).max(RECEIPT_MAX).exactOptional(),
      trace: z.int().min(0).max(TRACE_MAX).exactOptional(),
      auth: acquirerAuthSchema.exactOptional().meta({ copied: true }),
      brand: acquirerBrandSchema.meta({ copied: true }),
      gross: minorUnitsSchema.describe("Below zero for money that went back."),
      fee: minorUnitsSchema.describe("What the acquirer keeps of it, above zero."),
      net: minorUnitsSchema,
    })
    .meta({ title: "settled payment", description: "A line of an acquirer's settlement." }),
);
export type SettlementRow = Readonly<z.infer<ReturnType<typeof settlementRowSchema>>>;

export const settlementImportedSchema = lazy(() =>
  z.object({
    file: z
      .string()
      .regex(/^[0-9a-f]{32}$/u)
      .describe("A hash of what the file says: the same file is imported once."),
    name: shortTextSchema.describe("What the file was called.").meta({ copied: true }),
    part: z.int().min(1).max(SETTLEMENT_PARTS_MAX).describe("Which part of the file, from 1."),
    rows: z.array(settlementRowSchema()).min(1).max(SETTLEMENT_ROWS_MAX),
  }),
);
export type SettlementImported = Readonly<z.infer<ReturnType<typeof settlementImportedSchema>>>;

export const SETTLEMENT_KINDS = {
  "settlement/imported": {
    v: 1,
    control: false,
    critical: false,
    schema: settlementImportedSchema,
    meaning: "A person has imported what an acquirer says that it settled.",
    home: "`settlement/<file>-<part>`",
  },
} as const;
