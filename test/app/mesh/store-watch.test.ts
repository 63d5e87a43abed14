/** Another process writes into the store: heard at once, and never by what is closed. */

import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { watchStore } from "../../../src/app/mesh/running-mesh.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { PATIENCE } from "../../support/patience.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("many writes are told once, and none after the end", async () => {
  const dir = await temporaryFolder();
  const log = path.join(dir, "ledger.db-wal");
  await writeFile(log, "");
  const clock = createManualClock(0);
  const after = vi.spyOn(clock, "after");
  const onWrite = vi.fn<() => void>();
  const end = watchStore(dir, clock, onWrite);
  onTestFinished(end);

  await appendFile(log, "one");
  await vi.waitFor(() => expect(after).toHaveBeenCalledTimes(1), PATIENCE);
  await appendFile(log, "two");
  clock.advance(1);
  expect(onWrite).toHaveBeenCalledTimes(1);

  await appendFile(log, "three");
  await vi.waitFor(() => expect(after.mock.calls.length).toBeGreaterThan(1), PATIENCE);
  onWrite.mockClear();
  end();
  clock.advance(1);
  expect(onWrite).not.toHaveBeenCalled();
});
