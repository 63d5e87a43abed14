/** The events of bills: the place of lines, the orders that make up one bill, its split, and its print. */

import * as z from "zod";

import { SHARE_PART_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { minorUnitsSchema, thousandthsSchema } from "../money/amounts.ts";
import { overSchema } from "./register-schemas.ts";

/** The most parts: nobody splits a bill further by hand. */
export const PARTS_MAX = 99;
/** Shares of lines that a plan names, so that it fits into an event. */
export const SHARES_MAX = 600;
const PLACES_MAX = 40;

const splitShareSchema = lazy(() =>
  z
    .object({
      line: eventIdSchema,
      num: z.int().min(1).max(SHARE_PART_MAX),
      den: z.int().min(1).max(SHARE_PART_MAX),
    })
    .meta({ title: "share", description: "So much of a line: a numerator and a denominator." }),
);
export type SplitShare = z.infer<ReturnType<typeof splitShareSchema>>;

const splitPartSchema = lazy(() =>
  z
    .object({
      id: z
        .string()
        .regex(/^[0-9]{1,2}$/u)
        .describe("1, 2, 3… within its plan."),
      seats: z
        .array(z.int().min(1).max(99))
        .min(1)
        .max(99)
        .exactOptional()
        .describe("Whose lines it has, those that come later too."),
      lines: z.array(splitShareSchema()).max(SHARES_MAX).exactOptional(),
      amount: minorUnitsSchema.min(1).exactOptional().describe("With all taxes."),
      all: z
        .int()
        .min(1)
        .max(PARTS_MAX)
        .exactOptional()
        .describe("So many even shares of what the other parts leave."),
    })
    .meta({ title: "part", description: "`seats`, `lines`, `amount` and `all` say what it is." }),
);
export type SplitPart = z.infer<ReturnType<typeof splitPartSchema>>;

export const orderSplitSchema = lazy(() =>
  z.object({
    parts: z.array(splitPartSchema()).max(PARTS_MAX).describe("Empty for one bill again."),
    over: overSchema.describe("The plans that this one replaces."),
  }),
);

const placeSchema = lazy(() =>
  z
    .object({
      order: eventIdSchema,
      weight: thousandthsSchema.min(1).describe("In thousandths of a piece or of a kilogram."),
    })
    .meta({ title: "place", description: "An order that so much of a line lies in." }),
);
export type LinePlace = z.infer<ReturnType<typeof placeSchema>>;

export const linePlacedSchema = lazy(() =>
  z.object({
    line: eventIdSchema,
    at: z.array(placeSchema()).min(1).max(PLACES_MAX).describe("All places of the line."),
    over: overSchema.describe("What was said of them before."),
  }),
);

export const orderMergedSchema = lazy(() =>
  z.object({
    into: eventIdSchema.nullable().describe("The order whose bill it is on; null for its own."),
    over: overSchema.describe("What was said of it before."),
  }),
);

/** The name of a part of a split bill on receipts and bills. */
export const partNameSchema = lazy(() =>
  z
    .object({
      id: z.string().min(1).max(80).describe("`<order/split>/<its part>`."),
      no: z.int().min(1).max(PARTS_MAX),
      of: z.int().min(1).max(PARTS_MAX),
    })
    .meta({ title: "part of a bill", description: "Which of how many parts." }),
);
export type PartName = z.infer<ReturnType<typeof partNameSchema>>;

export const billPrintedSchema = lazy(() =>
  z.object({
    no: z.int().min(1).max(9999).describe("Counts 1, 2, 3… within its order."),
    part: partNameSchema().exactOptional(),
    total: minorUnitsSchema.describe("What the guest was asked for, deposits taken off."),
    deposit: minorUnitsSchema
      .min(1)
      .exactOptional()
      .describe("So much was taken off: deposits, and goods that come back for these."),
  }),
);
export type BillPrinted = z.infer<ReturnType<typeof billPrintedSchema>>;

const kind = { v: 1, control: false, critical: true } as const;

export const BILL_KINDS = {
  "order/line-placed": {
    ...kind,
    schema: linePlacedSchema,
    meaning:
      "The line, or pieces of it, lie in other orders: these have it on their bills. It is also in the streams of all orders that it names or leaves.",
    home: "`order/<order that the line was born in>`",
  },
  "order/merged": {
    ...kind,
    schema: orderMergedSchema,
    meaning:
      "The order is on another one's bill, or on its own again. It is also in the streams of the orders that it joins or leaves.",
    home: "`order/<order>`",
  },
  "order/split": {
    ...kind,
    schema: orderSplitSchema,
    meaning:
      "The order's bill is paid in these parts. It moves no lines: a receipt of a part says what it covers.",
    home: "`order/<order>`",
  },
  "bill/printed": {
    ...kind,
    schema: billPrintedSchema,
    meaning:
      "A bill was printed, which is no receipt. It is also in the streams of all orders whose lines are on it.",
    home: "`order/<order>`",
  },
} as const;
