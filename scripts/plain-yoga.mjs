/**
 * Ink's layout without the web: it asks `fetch` for its own bytes, which it has with it, and Node loads an HTTP
 * client to answer, on each start. Where there is none it decodes them. It alone is told that there is none: the
 * program's own requests go by it.
 */

import { readFile } from "node:fs/promises";

const ASKED = "typeof fetch";

/**
 * The package's source as it is where there is no `fetch`.
 *
 * @param {string} source
 * @returns {string}
 */
export function plainYoga(source) {
  if (!source.includes(ASKED))
    throw new Error("yoga-layout is another one: look at scripts/plain-yoga.mjs.");
  return `const fetch = undefined;${source}`;
}

/**
 * For esbuild.
 *
 * @type {import("esbuild").Plugin}
 */
export const plainYogaPlugin = {
  name: "plain-yoga",
  setup: (build) => {
    build.onLoad(
      { filter: /[\\/]node_modules[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/].*\.js$/ },
      async ({ path }) => ({
        contents: plainYoga(await readFile(path, "utf8")),
      }),
    );
  },
};
