/** Goods with serial numbers: a line for each piece, a number before the bill, and no piece sold twice unseen. */

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { findSubject } from "../../../src/app/history/history-subject.ts";
import { readHistory } from "../../../src/app/history/history.ts";
import { orderToJson } from "../../../src/app/orders/order-json.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { addToOrder, sell, type SaleWords } from "../../../src/app/orders/sell.ts";
import { shownPins } from "../../../src/app/register/open-register.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type Actor, knowing } from "../../../src/app/till/till.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { keep, levelAt, RAVI, receive, setProduct } from "../../support/stock-acts.ts";
import { type TillAt } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** A phone of 200.00 with serial numbers, and a cable without. */
async function phoneShop(): Promise<PromotedShop> {
  const shop = await promotedShop(await newCafe());
  shop.goods({ PHONE: "200.00", CABLE: "10.00" });
  setProduct(shop.till, "PHONE", { serial: "yes", plu: "777" });
  shop.meet();
  return shop;
}

interface Selling extends Partial<SaleWords> {
  readonly at?: TillAt;
  readonly by?: Actor;
}

function sellPhone(
  shop: PromotedShop,
  serials: ReadonlyArray<string>,
  {
    at = shop.counter,
    by = MIA,
    entries = ["phone"],
    payment = inCash(minor(50_000)),
  }: Selling = {},
) {
  return sell(at.till, by, { entries, payment, service: undefined, serials });
}

function serialsOf(shop: PromotedShop, id: EventId): ReadonlyArray<string | undefined> {
  return shop
    .view(id)
    .lines.filter(({ voided }) => !voided)
    .map(({ serial }) => serial);
}

describe("a piece with a serial number", () => {
  test("stands with it on the line, the receipt, in JSON and in the history", async () => {
    const shop = await phoneShop();
    const { order, receipts } = valueOf(sellPhone(shop, ["sn 1-a"]));
    expect(serialsOf(shop, order.id)).toEqual(["sn 1-a"]);
    expect(receipts[0]?.lines[0]).toMatchObject({ name: "PHONE", serial: "sn 1-a" });
    const found = findOrder(shop.till, order.id);
    if (found === undefined) throw new Error("There is no order.");
    expect(orderToJson(found, shop.till)).toMatchObject({ lines: [{ serial: "sn 1-a" }] });
    const { subject } = valueOf(findSubject(shop.till, { of: "order", text: order.number }));
    const told = readHistory(shop.till, {
      subject,
      days: undefined,
      filter: {},
      speech: speechOf(shop.till),
    });
    expect(told.map(({ text }) => text).join("; ")).toContain("S/N sn 1-a");
  });

  test("is a line of its own, of which nobody changes the quantity", async () => {
    const shop = await phoneShop();
    const id = shop.open("2*phone", "2*cable");
    expect(shop.view(id).lines.map(({ name, quantity }) => [name, quantity])).toEqual([
      ["PHONE", 1000],
      ["PHONE", 1000],
      ["CABLE", 2000],
    ]);
    const more = { order: id, act: "quantity", line: 1, is: "all" } as const;
    expect(faultOf(performOn(shop.till, RAVI, { ...more, quantity: thousandths(3000) }))).toEqual({
      type: "line/fixed",
      name: "PHONE",
      deed: "counted",
    });
  });

  test("may wait for its number until the bill or the payment, which asks for it", async () => {
    const shop = await phoneShop();
    const id = shop.open("2*phone", "cable");
    expect(serialsOf(shop, id)).toEqual(["", "", undefined]);
    expect(faultOf(performOn(shop.till, MIA, { act: "bill", order: id }))).toMatchObject({
      type: "line/serial",
      name: "PHONE",
    });
    shop.act(id, { act: "serial", line: 1, serial: "1" });
    expect(() => shop.pay(id, 50_000)).toThrow(/line\/serial/u);
    shop.act(id, { act: "serial", line: 2, serial: "2" });
    expect(shop.pay(id, 50_000)?.lines.map(({ serial }) => serial)).toEqual(["1", "2", undefined]);
  });

  test("is not asked for while money is paid for an order of a later day", async () => {
    const shop = await phoneShop();
    const id = shop.open("phone");
    shop.act(id, { act: "due", dueAt: "2026-12-05T10:00" });
    shop.pay(id, 20_000);
    expect(shop.view(id).due).toBe(0);
    expect(faultOf(performOn(shop.till, RAVI, { act: "collect", order: id }))).toMatchObject({
      type: "line/serial",
    });
  });

  test("takes one from the stock, and no more than there are", async () => {
    const shop = await phoneShop();
    keep(shop.till, "PHONE");
    receive(shop.counter, "PHONE", 3);
    valueOf(sellPhone(shop, ["1", "2"], { entries: ["2*phone"] }));
    expect(levelAt(shop.counter, "PHONE")).toBe(1);
  });

  test("keeps its number when its void is taken back", async () => {
    const shop = await phoneShop();
    const id = shop.open("2*phone");
    shop.act(id, { act: "serial", line: 1, serial: "1" });
    valueOf(voidLine(shop.till, RAVI, { order: id, line: 2, reason: "" }));
    expect(serialsOf(shop, id)).toEqual(["1"]);
  });
});

