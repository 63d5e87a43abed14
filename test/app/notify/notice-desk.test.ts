/** Notices to people who stand at no till: told at least once, by one box, whatever the hook does. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type MeshView } from "../../../src/app/membership/mesh-view.ts";
import { hookState } from "../../../src/app/notify/hook-state.ts";
import { createNoticeBook, type Notice, stateOf } from "../../../src/app/notify/notice-book.ts";
import { type Cause } from "../../../src/app/notify/notice.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { hook, isAlive, LOOK_MS, pass, watchNotices } from "../../support/notice-desk.ts";
import { serveNotices } from "../../support/notify-server.ts";
import { PATIENCE } from "../../support/patience.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const SHORT: Cause = {
  kind: "drawer/difference",
  key: "1f3a9c02",
  to: "manager",
  knownTo: "shop",
  afterMs: 0,
  say: () => "The drawer was closed with a difference of 70.00",
};

describe("a webhook", () => {
  test("is told once what somebody needs to know, and once that it is over", async () => {
    const { url, notices } = await serveNotices();
    const { clock, open } = await newCafe();
    const it = watched(open(), url);

    it.causes.push(SHORT);
    await pass(clock);
    await pass(clock);

    expect(notices).toEqual([
      {
        id: "1f3a9c02",
        over: false,
        kind: "drawer/difference",
        to: "manager",
        addresses: [],
        urgent: false,
        since: "2026-11-20T14:32:15+01:00",
        due: "2026-11-21T14:32:15+01:00",
        sentence: "The drawer was closed with a difference of 70.00",
        till: "A",
        shop: it.open.till.founding.name,
      },
    ]);

    it.causes.length = 0;
    await pass(clock);
    expect(notices.slice(1)).toMatchObject([{ id: "1f3a9c02", over: true }]);
    expect(states(it.open, clock)).toEqual(["over"]);
  });

  test("that fails twice and then works is told in the end, later each time", async () => {
    const { url, notices } = await serveNotices([500, 403, 200]);
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(SHORT);

    await pass(clock);
    await pass(clock, 3 * LOOK_MS);
    expect(notices).toHaveLength(1);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ failing: 1, why: "500" });
    await pass(clock, LOOK_MS);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ failing: 1, why: "403" });
    await pass(clock, 7 * LOOK_MS);
    expect(notices).toHaveLength(2);
    await pass(clock, LOOK_MS);

    expect(notices).toHaveLength(3);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ failing: 0, why: "" });
  });

  test("that answers never is ended after 30 s, and the next notice goes out", async () => {
    const { url, notices } = await serveNotices([0, 204]);
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(SHORT, { ...SHORT, key: "second", afterMs: MINUTE_MS });
    clock.advance(3 * LOOK_MS);
    await vi.waitFor(() => expect(notices).toHaveLength(1), PATIENCE);

    clock.advance(30_000);
    await waitFor(clock, it.open, ([notice]) => notice?.failure === "hung for 30 s");
    await vi.waitFor(() => {
      clock.advance(LOOK_MS);
      expect(notices.map(({ id }) => id)).toContain("second");
    }, PATIENCE);
  });

  test("is tried for a week, and no longer", async () => {
    const { url, notices } = await serveNotices([500]);
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(SHORT);
    await pass(clock);
    clock.set(clock.nowMs() + 7 * DAY_MS - HOUR_MS);
    await pass(clock);
    expect(notices).toHaveLength(2);

    clock.set(clock.nowMs() + HOUR_MS);
    await pass(clock);

    expect(notices).toHaveLength(2);
    expect(states(it.open, clock)).toEqual(["given-up"]);
  });

  test("that redirects is not followed: nobody chose that address", async () => {
    const { url } = await serveNotices([302]);
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(SHORT);

    await pass(clock);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ failing: 1, why: "302" });
  });
});

describe("a command", () => {
  test("reads the notice on its standard input", async () => {
    const { dir, clock, open } = await newCafe();
    const file = path.join(dir, "told");
    hook(dir, "tell", `cat >> '${file}'`);
    const it = watched(open(), "command:tell");
    it.causes.push(SHORT);

    await pass(clock);

    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ id: "1f3a9c02", till: "A" });
  });

  test("that sleeps for ever is ended with what it started, named, and holds up no sale", async () => {
    const { dir, clock, open } = await newCafe();
    const pid = path.join(dir, "pid");
    hook(dir, "sleeps", `sleep 10000 & echo $! > '${pid}'; wait`);
    const it = watched(open(), "command:sleeps");
    it.causes.push(SHORT);
    clock.advance(2 * LOOK_MS);
    await vi.waitFor(() => expect(readFileSync(pid, "utf8")).toMatch(/\d+\n/u), PATIENCE);
    const sleeper = Number(readFileSync(pid, "utf8"));
    expect(isAlive(sleeper)).toBe(true);

    clock.advance(30_000);

    await waitFor(clock, it.open, ([notice]) => notice?.failure === "hung for 30 s");
    await vi.waitFor(() => expect(isAlive(sleeper)).toBe(false), PATIENCE);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ hook: "command:sleeps" });
  });

  test("that fails, or that a box does not have, is named", async () => {
    const { dir, clock, open } = await newCafe();
    hook(dir, "fails", "exit 3");
    const it = watched(open(), "command:fails");
    it.causes.push(SHORT);
    await pass(clock);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({
      hook: "command:fails",
      why: "3",
    });

    setNotify(it.open, "notify", "command:nowhere");
    await pass(clock, MINUTE_MS);
    expect(hookState(it.open.till, clock.nowMs())?.why).toContain("ENOENT");
  });

  test("in whose place another hook comes has failed, and not that one, which is told at once", async () => {
    const { dir, clock, open } = await newCafe();
    const file = path.join(dir, "told");
    hook(dir, "fails", "exit 3");
    hook(dir, "tell", `cat >> '${file}'`);
    const it = watched(open(), "command:fails");
    it.causes.push(SHORT);
    await pass(clock, 10 * MINUTE_MS);
    expect(hookState(it.open.till, clock.nowMs())).toMatchObject({ failing: 1, why: "3" });

    setNotify(it.open, "notify", "command:tell");

    const fresh = { hook: "command:tell", waiting: 1, failing: 0, why: "", tries: 0 };
    expect(hookState(it.open.till, clock.nowMs())).toEqual(fresh);
    await pass(clock, LOOK_MS);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ id: SHORT.key });
  });

  test("under way ends with the program", async () => {
    const { dir, clock, open } = await newCafe();
    const pid = path.join(dir, "pid");
    hook(dir, "sleeps", `echo $$ > '${pid}'; exec sleep 10000`);
    const it = watched(open(), "command:sleeps");
    it.causes.push(SHORT);
    clock.advance(2 * LOOK_MS);
    await vi.waitFor(() => expect(existsSync(pid)).toBe(true), PATIENCE);
    await vi.waitFor(() => expect(readFileSync(pid, "utf8")).toMatch(/\d+\n/u), PATIENCE);

    await it.close();

    const sleeper = Number(readFileSync(pid, "utf8"));
    await vi.waitFor(() => expect(isAlive(sleeper)).toBe(false), PATIENCE);
  });
});

describe("two boxes", () => {
  test("that hear each other tell once: the one with the lower letter", async () => {
    const { url, notices } = await serveNotices();
    const { a, b, clock } = await boxes(url);
    a.hears(b);
    b.hears(a);
    a.causes.push(SHORT);
    b.causes.push(SHORT);

    await pass(clock, MINUTE_MS);

    expect(notices).toMatchObject([{ id: SHORT.key, till: "A" }]);
    expect(states(a.open, clock)).toEqual(["told"]);
    expect(states(b.open, clock)).toEqual(["waits"]);
  });

  test("that do not hear each other both tell, under the same id", async () => {
    const { url, notices } = await serveNotices();
    const { a, b, clock } = await boxes(url);
    a.causes.push(SHORT);
    b.causes.push(SHORT);

    await pass(clock);

    expect(notices.map(({ id }) => id)).toEqual([SHORT.key, SHORT.key]);
    expect(new Set(notices.map(({ till }) => till))).toEqual(new Set(["A", "B"]));
  });

  test("tell what waited at the other when that one is not heard any more", async () => {
    const { url, notices } = await serveNotices([500, 204]);
    const { a, b, clock } = await boxes(url);
    a.hears(b);
    b.hears(a);
    a.causes.push(SHORT);
    b.causes.push(SHORT);
    await pass(clock);
    await a.close();
    expect(notices).toMatchObject([{ till: "A" }]);

    b.hears(undefined);
    await pass(clock);

    expect(notices).toMatchObject([{ till: "A" }, { id: SHORT.key, till: "B" }]);
    expect(states(b.open, clock)).toEqual(["told"]);
  });

  test("each tell what only they know", async () => {
    const { url, notices } = await serveNotices();
    const { a, b, clock } = await boxes(url);
    a.hears(b);
    b.hears(a);
    b.causes.push(down("Receipts"));

    await pass(clock, 2 * LOOK_MS + 5 * MINUTE_MS);

    expect(notices).toMatchObject([{ kind: "printer/down", till: "B" }]);
  });
});

describe("printers behind one switch", () => {
  test("are one notice with their names, once the first of them is down for long enough", async () => {
    const { url, notices } = await serveNotices();
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(down("Grill"));
    await pass(clock, LOOK_MS);
    it.causes.push(down("Bar"), down("Receipts"));

    await pass(clock, 5 * MINUTE_MS - LOOK_MS);
    expect(notices).toEqual([]);
    await pass(clock);
    expect(notices).toMatchObject([{ sentence: "down: Grill, Bar, Receipts", over: false }]);

    it.causes.splice(0, 2);
    await pass(clock, MINUTE_MS);
    expect(states(it.open, clock)).toEqual(["told"]);
    it.causes.length = 0;
    await pass(clock);
    expect(notices).toMatchObject([{ over: false }, { over: true }]);
  });

  test("that are down again are another notice; one that was never told is none", async () => {
    const { url, notices } = await serveNotices();
    const { clock, open } = await newCafe();
    const it = watched(open(), url);
    it.causes.push(down("Grill"));
    await pass(clock, 4 * MINUTE_MS);
    it.causes.length = 0;
    await pass(clock, 10 * MINUTE_MS);
    expect(notices).toEqual([]);

    for (const time of [1, 2]) {
      it.causes.push(down("Grill"));
      await pass(clock, 6 * MINUTE_MS);
      expect(notices).toHaveLength(2 * time - 1);
      it.causes.length = 0;
      await pass(clock);
    }

    const ids = notices.map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

test("quiet hours let only through what is urgent, and the rest comes with the morning", async () => {
  const { url, notices } = await serveNotices();
  const { clock, open } = await newCafe();
  const it = watched(open(), url);
  setNotify(it.open, "notify-quiet", "14:00-15:00");
  it.causes.push(SHORT, { ...SHORT, kind: "disk/full", key: "disk" });

  await pass(clock, 5 * MINUTE_MS);
  expect(notices).toMatchObject([{ kind: "disk/full", urgent: true }]);

  await pass(clock, 30 * MINUTE_MS);
  expect(notices).toHaveLength(2);
  expect(notices[1]).toMatchObject({ kind: "drawer/difference" });
});

test("the addresses of a role go along, for the receiver to choose by", async () => {
  const { url, notices } = await serveNotices();
  const { clock, open } = await newCafe();
  const it = watched(open(), url);
  setNotify(it.open, "notify-to", "manager=anna@example.org", "lead=ravi", "manager=+31612345678");
  it.causes.push(SHORT);

  await pass(clock);

  expect(notices).toMatchObject([
    { to: "manager", addresses: ["anna@example.org", "+31612345678"] },
  ]);
});

test("what was told is known after a start, and what waits is told then", async () => {
  const { url, notices } = await serveNotices([204, 500, 204]);
  const { clock, open } = await newCafe();
  const before = watched(open(), url);
  before.causes.push(SHORT);
  await pass(clock);
  before.causes.push({ ...SHORT, key: "second" });
  await pass(clock);
  expect(states(before.open, clock)).toEqual(["told", "waits"]);
  await before.close();

  const after = watch(before.open);
  after.causes.push(SHORT, { ...SHORT, key: "second" });
  await pass(clock, HOUR_MS / 4);

  expect(notices.map(({ id }) => id)).toEqual([SHORT.key, "second", "second"]);
});

test("what the hook had taken as the till was lost is told again, under the same id", async () => {
  // The first answer never comes: nobody here knows that it was taken.
  const { url, notices } = await serveNotices([0, 204]);
  const { clock, open } = await newCafe();
  const before = watched(open(), url);
  before.causes.push(SHORT);
  clock.advance(2 * LOOK_MS);
  await vi.waitFor(() => expect(notices).toHaveLength(1), PATIENCE);
  await before.close();
  expect(states(before.open, clock)).toEqual(["waits"]);

  const after = watch(before.open);
  after.causes.push(SHORT);
  await pass(clock, MINUTE_MS);

  expect(notices.map(({ id, over }) => [id, over])).toEqual([
    [SHORT.key, false],
    [SHORT.key, false],
  ]);
  expect(states(after.open, clock)).toEqual(["told"]);
});

test("a refund is told though its day has passed, and has no end", async () => {
  const { url, notices } = await serveNotices([500, 204]);
  const { clock, open } = await newCafe();
  const it = watched(open(), url);
  it.causes.push({ ...SHORT, kind: "refund/big", key: "refund" });
  await pass(clock);
  it.causes.length = 0;

  await pass(clock, HOUR_MS / 4);
  expect(states(it.open, clock)).toEqual(["over"]);
  expect(notices).toHaveLength(2);
});

interface Watched {
  readonly open: OpenTill;
  /** What is so; a test adds and takes away. */
  readonly causes: Cause[];
  readonly hears: (other: { readonly open: OpenTill } | undefined) => void;
  readonly close: () => Promise<void>;
}

