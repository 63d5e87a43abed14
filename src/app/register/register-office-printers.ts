/** The printers of the shop behind a person in the back office. */

import { assertNever } from "../../domain/assert-never.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { RECEIPTS } from "../../domain/commands/route-printers.ts";
import {
  AS_USUAL,
  connectionText,
  type PrinterSaid,
  readConnection,
  readPrinterTexts,
} from "../../domain/office/printer-text.ts";
import { isInSoftware } from "../../domain/printer-connection.ts";
import { isDrivenBy, type Printer } from "../../domain/printers.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { PROFILES } from "../../printer/encoding/profile.ts";
import { type OfficePrinter, type OfficePrinters } from "../../tui/ports/printers-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { wordsFor } from "../../tui/words/words.ts";
import { tillName } from "../mesh/mesh-report.ts";
import {
  changePrinter,
  listPrinters,
  printTestPage,
  removePrinter,
  replacePrinter,
} from "../printing/printer-changes.ts";
import { probe } from "../printing/printer-finding.ts";
import { hasBuzzer, picturedLetters } from "../printing/printer-models.ts";
import { routePrinters } from "../printing/printer-routes.ts";
import { twinOf } from "../printing/twin-printer.ts";
import { orNoRoom } from "../store-errors.ts";
import { systemClock } from "../system-clock.ts";
import { addPrinter } from "./add-printer.ts";
import { createPrinterSearch } from "./printer-search.ts";
import { type Desk } from "./register-desk.ts";

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
    nameAt: (at) => {
      const connection = readConnection(at);
      const driver = till.ledger.identity.key.device;
      return connection && twinOf(till, { connection, driver })?.name;
    },
    add: async (printer) => {
      const done = await addPrinter(desk, printer);
      if (!done.ok) return "message" in done.fault ? err(done.fault) : desk.refused(done.fault);
      desk.tryPrinters();
      return done;
    },
    printTestPage: (id) => nothing(written(() => printTestPage(open, id))),
    models: () => PROFILES,
    setFields: (id, fields) => {
      const said = readPrinterTexts(fields);
      if (!said.ok) return err({ message: said.fault });
      return nothing(
        written(() => changePrinter(till, actor, { id, isNew: false, said: said.value })),
      );
    },
    probe: (id) => probeHere(desk, id),
    setUse: (id, what, does) =>
      nothing(
        written(() =>
          does === "yes"
            ? routePrinters(till, actor, [{ what, printer: id, standIn: undefined }])
            : changePrinter(till, actor, {
                id,
                isNew: false,
                said: without(till, id, { what, standsIn: does === "standsIn" }),
              }),
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

/** As the command does it, and by the same rights. */
async function probeHere(desk: Desk, id: string): Promise<Result<void, Refusal>> {
  const prepared = desk.prepare();
  if (!prepared.ok) return prepared;
  const printer = listPrinters(desk.till).find((one) => one.id === id);
  if (printer === undefined) return ok(undefined);
  const { name, connection } = printer;
  const { status, officePrinters: w } = wordsFor({ locale: desk.locale() });
  const probed = await probe({ ...desk.open, clock: systemClock }, desk.actor, printer);
  if (probed.ok) {
    desk.tryPrinters();
    return ok(undefined);
  }
  const { fault } = probed;
  switch (fault.type) {
    case "refused":
      return desk.refused(fault.refusal);
    case "trouble": {
      const why = fault.trouble === "off" ? w.unreachable : status.troubles[fault.trouble];
      return err({ message: w.notNow(connectionText(connection), why) });
    }
    case "in-hand":
      return err({ message: w.inHand(name) });
    case "software":
      return err({ message: w.noTyping });
    default:
      return assertNever(fault, "fault of a probe");
  }
}

function toOffice({ till }: Desk, printer: Printer): OfficePrinter {
  const { ledger } = till;
  const { id, name, connection, prints, stations, driver } = printer;
  const { standsInFor, profile, columns, drawer, buzzes, pulseMs } = printer;
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
    standsInFor,
    profile,
    columns,
    drawer,
    buzzer: hasBuzzer(profile) ? buzzerText(buzzes) : undefined,
    pulse: pulseMs === undefined ? AS_USUAL : String(pulseMs),
    pictured: isInSoftware(connection) ? [] : picturedLetters(printer, till.shopLocale()),
    canBeAsked: isOwn && !isInSoftware(connection),
  };
}

function buzzerText(buzzes: number | undefined): string {
  if (buzzes === undefined) return AS_USUAL;
  return buzzes === 0 ? "no" : String(buzzes);
}

function without(
  till: Desk["till"],
  id: string,
  { what, standsIn }: { readonly what: string; readonly standsIn: boolean },
): PrinterSaid {
  if (what === RECEIPTS) return { prints: [] };
  const { stations = [], standsInFor = [] } = listPrinters(till).find((one) => one.id === id) ?? {};
  const others = standsInFor.filter((station) => station !== what);
  return {
    stations: stations.filter((station) => station !== what),
    standsInFor: standsIn ? [...others, what] : others,
  };
}
