/** A look around for printers that goes on while the screen does, and the numbers that tell them apart. */

import { assertNever } from "../../domain/assert-never.ts";
import { connectionText } from "../../domain/office/printer-text.ts";
import { type Connection } from "../../domain/printer-connection.ts";
import { USUAL_PRINTER } from "../../domain/printers.ts";
import { testPageToDocument } from "../../printer/documents/test-page-document.ts";
import {
  type FoundPrinter,
  type OfficePrinters,
  type PrinterSearch,
} from "../../tui/ports/printers-port.ts";
import { listPrinters } from "../printing/printer-changes.ts";
import { printDirectly } from "../printing/printer-drive.ts";
import { type SeenPrinter as Found } from "../printing/printer-finding.ts";
import { modelsOf, profileFor } from "../printing/printer-models.ts";
import { type Desk } from "./register-desk.ts";

export function createPrinterSearch(
  desk: Desk,
): Pick<OfficePrinters, "look" | "search" | "printNumbers"> {
  let now:
    | { readonly state: PrinterSearch["state"]; readonly found: ReadonlyArray<Found> }
    | undefined;
  const numbers = new Map<string, FoundPrinter["number"]>();

  function settle(state: PrinterSearch["state"], found: ReadonlyArray<Found>): void {
    now = { state, found };
    desk.changed();
  }

  function printNumber(found: Found, number: number): void {
    const at = connectionText(found.connection);
    numbers.set(at, "printing");
    function told(outcome: FoundPrinter["number"]): void {
      numbers.set(at, outcome);
      desk.changed();
    }
    // A driver that throws is a printer that is off.
    outcomeOf(desk, found, number).then(told, () => told("off"));
  }

  return {
    look: () => {
      if (now?.state === "searching") return;
      numbers.clear();
      now = { state: "searching", found: [] };
      desk.findPrinters(desk.open.clock).then(
        (found) => settle("done", found),
        () => settle("failed", []),
      );
    },
    search: () => {
      if (now === undefined) return undefined;
      const known = new Map(
        listPrinters(desk.till).map(({ connection, name }) => [placeOf(connection), name]),
      );
      const found = now.found.map(({ connection, name, isDriven }): FoundPrinter => ({
        isDriven,
        at: connectionText(connection),
        name,
        wire: connection.type,
        knownAs: known.get(placeOf(connection)),
        number: numbers.get(connectionText(connection)),
      }));
      return { state: now.state, found };
    },
    printNumbers: () => {
      for (const [at, found] of (now?.found ?? []).entries()) printNumber(found, at + 1);
    },
  };
}

async function outcomeOf(
  { till, open }: Desk,
  { connection, name }: Found,
  number: number,
): Promise<FoundPrinter["number"]> {
  const profile = profileFor(name, 80);
  const nowMs = open.clock.nowMs();
  const document = testPageToDocument({
    name: name === "" ? connectionText(connection) : name,
    models: modelsOf(profile),
    at: { wallMs: nowMs, offsetMinutes: till.offsetMinutes(nowMs) },
    number,
    opensDrawer: false,
    locale: till.shopLocale(),
  });
  const id = `number-${number}`;
  const printer = { ...USUAL_PRINTER, id, name: id, connection, profile };
  const delivered = await printDirectly(open.dir, printer, document);
  return delivered.ok ? "printed" : (delivered.fault.trouble ?? "silent");
}

/** Where it hangs, whatever it says of itself there. */
function placeOf(connection: Connection): string {
  switch (connection.type) {
    case "network":
      return `${connection.host}:${connection.port}`;
    case "usb": {
      const { vendor, product, serial = "", place = "" } = connection;
      return `usb ${vendor} ${product} ${serial} ${place}`;
    }
    case "serial":
    case "device":
      return connection.path;
    case "virtual":
    case "file":
      return "";
    default:
      return assertNever(connection, "connection of a printer");
  }
}
