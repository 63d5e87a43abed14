/** Which shops a group has, for whoever may see those of some groups alone: in the page, and by row security. */

import { sql } from "kysely";

import { type Rows } from "./rows-database.ts";

/** Writes the shops of a group anew; other groups stay, those too that somebody has made by hand. */
export async function writeShopGroup(
  rows: Rows,
  group: string,
  shops: ReadonlyArray<string>,
): Promise<void> {
  await rows.transaction().execute(async (commit) => {
    await sql`DELETE FROM till.shop_group WHERE grp = ${group}`.execute(commit);
    await sql`INSERT INTO till.shop_group (shop, grp)
      SELECT shop, ${group} FROM unnest(${[...shops]}::text[]) AS member (shop)`.execute(commit);
  });
}
