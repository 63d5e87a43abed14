/** How a command that changed an order ends: its papers out, or known to wait, and the order told. */

import { type OpenTill } from "../app/open-till.ts";
import { orderToJson } from "../app/orders/order-json.ts";
import { orderLines } from "../app/orders/order-text.ts";
import { findOrder, type OrderDetails } from "../app/orders/orders.ts";
import { receiptModeHere } from "../app/printing/receipt-papers.ts";
import { type Speech } from "../app/speech.ts";
import { madeHere } from "../app/vouchers/vouchers.ts";
import { type Service } from "../domain/goods/catalogue.ts";
import { type EventId } from "../domain/identity.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { orderWords } from "../words/made/order/all.ts";
import { type Console } from "./console.ts";
import { madeText, madeToJson } from "./made-voucher.ts";
import { sayHeld, settleOwn } from "./printer-named.ts";
import { speechIn } from "./speech-in.ts";

export interface OrderOutcome {
  readonly order: EventId;
  /** Receipts and refunds that were issued now. */
  readonly issued?: ReadonlyArray<{ readonly number: string; readonly service: Service }>;
  readonly json: boolean | undefined;
  /** Fields beside the order's own. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Lines below the order's own. */
  readonly text?: (details: OrderDetails, speech: Speech) => ReadonlyArray<string>;
}

export async function printOutcome(
  open: OpenTill,
  console: Console,
  { order, issued = [], json, more, text }: OrderOutcome,
): Promise<void> {
  const { till } = open;
  const speech = speechIn(console, till);
  const words = wordsIn(orderWords, speech.locale);
  const settled = await settleOwn(open, console, { waits: "papersWait" });
  // Looked at only now: its papers are out, or known to wait.
  const details = findOrder(till, order);
  if (details === undefined) throw new Error("The order that was just changed is not there.");
  const made = madeHere(till);
  if (json === true) {
    const vouchers = made.map((voucher) => madeToJson(till, voucher));
    const sold = vouchers.length === 0 ? {} : { vouchers };
    console.json({ ...orderToJson(details, till), ...sold, ...more });
  } else {
    const lines = [
      ...orderLines(details.order, speech),
      ...made.map((voucher) => madeText(voucher, speech)),
      ...(text?.(details, speech) ?? []),
    ];
    for (const line of lines) console.out(line);
  }
  for (const paper of issued) {
    if (receiptModeHere(till, paper) !== "always")
      console.say(words.notPrinted({ number: paper.number }));
  }
  await sayHeld(open, console, settled);
}
