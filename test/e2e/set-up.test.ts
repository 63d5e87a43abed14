/** From a fresh copy of the project to a till that runs, on a machine with an old Node only. Size: whole. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { MEMORY_FLAGS, SCREEN_FLAGS } from "../../bin/memory-flags.js";
import { plainEnvironment, PROJECT, type Finished } from "../support/commands.ts";
import { startNode } from "../support/node-process.ts";
import { PATIENCE } from "../support/patience.ts";
import { childOf, isRunning, ownMemoryKb } from "../support/process-tree.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminalOf } from "../support/terminal.ts";
import { BRIEF, NODE, runProcess, REGISTER, TILL } from "../support/till-process.ts";

/** What the machine itself has, past the project's own. */
const SYSTEM_NODE = findOnPath("node");
const SYSTEM_NPM = findOnPath("npm");
const IS_OLD_NODE = SYSTEM_NODE !== undefined && majorOf(SYSTEM_NODE) < 24;
/** Only a hang takes longer: packages are fetched, on a machine that others use too. */
const SET_UP_MS = 420_000;
/** As Debian 13, Node 22 and whoever updates npm have it. */
const NPMS = ["9.2.0", "10.9.0", "11.19.1"];
/** Tells the flags of each process on its way. */
const REPORTING = "--import=data:text/javascript,console.error(JSON.stringify(process.execArgv))";
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED/u;

describe("set-up", () => {
  test("needs node and npm, no compiler and no Python; a second time it does nothing", async ({
    skip,
  }) => {
    if (SYSTEM_NODE === undefined || SYSTEM_NPM === undefined) {
      skip("This machine has no node and npm outside of the project.");
      return;
    }
    const project = await copyOfProject();
    const env = await bareEnvironment({ node: SYSTEM_NODE, npm: SYSTEM_NPM });

    const first = await setUp(project, env);
    if (first.code !== 0 && UNREACHABLE.test(first.stderr)) {
      skip(`npm can't reach its registry: ${lastLine(first.stderr)}`);
      return;
    }

    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toContain("Setting up: dependencies from the lock file …");
    expect(first.stderr).toContain("Setting up: build …");
    expect(await readlink(path.join(project, "node_modules/.bin/node"))).toMatch(/node-linux-/u);
    const stamp = path.join(project, "dist/.sources");
    const builtMs = (await stat(stamp)).mtimeMs;

    expect(await setUp(project, env)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await stat(stamp)).mtimeMs).toBe(builtMs);

    const program = path.join(project, "bin/till.js");
    const version = await runIn(project, env, ["node", program, "--version"]);
    expect(version).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });

    const source = path.join(project, "src/cli/exit-codes.ts");
    await writeFile(source, `${await readFile(source, "utf8")}\n`);
    expect((await setUp(project, env)).stderr.trim()).toBe("Setting up: build …");
  });

  test("an old Node is told in one sentence which one is needed", async () => {
    const folder = await temporaryFolder();
    const old = path.join(folder, "old-node.cjs");
    await writeFile(
      old,
      `const versions = { ...process.versions, node: "18.20.4" };
       Object.defineProperty(process, "versions", { value: versions });
       Object.defineProperty(process, "version", { value: "v18.20.4" });`,
    );

    const setUp = path.join(PROJECT, "scripts/setup.cjs");
    const refused = await runProcess(process.execPath, ["--require", old, setUp]);

    expect(refused).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "tillmesh needs Node 20 or newer, and this is v18.20.4: install a newer one (Debian 13 has it as nodejs), and start again.\n",
    });
  });

  // It takes a tag that an override names, such as `latest`, for a range, and calls the lock file broken.
  test("no package is overridden, because npm 9 can't read each kind of that", () => {
    const text = readFileSync(path.join(PROJECT, "package.json"), "utf8");

    expect(Object.keys(JSON.parse(text) as object)).not.toContain("overrides");
  });

  describe.skipIf(SYSTEM_NPM === undefined)("the lock file", () => {
    test.for(NPMS)("is one that npm %s installs from", async (version, context) => {
      const project = await lockedFiles();

      const installed = await installDry(project, version);

      if (installed.code !== 0 && UNREACHABLE.test(installed.stderr)) {
        context.skip(`npm can't reach its registry: ${lastLine(installed.stderr)}`);
      }
      expect(installed).toMatchObject({ code: 0, stderr: "" });
      expect(installed.stdout).toMatch(/^added \d+ packages/mu);
    });
  });

  test("the program is one that a link on the path starts", async () => {
    const link = path.join(await temporaryFolder(), "till");
    await symlink(TILL, link);

    const version = await runProcess(link, ["--version"]);

    expect(version).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });
  });

  test("the lock file names no place to download from, and vouches for every package", () => {
    const { packages } = JSON.parse(
      readFileSync(path.join(PROJECT, "package-lock.json"), "utf8"),
    ) as {
      packages: Readonly<
        Record<
          string,
          { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }
        >
      >;
    };
    const others = Object.entries(packages).filter(
      ([name, { link }]) => name.startsWith("node_modules/") && link !== true,
    );

    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(others.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });

  test("a launcher without a build says what to do", async () => {
    const folder = await temporaryFolder();
    await cp(path.dirname(TILL), path.join(folder, "bin"), { recursive: true });
    await writeFile(path.join(folder, "package.json"), '{ "type": "module" }');

    const told = await runProcess(process.execPath, [path.join(folder, "bin/till.js")]);

    expect(told).toEqual({
      code: 2,
      stdout: "",
      stderr: "tillmesh is not set up yet: run `npm start` in its folder once.\n",
    });
  });
});

