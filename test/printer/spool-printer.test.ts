/**
 * The queue over printers that are talked with: the printer in software on a wire of this process.
 * Whatever happens, its roll shows each ticket exactly once, or again with its mark.
 */

import { type Duplex } from "node:stream";

import { describe, expect, test } from "vitest";

import { createConnector } from "../../proof/emulator/printer-server.ts";
import { type PrinterAbilities } from "../../src/domain/printers/printer-abilities.ts";
import { type DocumentKind } from "../../src/printer/document.ts";
import {
  type PrinterDevice,
  createPrinterDevice,
} from "../../src/printer/emulator/printer-device.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { type SpoolJob, type SpoolStore } from "../../src/printer/spool/spool-store.ts";
import {
  createSpool,
  requestToJob,
  type Spool,
  type SpoolRequest,
} from "../../src/printer/spool/spool.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { createTwoWayTransport } from "../../src/printer/transports/two-way-transport.ts";
import { createManualClock, type ManualClock } from "../support/manual-clock.ts";
import { createMemorySpoolStore } from "../support/memory-spool-store.ts";
import { createPassingTime, type PassingTime } from "../support/passing-time.ts";
import { REPRINT_MARK } from "../support/reprint-mark.ts";
import { createWireChannel } from "../support/wire-channel.ts";

const ALL: PrinterAbilities = {
  processId: true,
  fence: true,
  status: true,
  asb: true,
  counter: true,
};
const COUNTING: PrinterAbilities = { ...ALL, processId: false };
const FENCED: PrinterAbilities = { ...ALL, processId: false, counter: false };

/** More than all bytes of a ticket and of the talk around it, as the first test makes sure. */
const BYTES_MAX = 140;
const MANY = 10_000;
const CRASH_POINTS = Array.from({ length: 18 }, (_, point) => point);

const ONCE_OR_MARKED = { isOnPaper: true, isMarked: true, isPrinted: true };

class Killed extends Error {}

