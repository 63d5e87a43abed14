/** The rows say which shops each group has: they may have been made anew, and groups change while no office runs. */

import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { type Rows } from "../rows/rows-database.ts";
import { writeShopGroup } from "../rows/shop-groups.ts";
import { groupsIn, readGroup, withModel } from "./group-folder.ts";

/** Throws StoreError where a model can't be opened. */
export async function writeGroupRows(
  rows: Rows,
  { hub, store }: { readonly hub: string; readonly store: StoreDeps },
): Promise<void> {
  for (const name of groupsIn(hub)) {
    const { shops } = await withModel(hub, name, { store, work: readGroup });
    await writeShopGroup(rows, name, shops);
  }
}
