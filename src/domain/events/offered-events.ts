/** What head office has beside what a shop changed by itself. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { integerJsonSchema, overByFieldSchema } from "./register-schemas.ts";

export const hubOfferedSchema = lazy(() =>
  z.object({
    values: z
      .record(z.string().max(200), integerJsonSchema)
      .describe("By field: what head office says, where the shop has a value of its own."),
    about: overByFieldSchema.describe(
      "By field: the shop's writes that stood then. It is asked while nobody has written another one; none: it is asked no more.",
    ),
  }),
);

export const OFFERED_KINDS = {
  "hub/offered": {
    v: 1,
    control: false,
    critical: false,
    schema: hubOfferedSchema,
    texts: ["values"],
    meaning:
      "Head office has other values for fields that the shop changed by itself. Nothing changes until a person there takes them.",
    home: "the entry: `cat/<type>/<id>`, `set/<key>`, `role/<id>`, `staff/<number>`",
  },
} as const;
