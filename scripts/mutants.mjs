/**
 * `npm run mutants ROOM`: what the tests notice of bugs that are planted in a room. docs/testing.md says
 * how. It writes the room's part of `test/noticed.json`, and says what notices all of it for least.
 *
 * Without a room it lists them. `--changed` plays anew what was noticed and whose function or tests have
 * changed since, and ends with 1 for one that nothing in the small size notices any more; `--look` writes
 * nothing then. `--cover FILE` says what files of tests that a list names, one a line, have lost.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { runPlanted } from "./mutants/build.mjs";
import {
  cheapestCover,
  coverLost,
  filesByMutant,
  moved,
  movesIn,
  partsOf,
  playedAgain,
  replayNeeded,
  roomOf,
  textOf,
} from "./mutants/noticed.mjs";
import { chosenAmong, functionsIn, namedAmong, placesIn } from "./mutants/plant.mjs";
import { rooms } from "./mutants/rooms.mjs";
import { testsAsked } from "./mutants/tests-asked.mjs";
import { isPlayed, placesOfTests } from "./sizes.mjs";

const TABLE = "test/noticed.json";
/** Processor seconds of each file of tests that was asked here. */
const SECONDS = "node_modules/.cache/mutant-seconds.json";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changed: { type: "boolean" },
    look: { type: "boolean", default: false },
    cover: { type: "boolean" },
    dear: { type: "boolean", default: false },
    count: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "240" },
  },
});

process.exitCode = await run();

async function run() {
  const wrong = ["count", "seed", "seconds"].find((name) => !/^\d{1,6}$/u.test(values[name]));
  if (wrong !== undefined) return refuse(`--${wrong} takes a whole number, not ${values[wrong]}.`);
  if (values.cover === true) return tellCover(positionals[0]);
  if (values.changed === true) return playAgain();
  const [room] = positionals;
  if (room === undefined) return listRooms();
  const folder = room.replace(/\/$/u, "");
  if (!rooms().files.has(folder))
    return refuse(`${room} is no room: \`npm run mutants\` has them.`);
  return playRoom(folder);
}

function refuse(sentence) {
  console.error(sentence);
  return 2;
}

function listRooms() {
  const table = tableNow();
  for (const [room, lines] of rooms().lines) {
    const bugs = Object.values(table[room]?.bugs ?? {});
    const noticed = bugs.filter((files) => files.length > 0).length;
    const known = bugs.length === 0 ? "not played yet" : `${noticed} of ${bugs.length} noticed`;
    console.log(`${room.padEnd(28)} ${String(lines).padStart(6)} lines  ${known}`);
  }
  return 0;
}

async function playRoom(room) {
  const { files } = rooms();
  const places = placesOf(files.get(room) ?? []);
  const wish = { count: Number(values.count), seed: Number(values.seed) };
  const mutants = chosenAmong(places, wish);
  const asked = testsAsked(room, files, {
    files: [...new Set(mutants.map(({ file }) => file))],
    isDear: values.dear,
    secondsOf,
  });
  const { own } = asked;
  // Whoever has noticed something of it before is asked before the seconds are over.
  const before = new Set(Object.values(tableNow()[room]?.bugs ?? {}).flat());
  const others = asked.others.toSorted(
    (one, other) => Number(before.has(other)) - Number(before.has(one)),
  );
  const [first] = [...own, ...others];
  if (mutants.length === 0 || first === undefined) return refuse(`${room}: nothing to ask.`);
  console.log(
    `${room}: ${mutants.length} of ${places.length} places; ${own.length} files of tests of its own, ${others.length} others reach it.`,
  );
  const plan = { room: { ids: ids(mutants), own, others, seconds: Number(values.seconds) } };
  const found = await runPlanted(mutants, plan, { first, tell });
  keepSeconds(found.seconds);
  const noticed = new Map(found.noticed);
  const ofRoom = Object.fromEntries(mutants.map(({ id, name }) => [name, noticed.get(id) ?? []]));
  keepTable({ ...tableNow(), [room]: roomOf(ofRoom, textsNow()) });
  tellRoom(mutants, { ...found, noticed });
  return 0;
}

