/** The printers of the shop behind a person in the back office. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { RECEIPTS } from "../../domain/commands/kitchen/route-printers.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import {
  isInSoftware,
  isSamePrinter,
  isShared,
  type Connection,
} from "../../domain/events/printer-connection.ts";
import {
  AS_USUAL,
  connectionText,
  type PrinterFields,
  readConnection,
  readPrinterTexts,
} from "../../domain/office/printer-text.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { isDrivenBy, type Printer, USUAL_PRINTER } from "../../domain/printers/printers.ts";
import { newEntryId } from "../../domain/text/entry-id.ts";
import { foldText } from "../../domain/text/entry-text.ts";
import { testPageToDocument } from "../../printer/documents/test-page-document.ts";
import { PROFILES, documentedAbilities, profileNamed } from "../../printer/encoding/profile.ts";
import { openChannel } from "../../printer/transports/open-transport.ts";
import { probePrinter } from "../../printer/transports/probe-printer.ts";
import {
  type OfficePrinter,
  type OfficePrinters,
  type NewPrinter,
  type FoundPrinter,
  type KnownPrinter,
  type PrinterSearch,
} from "../../tui/ports/printers-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { wordsFor } from "../../words/screen-words.ts";
import { tillName } from "../mesh/mesh-report.ts";
import {
  changePrinter,
  listPrinters,
  printTestPage,
  removePrinter,
  replacePrinter,
} from "../printing/printer-changes.ts";
import { printDirectly } from "../printing/printer-drive.ts";
import { probe, learnedFrom, type SeenPrinter as Found } from "../printing/printer-finding.ts";
import {
  hasBuzzer,
  picturedLetters,
  NARROW_COLUMNS,
  profileFor,
  modelsOf,
} from "../printing/printer-models.ts";
import { routePrinters } from "../printing/printer-routes.ts";
import { tryStore } from "../store-errors.ts";
import { systemClock } from "../system/clock.ts";
import { type Desk } from "./register-desk.ts";

export function officePrinters(desk: Desk): OfficePrinters {
  const { till, open, actor } = desk;

  function written<Value>(work: () => Result<Value, RefusalFacts>): Result<Value, Refusal> {
    const prepared = desk.prepare();
    if (!prepared.ok) return prepared;
    const done = tryStore(work, desk.locale());
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
    knownAt: (at) => {
      const connection = readConnection(at);
      return connection && knownAt(desk, connection);
    },
    add: async (printer) => {
      const done = await addPrinter(desk, printer);
      if (!done.ok) return "message" in done.fault ? err(done.fault) : desk.refused(done.fault);
      desk.tryPrinters();
      return done;
    },
    printTestPage: (id) => nothing(written(() => printTestPage(open, id))),
    models: () => PROFILES.map(({ name }) => ({ name, models: modelsOf(name, desk.locale()) })),
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

/** Probes the printer as the command does, with the same rights. */
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
      return err({ message: w.notNow({ at: connectionText(connection), why }) });
    }
    case "in-hand":
      return err({ message: w.inHand({ printer: name }) });
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
): PrinterFields {
  if (what === RECEIPTS) return { prints: [] };
  const { stations = [], standsInFor = [] } = listPrinters(till).find((one) => one.id === id) ?? {};
  const otherStations = standsInFor.filter((station) => station !== what);
  return {
    stations: stations.filter((station) => station !== what),
    standsInFor: standsIn ? [...otherStations, what] : otherStations,
  };
}

/* One more printer, all that is known of it at once: it is asked first, and nothing is written before. */

/** Adds a printer and returns its name. */
async function addPrinter(
  desk: Desk,
  wish: NewPrinter,
): Promise<Result<string, Refusal | RefusalFacts>> {
  const connection = readConnection(wish.at);
  if (connection === undefined) throw new Error(`${wish.at} is no way to a printer.`);
  const prepared = desk.prepare();
  if (!prepared.ok) return prepared;
  if (isInSoftware(connection)) return written(desk, wish, { connection });
  const channel = openChannel(connection, { clock: systemClock });
  // A printer that should answer by its own name, and is silent, serves somebody else.
  const abilities = knownOf(profileFor(wish.model, wish.width));
  const probed = await probePrinter(channel, systemClock, abilities);
  if (!probed.ok) {
    const why = whyNot(desk, connection, probed.fault);
    return err({
      message: wordsFor({ locale: desk.locale() }).officePrinters.notNow({ at: wish.at, why }),
    });
  }
  const { maker = "", model = "" } = probed.value;
  const said = { ...wish, model: `${wish.model} ${maker} ${model}` };
  return written(desk, said, await learnedFrom(probed.value, connection));
}

