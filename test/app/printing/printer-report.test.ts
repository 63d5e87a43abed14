/** How the shop's printers are, as one till can know: its own, and those that other tills drive. */

import { expect, test } from "vitest";

import { reportPrinters } from "../../../src/app/printing/printer-report.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { leavePrinters } from "../../../src/domain/commands/kitchen/hand-printers.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newCafe = cafeCopies();

test("another till's printer is as far as this one knows, until a ticket of it is on paper", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  const barDevice = bar.till.ledger.identity.key.device;
  setPrinters(counter.till, (all) =>
    all.map((one) => (one.id === "kitchen" ? { ...one, till: barDevice, driver: barDevice } : one)),
  );
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  sellGoods(counter.till, ["100"], { cash: 280 });

  expect(reportPrinters(counter, undefined)).toMatchObject([
    { id: "receipt", state: "waiting", waiting: 1, driver: undefined },
    { id: "kitchen", state: "far", awaited: 1, driver: barDevice, isConnected: undefined },
  ]);

  bar.till.ledger.commit({
    by: "",
    name: "leave",
    decide: ({ view }) => ok({ events: [...leavePrinters(view, barDevice, null)] }),
  });
  synchroniseLedgers(bar.till.ledger, counter.till.ledger);

  expect(reportPrinters(counter, undefined)[1]).toMatchObject({
    id: "kitchen",
    state: "undriven",
    awaited: 0,
  });
  setPrinters(counter.till, (all) => all.filter(({ id }) => id !== "receipt"));
  expect(reportPrinters(counter, undefined)).toMatchObject([
    { id: "kitchen" },
    { id: "receipt", state: "gone", waiting: 1 },
  ]);
});
