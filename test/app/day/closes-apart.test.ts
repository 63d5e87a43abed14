/**
 * Days that are closed here and there, by tills that hear each other or don't: whatever comes in which
 * order, each receipt is in one Z, each Z in the day once, and what was closed stays as it was.
 *
 * Size: both.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { closeOwnZ, type closeShopDay } from "../../../src/app/day/close-day.ts";
import { writeClose } from "../../../src/app/day/close-evening.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { closedDay } from "../../../src/domain/day/closed-day.ts";
import { daySumPrefix } from "../../../src/domain/figures/day-sums.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RUNS = proofRuns({ small: 5, whole: 15 });
const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const DAY_MS = 86_400_000;
const RAVI = { number: "4", name: "Ravi" };
const TILLS = 3;

type Act =
  | {
      readonly type: "sell" | "z" | "close" | "without";
      readonly at: number;
      readonly with: number;
    }
  | { readonly type: "meet" | "night"; readonly at: number; readonly with: number };

const act: fc.Arbitrary<Act> = fc.record({
  type: fc.constantFrom(
    "sell",
    "sell",
    "sell",
    "z",
    "close",
    "close",
    "without",
    "meet",
    "meet",
    "night",
  ),
  at: fc.nat(TILLS - 1),
  with: fc.nat(TILLS - 1),
});

test("closes made apart meet without contradiction, and count every receipt once", async () => {
  const cafe = await newCafe();
  const a = cafe.open();
  const b = await enrolBar(cafe, a.till);
  const c = await enrolBar(cafe, a.till, { code: "C", name: "Terrace", seed: 8 });
  const tills = [a, b, c];
  const counts = { sold: 0, closes: 0 };

  // The shop lives on from run to run: each begins where the one before ended.
  fc.assert(
    fc.property(fc.array(act, { minLength: 6, maxLength: 24 }), (acts) => {
      const first = tills.map(({ till }) => till.days().now).toSorted()[0] ?? DAY;
      const recorded = new Map<EventId, string>();
      for (const done of acts) {
        play({ cafe, tills, counts }, done);
        for (const till of tills) expectStill(till, first, recorded);
      }
      cafe.clock.advance(DAY_MS);
      for (const { till } of tills) valueOf(till.beginDay(MIA, till.days().suggested));
      meetAll(tills);
      for (let day = first; day < a.till.days().now; day = addDays(day, 1)) {
        close(a, day);
        meetAll(tills);
        for (const till of tills) expectWhole(till, day);
      }
    }),
    { numRuns: RUNS },
  );
  expect(counts.sold).toBeGreaterThan(2 * RUNS);
  expect(counts.closes).toBeGreaterThan(RUNS);
});

function play(
  {
    cafe,
    tills,
    counts,
  }: {
    readonly cafe: Cafe;
    readonly tills: ReadonlyArray<OpenTill>;
    readonly counts: { sold: number; closes: number };
  },
  { type, at, with: beside }: Act,
): void {
  const [till, other] = [tills[at], tills[beside]];
  if (till === undefined || other === undefined) return;
  const day = till.till.days().now;
  switch (type) {
    case "sell":
      counts.sold += 1;
      sell(till);
      return;
    case "z":
      closeOwnZ(till.till, day);
      return;
    case "close":
      counts.closes += 1;
      closeOwnZ(till.till, day);
      close(till, day);
      return;
    case "without": {
      const { device } = other.till.ledger.identity.key;
      if (till !== other) close(till, day, [{ device, reason: "burnt" }]);
      return;
    }
    case "meet":
      if (till !== other) meetAll([till, other]);
      return;
    case "night":
      cafe.clock.advance(DAY_MS);
      return;
    default:
      throw new Error(`Nobody does ${String(type)}.`);
  }
}

/** What a close has named, and the Z behind it, is the same for ever, wherever it is looked at. */
function expectStill({ till }: OpenTill, first: BusinessDay, recorded: Map<EventId, string>): void {
  const { now } = till.days();
  for (let day = first; day <= now; day = addDays(day, 1)) {
    const { zs, closes } = till.ledger.read((view) => view.state("day", day));
    for (const { id, body } of [...zs, ...closes]) {
      const text = JSON.stringify(body);
      expect(recorded.get(id) ?? text).toBe(text);
      recorded.set(id, text);
    }
  }
}

