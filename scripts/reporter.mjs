import path from "node:path";

import { closingLine, NOT_ALL_RAN } from "./choose.mjs";
import { keepSeconds } from "./test-times.mjs";

/**
 * Prints the closing line from the runner's own count, and keeps how long each file took. Failed suites
 * and unhandled errors are failures. With `TILL_TEST_SECONDS` it stops the run when they are over, which
 * is no failure, and ends with another code than a run that came to its end. With `TILL_TEST_FILES`, the
 * number of all files of tests, it says how many of them ran.
 */
export default class ClosingLineReporter {
  #isStopped = false;

  onInit(runner) {
    const seconds = Number(process.env.TILL_TEST_SECONDS ?? Infinity);
    if (!Number.isFinite(seconds)) return;
    const stop = () => {
      this.#isStopped = true;
      return runner.cancelCurrentRun("keyboard-input");
    };
    setTimeout(stop, seconds * 1000).unref();
  }

  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) count[stateOf(test)] += 1;
    }
    const ended = modules.filter(hasEnded);
    const whole = ended.filter((module) => module.ok());
    keepSeconds(Object.fromEntries(whole.map(secondsTaken)));
    const all = process.env.TILL_TEST_FILES;
    const files = all === undefined ? undefined : { ran: ended.length, all: Number(all) };
    // At exit, because the other reporter still writes after this.
    process.on("exit", () => {
      if (this.#isStopped) {
        const lost = modules.length - ended.length;
        console.log(
          `The time was over: ${lost} of ${modules.length} files did not come to their end.`,
        );
        if (count.failed === 0) process.exitCode = NOT_ALL_RAN;
      }
      console.log(closingLine(count, files));
    });
  }
}

function hasEnded(module) {
  const tests = [...module.children.allTests()];
  const isOver = tests.length > 0 && tests.every((test) => test.result().state !== "pending");
  return isOver || module.errors().length > 0;
}

function secondsTaken(module) {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  const seconds = (collectDuration + setupDuration + duration) / 1000;
  return [path.relative(process.cwd(), module.moduleId), Math.round(seconds * 10) / 10];
}

function stateOf(test) {
  const { state } = test.result();
  return state === "passed" || state === "failed" ? state : "skipped";
}
