/** `till node` as a service manager starts it. */

import { type ChildProcess, spawn } from "node:child_process";

import { onTestFinished, vi } from "vitest";

import { ON_A_NETWORK, plainEnvironment } from "./commands.ts";
import { type Box } from "./network.ts";
import { BRIEF, NODE, TILL } from "./till-process.ts";

export interface NodeProcess {
  readonly pid: number;
  /** What it has said so far. */
  readonly said: () => string;
  /** Waits until it says so; resolves to the match. */
  readonly says: (wanted: RegExp, timeoutMs?: number) => Promise<RegExpExecArray>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Exit code; of one that a signal ended, its name. */
  readonly exit: Promise<number | NodeJS.Signals>;
}

interface NodeProcessOptions {
  readonly words?: ReadonlyArray<string>;
  readonly env?: Readonly<Record<string, string>>;
  /** Words for the runtime itself, before the program. */
  readonly nodeOptions?: ReadonlyArray<string>;
  /** Where it runs; else on the machine's own network. */
  readonly box?: Box;
}

const WAIT = { timeout: 45_000, interval: 10 };

export function startNode(
  store: string,
  { words = [], ...more }: NodeProcessOptions = {},
): NodeProcess {
  return startTill(["node", "--store", store, ...words], more);
}

/** Starts another command that stays until it is ended. */
export function startTill(
  words: ReadonlyArray<string>,
  { env = {}, nodeOptions = [], box }: Omit<NodeProcessOptions, "words"> = {},
): NodeProcess {
  const command = [...BRIEF, ...nodeOptions, TILL, ...words];
  const child = (box?.start ?? spawn)(NODE, command, {
    env: { ...plainEnvironment(), ...(box === undefined ? {} : ON_A_NETWORK), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = exitOf(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  return {
    pid: child.pid ?? 0,
    said: () => said,
    says: (wanted, timeoutMs = WAIT.timeout) =>
      vi.waitFor(
        () => {
          const match = wanted.exec(said);
          if (match === null)
            throw new Error(`${words.join(" ")} has not said ${wanted}, but:\n${said}`);
          return match;
        },
        { ...WAIT, timeout: timeoutMs },
      ),
    kill: (signal) => child.kill(signal),
    exit,
  };
}

function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(signal ?? code ?? 0));
  });
}
