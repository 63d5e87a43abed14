/**
 * The folder of a head office: a ledger for each shop, each with keys of its own, so that no shop can tell from what
 * the office shows it that there are others.
 */

import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";

import { type ShopId, shopIdSchema } from "../src/domain/identity.ts";
import { type ExclusiveLock, takeLock } from "../src/ledger/exclusive-lock.ts";
import { hasLedger } from "../src/ledger/open-ledger.ts";
import { type RowsPlace } from "./rows/rows-database.ts";

const SHOPS = "shops";
const JOINING = "joining";
const LEFT = "left";
const ROWS = "rows";
const OWNERS_ALONE = 0o700;
const OTHERS_NOTHING = 0o077;

/**
 * The folder is its user's alone from now on, whoever made it, and so is what this process writes: the database in it
 * makes files that anybody may read.
 */
function closeToOthers(hub: string): void {
  mkdirSync(hub, { recursive: true, mode: OWNERS_ALONE });
  chmodSync(hub, OWNERS_ALONE);
  process.umask(OTHERS_NOTHING);
}

/** Returns the folder that a shop's ledger is in, whether it is there or not. */
export function shopFolder(hub: string, shop: ShopId): string {
  return path.join(hub, SHOPS, shop);
}

/** Returns the shops of the office, by their ids. */
export function shopsIn(hub: string): ReadonlyArray<ShopId> {
  const folder = path.join(hub, SHOPS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const shop = shopIdSchema.safeParse(name).data;
      return shop !== undefined && hasLedger(path.join(folder, name)) ? [shop] : [];
    });
}

/** Whether there is an office in the folder. */
export function isHub(hub: string): boolean {
  return existsSync(path.join(hub, SHOPS));
}

/** Returns the folder in which a shop is joined whose id nobody knows yet. */
export function joiningFolder(hub: string): string {
  closeToOthers(hub);
  const folder = path.join(hub, JOINING);
  mkdirSync(folder, { recursive: true, mode: OWNERS_ALONE });
  return folder;
}

/** Puts a shop that was joined where it belongs. False where the office has that shop already. */
export function keepJoined(hub: string, shop: ShopId): boolean {
  const folder = shopFolder(hub, shop);
  if (existsSync(folder)) return false;
  mkdirSync(path.dirname(folder), { recursive: true, mode: OWNERS_ALONE });
  renameSync(joiningFolder(hub), folder);
  return true;
}

/** Takes a shop out of the office, and returns where its ledger is now; nothing of it is thrown away. */
export function moveAway(hub: string, shop: ShopId): string {
  const left = path.join(hub, LEFT);
  mkdirSync(left, { recursive: true, mode: OWNERS_ALONE });
  // It may have been joined and left before.
  const taken = readdirSync(left).filter((name) => name.startsWith(shop)).length;
  const folder = path.join(left, taken === 0 ? shop : `${shop}-${taken + 1}`);
  renameSync(shopFolder(hub, shop), folder);
  return folder;
}

/** Returns where the office's rows are: on the server that is named, else in the folder. */
export function rowsPlace(hub: string, postgres: string | undefined): RowsPlace {
  return postgres === undefined
    ? { type: "folder", dir: path.join(hub, ROWS) }
    : { type: "server", url: postgres };
}

/** Held by the process that is the office: two on one folder would break its database. */
export function takeHubLock(hub: string): ExclusiveLock | undefined {
  closeToOthers(hub);
  return takeLock(hub, "hub");
}
