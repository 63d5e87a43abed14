/**
 * The printers of a shop, and which till drives which.
 *
 * A printer belongs to a till. A till that is shut down says so, and gives those that others can reach to
 * another one: then tickets find their way at once, and nobody has to guess whether it is alive.
 */

import * as z from "zod";

import { lazy } from "../base/lazy.ts";
import { type Connection, isShared } from "../events/printer-connection.ts";
import { printerSetSchema } from "../events/printer-events.ts";
import { type DeviceId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type EntryState, fieldValue, HOLDER_FIELD, VALUE_FIELD } from "../state/entry-state.ts";

export interface Printer {
  readonly id: string;
  readonly name: string;
  /** The till that the printer belongs to; null for a printer that each till has one of. */
  readonly till: DeviceId | null;
  /** The till that drives the printer now; null for none, and for a printer that each till has. */
  readonly driver: DeviceId | null;
  readonly connection: Connection;
  readonly profile: string;
  /** The number of characters on a line. */
  readonly columns: number;
  readonly prints: ReadonlyArray<"receipts">;
  readonly stations: ReadonlyArray<string>;
  /** The stations whose tickets it prints when their own printers cannot. */
  readonly standsInFor: ReadonlyArray<string>;
  readonly drawer: "none" | "pin2" | "pin5";
  /** How often the printer sounds for a ticket; undefined for the usual number. */
  readonly buzzes: number | undefined;
  /** The length of the pulse to the drawer's magnet; undefined for what the model needs. */
  readonly pulseMs: number | undefined;
  /** The packed picture at the head of receipts; undefined for the shop's own. */
  readonly logo: string | undefined;
  /** The abilities that the printer reported; undefined until it was asked. */
  readonly abilities: ReadonlyArray<string> | undefined;
  readonly active: boolean;
  /** The printer that replaced this one; undefined where none did. */
  readonly replacedBy: string | undefined;
}

/** The values of a printer for what nobody has set. */
export const USUAL_PRINTER: Omit<Printer, "id" | "name"> = {
  till: null,
  driver: null,
  connection: { type: "virtual" },
  profile: "generic",
  columns: 48,
  prints: [],
  stations: [],
  standsInFor: [],
  drawer: "pin2",
  buzzes: undefined,
  pulseMs: undefined,
  logo: undefined,
  abilities: undefined,
  active: true,
  replacedBy: undefined,
};

/** Returns the profile of a printer whose model is unknown. */
export function carefulFor(paperMm: 58 | 80): string {
  return paperMm === 58 ? "careful-58" : "careful";
}

/**
 * The form of a printer's id, which names the file of its paper. An id of another form makes no
 * printer here, whoever wrote it.
 */
const PRINTER_ID = /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;

export function isPrinterId(text: string): boolean {
  return PRINTER_ID.test(text);
}

/** The setting in which older shops have their printers; nothing writes it any more. */
const LISTED_KEY = "printers";
const listedSchema = lazy(() =>
  z.array(
    z.object({
      id: z.string().min(1).max(40),
      name: z.string().min(1).max(40),
      type: z.enum(["virtual", "file"]),
      profile: z.string().max(40),
      columns: z.int().min(24).max(64),
      prints: z.array(z.enum(["receipts"])).max(4),
      stations: z.array(z.string().max(40)).max(40),
    }),
  ),
);

/**
 * Returns the shop's printers in use: those of receipts first, as guests wait there, and a till's
 * own before those that each till has.
 */
export function readPrinters(view: LedgerView): ReadonlyArray<Printer> {
  const used = allPrinters(view).filter(({ active }) => active);
  return used.toSorted(
    (one, other) =>
      other.prints.length - one.prints.length ||
      Number(one.till === null) - Number(other.till === null),
  );
}

/** Returns a printer, also one that was taken away; undefined for an id that never was one. */
export function readPrinter(view: LedgerView, id: string): Printer | undefined {
  return allPrinters(view).find((printer) => printer.id === id);
}

/** Returns the printer that prints now for each replaced one. */
export function replacedPrinters(view: LedgerView): ReadonlyMap<string, string> {
  const byId = new Map(allPrinters(view).map((printer) => [printer.id, printer]));
  const heirs = new Map<string, string>();
  for (const { id, active } of byId.values()) {
    const heir = active ? undefined : heirOf(byId, id);
    if (heir !== undefined) heirs.set(id, heir);
  }
  return heirs;
}

/**
 * Returns the last printer in the chain of replacements; undefined where none is in use, or two
 * tills apart replaced each by the other.
 */
function heirOf(byId: ReadonlyMap<string, Printer>, id: string): string | undefined {
  const seen = new Set<string>();
  let printer = byId.get(id);
  while (printer !== undefined && !printer.active && !seen.has(printer.id)) {
    seen.add(printer.id);
    printer = printer.replacedBy === undefined ? undefined : byId.get(printer.replacedBy);
  }
  return printer?.active === true ? printer.id : undefined;
}

