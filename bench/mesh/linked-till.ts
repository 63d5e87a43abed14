/**
 * A till that sells, linked to another one: how long from a command, and from its commit, until the other
 * one has said that it holds what came of it, durable and folded. `linked-till.ts STORE PORT`: the other one's port.
 */

import { linkIdentity, knownRoots } from "../../src/app/mesh/mesh-keys.ts";
import { createMeshLedger } from "../../src/app/mesh/mesh-ledger.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { systemClock, systemSteadyMs } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { ok } from "../../src/domain/base/result.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { type ChainEnd, toStreamId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { createMeshRuntime, type MeshRuntime } from "../../src/mesh/mesh-runtime.ts";
import { CASHIER, openBenchTill, sessionOf } from "../shop.ts";
import { answerWith } from "./asked.ts";

const [, , store = "", port = ""] = process.argv;
const PLENTY = minor(100_000);
const SKUS = ["COFFEE", "FLAT-WHITE", "CROISSANT"];
const GOODS = ["coffee", "flat white", "croissant"];

const open = openBenchTill(store);
const { till } = open;
const { ledger } = till;
const session = sessionOf(open);
let onHeld: ((end: ChainEnd) => void) | undefined;
let rounds = 0;
let committedMs = 0;
let sinceCommit: number[] = [];
const runtime = await link();
ledger.onChange(() => {
  committedMs = performance.now();
  runtime.committed();
});

answerWith({
  /** Undefined before the other one is there, and has all. */
  isWhole: () => runtime.status().safeOn === 1,
  /** Bytes of what one sale says. */
  saleBytes: () => {
    sellOnce();
    const { origin } = ledger.identity;
    return ledger.piecesOf(origin, ledger.head(origin)?.seq ?? 1)[0]?.length ?? 0;
  },
  /** What a cashier's last key on each sale does; its lines are with the other one by then. */
  payments: (count) => times(Number(count), pay, addLines),
  /** The same once more, from the moment at which the till itself had it on its disk. */
  sinceCommit: () => sinceCommit,
  /** All of a sale in one command, as scripts sell. */
  sales: (count) => times(Number(count), sellOnce),
  events: (count) => times(Number(count), commitOne),
});

/** One after the other. */
async function times(
  count: number,
  command: () => void,
  prepare?: () => void,
): Promise<ReadonlyArray<number>> {
  const taken: number[] = [];
  sinceCommit = [];
  for (let turn = 0; turn < count; turn += 1) {
    if (prepare !== undefined) {
      prepare();
      await held();
    }
    const began = performance.now();
    command();
    await held();
    const heldMs = performance.now();
    taken.push(heldMs - began);
    sinceCommit.push(heldMs - committedMs);
  }
  return taken;
}

function held(): Promise<void> {
  const { origin } = ledger.identity;
  const seq = ledger.head(origin)?.seq ?? 0;
  return new Promise((resolve) => {
    onHeld = (end) => {
      if (end.origin === origin && end.seq >= seq) resolve();
    };
  });
}

function addLines(): void {
  session.newOrder();
  for (const sku of SKUS) session.perform({ act: "add", sku, quantity: oneUnit });
}

function pay(): void {
  const paid = session.perform({ act: "pay", type: "cash", tendered: minor(session.cashDue()) });
  if (!paid.ok) throw new Error(paid.fault.message);
}

function sellOnce(): void {
  const sold = sell(till, CASHIER, {
    entries: GOODS,
    payment: inCash(PLENTY),
    service: undefined,
  });
  if (!sold.ok) throw new Error(sold.fault.type);
}

function commitOne(): void {
  rounds += 1;
  const streams = [toStreamId("set", `bench-${rounds % 100}`)];
  const body = { value: rounds, over: [] };
  ledger.commit({
    by: "1",
    name: "bench",
    decide: () => ok({ events: [{ kind: "setting/set", streams, body }] }),
  });
}

/** As a resident process is linked. Whoever says what it holds of ours is looked at on the way in. */
async function link(): Promise<MeshRuntime> {
  const identity = linkIdentity(ledger);
  if (identity === undefined) throw new Error("The till has no keys for links.");
  const meshLedger = createMeshLedger(ledger);
  const opened = await createMeshRuntime({
    ...identity,
    ledger: {
      ...meshLedger,
      holds: (end) => {
        onHeld?.(end);
        return meshLedger.holds(end);
      },
    },
    roots: () => knownRoots(ledger),
    ports: [0],
    host: "127.0.0.1",
    clock: systemClock,
    steadyMs: systemSteadyMs,
    random: systemRandom,
    memory: { load: () => [], save: () => undefined },
    staticAddresses: () => [{ host: "127.0.0.1", port: Number(port) }],
    onChange: () => undefined,
    onRefused: () => undefined,
    onEnded: () => undefined,
    onFault: (cause) => {
      throw cause;
    },
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  return opened.value;
}
