/** A rate that begins with a new year: what is handed over from then on bears it, whenever it was typed. */

import { describe, expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { knowing, type Till } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { press, registerAt, typed } from "../../support/cafe-register.ts";
import {
  type Cafe,
  type CafeOptions,
  CAFE_DAY,
  CAFE_START_MS,
  cafeCopies,
  MIA,
} from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const CROISSANTS: CafeOptions = { sells: ({ sku }) => ["FLAT-WHITE", "CROISSANT"].includes(sku) };
const newCafe = cafeCopies(CROISSANTS);
const onTop = cafeCopies({ ...CROISSANTS, taxesOnTop: true });

const MINUTE_MS = 60_000;
/** Opened at 23:57. */
const lateCafe = cafeCopies({ ...CROISSANTS, startMs: CAFE_START_MS + (9 * 60 + 25) * MINUTE_MS });
const DAY = CAFE_DAY as BusinessDay;
const TOMORROW = addDays(DAY, 1);
const AFTER = `${addDays(DAY, 2)}T10:00`;
const HOUR_MS = 3_600_000;
/** From 14:32 to 00:12 of the next date, before the cut-over. */
const PAST_MIDNIGHT_MS = 9 * HOUR_MS + 40 * 60_000;

/** Croissants bear 9 % until that day, and 21 % from then on. */
function raise(till: Till, text = "VAT 21%"): void {
  const fields = [{ field: "taxes", text }];
  const wish = { type: "tax-class", id: "food", isNew: false, fields, fromDay: TOMORROW } as const;
  valueOf(changeEntry(till, RAVI, wish));
}

function cash(amount: number) {
  return { type: "cash", tendered: minor(amount) } as const;
}

async function withOrder(
  copies = newCafe,
  rate = "VAT 21%",
): Promise<{ readonly cafe: Cafe; readonly open: OpenTill; readonly order: string }> {
  const cafe = await copies();
  const open = cafe.open();
  raise(open.till, rate);
  const { order } = sellGoods(open.till, ["10*croissant"]);
  return { cafe, open, order: order.number };
}

function nextDay({ cafe, open }: { readonly cafe: Cafe; readonly open: OpenTill }): void {
  cafe.clock.advance(24 * HOUR_MS);
  valueOf(open.till.beginDay(MIA));
}

function taxes(till: Till, order: string) {
  const { receipts } = findOrder(till, order) ?? { receipts: [] };
  return receipts.map((receipt) => receipt.taxes.map(({ label, net, tax }) => [label, net, tax]));
}

const OLD = [["VAT 9%", 2385, 215]];
const NEW = [["VAT 21%", 2149, 451]];
const CHANGE = { before: ["VAT 9%"], after: ["VAT 21%"] };

describe("goods are taxed on the day of their hand-over", () => {
  test("where a tab of yesterday is paid", async () => {
    const it = await withOrder();
    nextDay(it);
    const there = `${it.order}/${DAY}`;
    const paid = valueOf(payOrder(it.open.till, MIA, { order: there, payment: cash(2600) }));
    expect(paid.details.order).toMatchObject({ total: 2600, taxChanges: [CHANGE] });
    expect(taxes(it.open.till, there)).toEqual([NEW]);
  });

  test("and not before, where it is paid on its day", async () => {
    const it = await withOrder();
    valueOf(payOrder(it.open.till, MIA, { order: it.order, payment: cash(2600) }));
    nextDay(it);
    expect(taxes(it.open.till, it.order + `/${DAY}`)).toEqual([OLD]);
  });

  test("where it is collected later, with what was paid ahead", async () => {
    const it = await withOrder();
    const { till } = it.open;
    valueOf(performOn(till, MIA, { act: "due", order: it.order, dueAt: `${TOMORROW}T10:00` }));
    valueOf(payOrder(till, MIA, { order: it.order, payment: cash(500) }));
    nextDay(it);
    const there = `${it.order}/${DAY}`;
    const act = { act: "collect", order: there, payment: cash(2100) } as const;
    const done = valueOf(performOn(till, MIA, act));
    expect(done.order).toMatchObject({ status: "paid", total: 2600, taxChanges: [CHANGE] });
    expect(taxes(till, there)).toEqual([NEW]);
  });

  test("where all was paid ahead at other taxes, only once a person has seen them", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const { till } = open;
    const { order } = sellGoods(till, ["10*croissant"]);
    valueOf(performOn(till, MIA, { act: "due", order: order.number, dueAt: AFTER }));
    valueOf(payOrder(till, MIA, { order: order.number, payment: cash(2600) }));
    raise(till);
    nextDay({ cafe, open });
    const act = { act: "collect", order: `${order.number}/${DAY}` } as const;
    expect(faultOf(performOn(till, MIA, act))).toEqual({
      type: "due/taxes",
      before: 215,
      after: 451,
    });
    valueOf(performOn(till, knowing(MIA, "line"), act));
    expect(taxes(till, act.order)).toEqual([NEW]);
  });

  test("where prices don't contain them, for what they come to then", async () => {
    const it = await withOrder(onTop, "+VAT 21%");
    nextDay(it);
    const there = `${it.order}/${DAY}`;
    const few = valueOf(payOrder(it.open.till, MIA, { order: there, payment: cash(2834) }));
    expect(few.details.order).toMatchObject({ status: "open", total: 3146, due: 312 });
  });

  test("after midnight, though the business day goes on", async () => {
    const it = await withOrder();
    it.cafe.clock.advance(PAST_MIDNIGHT_MS);
    sellGoods(it.open.till, ["10*croissant"], { cash: 2600 });
    expect(taxes(it.open.till, "A2")).toEqual([NEW]);
    expect(findOrder(it.open.till, "A2")?.order).toMatchObject({ day: DAY });
    expect(findOrder(it.open.till, "A2")?.order.taxChanges).toBeUndefined();
    const late = { type: "tax-class", id: "food", isNew: false, fromDay: TOMORROW } as const;
    const fields = [{ field: "taxes", text: "VAT 12%" }];
    expect(faultOf(changeEntry(it.open.till, RAVI, { ...late, fields }))).toMatchObject({
      type: "dated/begun",
      next: addDays(DAY, 2),
    });
  });

  test("goods of which a receipt has a part keep its taxes, and come back at them", async () => {
    const it = await withOrder();
    const { till } = it.open;
    valueOf(performOn(till, MIA, { act: "split", order: it.order, type: "evenly", count: 2 }));
    valueOf(payOrder(till, MIA, { order: it.order, payment: cash(1300), part: 1 }));
    nextDay(it);
    const there = `${it.order}/${DAY}`;
    valueOf(payOrder(till, MIA, { order: there, payment: cash(1300) }));
    expect(
      taxes(till, there)
        .flat()
        .map(([label]) => label),
    ).toEqual(["VAT 9%", "VAT 9%"]);
  });

  test("and two tills that heard of the rate apart state what the paying one knew", async () => {
    const { counter, bar, cafe } = await (async () => {
      const both = await newCafe();
      return { ...(await twoTills(both)), cafe: both };
    })();
    const { order } = sellGoods(counter.till, ["10*croissant"]);
    meet(counter, bar);
    raise(counter.till);
    cafe.clock.advance(24 * HOUR_MS);
    valueOf(counter.till.beginDay(MIA));
    valueOf(bar.till.beginDay(MIA));
    const there = `${order.number}/${DAY}`;
    valueOf(payOrder(counter.till, MIA, { order: there, payment: cash(2600) }));
    meet(counter, bar);
    for (const { till } of [counter, bar]) expect(taxes(till, there)).toEqual([NEW]);
  });

  test("and reprice says so, where nothing costs otherwise", async () => {
    const it = await withOrder();
    nextDay(it);
    const there = `${it.order}/${DAY}`;
    const done = valueOf(performOn(it.open.till, MIA, { act: "reprice", order: there }));
    expect(done.performed?.answer).toEqual({
      before: 2600,
      after: 2600,
      lines: [],
      taxes: [CHANGE],
    });
    const again = valueOf(performOn(it.open.till, MIA, { act: "reprice", order: there }));
    expect(again.performed?.answer).toBeUndefined();
  });
});

describe("at the register, minutes after midnight", () => {
  test("F9 says what a tab of before bears", async () => {
    const register = await registerAt(await lateCafe(), ["4", "4444"]);
    raise(register.open.till);
    typed(register, "10*croissant");
    register.clock.advance(5 * MINUTE_MS);
    press(register, "F9");
    expect(register.store.getState().order).toMatchObject({ taxChanges: [CHANGE] });
    press(register, "Enter");
    expect(taxes(register.open.till, "A1")).toEqual([NEW]);
  });

  test("what was paid in full is collected by F9 once its taxes are seen", async () => {
    const register = await registerAt(await lateCafe(), ["4", "4444"]);
    typed(register, "10*croissant");
    typed(register, ":for sat 0:02");
    press(register, "F9", "Enter");
    raise(register.open.till);
    register.clock.advance(5 * MINUTE_MS);
    typed(register, ":later");
    press(register, "1");
    typed(register, ":collect");
    expect(register.message()).toBe(
      "It was paid with 2.15 of tax, and is handed over with 4.51 at the same price. F9 says yes.",
    );
    press(register, "F9");
    expect(register.message()).toBe(
      "A1 is collected: receipt A-000001. VAT 21% instead of VAT 9%.",
    );
  });
});
