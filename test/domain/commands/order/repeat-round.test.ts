/** The last round once more: at the counter all of it, at a table what comes from the bar. */

import { expect, test } from "vitest";

import { ok } from "../../../../src/domain/base/result.ts";
import { decideSend } from "../../../../src/domain/commands/kitchen/send-order.ts";
import { decideSetService } from "../../../../src/domain/commands/order/order-head.ts";
import { decideRepeatRound } from "../../../../src/domain/commands/order/repeat-round.ts";
import { createCounter } from "../../../support/counter.ts";
import { valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const BEER = product("BEER", { station: "bar", course: 1 });
const STEAK = product("STEAK", { station: "kitchen", course: 2 });
const WATER = product("WATER", { station: "" });
const catalogue = catalogueOf([BEER, STEAK, WATER]);

test.each([
  { service: "counter", again: ["BEER", "STEAK", "WATER"] },
  { service: "dine-in", again: ["BEER", "WATER"] },
] as const)("A round that was ordered for $service is $again once more", ({ service, again }) => {
  const counter = createCounter({ catalogue });
  for (const goods of [BEER, STEAK, WATER]) counter.add(goods);
  if (service !== "counter") {
    valueOf(counter.decide((context, order) => decideSetService(context, order, service)));
  }
  valueOf(counter.decide(decideSend));

  const events = valueOf(
    counter.decide((context, order) => {
      const round = decideRepeatRound(context, order, { catalogue });
      return round.ok ? ok(round.value.events) : round;
    }),
  );

  const added = events.flatMap((event) => (event.kind === "order/line-added" ? [event.body] : []));
  expect(added.map(({ sku, quantity }) => [sku, quantity])).toEqual(
    again.map((sku) => [sku, 1000]),
  );
});
