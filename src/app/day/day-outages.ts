/** When other tills were cut off from this one on a day, by what came late. */

import { type Kind } from "../../domain/events/kinds.ts";
import { type BusinessDay, deviceOf } from "../../domain/identity.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";
import { type Arrived, type DayOutage, outagesOf } from "../../report/day-outages.ts";
import { type ReportNames } from "../../report/report-names.ts";

const KINDS: ReadonlyArray<Kind> = [
  "receipt/issued",
  "refund/issued",
  "order/line-voided",
  "drawer/no-sale",
];

export function outagesOfDay(
  { store, identity, loss }: Pick<Ledger, "store" | "identity" | "loss">,
  day: BusinessDay,
  names: ReportNames,
): ReadonlyArray<DayOutage> {
  // What a box took from a backup or from others came in an order that says nothing.
  if (loss() !== undefined) return [];
  const rows = store
    .origins()
    .flatMap((origin) => Array.from(rowsOfDay(store, origin, day), toArrived))
    .toSorted((a, b) => a.arrival - b.arrival);
  const { device } = identity.key;
  return outagesOf(
    rows.filter((row) => row.origin === identity.origin),
    rows.filter((row) => row.device !== device),
    names,
  );
}

function toArrived(row: TransactionRow): Arrived & Pick<TransactionRow, "origin"> {
  const { wall: wallMs, zone: offsetMinutes } = row.content.first;
  return {
    origin: row.origin,
    device: deviceOf(row.origin),
    arrival: row.arrival,
    at: { wallMs, offsetMinutes },
    events: () => eventsOfKinds(row, KINDS).flatMap(({ known }) => known ?? []),
  };
}
