/**
 * A rogue that writes the last key there is on an order leaves no room after it. What honest tills write
 * there gets the same key: the order can be paid, and all agree on it.
 */

import { describe, expect, test } from "vitest";

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { OPEN_ORDER_TAG } from "../../src/domain/folds/order-sums.ts";
import { type StreamId, streamName, toEventId, toStreamId } from "../../src/domain/identity.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { HLC_MAX } from "../../src/ledger/log/event-header.ts";
import { reconcileDay } from "../../src/report/reconcile.ts";
import { endOf, revocation } from "../support/judgements.ts";
import { settingAt } from "../support/one-setting.ts";
import { decidePayCash } from "../support/pay-cash.ts";
import { nextPlace, RAW_TAG, rawTransaction } from "../support/raw-transaction.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  firstId,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
  valueOf,
} from "../support/shop.ts";

describe.each([0, 1, 5, 1000])("an order on which a rogue wrote %i below the last key", (below) => {
  test.each([
    ["that is revoked, and its word stays", "named"],
    ["that is revoked, and its word goes", "cut"],
    ["that nobody has found out", "at large"],
  ] as const)("is paid, after a rogue %s", (_, fate) => {
    using shop = createShop(`last key ${below}`);
    const { stream, rogue } = poisonedOrder(shop, below);
    if (fate === "named") shop.a.write(revocation(rogue, endOf(rogue)));
    if (fate === "cut") shop.a.write(revocation(rogue));
    synchroniseAll(shop.tills());

    for (const till of shop.tills().slice(0, 2)) addCroissant(till, stream);
    synchroniseAll(shop.tills());
    pay(shop.a, stream);
    synchroniseAll(shop.tills());

    const sums = shop
      .tills()
      .map((till) => till.ledger().read((view) => reconcileDay(view, TODAY)));
    expect(sums[0]).toMatchObject({ receipts: 1 });
    expect(sums.slice(1)).toEqual(sums.slice(1).map(() => sums[0]));
    expect(openOrders(shop.a)).toEqual([]);
    const state = stateOf(shop.a, stream);
    expect(orderBalance(state)).toMatchObject({ due: 0 });
    expect(orderBalance(state).lines).toHaveLength(3);
  });
});

test.each([1, 2, 3, 4, 5, 6])("a setting that a rogue wrote is set otherwise (%i)", (seed) => {
  using shop = createShop(`pinned ${seed}`);
  const [b, rogue] = [shop.join("B"), shop.join("C")];
  const place = nextPlace(rogue.ledger());
  const pinned = { kind: "setting/set", streams: ["set/x"], hlc: HLC_MAX };
  const write = { ...pinned, body: { value: "rogue", over: [] } };
  valueOf(rogue.ledger().receive(rawTransaction(place, [write])));
  let over = toEventId(place.origin, place.seq, RAW_TAG);

  for (const [till, value] of [
    [shop.a, "first"],
    [b, "second"],
    [shop.a, "third"],
    [rogue, "fourth"],
    [b, "fifth"],
  ] as const) {
    synchroniseAll(shop.tills());
    const streams = [toStreamId("set", "x")];
    over = firstId(till.write({ kind: "setting/set", streams, body: { value, over: [over] } }));
    expect(settingAt(till)).toBe(value);
  }
  synchroniseAll(shop.tills());

  expect(shop.tills().map((till) => settingAt(till))).toEqual(["fifth", "fifth", "fifth"]);
  shop.a.reopen();
  expect(settingAt(shop.a)).toBe("fifth");
});

/** B opens it, the rogue changes it. */
function poisonedOrder(
  shop: TestShop,
  below: number,
): { readonly stream: StreamId; readonly rogue: TestTill } {
  shop.join("B");
  const rogue = shop.join("C");
  addCroissant(shop.a, undefined);
  const [stream] = openOrders(shop.a);
  if (stream === undefined) throw new Error("No order is open.");
  synchroniseAll(shop.tills());
  const body = { set: { name: "Rogue" } };
  const event = { kind: "order/changed", streams: [stream], hlc: HLC_MAX - below, body };
  valueOf(rogue.ledger().receive(rawTransaction(nextPlace(rogue.ledger()), [event])));
  synchroniseAll(shop.tills());
  return { stream, rogue };
}

function addCroissant(till: TestTill, stream: StreamId | undefined): void {
  const catalogue = cafeCatalogue();
  const product = catalogue.productsBySku.get("CROISSANT");
  if (product === undefined) throw new Error("The café has no croissants.");
  valueOf(
    act(till, (context) =>
      decideAddGoods(context, {
        catalogue,
        goods: { kind: "goods", product, quantity: oneUnit },
        order: stream === undefined ? undefined : stateOf(till, stream),
        service: "counter",
      }),
    ),
  );
}

function pay(till: TestTill, stream: StreamId): void {
  const order = stateOf(till, stream);
  valueOf(act(till, (context) => decidePayCash(context, order, minor(orderBalance(order).due))));
}

function stateOf(till: TestTill, stream: StreamId) {
  return till.ledger().read((view) => view.state("order", streamName(stream)));
}

function openOrders(till: TestTill): ReadonlyArray<StreamId> {
  return till.ledger().read((view) => [...view.tagged(OPEN_ORDER_TAG)]);
}
