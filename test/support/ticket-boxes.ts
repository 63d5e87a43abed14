/** Boxes of one shop as real processes with network printers in software, and what each knows of tickets. */

import { expect, onTestFinished, vi } from "vitest";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { doubtedTickets } from "../../src/app/papers/doubted-tickets.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { type Connection } from "../../src/domain/events/printer-connection.ts";
import { type DeviceId, deviceOf, type EventId, streamName } from "../../src/domain/identity.ts";
import { NO_ABILITIES } from "../../src/domain/printers/printer-abilities.ts";
import { type Printer, printersOf, USUAL_PRINTER } from "../../src/domain/printers/printers.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { type RollEntry, rollToText } from "../../src/printer/roll.ts";
import { type NodeProcess, startNode } from "./node-process.ts";
import { sellGoods } from "./sell-goods.ts";
import { setPrinters } from "./set-printers.ts";

export interface TicketBox {
  readonly store: string;
  readonly device: DeviceId;
  /** `till node` on its store; of several the last one is meant. */
  readonly start: () => NodeProcess;
  /** No word of farewell, and its end is waited for. */
  readonly kill: () => Promise<void>;
  readonly shutDown: () => Promise<void>;
  /** Its clock goes on by the time that whoever stands in waits, until it is so. */
  readonly passUntil: (look: () => void) => Promise<void>;
  /** Sells something for the kitchen; the ticket's id. */
  readonly sell: () => EventId;
  /** Whether the printer is its to drive, as far as it knows. */
  readonly drives: (printer: string) => boolean;
  /** Tickets about which it asks people. */
  readonly doubts: () => ReadonlyArray<EventId>;
  /** What it has heard of a ticket so far: who said what, by the boxes' names. */
  readonly heard: (ticket: EventId) => ReadonlyArray<string>;
}

export interface NetworkPrinter {
  readonly device: PrinterDevice;
  readonly connection: Connection;
  /** Its papers so far, also one that has only begun. */
  readonly papers: () => ReadonlyArray<string>;
}

const WAIT = { timeout: 45_000, interval: 10 };
/** Time has to pass again where it passed before the box had looked; its links last meanwhile. */
const SELDOM = { timeout: 45_000, interval: 400 };
const COLUMNS = 42;
const GOODS = "100";
/** As `FALLBACK_MS_MIN`, and a little more. */
const PASSED_MS = 31_000;
/** A process that can be told that time has passed: its clock goes on, and nothing else does. */
const PASSING = `const now = performance.now.bind(performance); let passed = 0;
performance.now = () => now() + passed; process.on("SIGUSR2", () => { passed += ${PASSED_MS}; });`;
const PASSING_OPTIONS = ["--import", `data:text/javascript,${encodeURIComponent(PASSING)}`];

/** `names` by device: filled by whoever makes the boxes. */
export function ticketBox(store: string, names: Map<DeviceId, string>, name: string): TicketBox {
  const open = openTill(store);
  onTestFinished(() => open.close());
  const device = open.till.ledger.identity.key.device;
  names.set(device, name);
  let node: NodeProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<void> {
    node?.kill(signal);
    await node?.exit;
  }

  return {
    store,
    device,
    start: () => (node = startNode(store, { nodeOptions: PASSING_OPTIONS })),
    kill: () => end("SIGKILL"),
    shutDown: () => end("SIGTERM"),
    passUntil: (look) =>
      vi.waitFor(() => {
        node?.kill("SIGUSR2");
        look();
      }, SELDOM),
    sell: () => ticketOf(open, sellGoods(open.till, [GOODS], { cash: 280 }).order.id),
    drives: (printer) =>
      open.till.ledger.read((view) => printersOf(view, device)).some(({ id }) => id === printer),
    doubts: () => doubtedTickets(open).map(({ ticket }) => ticket),
    heard: (ticket) => wordsOf(open, ticket, names),
  };
}

function ticketOf({ till }: OpenTill, order: string): EventId {
  const { sentLines } = till.ledger.read((view) => view.state("order", order));
  const [ticket] = sentLines.map((line) => streamName(line.ticket));
  if (ticket === undefined) throw new Error("Nothing was sent to the kitchen.");
  return ticket as EventId;
}

function wordsOf(
  { till }: OpenTill,
  ticket: EventId,
  names: ReadonlyMap<DeviceId, string>,
): ReadonlyArray<string> {
  const {
    issued,
    started,
    printed,
    uncertain,
    claimed = [],
    released = [],
  } = till.ledger.read((view) => view.state("ticket", ticket));
  const said = {
    issued: issued === null ? [] : [issued.id],
    started,
    claimed,
    released,
    uncertain,
    printed: printed.map(({ id }) => id),
  };
  return Object.entries(said).flatMap(([word, ids]) =>
    ids.map((id) => `${names.get(deviceOf(id)) ?? "?"} ${word}`),
  );
}

/** On a port of this machine; an Epson, unless the model is said. */
export async function networkPrinter(bufferBytes = 4096): Promise<NetworkPrinter> {
  const device = createPrinterDevice({
    clock: systemClock,
    columns: COLUMNS,
    receiveBufferBytes: bufferBytes,
  });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  onTestFinished(() => server.close());
  const connection = { type: "network", host: "127.0.0.1", port: server.port } as const;
  return { device, connection, papers: () => papersOf(device) };
}

/** Each to its cut, and what came after the last one. */
function papersOf(device: PrinterDevice): ReadonlyArray<string> {
  const papers: string[] = [];
  let paper: RollEntry[] = [];
  for (const entry of device.roll()) {
    paper.push(entry);
    if (entry.type !== "cut") continue;
    papers.push(rollToText(paper, COLUMNS));
    paper = [];
  }
  return paper.length === 0 ? papers : [...papers, rollToText(paper, COLUMNS)];
}

/** Other printers in the place of the kitchen's; Epsons at the box's own till, unless they say otherwise. */
export function hangKitchenPrinters(
  store: string,
  printersOf: (stations: ReadonlyArray<string>) => ReadonlyArray<KitchenPrinter>,
): Promise<void> {
  const open = openTill(store);
  setPrinters(open.till, (all) => {
    const stations = all.find(({ id }) => id === "kitchen")?.stations ?? [];
    const others = all.filter(({ id }) => id !== "kitchen");
    return [...others, ...printersOf(stations).map(toEpson)];
  });
  return open.close();
}

function toEpson(printer: KitchenPrinter): Printer {
  const abilities = Object.keys(NO_ABILITIES);
  const epson = { ...USUAL_PRINTER, profile: "epson-tm-t88", abilities, columns: COLUMNS };
  return { ...epson, driver: printer.till, ...printer };
}

type KitchenPrinter = Pick<Printer, "id" | "name" | "till" | "connection"> & Partial<Printer>;

/** Waits until it is so, and no longer. */
export function until(look: () => void): Promise<void> {
  return vi.waitFor(look, WAIT);
}

/** Starts it, and waits until it has its link to the box that sells. */
export async function restart(box: TicketBox): Promise<void> {
  await box.start().says(/^connected to A /mu);
}

/** Each of them has heard just this of the ticket that the counter issued. */
export async function untilHeard(
  boxes: ReadonlyArray<TicketBox>,
  ticket: EventId,
  words: ReadonlyArray<string>,
): Promise<void> {
  await until(() => {
    for (const { heard } of boxes) expect(heard(ticket)).toEqual(["counter issued", ...words]);
  });
}
