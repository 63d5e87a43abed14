/** What a person sees of events that a newer build wrote. */

import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { examine } from "../../src/app/attention/checks.ts";
import { dayReportToText } from "../../src/app/day/day-report-text.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../src/app/day/day-tills-text.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { findOrder } from "../../src/app/orders/orders.ts";
import { unreadCritical, unreadEvents } from "../../src/domain/doubts/unknown-events.ts";
import { type BusinessDay, businessDaySchema, type StreamId } from "../../src/domain/identity.ts";
import { exportLines } from "../../src/ledger/event-export.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { CAFE_DAY, cafeCopies, CAFE_START_MS } from "../support/cafe.ts";
import { revocation } from "../support/judgements.ts";
import { nextPlace, type RawEvent, rawTransaction } from "../support/raw-transaction.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { refoldedTables } from "../support/shared-tables.ts";
import { createShop, synchronise, valueOf } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const TOMORROW = businessDaySchema.parse("2026-11-21");
const CRITICAL = { critical: true };
const STREAMS: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ["a stream of an unknown type", ["account/7"]],
  ["a stream of a known type", ["set/x"]],
  ["several streams", ["account/7", "set/x"]],
  ["no stream", []],
];

describe.for(STREAMS)("an event that a newer build says is critical, of %s,", ([, streams]) => {
  test("makes its day incomplete and no other, until the till is updated", async () => {
    const { open } = await tillWith({ kind: "account/charged", streams, header: CRITICAL });

    const report = dayReport(open.till, DAY);

    expect(report.unread).toMatchObject([{ kind: "account/charged", v: 1 }]);
    expect(dayReportToText(report, { till: open.till, locale: "en" }, ALL_HEARD).at(-1)).toBe(
      "Incomplete. Update this till: it can't read 1 event (account/charged, version 1).",
    );
    expect(dayReport(open.till, TOMORROW).unread).toEqual([]);
    expect(updateFinding(open)).toMatchObject({ state: "wrong" });
  });

  test("stands in the way of no sale, and is still known after a restart", async () => {
    const { open, reopen } = await tillWith({
      kind: "account/charged",
      streams,
      header: CRITICAL,
    });

    const { receipts } = sellGoods(open.till, ["100"], { cash: 2000 });
    await open.close();
    const again = reopen();

    expect(receipts).toHaveLength(1);
    expect(again.till.ledger.read(unreadCritical)).toHaveLength(1);
    expect(verifyLedger(again.till.ledger)).toMatchObject({ ok: true });
  });
});

test("an event that isn't critical is told to whoever looks after the till, and stops nothing", async () => {
  const { open } = await tillWith({ kind: "staff/praised", streams: ["staff/1"] });

  expect(dayReport(open.till, DAY)).toMatchObject({ unread: [], differences: [] });
  expect(updateFinding(open)).toEqual({
    check: "update",
    state: "note",
    code: "update",
    sentence:
      "Update this till: it can't read 1 event (A Front counter: staff/praised, version 1).",
  });
});

test("a newer version of a kind that is critical is critical, whatever its header says", async () => {
  const { open } = await tillWith({ kind: "payment/captured", v: 2, streams: ["order/x"] });

  expect(dayReport(open.till, DAY).unread).toMatchObject([{ kind: "payment/captured", v: 2 }]);
});

test("money of the day is not sure when its order has an event of a later day that can't be read", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const { order } = sellGoods(open.till, ["100"], { cash: 2000 });
  const raw = { kind: "receipt/undone", streams: [`order/${order.id}`], hlc: LATER };
  receive(open, { ...raw, header: { ...CRITICAL, day: TOMORROW } });

  expect(dayReport(open.till, DAY).unread).toHaveLength(1);
  expect(findOrder(open.till, order.id)?.order.incomplete).toEqual(["not-readable"]);
});

test("a word in a header that says more than yes is no yes, and no reason to refuse it", async () => {
  const { open } = await tillWith({
    kind: "account/charged",
    streams: ["account/7"],
    header: { critical: "very" },
  });

  expect(open.till.ledger.read(unreadEvents)).toMatchObject([{ critical: false }]);
});

test("an event in question is in no day, whoever can read it", () => {
  using shop = createShop();
  const b = shop.join("B");
  const raw = { kind: "account/charged", streams: ["account/7"], header: CRITICAL, hlc: LATER };
  shop.a.write(revocation(b));
  valueOf(b.ledger().receive(rawTransaction(nextPlace(b.ledger()), [raw])));
  synchronise(b, shop.a);

  expect(b.ledger().read(unreadCritical)).toHaveLength(1);
  expect(shop.a.ledger().read(unreadCritical)).toEqual([]);
  expect(shop.a.ledger().quarantined()).toHaveLength(1);
});

test("is told to others and exported as it was written", () => {
  using shop = createShop();
  const [b, c] = [shop.join("B"), shop.join("C")];
  const raw = { kind: "account/charged", v: 7, streams: ["account/7"], header: CRITICAL };
  valueOf(
    b.ledger().receive(rawTransaction(nextPlace(b.ledger()), [{ ...raw, body: { odd: "ö" } }])),
  );
  synchronise(b, shop.a);
  synchronise(shop.a, c);

  for (const till of [shop.a, b, c]) {
    till.ledger().flush();
    expect(till.ledger().read(unreadCritical)).toMatchObject([
      { kind: "account/charged", v: 7, streams: ["account/7" as StreamId] },
    ]);
    expect(refoldedTables(till.ledger())).toEqual(sharedTables(shop.a.ledger()));
    const lines = [...exportLines(till.ledger(), EVERYTHING)];
    expect(lines.filter((line) => line.includes('{\\"odd\\":\\"ö\\"}'))).toHaveLength(1);
  }
});

test("what names no stream is still known when it was packed into a segment", async () => {
  using shop = createShop("packed", { cut: { events: 3, bytes: 100_000 } });
  const { a } = shop;
  const raw = { kind: "device/praised", header: CRITICAL };
  valueOf(a.ledger().receive(rawTransaction(nextPlace(a.ledger()), [raw, raw])));
  await sealAll(a.ledger());
  a.reopen();

  expect(a.ledger().read(unreadCritical)).toHaveLength(2);
  // Earlier than the others: what stands there is folded anew, from the segment.
  const early = { ...raw, hlc: 0 };
  valueOf(a.ledger().receive(rawTransaction(nextPlace(a.ledger()), [early])));
  expect(a.ledger().read(unreadCritical)).toHaveLength(3);
  expect(verifyLedger(a.ledger())).toMatchObject({ ok: true });
});

const LATER = (CAFE_START_MS + 1) * 1024;
const EVERYTHING = { bodies: true, from: undefined, to: undefined };

async function tillWith(raw: RawEvent) {
  const cafe = await newCafe();
  const open = cafe.open();
  receive(open, raw);
  return { open, reopen: cafe.open };
}

function receive({ till: { ledger } }: OpenTill, raw: RawEvent): void {
  valueOf(ledger.receive(rawTransaction(nextPlace(ledger), [raw])));
}

function updateFinding(open: OpenTill) {
  return examine(open).find(({ check }) => check === "update");
}
