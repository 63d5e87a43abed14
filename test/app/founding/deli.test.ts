/** The deli in files: what it promises to whoever sells in it. */

import path from "node:path";

import { describe, expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { offeredPromotions } from "../../../src/app/catalogue/promotions.ts";
import { foundTraining } from "../../../src/app/founding/training-shop.ts";
import { shownPins } from "../../../src/app/register/open-register.ts";
import { systemStoreDeps } from "../../../src/app/system/store-deps.ts";
import { parseShopFixture, toCatalogue } from "../../../src/domain/founding/shop-fixture.ts";
import { checkDigit } from "../../../src/domain/goods/barcode.ts";
import { comboFault } from "../../../src/domain/goods/combo-fault.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { findGoodsWarnings } from "../../../src/domain/office/goods-warnings.ts";
import { foldName } from "../../../src/domain/text/entry-text.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const deli = valueOf(loadFixture("deli"));
const { products, categories, promotions } = deli;
const eur = currenciesByCode.get("EUR") as Currency;
const newDeli = cafeCopies({ fixture: "deli", currency: "EUR" });
const newDemo = cafeCopies({ fixture: "deli", currency: "EUR", demo: true });

describe("the goods of the deli", () => {
  test("are about 400 in every category, none of one name with another", () => {
    expect(products.length).toBeGreaterThanOrEqual(400);
    expect(products.length).toBeLessThanOrEqual(450);
    expect(new Set(products.map(({ category }) => category))).toEqual(
      new Set(categories.map(({ id }) => id)),
    );
    expect(new Set(products.map(({ name }) => foldName(name))).size).toBe(products.length);
  });

  test("make no cashier stumble, and its menus can be sold", () => {
    const catalogue = toCatalogue(deli);
    const rows = products.map((product, index) => ({ line: index + 2, product }));
    const menus = products.filter(({ combo }) => combo.length > 0);

    expect(findGoodsWarnings(rows, products, eur)).toEqual([]);
    expect(menus).toHaveLength(5);
    expect(menus.map((menu) => comboFault(menu, catalogue))).toEqual(menus.map(() => undefined));
  });

  test("by weight have a PLU that the scale prints on its labels", () => {
    const weighed = products.filter(({ soldBy }) => soldBy === "weight");

    expect(weighed).toHaveLength(105);
    expect(weighed.filter(({ plu, barcodes }) => barcodes[0]?.slice(2, 7) !== `0${plu}`)).toEqual(
      [],
    );
    expect(checkDigit("210210100250")).toBe("6");
  });

  test("are refused with a promotion that is on nothing", () => {
    const [first] = promotions;
    const wrong = [{ ...first, goods: "NONSENSE" }, { ...first }];

    expect(parseShopFixture({ ...deli, promotions: wrong })).toEqual({
      ok: false,
      fault: [
        'promotions.json 1.id: "croissants" is there twice',
        'promotions.json 0.goods: "NONSENSE" is no SKU of the shop',
      ],
    });
  });
});

describe("a till of the deli", () => {
  test("sells by weight, by label and by menu, with the promotions of the shop", async () => {
    const { till } = (await newDeli()).open();

    const { order } = sellGoods(till, [
      "3*croissant",
      "0.25*2101",
      "2102101002506",
      "lu/goulash/bread/mineral water still 500 ml",
    ]);

    // 2 × 1.60; 0.250 kg of 11.90 twice; the parts of the menu cost 9.95 by themselves, the menu 9.90.
    expect(order.total).toBe(320 + 298 + 298 + 990);
  });

  test("shows everybody's PIN in a demo, and none in a shop of its own", async () => {
    const pins = ["1", "2", "3", "4", "5"].map((number) => number.repeat(4));

    expect(shownPins((await newDemo()).open())?.map(({ pin }) => pin)).toEqual(pins);
    expect(shownPins((await newDeli()).open())).toEqual([]);
  });

  test("takes its promotions into a training with it", async () => {
    const shop = await newDeli();
    const dir = path.join(await temporaryFolder(), "training");
    const { till } = shop.open();

    await foundTraining({ real: shop.dir, dir }, { ...systemStoreDeps, clock: shop.clock });

    expect(offeredPromotions(till).map(({ id }) => id)).toEqual(promotions.map(({ id }) => id));
    expect(offeredPromotions(shop.openAt(dir).till)).toEqual(offeredPromotions(till));
  });
});
