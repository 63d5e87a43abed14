/** The shops of an office: what each is, how many boxes it has, of which groups it is, and since when it has traded. */

import { sql } from "kysely";

import { type Rows } from "./rows/rows-database.ts";

export interface ListedShop {
  readonly shop: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly demo: boolean;
  /** Boxes that are not shut out, without this office. */
  readonly boxes: number;
  readonly groups: ReadonlyArray<string>;
  /** The first and the last business day with sums; null where there is none. */
  readonly first: string | null;
  readonly last: string | null;
}

/** Returns all shops of the database by their names. */
export async function listShops(rows: Rows): Promise<ReadonlyArray<ListedShop>> {
  const { rows: found } = await sql<ListedShop>`
    SELECT shop.shop, shop.name, shop.zone, shop.currency, shop.demo,
      (SELECT count(*) FROM till.device AS box WHERE box.shop = shop.shop AND NOT box.revoked
        AND NOT 'hub' = ANY(string_to_array(box.rights, ' ')))::bigint AS boxes,
      ARRAY(SELECT grp FROM till.shop_group AS member WHERE member.shop = shop.shop
        ORDER BY grp COLLATE "C") AS groups,
      (SELECT min(day) FROM till.traded_day AS kept WHERE kept.shop = shop.shop) AS first,
      (SELECT max(day) FROM till.traded_day AS kept WHERE kept.shop = shop.shop) AS last
    FROM till.shop AS shop
    ORDER BY shop.name COLLATE "C", shop.shop COLLATE "C"`.execute(rows);
  return found;
}
