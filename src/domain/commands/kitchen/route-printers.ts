/** Decisions about what comes out where: of a station, or receipts, one printer and what stands in for it. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Printer, readPrinters } from "../../printers/printers.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { stationsOf, usedPrinter, written } from "../office/change-printers.ts";
import { type Refusal } from "../refusal.ts";

/** `receipts`, or a station by its id. A printer is named by its id; null is none. */
export interface RouteWish {
  readonly what: string;
  readonly printer: string | null;
  /** Undefined: what stands in stays as it is. */
  readonly standIn: string | null | undefined;
}

export const RECEIPTS = "receipts";

/** All of them or none. Refused where nothing would change. */
export function decideRoutes(
  context: Pick<DecisionContext, "view" | "staff">,
  wishes: ReadonlyArray<RouteWish>,
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  const printers = readPrinters(context.view);
  let after = printers;
  for (const wish of wishes) {
    const routed = routeOne(context.view, after, wish);
    if (!routed.ok) return routed;
    after = routed.value;
  }
  const drafts = changed(context.view, printers, after);
  const names = wishes.map(({ what }) => what).join(", ");
  return drafts.length === 0 ? err({ type: "printer/same", name: names }) : ok(drafts);
}

function changed(
  view: LedgerView,
  before: ReadonlyArray<Printer>,
  after: ReadonlyArray<Printer>,
): ReadonlyArray<Draft> {
  return before.flatMap((printer, at) => {
    const now = after[at] ?? printer;
    return now === printer ? [] : written(view, printer, now);
  });
}

function routeOne(
  view: LedgerView,
  printers: ReadonlyArray<Printer>,
  { what, printer, standIn }: RouteWish,
): Result<ReadonlyArray<Printer>, Refusal> {
  for (const id of [printer, standIn]) {
    const found = id === null || id === undefined ? undefined : usedPrinter(view, id);
    if (found?.ok === false) return found;
  }
  if (what === RECEIPTS) return ok(receiptsTo(printers, printer));
  const stations = stationsOf(view);
  if (!stations.includes(what)) return err({ type: "printer/no-station", text: what, stations });
  return ok(
    printers.map((one) => {
      const stations = listed(one.stations, what, one.id === printer);
      const stays = one.standsInFor.includes(what) && one.id !== printer;
      const doesStandIn = standIn === undefined ? stays : one.id === standIn;
      const standsInFor = listed(one.standsInFor, what, doesStandIn);
      const isSame = stations === one.stations && standsInFor === one.standsInFor;
      return isSame ? one : { ...one, stations, standsInFor };
    }),
  );
}

/** Moves the receipts of this till; other tills print theirs as before. */
function receiptsTo(printers: ReadonlyArray<Printer>, id: string | null): ReadonlyArray<Printer> {
  const meant = printers.find((one) => one.id === id);
  return printers.map((one) => {
    if (one.till !== meant?.till) return one;
    const doesPrint = one.id === id;
    if (doesPrint === one.prints.includes("receipts")) return one;
    return { ...one, prints: doesPrint ? ["receipts"] : [] };
  });
}

/** The list itself where it says so already. */
function listed(
  list: ReadonlyArray<string>,
  station: string,
  isThere: boolean,
): ReadonlyArray<string> {
  if (list.includes(station) === isThere) return list;
  return isThere ? [...list, station] : list.filter((other) => other !== station);
}
