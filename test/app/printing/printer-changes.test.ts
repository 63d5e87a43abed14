/** A test page beside the register, which prints it and says so only in the queue. */

import { expect, onTestFinished, test, vi } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { endOfPaper, printTestPage } from "../../../src/app/printing/printer-changes.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { valueOf } from "../../support/shop.ts";
import { twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();

test("a test page that a running register prints is waited for", async () => {
  const cafe = await newCafe();
  const register = cafe.open();
  register.printing.keepDriving(() => undefined);
  onTestFinished(() => register.printing.close());
  const command = cafe.open();
  const job = valueOf(printTestPage(command, "receipt"));
  expect(await command.printing.settleOwn(job.documentId)).toMatchObject({ type: "handed-over" });

  const state = await passing(cafe.clock, endOfPaper(command, job));

  expect(state).toBe("printed");
});

test("and given up where nobody prints it", async () => {
  const cafe = await newCafe();
  const command: OpenTill = cafe.open();
  const job = valueOf(printTestPage(command, "receipt"));

  expect(await passing(cafe.clock, endOfPaper(command, job))).toBe("queued");
});

test("a test page comes out of no printer of another till, and isn't queued", async () => {
  const { counter } = await twoTills(await newCafe());

  const done = printTestPage(counter.open, "kitchen");

  expect(done).toEqual({
    ok: false,
    fault: { type: "printer/elsewhere", name: "Kitchen and bar" },
  });
  expect(counter.open.jobs.latest(1)).toEqual([]);
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
    { timeout: 45_000, interval: 1 },
  );
  return done;
}
