/** What stands on the screen of a real register, whatever is refused and whoever else writes. */

import { describe, expect, test } from "vitest";

import { listOrders, orderState } from "../../../src/app/orders/orders.ts";
import { decideDiscountOrder } from "../../../src/domain/commands/order/give-discount.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const LOOK_MS = 5000;
const RAVI = { number: "4", name: "Ravi" };

describe("goods that F3 may not add", () => {
  test("leave an order whose lines are off served as it was", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");
    register.type("400");
    register.press("Enter", "F5");

    register.type("406=1.99");
    register.press("F3", "Esc");

    expect(register.message()).toBe("Not approved: nothing was changed.");
    expect(register.store.getState()).toMatchObject({
      text: "406=1.99",
      service: "counter",
      order: { service: "counter" },
    });
  });

  test("leave the next order as it would have been", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");

    register.type("406=1.99");
    register.press("F3", "Esc", "Esc");
    register.type("400");
    register.press("Enter");

    expect(register.store.getState()).toMatchObject({
      service: "counter",
      order: { service: "counter" },
    });
  });
});

describe("goods that F3 adds", () => {
  test("take an order along whose lines are off, and say what was added", async () => {
    const register = openRealRegister(await newCafe());
    await register.logIn("1", "1111");
    register.press("F3");
    register.type("400");
    register.press("Enter", "F5");

    register.type("405");
    register.press("F3");

    expect(register.message()).toBe("1 × Brownie.");
    expect(register.store.getState()).toMatchObject({
      service: "takeaway",
      order: { service: "takeaway", total: 330 },
    });
  });
});

test("what another program does to the order is on the screen within seconds", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("400");
  register.press("Enter");
  const id = register.store.getState().order?.id ?? ("" as EventId);

  const { till } = cafe.open();
  const discount = { rate: milliPercent(10_000), amount: zeroMinor };
  till.act(RAVI, "discount", (context) =>
    decideDiscountOrder(context, orderState(context.view, id), { discount }),
  );
  cafe.clock.advance(LOOK_MS);

  const [order] = listOrders(till, { day: till.days().now, openOnly: false });
  expect(order?.total).toBe(234);
  expect(register.store.getState().order).toEqual(order);
});
