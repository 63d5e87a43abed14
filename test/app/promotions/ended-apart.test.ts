/** A promotion that is ended at one till while another one, which does not hear of it, sells on with it. */

import { expect, test } from "vitest";

import { endPromotion } from "../../../src/app/catalogue/promotions.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop } from "../../support/promoted-shop.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });
const MINUTE_MS = 60_000;

test("the day's report says what lines came to whose till had not heard that a promotion had ended", async () => {
  const { counter, bar, till, goods, promote, meet } = await promotedShop(await newCafe());
  goods({ BEER: "3.00", WINE: "4.00" });
  promote("three", "name=Three for two", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  promote("half", "name=Second half", "kind=second", "rate=50", "goods=WINE");
  const sold = { cash: 5000 };
  sellGoods(bar.till, ["3*BEER"], sold);
  bar.passOnWall(MINUTE_MS);
  valueOf(endPromotion(till, RAVI, "three"));
  bar.passOnWall(MINUTE_MS);
  sellGoods(bar.till, ["3*BEER", "2*WINE"], sold);
  sellGoods(counter.till, ["3*BEER"], sold);
  meet();

  for (const at of [counter, bar]) {
    const report = dayReport(at.till, at.till.days().now);
    expect(report.pricedApart).toEqual({ lines: 1, total: -300, lists: ["Three for two"] });
    expect(dayReportToText(report, { till: at.till, locale: "en" }, ALL_HEARD)).toContainEqual(
      "  Missed news of Three for two, 1 line        -3.00",
    );
  }
});

test("a coupon that a guest shows at a till that has not heard of its end counts as missed, once", async () => {
  const { counter, bar, goods, promote, meet, open, act, pay, add } = await promotedShop(
    await newCafe(),
  );
  goods({ BEER: "3.00" });
  promote("hello", "name=Hello", "kind=coupon", "code=HELLO10", "amount=1");
  const [early, late] = [open("3*BEER"), open("2*BEER")];
  meet();
  act(early, { act: "coupon", code: "HELLO10" });
  counter.passOnWall(MINUTE_MS);
  valueOf(endPromotion(bar.till, RAVI, "hello"));
  counter.passOnWall(MINUTE_MS);
  act(late, { act: "coupon", code: "HELLO10" });
  // What a guest had shown before the end stays, whatever is added later.
  add(early, ["BEER"]);
  for (const id of [early, late]) pay(id, 5000);
  meet();

  for (const at of [counter, bar]) {
    const report = dayReport(at.till, at.till.days().now);
    expect(report.pricedApart).toEqual({ lines: 1, total: -100, lists: ["Hello"] });
  }
});

test("nothing is missed by who added the goods before the end, or heard of it", async () => {
  const { counter, bar, till, goods, promote, meet, open, pay } = await promotedShop(
    await newCafe(),
  );
  goods({ BEER: "3.00" });
  promote("three", "name=Three for two", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  const id = open("3*BEER");
  bar.passOnWall(MINUTE_MS);
  valueOf(endPromotion(till, RAVI, "three"));
  meet();
  bar.passOnWall(MINUTE_MS);
  pay(id, 5000);
  sellGoods(bar.till, ["3*BEER"], { cash: 5000 });
  meet();

  for (const at of [counter, bar]) {
    expect(dayReport(at.till, at.till.days().now).pricedApart.lines).toBe(0);
  }
});
