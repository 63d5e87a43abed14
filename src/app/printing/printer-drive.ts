/** A spool over this store's printers, for as long as this process has the duties. */

import path from "node:path";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { deviceOf, type EventId, type StreamId, toStreamId } from "../../domain/identity.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import {
  type Printer,
  printersOf,
  reachable,
  readPrinter,
  readPrinters,
  replacedPrinters,
} from "../../domain/printers/printers.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { machineNetworks } from "../../mesh/discovery/machine-networks.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { drawerPulseNow } from "../../printer/encoding/commands.ts";
import { type DotPicture } from "../../printer/encoding/dot-picture.ts";
import { encodeDocument, type EncodedDocument } from "../../printer/encoding/encoder.ts";
import {
  documentedAbilities,
  generic80,
  profileNamed,
  type PrinterProfile,
} from "../../printer/encoding/profile.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { type SpoolJob, type SpoolStore } from "../../printer/spool/spool-store.ts";
import { createSpool, type DrawersHeard, type Spool } from "../../printer/spool/spool.ts";
import { type Delivery, type PrinterFault, type Transport } from "../../printer/transport.ts";
import { type ChannelDeps, openTransport } from "../../printer/transports/open-transport.ts";
import { type TcpAddress } from "../../printer/transports/tcp-channel.ts";
import { type GlanceView } from "../membership/mesh-view.ts";
import { memoByVersion } from "../memo-by-version.ts";
import { systemClock, systemTurn } from "../system/clock.ts";
import { systemRandom } from "../system/random.ts";
import { type AddressLearning, createAddressLearning } from "./address-learning.ts";
import { type Duties, type DutiesServer, serveDuties } from "./duties-server.ts";
import { lateMark } from "./late-ticket.ts";
import { createLinkArrivals } from "./link-arrivals.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { createPrinterSearch } from "./printer-search.ts";
import { createShopLogo, ownLogo } from "./shop-logo.ts";
import { rerouteStranded } from "./stranded-papers.ts";
import { type TicketDesk } from "./ticket-desk.ts";

export interface Drive {
  /** Undefined while another process has the duties. Throws what the store throws. */
  readonly take: (role: DriveRole) => Spool | undefined;
  /** Undefined when this process doesn't have them. */
  readonly spool: () => Spool | undefined;
  /**
   * Drives the printers as they are by now: those that have changed are begun with anew, and no others.
   * Those that could not be reached are tried at once where this box may have its network back.
   */
  readonly keepUp: () => void;
  /** Lets go of the printers once the document in hand is done. */
  readonly letGo: () => Promise<void>;
}

export interface DriveRole {
  /** The queue whose jobs are printed, and no others. */
  readonly queue: SpoolStore;
  /** A person waits for a command that has done what it should: printers that never spoke hold it up no longer. */
  readonly isHasty?: boolean;
  readonly duties: Omit<Duties, "status" | "mesh" | "onFault">;
}

export interface DriveDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly store: PrintJobStore;
  readonly clock: Clock;
  readonly random: Random;
  /** The store that the printer's virtual paper lies beside; missing for this one. */
  readonly paperHome?: PaperHome | undefined;
  /** The state of the mesh in this process, for callers of the process with the duties. */
  readonly mesh: Duties["mesh"];
  /** The part of that state that is read all the time; undefined while this process has no links. */
  readonly glance: () => Pick<GlanceView, "peers"> | undefined;
  /** The work on tickets that other tills have issued. */
  readonly tickets: Pick<TicketDesk, "look">;
  /** Called when somebody has opened the drawer on a printer of this till, and no pulse did. */
  readonly onKeyOpening?: (() => unknown) | undefined;
  /** Asks a linked till for rights, for another process; missing where none does. */
  readonly onAskRights?: Duties["onAskRights"] | undefined;
  /** The machine of a simulated box; missing for the real one. */
  readonly machine?: PrintingMachine | undefined;
}

/** The parts of the machine that printing uses. */
export interface PrintingMachine {
  /** Undefined while another process has the duties. */
  readonly holdDuties: () => HeldDuties | undefined;
  readonly transportOf: (printer: Printer) => Transport;
  /** Lets the process do what else is due. */
  readonly otherWork: () => Promise<void>;
}