/** All is here, and every till is past the day: the union of its closes is all of it. */
function expectWhole({ till }: OpenTill, day: BusinessDay): void {
  const { closed, issued, zs } = till.ledger.read((view) => ({
    closed: closedDay(view, day),
    zs: view.state("day", day).zs,
    issued: ["sales", "rounding"]
      .flatMap((name) => view.sums(daySumPrefix(day)).filter(([key]) => key.endsWith(`/${name}`)))
      .reduce((sum, [, amount]) => sum + amount, 0),
  }));
  const inZs = zs.reduce((sum, { body }) => sum + body.total, 0);
  expect({ day, closed: closed.total, inZs, later: closed.laterZs, ended: closed.ended }).toEqual({
    day,
    closed: issued,
    inZs: issued,
    later: [],
    ended: [],
  });
  expect(closed.missingZs).toEqual([]);
}

describe("a close of a till that was shut out elsewhere meanwhile", () => {
  test("stays as it is: what it counts beyond the cut counts by the close's own total", async () => {
    const { a, b, c } = await cafeOfThree();
    sell(b);
    meetAll([a, b, c]);
    sell(b);
    closeOwnZ(b.till, DAY);
    meetAll([b, c]);
    close(c, DAY);
    // A has heard neither the second sale nor the close.
    const { device } = b.till.ledger.identity.key;
    valueOf(revokeDevice(a.till, RAVI, { device, reason: "stolen" }));
    close(a, DAY);
    meetAll([a, c]);

    for (const till of [a, c]) {
      expect(till.till.ledger.read((view) => closedDay(view, DAY))).toMatchObject({
        total: 560,
        zs: [],
        missingZs: [{ series: "B", no: 1, total: 560 }],
        ended: [],
      });
    }
  });

  test("and a till that is replaced is closed by what it said, nothing twice", async () => {
    const { a, b, c } = await cafeOfThree();
    sell(b);
    closeOwnZ(b.till, DAY);
    sell(b);
    meetAll([a, b, c]);
    const { device } = b.till.ledger.identity.key;
    // C closes before it has heard that B is replaced; A after it.
    close(c, DAY);
    valueOf(revokeDevice(a.till, RAVI, { device, reason: "replaced by D" }));
    close(a, DAY);
    meetAll([a, c]);
    close(c, DAY);
    meetAll([a, c]);

    for (const till of [a, c]) {
      expect(till.till.ledger.read((view) => closedDay(view, DAY))).toMatchObject({
        total: 560,
        zs: [{ body: { series: "B", no: 1, total: 280 } }],
        ended: [{ total: 280 }],
        missingZs: [],
      });
    }
  });
});

async function cafeOfThree() {
  const cafe = await newCafe();
  const a = cafe.open();
  const b = await enrolBar(cafe, a.till);
  return { a, b, c: await enrolBar(cafe, a.till, { code: "C", name: "Terrace", seed: 8 }) };
}

function close(
  { till, clock }: OpenTill,
  day: BusinessDay,
  without: Parameters<typeof closeShopDay>[1]["without"] = [],
): void {
  writeClose({ till, clock }, { day, asked: "4", without }, { view: undefined, withoutZ: [] });
}

/** One coffee, 2.80, on the day that the clock suggests. */
function sell({ till }: OpenTill): void {
  valueOf(till.beginDay(MIA, till.days().suggested));
  sellGoods(till, ["100"], { cash: 500 });
}

function meetAll(tills: ReadonlyArray<OpenTill>): void {
  const pairs = tills.flatMap((from) => tills.map((to) => [from, to] as const));
  for (const [from, to] of [...pairs, ...pairs]) {
    if (from !== to) synchroniseLedgers(from.till.ledger, to.till.ledger);
  }
}
