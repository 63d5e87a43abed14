/** A test page beside the register, which prints it and says so only in the queue. */

import { expect, onTestFinished, test, vi } from "vitest";

import { type OpenTill } from "../../src/app/open-till.ts";
import { endOfPaper, printTestPage } from "../../src/app/printer-changes.ts";
import { cafeCopies } from "../support/cafe.ts";
import { type ManualClock } from "../support/manual-clock.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();

test("a test page that a running register prints is waited for", async () => {
  const cafe = await newCafe();
  const register = cafe.open();
  register.printing.keepDriving(() => undefined);
  onTestFinished(() => register.printing.close());
  const command = cafe.open();
  const job = valueOf(printTestPage(command, "receipt"));
  expect(await command.printing.settleOwn(job.documentId)).toMatchObject({ type: "told" });

  const state = await passing(cafe.clock, endOfPaper(command, job));

  expect(state).toBe("printed");
});

test("and given up where nobody prints it", async () => {
  const cafe = await newCafe();
  const command: OpenTill = cafe.open();
  const job = valueOf(printTestPage(command, "receipt"));

  expect(await passing(cafe.clock, endOfPaper(command, job))).toBe("queued");
});

async function passing<Value>(clock: ManualClock, awaited: Promise<Value>): Promise<Value> {
  let isDone = false;
  const done = awaited.finally(() => {
    isDone = true;
  });
  await vi.waitFor(
    () => {
      clock.advance(50);
      expect(isDone).toBe(true);
    },
    { timeout: 20_000, interval: 1 },
  );
  return done;
}
