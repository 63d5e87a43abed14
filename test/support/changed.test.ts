/** When `npm test -- --changed` looks for unused code. */

import { expect, test } from "vitest";

import { namesDiffer } from "../../scripts/changed.mjs";

test.each([
  ['+import { sum } from "./sum.ts";', true],
  ["-export function sum() {", true],
  ["-  const { sum } = await import(name);", true],
  ["+  return important + exported;", false],
  [' import { sum } from "./sum.ts";', false],
])("unused code is looked for after %j: %s", (line, isLooked) => {
  expect(namesDiffer(`@@ -1 +1 @@\n${line}\n`, ["src/domain/sum.ts"])).toBe(isLooked);
});

test("unused code is looked for after a change of what the project depends on", () => {
  expect(namesDiffer("", ["package.json"])).toBe(true);
});
