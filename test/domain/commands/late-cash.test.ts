/** Cash that comes to a drawer's session after its count: a person says where it lies. */

import { describe, expect, test } from "vitest";

import {
  decideCloseDrawer,
  decideCountDrawer,
  decideFindCash,
  decideOpenDrawer,
} from "../../../src/domain/commands/money/drawer.ts";
import { decideCash } from "../../../src/domain/commands/money/pay-order.ts";
import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { drawerExpected, lateCash } from "../../../src/domain/drawer/drawers.ts";
import { type Cash, type LatePlace } from "../../../src/domain/events/drawer-events.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { openOneOn } from "../../support/one-sale.ts";
import {
  act,
  createShop,
  faultOf,
  firstId,
  synchronise,
  type TestShop,
  type TestTill,
  valueOf,
} from "../../support/shop.ts";

/** Of the goods that `openOneOn` rings up. */
const PRICE = 350;
const FLOAT = 10_000;

describe("cash of a sale that the count did not know", () => {
  test("is asked about, and in the safe by the word of who counted the safe", () => {
    using shop = createShop();
    const { a, b, session } = soldApart(shop);

    expect(late(a)).toEqual([{ session, amount: PRICE }]);
    expect(late(b)).toEqual(late(a));

    find(a, session, "safe");

    expect(late(a)).toEqual([]);
    expect(safe(a)).toBe(PRICE);
    // What should have lain there stays what was sold.
    expect(expected(a, session)).toBe(FLOAT + PRICE);
  });

  test("is in the drawer, so that the next float takes nothing from the safe for it", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);

    find(a, session, "drawer");
    const next = open(a, FLOAT + PRICE);

    expect([late(a), safe(a), expected(a, next)]).toEqual([[], 0, FLOAT + PRICE]);
  });

  test("goes back to the safe by the books, where the next float had taken it from there", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);
    const next = open(a, FLOAT + PRICE);
    expect(safe(a)).toBe(-PRICE);

    find(a, session, "drawer");

    expect([late(a), safe(a), expected(a, next)]).toEqual([[], 0, FLOAT + PRICE]);
  });

  test("lies with the next float, where that was counted without it", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);
    const next = open(a, FLOAT);

    find(a, session, "drawer");

    expect([late(a), safe(a), expected(a, next)]).toEqual([[], 0, FLOAT + PRICE]);
  });

  test("was in the count already: no money moves", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);

    find(a, session, "counted");

    expect([late(a), safe(a)]).toEqual([[], 0]);
  });

  test("is not in a drawer that somebody has counted again since", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);
    close(a, open(a, FLOAT));

    expect(faultOf(finding(a, session, "drawer"))).toEqual({ type: "drawer/counted-since" });
    find(a, session, "safe");
    expect(late(a)).toEqual([]);
  });

  test("that two tills find apart is asked about again, below zero", () => {
    using shop = createShop();
    const { a, b, session } = soldApart(shop);

    find(a, session, "safe");
    find(b, session, "safe");
    meet(a, b);

    expect(safe(a)).toBe(2 * PRICE);
    expect(late(a)).toEqual([{ session, amount: -PRICE }]);
    find(b, session, "safe");
    expect([late(b), safe(b)]).toEqual([[], PRICE]);
  });

  test("is for who may see what is expected", () => {
    using shop = createShop();
    const { a, session } = soldApart(shop);

    const refused = act(a, (c) => decideFindCash(c, { session, where: "safe", note: "" }), {
      permissions: ["drawer"],
    });

    expect(faultOf(refused)).toMatchObject({ type: "permission/missing", permission: "reports" });
  });
});

test("cash that went out of a drawer after its count is asked about as well", () => {
  using shop = createShop();
  const b = shop.join("B");
  const { a } = shop;
  const session = open(a, FLOAT);
  const order = sell(a);
  meet(a, b);
  count(b, session, FLOAT + PRICE);
  close(b, session);
  giveBack(a, order);
  meet(a, b);

  expect(late(a)).toEqual([{ session, amount: -PRICE }]);
  find(a, session, "safe");
  expect([late(a), safe(a)]).toEqual([[], 0]);
});

/** A sells from its drawer while B, which hears nothing of it, counts and closes that. */
function soldApart(shop: TestShop): {
  readonly a: TestTill;
  readonly b: TestTill;
  readonly session: EventId;
} {
  const b = shop.join("B");
  const { a } = shop;
  const session = open(a, FLOAT);
  synchronise(a, b);
  sell(a);
  count(b, session, FLOAT);
  close(b, session);
  meet(a, b);
  return { a, b, session };
}

function sell(till: TestTill): EventId {
  const order = openOneOn(till.ledger(), till.code).id;
  const cash = { tendered: minor(PRICE), tip: minor(0), isTipSure: true };
  valueOf(act(till, (c) => decideCash(c, c.view.state("order", order), cash)));
  return order;
}

function giveBack(till: TestTill, order: EventId): void {
  valueOf(
    act(till, (c) => {
      const state = c.view.state("order", order);
      const receipt = state.receipts[0]?.id ?? order;
      return decideRefund(c, state, { receipt, lines: [], method: "cash", reason: "cold" });
    }),
  );
}

function open(till: TestTill, float: number): EventId {
  return firstId(valueOf(act(till, (c) => decideOpenDrawer(c, { no: 1, float: cash(float) }))));
}

function count(till: TestTill, session: EventId, own: number): void {
  valueOf(act(till, (c) => decideCountDrawer(c, { session, cash: cash(own), knew: [] })));
}

/** Leaves the float; the rest goes into the safe. */
function close(till: TestTill, session: EventId): void {
  const counted = till.ledger().read((view) => view.state("drawer", session).counts.length > 0);
  if (!counted) count(till, session, FLOAT);
  const leaves = minor(FLOAT);
  valueOf(act(till, (c) => decideCloseDrawer(c, { session, leaves, reason: "" })));
}

function finding(till: TestTill, session: EventId, where: LatePlace) {
  return act(till, (c) => decideFindCash(c, { session, where, note: "" }));
}

function find(till: TestTill, session: EventId, where: LatePlace): void {
  valueOf(finding(till, session, where));
}

function late(till: TestTill) {
  const all = till.ledger().read(lateCash);
  return all.map(({ session, amount }) => ({ session, amount }));
}

/** What should lie in the safe, beside the first float, which came from there. */
function safe(till: TestTill): number {
  return FLOAT + till.ledger().read((view) => view.sum("safe/own"));
}

function expected(till: TestTill, session: EventId): number {
  return till.ledger().read((view) => drawerExpected(view, session).own);
}

function meet(one: TestTill, other: TestTill): void {
  synchronise(one, other);
  synchronise(other, one);
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
