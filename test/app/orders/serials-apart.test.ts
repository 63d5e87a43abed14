/** One serial number that is sold, or taken back, at two tills apart: what is asked, and what ends it. */

import { expect, test } from "vitest";

import { refund } from "../../../src/app/orders/refund.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { answerFirst, itemsOf } from "../../support/answer-item.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";
import { type TillAt } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });
const MINUTE_MS = 60_000;

async function phoneShop(): Promise<PromotedShop> {
  const shop = await promotedShop(await newCafe());
  shop.goods({ PHONE: "200.00" });
  setProduct(shop.till, "PHONE", { serial: "yes" });
  shop.meet();
  return shop;
}

function sellPhone({ till, passOnWall }: TillAt, serial: string, isLineSure = false): void {
  passOnWall(MINUTE_MS);
  valueOf(
    sell(till, isLineSure ? knowing(MIA, "line") : MIA, {
      entries: ["phone"],
      payment: inCash(minor(20_000)),
      service: undefined,
      serials: [serial],
    }),
  );
}

/** Without its receipt. */
function takeBack({ till, passOnWall }: TillAt, serial: string): void {
  passOnWall(MINUTE_MS);
  valueOf(
    sell(till, RAVI, {
      entries: ["<phone"],
      payment: inCash(minor(0)),
      service: undefined,
      serials: [serial],
    }),
  );
}

function giveBack({ till }: TillAt, number: string): void {
  valueOf(refund(till, RAVI, { number, parts: [], method: "cash", reason: "broken" }));
}

function asked(at: TillAt): ReadonlyArray<string> {
  return [...itemsOf(at, "serial/sold-twice"), ...itemsOf(at, "serial/back-twice")].map(
    ({ text }) => text,
  );
}

const SOLD_TWICE = "PHONE S/N 356-1 was sold twice: A-000001 (Front counter), B-000001 (Bar)";

test("a serial number that is sold at both tills apart is one item at both, which an answer ends", async () => {
  const { counter, bar, meet } = await phoneShop();
  sellPhone(counter, "356-1");
  sellPhone(bar, "3561");
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
  meet();

  for (const at of [counter, bar]) expect(asked(at)).toEqual([SOLD_TWICE]);
  for (const at of [counter, bar]) answerFirst(at, "serial/sold-twice", "settle");
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
});

test("once one of the two has come back nothing is asked, and a third sale apart asks anew", async () => {
  const { counter, bar, meet } = await phoneShop();
  sellPhone(counter, "356-1");
  sellPhone(bar, "356-1");
  meet();
  giveBack(bar, "A-000001");
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);

  sellPhone(counter, "356-1", true);
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
});

test("a piece that somebody knowingly sells again asks nobody, and one that is sold apart then does", async () => {
  const { counter, bar, meet } = await phoneShop();
  sellPhone(counter, "356-1");
  meet();
  sellPhone(counter, "356-1", true);
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);

  sellPhone(counter, "356-2");
  sellPhone(bar, "356-2");
  meet();
  expect(asked(bar)).toHaveLength(1);
});

test("a number that an open order says later is sold as well", async () => {
  const { counter, bar, meet, open, act } = await phoneShop();
  const id = open("phone");
  meet();
  sellPhone(bar, "356-1");
  act(id, { act: "serial", line: 1, serial: "356-1" }, counter);
  meet();

  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([
      "PHONE S/N 356-1 was sold twice: A1 (Front counter), B-000001 (Bar)",
    ]);
  }
  valueOf(performOn(counter.till, RAVI, { act: "serial", order: id, line: 1, serial: "356-9" }));
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
});

test("a number that both tills take back apart is one item, and stays one until somebody has seen it", async () => {
  const { counter, bar, meet } = await phoneShop();
  sellPhone(counter, "356-1");
  meet();
  takeBack(counter, "356-1");
  takeBack(bar, "356-1");
  meet();

  const twice = [
    "PHONE S/N 356-1 came back twice, A-000002 (Front counter), B-000001 (Bar): 200.00",
  ];
  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual(twice);
    expect(itemsOf(at, "serial/back-twice").map(({ amount }) => amount)).toEqual([20_000]);
  }
  sellPhone(counter, "356-1");
  meet();
  for (const at of [counter, bar]) expect(asked(at)).toEqual(twice);
  answerFirst(counter, "serial/back-twice", "settle");
  answerFirst(bar, "serial/back-twice", "settle");
  meet();
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
});

test("a number that comes back by its receipt at one till and without it at the other came back twice", async () => {
  const { counter, bar, meet } = await phoneShop();
  sellPhone(counter, "356-1");
  meet();
  giveBack(counter, "A-000001");
  takeBack(bar, "356-1");
  meet();

  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([
      "PHONE S/N 356-1 came back twice, A-000002 (Front counter), B-000001 (Bar): 200.00",
    ]);
  }
});

test("a number that is sold and comes back as often asks nobody", async () => {
  const { counter, bar, meet } = await phoneShop();
  for (const at of [counter, bar, counter]) {
    takeBack(at, "356-1");
    meet();
    sellPhone(at, "356-1");
    meet();
  }
  expect([asked(counter), asked(bar)]).toEqual([[], []]);
});

test("who sells a number on says nothing of the number that its line has later", async () => {
  const { counter, bar, meet, open, act } = await phoneShop();
  const id = open("phone");
  act(id, { act: "serial", line: 1, serial: "356-1" }, counter);
  meet();
  sellPhone(counter, "356-1", true);
  meet();
  act(id, { act: "serial", line: 1, serial: "356-2" }, counter);
  sellPhone(bar, "356-2");
  meet();

  for (const at of [counter, bar]) {
    expect(asked(at)).toEqual([
      "PHONE S/N 356-2 was sold twice: A1 (Front counter), B-000001 (Bar)",
    ]);
  }
});
