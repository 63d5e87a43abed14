/** Cash of other currencies in a day's drawers. */

import { type CorrectionState, type PaymentState } from "../domain/folds/order-state.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { type Difference, differing, figure } from "./difference.ts";

/** Cash of another currency: in the drawers, and counted as cash by what it was taken for. */
export interface ForeignTotal {
  /** ISO 4217. */
  readonly currency: string;
  readonly count: number;
  /** In minor units of that currency. */
  readonly amount: MinorUnits;
  /** In the shop's own. */
  readonly worth: MinorUnits;
}

/** From the kept sums of a day, by code. */
export function foreignOf(kept: ReadonlyMap<string, number>): ReadonlyArray<ForeignTotal> {
  const codes = [...kept.keys()].flatMap((key) => /^foreign\/(.+)\/count$/u.exec(key)?.[1] ?? []);
  return codes.toSorted().map((currency) => ({
    currency,
    count: kept.get(`foreign/${currency}/count`) ?? 0,
    amount: minor(kept.get(`foreign/${currency}/amount`) ?? 0),
    worth: minor(kept.get(`foreign/${currency}/worth`) ?? 0),
  }));
}

/** Of all that is kept in cash, what is the shop's own money. */
export function ownCashOf(kept: MinorUnits, foreign: ReadonlyArray<ForeignTotal>): MinorUnits {
  return minor(kept - sumMinor(foreign, ({ worth }) => worth));
}

/** Payments one by one against what was kept of what they were handed over in. */
export function foreignDifferences(
  {
    payments,
    corrections,
  }: {
    readonly payments: ReadonlyArray<PaymentState>;
    readonly corrections: ReadonlyArray<CorrectionState>;
  },
  foreign: ReadonlyArray<ForeignTotal>,
): ReadonlyArray<Difference> {
  const given = payments.flatMap(({ captured }) =>
    captured?.foreign === undefined ? [] : [{ ...captured.foreign, worth: captured.tendered }],
  );
  const gone = corrections.flatMap(({ body }) => body.foreign ?? []);
  const codes = new Set([...foreign, ...given, ...gone].map(({ currency }) => currency));
  return [...codes].flatMap((code) => {
    const kept = foreign.find(({ currency }) => currency === code);
    const own = given.filter(({ currency }) => currency === code);
    const off = gone.filter(({ currency }) => currency === code);
    const worth = sumMinor(own, (cash) => cash.worth) - sumMinor(off, (cash) => cash.worth);
    const amount = sumMinor(own, (cash) => cash.amount) - sumMinor(off, (cash) => cash.amount);
    const count = own.length - off.length;
    return [
      differing("receipts", figure("foreign/number", code), [kept?.count ?? 0, count]),
      differing("receipts", figure("foreign/units", code), [kept?.amount ?? 0, amount]),
      differing("tenders", figure("foreign/worth", code), [kept?.worth ?? 0, worth]),
    ].flat();
  });
}
