/** A box that joins a long past is told today first: it reads and decides by that until the past is here. */

import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type PresentDiffered } from "../../src/domain/events/present-events.ts";
import { type EventId, streamName, toStreamId } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { receiptStreams } from "../../src/domain/present/present-streams.ts";
import { chainStart } from "../../src/ledger/log/chain.ts";
import { isSegment } from "../../src/ledger/log/segment.ts";
import { type PresentQuestion, type PresentTold } from "../../src/ledger/present/tell-present.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { setting, settingAt } from "../support/one-setting.ts";
import {
  createShop,
  enrolment,
  synchronise,
  type TestShop,
  type TestTill,
  valueOf,
} from "../support/shop.ts";

const CUT = { events: 8, bytes: 65_536 };
const ALL = { since: 0, receipts: [] };

describe("a box that was told today", () => {
  test("reads what a till reads that has heard everything, of a few of its pieces", async () => {
    using shop = createShop("told", { cut: CUT });
    await livePast(shop.a);
    const newcomer = letIn(shop);
    const told = tellingOf(shop.a);

    valueOf(newcomer.ledger().present.take(shop.a.device, told));

    expect(settingAt(newcomer, "price")).toBe(PRICES);
    expect(settingAt(newcomer, "name")).toBe("Kade");
    expect(newcomer.ledger().admission()).toEqual(shop.a.ledger().admission());
    expect(told.pieces.length).toBeLessThan(shop.a.ledger().pieces().length / 2);
  });

  test("has heard nothing by it: what it tells on is its own chain", async () => {
    using shop = createShop("own", { cut: CUT });
    await livePast(shop.a);
    const newcomer = toldToday(shop);

    newcomer.write(priced(newcomer, 7));

    expect(newcomer.ledger().present.tell(ALL)).toBeUndefined();
    expect([...newcomer.ledger().heads().keys()]).toEqual([newcomer.ledger().identity.origin]);
    expect(newcomer.ledger().pieces()).toHaveLength(1);
    expect(newcomer.ledger().missingFor([])).toHaveLength(1);
  });

  test("decides by it, and what it says follows what it was told", async () => {
    using shop = createShop("decides", { cut: CUT });
    await livePast(shop.a);
    const newcomer = toldToday(shop);

    newcomer.write(priced(newcomer, 7));
    newcomer.reopen();

    expect(settingAt(newcomer, "price")).toBe(7);
    synchronise(newcomer, shop.a);
    expect(settingAt(shop.a, "price")).toBe(7);
    expect(openWrites(shop.a)).toHaveLength(1);
  });

  test("shows another process on the same store the same, and what it says there", async () => {
    using shop = createShop("beside", { cut: CUT });
    await livePast(shop.a);
    const newcomer = letIn(shop);
    const beside = newcomer.openBeside();
    expect(priceAt(beside)).toBeUndefined();

    valueOf(newcomer.ledger().present.take(shop.a.device, tellingOf(shop.a)));
    expect(priceAt(beside)).toBe(PRICES);
    newcomer.write(priced(newcomer, 7));

    expect(priceAt(beside)).toBe(7);
    beside.close();
  });

  test("is told what is new", async () => {
    using shop = createShop("news", { cut: CUT });
    await livePast(shop.a);
    const newcomer = toldToday(shop);
    const { present } = newcomer.ledger();

    shop.a.write(priced(shop.a, 9));
    const { arrival } = present.facts() ?? { arrival: 0 };
    const told = tellingOf(shop.a, { since: arrival, receipts: [] });
    valueOf(present.take(shop.a.device, told));

    expect(told.what).toBe("news");
    expect(settingAt(newcomer, "price")).toBe(9);
  });

  test("is told what was looked up a little at a time as it is when that has ended", async () => {
    using shop = createShop("gathered", { cut: CUT });
    const newcomer = letIn(shop);
    const names = Array.from({ length: 400 }, (_, at) => `note-${String(at).padStart(3, "0")}`);
    for (const name of names) shop.a.write(setting(1, name));
    await livePast(shop.a);
    const { present } = shop.a.ledger();

    expect(present.gather(ALL)).toBe(true);
    shop.a.write(
      ...[...names.slice(0, 2), ...names.slice(-2), "newest"].map((name) => setting(2, name)),
    );
    let parts = 1;
    while (present.gather(ALL)) parts += 1;
    const told = tellingOf(shop.a);
    valueOf(newcomer.ledger().present.take(shop.a.device, told));

    expect(parts).toBe(2);
    const now = ["newest", ...names].map((name) => settingAt(shop.a, name));
    expect(["newest", ...names].map((name) => settingAt(newcomer, name))).toEqual(now);
    expect(settingAt(newcomer, "newest")).toBe(2);
    shop.a.reopen();
    const atOnce = tellingOf(shop.a);
    expect(new Set(told.streams)).toEqual(new Set(atOnce.streams));
    expect([told.ends, told.sums, told.arrival]).toEqual([
      atOnce.ends,
      atOnce.sums,
      atOnce.arrival,
    ]);
  });

  test("is told all that stands where the look at it was begun and has not ended", async () => {
    using shop = createShop("begun", { cut: CUT });
    const newcomer = letIn(shop);
    const names = Array.from({ length: 400 }, (_, at) => `note-${at}`);
    for (const name of names) shop.a.write(setting(1, name));
    const { present } = shop.a.ledger();

    expect(present.gather(ALL)).toBe(true);
    valueOf(newcomer.ledger().present.take(shop.a.device, tellingOf(shop.a)));

    expect(names.filter((name) => settingAt(newcomer, name) !== 1)).toEqual([]);
  });

  test("is told what stands again where a till was shut out after the look", async () => {
    using shop = createShop("shut-out", { cut: CUT });
    const newcomer = letIn(shop);
    const thief = shop.join("C");
    await livePast(shop.a);
    synchronise(shop.a, thief);
    thief.write(priced(thief, 1));
    synchronise(thief, shop.a);
    const { present } = shop.a.ledger();
    while (present.gather(ALL));
    const body = { device: thief.device, heads: [], reason: "stolen" };
    shop.a.write({ kind: "device/revoked", streams: [], body });

    valueOf(newcomer.ledger().present.take(shop.a.device, tellingOf(shop.a)));

    expect([settingAt(shop.a, "price"), settingAt(newcomer, "price")]).toEqual([PRICES, PRICES]);
  });

  test("is told no barcode that was taken away after it was looked up", async () => {
    using shop = createShop("taken-away", { cut: CUT });
    const newcomer = letIn(shop);
    const streams = [toStreamId("cat", "product/ESPRESSO")];
    shop.a.write({
      kind: "product/code-added",
      streams,
      body: { code: "8712345678906", type: "ean" },
    });
    await livePast(shop.a);
    const { present } = shop.a.ledger();
    while (present.gather(ALL));
    const targets = shop.a.ledger().read(codesOf);
    shop.a.write({ kind: "product/code-removed", streams, body: { targets } });

    valueOf(newcomer.ledger().present.take(shop.a.device, tellingOf(shop.a)));

    expect(targets).toHaveLength(1);
    expect(shop.a.ledger().read(codesOf)).toEqual([]);
    expect(newcomer.ledger().read(codesOf)).toEqual([]);
  });

  test("is told what took a barcode away, where its addition is told with other goods", async () => {
    using shop = createShop("told-with-others", { cut: CUT });
    const newcomer = letIn(shop);
    const streams = [toStreamId("cat", "product/ESPRESSO")];
    shop.a.write({
      kind: "product/code-added",
      streams,
      body: { code: "8712345678906", type: "ean" },
    });
    shop.a.write(setting(1, "stands"));
    await livePast(shop.a);
    const targets = shop.a.ledger().read(codesOf);
    shop.a.write({ kind: "product/code-removed", streams, body: { targets } });
    for (let price = 1; price <= PRICES; price += 1) shop.a.write(priced(shop.a, price));

    valueOf(newcomer.ledger().present.take(shop.a.device, tellingOf(shop.a)));

    expect(settingAt(newcomer, "stands")).toBe(1);
    expect(newcomer.ledger().read(codesOf)).toEqual([]);
  });

  test("is told the order of an old receipt that it asks for, and no other figures with it", async () => {
    using shop = createShop("receipt", { cut: CUT });
    const receipt = sellOne(shop.a);
    await livePast(shop.a);
    const newcomer = toldToday(shop);
    const { present } = newcomer.ledger();
    const before = present.facts();
    expect(ordersOf(newcomer, receipt)).toEqual([]);
    expect(present.seek(receipt)).toBe("sought");
    expect(present.sought()).toEqual([receipt]);

    shop.a.write(priced(shop.a, 9));
    const told = tellingOf(shop.a, { since: undefined, receipts: [receipt] });
    valueOf(present.take(shop.a.device, told));

    expect(present.seek(receipt)).toBe("over");
    expect(present.sought()).toEqual([]);
    expect(ordersOf(newcomer, receipt)).toEqual(ordersOf(shop.a, receipt));
    expect(present.facts()).toMatchObject({ arrival: before?.arrival, ends: before?.ends });
    expect(settingAt(newcomer, "price")).toBe(PRICES);
  });

  test("gives its own numbers, whatever it is told of them", async () => {
    using shop = createShop("numbers", { cut: CUT });
    await livePast(shop.a);
    const newcomer = toldToday(shop);
    const before = [sellOne(newcomer), openOneOn(newcomer.ledger(), "B").number];
    synchronise(newcomer, shop.a);
    const told = tellingOf(shop.a);
    const sums = told.sums.map(([key, amount]) => [key, amount + 5] as const);
    valueOf(newcomer.ledger().present.take(shop.a.device, { ...told, sums }));

    const after = [sellOne(newcomer), openOneOn(newcomer.ledger(), "B").number];

    expect(before).toEqual(["B-000001", "B2"]);
    expect(after).toEqual(["B-000002", "B4"]);
  });

  test("says once of a receipt that no till knows it, and then has them asked anew", async () => {
    using shop = createShop("nowhere", { cut: CUT });
    await livePast(shop.a);
    const { present } = toldToday(shop).ledger();

    expect(present.seek("A-000777")).toBe("sought");
    present.foundNowhere("A-000777");

    expect(present.sought()).toEqual([]);
    expect(present.seek("A-000777")).toBe("nowhere");
    expect(present.seek("A-000777")).toBe("sought");
    expect(shop.a.ledger().present.seek("A-000777")).toBe("over");
  });

  test("reads the past once that is here, with what it has said meanwhile", async () => {
    using shop = createShop("past", { cut: CUT });
    await livePast(shop.a);
    const newcomer = toldToday(shop);
    newcomer.write(priced(newcomer, 7));
    expect(newcomer.ledger().present.settle(false, nothingDiffers)).toBe(false);

    synchronise(shop.a, newcomer);
    expect(newcomer.ledger().present.settle(false, nothingDiffers)).toBe(true);

    synchronise(newcomer, shop.a);
    expect(newcomer.ledger().present.facts()).toBeUndefined();
    expect(newcomer.ledger().present.isWanted()).toBe(false);
    expect(settingAt(newcomer, "price")).toBe(7);
    expect(rowsOf(newcomer)).toEqual(rowsOf(shop.a));
  });
});

