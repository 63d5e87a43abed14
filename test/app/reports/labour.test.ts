/** What work costs beside what was sold: rates sealed as personal data, hours without unpaid breaks. */

import { expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { workedHours } from "../../../src/app/people/shifts.ts";
import { setStaffRate } from "../../../src/app/people/staff-changes.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { makeReport } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type Step } from "../../../src/report/sales/report-steps.ts";
import { type ReportTable } from "../../../src/report/sales/report-table.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { testRandom } from "../../support/test-random.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;
const newCafe = cafeCopies();

test("minutes of work have their price, and stand beside what was sold", async () => {
  const { open } = await workedDay();
  setRate(open, "1", 1450);
  setRate(open, "4", 0);

  // Seven and a half hours of Mia at 14.50 are 108.75; the eight of Ravi, who owns it, cost nothing.
  expect(labour(open)).toMatchObject({
    rows: [{ minutes: 930, unpriced: 0, cost: 10_875, amount: 260, ofSales: 41_827 }],
    total: { minutes: 930, cost: 10_875, amount: 260 },
  });
  expect(labour(open, "month").rows).toMatchObject([{ step: "2026-11", cost: 10_875 }]);
});

test("hours of people without a rate are told apart, and cost nothing", async () => {
  const { open } = await workedDay();
  setRate(open, "4", 2000);

  expect(labour(open).total).toMatchObject({ minutes: 930, unpriced: 450, cost: 16_000 });
  valueOf(setStaffRate(deps(open), RAVI, { number: "4", rate: null }));
  expect(labour(open).total).toMatchObject({ minutes: 930, unpriced: 930, cost: 0 });
  expect(faultOf(setStaffRate(deps(open), RAVI, { number: "4", rate: null })).type).toBe(
    "staff/no-rate",
  );
});

test("only whoever may change staff sets a rate, and no event shows it", async () => {
  const { open } = await workedDay();

  expect(faultOf(setStaffRate(deps(open), MIA, { number: "1", rate: minor(9900) })).type).toBe(
    "permission/missing",
  );
  setRate(open, "1", 98_765);
  const member = open.till.staff().find(({ number }) => number === "1");
  expect(member?.rate?.k).toBe(member?.name?.k);
  expect(JSON.stringify(member?.rate)).not.toContain("98765");
});

test("of an erased person the hours stay, and the name and the rate go", async () => {
  const { open } = await workedDay();
  setRate(open, "1", 1450);
  const { till } = open;
  const key = till.staff().find(({ number }) => number === "1")?.name?.k ?? "";
  const day = till.days().now;
  till.ledger.secrets.destroy(key);

  const [row] = workedHours(till, { from: day, to: day, by: "person", staff: "1" });
  expect(row).toMatchObject({ name: "Staff 1", work: 450, unpaidBreaks: 30 });
  expect(labour(open).total).toMatchObject({ minutes: 930, unpriced: 930, cost: 0 });
});

/** Both are there for eight hours; Mia has half an hour of break that is not paid. */
async function workedDay(): Promise<{ cafe: Cafe; open: OpenTill }> {
  const cafe = await newCafe();
  const open = cafe.open();
  clock(open, MIA, "clock-in");
  clock(open, RAVI, "clock-in");
  const goods = { entries: ["croissant"], payment: { type: "card" }, service: undefined } as const;
  valueOf(sell(open.till, MIA, goods));
  cafe.clock.advance(HOUR_MS);
  clock(open, MIA, "clock-break");
  cafe.clock.advance(HOUR_MS / 2);
  clock(open, MIA, "clock-break");
  cafe.clock.advance(6.5 * HOUR_MS);
  clock(open, MIA, "clock-out");
  clock(open, RAVI, "clock-out");
  return { cafe, open };
}

function clock(
  { till }: OpenTill,
  actor: Actor,
  name: "clock-in" | "clock-out" | "clock-break",
): void {
  const act = name === "clock-break" ? { act: name, way: "turn" as const } : { act: name };
  valueOf(performBeside(till, actor, act));
}

function deps({ till }: OpenTill): Parameters<typeof setStaffRate>[0] {
  return { till, random: testRandom };
}

function setRate(open: OpenTill, number: string, rate: number): void {
  valueOf(setStaffRate(deps(open), RAVI, { number, rate: minor(rate) }));
}

function labour({ till }: OpenTill, step: Step = "day"): ReportTable {
  const day = till.days().now;
  const speech = { currency: till.currency, locale: "en" as const };
  return makeReport(till, {
    report: "labour",
    from: day,
    to: day,
    step,
    beside: undefined,
    speech,
    filter: UNFILTERED,
    names: soldNames(till, speech),
    withholdsCash: false,
  });
}
