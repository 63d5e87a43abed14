/** What tills do by themselves for guarded goods: they give by need, cover what is short, and take what they found. */

import { expect, test } from "vitest";

import { sell } from "../../../src/app/orders/sell.ts";
import { createRightsSharer } from "../../../src/app/stock/rights-sharer.ts";
import { rightsOfShop, takeRights } from "../../../src/app/stock/rights.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { book, keep, RAVI, receive } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const MINUTE_MS = 60_000;

/** A till whose sharer looks when it is told to, by a clock of its own. */
function sharerOf(at: TillAt, other: TillAt) {
  let nowMs = 0;
  let isConnected = true;
  const look = createRightsSharer({
    till: at.till,
    steadyMs: () => nowMs,
    hasDuties: () => true,
    mesh: () => ({
      peers: [{ device: other.till.ledger.identity.key.device, isConnected, heardAgoMs: 0 }],
    }),
  });
  return {
    look,
    lookLater: () => {
      nowMs += MINUTE_MS;
      look();
    },
    cut: () => (isConnected = false),
  };
}

/** Two tills with a sharer each, and so many guarded croissants at the counter. */
async function sharing(count: number) {
  const { counter, bar } = await twoTills(await newCafe());
  keep(counter.till, "CROISSANT", "guarded");
  receive(counter, "CROISSANT", count);
  meet(counter, bar);
  return { counter, bar, atCounter: sharerOf(counter, bar), atBar: sharerOf(bar, counter) };
}

function rightsOf({ till }: TillAt): Readonly<Record<string, number>> {
  const [article] = rightsOfShop(till);
  const tills = (article?.tills ?? []).map(({ till: name, balance }) => [name, balance] as const);
  return Object.fromEntries(tills.map(([name, balance]) => [name, balance / ONE_IN_STOCK]));
}

test("A delivery is shared between the tills that hear each other", async () => {
  const { counter, bar, atCounter, atBar } = await sharing(10);
  atCounter.look();
  atBar.look();
  meet(counter, bar);

  expect(rightsOf(bar)).toEqual({ "Front counter": 5, Bar: 5 });
});

test("A till that sells more is given more, before it has none", async () => {
  const { counter, bar, atCounter, atBar } = await sharing(40);
  atCounter.look();
  atBar.look();
  meet(counter, bar);
  for (let minute = 0; minute < 16; minute += 1) {
    sellGoods(bar.till, ["croissant"]);
    meet(counter, bar);
    atCounter.lookLater();
    atBar.lookLater();
    meet(counter, bar);
  }

  const { Bar: has = 0, "Front counter": rest = 0 } = rightsOf(bar);
  expect(has + rest).toBe(24);
  expect(has).toBeGreaterThan(rest);
});

test("Nothing is given to a till that is not heard", async () => {
  const { counter, bar, atCounter } = await sharing(10);
  atCounter.cut();
  atCounter.look();
  meet(counter, bar);

  expect(rightsOf(bar)).toEqual({ "Front counter": 10, Bar: 0 });
});

test("What was sold beyond a till's rights is covered at once by who has some", async () => {
  const { counter, bar, atCounter } = await sharing(10);
  const by = knowing(RAVI, "goods");
  const wish = { entries: ["2*croissant"], payment: inCash(undefined), service: undefined };
  valueOf(sell(bar.till, by, wish));
  meet(counter, bar);
  atCounter.cut();
  atCounter.look();
  meet(counter, bar);

  expect(rightsOf(bar)).toEqual({ "Front counter": 8, Bar: 0 });
});

test("A till whose rights were taken while it sold is covered, also of the last ones", async () => {
  const { counter, bar, atCounter, atBar } = await sharing(4);
  atCounter.look();
  meet(counter, bar);
  sellGoods(bar.till, ["2*croissant"]);
  const taking = {
    sku: "CROISSANT",
    quantity: 2 * ONE_IN_STOCK,
    from: "Bar",
    why: "dead",
  } as const;
  valueOf(takeRights(counter.till, RAVI, taking));
  sellGoods(counter.till, ["2*croissant"]);
  meet(counter, bar);
  atCounter.look();
  atBar.look();
  meet(counter, bar);

  expect(rightsOf(counter)).toEqual({ "Front counter": 0 });
});

test("What a count found is its till's once every other till has said something later", async () => {
  const { counter, bar, atCounter, atBar } = await sharing(10);
  atCounter.cut();
  book(bar, { type: "count", sku: "CROISSANT", quantity: 12 * ONE_IN_STOCK });
  atBar.cut();
  atBar.look();
  meet(counter, bar);
  expect(rightsOf(bar)).toEqual({ "Front counter": 10, Bar: 0 });
  sellGoods(counter.till, ["croissant"]);
  meet(counter, bar);
  atBar.lookLater();

  expect(rightsOf(bar)).toEqual({ "Front counter": 9, Bar: 2 });
});
