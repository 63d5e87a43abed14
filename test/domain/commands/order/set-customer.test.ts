/** Whom an order is for: decided on one till, merged on two, and what the receipt says of it. */

import { describe, expect, test } from "vitest";

import { orderView } from "../../../../src/app/orders/orders.ts";
import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetCustomer,
  decideTakeCustomerOff,
} from "../../../../src/domain/commands/order/set-customer.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor, oneUnit } from "../../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { type OrderView } from "../../../../src/domain/views.ts";
import { type Committed } from "../../../../src/ledger/ledger.ts";
import { decidePayCash } from "../../../support/pay-cash.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  faultOf,
  synchroniseAll,
  type TestTill,
  valueOf,
} from "../../../support/shop.ts";

const ANNA = "a".repeat(32);
const MARCO = "b".repeat(32);

describe("an order", () => {
  test("is opened by its customer before there are goods, and these join it", () => {
    using shop = createShop();
    know(shop.a, ANNA);

    const order = open(shop.a, ANNA);
    addCroissant(shop.a, order);

    expect(viewAt(shop.a, order)).toMatchObject({ customer: ANNA, status: "open", number: "A1" });
    expect(viewAt(shop.a, order)?.lines).toHaveLength(1);
  });

  test("has its customer taken off, and both are taken back", () => {
    using shop = createShop();
    know(shop.a, ANNA);
    know(shop.a, MARCO);
    const order = open(shop.a, ANNA);

    const changed = setOn(shop.a, order, MARCO);
    expect(viewAt(shop.a, order)?.customer).toBe(MARCO);
    undo(shop.a, order, changed);
    expect(viewAt(shop.a, order)?.customer).toBe(ANNA);

    const before = stateAt(shop.a, order);
    const off = valueOf(
      act(shop.a, (context) => decideTakeCustomerOff(context, stateAt(shop.a, order))),
    );
    expect(viewAt(shop.a, order)?.customer).toBe("");
    undo(shop.a, order, { before, committed: off });
    expect(viewAt(shop.a, order)?.customer).toBe(ANNA);
  });

  test("refuses who is not known, erased, away, on it already, and whoever lacks the right", () => {
    using shop = createShop();
    know(shop.a, ANNA);
    know(shop.a, MARCO, { active: false });
    const order = open(shop.a, ANNA);
    const erased = "c".repeat(32);
    know(shop.a, erased);
    shop.a.write({ kind: "customer/erased", streams: [streamOf(erased)], body: {} });

    function faultFor(customer: string): string {
      const decided = act(shop.a, (context) =>
        decideSetCustomer(context, stateAt(shop.a, order), { customer, service: "counter" }),
      );
      return faultOf(decided).type;
    }

    expect(["d".repeat(32), erased, MARCO, ANNA].map(faultFor)).toEqual([
      "customer/unknown",
      "customer/erased",
      "customer/inactive",
      "customer/there",
    ]);
    const without = act(
      shop.a,
      (context) => decideTakeCustomerOff(context, stateAt(shop.a, order)),
      { permissions: ["sell"] },
    );
    expect(faultOf(without)).toMatchObject({ type: "permission/missing", permission: "customer" });
  });

  test("for which two tills set different customers asks a person, until one of them says", () => {
    using shop = createShop();
    const b = shop.join("B");
    know(shop.a, ANNA);
    know(shop.a, MARCO);
    const order = open(shop.a, undefined);
    synchroniseAll(shop.tills());

    setOn(shop.a, order, ANNA);
    setOn(b, order, MARCO);
    synchroniseAll(shop.tills());

    const [one, other] = [shop.a, b].map((till) => viewAt(till, order));
    expect(one?.customer).toBe(other?.customer);
    for (const view of [one, other]) {
      expect(view?.attention).toMatchObject([{ type: "order/customer-contested" }]);
    }

    setOn(b, order, one?.customer ?? "");
    synchroniseAll(shop.tills());
    expect(viewAt(shop.a, order)).toMatchObject({ customer: one?.customer, attention: [] });
  });

  test("for which two tills set the same customer asks nobody", () => {
    using shop = createShop();
    const b = shop.join("B");
    know(shop.a, ANNA);
    const order = open(shop.a, undefined);
    synchroniseAll(shop.tills());

    setOn(shop.a, order, ANNA);
    setOn(b, order, ANNA);
    synchroniseAll(shop.tills());

    expect(viewAt(b, order)).toMatchObject({ customer: ANNA, attention: [] });
  });
});

