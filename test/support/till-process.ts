/** The built program in processes of its own, as a shell or a timer starts it. */

import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll } from "vitest";

import { MARK } from "../../scripts/left-over.mjs";
import { onceARun } from "./once-a-run.ts";
import { quickenPins } from "./quick-pins.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
export const NODE = path.join(PROJECT, "node_modules/.bin/node");
export const TILL = path.join(PROJECT, "bin/till.js");
/** What the launcher starts on a terminal, and watches. */
export const REGISTER = path.join(PROJECT, "bin/register.js");

export interface Finished {
  /** Exit code; 128 and the signal's number when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Words for the runtime itself, before the program. */
  readonly nodeOptions?: ReadonlyArray<string>;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  /** What it reads, to its end; else there is nothing to read. */
  readonly input?: string;
}

/** For a program that hangs: one that works may have to wait for its turn on the machine. */
const TIMEOUT_MS = 600_000;
const HOUR_MS = 3_600_000;

/** For what is over soon: V8 does not optimize what runs often in it, which takes a sixth of its time. */
export const BRIEF = ["--no-opt", "--no-maglev"] as const;

/** Who rings up in most tests. */
export const MIA = { TILL_STAFF: "1", TILL_PIN: "1111" } as const;

/** Runs `till …` to its end, without a terminal. */
export function till(words: ReadonlyArray<string>, options: RunOptions = {}): Promise<Finished> {
  return runProcess(NODE, [...BRIEF, ...(options.nodeOptions ?? []), TILL, ...words], options);
}

/** `nodeOptions` for a program whose clock begins there when it starts, and runs on. */
export function clockAt(atMs: number): ReadonlyArray<string> {
  const hook = `const now = Date.now, start = now(); Date.now = () => ${atMs} + now() - start;`;
  return ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
}

/** What a command leaves that is refused in one sentence. */
export function refused(code: number, sentence: string): Finished {
  return { code, stdout: "", stderr: `${sentence}\n` };
}

export function runProcess(
  file: string,
  words: ReadonlyArray<string>,
  { env = {}, cwd = PROJECT, timeoutMs = TIMEOUT_MS, input = "" }: RunOptions = {},
): Promise<Finished> {
  const { promise, resolve, reject } = Promise.withResolvers<Finished>();
  const child = spawn(file, words, {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  // A program that ends before it has read all of it is no fault of whoever wrote it.
  child.stdin.on("error", () => undefined).end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.on("error", reject);
  child.on("close", (code, signal) => {
    if (signal === "SIGKILL") reject(new Error(`${words.join(" ")} did not end.\n${stderr}`));
    else resolve({ code: code ?? 128, stdout, stderr });
  });
  return promise;
}

/** For a box on a network that a test has made: on all of its addresses, and by multicast. */
export const ON_A_NETWORK = { TILL_MESH_HOST: "" } as const;

/**
 * Nothing of whoever runs the tests: no settings of a till, no sign of a build server. No word goes out
 * on this machine's own networks. By the mark of the run, what is left of it is found.
 */
export function plainEnvironment(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: tmpdir(),
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    TZ: "UTC",
    TILL_MESH_HOST: "127.0.0.1",
    [MARK]: process.env[MARK] ?? "",
  };
}

/**
 * The café for a file of tests; each test sells in a copy of its own, which is removed with it. It is
 * founded once for all files of a run: whose tills talk to others needs `ownShopCopies`. `prepare`: what
 * is done once to the shop that is copied, and beside it.
 */
export function shopCopies(prepare?: Prepare): () => Promise<string> {
  return copiesOf(async (folder) => {
    await cp(await cafeOfRun(), folder, { recursive: true });
  }, prepare);
}

/** A copy of the run's café for one test: for modules that several files share, where hooks run once. */
export async function cafeCopy(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(await cafeOfRun(), folder, { recursive: true });
  return path.join(folder, "shop");
}

/** The same, a shop of this file's: on one machine, tills would find another file's tills in it. */
export function ownShopCopies(prepare?: Prepare): () => Promise<string> {
  return copiesOf(foundCafe, prepare);
}

type Prepare = (store: string) => Promise<unknown>;

function copiesOf(
  makeShopIn: (folder: string) => Promise<void>,
  prepare?: Prepare,
): () => Promise<string> {
  const founded = { dir: "" };

  beforeAll(async () => {
    founded.dir = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
    await makeShopIn(founded.dir);
    await prepare?.(path.join(founded.dir, "shop"));
  });

  afterAll(() => rm(founded.dir, { recursive: true, force: true }));

  return async () => {
    const folder = await temporaryFolder();
    await cp(founded.dir, folder, { recursive: true });
    return path.join(folder, "shop");
  };
}

/** Returns the folder that it is in. After the full hour it is founded anew: it might be yesterday's. */
function cafeOfRun(): Promise<string> {
  return onceARun(`cafe-${Math.floor(Date.now() / HOUR_MS)}`, foundCafe);
}

async function foundCafe(folder: string): Promise<void> {
  const store = path.join(folder, "shop");
  const { code, stderr } = await till(["init", "--fixture", "cafe", "--store", store]);
  if (code !== 0) throw new Error(stderr);
  await quickenPins(store);
}
