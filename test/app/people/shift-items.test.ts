/** One person at two tills that do not hear each other: one shift, and an item for what contradicts. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { listShifts } from "../../../src/app/people/shifts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;
const newCafe = cafeCopies();

test("in at one till and out at another is one shift, and nothing to ask about", async () => {
  const { cafe, counter, bar } = await twoTills();
  clock(counter, "clock-in");
  cafe.clock.advance(5 * HOUR_MS);
  clock(bar, "clock-out");
  expect(listShifts(bar.till, bar.till.days().now)).toEqual([]);
  const first = counter.till.days().now;
  nextDay(cafe, [counter, bar]);
  clock(bar, "clock-in");
  heal(counter, bar);

  for (const { till } of [counter, bar]) {
    expect(listShifts(till, till.days().now)).toMatchObject([{ out: null }]);
    expect(listShifts(till, first)).toMatchObject([{ minutes: 300 }]);
  }
  expect(itemsOf(counter)).toEqual([]);
  expect(itemsOf(bar)).toEqual([]);
});

test("leaving where nobody came in asks once the day is over, until a lead has seen it", async () => {
  const { cafe, counter, bar } = await twoTills();
  clock(bar, "clock-out");
  heal(counter, bar);
  expect(itemsOf(counter)).toEqual([]);
  nextDay(cafe, [counter, bar]);

  const [item] = itemsOf(counter);
  expect(item?.text).toMatch(
    /^Mia clocked out on .* at \d\d:\d\d at Bar, in no shift that is known$/u,
  );
  expect(idsOf(bar)).toEqual([item?.id]);
  settle(counter, item);
  heal(counter, bar);
  expect(itemsOf(counter)).toEqual([]);
  expect(itemsOf(bar)).toEqual([]);
});

test("two ends of a shift ask, and a correction answers", async () => {
  const { cafe, counter, bar } = await twoTills();
  clock(counter, "clock-in");
  clock(bar, "clock-in");
  cafe.clock.advance(5 * HOUR_MS);
  clock(counter, "clock-out");
  cafe.clock.advance(HOUR_MS);
  clock(bar, "clock-out");
  heal(counter, bar);

  expect(itemsOf(bar).map(({ kind }) => kind)).toEqual(["shift/out-twice"]);
  expect(idsOf(counter)).toEqual(idsOf(bar));
  const day = counter.till.days().now;
  const fix = { shift: `1/${day}`, breakMinutes: 30, out: 1020, reason: "stayed for the delivery" };
  cafe.clock.advance(HOUR_MS);
  valueOf(performBeside(counter.till, RAVI, { act: "clock-fix", ...fix }));
  expect(itemsOf(counter)).toEqual([]);
});

test("a shift that was begun anew while it still lasted elsewhere asks", async () => {
  const { cafe, counter, bar } = await twoTills();
  clock(counter, "clock-in");
  cafe.clock.advance(HOUR_MS);
  clock(counter, "clock-out");
  cafe.clock.advance(HOUR_MS);
  const day = counter.till.days().now;
  heal(counter, bar);
  // Each till knows of one of them: a correction until now, and a new shift an hour ago.
  clock(bar, "clock-in");
  cafe.clock.advance(HOUR_MS);
  clock(bar, "clock-out");
  const listed = listShifts(counter.till, day)[0];
  const out = minutesOf(listed?.out ?? "") + 90;
  valueOf(
    performBeside(counter.till, RAVI, {
      act: "clock-fix",
      shift: `1/${day}`,
      out,
      reason: "was in the cellar",
    }),
  );
  heal(counter, bar);

  expect(itemsOf(counter).map(({ kind }) => kind)).toEqual(["shift/overlap"]);
  expect(idsOf(bar)).toEqual(idsOf(counter));
  expect(listShifts(bar.till, day).map(({ minutes }) => minutes)).toEqual([150, 30]);
});

test("a till alone in its shop knows that nobody came in", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();

  expect(faultOf(performBeside(till, MIA, { act: "clock-out" }))).toEqual({
    type: "shift/not-in",
    staff: "1",
  });
});

async function twoTills(): Promise<{ cafe: Cafe; counter: OpenTill; bar: OpenTill }> {
  const cafe = await newCafe();
  const counter = cafe.open();
  return { cafe, counter, bar: await enrolBar(cafe, counter.till) };
}

function clock({ till }: OpenTill, act: "clock-in" | "clock-out"): void {
  valueOf(performBeside(till, MIA, { act }));
}

function heal(one: OpenTill, other: OpenTill): void {
  synchroniseLedgers(one.till.ledger, other.till.ledger);
  synchroniseLedgers(other.till.ledger, one.till.ledger);
}

function itemsOf(open: OpenTill): ReadonlyArray<OpenItem> {
  return listAttentionItems(open, "en").filter(({ kind }) => kind.startsWith("shift/"));
}

function idsOf(open: OpenTill): ReadonlyArray<string> {
  return itemsOf(open).map(({ id }) => id);
}

function nextDay(cafe: Cafe, tills: ReadonlyArray<OpenTill>): void {
  cafe.clock.advance(24 * HOUR_MS);
  for (const { till } of tills) valueOf(till.beginDay(MIA, till.days().suggested));
}

function settle(open: OpenTill, item: OpenItem | undefined): void {
  if (item === undefined) throw new Error("There is no item.");
  valueOf(
    answerItem(
      {
        open,
        act: (name, decide) => open.till.act(RAVI, name, decide),
        refused: (fault) => ({ ok: false, fault }),
        note: "",
      },
      item,
      "settle",
    ),
  );
}

/** `2026-11-20 14:32` in minutes after midnight. */
function minutesOf(moment: string): number {
  const [hours = 0, minutes = 0] = (moment.split(" ")[1] ?? "").split(":").map(Number);
  return hours * 60 + minutes;
}
