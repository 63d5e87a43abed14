/** In the night when clocks are set back, 02:30 comes twice: papers and lists tell the two apart. */

import { globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { writeClose } from "../../../src/app/day/close-evening.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { xBody, xDocument } from "../../../src/app/day/z-papers.ts";
import { noteKeyOpening } from "../../../src/app/drawers/drawers.ts";
import { listDevices } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { openedText } from "../../../src/app/orders/order-text.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { codeSlip } from "../../../src/app/papers/invite-slip.ts";
import { clockedInSince, listShifts } from "../../../src/app/people/shifts.ts";
import { refusalSentence } from "../../../src/app/register/refusal-sentence.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { momentText } from "../../../src/domain/text/clock-text.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { countDrawer, openDrawer, openWithoutSale } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const MANAGER = { number: "4", name: "Ravi" };
/** 2026-10-24, 20:00 in Rotterdam. */
const EVENING_MS = 1_792_864_800_000;
const HOUR_MS = 3_600_000;
/** 02:30 in summer time. */
const FIRST_MS = EVENING_MS + 6.5 * HOUR_MS;

const NOTHING = { own: minor(0), pieces: [], foreign: [] };
const TIME = /\d\d:\d\d\S{6}/u;
const TIMES = /02:30\+0[12]:00/gu;

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

/** A time of day of the hour that comes twice, without its offset. */
const BARE = /(?<![+\d])02:\d\d(?![\d+:])/u;

test("shifts, the list of tills, slips, Z and tickets carry the offset there", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  const { till } = opened;
  clock.set(FIRST_MS);
  valueOf(performBeside(till, MIA, { act: "clock-in" }));
  valueOf(openWithoutSale(till, MANAGER, "change"));
  sellGoods(till, ["espresso"], { cash: 240 });
  clock.set(FIRST_MS + HOUR_MS);
  valueOf(openWithoutSale(till, MANAGER, "change"));
  const [shift] = listShifts(till, till.days().now);
  const x = JSON.stringify(xDocument(opened, { body: xBody(till), viewer: MANAGER }));
  const slips = opened.jobs.latest(99).map(({ document }) => JSON.stringify(document));
  const code = JSON.stringify(codeSlip(opened, "CODE").documentFor({ columns: 42 }));
  const end = listDevices(till)[0]?.chains[0]?.at;
  const left = end && momentText(end);

  expect(shift?.in).toBe("2026-10-25 02:30+02:00");
  expect(clockedInSince(till, MIA)).toBe("02:30+02:00");
  expect(left).toBe("2026-10-25 02:30+01:00");
  for (const text of [x, code, ...slips]) expect(text).not.toMatch(BARE);
  expect(x).toContain("02:30+01:00");
});

test("the day's report carries it at its drawers, Zs and acts, and so do answers and refusals", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  const { till } = opened;
  const day = till.days().now;
  clock.set(FIRST_MS);
  const { id: session } = valueOf(openDrawer(till, MANAGER, { no: 1, float: NOTHING }));
  noteKeyOpening(till);
  sellGoods(till, ["espresso"], { cash: 240 });
  const clockedIn = valueOf(performBeside(till, MIA, { act: "clock-in" })).answer;
  clock.set(FIRST_MS + HOUR_MS);
  valueOf(countDrawer(till, MANAGER, { session, cash: NOTHING }));
  closeOwnZ(till, day);
  writeClose({ till, clock }, { day, asked: MANAGER.number }, { view: undefined, withoutZ: [] });
  const again = faultOf(openDrawer(till, MANAGER, { no: 1, float: NOTHING }));
  const clockedAgain = faultOf(performBeside(till, MIA, { act: "clock-in" }));

  expect(clockedIn).toBe("02:30+02:00");
  expect(
    [again, clockedAgain].map((fault) => TIME.exec(refusalSentence(fault, till))?.[0]),
  ).toEqual(["02:30+02:00", "02:30+02:00"]);
  const report = dayReport(till, day);
  for (const locale of LOCALES) {
    const text = dayReportToText(report, { till, locale }, ALL_HEARD).join("\n");
    expect(text).not.toMatch(BARE);
    // The drawer, the key, the count, the Z and the close.
    expect(text.match(TIMES)).toHaveLength(5);
  }
});

test("no file but that of the clock's text cuts a time of day out of a moment", () => {
  const cutting = globSync("{src,hub,proof}/**/*.ts")
    .toSorted()
    .filter((file) =>
      /civilTime\([^;]*\)\s*\.time|\btime\b[^=;]*\}\s*=\s*civilTime\(/u.test(
        readFileSync(file, "utf8"),
      ),
    );

  expect(cutting).toEqual([
    // UTC, for other programs.
    "src/app/books/archive.ts",
    // The second at which a file was made, in the form of its format.
    "src/app/books/datev-file.ts",
    // ISO 8601, always with its offset.
    "src/app/orders/order-json.ts",
    // The terminal's protocol has UTC.
    "src/card/nexo/messages.ts",
    "src/domain/text/clock-text.ts",
  ]);
});

test("the list of orders says when each was opened, with the date where it was another day", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  clock.set(FIRST_MS);
  sellGoods(till, ["espresso"], { cash: 240 });
  const listed = till.days().now;
  const [order] = listOrders(till, { day: listed, openOnly: false });
  const other = addDays(listed, 1);

  expect(order && openedText(till, order, { listed, locale: "en" })).toBe("02:30+02:00");
  expect(order && openedText(till, order, { listed: other, locale: "de" })).toBe(
    "25.10.2026 02:30+02:00",
  );
});

function timeOnPaper(opened: OpenTill, number: string): string | undefined {
  const { lines } = valueOf(createRegisterPort(opened, { demoStaff: [] }).receiptPaper(number, 42));
  const [, time] =
    /^2026-10-25 (\S+) /u.exec(lines.find((line) => line.startsWith("2026")) ?? "") ?? [];
  return time;
}
