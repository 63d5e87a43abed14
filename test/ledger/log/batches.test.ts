/** Work that is too big for one transaction: it counts as a whole or not at all. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { commitBatch } from "../../../src/ledger/commit-batch.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { type BatchPart } from "../../../src/ledger/log/batch-part.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { endOf, revocation, settled } from "../../support/judgements.ts";
import { setting, settingAt } from "../../support/one-setting.ts";
import {
  createShop,
  promotion,
  synchronise,
  synchroniseAll,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";
import { growAll, sealAll } from "../../support/upkeep.ts";
import { expectWellFolded } from "../../support/well-folded.ts";

describe("a batch that has not ended", () => {
  test("counts for nothing anywhere, and what its till says besides counts at once", () => {
    using shop = createShop();
    const b = shop.join("B");
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.write(setting(1, "between"));
    part(shop.a, { batch: "import", part: 2 }, "y");
    synchronise(shop.a, b);

    for (const till of [shop.a, b]) {
      expect(valuesAt(till, "x", "between", "y")).toEqual([undefined, 1, undefined]);
      expect(till.ledger().quarantined()).toMatchObject([
        { reason: "batch/unfinished" },
        { reason: "batch/unfinished" },
      ]);
      expectWell(till);
    }
  });

  test("stays so after its till has crashed, and the work done again counts", () => {
    using shop = createShop();
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.ledger().flush();

    shop.a.reopen();
    commitBatch(
      shop.a.ledger(),
      { by: "1", name: "import", events: many(150) },
      createSeededRandom("again"),
    );

    expect(valuesAt(shop.a, "x", "0", "149")).toEqual([undefined, 7, 7]);
    expectWell(shop.a);
  });
});

describe("a batch that a person dismissed", () => {
  test("is so everywhere, and what was said beside it counts as before", () => {
    using shop = createShop();
    const b = shop.join("B");
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.write(setting(1, "between"));
    part(shop.a, { batch: "import", part: 2 }, "y");

    shop.a.write(dismissed(shop.a, "import"));
    part(shop.a, { batch: "again", part: 1 }, "z");
    synchronise(shop.a, b);

    for (const till of [shop.a, b]) {
      expect(till.ledger().quarantined()).toMatchObject([
        { reason: "batch/retired" },
        { reason: "batch/retired" },
        { reason: "batch/unfinished" },
      ]);
      expect(valuesAt(till, "x", "between", "y")).toEqual([undefined, 1, undefined]);
      expectWell(till);
    }
  });

  test("counts all the same when it ends after all", () => {
    using shop = createShop();
    const b = shop.join("B");
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.write(dismissed(shop.a, "import"));
    synchronise(shop.a, b);

    part(shop.a, { batch: "import", part: 2, parts: 2 }, "y");
    synchronise(shop.a, b);

    for (const till of [shop.a, b]) {
      expect(valuesAt(till, "x", "y")).toEqual([7, 7]);
      expect(till.ledger().quarantined()).toEqual([]);
      expectWell(till);
    }
  });
});

describe("with its end", () => {
  test("a batch counts on every till at once, whenever its parts were written down", () => {
    using shop = createShop();
    const b = shop.join("B");
    part(shop.a, { batch: "import", part: 1 }, "x");
    synchronise(shop.a, b);
    b.ledger().flush();
    b.reopen();
    part(shop.a, { batch: "import", part: 2 }, "y");
    synchronise(shop.a, b);
    b.write(setting(3, "x"));
    expect(valuesAt(b, "x", "y")).toEqual([3, undefined]);

    part(shop.a, { batch: "import", part: 3, parts: 3 }, "z");
    synchroniseAll([shop.a, b]);

    for (const till of [shop.a, b]) {
      // The newest write of the two holds; the other one isn't lost.
      expect(valuesAt(till, "y", "z")).toEqual([7, 7]);
      expect(
        till.ledger().read((view) => view.state("set", "x").fields["value"]?.open),
      ).toHaveLength(2);
      expect(till.ledger().quarantined()).toEqual([]);
      expectWell(till);
      till.reopen();
      expectWell(till);
    }
  });

  test("a batch counts whose parts were packed into segments before", async () => {
    using shop = createShop("packed", { cut: { events: 3, bytes: 100_000 } });
    part(shop.a, { batch: "import", part: 1 }, "x");
    part(shop.a, { batch: "import", part: 2 }, "y");
    for (const value of [1, 2, 3]) shop.a.write(setting(value, "between"));
    await sealAll(shop.a.ledger());
    expect(shop.a.ledger().quarantined()).toMatchObject([{ reason: "batch/unfinished" }]);
    shop.a.reopen();

    part(shop.a, { batch: "import", part: 3, parts: 3 }, "z");
    shop.a.write(setting(8, "x"));

    expect(valuesAt(shop.a, "x", "y", "z")).toEqual([8, 7, 7]);
    expectWell(shop.a);
    await sealAll(shop.a.ledger());
    const b = shop.join("B");
    expect(valuesAt(b, "x", "y", "z")).toEqual([8, 7, 7]);
    expectWell(b);
  });

  test("a till that folds a long history anew meanwhile has all of it in the end", () => {
    using shop = createShop("slowly", { refoldAtOnce: 0 });
    const { a } = shop;
    part(a, { batch: "import", part: 1 }, "x");
    for (let value = 0; value < 150; value += 1) a.write(setting(value, "between"));
    a.ledger().flush();
    a.update({ foldVersions: "folds of an update" });
    // The first part stands in what has grown so far, held back.
    expect(a.ledger().grow()).toBe(true);

    part(a, { batch: "import", part: 2, parts: 2 }, "y");
    growAll(a.ledger());

    expect(valuesAt(a, "x", "y")).toEqual([7, 7]);
    expectWell(a);
    a.reopen();
    expectWell(a);
  });

  test("what comes late to one of its streams is folded with all of it", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.clock.set(0);
    b.write(setting(1, "x"));
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.ledger().flush();
    part(shop.a, { batch: "import", part: 2, parts: 2 }, "y");

    // Sorts before what is there: its stream is folded anew, from what was flushed and what was not.
    synchronise(b, shop.a);

    expect(
      shop.a.ledger().read((view) => view.state("set", "x").fields["value"]?.open),
    ).toHaveLength(2);
    expectWell(shop.a);
  });

  test("another process on the store sees the same", () => {
    using shop = createShop();
    part(shop.a, { batch: "import", part: 1 }, "x");
    const beside = shop.a.openBeside();
    beside.flush();

    part(shop.a, { batch: "import", part: 2, parts: 2 }, "y");

    expect(beside.read((view) => view.state("set", "x").fields["value"]?.open)).toHaveLength(1);
    beside.close();
  });

  test("what comes late is folded with all of it also where everything is folded anew", () => {
    using shop = createShop("late", { refoldAtOnce: 0 });
    const { a } = shop;
    const b = shop.join("B");
    b.clock.set(0);
    b.write(setting(1, "x"));
    part(a, { batch: "import", part: 1 }, "x");
    for (let value = 0; value < 70; value += 1) a.write(setting(value, "between"));
    // Sorts before the part, and is met in a later piece.
    synchronise(b, a);
    a.ledger().flush();
    a.update({ foldVersions: "folds of an update" });
    a.ledger().read(() => undefined);

    part(a, { batch: "import", part: 2, parts: 2 }, "y");
    growAll(a.ledger());

    expect(a.ledger().read((view) => view.state("set", "x").fields["value"]?.open)).toHaveLength(2);
    expectWell(a);
  });

  test("a batch that ended counts also where another process has written it down", () => {
    using shop = createShop();
    part(shop.a, { batch: "import", part: 1 }, "x");
    shop.a.ledger().flush();
    const beside = shop.a.openBeside();
    expect(valuesAt(shop.a, "x")).toEqual([undefined]);

    part(shop.a, { batch: "import", part: 2, parts: 2 }, "y");
    beside.flush();
    beside.close();

    expect(valuesAt(shop.a, "x", "y")).toEqual([7, 7]);
    shop.a.write(setting(9, "x"));
    expectWell(shop.a);
  });

  test("a batch that a revocation cuts in two counts for nothing, until a person admits it", () => {
    using shop = createShop();
    const b = shop.join("B");
    part(b, { batch: "import", part: 1 }, "x");
    const named = endOf(b);
    part(b, { batch: "import", part: 2, parts: 2 }, "y");
    synchronise(b, shop.a);
    shop.a.write(revocation(b, named));

    expect(valuesAt(shop.a, "x", "y")).toEqual([undefined, undefined]);
    const [question, ...others] = shop.a.ledger().quarantined();
    expect(others).toEqual([]);
    expect(question).toMatchObject({ fromSeq: 1, reason: "chain/revoked" });
    expectWell(shop.a);

    shop.a.write(settled("chain/admitted", question));

    expect(valuesAt(shop.a, "x", "y")).toEqual([7, 7]);
    expectWell(shop.a);
  });

  test("two copies of a till end it apart: what both share counts once, by the one admitted", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(promotion(b));
    synchroniseAll([shop.a, b]);
    part(b, { batch: "import", part: 1 }, "x");
    const copy = shop.clone(b);
    part(b, { batch: "import", part: 2, parts: 2 }, "y");
    copy.write(setting(1, "z"));
    synchroniseAll([shop.a, b, copy]);
    expect(valuesAt(shop.a, "x", "y", "z")).toEqual([undefined, undefined, undefined]);

    const ended = shop.a
      .ledger()
      .quarantined()
      .find(({ transactions }) =>
        transactions.some(({ content }) => content.first["parts"] !== undefined),
      );
    shop.a.write(settled("chain/admitted", ended));
    synchroniseAll([shop.a, b, copy]);

    for (const till of [shop.a, b, copy]) {
      expect(valuesAt(till, "x", "y", "z")).toEqual([7, 7, undefined]);
      expectWell(till);
    }
  });
});

test("a batch whose till begins a new incarnation in between is written again, as a whole", () => {
  using shop = createShop();
  const ledger = shop.a.ledger();
  const before = ledger.identity.origin;
  const release = ledger.onChange(() => {
    release();
    ledger.lose("person");
  });

  commitBatch(ledger, { by: "1", name: "import", events: many(250) }, createSeededRandom("twice"));

  expect(ledger.identity.origin).not.toBe(before);
  expect(valuesAt(shop.a, "0", "100", "249")).toEqual([7, 7, 7]);
  expect(ledger.quarantined()).toMatchObject([{ origin: before, reason: "batch/unfinished" }]);
  expectWell(shop.a);
});

test("a batch that is refused where it begins leaves nothing behind", () => {
  using shop = createShop();
  const ledger = shop.a.ledger();
  const events = ledger.heads().get(ledger.identity.origin)?.seq;

  const refused = [many(3), many(250)].map((events) =>
    commitBatch<"no">(
      ledger,
      { by: "1", name: "import", events, admit: () => err("no") },
      createSeededRandom("refused"),
    ),
  );

  expect(refused).toEqual([err("no"), err("no")]);
  expect(ledger.heads().get(ledger.identity.origin)?.seq).toBe(events);
  expect(ledger.quarantined()).toEqual([]);
});

test("events that are big are cut into more parts, each within a transaction's limit", () => {
  using shop = createShop();
  const told: number[] = [];
  const events = Array.from({ length: 40 }, (_, index) => setting("x".repeat(15_000), `${index}`));

  commitBatch(
    shop.a.ledger(),
    { by: "1", name: "import", events, onProgress: (done) => told.push(done) },
    createSeededRandom("big"),
  );

  expect(told).toHaveLength(7);
  expect(settingAt(shop.a, "39")).toBe("x".repeat(15_000));
  expectWell(shop.a);
});

test("a part without a beginning, or with odd words, is a transaction by itself", () => {
  using shop = createShop();
  part(shop.a, { batch: "import", part: 2 }, "x");
  part(shop.a, { batch: "import", part: "one" as unknown as number }, "y");
  part(shop.a, { batch: "import", part: 1 }, "z");

  expect(valuesAt(shop.a, "x", "y", "z")).toEqual([7, 7, undefined]);

  part(shop.a, { batch: "import", part: 2, parts: 2 }, "last");

  expect(valuesAt(shop.a, "x", "y", "z", "last")).toEqual([7, 7, 7, 7]);
  expectWell(shop.a);
});

test("a device that is no till may write none", () => {
  using shop = createShop();
  const k = shop.join("K", ["kitchen"]);
  const streams: Draft["streams"] = [toStreamId("shift", "1")];
  const clockedOut: Draft = { kind: "shift/clocked-out", streams, body: {} };
  k.ledger().commit({
    by: "1",
    name: "part",
    part: { batch: "shifts", part: 1 },
    decide: () => ok({ day: TODAY, events: [clockedOut] }),
  });
  synchronise(k, shop.a);

  expect(shop.a.ledger().quarantined()).toMatchObject([{ reason: "kind/not-allowed" }]);
  expectWell(shop.a);
});

test("money is in no batch: a number that is held back would be given again", () => {
  using shop = createShop();
  const draft: Draft = {
    kind: "day/began",
    streams: [toStreamId("day", TODAY)],
    body: { how: "person" },
  };

  expect(() =>
    shop.a.ledger().commit({
      by: "1",
      name: "part",
      part: { batch: "days", part: 1 },
      decide: () => ok({ events: [draft] }),
    }),
  ).toThrow("No batch holds a day/began.");
});

test("a batch of one transaction needs no name", () => {
  using shop = createShop();
  commitBatch(
    shop.a.ledger(),
    { by: "1", name: "import", events: many(100) },
    createSeededRandom("one"),
  );

  expect(shop.a.ledger().missingFor(endsOf(new Map()))).toHaveLength(2);
  expect(valuesAt(shop.a, "0", "99")).toEqual([7, 7]);
});

function part(till: TestTill, place: BatchPart, key: string): void {
  valueOf(
    till.ledger().commit({
      by: "1",
      name: "part",
      part: place,
      decide: ({ day = TODAY }) => ok({ day, events: [setting(7, key)] }),
    }),
  );
}

/** Up to where this till is. */
function dismissed(till: TestTill, batch: string): Draft {
  return { kind: "chain/retired", streams: [], body: { ...endOf(till), reason: "", batch } };
}

function many(count: number): ReadonlyArray<Draft> {
  return Array.from({ length: count }, (_, index) => setting(7, String(index)));
}

function valuesAt(till: TestTill, ...keys: ReadonlyArray<string>): ReadonlyArray<unknown> {
  return keys.map((key) => settingAt(till, key));
}

/** What is folded is what a fold of everything gives. */
function expectWell(till: TestTill): void {
  expect(verifyLedger(till.ledger())).toMatchObject({ ok: true, findings: [] });
  till.ledger().flush();
  expectWellFolded(till.ledger());
}