describe.each([
  ["names its jobs and counts its cuts", ALL],
  ["answers in its turn", FENCED],
])("a printer that %s", (_name, abilities) => {
  test("and loses its current at any byte has each ticket once, or again with its mark", async () => {
    let isBeyond = false;
    for (let bytes = 1; bytes <= BYTES_MAX; bytes += 1) {
      const shop = createShop(abilities);
      shop.store.add(requestToJob(ticket("burger"), 0));
      shop.printer.set({ power: { lostAfterBytes: bytes } });
      const spool = shop.start();
      spool.wake();
      await shop.time.until(spool.idle());
      isBeyond = shop.printer.status().isOn;
      shop.printer.set({ power: "on" });
      await untilDone(shop, spool);

      expect({ bytes, ...told(shop, "burger") }).toEqual({ bytes, ...ONCE_OR_MARKED });
      await shop.time.until(spool.close());
    }
    expect(isBeyond).toBe(true);
  });

  test("and loses its current at any byte is cut between the torn half and what comes next", async () => {
    for (let bytes = 1; bytes <= BYTES_MAX; bytes += 1) {
      const shop = createShop(abilities);
      shop.store.add(requestToJob(receipt("bill"), 0));
      shop.store.add(requestToJob(ticket("burger"), 0));
      shop.printer.set({ power: { lostAfterBytes: bytes } });
      const spool = shop.start();
      spool.wake();
      await shop.time.until(spool.idle());
      shop.printer.set({ power: "on" });
      await untilDone(shop, spool);

      expect({ bytes, most: Math.max(...headsPerStrip(shop)) }).toEqual({ bytes, most: 1 });
      await shop.time.until(spool.close());
    }
  });

  test("and a till that is killed in the midst of a paper: the same", async () => {
    let torn = 0;
    for (let bytes = 1; bytes <= BYTES_MAX; bytes += 5) {
      const shop = createShop(abilities);
      for (const paper of [receipt("bill"), ticket("burger")]) {
        shop.store.add(requestToJob(paper, 0));
      }
      shop.printer.set({ power: { lostAfterBytes: bytes } });
      const killed = shop.start((inner, transport) => [withoutDoubts(inner), transport]);
      killed.wake();
      await shop.time.until(killed.idle());
      shop.cutWire();
      shop.printer.set({ power: "on" });

      const spool = shop.start();
      spool.wake();
      await untilDone(shop, spool);

      const heads = headsPerStrip(shop);
      torn += heads.reduce((sum, count) => sum + count, 0) > 2 ? 1 : 0;
      expect({ bytes, most: Math.max(...heads) }).toEqual({ bytes, most: 1 });
    }
    expect(torn).toBeGreaterThan(0);
  });

  test.each(CRASH_POINTS)("and a till that is killed at step %i: the same", async (point) => {
    const shop = createShop(abilities);
    for (const text of ["burger", "fries"]) shop.store.add(requestToJob(ticket(text), 0));
    let steps = 0;
    const killed = shop.start((inner, transport) => [
      failing(inner, ["save"], step),
      failing(transport, ["prepare", "send", "recall"], step),
    ]);
    function step(): void {
      if (steps >= point) throw new Killed();
      steps += 1;
    }
    killed.wake();
    await shop.time.until(killed.idle());
    shop.cutWire();

    const spool = shop.start();
    spool.wake();
    await untilDone(shop, spool);

    for (const text of ["burger", "fries"]) expect(told(shop, text)).toEqual(ONCE_OR_MARKED);
  });

  test("and stalls for a minute: the same", async () => {
    const shop = createShop(abilities);
    shop.store.add(requestToJob(ticket("burger"), 0));
    shop.printer.set({ printing: { stalledForMs: 60_000 } });
    const spool = shop.start();
    spool.wake();

    await shop.time.pass(90_000);
    await untilDone(shop, spool);

    expect(told(shop, "burger")).toEqual(ONCE_OR_MARKED);
  });

  test("and takes everything and prints nothing: a person is asked in the end", async () => {
    const shop = createShop(abilities);
    shop.store.add(requestToJob(ticket("burger"), 0));
    shop.printer.set({ printing: "swallows" });
    const spool = shop.start();
    spool.wake();

    await shop.time.pass(200_000);

    expect(shop.outcomes).not.toContain("burger printed");
    expect(shop.outcomes).toContain("burger uncertain");
  });

  test("and answers garbage: nothing is printed, and the trouble has a name", async () => {
    const shop = createShop(abilities);
    shop.store.add(requestToJob(ticket("burger"), 0));
    shop.printer.set({ answering: "garbage" });
    const spool = shop.start();
    spool.wake();
    await shop.time.until(spool.idle());
    expect(shop.paper()).toBe("");
    expect(spool.status()).toMatchObject([{ state: "off", waitingJobs: 1 }]);

    shop.printer.set({ answering: "normal" });
    await untilDone(shop, spool);

    expect(told(shop, "burger")).toEqual(ONCE_OR_MARKED);
  });
});

describe.each([
  ["names its jobs and counts its cuts", ALL],
  ["counts its cuts", COUNTING],
  ["answers in its turn", FENCED],
])("a printer that %s", (_name, abilities) => {
  test("and on which somebody else prints before it is asked has the ticket all the same", async () => {
    for (let bytes = 1; bytes <= BYTES_MAX; bytes += 1) {
      const shop = createShop(abilities);
      shop.store.add(requestToJob(ticket("burger"), 0));
      shop.printer.set({ power: { lostAfterBytes: bytes } });
      const spool = shop.start();
      spool.wake();
      await shop.time.until(spool.idle());
      shop.printer.set({ power: "on" });
      await printElsewhere(shop, "stranger");
      await untilDone(shop, spool);

      expect({ bytes, ...told(shop, "burger") }).toEqual({ bytes, ...ONCE_OR_MARKED });
      // Where the ticket came out whole, the other one had to wait for the line.
      await shop.time.pass(2000);
      expect(shop.paper().match(/stranger/gu)).toHaveLength(1);
      await shop.time.until(spool.close());
    }
  });
});

