/** A till of a shop with a kitchen, resident as the product's are: `ticket-till.ts STORE`. */

import { addStaticAddress } from "../../src/app/mesh/mesh-addresses.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { stayResident } from "../../src/app/resident/stay-resident.ts";
import { machineMs } from "../../src/app/system/clock.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { CASHIER, openBenchTill } from "../shop.ts";
import { answerWith } from "./asked.ts";

/** By the machine's clock. */
export interface Ordered {
  readonly beganMs: number;
  readonly committedMs: number;
  readonly seq: number;
}

const [, , store = ""] = process.argv;
const LOOK_MS = 10;
const PLENTY = minor(100_000);
process.env["TILL_MESH_HOST"] = "127.0.0.1";

const open = openBenchTill(store);
const { till } = open;
const { ledger } = till;
/** When what others have said was here, by how far each had come. */
const heard: Array<{ readonly origin: string; readonly seq: number; readonly atMs: number }> = [];

ledger.onChange(() => {
  const atMs = machineMs();
  for (const [origin, { seq }] of ledger.heads()) {
    if (origin !== ledger.identity.origin) heard.push({ origin, seq, atMs });
  }
});
stayResident(open, {
  onChange: () => undefined,
  onLook: () => undefined,
  onLog: () => undefined,
});

answerWith({
  port: async () => {
    while (open.mesh.view() === undefined) await pause();
    return open.mesh.view()?.port;
  },
  know: (port) => {
    addStaticAddress(ledger, `127.0.0.1:${port}`);
  },
  links: () => open.mesh.view()?.peers.filter(({ isConnected }) => isConnected).length ?? 0,
  origin: () => ledger.identity.origin,
  order: (): Ordered => {
    const beganMs = machineMs();
    const sold = sell(till, CASHIER, {
      entries: ["coffee"],
      payment: inCash(PLENTY),
      service: undefined,
    });
    if (!sold.ok) throw new Error(sold.fault.type);
    const seq = ledger.head(ledger.identity.origin)?.seq ?? 0;
    return { beganMs, committedMs: machineMs(), seq };
  },
  /** The first moment in which so much of it was here. */
  heardAt: (origin, seq) => {
    const at = heard.find((one) => one.origin === origin && one.seq >= Number(seq))?.atMs;
    heard.length = 0;
    return at;
  },
});

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LOOK_MS);
  });
}