function watched(open: OpenTill, hookText: string): Watched {
  setNotify(open, "notify", hookText);
  return watch(open);
}

function watch(open: OpenTill): Watched {
  const causes: Cause[] = [];
  let view: MeshView | undefined;
  const { close } = watchNotices(
    open,
    () => [...causes],
    () => view,
  );
  return {
    open,
    causes,
    hears: (other) => {
      view = other && meshView([peerView(other.open.till.ledger.identity.key.device)]);
    },
    close,
  };
}

async function boxes(
  url: string,
): Promise<{ readonly a: Watched; readonly b: Watched; readonly clock: ManualClock }> {
  const { cafe, a, b } = await cafeOfTwo(newCafe);
  setNotify(a, "notify", url);
  synchroniseLedgers(a.till.ledger, b.till.ledger);
  return { a: watch(a), b: watch(b), clock: cafe.clock };
}

function setNotify({ till }: OpenTill, key: string, ...texts: ReadonlyArray<string>): void {
  valueOf(changeSetting(till, RAVI, { key, texts }));
}

function down(name: string): Cause {
  return {
    kind: "printer/down",
    key: name,
    to: "lead",
    knownTo: "box",
    afterMs: 5 * MINUTE_MS,
    name,
    say: (names) => `down: ${names.join(", ")}`,
  };
}

function noticesOf({ till }: OpenTill): ReadonlyArray<Notice> {
  return createNoticeBook(till.ledger.store).notices();
}

function states(open: OpenTill, clock: ManualClock): ReadonlyArray<string> {
  return noticesOf(open).map((notice) => stateOf(notice, clock.nowMs()));
}

/** Looks until the book is so. */
async function waitFor(
  clock: ManualClock,
  open: OpenTill,
  isSo: (notices: ReadonlyArray<Notice>) => boolean,
): Promise<void> {
  clock.advance(2 * LOOK_MS);
  await vi.waitFor(() => {
    const notices = noticesOf(open);
    if (!isSo(notices)) throw new Error(`The book is not so: ${JSON.stringify(notices)}`);
  }, PATIENCE);
}
