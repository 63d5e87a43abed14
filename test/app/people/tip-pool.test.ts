/** Tips that people share: by hours and points, once, and apart at two tills. */

import { expect, test } from "vitest";

import { answerItem } from "../../../src/app/attention/attention-answers.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { performOnDrawer } from "../../../src/app/drawers/drawer-acts.ts";
import { drawerHere } from "../../../src/app/drawers/drawers.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { poolTips, type PoolAsked, sharedTips } from "../../../src/app/people/tip-pool.ts";
import { type Actor, type Till } from "../../../src/app/till/till.ts";
import { tipShares } from "../../../src/domain/commands/money/pool-tips.ts";
import { tipAccounts } from "../../../src/domain/drawer/tip-accounts.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;
const newCafe = cafeCopies();

test("183.47 over 6, 7.5 and 4.25 hours are 62.02, 77.52 and 43.93", () => {
  const shares = tipShares({
    taken: [
      { staff: "1", amount: minor(10_000) },
      { staff: "2", amount: minor(8347) },
    ],
    weights: [
      { staff: "1", weight: 360 },
      { staff: "2", weight: 450 },
      { staff: "3", weight: 255 },
    ],
  });

  expect(shares.map(({ amount }) => amount)).toEqual([6202, 7752, 4393]);
});

test("tips are shared by the hours of who worked, and go out of the drawer with the shares", async () => {
  const { open, asked } = await workedDay();
  const { till } = open;
  openDrawer(till, RAVI, { no: 1, float: { own: minor(20_000), pieces: [], foreign: [] } });
  const drawer = drawerHere(till, RAVI);

  const pool = valueOf(poolTips(till, RAVI, { ...asked, drawer: drawer?.id }));

  expect(pool.shares).toEqual([
    { staff: "1", weight: 360, amount: 67 },
    { staff: "4", weight: 180, amount: 33 },
  ]);
  expect(drawerHere(till, RAVI)?.expected.own).toBe((drawer?.expected.own ?? 0) - 100);
  expect(faultOf(poolTips(till, RAVI, asked))).toMatchObject({
    type: "tips/pooled",
    staff: "4",
    amount: 100,
  });
});

test("tips of a till that was told today alone wait for the past, as the hours of people are not there", async () => {
  const { cafe, open, asked } = await workedDay();
  const bar = await enrolBar(cafe, open.till);
  expect(sharedTips(bar.till, asked).ok).toBe(true);
  const { ledger } = open.till;
  const told = ledger.present.tell({ since: 0, receipts: [] });
  if (told === undefined) throw new Error("Nothing was told.");
  valueOf(bar.till.ledger.present.take(ledger.identity.key.device, told));

  expect(faultOf(sharedTips(bar.till, asked))).toEqual({ type: "report/history-awaited" });
  expect(faultOf(poolTips(bar.till, RAVI, asked))).toEqual({ type: "report/history-awaited" });
});

test("points of a role weigh a person, alone or with the hours", async () => {
  const { open, asked } = await workedDay();
  const points = new Map([["1", 3]]);

  const byPoints = valueOf(sharedTips(open.till, { ...asked, by: "points", points }));
  const byBoth = valueOf(sharedTips(open.till, { ...asked, by: "both", points }));

  expect(byPoints.shares.map(({ weight, amount }) => [weight, amount])).toEqual([
    [3, 75],
    [1, 25],
  ]);
  expect(byBoth.shares.map(({ weight, amount }) => [weight, amount])).toEqual([
    [1080, 86],
    [180, 14],
  ]);
});

test("a break that is not paid earns no share", async () => {
  const { cafe, open, asked } = await workedDay();
  clock(open.till, RAVI, "clock-in");
  cafe.clock.advance(3 * HOUR_MS);
  clock(open.till, RAVI, "clock-break");
  cafe.clock.advance(2 * HOUR_MS);
  clock(open.till, RAVI, "clock-out");

  expect(valueOf(sharedTips(open.till, asked)).shares.map(({ weight }) => weight)).toEqual([
    360, 360,
  ]);
});

test("whoever is still at work is named, and nothing is shared", async () => {
  const { open, asked } = await workedDay();
  clock(open.till, MIA, "clock-in");

  expect(faultOf(poolTips(open.till, RAVI, asked))).toMatchObject({
    type: "tips/still-in",
    staff: "1",
  });
});

