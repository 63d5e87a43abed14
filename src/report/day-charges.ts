/** What receipts of a day charge beside the goods, for service or for each guest. */

import { moneyDayTag } from "../domain/folds/order-sums.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../domain/money/amounts.ts";

export interface DayCharges {
  /** How many receipts have one. */
  readonly count: number;
  /** The sum, less what went back with goods; the sales include it. */
  readonly total: MinorUnits;
}

export function chargesOfDay(view: LedgerView, day: BusinessDay): DayCharges {
  const papers = view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const { receipts, refunds } = view.state("order", streamName(stream));
    const issued = receipts.map(({ home, day: on, body }) => ({ home, on, body, isReceipt: true }));
    const back = refunds.map(({ home, day: on, body }) => ({ home, on, body, isReceipt: false }));
    return [...issued, ...back].filter(({ home, on }) => home && on === day);
  });
  const charged = papers.map(({ body: { charges = [] }, isReceipt }) => {
    return { isReceipt, sum: sumMinor(charges, ({ amount }) => amount) };
  });
  return {
    count: charged.filter(({ isReceipt, sum }) => isReceipt && sum !== 0).length,
    total: sumMinor(charged, ({ sum }) => sum),
  };
}
