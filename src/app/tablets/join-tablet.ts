/** The till of a tablet joins the shop of the box that it is on, in the process that invites it. */

import { ok, type Result } from "../../domain/base/result.ts";
import { deviceOf, type DeviceId } from "../../domain/identity.ts";
import { endsOf } from "../../ledger/exchange.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { openLedger, type StoreDeps } from "../../ledger/open-ledger.ts";
import { type InviteCode } from "../../mesh/pairing/invite-code.ts";
import { type JoinProblem } from "../founding/join-problem.ts";
import { joinTheShop } from "../founding/join-shop.ts";
import { ownHosts } from "../mesh/own-addresses.ts";

interface TabletWish {
  /** Its store-to-be. */
  readonly dir: string;
  readonly deviceName: string;
  readonly code: InviteCode;
  /** The port on which this box awaits it. */
  readonly port: number;
  readonly onProved: () => void;
}

const LOOPBACK = "127.0.0.1";

/** Makes the tablet's store; a problem leaves none. Throws StoreError. */
export async function joinTablet(
  { port, ...wish }: TabletWish,
  deps: StoreDeps,
): Promise<Result<undefined, JoinProblem>> {
  const near = await joinAt(LOOPBACK);
  if (near.ok || near.fault.type !== "nobody-there") return near;
  // The program with the box's links may take them on one of its other addresses alone.
  for (const host of ownHosts()) {
    const far = await joinAt(host);
    if (far.ok || far.fault.type !== "nobody-there") return far;
  }
  return near;

  async function joinAt(host: string): Promise<Result<undefined, JoinProblem>> {
    const at = { host, port };
    const joined = await joinTheShop({ ...wish, at, onLooking: () => undefined }, deps);
    return joined.ok ? ok(undefined) : joined;
  }
}

/** Returns which device of the shop a store on this box is. Throws StoreError. */
export function deviceOfStore(dir: string, deps: StoreDeps): DeviceId {
  const ledger = openLedger(dir, deps);
  try {
    return ledger.identity.key.device;
  } finally {
    ledger.close();
  }
}

/** Counts the events of a store's own till that the other ledger does not have. Throws StoreError. */
export function eventsUnknown(dir: string, to: Ledger, deps: StoreDeps): number {
  const ledger = openLedger(dir, deps);
  try {
    const { device } = ledger.identity.key;
    const heads = to.heads();
    return endsOf(ledger.heads())
      .filter(({ origin }) => deviceOf(origin) === device)
      .map(({ origin, seq }) => Math.max(0, seq - (heads.get(origin)?.seq ?? 0)))
      .reduce((sum, count) => sum + count, 0);
  } finally {
    ledger.close();
  }
}
