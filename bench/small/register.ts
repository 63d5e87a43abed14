/**
 * A register on a small box: real keys into a real pseudo-terminal, 20,000 goods, a receipt printer on the network,
 * under a fifth of a processor and beside the same on the whole machine.
 */

import { fileURLToPath } from "node:url";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { openTill } from "../../src/app/open-till.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { type Printer, USUAL_PRINTER } from "../../src/domain/printers/printers.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { setPrinters } from "../../test/support/set-printers.ts";
import { LOCKED } from "../log-in.ts";
import { type Measurement, rounded } from "../measurement.ts";
import { residentMb } from "../process-tree.ts";
import { foundBenchShop } from "../shop.ts";
import { openSmallBox, type SmallBox, SMALLEST_BOX } from "../small-box.ts";
import { keyTimes, openTimedTerminal, type Screen, type TimedTerminal } from "../timed-terminal.ts";
import { SMALLEST_NOTE, SMALLEST_WHY, sayNoBox } from "./no-box.ts";

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const SIZE = { columns: 80, rows: 25 };
const STARTED_MS = 120_000;
const COLUMNS = 42;
/** As found when the printer was tried. */
const ABILITIES = ["processId", "fence", "status", "asb"];
const PAUSE_MS = 100;
/** The receipt is cut, and what the sale has left to do is done. */
const BETWEEN_SALES_MS = 1000;
/** The register writes what it has compiled soon after its first frame. */
const KEEPS_COMPILED_MS = 6000;
/** Goods are read ahead meanwhile, and Ink is loaded. */
const SETTLED_MS = 5000;
const ENTER = "\r";
const BACKSPACE = "\u007f";
const F9 = "\u001b[20~";
const WORD = "oatmilk";

interface SmallRegisterSizes {
  readonly goods: "cafe" | "grocery";
  readonly starts: number;
  readonly keys: number;
  readonly sales: number;
  /** Pressed as fast as they are taken, before the memory is looked at. */
  readonly manyKeys: number;
}

interface Felt {
  readonly firstFrameMs: number;
  readonly pinMs: number;
  readonly keyP99Ms: number;
  readonly receiptP99Ms: number;
  readonly residentMb: number;
}

/** One run in the box, one without. */
export async function measureSmallRegister(
  dir: string,
  sizes: SmallRegisterSizes,
): Promise<ReadonlyArray<Measurement>> {
  const box = openSmallBox(`till-register-${process.pid}`, SMALLEST_BOX);
  if (box === undefined) return sayNoBox("The register");
  const printer = await startPrinter();
  try {
    const store = await foundBenchShop(dir, "shop", sizes.goods);
    await hangPrinter(store, printer.port);
    const own = await feltAt(store, { box, printer, sizes });
    const whole = await feltAt(store, { printer, sizes });
    return [
      row("start to the log-in screen", { own, whole, of: "firstFrameMs", limit: 900 }),
      row("a PIN until it is known", { own, whole, of: "pinMs", limit: 600 }),
      row("key to frame, 99 of 100", { own, whole, of: "keyP99Ms", limit: 25 }),
      row("a sale until its receipt's first byte, 99 of 100", {
        own,
        whole,
        of: "receiptP99Ms",
        limit: 150,
      }),
      row("resident after so many keys", { own, whole, of: "residentMb", limit: 120 }),
    ];
  } finally {
    await printer.close();
    box.close();
  }
}

function row(
  name: string,
  {
    own,
    whole,
    of,
    limit,
  }: { readonly own: Felt; readonly whole: Felt; readonly of: keyof Felt; readonly limit: number },
): Measurement {
  const unit = of === "residentMb" ? "MB" : "ms";
  return {
    name,
    value: rounded(own[of], 1),
    unit,
    limit,
    note: `${SMALLEST_NOTE}; without ${rounded(whole[of], 1)} ${unit}`,
    why: SMALLEST_WHY,
  };
}

interface TimedPrinter {
  readonly port: number;
  /** Resolves when the printer gets its first byte from now on, with the moment. */
  readonly firstByte: () => Promise<number>;
  readonly close: () => Promise<void>;
}

