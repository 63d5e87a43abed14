/** Printers that are there and not set up yet, and what one that is says it can. */

import { type Refusal } from "../domain/commands/refusal.ts";
import { type Clock } from "../domain/ports.ts";
import { type Connection, isInSoftware } from "../domain/printer-connection.ts";
import { type PrinterTrouble } from "../domain/printer-trouble.ts";
import { type Printer } from "../domain/printers.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { browseServices } from "../mesh/service-browser.ts";
import { discoverPrinters, type FoundPrinter } from "../printer/transports/discover-printers.ts";
import { openChannel } from "../printer/transports/open-transport.ts";
import { type ProbedPrinter, probePrinter } from "../printer/transports/probe-printer.ts";
import { changePrinter } from "./printer-changes.ts";
import { type Actor, type Till } from "./till.ts";

/** Printers that sleep take a while to answer. */
const PATIENCE_MS = 3000;

/** On the network, on USB, and behind the system's device files. */
export function findPrinters(clock: Clock): Promise<ReadonlyArray<FoundPrinter>> {
  return discoverPrinters({
    browse: (services) => browseServices({ clock, services, patienceMs: PATIENCE_MS }),
  });
}

export type ProbeFault =
  | { readonly type: "trouble"; readonly trouble: PrinterTrouble }
  /** One in software is asked nothing. */
  | { readonly type: "software" }
  | { readonly type: "refused"; readonly refusal: Refusal };

/** Asks it, which prints nothing, and keeps what it says for all tills. Call it where the printer hangs. */
export async function probe(
  till: Till,
  actor: Actor,
  { printer, clock }: { readonly printer: Printer; readonly clock: Clock },
): Promise<Result<ProbedPrinter, ProbeFault>> {
  const { connection } = printer;
  if (isInSoftware(connection)) return err({ type: "software" });
  const probed = await probePrinter(openChannel(connection, { clock }), clock);
  if (!probed.ok) return err({ type: "trouble", trouble: probed.fault });
  const said = learnedFrom(probed.value, connection);
  const done = changePrinter(till, actor, { id: printer.id, isNew: false, said });
  if (!done.ok && done.fault.type !== "printer/same") {
    return err({ type: "refused", refusal: done.fault });
  }
  return ok(probed.value);
}

/** What is kept of a printer's answers: a serial number finds it again at another address. */
export function learnedFrom(
  { abilities, serial }: ProbedPrinter,
  connection: Connection,
): { readonly connection: Connection; readonly abilities: ReadonlyArray<string> } {
  const isNamed = connection.type === "network" && serial !== undefined;
  return {
    connection: isNamed ? { ...connection, serial } : connection,
    abilities: Object.entries(abilities).flatMap(([ability, has]) => (has ? [ability] : [])),
  };
}
