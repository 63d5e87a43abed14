import { expect, test } from "vitest";

import { rehearseSale } from "../../../src/app/register/register-port.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();
const newEmptyShop = cafeCopies({ sells: () => false });

test("a sale is rehearsed to its end, and nothing of it is written", async () => {
  const { open } = await newCafe();
  const { till } = open();
  const before = said(till);

  expect(rehearseSale(till)).toBe(true);

  expect(said(till)).toEqual(before);
});

test("the sale after it is as if there had been none", async () => {
  const { open } = await newCafe();
  const { till } = open();
  rehearseSale(till);

  const { order } = sellGoods(till, ["400"], { cash: 260 });

  expect(order.receipts).toEqual(["A-000001"]);
  expect(order.total).toBe(260);
});

test("a shop without goods has none to rehearse", async () => {
  const { open } = await newEmptyShop();
  const { till } = open();

  expect(rehearseSale(till)).toBe(false);
});

test("what fails below ends nothing", async () => {
  const { open } = await newCafe();
  const { till } = open();
  till.ledger.close();

  expect(rehearseSale(till)).toBe(false);
});

test("what would be refused is refused at its rehearsal too", async () => {
  const { open } = await newCafe();
  const { till } = open();

  const isFit = till.rehearse(MIA, "rehearse", () => ({
    ok: false,
    fault: { type: "order/none" },
  }));

  expect(isFit).toBe(false);
});

function said({ ledger }: Till): unknown {
  const { store, identity } = ledger;
  return { head: store.head(identity.origin), last: store.lastArrival() };
}
