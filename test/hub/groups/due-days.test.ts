/** Publications for a day: the office keeps them in its folder, and brings them to each shop once that day has begun there. */

import { describe, expect, test } from "vitest";

import { readLater, writeLater } from "../../../hub/groups/later.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type ShopId } from "../../../src/domain/identity.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import {
  handOn,
  priceAt as priceOnDay,
  productField,
  questionsAt,
  setProduct,
  type TestGroup,
} from "../../support/group-of-shops.ts";
import { found, officeOf } from "../../support/group-office.ts";
import { setting } from "../../support/one-setting.ts";
import { act, type TestTill, TODAY, valueOf } from "../../support/shop.ts";

const SKU = "CROISSANT";
const TOMORROW = addDays(TODAY, 1);
const IN_FIVE_DAYS = addDays(TODAY, 5);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe("a publication for a day", () => {
  test("is at the tills once that day has begun there, and said once, by an office that was started again too", async () => {
    using office = officeOf([SKU]);
    const { group, ask, run } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    await run(2 * MINUTE_MS);
    expect(priceAt(group)).toBe(260);

    await run(DAY_MS);

    expect(pricesAt(group)).toEqual([260, 300, 300]);
    const head = headOf(group.office);
    beginDay(group.till);
    setProduct(group.till, SKU, { price: 310 });
    handOn(group.till, group.office);
    await run(2 * MINUTE_MS);
    expect([pricesAt(group)[1], headOf(group.office)]).toEqual([310, head]);
    const { shops } = found(await ask("changes"));
    expect(shops[0]?.changes.map(({ fate, from, to }) => [fate, from, to])).toEqual([
      ["own", 310, 300],
    ]);
  });

  test.each([
    ["insists where that was said", true, 300],
    ["leaves what the shop changed otherwise", false, 250],
  ])("%s", async (_, insists, expected) => {
    using office = officeOf([SKU]);
    const { group, ask, run } = office;
    setProduct(group.till, SKU, { price: 250 });
    handOn(group.till, group.office);
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW, insists });

    await run(DAY_MS);

    expect(pricesAt(group)[1]).toBe(expected);
  });

  test("is listed until it is dropped, and then comes to no shop", async () => {
    using office = officeOf([SKU]);
    const { group, ask, run } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    const shops = [group.office.ledger().identity.shop];
    const kept = [{ day: TOMORROW, fields: 1, insists: false, shops }];
    expect(found(await ask("changes")).kept).toEqual(kept);

    expect(await ask("cancel", { day: TOMORROW })).toEqual({ day: TOMORROW, fields: 1 });

    expect(found(await ask("changes")).kept).toEqual([]);
    await run(DAY_MS);
    expect(priceAt(group)).toBe(260);
    const again = await ask("cancel", { day: TOMORROW });
    expect(again).toEqual({ fault: { type: "group/none-kept", days: [] } });
  });

  test("that is past is refused, and nothing is kept", async () => {
    using office = officeOf([SKU]);
    const { group, ask, deps } = office;
    setProduct(group.model, SKU, { price: 300 });

    const answer = await ask("publish", { day: addDays(TODAY, -1) });

    expect(answer).toEqual({ fault: { type: "group/day-past", today: TODAY } });
    expect(readLater(deps.hub, "cafes")).toEqual([]);
    expect(await ask("publish", { day: TODAY })).toHaveProperty("shops");
  });

  test("costs what it says from the first sale of that day on, though no office runs then", async () => {
    using office = officeOf([SKU]);
    const { group, ask } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    handOn(group.office, group.till);

    expect(pricesAt(group)).toEqual([260, 300, 300]);
    expect(found(await ask("publish")).shops[0]?.changes).toMatchObject([{ fate: "later" }]);
    setProduct(group.model, SKU, { price: 310 });
    await ask("publish", { day: IN_FIVE_DAYS });
    handOn(group.office, group.till);
    expect(pricesAt(group)).toEqual([260, 260, 310]);
    await ask("cancel", { day: IN_FIVE_DAYS });
    handOn(group.office, group.till);
    expect(pricesAt(group)).toEqual([260, 260, 260]);
  });

  test("leaves a price that the shop sets before that day, and asks about both on it", async () => {
    using office = officeOf([SKU]);
    const { group, ask, run } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    setProduct(group.till, SKU, { price: 290 });
    handOn(group.office, group.till);
    handOn(group.till, group.office);

    await run(DAY_MS);

    expect(pricesAt(group)).toEqual([290, 290, 290]);
    expect(questionsAt(group.till, TOMORROW)).toMatchObject([{ own: 290, theirs: 300 }]);
  });

  test("for another shop alone comes to no other one", async () => {
    using office = officeOf([SKU]);
    const { group, ask, run, deps } = office;
    setProduct(group.model, SKU, { price: 300 });
    await ask("publish", { day: TOMORROW });
    const other = "a".repeat(26) as ShopId;
    writeLater(
      deps.hub,
      "cafes",
      readLater(deps.hub, "cafes").map((it) => Object.assign({}, it, { shop: other })),
    );

    await run(DAY_MS);

    expect(priceAt(group)).toBe(260);
  });
});

/** Of today, of tomorrow, and of the fifth day. */
function pricesAt({ till }: TestGroup): ReadonlyArray<unknown> {
  return [TODAY, TOMORROW, IN_FIVE_DAYS].map((day) => priceOnDay(till, SKU, day));
}

function priceAt({ till }: TestGroup): unknown {
  return productField(till, SKU, "price");
}

/** Writes something on the next business day. */
function beginDay(till: TestTill): void {
  valueOf(act(till, () => ok([setting(5)]), { day: TOMORROW }));
}

function headOf(till: TestTill): unknown {
  return till.ledger().head(till.ledger().identity.origin);
}
