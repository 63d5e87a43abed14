/** What a day gave away by the taxes of the goods: the books of staff meals and own use ask for each rate. */

import { compsOfLines } from "../domain/day/z-comps.ts";
import { nameOf } from "../domain/day/z-goods.ts";
import { COMP_KINDS, type CompKind } from "../domain/events/discount-events.ts";
import { NO_TAXES } from "../domain/figures/facts.ts";
import { moneyDayTag } from "../domain/folds/order-sums.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits, sumMinor } from "../domain/money/amounts.ts";

export interface CompTaxes {
  readonly kind: CompKind;
  /** The labels of the taxes that the goods bear when sold; `untaxed` for goods without any. */
  readonly taxes: string;
  /** At the prices of the goods: with the taxes that prices contain, without those that come on top. */
  readonly amount: MinorUnits;
}

/** Returns the sums of the day's receipts, by kind and by the names of the taxes. */
export function compTaxesOf(view: LedgerView, day: BusinessDay): ReadonlyArray<CompTaxes> {
  const given = view.tagged(moneyDayTag(day)).flatMap((stream) =>
    view
      .state("order", streamName(stream))
      .receipts.filter(({ home, day: on }) => home && on === day)
      .flatMap(({ body: { items } }) => compsOfLines(view, items))
      .filter(({ amount }) => amount !== 0)
      .map(({ kind, amount, taxes }) => ({
        kind,
        amount,
        taxes: taxes.length === 0 ? NO_TAXES : nameOf(taxes, false),
      })),
  );
  return COMP_KINDS.flatMap((kind) => {
    const own = Map.groupBy(
      given.filter((comp) => comp.kind === kind),
      ({ taxes }) => taxes,
    );
    return [...own]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([taxes, same]) => ({ kind, taxes, amount: sumMinor(same, ({ amount }) => amount) }));
  });
}
