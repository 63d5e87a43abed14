/** Pieces that several bodies share. What has a title stands once in docs/events.md, under it. */

import * as z from "zod";

import { NUMBER_MAX, TIME_MAX_MS } from "../base/bounds.ts";
import { lazy } from "../base/lazy.ts";
import { SERVICES, TAX_LETTER } from "../goods/catalogue.ts";
import { eventIdSchema } from "../identity.ts";
import { milliPercentSchema } from "../money/amounts.ts";

/** The longest texts in characters. Typed text is bounded, because an event's body is. */
export const SHORT_TEXT_MAX = 200;
export const shortTextSchema = z.string().max(SHORT_TEXT_MAX);
/** Of a note that tills have made of several. */
export const LONG_TEXT_MAX = 2000;
export const longTextSchema = z.string().max(LONG_TEXT_MAX);

export const customerIdSchema = z.string().min(1).max(40);
export const CUSTOMER_GROUP_MAX = 20;
/** A key that the shop made up, such as `members`. */
export const customerGroupSchema = z.string().max(CUSTOMER_GROUP_MAX);

export const coversSchema = z.int().min(0).max(999).describe("How many guests.");
export const COURSE_MAX = 9;
export const courseSchema = z.int().min(0).max(COURSE_MAX);
export const birthSchema = eventIdSchema.describe("The order that the line was born in.");

export const serviceSchema = z
  .enum(SERVICES)
  .meta({ title: "service", description: "How an order is served." });

export const overSchema = z.array(eventIdSchema).max(256).meta({
  title: "over",
  description:
    "The writes of one field that this one replaces: all that its till knew and nothing had replaced yet.",
});

export const knowsSchema = z.array(eventIdSchema).max(256).meta({
  title: "knows",
  description:
    "The receipts of the order that its till knew. One that is not here, and that does not name this write, was issued apart. Missing where nobody noted them.",
});

export const overByFieldSchema = z
  .record(z.string(), overSchema)
  .meta({ title: "over by field", description: "The same per field that `set` names." });

/** Events hold no fractions: another language must read the same bytes as the same value. */
export const integerJsonSchema = z.json().refine(hasNoFraction, "has a fraction").meta({
  title: "value",
  description: "Any JSON without fractions; what it may be depends on the setting.",
});

const unknownFieldSchema = z
  .unknown()
  .refine((value) => integerJsonSchema.safeParse(value).success, "is not JSON without fractions");

/**
 * Fields of a long-lived thing, any of them. A field that a newer build invented is kept as it is:
 * this build's rows must equal those of the build that knows it.
 */
export function fieldsSetSchema<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<{
  set: ReturnType<typeof fieldsSchema<Shape>>;
  over: typeof overByFieldSchema;
}> {
  return z.object({ set: fieldsSchema(shape), over: overByFieldSchema });
}

function fieldsSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).partial().catchall(unknownFieldSchema);
}

export const taxSchema = z
  .object({
    label: z.string().min(1).max(40).describe("As printed, such as `VAT 9%`."),
    rate: milliPercentSchema,
    included: z.boolean().describe("Whether the price contains it."),
    onTopOf: z
      .array(z.string().max(40))
      .max(8)
      .readonly()
      .optional()
      .describe("Labels of taxes named before it that it is charged on too; never when included."),
  })
  .meta({ title: "tax", description: "A tax on goods." });

export const taxesSchema = z.array(taxSchema).max(8).refine(isClear, "taxes are not clear");

export const taxesByServiceSchema = z.record(serviceSchema, taxesSchema).meta({
  title: "taxes by service",
  description:
    "For each service a list of taxes, each named once: the order may still turn into a takeaway.",
});

/** The letter by which receipts name a tax. */
export const taxLetterSchema = z.string().regex(TAX_LETTER);

/** Each tax is named once, and stands on top of none but those before it. */
function isClear(taxes: ReadonlyArray<z.infer<typeof taxSchema>>): boolean {
  const labels = taxes.map(({ label }) => label);
  return taxes.every(({ label, included, onTopOf }, index) => {
    if (labels.indexOf(label) !== index) return false;
    if (onTopOf === undefined || onTopOf.length === 0) return true;
    return !included && onTopOf.every((under) => isBefore(labels.indexOf(under), index));
  });
}

function isBefore(at: number, index: number): boolean {
  return at !== -1 && at < index;
}

export const lineListSchema = z
  .object({
    id: shortTextSchema,
    name: shortTextSchema.describe("As it was called then."),
    write: eventIdSchema.describe("The price/listed that the price is by."),
    group: customerGroupSchema
      .optional()
      .describe("That of the order's customer, where the list is for some groups only."),
  })
  .meta({ title: "line's list", description: "The price list whose price a line has." });

export const quantityUnitSchema = z.enum(["each", "weight", "open"]).meta({
  title: "unit",
  description: "By the piece, by weight (kg), or by the piece at a price that the cashier typed.",
});

function hasNoFraction(value: z.infer<ReturnType<typeof z.json>>): boolean {
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) <= NUMBER_MAX;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(hasNoFraction);
}

/** How a time may be wrong, as an event records it: see doubts.ts. */
export const clockDoubtSchema = lazy(() =>
  z
    .object({
      aheadMs: z
        .int()
        .min(-TIME_MAX_MS)
        .max(TIME_MAX_MS)
        .nullable()
        .describe("So far ahead of most others, in milliseconds; null where nobody could say."),
    })
    .describe("Where the till's clock was in doubt."),
);

/** The date is not read by a calendar: a 31st of February is nobody's lie, and sorts like any other. */
export const dueAtSchema = lazy(() =>
  z
    .string()
    .regex(/^(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d)?$/u),
);
