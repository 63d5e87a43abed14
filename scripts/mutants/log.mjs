/** What the process of the tests has written down of its questions, a line each. */

/** @typedef {import("./questions.mjs").Question} Question */
/** @typedef {import("./questions.mjs").Answer} Answer */

/** @type {(question: Question) => string} */
export function keyOf({ file, on, as }) {
  return `${as} ${file} ${on.join(",")}`;
}

/**
 * By key. A question that was begun and has no answer ended the process, or hung until it was ended: the
 * file has noticed something.
 *
 * @param {string} log
 * @returns {ReadonlyMap<string, Answer>}
 */
export function answersIn(log) {
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  for (const line of linesIn(log)) {
    if (line.asks !== undefined && !answers.has(keyOf(line.asks))) {
      answers.set(keyOf(line.asks), { failed: true, seconds: 0, seen: line.asks.on });
    }
    if (line.answer !== undefined) answers.set(keyOf(line.of), line.answer);
  }
  return answers;
}

/** @type {(log: string) => ReadonlyArray<any>} */
export function linesIn(log) {
  return log
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