test("the receipt records whom it was issued to, and keeps it", () => {
  using shop = createShop();
  know(shop.a, ANNA);
  const order = open(shop.a, ANNA);
  addCroissant(shop.a, order);
  const { due } = orderBalance(stateAt(shop.a, order));
  valueOf(act(shop.a, (context) => decidePayCash(context, stateAt(shop.a, order), minor(due))));

  know(shop.a, ANNA, { name: "another name" });

  const [receipt] = stateAt(shop.a, order).receipts;
  expect(receipt?.body.to).toEqual({
    customer: ANNA,
    name: { k: "k", c: "name" },
    taxId: null,
  });
  expect(shop.a.ledger().read((view) => view.tagged(`order/customer/${ANNA}`))).toEqual([
    toStreamId("order", order),
  ]);
});

test("the next customer of a paid order begins another one", () => {
  using shop = createShop();
  know(shop.a, ANNA);
  const order = open(shop.a, undefined);
  const { due } = orderBalance(stateAt(shop.a, order));
  valueOf(act(shop.a, (context) => decidePayCash(context, stateAt(shop.a, order), minor(due))));

  const next = setOn(shop.a, order, ANNA);

  expect(next.committed.events.map(({ event }) => event.kind)).toEqual([
    "order/opened",
    "order/changed",
  ]);
  expect(viewAt(shop.a, order)?.customer).toBe("");
  const off = act(shop.a, (context) => decideTakeCustomerOff(context, stateAt(shop.a, order)));
  expect(faultOf(off).type).toBe("order/paid");
});

interface Changed {
  readonly before: OrderState;
  readonly committed: Committed;
}

function know(till: TestTill, id: string, { name = "name", active = true } = {}): void {
  const { open: known = [] } =
    till.ledger().read((view) => view.state("customer", id)).fields["name"] ?? {};
  till.write({
    kind: "customer/set",
    streams: [streamOf(id)],
    body: {
      set: { name: { k: "k", c: name }, active },
      over: { name: known.map((write) => write.id) },
    },
  });
}

/** By its customer, or by its first goods. */
function open(till: TestTill, customer: string | undefined): EventId {
  const opened = act(till, (context) =>
    customer === undefined
      ? decideAddGoods(context, {
          catalogue: cafeCatalogue(),
          goods: { kind: "goods", product: croissant(), quantity: oneUnit },
          order: undefined,
          service: "counter",
        })
      : decideSetCustomer(context, undefined, { customer, service: "counter" }),
  );
  const [id] = valueOf(opened).ids;
  if (id === undefined) throw new Error("Nothing was opened.");
  return id;
}

function setOn(till: TestTill, order: EventId, customer: string): Changed {
  const before = stateAt(till, order);
  const committed = act(till, (context) =>
    decideSetCustomer(context, stateAt(till, order), { customer, service: "counter" }),
  );
  return { before, committed: valueOf(committed) };
}

function undo(till: TestTill, order: EventId, { before, committed }: Changed): void {
  const events = committed.events.flatMap(({ known }) => known ?? []);
  for (const step of undosOf(before, events)) {
    valueOf(act(till, (context) => decideUndo(context, stateAt(till, order), step)));
  }
}

function addCroissant(till: TestTill, order: EventId): void {
  const goods = { kind: "goods" as const, product: croissant(), quantity: oneUnit };
  const added = act(till, (context) =>
    decideAddGoods(context, {
      catalogue: cafeCatalogue(),
      goods,
      order: stateAt(till, order),
      service: "counter",
    }),
  );
  valueOf(added);
}

function croissant() {
  const found = cafeCatalogue().productsBySku.get("CROISSANT");
  if (found === undefined) throw new Error("The café has no croissants.");
  return found;
}

function stateAt(till: TestTill, order: EventId): OrderState {
  return till.ledger().read((view) => view.state("order", order));
}

function viewAt(till: TestTill, order: EventId): OrderView | undefined {
  return till.ledger().read((view) => orderView(view, order));
}

function streamOf(id: string) {
  return toStreamId("customer", id);
}
