/** The printers of a till whose radio was out of reach: papers at once when it is back, and no hammering. */

import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { type GlanceView } from "../../../src/app/membership/mesh-view.ts";
import { ARRIVAL_REST_MS, createLinkArrivals } from "../../../src/app/printing/link-arrivals.ts";
import { createOwnPapers } from "../../../src/app/printing/own-papers.ts";
import { paperDir, rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createPrinting } from "../../../src/app/printing/printing.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { peerView } from "../../support/mesh-views.ts";
import { PATIENCE } from "../../support/patience.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { testRandom } from "../../support/test-random.ts";

const newCafe = cafeCopies();
const COUNTER = "counter".padEnd(26, "a") as DeviceId;
const BAR = "bar".padEnd(26, "a") as DeviceId;
/** The time between two looks of whoever has the duties. */
const LOOK_MS = 250;
const STEP_MS = 500;
const LONG_STEP_MS = 5000;

describe("an arrival", () => {
  test("is a link or an address that was not there before, and none of those at the first look", () => {
    const it = watch({ links: [COUNTER], addresses: ["192.0.2.7"] });
    it.look();
    it.look();
    expect(it.arrivals()).toBe(0);

    it.see({ links: [COUNTER, BAR] });
    it.look();
    expect(it.arrivals()).toBe(1);

    it.clock.advance(ARRIVAL_REST_MS);
    it.see({ addresses: [] });
    it.look();
    expect(it.arrivals()).toBe(1);

    it.see({ addresses: ["192.0.2.7"] });
    it.look();
    expect(it.arrivals()).toBe(2);
  });

  test("counts too where the first links of this process come", () => {
    const it = watch({ links: undefined });
    it.look();
    it.see({ links: [COUNTER] });
    it.look();

    expect(it.arrivals()).toBe(1);
  });

  test("that comes while others rest is not lost", () => {
    const it = watch({ links: [] });
    it.look();
    for (const links of [[COUNTER], [], [COUNTER]]) {
      it.see({ links });
      it.look();
    }
    expect(it.arrivals()).toBe(1);

    it.clock.advance(ARRIVAL_REST_MS);
    expect(it.arrivals()).toBe(2);
    it.clock.advance(60_000);
    expect(it.arrivals()).toBe(2);
  });

  test("of a link that comes and goes every second calls once in two seconds", () => {
    const it = watch({ links: [] });
    it.look();
    for (let second = 0; second < 60; second += 1) {
      it.see({ links: second % 2 === 0 ? [COUNTER] : [] });
      it.look();
      it.clock.advance(500);
      it.see({ links: [] });
      it.look();
      it.clock.advance(500);
    }

    expect(it.arrivals()).toBeLessThanOrEqual(31);
  });

  test("calls nobody after the end", () => {
    const it = watch({ links: [] });
    it.look();
    for (const links of [[COUNTER], [COUNTER, BAR]]) {
      it.see({ links });
      it.look();
    }
    it.close();

    it.clock.advance(60_000);

    expect([it.arrivals(), it.clock.pendingCount()]).toEqual([1, 0]);
  });
});

describe("a hole of the radio", () => {
  test.each([
    { seconds: 5, mark: undefined },
    { seconds: 30, mark: undefined },
    { seconds: 90, mark: "[ SENT 14:32 ]" },
    { seconds: 300, mark: "[ LATE: SENT 14:32, PRINTED 14:37 ]" },
  ])("of $seconds s ends with each paper once, as soon as the link is back", async (hole) => {
    const it = await tablet();
    await it.goOut();
    for (let dish = 0; dish < 3; dish += 1) it.sell();
    await it.pass(hole.seconds * 1000);
    expect(await it.tickets()).toEqual([]);

    await it.comeBack();
    await it.pass(LOOK_MS);

    await it.prints("A1", "A2", "A3");
    expect(await it.marks()).toEqual(hole.mark === undefined ? [] : Array(3).fill(hole.mark));
    await it.pass(60_000);
    expect(await it.tickets()).toHaveLength(3);
  });

  test("whose printer comes a moment after the link is over with the printer", async () => {
    const it = await tablet();
    await it.goOut();
    it.sell();
    await it.pass(100_000);

    it.link();
    await it.pass(1500);
    await it.comeBack();
    await it.pass(2500);

    await it.prints("A1");
    expect(await it.marks()).toEqual(["[ SENT 14:32 ]"]);
  });

  test("that opens and closes every second tries the printer once a second at most", async () => {
    const it = await tablet();
    await it.goOut();
    it.sell();
    await it.pass(1000);

    const before = it.attempts();
    for (let second = 0; second < 60; second += 1) {
      it.link();
      await it.pass(500);
      it.unlink();
      await it.pass(500);
    }

    expect(it.attempts() - before).toBeLessThanOrEqual(60);
    await it.comeBack();
    await it.pass(3000);
    await it.prints("A1");
  });
});

