/**
 * One small box that carries a till for each of several waiters: registers that are kept, what is attached to them as by
 * ssh, and the node of the counter's till. Each waiter presses a key a second.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { loadFixture } from "../src/app/catalogue/fixtures.ts";
import { joinStore } from "../test/support/joined-stores.ts";
import { logIn } from "./log-in.ts";
import { type Measurement, quantile, rounded } from "./measurement.ts";
import { residentMb } from "./process-tree.ts";
import { foundBenchShop } from "./shop.ts";
import { openSmallBox, type SmallBox } from "./small-box.ts";
import { openTimedTerminal, type Screen, type TimedTerminal } from "./timed-terminal.ts";

const TILL = fileURLToPath(new URL("../bin/till.js", import.meta.url));
const PHONE = { columns: 45, rows: 35 };
const MEMORY_MB = 1024;
/** No word goes out on this machine's own networks. */
const ENV = { TILL_MESH_HOST: "127.0.0.1" };
const SECOND_MS = 1000;
const ENTER = "\r";
const F6 = "\u001b[17~";
/** A table's order; then it is parked, and the next one is begun. */
const LINES_OF_ORDER = 12;
const STARTED_MS = 120_000;
const LOOK_MS = 20;
/** Of the locked screen. */
const TITLE = "Locked";

interface TabletSizes {
  readonly boxes: ReadonlyArray<TabletBox>;
  /** Lines of goods at each tablet: four keys each. */
  readonly lines: number;
  readonly taps: number;
}

interface TabletBox {
  readonly tablets: number;
  readonly cores: number;
  /** The most of what people feel, in milliseconds; undefined where none is wanted. */
  readonly limits: { readonly echo?: number; readonly enter?: number; readonly tap?: number };
}

export async function measureTablets(
  dir: string,
  sizes: TabletSizes,
): Promise<ReadonlyArray<Measurement>> {
  const rows: Measurement[] = [];
  for (const [at, box] of sizes.boxes.entries()) {
    rows.push(...(await measureBox(path.join(dir, String(at)), { ...sizes, ...box })));
  }
  return rows;
}

type BoxSizes = TabletBox & Pick<TabletSizes, "lines" | "taps">;

async function measureBox(dir: string, sizes: BoxSizes): Promise<ReadonlyArray<Measurement>> {
  const counter = await foundBenchShop(dir, "shop");
  const stores: string[] = [];
  for (let at = 1; at <= sizes.tablets; at += 1) {
    stores.push(await joinStore(counter, String.fromCodePoint(65 + at), `Tablet ${at}`));
  }
  const { cores } = sizes;
  const box = openSmallBox(`till-bench-${process.pid}`, { cores, memoryMb: MEMORY_MB });
  try {
    return await inBox(box, { ...sizes, counter, stores });
  } finally {
    box?.close();
  }
}

async function inBox(
  box: SmallBox | undefined,
  {
    counter,
    stores,
    lines,
    taps,
    cores,
    limits,
  }: BoxSizes & { readonly counter: string; readonly stores: ReadonlyArray<string> },
): Promise<ReadonlyArray<Measurement>> {
  const programs = [started(box, ["node", "--store", counter])];
  const terminals: TimedTerminal[] = [];
  try {
    const beganMs = performance.now();
    for (const store of stores) {
      programs.push(started(box, ["run", "--keep", "--touch", "on", "--store", store]));
    }
    for (const store of stores) {
      await isKept(store);
      terminals.push(attached(box, store));
    }
    await Promise.all(terminals.map((terminal) => terminal.firstMs(TITLE)));
    const startMs = performance.now() - beganMs;
    await Promise.all(terminals.map((terminal) => logIn(terminal, TITLE)));
    const plu = pluWithoutOptions();
    const sold = await Promise.all(terminals.map((it, at) => sell(it, { plu, lines, at })));
    const tapped = await Promise.all(terminals.map((it, at) => tapPad(it, { taps, at })));
    const roots = [...programs, ...terminals].map(({ pid }) => pid);
    const megabytes = residentMb(roots);
    const echoes = sorted(sold.flatMap(({ echoMs }) => echoMs));
    const enters = sorted(sold.flatMap(({ enterMs }) => enterMs));
    const ownTaps = sorted(tapped.flat());
    const where =
      box === undefined ? "no control groups here: a whole machine" : `${cores} of a core, 1 GB`;
    const note = `${stores.length} tills and a node, ${where}; a key a second at each`;
    const { echo, enter, tap } = limits;
    return [
      figure("key to its echo, median", quantile(echoes, 0.5), note),
      within(figure("the same, 95 of 100", quantile(echoes, 0.95), note), echo),
      within(figure("Enter to the new total, 95 of 100", quantile(enters, 0.95), note), enter),
      {
        ...figure("tap to its frame, median", quantile(ownTaps, 0.5), note),
        unit: "× a key's echo",
        value: rounded(quantile(ownTaps, 0.5) / quantile(echoes, 0.5)),
        limit: 2,
      },
      within(figure("the same, 95 of 100", quantile(ownTaps, 0.95), note), tap),
      {
        ...figure("memory of all of it", megabytes, "pages shared count once"),
        unit: "MB",
        limit: 600,
      },
      figure(
        "start of all of them",
        startMs,
        "all at once, until the last one can be logged in at",
      ),
    ];
  } finally {
    for (const terminal of terminals) await terminal.end();
    for (const program of programs) await program.end();
  }
}