export interface HeldDuties {
  readonly serve: (duties: Duties) => DutiesServer;
  readonly release: () => void;
}

export type PaperHome = (printer: Printer) => string;

interface Session extends Driving {
  readonly end: () => Promise<void>;
}

interface Driving {
  readonly spool: Spool;
  readonly keepUp: () => void;
  /** The spool, and what is learned of its printers. */
  readonly close: () => Promise<void>;
}

/**
 * Returns the folder of the virtual printers' rolls. It lies beside the store, because paper is not
 * encrypted.
 */
export function paperDir(storeDir: string): string {
  return `${storeDir.replace(/\/+$/u, "")}.paper`;
}

export function rollPath(storeDir: string, printer: string): string {
  return path.join(paperDir(storeDir), `${printer}.txt`);
}

export function createDrive(
  deps: DriveDeps,
  listener: { readonly onChange: () => void; readonly onFault: (error: unknown) => void },
): Drive {
  let session: Session | undefined;
  let ending: Promise<void> | undefined;

  async function end(): Promise<void> {
    try {
      await session?.end();
    } finally {
      session = undefined;
      ending = undefined;
    }
  }

  return {
    take: (role) => {
      session ??= openSession(deps, role, listener);
      return session?.spool;
    },
    spool: () => session?.spool,
    keepUp: () => session?.keepUp(),
    letGo: () => (ending ??= end()),
  };
}

/** Returns a text of all that driving depends on; it is made anew after each event about a printer. */
function createPrintersText(ledger: Ledger): () => string {
  return memoByVersion(
    () => ledger.read((view) => `${view.revision("printer")}/${view.revision("set")}`),
    () => printersText(ledger),
  );
}

function printersText(ledger: Ledger): string {
  return JSON.stringify([drivenPrinters(ledger), [...ledger.read(replacedPrinters)]]);
}

function openSession(
  deps: DriveDeps,
  { queue, duties, isHasty = false }: DriveRole,
  listener: Parameters<typeof createDrive>[1],
): Session | undefined {
  const machine = deps.machine ?? ownMachine(deps, duties);
  const held = machine.holdDuties();
  if (held === undefined) return undefined;
  try {
    // A command is gone before there is anything to look at, and a simulated box has no wires.
    const looks = duties.isResident && deps.machine === undefined;
    const driving = drivePrinters({ ...deps, driven: machine, looks, isHasty }, queue, listener);
    const { spool } = driving;
    const { onFault } = listener;
    const { mesh } = deps;
    const server = held.serve({ ...duties, status: spool.status, mesh, onFault });
    return {
      ...driving,
      end: async () => {
        try {
          await driving.close();
        } finally {
          server.stopListening();
          held.release();
          server.hangUp();
        }
      },
    };
  } catch (cause) {
    held.release();
    throw cause;
  }
}

function ownMachine(
  deps: DriveDeps,
  { isResident }: Pick<DriveRole["duties"], "isResident">,
): PrintingMachine {
  const { dir, ledger, clock, paperHome = () => dir } = deps;
  const search = createPrinterSearch({ clock, asksAround: isResident });
  return {
    holdDuties: () => {
      const lock = takeLock(dir, "duties");
      return lock && { serve: (duties) => serveDuties(dir, duties), release: lock.release };
    },
    transportOf: (printer) =>
      transportOf(paperHome(printer), printer, {
        ...deps,
        // The hardware address may have been learned since.
        locate: (place) =>
          search.locate({ ...place, mac: knownMac(ledger, printer.id) }, (address) =>
            isAnothers(ledger, printer.id, address),
          ),
      }),
    otherWork: systemTurn,
  };
}

type DrivingDeps = DriveDeps & {
  readonly driven: PrintingMachine;
  readonly looks: boolean;
  readonly isHasty: boolean;
};

