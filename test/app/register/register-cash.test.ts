/** Cash at the register: rounded where there are smaller coins, and not where there are none. */

import { expect, test, vi } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { payOrder } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({
  before: ({ till }) => {
    const streams = [toStreamId("set", "cash-step")];
    const event = { kind: "setting/set" as const, streams, body: { value: 5, over: [] } };
    till.ledger.commit({ by: "4", name: "round cash", decide: () => ok({ events: [event] }) });
  },
});

const newSwissCafe = cafeCopies({ currency: "CHF" });

test.each([
  // 0.355 kg at 1.49 are 0.53.
  ["", "cash 0.55", { tendered: 55, change: 0, rounding: 2 }],
  ["0.53", "cash 0.53", { tendered: 53, change: 0, rounding: 0 }],
  ["0.55", "cash 0.55", { tendered: 55, change: 0, rounding: 2 }],
  ["0.54", "cash 0.54, change 0.01", { tendered: 54, change: 1, rounding: 0 }],
  ["1", "cash 1.00, change 0.45", { tendered: 100, change: 45, rounding: 2 }],
])("`%s` for 0.53: what Enter says is what is paid", async (typed, preview, payment) => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");
  register.type("0.355*bananas");
  register.press("Enter", "F9");
  register.type(typed);

  expect(planOf(register.store.till, register.store.getState())).toMatchObject({ preview });
  register.press("Enter");

  expect(findOrder(register.open.till, "A1")?.receipts[0]?.payments).toMatchObject([payment]);
  const kept = (payment.tendered - payment.change) / 100;
  expect(register.message()).toBe(`Paid ${kept.toFixed(2)} in cash. Receipt A-000001.`);
});

test("a change is in big digits for who comes after a power cut, and not for who opens later", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("0.355*bananas");
  register.press("Enter");
  register.type("1");
  register.press("F9");

  const after = openRealRegister(cafe);
  await after.logIn("2", "2222");
  expect(after.store.getState().paid).toMatchObject({
    isFresh: true,
    change: 45,
    orderNumber: "A1",
    by: { number: "1", name: register.store.getState().session?.staffName },
  });
  cafe.clock.advance(11 * 60_000);
  const later = openRealRegister(cafe);
  await later.logIn("2", "2222");

  expect(later.store.getState().paid).toBeUndefined();
});

test("a guest who gave another note than was typed gets it out of that one, by its sum and F9", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("100");
  register.press("Enter");
  register.type("20");
  register.press("F9");
  expect(register.store.getState().paid).toMatchObject({ change: 1720 });
  cafe.clock.advance(1000);

  register.type("50");
  register.press("F9");

  expect(register.message()).toBe("A1 out of 50.00: 47.20 back in all, not 17.20.");
  expect(register.store.getState()).toMatchObject({ order: undefined, text: "", lastText: "50" });
  expect(findOrder(register.open.till, "A1")?.receipts).toHaveLength(1);
  // The status line goes on with it, and the big digits don't come again.
  expect(register.store.getState().paid).toMatchObject({ change: 4720, isFresh: false });
  cafe.clock.advance(1000);
  register.type("2");
  register.press("F9");
  expect(register.message()).toBe("The order is empty.");
});

test("a number of goods typed before F9 is no other note once all is paid", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("100");
  register.press("Enter");
  register.type("20");
  register.press("F9");
  cafe.clock.advance(1000);

  register.type("100");
  register.press("F9");

  expect(register.message()).toBe(
    "100 is Coffee: Enter rings it up. A note of that: type 100.00, F9.",
  );
  expect(register.store.getState()).toMatchObject({ text: "100", paid: { change: 1720 } });
  register.press("Enter");
  expect(register.store.getState().order?.lines).toMatchObject([{ name: "Coffee" }]);
});

test("an order of which a part was paid comes back after a restart, and nothing says it is paid", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("2*100");
  register.press("Enter");
  register.type("/2");
  register.press("F9");
  cafe.clock.advance(1000);
  register.type("3");
  register.press("F9");
  expect(findOrder(register.open.till, "A1")?.order).toMatchObject({ due: 280, paid: 280 });
  await register.open.close();

  const after = openRealRegister(cafe);
  await after.logIn("1", "1111");

  expect(after.store.getState()).toMatchObject({ order: { number: "A1", due: 280 } });
  expect(after.store.getState().paid).toBeUndefined();
});

test("a change doesn't greet whoever comes after somebody has left the register", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("100");
  register.press("Enter", "F9", "Enter");
  expect(register.store.getState().paid).toMatchObject({ orderNumber: "A1" });
  register.press("Ctrl-L");
  register.type(":quit");
  register.press("Enter");
  register.type("1111");
  register.press("Enter");
  await vi.waitFor(() => expect(register.store.getState().ended).toBe(true));
  await register.open.close();

  const after = openRealRegister(cafe);
  await after.logIn("2", "2222");

  expect(after.store.getState().paid).toBeUndefined();
});

test("a change that another till gave apart is none of this one's", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  register.type("croissant");
  register.press("Enter");
  const bar = await enrolBar(cafe, register.open.till);
  register.type("20");
  register.press("F9");
  cafe.clock.advance(1000);
  const payment = { type: "cash", tendered: minor(1000), tip: zeroMinor } as const;
  valueOf(payOrder(bar.till, MIA, { order: "A1", payment }));
  synchroniseLedgers(bar.till.ledger, register.open.till.ledger);

  const after = openRealRegister(cafe);
  await after.logIn("2", "2222");

  expect(after.store.getState().paid).toMatchObject({ change: 1740, receiptNumber: "A-000001" });
});

test.each(["", "0.53"])("`%s` for 0.53 pays it where the smallest coin is 0.05", async (typed) => {
  const register = openRealRegister(await newSwissCafe());
  await register.logIn("1", "1111");
  register.type("0.355*bananas");
  register.press("Enter", "F9");
  register.type(typed);

  const preview = "cash 0.53";
  expect(planOf(register.store.till, register.store.getState())).toMatchObject({ preview });
  register.press("Enter");

  const payment = { tendered: 53, change: 0, rounding: 0 };
  expect(findOrder(register.open.till, "A1")?.receipts[0]?.payments).toMatchObject([payment]);
});