describe("the memory of a till", () => {
  const shopCopy = shopCopies();

  test("is bounded where it stays, and what watches it takes little", async () => {
    const register = openTerminalOf([NODE, TILL, "run", "--store", await shopCopy()]);
    await register.sees("staff number >");

    const words = (await readFile(`/proc/${childOf(register.pid)}/cmdline`, "utf8")).split("\0");

    expect(words.slice(1, SCREEN_FLAGS.length + 2)).toEqual([...SCREEN_FLAGS, REGISTER]);
    // Of its own, beside the pages of the runtime that it shares with the register.
    expect(ownMemoryKb(register.pid)).toBeLessThan(20_000);
    // That has read its goods then, and loaded what its first frame did without.
    await vi.waitFor(() => {
      expect(ownMemoryKb(register.pid)).toBeLessThan(ownMemoryKb(childOf(register.pid)) / 3);
    }, PATIENCE);
  });

  test("is bounded too where no terminal is there to watch", async () => {
    const shift = spawnSync(NODE, [TILL, "demo"], {
      env: {
        ...plainEnvironment(),
        XDG_DATA_HOME: await temporaryFolder(),
        NODE_OPTIONS: REPORTING,
      },
      encoding: "utf8",
    });

    expect(shift.stderr.split("\n")).toContain(JSON.stringify(MEMORY_FLAGS));
  });

  test("is bounded where a box takes in all that a shop has", async () => {
    const env = { ...plainEnvironment(), NODE_OPTIONS: REPORTING };
    const joining = spawnSync(NODE, [TILL, "join", "--help"], { env, encoding: "utf8" });
    const looking = spawnSync(NODE, [TILL, "order", "--help"], { env, encoding: "utf8" });

    expect(joining.stderr.split("\n")).toContain(JSON.stringify(MEMORY_FLAGS));
    expect(looking.stderr.split("\n")).not.toContain(JSON.stringify(MEMORY_FLAGS));
  });

  test("is bounded on a box without a screen", async () => {
    const node = startNode(await shopCopy());
    await node.says(/has the printers/u);

    const words = (await readFile(`/proc/${node.pid}/cmdline`, "utf8")).split("\0");

    const own = words.slice(1).filter((word) => !BRIEF.some((flag) => flag === word));
    expect(own.slice(0, MEMORY_FLAGS.length + 1)).toEqual([...MEMORY_FLAGS, TILL]);
  });
});

