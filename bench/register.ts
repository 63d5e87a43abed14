/**
 * What a cashier waits for at the register: real keys into a real pseudo-terminal, a shop of 20,000
 * goods, and beside it the same work drawn plainly, which is the floor, and by another library.
 */

import { fileURLToPath } from "node:url";

import { loadFixture } from "../src/app/catalogue/fixtures.ts";
import { LOCKED, logIn } from "./log-in.ts";
import { type Measurement, rounded } from "./measurement.ts";
import { whyNoRivals } from "./mesh/rivals.ts";
import { processTree, residentMb } from "./process-tree.ts";
import { foundBenchShop } from "./shop.ts";
import {
  type Drawn,
  type KeyTimes,
  keyTimes,
  openTimedTerminal,
  type ScreenSize,
  type TimedTerminal,
} from "./timed-terminal.ts";

const TILL = fileURLToPath(new URL("../bin/till.js", import.meta.url));
const PLAIN = fileURLToPath(new URL("plain-register.ts", import.meta.url));
const BLESSED = fileURLToPath(new URL("blessed-register.ts", import.meta.url));
const NARROW: ScreenSize = { columns: 80, rows: 25 };
const WIDE: ScreenSize = { columns: 120, rows: 40 };
/** What people look for: each letter is one key, and each that takes it away again. */
const WORDS = ["oat", "milk", "gouda", "tea", "soap", "bread", "apple", "rice", "salt", "wine"];
const PAUSE_MS = 20;
const SLOWEST_KEYS =
  "Any key takes some three times as long as with the plain renderer: each looks through 20,000 goods, asks the ledger how it is, tells the watcher what stands typed and works a frame out. In the slowest of a hundred something else wants the processor: V8 collects nothing old between keys any more (`src/app/system/heap.ts`).";
const ENTER = "\r";
const BACKSPACE = "\u007f";

interface RegisterSizes {
  readonly goods: "cafe" | "grocery";
  readonly warmUpKeys: number;
  /** So many that of the slowest of a hundred no single one decides. */
  readonly keys: number;
  /** Keys that are pressed as fast as they are taken, before the memory is looked at. */
  readonly manyKeys: number;
  readonly scans: number;
  /** Orders that are rung up line by line. */
  readonly orders: number;
  readonly starts: number;
  readonly rivals: boolean;
}

export async function measureRegister(
  dir: string,
  sizes: RegisterSizes,
): Promise<ReadonlyArray<Measurement>> {
  const store = await foundBenchShop(dir, "shop", sizes.goods);
  const command = [process.execPath, TILL, "run", "--store", store];
  const starts = await startTimes(command, sizes.starts);
  const plain = { command: [process.execPath, PLAIN], size: NARROW, prepare: isThere };
  const blessed = { ...plain, command: [process.execPath, BLESSED] };
  const register = { command, size: NARROW, prepare: logIn };
  const rivals = whyNoRivals(sizes.rivals) === undefined ? [blessed] : [];
  const [floor = [], narrow = [], ...others] = await keysOf([plain, register, ...rivals], sizes);
  const [wide = []] = await keysOf([{ ...register, size: WIDE }], sizes);
  const { scans, residentMb } = await scansOf(command, sizes);
  const byLines = await keysByLines(command, sizes);
  const echo = keyTimes(narrow.map(({ echoMs }) => echoMs));
  const enters = keyTimes(scans);
  const wholeStart = keyTimes(starts.map(({ wholeMs }) => wholeMs));
  const ownStart = keyTimes(starts.map(({ registerMs }) => registerMs));
  return [
    ...besidePlain(framesOf(narrow), framesOf(floor)),
    ...others.flatMap(blessedFigures),
    figure("key to its echo, 99 of 100", echo.p99, "5 ms wanted"),
    figure("key to frame at 120×40, 99 of 100", framesOf(wide).p99, "14 ms wanted"),
    { ...figure("written per key", bytesPerKey(narrow), "600 wanted"), unit: "bytes" },
    {
      ...ratio("scans in one write that were lost", sizes.scans - scans.length, 0),
      unit: "of 100",
    },
    figure("scan to frame, 99 of 100", enters.p99, "15 ms wanted; the line is on the disk then"),
    ...besideEmpty(byLines),
    figure("start to first frame, median", wholeStart.p50, "20,000 goods; launcher and all"),
    figure("of it the register's own process", ownStart.p50, "150 ms wanted; from the fit Node on"),
    {
      ...figure(
        "resident after 5,000 keys",
        residentMb,
        "110 wanted; register and watcher, 20,000 goods",
      ),
      unit: "MB",
    },
  ];
}

interface StartTime {
  readonly wholeMs: number;
  /** From the start of the register's own process, which the launcher starts and watches. */
  readonly registerMs: number;
}

