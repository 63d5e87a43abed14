/** Customers, as the screens know them. */

import { type Result } from "../../domain/base/result.ts";
import { type CustomerView, type FoundCustomers } from "../../domain/people/customer-search.ts";
import { type CustomerTexts } from "../../domain/people/customers.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Refusal } from "./refusal-port.ts";

/** Customers, for whoever may look them up. */
export interface CustomerSession {
  /** Finds customers by words of the name, digits of the phone, or the card. */
  readonly find: (typed: string) => Result<FoundCustomers, Refusal>;
  /** Empty too for whoever may not look. */
  readonly byCard: (code: string) => ReadonlyArray<CustomerView>;
  /** Returns how many points a customer has left, and asks other tills for them; undefined where there never were any. */
  readonly points: (id: string) => number | undefined;
  /** Somebody new, on the order at once. */
  readonly add: (
    texts: Pick<CustomerTexts, "name" | "phone" | "card">,
  ) => Result<OrderView, Refusal>;
}
