/** What was sold on past days, read once and kept: a report of a year reads no order. */

import { dayStampKey } from "../../domain/folds/order-sums.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type KeptResult } from "../../ledger/kept-results.ts";
import { isStillSo, SOLD_REVISION, type SoldDay, soldOn } from "../../report/sales/sold-day.ts";
import { type Till } from "../till/till.ts";

export interface SoldDays {
  /** Returns what was sold on the day, as the ledger has it now. */
  readonly read: (day: BusinessDay) => SoldDay;
  /** Keeps what was read anew; call it at the end. */
  readonly keep: () => void;
}

/** How many days are read anew before they are kept: a report that is broken off loses no more. */
const DAYS_AT_ONCE = 20;

/** `onFresh`: called before a day is read from its orders, which takes a while. */
export function createSoldDays(
  { ledger, days }: Pick<Till, "ledger" | "days">,
  onFresh: (day: BusinessDay) => void = () => undefined,
): SoldDays {
  const fresh: KeptResult[] = [];
  const today = days().now;

  function keep(): void {
    ledger.kept.put(fresh.splice(0));
  }

  function readInside(view: LedgerView, day: BusinessDay): SoldDay {
    const facts = [SOLD_REVISION, day, view.sum(dayStampKey(day))].join("\n");
    const stamp = ledger.kept.stamp(facts);
    const text = stamp === undefined ? undefined : ledger.kept.get(nameOf(day), stamp);
    // Only what is put below is kept under such a name, and its form is part of the stamp.
    const kept = text === undefined ? undefined : (JSON.parse(text) as SoldDay);
    if (kept !== undefined && isStillSo(view, kept)) return kept;
    onFresh(day);
    const sold = soldOn(view, day);
    if (stamp !== undefined && day < today) {
      fresh.push({ name: nameOf(day), stamp, text: JSON.stringify(sold) });
    }
    return sold;
  }

  return {
    read: (day) => {
      const sold = ledger.read((view) => readInside(view, day));
      if (fresh.length >= DAYS_AT_ONCE) keep();
      return sold;
    },
    keep,
  };
}

function nameOf(day: BusinessDay): string {
  return `sold/${day}`;
}
