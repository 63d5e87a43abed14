/** A guest leaves without ordering: the table is free, and nothing is to be paid. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { shortTextSchema } from "./register-schemas.ts";

export const orderEndedSchema = lazy(() =>
  z.object({
    reason: shortTextSchema.describe("Why they left; empty where nobody said so."),
  }),
);

export const END_KINDS = {
  "order/ended": {
    v: 1,
    control: false,
    critical: true,
    schema: orderEndedSchema,
    texts: ["reason"],
    meaning:
      "The order's guests have left without ordering. Goods that are added later open it again, and so does whoever says anew whom it is for.",
    home: "`order/<order>`",
  },
} as const;
