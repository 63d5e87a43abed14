/** What a timer closes at night: each day that is left, once in the shop, and whom it tells. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { announceClosing, closeOwnZ } from "../../../src/app/day/close-day.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { closeNights, type Night, nightsLeft, noteNotified } from "../../../src/app/day/nights.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { notify } from "../../../src/app/notify/notify-command.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const DAY_MS = 86_400_000;

describe("a night", () => {
  test("closes each day before today that has trade, also those that were missed, and begins none", async () => {
    const { cafe, a } = await cafeOfTwo(newCafe);
    sell(a);
    cafe.clock.advance(DAY_MS);
    sell(a);
    // The third day was a holiday.
    cafe.clock.advance(2 * DAY_MS);

    const nights = await closeNights(depsOf(a));

    expect(nights.map(dayOf)).toEqual([DAY, addDays(DAY, 1)]);
    expect(nights).toMatchObject([
      { type: "closed", done: { body: { asked: "", zs: [{ no: 1 }] }, closed: { total: 280 } } },
      { type: "closed", done: { body: { asked: "", zs: [{ no: 2 }] }, closed: { total: 280 } } },
    ]);
    expect(a.till.days()).toEqual({ now: addDays(DAY, 1), suggested: addDays(DAY, 3) });
  });

  test("closes again what was sold after somebody's close", async () => {
    const { cafe, a } = await cafeOfTwo(newCafe);
    sell(a);
    valueOf(await closeDay(depsOf(a), { day: DAY, asked: "4" }));
    sell(a);
    cafe.clock.advance(DAY_MS);

    const nights = await closeNights(depsOf(a));

    expect(nights).toMatchObject([
      { type: "closed", done: { body: { zs: [{ no: 1 }, { no: 2 }] }, closed: { total: 560 } } },
    ]);
  });

  test("tells of a close that somebody made, and of nothing twice", async () => {
    const { cafe, a } = await cafeOfTwo(newCafe);
    sell(a);
    const { close } = valueOf(await closeDay(depsOf(a), { day: DAY, asked: "4" }));
    cafe.clock.advance(DAY_MS);

    const [night] = await closeNights(depsOf(a));
    expect(night).toEqual({ type: "was-closed", day: DAY, close });
    // Nobody heard of it: it is told the next night, under the same id.
    expect(nightsLeft(a.till)).toEqual([DAY]);
    noteNotified(a.till, DAY, close);
    expect(await closeNights(depsOf(a))).toEqual([]);
  });

  test("takes a Z that came later into another close", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(a);
    sell(b);
    cafe.clock.advance(DAY_MS);
    const [first] = await closeNights(depsOf(a));
    expect(first).toMatchObject({ done: { missing: [{ code: "B" }], closed: { total: 280 } } });
    if (first?.type === "closed") noteNotified(a.till, DAY, first.done.close);
    expect(nightsLeft(a.till)).toEqual([]);
    valueOf(b.till.beginDay(MIA));
    meet(b, a);

    const nights = await closeNights(depsOf(a));

    expect(nights).toMatchObject([{ done: { missing: [], closed: { total: 560 } } }]);
  });

  test("is left to the box with the lowest letter among those that close and hear each other", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    cafe.clock.advance(DAY_MS);
    closeOwnZ(b.till, DAY);
    announceClosing(a.till, DAY, "");
    meet(a, b);
    meet(b, a);

    const atB = closeNights(depsOf(b, viewOf(a)));
    const atA = closeNights(depsOf(a, viewOf(b)));
    await pass(cafe, 4000);
    meet(a, b);
    await pass(cafe, 5000);

    expect(await atA).toMatchObject([{ type: "closed", done: { closed: { total: 280 } } }]);
    expect(await atB).toEqual([{ type: "left", day: DAY, to: a.till.ledger.identity.key.device }]);
    expect(b.till.ledger.read((view) => view.state("day", DAY).closes)).toHaveLength(1);
  });

  test("is closed by the other box where the one with the lowest letter doesn't", async () => {
    const { cafe, a, b } = await cafeOfTwo(newCafe);
    sell(b);
    cafe.clock.advance(DAY_MS);
    announceClosing(a.till, DAY, "");
    meet(a, b);

    const atB = closeNights(depsOf(b, viewOf(a)));
    await pass(cafe, 10_000);

    expect(await atB).toMatchObject([{ type: "closed", done: { closed: { total: 280 } } }]);
  });
});

describe("the command that is told", () => {
  test("gets the result on its standard input", async () => {
    const file = path.join(await temporaryFolder(), "told");

    const told = await notify(`cat > '${file}'`, '{"id":"1"}\n', { clock: systemClock });

    expect(told).toEqual({ type: "sent" });
    expect(await readFile(file, "utf8")).toBe('{"id":"1"}\n');
  });

  test("is named where it fails, also before it has read anything", async () => {
    const long = `${"x".repeat(1_000_000)}\n`;

    expect(await notify("exit 3", long, { clock: systemClock })).toEqual({
      type: "failed",
      code: "3",
    });
    expect(await notify("kill -9 $$", long, { clock: systemClock })).toEqual({
      type: "failed",
      code: "SIGKILL",
    });
    expect(await notify("no-such-program 2>/dev/null", "", { clock: systemClock })).toEqual({
      type: "failed",
      code: "127",
    });
  });

  test("is ended where it hangs, with all that it has started", async () => {
    const file = path.join(await temporaryFolder(), "late");
    const command = `(sleep 1; : > '${file}') & wait`;

    const told = await notify(command, "{}\n", { clock: systemClock, patienceMs: 300 });

    expect(told).toEqual({ type: "hung", seconds: 0.3 });
    await pause(systemClock, 1200);
    expect(existsSync(file)).toBe(false);
  });
});

function dayOf(night: Night): BusinessDay {
  return night.type === "closed" ? night.done.day : night.day;
}

function depsOf({ till, clock }: OpenTill, view?: MeshView) {
  return { till, clock, mesh: () => view };
}

function viewOf(other: OpenTill): MeshView {
  return meshView([peerView(other.till.ledger.identity.key.device)]);
}

/** One coffee, 2.80, on the day that the clock suggests. */
function sell({ till }: OpenTill): void {
  valueOf(till.beginDay(MIA));
  sellGoods(till, ["100"], { cash: 500 });
}

function meet({ till: from }: OpenTill, { till: to }: OpenTill): void {
  synchroniseLedgers(from.ledger, to.ledger);
}

async function pass({ clock }: Cafe, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    clock.advance(100);
  }
}