async function startTimes(
  command: ReadonlyArray<string>,
  starts: number,
): Promise<ReadonlyArray<StartTime>> {
  const times: StartTime[] = [];
  for (let start = 0; start < starts; start += 1) {
    const startedMs = performance.now();
    const terminal = openTimedTerminal(command, NARROW);
    let launchedMs = 0;
    const look = setInterval(() => {
      if (launchedMs === 0 && processTree(terminal.pid).length > 1) {
        launchedMs = performance.now() - startedMs;
      }
    }, 1);
    const wholeMs = await terminal.firstMs(LOCKED);
    clearInterval(look);
    times.push({ wholeMs, registerMs: wholeMs - launchedMs });
    await terminal.end();
  }
  return times;
}

function besidePlain(own: KeyTimes, floor: KeyTimes): ReadonlyArray<Measurement> {
  return [
    ratio("key to frame, median, beside a plain renderer", own.p50 / floor.p50, 10),
    { ...ratio("the same, 99 of 100", own.p99 / floor.p99, 3), why: SLOWEST_KEYS },
    figure("key to frame at 80×25, median", own.p50, "4 ms wanted"),
    figure("the same, 99 of 100", own.p99, "10 ms wanted, 16 on a noisy run"),
    figure("key to frame of the plain renderer, median", floor.p50, "no React, no till"),
    figure("the same, 99 of 100", floor.p99, "no React, no till"),
  ];
}

function blessedFigures(keys: ReadonlyArray<Drawn>): ReadonlyArray<Measurement> {
  const { p50, p99 } = framesOf(keys);
  const note = "the same plain work; no till";
  return [
    figure("key to frame of neo-blessed, median", p50, note),
    figure("the same, 99 of 100", p99, note),
    { ...figure("written per key by neo-blessed", bytesPerKey(keys), note), unit: "bytes" },
  ];
}

async function isThere(terminal: TimedTerminal): Promise<void> {
  await terminal.firstMs("Help");
}

interface Program {
  readonly command: ReadonlyArray<string>;
  readonly size: ScreenSize;
  readonly prepare: (terminal: TimedTerminal) => Promise<void>;
}

/** Of each program; each key to all of them in turn, so that what else the machine does comes to all. */
async function keysOf(
  programs: ReadonlyArray<Program>,
  { warmUpKeys, keys }: RegisterSizes,
): Promise<ReadonlyArray<ReadonlyArray<Drawn>>> {
  const terminals: TimedTerminal[] = [];
  try {
    for (const { command, size, prepare } of programs) {
      const terminal = openTimedTerminal(command, size);
      terminals.push(terminal);
      await prepare(terminal);
    }
    await typed(terminals, warmUpKeys);
    return await typed(terminals, keys);
  } finally {
    for (const terminal of terminals) await terminal.end();
  }
}

/** Words letter by letter; the line that is typed on shows each. */
async function typed(
  terminals: ReadonlyArray<TimedTerminal>,
  keys: number,
): Promise<ReadonlyArray<ReadonlyArray<Drawn>>> {
  const drawn: Drawn[][] = terminals.map(() => []);
  for (const { key, line } of keysOfWords(keys)) {
    for (const [at, terminal] of terminals.entries()) {
      drawn[at]?.push(await press(terminal, key, line));
    }
  }
  return drawn;
}

interface TypedKey {
  readonly key: string;
  /** What stands there then. */
  readonly line: string;
}

/** Whole words, and as many as have so many keys. */
function keysOfWords(keys: number): ReadonlyArray<TypedKey> {
  const all: TypedKey[] = [];
  for (let word = 0; all.length < keys; word += 1) {
    const text = WORDS[word % WORDS.length] ?? "";
    for (let length = 1; length <= text.length; length += 1) {
      all.push({ key: text.charAt(length - 1), line: text.slice(0, length) });
    }
    // Esc alone waits to see whether it begins another key, and would be measured for that.
    for (let length = text.length - 1; length >= 0; length -= 1) {
      all.push({ key: BACKSPACE, line: text.slice(0, length) });
    }
  }
  return all;
}

async function press(terminal: TimedTerminal, key: string, line: string): Promise<Drawn> {
  await pause();
  return terminal.frame(key, isTyped(line));
}

async function scansOf(
  command: ReadonlyArray<string>,
  { goods, scans: count, manyKeys }: RegisterSizes,
): Promise<{ readonly scans: ReadonlyArray<number>; readonly residentMb: number }> {
  const terminal = openTimedTerminal(command, NARROW);
  try {
    await logIn(terminal);
    const scans: number[] = [];
    for (const { code, name } of someGoods(goods, count)) {
      await pause();
      const shown = name.slice(0, 20);
      const added = await terminal
        .put(code + ENTER, (screen) => screen.some((row) => row.startsWith(` + 1 × ${shown}`)))
        .catch(() => undefined);
      if (added !== undefined) scans.push(added);
    }
    await rush(terminal, manyKeys);
    return { scans, residentMb: residentMb([terminal.pid]) };
  } finally {
    await terminal.end();
  }
}

