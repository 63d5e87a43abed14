/**
 * 1,000 tickets on four network printers of which one stalls with its first paper: what the other three
 * cost beside it, and alone. Queue, wires and what is said over them are the till's; the printers take no
 * time.
 *
 * Nearly all of their time is three syncs of the disk for each ticket, which take half a millisecond now
 * and two a minute later: by the clock the same work took from 1.1 to 4 s, beside a stalled printer and
 * alone. So the work is compared, and the syncs are counted.
 */

import { createPrinterServer, type PrinterServer } from "../proof/emulator/printer-server.ts";
import { type OpenTill } from "../src/app/open-till.ts";
import { encodeFor } from "../src/app/printing/printer-drive.ts";
import { systemClock } from "../src/app/system/clock.ts";
import { systemRandom } from "../src/app/system/random.ts";
import { NO_ABILITIES } from "../src/domain/printers/printer-abilities.ts";
import { createPrinterDevice, type PrinterDevice } from "../src/printer/emulator/printer-device.ts";
import { createSpool, requestToJob, type Spool } from "../src/printer/spool/spool.ts";
import { type Transport } from "../src/printer/transport.ts";
import { openTransport } from "../src/printer/transports/open-transport.ts";
import { type Measurement, rounded } from "./measurement.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";

const PRINTERS = ["grill", "pass", "cold", "bar"];
const STALLED = "bar";
const COLUMNS = 48;
const RATIO_MAX = 1.2;
const SAVES_RATIO_MAX = 1.01;
const ABILITIES = { ...NO_ABILITIES, processId: true, fence: true, status: true, asb: true };
const WORDS = {
  kind: "ticket",
  blocks: [{ type: "text", text: "2 x Croissant" }, { type: "cut" }],
} as const;

interface StalledSizes {
  readonly tickets: number;
  /** Of each in turn, so that a busy moment of the machine hits both. */
  readonly rounds: number;
}

interface Station {
  readonly name: string;
  readonly device: PrinterDevice;
  readonly server: PrinterServer;
}

interface Cost {
  /** Of the processor, in this process: till and printers. */
  readonly workMs: number;
  readonly tookMs: number;
  readonly saves: number;
}

export async function measureStalledPrinter(
  dir: string,
  { tickets, rounds }: StalledSizes,
): Promise<ReadonlyArray<Measurement>> {
  const open = openBenchTill(await foundBenchShop(dir, "stalled"));
  const each = tickets / PRINTERS.length;
  const stations = await Promise.all(PRINTERS.map(startStation));
  const others = stations.filter(({ name }) => name !== STALLED);
  const alone: Cost[] = [];
  const beside: Cost[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [without, stalled] = [
      await costOf(open, others, each),
      await costOf(open, stations, each),
    ];
    // The first is for warming up.
    if (round === 0) continue;
    alone.push(without);
    beside.push(stalled);
  }
  for (const { server } of stations) await server.close();
  await open.close();
  const [own, both] = [leastOf(alone), leastOf(beside)];
  return [
    {
      name: `${each * others.length} tickets on three printers beside one that stalls: work`,
      value: rounded(both.workMs / own.workMs),
      unit: "×",
      limit: RATIO_MAX,
      note: `the same three alone take ${rounded(own.workMs)} ms of it, and ${rounded(own.tookMs)} by the clock; over TCP, the least of ${rounds}, in turn`,
    },
    {
      name: "the same, changes of the queue, each a sync",
      value: rounded(both.saves / own.saves),
      unit: "×",
      limit: SAVES_RATIO_MAX,
      note: `the same three alone make ${own.saves}`,
    },
  ];
}

/** Whatever else the machine does adds to it. */
function leastOf(costs: ReadonlyArray<Cost>): Cost {
  return {
    workMs: Math.min(...costs.map(({ workMs }) => workMs)),
    tookMs: Math.min(...costs.map(({ tookMs }) => tookMs)),
    saves: Math.max(...costs.map(({ saves }) => saves)),
  };
}

async function startStation(name: string): Promise<Station> {
  const device = createPrinterDevice({ clock: systemClock, columns: COLUMNS });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  return { name, device, server };
}

let papersMade = 0;

/** Until all but the stalled one have printed and it is written down. */
async function costOf(
  open: OpenTill,
  stations: ReadonlyArray<Station>,
  each: number,
): Promise<Cost> {
  fill(open, stations, each);
  const transports = new Map(stations.map(({ name, server }) => [name, wireTo(server)]));
  for (const { name, device } of stations) {
    device.tearOff();
    if (name === STALLED) device.set({ printing: "stalled" });
  }
  const left = { papers: each * stations.filter(({ name }) => name !== STALLED).length };
  const { promise, resolve } = Promise.withResolvers<Cost>();
  let saves = 0;
  const spool: Spool = createSpool({
    store: {
      ...open.jobs,
      save: (job, from) => {
        saves += 1;
        return open.jobs.save(job, from);
      },
      saveAll: (all, from) => {
        saves += 1;
        return open.jobs.saveAll(all, from);
      },
    },
    clock: systemClock,
    transportsByPrinter: transports,
    encode: (document) => encodeFor(document, undefined).bytes,
    onOutcome: ({ printer }) => {
      if (printer === STALLED) return;
      left.papers -= 1;
      if (left.papers > 0) return;
      const { user, system } = process.cpuUsage(worked);
      const tookMs = performance.now() - start;
      resolve({ workMs: (user + system) / 1000, tookMs, saves });
    },
    onFault: (error) => {
      throw error;
    },
  });
  const start = performance.now();
  const worked = process.cpuUsage();
  spool.wake();
  const cost = await promise;
  await letGo(open, { stations, spool, transports, each });
  return cost;
}

interface Round {
  readonly stations: ReadonlyArray<Station>;
  readonly spool: Spool;
  readonly transports: ReadonlyMap<string, Transport>;
  /** Tickets of each station. */
  readonly each: number;
}

/** What is left of the stalled one's is put aside, and it prints what it has in hand. */
async function letGo(
  { jobs, till }: OpenTill,
  { stations, spool, transports, each }: Round,
): Promise<void> {
  till.ledger.db.write(() => {
    for (const job of jobs.find({ printer: STALLED, states: ["queued"], limit: each })) {
      jobs.save({ ...job, state: "dismissed", outcomeReported: true }, "queued");
    }
  });
  for (const { device } of stations) device.set({ printing: "normal" });
  await spool.idle();
  await spool.close();
  for (const transport of transports.values()) await transport.close();
}

function fill({ jobs, till }: OpenTill, stations: ReadonlyArray<Station>, each: number): void {
  const nowMs = systemClock.nowMs();
  till.ledger.db.write(() => {
    for (const { name } of stations) {
      for (let paper = 0; paper < each; paper += 1) {
        papersMade += 1;
        const documentId = `ticket-${papersMade}`;
        jobs.add(requestToJob({ documentId, printer: name, document: WORDS }, nowMs));
      }
    }
  });
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
