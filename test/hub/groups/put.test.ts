/** A shop that is put into a group: what it sells like the model is the office's from then on, and follows the model. */

import { expect, test } from "vitest";

import { shopToCopy } from "../../../hub/groups/found-group.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import {
  groupOfOne,
  handOn,
  productField,
  questionsAt,
  setProduct,
} from "../../support/group-of-shops.ts";
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

test("a station that a shop has not is left to the shop, and one that it has comes with the product", () => {
  using group = groupOfOne(false, ["LATTE"]);
  const { till, model, publish } = group;
  till.write({
    kind: "station/set",
    streams: [toStreamId("cat", "station/grill")],
    body: { set: { name: "Grill" }, over: {} },
  });
  handOn(till, group.office);
  setProduct(model, "LATTE", { station: "nowhere" });
  setProduct(model, "TOAST", { name: "Toast", price: 400, station: "grill" });

  publish();

  expect(productField(till, "LATTE", "name")).toBe("Latte");
  expect(productField(till, "LATTE", "station")).toBe(undefined);
  expect(productField(till, "TOAST", "station")).toBe("grill");
});

test("a model that is copied from a shop has its stations, which goods of the model name", () => {
  using group = groupOfOne(true);
  const copied = shopToCopy(group.till.ledger());

  expect(copied?.stations).toContainEqual({
    kind: "station/set",
    streams: ["cat/station/bar"],
    body: { set: { name: "Bar" }, over: {} },
  });
});
