/** Prices of customer groups: what a line costs when it is added, and what repricing makes of it later. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { orderView } from "../../../../src/app/orders/orders.ts";
import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { type Decision, type DecisionContext } from "../../../../src/domain/commands/decision.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideAddGoods } from "../../../../src/domain/commands/order/add-goods.ts";
import {
  decideSetPrice,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../../src/domain/commands/order/give-discount.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideReprice } from "../../../../src/domain/commands/order/reprice-order.ts";
import {
  decideSetCustomer,
  decideTakeCustomerOff,
} from "../../../../src/domain/commands/order/set-customer.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { decideChangeCustomer } from "../../../../src/domain/commands/people/change-customers.ts";
import { PERMISSIONS } from "../../../../src/domain/events/permission.ts";
import {
  type Catalogue,
  type PriceList,
  type Service,
} from "../../../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { type LineKindName } from "../../../../src/domain/lines/line-kinds.ts";
import { milliPercent, minor, oneUnit, thousandths } from "../../../../src/domain/money/amounts.ts";
import { shopMoment, type ShopMoment } from "../../../../src/domain/settings/shop-time.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { type OrderView } from "../../../../src/domain/views.ts";
import { type Committed } from "../../../../src/ledger/ledger.ts";
import { decidePayCash } from "../../../support/pay-cash.ts";
import {
  act,
  type Acting,
  cafeCatalogue,
  createShop,
  faultOf,
  NOON_MS,
  synchroniseAll,
  type TestTill,
  valueOf,
} from "../../../support/shop.ts";
import { idOf } from "../../../support/told.ts";

const [ANNA, OTTO, IDA] = ["a", "b", "c"].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
];
/** Who may not change prices. */
const CASHIER: Acting = {
  permissions: PERMISSIONS.filter((it) => it !== "price" && it !== "approve"),
};
/** 260 by itself. */
const CROISSANT = "CROISSANT";
/** 240, made at the bar. */
const ESPRESSO = "ESPRESSO";
const NOON = shopMoment(NOON_MS, 60, 240);

describe("a line", () => {
  test("has the price of its customer's group when it is added; those before keep theirs", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);

    setCustomer(shop.a, order, ANNA);
    expect(costs(shop.a, order)).toEqual([[260, ""]]);
    add(shop.a, order, CROISSANT);

    expect(costs(shop.a, order)).toEqual([
      [260, ""],
      [234, "Members"],
    ]);
    const [, line] = Object.values(stateAt(shop.a, order).linesById);
    expect(line?.added?.list).toMatchObject({ id: "members", group: "members" });
  });

  test("of whom no list is for, or who was erased, costs what it costs", () => {
    using shop = newShop();
    know(shop.a, IDA, "regulars");
    const order = open(shop.a, IDA);
    add(shop.a, order, CROISSANT);
    const erased = open(shop.a, ANNA);
    shop.a.write({ kind: "customer/erased", streams: [streamOf(ANNA)], body: {} });
    add(shop.a, erased, CROISSANT);

    expect([...costs(shop.a, order), ...costs(shop.a, erased)]).toEqual([
      [260, ""],
      [260, ""],
    ]);
  });
});

