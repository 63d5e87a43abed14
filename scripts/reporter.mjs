import path from "node:path";

import { keepSeconds } from "./test-times.mjs";

/**
 * Prints the closing line from the runner's own count, and keeps how long each file took. Failed suites
 * and unhandled errors are failures.
 */
export default class ClosingLineReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) count[stateOf(test)] += 1;
    }
    keepSeconds(Object.fromEntries(modules.filter((module) => module.ok()).map(secondsTaken)));
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    // At exit, because the other reporter still writes after this.
    process.on("exit", () =>
      console.log(`${count.passed} passed, ${count.failed} failed${skipped}`),
    );
  }
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
