/** The business day: begun, closed by each till, closed by the shop. */

import * as z from "zod";

import { COUNT_MAX, NUMBER_MAX } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import {
  businessDaySchema,
  chainEndSchema,
  deviceIdSchema,
  eventIdSchema,
  originSchema,
  seqSchema,
} from "../identity.ts";
import { minorUnitsSchema } from "../money/amounts.ts";
import { METHOD } from "../tenders/tenders.ts";
import { DRAWERS_MAX } from "./drawer-events.ts";
import { shortTextSchema } from "./register-schemas.ts";

export const dayBeganSchema = lazy(() =>
  z.object({
    how: z.enum(["clock", "peer", "person"]).describe("Who vouches for the day."),
  }),
);

/** Counts and sums by the names of a day's sums, such as `tender/cash/amount`. */
const figuresSchema = lazy(() =>
  z.record(z.string().min(1).max(200), z.int().min(-NUMBER_MAX).max(NUMBER_MAX)).meta({
    title: "figures",
    description:
      "Counts and sums in minor units, by name, such as `receipts`, `sales`, `tender/cash/amount`, `tax/9000/included/VAT 9%/tax`.",
  }),
);

const countedDrawerSchema = lazy(() =>
  z.object({
    session: eventIdSchema,
    device: deviceIdSchema.exactOptional().describe("The till that the drawer stands at."),
    no: z.int().min(1).max(DRAWERS_MAX).exactOptional().describe("Of the till's drawers."),
    pouch: shortTextSchema.exactOptional().describe("Staff number of who carries it."),
    count: eventIdSchema.describe("Its drawer/counted."),
    by: shortTextSchema.describe("Staff number of who counted."),
    expected: minorUnitsSchema,
    counted: minorUnitsSchema,
    closed: z.boolean().describe("Whether the session was closed by it."),
  }),
);

/** Zs of before the first revision name none. */
const revisionSchema = lazy(() =>
  z
    .int()
    .min(1)
    .max(COUNT_MAX)
    .exactOptional()
    .describe("Of the figures that its program counted: it knows nothing of later ones."),
);

export const zClosedSchema = lazy(() =>
  z.object({
    series: z.string().min(1).max(20).describe("The till's series, as of its receipts."),
    no: z.int().min(1).max(999_999_999).describe("Counted up without gaps within the series."),
    day: businessDaySchema,
    till: originSchema,
    from: seqSchema.describe("The first event of the till's chain that it covers."),
    to: seqSchema.describe("The last one."),
    figures: figuresSchema().describe("Of its own day and till."),
    others: z
      .array(z.object({ day: businessDaySchema, till: originSchema, figures: figuresSchema() }))
      .max(200)
      .describe("What its events say of another day, or of another till."),
    drawers: z.array(countedDrawerSchema()).max(100).describe("Counts that it covers."),
    tenders: z
      .array(z.object({ method: z.string().regex(METHOD), name: shortTextSchema }))
      .max(50)
      .exactOptional()
      .describe("What tenders of the shop's own were called then."),
    unknown: z
      .array(
        z.object({ payment: eventIdSchema, method: shortTextSchema, amount: minorUnitsSchema }),
      )
      .max(100)
      .describe("Payments that were started and of which nobody knew yet: in no sum."),
    total: minorUnitsSchema.describe("Of its receipts and refunds."),
    grandTotal: minorUnitsSchema.describe("Of all receipts and refunds of the series up to it."),
    grandTurnover: minorUnitsSchema.describe("The same of their amounts without a sign."),
    language: z.string().min(1).max(20).describe("Of the shop then: a reprint is in it."),
    program: z.string().min(1).max(40).describe("Version that made it."),
    revision: revisionSchema(),
  }),
);
export type ZClosed = z.infer<ReturnType<typeof zClosedSchema>>;
export type Figures = ZClosed["figures"];

const namedZSchema = lazy(() =>
  z.object({
    z: eventIdSchema.describe("Its z/closed."),
    series: z.string().min(1).max(20),
    no: z.int().min(1).max(999_999_999),
    total: minorUnitsSchema,
  }),
);

const endedChainSchema = lazy(() =>
  z.object({
    origin: originSchema,
    from: seqSchema,
    to: seqSchema,
    figures: figuresSchema(),
    total: minorUnitsSchema,
    revision: revisionSchema(),
  }),
);

export const dayClosingSchema = lazy(() =>
  z.object({ asked: shortTextSchema.describe("Staff number; empty where a timer did.") }),
);

/** The longest chains, where there are more. */
export const FRONTIER_MAX = 500;

export const dayClosedSchema = lazy(() =>
  z.object({
    zs: z.array(namedZSchema()).max(500).describe("All Zs of the day that were known."),
    ended: z
      .array(endedChainSchema())
      .max(50)
      .describe("What chains that have ended say after their last Z."),
    frontier: z
      .array(chainEndSchema)
      .max(FRONTIER_MAX)
      .describe(
        "What was known: the end of each chain, as far as it counted without a person's admission. It vouches for those of other devices.",
      ),
    missing: z.array(deviceIdSchema).max(200).describe("Tills that had not been heard out."),
    without: z
      .array(z.object({ device: deviceIdSchema, reason: shortTextSchema.min(1) }))
      .max(200)
      .describe("Tills that a person says nothing will be heard of any more."),
    asked: shortTextSchema.describe("Staff number of who closed; empty where a timer did."),
  }),
);
export type DayClosed = z.infer<ReturnType<typeof dayClosedSchema>>;

const kind = { v: 1, control: false, critical: true } as const;
const DAY = "`day/<day>`";

export const DAY_KINDS = {
  "day/began": {
    ...kind,
    schema: dayBeganSchema,
    meaning:
      "The till's business has moved on to the day that stands in the transaction's first header. Never back.",
    home: DAY,
  },
  "z/closed": {
    ...kind,
    schema: zClosedSchema,
    meaning:
      "A till closed what its own chain says since its last Z. The figures are those recorded here, for ever.",
    home: DAY,
  },
  "day/closing": {
    ...kind,
    critical: false,
    schema: dayClosingSchema,
    meaning: "Somebody closes the day of the shop: each till that hears it makes its Z.",
    home: DAY,
  },
  "day/closed": {
    ...kind,
    schema: dayClosedSchema,
    texts: ["reason"],
    meaning:
      "The shop's day was closed. Its figures are those of all Zs that any close of the day names; what comes later is a supplement.",
    home: DAY,
  },
} as const;
