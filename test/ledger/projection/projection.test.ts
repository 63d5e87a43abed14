import { expect, test } from "vitest";

import { toStreamId } from "../../../src/domain/identity.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { createProjection, emptyBase } from "../../../src/ledger/projection/projection.ts";
import { noRevisions } from "../../../src/ledger/projection/revisions.ts";
import { createRowCache } from "../../../src/ledger/projection/row-cache.ts";
import { setting } from "../../support/one-setting.ts";
import { createShop } from "../../support/shop.ts";

test("once it is written down, only what somebody has looked at is kept in memory", () => {
  using shop = createShop();
  shop.a.write(setting(1, "looked-at"));
  shop.a.write(setting(2, "taken-in"));
  const cache = createRowCache();
  const projection = createProjection(emptyBase, noRevisions, cache);
  const transactions = [...shop.a.ledger().store.after(0)].map(toTransaction);

  for (const transaction of transactions) projection.apply(transaction);
  projection.view.state("set", "looked-at");
  projection.changes();
  projection.keep();

  const kept = new Set(
    transactions
      .flatMap(({ events }) => events.flatMap(({ event }) => event.streams))
      .filter((stream) => cache.get(stream) !== undefined),
  );
  expect([...kept]).toEqual([toStreamId("set", "looked-at")]);
});
