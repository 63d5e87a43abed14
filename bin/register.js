/**
 * The register's own process, as the launcher's supervisor starts it: waits for the supervisor's first
 * word, which says what a register before it left, and loads the build.
 */
import module from "node:module";

import { keepCompiled } from "./compile-cache.js";
import { followParent } from "./follow-parent.js";

/** @typedef {{ readonly main: (argv: ReadonlyArray<string>, begin: unknown) => Promise<number> }} Till */

/** Once the first frame stands; nobody has keyed a PIN by then. */
const KEEP_COMPILED_AFTER_MS = 2000;

/** @type {Promise<unknown>} */
const begin = new Promise((resolve) => process.once("message", resolve));
followParent();
keepCompiled();
// Left to itself, Node keeps what it has compiled when it ends: a till is switched off at the wall.
setTimeout(() => module.flushCompileCache?.(), KEEP_COMPILED_AFTER_MS).unref();
const { main } = /** @type {Till} */ (
  await import(new URL("../dist/screens/screens.js", import.meta.url).href)
);
const first = await begin;
process.channel?.unref();
process.exitCode = await main(process.argv, first);
