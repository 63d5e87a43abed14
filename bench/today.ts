/**
 * A box that joins a shop with a long past: how long it takes until it has sold at today's prices, beside one that
 * joins a young shop, and how fast the past comes behind it.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { founderAfter } from "./founder-after.ts";
import { type Measurement, rounded } from "./measurement.ts";

const TILL = fileURLToPath(new URL("../bin/till.js", import.meta.url));
const ENV = { TILL_MESH_HOST: "127.0.0.1", TILL_STAFF: "4", TILL_PIN: "4444" };
const SECOND_MS = 1000;
/** Longer than any of it takes. */
const PATIENCE_MS = 1_800_000;

interface TodaySizes {
  /** Events. */
  readonly young: number;
  readonly old: number;
  readonly days: number;
}

export async function measureToday(
  dir: string,
  sizes: TodaySizes,
): Promise<ReadonlyArray<Measurement>> {
  const young = await joinAndSell(path.join(dir, "young"), { events: sizes.young, days: 1 });
  const old = await joinAndSell(path.join(dir, "old"), { events: sizes.old, days: sizes.days });
  return [
    {
      name: `join to the first sale, ${named(sizes.young)} events`,
      value: rounded(young.soldMs / SECOND_MS),
      unit: "s",
      note: noteOf(young),
    },
    {
      name: `join to the first sale, ${named(sizes.old)} events`,
      value: rounded(old.soldMs / SECOND_MS),
      unit: "s",
      limit: 10,
      note: `at today's prices; ${noteOf(old)}`,
    },
    {
      name: "join to the first sale, a long past beside a short one",
      value: rounded(old.soldMs / young.soldMs),
      unit: "×",
      limit: 1.5,
      note: "",
    },
  ];
}

function named(events: number): string {
  return events.toLocaleString("en");
}

interface Joined {
  readonly joinedMs: number;
  readonly soldMs: number;
}

function noteOf({ joinedMs, soldMs }: Joined): string {
  const [join, sell] = [joinedMs, soldMs - joinedMs].map((ms) => rounded(ms / SECOND_MS, 1));
  return `\`till join\` ${join} s, \`till sell\` ${sell} s`;
}

/** From the code on, which somebody has read by then. */
async function joinAndSell(
  dir: string,
  history: { readonly events: number; readonly days: number },
): Promise<Joined> {
  const { store } = await founderAfter(path.join(dir, "founder"), history);
  const box = path.join(dir, "box");
  const node = start(["node", "--store", store, "--quiet"]);
  const inviting = start(["mesh", "invite", "--store", store, "--no-slip", "--json"]);
  try {
    const { code, port } = JSON.parse(await firstOutput(inviting)) as {
      readonly code: string;
      readonly port: number;
    };
    const begunMs = performance.now();
    const place = ["--at", `127.0.0.1:${port}`];
    await ends(start(["join", code, "--device", "Bar", ...place, "--store", box]));
    const joinedMs = performance.now() - begunMs;
    await ends(start(["sell", "latte", "--store", box]));
    return { joinedMs, soldMs: performance.now() - begunMs };
  } finally {
    for (const child of [inviting, node]) await stop(child);
  }
}

function start(words: ReadonlyArray<string>): ChildProcess {
  return spawn(process.execPath, [TILL, ...words], {
    env: { ...process.env, ...ENV },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The whole object that it shows before it waits on. */
async function firstOutput({ stdout }: ChildProcess): Promise<string> {
  let text = "";
  for await (const part of stdout ?? []) {
    text += String(part);
    if (text.endsWith("}\n")) return text;
  }
  throw new Error(`It ended with: ${text}`);
}

async function ends(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, "close", { signal: AbortSignal.timeout(PATIENCE_MS) })) as [
    number,
  ];
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
}
