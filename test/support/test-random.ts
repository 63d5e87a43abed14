/**
 * The chance that shops in tests are made of: the same bytes for the same test in each run, so that no
 * test fails because an id happens to spell a word. `TILL_TEST_SEED=7` draws others.
 */

import { expect } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { type Random } from "../../src/domain/ports.ts";

const SEED = process.env["TILL_TEST_SEED"] ?? "0";

/** A test that draws more bytes changes nothing for those behind it. */
const sourcesByTest = new Map<string, Random>();

export const testRandom: Random = { bytes: (count) => sourceOfThisTest().bytes(count) };

function sourceOfThisTest(): Random {
  const { testPath = "", currentTestName = "" } = expect.getState();
  const test = `${SEED} ${testPath.slice(testPath.lastIndexOf("/test/"))} ${currentTestName}`;
  const known = sourcesByTest.get(test);
  if (known !== undefined) return known;
  const source = createSeededRandom(test);
  sourcesByTest.set(test, source);
  return source;
}
