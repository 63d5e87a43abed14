/** A PostgreSQL server of a test's own: in its folder, on a socket there, without a port. */

import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { type RowsPlace } from "../../hub/rows/rows-database.ts";

const DEBIAN = "/usr/lib/postgresql";

/** Returns why no server can be started here; undefined where one can. */
export function whyNoPostgres(): string | undefined {
  return binaries() === undefined ? "Debian's postgresql is not installed" : undefined;
}

/** Starts one in that folder, which other users can get to, with a path of less than 90 bytes. */
export function startPostgres(dir: string): RowsPlace {
  if (isRoot()) chownSync(dir, idOf("-u"), idOf("-g"));
  const data = `${dir}/data`;
  asPostgres(
    `initdb -D ${data} -U hub -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions`.split(
      " ",
    ),
  );
  restartPostgres(dir);
  return { type: "server", url: `postgres://hub@/postgres?host=${encodeURIComponent(dir)}` };
}

/** Starts one again that was stopped. */
export function restartPostgres(dir: string): void {
  const options = `-c listen_addresses='' -c unix_socket_directories=${dir}`;
  asPostgres(["pg_ctl", "-D", `${dir}/data`, "-w", "-l", `${dir}/log`, "-o", options, "start"]);
}

export function stopPostgres(dir: string): void {
  asPostgres(["pg_ctl", "-D", `${dir}/data`, "-m", "fast", "-w", "stop"]);
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
