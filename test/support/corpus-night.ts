/** What the corpus tells of cash drawers, the safe, Zs and the close of the shop's day. */

import { type Cash } from "../../src/domain/events/drawer-events.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type EventId, type StreamId, toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type Committed } from "../../src/ledger/ledger.ts";
import { firstId, type TestTill, TODAY } from "./shop.ts";

const FLOAT: Cash = {
  own: minor(15_000),
  pieces: [
    { value: 1000, count: 10 },
    { value: 500, count: 10 },
  ],
  foreign: [{ currency: "USD", amount: minor(2000) }],
};
const DAY: [StreamId] = [toStreamId("day", TODAY)];

/** Writes an event whose own stream is named after it. */
type WriteNamed = (till: TestTill, draft: (self: EventId) => Draft) => Committed;

/** Opens the till's first drawer, from which the shop then sells, and somebody's pouch. */
export function openDrawers(a: TestTill, writeNamed: WriteNamed): EventId {
  const { device } = a;
  const before = firstId(
    writeNamed(a, (self) => ({
      kind: "drawer/opened",
      streams: [drawer(self)],
      body: {
        device,
        no: 1,
        float: { own: minor(0), pieces: [], foreign: [] },
        after: null,
        fromSafe: minor(0),
      },
    })),
  );
  const session = firstId(
    writeNamed(a, (self) => ({
      kind: "drawer/opened",
      streams: [drawer(self)],
      body: { device, no: 1, float: FLOAT, after: before, fromSafe: minor(15_000) },
    })),
  );
  writeNamed(a, (self) => ({
    kind: "drawer/opened",
    streams: [drawer(self)],
    body: { device, pouch: "1", float: FLOAT, after: null, fromSafe: minor(0) },
  }));
  a.write({ kind: "drawer/taken", streams: [drawer(session)], body: { till: device } });
  return session;
}

/** Moves cash, counts and closes the drawer; then the till makes its Z and the shop closes its day. */
export function closeNight(
  a: TestTill,
  { session, payment }: { readonly session: EventId; readonly payment: EventId },
  writeNamed: WriteNamed,
): void {
  const streams = [drawer(session)];
  const moved = { kind: "drawer/moved", streams } as const;
  a.write(
    { ...moved, body: { what: "in", currency: "own", amount: minor(500), reason: "coins" } },
    { ...moved, body: { what: "out", currency: "USD", amount: minor(100), reason: "milk" } },
    { ...moved, body: { what: "drop", currency: "own", amount: minor(9000), reason: "" } },
    {
      ...moved,
      body: { what: "tips", currency: "own", amount: minor(30), reason: "", staff: "1" },
    },
    { kind: "drawer/no-sale", streams, body: { reason: "change for a note" } },
  );
  writeNamed(a, (self) => ({
    kind: "drawer/no-sale",
    streams: [drawer(self)],
    body: { reason: "nobody had opened it" },
  }));
  a.write(
    { kind: "drawer/unlocked", streams, body: { how: "key" } },
    { kind: "drawer/unlocked", streams, body: { how: "count" } },
  );
  writeNamed(a, (self) => ({
    kind: "drawer/unlocked",
    streams: [drawer(self)],
    body: { how: "key" },
  }));
  const count = countAndClose(a, session);
  writeNamed(a, (self) => ({
    kind: "safe/moved",
    streams: [toStreamId("safe", self)],
    body: { what: "bank", currency: "own", amount: minor(9000), reason: "bag 12" },
  }));
  closeDay(a, { session, count, payment }, writeNamed);
}

function countAndClose(a: TestTill, session: EventId): EventId {
  const streams = [drawer(session)];
  const till = a.ledger().identity.origin;
  const count = firstId(
    a.write({
      kind: "drawer/counted",
      streams,
      body: {
        cash: {
          own: minor(6000),
          pieces: [{ value: 2000, count: 3 }],
          foreign: [{ currency: "USD", amount: minor(2450) }],
        },
        others: [{ method: "own-voucher", amount: minor(-300) }],
        blind: true,
        expected: {
          own: minor(6310),
          foreign: [{ currency: "USD", amount: minor(2450) }],
          others: [{ method: "own-voucher", amount: minor(-280) }],
        },
        knew: [{ origin: till, seq: 60 }],
      },
    }),
  );
  a.write({
    kind: "drawer/closed",
    streams,
    body: {
      count,
      expected: minor(6310),
      counted: minor(6000),
      difference: minor(-310),
      since: minor(0),
      leaves: {
        own: minor(6000),
        pieces: [{ value: 2000, count: 3 }],
        foreign: [{ currency: "USD", amount: minor(2450) }],
      },
      toSafe: minor(0),
      reason: "a slip is missing",
      limit: minor(500),
      lacks: "nothing",
    },
  });
  return count;
}

function closeDay(
  a: TestTill,
  {
    session,
    count,
    payment,
  }: { readonly session: EventId; readonly count: EventId; readonly payment: EventId },
  writeNamed: WriteNamed,
): void {
  const { origin: till } = a.ledger().identity;
  const to = a.ledger().head(till)?.seq ?? 1;
  const figures = { receipts: 1, sales: 310, "tender/cash/amount": 310 };
  const named = { series: "A", no: 1, total: minor(-290) };
  const z = firstId(
    a.write({
      kind: "z/closed",
      streams: DAY,
      body: {
        ...named,
        day: TODAY,
        till,
        from: 1,
        to,
        figures,
        others: [{ day: addDays(TODAY, -1), till, figures: { "tender/cash/amount": 5 } }],
        drawers: [
          {
            session,
            device: a.device,
            no: 1,
            count,
            by: "1",
            expected: minor(6310),
            counted: minor(6000),
            closed: true,
          },
          {
            session,
            device: a.device,
            pouch: "1",
            count,
            by: "1",
            expected: minor(0),
            counted: minor(0),
            closed: false,
          },
        ],
        tenders: [{ method: "own-voucher", name: "Voucher" }],
        unknown: [{ payment, method: "own-voucher", amount: minor(310) }],
        grandTotal: named.total,
        grandTurnover: minor(910),
        language: "en",
        program: "0.1.0",
      },
    }),
  );
  a.write({ kind: "day/closing", streams: DAY, body: { asked: "1" } });
  const head = a.ledger().head(till);
  if (head === undefined) throw new Error("The till has written nothing.");
  a.write({
    kind: "day/closed",
    streams: DAY,
    body: {
      zs: [{ ...named, z }],
      ended: [{ origin: till, from: 1, to: 2, figures, total: minor(310) }],
      frontier: [{ origin: till, seq: head.seq, hash: head.hash }],
      missing: [a.device],
      without: [{ device: a.device, reason: "fell into the sea" }],
      asked: "1",
    },
  });
  // What comes after the close is a supplement.
  writeNamed(a, (self) => ({
    kind: "drawer/no-sale",
    streams: [drawer(self)],
    body: { reason: "late" },
  }));
}

function drawer(session: EventId): StreamId {
  return toStreamId("drawer", session);
}