describe("repricing", () => {
  test("prices each line as if its customer had been there from the start, and is one step to undo", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);
    add(shop.a, order, ESPRESSO);
    setCustomer(shop.a, order, ANNA);

    const before = stateAt(shop.a, order);
    const done = valueOf(reprice(shop.a, order, CASHIER));

    expect(costs(shop.a, order)).toEqual([
      [234, "Members"],
      [216, "Members"],
    ]);
    expect(viewAt(shop.a, order)?.total).toBe(450);
    const steps = undosOf(before, known(done));
    expect(steps).toMatchObject([{ type: "prices-back" }]);
    undo(shop.a, order, { before, done, acting: CASHIER });
    expect(costs(shop.a, order)).toEqual([
      [260, ""],
      [240, ""],
    ]);
    expect(stateAt(shop.a, order).linesById).not.toEqual(before.linesById);
    // And forth again, for whoever took it back by mistake.
    valueOf(reprice(shop.a, order, CASHIER));
    expect(viewAt(shop.a, order)?.total).toBe(450);
  });

  test("goes by the hour at which each line was added, not by that of the guest's card", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, { at: HAPPY });
    expect(costs(shop.a, order)).toEqual([[150, "Happy hour"]]);
    add(shop.a, order, CROISSANT);
    setCustomer(shop.a, order, ANNA);

    const [first] = lineIds(shop.a, order);
    valueOf(reprice(shop.a, order, { addedAt: (line) => (line === first ? HAPPY : NOON) }));

    expect(costs(shop.a, order)).toEqual([
      [150, "Happy hour"],
      [234, "Members"],
    ]);
  });

  test("goes by the service too, and back to the product's own price", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);
    change(shop.a, order, (context, state) => decideSetService(context, state, "takeaway"));
    expect(costs(shop.a, order)).toEqual([[260, ""]]);
    valueOf(reprice(shop.a, order));
    expect(costs(shop.a, order)).toEqual([[200, "Away"]]);

    change(shop.a, order, (context, state) => decideSetService(context, state, "counter"));
    const before = stateAt(shop.a, order);
    const done = valueOf(reprice(shop.a, order));
    expect(costs(shop.a, order)).toEqual([[260, ""]]);
    undo(shop.a, order, { before, done });
    expect(costs(shop.a, order)).toEqual([[200, "Away"]]);
  });

  test("leaves what a person said: prices that were typed, before and after, and discounts", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, { price: 100 });
    add(shop.a, order, CROISSANT);
    add(shop.a, order, CROISSANT);
    add(shop.a, order, CROISSANT);
    const [, typed, given] = lineIds(shop.a, order);
    change(shop.a, order, (context, state) =>
      decideSetPrice(context, state, { line: typed ?? NOBODY, price: minor(150) }),
    );
    const tenth = { rate: milliPercent(10_000), amount: minor(0) };
    change(shop.a, order, (context, state) =>
      decideDiscountLine(context, state, { line: given ?? NOBODY, discount: tenth }),
    );
    setCustomer(shop.a, order, ANNA);
    valueOf(reprice(shop.a, order));

    expect(costs(shop.a, order)).toEqual([
      [100, ""],
      [150, ""],
      [234, "Members"],
      [234, "Members"],
    ]);
    expect(viewAt(shop.a, order)?.lines.map(({ gross }) => gross)).toEqual([100, 150, 211, 234]);
  });

  test("leaves what comes back, what is off and what is paid, and refuses where nothing is left", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, { kind: "return" });
    add(shop.a, order, CROISSANT);
    const [, off] = lineIds(shop.a, order);
    change(shop.a, order, (context, state) =>
      decideVoidLine(context, state, { line: off ?? NOBODY, reason: "" }),
    );
    setCustomer(shop.a, order, ANNA);
    expect(faultOf(reprice(shop.a, order))).toEqual({ type: "order/prices-same" });

    const paid = add(shop.a, undefined, CROISSANT);
    pay(shop.a, paid);
    expect(faultOf(reprice(shop.a, paid))).toEqual({ type: "order/paid" });
    add(shop.a, paid, CROISSANT);
    setCustomer(shop.a, paid, ANNA);
    valueOf(reprice(shop.a, paid));
    expect(costs(shop.a, paid)).toEqual([
      [260, ""],
      [234, "Members"],
    ]);
  });

  test("tells the kitchen nothing, which makes the same", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, ESPRESSO);
    change(shop.a, order, decideSend);
    setCustomer(shop.a, order, ANNA);

    const done = valueOf(reprice(shop.a, order));

    expect(known(done).map(({ kind }) => kind)).toEqual(["order/line-changed"]);
    expect(viewAt(shop.a, order)?.lines).toMatchObject([{ kitchen: "sent", price: 216 }]);
  });

  test("makes no discount larger than who reprices may give", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);
    const amount = { rate: milliPercent(0), amount: minor(100) };
    change(shop.a, order, (context, state) =>
      decideDiscountOrder(context, state, { discount: amount }),
    );
    setCustomer(shop.a, order, ANNA);

    const permissions = ["sell"] as const;
    expect(faultOf(reprice(shop.a, order, { permissions }))).toMatchObject({
      type: "discount/beyond-limit",
    });
    expect(costs(shop.a, order)).toEqual([[260, ""]]);
  });

  test("keeps the list of a line that is typed over, and taken back, and put back", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);
    setCustomer(shop.a, order, ANNA);
    valueOf(reprice(shop.a, order));
    const [line = NOBODY] = lineIds(shop.a, order);

    const before = stateAt(shop.a, order);
    const done = change(shop.a, order, (context, state) =>
      decideSetPrice(context, state, { line, price: minor(100) }),
    );
    expect(costs(shop.a, order)).toEqual([[100, ""]]);
    undo(shop.a, order, { before, done });
    expect(costs(shop.a, order)).toEqual([[234, "Members"]]);

    const there = stateAt(shop.a, order);
    const off = change(shop.a, order, (context, state) =>
      decideVoidLine(context, state, { line, reason: "" }),
    );
    undo(shop.a, order, { before: there, done: off });
    expect(costs(shop.a, order)).toEqual([[234, "Members"]]);
  });

  test("gives a typed price back to nobody who may not type one", () => {
    using shop = newShop();
    const order = add(shop.a, undefined, CROISSANT);
    const [line = NOBODY] = lineIds(shop.a, order);
    const undoing = { type: "prices-back", lines: [{ line, unit: minor(10), list: undefined }] };

    const done = act(
      shop.a,
      (context) => decideUndo(context, stateAt(shop.a, order), undoing as never),
      CASHIER,
    );

    expect(faultOf(done)).toMatchObject({ type: "permission/missing", permission: "price" });
  });
});

