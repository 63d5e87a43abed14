/** One field that two tills change apart: both agree on a value, and whoever says one ends the question. */

import { expect, test } from "vitest";

import { decideChangeEntry } from "../../../../src/domain/commands/office/change-catalogue.ts";
import { decideChangeSetting } from "../../../../src/domain/commands/office/change-settings.ts";
import { type FieldText } from "../../../../src/domain/office/entry-wish.ts";
import { entryName, readCatalogue } from "../../../../src/domain/prices/catalogue-view.ts";
import { isContested } from "../../../../src/domain/state/register.ts";
import {
  act,
  createShop,
  faultOf,
  synchroniseAll,
  type TestTill,
  TODAY,
  valueOf,
} from "../../../support/shop.ts";
import { euro } from "../../../support/small-shop.ts";

test.each(["the one that holds", "the other one", "a third one"])(
  "a price that two tills set apart is settled by saying %s",
  (which) => {
    using shop = createShop();
    const b = shop.join("B");
    valueOf(say(shop.a, "station/bar", { field: "name", text: "Bar", isNew: true }));
    synchroniseAll(shop.tills());
    b.clock.advance(1000);
    valueOf(say(shop.a, "station/bar", { field: "name", text: "Taps" }));
    valueOf(say(b, "station/bar", { field: "name", text: "Bottles" }));
    synchroniseAll(shop.tills());

    expect([nameAt(shop.a), nameAt(b)]).toEqual(["Bottles", "Bottles"]);
    expect(isInQuestion(shop.a)).toBe(true);

    const text = { "the one that holds": "Bottles", "the other one": "Taps" }[which] ?? "Counter";
    valueOf(say(shop.a, "station/bar", { field: "name", text }));
    synchroniseAll(shop.tills());

    expect([nameAt(shop.a), nameAt(b)]).toEqual([text, text]);
    expect([isInQuestion(shop.a), isInQuestion(b)]).toEqual([false, false]);
    expect(faultOf(say(b, "station/bar", { field: "name", text })).type).toBe("entry/same");
  },
);

test("what two tills change of one entry in different fields is no question", () => {
  using shop = createShop();
  const b = shop.join("B");
  valueOf(say(shop.a, "category/tea", { field: "name", text: "Tea", isNew: true }));
  synchroniseAll(shop.tills());
  valueOf(say(shop.a, "category/tea", { field: "name", text: "Teas" }));
  valueOf(say(b, "category/tea", { field: "position", text: "7" }));
  synchroniseAll(shop.tills());

  const teas = [shop.a, b].map((till) => catalogueAt(till).categoriesById.get("tea"));

  expect(teas).toEqual([
    { id: "tea", name: "Teas", position: 7 },
    { id: "tea", name: "Teas", position: 7 },
  ]);
});

test("a setting that two tills change apart is settled by whoever says it again", () => {
  using shop = createShop();
  const b = shop.join("B");
  valueOf(set(shop.a, "5"));
  valueOf(set(b, "7"));
  synchroniseAll(shop.tills());
  const value = shop.a.ledger().read((view) => view.state("set", "lock-after")).fields["value"];

  expect(value !== undefined && isContested(value)).toBe(true);

  valueOf(set(shop.a, String(value?.open.at(-1)?.value)));
  synchroniseAll(shop.tills());

  for (const till of shop.tills()) {
    const after = till.ledger().read((view) => view.state("set", "lock-after")).fields["value"];
    expect(after?.open).toHaveLength(1);
  }
});

const SHOP = {
  currency: euro,
  isZone: () => true,
  founded: { zone: "Europe/Amsterdam", cutover: 240 },
};

function set(till: TestTill, text: string) {
  return act(till, (context) =>
    decideChangeSetting(context, { key: "lock-after", texts: [text] }, SHOP),
  );
}

function say(
  till: TestTill,
  name: `${"station" | "category"}/${string}`,
  { isNew = false, ...field }: FieldText & { readonly isNew?: boolean },
) {
  const [type, id] = name.split("/") as ["station" | "category", string];
  const catalogue = catalogueAt(till);
  const wish = { type, id, isNew, fields: [field] };
  return act(till, (context) => decideChangeEntry(context, wish, { catalogue, currency: euro }));
}

function catalogueAt(till: TestTill) {
  return till.ledger().read((view) => readCatalogue(view, TODAY));
}

function nameAt(till: TestTill) {
  return catalogueAt(till).stationsById.get("bar")?.name;
}

function isInQuestion(till: TestTill) {
  const { fields } = till.ledger().read((view) => view.state("cat", entryName("station", "bar")));
  return fields["name"] !== undefined && isContested(fields["name"]);
}