function drivePrinters(
  deps: DrivingDeps,
  queue: SpoolStore,
  listener: Parameters<typeof createDrive>[1],
): Driving {
  const { ledger, store, driven } = deps;
  const wires = createPrinterWires({
    transportOf: driven.transportOf,
    wireOf,
  });
  // A simulated box has no wires.
  const places =
    deps.machine === undefined ? createAddressLearning({ ledger, ...listener }) : undefined;
  const printersNow = createPrintersText(ledger);
  let printers: string | undefined = printersNow();
  let changing: Promise<void> | undefined;
  const spool = openSpool({ ...deps, wires, places }, queue, listener);
  const arrivals = createLinkArrivals({
    clock: deps.clock,
    glance: deps.glance,
    addresses: () => (deps.looks ? machineNetworks().flatMap(({ hosts }) => hosts) : []),
    onArrival: spool.retry,
  });
  try {
    takeStranded();
  } catch (error) {
    tryLater(error);
  }

  /**
   * Stranded jobs are taken after the spool has opened, which reports what a printer had in hand
   * that is gone.
   */
  function takeStranded(): void {
    if (queue !== store) return;
    const nowMs = deps.clock.nowMs();
    const given = rerouteStranded({ ledger, store, nowMs, printers: ownPrinters(ledger) });
    for (const printer of given) spool.offer(printer);
  }

  /** Tries again at the next look, since stranded jobs must not keep others from printing. */
  function tryLater(error: unknown): void {
    printers = undefined;
    listener.onFault(error);
  }

  async function change(): Promise<void> {
    await spool.changePrinters(wires.look(drivenPrinters(ledger)));
    takeStranded();
  }

  return {
    spool,
    keepUp: () => {
      arrivals.look();
      const now = printersNow();
      if (changing !== undefined || now === printers) return;
      printers = now;
      changing = change()
        .catch(tryLater)
        .finally(() => (changing = undefined));
    },
    close: async () => {
      arrivals.close();
      await Promise.all([spool.close(), changing]);
      await places?.close();
    },
  };
}

interface SpoolParts extends DrivingDeps {
  readonly wires: PrinterWires;
  readonly places: AddressLearning | undefined;
}

/** Whether another printer of the shop is set up there. */
function isAnothers(ledger: Ledger, id: string, { host, port }: TcpAddress): boolean {
  return ledger.read(readPrinters).some(({ id: other, connection }) => {
    if (other === id || connection.type !== "network") return false;
    return connection.host === host && connection.port === port;
  });
}

function knownMac(ledger: Ledger, id: string): string | undefined {
  const connection = ledger.read((view) => readPrinter(view, id))?.connection;
  return connection?.type === "network" ? connection.mac : undefined;
}

function openSpool(
  { ledger, clock, driven, looks, isHasty, wires, places, onKeyOpening }: SpoolParts,
  queue: SpoolStore,
  listener: Parameters<typeof createDrive>[1],
): Spool {
  const logo = createShopLogo(ledger);
  return createSpool({
    store: queue,
    clock,
    transportsByPrinter: wires.look(drivenPrinters(ledger)),
    encode: (document, printer) => encodeFor(document, wires.printer(printer), logo()).bytes,
    drawerPulse: (printer, pin) => pulseOf(wires.printer(printer), pin),
    repeatMark: (paper) => {
      const words = paperWords(ledger.read((view) => readSetting(view, "language")));
      return words.marks.perhapsTwice({ paper });
    },
    lateMark: (job, nowMs) => ledger.read((view) => lateMark(view, job, nowMs)),
    ...listener,
    // Printers of other tills are looked at by those.
    ...(looks ? { looksAt: (printer) => isOwn(ledger, printer) } : {}),
    ...(looks ? { drawers: drawersHeard({ ledger, wires, onKeyOpening }) } : {}),
    // One that has said what it can comes to the end of its papers.
    isHasty: (printer) => isHasty && wires.printer(printer)?.abilities === undefined,
    otherWork: driven.otherWork,
    onStart: (job) => {
      recordStart(ledger, job);
    },
    onOutcome: (job) => {
      recordOutcome(ledger, job);
      const isReached = job.state === "printed" || job.state === "sent";
      if (isReached && isOwn(ledger, job.printer)) places?.reached(job.printer);
    },
  });
}

/**
 * Makes the memory of drawer switches, which is this till's own: no other till hears that printer.
 * A printer that another till has meanwhile may come back, so its owner is looked up when it is
 * heard.
 */
