/** Whether a day is all here, by what one till knows of the others. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { dayTillsToText } from "../../../src/app/day/day-tills-text.ts";
import { dayTills } from "../../../src/app/day/day-tills.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { createHeardOutNotes } from "../../../src/app/mesh/heard-out.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { cafeOfTwo, enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RUNS = proofRuns({ small: 4, whole: 12 });
const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const NEXT = addDays(DAY, 1);
const DAY_MS = 86_400_000;
const MANAGER = { number: "4", name: "Manager" };
const TILLS = 3;

test("a single till misses nobody, whatever it knows of links", async () => {
  const { open } = await newCafe();
  const alone = open();
  sell(alone);

  expect(told(alone, DAY)).toEqual({ missing: undefined, lines: [] });
});

describe("of two tills", () => {
  test("the other one is missing as long as nobody is connected, and is named with since when", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(b);
    meet(b, a);

    expect(told(a, DAY)).toEqual({
      missing: "B Bar (not heard since 14:32)",
      lines: [
        expect.stringMatching(/^ {2}A Front counter: this till, its events of series A are here/u),
        expect.stringMatching(/^! B Bar: not heard since 14:32, its events of series B are here/u),
      ],
    });
  });

  test("it is whole while it is connected and in step, and not while it tells what isn't here", async () => {
    const { a, b } = await cafeOfTwo(newCafe);

    expect(told(a, DAY, viewOf([b])).missing).toBeUndefined();
    expect(told(a, DAY, viewOf([b], { isHeardOut: false })).missing).toBe(
      "B Bar (connected, and not all that it said is here yet)",
    );
    expect(told(a, DAY, viewOf([b], { isConnected: false })).missing).toMatch(/^B Bar \(not/u);
  });

  test("a word of a later day proves that all of the day is here", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    cafe.clock.advance(DAY_MS);
    sell(b);
    meet(b, a);

    expect(told(a, DAY).missing).toBeUndefined();
    expect(told(a, NEXT).missing).toMatch(/^B Bar \(not heard since/u);
  });

  test("one that said nothing of a day had nothing once it was in step after its end", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    cafe.clock.advance(2 * DAY_MS);
    note(a, b);
    cafe.clock.advance(DAY_MS);

    // On its first day it has spoken: it may be on it still.
    expect(told(a, DAY).missing).toBe("B Bar (not heard since 2026-11-22 14:32)");
    expect(told(a, NEXT).missing).toBeUndefined();
    expect(told(a, addDays(DAY, 2)).missing).toMatch(/^B Bar/u);
  });

  test("by its own clock, which may stand days behind", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    cafe.clock.advance(2 * DAY_MS);
    note(a, b, -3 * DAY_MS);

    expect(told(a, NEXT).missing).toMatch(/^B Bar/u);
  });

  test("one that joined later has no part in the day, one that was shut out before it neither", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    cafe.clock.advance(DAY_MS);
    sell(a);
    expect(told(a, addDays(DAY, -1)).missing).toBeUndefined();
    const device = b.till.ledger.identity.key.device;
    valueOf(revokeDevice(a.till, MANAGER, { device, reason: "replaced" }));
    cafe.clock.advance(DAY_MS);
    sell(a);

    expect(told(a, NEXT)).toMatchObject({
      missing: "B Bar (unknown after 2026-11-20 14:32)",
      lines: [
        expect.stringContaining("this till"),
        expect.stringMatching(/^! B Bar: shut out \(replaced\), unknown after 2026-11-20 14:32, /u),
      ],
    });
    expect(told(a, addDays(DAY, 2)).missing).toBeUndefined();
  });

  test("numbers that began anew go on where the till knew of", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    b.till.ledger.lose("person");
    cafe.clock.advance(DAY_MS);
    sell(b);
    meet(b, a);

    expect(told(a, DAY).missing).toBeUndefined();
    const [, bar] = dayTills({ till: a.till, clock: a.clock, view: undefined }, NEXT);
    expect(bar?.chains.map(({ series }) => series)).toEqual([
      "B",
      expect.stringMatching(/^B2[A-Z]{2}$/u),
    ]);
  });
});

interface Act {
  readonly type: "sell" | "meet" | "night";
  readonly at: number;
  readonly with: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  type: fc.constantFrom("sell", "meet", "meet", "night"),
  at: fc.nat(TILLS - 1),
  with: fc.nat(TILLS - 1),
});

test("a day is called complete only where all is here that any till has said of it", async () => {
  const cafe = await newCafe();
  const a = cafe.open();
  const b = await enrolBar(cafe, a.till);
  const c = await enrolBar(cafe, a.till, { code: "C", name: "Terrace", seed: 8 });
  const tills = [a, b, c];
  const counts = { complete: 0, missing: 0 };

  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 12 }), (acts) => {
      let linked: ReadonlyArray<OpenTill> = [];
      for (const done of acts) {
        linked = linkedAfter({ cafe, tills, linked }, done);
        const looks = looksOf(cafe, tills, linked);
        const complete = looks.filter(({ missing }) => missing === undefined);
        counts.complete += complete.length;
        counts.missing += looks.length - complete.length;
        expect(complete.flatMap(({ by, day }) => lacks(by, tills, day))).toEqual([]);
      }
    }),
    { numRuns: RUNS },
  );
  expect(counts.complete).toBeGreaterThan(RUNS);
  expect(counts.missing).toBeGreaterThan(RUNS);
});

interface Shop {
  readonly cafe: Cafe;
  readonly tills: ReadonlyArray<OpenTill>;
  /** The two that hear each other now. */
  readonly linked: ReadonlyArray<OpenTill>;
}