describe("a cashier who may not change prices", () => {
  test("puts a customer of a group on an order, and not off one that has that group's prices", () => {
    using shop = newShop();
    const order = open(shop.a, ANNA, CASHIER);
    valueOf(takeOff(shop.a, order, CASHIER));
    setCustomer(shop.a, order, ANNA);
    add(shop.a, order, CROISSANT);

    const missing = { type: "permission/missing", permission: "price" };
    expect(faultOf(takeOff(shop.a, order, CASHIER))).toMatchObject(missing);
    const other = act(
      shop.a,
      (context) => decideSetCustomer(context, stateAt(shop.a, order), to(OTTO)),
      CASHIER,
    );
    expect(faultOf(other)).toMatchObject(missing);
    know(shop.a, IDA, "members");
    setCustomer(shop.a, order, IDA);
    valueOf(takeOff(shop.a, order));
  });

  test("puts nobody into a group, and changes all else of them", () => {
    using shop = newShop();
    function set(fields: Parameters<typeof decideChangeCustomer>[1]["set"]) {
      return act(
        shop.a,
        (context) => decideChangeCustomer(context, { id: ANNA, set: fields }),
        CASHIER,
      );
    }

    expect(faultOf(set({ group: "staff" }))).toMatchObject({ permission: "price" });
    expect(faultOf(set({ group: "" }))).toMatchObject({ permission: "price" });
    valueOf(set({ active: false }));
  });
});

test("an order that two tills change apart is the same on both, priced by whom each of them knew", () => {
  fc.assert(
    fc.property(fc.array(STEP, { minLength: 4, maxLength: 14 }), (steps) => {
      using shop = newShop();
      const b = shop.join("B");
      const order = add(shop.a, undefined, CROISSANT);
      synchroniseAll(shop.tills());
      for (const step of steps) {
        const till = step.till === "a" ? shop.a : b;
        if (step.act === "hear") synchroniseAll(shop.tills());
        else run(till, order, step);
      }
      synchroniseAll(shop.tills());
      synchroniseAll(shop.tills());

      const [one, other] = [shop.a, b].map((till) => viewAt(till, order));
      expect(one).toEqual(other);
      expect(stateAt(shop.a, order)).toEqual(stateAt(b, order));
      // Whoever ends it apart, what is paid is what the lines say.
      for (const till of [shop.a, b]) {
        if ((viewAt(till, order)?.due ?? 0) > 0) pay(till, order);
        synchroniseAll(shop.tills());
      }
      const [receipt] = stateAt(b, order).receipts;
      expect(receipt?.body.total).toBe(viewAt(shop.a, order)?.total);
      expect(viewAt(b, order)).toMatchObject({ due: 0, refundDue: 0 });
    }),
    { seed: 20_261_122, numRuns: 25 },
  );
});