function tellRoom(mutants, { noticed, reached, failing, left, seconds }) {
  const known = new Set(reached);
  const survivors = mutants.filter(({ id }) => noticed.get(id)?.length === 0);
  console.log(`\nWhat nothing notices:`);
  for (const { id, name, file, line, from, to } of survivors) {
    const note = known.has(id) ? "" : ", and nothing reaches";
    console.log(
      `  ${file}:${line} ${partsOf(name).rest}${note}\n    ${short(from)} -> ${short(to)}`,
    );
  }
  const byName = new Map(mutants.map(({ id, name }) => [name, noticed.get(id) ?? []]));
  tellFiles(cheapestCover(byName, secondsOf));
  for (const file of failing) {
    console.log(`${file} fails without a bug, beside others or after one: it was not asked.`);
  }
  if (left.length > 0) console.log(`${left.length} files were not asked: the seconds were over.`);
  const sum = mutants.length;
  const all = sum - survivors.length;
  console.log(
    `${sum} bugs, ${reached.length} reached, ${all} noticed; ${seconds.length} files asked.`,
  );
}

function tellFiles(files) {
  console.log(`\nWhat notices all the rest for least:`);
  for (const file of files) console.log(`  ${secondsOf(file).toFixed(2).padStart(7)} s  ${file}`);
  const sum = files.reduce((sum, file) => sum + secondsOf(file), 0);
  console.log(`  ${sum.toFixed(2).padStart(7)} s  of a processor in all`);
}

