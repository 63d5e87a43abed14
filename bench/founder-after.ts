/** A founder that has sold for long: its store with so many events behind it, and everything that people set. */

import path from "node:path";

import { type OpenTill } from "../src/app/open-till.ts";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { type BusinessDay } from "../src/domain/identity.ts";
import { joinLedger } from "../src/ledger/open-ledger.ts";
import { makeHistory } from "./history.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";

export interface FounderAfter {
  readonly store: string;
  readonly first: BusinessDay;
}

/** Makes the store anew of what the founder has said, and of a history of so many days and events. */
export async function founderAfter(
  name: string,
  {
    events,
    days,
    before,
  }: { readonly events: number; readonly days: number; readonly before?: (open: OpenTill) => void },
): Promise<FounderAfter> {
  const young = openBenchTill(
    await foundBenchShop(path.dirname(name), `${path.basename(name)}-young`),
  );
  const { ledger } = young.till;
  const first = young.till.days().now;
  before?.(young);
  const { pieces } = await makeHistory(young, events, { days });
  const { shop, founder } = ledger.identity;
  const identity = JSON.parse(ledger.store.local("identity") ?? "") as { readonly seed: string };
  const joining = {
    shop,
    founder,
    seed: Buffer.from(identity.seed, "hex"),
    zone: "Europe/Amsterdam",
  };
  const old = joinLedger(name, joining, systemStoreDeps);
  for (const piece of pieces) {
    old.receive(piece);
    while (old.foldSome());
  }
  for (const row of ledger.secrets.rows()) old.secrets.receive(row);
  old.flush();
  old.close();
  await young.close();
  return { store: name, first };
}
