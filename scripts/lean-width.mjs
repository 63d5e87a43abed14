/**
 * How wide a text is, as Ink asks for it, without the pattern of all emoji: V8 takes 20 ms to compile it,
 * on each start, for the first sign that isn't ASCII. A sign of one unit needs no such pattern: the emoji
 * among them are wide anyway, and the package finds that out next.
 */

import { readFile } from "node:fs/promises";

const ASKED = "rgiEmojiRegex.test(segment)";

/**
 * The package's source with that pattern asked only where it tells more.
 *
 * @param {string} source
 * @returns {string}
 */
export function leanWidth(source) {
  const parts = source.split(ASKED);
  if (parts.length !== 2)
    throw new Error("string-width is another one: look at scripts/lean-width.mjs.");
  return parts.join(`(segment.length > 1 && ${ASKED})`);
}

/**
 * For esbuild.
 *
 * @type {import("esbuild").Plugin}
 */
export const leanWidthPlugin = {
  name: "lean-width",
  setup: (build) => {
    build.onLoad(
      { filter: /[\\/]node_modules[\\/]string-width[\\/]index\.js$/ },
      async ({ path }) => ({
        contents: leanWidth(await readFile(path, "utf8")),
      }),
    );
  },
};