function short(text) {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

/** Each bug whose function has changed, or its tests, in the files of the small size that noticed it before. */
async function playAgain() {
  const table = tableNow();
  const textNow = textsNow();
  const small = smallTests();
  const needed = replayNeeded(table, { textNow, counts: (test) => small.has(test) });
  const sources = [...new Set([...needed.keys()].map((name) => partsOf(name).file))];
  const places = placesOf(sources.filter((file) => existsSync(file)));
  const mutants = namedAmong(places, new Set(needed.keys()));
  const names = new Set(places.map(({ name }) => name));
  const gone = [...needed.keys()].filter((name) => !names.has(name));
  console.log(
    `${mutants.length} bugs are played anew${gone.length > 0 ? `; ${gone.length} have no place now` : ""}.`,
  );
  const { found, left } = await foundAgain(mutants, { needed, small });
  const isLeft = ({ name }) => !found.has(name) && needed.get(name)?.some((file) => left.has(file));
  const asked = mutants.filter((mutant) => !isLeft(mutant));
  const lost = asked.filter(({ name }) => !found.has(name));
  for (const { name, line } of lost) {
    const before = needed.get(name)?.join(", ");
    console.log(`No longer noticed: ${name} (now in line ${line}), by ${before}`);
  }
  if (!values.look) keepTable(playedAgain(table, { needed, found, gone: new Set(gone), textNow }));
  console.log(`${found.size} of ${asked.length} bugs are still noticed.`);
  if (asked.length < mutants.length) {
    console.log(`${mutants.length - asked.length} were not played: the seconds were over.`);
  }
  return lost.length > 0 ? 1 : 0;
}

/** By the name of each bug that is still noticed, the files that did so now; and files that were not asked. */
async function foundAgain(mutants, { needed, small }) {
  const filesOf = mutants.map(({ id, name }) => [
    id,
    (needed.get(name) ?? []).filter((file) => small.has(file) && existsSync(file)),
  ]);
  const [first] = filesOf.flatMap(([, files]) => files);
  if (first === undefined) return { found: new Map(), left: new Set() };
  const plan = { again: { filesOf, secondsOf: knownSeconds(), seconds: Number(values.seconds) } };
  const { noticed, failing, left } = await runPlanted(mutants, plan, { first, tell });
  for (const file of failing) console.log(`${file} fails without a bug.`);
  const byId = new Map(noticed);
  const entries = mutants.map(({ id, name }) => [name, byId.get(id) ?? []]);
  const found = new Map(entries.filter(([, files]) => files.length > 0));
  return { found, left: new Set(left) };
}

/** Of a function, and of a file of tests; nothing where there is none. */
function textsNow() {
  /** @type {Map<string, ReadonlyMap<string, string>>} */
  const functions = new Map();
  return (of) => {
    const [file, within] = of.split(" ");
    if (!existsSync(file)) return undefined;
    if (within === undefined) return readFileSync(file, "utf8");
    if (!functions.has(file)) functions.set(file, functionsIn(file, readFileSync(file, "utf8")));
    return functions.get(file).get(within);
  };
}

function smallTests() {
  const places = [...placesOfTests()].filter(([, { size }]) => isPlayed(size, "small"));
  return new Set(places.map(([file]) => file));
}

function tellCover(list) {
  const table = tableNow();
  if (list === undefined) {
    tellFiles(cheapestCover(filesByMutant(table), secondsOf));
    return 0;
  }
  const lost = coverLost(table, new Set(lines(readFileSync(list, "utf8"))));
  for (const name of lost) console.log(`${name}: ${filesByMutant(table).get(name)?.join(", ")}`);
  console.log(`${lost.length} bugs are noticed, and by none of the files in ${list}.`);
  return lost.length > 0 ? 1 : 0;
}

/** With the names of today: files move after the table was written. */
function tableNow() {
  if (!existsSync(TABLE)) return {};
  const table = JSON.parse(readFileSync(TABLE, "utf8"));
  const since = git(["log", "-1", "--format=%H", "--", TABLE])?.trim() ?? "";
  const moves = movesIn(since === "" ? "" : (git(["diff", "-M", "--name-status", since]) ?? ""));
  if (moves.size === 0) return table;
  const roomByFile = new Map(
    [...rooms().files].flatMap(([room, files]) => files.map((file) => [file, room])),
  );
  return moved(table, moves, (file) => roomByFile.get(file));
}

function keepTable(table) {
  writeFileSync(TABLE, textOf(table));
  spawnSync("node_modules/.bin/oxfmt", [TABLE]);
}

function placesOf(files) {
  return files.flatMap((file) => placesIn(file, readFileSync(file, "utf8")));
}

function ids(mutants) {
  return mutants.map(({ id }) => id);
}

/** A line for each file that notices something, and for what can't be asked. */
function tell({ of, answer }) {
  if (of === undefined) return;
  const { file, on, as } = of;
  const took = `${answer.seconds.toFixed(2).padStart(7)} s  ${file}`;
  if (as === "plain")
    console.log(`${took}: reaches ${answer.seen.length}${answer.failed ? ", fails" : ""}`);
  else if (as === "bugs" && on.length > 1 && !answer.failed)
    console.log(`${took}: notices none of ${on.length}`);
  else if (as === "bugs" && on.length === 1 && answer.failed)
    console.log(`${took}: notices ${on[0]}`);
}

function knownSeconds() {
  return existsSync(SECONDS) ? JSON.parse(readFileSync(SECONDS, "utf8")) : {};
}

function secondsOf(file) {
  return knownSeconds()[file] ?? 1;
}

function keepSeconds(seconds) {
  mkdirSync(path.dirname(SECONDS), { recursive: true });
  const all = { ...knownSeconds(), ...Object.fromEntries(seconds) };
  writeFileSync(SECONDS, `${JSON.stringify(all, undefined, 1)}\n`);
}

function git(args) {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

function lines(text = "") {
  return text.split("\n").filter((line) => line !== "");
}
