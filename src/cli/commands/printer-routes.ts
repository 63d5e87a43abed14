/** `till printer route`: what comes out where, and what stands in for it. */

import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import {
  printerRoutes,
  type PrinterRoute,
  routePrinters,
} from "../../app/printing/printer-routes.ts";
import { padEnd } from "../../app/words/text-columns.ts";
import { RECEIPTS, type RouteWish } from "../../domain/commands/kitchen/route-printers.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { type CliPrintersWords } from "../../words/made/cliPrinters/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { type ChangePrinterOptions } from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliPrintersWords);

const NAME_COLUMNS = 16;
const NONE = "none";

/** Shows the routes when no change is given; that needs no staff number. */
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
      // A route that is set already is no error, because a script may run twice.
      if (!done.ok && done.fault.type !== "printer/same") throw refusalFault(done.fault, till);
    }
    const routes = printerRoutes(till);
    if (options.json === true) {
      console.json({ routes: routes.map((route) => toJson(open, route)) });
    } else {
      const words = wordsIn(cliPrintersWords, console.locale()).route;
      for (const line of routes.flatMap((route) => toText(open, route, words))) console.out(line);
    }
    return EXIT.fine;
  });
}

function readRoute(word: string): RouteWish {
  const found = /^(?<what>[^=]+)=(?<printer>[^,]+)(?:,(?<standIn>[^,]+))?$/u.exec(word)?.groups;
  const { what, printer, standIn } = found ?? {};
  if (what === undefined || printer === undefined) {
    throw usageFault(said(({ route }) => route.unclear({ word })));
  }
  if (what === RECEIPTS && (standIn !== undefined || printer === NONE)) {
    throw usageFault(
      standIn === undefined
        ? said(({ route }) => route.receiptsSomewhere)
        : said(({ route }) => route.noStandIn),
    );
  }
  if (printer === standIn && printer !== NONE) {
    throw usageFault(said(({ route }) => route.itself({ printer })));
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

type RouteWords = CliPrintersWords["route"];

function toText(open: OpenTill, route: PrinterRoute, words: RouteWords): ReadonlyArray<string> {
  const { what, printers, standIns, without } = toJson(open, route);
  const main = printers.map((printer) => named(printer, words)).join(", ");
  const other = standIns.map((printer) => named(printer, words));
  const places = [
    main === "" && other.length === 0 ? words.nowhere : main === "" ? words.noneOwn : main,
    ...(other.length === 0 ? [] : [words.standsIn({ printers: other })]),
  ];
  return [
    `${padEnd(what, NAME_COLUMNS)} ${oneLine(places.join("; "))}`,
    ...(without.length === 0 || main === ""
      ? []
      : [`${"".padEnd(NAME_COLUMNS)} ${oneLine(words.noneAt({ tills: without }))}`]),
  ];
}

function named(
  { id, till }: { readonly id: string; readonly till: string },
  words: RouteWords,
): string {
  return till === "each" ? words.eachTills({ id }) : `${id} (${till})`;
}
