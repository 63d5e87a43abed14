/** A drawer of a till that is gone: it is found by its name, counted and closed at any other. */

import { expect, test } from "vitest";

import { drawerNamed } from "../../../src/app/drawers/drawer-named.ts";
import { drawerSeen } from "../../../src/app/drawers/drawer-seen.ts";
import { listOpenDrawers } from "../../../src/app/drawers/drawers.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { closeDrawer, countDrawer, openDrawer, takeDrawer } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("a drawer of another till is closed here, and opens none of this till's", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const session = valueOf(openDrawer(bar.till, MIA, { no: 1, float: cash(5000) })).id;
  sellGoods(bar.till, ["100"], { cash: 500 });
  synchroniseLedgers(bar.till.ledger, counter.till.ledger);

  const found = drawerNamed(counter.till, " b1 ");
  expect(found?.id).toBe(session);
  expect(faultOf(takeDrawer(counter.till, MIA, session))).toEqual({ type: "drawer/elsewhere" });
  valueOf(countDrawer(counter.till, RAVI, { session, cash: cash(5280) }));
  valueOf(closeDrawer(counter.till, RAVI, { session, reason: "" }));

  expect(listOpenDrawers(counter.till)).toEqual([]);
  const slips = counter.open.jobs.latest(9).filter(({ kind }) => kind === "report");
  expect(slips).toHaveLength(2);
  expect(slips.some(({ document }) => document.includes('"pulse"'))).toBe(false);
});

test("a sale that arrives after the close is named by what the drawer should hold since", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const session = valueOf(openDrawer(bar.till, MIA, { no: 1, float: cash(5000) })).id;
  synchroniseLedgers(bar.till.ledger, counter.till.ledger);
  sellGoods(bar.till, ["100"], { cash: 500 });
  valueOf(countDrawer(counter.till, RAVI, { session, cash: cash(5000) }));
  valueOf(closeDrawer(counter.till, RAVI, { session, reason: "" }));

  synchroniseLedgers(bar.till.ledger, counter.till.ledger);

  const closed = drawerNamed(counter.till, "B1");
  expect(closed?.close?.body).toMatchObject({ expected: 5000, difference: 0 });
  expect(closed?.expected.own).toBe(5280);
});

test.each(["", "C1", "A2", "A10", "99", "x:1:00000000"])("no drawer is called %s", async (name) => {
  const { till } = (await newCafe()).open();
  valueOf(openDrawer(till, MIA, { no: 1, float: cash(5000) }));

  expect(drawerNamed(till, name)).toBeUndefined();
});

test("who counted blind sees their own count, and nobody else's", async () => {
  const { till } = (await newCafe()).open();
  const session = valueOf(openDrawer(till, MIA, { no: 1, float: cash(5000) })).id;
  valueOf(countDrawer(till, RAVI, { session, cash: cash(5000) }));
  valueOf(countDrawer(till, MIA, { session, cash: cash(4990) }));
  const found = drawerNamed(till, "A1");
  if (found === undefined) throw new Error("No drawer.");

  const sees = [RAVI, MIA, { number: "2" }, undefined].map((viewer) => {
    const { expected, counts } = drawerSeen(till, found, viewer);
    return { now: expected?.own, counts: counts.map(({ isExpectedSeen }) => isExpectedSeen) };
  });

  expect(sees).toEqual([
    { now: 5000, counts: [true, true] },
    { now: undefined, counts: [false, true] },
    { now: undefined, counts: [false, false] },
    { now: undefined, counts: [false, false] },
  ]);
});

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
