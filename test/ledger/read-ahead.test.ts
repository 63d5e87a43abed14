/** A segment that was read ahead of its turn is taken like all others, and gives the same rows. */

import { expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { isSegment } from "../../src/ledger/log/segment.ts";
import { readAhead, type SegmentAhead } from "../../src/ledger/read-ahead.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { openOneOn, sellOne, sellOneOn } from "../support/one-sale.ts";
import { setting } from "../support/one-setting.ts";
import { aheadFor, receiveAhead } from "../support/receive-ahead.ts";
import { createShop, type TestShop, type TestTill } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const CUT = { events: 40, bytes: 1_000_000 };

/** Sales, each in a few transactions, and an order that stays open over all of them. */
async function soldShop(seed: string): Promise<TestShop> {
  const shop = createShop(seed, { cut: CUT });
  openOneOn(shop.a.ledger(), "A");
  for (let sale = 0; sale < 30; sale += 1) {
    sellOne(shop.a);
    if (sale % 7 === 0) shop.a.write(setting(sale));
  }
  return shop;
}

async function piecesOf({ ledger }: TestTill): Promise<ReadonlyArray<Uint8Array>> {
  await sealAll(ledger());
  return ledger().piecesOf(ledger().identity.origin, 1);
}

function take(
  ledger: Ledger,
  pieces: ReadonlyArray<Uint8Array>,
  aheadOf: (bytes: Uint8Array) => SegmentAhead | undefined,
): void {
  for (const bytes of pieces) {
    const [taken] = ledger.receiveAll([bytes], aheadOf);
    expect(taken).toMatchObject({ ok: true });
    while (ledger.foldSome());
  }
  ledger.flush();
}

test("sales that were read ahead give the same rows to the byte as others", async () => {
  using shop = await soldShop("read ahead");
  const [plain, ahead] = [shop.stranger("B").ledger(), shop.stranger("C").ledger()];
  const pieces = await piecesOf(shop.a);
  take(plain, pieces, () => undefined);
  take(ahead, pieces, (bytes) => aheadFor(ahead, bytes));

  expect(pieces.filter((bytes) => readAhead(bytes, CUT) !== undefined).length).toBeGreaterThan(2);
  expect(sharedTables(ahead)).toEqual(sharedTables(plain));
  expect(sharedTables(ahead)).toEqual(sharedTables(shop.a.ledger()));
  expectWellFolded(ahead);
  expect(verifyLedger(ahead).findings).toEqual([]);
});

test("rows that were folded ahead are those that are stored", async () => {
  using shop = await soldShop("rows of a reader");
  const ledger = shop.stranger("B").ledger();
  const pieces = await piecesOf(shop.a);
  take(ledger, pieces, (bytes) => {
    const ahead = aheadFor(ledger, bytes);
    return (
      ahead && {
        ...ahead,
        rows: ahead.rows.map((row) =>
          Object.assign(row, { derived: { contributions: [], tags: new Set(["planted"]) } }),
        ),
      }
    );
  });

  expect(sharedTables(ledger).some((row) => row.startsWith("tags planted order/"))).toBe(true);
});

test("an event that comes late changes an order that was folded ahead and not written down", async () => {
  using shop = await soldShop("late for a reader");
  const b = shop.join("B");
  const open = openOneOn(shop.a.ledger(), "A");
  for (let sale = 0; sale < 20; sale += 1) sellOne(shop.a);
  const [early, ...pieces] = await piecesOf(shop.a);
  const receiver = shop.stranger("C").ledger();
  for (const bytes of [early ?? new Uint8Array(), ...pieces]) receiveAhead(receiver, bytes);
  receiver.foldSome();
  sellOneOn(b.ledger(), "B");
  b.write({
    kind: "order/changed",
    streams: [toStreamId("order", open.id)],
    body: { set: { name: "late" }, over: {} },
  });
  for (const bytes of b.ledger().piecesOf(b.ledger().identity.origin, 1)) {
    receiveAhead(receiver, bytes);
    shop.a.ledger().receive(bytes);
  }
  while (receiver.foldSome());
  for (const ledger of [receiver, shop.a.ledger()]) ledger.flush();

  expect(sharedTables(receiver)).toEqual(sharedTables(shop.a.ledger()));
});

test("a segment with a wrong signature is refused in the same words, and leaves nothing", async () => {
  using shop = await soldShop("bent ahead");
  const ledger = shop.stranger("B").ledger();
  const pieces = await piecesOf(shop.a);
  const at = pieces.findIndex((bytes) => readAhead(bytes, CUT) !== undefined);
  for (const bytes of pieces.slice(0, at)) receiveAhead(ledger, bytes);
  const bent = new Uint8Array(pieces[at] ?? []);
  bent[5] = (bent[5] ?? 0) ^ 1;
  const before = ledger.store.lastArrival();

  expect(isSegment(bent)).toBe(true);
  expect(aheadFor(ledger, bent)).toBeDefined();
  const refused = receiveAhead(ledger, bent);
  expect(refused).toMatchObject({ ok: false, fault: { type: "receive/bad-signature" } });
  expect(ledger.receive(bent)).toEqual(refused);
  expect(ledger.store.lastArrival()).toBe(before);
});

test("a segment that can't be unpacked, or is cut elsewhere, is left to whoever takes it", async () => {
  using shop = await soldShop("no segment");
  const pieces = await piecesOf(shop.a);
  const whole = pieces.find((bytes) => readAhead(bytes, CUT) !== undefined) ?? new Uint8Array();

  expect(readAhead(whole.subarray(0, 80), CUT)).toBeUndefined();
  expect(readAhead(whole, { ...CUT, events: 10 })).toBeUndefined();
});
