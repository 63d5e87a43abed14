/** `till printer route`: what comes out where, and what stands in for it. */

import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import {
  printerRoutes,
  type PrinterRoute,
  routePrinters,
} from "../../app/printing/printer-routes.ts";
import { padEnd } from "../../app/text-columns.ts";
import { RECEIPTS, type RouteWish } from "../../domain/commands/route-printers.ts";
import { type Printer } from "../../domain/printers.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { whoActs, withTill } from "../with-till.ts";

const NAME_COLUMNS = 16;
const NONE = "none";

/** Without a word it only shows, and needs nobody. */
export function routeThePrinters(
  words: ReadonlyArray<string>,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  const wishes = words.map(readRoute);
  return withTill(options, console, async (open) => {
    const { till } = open;
    if (wishes.length > 0) {
      const actor = await whoActs(till, options, console);
      const done = routePrinters(till, actor, wishes);
      // What is so already is as it was to be: a script may run twice.
      if (!done.ok && done.fault.type !== "printer/same") throw refusalFault(done.fault, till);
    }
    const routes = printerRoutes(till);
    if (options.json === true) {
      console.json({ routes: routes.map((route) => toJson(open, route)) });
    } else for (const line of routes.flatMap((route) => toText(open, route))) console.out(line);
    return EXIT.fine;
  });
}

function readRoute(word: string): RouteWish {
  const said = /^(?<what>[^=]+)=(?<printer>[^,]+)(?:,(?<standIn>[^,]+))?$/u.exec(word)?.groups;
  const { what, printer, standIn } = said ?? {};
  if (what === undefined || printer === undefined) {
    throw usageFault(
      `"${word}" says nothing of a route: grill=kitchen, grill=kitchen,spare, grill=none or receipts=front.`,
    );
  }
  if (what === RECEIPTS && (standIn !== undefined || printer === NONE)) {
    throw usageFault(
      standIn === undefined
        ? "Receipts come out of some printer: `till printer set ID receipts=no` takes them from one."
        : "Nothing stands in for receipts: they wait for their printer, or `till printer move` moves them.",
    );
  }
  if (printer === standIn && printer !== NONE) {
    throw usageFault(`${printer} can't stand in for itself.`);
  }
  return {
    what,
    printer: idOf(printer),
    standIn: standIn === undefined ? undefined : idOf(standIn),
  };
}

function idOf(text: string): string | null {
  return text === NONE ? null : text;
}

function toJson(open: OpenTill, { what, name, printers, standIns, without }: PrinterRoute) {
  const admission = open.till.ledger.admission();
  return {
    what,
    name,
    printers: printers.map((printer) => ({ id: printer.id, till: placeOf(open, printer) })),
    standIns: standIns.map((printer) => ({ id: printer.id, till: placeOf(open, printer) })),
    without: without.map((device) => tillName(admission, device)),
  };
}

function placeOf({ till }: OpenTill, printer: Printer): string {
  return printer.till === null ? "each" : tillName(till.ledger.admission(), printer.till);
}

function toText(open: OpenTill, route: PrinterRoute): ReadonlyArray<string> {
  const { what, printers, standIns, without } = toJson(open, route);
  const main = printers.map(named).join(", ");
  const other = standIns.map(named).join(", ");
  const nowhere = "nowhere, and wait in sight";
  const places = [
    main === "" && other === "" ? nowhere : main === "" ? "no printer of its own" : main,
    ...(other === "" ? [] : [`stands in: ${other}`]),
  ];
  return [
    `${padEnd(what, NAME_COLUMNS)} ${oneLine(places.join("; "))}`,
    ...(without.length === 0 || main === ""
      ? []
      : [`${"".padEnd(NAME_COLUMNS)} none at ${oneLine(without.join(", "))}`]),
  ];
}

function named({ id, till }: { readonly id: string; readonly till: string }): string {
  return till === "each" ? `${id} (each till's)` : `${id} (${till})`;
}
