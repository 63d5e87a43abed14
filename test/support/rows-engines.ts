/** The databases that an office may use: the one in the process, and a PostgreSQL server of the test's own. */

import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll } from "vitest";

import { openRows, type Rows, type RowsPlace } from "../../src/hub/rows/rows-database.ts";

export const ENGINES = ["folder", "server"] as const;
export type Engine = (typeof ENGINES)[number];

const DEBIAN = "/usr/lib/postgresql";
const PATIENCE_MS = 60_000;

/** Returns why no server can be started here; undefined where one can. */
export function whyNoPostgres(): string | undefined {
  return binaries() === undefined ? "Debian's postgresql is not installed" : undefined;
}

/** Opens a database of the file's own, with our tables; the same for all tests of the file. */
export function rowsOf(engine: Engine, onStatement?: (text: string) => void): () => Rows {
  const opened = placeOf(engine);
  let rows: Rows | undefined;
  beforeAll(async () => {
    rows = await openRows(opened(), onStatement);
  }, PATIENCE_MS);
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
  beforeAll(() => {
    place =
      engine === "folder" ? { type: "folder", dir: path.join(dir, "rows") } : startServer(dir);
  }, PATIENCE_MS);
  afterAll(() => {
    if (place?.type === "server")
      asPostgres(["pg_ctl", "-D", `${dir}/data`, "-m", "fast", "-w", "stop"]);
    rmSync(dir, { recursive: true, force: true });
  });
  return () => {
    if (place === undefined) throw new Error("There is no database yet.");
    return place;
  };
}

function startServer(dir: string): RowsPlace {
  if (isRoot()) chownSync(dir, idOf("-u"), idOf("-g"));
  const data = `${dir}/data`;
  asPostgres(
    `initdb -D ${data} -U hub -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions`.split(
      " ",
    ),
  );
  const options = `-c listen_addresses='' -c unix_socket_directories=${dir}`;
  asPostgres(["pg_ctl", "-D", data, "-w", "-l", `${dir}/log`, "-o", options, "start"]);
  return { type: "server", url: `postgres://hub@/postgres?host=${encodeURIComponent(dir)}` };
}

/** PostgreSQL refuses root. */
function asPostgres([tool = "", ...words]: ReadonlyArray<string>): void {
  const command = [path.join(binaries() ?? "", tool), ...words];
  const [first = "", ...rest] = isRoot()
    ? ["runuser", "-u", "postgres", "--", ...command]
    : command;
  const { status, stderr } = spawnSync(first, rest, {
    cwd: "/",
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`${tool} failed: ${stderr}`);
}

function binaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const found = readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, "bin"));
  return found.find((folder) => existsSync(path.join(folder, "initdb")));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function idOf(flag: string): number {
  return Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
}
