/** The shop's day closed from one till: what is open first, the Zs of others, tills that nobody hears. */

import { describe, expect, test } from "vitest";

import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { awaitZs, closeDay, type DayWasClosed } from "../../../src/app/day/close-evening.ts";
import { closedToText } from "../../../src/app/day/close-text.ts";
import { dayTills } from "../../../src/app/day/day-tills.ts";
import { isAnythingOpen, mayClose, whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { closedDay } from "../../../src/domain/day/closed-day.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { cafeOfTwo, enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer, openWithoutSale } from "../../support/drawer-acts.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const DAY_MS = 86_400_000;

describe("what is open before a close", () => {
  test("names orders, drawers, people and tills, and expected cash only for who may see it", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(b);
    meet(b, a);
    const { id } = valueOf(
      openDrawer(a.till, MIA, { no: 1, float: { own: minor(15_000), pieces: [], foreign: [] } }),
    );
    valueOf(performBeside(a.till, MIA, { act: "clock-in" }));

    const open = whatIsOpen({ ...a, view: undefined }, { day: DAY, seesExpected: true });

    expect(open).toMatchObject({
      orders: { count: 0, due: 0 },
      cards: [],
      drawers: [{ session: id, by: MIA.number, isCounted: false, expected: 15_000 }],
      people: [{ staff: MIA.number, name: "Mia", since: "14:32" }],
      tills: [{ code: "B" }],
      closes: 0,
    });
    expect(isAnythingOpen(open)).toBe(true);
    const blind = whatIsOpen({ ...a, view: undefined }, { day: DAY, seesExpected: false });
    expect(blind.drawers).toMatchObject([{ expected: undefined }]);
    expect(mayClose(a.till, MIA)).toMatchObject({ fault: { permission: "reports" } });
    expect(mayClose(a.till, RAVI).ok).toBe(true);
  });

  test("is nothing of trade where all is paid and printed", async () => {
    const a = (await newCafe()).open();

    const { attention, ...open } = whatIsOpen(
      { ...a, view: undefined },
      { day: DAY, seesExpected: true },
    );

    expect(open).toEqual({
      day: DAY,
      orders: { count: 0, due: 0 },
      cards: [],
      waiting: [],
      drawers: [],
      people: [],
      papers: 0,
      tabs: [],
      tills: [],
      closes: 0,
    });
    // A shop without backups has that to see to.
    expect(isAnythingOpen({ ...open, attention })).toBe(attention > 0);
  });
});

describe("a close", () => {
  test("names all Zs that are known, and the till that nobody heard", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(a);
    sell(b);
    meet(b, a);

    const closed = await close(a);

    expect(closed).toMatchObject({
      body: { zs: [{ series: "A", no: 1 }], asked: "4", ended: [] },
      missing: [{ code: "B" }],
      withoutZ: [],
    });
    expect(closed.body.missing).toEqual([b.till.ledger.identity.key.device]);
    expect(a.till.ledger.read((view) => view.state("day", DAY).closing)).toHaveLength(1);
  });

  test("holds at the next one what a till says later, and neither contradicts the other", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(a);
    sell(b);
    const [one] = [await close(a), closeOwnZ(b.till, DAY)];
    const other = await close(b);
    meet(a, b);
    meet(b, a);

    const again = await close(a, viewOf(b));

    expect(one.closed.total).toBe(280);
    expect(other.closed.zs).toMatchObject([{ body: { series: "B", no: 1 } }]);
    expect(again).toMatchObject({ missing: [], withoutZ: [], closed: { total: 560, laterZs: [] } });
    meet(a, b);
    expect(totalAt(b)).toBe(560);
  });

  test("goes without a till of which a person says so, with what was heard of it", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(b);
    meet(b, a);
    const { device } = b.till.ledger.identity.key;

    const closed = await close(a, undefined, [{ device, reason: "burnt" }]);

    expect(closed).toMatchObject({
      missing: [],
      body: { missing: [], without: [{ device, reason: "burnt" }], ended: [{ total: 280 }] },
      closed: { total: 280 },
    });
    expect(dayTills({ ...a, view: undefined }, DAY)).toMatchObject([
      { code: "A", isWhole: true },
      { code: "B", isWhole: true, without: "burnt" },
    ]);
    // It was not lost after all: its own Z, once it is named, takes the place of the range.
    sell(b);
    closeOwnZ(b.till, DAY);
    meet(b, a);
    const again = await close(a);
    expect(again).toMatchObject({ missing: [], closed: { ended: [], total: 560 } });
  });

  test("counts what a till that was shut out has said since its last Z, once", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(b);
    closeOwnZ(b.till, DAY);
    sell(b);
    meet(b, a);
    const { device } = b.till.ledger.identity.key;
    valueOf(revokeDevice(a.till, RAVI, { device, reason: "replaced" }));
    sell(b);
    meet(b, a);

    const closed = await close(a);
    const again = await close(a);

    expect(closed.body).toMatchObject({ zs: [{ series: "B", no: 1 }], ended: [{ total: 280 }] });
    expect(again.closed).toMatchObject({ total: 560, ended: [{ total: 280 }] });
    // It makes no Z any more, so none is promised.
    const text = closedToText(again, {
      ...speechOf(a.till),
      till: a.till,
      nowMs: a.clock.nowMs(),
    }).join(" ");
    expect(text).toContain("Not heard to the end: B Bar");
    expect(text).not.toContain("comes by itself");
  });

  test("is refused for a day that has not come or was before the shop, and without a till that is there", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    const heads = JSON.stringify([...a.till.ledger.heads()]);
    const { device } = b.till.ledger.identity.key;
    const without = [{ device, reason: "burnt" }];

    const refused = [
      await closeDay({ ...a, mesh: () => undefined }, { day: addDays(DAY, 1), asked: "" }),
      await closeDay({ ...a, mesh: () => undefined }, { day: addDays(DAY, -1), asked: "" }),
      await closeDay({ ...a, mesh: () => viewOf(b) }, { day: DAY, asked: "4", without }),
    ];

    expect(refused).toMatchObject([
      { fault: { type: "day/not-come" } },
      { fault: { type: "day/before-shop" } },
      { fault: { type: "day/without-heard", name: "B Bar" } },
    ]);
    expect(JSON.stringify([...a.till.ledger.heads()])).toBe(heads);
  });

  test("of yesterday begins no day", async () => {
    const { cafe, a } = await cafeOfTwo(newCafe);
    sell(a);
    cafe.clock.advance(DAY_MS);

    const closed = await close(a);

    expect(closed.body.zs).toMatchObject([{ series: "A", no: 1, total: 280 }]);
    expect(a.till.days()).toEqual({ now: DAY, suggested: addDays(DAY, 1) });
  });
});

