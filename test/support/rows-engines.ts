/** The databases that an office may use: the one in the process, and a PostgreSQL server of the test's own. */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll } from "vitest";

import { openRows, type Rows, type RowsPlace } from "../../hub/rows/rows-database.ts";
import { copyRows, withDatabase } from "./made-rows.ts";
import { startPostgres, stopPostgres } from "./postgres-server.ts";

export const ENGINES = ["folder", "server"] as const;
export type Engine = (typeof ENGINES)[number];

/** Opens a database of the file's own, with our tables; the same for all tests of the file. */
export function rowsOf(engine: Engine, onStatement?: (text: string) => void): () => Rows {
  const opened = placeOf(engine);
  let rows: Rows | undefined;
  beforeAll(async () => {
    rows = await withDatabase(() => openRows(opened(), onStatement));
  });
  afterAll(async () => {
    await rows?.destroy();
  });
  return () => {
    if (rows === undefined) throw new Error("The database is not open yet.");
    return rows;
  };
}

/** Returns where a database of the file's own is. A server is stopped after the last test. */
export function placeOf(engine: Engine): () => RowsPlace {
  let place: RowsPlace | undefined;
  // A socket's path has 107 bytes at most, and another user has to get there.
  const dir = mkdtempSync("/tmp/rows-");
  beforeAll(async () => {
    if (engine === "server") place = startPostgres(dir);
    else {
      const made = path.join(dir, "rows");
      await copyRows(made);
      place = { type: "folder", dir: made };
    }
  });
  afterAll(() => {
    if (place?.type === "server") stopPostgres(dir);
    rmSync(dir, { recursive: true, force: true });
  });
  return () => {
    if (place === undefined) throw new Error("There is no database yet.");
    return place;
  };
}
