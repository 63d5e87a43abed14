import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { type ChainEnd } from "../../src/domain/identity.ts";
import { toRange } from "../../src/ledger/quarantine.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { forkTill } from "../support/forked-till.ts";
import { endOf, revocation, settled } from "../support/judgements.ts";
import { sellOne } from "../support/one-sale.ts";
import { setting, settingAt } from "../support/one-setting.ts";
import { nextPlace, rawTransaction } from "../support/raw-transaction.ts";
import { refoldedTables } from "../support/shared-tables.ts";
import {
  createShop,
  promotion,
  synchronise,
  synchroniseAll,
  type TestTill,
  valueOf,
} from "../support/shop.ts";
import { expectWellFolded } from "../support/well-folded.ts";

describe("a till whose disk was copied", () => {
  test("is heard with both its voices, and neither counts beyond what both know", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);

    forkTill(shop, b, { own: 2, copy: 1 });

    const { origin } = b.ledger().identity;
    for (const till of shop.tills()) {
      expect(receiptsCounted(till)).toBe(1);
      expect(till.ledger().heads().get(origin)?.others).toHaveLength(1);
      expect(rangesOf(till).map(({ reason }) => reason)).toEqual(["chain/forked", "chain/forked"]);
      expect(rangesOf(till)).toEqual(rangesOf(shop.a));
      expect(verifyLedger(till.ledger()).findings).toEqual([]);
    }
  });

  test("is told of its own other voice when the two meet first", () => {
    using shop = createShop();
    const b = shop.join("B");
    const copy = shop.clone(b);
    sellOne(b);
    sellOne(copy);

    synchronise(b, copy);
    synchronise(copy, b);

    expect(endsOf(b)).toEqual(endsOf(copy));
    expect(endsOf(b)).toHaveLength(2);
  });

  test("has the sales of one branch counted when a person admits it, and the other's when retired not", () => {
    using shop = createShop();
    const b = shop.join("B");
    forkTill(shop, b, { own: 2, copy: 1 });
    const [one, other] = rangesOf(shop.a).toSorted((x, y) => y.toSeq - x.toSeq);

    shop.a.write(settled("chain/admitted", one), settled("chain/retired", other));
    synchroniseAll(shop.tills());

    for (const till of shop.tills()) {
      expect(receiptsCounted(till)).toBe(2);
      expect(rangesOf(till)).toMatchObject([{ reason: "chain/retired" }]);
      till.ledger().flush();
      expectWellFolded(till.ledger());
    }
  });

  test("names the numbers given twice when both branches are admitted", () => {
    using shop = createShop();
    const b = shop.join("B");
    forkTill(shop, b, { own: 2, copy: 1 });

    shop.a.write(...rangesOf(shop.a).map((range) => settled("chain/admitted", range)));
    synchroniseAll(shop.tills());

    expect(b.ledger().attention()).toMatchObject([
      { type: "chain/both-admitted", numbersTwice: ["B-000001"] },
    ]);
    expect(receiptsCounted(b)).toBe(3);
    expect(verifyLedger(b.ledger()).findings).toEqual([]);
  });

  test("folds two branches with one and the same key alike, whichever came first", () => {
    using shop = createShop();
    const b = shop.join("B");
    const copy = shop.clone(b);
    b.write(setting(1));
    copy.write(setting(2));
    synchroniseAll(shop.tills());

    shop.a.write(...rangesOf(shop.a).map((range) => settled("chain/admitted", range)));
    synchroniseAll(shop.tills());

    const tables = shop.tills().map((till) => refoldedTables(till.ledger()));
    for (const till of shop.tills()) till.ledger().flush();
    expect(shop.tills().map((till) => sharedTables(till.ledger()))).toEqual(tables);
    expect(tables[1]).toEqual(tables[0]);
    expect(tables[2]).toEqual(tables[0]);
  });

  test("counts the id that the senior device admitted, when both branches gave it", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    shop.a.write(promotion(c));
    const copy = shop.clone(b);
    for (const [till, value] of [
      [b, 1],
      [copy, 2],
    ] as const) {
      const event = { kind: "setting/set", streams: ["set/x"], body: { value, over: [] } };
      valueOf(till.ledger().receive(rawTransaction(nextPlace(till.ledger()), [event])));
    }
    const [mine, theirs] = [endOf(b), endOf(copy)];
    synchroniseAll(shop.tills());

    c.write(settled("chain/admitted", theirs));
    shop.a.write(settled("chain/admitted", mine));
    synchroniseAll(shop.tills());

    for (const till of shop.tills()) expect(settingAt(till)).toBe(1);
    expect(rangesOf(copy)).toMatchObject([{ hash: theirs.hash, reason: "chain/id-taken" }]);
  });

  test("is the same after a restart, and for another process on the store", () => {
    using shop = createShop();
    const b = shop.join("B");
    forkTill(shop, b, { own: 1, copy: 1 });
    const before = rangesOf(shop.a);

    using beside = disposable(shop.a);
    expect(beside.ledger.quarantined().map(toRange)).toEqual(before);
    shop.a.ledger().flush();
    shop.a.reopen();

    expect(rangesOf(shop.a)).toEqual(before);
    expect(beside.ledger.quarantined().map(toRange)).toEqual(before);
    sellOne(shop.a);
    expect(verifyLedger(beside.ledger).findings).toEqual([]);
  });
});

describe("a stolen till", () => {
  test("sells on in vain, and what it sold before stays", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchronise(b, shop.a);
    const known = endOf(b);
    sellOne(b);

    shop.a.write(revocation(b, known));
    synchroniseAll(shop.tills());

    for (const till of shop.tills()) {
      expect(receiptsCounted(till)).toBe(1);
      expect(rangesOf(till)).toMatchObject([{ fromSeq: known.seq + 1, reason: "chain/revoked" }]);
    }
  });

  test("that is revoked before its sales are heard comes to the same", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    sellOne(b);
    synchronise(b, shop.a);
    const known = endOf(b);
    sellOne(b);
    shop.a.write(revocation(b, known));

    synchronise(shop.a, c);
    expect(receiptsCounted(c)).toBe(1);
    synchronise(b, c);

    expect(receiptsCounted(c)).toBe(1);
    expect(rangesOf(c)).toMatchObject([{ fromSeq: known.seq + 1, reason: "chain/revoked" }]);
  });
});

function receiptsCounted(till: TestTill): number {
  return till.ledger().read((view) => view.sum(seriesCountKey("B")));
}

function rangesOf(till: TestTill): ReadonlyArray<ReturnType<typeof toRange>> {
  return till.ledger().quarantined().map(toRange);
}

/** Of the till's own chain, the longest first. */
function endsOf(till: TestTill): ReadonlyArray<ChainEnd> {
  const { origin } = till.ledger().identity;
  const head = till.ledger().heads().get(origin);
  if (head === undefined) return [];
  const { seq, hash, others } = head;
  return [
    { origin, seq, hash },
    ...others.map((end) => ({ origin, seq: end.seq, hash: end.hash })),
  ];
}

function disposable(
  till: TestTill,
): Disposable & { readonly ledger: ReturnType<TestTill["openBeside"]> } {
  const ledger = till.openBeside();
  return {
    ledger,
    [Symbol.dispose]: () => {
      ledger.close();
    },
  };
}
