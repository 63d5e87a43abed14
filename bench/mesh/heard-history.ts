/** A fresh device that hears a long history from another one over a link, and others at the same. */

import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";

import { enrolBeside } from "../../proof/stories/box-stage.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { CUT } from "../../src/ledger/log/segment.ts";
import { readParcel } from "../../src/ledger/receiving.ts";
import { makeHistory } from "../history.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { foundBenchShop, openBenchTill } from "../shop.ts";
import { type Asked, startAsked, startBuilt } from "./asked.ts";
import { writeBlocks } from "./blocks.ts";
import { startCountingRelay } from "./counting-relay.ts";
import { type Heard } from "./heard.ts";
import { whyNoRivals } from "./rivals.ts";

const BYTES_PER_MB = 1_000_000;
const RIVALS = ["hypercore", "yjs", "loro-crdt"] as const;

/** A shop that sells a thousand events a day. */
const DAYS = 100;

/** Events that a box on two processors is to hear, check, fold and write down in a second. */
const FOLDED_A_SECOND = 15_000;

type Rival = (typeof RIVALS)[number];

const FOLD_WHY =
  "Two threads share the work, and the one that reads ahead takes longest: bodies, folds, sums and tags of streams, texts of rows and their packing, hashes. What each takes stands in docs/decisions/0019. Each segment is folded and written down before the next is heard, so that never more than a few wait in memory and whoever works at that till has a turn in between: so it is durable no sooner than folded.";
const MEMORY_WHY =
  "Before it hears anything the program takes 85 MB, most of it Node itself. V8's heap grows by some 30 MB while thousands of events a second become rows, and by some 20 MB what is beside it: pages, links, and rows as they are packed.";

interface HeardSizes {
  readonly events: number;
  readonly rounds: number;
  readonly rivals: boolean;
}

/** Medians of the rounds. */
interface Figures extends Heard {
  readonly wireBytes: number;
  readonly servingMb: number;
}

export async function measureHeardHistory(
  place: string,
  sizes: HeardSizes,
): Promise<ReadonlyArray<Measurement>> {
  const events = await makeShop(place, sizes.events);
  const till = await tillSide(place, events);
  const rivals = whyNoRivals(sizes.rivals) === undefined ? RIVALS : [];
  const sides = [till];
  for (const name of rivals) sides.push(await rivalSide(name, place, events));
  const own = await inTurns(sides, sizes.rounds);
  const [figures, ...others] = own;
  if (figures === undefined) throw new Error("Nobody was measured.");
  const besides = new Map(others.map((other, at) => [RIVALS[at] ?? "yjs", other] as const));
  return toMeasurements(figures, besides, sizes.events);
}

/** A shop with a long history, a till that is to hold it, and one that knows nothing of it yet. */
async function makeShop(place: string, events: number): Promise<number> {
  const open = openBenchTill(await foundBenchShop(place, "first"));
  for (const [code, name] of [
    ["B", "serving"],
    ["C", "fresh"],
  ] as const) {
    const second = { dir: path.join(place, name), code, name };
    const ledger = await enrolBeside(open.till, second, systemRandom);
    for (const row of open.till.ledger.secrets.rows()) ledger.secrets.receive(row);
    ledger.close();
  }
  const history = await makeHistory(open, events, { days: DAYS });
  await open.close();
  writeBlocks(path.join(place, "pieces"), history.pieces);
  writeBlocks(path.join(place, "events"), history.pieces.flatMap(eventsOf));
  return history.events;
}

/** Each as the text that its till has signed. */
function eventsOf(piece: Uint8Array): ReadonlyArray<Uint8Array> {
  const read = readParcel(piece, CUT);
  if (!read.ok) throw new Error(read.fault.type);
  return read.value.transactions.flatMap(({ events }) =>
    events.map(({ headerBytes, bodyBytes }) => Buffer.concat([headerBytes, bodyBytes])),
  );
}

interface Side {
  readonly serving: Asked;
  readonly port: number;
  /** Hears all of it, in a place of its own. */
  readonly hear: (port: number, round: number) => Promise<Heard>;
}

async function tillSide(place: string, events: number): Promise<Side> {
  const store = path.join(place, "serving");
  const taking = startBuilt(new URL("history-till.ts", import.meta.url), store);
  await taking.ask("take");
  await taking.end();
  const serving = startBuilt(new URL("history-till.ts", import.meta.url), store);
  return {
    serving,
    port: await serving.ask<number>("serve"),
    hear: async (port, round) => {
      const fresh = path.join(place, `fresh-${round}`);
      cpSync(path.join(place, "fresh"), fresh, { recursive: true });
      const hearing = startBuilt(new URL("history-till.ts", import.meta.url), fresh);
      const heard = await hearing.ask<Heard>("hear", port, events);
      await hearing.end();
      return heard;
    },
  };
}

