/** Whole tills on a network of their own: a fourth box joins a shop that has sold for thirty days. Size: whole. */

import path from "node:path";

import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { dayReports } from "../../src/app/day/day-report.ts";
import { openTill } from "../../src/app/open-till.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Cafe, cafeCopies, MIA } from "../support/cafe.ts";
import { createDice } from "../support/dice.ts";
import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { addShopBox, type ShopBox, untilEqual, untilLinked } from "../support/shop-boxes.ts";
import { sealAll } from "../support/upkeep.ts";

const DAYS = 30;
const SALES_MAX = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const invitedSchema = z.object({ code: z.string() });

const newCafe = cafeCopies({ startMs: Date.now() - (DAYS + 1) * DAY_MS });

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("has every receipt and every day's figures of it, and sells in it", async () => {
  const cafe = await newCafe();
  const days = await sellForDays(cafe);
  const stores = [await joinStore(cafe.dir, "B", "Bar"), await joinStore(cafe.dir, "C", "Kitchen")];
  const network = createNetwork("10.76.255.254");
  const a = addShopBox(network, cafe.dir, "10.76.0.1");
  const [b, c] = stores.map((store, at) => addShopBox(network, store, `10.76.0.${2 + at}`)) as [
    ShopBox,
    ShopBox,
  ];
  for (const { startNode } of [a, b, c]) startNode();
  await untilLinked({ A: a, B: b, C: c });

  const d = addShopBox(network, path.join(path.dirname(cafe.dir), "joined-D"), "10.76.0.4");
  const invited = await a.till("mesh", "invite", "--no-wait", "--no-slip", "--json");
  expect(invited).toMatchObject({ code: 0, stderr: "" });
  const { code } = invitedSchema.parse(JSON.parse(invited.stdout));
  const joined = await d.till("join", "--device", "Terrace", code);
  expect(joined).toMatchObject({ code: 0, stderr: "" });

  const figures = await figuresOf(a.store, days);
  expect(figures).toHaveLength(DAYS);
  expect(figures.filter(({ receipts }) => receipts === 0)).toEqual([]);
  expect(await figuresOf(d.store, days)).toEqual(figures);

  d.startNode();
  const sold = await d.sell();
  expect(sold).toBe("D-000001");
  await untilEqual([a, b, c, d], [sold]);
});

/** Packs each day, as a box does at night. */
async function sellForDays(cafe: Cafe): Promise<ReadonlyArray<BusinessDay>> {
  const { till, ...open } = cafe.open();
  const dice = createDice(DAYS);
  const days: BusinessDay[] = [];
  for (let day = 1; day <= DAYS; day += 1) {
    till.beginDay(MIA);
    days.push(till.days().now);
    const sales = 1 + dice.nat(SALES_MAX - 1);
    for (let sale = 0; sale < sales; sale += 1) {
      cafe.clock.advance(MINUTE_MS);
      sellGoods(till, ["latte", "espresso"], { cash: 2000 });
    }
    cafe.clock.advance(DAY_MS - sales * MINUTE_MS);
    await sealAll(till.ledger);
  }
  await open.close();
  return days;
}

async function figuresOf(store: string, days: ReadonlyArray<BusinessDay>) {
  const open = openTill(store);
  try {
    return dayReports(open.till, days);
  } finally {
    await open.close();
  }
}
