/** What a new shop takes from its country, with taxes that were worked out by hand. */

import { describe, expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { systemCalendar } from "../../../src/app/system/calendar.ts";
import {
  countriesByCode,
  percentText,
  toTaxClasses,
} from "../../../src/domain/founding/countries.ts";
import {
  modelGoods,
  newShop,
  typedGoods,
  withGoods,
} from "../../../src/domain/founding/new-shop.ts";
import { parseShopFixture, type ShopFixture } from "../../../src/domain/founding/shop-fixture.ts";
import { type Service } from "../../../src/domain/goods/catalogue.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode } from "../../../src/domain/money/currency.ts";
import { taxBill } from "../../../src/domain/money/tax.ts";
import { KEY_LAYOUTS } from "../../../src/domain/settings/setting-readers.ts";

const fixture = loadFixture("cafe");
if (!fixture.ok) throw new Error(fixture.fault.sentence);
const cafe = fixture.value;

const COUNTRIES = "AT BE CH CZ DE DK ES FI FR GB IE IT LU NL NO PL PT SE US XX".split(" ");

describe("every country", () => {
  test("of the list is there", () => {
    expect([...countriesByCode.keys()].toSorted()).toEqual(COUNTRIES);
  });

  test.for(COUNTRIES)("%s has facts that this machine and the till know", (code) => {
    const { currency, zones, keyLayout, cashStep, taxSource, taxDate, duty } = countryOf(code);

    expect(currenciesByCode.has(currency)).toBe(code !== "XX");
    expect(zones.length).toBeGreaterThan(0);
    expect(zones.filter((zone) => !systemCalendar.isZone(zone))).toEqual([]);
    expect(KEY_LAYOUTS).toContain(keyLayout);
    expect([0, 5, 50, 100]).toContain(cashStep);
    expect([taxSource, duty.source].every((source) => source.length > 5)).toBe(true);
    for (const date of [taxDate, duty.date]) expect(date).toMatch(/^20\d\d-\d\d-\d\d$|^1992-/u);
    expect(duty.sentence).toMatch(/^(?:Missing: |No certified till |What your country ).*\.$/u);
  });

  test("says where training is not served, because its receipts belong into the records", () => {
    const named = [...countriesByCode.values()].filter(({ duty }) =>
      duty.sentence.includes("Training is not served"),
    );
    expect(named.map(({ code }) => code)).toEqual(["AT", "BE", "DE", "FR", "NO", "SE"]);
    expect(named.every(({ duty }) => duty.isMissing)).toBe(true);
  });

  test("says to check with an accountant where its facts were not looked up", () => {
    const all = [...countriesByCode.values()].filter(({ code }) => code !== "XX");

    const duties = all.filter(({ duty }) => isDoubted(duty.sentence)).map(({ code }) => code);
    const taxes = all.filter(({ check }) => isDoubted(check)).map(({ code }) => code);
    expect([duties, taxes]).toEqual([
      ["BE", "CH", "FI", "IE", "LU", "NL", "NO", "PL", "SE", "US"],
      ["ES"],
    ]);
  });

  test.for(COUNTRIES)(
    "%s makes a sound shop, with the café's goods and with typed ones",
    (code) => {
      const shop = shopIn(code);
      const cafeGoods = withGoods(shop, modelGoods(shop, cafe));
      const [first] = shop.taxClasses;
      const one = { name: "Tea", price: minor(200), taxClass: first?.id ?? "" };
      const typed = withGoods(shop, typedGoods([one], shop.shop.currency));

      expect(parseShopFixture(cafeGoods)).toMatchObject({ ok: true });
      expect(parseShopFixture(typed)).toMatchObject({ ok: true });
      // A kitchen's screen serves stations where no printer does.
      expect(cafeGoods.products.map(({ sku, station }) => [sku, station])).toEqual(
        cafe.products.map(({ sku, station }) => [sku, station]),
      );
    },
  );
});

test("the café of the demo taxes its goods as a Dutch shop with them does", () => {
  const dutch = shopIn("NL");
  const goods = modelGoods(dutch, cafe).filter(
    (_, at) => cafe.products[at]?.taxClass !== "untaxed",
  );
  const taxed = cafe.products.filter(({ taxClass }) => taxClass !== "untaxed");

  expect(taxed.map((product) => ratesOf(cafe, product))).toEqual(
    goods.map((product) => ratesOf(dutch, product)),
  );
});

describe("taxes by hand", () => {
  // Amounts, rates and taxes in cents and in words of the law; in the house, then to take away.
  test.for([
    // 11.90 × 7/107 = 0.778…, 3.80 × 19/119 = 0.606…
    { code: "DE", taxClass: "food", price: 1190, house: 78, away: 78 },
    { code: "DE", taxClass: "drinks", price: 380, house: 61, away: 61 },
    // 12.00 × 8.1/108.1 = 0.899…, 12.00 × 2.6/102.6 = 0.304…
    { code: "CH", taxClass: "food", price: 1200, house: 90, away: 30 },
    { code: "CH", taxClass: "alcohol", price: 1200, house: 90, away: 90 },
    // 11.00 × 10/110 = 1.00; 6.00 × 20/120 = 1.00; 2.11 × 10/110 = 0.191…, × 5.5/105.5 = 0.11
    { code: "FR", taxClass: "food", price: 1100, house: 100, away: 100 },
    { code: "FR", taxClass: "alcohol", price: 600, house: 100, away: 100 },
    { code: "FR", taxClass: "packed", price: 211, house: 19, away: 11 },
    // 3.60 × 20/120 = 0.60; none on cold food that leaves
    { code: "GB", taxClass: "cold-food", price: 360, house: 60, away: 0 },
    { code: "GB", taxClass: "food", price: 360, house: 60, away: 60 },
    // 5.00 × 13.5/113.5 = 0.594…
    { code: "FI", taxClass: "food", price: 500, house: 59, away: 59 },
    // 100.00 × 12/112 = 10.714…, × 6/106 = 5.660…
    { code: "SE", taxClass: "drinks", price: 10_000, house: 1071, away: 566 },
  ])("$code $taxClass $price: $house, $away", ({ code, taxClass, price, house, away }) => {
    expect(taxIn(code, { taxClass, price, service: "dine-in" })).toBe(house);
    expect(taxIn(code, { taxClass, price, service: "counter" })).toBe(house);
    expect(taxIn(code, { taxClass, price, service: "takeaway" })).toBe(away);
    expect(taxIn(code, { taxClass, price, service: "delivery" })).toBe(away);
  });

  test("US: 8.875 % on top of 6.39 is 0.567…, so 0.57", () => {
    const rate = { id: "goods", name: "All goods", inHouse: 8875, away: 8875 };
    const [taxClass] = toTaxClasses([rate], { label: "Sales tax", included: false });
    const taxes = taxClass?.taxesByService.counter ?? [];

    const bill = taxBill({
      lines: [{ amount: minor(639), taxes }],
      half: "up",
      rounding: "order",
    });

    expect(bill).toMatchObject({ net: 639, tax: 57, total: 696 });
    expect(taxes).toMatchObject([{ label: "Sales tax 8.875%", included: false }]);
  });

  test("the deposit on a bottle bears none anywhere", () => {
    for (const code of COUNTRIES.filter((one) => !["US", "XX"].includes(one))) {
      expect(taxIn(code, { taxClass: "untaxed", price: 25, service: "counter" })).toBe(0);
    }
  });
});

test("goods that are typed get PLUs that are like no banknote", () => {
  const goods = Array.from({ length: 101 }, (_, at) => {
    return { name: `Tea ${at}`, price: minor(100), taxClass: "food" };
  });

  const plus = typedGoods(goods, "EUR").map(({ plu }) => plu);

  expect(plus.slice(0, 2)).toEqual(["101", "102"]);
  expect(plus.at(-1)).toBe("202");
  expect(plus).not.toContain("200");
});

test("a rate is written as people write per cent", () => {
  expect([7000, 8100, 8875, 25_500, 0].map((rate) => percentText(rate))).toEqual([
    "7",
    "8.1",
    "8.875",
    "25.5",
    "0",
  ]);
});

function countryOf(code: string) {
  const country = countriesByCode.get(code);
  if (country === undefined) throw new Error(`There is no ${code}.`);
  return country;
}

function shopIn(code: string) {
  const { currency, zones, cashStep, keyLayout, taxes, taxLabel, prices } = countryOf(code);
  const usual = { id: "goods", name: "All goods", inHouse: 5000, away: 5000 };
  return newShop(
    {
      name: "Corner",
      language: "en",
      currency: currency === "" ? "EUR" : currency,
      zone: zones[0] ?? "",
      cutover: "04:00",
      cashStep,
      keyLayout,
      taxClasses: toTaxClasses(taxes.length === 0 ? [usual] : taxes, {
        label: taxLabel,
        included: prices === "with",
      }),
      owner: { name: "Ada", pin: "483920" },
      printer: { type: "virtual" },
      names: { goods: "Goods", printer: "Receipts" },
    },
    cafe,
  );
}

function taxIn(
  code: string,
  {
    taxClass,
    price,
    service,
  }: { readonly taxClass: string; readonly price: number; readonly service: Service },
): number {
  const found = shopIn(code).taxClasses.find(({ id }) => id === taxClass);
  if (found === undefined) throw new Error(`${code} has no ${taxClass}.`);
  const lines = [{ amount: minor(price), taxes: found.taxesByService[service] }];
  const bill = taxBill({ lines, half: "up", rounding: "order" });
  expect(bill.total).toBe(price);
  return bill.tax;
}

function isDoubted(text: string): boolean {
  return text.includes("check with your accountant");
}

/** The name of the goods, and the rates that they bear by service, in 1/1000 %. */
function ratesOf(
  { taxClasses }: Pick<ShopFixture, "taxClasses">,
  { name, taxClass }: { readonly name: string; readonly taxClass: string },
): ReadonlyArray<unknown> {
  const one = taxClasses.find(({ id }) => id === taxClass);
  const services = Object.entries(one?.taxesByService ?? {});
  return [name, services.map(([service, taxes]) => [service, taxes.map(({ rate }) => rate)])];
}
