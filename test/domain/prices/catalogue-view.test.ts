import { expect, test } from "vitest";

import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type Catalogue } from "../../../src/domain/goods/catalogue.ts";
import { toEventId, toStreamId } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import {
  entryName,
  readCatalogue,
  readChanges,
} from "../../../src/domain/prices/catalogue-view.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { emptyPool } from "../../support/draft-world.ts";
import { DRAFTS_BY_KIND } from "../../support/random-drafts.ts";
import {
  createShop,
  synchronise,
  synchroniseAll,
  type TestTill,
  TODAY,
} from "../../support/shop.ts";

const KINDS = [
  "product/set",
  "product/set",
  "product/left-set",
  "product/code-added",
  "price/planned",
  "category/set",
  "modifier-group/set",
  "station/set",
  "tax-class/set",
] as const;

test("what changed, read into the catalogue before, makes the one that is read anew", () => {
  for (let seed = 0; seed < 12; seed += 1) {
    using shop = createShop();
    const b = shop.join("B");
    const dice = createDice(seed);
    let kept = { revision: -1, catalogue: read(shop.a, (view) => readCatalogue(view, TODAY)) };
    kept = { ...kept, revision: read(shop.a, (view) => view.revision("cat")) };

    for (let step = 0; step < 12; step += 1) {
      const writer = dice.chance(70) ? shop.a : b;
      for (const draft of drafts(dice, writer, shop.tills())) writer.write(draft);
      if (dice.chance(30)) synchroniseAll(shop.tills());
      const { catalogue, changed, revision } = read(shop.a, (view) => {
        const streams = view.changedSince("cat", kept.revision);
        return {
          catalogue: readCatalogue(view, TODAY),
          changed: streams && readChanges(kept.catalogue, view, { day: TODAY, streams }),
          revision: view.revision("cat"),
        };
      });

      expect(listed(changed ?? catalogue)).toEqual(listed(catalogue));
      kept = { revision, catalogue: changed ?? catalogue };
    }
  }
});

test("what a fork puts in question is gone from a catalogue that was read before it", () => {
  using shop = createShop();
  const copy = shop.clone(shop.a);
  shop.a.write(named("XNEW", "New"));
  const kept = read(shop.a, (view) => ({
    catalogue: readCatalogue(view, TODAY),
    revision: view.revision("cat"),
  }));
  expect(kept.catalogue.productsBySku.has("XNEW")).toBe(true);

  copy.write(named("OTHER", "Other"));
  synchronise(copy, shop.a);

  const { fresh, streams, changed } = read(shop.a, (view) => {
    const since = view.changedSince("cat", kept.revision);
    const day = TODAY;
    return {
      fresh: readCatalogue(view, day),
      streams: since,
      changed: readChanges(kept.catalogue, view, { day, streams: since ?? [] }),
    };
  });
  expect(fresh.productsBySku.has("XNEW")).toBe(false);
  expect(listed(streams === undefined ? fresh : changed)).toEqual(listed(fresh));
});

function named(sku: string, name: string): Draft {
  return {
    kind: "product/set",
    streams: [toStreamId("cat", entryName("product", sku))],
    body: { set: { name }, over: {} },
  };
}

function read<Value>(till: TestTill, look: (view: LedgerView) => Value): Value {
  return till.ledger().read(look);
}

function drafts(dice: Dice, till: TestTill, tills: ReadonlyArray<TestTill>): ReadonlyArray<Draft> {
  return Array.from({ length: 1 + dice.nat(3) }, () => {
    const { origin } = till.ledger().identity;
    const self = toEventId(origin, 1, "0badcafe");
    const world = { dice, pool: emptyPool(), tills, till, origin, self };
    return DRAFTS_BY_KIND[dice.pick(KINDS)]({ ...world, series: "A", nextNo: () => 1 });
  });
}

/** With their order, which lists on the screen show. */
function listed(catalogue: Catalogue) {
  const { limits, ...maps } = catalogue;
  const sorted = [...limits].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { limits: sorted, ...mapped(maps) };
}

function mapped(maps: Omit<Catalogue, "limits">) {
  return Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, [...map]]));
}
