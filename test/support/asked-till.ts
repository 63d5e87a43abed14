/**
 * The built program asked again and again in one process, on a clock that the test sets. Commands of today
 * cost less in the process of the test: till-here.ts. What a command is as a process, `till` of
 * till-process.ts shows.
 */

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { afterAll, beforeAll } from "vitest";

// A whole import of a type: marked inline, it would still run the file.
import type { Asked } from "./asked-till-process.ts";
import { type Finished, plainEnvironment, PROJECT, type RunOptions } from "./commands.ts";
import { NODE } from "./till-process.ts";

const PROCESS = fileURLToPath(new URL("asked-till-process.ts", import.meta.url));
const BUNDLE = pathToFileURL(path.join(PROJECT, "dist/till.js")).href;

type AskTill = (
  words: ReadonlyArray<string>,
  options?: Pick<RunOptions, "env"> & {
    /** What its clock says from then on; else it runs on. */
    readonly atMs?: number;
  },
) => Promise<Finished>;

/** One for a file of tests. At its end it must end by itself, as each of its commands would have. */
export function askedTill({ nodeOptions }: Required<Pick<RunOptions, "nodeOptions">>): AskTill {
  const running: { child?: ChildProcess } = {};
  let last: Promise<unknown> = Promise.resolve();
  let unanswered = 0;

  beforeAll(() => {
    running.child = fork(PROCESS, [BUNDLE], {
      execPath: NODE,
      execArgv: [...nodeOptions],
      cwd: PROJECT,
      env: plainEnvironment(),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  });

  afterAll(async () => {
    const { child } = running;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    if (unanswered > 0) child?.kill("SIGKILL");
    else child?.disconnect();
    await ended;
  });

  return (words, { env = {}, atMs } = {}) => {
    const asked: Asked = { words, env: { ...plainEnvironment(), ...env }, atMs };
    unanswered += 1;
    const answer = last.then(() => answerOf(running.child, asked));
    last = answer.then(() => (unanswered -= 1)).catch(() => undefined);
    return answer;
  };
}

function answerOf(child: ChildProcess | undefined, asked: Asked): Promise<Finished> {
  return new Promise((resolve, reject) => {
    function fail(): void {
      reject(new Error(`The program ended at: ${asked.words.join(" ")}`));
    }
    child?.once("exit", fail);
    child?.once("message", (finished) => {
      child.off("exit", fail);
      resolve(finished as Finished);
    });
    child?.send(asked);
  });
}
