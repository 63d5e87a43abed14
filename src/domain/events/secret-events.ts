/**
 * Secrets: keys and verifiers, of which events say only that there is one, by the hash of its value. What
 * counts of them is what counts of the chains that say so.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { hashSchema } from "../identity.ts";

/** The rest says whose it is: `pin/7/…`. */
export const SECRET_ID_MAX = 80;

export const secretIdSchema = lazy(() =>
  z
    .string()
    .max(SECRET_ID_MAX)
    .regex(/^[a-z][a-z-]*\/[ -~]+$/u),
);

const secretWrittenSchema = lazy(() =>
  z.object({
    id: secretIdSchema(),
    hash: hashSchema.describe("SHA-256 over id and value: the value itself is told apart."),
  }),
);
const secretDestroyedSchema = lazy(() => z.object({ id: secretIdSchema() }));

const kind = { v: 1, control: false, critical: false, home: "`secret/<id>`" } as const;

export const SECRET_KINDS = {
  "secret/written": {
    ...kind,
    schema: secretWrittenSchema,
    meaning:
      "There is a secret with this id and a value of this hash. Of several values the one of the most senior writer holds.",
  },
  "secret/destroyed": {
    ...kind,
    schema: secretDestroyedSchema,
    meaning:
      "The key of a person or a customer is hidden on every till at once, and each till destroys it after seven days in which this counted without a break. Any other secret can't be destroyed.",
  },
} as const;
