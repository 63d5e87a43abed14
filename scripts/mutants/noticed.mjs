/**
 * `test/noticed.json`: of each room's planted bugs, which files of tests notice it; and what can be said
 * from that alone.
 */

import { createHash } from "node:crypto";

/**
 * A room has the files by the bug's name, and a short hash of each text that this was found with: of a
 * function that has such a bug (`src/domain/sum.ts capped`), and of a file of tests that notices one.
 *
 * @typedef {{ readonly bugs: Readonly<Record<string, ReadonlyArray<string>>>, readonly texts: Readonly<Record<string, string>> }} Room
 * @typedef {Readonly<Record<string, Room>>} Noticed by room
 */

const HASH_DIGITS = 8;

/** @type {(noticed: Noticed) => ReadonlyMap<string, ReadonlyArray<string>>} */
export function filesByMutant(noticed) {
  return new Map(Object.values(noticed).flatMap(({ bugs }) => Object.entries(bugs)));
}

/** With all keys in their order. @type {(noticed: Noticed) => string} */
export function textOf(noticed) {
  const rooms = sortedEntries(noticed).map(([room, { bugs, texts }]) => [
    room,
    {
      bugs: Object.fromEntries(sortedEntries(bugs)),
      texts: Object.fromEntries(sortedEntries(texts)),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(rooms), undefined, 2)}\n`;
}

/**
 * @param {Room["bugs"]} bugs
 * @param {(of: string) => string | undefined} textNow of a function, or of a file of tests
 * @returns {Room}
 */
export function roomOf(bugs, textNow) {
  const wanted = Object.entries(bugs).flatMap(([name, files]) =>
    files.length === 0 ? [] : [functionOf(name), ...files],
  );
  const texts = [...new Set(wanted)].map((of) => [of, hashOf(textNow(of) ?? "")]);
  return { bugs, texts: Object.fromEntries(texts) };
}

/** @type {(text: string) => string} */
export function hashOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_DIGITS);
}

/** @type {(name: string) => string} */
function functionOf(name) {
  const { file, within } = partsOf(name);
  return `${file} ${within}`;
}

function sortedEntries(object) {
  return Object.entries(object).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * The bugs that something notices, and none of these files.
 *
 * @param {Noticed} noticed
 * @param {ReadonlySet<string>} files
 * @returns {ReadonlyArray<string>}
 */
export function coverLost(noticed, files) {
  return [...filesByMutant(noticed)]
    .filter(([, own]) => own.length > 0 && !own.some((file) => files.has(file)))
    .map(([name]) => name);
}

/**
 * The files that notice together what all of them notice: each time the one that adds most for its
 * seconds; then without those that the later ones have made needless.
 *
 * @param {ReadonlyMap<string, ReadonlyArray<string>>} filesOf by bug
 * @param {(file: string) => number} secondsOf
 * @returns {ReadonlyArray<string>}
 */
export function cheapestCover(filesOf, secondsOf) {
  /** @type {Map<string, Set<string>>} */
  const byFile = new Map();
  for (const [name, files] of filesOf) {
    for (const file of files) byFile.set(file, (byFile.get(file) ?? new Set()).add(name));
  }
  const left = new Set([...filesOf].flatMap(([name, files]) => (files.length > 0 ? [name] : [])));
  /** @type {string[]} */
  const taken = [];
  while (left.size > 0) {
    const [best] = [...byFile]
      .map(([file, names]) => [file, names.intersection(left).size / (secondsOf(file) + 0.01)])
      .toSorted(([one, its], [other, others]) => others - its || (one < other ? -1 : 1));
    for (const name of byFile.get(best?.[0]) ?? []) left.delete(name);
    taken.push(best?.[0]);
  }
  return taken
    .toSorted((one, other) => secondsOf(other) - secondsOf(one))
    .reduce(
      (kept, file) => (isNeedless(file, kept) ? kept.filter((one) => one !== file) : kept),
      taken,
    );

  /** @type {(file: string, kept: ReadonlyArray<string>) => boolean} */
  function isNeedless(file, kept) {
    const others = new Set(kept.filter((one) => one !== file));
    return [...(byFile.get(file) ?? [])].every((name) =>
      filesOf.get(name)?.some((other) => others.has(other)),
    );
  }
}

/** Of `git diff -M --name-status`: what each file is called now. @type {(diff: string) => ReadonlyMap<string, string>} */
export function movesIn(diff) {
  return new Map(
    Array.from(diff.matchAll(/^R\d*\t([^\t]+)\t(.+)$/gmu), ([, from, to]) => [from, to]),
  );
}

/**
 * The same, with sources and tests by the names that they have now, each bug in the room that it is in now.
 *
 * @param {Noticed} noticed
 * @param {ReadonlyMap<string, string>} moves
 * @param {(file: string) => string | undefined} roomNow
 * @returns {Noticed}
 */
export function moved(noticed, moves, roomNow) {
  /** @type {Record<string, { bugs: Record<string, ReadonlyArray<string>>, texts: Record<string, string> }>} */
  const rooms = {};
  for (const [room, { bugs, texts }] of Object.entries(noticed)) {
    for (const [name, files] of Object.entries(bugs)) {
      const { file, rest } = partsOf(name);
      const now = moves.get(file) ?? file;
      const own = (rooms[roomNow(now) ?? room] ??= { bugs: {}, texts: {} });
      own.bugs[`${now} ${rest}`] = files.map((test) => moves.get(test) ?? test).toSorted();
      for (const of of [functionOf(name), ...files]) {
        if (texts[of] !== undefined) own.texts[calledNow(of)] = texts[of];
      }
    }
  }
  return rooms;

  /** @type {(of: string) => string} */
  function calledNow(of) {
    const [file = "", ...within] = of.split(" ");
    return [moves.get(file) ?? file, ...within].join(" ");
  }
}

/** A name has no blank in any of its parts. @type {(name: string) => { readonly file: string, readonly within: string, readonly rest: string }} */
export function partsOf(name) {
  const [file = "", within = ""] = name.split(" ");
  return { file, within, rest: name.slice(file.length + 1) };
}

/**
 * The bugs that something noticed whose function is another one now, or of whose files none that counts is
 * as it was.
 *
 * @param {Noticed} noticed
 * @param {{ readonly textNow: (of: string) => string | undefined, readonly counts: (test: string) => boolean }} now
 * @returns {ReadonlyMap<string, ReadonlyArray<string>>} those files, by bug
 */
export function replayNeeded(noticed, { textNow, counts }) {
  return new Map(
    Object.values(noticed).flatMap(({ bugs, texts }) =>
      Object.entries(bugs).filter(
        ([name, files]) =>
          files.length > 0 &&
          !(
            isSame(functionOf(name), texts) &&
            files.some((test) => counts(test) && isSame(test, texts))
          ),
      ),
    ),
  );

  /** @type {(of: string, texts: Room["texts"]) => boolean} */
  function isSame(of, texts) {
    const text = textNow(of);
    return text !== undefined && texts[of] === hashOf(text);
  }
}

/**
 * The table after some were played again. What was lost, or not played in time, keeps the texts that it was
 * found with, so that it is played again; a text that is another one now is taken for what was found with it
 * alone, and names no bug that was not played with it.
 *
 * @param {Noticed} noticed
 * @param {{ readonly needed: ReadonlyMap<string, unknown>, readonly found: ReadonlyMap<string, ReadonlyArray<string>>, readonly gone: ReadonlySet<string>, readonly textNow: (of: string) => string | undefined }} again bugs that had to be played, what files found them, which have no place any more
 * @returns {Noticed}
 */
export function playedAgain(noticed, again) {
  return Object.fromEntries(
    Object.entries(noticed).map(([room, own]) => [room, roomPlayedAgain(own, again)]),
  );
}

/** @type {(room: Room, again: Parameters<typeof playedAgain>[1]) => Room} */
function roomPlayedAgain({ bugs, texts }, { needed, found, gone, textNow }) {
  const names = Object.keys(bugs).filter((name) => !gone.has(name));
  const open = names.filter((name) => needed.has(name) && !found.has(name));
  const held = new Set(open.flatMap((name) => [functionOf(name), ...(bugs[name] ?? [])]));
  const ofFound = names.flatMap((name) => (found.has(name) ? [[name, found.get(name)]] : []));
  const { texts: fresh } = roomOf(Object.fromEntries(ofFound), textNow);
  const renewed = Object.fromEntries(
    Object.entries(fresh).filter(([of, hash]) => !held.has(of) && texts[of] !== hash),
  );
  const own = names.map((name) => [name, found.get(name) ?? stillNaming(name)]);
  return { bugs: Object.fromEntries(own), texts: { ...texts, ...renewed } };

  function stillNaming(name) {
    const files = bugs[name] ?? [];
    return needed.has(name) ? files : files.filter((file) => !Object.hasOwn(renewed, file));
  }
}