async function feltAt(
  store: string,
  {
    box,
    printer,
    sizes,
  }: {
    readonly box?: SmallBox;
    readonly printer: TimedPrinter;
    readonly sizes: SmallRegisterSizes;
  },
): Promise<Felt> {
  const words = [process.execPath, TILL, "run", "--store", store];
  const command = box?.command(words) ?? words;
  const firstFrames: number[] = [];
  // The first start compiles, and reads what nobody has read yet.
  for (let start = 0; start <= sizes.starts; start += 1) {
    const terminal = openTimedTerminal(command, SIZE, STARTED_MS);
    const firstMs = await terminal.firstMs(LOCKED);
    if (start > 0) firstFrames.push(firstMs);
    await pause(start === 0 ? KEEPS_COMPILED_MS : 0);
    await terminal.end();
  }
  const terminal = openTimedTerminal(command, SIZE, STARTED_MS);
  try {
    await terminal.firstMs(LOCKED);
    await terminal.put(`1${ENTER}`, (screen) => screen.some((text) => text.startsWith(" PIN >")));
    await pause(SETTLED_MS);
    const pinMs = await terminal.put(`1111${ENTER}`, (screen) => hasText(screen, "Hello"));
    await pause(SETTLED_MS);
    const keys = await typeKeys(terminal, sizes.keys);
    const receipts = await sellMany(terminal, printer, sizes);
    await rush(terminal, sizes.manyKeys);
    return {
      firstFrameMs: Math.min(...firstFrames),
      pinMs,
      keyP99Ms: keyTimes(keys).p99,
      receiptP99Ms: keyTimes(receipts).p99,
      residentMb: residentMb([terminal.pid]),
    };
  } finally {
    await terminal.end();
  }
}

async function typeKeys(terminal: TimedTerminal, count: number): Promise<ReadonlyArray<number>> {
  const times: number[] = [];
  // Whole words, forth and back: the line is empty at the end.
  const whole = Math.ceil(count / WORD.length / 2) * WORD.length * 2;
  for (let key = 0; key < whole; key += 1) {
    const [at, back] = [key % WORD.length, Math.floor(key / WORD.length) % 2 === 1];
    const line = back ? WORD.slice(0, WORD.length - 1 - at) : WORD.slice(0, at + 1);
    await pause(PAUSE_MS);
    const { frameMs } = await terminal.frame(back ? BACKSPACE : line.slice(-1), (screen) =>
      screen.some((text) => text.trimEnd() === ` > ${line}`.trimEnd()),
    );
    times.push(frameMs);
  }
  await pause(SETTLED_MS);
  return times;
}

/** Each from the key that takes the money until the printer has the first byte of the receipt. */
async function sellMany(
  terminal: TimedTerminal,
  printer: TimedPrinter,
  { goods, sales }: SmallRegisterSizes,
): Promise<ReadonlyArray<number>> {
  const { code, name } = oneOfThe(goods);
  const times: number[] = [];
  // The first sale finds the printer.
  for (let sale = 0; sale <= sales; sale += 1) {
    await terminal.put(code + ENTER, (screen) => hasText(screen, ` 1 × ${name.slice(0, 20)}`));
    await pause(PAUSE_MS);
    const printed = printer.firstByte();
    const startedMs = performance.now();
    await terminal.put(F9 + ENTER, (screen) => hasText(screen, "Receipt A-"));
    const printedMs = await printed;
    if (sale > 0) times.push(printedMs - startedMs);
    await pause(BETWEEN_SALES_MS);
  }
  return times;
}

function oneOfThe(goods: SmallRegisterSizes["goods"]): {
  readonly code: string;
  readonly name: string;
} {
  const fixture = loadFixture(goods);
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  for (const { name, barcodes, plu, soldBy, modifierGroups } of fixture.value.products) {
    // Goods without a number have an empty one.
    const code = [plu ?? "", ...barcodes].find((one) => one !== "");
    if (code !== undefined && soldBy === "each" && modifierGroups.length === 0)
      return { code, name };
  }
  throw new Error("No goods can be keyed by a number.");
}

/** Presses as fast as the keys are taken. */
async function rush(terminal: TimedTerminal, count: number): Promise<void> {
  for (let keys = 0; keys < count; keys += 2) {
    await terminal.put("o", (screen) => screen.some((text) => text.startsWith(" > o")));
    await terminal.put(BACKSPACE, isEmptyLine);
  }
}

function isEmptyLine(screen: Screen): boolean {
  return screen.some((text) => text.trimEnd() === " >");
}

function hasText(screen: Screen, text: string): boolean {
  return screen.some((shown) => shown.includes(text));
}

/** An Epson without its slowness: it prints at once. */
async function startPrinter(): Promise<TimedPrinter> {
  const device = createPrinterDevice({ clock: systemClock, columns: COLUMNS });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  return {
    port: server.port,
    firstByte: () => {
      device.tearOff();
      const { promise, resolve } = Promise.withResolvers<number>();
      const stop = device.onChange(() => {
        stop();
        resolve(performance.now());
      });
      return promise;
    },
    close: server.close,
  };
}

async function hangPrinter(store: string, port: number): Promise<void> {
  const open = openTill(store);
  const till = open.till.ledger.identity.key.device;
  setPrinters(open.till, () => {
    const printer: Printer = {
      ...USUAL_PRINTER,
      id: "counter",
      name: "Counter",
      till,
      driver: till,
      connection: { type: "network", host: "127.0.0.1", port },
      profile: "epson-tm-t88",
      columns: COLUMNS,
      prints: ["receipts"],
      abilities: ABILITIES,
    };
    return [printer];
  });
  await open.close();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
