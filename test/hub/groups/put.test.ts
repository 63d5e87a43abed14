/** A shop that is put into a group: what it sells like the model is the office's from then on, and follows the model. */

import { expect, test } from "vitest";

import { handOn, productField, questionsAt, setProduct } from "../../support/group-of-shops.ts";
import { found, officeOf } from "../../support/group-office.ts";

const SKUS = ["CROISSANT", "LATTE"];

test("a shop that was put into a group follows what the model says since, and keeps what it had otherwise", async () => {
  using at = officeOf(SKUS, true);
  const { group, ask } = at;
  const { till, office, model } = group;
  setProduct(till, "LATTE", { price: 111 });
  handOn(till, office);
  await ask("put", { shop: office.ledger().identity.shop });
  setProduct(model, "CROISSANT", { price: 295 });
  setProduct(model, "LATTE", { price: 400 });

  const { shops } = found(await ask("publish"));
  handOn(office, till);

  expect(shops[0]?.changes.map(({ id, fate }) => [id, fate])).toEqual([
    ["CROISSANT", "write"],
    ["LATTE", "own"],
  ]);
  expect(productField(till, "CROISSANT", "price")).toBe(295);
  expect(productField(till, "LATTE", "price")).toBe(111);
  expect(questionsAt(till)).toMatchObject([{ own: 111, theirs: 400 }]);
});

test("a shop's own value stays its own where the model comes to it later", async () => {
  using at = officeOf(SKUS, true);
  const { group, ask } = at;
  const { till, office, model } = group;
  await ask("put", { shop: office.ledger().identity.shop });
  handOn(office, till);
  setProduct(till, "CROISSANT", { price: 250 });
  handOn(till, office);
  setProduct(model, "CROISSANT", { price: 295 });

  const { shops } = found(await ask("publish"));

  expect(shops[0]?.changes).toMatchObject([{ from: 250, to: 295, fate: "own" }]);
});
