/** In the night when clocks are set back, 02:30 comes twice: papers and lists tell the two apart. */

import { expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

/** 2026-10-24, 20:00 in Rotterdam. */
const EVENING_MS = 1_792_864_800_000;
const HOUR_MS = 3_600_000;
/** 02:30 in summer time. */
const FIRST_MS = EVENING_MS + 6.5 * HOUR_MS;

const newCafe = cafeCopies({ startMs: EVENING_MS });

test("receipts of the hour that comes twice carry the offset, those around it don't", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  for (const hours of [-1, 0, 1, 2]) {
    clock.set(FIRST_MS + hours * HOUR_MS);
    sellGoods(opened.till, ["espresso"], { cash: 240 });
  }

  const numbers = ["A-000001", "A-000002", "A-000003", "A-000004"];
  const times = ["01:30", "02:30+02:00", "02:30+01:00", "03:30"];
  expect(numbers.map((number) => timeOnPaper(opened, number))).toEqual(times);
  const port = createRegisterPort(opened, { demoStaff: [] });
  expect(port.receipts().map(({ time }) => time)).toEqual(times.toReversed());
});

function timeOnPaper(opened: OpenTill, number: string): string | undefined {
  const { lines } = valueOf(createRegisterPort(opened, { demoStaff: [] }).receiptPaper(number, 42));
  const [, time] =
    /^2026-10-25 (\S+) /u.exec(lines.find((line) => line.startsWith("2026")) ?? "") ?? [];
  return time;
}
