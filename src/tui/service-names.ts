/** How an order is served, in the words that its papers have too. */

import { type Service } from "../domain/catalogue.ts";

export const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  counter: "Counter",
  "dine-in": "Dine in",
  takeaway: "Takeaway",
  delivery: "Delivery",
};