function drawersHeard({
  ledger,
  wires,
  onKeyOpening,
}: Pick<SpoolParts, "ledger" | "wires" | "onKeyOpening">): DrawersHeard {
  const { store } = ledger;
  return {
    memoryOf: (id) => {
      const printer = wires.printer(id);
      if (printer === undefined || printer.drawer === "none") return undefined;
      const key = `drawer-open/${id}`;
      const kept = store.local(key);
      return {
        openLevel: kept === "high" || kept === "low" ? kept : undefined,
        learn: (level) => {
          store.setLocal(key, level);
        },
      };
    },
    onOpened: (id) => {
      if (isOwn(ledger, id)) onKeyOpening?.();
    },
  };
}

function isOwn(ledger: Ledger, printer: string): boolean {
  return ownPrinters(ledger).some(({ id }) => id === printer);
}

/**
 * Returns a text of all that the connection depends on. A printer's new address is looked up when
 * it matters.
 */
function wireOf(printer: Printer): string {
  const { connection, columns, drawer } = printer;
  const { mac: _, ...way } = { mac: undefined, ...connection };
  const width = isInSoftware(connection) ? columns : null;
  // The drawer is a part of the wire, because it decides whether a switch is heard.
  return JSON.stringify([way, abilitiesOf(printer), width, drawer === "none"]);
}

function pulseOf(printer: Printer | undefined, pin?: 2 | 5): ReadonlyArray<number> | undefined {
  if (printer === undefined || printer.drawer === "none") return undefined;
  return drawerPulseNow(pin ?? (printer.drawer === "pin5" ? 5 : 2), printer.pulseMs);
}

/** Returns the printers that this till drives now. */
export function ownPrinters(ledger: Ledger): ReadonlyArray<Printer> {
  return ledger.read((view) => printersOf(view, ledger.identity.key.device));
}

/** Returns the driven printers, and after them those that it prints on in another till's place. */
export function drivenPrinters(ledger: Ledger): ReadonlyArray<Printer> {
  const self = ledger.identity.key.device;
  return ledger.read((view) => reachable(view, self));
}

/**
 * The paper of one document, as this printer would print it, and what of it is not as it was written.
 * `shopLogo`: for a printer without a logo of its own.
 */
export function encodeFor(
  document: PrintDocument,
  printer: Printer | undefined,
  shopLogo?: DotPicture,
): EncodedDocument {
  const profile = printer === undefined ? generic80 : profileOf(printer);
  const drawer = printer?.drawer ?? "pin2";
  const { name, buzzes, pulseMs } = printer ?? {};
  const logo = (printer && ownLogo(printer)) ?? shopLogo;
  return encodeDocument(document, profile, { drawer, logo, printer: name, buzzes, pulseMs });
}

/**
 * Prints at once and past the queue: for what must not be stored on the way. The caller has the
 * store's duties.
 */
export async function printDirectly(
  dir: string,
  printer: Printer,
  document: PrintDocument,
): Promise<Result<Delivery, PrinterFault>> {
  const wires = { clock: systemClock, random: systemRandom };
  const transport = transportOf(dir, printer, wires);
  try {
    return await transport.send(encodeFor(document, printer).bytes);
  } finally {
    await transport.close();
  }
}

interface Wires {
  readonly clock: Clock;
  readonly random: Random;
  readonly locate?: NonNullable<ChannelDeps["locate"]>;
}

function transportOf(dir: string, printer: Printer, wires: Wires): Transport {
  return openTransport(printer.connection, {
    ...wires,
    abilities: abilitiesOf(printer),
    paperFile: paperFile(dir, printer),
    columns: printer.columns,
  });
}

/** Returns the abilities that the printer reported, or those its model is known for. */
export function abilitiesOf(printer: Printer): PrinterAbilities {
  const { abilities: said } = printer;
  if (said === undefined) return documentedAbilities(profileOf(printer));
  const can = Object.keys(NO_ABILITIES).map(
    (ability) => [ability, said.includes(ability)] as const,
  );
  return { ...NO_ABILITIES, ...Object.fromEntries(can) };
}

