/**
 * Node's own modules as the build reaches them: only what a file names is taken out of them. An `import` of
 * a single name reads every property that the module has, and some make something large of themselves when they are
 * read for the first time: those of `node:util` the decoders of all character sets, those of `node:process`
 * the lists of its environment.
 */

import { readFile } from "node:fs/promises";

/** `import process, { type A, b as c } from "node:x";`, on as many lines as it likes; not one of types alone. */
const IMPORT =
  /^import (?!type )(?:(?<whole>\w+)|\* as (?<all>\w+)|(?:(?<besides>\w+), )?\{(?<names>[^}]*)\}) from (?<module>["']node:[\w/]+["']);/gmu;

/**
 * A module's source with what it imports of Node looked up instead; its lines stay where they are.
 *
 * @param {string} source
 * @returns {string}
 */
export function plainBuiltins(source) {
  return source.replaceAll(IMPORT, (statement, ...rest) => {
    const { whole, all, besides, names, module } = rest.at(-1);
    const asked = `process.getBuiltinModule(${module});`;
    const made = [whole ?? all ?? besides]
      .filter((name) => name !== undefined && name !== "process")
      .map((name) => `const ${name} = ${asked}`);
    const taken = takenNames(names ?? "");
    if (taken !== "") made.push(`const {${taken}} = ${asked}`);
    return made.join(" ") + "\n".repeat(statement.split("\n").length - 1);
  });
}

/**
 * @param {string} names
 * @returns {string}
 */
function takenNames(names) {
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
    .map((name) => name.replace(/ as /u, ": "))
    .join(", ");
}

/**
 * For esbuild.
 *
 * @type {import("esbuild").Plugin}
 */
export const plainBuiltinsPlugin = {
  name: "plain-builtins",
  setup: (build) => {
    build.onLoad({ filter: /\.[jt]sx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = plainBuiltins(source);
      if (contents === source) return undefined;
      const loader = path.endsWith("tsx") ? "tsx" : path.endsWith("ts") ? "ts" : "jsx";
      return { contents, loader };
    });
  },
};
