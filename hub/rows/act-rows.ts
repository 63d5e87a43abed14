/** What people did to orders and drawers besides selling, as the shop's own report of the day lists it. */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { actsOfDay } from "../../src/report/day-acts.ts";
import { type OwnRow } from "./tables.ts";

/** Rows have the numbers of people and the names of chains. */
const UNNAMED = { staffName: () => "", tillName: (of: string) => of };

/** `events`: all that count in the stream and are at home there. */
export function actRows(
  view: LedgerView,
  stream: string,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<OwnRow<"act">> {
  const byDay = Map.groupBy(
    events.toSorted((a, b) => compareKeys(a.key, b.key)),
    ({ act }) => act.day,
  );
  return [...byDay].flatMap(([day, own]) =>
    actsOfDay(view, own, UNNAMED).map(({ act, till, at, by, approved, of, ...about }, place) => ({
      stream,
      day,
      place,
      act,
      till,
      at_ms: at.wallMs,
      staff: by.staff,
      approved: approved?.staff ?? "",
      of_number: of,
      goods: about.goods,
      amount: about.amount,
      currency: about.currency ?? "",
      reason: about.reason,
      undone: about.undone,
    })),
  );
}