function knownOf(profile: string): PrinterAbilities {
  const model = profileNamed(profile);
  return model === undefined ? NO_ABILITIES : documentedAbilities(model);
}

function whyNot(desk: Desk, connection: Connection, fault: PrinterTrouble): string {
  const { status, officePrinters: w } = wordsFor({ locale: desk.locale() });
  if (fault === "off") return w.unreachable;
  return connection.type === "network" && fault === "silent" ? w.isHeld : status.troubles[fault];
}

function written(
  desk: Desk,
  wish: NewPrinter,
  learned: PrinterFields,
): Result<string, Refusal | RefusalFacts> {
  const done = tryStore(() => write(desk, wish, learned), desk.locale());
  return typeof done === "string" ? err({ message: done }) : done;
}

function write(
  { till, open, actor }: Desk,
  { name: called, model, width, use, hasDrawer }: NewPrinter,
  learned: PrinterFields,
): Result<string, RefusalFacts> {
  const profile = profileFor(model, width);
  const isNarrowed = width === 58 && profileNamed(profile)?.columns !== NARROW_COLUMNS;
  const printers = listPrinters(till);
  const name = freeName(called, new Set(printers.map((printer) => foldText(printer.name))));
  const id = newEntryId(name, new Set(printers.map((printer) => printer.id)));
  const drawer = hasDrawer ? "pin2" : "none";
  const columns = isNarrowed ? { columns: NARROW_COLUMNS } : {};
  const said = { ...learned, name, profile, drawer, ...columns } as const;
  const added = changePrinter(till, actor, { id, isNew: true, said });
  if (!added.ok) return added;
  if (use.type === "instead") {
    const replaced = replacePrinter(open, actor, { id: use.id, by: id });
    return replaced.ok ? ok(name) : replaced;
  }
  const stations = [...till.catalogue().stationsById.keys()];
  const whats = {
    receipts: [RECEIPTS],
    tickets: use.type === "tickets" ? use.stations : [],
    everything: [RECEIPTS, ...stations],
  }[use.type];
  const routes = whats.map((what) => ({ what, printer: id, standIn: undefined }));
  const routed = routePrinters(till, actor, routes);
  return routed.ok ? ok(name) : routed;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(foldText(free)); count += 1) free = `${name} ${count}`;
  return free;
}

/** A look around for printers that goes on while the screen does, and the numbers that tell them apart. */
function createPrinterSearch(desk: Desk): Pick<OfficePrinters, "look" | "search" | "printNumbers"> {
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
    function answered(outcome: FoundPrinter["number"]): void {
      numbers.set(at, outcome);
      desk.changed();
    }
    // A driver that throws is a printer that is off.
    outcomeOf(desk, found, number).then(answered, () => answered("off"));
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
      const found = now.found.map(({ connection, name, isDriven }): FoundPrinter => ({
        isDriven,
        at: connectionText(connection),
        name,
        wire: connection.type,
        knownAs: knownAt(desk, connection),
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
    models: modelsOf(profile, till.shopLocale()),
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

/** Returns the shop's printer at the place. This till's own name for it comes before another till's. */
function knownAt({ till }: Desk, connection: Connection): KnownPrinter | undefined {
  const { device } = till.ledger.identity.key;
  const there = listPrinters(till).filter(
    (printer) =>
      isSamePrinter(printer.connection, connection) ||
      (!isInSoftware(connection) && placeOf(printer.connection) === placeOf(connection)),
  );
  const drivenHere = there.find((printer) => isDrivenBy(printer, device));
  const printerThere =
    drivenHere ?? there.find((printer) => isShared(connection) || printer.driver === null);
  if (printerThere === undefined) return undefined;
  return {
    name: printerThere.name,
    width: printerThere.columns <= NARROW_COLUMNS ? 58 : 80,
    canBeShared: drivenHere === undefined && isShared(connection),
  };
}

/** Returns the place of the connection, whatever the printer reports of itself there. */
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
