import { TestRunner } from "vitest";

/** Tells the switch that a test has failed, and leaves out the rest of the file: one failure is enough. */
export default class FirstFailure extends TestRunner {
  async onBeforeRunSuite(suite) {
    if (globalThis.tillmeshMutants.failed) suite.mode = "skip";
    await super.onBeforeRunSuite(suite);
  }

  async onBeforeRunTask(test) {
    if (globalThis.tillmeshMutants.failed) test.mode = "skip";
    await super.onBeforeRunTask(test);
  }

  onAfterRunTask(test) {
    super.onAfterRunTask(test);
    noteFailure(test);
  }

  async onAfterRunSuite(suite) {
    await super.onAfterRunSuite(suite);
    noteFailure(suite);
  }

  onAfterRunFiles(files) {
    super.onAfterRunFiles(files);
    for (const file of files) noteFailure(file);
  }
}

function noteFailure({ result }) {
  if (result?.state === "fail") globalThis.tillmeshMutants.failed = true;
}