test("goods of a group's price don't come back from their void for somebody else", () => {
  using shop = newShop();
  const order = open(shop.a, ANNA, CASHIER);
  add(shop.a, order, CROISSANT);
  const [line = NOBODY] = lineIds(shop.a, order);
  const before = stateAt(shop.a, order);
  const done = change(shop.a, order, (context, state) =>
    decideVoidLine(context, state, { line, reason: "" }),
  );
  valueOf(takeOff(shop.a, order, CASHIER));
  const [step] = undosOf(before, known(done));
  function putBack(): ReturnType<typeof act> {
    if (step === undefined) throw new Error("Nothing takes it back.");
    return act(shop.a, (context) => decideUndo(context, stateAt(shop.a, order), step), CASHIER);
  }

  const missing = { type: "permission/missing", permission: "price" };
  expect(faultOf(putBack())).toMatchObject(missing);
  setCustomer(shop.a, order, ANNA);
  valueOf(putBack());
});

const STEP = fc.record({
  till: fc.constantFrom("a", "b"),
  act: fc.constantFrom("add", "customer", "off", "reprice", "typed", "group", "hear"),
  who: fc.constantFrom(ANNA, OTTO),
});

function run(
  till: TestTill,
  order: EventId,
  { act: what, who }: { readonly act: string; readonly who: string },
): void {
  const [line = NOBODY] = lineIds(till, order);
  // What is refused, such as a reprice where nothing changes, is no part of the story.
  act(till, (context) => {
    const state = stateAt(till, order);
    switch (what) {
      case "customer":
        return decideSetCustomer(context, state, to(who));
      case "off":
        return decideTakeCustomerOff(context, state);
      case "reprice":
        return decideReprice(context, state, { catalogue: SHOP, addedAt: () => NOON });
      case "typed":
        return decideSetPrice(context, state, { line, price: minor(111) });
      case "group":
        return decideChangeCustomer(context, { id: who, set: { group: "trade" } });
      default:
        return decideAddGoods(context, {
          catalogue: SHOP,
          goods: { kind: "goods", product: productOf(CROISSANT), quantity: oneUnit },
          order: state,
          service: "counter",
        });
    }
  });
}

const NOBODY = idOf("Z", 9);
const HAPPY: ShopMoment = shopMoment(NOON_MS + 5 * 3_600_000, 60, 240);

const SHOP: Catalogue = withLists([
  [{ id: "members", name: "Members", groups: ["members", "trade"] }, 10],
  [{ id: "happy", name: "Happy hour", priority: 20, hours: [{ from: 1080, to: 1140 }] }, 150],
  [{ id: "away", name: "Away", services: ["takeaway"] }, 200],
]);

/** Each with its price of a croissant; below 100 so much per cent off all goods. */
function withLists(
  lists: ReadonlyArray<readonly [Partial<PriceList> & { readonly id: string }, number]>,
): Catalogue {
  const catalogue = cafeCatalogue();
  const always = { name: "", priority: 50, days: [], hours: [], services: [], groups: [] };
  const write = idOf("A", 1);
  const prices = [CROISSANT, ESPRESSO].map((sku) => {
    const own = lists
      .filter(([, price]) => price < 100 || sku === CROISSANT)
      .map(([{ id }, price]) => {
        const isOff = price < 100;
        const fixed = isOff ? null : minor(price);
        const off = milliPercent(isOff ? price * 1000 : 0);
        return [id, { fixed, off, write, inQuestion: false }] as const;
      });
    return [sku, new Map(own)] as const;
  });
  return {
    ...catalogue,
    priceListsById: new Map(
      lists.map(([list]) => [list.id, { ...always, active: true, ...list }] as const),
    ),
    listedPrices: new Map(prices),
  };
}

/** Anna is a member, Otto is in no group. */
function newShop(): ReturnType<typeof createShop> {
  const shop = createShop();
  know(shop.a, ANNA, "members");
  know(shop.a, OTTO, undefined);
  return shop;
}

