/** When a notice is told: not after it was settled, once more when it comes back, and outside quiet hours. */

import { describe, expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { createCauses } from "../../../src/app/attention/notice-causes.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { createNoticeBook } from "../../../src/app/notify/notice-book.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { drawerStream } from "../../../src/domain/folds/drawer-fold.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { closeDrawer, countDrawer, openDrawer } from "../../support/drawer-acts.ts";
import { LOOK_MS, pass, watchNotices } from "../../support/notice-desk.ts";
import { serveNotices } from "../../support/notify-server.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NO_CASH = { own: minor(0), pieces: [], foreign: [] };

const newCafe = cafeCopies();
/** 23:30 in Rotterdam before clocks go back, 2026-10-24, and before they go forward, 2027-03-27. */
const beforeWinter = cafeCopies({ startMs: 1_792_877_400_000 });
const beforeSummer = cafeCopies({ startMs: 1_806_186_600_000 });

describe("an item", () => {
  test("that is settled before its notice goes out is never told", async () => {
    const { notices, cafe, open } = await watched(newCafe, "14:00-15:00");
    addLate(open, newSession(open));
    await pass(cafe.clock, 5 * MINUTE_MS);
    expect(noticesOf(open)).toMatchObject([{ kind: "drawer/late" }]);

    settle(open);
    await leap(cafe, HOUR_MS);

    expect(notices).toEqual([]);
    expect(noticesOf(open)).toEqual([]);
  });

  test("that comes back after it was settled is told again under its id, and ends again", async () => {
    const { notices, cafe, open } = await watched(newCafe);
    const session = newSession(open);

    for (const _ of [1, 2]) {
      addLate(open, session);
      await pass(cafe.clock, MINUTE_MS);
      settle(open);
      await pass(cafe.clock, MINUTE_MS);
    }

    const id = notices[0]?.["id"];
    expect(notices).toMatchObject([
      { id, kind: "drawer/late", over: false },
      { id, over: true },
      { id, over: false },
      { id, over: true },
    ]);
  });

  test("that comes back before its end was told goes on, and is told once", async () => {
    const { notices, cafe, open } = await watched(newCafe, "14:40-15:00");
    const session = newSession(open);
    addLate(open, session);
    await pass(cafe.clock, MINUTE_MS);
    expect(notices).toHaveLength(1);
    await leap(cafe, 10 * MINUTE_MS);

    settle(open);
    await pass(cafe.clock, MINUTE_MS);
    addLate(open, session);
    await leap(cafe, HOUR_MS);

    expect(notices).toHaveLength(1);
  });
});

describe("quiet hours", () => {
  test.each([
    ["an hour later in the night that clocks go back", beforeWinter, 9.5],
    ["an hour sooner in the night that clocks go forward", beforeSummer, 7.5],
  ])("over midnight end by the shop's clock, %s", async (_, cafes, hours) => {
    const { notices, cafe, open } = await watched(cafes, "23:00-08:00");
    addLate(open, newSession(open));

    await leap(cafe, hours * HOUR_MS - LOOK_MS);
    expect(notices).toEqual([]);
    await pass(cafe.clock, 2 * LOOK_MS);

    expect(notices).toHaveLength(1);
  });

  test("within the hour that comes twice are kept twice", async () => {
    const { notices, cafe, open } = await watched(beforeWinter, "02:15-02:45");
    // 02:14 in summer time, then 02:46, 02:16 and 02:46 in winter time.
    await leap(cafe, 2 * HOUR_MS + 44 * MINUTE_MS);
    const session = newSession(open);
    addLate(open, session);
    await pass(cafe.clock, 3 * MINUTE_MS);
    const inFirst = notices.length;
    await leap(cafe, 30 * MINUTE_MS);
    settle(open);
    await pass(cafe.clock, MINUTE_MS);
    const inBetween = notices.length;
    await leap(cafe, 28 * MINUTE_MS);
    addLate(open, session);
    await leap(cafe, 28 * MINUTE_MS);
    const inSecond = notices.length;
    await pass(cafe.clock, 3 * MINUTE_MS);

    expect({ inFirst, inBetween, inSecond, after: notices.length }).toEqual({
      inFirst: 1,
      inBetween: 2,
      inSecond: 2,
      after: 3,
    });
  });

  test("within the hour that is left out are none", async () => {
    const { notices, cafe, open } = await watched(beforeSummer, "02:15-02:45");
    await leap(cafe, 2 * HOUR_MS + 20 * MINUTE_MS);

    addLate(open, newSession(open));
    await leap(cafe, 40 * MINUTE_MS);

    expect(notices).toHaveLength(1);
  });
});

/** Passes time with looks only in its last minute. */
async function leap({ clock }: Cafe, ms: number): Promise<void> {
  clock.set(clock.nowMs() + ms - MINUTE_MS);
  await pass(clock, MINUTE_MS);
}

interface Watched {
  readonly notices: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly cafe: Cafe;
  readonly open: OpenTill;
}

/** A till that tells a server of cash that came too late. */
async function watched(newCafe: () => Promise<Cafe>, quiet = "none"): Promise<Watched> {
  const { url, notices } = await serveNotices();
  const cafe = await newCafe();
  const open = cafe.open();
  for (const [key, text] of [
    ["notify", url],
    ["notify-quiet", quiet],
  ] as const) {
    valueOf(changeSetting(open.till, RAVI, { key, texts: [text] }));
  }
  const causes = createCauses(open);
  watchNotices(open, (view) =>
    causes({ view, locale: "en" }).filter(({ kind }) => kind === "drawer/late"),
  );
  return { notices, cafe, open };
}

/** A drawer that was opened, counted and closed. */
function newSession({ till }: OpenTill): EventId {
  const { id: session } = valueOf(openDrawer(till, MIA, { no: 2, float: NO_CASH }));
  valueOf(countDrawer(till, MIA, { session, cash: NO_CASH }));
  valueOf(closeDrawer(till, MIA, { session, reason: "" }));
  return session;
}

/** Two in cash reach the closed drawer: another till, apart, put them in. */
function addLate({ till }: OpenTill, session: EventId): void {
  const body = { what: "in", currency: "own", amount: minor(200), reason: "change" } as const;
  valueOf(
    till.act(MIA, "move cash", () =>
      ok([{ kind: "drawer/moved", streams: [drawerStream(session)], body }]),
    ),
  );
}

function settle(open: OpenTill): void {
  const [item] = listAttentionItems(open, "en");
  if (item === undefined) throw new Error("Nothing needs anybody.");
  valueOf(
    answerItem<Refusal>(
      {
        open,
        act: (name, decide) => open.till.act(RAVI, name, decide),
        refused: (fault) => ({ ok: false, fault }),
        note: "",
      },
      item,
      "in-safe",
    ),
  );
}

function noticesOf({ till }: OpenTill): ReturnType<ReturnType<typeof createNoticeBook>["notices"]> {
  return createNoticeBook(till.ledger.store).notices();
}
