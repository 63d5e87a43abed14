/** How far a store's ledger goes, and what waits for its printers: equal when nothing was written. */

import { openTill } from "../../src/app/open-till.ts";

export async function ledgerSnapshot(store: string): Promise<string> {
  const { till, jobs, close } = openTill(store);
  const heads = [...till.ledger.heads()].map(([origin, { seq, hash }]) => [origin, seq, hash]);
  const papers = jobs.latest(1000).map(({ id, state }) => [id, state]);
  await close();
  return JSON.stringify({ heads, papers });
}
