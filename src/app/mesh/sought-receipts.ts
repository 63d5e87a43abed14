/**
 * Receipts of a past that is not here yet: the tills that are connected are asked for them, by whichever process of
 * this box has the links.
 */

import { parseReceiptNumber, receiptNumber } from "../../domain/order/order-view.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";

type Sought = Pick<Ledger, "present">;

/** Whether other tills are asked for the receipt; asks them where nobody has yet. `text`: what may be a number. */
export function isReceiptSought({ present }: Sought, text: string): boolean {
  const number = parseReceiptNumber(text);
  return number !== undefined && present.seek(receiptNumber(number.series, number.no)) === "sought";
}

/** A till that is asked answers sooner; where no process has links nobody does. */
const PATIENCE_MS = 5000;
const LOOK_MS = 50;

/**
 * Waits until the receipts among the words of a command are here, or no till knows them. `onAsked`: called once
 * when somebody has to wait.
 */
export async function fetchReceipts(
  { ledger, clock }: { readonly ledger: Sought; readonly clock: Clock },
  words: ReadonlyArray<string>,
  onAsked: () => void,
): Promise<void> {
  // What was looked for in vain before may be known by now: the second question asks anew.
  let missing = words.filter(
    (word) => isReceiptSought(ledger, word) || isReceiptSought(ledger, word),
  );
  if (missing.length > 0) onAsked();
  const untilMs = clock.nowMs() + PATIENCE_MS;
  while (missing.length > 0 && clock.nowMs() < untilMs) {
    await new Promise<void>((resolve) => {
      clock.after(LOOK_MS, resolve);
    });
    missing = missing.filter((word) => isReceiptSought(ledger, word));
  }
}
