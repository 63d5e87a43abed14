/**
 * The printers of a shop, and which till drives which.
 *
 * A printer belongs to a till. A till that is shut down says so, and gives those that others can reach to
 * another one: then tickets find their way at once, and nobody has to guess whether it is alive.
 */

import * as z from "zod";

import { printerSetSchema } from "./events/printer-events.ts";
import { fieldValue, HOLDER_FIELD, VALUE_FIELD } from "./folds/entry-fold.ts";
import { type EntryState } from "./folds/entry-state.ts";
import { type DeviceId, streamName } from "./identity.ts";
import { lazy } from "./lazy.ts";
import { type LedgerView } from "./ledger-view.ts";
import { type Connection, isShared } from "./printer-connection.ts";

export interface Printer {
  readonly id: string;
  readonly name: string;
  /** The till that it belongs to; null: each till has one of its own. */
  readonly till: DeviceId | null;
  /** The till that drives it at present, where it belongs to one; null for none. */
  readonly driver: DeviceId | null;
  readonly connection: Connection;
  readonly profile: string;
  /** Characters on a line. */
  readonly columns: number;
  readonly prints: ReadonlyArray<"receipts">;
  readonly stations: ReadonlyArray<string>;
  /** Stations whose tickets it prints when theirs can't. */
  readonly standsInFor: ReadonlyArray<string>;
  readonly drawer: "none" | "pin2" | "pin5";
  /** How often it sounds for a ticket; undefined: as is usual. */
  readonly buzzes: number | undefined;
  /** To the magnet of its drawer; undefined: as its model needs it. */
  readonly pulseMs: number | undefined;
  /** The picture at the head of its receipts, packed; undefined: the shop's. */
  readonly logo: string | undefined;
  /** What it said it can; undefined when nobody has asked it. */
  readonly abilities: ReadonlyArray<string> | undefined;
  readonly active: boolean;
  /** The printer that took its place; undefined where none did. */
  readonly replacedBy: string | undefined;
}

/** Where nobody has said more. */
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

/** The profile of one that is made of something and of which nobody has said or found what it is. */
export function carefulFor(paperMm: 58 | 80): string {
  return paperMm === 58 ? "careful-58" : "careful";
}

/**
 * What a printer's id is made of. It names the file of its paper, so what another till writes under any
 * other id is no printer of this one.
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
 * All of the shop that are in use: those of receipts first, as guests wait there, and what belongs to a
 * till before what each till has.
 */
export function readPrinters(view: LedgerView): ReadonlyArray<Printer> {
  const used = allPrinters(view).filter(({ active }) => active);
  return used.toSorted(
    (one, other) =>
      other.prints.length - one.prints.length ||
      Number(one.till === null) - Number(other.till === null),
  );
}

/** Also one that was taken away; undefined for one that never was. */
export function readPrinter(view: LedgerView, id: string): Printer | undefined {
  return allPrinters(view).find((printer) => printer.id === id);
}

/** Those that another one took the place of, each with the id of the one that has it by now. */
export function replacedPrinters(view: LedgerView): ReadonlyMap<string, string> {
  const byId = new Map(allPrinters(view).map((printer) => [printer.id, printer]));
  const heirs = new Map<string, string>();
  for (const { id, active } of byId.values()) {
    const heir = active ? undefined : heirOf(byId, id);
    if (heir !== undefined) heirs.set(id, heir);
  }
  return heirs;
}

/** Undefined where nobody is left, or where two tills apart have each replaced one by the other. */
function heirOf(byId: ReadonlyMap<string, Printer>, id: string): string | undefined {
  const seen = new Set<string>();
  let printer = byId.get(id);
  while (printer !== undefined && !printer.active && !seen.has(printer.id)) {
    seen.add(printer.id);
    printer = printer.replacedBy === undefined ? undefined : byId.get(printer.replacedBy);
  }
  return printer?.active === true ? printer.id : undefined;
}

/** Those that the till drives now. */
export function printersOf(view: LedgerView, device: DeviceId): ReadonlyArray<Printer> {
  return readPrinters(view).filter((printer) => isDrivenBy(printer, device));
}

/** Those that hang on it and that it has handed to nobody: what it sells comes out there all the same. */
export function restingPrinters(view: LedgerView, device: DeviceId): ReadonlyArray<Printer> {
  return readPrinters(view).filter((printer) => isRestingAt(printer, device));
}

/** All on which it can print, its own first. */
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

/** Others' that it reaches itself: it prints on them what they owe and can't, and nothing else. */
function isReachedFrom(printer: Printer, device: DeviceId): boolean {
  return isShared(printer.connection) && !isDrivenBy(printer, device);
}

interface KnownPrinters {
  readonly revision: number;
  readonly printers: ReadonlyArray<Printer>;
}

/** Each command that makes a paper asks, and each look at a queue; they change once in months. */
const known = new WeakMap<LedgerView, KnownPrinters>();

function allPrinters(view: LedgerView): ReadonlyArray<Printer> {
  // Both only rise.
  const revision = view.revision("printer") + view.revision("set");
  const before = known.get(view);
  if (before?.revision === revision) return before.printers;
  const printers = findPrinters(view);
  known.set(view, { revision, printers });
  return printers;
}

/** Shops that are older than printers of their own have a list of them among their settings. */
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

/** A printer whose way this build doesn't know is none that it reaches: what comes out there waits, in sight. */
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

/** What a newer build means by a value that this one doesn't know, nobody here can tell: as if it was not said. */
function read<Name extends Field>(
  entry: EntryState,
  field: Name,
  otherwise: Printer[Name],
): Printer[Name] {
  const value = fieldValue(entry, field);
  if (value === undefined || value === null) return otherwise;
  const checked = fieldSchemas()[field].safeParse(value);
  // Checked by the schema of the very field.
  return checked.success ? ((checked.data ?? otherwise) as Printer[Name]) : otherwise;
}
