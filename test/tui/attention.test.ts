import { describe, expect, test } from "vitest";

import { rowsOf } from "../../src/tui/list-rows.ts";
import { type PrinterStatus } from "../../src/tui/till-port.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

const RECEIPTS: PrinterStatus = { name: "Receipts", state: "off", waitingJobs: 2, askingJobs: 0 };
const KITCHEN: PrinterStatus = { name: "Kitchen", state: "ok", waitingJobs: 0, askingJobs: 0 };

describe("what somebody has to see to", () => {
  test("stands in a list, however much of it the status line has no room for", async () => {
    const it = await loggedIn(() => ({
      printers: () => [RECEIPTS, KITCHEN],
      diskStatus: () => "DISK NEARLY FULL",
      backup: () => ({ hours: 49, state: "overdue" }),
      ledgerNews: () => ["OVERSOLD Salmon and 2 more"],
    }));

    it.type(":attention").press("Enter");

    expect(rows(it)).toEqual([
      "DISK NEARLY FULL",
      "Receipts OFF 2",
      "backup 49 h: till doctor",
      "OVERSOLD Salmon and 2 more",
    ]);
    const before = it.done();
    it.press("Enter Esc");
    expect(it.done()).toEqual(before);
  });

  test("is nothing when all is well, and the list says so", async () => {
    const it = await loggedIn();

    it.press("F10");
    it.type("attention").press("Enter");

    expect(rows(it)).toEqual(["Nothing needs anybody."]);
  });

  test("is read out in lines", async () => {
    const it = await spokenTo();

    expect(it.says(":attention").slice(0, 2)).toEqual(["Attention", ":1 Nothing needs anybody."]);
  });
});

test("the printers are listed, each with how it is", async () => {
  const it = await loggedIn(() => ({ printers: () => [RECEIPTS, KITCHEN] }));

  it.type(":printers").press("Enter");

  expect(rows(it)).toEqual(["Receipts OFF 2", "Kitchen ok"]);
});

function rows({ store }: Session): ReadonlyArray<string> {
  return rowsOf(store.till, store.getState()).map(({ label }) => label);
}
