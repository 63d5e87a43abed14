import { cpSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { err } from "../../src/domain/base/result.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { forkTill } from "../support/forked-till.ts";
import { openOneOn, sellOne, sellOneOn } from "../support/one-sale.ts";
import { createShop, synchronise, synchroniseAll, type TestTill } from "../support/shop.ts";

const HERE = [
  ["dmi", "board-1"],
  ["machine", "m-1"],
] as const;

describe("a till that starts again", () => {
  test("goes on as it was when nothing shows that anything is lost", () => {
    using shop = createShop();
    shop.a.reopen(HERE);
    sellOne(shop.a);
    const { origin } = shop.a.ledger().identity;

    shop.a.reopen();

    expect(sellOne(shop.a)).toBe("A-000002");
    expect(shop.a.ledger().identity.origin).toBe(origin);
  });

  test("goes on as it was when only a name that it couldn't read before is another", () => {
    using shop = createShop();
    shop.a.reopen(HERE.slice(1));
    sellOne(shop.a);
    shop.a.reopen([["dmi", "board-2"]]);

    expect(sellOne(shop.a)).toBe("A-000002");
  });
});

describe("a till whose ledger lost its end", () => {
  test("speaks on in a new incarnation, which names what it follows", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(shop.a);
    const before = shop.a.ledger().heads().get(shop.a.ledger().identity.origin);
    const { origin } = shop.a.ledger().identity;
    loseTail(shop.a, () => {
      sellOne(shop.a);
      synchronise(shop.a, b);
    });

    expect(sellOne(shop.a)).toMatch(/^A2[A-Z]{2}-000001$/u);

    const now = shop.a.ledger().identity.origin;
    expect(now).not.toBe(origin);
    expect(firstOf(shop.a.ledger())).toMatchObject({
      kind: "incarnation/started",
      body: { n: 2, cause: "anchor", follows: { origin, seq: before?.seq, hash: before?.hash } },
    });
    synchroniseAll(shop.tills());
    for (const till of shop.tills()) {
      expect(till.ledger().quarantined()).toEqual([]);
      expect(verifyLedger(till.ledger()).findings).toEqual([]);
      expect(till.ledger().heads().get(origin)?.others).toEqual([]);
    }
  });

  test("says nothing before it has something to say", () => {
    using shop = createShop();
    loseTail(shop.a, () => sellOne(shop.a));
    const count = shop.a.ledger().store.count();

    shop.a.reopen();
    expect(shop.a.ledger().store.count()).toBe(count);
    expect(sellOne(shop.a)).toMatch(/^A2/u);
    shop.a.reopen();
    expect(sellOne(shop.a)).toMatch(/^A2[A-Z]{2}-000002$/u);
  });

  test("still knows it after a command that failed", () => {
    using shop = createShop();
    loseTail(shop.a, () => sellOne(shop.a));

    expect(() =>
      shop.a.ledger().commit({
        by: "1",
        name: "fail",
        decide: () => {
          throw new Error("The disk is full.");
        },
      }),
    ).toThrow("The disk is full.");

    expect(sellOne(shop.a)).toMatch(/^A2[A-Z]{2}-000001$/u);
  });

  test("begins its call-out numbers anew, under letters that show it", () => {
    using shop = createShop();
    loseTail(shop.a, () => sellOne(shop.a));

    sellOne(shop.a);

    expect(openOrder(shop.a)).toMatch(/^A2[A-Z]{2}2$/u);
  });

  test.each<[string, (till: TestTill) => Ledger]>([
    ["another process on its store", (till) => till.openBeside()],
    ["the next start", restarted],
  ])("begins anew in %s too, where a peer has shown a loss to this process", (_, open) => {
    using shop = createShop();
    sellOne(shop.a);
    const before = shop.a.ledger().identity.origin;
    shop.a.ledger().lose("peer");
    shop.a.ledger().lose("peer");

    const ledger = open(shop.a);

    expect(ledger.loss()).toMatchObject({ cause: "peer", isPending: true });
    expect(sellOneOn(ledger, "A")).toMatch(/^A2[A-Z]{2}-000001$/u);
    expect(ledger.identity.origin).not.toBe(before);
    expect(ledger.loss()).toMatchObject({ n: 2, isPending: false });
    if (ledger !== shop.a.ledger()) ledger.close();
  });

  test("counts its incarnations", () => {
    using shop = createShop();
    loseTail(shop.a, () => sellOne(shop.a));
    sellOne(shop.a);
    loseTail(shop.a, () => sellOne(shop.a));

    expect(sellOne(shop.a)).toMatch(/^A3[A-Z]{2}-000001$/u);
  });

  test("is believed by another process on the store at its next word", () => {
    using shop = createShop();
    loseTail(shop.a, () => sellOne(shop.a));
    const beside = shop.a.openBeside();

    const first = sellOne(shop.a);
    const second = sellOneOn(beside, "A");

    expect(second).toBe(first.replace(/1$/u, "2"));
    expect(beside.identity.origin).toBe(shop.a.ledger().identity.origin);
    beside.close();
  });
});

