/**
 * `npm test`: the tests in the small size, in some minutes. The last line is `N passed, N failed`.
 *
 * `--whole` is all of them but the proofs, `--rest` what `--whole` has beyond the small size, `--proofs` shops
 * with planted bugs and long histories, `--proofs --third` a third of those, another one each day. A file, or a
 * part of its path, is played alone, whatever its size. Other words go to the runner. `--keep-runs` keeps which
 * functions each file of tests ran; that takes longer, and `--changed` goes by it.
 *
 * `--changed` is for between two edits: types of everything, lint and format of the files that differ from
 * the last commit (`--changed=REF`: from that one), unused code where names of a file were added or taken
 * away, and those tests that ran what was changed, as far as they fit into the time. It says what it has left
 * out, and ends with 3 then.
 */

import { spawn, spawnSync } from "node:child_process";

import { changeSince, testsOfChange } from "./changed.mjs";
import { checkFiles } from "./checks.mjs";
import { closingLine, NOT_ALL_RAN } from "./choose.mjs";
import { clearRun, MARK, newRun } from "./left-over.mjs";
import { RUNS_FOLDER } from "./runs.mjs";
import { placesOfTests } from "./sizes.mjs";
import { surroundings } from "./surroundings.mjs";

/** From when `--changed` begins: what would take longer is stopped. */
const STOP_SECONDS = 18;
/** Of that time, for tests: static checks run beside them. */
const TESTS_SHARE = 0.33;
/** For a runner that was asked to end. */
const ENDS_MS = 5000;
const NOTHING_RAN = { count: { passed: 0, failed: 0, skipped: 0 }, ran: 0 };
const DAY_MS = 86_400_000;
const THIRDS = 3;

const SIZES = { "--whole": "whole", "--rest": "rest", "--proofs": "proofs" };
const KEEPS = "--keep-runs";
const THIRD = "--third";
const OWN_WORDS = [...Object.keys(SIZES), KEEPS, THIRD];

const words = process.argv.slice(2);
const asked = words.find((word) => /^--changed(?:=|$)/u.test(word));
process.exitCode = asked === undefined ? await testAsked() : await testChange(asked.slice(10));

async function testAsked() {
  const others = words.filter((word) => !OWN_WORDS.includes(word));
  const named = others.filter((word) => !word.startsWith("-")).flatMap(testsNamed);
  const sizeWord = Object.keys(SIZES).find((word) => words.includes(word));
  const size = sizeWord === undefined ? (named.length > 0 ? "" : "small") : SIZES[sizeWord];
  build();
  installNeeds(size === "small" ? "small" : "whole");
  const { code } = await runTests(others, {
    TILL_TEST_SIZE: size,
    ...(words.includes(KEEPS) ? { TILL_KEEP_RUNS: RUNS_FOLDER } : {}),
    ...(words.includes(THIRD) ? { TILL_TEST_THIRD: String(thirdOfToday()) } : {}),
  });
  return code;
}

function testsNamed(word) {
  return [...placesOfTests().keys()].filter((file) => file.includes(word));
}

function thirdOfToday() {
  return Math.floor(Date.now() / DAY_MS) % THIRDS;
}

async function testChange(ref) {
  const beganMs = Date.now();
  const change = changeSince(ref === "" ? "HEAD" : ref);
  if (typeof change === "string") {
    console.log(change);
    return 2;
  }
  if (change.changed.length === 0) {
    console.log("Nothing has changed since the last commit. --changed=REF takes an earlier one.");
    return 0;
  }
  const checking = checkFiles(change);
  const room = TESTS_SHARE * STOP_SECONDS;
  const { chosen, left, leftSeconds, needsBuild, all, functions } = testsOfChange(change, room);
  const known = functions === 0 ? "" : ` (${functions} changed functions by what ran them)`;
  const begun = `the first ${chosen.length} run, ${left.length} do not`;
  console.log(
    `The change is in reach of ${chosen.length + left.length} files of tests${known}: ${begun}.`,
  );
  if (left.length > 0) {
    console.log(`They would take some ${Math.ceil(leftSeconds / 60)} min more.`);
  }
  if (needsBuild) build();
  const seconds = Math.max(1, STOP_SECONDS - (Date.now() - beganMs) / 1000);
  const settings = { TILL_TEST_SECONDS: String(seconds) };
  const { code, said } =
    chosen.length === 0 ? { code: 0, said: NOTHING_RAN } : await runTests(chosen, settings);
  const checks = await checking;
  const { passed, failed, skipped } = said?.count ?? { passed: 0, failed: 1, skipped: 0 };
  const count = { passed, failed: failed + checks.failed, skipped };
  console.log(closingLine(count, { ran: said?.ran ?? 0, all }));
  if (count.failed > 0) return 1;
  return code === 0 && left.length > 0 ? NOT_ALL_RAN : code;
}

/** The build, which `pretest` leaves out: few tests of a change need it, and it takes a third of their time. */
function build() {
  const { status } = spawnSync(process.execPath, ["scripts/setup.cjs"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** What tests need of the system is asked for by those that run. */
function installNeeds(size) {
  spawnSync(process.execPath, ["scripts/test-needs.cjs", size], { stdio: "inherit" });
}

/**
 * @returns {Promise<{ readonly code: number, readonly said?: { readonly count: Parameters<typeof closingLine>[0], readonly ran: number } }>}
 * `said` is the reporter's count; nothing where the runner ended before it had one
 */
async function runTests(args, settings) {
  console.log(`The tests run under the project's own Node, ${process.version}.`);
  const reporters = ["--reporter=default", "--reporter=./scripts/reporter.mjs"];
  const run = newRun();
  const env = { ...surroundings(), ...settings, [MARK]: run };
  const child = spawn("node_modules/.bin/vitest", ["run", ...reporters, ...args], {
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  let said;
  child.on("message", (message) => {
    said = message;
  });
  // The runner ends what it is at, or is ended by its mark; a second time there is no waiting for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      child.kill(signal);
      setTimeout(() => clearRun(run), ENDS_MS).unref();
    });
  }
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (status) => resolve(status ?? 1));
  });
  clearRun(run);
  return { code, said };
}
