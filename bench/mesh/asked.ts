/** Programs of their own that a benchmark asks for one thing at a time, and the answers that they give. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { buildSync } from "esbuild";

import { boundedEnvironment, MEMORY_FLAGS } from "../../bin/memory-flags.js";

export interface Asked {
  readonly pid: number;
  /** What the program's handler returns for it. */
  readonly ask: <Answer>(question: string, ...words: ReadonlyArray<Word>) => Promise<Answer>;
  readonly end: () => Promise<void>;
}

export type Word = string | number;

export type Handlers = Readonly<Record<string, (...words: ReadonlyArray<Word>) => unknown>>;

interface Question {
  readonly id: number;
  readonly question: string;
  readonly words: ReadonlyArray<Word>;
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly fault?: string;
}

const BUILT = new URL("../../node_modules/.cache/tillmesh-bench/", import.meta.url);

/** The same, built as the product is: whoever strips types as it goes holds a compiler in memory. */
export function startBuilt(program: URL, ...words: ReadonlyArray<Word>): Asked {
  return startAsked(builtOf(program), ...words);
}

const builds = new Map<string, URL>();

/** The thread that reads segments ahead, as the build has it: whoever hears a history looks for it beside itself. */
const READER = new URL("../../src/ledger/read-ahead-thread.ts", import.meta.url);

/** Each program is built once, however often it is started. */
function builtOf(program: URL): URL {
  const known = builds.get(program.href);
  if (known !== undefined) return known;
  const built = new URL(`${path.basename(program.pathname, ".ts")}.mjs`, BUILT);
  buildSync({
    entryPoints: {
      [path.basename(program.pathname, ".ts")]: fileURLToPath(program),
      "read-ahead": fileURLToPath(READER),
    },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir: fileURLToPath(BUILT),
    outExtension: { ".js": ".mjs" },
  });
  builds.set(program.href, built);
  return built;
}

/** With its memory bounded as the launcher bounds it. */
export function startAsked(program: URL, ...words: ReadonlyArray<Word>): Asked {
  const child = fork(fileURLToPath(program), words.map(String), {
    execArgv: [...MEMORY_FLAGS],
    env: boundedEnvironment(),
    serialization: "advanced",
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  child.on("message", (message) => {
    const { id, answer, fault } = message as Reply;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(fault));
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`${program.pathname} has ended: ${signal ?? code}`));
    }
  });
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(question: string, ...words: ReadonlyArray<Word>) => {
      lastId += 1;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(lastId, asked);
      child.send({ id: lastId, question, words } satisfies Question);
      return asked.promise as Promise<Answer>;
    },
    end: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

/** In the program: from now on. It lives until it is killed, or whoever asks is gone. */
export function answerWith(handlers: Handlers): void {
  process.on("disconnect", () => process.exit());
  process.on("message", (message) => {
    const { id, question, words } = message as Question;
    Promise.try(async () => handlers[question]?.(...words)).then(
      (answer) => process.send?.({ id, answer } satisfies Reply),
      (cause: unknown) => {
        const fault = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
        process.send?.({ id, fault } satisfies Reply);
      },
    );
  });
}