describe("a disk that was copied", () => {
  test("speaks in a new incarnation on another board, and forks nothing", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.reopen(HERE);
    sellOne(b);
    const copy = shop.clone(b);
    copy.reopen([["dmi", "board-2"]]);

    expect(sellOne(b)).toBe("B-000002");
    expect(sellOne(copy)).toMatch(/^B2[A-Z]{2}-000001$/u);
    copy.reopen();
    expect(sellOne(copy)).toMatch(/^B2[A-Z]{2}-000002$/u);

    synchroniseAll(shop.tills());
    for (const till of shop.tills()) expect(till.ledger().quarantined()).toEqual([]);
  });

  test("that nobody noticed is heard with both voices, and neither goes on", () => {
    using shop = createShop();
    const b = shop.join("B");
    const copy = forkTill(shop, b, { own: 1, copy: 1 });

    expect(sellOne(b)).toMatch(/^B2[A-Z]{2}-000001$/u);
    expect(sellOne(copy)).toMatch(/^B[23][A-Z]{2}-000001$/u);

    synchroniseAll(shop.tills());
    for (const till of shop.tills()) {
      expect(till.ledger().quarantined()).toMatchObject([
        { reason: "chain/forked" },
        { reason: "chain/forked" },
      ]);
      expect(verifyLedger(till.ledger()).findings).toEqual([]);
    }
  });

  test("of a till that never spoke makes another incarnation too", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.reopen(HERE);
    const copy = shop.clone(b);
    copy.reopen([["dmi", "board-2"]]);

    expect(sellOne(copy)).toMatch(/^B2[A-Z]{2}-000001$/u);
    expect(firstOf(copy.ledger())).toMatchObject({ body: { follows: null, cause: "board" } });
  });
});

describe("a snapshot that was put back, with its anchor", () => {
  test("is found out when the others tell what they hold", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    const saved = path.join(b.dir, "..", "saved");
    b.whileClosed(() => {
      cpSync(b.dir, saved, { recursive: true });
    });
    sellOne(b);
    synchronise(b, shop.a);
    b.whileClosed(() => {
      rmSync(b.dir, { recursive: true });
      cpSync(saved, b.dir, { recursive: true });
    });

    sellOne(b);
    synchroniseAll(shop.tills());

    expect(b.ledger().quarantined()).toHaveLength(2);
    expect(sellOne(b)).toMatch(/^B2[A-Z]{2}-000001$/u);
    expect(firstOf(b.ledger())).toMatchObject({ body: { cause: "peer" } });
  });
});

describe("the anchor", () => {
  test("is written after the sale, then at most each second, and when the till closes", () => {
    using shop = createShop();
    shop.a.reopen();
    const before = anchorSeq(shop.a);

    sellOne(shop.a);
    expect(anchorSeq(shop.a)).toBe(before);
    shop.a.clock.advance(0);
    const first = anchorSeq(shop.a);
    expect(first).toBeGreaterThan(before);
    sellOne(shop.a);
    shop.a.clock.advance(0);
    expect(anchorSeq(shop.a)).toBe(first);
    shop.a.clock.advance(1000);
    const second = anchorSeq(shop.a);
    expect(second).toBeGreaterThan(first);
    sellOne(shop.a);
    shop.a.reopen();

    const { origin } = shop.a.ledger().identity;
    expect(anchorSeq(shop.a)).toBe(shop.a.ledger().heads().get(origin)?.seq);
  });

  test("that can't be read is evidence of nothing", () => {
    using shop = createShop();
    sellOne(shop.a);
    shop.a.whileClosed(() => {
      rmSync(path.join(shop.a.dir, "anchor"));
    });

    expect(sellOne(shop.a)).toBe("A-000002");
  });
});

test("a command that is refused starts a new incarnation all the same, and only once", () => {
  using shop = createShop();
  loseTail(shop.a, () => sellOne(shop.a));

  shop.a.ledger().commit({ by: "1", name: "none", decide: () => err("no") });
  shop.a.ledger().commit({ by: "1", name: "none", decide: () => err("no") });

  const { origin } = shop.a.ledger().identity;
  expect(shop.a.ledger().heads().get(origin)?.seq).toBe(1);
});

/** What happens meanwhile is gone from the disk afterwards, but for the anchor. */
function restarted(till: TestTill): Ledger {
  till.reopen();
  return till.ledger();
}

function loseTail(till: TestTill, meanwhile: () => void): void {
  const saved = path.join(till.dir, "..", "saved");
  till.whileClosed(() => {
    rmSync(saved, { recursive: true, force: true });
    cpSync(till.dir, saved, { recursive: true });
  });
  meanwhile();
  till.whileClosed(() => {
    for (const file of ["ledger.db-wal", "ledger.db-shm"]) {
      rmSync(path.join(till.dir, file), { force: true });
    }
    cpSync(path.join(saved, "ledger.db"), path.join(till.dir, "ledger.db"));
  });
}

/** Its call-out number. */
function openOrder(till: TestTill): string {
  return openOneOn(till.ledger(), till.code).number;
}

function firstOf(ledger: Ledger): unknown {
  const [row] = ledger.store.startingAt(ledger.identity.origin, 1);
  const [event] = row === undefined ? [] : toTransaction(row).events;
  return event?.known;
}

function anchorSeq(till: TestTill): number {
  const text = readFileSync(path.join(till.dir, "anchor"), "utf8");
  return (JSON.parse(text) as { readonly seq: number }).seq;
}
