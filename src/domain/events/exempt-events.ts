/** A sale that is exempt of all taxes, for a buyer who has a number for that. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { knowsSchema, overSchema } from "./register-schemas.ts";

/** The longest number, in characters: diplomats' cards and certificates of exemption have shorter ones. */
export const EXEMPT_NUMBER_MAX = 40;

/** The prices for a guest who owes no taxes: without the taxes that they contain, or as they are. */
export const EXEMPT_PAYS = ["net", "gross"] as const;

export const exemptSchema = lazy(() =>
  z
    .object({
      number: z.string().min(1).max(EXEMPT_NUMBER_MAX).describe("By which the buyer is exempt."),
      pays: z
        .enum(EXEMPT_PAYS)
        .describe("Prices without the taxes that they contain, or prices as they are."),
    })
    .meta({ title: "exemption", description: "Of a sale that owes no taxes." }),
);
export type Exempt = z.infer<ReturnType<typeof exemptSchema>>;

const orderExemptedSchema = lazy(() =>
  z.object({
    exempt: exemptSchema().nullable().describe("Null for not exempt any more."),
    over: overSchema,
    knows: knowsSchema.exactOptional(),
  }),
);

const kind = { v: 1, control: false, critical: true } as const;

export const EXEMPT_KINDS = {
  "order/exempted": {
    ...kind,
    schema: orderExemptedSchema,
    texts: ["number"],
    meaning:
      "Nothing that is on the order's bill owes taxes, as long as no receipt covers it. Orders that are merged have one each.",
    home: "`order/<order>`",
  },
} as const;
