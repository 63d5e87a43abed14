/** Somebody whom the shop knows, added by Mia. */

import { type OpenTill } from "../../src/app/open-till.ts";
import { customerAdding } from "../../src/app/people/customer-changes.ts";
import { type CustomerTexts } from "../../src/domain/people/customers.ts";
import { MIA } from "./cafe.ts";
import { valueOf } from "./shop.ts";

/** Returns the id. */
export function addCustomer({ till, random }: OpenTill, texts: Partial<CustomerTexts>): string {
  const { name, id, decide, keep } = valueOf(customerAdding({ till, random }, texts));
  const release = till.whileCommitting(keep);
  valueOf(till.act(MIA, name, decide));
  release();
  return id;
}
