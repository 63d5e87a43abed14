/** Asks about groups of shops, or has something done for one: by the office that runs, else by this process. */

import { openLedger } from "../../src/ledger/open-ledger.ts";
import { type Asked, askSocket } from "../ask-hub.ts";
import { isHub, shopFolder, takeHubLock } from "../hub-folder.ts";
import { socketOf } from "../hub-server.ts";
import { GROUPS_PATH, groupsApp } from "./groups-app.ts";
import { type GroupsDeps } from "./groups-deps.ts";

/** Publishing to a thousand shops takes minutes. */
const PATIENCE_MS = 600_000;

/** `wish`: JSON, by `groups-app.ts`; missing for all groups. Throws StoreError where a ledger can't be opened. */
export async function askGroups<Answer>(
  { hub, store }: Pick<GroupsDeps, "hub" | "store">,
  deed: string,
  wish?: object,
): Promise<Asked<Answer>> {
  if (!isHub(hub)) return { type: "none" };
  const body = wish === undefined ? undefined : JSON.stringify(wish);
  const method = body === undefined ? "GET" : "POST";
  const question = { method, ...(body === undefined ? {} : { body }) } as const;
  const where = deed === "" ? GROUPS_PATH : `${GROUPS_PATH}/${deed}`;
  const heard = await askSocket<Answer>(socketOf(hub), where, {
    ...question,
    timeoutMs: PATIENCE_MS,
  });
  if (heard !== undefined) return { type: "answered", answer: heard };
  const lock = takeHubLock(hub);
  if (lock === undefined) return { type: "silent" };
  try {
    const app = groupsApp({ hub, store, inShop: inClosedShop({ hub, store }) });
    const headers = { "content-type": "application/json" };
    const response = await app.request(`/${deed}`, { ...question, headers });
    return { type: "answered", answer: (await response.json()) as Answer };
  } finally {
    lock.release();
  }
}

/** Opens the shop's ledger for each piece of work: no office has it open. */
function inClosedShop({ hub, store }: Pick<GroupsDeps, "hub" | "store">): GroupsDeps["inShop"] {
  return (shop, work) => {
    const ledger = openLedger(shopFolder(hub, shop), store);
    try {
      return work(ledger);
    } finally {
      ledger.close();
    }
  };
}
