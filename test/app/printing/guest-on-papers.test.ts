/** What those who make and bring the goods are told of an order's customer, on paper and on the kitchen's screen. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { type ChosenGoods } from "../../../src/acts/add.ts";
import { createKitchenPort } from "../../../src/app/kitchen/open-kitchen.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type CustomerTexts } from "../../../src/domain/people/customers.ts";
import { cardRows } from "../../../src/tui/kitchen/card-rows.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { addGoods } from "../../support/acts.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { type Cafe, CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const LOOK = {
  words: wordsFor({ locale: "en" }).kitchen,
  services: wordsFor({ locale: "en" }).services,
  locale: "en",
  signs: "ascii",
  width: 40,
  nowMs: CAFE_START_MS,
  late: { lateMinutes: 10, veryLateMinutes: 20 },
} as const;
const ADDRESS = "Keizersgracht 12, 1015 CS Amsterdam";

test("a customer's note is at the head of each station's ticket, an allergy in large letters", async () => {
  const it = await orderOf({ name: "Nora Blom", note: "nut allergy" });
  it.order("CROISSANT", "COFFEE");
  it.send();

  for (const paper of await it.tickets(2)) {
    expect(paper).toContain("! ALLERGY !");
    expect(paper).toContain("nut allergy");
    expect(paper).not.toContain("Blom");
  }
});

test("a customer's note is on the kitchen's card, until nobody is the order's customer any more", async () => {
  const it = await orderOf({ name: "Nora Blom", note: "nut allergy" });
  it.order("CROISSANT");
  it.send();

  expect(it.card()).toContain("!! ALLERGY !!");
  expect(it.card()).toContain("nut allergy");

  valueOf(it.session.perform({ act: "customer", customer: "" }));
  expect(it.card()).not.toContain("llergy");
});

test("what is brought has its customer's name, phone, address and note on tickets, bill and slip", async () => {
  const it = await orderOf({
    name: "Nora Blom",
    phone: "020 555 0101",
    address: ADDRESS,
    note: "2nd floor",
  });
  valueOf(it.session.perform({ act: "service", service: "delivery" }));
  it.order("CROISSANT");
  it.send();
  it.bill();
  valueOf(it.session.perform({ act: "pay", type: "card", amount: minor(100) }));

  const papers = [...(await it.tickets(1)), ...(await it.atCounter())];
  expect(papers).toHaveLength(3);
  for (const paper of papers) {
    expect(paper).toContain("Nora Blom, 020 555 0101");
    expect(paper.replaceAll(/\s+/gu, " ")).toContain(ADDRESS);
    expect(paper).toContain("2nd floor");
  }
});

test("a note of the whole order is at the head of each station's ticket, beside its customer's", async () => {
  const it = await orderOf({ name: "Nora Blom", note: "nut allergy" });
  it.order("CROISSANT", "COFFEE");
  valueOf(it.session.perform({ act: "note", note: "birthday" }));
  it.send();

  for (const paper of await it.tickets(2)) expect(paper).toContain("birthday, nut allergy");
  expect(it.card()).toContain("birthday, nut allergy");
});

test("a note of the whole order that comes after its goods goes to each station once, as a change", async () => {
  const it = await orderOf({ name: "Nora Blom" });
  it.order("CROISSANT", "COFFEE");
  it.send();
  await it.tickets(2);
  valueOf(it.session.perform({ act: "note", note: "nut allergy" }));
  it.send();

  const later = (await it.tickets(4)).slice(2);
  for (const paper of later) {
    expect(paper).toContain("! ALLERGY !");
    expect(paper).toContain("CHANGE");
  }
  expect(faultOf(it.session.perform({ act: "send" }))).toMatchObject({
    message: "The kitchen knows of everything in this order already.",
  });
});

test("a bill of a guest who is here says nothing of them", async () => {
  const it = await orderOf({ name: "Nora Blom", address: ADDRESS, note: "nut allergy" });
  it.order("CROISSANT");
  it.bill();

  const [bill] = await it.atCounter();
  expect(bill).toContain("Croissant");
  expect(bill).not.toContain("Keizersgracht");
  expect(bill).not.toContain("allergy");
});

async function orderOf(texts: Partial<CustomerTexts>) {
  const cafe: Cafe = await newCafe();
  const open: OpenTill = cafe.open();
  const customer = addCustomer(open, texts);
  const session = valueOf(await createRegisterPort(open, { demoStaff: [] }).logIn("4", "4444"));
  valueOf(session.perform({ act: "customer", customer }));
  const kitchen = createKitchenPort(open, {
    station: { id: "kitchen", name: "Kitchen" },
    onLog: () => undefined,
  });

  async function papersOf(printer: string): Promise<ReadonlyArray<string>> {
    await open.printing.settle();
    const roll = await readFile(rollPath(cafe.dir, printer), "utf8");
    return roll.split(/^- - .*\n/mu).filter((paper) => paper.trim() !== "");
  }

  return {
    session,
    order: (...skus: ReadonlyArray<string>) => {
      for (const sku of skus) valueOf(addGoods(session, { sku, quantity: 1000 } as ChosenGoods));
    },
    send: () => valueOf(session.perform({ act: "send" })),
    bill: () => {
      const order = session.order();
      if (order === undefined) throw new Error("There is no order.");
      valueOf(session.perform({ act: "bill", order: order.id }));
    },
    tickets: async (count: number) => {
      const papers = await papersOf("kitchen");
      expect(papers).toHaveLength(count);
      return papers;
    },
    atCounter: async () => papersOf("receipt"),
    card: () => {
      const [card] = kitchen.board().cards;
      if (card === undefined) throw new Error("There is no card.");
      return cardRows(card, undefined, LOOK)
        .map(({ text }) => text)
        .join("\n");
    },
  };
}
