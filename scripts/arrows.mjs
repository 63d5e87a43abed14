/**
 * The house drawn by its imports: of each room how many arrows there are between its folders, and which of them run
 * back against the best order of its folders that a greedy search finds. A loose file of a room stands for itself.
 *
 *     node scripts/arrows.mjs [room…]
 */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const IMPORT = /(?<![-"])\b(?:from\s*|import\s*\(?\s*)"(?<specifier>\.[^"]+)"/gu;

/** Returns the folder of each room: those of `src`, and the two houses beside it. */
export function roomsOfHouse() {
  const inSrc = globSync("src/*/").map((folder) => folder.replace(/\/$/u, ""));
  return [...inSrc, "hub", "proof"].toSorted();
}

/**
 * @param {string} room its folder
 * @returns {ReadonlyMap<string, ReadonlyMap<string, number>>} imports from one part of the room into another
 */
export function importsBetween(room) {
  /** @type {Map<string, Map<string, number>>} */
  const parts = new Map();
  for (const file of globSync(`${room}/**/*.{ts,tsx}`)) {
    const from = partOf(file, room);
    if (from === undefined) continue;
    const others = parts.get(from) ?? new Map();
    parts.set(from, others);
    for (const { groups } of readFileSync(file, "utf8").matchAll(IMPORT)) {
      const imported = path.join(path.dirname(file), groups?.specifier ?? "");
      const to = imported.startsWith(`${room}/`) ? partOf(imported, room) : undefined;
      if (to !== undefined && to !== from) others.set(to, (others.get(to) ?? 0) + 1);
    }
  }
  return parts;
}

/** `order` of `src/domain/order/bills.ts`, `views.ts` of a loose file; undefined for what is made. */
function partOf(file, room) {
  const [first = "", ...more] = path.relative(room, file).split(path.sep);
  return first === "made" ? undefined : more.length === 0 ? path.basename(first) : first;
}

/**
 * Whoever imports others stands above them. Each part is put where the fewest arrows run up, again and again, until no
 * place is better, from several beginnings.
 *
 * @param {ReadonlyMap<string, ReadonlyMap<string, number>>} parts
 * @returns {ReadonlyArray<readonly [from: string, to: string, imports: number]>} the arrows that run back
 */
export function arrowsBack(parts) {
  const names = [...parts.keys()].toSorted();
  const depth = new Map(names.map((name) => [name, parts.get(name)?.size ?? 0]));
  const beginnings = [
    names,
    names.toReversed(),
    names.toSorted((one, other) => (depth.get(one) ?? 0) - (depth.get(other) ?? 0)),
    downwards(names, parts),
  ];
  const found = beginnings.map((order) => settled(order, parts));
  return found.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

/** Each behind all that it imports, as far as no circle forbids it: the search alone moves no chain of parts as one. */
function downwards(names, parts) {
  const placed = new Set();
  const seen = new Set();
  function place(name) {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of parts.get(name)?.keys() ?? []) if (parts.has(other)) place(other);
    placed.add(name);
  }
  for (const name of names) place(name);
  return [...placed];
}

function settled(beginning, parts) {
  let order = [...beginning];
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const name of beginning) {
      const rest = order.filter((each) => each !== name);
      const place = bestPlace(name, rest, parts);
      const next = rest.toSpliced(place, 0, name);
      if (backIn(next, parts).length < backIn(order, parts).length) {
        order = next;
        isBetter = true;
      }
    }
  }
  return backIn(order, parts);
}

function bestPlace(name, rest, parts) {
  // Below all: whatever it imports stands above it.
  let cost = rest.filter((other) => parts.get(name)?.has(other)).length;
  let best = { cost, place: 0 };
  for (const [at, other] of rest.entries()) {
    if (parts.get(name)?.has(other)) cost -= 1;
    if (parts.get(other)?.has(name)) cost += 1;
    if (cost < best.cost) best = { cost, place: at + 1 };
  }
  return best.place;
}

function backIn(order, parts) {
  const floor = new Map(order.map((name, at) => [name, at]));
  return order.flatMap((from) =>
    [...(parts.get(from) ?? [])].flatMap(([to, imports]) =>
      (floor.get(to) ?? 0) > (floor.get(from) ?? 0) ? [[from, to, imports]] : [],
    ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wished = process.argv.slice(2);
  for (const room of roomsOfHouse()) {
    if (wished.length > 0 && !wished.includes(room)) continue;
    const parts = importsBetween(room);
    const arrows = [...parts.values()].reduce((sum, others) => sum + others.size, 0);
    const back = arrowsBack(parts);
    console.log(`${room}: ${back.length} of ${arrows} arrows run back`);
    for (const [from, to, imports] of back) console.log(`  ${from} > ${to}  ${imports}`);
  }
}