interface Program {
  readonly pid: number;
  readonly end: () => Promise<void>;
}

function started(box: SmallBox | undefined, words: ReadonlyArray<string>): Program {
  const [file = "", ...rest] = inBoxCommand(box, words);
  const child = spawn(file, rest, { env: { ...process.env, ...ENV }, stdio: "ignore" });
  const exit = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    end: async () => {
      child.kill("SIGTERM");
      await exit;
    },
  };
}

function inBoxCommand(
  box: SmallBox | undefined,
  words: ReadonlyArray<string>,
): ReadonlyArray<string> {
  const command = [process.execPath, TILL, ...words];
  return box?.command(command) ?? command;
}

async function isKept(store: string): Promise<void> {
  while (!existsSync(`${store}.sock`)) await pause(LOOK_MS);
}

function attached(box: SmallBox | undefined, store: string): TimedTerminal {
  return openTimedTerminal(inBoxCommand(box, ["attach", "--store", store]), PHONE, STARTED_MS);
}

interface Sold {
  readonly echoMs: ReadonlyArray<number>;
  readonly enterMs: ReadonlyArray<number>;
}

/** The digits of a product, and Enter, a second apart; no two tablets in step. */
async function sell(
  terminal: TimedTerminal,
  { plu, lines, at }: { readonly plu: string; readonly lines: number; readonly at: number },
): Promise<Sold> {
  const [echoMs, enterMs]: [number[], number[]] = [[], []];
  const turn = secondsFrom(at);
  for (let line = 0; line < lines; line += 1) {
    for (let digits = 1; digits <= plu.length; digits += 1) {
      await turn();
      const typed = plu.slice(0, digits);
      echoMs.push(await terminal.put(typed.at(-1) ?? "", (screen) => isTyped(screen, typed)));
    }
    await turn();
    const before = totalOn(terminal.screen());
    enterMs.push(await terminal.put(ENTER, (screen) => isOther(totalOn(screen), before)));
    if ((line + 1) % LINES_OF_ORDER === 0) {
      await turn();
      await terminal.put(F6, (screen) => totalOn(screen) === undefined);
    }
  }
  return { echoMs, enterMs };
}

/** The pad comes and goes by a tap on the line that is typed on. */
async function tapPad(
  terminal: TimedTerminal,
  { taps, at }: { readonly taps: number; readonly at: number },
): Promise<ReadonlyArray<number>> {
  const times: number[] = [];
  const turn = secondsFrom(at);
  for (let tap = 0; tap < taps; tap += 1) {
    await turn();
    const row = terminal.screen().findIndex((text) => text.startsWith(" >")) + 1;
    const isThere = hasPad(terminal.screen());
    const bytes = `\u001b[<0;5;${row}M\u001b[<0;5;${row}m`;
    times.push(await terminal.put(bytes, (screen) => hasPad(screen) !== isThere));
  }
  return times;
}

function hasPad(screen: Screen): boolean {
  return screen.some((row) => /│ +Esc +│/u.test(row));
}

function isTyped(screen: Screen, text: string): boolean {
  return screen.some((row) => row.trimEnd() === ` > ${text}`);
}

function isOther(total: string | undefined, before: string | undefined): boolean {
  return total !== undefined && total !== before;
}

function totalOn(screen: Screen): string | undefined {
  return screen.find((row) => row.includes("TOTAL"))?.trim();
}

/** Resolves a second after the last time, however long the key took. */
function secondsFrom(at: number): () => Promise<void> {
  let nextMs = performance.now() + (at * SECOND_MS) / 6;
  return async () => {
    nextMs += SECOND_MS;
    await pause(Math.max(0, nextMs - performance.now()));
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function pluWithoutOptions(): string {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const plain = fixture.value.products.find(
    ({ plu, soldBy, modifierGroups }) =>
      plu?.length === 3 && soldBy === "each" && modifierGroups.length === 0,
  );
  return plain?.plu ?? "";
}

function sorted(milliseconds: ReadonlyArray<number>): ReadonlyArray<number> {
  return milliseconds.toSorted((a, b) => a - b);
}

function within(row: Measurement, limit: number | undefined): Measurement {
  return limit === undefined ? row : { ...row, limit };
}

function figure(name: string, value: number, note: string): Measurement {
  return { name, value: rounded(value), unit: "ms", note };
}
