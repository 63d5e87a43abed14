/** What stands on papers of a shop that says nothing of itself. */

import { type PaperFacts } from "../../src/domain/order/receipt-view.ts";

export const PLAIN_FACTS: PaperFacts = {
  shopName: "",
  head: [],
  foot: [],
  currency: "EUR",
  demo: false,
  tillName: (code) => code,
  deviceName: () => undefined,
  staffName: () => "",
  stationName: (id) => id,
  taxLetters: () => new Map(),
  openText: () => undefined,
};
