import path from "node:path";

import { keepSeconds } from "./test-times.mjs";

/**
 * Prints the closing line from the runner's own count, and keeps how long each file took. Failed suites
 * and unhandled errors are failures. With `TILL_TEST_SECONDS` it stops the run when they are over, which
 * is no failure.
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
    keepSeconds(Object.fromEntries(ended.map(secondsTaken)));
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    // At exit, because the other reporter still writes after this.
    process.on("exit", () => {
      if (this.#isStopped) {
        const lost = modules.length - ended.length;
        console.log(
          `The time was over: ${lost} of ${modules.length} files did not come to their end.`,
        );
        if (count.failed === 0) process.exitCode = 0;
      }
      console.log(`${count.passed} passed, ${count.failed} failed${skipped}`);
    });
  }
}

function hasEnded(module) {
  const tests = [...module.children.allTests()];
  return (
    module.ok() && tests.length > 0 && tests.every((test) => test.result().state !== "pending")
  );
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
