/** Printers that are there and not set up yet, and what one that is says it can. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Connection, isInSoftware } from "../../domain/events/printer-connection.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type ExclusiveLock, takeLock } from "../../ledger/exclusive-lock.ts";
import { type BrowseOptions } from "../../mesh/discovery/service-browser.ts";
import {
  type AnnouncedService,
  discoverPrinters,
  type FoundPrinter,
} from "../../printer/transports/discover-printers.ts";
import { macOf } from "../../printer/transports/neighbours.ts";
import { openChannel } from "../../printer/transports/open-transport.ts";
import { type ProbedPrinter, probePrinter } from "../../printer/transports/probe-printer.ts";
import { type Actor } from "../till/till.ts";
import { drivenAmong, TILLS } from "./driven-marks.ts";
import { type TillPapers } from "./print-job-store.ts";
import { changePrinter } from "./printer-changes.ts";
import { abilitiesOf } from "./printer-drive.ts";
import { spokenTo } from "./printer-models.ts";

/** Printers that sleep take a while to answer. */
const PATIENCE_MS = 3000;

/** A till that has just spoken answers a second later (RFC 6762, 6), and its box may be slow. */
const ASKED_MS = 2000;

const NO_LOCK: ExclusiveLock = { release: () => undefined };

export interface SeenPrinter extends FoundPrinter {
  /** A till says that it prints on it, of whichever shop. */
  readonly isDriven: boolean;
}

type AskedMachine = Pick<BrowseOptions, "networks" | "openEar">;
type Browse = Parameters<typeof discoverPrinters>[0]["browse"];

/** Finds printers on the network, on USB, and behind the system's device files. */
export async function findPrinters(
  clock: Clock,
  browse: Browse = (services) => browseNetwork({ clock, services, patienceMs: PATIENCE_MS }),
): Promise<ReadonlyArray<SeenPrinter>> {
  let heard: ReadonlyArray<AnnouncedService> = [];
  const found = await discoverPrinters({
    browse: async (services) => {
      heard = await browse([...services, TILLS]);
      return heard.filter(({ service }) => service !== TILLS);
    },
  });
  const isDriven = drivenAmong(heard);
  return found.map((printer) => Object.assign({ isDriven: isDriven(printer.connection) }, printer));
}

/** Loaded when somebody looks for a printer, which is seldom. */
async function browseNetwork(options: BrowseOptions): Promise<ReadonlyArray<AnnouncedService>> {
  const { browseServices } = await import("../../mesh/discovery/service-browser.ts");
  return browseServices(options);
}

/**
 * Whether a till on the network says that it prints there. Asks the network, which takes a moment.
 * `machine`: whose networks are asked, this one's unless said otherwise.
 */
export async function isDrivenByTill(
  clock: Clock,
  connection: Connection,
  machine: AskedMachine = {},
): Promise<boolean> {
  if (connection.type !== "network" || isOwnAddress(connection.host)) return false;
  const services = await browseNetwork({
    clock,
    services: [TILLS],
    patienceMs: ASKED_MS,
    ...machine,
  });
  return drivenAmong(services)(connection);
}

/** Nobody else's till can mean that one. */
function isOwnAddress(host: string): boolean {
  return host === "localhost" || host.startsWith("127.") || host === "::1";
}

export type ProbeFault =
  | { readonly type: "trouble"; readonly trouble: PrinterTrouble }
  /** A printer in software is not probed. */
  | { readonly type: "software" }
  /** A question would land within a paper, or take the answer that is to tell what became of one. */
  | { readonly type: "in-hand" }
  | { readonly type: "refused"; readonly refusal: Refusal };

/** The printer's answers, and the printer with them. */
export interface Probe {
  readonly probed: ProbedPrinter;
  readonly before: Printer;
  readonly after: Printer;
}

type Probing = Pick<TillPapers, "dir" | "till" | "clock" | "jobs">;

/** Asks it, which prints nothing, and keeps what it says for all tills. Call it where the printer hangs. */
export async function probe(
  open: Probing,
  actor: Actor,
  printer: Printer,
): Promise<Result<Probe, ProbeFault>> {
  const asked = await ask(open, printer);
  if (!asked.ok) return asked;
  const { connection, profile, columns, abilities = [] } = asked.value.after;
  const said = { connection, profile, columns, abilities };
  const done = changePrinter(open.till, actor, { id: printer.id, isNew: false, said });
  if (!done.ok && done.fault.type !== "printer/same") {
    return err({ type: "refused", refusal: done.fault });
  }
  return asked;
}

/** Asks it, and writes nothing. */
export async function ask(
  { dir, clock, jobs }: Probing,
  printer: Printer,
): Promise<Result<Probe, ProbeFault>> {
  const { connection, id } = printer;
  if (isInSoftware(connection)) return err({ type: "software" });
  const isInHand = jobs.count(id, ["sending"]) > 0 || jobs.noted(id).length > 0;
  if (isInHand) return err({ type: "in-hand" });
  // Two can have a serial port open: questions would land within the paper that is on its way.
  const lock = connection.type === "serial" ? takeLock(dir, "duties") : NO_LOCK;
  if (lock === undefined) return err({ type: "trouble", trouble: "busy" });
  const channel = openChannel(connection, { clock });
  const probed = await probePrinter(channel, clock, abilitiesOf(printer)).finally(lock.release);
  if (!probed.ok) return err({ type: "trouble", trouble: probed.fault });
  const after = await learned(probed.value, printer);
  return ok({ probed: probed.value, before: printer, after });
}

/** The printer as it is known by its own word. */
export async function learned(probed: ProbedPrinter, printer: Printer): Promise<Printer> {
  return {
    ...printer,
    ...(await learnedFrom(probed, printer.connection)),
    ...spokenTo(`${probed.maker ?? ""} ${probed.model ?? ""}`, printer),
  };
}

/**
 * Returns what is kept of a printer that has just answered: its hardware address, by which it is
 * found at another address, and its serial number, by which it is recognised there.
 */
export async function learnedFrom(
  { abilities, serial }: ProbedPrinter,
  connection: Connection,
  neighbours?: Parameters<typeof macOf>[1],
): Promise<{ readonly connection: Connection; readonly abilities: ReadonlyArray<string> }> {
  return {
    connection: await namedBy(connection, serial, neighbours),
    abilities: Object.entries(abilities).flatMap(([ability, has]) => (has ? [ability] : [])),
  };
}

async function namedBy(
  connection: Connection,
  serial: string | undefined,
  neighbours: Parameters<typeof macOf>[1],
): Promise<Connection> {
  if (connection.type !== "network") return connection;
  // A printer with a known hardware address keeps it: another device may be at its address by now.
  const mac = connection.mac ?? (await macOf(connection, neighbours));
  return {
    ...connection,
    ...(serial === undefined ? {} : { serial }),
    ...(mac === undefined ? {} : { mac }),
  };
}
