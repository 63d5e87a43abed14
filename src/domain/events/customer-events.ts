/** Customers: what the shop knows of a guest, all of it sealed under one key each. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { sealedTextSchema } from "./people-events.ts";
import { customerGroupSchema, fieldsSetSchema } from "./register-schemas.ts";

const knownSchema = lazy(() =>
  sealedTextSchema().nullable().describe("Null when it is not known."),
);

export const customerSetSchema = lazy(() =>
  fieldsSetSchema({
    name: sealedTextSchema(),
    phone: knownSchema(),
    email: knownSchema(),
    card: knownSchema(),
    taxId: knownSchema(),
    address: knownSchema(),
    note: knownSchema(),
    active: z.boolean(),
    group: customerGroupSchema.describe(
      "Whose price lists hold for them, in clear: it says nothing of who they are. Empty for none.",
    ),
  }),
);
const customerErasedSchema = lazy(() => z.object({}));

export type CustomerSet = z.infer<ReturnType<typeof customerSetSchema>>;

const kind = { v: 1, control: false, critical: false } as const;
const CUSTOMER = "`customer/<id>`, the id random";

export const CUSTOMER_KINDS = {
  "customer/set": {
    ...kind,
    schema: customerSetSchema,
    texts: ["group"],
    meaning: "Fields of a customer have new values.",
    home: CUSTOMER,
  },
  "customer/erased": {
    ...kind,
    schema: customerErasedSchema,
    meaning:
      "Nothing is to be known of the customer any more; `secret/destroyed` beside it is what destroys the key.",
    home: CUSTOMER,
  },
} as const;