describe("what is told and can't be true", () => {
  test.each<readonly [string, (told: PresentTold) => PresentTold, string]>([
    ["a bent signature", withBentSignatures, "present/bad-signature"],
    [
      "a piece cut short",
      (told) => withFirstPiece(told, (bytes) => bytes.slice(0, 40)),
      "present/malformed",
    ],
    ["a piece that follows something else", followsNothing, "present/bad-signature"],
    ["pieces without who signed them", withoutFounding, "present/malformed"],
  ])("%s is refused, and nothing of it is shown", async (_, made, fault) => {
    using shop = createShop("liar", { cut: CUT });
    await livePast(shop.a);
    const newcomer = letIn(shop);
    const told = made(tellingOf(shop.a));

    const taken = newcomer.ledger().present.take(shop.a.device, told);

    expect(taken).toMatchObject({ ok: false, fault: { type: fault } });
    expect(newcomer.ledger().present.facts()).toBeUndefined();
    expect(settingAt(newcomer, "price")).toBeUndefined();
  });

  test("a device that nobody has let in changes nothing by it", async () => {
    using shop = createShop("stranger", { cut: CUT });
    await livePast(shop.a);
    const newcomer = letIn(shop);
    const stranger = shop.stranger("X");
    synchronise(shop.a, stranger);
    stranger.write(priced(stranger, 1));
    const { origin } = stranger.ledger().identity;
    const own = stranger
      .ledger()
      .pieces()
      .filter((piece) => piece.origin === origin);
    const previous = chainStart(shop.a.ledger().identity.shop, origin);
    const told = tellingOf(shop.a);

    const pieces = [...told.pieces, ...own.map(({ bytes }) => ({ previous, bytes: bytes() }))];
    valueOf(newcomer.ledger().present.take(shop.a.device, { ...told, pieces }));

    expect(priceAt(newcomer.ledger())).toBe(PRICES);
    expect(newcomer.ledger().admission()).toEqual(shop.a.ledger().admission());
  });
});

