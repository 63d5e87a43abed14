/** What shops sold on some days: sums of the sums that each shop's own reports are made of, never of receipts. */

import { type RawBuilder, sql } from "kysely";

import { type BusinessDay } from "../src/domain/identity.ts";
import { type Rows } from "./rows/rows-database.ts";

export interface ShopSales {
  readonly shop: string;
  readonly name: string;
  readonly currency: string;
  readonly receipts: number;
  /** Minor units, as all amounts. */
  readonly sales: number;
  readonly returned: number;
  readonly refunded: number;
}

export interface Days {
  readonly from: BusinessDay;
  /** The last of them. */
  readonly to: BusinessDay;
}

/** The shops of a group; all shops without one. */
export interface GroupOnly {
  readonly group?: string | undefined;
}

export interface GroupDays extends Days, GroupOnly {}

/** Whether a shop, which the statement calls `shop`, is asked for. */
export function isAskedFor({ group }: GroupOnly): RawBuilder<boolean> {
  return group === undefined
    ? sql`true`
    : sql`shop.shop IN (SELECT shop FROM till.shop_group WHERE grp = ${group})`;
}

/** Whether any shop is in the group. */
export async function isGroup(rows: Rows, group: string): Promise<boolean> {
  const { rows: found } = await sql`
    SELECT shop FROM till.shop_group WHERE grp = ${group} ORDER BY shop LIMIT 1`.execute(rows);
  return found.length > 0;
}

/** Returns a row for each shop, also for one that sold nothing, by its name. */
export async function salesOf(rows: Rows, asked: GroupDays): Promise<ReadonlyArray<ShopSales>> {
  const { from, to } = asked;
  const { rows: found } = await sql<ShopSales>`
    SELECT shop.shop, shop.name, shop.currency,
      coalesce(sum(amount) FILTER (WHERE what = 'receipts'), 0)::bigint AS receipts,
      coalesce(sum(amount) FILTER (WHERE what = 'sales'), 0)::bigint AS sales,
      coalesce(sum(amount) FILTER (WHERE what = 'returned'), 0)::bigint AS returned,
      coalesce(sum(amount) FILTER (WHERE what = 'refunded'), 0)::bigint AS refunded
    FROM till.shop AS shop
    LEFT JOIN till.day_sum AS kept
      ON kept.shop = shop.shop AND kept.day BETWEEN ${from}::date AND ${to}::date
      AND what IN ('receipts', 'sales', 'returned', 'refunded')
    WHERE ${isAskedFor(asked)}
    GROUP BY shop.shop, shop.name, shop.currency
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C"`.execute(rows);
  return found;
}
