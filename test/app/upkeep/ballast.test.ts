import { existsSync, statSync } from "node:fs";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { createBallast } from "../../../src/app/upkeep/ballast.ts";
import { createDiskRoom } from "../../../src/ledger/disk-room.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { PATIENCE } from "../../support/patience.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MB = 1024 * 1024;

test("the ballast is really written, in slices, and is made once", async () => {
  const { dir, clock, ballast } = await newBallast();

  ballast.look();
  ballast.look();
  expect(existsSync(path.join(dir, "ballast"))).toBe(false);
  await untilMade(dir, clock);

  const { size, blocks } = statSync(path.join(dir, "ballast"));
  expect(size).toBe(5 * MB);
  expect(blocks * 512).toBeGreaterThanOrEqual(size);
  expect(existsSync(path.join(dir, "ballast.part"))).toBe(false);
});

test("who ends while making it leaves nothing", async () => {
  const { dir, ballast } = await newBallast();
  ballast.look();
  await vi.waitFor(() => expect(existsSync(path.join(dir, "ballast.part"))).toBe(true), PATIENCE);

  await ballast.close();

  expect(existsSync(path.join(dir, "ballast.part"))).toBe(false);
  expect(existsSync(path.join(dir, "ballast"))).toBe(false);
});

async function newBallast() {
  const dir = await temporaryFolder();
  const clock = createManualClock();
  const space = { freeBytes: 50 * MB, totalBytes: 100 * MB };
  const room = createDiskRoom(dir, { clock, diskSpace: () => space });
  const ballast = createBallast({
    dir,
    clock,
    random: createSeededRandom("ballast"),
    room,
    onFault: (fault) => {
      throw fault;
    },
  });
  onTestFinished(() => ballast.close());
  return { dir, clock, ballast };
}

/** Each slice waits for the clock. */
async function untilMade(dir: string, clock: ManualClock): Promise<void> {
  await vi.waitFor(() => {
    clock.advance(50);
    expect(existsSync(path.join(dir, "ballast"))).toBe(true);
  }, PATIENCE);
}
