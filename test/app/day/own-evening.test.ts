/** Who clocks out sees what they sold and took since they clocked in, and what of it they hand in. */

import { expect, test } from "vitest";

import { eveningLines, eveningTitle } from "../../../src/app/day/evening-text.ts";
import { ownEvening } from "../../../src/app/day/own-evening.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder } from "../../support/acts.ts";
import { press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const HOUR_MS = 3_600_000;

test("an evening has the receipts, tenders, tips and cash in hand of the own shift alone", async () => {
  const cafe = await newCafe();
  const { till } = cafe.open();
  sellGoods(till, ["croissant"], { cash: 260 });
  cafe.clock.advance(HOUR_MS);
  valueOf(performBeside(till, MIA, { act: "clock-in" }));
  cafe.clock.advance(HOUR_MS);
  sellGoods(till, ["2*croissant"], { cash: 1000 });
  sellGoods(till, ["croissant"], { cash: 500, by: RAVI });
  const { order } = sellGoods(till, ["3*croissant"]);
  const card = { type: "card", tip: minor(120) } as const;
  valueOf(payOrder(till, MIA, { order: order.number, payment: card }));

  expect(eveningTitle(till, ownEvening(till, "1"), speechOf(till))).toBe("Mia, since 15:32");
  expect(linesOf(till)).toEqual([
    "2 receipts                13.00",
    "card                       7.80",
    "Tips                       1.20",
    "Cash to hand in            5.20",
  ]);
});

test("cash of a drawer that nobody has counted is told to no cashier, and to whoever sees reports", async () => {
  const { till } = (await newCafe()).open();
  valueOf(openDrawer(till, MIA, { no: 1, float: { own: minor(10_000), pieces: [], foreign: [] } }));
  sellGoods(till, ["croissant"], { cash: 500 });

  expect(linesOf(till)).toContain("Cash in drawer A1      count it");
  expect(linesOf(till)).toContain("Cash to hand in            0.00");
  sellGoods(till, ["croissant"], { cash: 500, by: RAVI });
  expect(linesOf(till, "4")).toContain("Cash in drawer A1          2.60");
});

test("the register shows their evening to who clocks out, and prints it", async () => {
  const register = await registerAt(await newCafe(), ["1", "1111"]);
  const { store, open } = register;
  typed(register, ":clockin");
  sellGoods(open.till, ["croissant"], { cash: 500 });

  typed(register, ":clockout");
  expect(store.getState()).toMatchObject({ message: {}, list: { type: "evening" } });
  expect(store.getState().message?.text).toContain("clocked out");

  press(register, "Enter");
  expect(register.store.getState().list).toMatchObject({ type: "evening" });
  expect(open.jobs.latest(1)).not.toMatchObject([{ kind: "report" }]);
  press(register, "1");
  expect(store.getState().list).toBeUndefined();
  expect(open.jobs.latest(1)).toMatchObject([{ kind: "report" }]);
});

function linesOf(till: Till, staff = "1"): ReadonlyArray<string> {
  return eveningLines(till, ownEvening(till, staff), { speech: speechOf(till), cells: 31 });
}
