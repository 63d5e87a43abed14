/** Invoices: a receipt is issued to somebody who was not named when it was paid. */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { eventIdSchema } from "../identity.ts";
import { receiptToSchema } from "./order-events.ts";

const invoiceIssuedSchema = lazy(() =>
  z.object({
    receipt: eventIdSchema.describe("The receipt, whose number and sums are the invoice's."),
    to: receiptToSchema(),
  }),
);
export type InvoiceIssued = z.infer<ReturnType<typeof invoiceIssuedSchema>>;

export const INVOICE_KINDS = {
  "invoice/issued": {
    v: 1,
    control: false,
    critical: false,
    schema: invoiceIssuedSchema,
    meaning:
      "An invoice was issued for a receipt, which stays what it was. Where tills did so apart, the first one counts.",
    home: "`order/<order of the receipt>`",
  },
} as const;
