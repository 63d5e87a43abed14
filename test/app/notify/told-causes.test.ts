/** Each cause of a notice is told by the desk of a real till to a real web server, as soon as it has lasted. */

import { mkdir } from "node:fs/promises";
import path from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { createCauses } from "../../../src/app/attention/notice-causes.ts";
import { addPlace, type NewPlace } from "../../../src/app/backup/backup-places.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { openTill, type OpenTill } from "../../../src/app/open-till.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { systemCalendar } from "../../../src/app/system/calendar.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { cardTills } from "../../support/card-tills.ts";
import { closeDrawer, countDrawer, openDrawer } from "../../support/drawer-acts.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { LOOK_MS, pass, watchNotices } from "../../support/notice-desk.ts";
import { serveNotices } from "../../support/notify-server.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { openShop } from "../../support/shop-with-printer.ts";
import { valueOf } from "../../support/shop.ts";
import { testRandom } from "../../support/test-random.ts";

const newCafe = cafeCopies();
const newSmallCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const RAVI = { number: "4", name: "Ravi" };
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DISK_BYTES = 1_000_000_000;

describe("another till", () => {
  test("that is silent is told after 15 minutes, and told to be over once it is heard", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    const { device } = b.till.ledger.identity.key;
    const lostMs = cafe.clock.nowMs();
    let isHeard = false;
    const { notices } = await told(a, () => {
      const heardAgoMs = isHeard ? 100 : cafe.clock.nowMs() - lostMs;
      return meshView([peerView(device, { isConnected: isHeard, heardAgoMs })]);
    });

    await pass(cafe.clock, 15 * MINUTE_MS - LOOK_MS);
    expect(notices).toEqual([]);
    await pass(cafe.clock);
    isHeard = true;
    await pass(cafe.clock);

    expect(notices).toMatchObject([
      {
        kind: "till/silent",
        to: "lead",
        over: false,
        since: "2026-11-20T14:32:00+01:00",
        due: "2026-11-20T15:32:00+01:00",
        sentence: containing("B Bar"),
      },
      { kind: "till/silent", over: true },
    ]);
  });

  test("whose clock is off is told at once", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    const { device } = b.till.ledger.identity.key;
    const { notices } = await told(a, () =>
      meshView([peerView(device, { clockAheadMs: 6 * MINUTE_MS })]),
    );

    await pass(cafe.clock, MINUTE_MS);

    expect(notices).toMatchObject([{ kind: "clock/off", to: "manager", over: false }]);
  });
});

test("a printer that is off is told after five minutes, and told to be over once it prints", async () => {
  const shop = await openShop(newSmallCafe);
  const { notices } = await told(shop.open);
  await shop.until(() => shop.kitchen()?.isUnasked === false);
  shop.printer.set({ power: "off" });
  await shop.until(() => shop.kitchen()?.state === "off");

  await shop.time.pass(5 * MINUTE_MS - LOOK_MS);
  expect(notices).toEqual([]);
  await shop.until(() => notices.length > 0);
  shop.printer.set({ power: "on" });
  await shop.until(() => notices.length > 1);

  expect(notices).toMatchObject([
    { kind: "printer/down", to: "lead", over: false, sentence: containing("Kitchen") },
    { kind: "printer/down", over: true },
  ]);
});

test("a backup is told once it is a day old, and told to be over with the next one", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const { backups } = open;
  const folder = path.join(path.dirname(cafe.dir), "stick");
  await mkdir(folder);
  await addStick(cafe, open, { type: "folder", folder });
  await backups.runNow(backups.book.places());
  const { notices } = await told(open);

  leap(cafe.clock, DAY_MS - MINUTE_MS);
  await pass(cafe.clock);
  expect(kinds(notices)).toEqual([]);
  await pass(cafe.clock);
  await backups.runNow(backups.book.places());
  await pass(cafe.clock);

  expect(notices).toMatchObject([
    { kind: "backup/old", to: "manager", over: false, since: "2026-11-20T14:32:00+01:00" },
    { kind: "backup/old", over: true },
  ]);
});

