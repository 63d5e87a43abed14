/**
 * What is asked of files of tests: whether one of them fails while some of the planted bugs are there. The
 * next question goes by the answers so far; who asks it of the tests is not known here.
 */

/** A file that takes more is asked about what no other one has noticed. Processor seconds. */
export const DEAR_SECONDS = 6;
/** So many files for a bug are enough to choose from. */
const ENOUGH = 3;

/** @typedef {{ readonly file: string, readonly on: ReadonlyArray<number>, readonly as: "plain" | "bugs" | "after" }} Question */
/** @typedef {{ readonly failed: boolean, readonly seconds: number, readonly seen: ReadonlyArray<number> }} Answer */
/** @typedef {{ readonly noticed: ReadonlyMap<number, ReadonlyArray<string>>, readonly reached: ReadonlySet<number>, readonly seconds: ReadonlyMap<string, number>, readonly failing: ReadonlyArray<string>, readonly left: ReadonlyArray<string> }} Found `failing` files fail by themselves, here or once a bug was there; `left` ones were not asked */

/**
 * Asks the room's own files, the cheapest first, about all that they reach; then the others about what
 * nothing has noticed, for as long as the seconds last.
 *
 * @param {{ readonly ids: ReadonlyArray<number>, readonly own: ReadonlyArray<string>, readonly others: ReadonlyArray<string>, readonly seconds: number }} plan
 * @returns {Generator<Question, Found, Answer>}
 */
export function* questionsOfRoom({ ids, own, others, seconds }) {
  const notes = notesOf(ids);
  for (const file of own) yield* plain(file, notes);
  const cheapestFirst = own
    .filter((file) => notes.seen.has(file))
    .toSorted((one, other) => secondsOf(one) - secondsOf(other));
  const dear = cheapestFirst.filter((file) => secondsOf(file) > DEAR_SECONDS);
  for (const file of cheapestFirst.slice(0, cheapestFirst.length - dear.length)) {
    yield* askAbout(file, notes, ENOUGH);
  }
  for (const file of dear) yield* askAbout(file, notes, 1);
  const begun = notes.spent;
  for (const [at, file] of others.entries()) {
    if (wanting(ids, notes, 1).length === 0) break;
    if (notes.spent - begun > seconds) {
      notes.left.push(...others.slice(at));
      break;
    }
    yield* askOther(file, notes);
  }
  return foundIn(notes);

  function secondsOf(file) {
    return notes.seconds.get(file) ?? 0;
  }
}

/**
 * Asks for each bug the files that have noticed it, the cheapest first, until one does so again or the seconds
 * are over.
 *
 * @param {{ readonly filesOf: ReadonlyMap<number, ReadonlyArray<string>>, readonly secondsOf: (file: string) => number, readonly seconds: number }} plan
 * @returns {Generator<Question, Found, Answer>}
 */
export function* questionsAgain({ filesOf, secondsOf, seconds }) {
  const notes = notesOf([...filesOf.keys()]);
  const files = [...new Set([...filesOf.values()].flat())];
  for (const file of files.toSorted((one, other) => secondsOf(one) - secondsOf(other))) {
    const ids = wanting([...filesOf.keys()], notes, 1);
    const about = ids.filter((id) => filesOf.get(id)?.includes(file));
    if (about.length === 0) continue;
    if (notes.spent > seconds) {
      notes.left.push(file);
      continue;
    }
    yield* plain(file, notes);
    for (const id of about.filter((id) => notes.seen.get(file)?.has(id))) {
      const { failed } = yield* asked({ file, on: [id], as: "bugs" }, notes);
      if (failed) notes.noticed.get(id)?.push(file);
    }
  }
  return foundIn(notes);
}

function notesOf(ids) {
  return {
    ids,
    noticed: new Map(ids.map((id) => [id, []])),
    /** By file that passes by itself, what it reaches. */
    seen: new Map(),
    reached: new Set(),
    seconds: new Map(),
    failing: [],
    left: [],
    spent: 0,
  };
}

function foundIn({ noticed, reached, seconds, failing, left }) {
  return {
    noticed: new Map([...noticed].map(([id, files]) => [id, files.toSorted()])),
    reached,
    seconds,
    failing,
    left,
  };
}

function* asked(question, notes) {
  const answer = yield question;
  notes.spent += answer.seconds;
  for (const id of answer.seen) notes.reached.add(id);
  return answer;
}

/** Whether the file passes without a bug, and what it reaches. */
function* plain(file, notes) {
  const { failed, seconds, seen } = yield* asked({ file, on: [], as: "plain" }, notes);
  notes.seconds.set(file, seconds);
  if (failed) notes.failing.push(file);
  else notes.seen.set(file, new Set(seen));
}

/** With all bugs that are left at once: most files pass, and have noticed none of them. */
function* askOther(file, notes) {
  const on = wanting(notes.ids, notes, 1);
  const { failed, seconds } = yield* asked({ file, on, as: "bugs" }, notes);
  notes.seconds.set(file, seconds);
  if (!failed) return;
  yield* plain(file, notes);
  if (notes.seen.has(file)) yield* askAbout(file, notes, 1);
}

/** What the file reaches and fewer files than so many have noticed. */
function* askAbout(file, notes, enough) {
  const seen = notes.seen.get(file);
  const about = wanting([...seen], notes, enough);
  const unnoticed = about.filter((id) => notes.noticed.get(id)?.length === 0);
  const found = [];
  // What nothing else has noticed is likely to pass as a whole.
  for (const group of [unnoticed, about.filter((id) => !unnoticed.includes(id))]) {
    found.push(...(yield* halved(file, group, notes)));
  }
  if (found.length === 0) return;
  // What a failed test leaves behind may let the next one fail.
  const { failed } = yield* asked({ file, on: [], as: "after" }, notes);
  if (failed) notes.failing.push(file);
  else for (const id of found) notes.noticed.get(id)?.push(file);
}

function wanting(ids, { noticed }, enough) {
  return ids.filter((id) => (noticed.get(id)?.length ?? Infinity) < enough);
}

/** Those that the file notices: a group that passes as a whole has none of them. */
function* halved(file, ids, notes, isKnown = false) {
  if (ids.length === 0) return [];
  if (!isKnown || ids.length === 1) {
    const { failed } = yield* asked({ file, on: ids, as: "bugs" }, notes);
    if (!failed || ids.length === 1) return failed ? ids : [];
  }
  const middle = ids.length >> 1;
  const first = yield* halved(file, ids.slice(0, middle), notes);
  // One of them let the whole fail: where it was none of the first half, it is one of the second.
  const second = yield* halved(file, ids.slice(middle), notes, first.length === 0);
  return [...first, ...second];
}