/** Returns the printers that the till drives now. */
export function printersOf(view: LedgerView, device: DeviceId): ReadonlyArray<Printer> {
  return readPrinters(view).filter((printer) => isDrivenBy(printer, device));
}

/** Returns the till's own printers that it has handed to no other till: its sales still print there. */
export function restingPrinters(view: LedgerView, device: DeviceId): ReadonlyArray<Printer> {
  return readPrinters(view).filter((printer) => isRestingAt(printer, device));
}

/** Returns the printers that the till can print on, its own first. */
export function reachable(view: LedgerView, device: DeviceId): ReadonlyArray<Printer> {
  const all = readPrinters(view);
  return [isDrivenBy, isRestingAt, isReachedFrom].flatMap((isSo) =>
    all.filter((printer) => isSo(printer, device)),
  );
}

export function isDrivenBy({ till, driver }: Printer, device: DeviceId): boolean {
  return till === null || driver === device;
}

function isRestingAt({ till, driver }: Printer, device: DeviceId): boolean {
  return till === device && driver === null;
}

/**
 * Whether the till reaches another till's printer. It prints there only what that printer's till
 * owes and cannot print.
 */
function isReachedFrom(printer: Printer, device: DeviceId): boolean {
  return isShared(printer.connection) && !isDrivenBy(printer, device);
}

interface KnownPrinters {
  readonly revision: number;
  readonly printers: ReadonlyArray<Printer>;
}

/**
 * The printers are kept for each view: every command that prints asks for them, and they change
 * once in months.
 */
const printersByView = new WeakMap<LedgerView, KnownPrinters>();

function allPrinters(view: LedgerView): ReadonlyArray<Printer> {
  // The sum of both revisions can serve as a version, because both only rise.
  const revision = view.revision("printer") + view.revision("set");
  const kept = printersByView.get(view);
  if (kept?.revision === revision) return kept.printers;
  const printers = findPrinters(view);
  printersByView.set(view, { revision, printers });
  return printers;
}

/** Reads printers, also from the list among the settings that older shops have. */
function findPrinters(view: LedgerView): ReadonlyArray<Printer> {
  const listed = readListed(view).map((old): Printer => {
    const { id, name, type, profile, columns, prints, stations } = old;
    const before = { ...USUAL_PRINTER, id, name, profile, columns, prints, stations };
    return toPrinter(view.state("printer", id), { ...before, connection: { type } });
  });
  const listedIds = new Set(listed.map(({ id }) => id));
  const others = view
    .tagged("printer")
    .map(streamName)
    .filter((id) => !listedIds.has(id))
    .map((id) => toPrinter(view.state("printer", id), { ...USUAL_PRINTER, id, name: id }));
  return [...listed, ...others].filter(({ id }) => isPrinterId(id));
}

function readListed(view: LedgerView): z.infer<ReturnType<typeof listedSchema>> {
  const written = fieldValue(view.state("set", LISTED_KEY), VALUE_FIELD);
  return written === undefined ? [] : (listedSchema().safeParse(written).data ?? []);
}

/**
 * The connection of a printer whose kind this build does not know. Nothing reaches it, so its
 * papers wait in sight.
 */
const UNKNOWN_WAY: Connection = { type: "device", path: "?" };

function toPrinter(entry: EntryState, before: Printer): Printer {
  const till = read(entry, "till", before.till);
  const handed = fieldValue(entry, HOLDER_FIELD) as DeviceId | null | undefined;
  const isSaid = fieldValue(entry, "connection") !== undefined;
  return {
    id: before.id,
    name: read(entry, "name", before.name),
    till,
    driver: handed === undefined ? till : handed,
    connection: read(entry, "connection", isSaid ? UNKNOWN_WAY : before.connection),
    profile: read(entry, "profile", before.profile),
    columns: read(entry, "columns", before.columns),
    prints: read(entry, "prints", before.prints),
    stations: read(entry, "stations", before.stations),
    standsInFor: read(entry, "standsInFor", before.standsInFor),
    drawer: read(entry, "drawer", before.drawer),
    buzzes: read(entry, "buzzes", before.buzzes),
    pulseMs: read(entry, "pulseMs", before.pulseMs),
    logo: read(entry, "logo", before.logo),
    abilities: read(entry, "abilities", before.abilities),
    active: read(entry, "active", before.active),
    replacedBy: read(entry, "replacedBy", before.replacedBy),
  };
}

type Field = keyof ReturnType<typeof fieldSchemas>;
const fieldSchemas = lazy(() => printerSetSchema().shape.set.shape);

/** Reads one field; a value of a newer build that this one does not know counts as not set. */
function read<Name extends Field>(
  entry: EntryState,
  field: Name,
  otherwise: Printer[Name],
): Printer[Name] {
  const value = fieldValue(entry, field);
  if (value === undefined || value === null) return otherwise;
  const checked = fieldSchemas()[field].safeParse(value);
  // The schema of the same field has checked the value.
  return checked.success ? ((checked.data ?? otherwise) as Printer[Name]) : otherwise;
}
