/**
 * 1,000 tickets on four network printers of which one stalls with its first paper: how long the other
 * three take for theirs, beside the same three alone. Queue, wires and what is said over them are the
 * till's; the printers take no time.
 */

import { type OpenTill } from "../src/app/open-till.ts";
import { encodeFor } from "../src/app/printer-drive.ts";
import { systemClock } from "../src/app/system-clock.ts";
import { systemRandom } from "../src/app/system-random.ts";
import { NO_ABILITIES } from "../src/domain/printer-abilities.ts";
import { createPrinterDevice, type PrinterDevice } from "../src/printer/emulator/printer-device.ts";
import { createPrinterServer, type PrinterServer } from "../src/printer/emulator/printer-server.ts";
import { createSpool, requestToJob, type Spool } from "../src/printer/spool.ts";
import { type Transport } from "../src/printer/transport.ts";
import { openTransport } from "../src/printer/transports/open-transport.ts";
import { type Measurement, quantile, rounded } from "./measurement.ts";

const PRINTERS = ["grill", "pass", "cold", "bar"];
const STALLED = "bar";
const TICKETS = 1000;
/** Of each in turn, so that a busy moment of the machine hits both. */
const ROUNDS = 3;
const COLUMNS = 48;
const RATIO_MAX = 1.2;
const ABILITIES = { ...NO_ABILITIES, processId: true, fence: true, status: true, asb: true };
const WORDS = {
  kind: "ticket",
  blocks: [{ type: "text", text: "2 x Croissant" }, { type: "cut" }],
} as const;

interface Station {
  readonly name: string;
  readonly device: PrinterDevice;
  readonly server: PrinterServer;
}

export async function measureStalledPrinter(open: OpenTill): Promise<ReadonlyArray<Measurement>> {
  const stations = await Promise.all(PRINTERS.map(startStation));
  const others = stations.filter(({ name }) => name !== STALLED);
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const aloneMs = await msToPrint(open, others);
    const besideMs = await msToPrint(open, stations);
    // The first is for warming up.
    if (round === 0) continue;
    alone.push(aloneMs);
    beside.push(besideMs);
  }
  for (const { server } of stations) await server.close();
  const [aloneMs, besideMs] = [alone, beside].map((times) =>
    quantile(
      times.toSorted((one, other) => one - other),
      0.5,
    ),
  );
  return [
    {
      name: "750 tickets on three printers beside one that stalls with 250",
      value: rounded((besideMs ?? 0) / (aloneMs ?? 1)),
      unit: "×",
      limit: RATIO_MAX,
      note: `the same three alone take ${rounded(aloneMs ?? 0)} ms; over TCP, medians of ${ROUNDS}, in turn`,
    },
  ];
}

async function startStation(name: string): Promise<Station> {
  const device = createPrinterDevice({ clock: systemClock, columns: COLUMNS });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  return { name, device, server };
}

let papersMade = 0;

/** Until all but the stalled one have printed and it is written down. */
async function msToPrint(open: OpenTill, stations: ReadonlyArray<Station>): Promise<number> {
  fill(open, stations);
  const transports = new Map(stations.map(({ name, server }) => [name, wireTo(server)]));
  for (const { name, device } of stations) {
    device.tearOff();
    if (name === STALLED) device.set({ printing: "stalled" });
  }
  const left = { papers: countOf(stations.filter(({ name }) => name !== STALLED)) };
  const { promise, resolve } = Promise.withResolvers<number>();
  const spool: Spool = createSpool({
    store: open.jobs,
    clock: systemClock,
    transportsByPrinter: transports,
    encode: (document) => encodeFor(document, undefined).bytes,
    onOutcome: ({ printer }) => {
      if (printer === STALLED) return;
      left.papers -= 1;
      if (left.papers === 0) resolve(performance.now() - start);
    },
    onFault: (error) => {
      throw error;
    },
  });
  const start = performance.now();
  spool.wake();
  const tookMs = await promise;
  await letGo(open, { stations, spool, transports });
  return tookMs;
}

interface Round {
  readonly stations: ReadonlyArray<Station>;
  readonly spool: Spool;
  readonly transports: ReadonlyMap<string, Transport>;
}

/** What is left of the stalled one's is put aside, and it prints what it has in hand. */
async function letGo(
  { jobs, till }: OpenTill,
  { stations, spool, transports }: Round,
): Promise<void> {
  till.ledger.db.write(() => {
    for (const job of jobs.find({ printer: STALLED, states: ["queued"], limit: TICKETS })) {
      jobs.save({ ...job, state: "dismissed", outcomeTold: true }, "queued");
    }
  });
  for (const { device } of stations) device.set({ printing: "normal" });
  await spool.idle();
  await spool.close();
  for (const transport of transports.values()) await transport.close();
}

function fill({ jobs, till }: OpenTill, stations: ReadonlyArray<Station>): void {
  const nowMs = systemClock.nowMs();
  till.ledger.db.write(() => {
    for (const { name } of stations) {
      for (let paper = 0; paper < countOf([name]); paper += 1) {
        papersMade += 1;
        const documentId = `ticket-${papersMade}`;
        jobs.add(requestToJob({ documentId, printer: name, document: WORDS }, nowMs));
      }
    }
  });
}

function countOf(stations: ReadonlyArray<unknown>): number {
  return (TICKETS / PRINTERS.length) * stations.length;
}

function wireTo({ host, port }: PrinterServer): Transport {
  return openTransport(
    { type: "network", host, port },
    {
      clock: systemClock,
      random: systemRandom,
      abilities: ABILITIES,
      paperFile: "",
      columns: COLUMNS,
    },
  );
}
