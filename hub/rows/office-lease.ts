/**
 * One office writes into a database of a server: the second one that is started is refused. What rows are written stays
 * right without it, since each commit says from where it goes on.
 */

import { type RowsPlace } from "./rows-database.ts";

export interface OfficeLease {
  /** Takes it, or takes it again after the server was away; false while another office has it. Throws what the server does. */
  readonly take: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Names the lock among those of other programs: the letters of `till`. */
const LOCK = "1953066092";

export function createOfficeLease(place: RowsPlace): OfficeLease {
  let close: (() => Promise<void>) | undefined;
  /** One question at a time: the second one of this office would be refused. */
  let taking: Promise<boolean> | undefined;

  async function take(url: string): Promise<boolean> {
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: url });
    // With the connection the server lets go of the lock.
    client.on("error", () => undefined);
    client.on("end", () => {
      close = undefined;
    });
    await client.connect();
    const { rows } = await client.query<{ readonly isOurs: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK}) AS "isOurs"`,
    );
    const isOurs = rows[0]?.isOurs === true;
    if (isOurs) close = () => client.end();
    else await client.end();
    return isOurs;
  }

  return {
    // The folder's database is guarded by the lock of the folder.
    take: async () => {
      if (place.type === "folder" || close !== undefined) return true;
      taking ??= take(place.url).finally(() => {
        taking = undefined;
      });
      return taking;
    },
    close: async () => close?.(),
  };
}
