/** What each till of the shop costs this one: what is stored of it, what was refused, and work done for it. */

import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { storedSizes } from "../../ledger/stored-sizes.ts";
import { type MeshView } from "../mesh-view.ts";

export interface TillCost {
  readonly transactions: number;
  /** On this box's disk. */
  readonly bytes: number;
  /** Of the first, and each time that it was restored. */
  readonly chains: number;
  /** Of its transactions those that nobody has to hold: in question, and kept to be looked at. */
  readonly doubted: number;
  /** Since the program began; undefined while no program of this till is connected. */
  readonly links: LinkCost | undefined;
}

export interface LinkCost {
  /** Of its transactions those that had no place here. */
  readonly refused: number;
  /** Of the processor. */
  readonly workMs: number;
  readonly bytes: number;
  /** How often it had used up its share, and had to wait. */
  readonly waits: number;
}

const NOTHING = { transactions: 0, bytes: 0, chains: 0 };
const NO_LINK: LinkCost = { refused: 0, workMs: 0, bytes: 0, waits: 0 };

/** `view`: of whichever process has the links. */
export function tillCosts(
  { db, doubt, read }: Ledger,
  view: Pick<MeshView, "costs"> | undefined,
): (device: DeviceId) => TillCost {
  const stored = read(() => storedSizes(db));
  const links = new Map(view?.costs.map((cost) => [cost.device, cost]));
  return (device) => ({
    ...(stored.get(device) ?? NOTHING),
    doubted: read(() => doubt.tallyOf(device).transactions),
    links: view === undefined ? undefined : (links.get(device) ?? NO_LINK),
  });
}
