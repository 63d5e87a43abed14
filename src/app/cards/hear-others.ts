/**
 * Makes sure that nothing of another till is missing here: one that may drive the terminal too may have
 * asked it for money, and what the terminal says then is that other payment's. Source:
 * docs/rules/cards.md, C11.
 */

import { pause } from "../../domain/base/pause.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { type Till } from "../till/till.ts";

export interface HearingDeps {
  readonly till: Pick<Till, "ledger">;
  readonly clock: Clock;
  /** A clock that nobody sets, in milliseconds. */
  readonly steadyMs: () => number;
  /** Asks whoever is connected to the other tills; undefined where nobody is. */
  readonly mesh: () => Promise<MeshView | undefined>;
}

/** Whoever has not answered by then is missing. */
const HEARING_MS = 6000;
const LOOK_EVERY_MS = 200;
/**
 * A till asks its links whether another process of it has written within less than that. Only what it was
 * asked later says that there is nothing more.
 */
const NOTICED_MS = 1000;

/**
 * Waits until each other till has answered a question that was put to it from now on, and everything that it
 * had said is here; gives up after some seconds. Returns the tills that are missing.
 */
export async function hearOthers({
  till,
  clock,
  steadyMs,
  mesh,
}: HearingDeps): Promise<ReadonlyArray<DeviceId>> {
  const others = otherTills(till);
  if (others.length === 0) return [];
  const beganMs = steadyMs();
  for (;;) {
    const view = await mesh();
    const sinceMs = steadyMs() - beganMs;
    const missing = others.filter((device) => !isHeard(view, device, sinceMs - NOTICED_MS));
    if (missing.length === 0 || sinceMs >= HEARING_MS) return missing;
    await pause(clock, LOOK_EVERY_MS);
  }
}

function isHeard(view: MeshView | undefined, device: DeviceId, withinMs: number): boolean {
  const peer = view?.peers.find((one) => one.device === device);
  if (peer?.isConnected !== true || !peer.isHeardOut) return false;
  return peer.answeredAgoMs !== null && peer.answeredAgoMs <= withinMs;
}

/** Returns the other tills that may write for the shop. */
function otherTills({ ledger }: Pick<Till, "ledger">): ReadonlyArray<DeviceId> {
  const { device: self } = ledger.identity.key;
  return [...ledger.admission().values()].flatMap(({ device, revoked, rights }) =>
    device === self || revoked || !rights.includes("till") ? [] : [device],
  );
}
