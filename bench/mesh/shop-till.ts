/** A till of a shop that sells, resident as the product's are: `shop-till.ts STORE`. */

import { subscribe } from "node:diagnostics_channel";
import { type Socket } from "node:net";

import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { stayResident } from "../../src/app/resident/stay-resident.ts";
import { machineMs } from "../../src/app/system/clock.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { openBenchTill, sessionOf } from "../shop.ts";
import { answerWith } from "./asked.ts";
import { type Moment, type SellingFigures } from "./selling-figures.ts";

const [, , store = ""] = process.argv;
const LOOK_MS = 10;
process.env["TILL_MESH_HOST"] = "127.0.0.1";

const sockets: Socket[] = [];
subscribe("net.server.socket", (message) => {
  sockets.push((message as { readonly socket: Socket }).socket);
});

const open = openBenchTill(store);
const { ledger } = open.till;
const session = sessionOf(open);
const heads = new Map<string, number>();
const sold: Moment[] = [];
const heard: Moment[] = [];
const before = { cpu: process.cpuUsage(), bytes: 0, events: 0 };

ledger.onChange(noteHeads);
stayResident(open, {
  onChange: () => undefined,
  onLook: () => undefined,
  onLog: () => undefined,
});

answerWith({
  port: async () => {
    for (;;) {
      const port = open.mesh.view()?.port;
      if (port !== undefined) return port;
      await pause(LOOK_MS);
    }
  },
  know: (port) => {
    addStaticAddress(ledger, `127.0.0.1:${port}`);
  },
  links: () => open.mesh.view()?.peers.filter(({ isConnected }) => isConnected).length ?? 0,
  begin: () => {
    noteHeads();
    heard.length = 0;
    Object.assign(before, { cpu: process.cpuUsage(), bytes: bytes(), events: ownSeq() });
  },
  sell: async (count, everyMs, offsetMs) => {
    const beganMs = machineMs() + Number(offsetMs);
    for (let sale = 0; sale < Number(count); sale += 1) {
      await pause(beganMs + sale * Number(everyMs) - machineMs());
      sellOne();
    }
  },
  /** Each from when it was due until it is on the disk: whoever keys it waits for what else is done then. */
  timeSales: (count, everyMs) => timed(Number(count), Number(everyMs), sellOne),
  /** The same of one key, which adds goods to an order. */
  timeKeys: (count, everyMs) => {
    session.newOrder();
    return timed(Number(count), Number(everyMs), addGoods);
  },
  figures: (): SellingFigures => {
    const { user, system } = process.cpuUsage(before.cpu);
    return {
      events: ownSeq() - before.events,
      sold,
      heard,
      bytes: bytes() - before.bytes,
      cpuMs: (user + system) / 1000,
    };
  },
});

function sellOne(): void {
  session.newOrder();
  addGoods();
  const atMs = machineMs();
  session.perform({ act: "pay", type: "cash", tendered: minor(session.cashDue()) });
  sold.push({ end: { origin: ledger.identity.origin, seq: ownSeq() }, atMs });
}

function addGoods(): void {
  const added = session.perform({ act: "add", sku: "CROISSANT", quantity: oneUnit });
  if (!added.ok) throw new Error(added.fault.message);
}

async function timed(
  count: number,
  everyMs: number,
  work: () => void,
): Promise<ReadonlyArray<number>> {
  const taken: number[] = [];
  const beganMs = machineMs();
  for (let turn = 1; turn <= count; turn += 1) {
    const dueMs = beganMs + turn * everyMs;
    // A timer may fire up to a millisecond early.
    await pause(Math.ceil(dueMs - machineMs()));
    work();
    taken.push(machineMs() - dueMs);
  }
  return taken;
}

function noteHeads(): void {
  const atMs = machineMs();
  for (const [origin, { seq }] of ledger.heads()) {
    if ((heads.get(origin) ?? 0) >= seq) continue;
    heads.set(origin, seq);
    if (origin !== ledger.identity.origin) heard.push({ end: { origin, seq }, atMs });
  }
}

function ownSeq(): number {
  return ledger.head(ledger.identity.origin)?.seq ?? 0;
}

function bytes(): number {
  return sockets.reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms));
  });
}
