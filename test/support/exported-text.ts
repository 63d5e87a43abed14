/** All that a till exports of its ledger: each event of it, as a reader elsewhere gets it. */

import { type Till } from "../../src/app/till/till.ts";
import { exportLines } from "../../src/ledger/event-export.ts";
import { EVERYTHING } from "./audited-shop.ts";

export function exportedText({ ledger }: Pick<Till, "ledger">): string {
  return [...exportLines(ledger, EVERYTHING)].join("\n");
}
