/** Head office plans a price, and the shop sets another one meanwhile: people are asked once, about both. */

import { expect, test } from "vitest";

import { attentionRows } from "../../../hub/rows/attention-rows.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import {
  answerOn,
  groupOfOne,
  handOn,
  priceAt,
  questionsAt,
  setProduct,
  type TestGroup,
} from "../../support/group-of-shops.ts";
import { setting } from "../../support/one-setting.ts";
import { act, synchronise, type TestTill, TODAY, valueOf } from "../../support/shop.ts";

const SKU = "CROISSANT";
const TOMORROW = addDays(TODAY, 1);

test.each([true, false])("the shop's price stays until somebody answers; takes: %s", (takes) => {
  using group = plannedApart();
  const { till, office, shop, publish, publishAlone } = group;
  const b = shop.join("B");

  for (const one of [till, b, office]) {
    expect(priceAt(one, SKU, TODAY)).toBe(290);
    expect(priceAt(one, SKU, TOMORROW)).toBe(290);
    expect(questionsAt(one, TODAY)).toEqual([]);
    expect(questionsAt(one, TOMORROW)).toMatchObject([{ own: 290, theirs: 300 }]);
  }
  office.clock.advance(24 * 3_600_000);
  expect(publish().changes.map(({ field, fate }) => [field, fate])).toEqual([
    ["price", "contested"],
  ]);
  expect(openAtOffice(office)).toEqual([]);
  openDay(till);
  synchronise(till, office);
  expect(openAtOffice(office)).toEqual([`cat/product/${SKU} price`]);
  answerOn(till, questionsAt(till, TOMORROW)[0], { takes, day: TOMORROW });
  for (const one of [b, office]) handOn(till, one);

  for (const one of [till, b, office]) {
    expect(priceAt(one, SKU, TOMORROW)).toBe(takes ? 300 : 290);
    expect(questionsAt(one, TOMORROW)).toEqual([]);
  }
  expect(publishAlone().changes.map(({ fate }) => fate)).toEqual([takes ? "adopt" : "kept"]);
  synchronise(office, till);
  expect(questionsAt(till, TOMORROW)).toEqual([]);
});

test("a plan that follows what head office said before asks nobody, whatever was said until then", () => {
  using group = groupOfOne(false, [SKU]);
  const { till, office, model, publish } = group;
  publish();
  plan(model, 300);
  publish();
  setProduct(till, SKU, { price: 250 });
  setProduct(till, SKU, { price: 260 });
  synchronise(till, office);
  setProduct(model, SKU, { price: 280 });
  publish({ insists: true });

  expect(priceAt(till, SKU, TODAY)).toBe(280);
  expect(priceAt(till, SKU, TOMORROW)).toBe(300);
  expect(questionsAt(till, TOMORROW)).toEqual([]);
});

test("a plan that was published over what the shop had holds", () => {
  using group = groupOfOne(false, [SKU]);
  const { till, office, model, publish } = group;
  publish();
  setProduct(till, SKU, { price: 250 });
  synchronise(till, office);
  plan(model, 300);
  publish({ insists: true });

  expect(priceAt(till, SKU, TOMORROW)).toBe(300);
});

/** The model is to cost 3.00 from tomorrow on, and the shop sets 2.90 before it hears of that. */
function plannedApart(): TestGroup {
  const group = groupOfOne(false, [SKU]);
  const { till, office, model, publish, publishAlone } = group;
  publish();
  plan(model, 300);
  publishAlone();
  setProduct(till, SKU, { price: 290 });
  synchronise(office, till);
  synchronise(till, office);
  return group;
}

function plan(model: TestTill, price: number): void {
  const streams = [toStreamId("cat", `product/${SKU}`)];
  model.write({ kind: "price/planned", streams, body: { price: minor(price), fromDay: TOMORROW } });
}

function openDay(till: TestTill): void {
  valueOf(act(till, () => ok([setting(5)]), { day: TOMORROW }));
}

function openAtOffice(office: TestTill): ReadonlyArray<unknown> {
  const ledger = office.ledger();
  return ledger.read((view) => attentionRows(ledger, view)).map(({ subject }) => subject);
}