test("a disk is told once 90 % of it are used, at night too, and told to be over", async () => {
  const { dir, clock } = await newCafe();
  let freeBytes = DISK_BYTES * 0.11;
  const { offsetMinutes } = systemCalendar;
  const open = openTill(dir, {
    clock,
    random: testRandom,
    offsetMinutes,
    diskSpace: () => ({ freeBytes, totalBytes: DISK_BYTES }),
  });
  onTestFinished(open.close);
  setNotify(open, "notify-quiet", "14:00-20:00");
  const { notices } = await told(open);

  await pass(clock, MINUTE_MS);
  expect(kinds(notices)).toEqual([]);
  freeBytes = DISK_BYTES * 0.1;
  await pass(clock);
  freeBytes = DISK_BYTES * 0.2;
  await pass(clock);

  expect(notices).toMatchObject([
    { kind: "disk/full", to: "manager", urgent: true, over: false },
    { kind: "disk/full", over: true },
  ]);
});

test("a refund of 50.00 is told, with its sum and by whom", async () => {
  const { clock, open: newTill } = await newCafe();
  const open = newTill();
  sellGoods(open.till, ["20*croissant"], { cash: 10_000 });
  const { notices } = await told(open);
  const back = { parts: [], reason: "cold", goods: undefined, method: "cash", what: undefined };
  valueOf(refund(open.till, RAVI, { number: "A-000001", ...back } as const));

  await pass(clock);
  await pass(clock);

  expect(notices).toMatchObject([
    { kind: "refund/big", to: "manager", sentence: containing("52.00") },
  ]);
});

test("a drawer that was closed with a difference is told", async () => {
  const { clock, open: newTill } = await newCafe();
  const open = newTill();
  const { notices } = await told(open);
  const cash = { own: minor(10_000), pieces: [], foreign: [] };
  const { id: session } = valueOf(openDrawer(open.till, MIA, { no: 1, float: cash }));
  valueOf(countDrawer(open.till, MIA, { session, cash: { ...cash, own: minor(3000) } }));
  valueOf(closeDrawer(open.till, MIA, { session, reason: "", anyway: true }));

  await pass(clock);

  expect(notices).toMatchObject([
    { kind: "drawer/difference", to: "manager", sentence: containing("70.00") },
  ]);
});

test("a tab that is open since the day before is told to the shift lead", async () => {
  const tills = await cardTills(await newCafe(), { isBound: true });
  const { open, cards } = tills.a;
  const { notices } = await told(open);
  const order = sellGoods(open.till, ["croissant"]).order.id;
  const wish = { order, terminal: "main", sum: minor(5000) };
  await tills.endOf(valueOf(cards().openTab(MIA, wish)));
  await pass(tills.cafe.clock, MINUTE_MS);
  expect(kinds(notices)).not.toContain("tab/overnight");

  leap(tills.cafe.clock, DAY_MS);
  valueOf(open.till.beginDay(MIA, "2026-11-21"));
  await pass(tills.cafe.clock);

  expect(notices.filter(({ kind }) => kind === "tab/overnight")).toMatchObject([
    { to: "lead", sentence: containing("50.00") },
  ]);
});

interface Told {
  readonly notices: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** The desk of a till tells a server of its own what is so there. */
async function told(open: OpenTill, mesh?: () => MeshView | undefined): Promise<Told> {
  const { url, notices } = await serveNotices();
  setNotify(open, "notify", url);
  const causes = createCauses(open);
  watchNotices(
    open,
    (view) => causes({ view, locale: "en" }).filter(({ kind }) => kind !== "backup/no-place"),
    mesh,
  );
  return { notices };
}

function containing(text: string): unknown {
  return expect.stringContaining(text);
}

/** Jumps without the looks in between. */
function leap(clock: ManualClock, ms: number): void {
  clock.set(clock.nowMs() + ms);
}

function kinds(notices: Told["notices"]): ReadonlyArray<unknown> {
  return notices.map(({ kind }) => kind);
}

function setNotify({ till }: OpenTill, key: string, ...texts: ReadonlyArray<string>): void {
  valueOf(changeSetting(till, RAVI, { key, texts }));
}

async function addStick({ dir, clock }: Cafe, open: OpenTill, where: NewPlace): Promise<void> {
  const { ledger } = open.till;
  const { book } = open.backups;
  valueOf(await addPlace({ dir, ledger, book, clock, random: testRandom }, "stick", where));
}
