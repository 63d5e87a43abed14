/** What is opened, sold or given back under a doubted clock says so, wherever it is shown and for ever. */

import { expect, test } from "vitest";

import { historyToText, listDoubted } from "../../../src/app/attention/attention-history.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { createClockNotes } from "../../../src/app/mesh/running-mesh.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { orderRows } from "../../../src/app/orders/order-text.ts";
import { findOrder, listOrders } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type MeshStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const IN_2019_MS = 1_574_254_800_000;
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const BACK = { parts: [], method: "cash", reason: "cold" } as const;

test("a sale in 2019 says on paper, in lists and in the report that its time is not certain", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  const { till } = opened;
  sellGoods(till, ["espresso"], { cash: 240 });
  clock.set(IN_2019_MS);
  sellGoods(till, ["espresso"], { cash: 240 });
  valueOf(refund(till, RAVI, { number: "A-000001", ...BACK }));
  clock.set(CAFE_START_MS + HOUR_MS);
  sellGoods(till, ["espresso"], { cash: 240 });

  const inDoubt = ["Time not certain"];
  expect(rows(opened)).toEqual([
    ["A-000004", []],
    ["A-000003", inDoubt],
    ["A-000002", inDoubt],
    ["A-000001", []],
  ]);
  const paper = paperOf(opened, "A-000002");
  expect(paper[paper.findIndex((line) => line.startsWith("2019-11-20")) + 1]).toBe(inDoubt[0]);
  expect(paperOf(opened, "A-000004")).not.toContain(inDoubt[0]);
  const orders = orderRows(listOrders(till, { day: DAY, openOnly: false }), speechOf(till), {
    customerText: String,
    staffName: String,
    openedText: () => "14:32",
    nowMs: 0,
    wall: "2026-11-20T14:32",
  });
  expect(orders.map((row) => row.includes("Time not certain"))).toEqual([false, true, false]);
  expect(dayReport(till, DAY).doubted).toEqual([
    { number: "A-000002", doubts: { clock: { aheadMs: null } } },
    { number: "A-000003", doubts: { clock: { aheadMs: null } } },
  ]);
});

test("a sale two hours ahead of the other tills says so, and one after it is mended doesn't", async () => {
  const { clock, open } = await newCafe();
  const opened = open();
  const { till } = opened;
  const note = createClockNotes(till.ledger.store, clock);
  note(withPeers(2 * HOUR_MS));
  sellGoods(till, ["espresso"], { cash: 240 });
  note(withPeers(30_000));
  sellGoods(till, ["espresso"], { cash: 240 });

  expect(rows(opened)).toEqual([
    ["A-000002", []],
    ["A-000001", ["Time not certain: clock 2 h ahead"]],
  ]);
  expect(historyToText(listDoubted(till), "en")).toEqual([
    "2026-11-20  A Front counter  Time not certain: clock 2 h ahead: A1, A-000001",
  ]);
  expect(findOrder(till, "A1")?.receipts[0]?.doubts).toEqual({ clock: { aheadMs: 2 * HOUR_MS } });
});

test.each([
  [61_000, true],
  [-61_000, true],
  [59_000, false],
])("a clock %i ms off most others is doubted: %s", async (aheadMs, isDoubted) => {
  const { clock, open } = await newCafe();
  const { till } = open();
  createClockNotes(till.ledger.store, clock)(withPeers(aheadMs));

  const { order } = sellGoods(till, ["espresso"]);

  expect(order.doubts).toEqual(isDoubted ? { clock: { aheadMs } } : undefined);
});

test("a clock that stays wrong for days stays in doubt", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  const note = createClockNotes(till.ledger.store, clock);
  for (let hours = 0; hours < 30; hours += 1) {
    note(withPeers(-10 * MINUTE_MS));
    clock.advance(HOUR_MS);
  }

  const { order } = sellGoods(till, ["espresso"]);

  expect(order.doubts).toEqual({ clock: { aheadMs: -10 * MINUTE_MS } });
});

function rows(open: OpenTill): ReadonlyArray<readonly [string, ReadonlyArray<string>]> {
  const { receipts } = createRegisterPort(open, { demoStaff: [] });
  return receipts().map(({ number, doubts }) => [number, doubts]);
}

function paperOf(open: OpenTill, number: string): ReadonlyArray<string> {
  return valueOf(createRegisterPort(open, { demoStaff: [] }).receiptPaper(number, 42)).lines;
}

/** As a peer's clock is told: by how much it is ahead of ours. */
function withPeers(aheadMs: number): Pick<MeshStatus, "peers"> {
  const peers = [{ isConnected: true, clockAheadMs: 0 - aheadMs }];
  return { peers } as unknown as Pick<MeshStatus, "peers">;
}
