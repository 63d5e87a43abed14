/** Chains that are packed, and forked: before they were packed or afterwards, told as rows or segments. Size: whole. */

import { describe, expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { toRange } from "../../src/ledger/quarantine.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { audit, beginDay, linesOf, TOMORROW } from "../support/audited-shop.ts";
import { settled } from "../support/judgements.ts";
import { setting } from "../support/one-setting.ts";
import {
  createShop,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
} from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const CUT = { events: 4, bytes: 1_000_000 };

describe("a fork of a chain that is packed", () => {
  // B's run is packed after its fourth event: before, at each place of it, and after.
  test.each([0, 1, 3, 4, 5])("after %i events is the same to everybody", async (common) => {
    using shop = createShop("packed", { cut: CUT });
    const b = shop.join("B");
    write(b, common, "common");
    const [copy, third] = [shop.clone(b), shop.clone(b)];
    write(b, 6, "b");
    write(copy, 5, "copy");
    write(third, 2, "third");
    // One is told packed, one in rows and packed afterwards, one is never full.
    await sealAll(b.ledger());
    const [c, d] = [shop.join("C"), shop.join("D")];
    for (const from of [b, copy, third]) synchronise(from, shop.a);
    for (const from of [third, copy, b]) synchronise(from, c);
    await sealAll(copy.ledger());
    for (const from of [copy, b, third]) synchronise(from, d);

    await expectSame(shop);

    admitLongest(shop);
    await expectSame(shop);
    // The two other branches.
    expect(shop.a.ledger().quarantined()).toHaveLength(2);
  });

  test("is handed on whole by what a backup takes", async () => {
    using shop = createShop("pieces", { cut: CUT });
    const b = shop.join("B");
    write(b, 2, "common");
    const copy = shop.clone(b);
    write(b, 6, "b");
    write(copy, 6, "copy");
    for (const till of [b, copy]) {
      await sealAll(till.ledger());
      synchronise(till, shop.a);
    }
    const e = shop.stranger("E");

    const pieces = shop.a.ledger().pieces();

    // Those of a device are refused as long as its enrolment is not here.
    for (const { bytes } of [...pieces, ...pieces]) e.ledger().receive(bytes());

    expect([...e.ledger().heads()]).toEqual([...shop.a.ledger().heads()]);
    await expectSame(shop);
  });

  test("has every transaction where segments of one branch lie within those of another", async () => {
    using shop = createShop("nested", { cut: CUT });
    const b = shop.join("B");
    write(b, 4, "common");
    const copy = shop.clone(b);
    write(b, 3, "b");
    b.write(...settings(4, "b"));
    synchronise(b, shop.a);
    write(copy, 7, "copy");
    copy.write(...settings(6, "copy"));
    write(b, 4, "b");
    for (const till of [copy, b]) {
      await sealAll(till.ledger());
      synchronise(till, shop.a);
    }
    const { store } = shop.a.ledger();
    const { origin } = b.ledger().identity;

    // Of B the rows 5 to 11 and the segment behind them, of its copy the segments 5 to 8 and 9 to 17.
    const arrived = [...store.after(0)].filter((row) => row.origin === origin);
    const inOrder = [...store.ofOrigin(origin, 1)];

    expect(new Set(inOrder.map(({ hash }) => hash))).toEqual(
      new Set(arrived.map(({ hash }) => hash)),
    );
    expect(inOrder).toHaveLength(arrived.length);
    await expectSame(shop);
  });

  test("is signed to its ends, and seen, in an export of some days", async () => {
    using shop = createShop("days", { cut: { ...CUT, events: 6 } });
    const b = shop.join("B");
    write(b, 1, "b");
    const copy = shop.clone(b);
    for (const [till, name] of [
      [b, "b"],
      [copy, "copy"],
    ] as const) {
      write(till, 2, name);
      beginDay(till, TOMORROW);
      write(till, 4, name);
    }
    await sealAll(b.ledger());
    for (const till of [b, copy]) synchronise(till, shop.a);

    for (const days of [{ to: TODAY }, { from: TOMORROW }, { from: TOMORROW, to: TOMORROW }]) {
      const read = await audit(linesOf(shop.a, days));
      expect(read).toMatchObject({ code: 2, stderr: "" });
      expect(read.stdout).toMatch(/^IN QUESTION \(chain\/forked \w+\): events 2 to \d+ of /mu);
    }
  });
});

/** Everybody has, shows and exports the same, and finds nothing wrong with it. */
async function expectSame(shop: TestShop): Promise<void> {
  synchroniseAll(shop.tills());
  const till = shop.a;
  const questions = till.ledger().quarantined().map(toRange);
  const ends = [...till.ledger().heads()];
  for (const other of shop.tills()) {
    await sealAll(other.ledger());
    const report = verifyLedger(other.ledger());
    expect(report.findings).toEqual([]);
    expect(other.ledger().store.count()).toBe(report.transactions);
    expect(other.ledger().quarantined().map(toRange)).toEqual(questions);
    expect([...other.ledger().heads()]).toEqual(ends);
    expectWellFolded(other.ledger());
    expect(sharedTables(other.ledger())).toEqual(sharedTables(till.ledger()));
    expect(linesOf(other).length).toBe(linesOf(till).length);
  }
  expect(await audit(linesOf(till))).toMatchObject({ code: questions.length > 0 ? 2 : 0 });
  till.reopen();
  expect(verifyLedger(till.ledger()).findings).toEqual([]);
}

function admitLongest({ a }: TestShop): void {
  const [longest] = a
    .ledger()
    .quarantined()
    .map(toRange)
    .toSorted((x, y) => y.toSeq - x.toSeq);
  a.write(settled("chain/admitted", longest));
}

function write(till: TestTill, count: number, name: string): void {
  for (const draft of settings(count, name)) till.write(draft);
}

function settings(count: number, name: string): ReadonlyArray<Draft> {
  return Array.from({ length: count }, (_, value) => setting(value, name));
}
