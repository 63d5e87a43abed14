/**
 * The process in which the tests of planted bugs run. It gets one task for all, asks the files of tests one
 * question after another, and keeps each answer in the log: who started it may end it in the middle.
 */

import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";

import { init, runBaseTests, setupEnvironment } from "vitest/worker";

import { answersIn, keyOf } from "./log.mjs";
import { questionsAgain, questionsOfRoom } from "./questions.mjs";
import { Switch } from "./switch.mjs";

const plan = JSON.parse(readFileSync(process.env.TILL_MUTANTS_PLAN, "utf8"));
const known = answersIn(readFileSync(plan.log, "utf8"));
const bugs = new Switch(plan.mutants);
globalThis.tillmeshMutants = bugs;
/** By file, how often the switch is asked without a bug. */
const usual = new Map();
const loaded = new Set();

const send = process.send.bind(process);
const on = process.on.bind(process);
const off = process.off.bind(process);
init({
  post: (message) => send(message),
  on: (listener) => on("message", listener),
  off: (listener) => off("message", listener),
  setup: setupEnvironment,
  runTests: askAll,
  collectTests: () => undefined,
});
// A test that fails later, when nobody waits for it, has failed.
for (const event of ["unhandledRejection", "uncaughtException"]) {
  on(event, () => (bugs.failed = true));
}

async function askAll(state, traces) {
  const questions =
    plan.again === undefined
      ? questionsOfRoom(plan.room)
      : questionsAgain({
          filesOf: new Map(plan.again.filesOf),
          secondsOf: (file) => plan.again.secondsOf[file] ?? 1,
          seconds: plan.again.seconds,
        });
  let step = questions.next();
  while (step.done !== true) {
    const question = step.value;
    step = questions.next(known.get(keyOf(question)) ?? (await ask(question)));
  }
  const { noticed, reached, seconds, failing, left } = step.value;
  const found = { noticed: [...noticed], reached: [...reached], seconds: [...seconds] };
  note({ found: { ...found, failing, left } });

  async function ask(question) {
    note({ asks: question, worker: process.pid });
    state.ctx.files = [{ filepath: path.resolve(question.file), fileTags: [] }];
    // A source that is loaded while bugs are there would keep what they make of it as it is loaded.
    if (!loaded.has(question.file)) await runBaseTests("collect", state, traces);
    loaded.add(question.file);
    bugs.choose(question.on, usual.get(question.file));
    const before = process.cpuUsage();
    await runBaseTests("run", state, traces);
    // What nobody waited for has its turn, too.
    await new Promise((resolve) => setImmediate(resolve));
    const { user, system } = process.cpuUsage(before);
    const { seen, asked } = bugs.told();
    if (question.as === "plain") usual.set(question.file, asked);
    const answer = { failed: bugs.failed, seconds: (user + system) / 1e6, seen };
    bugs.choose([]);
    note({ of: question, answer });
    return answer;
  }
}

function note(line) {
  appendFileSync(plan.log, `${JSON.stringify(line)}\n`);
}
