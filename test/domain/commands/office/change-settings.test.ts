/** Settings that are checked against others: what rules for charges name, and what a point is worth. */

import { expect, test } from "vitest";

import { decideChangeSetting } from "../../../../src/domain/commands/office/change-settings.ts";
import { act, createShop, faultOf, valueOf } from "../../../support/shop.ts";
import { euro } from "../../../support/small-shop.ts";

const SHOP = {
  currency: euro,
  isZone: () => true,
  founded: { zone: "Europe/Amsterdam", cutover: 240 },
};

test.each([
  ["Service=10% tax=luxury", '"luxury" is no tax class: the shop has none'],
  ["Service=10% area=moon", '"moon" is no area: the shop has none'],
])("a rule that names what is not there is refused, and changes nothing: %s", (rule, message) => {
  using shop = createShop();

  const said = act(shop.a, (context) =>
    decideChangeSetting(context, { key: "charges", texts: ["Bread=1.50", rule] }, SHOP),
  );

  expect(faultOf(said)).toEqual({ type: "setting/wrong", key: "charges", message });
  expect(shop.a.ledger().read((view) => view.state("set", "charges")).fields).toEqual({});
});

test.each([
  [{ points: "1.00", "points-worth": "1.00" }, "points-worth", "1.01"],
  [{ "points-worth": "0.50" }, "points", "0.49"],
])("a point that takes off more than is paid for it is refused, after %o", (before, key, text) => {
  using shop = createShop();
  for (const [name, value] of Object.entries(before)) {
    valueOf(set(name, value));
  }

  expect(faultOf(set(key, text))).toEqual({
    type: "setting/wrong",
    key,
    message: "a point takes off no more than a customer pays for it (points-worth and points)",
  });

  function set(name: string, value: string) {
    return act(shop.a, (context) =>
      decideChangeSetting(context, { key: name, texts: [value] }, SHOP),
    );
  }
});
