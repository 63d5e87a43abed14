/** Pieces that several bodies share. What has a title stands once in docs/events.md, under it. */

import { z } from "zod";

import { milliPercentSchema } from "../amounts.ts";
import { SERVICES } from "../catalogue.ts";
import { eventIdSchema } from "../identity.ts";

/** Text that people typed: bounded, because a body is. */
export const shortTextSchema = z.string().max(200);
export const longTextSchema = z.string().max(2000);

export const serviceSchema = z
  .enum(SERVICES)
  .meta({ title: "service", description: "How an order is served." });

export const overSchema = z.array(eventIdSchema).max(256).meta({
  title: "over",
  description:
    "The writes of one field that this one replaces: all that its till knew and nothing had replaced yet.",
});

export const overByFieldSchema = z
  .record(z.string(), overSchema)
  .meta({ title: "over by field", description: "The same per field that `set` names." });

export const taxSchema = z
  .object({
    label: z.string().min(1).max(40).describe("As printed, such as `VAT 9%`."),
    rate: milliPercentSchema,
    included: z.boolean().describe("Whether the price contains it."),
  })
  .meta({ title: "tax", description: "A tax on goods." });

export const taxesByServiceSchema = z
  .record(serviceSchema, z.array(taxSchema).max(8).refine(namesEachTaxOnce, "a tax is named twice"))
  .meta({
    title: "taxes by service",
    description:
      "For each service a list of taxes, each named once: the order may still turn into a takeaway.",
  });

function namesEachTaxOnce(taxes: ReadonlyArray<{ readonly label: string }>): boolean {
  return new Set(taxes.map(({ label }) => label)).size === taxes.length;
}

export const quantityUnitSchema = z.enum(["each", "weight", "open"]).meta({
  title: "unit",
  description: "By the piece, by weight (kg), or by the piece at a price that the cashier typed.",
});
