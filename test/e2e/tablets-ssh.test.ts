/** A tablet that reaches its till by Debian's sshd and ssh client, in a network whose link is cut. Size: whole. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";

import { beforeEach, expect, test, type TestContext } from "vitest";

import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import {
  type TabletFloor,
  tabletFloor,
  whyNoLogin,
  whyNoTablets,
} from "../support/tablet-floor.ts";
import { answer, KEY, openTerminalOf } from "../support/terminal.ts";
import { NODE, TILL } from "../support/till-process.ts";

const shopCopy = ownShopCopies();
const HOLE_MS = 2000;
/** Somewhat more than the time after which the register locks. */
const AWAY_MS = 20_500;

/** The server's own processes, also one that has just ended. */
const SERVER = /^(?:sshd: |\[sshd\])/u;
/** As of a terminal that knows no size of its own. */
const SIZELESS = 'stty rows 0 cols 0; exec "$@"';

beforeEach((ctx) => {
  const why = whyNoTablets();
  if (why !== undefined) ctx.skip(why);
});

test("a cut link leaves order and typed text to the next log-in, and after 20 s to a PIN", async (ctx) => {
  await needLogin(ctx);
  const floor = await tabletFloor(await shopCopy());
  const first = floor.ssh({ columns: 45, rows: 30 });
  await first.sees("staff number >");
  await logIn(first);
  first.type("2*flat white");
  first.press(KEY.enter);
  await first.sees(/TOTAL +7\.20/u);
  first.type("crois");
  await first.sees("> crois");

  for (const { lose } of [floor.tablet, floor.box]) lose(100);
  await pause(systemClock, HOLE_MS);
  for (const { heal } of [floor.tablet, floor.box]) heal();
  const next = floor.ssh({ columns: 45, rows: 30 });
  await next.sees("> crois");

  expect(await first.exit).toBe(5);
  next.press(KEY.enter);
  expect(await next.sees(/TOTAL +9\.80/u)).toMatch(/Flat white/u);
  next.type("espr");
  await next.sees("> espr");
  next.kill("SIGKILL");
  await pause(systemClock, AWAY_MS);
  const late = floor.ssh({ columns: 45, rows: 30 });
  const locked = await late.sees("PIN >");
  expect(locked).not.toContain("espr");
  await answer(late, "PIN >", "1111");
  expect(await late.sees("> espr")).toMatch(/TOTAL +9\.80/u);
});

test("the tablets' account comes to no shell and to no file, whatever its client asks for", async (ctx) => {
  await needLogin(ctx);
  const store = await shopCopy();
  const floor = await tabletFloor(store);
  const { account, run } = floor;
  const refused = {
    code: 2,
    stdout: "",
    stderr: "A kept register is shown on a terminal: open one.\n",
  };

  const wishes = ["RequestTTY=no", "SetEnv=NODE_OPTIONS=--version LD_PRELOAD=/x"];
  const words = wishes.flatMap((wish) => ["-o", wish]);
  expect(await run("ssh", [...words, account, "sh -c 'id; echo in'"])).toEqual(refused);
  for (const [tool, ...tries] of [
    ["ssh", "-W", "127.0.0.1:2222", account],
    ["ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-R", "3333:127.0.0.1:22", account],
    ["sftp", "-b", "/dev/null", account],
    ["scp", "-O", `${account}:/etc/passwd`, path.join(floor.tablets, "passwd")],
  ] as const) {
    const tried = await run(tool, tries);
    expect([tool, ...tries, tried.code === 0, tried.stdout]).toEqual([tool, ...tries, false, ""]);
  }
  expect(readdirSync(floor.tablets)).not.toContain("passwd");

  const attached = floor.ssh();
  // While it starts, and while the register is there.
  attached.burst("\u0003\u001a\u001c");
  const shown = floor.ssh();
  await logIn(shown);
  for (const key of ["\u0003", "\u001a", "\u001c", "\u0004", "~C", "\r~?"]) shown.burst(key);
  for (let size = 1; size <= 40; size += 1) shown.resize(size * 3, 41 - size);
  shown.resize(100, 30);
  await shown.sees("─".repeat(90));
  expect(foreignProcesses(floor)).toEqual([]);

  const sizeless = openTerminalOf(["sh", "-c", SIZELESS, "sh", ...floor.sshWords]);
  expect(await shown.exit).toBe(5);
  sizeless.resize(80, 24);
  await sizeless.sees("Hello Mia.");
  // Before that they may still be the client's own.
  sizeless.burst("\u0003\u001a\u001c");
  expect(foreignProcesses(floor)).toEqual([]);

  const files = [store, `${store}.paper`, floor.tablets].flatMap(filesIn);
  expect(files.length).toBeGreaterThan(10);
  expect(readableBy(floor, ["/etc/passwd", ...files])).toEqual(["/etc/passwd"]);

  const stranger = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", NODE, TILL];
  const outside = openTerminalOf([...stranger, "attach", "--socket", floor.socket]);
  expect(await outside.exit).toBe(4);
  await outside.sees(/^This user may not use /u);
});

async function needLogin(ctx: TestContext): Promise<void> {
  const why = await whyNoLogin();
  if (why !== undefined) ctx.skip(why);
}

async function logIn(terminal: Terminal): Promise<void> {
  await answer(terminal, "staff number >", "1");
  await answer(terminal, "PIN >", "1111");
  await terminal.sees("Hello Mia.");
}

/** The processes of the account that are neither sshd nor `till attach`. */
function foreignProcesses({ uid }: TabletFloor): ReadonlyArray<string> {
  const { stdout } = spawnSync("ps", ["-u", `${uid}`, "-o", "args="], { encoding: "utf8" });
  const others = stdout.split("\n").filter((args) => args !== "" && !SERVER.test(args));
  return others.filter((args) => !/ attach --socket |\/dist\/attach\.js \{/u.test(args));
}

function filesIn(folder: string): ReadonlyArray<string> {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function readableBy(floor: TabletFloor, files: ReadonlyArray<string>): ReadonlyArray<string> {
  const script = 'for file; do cat "$file" >/dev/null 2>&1 && echo "$file"; done; true';
  const [tool = "", ...words] = floor.asAccount(["sh", "-c", script, "sh", ...files]);
  const { stdout } = spawnSync(tool, words, { encoding: "utf8" });
  return stdout.split("\n").filter((file) => file !== "");
}
