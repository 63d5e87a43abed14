/** A box that has folded its shop, and is told today: what it was told comes on top of what it has, and never less. */

import { cpSync, renameSync, rmSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { ok } from "../../src/domain/base/result.ts";
import { decideRefund } from "../../src/domain/commands/money/refund-receipt.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type Hash, streamName, streamType, toStreamId } from "../../src/domain/identity.ts";
import { receiptStreams } from "../../src/domain/present/present-streams.ts";
import { APART_TAG } from "../../src/domain/state/entry-state.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type PresentTold } from "../../src/ledger/present/tell-present.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { settingAt } from "../support/one-setting.ts";
import { act, createShop, synchronise, type TestTill, TODAY, valueOf } from "../support/shop.ts";

const CUT = { events: 8, bytes: 65_536 };
const ALL = { since: 0, receipts: [] };
const LATER = addDays(TODAY, 3);

describe("a box that is told today on top of its past", () => {
  test("reads the newer writes and the orders of others, and keeps all of its own", async () => {
    using shop = createShop("newer", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    a.write(priced(a, 1));
    const early = openOneOn(a.ledger(), a.code);
    synchronise(a, b);
    await sellApart(a);
    a.write(priced(a, 2));
    const late = openOneOn(a.ledger(), a.code);
    const own = openOneOn(b.ledger(), b.code);

    take(b, tellingOf(a));

    expect(settingAt(b, "price")).toBe(2);
    for (const { id, number } of [early, late, own]) {
      expect(stateOf(b, id)).toMatchObject({ opened: { number } });
    }
    expect(shownBy(b).tags["order/open"]).toHaveLength(3);
  });

  test("shows what the past has too, at each of its pieces, until that has come", async () => {
    using shop = createShop("piece by piece", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    a.write(priced(a, 1));
    synchronise(a, b);
    await sellApart(a);
    a.write(priced(a, 2));
    const late = openOneOn(a.ledger(), a.code);
    take(b, tellingOf(a));

    for (const piece of a.ledger().pieces()) {
      b.ledger().receive(piece.bytes());
      expect(settingAt(b, "price")).toBe(2);
      expect(stateOf(b, late.id)).toEqual(stateOf(a, late.id));
    }

    expect(shownBy(b)).toEqual(shownBy(a));
    expect(b.ledger().present.settle(false, refuse)).toBe(true);
    expect(shownBy(b)).toEqual(shownBy(a));
  });

  test("counts what it does meanwhile once, in every process, and after a start", async () => {
    using shop = createShop("meanwhile", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    synchronise(a, b);
    await sellApart(a);
    const late = openOneOn(a.ledger(), a.code);
    take(b, tellingOf(a));
    const beside = b.openBeside();

    const before = shownBy(b);
    sellOne(b);
    const after = shownBy(b);

    expect(after.sums).not.toEqual(before.sums);
    expect(shownIn(beside)).toEqual(after);
    expect(beside.read((view) => view.state("order", late.id))).toEqual(stateOf(a, late.id));
    beside.close();
    b.reopen();
    expect(shownBy(b)).toEqual(after);
    synchronise(b, a);
    synchronise(a, b);
    expect(shownBy(b)).toEqual(shownBy(a));
  });

  test("asks nobody about what it wrote long ago, which writes that it has not heard have replaced", async () => {
    using shop = createShop("replaced", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    b.write(priced(b, 1));
    synchronise(b, a);
    await sellApart(a);
    a.write(priced(a, 2));
    await sellApart(a);
    writeLater(a, priced(a, 3));

    take(b, tellingOf(a));

    expect(settingAt(b, "price")).toBe(3);
    expect(b.ledger().read((view) => view.tagged(APART_TAG))).toEqual([]);
  });

  test("goes on from what it did last, also where that is written nowhere but in its chain", async () => {
    using shop = createShop("refund", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    const receipt = sellOne(a);
    synchronise(a, b);
    await sellApart(a);
    a.write(priced(a, 1));
    const order = refund(b, receipt);

    take(b, tellingOf(a));

    expect(stateOf(b, order)).toMatchObject({ refunds: [{}] });
    synchronise(b, a);
    synchronise(a, b);
    expect(stateOf(b, order)).toEqual(stateOf(a, order));
  });

  test("has again what its disk has lost and others tell it of", async () => {
    using shop = createShop("lost", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    sellOne(b);
    const goBack = keepDisk(b);
    const lost = openOneOn(b.ledger(), b.code);
    synchronise(b, a);
    await sellApart(a);
    goBack();
    b.ledger().lose("peer");

    take(b, tellingOf(a));
    sellOne(b);

    expect(stateOf(b, lost.id)).toEqual(stateOf(a, lost.id));
    synchronise(a, b);
    synchronise(b, a);
    expect(shownBy(b)).toEqual(shownBy(a));
  });

  test("has an old receipt that it asks for, also where the piece that holds it was told before", async () => {
    using shop = createShop("old receipt", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    a.write(priced(a, 1));
    const receipt = sellOne(a);
    await sellApart(a);
    take(b, tellingOf(a));
    const before = ordersOf(b, receipt);
    const revision = b.ledger().present.facts()?.revision;

    const asked = a.ledger().present.tell({ since: undefined, receipts: [receipt] });
    if (asked === undefined) throw new Error("A has nothing to tell.");
    valueOf(b.ledger().present.take(a.device, asked));

    expect([before, revision]).toEqual([[], 1]);
    expect(ordersOf(b, receipt)).toEqual(ordersOf(a, receipt));
  });

  test("knows the devices that were let in meanwhile, and what they wrote", async () => {
    using shop = createShop("let in", { cut: CUT });
    const { a } = shop;
    const b = shop.join("B");
    await sellApart(a);
    const c = shop.join("C");
    synchronise(a, c);
    c.write(priced(c, 7));
    synchronise(c, a);
    const alone = b.ledger().admission().size;

    take(b, tellingOf(a));

    expect(alone).toBe(2);
    expect(b.ledger().admission().get(c.device)?.code).toBe("C");
    expect(settingAt(b, "price")).toBe(7);
  });
});

describe("a teller that lies to a box with a past", () => {
  test("by telling nothing of all streams is not taken at its word at all", async () => {
    using shop = createShop("nothing", { cut: CUT });
    const { a, b } = await apart(shop);
    const before = shownBy(b);

    take(b, withClaim({ ...tellingOf(a), pieces: [], sums: [] }));

    expect(b.ledger().present.facts()).toBeUndefined();
    expect(shownBy(b)).toEqual(before);
  });

  test.each<readonly [string, (told: PresentTold) => PresentTold]>([
    ["that all is nothing", (told) => ({ ...told, sums: [] })],
    ["figures", (told) => ({ ...told, sums: told.sums.map(([key]) => [key, 1_000_000] as const) })],
    [
      "that half is all",
      (told) => ({ ...told, pieces: told.pieces.filter((_, at) => at % 2 === 1) }),
    ],
    [
      "that the other half is",
      (told) => ({ ...told, pieces: told.pieces.filter((_, at) => at % 2 === 0) }),
    ],
    ["that nothing of it counts", uncounted],
    ["of no stream", (told) => ({ ...told, streams: [] })],
    ["of an end that nobody has", withClaim],
  ])("%s makes nothing that is here less", async (_, lie) => {
    using shop = createShop("lies", { cut: CUT });
    const { a, b } = await apart(shop);
    const before = shownBy(b);

    take(b, lie(tellingOf(a)));

    const after = shownBy(b);
    for (const [tag, streams] of Object.entries(before.tags)) {
      expect(after.tags[tag]).toEqual(expect.arrayContaining([...streams]));
    }
    expect(after.sums.get("receipts")).toBe(before.sums.get("receipts"));
    expect(after.states).toMatchObject(before.states);
    expect(after.admission).toEqual(expect.arrayContaining([...before.admission]));
    expect(sellOne(b)).toMatch(/^B-/u);
  });
});

/** A box that has sold and heard, and another that has gone on since. */
async function apart(
  shop: ReturnType<typeof createShop>,
): Promise<{ readonly a: TestTill; readonly b: TestTill }> {
  const { a } = shop;
  const b = shop.join("B");
  a.write(named("Kade"));
  openOneOn(a.ledger(), a.code);
  synchronise(a, b);
  sellOne(b);
  openOneOn(b.ledger(), b.code);
  await sellApart(a);
  a.write(priced(a, 2));
  openOneOn(a.ledger(), a.code);
  return { a, b };
}

function withClaim(told: PresentTold): PresentTold {
  const [first, ...others] = told.ends;
  if (first === undefined) throw new Error("No chain was told.");
  const claimed = { ...first, seq: first.seq + 9000, hash: "0".repeat(64) as Hash };
  return { ...told, ends: [claimed, ...others] };
}

/** Each single transaction, by the hash that the next one follows. */
function uncounted(told: PresentTold): PresentTold {
  return { ...told, uncounted: told.ends };
}

interface Shown {
  readonly sums: ReadonlyMap<string, number>;
  readonly tags: Record<string, ReadonlyArray<string>>;
  readonly states: Record<string, unknown>;
  readonly admission: ReadonlyArray<unknown>;
}

const TAGS = ["set", "cat", "order/open", "drawer/open"];

function shownBy(till: TestTill): Shown {
  return shownIn(till.ledger());
}

function shownIn(ledger: Ledger): Shown {
  return ledger.read((view) => {
    const tags = Object.fromEntries(TAGS.map((tag) => [tag, view.tagged(tag)]));
    const named = Object.values(tags).flat();
    const states = named.map((stream) => {
      const type = streamType(stream) as "set";
      return [stream, view.glance(type, streamName(stream))] as const;
    });
    const admission = [...ledger.admission().keys()].toSorted();
    return {
      sums: new Map(view.sums("")),
      tags,
      states: Object.fromEntries(states),
      admission,
    };
  });
}

function refuse(): never {
  throw new Error("Somebody is asked about what was told.");
}

function take(till: TestTill, told: PresentTold): void {
  till.ledger().present.want("the newest");
  valueOf(till.ledger().present.take("teller".padEnd(26, "0") as TestTill["device"], told));
}

function tellingOf(till: TestTill): PresentTold {
  const told = till.ledger().present.tell(ALL);
  if (told === undefined) throw new Error(`${till.code} has nothing to tell.`);
  return told;
}

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

function ordersOf(till: TestTill, receipt: string): ReadonlyArray<unknown> {
  return till
    .ledger()
    .read((view) =>
      receiptStreams(view, [receipt]).map((stream) => view.state("order", streamName(stream))),
    );
}

function stateOf(till: TestTill, order: string): unknown {
  return till.ledger().read((view) => view.state("order", order));
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

function named(value: string): Draft {
  return { kind: "setting/set", streams: [toStreamId("set", "name")], body: { value, over: [] } };
}

/** Over what stands there. */
function priced(till: TestTill, value: number): Draft {
  const over = till.ledger().read((view) => {
    const field = view.state("set", "price").fields["value"];
    return (field?.open ?? []).map(({ id }) => id);
  });
  return { kind: "setting/set", streams: [toStreamId("set", "price")], body: { value, over } };
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
