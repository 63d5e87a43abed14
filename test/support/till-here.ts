/**
 * `till …` in the process of the test: the same `main`, over a real store, with what it says kept. For
 * sentences, documents and exit codes; what a command is as a process, `till` of till-process.ts shows.
 */

import { main } from "../../src/cli/main.ts";
import { type Finished, plainEnvironment, type RunOptions } from "./commands.ts";
import { keepOutput } from "./kept-output.ts";

let last: Promise<unknown> = Promise.resolve();

/** One command after another: each has the environment and the output of the process to itself. */
export function tillHere(
  words: ReadonlyArray<string>,
  { env = {} }: Pick<RunOptions, "env"> = {},
): Promise<Finished> {
  const answer = last.then(() => run(words, { ...plainEnvironment(), ...env }));
  last = answer.catch(() => undefined);
  return answer;
}

async function run(
  words: ReadonlyArray<string>,
  env: Readonly<Record<string, string>>,
): Promise<Finished> {
  const before = { ...process.env };
  const said = { stdout: "", stderr: "" };
  const undo = keepOutput(said);
  setEnvironment(env);
  try {
    return { code: await main([process.execPath, "till", ...words]), ...said };
  } finally {
    setEnvironment(before);
    undo();
  }
}

function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