function nothingDiffers(what: PresentDiffered): void {
  throw new Error(`This was otherwise: ${JSON.stringify(what)}`);
}

const PRICES = 60;

/** Many prices, one after the other, behind a name that stands. */
async function livePast(till: TestTill): Promise<void> {
  till.write(named("Kade"));
  for (let price = 1; price <= PRICES; price += 1) till.write(priced(till, price));
  till.ledger().flush();
  while (await till.ledger().seal());
}

function named(value: string): Draft {
  return { kind: "setting/set", streams: [toStreamId("set", "name")], body: { value, over: [] } };
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

/** The states of the orders that the receipt is of. */
function ordersOf(till: TestTill, receipt: string): ReadonlyArray<unknown> {
  return till
    .ledger()
    .read((view) =>
      receiptStreams(view, [receipt]).map((stream) => view.state("order", streamName(stream))),
    );
}

function letIn(shop: TestShop): TestTill {
  const till = shop.stranger("B");
  shop.a.write(enrolment(till));
  return till;
}

function toldToday(shop: TestShop): TestTill {
  const till = letIn(shop);
  valueOf(till.ledger().present.take(shop.a.device, tellingOf(shop.a)));
  return till;
}

function tellingOf(till: TestTill, asked: PresentQuestion = ALL): PresentTold {
  const told = till.ledger().present.tell(asked);
  if (told === undefined) throw new Error(`${till.code} has nothing to tell.`);
  return told;
}

/** The additions that stand. */
function codesOf(view: LedgerView): EventId[] {
  const { codes, removedCodes } = view.state("cat", "product/ESPRESSO");
  return codes.flatMap(({ id }) => (removedCodes.includes(id) ? [] : id));
}

function priceAt(ledger: ReturnType<TestTill["ledger"]>): unknown {
  return ledger.read((view) => view.state("set", "price").fields["value"]?.open.at(-1)?.value);
}

function rowsOf(till: TestTill): ReadonlyArray<string> {
  const ledger = till.ledger();
  while (ledger.grow());
  ledger.flush();
  return sharedTables(ledger);
}

function withFirstPiece(told: PresentTold, make: (bytes: Uint8Array) => Uint8Array): PresentTold {
  const [first, ...others] = told.pieces;
  if (first === undefined) throw new Error("Nothing was told.");
  return { ...told, pieces: [{ ...first, bytes: make(first.bytes) }, ...others] };
}

/** Those of segments stand right behind the first byte. */
function withBentSignatures(told: PresentTold): PresentTold {
  const pieces = told.pieces.map((piece) => ({
    ...piece,
    bytes: piece.bytes.map((byte, at) => (at === 9 && isSegment(piece.bytes) ? byte ^ 1 : byte)),
  }));
  return { ...told, pieces };
}

function followsNothing(told: PresentTold): PresentTold {
  const [first, ...others] = told.pieces;
  if (first === undefined) throw new Error("Nothing was told.");
  return {
    ...told,
    pieces: [{ ...first, previous: first.previous.replace(/./gu, "0") as never }, ...others],
  };
}

/** The founding is in the first piece. */
function withoutFounding(told: PresentTold): PresentTold {
  return { ...told, pieces: told.pieces.slice(1) };
}
