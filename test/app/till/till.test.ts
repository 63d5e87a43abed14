import { describe, expect, test } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { type KeptCatalogue, keepCatalogue } from "../../../src/app/till/kept-catalogue.ts";
import { openText } from "../../../src/app/till/sealed-text.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type Catalogue } from "../../../src/domain/goods/catalogue.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { readStaffMember } from "../../../src/domain/people/staff.ts";
import { entryName, readCatalogue } from "../../../src/domain/prices/catalogue-view.ts";
import { CAFE_DAY, cafeCopies, CAFE_START_MS, MIA } from "../../support/cafe.ts";
import { createDice } from "../../support/dice.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { createShop, synchroniseAll, type TestTill, TODAY } from "../../support/shop.ts";

const newCafe = cafeCopies();

const HOUR_MS = 3_600_000;
/** 03:59 in Rotterdam, in the night after the first day. */
const BEFORE_CUTOVER_MS = CAFE_START_MS + 13 * HOUR_MS + 27 * 60_000;

describe("signing in", () => {
  test("number and PIN together say who it is", async () => {
    const { till } = (await newCafe()).open();

    expect(await till.signIn("3", "3333")).toEqual(ok({ number: "3", name: "Chiara" }));
    expect(await till.signIn("3", "1111")).toMatchObject({ fault: { type: "pin/wrong" } });
    expect(await till.signIn("33", "3333")).toMatchObject({ fault: { type: "pin/wrong" } });
    expect(await till.signIn("", "")).toMatchObject({ fault: { type: "pin/wrong" } });
  });

  test("who has left can't sign in, nor act on with a session from before", async () => {
    const { till } = (await newCafe()).open();
    write(till, {
      kind: "staff/set",
      streams: [toStreamId("staff", "1")],
      body: { set: { active: false }, over: {} },
    });

    expect(await till.signIn("1", "1111")).toMatchObject({ fault: { type: "staff/inactive" } });
    expect(await till.signIn("1", "1112")).toMatchObject({ fault: { type: "pin/wrong" } });
    expect(() => sellGoods(till, ["100"])).toThrow("staff/inactive");
  });

  test("a permission that is taken away counts from the next act", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["100"]);
    write(till, {
      kind: "role/set",
      streams: [toStreamId("role", "cashier")],
      body: { set: { permissions: ["clock"] }, over: {} },
    });

    expect(() => sellGoods(till, ["100"])).toThrow("permission/missing");
  });

  test("names stand in no event in the clear", async () => {
    const { till } = (await newCafe()).open();

    const member = till.ledger.read((view) => readStaffMember(view, "3"));
    const bytes = till.ledger.piecesOf(till.ledger.identity.origin, 1);

    expect(till.staff().map(({ shownName }) => shownName)).toEqual([
      "Mia",
      "Jonas",
      "Chiara",
      "Ravi",
    ]);
    expect(member?.name && openText(member.name, till.ledger.secrets)).toBe("Chiara");
    expect(bytes.some((transaction) => Buffer.from(transaction).includes("Chiara"))).toBe(false);
  });
});

describe("the business day", () => {
  test("stays until a person is there after the cut-over", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    clock.set(BEFORE_CUTOVER_MS);
    expect(till.days()).toEqual({ now: CAFE_DAY, suggested: CAFE_DAY });
    expect(till.beginDay(MIA)).toEqual(ok(CAFE_DAY));

    clock.set(BEFORE_CUTOVER_MS + 60_000);

    expect(till.days()).toEqual({ now: CAFE_DAY, suggested: "2026-11-21" });
    expect(sellGoods(till, ["100"], { cash: 280 }).order.day).toBe(CAFE_DAY);
    expect(till.beginDay(MIA)).toEqual(ok("2026-11-21"));
    expect(till.days().now).toBe("2026-11-21");
    expect(sellGoods(till, ["100"], { cash: 280 }).order.day).toBe("2026-11-21");
  });

  test("begins once, call-out numbers begin again, receipt numbers go on", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    const before = sellGoods(till, ["100"], { cash: 280 }).order;
    clock.set(CAFE_START_MS + 24 * HOUR_MS);
    const seq = headSeq(till);

    till.beginDay(MIA);
    till.beginDay(MIA);

    // The day's beginning, and before it the Z of the day before.
    expect(headSeq(till)).toBe(seq + 2);
    const after = sellGoods(till, ["100"], { cash: 280 }).order;
    expect([before.number, after.number]).toEqual(["A1", "A1"]);
    expect([...before.receipts, ...after.receipts]).toEqual(["A-000001", "A-000002"]);
  });

  test("never goes back with a clock that is set back", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    clock.set(CAFE_START_MS + 24 * HOUR_MS);
    till.beginDay(MIA);

    clock.set(CAFE_START_MS - 48 * HOUR_MS);

    expect(till.beginDay(MIA)).toEqual(ok("2026-11-21"));
    expect(sellGoods(till, ["100"], { cash: 280 }).order.day).toBe("2026-11-21");
    expect(till.days()).toEqual({ now: "2026-11-21", suggested: "2026-11-18" });
  });

  test("more than a closed day and a week ahead has to be confirmed: it never goes back", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    const seq = headSeq(till);
    clock.set(CAFE_START_MS + 9 * 24 * HOUR_MS);

    expect(till.beginDay(MIA)).toMatchObject({
      fault: { type: "day/far-jump", from: CAFE_DAY, to: "2026-11-29" },
    });
    expect(till.beginDay(MIA, "2026-11-28").ok).toBe(false);
    expect(headSeq(till)).toBe(seq);

    expect(till.beginDay(MIA, "2026-11-29")).toEqual(ok("2026-11-29"));
    expect(till.days().now).toBe("2026-11-29");
  });

  test("stays where a clock is more than a year ahead, unless a person confirms it", async () => {
    const { clock, open } = await newCafe();
    const { till } = open();
    const seq = headSeq(till);
    clock.set(CAFE_START_MS + 367 * 24 * HOUR_MS);

    expect(till.beginDay(MIA)).toEqual(ok(CAFE_DAY));
    expect(headSeq(till)).toBe(seq);
    expect(till.beginDay(MIA, "2027-11-22")).toEqual(ok("2027-11-22"));
  });

  test("is the same after a restart", async () => {
    const { clock, open } = await newCafe();
    const first = open();
    clock.set(CAFE_START_MS + 24 * HOUR_MS);
    first.till.beginDay(MIA);
    await first.close();

    expect(open().till.days().now).toBe("2026-11-21");
  });
});

