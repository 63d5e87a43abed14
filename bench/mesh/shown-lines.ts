/**
 * A line keyed at one register until it stands on the screen of another: five tills in boxes of their own
 * on a network that takes 20 ms each way and loses one packet of a hundred.
 *
 * Both registers are the real program in pseudo-terminals, with the order open on both; the others are
 * `till node`. Needs root, for the network.
 */

import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { joinStore } from "../../test/support/joined-stores.ts";
import { type Box, createNetwork, type TestNetwork } from "../../test/support/network.ts";
import { type Measurement, rounded } from "../measurement.ts";
import { foundBenchShop } from "../shop.ts";
import { keyTimes, openTimedTerminal, type Screen, type TimedTerminal } from "../timed-terminal.ts";
import { isWithoutNetwork } from "./no-network.ts";

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const BRIDGE = "10.78.255.254";
const PORT = 7777;
const DELAY_MS = 20;
const LOSS_PERCENT = 1;
const SIZE = { columns: 80, rows: 25 };

interface LinesSizes {
  readonly tills: number;
  readonly orders: number;
  /** Of each order. */
  readonly lines: number;
}

/** What each line is, and its price in cents. */
const GOODS = [
  ["100", 280],
  ["101", 240],
] as const;
const PAUSE_MS = 40;
/** Long enough for news. */
const HEARD_MS = 500;
const BRINGS_MAX = 10;
const STARTED_MS = 60_000;
const LINKED_MS_MAX = 180_000;
const ENTER = "\r";
const BACKSPACE = "\u007f";
const F6 = "\u001b[17~";
const SLOWEST_WHY =
  "A packet that is lost and that nothing follows is sent again by the kernel after some 240 ms on such a way; one line of a hundred has that. What comes on top is the wait for a processor, on a machine that has other work.";
const ENV = { PATH: process.env["PATH"] ?? "", HOME: "/nowhere", LANG: "C.UTF-8", TZ: "UTC" };

export async function measureShownLines(
  dir: string,
  sizes: LinesSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (isWithoutNetwork("Lines on another screen")) return [];
  return toMeasurements(await shownLines(dir, sizes), sizes.tills);
}

/** Returns the times of each line. `inBox` puts a register's command into a box; without it each has the whole machine. */
export async function shownLines(
  dir: string,
  sizes: LinesSizes,
  inBox: InBox = (command) => command,
): Promise<ReadonlyArray<Line>> {
  const ends: Array<() => void | Promise<void>> = [];
  try {
    const { near, far } = await openShop(dir, { ...sizes, inBox }, (end) => ends.unshift(end));
    return await keyLines(near, far, sizes);
  } finally {
    for (const end of ends) await end();
  }
}

/** `at` is the register's place, from 0. */
type InBox = (command: ReadonlyArray<string>, at: number) => ReadonlyArray<string>;

interface Registers {
  readonly near: TimedTerminal;
  readonly far: TimedTerminal;
}

async function openShop(
  dir: string,
  { tills, inBox }: { readonly tills: number; readonly inBox: InBox },
  whenOver: (end: () => void | Promise<void>) => void,
): Promise<Registers> {
  const first = await foundBenchShop(dir, "shown");
  const stores = [first];
  const codes = Array.from({ length: tills }, (_, at) => String.fromCodePoint(65 + at));
  for (const code of codes.slice(1)) stores.push(await joinStore(first, code, `Till ${code}`));
  const network = createNetwork(BRIDGE, whenOver);
  const boxes = codes.map((code, at) => network.addBox(code.toLowerCase(), `10.78.0.${at + 1}`));
  await hinder(network, boxes);
  const [nearBox, farBox, ...others] = boxes;
  if (nearBox === undefined || farBox === undefined) throw new Error("No boxes.");
  for (const [at, box] of others.entries()) {
    const words = [TILL, "node", "--store", stores[at + 2] ?? ""];
    const node = box.start(process.execPath, words, { env: ENV, stdio: "ignore" });
    whenOver(async () => {
      const exit = once(node, "exit");
      node.kill("SIGKILL");
      await exit;
    });
  }
  const [near, far] = [[nearBox, first] as const, [farBox, stores[1] ?? ""] as const].map(
    ([box, store], at) => openTimedTerminal(inBox(registerIn(box, store), at), SIZE, STARTED_MS),
  );
  if (near === undefined || far === undefined) throw new Error("No registers.");
  for (const { end } of [near, far]) whenOver(end);
  await Promise.all([logIn(near, "1"), logIn(far, "2")]);
  await untilLinked(near, tills);
  await untilLinked(far, tills);
  return { near, far };
}