describe("a serial number", () => {
  test("that was sold is told once more, and sold when somebody means it", async () => {
    const shop = await phoneShop();
    valueOf(sellPhone(shop, ["356 938-1a"]));
    shop.meet();
    for (const at of [shop.counter, shop.bar]) {
      expect(faultOf(sellPhone(shop, ["3569381A"], { at }))).toEqual({
        type: "line/serial-sold",
        name: "PHONE",
        serial: "3569381A",
        number: "A-000001",
      });
    }
    valueOf(sellPhone(shop, ["3569381A"], { by: knowing(MIA, "line") }));
  });

  test("is free again once its goods have come back, and no other's is", async () => {
    const shop = await phoneShop();
    valueOf(sellPhone(shop, ["1", "2"], { entries: ["2*phone"] }));
    const parts = [{ position: 1, quantity: undefined }];
    const back = { number: "A-000001", parts, method: "cash", reason: "broken" } as const;
    const { lines } = valueOf(refund(shop.till, RAVI, back));
    expect(lines.map(({ name, serial }) => [name, serial])).toEqual([["PHONE", "1"]]);
    valueOf(sellPhone(shop, ["1"]));
    expect(faultOf(sellPhone(shop, ["2"]))).toMatchObject({ type: "line/serial-sold" });
    expect(faultOf(sellPhone(shop, ["1"]))).toMatchObject({ type: "line/serial-sold" });
  });

  test("of goods that come back without a receipt is free again", async () => {
    const shop = await phoneShop();
    valueOf(sellPhone(shop, ["1"]));
    const back = sell(shop.till, RAVI, {
      entries: ["<phone"],
      payment: inCash(minor(0)),
      service: undefined,
      serials: ["1"],
    });
    expect(valueOf(back).order.status).toBe("paid");
    valueOf(sellPhone(shop, ["1"]));
  });

  test("is told twice within one order, and of other goods it is another one", async () => {
    const shop = await phoneShop();
    expect(faultOf(sellPhone(shop, ["1", "1"], { entries: ["2*phone"] }))).toMatchObject({
      type: "line/serial-sold",
    });
    shop.goods({ TABLET: "300.00" });
    setProduct(shop.till, "TABLET", { serial: "yes" });
    valueOf(sellPhone(shop, ["1", "1"], { entries: ["phone", "tablet"] }));
  });

  test.each([
    [["*"], ["phone"], { type: "line/serial-text" }],
    [["1"], ["cable"], { type: "line/serials-left", serial: "1" }],
    [["1", "2"], ["phone"], { type: "line/serials-left", serial: "2" }],
    [[], ["phone"], { type: "line/serial", name: "PHONE" }],
  ])("is refused as %o for %o", async (serials, entries, fault) => {
    const shop = await phoneShop();
    expect(faultOf(sellPhone(shop, serials, { entries }))).toMatchObject(fault);
  });

  test("is none of goods that are sold without", async () => {
    const shop = await phoneShop();
    const id = shop.open("cable");
    expect(
      faultOf(performOn(shop.till, MIA, { order: id, act: "serial", line: 1, serial: "1" })),
    ).toEqual({ type: "line/no-serial", name: "CABLE" });
    valueOf(addToOrder(shop.till, MIA, { order: id, entries: ["phone"], serials: ["9"] }));
    expect(serialsOf(shop, id)).toEqual([undefined, "9"]);
  });
});

