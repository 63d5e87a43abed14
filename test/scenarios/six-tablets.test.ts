/**
 * Four evenings with a counter and six tablets: all are on at the close; one is off and comes back in the morning
 * with sales that nobody had heard; one is lost; one is stolen.
 *
 * Size: whole.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listAttentionItems, listTillItems } from "../../src/app/attention/attention-items.ts";
import { type DayWasClosed } from "../../src/app/day/close-evening.ts";
import { closedToText, openToText } from "../../src/app/day/close-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { whatIsOpen } from "../../src/app/day/what-is-open.ts";
import { listZs } from "../../src/app/day/z-papers.ts";
import { revokeDevice } from "../../src/app/mesh/devices.ts";
import { meshStatusToText } from "../../src/app/mesh/mesh-status-text.ts";
import { speechOf } from "../../src/app/speech.ts";
import { closedDay } from "../../src/domain/day/closed-day.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { valueOf } from "../support/shop.ts";
import {
  BILL,
  openTabletEvenings,
  TABLETS,
  type TabletEvenings,
  type TillName,
  TILLS,
} from "../support/tablet-evenings.ts";
import { actorAt } from "../support/virtual-shop.ts";

const EVENING = 24 * 60;
const MORNING = 15 * 60;
const OFF =
  "    Off? Switch it on and wait, or close now: its Z comes by itself. Gone for good: `till close --without`; stolen: `till mesh revoke`.";

/** A day as one till knows it: all of them must say the same, to the byte. */
interface DayAt {
  readonly sales: number;
  readonly closed: number;
  readonly zs: string;
  readonly differences: number;
}

interface Close {
  readonly before: ReadonlyArray<string>;
  readonly done: DayWasClosed;
  readonly after: ReadonlyArray<string>;
}

interface Played {
  readonly on: { readonly close: Close; readonly days: ReadonlyArray<DayAt> };
  readonly off: {
    readonly close: Close;
    readonly status: ReadonlyArray<string>;
    /** When it is back, before and after the day is closed once more. */
    readonly heard: ReadonlyArray<DayAt>;
    readonly again: Close;
    readonly days: ReadonlyArray<DayAt>;
    readonly items: ReadonlyArray<string>;
  };
  readonly lost: { readonly close: Close; readonly days: ReadonlyArray<DayAt> };
  readonly stolen: {
    readonly close: Close;
    readonly status: ReadonlyArray<string>;
    readonly days: ReadonlyArray<DayAt>;
    readonly items: ReadonlyArray<ReadonlyArray<string>>;
    readonly thief: () => unknown;
  };
}

let evenings: TabletEvenings;
let played: Played;
let minute = 0;

beforeAll(async () => {
  evenings = await openTabletEvenings();
  const on = await allOn();
  const off = await oneOff();
  const lost = await oneLost();
  played = { on, off, lost, stolen: await oneStolen() };
});

afterAll(() => {
  evenings[Symbol.dispose]();
});

describe("an evening with all tablets on", () => {
  test("is closed with a Z of each till, on which all tills agree to the byte", () => {
    const { close, days } = played.on;

    expect(close.before).toEqual(["Nothing is open at the close of 2026-11-20."]);
    expect(close.done).toMatchObject({ missing: [], withoutZ: [], closed: { total: 6 * BILL } });
    // B took no cash: its table paid at the counter. Each other till has its own letter and its own first Z.
    const zs = close.done.body.zs.map(({ series, no, total }) => [series, no, total] as const);
    expect(zs.toSorted(([one], [other]) => (one < other ? -1 : 1))).toEqual([
      ["A", 1, BILL],
      ...["C", "D", "E", "F", "G"].map((letter) => [letter, 1, BILL]),
    ]);
    expect(days).toHaveLength(TILLS.length);
    expect(agreed(days)).toMatchObject({ sales: 6 * BILL, closed: 6 * BILL, differences: 0 });
  });
});