test("two people who share a day's tips out apart are one item at both tills, until a lead has seen it", async () => {
  const { cafe, open, asked } = await workedDay();
  const bar = await enrolBar(cafe, open.till);
  valueOf(poolTips(open.till, RAVI, asked));
  valueOf(poolTips(bar.till, RAVI, asked));
  synchroniseLedgers(bar.till.ledger, open.till.ledger);
  synchroniseLedgers(open.till.ledger, bar.till.ledger);

  const [item] = itemsOf(open);
  expect(item).toMatchObject({ amount: 200, addressee: "lead" });
  expect(item?.text).toMatch(/shared out twice: 1.00 by Ravi at .+, 1.00 by Ravi at /u);
  expect(itemsOf(bar).map(({ id }) => id)).toEqual([item?.id]);

  if (item === undefined) throw new Error("There is no item.");
  settle(open, item);
  expect(itemsOf(open)).toEqual([]);
  synchroniseLedgers(open.till.ledger, bar.till.ledger);
  expect(itemsOf(bar)).toEqual([]);
});

test("what was had in cash counts against a share: the wages pay the rest, once", async () => {
  const { open, asked } = await workedDay();
  const { till } = open;
  const session = openCash(open);
  payTips(till, session, { staff: "1", amount: 40 });

  const preview = valueOf(sharedTips(till, asked));
  valueOf(poolTips(till, RAVI, asked));

  expect(preview.shares).toEqual([
    { staff: "1", weight: 360, amount: 67, had: 40 },
    { staff: "4", weight: 180, amount: 33 },
  ]);
  expect(balances(till)).toEqual([]);
  expect(tipsAsked(open)).toEqual([]);
});

test("a drawer pays what is left of a share", async () => {
  const { open, asked } = await workedDay();
  const { till } = open;
  const session = openCash(open);
  payTips(till, session, { staff: "4", amount: 30 });
  expect(tipsAsked(open)).toMatchObject([{ amount: 30 }]);

  valueOf(poolTips(till, RAVI, { ...asked, drawer: session }));

  const { own } = drawerHere(till, RAVI)?.expected ?? { own: 0 };
  expect(own).toBe(20_000 - 100);
  expect(balances(till)).toEqual([]);
  expect(tipsAsked(open)).toEqual([]);
});

test("tips paid at two tills apart are one question, and no pool pays them again", async () => {
  const { open, bar, asked } = await paidTwice();
  expect(tipsAsked(open)).toMatchObject([
    {
      kind: "tips/beyond",
      amount: 100,
      addressee: "lead",
      text: "Mia had 1.00 of tips beyond what is owed",
    },
  ]);
  expect(tipsAsked(bar).map(({ id }) => id)).toEqual(tipsAsked(open).map(({ id }) => id));

  const pool = valueOf(poolTips(open.till, RAVI, asked));

  expect(pool.shares.map(({ amount, had = 0 }) => amount - had)).toEqual([0, 33]);
  expect(tipsAsked(open)).toMatchObject([{ amount: 133 }]);
});

test("tips that came back lie in the drawer again, and are owed to nobody", async () => {
  const { open, bar } = await paidTwice();
  const before = drawerHere(open.till, RAVI)?.expected.own ?? 0;

  answer(open, "in-drawer");

  expect(drawerHere(open.till, RAVI)?.expected.own).toBe(before + 100);
  expect(tipsAsked(open)).toEqual([]);
  synchroniseLedgers(open.till.ledger, bar.till.ledger);
  expect(tipsAsked(bar)).toEqual([]);
  expect(balances(open.till)).toEqual([]);
});

test("tips that go off the next share are asked about no more, until there are more of them", async () => {
  const { open, bar } = await paidTwice();

  answer(open, "next-share");
  synchroniseLedgers(open.till.ledger, bar.till.ledger);

  expect([tipsAsked(open), tipsAsked(bar)]).toEqual([[], []]);
  expect(balances(open.till)).toEqual([{ staff: "1", amount: -100 }]);
  tipped(open, 250);
  expect(balances(open.till)).toEqual([{ staff: "1", amount: 150 }]);
  payTips(open.till, openHere(open), { staff: "1", amount: 200 });
  expect(tipsAsked(open)).toMatchObject([{ amount: 50 }]);
});

