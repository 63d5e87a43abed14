/** The build tells Ink's layout alone that there is no `fetch`: the package has to be the one that asks for it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { expect, test } from "vitest";

import { plainYoga } from "../../scripts/plain-yoga.mjs";

/** As Ink resolves it. */
const ofInk = createRequire(createRequire(import.meta.url).resolve("ink"));
const BINARY = path.join(
  path.dirname(ofInk.resolve("yoga-layout/load")),
  "../binaries/yoga-wasm-base64-esm.js",
);

test("the package is the one that the build changes", () => {
  const source = readFileSync(BINARY, "utf8");

  expect(plainYoga(source)).toBe(`const fetch = undefined;${source}`);
  expect(() => plainYoga("export default {};")).toThrow("another one");
});
