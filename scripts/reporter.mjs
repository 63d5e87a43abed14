import path from "node:path";

import { closingLine, NOT_ALL_RAN } from "./choose.mjs";
import { slowness } from "./fixed-work.mjs";
import { progressLine, tooLong } from "./progress.mjs";
import { askedSize, placesOfTests } from "./sizes.mjs";
import { keepSeconds, knownSeconds } from "./test-times.mjs";

/** Where a terminal shows no line of its own. */
const PROGRESS_MS = 20_000;
/** Of the longest files. */
const LISTED = 10;
/** A run of a few files says what they take anyway. */
const MANY_FILES = 30;

/**
 * Says how far a run is, prints the closing line from the runner's own count, and keeps how long each file
 * took. Failed suites and unhandled errors are failures, and so is a file that is much too long for the small
 * size. With `TILL_TEST_SECONDS` it stops the run when they are over, which is no failure, ends with another
 * code than a run that came to its end, and leaves the closing line to who asked for that. Who started the
 * runner is sent the count.
 */
export default class ClosingLineReporter {
  #isStopped = false;
  #files = [];
  #done = new Map();
  #failed = 0;
  #beganMs = Date.now();
  #known = knownSeconds();
  #slownesses = [];
  #timer;

  onInit(runner) {
    const seconds = Number(process.env.TILL_TEST_SECONDS ?? Infinity);
    if (!Number.isFinite(seconds)) return;
    const stop = () => {
      this.#isStopped = true;
      return runner.cancelCurrentRun("keyboard-input");
    };
    setTimeout(stop, seconds * 1000).unref();
  }

  onTestRunStart(specifications) {
    this.#files = specifications.map(({ moduleId }) => fileOf(moduleId));
    this.#beganMs = Date.now();
    if (this.#files.length < MANY_FILES) return;
    this.#timer = setInterval(() => this.#sayProgress(), PROGRESS_MS).unref();
  }

  onTestModuleEnd(module) {
    this.#done.set(fileOf(module.moduleId), secondsTaken(module));
    if (!module.ok()) this.#failed += 1;
  }

  #sayProgress() {
    this.#slownesses.push(slowness());
    console.log(
      progressLine({
        files: this.#files,
        done: [...this.#done.keys()],
        failed: this.#failed,
        elapsedMs: Date.now() - this.#beganMs,
        known: this.#known,
      }),
    );
  }

  onTestRunEnd(modules, unhandledErrors) {
    clearInterval(this.#timer);
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) count[stateOf(test)] += 1;
    }
    const ended = modules.filter(hasEnded);
    const whole = ended.filter((module) => module.ok());
    keepSeconds(
      Object.fromEntries(whole.map((module) => [fileOf(module.moduleId), secondsTaken(module)])),
    );
    const tooLongOnes = this.#tooLong(whole);
    count.failed += tooLongOnes.filter(({ isFailure }) => isFailure).length;
    process.send?.({ count, ran: ended.length });
    const longest = this.#longest();
    // At exit, because the other reporter still writes after this.
    process.on("exit", () => {
      for (const line of [...longest, ...tooLongOnes.map(({ said }) => said)]) console.log(line);
      if (this.#isStopped) {
        const lost = modules.length - ended.length;
        console.log(
          `The time was over: ${lost} of ${modules.length} files did not come to their end.`,
        );
        if (count.failed === 0) process.exitCode = NOT_ALL_RAN;
      }
      if (count.failed > 0) process.exitCode ||= 1;
      if (process.env.TILL_TEST_SECONDS === undefined) console.log(closingLine(count));
    });
  }

  #longest() {
    if (this.#files.length < MANY_FILES) return [];
    const sorted = [...this.#done].toSorted(
      ([, one], [, other]) => other.processor - one.processor,
    );
    const all = sorted.reduce((sum, [, { processor }]) => sum + processor, 0);
    const minutes = (all / 60).toFixed(1);
    return [
      `${minutes} min of the processor in ${sorted.length} files; the longest, in seconds:`,
      ...sorted
        .slice(0, LISTED)
        .map(([file, { processor }]) => `${processor.toFixed(1).padStart(7)}  ${file}`),
    ];
  }

  /** In the small size alone: whoever asks for one file knows what it takes. */
  #tooLong(modules) {
    if (askedSize(process.env.TILL_TEST_SIZE) !== "small") return [];
    const places = placesOfTests();
    const now = this.#slownesses.toSorted((one, other) => one - other);
    const factor = Math.max(1, now[now.length >> 1] ?? slowness());
    return modules.flatMap((module) => {
      const file = fileOf(module.moduleId);
      const seconds = module.meta().processorSeconds?.running ?? 0;
      return places.has(file) ? tooLong(file, seconds, factor) : [];
    });
  }
}

function fileOf(moduleId) {
  return path.relative(process.cwd(), moduleId);
}

function hasEnded(module) {
  const tests = [...module.children.allTests()];
  const isOver = tests.length > 0 && tests.every((test) => test.result().state !== "pending");
  return isOver || module.errors().length > 0;
}

/** @returns {import("./test-times.mjs").Seconds} */
function secondsTaken(module) {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  const { loading = 0, running = 0 } = module.meta().processorSeconds ?? {};
  return {
    wall: rounded((collectDuration + setupDuration + duration) / 1000),
    processor: rounded(loading + running),
  };
}

function rounded(seconds) {
  return Math.round(seconds * 10) / 10;
}

function stateOf(test) {
  const { state } = test.result();
  return state === "passed" || state === "failed" ? state : "skipped";
}
