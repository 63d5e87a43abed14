/**
 * The built program as a process that answers one command after another: `fork`ed with the file of its
 * bundle as its word, it is told words and environment, and tells how they ended.
 */

import { on } from "node:events";
import module from "node:module";

// A whole import of a type: marked inline, it would still load the file, and the test runner behind it.
import type { Finished } from "./commands.ts";
import { keepOutput } from "./kept-output.ts";

export interface Asked {
  readonly words: ReadonlyArray<string>;
  readonly env: Readonly<Record<string, string>>;
  readonly atMs: number | undefined;
}

interface Till {
  readonly main: (argv: ReadonlyArray<string>) => Promise<number>;
}

const [runtime = "", bundle = ""] = process.argv.toSpliced(1, 1);
module.enableCompileCache();
const { main } = (await import(bundle)) as Till;
const said = { stdout: "", stderr: "" };
const { now } = Date;
keepOutput(said);

const questions = on(process, "message", { close: ["disconnect"] });
for await (const [{ words, env, atMs }] of questions as AsyncIterable<[Asked]>) {
  if (atMs !== undefined) setClock(atMs);
  process.send?.(await answer(words, env));
}

async function answer(words: Asked["words"], env: Asked["env"]): Promise<Finished> {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  Object.assign(said, { stdout: "", stderr: "" });
  const code = await main([runtime, "till", ...words]);
  return { code, ...said };
}

function setClock(atMs: number): void {
  const startMs = now();
  Date.now = () => atMs + now() - startMs;
}