async function rivalSide(name: Rival, place: string, events: number): Promise<Side> {
  const dir = path.join(place, name);
  mkdirSync(dir);
  const serving = startAsked(new URL("rival-history.ts", import.meta.url), name, dir);
  const known = await serving.ask<string>("take", path.join(place, "events"));
  return {
    serving,
    port: await serving.ask<number>("serve"),
    hear: async (port, round) => {
      const fresh = path.join(dir, `fresh-${round}`);
      mkdirSync(fresh);
      const hearing = startAsked(new URL("rival-history.ts", import.meta.url), name, fresh);
      const heard = await hearing.ask<Heard>("hear", port, known, events);
      await hearing.end();
      return heard;
    },
  };
}

/** Bytes are counted in a round of its own: whoever counts them takes time. */
async function inTurns(sides: ReadonlyArray<Side>, count: number): Promise<ReadonlyArray<Figures>> {
  const rounds: Heard[][] = sides.map(() => []);
  for (let round = 0; round < count; round += 1) {
    for (const [at, { hear, port }] of sides.entries()) {
      rounds[at]?.push(await hear(port, round));
    }
  }
  const figures: Figures[] = [];
  for (const [at, { hear, port, serving }] of sides.entries()) {
    const relay = await startCountingRelay(port);
    await hear(relay.port, count);
    relay.close();
    const heard = rounds[at] ?? [];
    figures.push({
      storedMs: median(heard, ({ storedMs }) => storedMs),
      readyMs: median(heard, ({ readyMs }) => readyMs),
      peakMb: median(heard, ({ peakMb }) => peakMb),
      wireBytes: relay.bytes(),
      servingMb: await serving.ask<number>("peakMb"),
    });
    await serving.end();
  }
  return figures;
}

function median(heard: ReadonlyArray<Heard>, of: (one: Heard) => number): number {
  return quantile(
    heard.map(of).toSorted((a, b) => a - b),
    0.5,
  );
}

const HOW: Readonly<Record<Rival, string>> = {
  hypercore: "a block per event, proved; no sync to the disk, nothing sealed, nothing folded",
  yjs: "an array of texts; one file, synced once; nothing signed, sealed or folded; all of it in memory",
  "loro-crdt":
    "a list of texts; one file, synced once; nothing signed, sealed or folded; all of it in memory",
};

function toMeasurements(
  own: Figures,
  rivals: ReadonlyMap<Rival, Figures>,
  events: number,
): ReadonlyArray<Measurement> {
  const hearing = `a fresh till that hears ${events.toLocaleString("en")} events`;
  const hypercore = rivals.get("hypercore");
  return [
    {
      ...seconds(`${hearing}, folded`, own.readyMs),
      limit: rounded(events / FOLDED_A_SECOND, 1),
      note: "over a link on loopback; 15,000 a second wanted",
      why: FOLD_WHY,
    },
    { ...seconds("the same, verified and durable", own.storedMs), note: "folded afterwards" },
    { ...mb("the same, peak memory", own.peakMb), limit: 160, why: MEMORY_WHY },
    {
      ...mb("the same, peak memory of the till that tells", own.servingMb),
      limit: 160,
    },
    {
      name: "the same, bytes on the wire",
      value: toMb(own.wireBytes),
      unit: "MB",
      note: "both ways",
    },
    ...(hypercore === undefined ? [] : besideHypercore(own, hypercore, hearing)),
    ...[...rivals].flatMap(([name, { readyMs, peakMb, servingMb, wireBytes }]) => [
      { ...seconds(`${name}: hears the same`, readyMs), note: HOW[name] },
      {
        name: `${name}: bytes on the wire`,
        value: toMb(wireBytes),
        unit: "MB",
        note: `peak memory ${rounded(peakMb, 0)} MB, of who tells ${rounded(servingMb, 0)} MB`,
      },
    ]),
  ];
}

function besideHypercore(
  own: Figures,
  hypercore: Figures,
  hearing: string,
): ReadonlyArray<Measurement> {
  const note = "beside Hypercore with a block per event";
  return [
    {
      name: `${hearing}, folded`,
      value: rounded(own.readyMs / hypercore.readyMs),
      unit: "×",
      note,
    },
    {
      name: "the same, verified and durable",
      value: rounded(own.storedMs / hypercore.readyMs),
      unit: "×",
      note,
    },
    {
      name: "the same, bytes on the wire",
      value: rounded(own.wireBytes / hypercore.wireBytes),
      unit: "×",
      limit: 0.15,
      note,
    },
  ];
}

function seconds(name: string, ms: number): Omit<Measurement, "note"> {
  return { name, value: rounded(ms / 1000), unit: "s" };
}

function mb(name: string, value: number): Measurement {
  return { name, value: rounded(value, 0), unit: "MB", note: "whole process, the highest" };
}

function toMb(bytes: number): number {
  return rounded(bytes / BYTES_PER_MB, 1);
}
