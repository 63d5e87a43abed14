/** The fields in which an order, a receipt and a refund say what makes them less certain: see doubts.ts. */

import * as z from "zod";

import { onceAsked } from "../once-asked.ts";

/** Made once for the three kinds that have them. */
export const doubtSchemas = onceAsked(() => ({
  clock: clockSchema().exactOptional(),
  behind: behindSchema().exactOptional(),
}));

const clockSchema = onceAsked(() =>
  z
    .object({
      aheadMs: z
        .int()
        .nullable()
        .describe("So far ahead of most others, in milliseconds; null where nobody could say."),
    })
    .describe("Where the till's clock was in doubt."),
);
const behindSchema = onceAsked(() =>
  z
    .object({ events: z.int().min(1).describe("So many events it knew of and had not heard.") })
    .describe("Where the till had joined the shop and had not heard all of its past yet."),
);