/** Returns the file of a software printer's paper. */
export function paperFile(dir: string, { id, connection }: Printer): string {
  return connection.type === "virtual" ? rollPath(dir, id) : path.join(paperDir(dir), `${id}.bin`);
}

function profileOf({ profile, columns }: Printer): PrinterProfile {
  return { ...(profileNamed(profile) ?? generic80), columns };
}

/** Records that this till has begun to print, for a till that stands ready to print the same ticket. */
function recordStart(ledger: Ledger, { kind, documentId, id, copy }: SpoolJob): void {
  if (kind !== "ticket" || copy > 1) return;
  const streams = [toStreamId("ticket", documentId)];
  ledger.commit({
    by: "",
    name: `ticket/started ${id}/${copy}`,
    decide: ({ view }) => {
      const { issued, started } = view.state("ticket", documentId);
      const isAlone = (issued?.body.fallback ?? null) === null;
      if (isAlone || isRecorded(ledger, started)) return err("recorded already" as const);
      const body = { job: `${id}/${copy}` };
      return ok({ events: [{ kind: "ticket/started", streams, body }] });
    },
  });
}

/** Whether this till has recorded it: another till's record is of another paper. */
function isRecorded(ledger: Ledger, known: ReadonlyArray<EventId>): boolean {
  return known.some((id) => deviceOf(id) === ledger.identity.key.device);
}

/** A kitchen ticket's paper is part of its story, on every till. Told at least once: dedup here. */
function recordOutcome(ledger: Ledger, { kind, state, documentId, id, copy }: SpoolJob): void {
  if (kind !== "ticket") return;
  const draft = outcomeDraft(documentId as EventId, state, `${id}/${copy}`);
  if (draft === undefined) return;
  ledger.commit({
    by: "",
    name: `${draft.kind} ${id}/${copy}`,
    decide: ({ view }) => {
      const { printed, uncertain } = view.state("ticket", documentId);
      const known =
        draft.kind === "ticket/uncertain" ? uncertain : printed.map((paper) => paper.id);
      return isRecorded(ledger, known) ? err("recorded already" as const) : ok({ events: [draft] });
    },
  });
}

/** Returns the event for what the printer said of a ticket. */
function outcomeDraft(ticket: EventId, state: SpoolJob["state"], job: string): Draft | undefined {
  const streams: [StreamId] = [toStreamId("ticket", ticket)];
  switch (state) {
    case "printed":
    case "sent":
      return { kind: "ticket/printed", streams, body: { job, how: state } };
    case "uncertain":
      return { kind: "ticket/uncertain", streams, body: { job } };
    default:
      return undefined;
  }
}

interface PrinterWires {
  /** Returns the printer as it was at the last look. */
  readonly printer: (id: string) => Printer | undefined;
  /** Looks at them anew; what is not among them any more is for whoever has it to close. */
  readonly look: (printers: ReadonlyArray<Printer>) => ReadonlyMap<string, Transport>;
}

interface WireMaking {
  readonly transportOf: (printer: Printer) => Transport;
  /** Returns a text of all that its transport depends on. */
  readonly wireOf: (printer: Printer) => string;
}

interface Wire {
  readonly text: string;
  readonly transport: Transport;
}

/**
 * The printers that a till drives now, and the way to each: the same one for as long as nothing that it
 * hangs on has changed, because a paper may be in hand there.
 */
function createPrinterWires({ transportOf, wireOf }: WireMaking): PrinterWires {
  let printersById: ReadonlyMap<string, Printer> = new Map();
  let wires: ReadonlyMap<string, Wire> = new Map();

  function wireTo(printer: Printer): Wire {
    const text = wireOf(printer);
    const wire = wires.get(printer.id);
    return wire?.text === text ? wire : { text, transport: transportOf(printer) };
  }

  return {
    printer: (id) => printersById.get(id),
    look: (printers) => {
      printersById = new Map(printers.map((printer) => [printer.id, printer]));
      wires = new Map(printers.map((printer) => [printer.id, wireTo(printer)]));
      return new Map([...wires].map(([id, { transport }]) => [id, transport]));
    },
  };
}
