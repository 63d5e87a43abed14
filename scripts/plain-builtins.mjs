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

/** Nothing but functions is taken out of these, and they are loaded when one is called: seldom at a start. */
const LATER = new Set(["node:fs/promises", "node:readline", "node:v8"]);

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
    if (LATER.has(module.slice(1, -1)))
      made.push(...taken.map((pair) => calledLater(pair, module)));
    else if (taken.length > 0) made.push(`const {${taken.map(toProperty).join(", ")}} = ${asked}`);
    return made.join(" ") + "\n".repeat(statement.split("\n").length - 1);
  });
}

/**
 * @typedef {{ readonly name: string, readonly here: string }} Taken
 *
 * @param {string} names
 * @returns {ReadonlyArray<Taken>}
 */
function takenNames(names) {
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
    .map((text) => {
      const [name = "", here = name] = text.split(" as ");
      return { name, here };
    });
}

/** @param {Taken} taken */
function toProperty({ name, here }) {
  return name === here ? name : `${name}: ${here}`;
}

/**
 * @param {Taken} taken
 * @param {string} module
 */
function calledLater({ name, here }, module) {
  return `const ${here} = (...words) => process.getBuiltinModule(${module}).${name}(...words);`;
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
