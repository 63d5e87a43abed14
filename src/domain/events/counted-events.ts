/** The note on an order's line that it took goods from a counted stock. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { businessDaySchema, eventIdSchema, originSchema } from "../identity.ts";
import { thousandthsSchema } from "../money/amounts.ts";

const soldOnSchema = lazy(() =>
  z
    .object({
      past: thousandthsSchema
        .min(0)
        .describe("What the line has beyond so many was not there any more, and is not taken."),
      by: z.string().min(1).max(12).describe("Staff number of who sold it all the same."),
      till: originSchema,
      day: businessDaySchema,
    })
    .meta({ title: "sold on", description: "Somebody sold what they knew to be sold out." }),
);

export const countedSchema = lazy(() =>
  z
    .object({
      write: eventIdSchema.describe("The product/left-set that it takes from."),
      from: thousandthsSchema
        .min(0)
        .describe("So much of the line was there before and is not taken."),
      weight: thousandthsSchema
        .min(1)
        .exactOptional()
        .describe(
          "Of a pack whose price a scale has printed: what one weighs, by the product's price. Then `from` and `past` are weights.",
        ),
      soldOn: soldOnSchema().exactOptional(),
    })
    .meta({ title: "counted", description: "A line takes of goods of which so many are left." }),
);
export type Counted = z.infer<ReturnType<typeof countedSchema>>;