describe("a lost answer", () => {
  test("is found again: a ticket that was cut is not printed twice", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(ticket("burger"), 0));
    const spool = shop.start();
    shop.printer.set({ paper: { lines: 2 } });
    spool.wake();
    await shop.time.until(spool.idle());
    shop.cutWire();
    shop.printer.set({ paper: "there" });
    await untilDone(shop, spool);

    expect(shop.paper().match(/burger/gu)).toHaveLength(1);
    expect(shop.outcomes).toEqual(["burger uncertain", "burger printed"]);
  });

  test("asks nobody about a receipt that was cut", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(receipt("bill"), 0));
    const spool = shop.start();
    shop.printer.set({ paper: { lines: 2 } });
    spool.wake();
    await shop.time.until(spool.idle());
    shop.cutWire();
    await shop.time.pass(2000);
    expect(spool.status()).toMatchObject([{ askingJobs: 1, trouble: "paper-out" }]);

    shop.printer.set({ paper: "there" });
    await untilDone(shop, spool);

    expect(shop.paper().match(/bill/gu)).toHaveLength(1);
    expect(spool.status()).toMatchObject([{ state: "ok", askingJobs: 0 }]);
  });
});

describe("another paper", () => {
  test("that would pass a ticket in doubt is no proof of it", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(request("takings", "report"), 0));
    shop.store.add(requestToJob(ticket("burger"), 0));
    // The report is patient for a little while yet.
    shop.clock.advance(59_900);
    shop.printer.set({ power: { lostAfterBytes: 35 } });
    const spool = shop.start();
    spool.wake();
    await shop.time.until(spool.idle());
    expect(shop.outcomes).toEqual(["burger uncertain"]);

    shop.printer.set({ power: "on" });
    await untilDone(shop, spool);

    expect(told(shop, "burger")).toEqual(ONCE_OR_MARKED);
  });

  test("of a command is none of a receipt in doubt, which it doesn't print", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(receipt("bill"), 0));
    shop.printer.set({ power: { lostAfterBytes: 35 } });
    const killed = shop.start();
    killed.wake();
    await shop.time.until(killed.idle());
    await shop.time.until(killed.close());
    shop.printer.set({ power: "on" });

    const fries = shop.store.add(requestToJob(receipt("fries"), 0));
    const command = shop.start((store, transport) => [ownOf(store, fries.documentId), transport]);
    command.wake();
    await shop.time.until(command.idle());
    await shop.time.until(command.close());
    const register = shop.start();
    register.wake();
    await shop.time.until(register.idle());

    expect(shop.outcomes).toEqual(["bill uncertain", "fries printed"]);
    expect(shop.store.byId(1)).toMatchObject({ state: "uncertain", note: "" });
  });
});

describe("a printer without paper", () => {
  test("says so, keeps nobody waiting who leaves, and prints its job once when there is more", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(ticket("burger"), 0));
    shop.printer.set({ paper: { lines: 2 } });
    const first = shop.start();
    first.wake();
    await shop.time.until(first.idle());
    expect(first.status()).toMatchObject([{ state: "off", trouble: "paper-out", waitingJobs: 1 }]);
    await shop.time.until(first.close());
    expect(shop.store.byId(1)).toMatchObject({ state: "sending" });
    expect(shop.outcomes).toEqual([]);

    shop.printer.set({ paper: "there" });
    const second = shop.start();
    second.wake();
    await untilDone(shop, second);

    expect(shop.outcomes).toEqual(["burger printed"]);
    expect(shop.paper().match(/burger/gu)).toHaveLength(1);
  });

  test("before the job leaves it in the queue, unmarked", async () => {
    const shop = createShop(ALL);
    shop.store.add(requestToJob(ticket("burger"), 0));
    shop.printer.set({ cover: "open" });
    const spool = shop.start();
    spool.wake();
    await shop.time.until(spool.idle());
    expect(shop.store.byId(1)).toMatchObject({ state: "queued", attempts: 0 });
    expect(spool.status()).toMatchObject([{ state: "off", trouble: "cover-open" }]);

    shop.printer.set({ cover: "closed" });
    await untilDone(shop, spool);

    expect(shop.outcomes).toEqual(["burger printed"]);
    expect(spool.status()).toEqual([
      { printer: "kitchen", state: "ok", isSeen: true, waitingJobs: 0, askingJobs: 0 },
    ]);
  });
});

