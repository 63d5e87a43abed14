/** The cost of each till of the shop to this one: storage, refused pieces, and work. */

import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { storedSizes } from "../../ledger/stored-sizes.ts";
import { type MeshView } from "../membership/mesh-view.ts";

export interface TillCost {
  readonly transactions: number;
  /** The bytes on this box's disk. */
  readonly bytes: number;
  /** The number of its chains: the first, and one for each time that it was restored. */
  readonly chains: number;
  /** Its transactions that nobody has to hold: they are in question, and kept for a person to check. */
  readonly doubted: number;
  /** The cost since the program began; undefined while no program of this till is connected. */
  readonly links: LinkCost | undefined;
}

export interface LinkCost {
  /** Its transactions that there was no room for here. */
  readonly refused: number;
  /** The processor time. */
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