test("both tills answer apart that the tips came back: what is owed then is no question", async () => {
  const { open, bar } = await paidTwice();
  answer(open, "in-drawer");
  answer(bar, "in-drawer");
  synchroniseLedgers(open.till.ledger, bar.till.ledger);
  synchroniseLedgers(bar.till.ledger, open.till.ledger);

  expect([tipsAsked(open), tipsAsked(bar)]).toEqual([[], []]);
  expect(balances(open.till)).toEqual([{ staff: "1", amount: 100 }]);
});

/** Mia is owed 1.00, and has had it at the till and at the bar while these were apart. */
async function paidTwice(): Promise<{ open: OpenTill; bar: OpenTill; asked: PoolAsked }> {
  const { cafe, open, asked } = await workedDay();
  const bar = await enrolBar(cafe, open.till);
  payTips(open.till, openCash(open), { staff: "1", amount: 100 });
  payTips(bar.till, openCash(bar), { staff: "1", amount: 100 });
  expect([tipsAsked(open), tipsAsked(bar)]).toEqual([[], []]);
  synchroniseLedgers(bar.till.ledger, open.till.ledger);
  synchroniseLedgers(open.till.ledger, bar.till.ledger);
  return { open, bar, asked };
}

function openCash(open: OpenTill): EventId {
  openDrawer(open.till, RAVI, { no: 1, float: { own: minor(20_000), pieces: [], foreign: [] } });
  return openHere(open);
}

function openHere({ till }: OpenTill): EventId {
  const drawer = drawerHere(till, RAVI);
  if (drawer === undefined) throw new Error("No drawer is open.");
  return drawer.id;
}

function payTips(
  till: Till,
  session: EventId,
  { staff, amount }: { readonly staff: string; readonly amount: number },
): void {
  const move = { what: "tips", amount: minor(amount), reason: "", staff } as const;
  valueOf(performOnDrawer(till, RAVI, { act: "move-cash", session, ...move }));
}

function tipped({ till }: OpenTill, amount: number): void {
  const payment = { type: "card", tip: minor(amount) } as const;
  valueOf(sell(till, MIA, { entries: ["croissant"], payment, service: undefined }));
}

function balances({ ledger }: Till) {
  return ledger.read(tipAccounts);
}

function tipsAsked(open: OpenTill) {
  return listAttentionItems(open, "en").filter(({ kind }) => kind.startsWith("tips/"));
}

function answer(open: OpenTill, wish: "in-drawer" | "next-share"): void {
  const [item] = tipsAsked(open);
  if (item === undefined) throw new Error("There is no item.");
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "paid twice",
    },
    item,
    wish,
  );
  valueOf(done);
}

function itemsOf(open: OpenTill) {
  return listAttentionItems(open, "en").filter(({ kind }) => kind === "tips/pooled-twice");
}

function settle(open: OpenTill, item: ReturnType<typeof itemsOf>[number]): void {
  const done = answerItem(
    {
      open,
      act: (name, decide) => open.till.act(RAVI, name, decide),
      refused: (fault) => ({ ok: false, fault }),
      note: "seen",
    },
    item,
    "settle",
  );
  valueOf(done);
}

/** Mia works six hours and takes a tip of 1.00; Ravi works three. */
async function workedDay(): Promise<{ cafe: Cafe; open: OpenTill; asked: PoolAsked }> {
  const cafe = await newCafe();
  const open = cafe.open();
  const { till } = open;
  clock(till, MIA, "clock-in");
  valueOf(
    sell(till, MIA, {
      entries: ["croissant"],
      payment: { type: "card", tip: minor(100) },
      service: undefined,
    }),
  );
  cafe.clock.advance(3 * HOUR_MS);
  clock(till, RAVI, "clock-in");
  cafe.clock.advance(3 * HOUR_MS);
  clock(till, MIA, "clock-out");
  clock(till, RAVI, "clock-out");
  return { cafe, open, asked: askedOf(till) };
}

function clock(till: Till, actor: Actor, name: "clock-in" | "clock-out" | "clock-break"): void {
  const act = name === "clock-break" ? { act: name, way: "turn" as const } : { act: name };
  valueOf(performBeside(till, actor, act));
}

function askedOf(till: Till): PoolAsked {
  const day = till.days().now;
  return { from: day, to: day, by: "hours", points: new Map(), drawer: undefined };
}
