/** What needs somebody in the shops, as far as their ledgers say it here: what is open, and who is silent. */

import { sql } from "kysely";

import { type Rows } from "./rows/rows-database.ts";
import { type GroupOnly, isAskedFor } from "./sales-report.ts";

export interface ShopQuestion {
  readonly shop: string;
  readonly name: string;
  readonly currency: string;
  /** The business day that it counts for; empty where it is of none. */
  readonly day: string;
  /** Such as `order/overpaid`, as `till attention list --json` of the shop has it. */
  readonly kind: string;
  /** The number of the order; empty where it is of none. */
  readonly order: string;
  /** What it is about, as events name it: a line, a receipt, a device, or an entry with its field. */
  readonly subject: string;
  /** Minor units; 0 where it is about no sum. */
  readonly amount: number;
}

/** Returns the open questions by shop and day, those of no day first. */
export async function questionsOf(
  rows: Rows,
  asked: GroupOnly,
): Promise<ReadonlyArray<ShopQuestion>> {
  const { rows: found } = await sql<ShopQuestion>`
    SELECT shop.shop, shop.name, shop.currency, open.day, open.type AS kind,
      open.of_number AS order, open.subject, open.amount
    FROM till.attention AS open JOIN till.shop AS shop ON shop.shop = open.shop
    WHERE ${isAskedFor(asked)}
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C", open.day COLLATE "C", open.place`.execute(
    rows,
  );
  return found;
}