interface KeysWithLines {
  readonly lines: number;
  readonly digitsMs: number[];
  readonly entersMs: number[];
}

/** How many lines are on the order while a digit and the Enter after goods are measured, in turn on each order. */
const LINES = [0, 3, 12] as const;
const NO_GOODS = { code: "", name: "" };
const F6 = "\u001b[17~";

async function keysByLines(
  command: ReadonlyArray<string>,
  { goods, orders }: RegisterSizes,
): Promise<ReadonlyArray<KeysWithLines>> {
  const times = LINES.map((lines): KeysWithLines => ({ lines, digitsMs: [], entersMs: [] }));
  const [{ code, name } = NO_GOODS] = someGoods(goods, 1);
  const terminal = openTimedTerminal(command, NARROW);
  try {
    await logIn(terminal);
    for (let order = 0; order < orders; order += 1) {
      for (let at = 0; at <= Math.max(...LINES); at += 1) {
        const measured = times.find(({ lines }) => lines === at);
        const digit = await press(terminal, "1", "1");
        measured?.digitsMs.push(digit.frameMs);
        await press(terminal, BACKSPACE, "");
        // A quantity of its own is a line of its own.
        const typed = `${at + 1}*${code}`;
        await terminal.put(typed, isTyped(typed));
        await pause();
        const { frameMs } = await terminal.frame(ENTER, (screen) =>
          screen.some((row) => row.startsWith(` + ${at + 1} × ${name.slice(0, 20)}`)),
        );
        measured?.entersMs.push(frameMs);
      }
      // The next order begins on an empty screen, with this one put aside.
      await terminal.put(F6, (screen) => screen.some((row) => row.includes("is parked")));
    }
    return times;
  } finally {
    await terminal.end();
  }
}

function isTyped(line: string): (screen: ReadonlyArray<string>) => boolean {
  return (screen) => screen.some((row) => row.trimEnd() === ` > ${line}`.trimEnd());
}

/** With lines on the order beside the same key without any, of one run. */
function besideEmpty([empty, ...others]: ReadonlyArray<KeysWithLines>): ReadonlyArray<Measurement> {
  if (empty === undefined) return [];
  const [digit, enter] = [keyTimes(empty.digitsMs).p50, keyTimes(empty.entersMs).p50];
  return others.flatMap(({ lines, digitsMs, entersMs }) => [
    besides(`a digit with ${lines} lines on the order`, keyTimes(digitsMs).p50 / digit),
    besides(`Enter on goods with ${lines} lines on the order`, keyTimes(entersMs).p50 / enter),
  ]);
}

function besides(name: string, value: number): Measurement {
  const note = "to the frame, median, beside the same with none";
  return { name, value: rounded(value), unit: "×", note };
}

/** As fast as they are taken. */
async function rush(terminal: TimedTerminal, count: number): Promise<void> {
  for (let keys = 0; keys < count; keys += 2) {
    await terminal.put("o", (screen) => screen.some((row) => row.startsWith(" > o")));
    await terminal.put(BACKSPACE, (screen) => screen.some((row) => row.trimEnd() === " >"));
  }
}

function someGoods(
  shop: RegisterSizes["goods"],
  count: number,
): ReadonlyArray<{ readonly code: string; readonly name: string }> {
  const fixture = loadFixture(shop);
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const goods = fixture.value.products.flatMap(
    ({ name, barcodes: [code], soldBy, modifierGroups }) =>
      code !== undefined && soldBy === "each" && modifierGroups.length === 0
        ? [{ code, name }]
        : [],
  );
  const step = Math.floor(goods.length / count);
  return goods.filter((_, at) => at % step === 0).slice(0, count);
}

function bytesPerKey(drawn: ReadonlyArray<Drawn>): number {
  return drawn.reduce((sum, { bytes }) => sum + bytes, 0) / drawn.length;
}

function framesOf(drawn: ReadonlyArray<Drawn>): ReturnType<typeof keyTimes> {
  return keyTimes(drawn.map(({ frameMs }) => frameMs));
}

function ratio(name: string, value: number, limit: number): Measurement {
  const note = "pseudo-terminal, 80×25, 20,000 goods";
  return { name, value: rounded(value), unit: "×", limit, note };
}

function figure(name: string, value: number, note: string): Measurement {
  return { name, value: rounded(value), unit: "ms", note };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MS);
  });
}
