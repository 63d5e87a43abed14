/** A head office at work: one door for the links of all shops, their ledgers, and one database of rows. */

import { type ShopId } from "../src/domain/identity.ts";
import { type ExclusiveLock } from "../src/ledger/exclusive-lock.ts";
import { type StoreDeps } from "../src/ledger/open-ledger.ts";
import { createRefusalLog } from "../src/mesh/links/refusal-log.ts";
import { openSharedDoor } from "../src/mesh/links/shared-door.ts";
import { LINK_LIMITS, LINK_PROTOCOL } from "../src/mesh/links/tls-links.ts";
import { publishDueAgain } from "./groups/due-days.ts";
import { writeGroupRows } from "./groups/group-rows.ts";
import { isHub, rowsPlace, takeHubLock } from "./hub-folder.ts";
import { type LinkStatus, serveHub } from "./hub-server.ts";
import { createNews, type News } from "./news.ts";
import { createOfficeShops } from "./office-shops.ts";
import { type PageFault, type PagePlace, type RunningPage } from "./page/page-server.ts";
import { createOfficeLease, type OfficeLease } from "./rows/office-lease.ts";
import { openRows, type Rows, RowsError, type RowsPlace } from "./rows/rows-database.ts";
import { writeShopGroup } from "./rows/shop-groups.ts";

/** Installers open the firewall of the office for it (docs/hub.md). */
export const HUB_PORT = 7800;

export interface HubOptions {
  readonly hub: string;
  readonly store: StoreDeps;
  /** Missing: the database that the office brings along. */
  readonly postgres?: string | undefined;
  /** The only address to listen on; missing for all. */
  readonly host?: string | undefined;
  /** 0: any that is free. */
  readonly port: number;
  /** The most ledgers that are open; missing: what the memory of the box holds. */
  readonly openMax?: number | undefined;
  /** Where the page for browsers is; missing for none. */
  readonly page?: PagePlace | undefined;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

export interface RunningHub {
  readonly port: () => number;
  /** The address of the page; undefined where there is none. */
  readonly pageUrl: string | undefined;
  readonly status: () => LinkStatus;
  /** Resolves when the rows say what every ledger does. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Why there is no office: another process is it, nobody has joined a shop yet, or a port can't be had. */
export type HubFault =
  | { readonly type: "hub/taken" }
  | { readonly type: "hub/none" }
  /** Another office writes into the database. */
  | { readonly type: "hub/rows-taken" }
  | { readonly type: "hub/port"; readonly port: number }
  | PageFault;

const LOOK_EVERY_MS = 1000;

/** Throws StoreError where a ledger can't be opened, and RowsError where the database can't. */
export async function runHub(options: HubOptions): Promise<RunningHub | HubFault> {
  const { hub, store, postgres, host, port, onLog, onFault } = options;
  const { clock } = store;
  if (!isHub(hub)) return { type: "hub/none" };
  const taken = takeHubLock(hub);
  if (taken === undefined) return { type: "hub/taken" };
  // Before the port: a process that listens does not end by itself.
  const database = await openDatabase(rowsPlace(hub, postgres), taken);
  if (database === undefined) return { type: "hub/rows-taken" };
  const { rows, lease, close: closeDatabase } = database;
  const refusals = createRefusalLog(clock, ({ remote, reason }) => {
    onLog(`refused ${remote}: ${reason}`);
  });
  const opened = await openSharedDoor({
    host,
    port,
    protocolName: LINK_PROTOCOL,
    limits: LINK_LIMITS,
    clock,
    refusals,
    wake: (serverName) => shops.wake(serverName),
  });
  if (!opened.ok) {
    refusals.close();
    await closeDatabase();
    return { type: "hub/port", port };
  }
  const door = opened.value;
  const news = createNews();
  const shops = createOfficeShops({
    hub,
    store,
    door,
    rows,
    openMax: options.openMax,
    onRows: news.tell,
    onLog,
    onFault,
  });
  let cancelLook: (() => void) | undefined;
  look();
  await writeGroupRows(rows, { hub, store }).catch(onFault);
  const groups = {
    hub,
    store,
    inShop: shops.inShop,
    onShops: (group: string, has: ReadonlyArray<ShopId>) => writeShopGroup(rows, group, has),
  };
  const stopPublishing = publishDueAgain(groups, onFault);
  const server = await serveHub(hub, {
    rows,
    clock,
    random: store.random,
    offsetMinutes: store.offsetMinutes,
    status,
    leave: shops.leave,
    rebuild: shops.rebuild,
    groups,
  });
  const page = await pageOf(options, rows, news.hear);
  if (page !== undefined && "type" in page) {
    await close();
    return page;
  }
  return { port: door.port, pageUrl: page?.url, status, idle: shops.idle, close };

  /** A shop that was joined meanwhile is one of the office from now on. */
  function look(): void {
    cancelLook = clock.after(LOOK_EVERY_MS, look);
    keepLease(lease, onFault).catch(() => undefined);
    shops.look();
  }

  function status(): LinkStatus {
    return { port: door.port(), shops: shops.status() };
  }

  async function close(): Promise<void> {
    stopPublishing();
    cancelLook?.();
    if (page !== undefined && "close" in page) await page.close();
    await server.close();
    await shops.close();
    await door.close();
    refusals.close();
    await closeDatabase();
  }
}

/** Nobody else waits for what only the page needs. */
async function pageOf(
  { page, hub, store, onFault }: HubOptions,
  rows: Rows,
  hear: News["hear"],
): Promise<RunningPage | PageFault | undefined> {
  if (page === undefined) return undefined;
  const { openPage } = await import("./page/open-page.ts");
  return openPage(page, { hub, rows, store, hear, onFault });
}

/** A server that was away has let go of it. What it can't be asked now is asked again. */
async function keepLease(lease: OfficeLease, onFault: HubOptions["onFault"]): Promise<void> {
  if (await lease.take()) return;
  onFault(new RowsError("Another office writes into the database meanwhile: end one of the two."));
}

interface OfficeDatabase {
  readonly rows: Rows;
  readonly lease: OfficeLease;
  /** Lets go of the folder, too. */
  readonly close: () => Promise<void>;
}

/** Undefined where another office writes into it. Where it can't be opened, the folder is let go of. */
async function openDatabase(
  place: RowsPlace,
  lock: ExclusiveLock,
): Promise<OfficeDatabase | undefined> {
  const lease = createOfficeLease(place);
  let rows: Rows | undefined;

  async function close(): Promise<void> {
    await lease.close();
    await rows?.destroy();
    lock.release();
  }

  try {
    rows = await openRows(place);
    if (await lease.take()) return { rows, lease, close };
  } catch (cause) {
    await close();
    throw cause;
  }
  await close();
  return undefined;
}
