/**
 * `till …` in the process of the test: the same `main`, over a real store, with what it says kept. For
 * sentences, documents and exit codes; what a command is as a process, `till` of till-process.ts shows.
 */

import { systemSteadyMs } from "../../src/app/system/clock.ts";
import { main } from "../../src/cli/main.ts";
import { type Finished, plainEnvironment } from "./commands.ts";
import { keepOutput } from "./kept-output.ts";

let last: Promise<unknown> = Promise.resolve();

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** What the clock says when the command begins; it runs on. Else it is the machine's. */
  readonly atMs?: number;
}

/** One command after another: each has the environment, the output and the clock of the process to itself. */
export function tillHere(
  words: ReadonlyArray<string>,
  { env = {}, atMs }: Options = {},
): Promise<Finished> {
  const answer = last.then(() => run(words, { env: { ...plainEnvironment(), ...env }, atMs }));
  last = answer.catch(() => undefined);
  return answer;
}

/** The same on a clock that says that now, and runs on from command to command. */
export function tillFrom(startMs: number): typeof tillHere {
  const ahead = startMs - systemSteadyMs();
  return (words, options) =>
    tillHere(words, { atMs: Math.round(ahead + systemSteadyMs()), ...options });
}

async function run(
  words: ReadonlyArray<string>,
  {
    env,
    atMs,
  }: { readonly env: Readonly<Record<string, string>>; readonly atMs: number | undefined },
): Promise<Finished> {
  const before = { ...process.env };
  const { now } = Date;
  const begunMs = now();
  if (atMs !== undefined) Date.now = () => atMs + now() - begunMs;
  const said = { stdout: "", stderr: "" };
  const undo = keepOutput(said);
  setEnvironment(env);
  try {
    return { code: await main([process.execPath, "till", ...words]), ...said };
  } finally {
    Date.now = now;
    setEnvironment(before);
    undo();
  }
}

function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