describe("what can have no serial numbers", () => {
  test.each([
    [{ "sold by": "weight" }, /sold by the piece/u],
    [{ half: "yes" }, /no combo, half or deposit/u],
    [{ deposit: "PHONE" }, /no combo, half or deposit/u],
    [{ voucher: "yes" }, /no voucher/u],
  ])("%o", async (fields, sentence) => {
    const shop = await phoneShop();
    expect(() => {
      setProduct(shop.till, "PHONE", fields);
    }).toThrow(sentence);
  });
});

async function atRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const more = { category: "bakery", "tax class": "untaxed", plu: "777" };
  setProduct(register.open.till, "PHONE", {
    name: "Phone",
    price: "200.00",
    serial: "yes",
    ...more,
  });
  return register;
}

function shown({ store }: CafeRegister): ReadonlyArray<string> {
  return (store.getState().order?.lines ?? [])
    .filter(({ voided }) => !voided)
    .map(({ name, serial }) => `${name} ${serial}`);
}

describe("at the register", () => {
  test("each number is asked for, typed or scanned", async () => {
    const register = await atRegister();
    typed(register, "2*777");
    expect(register.message()).toContain("Serial number of Phone: type or scan it.");
    expect(register.store.getState().text).toBe(":serial ");
    register.type("SN-1");
    press(register, "Enter");
    expect(register.store.getState().text).toBe(":serial ");
    register.scan("4006381333931");
    expect(shown(register)).toEqual(["Phone 4006381333931", "Phone SN-1"]);
    expect(register.store.getState().text).toBe("");
  });

  test("the payment asks for what Esc has left out", async () => {
    const register = await atRegister();
    typed(register, "777");
    press(register, "Esc", "F12");
    typed(register, "200");
    expect(register.message()).toContain("Phone is sold by its serial number: say it first.");
    expect(register.store.getState()).toMatchObject({ screen: "register", text: ":serial " });
    register.type("SN-1");
    press(register, "Enter", "F12");
    typed(register, "200");
    expect(register.message()).toMatch(/Paid 200\.00 in cash/u);
  });

  test("F9 sells a piece again that was sold, and Ctrl-Z takes its number off", async () => {
    const register = await atRegister();
    const sold = { payment: inCash(minor(20_000)), service: undefined, serials: ["SN-1"] };
    valueOf(sell(register.open.till, MIA, { ...sold, entries: ["777"] }));
    typed(register, "777");
    register.type("SN-1");
    press(register, "Enter");
    expect(register.message()).toContain("Phone SN-1 was sold already, on A-000001: is it right?");
    press(register, "F9");
    expect(shown(register)).toEqual(["Phone SN-1"]);
    press(register, "Ctrl-Z");
    expect(shown(register)).toEqual(["Phone "]);
  });
});

test("In lines, what is no goods is the number that was asked for", async () => {
  const register = await atRegister();
  const { open, clock } = register;
  let heard: ReadonlyArray<string> = [];
  const dialogue = createPlainDialogue({
    port: createRegisterPort(open, { demoStaff: shownPins(open) }),
    clock,
    hasPrompt: false,
    onLog: () => undefined,
    onSay: (sentences) => {
      heard = sentences;
    },
    onIdle: () => undefined,
  });
  onTestFinished(dialogue.close);
  for (const line of ["4", "4444"]) dialogue.take(line);
  await vi.waitFor(() => expect(dialogue.getState().session).toBeDefined());

  dialogue.take("777");
  expect(heard.join(" ")).toContain("Serial number of Phone: type or scan it.");
  dialogue.take("SN-1");
  expect(heard.join(" ")).toContain("Phone: S/N SN-1.");
  for (const line of ["777", "croissant", ":serial SN-2"]) dialogue.take(line);
  expect(dialogue.getState().order?.lines).toMatchObject([
    { name: "Phone", serial: "SN-1" },
    { name: "Phone", serial: "SN-2" },
    { name: "Croissant" },
  ]);
});
