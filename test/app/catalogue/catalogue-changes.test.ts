/** What one person changes by hand, on a real ledger: one event, by permission, and nothing twice. */

import { describe, expect, test } from "vitest";

import {
  cancelPlans,
  cancelSetting,
  cancelTaxes,
  changeEntry,
  changeSetting,
  goodsWarnings,
  planPrice,
  plannedPrices,
  plannedSettings,
  plannedTaxes,
  settingNow,
} from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { listOrders, orderView } from "../../../src/app/orders/orders.ts";
import { type BusinessDay, businessDaySchema } from "../../../src/domain/identity.ts";
import { type FieldText } from "../../../src/domain/office/entry-wish.ts";
import { readSetting, readSettingOn } from "../../../src/domain/settings/settings.ts";
import { readDay } from "../../../src/domain/text/day-text.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
const MORNING_MS = (16 * 60 + 58) * MINUTE_MS;

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

    expect(goodsWarnings(open.till, "COFFEE", "en")).toEqual([
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

describe("taxes of a class", () => {
  test("change with the next business day, and an order that is open keeps what it has", async () => {
    const { open: openTill, clock } = await newCafe();
    const { till } = openTill();
    const { order } = sellGoods(till, ["coffee"], { service: "takeaway" });
    const wish = { type: "tax-class", id: "food", isNew: false } as const;

    const fields = [{ field: "takeaway", text: "VAT 12%" }];
    const { events } = valueOf(changeEntry(till, RAVI, { ...wish, fields }));

    expect(events.map(({ known }) => known?.kind)).toEqual(["tax-class/planned"]);
    expect(takeawayRate(till)).toBe(9000);
    expect(plannedTaxes(till, "food")).toEqual([
      { field: "takeaway", text: "VAT 12%", fromDay: "2026-11-21", inQuestion: false },
    ]);
    clock.advance(DAY_MS);
    expect(takeawayRate(till)).toBe(9000);
    valueOf(till.beginDay(RAVI));

    expect(takeawayRate(till)).toBe(12_000);
    expect(plannedTaxes(till, "food")).toEqual([]);
    const kept = till.ledger.read((view) => orderView(view, order.id));
    expect(kept?.taxes).toEqual(order.taxes);
    expect(sellGoods(till, ["coffee"], { service: "takeaway" }).order.taxes).toMatchObject([
      { label: "VAT 12%", rate: 12_000 },
    ]);
    expect(verifyLedger(till.ledger).ok).toBe(true);
  });

  test("come on the day that is named, or do not when they are given up", async () => {
    const { till } = (await newCafe()).open();
    const wish = { type: "tax-class", id: "food", isNew: false } as const;
    const fields = [{ field: "taxes", text: "VAT 12%" }];
    const fromDay = dayOf("2027-01-01");

    valueOf(changeEntry(till, RAVI, { ...wish, fields, fromDay }));

    expect(plannedTaxes(till, "food")).toHaveLength(4);
    expect(faultOf(changeEntry(till, RAVI, { ...wish, fields, fromDay })).type).toBe("entry/same");
    valueOf(cancelTaxes(till, RAVI, { id: "food", service: "takeaway", fromDay }));
    expect(plannedTaxes(till, "food").map(({ field }) => field)).not.toContain("takeaway");
    valueOf(cancelTaxes(till, RAVI, { id: "food", fromDay: undefined }));
    expect(plannedTaxes(till, "food")).toEqual([]);
    expect(faultOf(cancelTaxes(till, RAVI, { id: "food", fromDay })).type).toBe("dated/unknown");
  });

  test.each([
    ["2026-11-20", "dated/begun"],
    ["2025-01-01", "dated/begun"],
    ["2036-01-01", "plan/too-far"],
  ])("never from %s on", async (day, type) => {
    const { till } = (await newCafe()).open();
    const wish = { type: "tax-class", id: "food", isNew: false } as const;
    const fields = [{ field: "takeaway", text: "VAT 12%" }];

    expect(faultOf(changeEntry(till, RAVI, { ...wish, fields, fromDay: dayOf(day) })).type).toBe(
      type,
    );
  });

  test("a day is said of nothing else", async () => {
    const { till } = (await newCafe()).open();
    const fields = [{ field: "name", text: "Other" }];
    const wish = { type: "station", id: "bar", isNew: false, fields } as const;

    expect(faultOf(changeEntry(till, RAVI, { ...wish, fromDay: dayOf("2027-01-01") })).type).toBe(
      "entry/at-once",
    );
  });
});

describe("the rounding of sums", () => {
  test("changes with the next business day, or a later one, and is given up", async () => {
    const { open: openTill, clock } = await newCafe();
    const { till } = openTill();

    valueOf(changeSetting(till, RAVI, { key: "cash-step", texts: ["0.10"] }));
    valueOf(
      changeSetting(till, RAVI, { key: "tax-half", texts: ["even"], fromDay: dayOf("2027-01-01") }),
    );

    expect(stepOf(till)).toBe(0);
    expect(plannedSettings(till, "tax-half")).toMatchObject([
      { text: "even", fromDay: "2027-01-01" },
    ]);
    clock.advance(DAY_MS);
    valueOf(till.beginDay(RAVI));
    expect(stepOf(till)).toBe(10);
    valueOf(cancelSetting(till, RAVI, { key: "tax-half", fromDay: undefined }));
    expect(plannedSettings(till, "tax-half")).toEqual([]);
  });

  test.each([
    [{ key: "cash-step", texts: ["five"] }, "setting/wrong"],
    [{ key: "cash-step", texts: ["1000.00"] }, "setting/wrong"],
    [{ key: "tax-half", texts: ["odd"] }, "setting/wrong"],
    [{ key: "cash-step", texts: ["0"] }, "setting/same"],
    [{ key: "cash-step", texts: ["0.10"], fromDay: "2026-11-20" }, "dated/begun"],
    [{ key: "language", texts: ["de"], fromDay: "2027-01-01" }, "setting/at-once"],
    [{ key: "currency", texts: ["USD"] }, "setting/never"],
    [{ key: "demo", texts: ["no"] }, "setting/never"],
  ] as const)("%j is refused, and nothing is written", async (typed, type) => {
    const { key, texts } = typed;
    const fromDay = "fromDay" in typed ? typed.fromDay : undefined;
    const { till } = (await newCafe()).open();
    const before = [...till.ledger.heads()];

    const done = changeSetting(till, RAVI, {
      key,
      texts,
      fromDay: fromDay === undefined ? undefined : dayOf(fromDay),
    });

    expect([faultOf(done).type, [...till.ledger.heads()]]).toEqual([type, before]);
  });
});

describe("zone and cut-over", () => {
  test("hold from the beginning of their day on, and the sales before stay what they were", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const [zone, cutover] = [settingNow(till, "zone"), settingNow(till, "cutover")];
    expect([zone, cutover]).toEqual(["Europe/Amsterdam", 240]);
    valueOf(changeSetting(till, RAVI, { key: "cutover", texts: ["06:30"] }));
    valueOf(changeSetting(till, RAVI, { key: "zone", texts: ["Europe/London"] }));
    sellGoods(till, ["croissant"], { cash: 500 });

    // From 14:32 in Rotterdam to 06:29 in London.
    cafe.clock.advance(MORNING_MS - MINUTE_MS);
    expect(till.days()).toEqual({ now: "2026-11-20", suggested: "2026-11-20" });
    cafe.clock.advance(MINUTE_MS);
    expect(till.days()).toEqual({ now: "2026-11-20", suggested: "2026-11-21" });
    // What is sold before somebody begins the day belongs to the one before, on its wall.
    sellGoods(till, ["croissant"], { cash: 500 });
    valueOf(till.beginDay(MIA));
    sellGoods(till, ["croissant"], { cash: 500 });

    expect([settingNow(till, "zone"), settingNow(till, "cutover")]).toEqual(["Europe/London", 390]);
    expect(till.offsetMinutes(cafe.clock.nowMs())).toBe(0);
    const days = ["2026-11-20", "2026-11-21"].map(dayOf);
    const offsets = days.map((day) =>
      listOrders(till, { day, openOnly: false }).map(({ opened }) => opened.offsetMinutes),
    );
    expect(offsets).toEqual([[60, 60], [0]]);
    const reports = days.map((day) => dayReport(till, day));
    expect(reports.map(({ receipts, differences }) => [receipts, differences])).toEqual([
      [2, []],
      [1, []],
    ]);
    expect(verifyLedger(till.ledger).ok).toBe(true);
  });

  test.each([
    ["zone", "Mars/Olympus", '"Mars/Olympus" is no time zone: a name such as Europe/Berlin'],
    ["zone", "by the sea", '"by the sea" is no time zone: a name such as Europe/Berlin'],
    ["cutover", "24:00", '"24:00" is no time of day: such as 04:00'],
    ["cutover", "soon", '"soon" is no time of day: such as 04:00'],
  ] as const)("%s is not %s", async (key, text, message) => {
    const { till } = (await newCafe()).open();

    const fault = faultOf(changeSetting(till, RAVI, { key, texts: [text] }));

    expect(fault).toEqual({ type: "setting/wrong", key, message });
  });

  test("are said already where they are so on that day", async () => {
    const { till } = (await newCafe()).open();

    const same = changeSetting(till, RAVI, { key: "cutover", texts: ["4:00"] });

    expect(faultOf(same)).toEqual({ type: "setting/same", key: "cutover" });
  });
});

describe("a setting", () => {
  test("is changed by those who may", async () => {
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

function dayOf(text: string): BusinessDay {
  return businessDaySchema.parse(text);
}

function takeawayRate(till: OpenTill["till"]) {
  return till.catalogue().taxClassesById.get("food")?.taxesByService.takeaway[0]?.rate;
}

function stepOf(till: OpenTill["till"]) {
  return till.ledger.read((view) => readSettingOn(view, "cash-step", till.days().now));
}

function productOf({ till }: OpenTill) {
  return till.catalogue().productsBySku.get("COFFEE");
}
