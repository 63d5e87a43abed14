/** A box that has a past of its own, and was away for long, is told today: what it did itself counts once. */

import { cpSync, renameSync, rmSync } from "node:fs";

import { expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { ok } from "../../src/domain/base/result.ts";
import { decideRefund } from "../../src/domain/commands/money/refund-receipt.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type EventId, type Hash, streamName, toStreamId } from "../../src/domain/identity.ts";
import { receiptStreams } from "../../src/domain/present/present-streams.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type PresentQuestion, type PresentTold } from "../../src/ledger/present/tell-present.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { settingAt } from "../support/one-setting.ts";
import { act, createShop, synchronise, type TestTill, TODAY, valueOf } from "../support/shop.ts";

const CUT = { events: 8, bytes: 65_536 };
const ALL = { since: 0, receipts: [] };
const LATER = addDays(TODAY, 3);

test("what the box did that its teller has not heard counts on top of the teller's figures", async () => {
  using shop = createShop("on top", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  sellOne(b);
  synchronise(b, a);
  await sellApart(a);
  sellOne(b);
  const open = openOneOn(b.ledger(), b.code);

  take(b, a);

  const shown = sumsOf(b);
  expect(stateOf(b, open.id)).toMatchObject({ opened: { number: open.number } });
  synchronise(b, a);
  expect(shown).toEqual(sumsOf(a));
  expectPast(b, a);
});

test("what the box says while it has today is told back to it, and counts once", async () => {
  using shop = createShop("told back", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  await sellApart(a);
  take(b, a);

  sellOne(b);
  synchronise(b, a);
  sellOne(a);
  sellOne(b);
  take(b, a, { since: b.ledger().present.facts()?.arrival, receipts: [] });

  const shown = sumsOf(b);
  b.reopen();
  expect(sumsOf(b)).toEqual(shown);
  synchronise(b, a);
  expect(shown).toEqual(sumsOf(a));
  expectPast(b, a);
});

test("what it did to an order that is not told goes on from what it had heard of it", async () => {
  using shop = createShop("refund", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  const receipt = sellOne(a);
  synchronise(a, b);
  b.ledger().flush();
  const order = refund(b, receipt);
  await sellApart(a);

  take(b, a);

  const shown = [sumsOf(b), stateOf(b, order)];
  synchronise(b, a);
  expect(shown).toEqual([sumsOf(a), stateOf(a, order)]);
});

test("what it wrote long ago, and others have replaced since, does not stand beside theirs", async () => {
  using shop = createShop("replaced", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  b.write(priced(b, 1));
  synchronise(b, a);
  // What replaced it lies among sales, and nobody is told those.
  await sellApart(a);
  a.write(priced(a, 2));
  await sellApart(a);
  writeLater(a, priced(a, 3));

  take(b, a);

  expect(settingAt(b, "price")).toBe(3);
  expect(openWrites(b)).toHaveLength(1);
});

test("what one teller has heard of the box, and the next one has not, counts once", async () => {
  using shop = createShop("two tellers", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  const c = shop.join("C");
  await sellApart(a);
  const receipt = sellOne(a);
  writeLater(a, priced(a, 1));
  for (const till of [b, c]) synchronise(a, till);
  b.ledger().flush();
  const order = refund(b, receipt);
  take(b, a);
  synchronise(b, a);
  take(b, a, { since: b.ledger().present.facts()?.arrival, receipts: [] });

  take(b, c);

  const all = [sumsOf(a), stateOf(a, order)];
  expect([sumsOf(b), stateOf(b, order)]).toEqual(all);
  b.reopen();
  expect([sumsOf(b), stateOf(b, order)]).toEqual(all);
});

test("what it did to an old order still goes on from what it had heard, once the figures hold it", async () => {
  using shop = createShop("refund held", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  await sellApart(a);
  const receipt = sellOne(a);
  await sellApart(a);
  synchronise(a, b);
  b.ledger().flush();
  writeLater(a, priced(a, 1));
  const order = refund(b, receipt);
  b.ledger().flush();
  take(b, a);
  synchronise(b, a);

  take(b, a);

  expect(stateOf(b, order)).toEqual(stateOf(a, order));
});

test("what the box has lost of its own chain counts once, before and after it is told it again", async () => {
  using shop = createShop("lost", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  sellOne(b);
  const goBack = keepDisk(b);
  sellOne(b);
  sellOne(b);
  synchronise(b, a);
  await sellApart(a);
  goBack();
  const [origin] = b.ledger().heads().keys();
  b.ledger().lose("peer");

  take(b, a);
  expect(sumsOf(b)).toEqual(sumsOf(a));
  sellOne(b);
  const withOne = sumsOf(b);
  expect(b.ledger().identity.origin).not.toBe(origin);

  // Its own chain comes before those of the others.
  for (const piece of a.ledger().pieces()) {
    if (piece.origin.startsWith(b.device)) b.ledger().receive(piece.bytes());
  }
  expect(sumsOf(b)).toEqual(withOne);
  b.reopen();
  expect(sumsOf(b)).toEqual(withOne);
  take(b, a);
  expect(sumsOf(b)).toEqual(withOne);

  synchronise(b, a);
  expect(sumsOf(a)).toEqual(withOne);
  expectPast(b, a);
});

test("a teller that claims more of the box's chain than there is hides nothing that the box does", async () => {
  using shop = createShop("claims", { cut: CUT });
  const { a } = shop;
  const b = shop.join("B");
  await sellApart(a);
  const { origin } = b.ledger().identity;
  const told = tellingOf(a, ALL);
  const ends = told.ends.map((end) => (end.origin === origin ? { ...end, seq: 1_000_000 } : end));
  const claimed = { origin, seq: 1_000_000, hash: "0".repeat(64) as Hash };

  valueOf(b.ledger().present.take(a.device, { ...told, ends: [...ends, claimed] }));
  const open = openOneOn(b.ledger(), b.code);
  b.reopen();

  expect(stateOf(b, open.id)).toMatchObject({ opened: { number: open.number } });
});

/** Sales of a till that the others have not heard, in segments. */
async function sellApart(till: TestTill): Promise<void> {
  for (let sale = 0; sale < 6; sale += 1) sellOne(till);
  till.ledger().flush();
  while (await till.ledger().seal());
}

/** Writes on a day on which nobody is told the orders and tickets of this one any more. */
function writeLater(till: TestTill, ...events: ReadonlyArray<Draft>): void {
  valueOf(
    till.ledger().commit({ by: "1", name: "write", decide: () => ok({ day: LATER, events }) }),
  );
}

function take(till: TestTill, teller: TestTill, asked: PresentQuestion = ALL): void {
  valueOf(till.ledger().present.take(teller.device, tellingOf(teller, asked)));
}

function tellingOf(till: TestTill, asked: PresentQuestion): PresentTold {
  const told = till.ledger().present.tell(asked);
  if (told === undefined) throw new Error(`${till.code} has nothing to tell.`);
  return told;
}

function sumsOf(till: TestTill): ReadonlyArray<readonly [string, number]> {
  return till.ledger().read((view) => view.sums(""));
}

function stateOf(till: TestTill, order: string): unknown {
  return till.ledger().read((view) => view.state("order", order));
}

/** The past takes over, and all is as at a till that was never told today. */
function expectPast(till: TestTill, other: TestTill): void {
  synchronise(other, till);
  expect(till.ledger().present.settle(false, () => undefined)).toBe(true);
  expect(rowsOf(till)).toEqual(rowsOf(other));
}

function rowsOf(till: TestTill): ReadonlyArray<string> {
  const ledger = till.ledger();
  while (ledger.grow());
  ledger.flush();
  return sharedTables(ledger);
}

/** All of it; returns the order. */
function refund(till: TestTill, receipt: string): string {
  const [stream] = till.ledger().read((view) => receiptStreams(view, [receipt]));
  const name = streamName(stream ?? toStreamId("order", "none"));
  const refunded = act(till, (context) => {
    const order = context.view.state("order", name);
    const [sold] = order.receipts;
    if (sold === undefined) throw new Error(`${till.code} has not heard of ${receipt}.`);
    const returned = { receipt: sold.id, lines: [], method: "cash", reason: "cold" };
    return decideRefund(context, order, returned);
  });
  valueOf(refunded);
  return name;
}

/** Over what stands there. */
function priced(till: TestTill, value: number): Draft {
  const over = openWrites(till);
  return { kind: "setting/set", streams: [toStreamId("set", "price")], body: { value, over } };
}

function openWrites(till: TestTill): EventId[] {
  return till.ledger().read((view) => {
    const field = view.state("set", "price").fields["value"];
    return (field?.open ?? []).map(({ id }) => id);
  });
}

/** Keeps the disk as it is now; the function returned brings it back. */
function keepDisk(till: TestTill): () => void {
  const kept = `${till.dir} kept`;
  till.whileClosed(() => {
    cpSync(till.dir, kept, { recursive: true });
  });
  return () => {
    till.whileClosed(() => {
      rmSync(till.dir, { recursive: true });
      renameSync(kept, till.dir);
    });
  };
}