/** Who sells is alone with it, unless it meets somebody afterwards. */
function linkedAfter({ cafe, tills, linked }: Shop, done: Act): ReadonlyArray<OpenTill> {
  if (done.type === "night") cafe.clock.advance(DAY_MS);
  const one = tills[done.at];
  if (done.type === "night" || one === undefined) return linked;
  if (done.type === "sell") {
    sell(one);
    return [];
  }
  const other = tills[done.with];
  if (other === undefined || other === one) return linked;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    meet(from, to);
    note(to, from);
  }
  return [one, other];
}

/** What each says of today and the two days before. */
function looksOf(cafe: Cafe, tills: Shop["tills"], linked: Shop["linked"]) {
  return tills.flatMap((by) => {
    const view = linked.includes(by) ? viewOf(linked.filter((it) => it !== by)) : viewOf([]);
    const today = by.till.dayAt(cafe.clock.nowMs());
    return [-2, -1, 0]
      .map((ahead) => addDays(today, ahead))
      .filter((day) => day >= DAY)
      .map((day) => ({ by, day, missing: told(by, day, view).missing }));
  });
}

/** What any of them has said of the day, and this one doesn't hold. */
function lacks(
  { till: { ledger } }: OpenTill,
  tills: Shop["tills"],
  day: BusinessDay,
): ReadonlyArray<string> {
  return tills.flatMap(({ till: { ledger: other } }) => {
    const own = Iterator.from(other.store.ofOrigin(other.identity.origin, 1));
    return own
      .filter(({ content }) => content.first.day === day)
      .filter(({ origin, last: seq, hash }) => {
        return ledger.store.withEnd({ origin, seq, hash }) === undefined;
      })
      .map(({ origin, last }) => `${origin}:${last}`)
      .toArray();
  });
}

/** On the day that the clock suggests, as at a log-in. */
function sell({ till }: OpenTill): void {
  valueOf(till.beginDay(MIA, till.days().suggested));
  sellGoods(till, ["100"], { cash: 500 });
}

function meet({ till: from }: OpenTill, { till: to }: OpenTill): void {
  const [one, other]: ReadonlyArray<Ledger> = [from.ledger, to.ledger];
  if (one === undefined || other === undefined) return;
  synchroniseLedgers(one, other);
  const held = endsOf(other.heads());
  expect(one.missingFor(held)).toEqual([]);
}

/** As whoever has the links notes it. */
function note({ till, clock }: OpenTill, other: OpenTill, clockAheadMs = 0): void {
  const notes = createHeardOutNotes(till.ledger.store, clock);
  const peer = {
    ...peerView(other.till.ledger.identity.key.device),
    heardAtMs: 0,
    clockAheadMs,
    answeredAtMs: undefined,
    secretsDifferForMs: undefined,
  };
  const status = { peers: [{ ...peer, roundTripMs: 1, remote: undefined }] };
  const rest = {
    catchUp: undefined,
    safety: [],
    copied: [],
    costs: [],
    violations: [],
    safeOn: 0,
    isPaused: false,
  };
  notes.look({ ...status, ...rest });
}

function viewOf(
  tills: ReadonlyArray<OpenTill>,
  facts: Parameters<typeof peerView>[1] = {},
): MeshView {
  return meshView(tills.map(({ till }) => peerView(till.ledger.identity.key.device, facts)));
}

function told({ till, clock }: OpenTill, day: BusinessDay, view?: MeshView) {
  return dayTillsToText(dayTills({ till, clock, view }, day), {
    till,
    locale: "en",
    nowMs: clock.nowMs(),
  });
}
