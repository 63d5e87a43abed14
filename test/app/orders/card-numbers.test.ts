/** Numbers of payment cards at a real till: refused wherever somebody types, but for the shop's own. */

import { expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type Result } from "../../../src/domain/base/result.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const VISA = "4111-1111 1111.1111";
const ACTS: ReadonlyArray<(till: Till, order: string) => Result<unknown, Refusal>> = [
  (till, order) => performOn(till, MIA, { order, act: "name", name: VISA }),
  (till, order) => performOn(till, MIA, { order, act: "note", line: 1, note: `pays with ${VISA}` }),
  (till, order) => voidLine(till, MIA, { order, line: 1, reason: VISA }),
];

test("a card's number is no name of an order, no note and no reason, and nothing is changed", async () => {
  const { till } = (await newCafe()).open();
  const { order } = sellGoods(till, ["croissant"]);
  const before = till.ledger.read((view) => view.revision("order"));

  const refused = ACTS.map((act) => act(till, order.number));

  expect(refused.map((it) => faultOf(it).type)).toEqual(ACTS.map(() => "text/card-number"));
  expect(till.ledger.read((view) => view.revision("order"))).toBe(before);
});

test("a barcode is a note like any other, and so is one of the shop's own cards", async () => {
  const { till } = (await newCafe()).open();
  const { order } = sellGoods(till, ["croissant"]);

  function note(text: string) {
    return performOn(till, MIA, { order: order.number, act: "note", line: 1, note: text });
  }

  valueOf(note("4006381333931"));
  valueOf(changeSetting(till, RAVI, { key: "own-cards", texts: ["411111"] }));

  valueOf(note(VISA));
  expect(faultOf(note("5555 5555 5555 4444")).type).toBe("text/card-number");
});
