/** Pieces that several bodies share. */
import { z } from "zod";

import { milliPercentSchema } from "../amounts.ts";
import { SERVICES } from "../catalogue.ts";
import { eventIdSchema } from "../identity.ts";

/** Text that people typed: bounded, because a body is. */
export const shortTextSchema = z.string().max(200);
export const longTextSchema = z.string().max(2000);

export const serviceSchema = z.enum(SERVICES);

/** The writes of one field that a new write replaces: all that nothing here has replaced. */
export const overSchema = z.array(eventIdSchema).max(256);

/** The same per field. */
export const overByFieldSchema = z.record(z.string(), overSchema);

export const taxSchema = z.object({
  label: z.string().min(1).max(40),
  rate: milliPercentSchema,
  included: z.boolean(),
});

/** A line must keep its taxes for each way of serving: the order may still turn into a takeaway. */
export const taxesByServiceSchema = z.record(
  serviceSchema,
  z.array(taxSchema).max(8).refine(namesEachTaxOnce, "a tax is named twice"),
);

function namesEachTaxOnce(taxes: ReadonlyArray<{ readonly label: string }>): boolean {
  return new Set(taxes.map(({ label }) => label)).size === taxes.length;
}

export const quantityUnitSchema = z.enum(["each", "weight", "open"]);
