/** Why something about a customer was not done. */

import { type CustomerFault } from "../people/customer-text.ts";

export type CustomerRefusal =
  | CustomerFault
  | { readonly type: "customer/unknown"; readonly text: string }
  /** There was one of that id. */
  | { readonly type: "customer/erased" }
  /** The key under which all of it is sealed is not here. */
  | { readonly type: "customer/unreadable" }
  | { readonly type: "customer/inactive" }
  /** It says so already. */
  | { readonly type: "customer/same" }
  | { readonly type: "customer/card-taken"; readonly name: string }
  /** On the order already. */
  | { readonly type: "customer/there" }
  | { readonly type: "customer/nobody" }
  /** What a receipt said of whom it was issued to goes too. */
  | { readonly type: "customer/on-receipts"; readonly count: number };
