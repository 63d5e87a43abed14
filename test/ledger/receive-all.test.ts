/** Several pieces that are taken at once: as if they had come one by one, and in one write. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { verifyLedger } from "../../src/ledger/verify.ts";
import { setting, settingAt } from "../support/one-setting.ts";
import { createShop, type TestShop, type TestTill } from "../support/shop.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const RUNS = 12;

test("pieces in any order and any grouping leave what they leave one by one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 9 }), fc.nat(8), (order, cut) => {
      using shop = createShop();
      const pieces = piecesOfTwo(shop);
      const [one, many] = [shop.stranger("Y"), shop.stranger("Z")].map((till) => {
        for (const bytes of shop.a.ledger().missingFor([])) till.ledger().receive(bytes);
        return till;
      }) as [TestTill, TestTill];
      const told = order.map((index) => pieces[index] ?? new Uint8Array());

      const alone = told.map((bytes) => one.ledger().receive(bytes));
      const together = [told.slice(0, cut), told.slice(cut)].flatMap((some) =>
        many.ledger().receiveAll(some),
      );

      expect(together).toEqual(alone);
      expect(many.ledger().heads()).toEqual(one.ledger().heads());
      expect(settingAt(many)).toBe(settingAt(one));
      many.ledger().flush();
      expectWellFolded(many.ledger());
    }),
    { numRuns: RUNS, seed: 45 },
  );
});

test("transactions that came together are stored in one write, of which listeners hear once", () => {
  using shop = createShop();
  const pieces = piecesOfTwo(shop);
  let heard = 0;
  shop.a.ledger().onChange(() => (heard += 1));

  shop.a.ledger().receiveAll(pieces);

  expect(heard).toBe(1);
});

test("a write that fails in the middle stores none of them, and all can be taken again", () => {
  using shop = createShop();
  const pieces = piecesOfTwo(shop);
  const ledger = shop.a.ledger();
  const count = ledger.store.count();
  ledger.db.exec(
    `CREATE TEMP TRIGGER broken BEFORE INSERT ON main.tx WHEN NEW.arrival > ${count + 2}
     BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`,
  );

  expect(() => ledger.receiveAll(pieces)).toThrow("the disk broke");
  expect(ledger.store.count()).toBe(count);
  expect(settingAt(shop.a)).toBeUndefined();

  ledger.db.exec("DROP TRIGGER broken");
  expect(ledger.receiveAll(pieces).every(({ ok }) => ok)).toBe(true);
  expect(settingAt(shop.a)).toBe(6);
  expect(verifyLedger(ledger)).toMatchObject({ ok: true, findings: [] });
});

/** Three transactions of each of two tills, whose words count at A. */
function piecesOfTwo(shop: TestShop): ReadonlyArray<Uint8Array> {
  const tills = [shop.join("B"), shop.join("C")];
  let value = 0;
  return tills.flatMap((till) =>
    [1, 2, 3].flatMap(() => {
      value += 1;
      till.clock.advance(1000 * value);
      till.write(setting(value));
      const { origin } = till.ledger().identity;
      return till.ledger().piecesOf(origin, 1).slice(-1);
    }),
  );
}
