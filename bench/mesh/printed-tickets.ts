/**
 * An order at one till until its ticket is in a network printer that another till drives, with its parts,
 * beside the least that it can take: the same bytes written and synced, told over a TLS link, and written
 * to a socket.
 */

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { openTill } from "../../src/app/open-till.ts";
import { machineMs, systemClock } from "../../src/app/system/clock.ts";
import { type Printer, USUAL_PRINTER } from "../../src/domain/printers/printers.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { joinStore } from "../../test/support/joined-stores.ts";
import { setPrinters } from "../../test/support/set-printers.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { foundBenchShop } from "../shop.ts";
import { type Asked, startAsked, startBuilt } from "./asked.ts";
// A whole import of a type: marked inline, it would still run the file.
import type { Ordered } from "./ticket-till.ts";

const COLUMNS = 42;
const LOOK_MS = 20;
const ABILITIES = ["processId", "fence", "status", "asb"];

interface TicketSizes {
  readonly rounds: number;
  readonly eachRound: number;
}

/** What each of them is. */
const PARTS = {
  commit: "until A has it on its disk",
  gossip: "until B has it on its disk, checked and folded",
  spool: "until B speaks to its printer: queued, synced",
  socket: "asked how it is, begun by an event of its own, sent, cut",
} as const;

/** All in milliseconds. */
interface Part {
  readonly commit: number;
  readonly gossip: number;
  readonly spool: number;
  readonly socket: number;
  readonly whole: number;
}

interface TestPrinter {
  readonly port: number;
  /** When it was spoken to first, and when the paper was cut: of the next job. */
  readonly next: () => Promise<{ readonly spokenMs: number; readonly cutMs: number }>;
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

export async function measurePrintedTickets(
  dir: string,
  { rounds, eachRound }: TicketSizes,
): Promise<ReadonlyArray<Measurement>> {
  const near = await foundBenchShop(dir, "near");
  const far = await joinStore(near, "B", "Kitchen");
  const printer = await startPrinter();
  await hangPrinter(near, far, printer.port);
  const counter = startBuilt(new URL("ticket-till.ts", import.meta.url), near);
  const kitchen = startBuilt(new URL("ticket-till.ts", import.meta.url), far);
  await counter.ask("know", await kitchen.ask<number>("port"));
  while ((await kitchen.ask<number>("links")) === 0) await pause();
  const origin = await counter.ask<string>("origin");
  await orderOne({ counter, kitchen, printer, origin });
  const raw = startAsked(new URL("raw-link.ts", import.meta.url), dir, printer.bytes(), "print");
  const parts: Part[] = [];
  const limits: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const limit = await raw.ask<ReadonlyArray<number>>("times", eachRound);
    if (round > 0) limits.push(...limit);
    for (let turn = 0; turn < eachRound; turn += 1) {
      const part = await orderOne({ counter, kitchen, printer, origin });
      if (round > 0) parts.push(part);
    }
  }
  for (const { end } of [counter, kitchen, raw]) await end();
  await printer.close();
  return toMeasurements(parts, limits.toSorted(byNumber));
}

interface Running {
  readonly counter: Asked;
  readonly kitchen: Asked;
  readonly printer: TestPrinter;
  readonly origin: string;
}

/** The next one begins when this paper is cut and everybody has heard so. */
async function orderOne({ counter, kitchen, printer, origin }: Running): Promise<Part> {
  const printed = printer.next();
  const { beganMs, committedMs, seq } = await counter.ask<Ordered>("order");
  const { spokenMs, cutMs } = await printed;
  const heardMs = await kitchen.ask<number>("heardAt", origin, seq);
  await pause();
  return {
    commit: committedMs - beganMs,
    gossip: heardMs - committedMs,
    spool: spokenMs - heardMs,
    socket: cutMs - spokenMs,
    whole: cutMs - beganMs,
  };
}

/** An Epson without its slowness: it prints at once. */
async function startPrinter(): Promise<TestPrinter> {
  const device = createPrinterDevice({ clock: systemClock, columns: COLUMNS });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  let bytes = 0;
  return {
    port: server.port,
    next: () => {
      device.tearOff();
      const before = device.status().cuts;
      const { promise, resolve } = Promise.withResolvers<{ spokenMs: number; cutMs: number }>();
      let spokenMs: number | undefined;
      const stop = device.onChange(() => {
        spokenMs ??= machineMs();
        if (device.status().cuts === before) return;
        bytes = device.received().length;
        stop();
        resolve({ spokenMs, cutMs: machineMs() });
      });
      return promise;
    },
    bytes: () => bytes,
    close: server.close,
  };
}

async function hangPrinter(near: string, far: string, port: number): Promise<void> {
  const kitchen = openTill(far);
  const device = kitchen.till.ledger.identity.key.device;
  await kitchen.close();
  const counter = openTill(near);
  setPrinters(counter.till, (all) => {
    const stations = all.flatMap((printer) => printer.stations);
    const printer: Printer = {
      ...USUAL_PRINTER,
      id: "oven",
      name: "Oven",
      till: device,
      driver: device,
      connection: { type: "network", host: "127.0.0.1", port },
      profile: "epson-tm-t88",
      columns: COLUMNS,
      stations,
      abilities: ABILITIES,
    };
    return [printer];
  });
  await counter.close();
}

function toMeasurements(
  parts: ReadonlyArray<Part>,
  limits: ReadonlyArray<number>,
): ReadonlyArray<Measurement> {
  const limit = quantile(limits, 0.5);
  function of(part: keyof Part): ReadonlyArray<number> {
    return parts.map((taken) => taken[part]).toSorted(byNumber);
  }

  const name = "an order at A until its ticket is in B's printer";
  return [
    ms("synced, told, written to a socket, median", limit, "the limit: a file, TLS, TCP"),
    ms("the same, 99 of 100", quantile(limits, 0.99), "the limit: a file, TLS, TCP"),
    ms(`${name}, median`, quantile(of("whole"), 0.5), "a sale of one coffee, by two processes"),
    ms("the same, 99 of 100", quantile(of("whole"), 0.99), "until the paper is cut"),
    {
      name: "the same, median, beside the limit",
      value: rounded(quantile(of("whole"), 0.5) / limit),
      unit: "×",
      note: "not gated: each step is synced by itself, the limit syncs once",
    },
    {
      name: "the same, 99 of 100, beside the limit",
      value: rounded(quantile(of("whole"), 0.99) / quantile(limits, 0.99)),
      unit: "×",
      note: "beside 99 of 100 of the limit",
    },
    ...(["commit", "gossip", "spool", "socket"] as const).map((part) =>
      ms(
        `of it: ${part}, median`,
        quantile(of(part), 0.5),
        `${PARTS[part]}; 99 of 100 in ${rounded(quantile(of(part), 0.99))} ms`,
      ),
    ),
  ];
}

function ms(name: string, value: number, note: string): Measurement {
  return { name, value: rounded(value), unit: "ms", note };
}

function byNumber(one: number, other: number): number {
  return one - other;
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LOOK_MS);
  });
}
