/** The restaurant in files: what it promises to whoever plays an evening in it. */

import path from "node:path";

import { describe, expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { floorOf, prepareFloor } from "../../../src/app/catalogue/floor-changes.ts";
import { prepareImport } from "../../../src/app/catalogue/import-goods.ts";
import { foundTraining } from "../../../src/app/founding/training-shop.ts";
import { systemStoreDeps } from "../../../src/app/system/store-deps.ts";
import { toCatalogue } from "../../../src/domain/founding/shop-fixture.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { toFloorSheet } from "../../../src/domain/office/floor-sheet.ts";
import { toGoodsSheet } from "../../../src/domain/office/goods-sheet.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const restaurant = valueOf(loadFixture("restaurant"));
const { products, tables, areas, staff } = restaurant;
const usd = currenciesByCode.get("USD") as Currency;
const newRestaurant = cafeCopies({ fixture: "restaurant", currency: "USD" });

describe("the restaurant", () => {
  test("has about 150 goods of four courses for three stations, and wine by glass and bottle", () => {
    expect(products.length).toBeGreaterThanOrEqual(140);
    expect(products.length).toBeLessThanOrEqual(170);
    expect(new Set(products.map(({ course }) => course))).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(products.map(({ station }) => station))).toEqual(
      new Set(["hot", "cold", "bar", ""]),
    );
    const glasses = products.filter(({ name }) => name.endsWith(" glass"));
    expect(glasses.length).toBeGreaterThanOrEqual(10);
    for (const { name, price } of glasses) {
      const bottle = products.find((other) => other.name === name.replace(/glass$/u, "bottle"));
      expect(bottle?.price).toBeGreaterThan(3 * price);
    }
  });

  test("has 40 tables in three areas, and twelve people in four roles", () => {
    expect(tables).toHaveLength(40);
    expect(new Set(tables.map(({ area }) => area))).toEqual(new Set(areas.map(({ id }) => id)));
    expect(tables.reduce((sum, { seats }) => sum + seats, 0)).toBe(142);
    const roles = Object.groupBy(staff, ({ role }) => role);
    expect(Object.entries(roles).map(([role, people]) => [role, people?.length])).toEqual([
      ["server", 7],
      ["bartender", 2],
      ["shift-lead", 2],
      ["manager", 1],
    ]);
  });

  test("adds one tax to every price but those of what is packed, on alcohol as on food", () => {
    const { taxClassesById } = toCatalogue(restaurant);
    const taxed = products.filter(({ taxClass }) => taxClass === "taxed");

    expect(taxClassesById.get("taxed")?.taxesByService["dine-in"]).toEqual([
      { label: "Sales tax 8.875%", rate: 8875, included: false },
    ]);
    expect(products.filter(({ taxClass }) => taxClass !== "taxed")).toHaveLength(3);
    expect(taxed.some(({ category }) => category === "red-wine")).toBe(true);
  });

  test("is imported again from its own sheets without a warning or a change", async () => {
    const { till } = (await newRestaurant()).open();

    const goods = valueOf(
      prepareImport(till, rowsOf(toGoodsSheet(till.catalogue(), usd)), {
        deactivateMissing: false,
      }),
    );
    const floor = valueOf(
      prepareFloor(till, { rows: rowsOf(toFloorSheet(floorOf(till))), removeMissing: true }),
    );

    expect(goods).toMatchObject({ events: [], warnings: [] });
    expect(floor).toMatchObject({ events: [], unchanged: 40, removed: [] });
    expect(floorOf(till).tables.map(({ name }) => name)).toEqual(tables.map(({ name }) => name));
  });

  test("charges what the card says and the tax on top, rounded once for the bill", async () => {
    const { till } = (await newRestaurant()).open();
    const cents = [5900 + 300, 5900 + 300, 1500 + 600, 1400, 1400, 5800, 450 + 75];
    const net = cents.reduce((sum, price) => sum + price, 0);
    // 8.875 % of 236.25 is 20.9671….
    const tax = Math.floor((net * 8875 + 50_000) / 100_000);

    const { order } = sellGoods(
      till,
      [
        "2*ribeye/truffle",
        "caesar/add chicken",
        "2*sauvignon blanc glass",
        "chianti bottle",
        "coffee/oat",
      ],
      { cash: 30_000 },
    );

    expect([net, tax]).toEqual([23_625, 2097]);
    expect(order).toMatchObject({ status: "paid", total: net + tax });
    expect(order.taxes).toMatchObject([{ label: "Sales tax 8.875%", net, tax }]);
  });

  test("takes its tables into a training with it", async () => {
    const shop = await newRestaurant();
    const dir = path.join(await temporaryFolder(), "training");
    const { till } = shop.open();

    await foundTraining({ real: shop.dir, dir }, { ...systemStoreDeps, clock: shop.clock });

    expect(floorOf(shop.openAt(dir).till)).toEqual(floorOf(till));
  });
});

function rowsOf(rows: ReadonlyArray<ReadonlyArray<string>>) {
  return rows.map((cells, at) => ({ line: at + 1, cells }));
}
