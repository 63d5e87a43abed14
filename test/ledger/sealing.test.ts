import { describe, expect, test, vi } from "vitest";

import { toStreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { transactionHash } from "../../src/ledger/log/chain.ts";
import { decodeEnvelope, encodeEnvelope } from "../../src/ledger/log/envelope.ts";
import { encodeSegment } from "../../src/ledger/log/segment.ts";
import { type TransactionRow } from "../../src/ledger/log/transaction-row.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { setting } from "../support/one-setting.ts";
import { nextPlace, rawTransaction } from "../support/raw-transaction.ts";
import {
  createShop,
  NOON_MS,
  synchronise,
  type TestShop,
  type TestTill,
  valueOf,
} from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const CUT = { events: 5, bytes: 1_000_000 };
/** Number of an event that stands in the middle of a segment, with others before and after. */
const OLD = 23;

describe("sealing", () => {
  test("changes where things stand, and nothing that can be asked", async () => {
    using shop = createWritten(23);
    const before = looksOf(shop.a.ledger());

    await sealAll(shop.a.ledger());

    expect(rowCount(shop.a)).toBe(24 % CUT.events);
    expect(segmentsOf(shop.a)).toHaveLength(4);
    expect(looksOf(shop.a.ledger())).toEqual(before);
    shop.a.reopen();
    expect(looksOf(shop.a.ledger())).toEqual(before);
    expect(verifyLedger(shop.a.ledger())).toMatchObject({ ok: true, transactions: 24 });
  });

  test("cuts a chain at the same places on every till", async () => {
    using shop = createWritten(30);
    const b = shop.join("B");
    for (let value = 0; value < 9; value += 1) {
      shop.a.write(setting(value));
      synchronise(shop.a, b);
      if (value % 4 === 0) await sealAll(b.ledger());
    }

    await sealAll(shop.a.ledger());
    await sealAll(b.ledger());

    expect(segmentsOf(b)).toEqual(segmentsOf(shop.a));
    expect(segmentsOf(b).length).toBeGreaterThan(6);
  });

  test("numbers what comes later on, also when no row is left", async () => {
    using shop = createWritten(4);
    const last = shop.a.ledger().store.lastArrival();

    await sealAll(shop.a.ledger());
    shop.a.write(setting(7));

    expect(rowCount(shop.a)).toBe(1);
    expect(shop.a.ledger().store.lastArrival()).toBe(last + 1);
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("packs a transaction that fills a run by itself", async () => {
    using shop = createWritten(4);
    shop.a.write(...[1, 2, 3, 4, 5, 6].map((value) => setting(value)));
    const before = looksOf(shop.a.ledger());

    await sealAll(shop.a.ledger());

    expect(rowCount(shop.a)).toBe(0);
    expect(segmentsOf(shop.a)).toHaveLength(2);
    expect(looksOf(shop.a.ledger())).toEqual(before);
    expect(verifyLedger(shop.a.ledger()).findings).toEqual([]);
  });

  test("leaves alone what the index of streams doesn't know yet", async () => {
    using shop = createWritten(12);

    expect(await shop.a.ledger().seal()).toBe(false);
    shop.a.ledger().flush();
    expect(await shop.a.ledger().seal()).toBe(true);
  });

  test("goes unnoticed by another process that has the store open", async () => {
    using shop = createWritten(12);
    const other = shop.a.openBeside();
    other.read(() => undefined);

    await sealAll(shop.a.ledger());
    shop.a.write(setting(99));

    expect(looksOf(other)).toEqual(looksOf(shop.a.ledger()));
    other.flush();
    expectWellFolded(other);
    other.close();
  });

  test.each<[string, (ledger: Ledger) => unknown]>([
    ["a transaction by its number", ({ store, identity }) => store.at(identity.origin, OLD)],
    ["one by its end", ({ store, identity }) => store.endingAt(identity.origin, OLD)],
    ["one by its beginning", ({ store, identity }) => store.startingAt(identity.origin, OLD)],
    [
      "a chain from there on",
      ({ store, identity }) => firstOf(store.ofOrigin(identity.origin, OLD)),
    ],
    ["all of a stream", ({ store }) => store.ofStream(toStreamId("set", `other-${OLD}`))],
  ])("opens one segment, among many, to read %s", async (_, look) => {
    using shop = await createPacked();
    shop.a.ledger().read(() => undefined);
    expect(segmentsOf(shop.a).length).toBeGreaterThan(9);
    const opened = vi.spyOn(shop.a.ledger().store.segments, "open");

    const found = JSON.stringify(look(shop.a.ledger()));

    expect(found).toContain(`other-${OLD}`);
    expect(new Set(opened.mock.calls.map(([{ arrival }]) => arrival)).size).toBe(1);
  });

  test("opens no segment to read what a stream amounts to", async () => {
    using shop = await createPacked();
    const opened = vi.spyOn(shop.a.ledger().store.segments, "open");

    const state = shop.a.ledger().read((view) => view.state("set", `other-${OLD}`));

    expect(JSON.stringify(state)).toContain(`${OLD}`);
    expect(opened).not.toHaveBeenCalled();
  });

  test("opens one segment to fold an event that comes late", async () => {
    using shop = createShop("late", { cut: CUT });
    const b = shop.join("B");
    b.clock.set(b.clock.nowMs() - 1000);
    b.write(setting(1));
    for (let value = 0; value < 40; value += 1) shop.a.write(setting(value, `other-${value}`));
    shop.a.write(setting(2));
    for (let value = 40; value < 80; value += 1) shop.a.write(setting(value, `other-${value}`));
    await sealAll(shop.a.ledger());
    shop.a.reopen();
    const opened = vi.spyOn(shop.a.ledger().store.segments, "open");

    synchronise(b, shop.a);

    expect(new Set(opened.mock.calls.map(([{ arrival }]) => arrival)).size).toBe(1);
    shop.a.ledger().flush();
    expectWellFolded(shop.a.ledger());
  });
});

test("a stream is found in a segment however its name was written there", async () => {
  using shop = createShop("escaped", { cut: CUT });
  const b = shop.join("B");
  const c = shop.join("C");
  c.write(setting(1));
  const { origin, key, seq: firstSeq, previous: start } = nextPlace(b.ledger());
  let previous = start;
  for (let value = 0; value < CUT.events; value += 1) {
    const hlc = (NOON_MS + 60_000) * 1024 + value;
    const event = { kind: "setting/set", hlc, streams: ["set/x"], body: { value, over: [] } };
    const plain = valueOf(
      decodeEnvelope(rawTransaction({ origin, key, previous, seq: firstSeq + value }, [event])),
    );
    const events = plain.events.map(({ headerBytes, bodyBytes }) => ({
      // Another program may write it so: it is the same name.
      headerBytes: Buffer.from(Buffer.from(headerBytes).toString().replace("set/x", "set\\/x")),
      bodyBytes,
    }));
    previous = transactionHash(previous, events);
    valueOf(shop.a.ledger().receive(encodeEnvelope(events, key.sign(previous))));
  }
  await sealAll(shop.a.ledger());
  shop.a.reopen();

  synchronise(c, shop.a);

  shop.a.ledger().flush();
  expectWellFolded(shop.a.ledger());
});

describe("a segment that is received", () => {
  test("is kept and passed on as it is", async () => {
    using shop = createWritten(20);
    await sealAll(shop.a.ledger());
    const b = shop.stranger("B");
    const c = shop.stranger("C");

    synchronise(shop.a, b);
    synchronise(b, c);

    expect(piecesOf(c, shop.a)).toEqual(piecesOf(shop.a, shop.a));
    expect(segmentsOf(c)).toEqual(segmentsOf(shop.a));
    expect(looksOf(c.ledger()).state).toEqual(looksOf(shop.a.ledger()).state);
    expect(verifyLedger(c.ledger())).toMatchObject({ ok: true, transactions: 21 });
  });

  test("takes the place of the rows that a till in the middle of it had", async () => {
    using shop = createWritten(7);
    const b = shop.stranger("B");
    synchronise(shop.a, b);
    const half = b.ledger().store.lastArrival();
    for (let value = 0; value < 3; value += 1) shop.a.write(setting(value));
    await sealAll(shop.a.ledger());
    const other = b.openBeside();
    other.read(() => undefined);

    synchronise(shop.a, b);

    expect(half).toBe(8);
    expect(segmentsOf(b)).toEqual([segmentsOf(shop.a)[1]]);
    expect(rowCount(b)).toBe(6);
    for (const ledger of [b.ledger(), other]) {
      expect(looksOf(ledger).state).toEqual(looksOf(shop.a.ledger()).state);
      ledger.flush();
      expectWellFolded(ledger);
    }
    expect(verifyLedger(b.ledger())).toMatchObject({ ok: true, transactions: 11 });
    other.close();
    await sealAll(b.ledger());
    expect(segmentsOf(b)).toEqual(segmentsOf(shop.a));
  });

  test("is refused when it is bent, cut elsewhere or somebody else's, and leaves nothing", async () => {
    using shop = createWritten(10);
    using elsewhere = createShop("elsewhere", { cut: CUT });
    await sealAll(shop.a.ledger());
    const [first = new Uint8Array(), second = new Uint8Array()] = piecesOf(shop.a, shop.a);
    const b = shop.stranger("B");
    const c = elsewhere.stranger("C");

    expect(b.ledger().receive(second).ok).toBe(false);
    expect(b.ledger().receive(first.with(5, (first[5] ?? 0) ^ 1))).toMatchObject({
      fault: { type: "receive/bad-signature" },
    });
    expect(c.ledger().receive(first).ok).toBe(false);
    using wider = createShop("shop", { cut: { ...CUT, events: 6 } });
    expect(wider.stranger("D").ledger().receive(first)).toMatchObject({
      fault: { type: "envelope/malformed" },
    });
    expect(b.ledger().store.count()).toBe(0);
  });

  test("is folded bit by bit, or at once by whoever looks, and told when it is folded", async () => {
    using shop = createShop("shop", { cut: { events: 100, bytes: 1_000_000 } });
    for (let value = 0; value < 99; value += 1) shop.a.write(setting(value, `x${value % 3}`));
    await sealAll(shop.a.ledger());
    const [segment = new Uint8Array()] = piecesOf(shop.a, shop.a);
    const b = shop.stranger("B");
    const c = shop.stranger("C");
    let told = 0;
    b.ledger().onChange(() => {
      told += 1;
    });

    expect(b.ledger().receive(segment)).toMatchObject({ value: { type: "stored" } });
    expect(told).toBe(0);
    const more = Array.from({ length: 4 }, () => b.ledger().foldSome());
    c.ledger().receive(segment);

    expect(more).toEqual([true, true, true, false]);
    expect(told).toBe(4);
    for (const till of [b, c]) {
      expect(looksOf(till.ledger()).state).toEqual(looksOf(shop.a.ledger()).state);
      till.ledger().flush();
      expectWellFolded(till.ledger());
    }
  });

  test("is refused when it begins elsewhere: the rows before it could never be packed", async () => {
    using shop = createWritten(12);
    const b = shop.stranger("B");
    const { origin } = shop.a.ledger().identity;
    const [first = new Uint8Array()] = piecesOf(shop.a, shop.a);
    valueOf(b.ledger().receive(first));
    const rows = [...shop.a.ledger().store.ofOrigin(origin, 2)].slice(0, CUT.events);
    const signature = rows.at(-1)?.signature ?? new Uint8Array();
    const contents = rows.map(({ content }) => content);

    const taken = b.ledger().receive(await encodeSegment(contents, signature));

    expect(taken).toMatchObject({ fault: { type: "envelope/malformed" } });
    synchronise(shop.a, b);
    await sealAll(b.ledger());
    await sealAll(shop.a.ledger());
    expect(segmentsOf(b)).toEqual(segmentsOf(shop.a));
    expect(verifyLedger(b.ledger())).toMatchObject({ ok: true, transactions: 13 });
  });

  test("is taken also where the run before it is not packed yet", async () => {
    using shop = createWritten(4);
    const b = shop.stranger("B");
    synchronise(shop.a, b);
    for (let value = 0; value < 5; value += 1) shop.a.write(setting(value));
    await sealAll(shop.a.ledger());

    const [, second = new Uint8Array()] = piecesOf(shop.a, shop.a);
    expect(b.ledger().receive(second)).toMatchObject({ value: { type: "stored" } });
    await sealAll(b.ledger());

    expect(segmentsOf(b)).toEqual(segmentsOf(shop.a));
    expect(verifyLedger(b.ledger())).toMatchObject({ ok: true, transactions: 10 });
  });

  test("is folded while nobody waits for the lock", async () => {
    using shop = createWritten(10);
    await sealAll(shop.a.ledger());
    const b = shop.stranger("B");
    const [first = new Uint8Array()] = piecesOf(shop.a, shop.a);
    const { db, read } = b.ledger();
    function isFolded(): boolean {
      return read((view) => view.state("set", "x0").fields["value"] !== undefined);
    }
    const seen: boolean[] = [];
    const write = db.write;
    const watched = vi.spyOn(db, "write").mockImplementation((work) =>
      write(() => {
        const value = work();
        seen.push(isFolded());
        return value;
      }),
    );

    expect(b.ledger().receive(first)).toMatchObject({ value: { type: "stored" } });
    watched.mockRestore();

    expect(seen).toEqual([false]);
    expect(isFolded()).toBe(true);
  });

  test("twice is no news", async () => {
    using shop = createWritten(10);
    await sealAll(shop.a.ledger());
    const b = shop.stranger("B");
    const [first = new Uint8Array()] = piecesOf(shop.a, shop.a);

    expect(b.ledger().receive(first)).toMatchObject({ value: { type: "stored" } });
    expect(b.ledger().receive(first)).toMatchObject({ value: { type: "already-present" } });
  });
});

describe("the check of a ledger", () => {
  test.each([
    [
      "its bytes",
      "UPDATE segment SET bytes = substr(bytes, 1, 90) WHERE first = 6",
      "can't be read",
    ],
    [
      "its hash",
      "UPDATE segment SET hash = replace(hash, substr(hash, 1, 4), '0000') WHERE first = 6",
      "not the one that was stored",
    ],
    ["its place", "UPDATE segment SET last = 11 WHERE first = 6", "filed under another number"],
    ["all of it", "DELETE FROM segment WHERE first = 6", "it is missing; the next one is 11."],
    [
      "its signature",
      "UPDATE segment SET bytes = CAST(x'02' || zeroblob(64) || substr(bytes, 66) AS BLOB) WHERE first = 6",
      "its signature is not its device's.",
    ],
  ])("names a segment of which somebody changed %s", async (_, statement, words) => {
    using shop = createWritten(20);
    await sealAll(shop.a.ledger());
    shop.a.ledger().db.exec(statement);
    shop.a.reopen();

    const [finding] = verifyLedger(shop.a.ledger()).findings;

    expect(finding?.where).toBe(`${shop.a.ledger().identity.origin} 6`);
    expect(finding?.sentence).toContain(words);
  });

  test("notices that the copy of who belongs to the shop says something else", async () => {
    using shop = createWritten(20);
    shop.join("B");
    for (let value = 0; value < 5; value += 1) shop.a.write(setting(value));
    await sealAll(shop.a.ledger());
    shop.a.ledger().db.exec("DELETE FROM sealed_control WHERE last > 1");
    shop.a.reopen();

    expect(verifyLedger(shop.a.ledger()).findings[0]?.sentence).toContain(
      "who belongs to the shop",
    );
  });
});

function createWritten(count: number): TestShop {
  const shop = createShop("shop", { cut: CUT });
  for (let value = 0; value < count; value += 1) shop.a.write(setting(value, `x${value % 3}`));
  return shop;
}

/** Many segments, and a stream of its own for each event. */
async function createPacked(): Promise<TestShop> {
  const shop = createShop("old", { cut: CUT });
  for (let seq = 2; seq < 60; seq += 1) shop.a.write(setting(seq, `other-${seq}`));
  await sealAll(shop.a.ledger());
  shop.a.reopen();
  return shop;
}

function firstOf(rows: Iterable<TransactionRow>): TransactionRow | undefined {
  for (const row of rows) return row;
  return undefined;
}

function segmentsOf({ ledger }: TestTill): ReadonlyArray<unknown> {
  return ledger()
    .db.prepare("SELECT origin, first, last, hash, previous FROM segment ORDER BY origin, last")
    .all();
}

function rowCount({ ledger }: TestTill): number {
  return ledger().store.tail.count();
}

function piecesOf(till: TestTill, of: TestTill): ReadonlyArray<Uint8Array> {
  return till.ledger().piecesOf(of.ledger().identity.origin, 1);
}

/** Everything that the rooms around can ask of what is stored. */
function looksOf(ledger: Ledger) {
  const { store } = ledger;
  const { origin } = ledger.identity;
  const all = [...store.ofOrigin(origin, 1)];
  return {
    state: ledger.read((view) => [view.sums(""), view.lastTagged("", 100)]),
    heads: [...ledger.heads()],
    count: store.count(),
    ofOrigin: all.map(rowOf),
    after: [...store.after(0)].map(rowOf),
    someAfter: [...store.after(7)].map(rowOf),
    control: store.control().map(rowOf),
    ends: all.map(({ last }) => store.endingAt(origin, last).map(rowOf)),
    starts: all.map(({ first }) => store.startingAt(origin, first).map(rowOf)),
    at: all.map(({ last }) => store.at(origin, last)?.first),
    from: all.map(({ first }) => [...store.ofOrigin(origin, first)].length),
  };
}

function rowOf({ arrival, origin, first, last, hash, content }: TransactionRow): unknown {
  return [arrival, origin, first, last, hash, content.events.map(({ header }) => header)];
}
