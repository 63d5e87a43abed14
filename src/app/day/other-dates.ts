/**
 * What a till sold under another date than it was, because its clock was ahead. A till's day never goes
 * back, so it shows in the chain: a later event of the same day has an earlier time.
 */

import { type BusinessDay, deviceOf, type Origin } from "../../domain/identity.ts";
import { rowsAfter, rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { type CountedTotal, totalOf } from "../../report/day-outages.ts";
import { type ReportNames } from "../../report/report-names.ts";
import { type Till } from "../till/till.ts";

export interface OtherDate {
  readonly till: string;
  /** The business day under which the receipts stand. */
  readonly day: BusinessDay;
  /** The day that it was at the latest, by the clock once it was right. */
  readonly date: BusinessDay;
  readonly receipts: CountedTotal;
  readonly refunds: CountedTotal;
}

interface DatedRow {
  readonly row: TransactionRow;
  readonly date: BusinessDay;
}

type ChainReader = Pick<Ledger, "store" | "isAdmitted">;

const MINUTE_MS = 60_000;

/**
 * Returns what stands under the day and was sold before it, and what was sold on the day and stands under a
 * later one. By till, day and date.
 */
export function otherDatesOf(
  { ledger, dayAt }: { readonly ledger: ChainReader; readonly dayAt: Till["dayAt"] },
  day: BusinessDay,
  names: ReportNames,
): ReadonlyArray<OtherDate> {
  const { store } = ledger;
  const dateAt = byMinute(dayAt);
  return store
    .origins()
    .flatMap((origin) => {
      const here = misdated(Array.from(rowsOfDay(store, origin, day)), day, dateAt);
      const later = laterMisdated(ledger, origin, { day, dateAt });
      const found = [...here, ...later.filter(({ date }) => date === day)];
      const groups = Map.groupBy(found, ({ row, date }) => `${row.content.first.day} ${date}`);
      return [...groups.values()].flatMap((rows) => totalled(ledger, origin, { rows, names }));
    })
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ till, day, date }: OtherDate): string {
  return `${till} ${day} ${date}`;
}

/** Cut-overs are at whole minutes. */
function byMinute(dayAt: Till["dayAt"]): Till["dayAt"] {
  const known = new Map<number, BusinessDay>();
  return (atMs) => {
    const minute = Math.floor(atMs / MINUTE_MS);
    const date = known.get(minute) ?? dayAt(minute * MINUTE_MS);
    known.set(minute, date);
    return date;
  };
}

/** The rows of one day of a chain that were written before that day, in the order of the chain. */
function misdated(
  rows: ReadonlyArray<TransactionRow>,
  day: BusinessDay,
  dateAt: Till["dayAt"],
): ReadonlyArray<DatedRow> {
  let latestMs = Infinity;
  return rows
    .toReversed()
    .flatMap((row) => {
      latestMs = Math.min(latestMs, row.content.first.wall);
      const date = dateAt(latestMs);
      return date < day ? [{ row, date }] : [];
    })
    .toReversed();
}

/** The misdated rows of the chain's next days; the first day without any ends the search. */
function laterMisdated(
  { store }: ChainReader,
  origin: Origin,
  { day, dateAt }: { readonly day: BusinessDay; readonly dateAt: Till["dayAt"] },
): ReadonlyArray<DatedRow> {
  const found: DatedRow[] = [];
  let rows: TransactionRow[] = [];
  let current: BusinessDay | undefined;
  for (const row of rowsAfter(store, origin, day)) {
    const said = row.content.first.day;
    if (current !== undefined && said !== current) {
      const some = misdated(rows, current, dateAt);
      if (some.length === 0) return found;
      found.push(...some);
      rows = [];
    }
    current = said;
    rows.push(row);
  }
  return current === undefined ? found : [...found, ...misdated(rows, current, dateAt)];
}

function totalled(
  { isAdmitted }: ChainReader,
  origin: Origin,
  { rows, names }: { readonly rows: ReadonlyArray<DatedRow>; readonly names: ReportNames },
): ReadonlyArray<OtherDate> {
  const [first] = rows;
  const events = rows.flatMap(({ row }) =>
    isAdmitted(toTransaction(row))
      ? eventsOfKinds(row, ["receipt/issued", "refund/issued"]).flatMap(({ known }) => known ?? [])
      : [],
  );
  if (first === undefined || events.length === 0) return [];
  return [
    {
      till: names.tillName(deviceOf(origin)),
      day: first.row.content.first.day,
      date: first.date,
      receipts: totalOf(events, "receipt/issued"),
      refunds: totalOf(events, "refund/issued"),
    },
  ];
}