async function hinder(network: TestNetwork, boxes: ReadonlyArray<Box>): Promise<void> {
  const ways = boxes.flatMap((from) => boxes.map((to) => ({ from, to })));
  for (const { from, to } of ways) {
    if (from !== to) await network.delay({ from, to, port: PORT, delayMs: DELAY_MS });
  }
  for (const box of boxes) box.lose(LOSS_PERCENT);
}

function registerIn({ namespace }: Box, store: string): ReadonlyArray<string> {
  const command = [process.execPath, TILL, "run", "--store", store];
  // The box's network is its own: others are to hear it there.
  return ["ip", "netns", "exec", namespace, "env", "-u", "TILL_MESH_HOST", ...command];
}

async function logIn(register: TimedTerminal, number: string): Promise<void> {
  await register.firstMs("staff number");
  await register.put(number + ENTER, shows("PIN >"));
  await register.put(number.repeat(4) + ENTER, shows("Hello"));
}

async function untilLinked(register: TimedTerminal, tills: number): Promise<void> {
  const linked = shows(`${tills} of ${tills} tills`);
  const untilMs = performance.now() + LINKED_MS_MAX;
  while (!linked(register.screen())) {
    if (performance.now() > untilMs) throw new Error(register.screen().join("\n"));
    await pause();
  }
}

interface Line {
  readonly ownMs: number;
  readonly farMs: number;
}

async function keyLines(
  near: TimedTerminal,
  far: TimedTerminal,
  sizes: LinesSizes,
): Promise<ReadonlyArray<Line>> {
  const lines: Line[] = [];
  for (let order = 1; order <= sizes.orders; order += 1) {
    let total = 0;
    for (let line = 0; line < sizes.lines; line += 1) {
      const [plu, cents] = GOODS[line % GOODS.length] ?? GOODS[0];
      total += cents;
      const stands = showsTotal(total);
      const onFar = line === 0 ? undefined : far.sees(stands);
      const ownMs = await near.put(plu + ENTER, stands);
      // The first line makes the order; from then on it is open on both.
      if (onFar === undefined) await bring(far, `A${order}`, stands);
      else lines.push({ ownMs, farMs: await onFar });
      await pause();
    }
    await near.put(F6, (screen) => !showsTotal(total)(screen));
    await far.put(F6, (screen) => !showsTotal(total)(screen));
  }
  return lines;
}

/** It has to be heard of before it can be brought. */
async function bring(
  register: TimedTerminal,
  order: string,
  stands: (screen: Screen) => boolean,
): Promise<void> {
  for (let attempt = 0; attempt < BRINGS_MAX; attempt += 1) {
    await pause(HEARD_MS);
    await register.put(order, shows(`> ${order}`));
    await register.put(F6, () => true);
    await pause(HEARD_MS);
    if (stands(register.screen())) return;
    for (const _ of order) await register.put(BACKSPACE, () => true);
  }
  throw new Error(register.screen().join("\n"));
}

function shows(text: string): (screen: Screen) => boolean {
  return (screen) => screen.some((row) => row.includes(text));
}

function showsTotal(cents: number): (screen: Screen) => boolean {
  const text = (cents / 100).toFixed(2);
  return (screen) =>
    screen.some((row) => row.trimStart().startsWith("TOTAL") && row.includes(` ${text} `));
}

function toMeasurements(lines: ReadonlyArray<Line>, tills: number): ReadonlyArray<Measurement> {
  const own = keyTimes(lines.map(({ ownMs }) => ownMs));
  const far = keyTimes(lines.map(({ farMs }) => farMs));
  const note = `${tills} tills, ${DELAY_MS} ms each way, ${LOSS_PERCENT} % loss`;
  return [
    ms("a line keyed at A until it is on A's screen, median", own.p50, note),
    ms("a line keyed at A until it is on B's screen, median", far.p50, note),
    { ...ms("the same, 99 of 100", far.p99, note), limit: 300, why: SLOWEST_WHY },
    ms("the same, longest", Math.max(...lines.map(({ farMs }) => farMs)), `of ${lines.length}`),
  ];
}

function ms(name: string, value: number, note: string): Measurement {
  return { name, value: rounded(value, 1), unit: "ms", note };
}

function pause(ms = PAUSE_MS): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
