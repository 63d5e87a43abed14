/** What one person changes by hand, on a real ledger: one event, by permission, and nothing twice. */

import { describe, expect, test } from "vitest";

import {
  cancelPlans,
  changeEntry,
  changeSetting,
  goodsWarnings,
  planPrice,
  plannedPrices,
} from "../../src/app/catalogue-changes.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { readDay } from "../../src/domain/day-text.ts";
import { type FieldText } from "../../src/domain/entry-wish.ts";
import { readSetting } from "../../src/domain/settings.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { faultOf, valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY_MS = 24 * 60 * 60 * 1000;

describe("a product", () => {
  test("is changed by one event that says only what differs", async () => {
    const open = (await newCafe()).open();

    const { events } = valueOf(change(open, price("2.90"), { field: "name", text: "Coffee" }));

    expect(events.map(({ known }) => known?.body)).toMatchObject([{ set: { price: 290 } }]);
    expect(productOf(open)).toMatchObject({ price: 290, name: "Coffee" });
    expect(faultOf(change(open, price("2.90")))).toEqual({ type: "entry/same", name: "Coffee" });
    expect(verifyLedger(open.till.ledger).ok).toBe(true);
  });

  test("is changed by those alone who may, or with the word of one who may", async () => {
    const { till } = (await newCafe()).open();
    const wish = { type: "product", id: "COFFEE", isNew: false, fields: [price("2.90")] } as const;

    const refused = faultOf(changeEntry(till, MIA, wish));

    expect(refused).toMatchObject({ type: "permission/missing", permission: "catalogue" });
    const act = refused.type === "permission/missing" ? (refused.act ?? "") : "";
    const approved = changeEntry(till, { ...MIA, approval: { by: "4", act } }, wish);
    expect(approved.ok).toBe(true);
  });

  test("warns of what a cashier will stumble over, as the import does", async () => {
    const open = (await newCafe()).open();

    valueOf(change(open, { field: "plu", text: "50" }));

    expect(goodsWarnings(open.till, "COFFEE")).toEqual([
      "the PLU 50 of Coffee equals a banknote: paying with 50 asks once more.",
    ]);
  });
});

describe("a price for a later day", () => {
  test("holds on the till from the moment in which its day begins there", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const { till } = open;
    const fromDay = readDay("tomorrow", till.days().now) ?? till.days().now;

    valueOf(planPrice(till, RAVI, { sku: "COFFEE", price: "3.10", fromDay }));
    const before = productOf(open)?.price;
    cafe.clock.advance(DAY_MS);
    const byClock = productOf(open)?.price;
    valueOf(till.beginDay(MIA));

    // The clock alone changes nothing: the till's day is what somebody has begun.
    expect([before, byClock, productOf(open)?.price]).toEqual([280, 280, 310]);
    expect(plannedPrices(till, "COFFEE")).toEqual([]);
  });

  test("replaces what was planned for that day, and can be given up", async () => {
    const { till } = (await newCafe()).open();
    const fromDay = readDay("monday", till.days().now) ?? till.days().now;
    valueOf(planPrice(till, RAVI, { sku: "COFFEE", price: "3.10", fromDay }));

    valueOf(planPrice(till, RAVI, { sku: "COFFEE", price: "3.20", fromDay }));
    const again = planPrice(till, RAVI, { sku: "COFFEE", price: "3.20", fromDay });

    expect(plannedPrices(till, "COFFEE")).toMatchObject([{ price: 320, fromDay }]);
    expect(faultOf(again).type).toBe("entry/same");
    valueOf(cancelPlans(till, RAVI, { sku: "COFFEE", fromDay: undefined }));
    expect(plannedPrices(till, "COFFEE")).toEqual([]);
    expect(faultOf(cancelPlans(till, RAVI, { sku: "COFFEE", fromDay })).type).toBe("plan/unknown");
  });

  test("needs a later day, a sound price and the permission", async () => {
    const { till } = (await newCafe()).open();
    const today = till.days().now;
    const fromDay = readDay("monday", today) ?? today;
    function plan(wish: Partial<Parameters<typeof planPrice>[2]>, actor = RAVI) {
      const whole = { sku: "COFFEE", price: "3.10", fromDay, ...wish };
      return faultOf(planPrice(till, actor, whole)).type;
    }

    expect(plan({ fromDay: today })).toBe("plan/not-later");
    expect(plan({ fromDay: readDay("2030-01-01", today) ?? today })).toBe("plan/too-far");
    expect(plan({ price: "0.10" })).toBe("entry/wrong");
    expect(plan({ sku: "NOPE" })).toBe("entry/unknown");
    expect(plan({}, MIA)).toBe("permission/missing");
  });
});

describe("a setting", () => {
  test("is changed by those who may, and never to what would change sums", async () => {
    const { till } = (await newCafe()).open();
    const head = { key: "receipt-head", texts: ["Kade 2", "", "Rotterdam", ""] };

    valueOf(changeSetting(till, RAVI, head));

    expect(till.ledger.read((view) => readSetting(view, "receipt-head"))).toEqual([
      "Kade 2",
      "",
      "Rotterdam",
    ]);
    expect(faultOf(changeSetting(till, RAVI, head)).type).toBe("setting/same");
    expect(faultOf(changeSetting(till, MIA, { ...head, texts: ["Kade 3"] })).type).toBe(
      "permission/missing",
    );
    for (const key of ["tax-half", "tax-rounding", "cash-step", "cash-direction"]) {
      expect(faultOf(changeSetting(till, RAVI, { key, texts: ["up"] }))).toEqual({
        type: "setting/with-the-day",
        key,
      });
    }
  });

  test.each([
    ["receipt-foot", ["x".repeat(49)]],
    ["receipt-foot", Array.from({ length: 9 }, () => "x")],
    ["receipt-foot", ["be\u001Bll"]],
    ["default-service", ["drive-in"]],
    ["lock-after", ["481"]],
  ])("%s is not %j", async (key, texts) => {
    const { till } = (await newCafe()).open();

    expect(faultOf(changeSetting(till, RAVI, { key, texts })).type).toBe("setting/wrong");
  });
});

function change({ till }: OpenTill, ...fields: ReadonlyArray<FieldText>) {
  return changeEntry(till, RAVI, { type: "product", id: "COFFEE", isNew: false, fields });
}

function price(text: string): FieldText {
  return { field: "price", text };
}

function productOf({ till }: OpenTill) {
  return till.catalogue().productsBySku.get("COFFEE");
}
