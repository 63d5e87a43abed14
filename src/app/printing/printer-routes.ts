/** The routes of receipts and of each station's tickets: the printer, and the ones that stand in. */

import { ok, type Result } from "../../domain/base/result.ts";
import {
  decideRoutes,
  RECEIPTS,
  type RouteWish,
} from "../../domain/commands/kitchen/route-printers.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type Actor, type Till } from "../till/till.ts";
import { listPrinters } from "./printer-changes.ts";

export interface PrinterRoute {
  /** `receipts`, or a station by its id. */
  readonly what: string;
  /** The name that people use; for receipts the same as `what`. */
  readonly name: string;
  readonly printers: ReadonlyArray<Printer>;
  /** Receipts have none. */
  readonly standIns: ReadonlyArray<Printer>;
  /** Tills without a printer of their own for receipts. */
  readonly without: ReadonlyArray<DeviceId>;
}

/** Receipts first, then the stations as the catalogue has them, also those that no printer serves. */
export function printerRoutes(till: Till): ReadonlyArray<PrinterRoute> {
  const printers = listPrinters(till);
  const stations = [...till.catalogue().stationsById.values()];
  const receipts = printers.filter(({ prints }) => prints.includes("receipts"));
  const tills = [...till.ledger.admission().values()].filter(({ revoked }) => !revoked);
  return [
    {
      what: RECEIPTS,
      name: RECEIPTS,
      printers: receipts,
      standIns: [],
      without: tills
        .map(({ device }) => device)
        .filter((device) => !receipts.some((one) => one.till === null || one.till === device)),
    },
    ...stations.map(({ id, name }) => ({
      what: id,
      name,
      printers: printers.filter((printer) => printer.stations.includes(id)),
      standIns: printers.filter((printer) => printer.standsInFor.includes(id)),
      without: [],
    })),
  ];
}

export function routePrinters(
  till: Till,
  actor: Actor,
  wishes: ReadonlyArray<RouteWish>,
): Result<undefined, Refusal> {
  const done = till.act(actor, "route printers", (context) => decideRoutes(context, wishes));
  return done.ok ? ok(undefined) : done;
}
