/** The pane of an empty order: each of its examples is goods of that very shop, typed as it stands there. */

import { expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { toCatalogue } from "../../../src/domain/founding/shop-fixture.ts";
import { type Catalogue } from "../../../src/domain/goods/catalogue.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";
import { valueOf } from "../../support/shop.ts";

const WIDTH = 39;

test.each(["cafe", "deli", "grocery", "restaurant"])(
  "each example is goods of the %s",
  async (name) => {
    const catalogue = toCatalogue(valueOf(loadFixture(name)));
    const it = await loggedIn(() => ({ catalogue: () => catalogue }));
    const text = rows(it).join(" ");
    const typed = text.match(/(?:\d\*\S+|\?\S+|[^\s*?]+[=/]\d\S*)/gu) ?? [];

    expect(typed.length).toBeGreaterThanOrEqual(3);
    for (const example of typed.map((word) => word.replace(/[.,;:]$/u, ""))) {
      it.type(example);
      expect([example, planOf(it.store.till, it.store.getState()).type]).toEqual([
        example,
        "ready",
      ]);
      it.press("Esc");
    }
  },
);

test("goods without options are no example of one, and a shop without goods has its numbers", async () => {
  const cafe = toCatalogue(valueOf(loadFixture("cafe")));
  const plain: Catalogue = { ...cafe, modifierGroupsById: new Map() };
  const none: Catalogue = { ...cafe, productsBySku: new Map() };

  for (const catalogue of [plain, none]) {
    const it = await loggedIn(() => ({ catalogue: () => catalogue }));
    expect(rows(it).join(" ")).not.toContain("option");
  }
  const it = await loggedIn(() => ({ catalogue: () => none }));
  expect(rows(it).join(" ")).toContain("3*100 sells three");
});

test.each(LOCALES)("in %s it stands in its pane", async (locale) => {
  const it = await loggedIn((fake) => ({ shop: { ...fake.shop, locale } }));

  const shown = rows(it);
  expect(shown.filter((text) => textWidth(text) > WIDTH - 2)).toEqual([]);
  expect(shown.join(" ").includes("sells three")).toBe(locale === "en");
});

function rows(it: Session): ReadonlyArray<string> {
  const size = { width: WIDTH, height: 17, signs: "all" } as const;
  return orderRows(it.store.till, it.store.getState(), size).map(({ text }) => text.trim());
}
