/**
 * The program as it was before a change, or will be after one: built from the same sources with some
 * words of them replaced.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { build, type Plugin } from "esbuild";
import { afterAll, beforeAll } from "vitest";

import { type Finished, PROJECT } from "./commands.ts";
import { NODE, runProcess, type RunOptions } from "./till-process.ts";

export interface Change {
  /** Within `src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** `till …` of a build that differs so. */
export interface OtherTill {
  (words: ReadonlyArray<string>, options?: RunOptions): Promise<Finished>;
  /** What a terminal starts it with. */
  readonly command: (words: ReadonlyArray<string>) => ReadonlyArray<string>;
}

/** Built before the tests of a file and removed after them. */
export function otherBuild(change: Change): OtherTill {
  const built = { dir: "" };

  beforeAll(async () => {
    // Beneath the project, where its packages are found.
    const parent = path.join(PROJECT, "node_modules/.cache");
    mkdirSync(parent, { recursive: true });
    built.dir = mkdtempSync(path.join(parent, "other-build-"));
    await build({
      entryPoints: { till: path.join(PROJECT, "src/cli/main.ts") },
      bundle: true,
      splitting: true,
      platform: "node",
      target: "node24",
      format: "esm",
      outdir: built.dir,
      external: ["better-sqlite3", "usb", "escpos", "escpos-usb", "react-devtools-core"],
      banner: {
        js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
      },
      plugins: [changed(change)],
      logLevel: "error",
    });
  });

  afterAll(() => {
    rmSync(built.dir, { recursive: true, force: true });
  });

  function command(words: ReadonlyArray<string>): ReadonlyArray<string> {
    const bundle = path.join(built.dir, "till.js");
    const start = `import(${JSON.stringify(bundle)}).then(async ({ main }) => {
      process.exitCode = await main(process.argv);
    })`;
    return [NODE, "--eval", start, "till", ...words];
  }

  return Object.assign(
    (words: ReadonlyArray<string>, options: RunOptions = {}) =>
      runProcess(NODE, [...(options.nodeOptions ?? []), ...command(words).slice(1)], options),
    { command },
  );
}

function changed({ file, from, to }: Change): Plugin {
  const changedFile = path.join(PROJECT, "src", file);
  return {
    name: "changed",
    setup: (builder) => {
      // esbuild reads the filter as Go does, which has no flag u.
      builder.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== changedFile) return undefined;
        const source = readFileSync(loaded, "utf8");
        if (source.split(from).length !== 2) throw new Error(`${file} has no one place: ${from}`);
        return { contents: source.replace(from, () => to), loader: "ts" };
      });
    },
  };
}
