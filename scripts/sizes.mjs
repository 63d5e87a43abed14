/**
 * Which size each file of tests has, and whom it runs beside: said once, at the end of its first comment.
 *
 * `Size: whole.` is left to `npm test -- --whole`. `Size: both.` plays a little in the small size and more in
 * the whole one, by two numbers of `proofRuns`. `Size: proof.` is for `npm run proofs`. Without a word it is
 * small. Behind a comma: `alone` has a process of its own and its stores on the disk, `first` has the machine
 * to itself, `waiting` waits for real seconds most of the time, as all of `test/e2e` does. `Size: small, alone.`
 */

import { globSync, readFileSync } from "node:fs";

/** @typedef {"small" | "both" | "whole" | "proof"} Size */
/** @typedef {"together" | "waiting" | "alone" | "first"} Lane */
/** @typedef {{ readonly size: Size, readonly lane: Lane }} Place */
/** @typedef {"small" | "rest" | "whole" | "proofs"} Asked What one run is asked for: `rest` is whole without what small has had */

const FIRST_COMMENT = /^\/\*\*[^]*?\*\//u;
const WORDS = /\bSize: (?<size>[^,.]*)(?:, (?<lane>[^,.]*))?\.\s*\*\/$/u;

/** @type {ReadonlyArray<Size>} */
const SIZES = ["small", "both", "whole", "proof"];
/** @type {ReadonlyArray<Lane>} */
const LANES = ["alone", "first", "waiting"];

/** Programs that these start are waited for, most of the time. */
const WAITING = /^test\/e2e\//u;

/** @type {Readonly<Record<Asked, ReadonlyArray<Size>>>} */
const PLAYED = {
  small: ["small", "both"],
  rest: ["both", "whole"],
  whole: ["small", "both", "whole"],
  proofs: ["proof"],
};

/** @returns {ReadonlyMap<string, Place>} by file, from the project's folder on, sorted */
export function placesOfTests() {
  const files = globSync("test/**/*.test.{ts,tsx}").toSorted();
  return new Map(files.map((file) => [file, placeOf(file, readFileSync(file, "utf8"))]));
}

/** @type {(file: string, text: string) => Place} */
export function placeOf(file, text) {
  const comment = FIRST_COMMENT.exec(text)?.[0] ?? "";
  const lane = WAITING.test(file) ? "waiting" : "together";
  const words = WORDS.exec(comment)?.groups;
  if (words === undefined) {
    if (comment.includes("Size:")) throw unreadable(file);
    return { size: "small", lane };
  }
  const size = SIZES.find((it) => it === words.size);
  const own = words.lane === undefined ? lane : LANES.find((it) => it === words.lane);
  if (size === undefined || own === undefined) throw unreadable(file);
  return { size, lane: own };
}

/** @type {(size: Size, asked: Asked | undefined) => boolean} Without a size, whatever is named. */
export function isPlayed(size, asked) {
  return asked === undefined || PLAYED[asked].includes(size);
}

/** @type {(word: string | undefined) => Asked | undefined} */
export function askedSize(word) {
  if (word === undefined || word === "") return undefined;
  const asked = Object.keys(PLAYED).find((it) => it === word);
  if (asked === undefined) throw new Error(`No run of tests is called ${word}.`);
  return /** @type {Asked} */ (asked);
}

function unreadable(file) {
  return new Error(
    `The first comment of ${file} ends with its size: one of ${SIZES.join(", ")}, and ${LANES.slice(0, -1).join(", ")} or ${LANES.at(-1)} behind a comma.`,
  );
}
