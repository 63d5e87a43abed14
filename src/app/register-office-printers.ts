/** The printers of the shop behind a person in the back office. */

import { type Refusal as RefusalFacts } from "../domain/commands/refusal.ts";
import { RECEIPTS } from "../domain/commands/route-printers.ts";
import { connectionText, type PrinterSaid, readConnection } from "../domain/printer-text.ts";
import { isDrivenBy, type Printer } from "../domain/printers.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type OfficePrinter, type OfficePrinters } from "../tui/printers-port.ts";
import { type Refusal } from "../tui/refusal-port.ts";
import { addPrinter } from "./add-printer.ts";
import { tillName } from "./mesh-report.ts";
import {
  changePrinter,
  listPrinters,
  printTestPage,
  removePrinter,
  replacePrinter,
} from "./printer-changes.ts";
import { routePrinters } from "./printer-routes.ts";
import { createPrinterSearch } from "./printer-search.ts";
import { type Desk } from "./register-desk.ts";
import { orNoRoom } from "./store-errors.ts";

export function officePrinters(desk: Desk): OfficePrinters {
  const { till, open, actor } = desk;

  function written<Value>(work: () => Result<Value, RefusalFacts>): Result<Value, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const done = orNoRoom(work, desk.locale());
    if (typeof done === "string") return err({ message: done });
    if (!done.ok) return desk.refused(done.fault);
    desk.tryPrinters();
    return done;
  }

  return {
    list: () => listPrinters(till).map((printer) => toOffice(desk, printer)),
    stations: () => [...till.catalogue().stationsById.values()],
    ...createPrinterSearch(desk),
    readAddress: (typed) => {
      const connection = readConnection(typed.trim());
      return connection && connectionText(connection);
    },
    add: async (printer) => {
      const done = await addPrinter(desk, printer);
      if (!done.ok) return "message" in done.fault ? err(done.fault) : desk.refused(done.fault);
      desk.tryPrinters();
      return done;
    },
    printTestPage: (id) => nothing(written(() => printTestPage(open, id))),
    setUse: (id, what, doesPrint) =>
      nothing(
        written(() =>
          doesPrint
            ? routePrinters(till, actor, [{ what, printer: id, standIn: undefined }])
            : changePrinter(till, actor, { id, isNew: false, said: without(till, id, what) }),
        ),
      ),
    replace: (id, by) => {
      const done = written(() => replacePrinter(open, actor, { id, by }));
      return done.ok ? ok(done.value.moved) : done;
    },
    remove: (id) => nothing(written(() => removePrinter(till, actor, id))),
  };
}

function nothing(done: Result<unknown, Refusal>): Result<void, Refusal> {
  return done.ok ? ok(undefined) : done;
}

function toOffice({ till: { ledger } }: Desk, printer: Printer): OfficePrinter {
  const { id, name, connection, prints, stations, drawer, driver } = printer;
  const isOwn = isDrivenBy(printer, ledger.identity.key.device);
  return {
    id,
    name,
    at: connectionText(connection),
    drivenBy: isOwn
      ? { type: "self" }
      : driver === null
        ? { type: "nobody" }
        : { type: "till", name: tillName(ledger.admission(), driver) },
    receipts: prints.includes("receipts"),
    stations,
    hasDrawer: drawer !== "none",
  };
}

function without(till: Desk["till"], id: string, what: string): PrinterSaid {
  const stations = listPrinters(till).find((one) => one.id === id)?.stations ?? [];
  if (what === RECEIPTS) return { prints: [] };
  return { stations: stations.filter((station) => station !== what) };
}