test("a printer that was in trouble is waited for when it is tried again", async () => {
  const shop = createShop(ALL);
  shop.store.add(requestToJob(ticket("burger"), 0));
  shop.printer.set({ paper: "out" });
  const spool = shop.start();
  spool.wake();
  await shop.time.until(spool.idle());
  shop.printer.set({ paper: "there" });

  spool.wake();
  const printedByThen = await shop.time.until(spool.idle().then(() => [...shop.outcomes]));

  expect(printedByThen).toEqual(["burger printed"]);
});

test("two tills that want one printer take turns, and each ticket comes out once", async () => {
  const shop = createShop(ALL);
  const other = createShop(ALL, shop);
  shop.store.add(requestToJob(ticket("burger"), 0));
  other.store.add(requestToJob(ticket("fries"), 0));
  const spools = [shop.start(), other.start()];
  for (const spool of spools) spool.wake();

  for (const [index, each] of [shop, other].entries()) await untilDone(each, spools[index]);

  for (const text of ["burger", "fries"])
    expect(shop.paper().match(new RegExp(text, "gu"))).toHaveLength(1);
});

test("of 10,000 tickets that wait each comes out, once or again with its mark", async () => {
  const shop = createShop(FENCED);
  for (let at = 0; at < MANY; at += 1) shop.store.add(requestToJob(ticket(`dish ${at}`), 0));
  shop.printer.set({ power: { lostAfterBytes: MANY * 20 } });
  const spool = shop.start((store, transport) => [
    store,
    {
      ...transport,
      // As each paper takes its time: answers that all come at one moment are taken for babble.
      send: (bytes) => {
        shop.clock.advance(1);
        return transport.send(bytes);
      },
    },
  ]);
  spool.wake();
  await shop.time.until(spool.idle());
  expect(shop.printer.status().isOn).toBe(false);
  shop.printer.set({ power: "on" });
  await untilDone(shop, spool);

  const strips = shop.paper().split("- - - 8<").slice(0, -1);
  const papers = strips.filter((strip) => strip.includes(", whole"));
  const papersByDish = Map.groupBy(papers, (paper) => /dish \d+, whole/u.exec(paper)?.[0]);
  const again = [...papersByDish.values()].flatMap((all) => all.slice(1));
  expect(papersByDish.size).toBe(MANY);
  expect(again.filter((paper) => !paper.includes(REPRINT_MARK))).toEqual([]);
  expect(shop.outcomes.filter((outcome) => outcome.endsWith(" uncertain"))).toHaveLength(1);
});

/** What a command prints: its own, and of the rest it sees what the printer must be asked about. */
function ownOf(store: SpoolStore, documentId: string): SpoolStore {
  return {
    ...store,
    find: (query) => store.find(query).filter((job) => job.documentId === documentId),
  };
}

interface Shop {
  readonly clock: ManualClock;
  readonly time: PassingTime;
  readonly printer: PrinterDevice;
  readonly connector: ReturnType<typeof createConnector>;
  readonly store: SpoolStore;
  readonly outcomes: string[];
  /** The till's process. */
  readonly start: (
    around?: (store: SpoolStore, transport: Transport) => readonly [SpoolStore, Transport],
  ) => Spool;
  /** Its connections are gone; the printer is not. */
  readonly cutWire: () => void;
  readonly paper: () => string;
}

