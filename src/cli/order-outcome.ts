/** The answer of a command that changed an order: the order, with what was issued for it. */

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
import { type Answer, type At } from "./answer.ts";
import { madeText, madeToJson } from "./made-voucher.ts";

export interface OrderOutcome {
  readonly order: EventId;
  /** Receipts and refunds that were issued now. */
  readonly issued?: ReadonlyArray<{ readonly number: string; readonly service: Service }>;
  /** Fields beside the order's own. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Lines below the order's own. */
  readonly text?: (details: OrderDetails, speech: Speech) => ReadonlyArray<string>;
  /** What was asked for and is not done. */
  readonly notDone?: ReadonlyArray<string> | undefined;
}

/** Looks at the order only when it is printed: then its papers are out, or known to wait. */
export function orderAnswer(
  { till, speech: speechNow }: Pick<At, "till" | "speech">,
  { order, issued = [], more, text, notDone }: OrderOutcome,
): Answer {
  function details(): OrderDetails {
    const found = findOrder(till, order);
    if (found === undefined) throw new Error("The order that was just changed is not there.");
    return found;
  }

  return {
    papers: "told",
    notDone,
    json: () => {
      const vouchers = madeHere(till).map((voucher) => madeToJson(till, voucher));
      const sold = vouchers.length === 0 ? {} : { vouchers };
      return { ...orderToJson(details(), till), ...sold, ...more };
    },
    lines: () => {
      const speech = speechNow();
      const now = details();
      return [
        ...orderLines(now.order, speech),
        ...madeHere(till).map((voucher) => madeText(voucher, speech)),
        ...(text?.(now, speech) ?? []),
      ];
    },
    notes: () =>
      issued
        .filter((paper) => receiptModeHere(till, paper) !== "always")
        .map(({ number }) => wordsIn(orderWords, speechNow().locale).notPrinted({ number })),
  };
}
