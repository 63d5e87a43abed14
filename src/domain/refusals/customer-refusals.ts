/** Why something about a customer was not done. */

import { refusal } from "../base/refusal-table.ts";

export const CUSTOMER_REFUSALS = {
  "customer/unknown": refusal<{ text: string }>("unknown"),
  /** The id was a customer's who is erased. */
  "customer/erased": refusal("unknown"),
  /** The key under which all of it is sealed is not here. */
  "customer/unreadable": refusal("conflict"),
  "customer/inactive": refusal("conflict"),
  /** The customer has these facts already. */
  "customer/same": refusal("wrong"),
  "customer/card-taken": refusal<{ name: string }>("conflict"),
  /** The customer is on the order already. */
  "customer/there": refusal("conflict"),
  "customer/nobody": refusal("conflict"),
  /** The customer is named on receipts, and erasing them erases that too. */
  "customer/on-receipts": refusal<{ count: number }>("conflict"),
};