function know(till: TestTill, id: string, group: string | undefined): void {
  const set = { name: { k: "k", c: "name" }, active: true };
  till.write({
    kind: "customer/set",
    streams: [streamOf(id)],
    body: { set: group === undefined ? set : { ...set, group }, over: {} },
  });
}

function to(customer: string): { readonly customer: string; readonly service: Service } {
  return { customer, service: "counter" };
}

function open(till: TestTill, customer: string, acting: Acting = {}): EventId {
  const opened = act(
    till,
    (context) => decideSetCustomer(context, undefined, to(customer)),
    acting,
  );
  return valueOf(opened).ids[0] ?? NOBODY;
}

/** The goods, or with how they are rung up. */
type Rung =
  | string
  | { readonly price?: number; readonly at?: ShopMoment; readonly kind?: LineKindName };

function add(till: TestTill, order: EventId | undefined, rung: Rung): EventId {
  const { price, at, kind = "goods" } = typeof rung === "string" ? {} : rung;
  const sku = typeof rung === "string" ? rung : CROISSANT;
  const done = act(till, (context) =>
    decideAddGoods(
      { ...context, at: at ?? context.at },
      {
        catalogue: SHOP,
        goods: {
          product: productOf(sku),
          quantity: thousandths(1000),
          kind,
          ...(price === undefined ? {} : { price: minor(price) }),
        },
        order: order === undefined ? undefined : stateAt(till, order),
        service: "counter",
      },
    ),
  );
  return order ?? valueOf(done).ids[0] ?? NOBODY;
}

function setCustomer(till: TestTill, order: EventId, customer: string): void {
  valueOf(
    act(till, (context) => decideSetCustomer(context, stateAt(till, order), to(customer)), CASHIER),
  );
}

function takeOff(till: TestTill, order: EventId, acting: Acting = {}): ReturnType<typeof act> {
  return act(till, (context) => decideTakeCustomerOff(context, stateAt(till, order)), acting);
}

function reprice(
  till: TestTill,
  order: EventId,
  {
    addedAt = () => NOON,
    ...acting
  }: Acting & { readonly addedAt?: (line: EventId) => ShopMoment } = {},
): ReturnType<typeof act> {
  const wish = { catalogue: SHOP, addedAt };
  return act(till, (context) => decideReprice(context, stateAt(till, order), wish), acting);
}

function change(
  till: TestTill,
  order: EventId,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): Committed {
  return valueOf(act(till, (context) => decide(context, stateAt(till, order))));
}

function pay(till: TestTill, order: EventId): void {
  change(till, order, (context, state) => decidePayCash(context, state, orderBalance(state).due));
}

function undo(
  till: TestTill,
  order: EventId,
  {
    before,
    done,
    acting = {},
  }: { readonly before: OrderState; readonly done: Committed; readonly acting?: Acting },
): void {
  for (const step of undosOf(before, known(done))) {
    valueOf(act(till, (context) => decideUndo(context, stateAt(till, order), step), acting));
  }
}

function known({ events }: Committed) {
  return events.flatMap((event) => event.known ?? []);
}

function productOf(sku: string) {
  const found = SHOP.productsBySku.get(sku);
  if (found === undefined) throw new Error(`The café has no ${sku}.`);
  return found;
}

function stateAt(till: TestTill, order: EventId): OrderState {
  return till.ledger().read((view) => view.state("order", order));
}

function viewAt(till: TestTill, order: EventId): OrderView | undefined {
  return till.ledger().read((view) => orderView(view, order));
}

function lineIds(till: TestTill, order: EventId): ReadonlyArray<EventId> {
  return (viewAt(till, order)?.lines ?? []).map(({ id }) => id);
}

/** Of lines that are there. */
function costs(till: TestTill, order: EventId): ReadonlyArray<readonly [number, string]> {
  const lines = viewAt(till, order)?.lines ?? [];
  return lines.filter(({ voided }) => !voided).map(({ price, list }) => [price, list] as const);
}

function streamOf(customer: string) {
  return toStreamId("customer", customer);
}
