/** One more printer, all that is known of it at once: it is asked first, and nothing is written before. */

import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { RECEIPTS } from "../../domain/commands/route-printers.ts";
import { newEntryId } from "../../domain/entry-id.ts";
import { foldText } from "../../domain/entry-text.ts";
import { type PrinterSaid, readConnection } from "../../domain/office/printer-text.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printer-abilities.ts";
import { type Connection, isInSoftware } from "../../domain/printer-connection.ts";
import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { documentedAbilities, profileNamed } from "../../printer/encoding/profile.ts";
import { openChannel } from "../../printer/transports/open-transport.ts";
import { probePrinter } from "../../printer/transports/probe-printer.ts";
import { type NewPrinter } from "../../tui/ports/printers-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { wordsFor } from "../../tui/words/words.ts";
import { changePrinter, listPrinters, replacePrinter } from "../printing/printer-changes.ts";
import { learnedFrom } from "../printing/printer-finding.ts";
import { NARROW_COLUMNS, profileFor } from "../printing/printer-models.ts";
import { routePrinters } from "../printing/printer-routes.ts";
import { orNoRoom } from "../store-errors.ts";
import { systemClock } from "../system-clock.ts";
import { type Desk } from "./register-desk.ts";

/** Its name. */
export async function addPrinter(
  desk: Desk,
  wish: NewPrinter,
): Promise<Result<string, Refusal | RefusalFacts>> {
  const connection = readConnection(wish.at);
  if (connection === undefined) throw new Error(`${wish.at} is no way to a printer.`);
  const prepared = desk.prepare();
  if (!prepared.ok) return prepared;
  if (isInSoftware(connection)) return written(desk, wish, { connection });
  const channel = openChannel(connection, { clock: systemClock });
  // One that calls itself what is known to answer, and says nothing, serves somebody else.
  const known = knownOf(profileFor(wish.model, wish.width));
  const probed = await probePrinter(channel, systemClock, known);
  if (!probed.ok) {
    const why = whyNot(desk, connection, probed.fault);
    return err({
      message: wordsFor({ locale: desk.locale() }).officePrinters.notNow(wish.at, why),
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
  learned: PrinterSaid,
): Result<string, Refusal | RefusalFacts> {
  const done = orNoRoom(() => write(desk, wish, learned), desk.locale());
  return typeof done === "string" ? err({ message: done }) : done;
}

function write(
  { till, open, actor }: Desk,
  { name: called, model, width, use, hasDrawer }: NewPrinter,
  learned: PrinterSaid,
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