interface Ways {
  readonly links?: ReadonlyArray<DeviceId> | undefined;
  readonly addresses?: ReadonlyArray<string>;
}

function watch(first: Ways) {
  const clock = createManualClock();
  let ways = first;
  let arrivals = 0;
  const watched = createLinkArrivals({
    clock,
    glance: () => ways.links && glanceOf(ways.links),
    addresses: () => ways.addresses ?? [],
    onArrival: () => (arrivals += 1),
  });
  return {
    ...watched,
    clock,
    see: (next: Ways) => (ways = { ...ways, ...next }),
    arrivals: () => arrivals,
  };
}

function glanceOf(links: ReadonlyArray<DeviceId>): Pick<GlanceView, "peers"> {
  return { peers: links.map((device) => peerView(device)) };
}

/** A till that drives its kitchen's printer, which is off while the radio is out of reach. */
async function tablet() {
  const cafe = await newCafe();
  const { till, jobs } = cafe.open();
  const { ledger } = till;
  let links: ReadonlyArray<DeviceId> = [COUNTER];
  const off = `${rollPath(cafe.dir, "kitchen")}.off`;
  await mkdir(paperDir(cafe.dir));
  const printing = createPrinting({
    dir: cafe.dir,
    ledger,
    store: jobs,
    clock: cafe.clock,
    random: testRandom,
    own: createOwnPapers(jobs),
    mesh: () => undefined,
    glance: () => glanceOf(links),
    tickets: { look: () => new Set() },
  });
  onTestFinished(() => printing.close());
  printing.keepDriving(() => undefined);

  async function paper(): Promise<string> {
    return readFile(rollPath(cafe.dir, "kitchen"), "utf8").catch(() => "");
  }

  async function ticketsOnPaper() {
    return [...(await paper()).matchAll(/ (A\d)$/gmu)].map(([, number]) => number);
  }

  function ticketJobs() {
    return jobs.latest(20).filter(({ kind }) => kind === "ticket");
  }

  /** Waits for what the printer is at, while the clock stands still. */
  async function settle(): Promise<void> {
    await vi.waitFor(async () => {
      await access(".");
      expect(ticketJobs().some(({ state }) => state === "sending")).toBe(false);
    }, PATIENCE);
  }

  return {
    sell: () => sellGoods(till, ["100"], { cash: 280 }),
    link: () => (links = [COUNTER]),
    unlink: () => (links = []),
    goOut: async () => {
      links = [];
      await writeFile(off, "");
      cafe.clock.advance(LOOK_MS);
    },
    comeBack: async () => {
      await rm(off);
      links = [COUNTER];
    },
    pass: async (ms: number) => {
      const stepMs = ms > 10 * LONG_STEP_MS ? LONG_STEP_MS : STEP_MS;
      for (let passed = 0; passed < ms; passed += stepMs) {
        cafe.clock.advance(Math.min(stepMs, ms - passed));
        await settle();
      }
    },
    attempts: () => ticketJobs().reduce((sum, { attempts }) => sum + attempts, 0),
    prints: (...numbers: ReadonlyArray<string>) =>
      vi.waitFor(async () => {
        expect(await ticketsOnPaper()).toEqual(numbers);
        expect(ticketJobs().every(({ state }) => state === "printed")).toBe(true);
      }, PATIENCE),
    tickets: ticketsOnPaper,
    marks: async () => (await paper()).match(/\[.*SENT.*\]/gu) ?? [],
  };
}
