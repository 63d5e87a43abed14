/** Rules for charges, as the shop says them: what they name has to be there. */

import { expect, test } from "vitest";

import { decideChangeSetting } from "../../../src/domain/commands/change-settings.ts";
import { act, createShop, faultOf } from "../../support/shop.ts";
import { euro } from "../../support/small-shop.ts";

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
