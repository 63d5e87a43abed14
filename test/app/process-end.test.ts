/** Whoever waits for the end of the process leaves one listener behind, however often that is done. */

import { expect, test } from "vitest";

import { onProcessEnd } from "../../src/app/system/process.ts";

const EVENTS = ["SIGINT", "SIGTERM", "SIGHUP", "uncaughtException", "rejectionHandled"] as const;

test("commands of one process that wait for its end one after another leave no listener of theirs", () => {
  onProcessEnd(() => undefined)();
  const before = EVENTS.map((event) => process.listenerCount(event));

  for (let command = 0; command < 20; command += 1) onProcessEnd(() => undefined)();

  expect(EVENTS.map((event) => process.listenerCount(event))).toEqual(before);
});