describe.skipIf(!IS_OLD_NODE)("under an old Node, where the machine has one", () => {
  const shopCopy = shopCopies();
  const node = SYSTEM_NODE ?? "";

  test("the program runs under the project's own, with its words and its exit code", async () => {
    const version = await runProcess(node, [TILL, "--version"]);
    const unknown = await runProcess(node, [TILL, "frobnicate"]);

    expect(version).toEqual({ code: 0, stdout: `${packageVersion()}\n`, stderr: "" });
    expect(unknown).toEqual({
      code: 2,
      stdout: "",
      stderr: "Unknown command 'frobnicate': see --help.\n",
    });
  });

  test("SIGTERM reaches the register, and the exit code tells of it", async () => {
    const register = openTerminalOf([node, TILL, "run", "--store", await shopCopy()]);
    await register.sees("staff number >");

    register.kill("SIGTERM");

    expect(await register.exit).toBe(143);
    expect(await register.isAlternate()).toBe(false);
    expect(await register.isCursorShown()).toBe(true);
  });

  test("a launcher that is killed takes its register along", async () => {
    // The shell keeps the terminal open, so that nothing but the launcher's end can tell.
    const shell = '"$@"; read line';
    const words = ["/bin/sh", "-c", shell, "sh", node, TILL, "run", "--store", await shopCopy()];
    const terminal = openTerminalOf(words);
    await terminal.sees("staff number >");
    const launcher = childOf(terminal.pid);
    const register = childOf(launcher);

    process.kill(launcher, "SIGKILL");

    await vi.waitFor(() => expect(isRunning(register)).toBe(false), {
      timeout: 45_000,
      interval: 10,
    });
    await vi.waitFor(async () => expect(await terminal.isAlternate()).toBe(false), {
      timeout: 45_000,
      interval: 10,
    });
  });
});

/** The files that git would give to somebody else. */
async function copyOfProject(): Promise<string> {
  const folder = path.join(await temporaryFolder(), "project");
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { cwd: PROJECT, encoding: "utf8" });
  const files = stdout
    .split("\0")
    .filter((file) => file !== "" && existsSync(path.join(PROJECT, file)));
  expect(files).toContain("package-lock.json");
  for (const file of files) await cp(path.join(PROJECT, file), path.join(folder, file));
  return folder;
}

/** A PATH with these two and nothing else; npm's own settings and proxies stay. */
async function bareEnvironment(programs: {
  readonly node: string;
  readonly npm: string;
}): Promise<Record<string, string>> {
  const bin = path.join(await temporaryFolder(), "bin");
  await mkdir(bin);
  await symlink(programs.node, path.join(bin, "node"));
  await symlink(programs.npm, path.join(bin, "npm"));
  for (const missing of ["python3", "cc", "make"]) {
    expect(existsSync(path.join(bin, missing))).toBe(false);
  }
  return { ...plainEnvironment(), ...ofNpm(), HOME: process.env["HOME"] ?? "", PATH: bin };
}

/** Its own settings and proxies, and short patience. */
function ofNpm(): Record<string, string> {
  const own = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined &&
      /^(?:https?_proxy|no_proxy|npm_config_\w+|ssl_cert_\w+|node_extra_ca_certs)$/iu.test(name),
  );
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    npm_config_prefer_offline: "true",
    npm_config_fetch_retries: "1",
  };
}

/** What `npm ci` reads. */
async function lockedFiles(): Promise<string> {
  const folder = path.join(await temporaryFolder(), "project");
  for (const file of ["package.json", "package-lock.json", ".npmrc", "stubs"]) {
    await cp(path.join(PROJECT, file), path.join(folder, file), { recursive: true });
  }
  return folder;
}

function installDry(project: string, version: string): Promise<Finished> {
  const install = ["npm", "ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"];
  const words = ["exec", "--yes", `--package=npm@${version}`, "--", ...install, "--loglevel=error"];
  const env = { ...ofNpm(), PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };
  return runProcess(SYSTEM_NPM ?? "", words, { cwd: project, env, timeoutMs: SET_UP_MS });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function setUp(project: string, env: Readonly<Record<string, string>>): Promise<Finished> {
  return runIn(project, env, ["node", "scripts/setup.cjs"]);
}

function runIn(
  cwd: string,
  env: Readonly<Record<string, string>>,
  [file = "", ...words]: ReadonlyArray<string>,
): Promise<Finished> {
  return runProcess(path.join(env["PATH"] ?? "", file), words, { cwd, env, timeoutMs: SET_UP_MS });
}

function findOnPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

function majorOf(node: string): number {
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return Number(/^v(?<major>\d+)/u.exec(stdout)?.groups?.["major"]);
}

function packageVersion(): string {
  const text = readFileSync(path.join(PROJECT, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
