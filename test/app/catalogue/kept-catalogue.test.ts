import { expect, test } from "vitest";

import { keepCatalogue, type KeptCatalogue } from "../../../src/app/till.ts";
import { entryName, readCatalogue } from "../../../src/domain/catalogue-view.ts";
import { type Catalogue } from "../../../src/domain/catalogue.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { createDice } from "../../support/dice.ts";
import { createShop, synchroniseAll, type TestTill, TODAY } from "../../support/shop.ts";

const MANY = 450;

test("read ahead in pieces it is what is read at once, whatever changes in between", () => {
  for (let seed = 0; seed < 6; seed += 1) {
    using shop = createShop();
    const b = shop.join("B");
    const dice = createDice(seed);
    for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
    const kept = keep(shop.a);

    let pieces = 0;
    while (kept.readAhead()) {
      pieces += 1;
      const writer = dice.chance(50) ? shop.a : b;
      writer.write(named(`P${dice.nat(MANY + 50)}`, `Changed ${pieces}`));
      if (dice.chance(50)) synchroniseAll(shop.tills());
      // Somebody types before all of it is there.
      if (dice.chance(10)) kept.catalogue();
    }

    expect(listed(kept.catalogue())).toEqual(listed(fresh(shop.a)));
    expect(kept.readAhead()).toBe(false);
  }
});

test("it takes several pieces, and none once it is known", () => {
  using shop = createShop();
  for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
  const kept = keep(shop.a);

  expect([kept.readAhead(), kept.readAhead()]).toEqual([true, true]);
  const catalogue = kept.catalogue();

  expect(kept.readAhead()).toBe(false);
  expect(kept.catalogue()).toBe(catalogue);
});

test("more changes than anybody remembers between two pieces begin it anew", () => {
  using shop = createShop();
  for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
  const kept = keep(shop.a);
  kept.readAhead();

  for (let at = 0; at < 1100; at += 1) shop.a.write(named(`P${at % 7}`, `Again ${at}`));
  while (kept.readAhead());

  expect(listed(kept.catalogue())).toEqual(listed(fresh(shop.a)));
});

function keep(till: TestTill): KeptCatalogue {
  return keepCatalogue(till.ledger(), TODAY);
}

function fresh(till: TestTill): Catalogue {
  return till.ledger().read((view) => readCatalogue(view, TODAY));
}

/** With their order, which lists on the screen show. */
function listed(catalogue: Catalogue): ReadonlyArray<unknown> {
  const maps: ReadonlyArray<ReadonlyMap<string, unknown>> = Object.values(catalogue);
  return maps.map((map) => Array.from(map));
}

function named(sku: string, name: string): Draft {
  return {
    kind: "product/set",
    streams: [toStreamId("cat", entryName("product", sku))],
    body: { set: { name }, over: {} },
  };
}
