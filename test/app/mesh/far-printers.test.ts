/** What a till says of a ticket that another till was to print, and of which it hears nothing. */

import { expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { createFarPrinters } from "../../../src/app/mesh/far-printers.ts";
import { owingFields, printerFields } from "../../../src/tui/rows/status-fields.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { createFakeTill, englishTill } from "../../support/fake-till-port.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const SECONDS = 1000;

test("from twenty seconds on it is told, with its age, until a paper is known", async () => {
  const cafe = await newCafe();
  const { counter, bar } = await twoTills(cafe);
  const far = createFarPrinters(counter.open);
  sellGoods(counter.till, ["100"], { cash: 280 });
  meet(counter, bar);

  far.look();
  expect(owingFields(en.status, far.list())).toEqual([]);
  cafe.clock.advance(20 * SECONDS);
  expect(far.look()).toBe(true);
  expect(owingFields(en.status, far.list())).toEqual([
    "Kitchen and bar (B Bar): no paper of 1 ticket",
  ]);
  cafe.clock.advance(100 * SECONDS);
  far.look();
  const port = englishTill({ ...createFakeTill(), printers: () => [], farPrinters: far.list });
  expect(printerFields(port)).toEqual([
    "Kitchen and bar: driven by B Bar, no paper of 1 ticket, 2 min",
  ]);

  bar.desk.look();
  await bar.open.printing.settle();
  bar.desk.look();
  meet(counter, bar);
  far.lookAgain();
  expect(owingFields(en.status, far.list())).toEqual([]);
  expect(printerFields(port)).toEqual(["Kitchen and bar: driven by B Bar"]);
});

test("a station whose printer hangs at another till misses none, as the doctor finds", async () => {
  const { counter } = await twoTills(await newCafe());

  expect(examine(counter.open).find(({ check }) => check === "printers")).toMatchObject({
    state: "ok",
  });
});
