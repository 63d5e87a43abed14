/** Which files of tests may be asked about a room's planted bugs, and which first. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { startersAmong } from "../choose.mjs";
import { foldersOf, stepsFrom, testsReaching } from "../reach.mjs";
import { placesOfTests } from "../sizes.mjs";
import { DEAR_SECONDS } from "./questions.mjs";

const NEVER = /^test\/(?:e2e|docs|bench|contract)\//u;
/** Whole shops: only where that is wished. */
const SHOPS = /^test\/proof\//u;
const COMMON = new Set(["src", "test", "app", "domain", "tsx"]);
const PROGRAM = /\.(?:[cm]?js|tsx?)$/u;

/**
 * @param {string} room
 * @param {ReadonlyMap<string, ReadonlyArray<string>>} rooms its files, by room
 * @param {{ readonly files: ReadonlyArray<string>, readonly isDear: boolean, readonly secondsOf: (file: string) => number }} wish the files that have bugs
 */
export function testsAsked(room, rooms, { files, isDear, secondsOf }) {
  const texts = new Map(
    globSync("{src,hub,proof,test,scripts,bench}/**/*")
      .filter((file) => PROGRAM.test(file))
      .map((file) => [file, readFileSync(file, "utf8")]),
  );
  const project = new Set(texts.keys());
  for (const file of texts.keys()) for (const folder of foldersOf(file)) project.add(folder);
  const graph = new Map([...texts].map(([file, text]) => [file, stepsFrom(file, text, project)]));
  const reaching = testsReaching(graph, rooms.get(room) ?? []);
  const starters = startersAmong(
    graph,
    (file) => texts.get(file) ?? "",
    reaching.map(([test]) => test),
  );
  const shared = testsOfSharedWorker();
  const asked = reaching.filter(
    ([test]) =>
      shared.has(test) && !starters.has(test) && !NEVER.test(test) && (isDear || !SHOPS.test(test)),
  );
  const own = asked.flatMap(([test]) => (roomOfTest(test, rooms) === room ? [test] : []));
  const rarities = raritiesOf(
    asked.map(([test]) => test),
    [room, ...files],
  );
  const others = asked
    .filter(([test]) => !own.includes(test))
    .toSorted(
      ([one, near], [other, far]) =>
        dearness(one) - dearness(other) ||
        (rarities.get(one) ?? 0) - (rarities.get(other) ?? 0) ||
        near - far ||
        secondsOf(one) - secondsOf(other),
    )
    .map(([test]) => test);
  return { own, others };

  function dearness(test) {
    return secondsOf(test) > DEAR_SECONDS ? 1 : 0;
  }
}

/** Files that share a process, proofs left out: those that have one for themselves look at it. */
function testsOfSharedWorker() {
  const shared = [...placesOfTests()].filter(
    ([, { lane, size }]) => lane === "together" && size !== "proof",
  );
  return new Set(shared.map(([test]) => test));
}

/** `src/app/orders` of `test/app/orders/bills/split.test.ts`. */
function roomOfTest(test, rooms) {
  let folder = path.posix
    .dirname(test)
    .replace(/^test(?=\/|$)/u, "src")
    .replace(/^src\/(?=hub(?:\/|$))/u, "");
  while (!rooms.has(folder) && folder.includes("/")) folder = path.posix.dirname(folder);
  return rooms.has(folder) ? folder : undefined;
}

/**
 * `test/app/members/points.test.ts` is likely to know `src/domain/balance/receipt-points.ts`, and
 * `test/app/orders/move.test.ts` of `src/domain/order/moved-lines.ts` less so: by how many tests have the word.
 *
 * @param {ReadonlyArray<string>} tests
 * @param {ReadonlyArray<string>} files
 * @returns {ReadonlyMap<string, number>} of the rarest word that a test shares with one of the files
 */
export function raritiesOf(tests, files) {
  const wanted = new Set(files.flatMap(wordsOf));
  const words = new Map(tests.map((test) => [test, wordsOf(test).filter((w) => wanted.has(w))]));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of [...words.values()].flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map(
    [...words].map(([test, own]) => [
      test,
      Math.min(tests.length, ...own.map((word) => counts.get(word) ?? 0)),
    ]),
  );
}

/** In singular, those that every path has left out. */
function wordsOf(file) {
  const words = file.split(/[^a-z]+/u).map((word) => word.replace(/s$/u, ""));
  return [...new Set(words)].filter((word) => word.length > 2 && !COMMON.has(word));
}
