/** A café whose disk was copied: two boxes sell under one name, and have heard of each other. */

import { cp } from "node:fs/promises";
import path from "node:path";

import { type OpenTill } from "../../src/app/open-till.ts";
import { type Cafe } from "./cafe.ts";
import { sellGoods } from "./sell-goods.ts";
import { synchroniseLedgers } from "./shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface ForkedCafe {
  readonly open: OpenTill;
  readonly other: OpenTill;
}

/** One receipt before the disk was copied, then two here and one on the copy. */
export async function forkedCafe(cafe: Cafe): Promise<ForkedCafe> {
  const open = cafe.open();
  sell(open);
  const other = cafe.openAt(await copyOf(cafe, open));
  sell(open);
  sell(open);
  sell(other);
  synchroniseLedgers(open.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, open.till.ledger);
  return { open, other };
}

/** A folder with what is on the disk now. */
export async function copyOf(cafe: Cafe, { till }: OpenTill): Promise<string> {
  till.ledger.db.pragma("wal_checkpoint(TRUNCATE)");
  const dir = path.join(await temporaryFolder(), "shop");
  await cp(cafe.dir, dir, { recursive: true });
  return dir;
}

function sell({ till }: OpenTill): void {
  sellGoods(till, ["espresso"], { cash: 10_000 });
}
