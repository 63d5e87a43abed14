/** Which chains count as ended when a day is closed, while a member says what isn't so. */

import { describe, expect, test } from "vitest";

import { endedChains } from "../../../src/app/day/close-day.ts";
import { type ChainEnd } from "../../../src/domain/identity.ts";
import { endOf } from "../../support/judgements.ts";
import { beginning } from "../../support/lies.ts";
import { sellOne } from "../../support/one-sale.ts";
import { rawTransaction } from "../../support/raw-transaction.ts";
import {
  createShop,
  receiveFault,
  synchroniseAll,
  type TestTill,
  TODAY,
} from "../../support/shop.ts";

describe("a till that sells on", () => {
  test("has not ended where another one says that it goes on from there", () => {
    using shop = createShop();
    const [b, c] = [shop.join("B"), shop.join("C")];
    sellOne(c);
    synchroniseAll(shop.tills());

    expect(receiveFault(shop.a, begun(b, 1, endOf(c)))).toBe("envelope/malformed");

    expect(endedAt(shop.a)).toEqual([]);
  });

  test("has not ended by a new beginning that counts for nothing", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    synchroniseAll(shop.tills());

    for (let n = 0; n < 5; n += 1)
      expect(receiveFault(shop.a, begun(b, n, endOf(b)))).toBe("taken");

    expect(endedAt(shop.a)).toEqual([]);
  });

  test("has ended where it goes on in a new chain", () => {
    using shop = createShop();
    const b = shop.join("B");
    sellOne(b);
    const { origin } = endOf(b);
    synchroniseAll(shop.tills());

    expect(receiveFault(shop.a, begun(b, 1, endOf(b)))).toBe("taken");

    expect(endedAt(shop.a)).toEqual([origin]);
  });
});

function begun(till: TestTill, n: number, follows: ChainEnd): Uint8Array {
  const body = { n: 2, follows, cause: "person" };
  return rawTransaction(beginning(till, n), [{ kind: "incarnation/started", body }]);
}

function endedAt({ ledger }: TestTill): ReadonlyArray<string> {
  const wish = { day: TODAY, without: new Set<never>() };
  return ledger().read((view) => endedChains(ledger(), view, wish).map(({ origin }) => origin));
}
