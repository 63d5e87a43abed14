/**
 * `npm run e2e` runs the tests of whole programs. With `--watch NAME` one of them is played in this
 * terminal, at the pace of a hand (`--pace 150`, milliseconds a key); `--watch` alone lists them. NAME is
 * any part of a test's name.
 */

import { spawn, spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";

import { surroundings } from "./surroundings.mjs";

const FOLDER = "test/e2e";
/** A test can be watched when its file opens a terminal. */
const TERMINAL = "support/terminal.ts";
/** The screen of most tests, and what is written below it. */
const LEAST = { columns: 80, rows: 27 };
const PACE_MS = 150;
const PATIENCE_MS = 600_000;
const ENTER_SCREEN = "\u001b[?1049h\u001b[?25l\u001b[2J";
const LEAVE_SCREEN = "\u001b[?25h\u001b[?1049l";

const env = { ...surroundings(), TILL_TEST_SIZE: "whole" };
const words = process.argv.slice(2);
const watchAt = words.indexOf("--watch");

process.exitCode = watchAt < 0 ? runAll(words) : await watch(wishOf(words.toSpliced(watchAt, 1)));

function runAll(more) {
  const { status } = spawnSync("vitest", ["run", FOLDER, ...more], { stdio: "inherit", env });
  return status ?? 1;
}

/** The pace, and the name that is left. */
function wishOf(more) {
  const paceAt = more.indexOf("--pace");
  if (paceAt < 0) return { name: more.join(" "), paceMs: PACE_MS };
  const name = more.toSpliced(paceAt, 2).join(" ");
  return { name, paceMs: Number(more[paceAt + 1]) };
}

async function watch({ name, paceMs }) {
  if (!Number.isFinite(paceMs) || paceMs < 0) {
    return refuse("--pace takes milliseconds a key, such as --pace 150.");
  }
  const files = globSync(`${FOLDER}/*.test.ts`).filter((file) =>
    readFileSync(file, "utf8").includes(TERMINAL),
  );
  const pattern = name.replaceAll(" > ", " ").replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
  const found = namesOf([...files, ...(name === "" ? [] : ["-t", pattern])]);
  if (name === "") {
    for (const one of found) console.log(one);
    return 0;
  }
  if (found.length === 0) return refuse(`No test is called ${name}; --watch alone lists them.`);
  const { isTTY, columns = 0, rows = 0 } = process.stdout;
  if (!isTTY) return refuse("Watching needs a terminal: nothing was run.");
  if (columns < LEAST.columns || rows < LEAST.rows) {
    const least = `${LEAST.columns} by ${LEAST.rows}`;
    return refuse(`The window is ${columns} by ${rows}: make it ${least} or larger.`);
  }
  // The others are not even read: nothing is shown meanwhile.
  const theirs = [...new Set(found.map((one) => one.split(" > ", 1)[0]))];
  return play([...theirs, "-t", pattern], `${columns}x${rows}x${paceMs}`);
}

function refuse(sentence) {
  console.error(sentence);
  return 2;
}

/** Each as it is called, below the file that it stands in. */
function namesOf(more) {
  const { stdout } = spawnSync("vitest", ["list", ...more], { env, encoding: "utf8" });
  // Before each stands the group that the runner has it in.
  const names = stdout.split("\n").map((line) => line.replace(/^\[[a-z]+\] /u, ""));
  return names.filter((line) => line.startsWith(`${FOLDER}/`));
}

/** What the runner says comes when the play is over. */
async function play(more, size) {
  const options = ["--no-file-parallelism", `--testTimeout=${PATIENCE_MS}`];
  process.stdout.write(ENTER_SCREEN);
  const child = spawn("vitest", ["run", ...options, ...more], {
    env: { ...env, TILL_WATCH: size },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (told += text));
  }
  // Ctrl-C reaches the runner too: the terminal is given back when it has ended.
  process.on("SIGINT", () => undefined);
  const { promise, resolve } = Promise.withResolvers();
  child.on("close", (code) => resolve(code ?? 1));
  const code = await promise;
  process.stdout.write(`${LEAVE_SCREEN}${told}`);
  return code;
}