describe("an evening with a tablet that is off", () => {
  test("names it once with what to do, and is closed without it", () => {
    const { close } = played.off;

    expect(close.before).toEqual([
      "Open at the close of 2026-11-21:",
      "  1 open order, 31.57 due (till order list --open)",
      expect.stringMatching(
        /^ {2}G Till G \(not heard since 17:3\d\) \(till close --without G --reason …\)$/u,
      ),
      OFF,
    ]);
    expect(close.after.filter((line) => line.startsWith("!"))).toEqual([
      expect.stringMatching(
        /^! Not heard: G Till G \(not heard since 17:3\d\)\. Its Z comes by itself, and stands in the next close\.$/u,
      ),
    ]);
    expect(close.done.closed.total).toBe(BILL);
  });

  test("is shown by the mesh as one till that is not connected, and six that are", () => {
    const { status } = played.off;

    expect(status.filter((line) => /(?:, | {2})connected, /u.test(line))).toHaveLength(5);
    expect(status.filter((line) => line.includes("not connected"))).toEqual([
      expect.stringMatching(
        /^G Till G {2}not connected, last heard at 17:3\d, lacks up to \d+ events/u,
      ),
    ]);
  });

  test("has its Z and its unheard sales once it is back, and the next close takes them in", () => {
    const { heard, again, days } = played.off;

    expect(agreed(heard)).toMatchObject({ sales: 3 * BILL, closed: BILL, differences: 0 });
    expect(again.done).toMatchObject({ missing: [], closed: { total: 3 * BILL, laterZs: [] } });
    expect(again.done.closed.zs.map(({ body: { series, no } }) => [series, no])).toEqual(
      expect.arrayContaining([["G", 2]]),
    );
    expect(days).toHaveLength(TILLS.length);
    expect(agreed(days)).toMatchObject({ sales: 3 * BILL, closed: 3 * BILL, differences: 0 });
  });

  test("asks nobody anything afterwards", () => {
    expect(played.off.items).toEqual([]);
  });
});

describe("an evening on which a tablet is lost", () => {
  test("has its order paid at the counter, and closes with what was heard of it", () => {
    const { close, days } = played.lost;

    expect(close.done).toMatchObject({
      missing: [],
      withoutZ: [],
      body: { missing: [], without: [{ reason: "lost" }], ended: [{ total: BILL }] },
      closed: { total: 2 * BILL },
    });
    expect(days).toHaveLength(TILLS.length - 1);
    expect(agreed(days)).toMatchObject({ sales: 2 * BILL, closed: 2 * BILL, differences: 0 });
  });
});

describe("an evening on which a tablet is stolen", () => {
  test("is closed without it, and its pouch is counted at the counter", () => {
    const { close, days, status } = played.stolen;

    // Nothing of it comes by itself any more, so nobody is told to wait.
    expect(close.before).not.toContain(OFF);
    expect(close.done).toMatchObject({
      missing: [],
      body: { without: [{ reason: "stolen" }], ended: [{ total: BILL }] },
      closed: { total: BILL },
    });
    expect(agreed(days)).toMatchObject({ sales: BILL, closed: BILL, differences: 0 });
    expect(status.filter((line) => line.includes("REVOKED"))).toEqual([
      expect.stringMatching(/^E Till E {2}REVOKED \(stolen\)/u),
      expect.stringMatching(/^F Till F {2}REVOKED \(lost\)/u),
    ]);
    // Who is out stands below those who are there.
    expect(status.slice(-2).every((line) => line.includes("REVOKED"))).toBe(true);
  });

  test("leaves what the thief rang up to one item on each till, and the thief sells no more", () => {
    const { items, thief } = played.stolen;

    expect(items).toHaveLength(TILLS.length - 2);
    for (const own of items) {
      expect(own).toEqual(["Of E Till E, 1 receipt counts for nothing yet: 31.57"]);
    }
    expect(thief).toThrow("device/revoked");
  });

  test("goes wrong in nothing but what it tells", () => {
    expect(evenings.shop.problems()).toEqual([]);
  });
});

async function allOn(): Promise<Played["on"]> {
  const { opens, orders, paysAt, counts, day } = evenings;
  opens(TILLS);
  const tables = TABLETS.map((till) => [till, orders(till)] as const);
  await settles();
  for (const [till, order] of tables) {
    paysAt(till === "B" ? "A" : till, order, till === "B" || till === "E" ? "cash" : "card");
  }
  await settles();
  counts({ A: BILL, E: BILL });
  await settles();
  const close = await closes();
  return { close, days: daysAt(TILLS, day()) };
}

/** G loses the radio, takes a card, serves one more table, and its battery is empty. */
async function oneOff(): Promise<Played["off"]> {
  const { shop, opens, orders, paysAt, counts, day } = evenings;
  await comes(EVENING);
  opens(TILLS);
  const table = orders("G");
  await settles();
  shop.isCutOff("G");
  paysAt("G", table, "card");
  paysAt("G", orders("G"), "card");
  shop.dies("G");
  paysAt("F", orders("F"), "card");
  await settles();
  counts({ A: 0, E: 0 });
  await settles();
  const close = await closes();
  const status = statusAt("A");
  const today = day();
  await comes(EVENING + MORNING);
  shop.heals();
  shop.isBack("G");
  await settles();
  const heard = daysAt(TILLS, today);
  const again = await closes([], today);
  await settles();
  const items = itemsAt("A");
  return { close, status, heard, again, days: daysAt(TILLS, today), items };
}

