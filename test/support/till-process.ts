/** The built program in processes of its own, as a shell or a timer starts it. */

import { spawn } from "node:child_process";
import path from "node:path";

import { type Finished, plainEnvironment, PROJECT } from "./commands.ts";

export const NODE = path.join(PROJECT, "node_modules/.bin/node");
export const TILL = path.join(PROJECT, "bin/till.js");
/** What the launcher starts on a terminal, and watches. */
export const REGISTER = path.join(PROJECT, "bin/register.js");

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

/** For what is over soon: V8 does not optimize what runs often in it, which takes a sixth of its time. */
export const BRIEF = ["--no-opt", "--no-maglev"] as const;

/** Runs `till …` to its end, without a terminal. */
export function till(words: ReadonlyArray<string>, options: RunOptions = {}): Promise<Finished> {
  return runProcess(NODE, [...BRIEF, ...(options.nodeOptions ?? []), TILL, ...words], options);
}

/** `nodeOptions` for a program whose clock begins there when it starts, and runs on. */
export function clockAt(atMs: number): ReadonlyArray<string> {
  const hook = `const now = Date.now, start = now(); Date.now = () => ${atMs} + now() - start;`;
  return ["--import", `data:text/javascript,${encodeURIComponent(hook)}`];
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