function createShop(abilities: PrinterAbilities, beside?: Shop): Shop {
  const clock = beside?.clock ?? createManualClock();
  const printer = beside?.printer ?? createPrinterDevice({ clock, columns: 48 });
  const connector = beside?.connector ?? createConnector(printer);
  const store = createMemorySpoolStore();
  const outcomes: string[] = [];
  const streams: Duplex[] = [];
  const channel = createWireChannel({
    connect: () => {
      const stream = connector.connect();
      streams.push(stream);
      return stream;
    },
  });
  const random = { bytes: (count: number) => new Uint8Array(count) };
  return {
    clock,
    time: createPassingTime(clock),
    printer,
    connector,
    store,
    outcomes,
    start: (around = (...both) => both) => {
      const talking = createTwoWayTransport({ channel, abilities, clock, random });
      const [ownStore, transport] = around(store, talking);
      return createSpool({
        store: ownStore,
        transportsByPrinter: new Map([["kitchen", transport]]),
        encode: (document) => encodeDocument(document, epson80).bytes,
        clock,
        onOutcome: ({ documentId, state }: SpoolJob) =>
          void outcomes.push(`${documentId} ${state}`),
        onFault: (error) => {
          if (!(error instanceof Killed)) throw error;
        },
      });
    },
    cutWire: () => {
      for (const stream of streams.splice(0)) stream.destroy();
    },
    paper: () => rollToText(printer.roll(), 48),
  };
}

/** As any program does that knows of no till: text and a cut, on a connection of its own. */
async function printElsewhere({ connector, time }: Shop, text: string): Promise<void> {
  const stream = connector.connect();
  stream.resume();
  stream.end(Buffer.from(`\u001B@\n${text}\n\u001DVA\u0000`, "latin1"));
  await time.pass(100);
}

/** Until nothing waits any more, neither for the printer nor for its answer. */
async function untilDone({ store, time }: Shop, spool: Spool | undefined): Promise<void> {
  for (let second = 0; second < 200; second += 1) {
    if (spool !== undefined) await time.until(spool.idle());
    const open = store.find({ states: ["queued", "sending", "uncertain"], limit: 10 });
    if (open.every(({ state, note }) => state === "uncertain" && note === "")) return;
    await time.pass(1000);
  }
  throw new Error("It never ends.");
}

/** Whole papers, one after another. What a power cut left of one is in front of the next. */
function told(shop: Shop, text: string): typeof ONCE_OR_MARKED {
  const papers = shop.paper().split("- - - 8<");
  const [first, ...again] = papers.filter((paper) => paper.includes(`${text}, whole`));
  return {
    isOnPaper: first !== undefined,
    isMarked: again.every((paper) => paper.includes(REPRINT_MARK)),
    isPrinted: shop.outcomes.includes(`${text} printed`),
  };
}

/** The process is killed before it can write down that a paper is in doubt. */
function withoutDoubts(store: SpoolStore): SpoolStore {
  return {
    ...store,
    save: (job, from) => {
      if (job.state === "uncertain") throw new Killed();
      return store.save(job, from);
    },
  };
}

/** How many papers begin on each piece between two cuts. */
function headsPerStrip(shop: Shop): ReadonlyArray<number> {
  return shop
    .paper()
    .split("- - - 8<")
    .map((strip) => strip.split("TABLE 4").length - 1);
}

function failing<Port extends object>(
  port: Port,
  names: ReadonlyArray<keyof Port>,
  step: () => void,
): Port {
  const wrapped = { ...port };
  for (const name of names) {
    const inner = port[name] as ((...args: ReadonlyArray<unknown>) => unknown) | undefined;
    if (inner === undefined) continue;
    wrapped[name] = ((...args: ReadonlyArray<unknown>) => {
      step();
      const outcome = inner(...args);
      if (!(outcome instanceof Promise)) {
        step();
        return outcome;
      }
      return outcome.then((value: unknown) => {
        step();
        return value;
      });
    }) as Port[keyof Port];
  }
  return wrapped;
}

function ticket(text: string): SpoolRequest {
  return request(text, "ticket");
}

function receipt(text: string): SpoolRequest {
  return request(text, "receipt");
}

function request(text: string, kind: DocumentKind): SpoolRequest {
  const blocks = [
    { type: "text", text: "TABLE 4" },
    { type: "text", text: `${text}, whole` },
    { type: "cut" },
  ] as const;
  return { documentId: text, printer: "kitchen", document: { kind, blocks: [...blocks] } };
}