describe("a revocation", () => {
  test("is refused below what the close of another till has counted, until that is here", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    const c = await enrolBar(cafe, a.till, { code: "C", name: "Terrace", seed: 8 });
    sell(b);
    meet(b, c);
    await close(c);
    const { origin, key } = b.till.ledger.identity;
    const wish = { device: key.device, reason: "stolen" };
    const known = b.till.ledger.head(origin)?.seq;
    const here = a.till.ledger.head(origin)?.seq;
    // Of what C holds, its own word alone.
    for (const bytes of c.till.ledger.piecesOf(c.till.ledger.identity.origin, 1)) {
      a.till.ledger.receive(bytes);
    }

    expect(revokeDevice(a.till, RAVI, wish)).toEqual({
      ok: false,
      fault: {
        type: "day/counted-beyond",
        name: "B Bar",
        day: DAY,
        closer: "C Terrace",
        known,
        here,
      },
    });
    meet(c, a);
    expect(revokeDevice(a.till, RAVI, wish).ok).toBe(true);
  });

  test("is not held up by the close of the device itself", async () => {
    const { a, b } = await cafeOfTwo(newCafe);
    sell(b);
    await close(b);
    const { device } = b.till.ledger.identity.key;

    expect(revokeDevice(a.till, RAVI, { device, reason: "stolen" }).ok).toBe(true);
  });
});

describe("the wait for other Zs", () => {
  test("ends when those that are connected have made theirs", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    meet(b, a);
    const waiting = awaitZs({ ...a, mesh: () => viewOf(b) }, DAY);
    await turns();
    closeOwnZ(b.till, DAY);
    meet(b, a);
    cafe.clock.advance(100);

    expect(await waiting).toEqual([]);
  });

  test("ends after three seconds, and says who has made none", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    meet(b, a);
    const waiting = awaitZs({ ...a, mesh: () => viewOf(b) }, DAY);
    for (let looks = 0; looks < 31; looks += 1) {
      await turns();
      cafe.clock.advance(100);
    }

    expect(await waiting).toEqual([b.till.ledger.identity.key.device]);
  });

  test("is not for a till whose Z has its last act, be it the drawer that was opened without a sale", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    valueOf(openWithoutSale(b.till, RAVI, "change"));
    closeOwnZ(b.till, DAY);
    meet(b, a);
    const waiting = awaitZs({ ...a, mesh: () => viewOf(b) }, DAY);
    for (let looks = 0; looks < 31; looks += 1) {
      await turns();
      cafe.clock.advance(100);
    }

    expect(await waiting).toEqual([]);
  });

  test("is not for a till that did nothing", async () => {
    const { a, b } = await cafeOfTwo(newCafe);

    expect(await awaitZs({ ...a, mesh: () => viewOf(b) }, DAY)).toEqual([]);
  });
});

async function close(
  till: OpenTill,
  view?: MeshView,
  without: DayWasClosed["body"]["without"] = [],
): Promise<DayWasClosed> {
  return valueOf(
    await closeDay({ ...till, mesh: () => view }, { day: DAY, asked: RAVI.number, without }),
  );
}

function totalAt({ till }: OpenTill): number {
  return till.ledger.read((view) => closedDay(view, DAY).total);
}

function viewOf(other: OpenTill): MeshView {
  return meshView([peerView(other.till.ledger.identity.key.device)]);
}

/** One espresso, 2.80. */
function sell({ till }: OpenTill): void {
  sellGoods(till, ["100"], { cash: 500 });
}

function meet({ till: from }: OpenTill, { till: to }: OpenTill): void {
  synchroniseLedgers(from.ledger, to.ledger);
}

/** What waits for nothing but its turn has had it. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