describe("the catalogue", () => {
  test("is worked out once, until it changes", async () => {
    const { till } = (await newCafe()).open();
    const before = till.catalogue();
    sellGoods(till, ["100"], { cash: 280 });
    expect(till.catalogue()).toBe(before);

    setCoffeePrice(till, 300);

    expect(till.catalogue()).not.toBe(before);
    expect(till.catalogue().productsBySku.get("COFFEE")?.price).toBe(300);
    expect(sellGoods(till, ["100"]).order.total).toBe(300);
  });

  test("another process's change is seen at the next look", async () => {
    const { open } = await newCafe();
    const [one, other] = [open(), open()];
    expect(one.till.catalogue().productsBySku.get("COFFEE")?.price).toBe(280);

    setCoffeePrice(other.till, 310);

    expect(one.till.catalogue().productsBySku.get("COFFEE")?.price).toBe(310);
  });

  test("whoever watches is told before all of it is read, and not for a look or one change", async () => {
    const { till } = (await newCafe()).open();
    let told = 0;
    till.ledger.db.onLongWork(() => (told += 1));

    till.catalogue();
    till.catalogue();
    setCoffeePrice(till, 300);

    expect(till.catalogue().productsBySku.get("COFFEE")?.price).toBe(300);
    expect(told).toBe(1);
  });

  test("a new price never alters an order that is open", async () => {
    const { till } = (await newCafe()).open();
    const { order } = sellGoods(till, ["100"]);

    setCoffeePrice(till, 900);

    expect(findOrder(till, order.id)?.order.total).toBe(280);
    expect(sellGoods(till, ["100"]).order.total).toBe(900);
  });
});

function setCoffeePrice(till: Till, price: number): void {
  write(till, {
    kind: "product/set",
    streams: [toStreamId("cat", "product/COFFEE")],
    body: { set: { price: minor(price) }, over: {} },
  });
}

function write(till: Till, ...events: ReadonlyArray<Draft>): void {
  till.ledger.commit({ by: "4", name: "test", decide: () => ok({ events }) });
}

function headSeq({ ledger }: Till): number {
  return ledger.heads().get(ledger.identity.origin)?.seq ?? 0;
}

const MANY = 450;

test("read ahead in pieces it is what is read at once, whatever changes in between", () => {
  for (let seed = 0; seed < 6; seed += 1) {
    using shop = createShop();
    const b = shop.join("B");
    const dice = createDice(seed);
    for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
    const kept = keep(shop.a);

    let pieces = 0;
    while (kept.readAhead()) {
      pieces += 1;
      const writer = dice.chance(50) ? shop.a : b;
      writer.write(named(`P${dice.nat(MANY + 50)}`, `Changed ${pieces}`));
      if (dice.chance(50)) synchroniseAll(shop.tills());
      // Somebody types before all of it is there.
      if (dice.chance(10)) kept.catalogue();
    }

    expect(listed(kept.catalogue())).toEqual(listed(fresh(shop.a)));
    expect(kept.readAhead()).toBe(false);
  }
});

test("it takes several pieces, and none once it is known", () => {
  using shop = createShop();
  for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
  const kept = keep(shop.a);

  expect([kept.readAhead(), kept.readAhead()]).toEqual([true, true]);
  const catalogue = kept.catalogue();

  expect(kept.readAhead()).toBe(false);
  expect(kept.catalogue()).toBe(catalogue);
});

test("more changes than anybody remembers between two pieces begin it anew", () => {
  using shop = createShop();
  for (let at = 0; at < MANY; at += 1) shop.a.write(named(`P${at}`, `Goods ${at}`));
  const kept = keep(shop.a);
  kept.readAhead();

  for (let at = 0; at < 1100; at += 1) shop.a.write(named(`P${at % 7}`, `Again ${at}`));
  while (kept.readAhead());

  expect(listed(kept.catalogue())).toEqual(listed(fresh(shop.a)));
});

function keep(till: TestTill): KeptCatalogue {
  return keepCatalogue(till.ledger(), TODAY);
}

function fresh(till: TestTill): Catalogue {
  return till.ledger().read((view) => readCatalogue(view, TODAY));
}

/** With their order, which lists on the screen show. */
function listed(catalogue: Catalogue): ReadonlyArray<unknown> {
  const maps: ReadonlyArray<ReadonlyMap<string, unknown>> = Object.values(catalogue);
  return maps.map((map) => Array.from(map));
}

function named(sku: string, name: string): Draft {
  return {
    kind: "product/set",
    streams: [toStreamId("cat", entryName("product", sku))],
    body: { set: { name }, over: {} },
  };
}
