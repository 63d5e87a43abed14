/**
 * `test/noticed.json`: of each room's planted bugs, which files of tests notice it; and what can be said
 * from that alone.
 */

/** @typedef {Readonly<Record<string, ReadonlyArray<string>>>} OfRoom files by the bug's name */
/** @typedef {Readonly<Record<string, OfRoom>>} Noticed by room */

/** @type {(noticed: Noticed) => ReadonlyMap<string, ReadonlyArray<string>>} */
export function filesByMutant(noticed) {
  return new Map(Object.values(noticed).flatMap((ofRoom) => Object.entries(ofRoom)));
}

/** With all keys in their order. @type {(noticed: Noticed) => string} */
export function textOf(noticed) {
  const rooms = sortedEntries(noticed).map(([room, ofRoom]) => [
    room,
    Object.fromEntries(sortedEntries(ofRoom)),
  ]);
  return `${JSON.stringify(Object.fromEntries(rooms), undefined, 2)}\n`;
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
 * @param {(file: string) => string | undefined} roomOf
 * @returns {Noticed}
 */
export function moved(noticed, moves, roomOf) {
  /** @type {Record<string, Record<string, ReadonlyArray<string>>>} */
  const rooms = {};
  for (const [room, ofRoom] of Object.entries(noticed)) {
    for (const [name, files] of Object.entries(ofRoom)) {
      const { file, rest } = partsOf(name);
      const now = moves.get(file) ?? file;
      const own = (rooms[roomOf(now) ?? room] ??= {});
      own[`${now} ${rest}`] = files.map((test) => moves.get(test) ?? test).toSorted();
    }
  }
  return rooms;
}

/** A name has no blank in any of its parts. @type {(name: string) => { readonly file: string, readonly within: string, readonly rest: string }} */
export function partsOf(name) {
  const [file = "", within = ""] = name.split(" ");
  return { file, within, rest: name.slice(file.length + 1) };
}

/**
 * The bugs that something notices and whose function was changed, or one of the files that notice it.
 *
 * @param {Noticed} noticed
 * @param {{ readonly files: ReadonlySet<string>, readonly functions: ReadonlySet<string> }} changed functions as `file function`
 * @returns {ReadonlyMap<string, ReadonlyArray<string>>} those files, by bug
 */
export function replayNeeded(noticed, { files, functions }) {
  return new Map(
    [...filesByMutant(noticed)].filter(([name, own]) => {
      const { file, within } = partsOf(name);
      const isChanged = functions.has(`${file} ${within}`) || own.some((test) => files.has(test));
      return own.length > 0 && isChanged;
    }),
  );
}
