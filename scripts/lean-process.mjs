/**
 * The command line's parser without its import of `node:process`: what is imported from there is every
 * property of the process, among them lists that take 5 ms to make, on each start. The global is the same.
 */

import { readFile } from "node:fs/promises";

const IMPORT = "import process from 'node:process';";

/**
 * @param {string} source
 * @returns {string}
 */
export function leanProcess(source) {
  if (source.split(IMPORT).length !== 2)
    throw new Error("commander is another one: look at scripts/lean-process.mjs.");
  return source.replace(IMPORT, "");
}

/**
 * For esbuild.
 *
 * @type {import("esbuild").Plugin}
 */
export const leanProcessPlugin = {
  name: "lean-process",
  setup: (build) => {
    build.onLoad(
      { filter: /[\\/]node_modules[\\/]commander[\\/]lib[\\/]command\.js$/ },
      async ({ path }) => ({ contents: leanProcess(await readFile(path, "utf8")) }),
    );
  },
};