/** F falls into the river, with an order that the others know and a sale that is in no Z. */
async function oneLost(): Promise<Played["lost"]> {
  const { shop, opens, orders, paysAt, counts, day, device } = evenings;
  await comes(2 * EVENING);
  opens(TILLS);
  const table = orders("F");
  paysAt("F", orders("F"), "card");
  await settles();
  const gone = device("F");
  shop.dies("F");
  paysAt("A", table, "cash");
  await settles();
  counts({ A: BILL, E: 0 });
  await settles();
  const close = await closes([{ device: gone, reason: "lost" }]);
  const days = daysAt(without("F"), day());
  revokes(gone, "lost");
  await settles();
  return { close, days };
}

/** E is taken off a table, with the cable of its box; the thief rings something up before it hears that it is out. */
async function oneStolen(): Promise<Played["stolen"]> {
  const { shop, opens, orders, paysAt, counts, day, device } = evenings;
  await comes(3 * EVENING);
  opens(without("F"));
  paysAt("E", orders("E"), "cash");
  await settles();
  const gone = device("E");
  shop.isCutOff("E");
  paysAt("E", orders("E"), "cash");
  shop.dies("E");
  revokes(gone, "stolen");
  await settles();
  counts({ A: 0, E: BILL }, "A");
  await settles();
  const close = await closes([{ device: gone, reason: "stolen" }]);
  const status = statusAt("A");
  shop.heals();
  shop.isBack("E");
  await settles();
  const honest = without("F").filter((till) => till !== "E");
  return {
    close,
    status,
    days: daysAt(honest, day()),
    items: honest.map((till) => itemsAt(till)),
    thief: () => orders("E"),
  };
}

async function comes(at: number): Promise<void> {
  minute = at;
  await evenings.shop.until(minute);
}

/** Two minutes pass, in which the tills that are on come to hold the same. */
function settles(): Promise<void> {
  return comes(minute + 2);
}

function without(gone: TillName): ReadonlyArray<TillName> {
  return TILLS.filter((till) => till !== gone);
}

function revokes(device: ReturnType<TabletEvenings["device"]>, reason: string): void {
  const { till: counter } = evenings.shop.desk("A");
  valueOf(revokeDevice(counter, actorAt(counter, "12"), { device, reason }));
  evenings.shop.told("A");
}

async function closes(
  gone: Parameters<TabletEvenings["closes"]>[0] = [],
  day: BusinessDay = evenings.day(),
): Promise<Close> {
  const desk = evenings.shop.desk("A");
  const view = evenings.shop.view("A");
  const speech = { ...speechOf(desk.till), till: desk.till, nowMs: desk.clock.nowMs() };
  const open = whatIsOpen({ ...desk, view }, { day, seesExpected: true });
  // The shop has no printers, so tickets ask somebody in the end: that is another test's.
  const before = openToText({ ...open, attention: 0 }, speech);
  const done = await evenings.closes(gone, day);
  await settles();
  return { before, done, after: closedToText(done, speech) };
}

function daysAt(tills: ReadonlyArray<TillName>, day: BusinessDay): ReadonlyArray<DayAt> {
  return tills.map((name) => {
    const { till } = evenings.shop.desk(name);
    const { sales, differences } = dayReport(till, day);
    return {
      sales,
      differences: differences.length,
      closed: till.ledger.read((view) => closedDay(view, day).total),
      zs: JSON.stringify(listZs(till, day)),
    };
  });
}

/** What all of them say. */
function agreed([first, ...others]: ReadonlyArray<DayAt>): DayAt | undefined {
  expect(others).toEqual(others.map(() => first));
  return first;
}

function statusAt(name: TillName): ReadonlyArray<string> {
  const desk = evenings.shop.desk(name);
  return meshStatusToText(desk, { type: "linked", pid: 1, view: evenings.shop.view(name) }, "en");
}

function itemsAt(name: TillName): ReadonlyArray<string> {
  const desk = evenings.shop.desk(name);
  const printing = { mesh: () => evenings.shop.view(name) };
  return [...listAttentionItems(desk, "en"), ...listTillItems({ ...desk, printing }, "en")]
    .filter(({ kind }) => kind !== "paper/unheard")
    .map(({ text }) => text);
}
