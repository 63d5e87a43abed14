/** What a line has taken of the stock and no receipt has yet, and the days of the ledger's clock. */

import { expect, test } from "vitest";

import { HLC_PER_MS } from "../../../src/domain/events/event.ts";
import { openOfLine } from "../../../src/domain/stock/line-stock.ts";
import { openGoodsKey, stockDay } from "../../../src/domain/stock/stock-keys.ts";
import { NOON_MS, TODAY } from "../../support/shop.ts";
import { idOf, lineBody, opened, orderAfter, told } from "../../support/told.ts";

const LINE = idOf("A", 2);

test("Goods that a voided line has left in the kitchen are open no more, each article by what it took", () => {
  const uses = [
    { sku: "MILK", quantity: 200_000 as never },
    { sku: "BEANS", quantity: 20_000 as never },
  ];
  const added = told(["A", 2], "order/line-added", { body: { ...lineBody(350), uses } });
  const state = orderAfter([opened(), added]);
  const line = state.linesById[LINE];
  if (line === undefined) throw new Error("There is no line.");
  // Somebody took it off, and nothing of it came back.
  const gone = { ...line, voids: [{ id: idOf("A", 3) }] } as unknown as typeof line;

  expect(openOfLine([LINE, line], [], false)).toEqual([
    [openGoodsKey(TODAY, "MILK"), 200_000],
    [openGoodsKey(TODAY, "BEANS"), 20_000],
  ]);
  expect(openOfLine([LINE, gone], [], false)).toEqual([
    [openGoodsKey(TODAY, "MILK"), 0],
    [openGoodsKey(TODAY, "BEANS"), 0],
  ]);
});

test("The day of a move is that of its key's clock since 1970", () => {
  const midnight = Math.floor(NOON_MS / 86_400_000) * 86_400_000;

  expect(stockDay(HLC_PER_MS * midnight)).toBe(20_777);
  expect(stockDay(HLC_PER_MS * midnight - 1)).toBe(20_776);
});
