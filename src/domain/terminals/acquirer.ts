/**
 * What an acquirer says that it settled, line by line beside the payments at terminals that the ledger has.
 *
 * A line is one payment: it claims the one that has its authorisation, receipt or trace at that terminal, else
 * the first of the same sum there. Files may overlap, so a line that another file says too counts once.
 */

import { capturedCard } from "../balance/card-payments.ts";
import { type SettlementRow } from "../events/settlement-events.ts";
import { cardDayTag } from "../folds/order-sums.ts";
import { settlementDayTag } from "../folds/settlement-fold.ts";
import { type BusinessDay, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { addDays, civilTime, daysBetween } from "../text/civil-time.ts";
import { paymentsIn, type PlacedPayment } from "./card-ledger.ts";
import { movedAt, type MovedPayment } from "./settlements.ts";
import { readTerminal } from "./terminals.ts";

export interface SettledLine {
  readonly row: SettlementRow;
  /** Undefined where the ledger has none. */
  readonly payment: PlacedPayment | undefined;
  readonly moved: MinorUnits | undefined;
}

export interface SettledDay {
  /** The lines of payments of that business day, and those that the ledger has no payment for. */
  readonly lines: ReadonlyArray<SettledLine>;
  /** Payments of the day that the acquirer's files should have, and don't. */
  readonly missing: ReadonlyArray<MovedPayment>;
}

/** A payment after midnight is of another day there, and a clock may be off. */
const DAYS_APART = 1;

/** Compares one business day; both lists are empty where no file says anything of it. */
export function settledDay(view: LedgerView, day: BusinessDay): SettledDay {
  const near = daysAround(day, DAYS_APART);
  const rows = rowsOf(view, near);
  if (rows.length === 0) return { lines: [], missing: [] };
  const payments = daysAround(day, DAYS_APART + 1).flatMap((one) => movedOn(view, one));
  const lines = claimed(rows, payments);
  const ofDay = lines.filter(({ row, payment }) => (payment?.started.day ?? row.day) === day);
  const found = new Set(lines.map(({ payment }) => payment?.id));
  const covered = new Set(rows.map(({ terminal, day: of }) => `${plain(terminal)} ${of}`));
  const missing = payments.flatMap(({ payment, names, moved, date }) => {
    const isOfDay = payment.started.day === day && !found.has(payment.id);
    return isOfDay && names.some((name) => covered.has(`${name} ${date}`))
      ? [{ payment, moved }]
      : [];
  });
  return { lines: ofDay, missing };
}

function daysAround(day: BusinessDay, count: number): ReadonlyArray<BusinessDay> {
  return Array.from({ length: 2 * count + 1 }, (_, at) => addDays(day, at - count));
}

/** Returns the lines of all files, each once however many files have it. */
function rowsOf(view: LedgerView, days: ReadonlyArray<BusinessDay>): ReadonlyArray<SettlementRow> {
  const streams = [...new Set(days.flatMap((day) => view.tagged(settlementDayTag(day))))];
  const most = new Map<string, { row: SettlementRow; count: number }>();
  const files = Map.groupBy(
    streams.flatMap((stream) => view.state("settlement", streamName(stream)).imported ?? []),
    ({ body }) => body.file,
  );
  for (const parts of files.values()) {
    const rows = parts.flatMap(({ body }) => body.rows).filter(({ day }) => days.includes(day));
    for (const [key, same] of Map.groupBy(rows, (row) => JSON.stringify(row))) {
      const [row] = same;
      if (row !== undefined && same.length > (most.get(key)?.count ?? 0)) {
        most.set(key, { row, count: same.length });
      }
    }
  }
  return [...most.values()].flatMap(({ row, count }) => Array<SettlementRow>(count).fill(row));
}

interface Moved extends MovedPayment {
  /** What the acquirer may call its terminal. */
  readonly names: ReadonlyArray<string>;
  /** Its date on the wall. */
  readonly date: string | undefined;
}

function movedOn(view: LedgerView, day: BusinessDay): ReadonlyArray<Moved> {
  const streams = view.tagged(cardDayTag(day));
  return streams
    .flatMap((stream) => paymentsIn(view, stream))
    .filter(({ started }) => started.day === day)
    .toSorted((one, other) => one.started.terminal.hlc - other.started.terminal.hlc)
    .flatMap((payment) => {
      const moved = movedAt(payment);
      if (moved === undefined) return [];
      const { id, named, wallMs, offsetMinutes } = payment.started.terminal;
      const numbers = [capturedCard(payment.payment)?.terminalNo, named?.poi, id];
      const names = [...numbers, readTerminal(view, id)?.poi].flatMap((name) =>
        name === undefined || name === "" ? [] : [plain(name)],
      );
      return [{ payment, moved, names, date: civilTime(wallMs, offsetMinutes).date }];
    });
}

/** `00052500041` is `52500041`. */
function plain(terminal: string): string {
  return terminal.replace(/^0+(?=\d)/u, "").toLowerCase();
}

/** Who names a payment has it before who only has its sum. */
function claimed(
  rows: ReadonlyArray<SettlementRow>,
  payments: ReadonlyArray<Moved>,
): ReadonlyArray<SettledLine> {
  const free = new Set(payments);
  const found = new Map<SettlementRow | number, Moved>();
  for (const fits of [isNamed, isSameSum]) {
    for (const [at, row] of rows.entries()) {
      if (found.has(at)) continue;
      const own = [...free].find((one) => isThere(row, one) && fits(row, one));
      if (own === undefined) continue;
      free.delete(own);
      found.set(at, own);
    }
  }
  return rows.map((row, at) => {
    const own = found.get(at);
    return { row, payment: own?.payment, moved: own?.moved };
  });
}

function isThere({ terminal, day }: SettlementRow, { names, date }: Moved): boolean {
  const apart = date === undefined ? 0 : Math.abs(daysBetween(day, date as BusinessDay));
  return names.includes(plain(terminal)) && apart <= DAYS_APART;
}

function isNamed(
  { auth, receipt, trace, gross }: SettlementRow,
  { payment, moved }: Moved,
): boolean {
  const card = capturedCard(payment.payment);
  const pairs = [
    [auth, card?.auth],
    [receipt, card?.ref?.receipt],
    [trace, card?.ref?.trace],
  ] as const;
  const both = pairs.filter(([said, own]) => said !== undefined && own !== undefined);
  const isSameWay = gross < 0 === moved < 0;
  return both.length > 0 && isSameWay && both.every(([said, own]) => said === own);
}

function isSameSum({ gross }: SettlementRow, { moved }: Moved): boolean {
  return gross === moved;
}
