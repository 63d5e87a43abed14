/** Why no invoice was issued. */

import { refusal } from "../base/refusal-table.ts";

export const INVOICE_REFUSALS = {
  /** A refund is of a receipt, which may have an invoice. */
  "invoice/no-receipt": refusal("conflict"),
  /** The receipt has its invoice, of which copies are printed. */
  "invoice/exists": refusal<{ number: string }>("conflict"),
  "invoice/no-address": refusal("wrong"),
};
