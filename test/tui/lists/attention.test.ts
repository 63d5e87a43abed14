import { describe, expect, test } from "vitest";

import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type AttentionItem } from "../../../src/tui/ports/attention-port.ts";
import { type PrinterStatus } from "../../../src/tui/ports/status-port.ts";
import { spokenTo } from "../../support/plain-register.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

const RECEIPTS: PrinterStatus = { name: "Receipts", state: "off", waitingJobs: 2, askingJobs: 0 };
const KITCHEN: PrinterStatus = { name: "Kitchen", state: "ok", waitingJobs: 0, askingJobs: 0 };

const OVERPAID: AttentionItem = {
  id: "1f3a9c02",
  text: "Order A1: paid beyond what it costs: 5.00",
  who: "shift lead",
  due: "due 18:00",
  answers: [
    { answer: "give-back", text: "give 5.00 back in cash", object: "5.00", asksWhy: false },
    { answer: "settle", text: "seen, and it stays so: 5.00", object: "5.00", asksWhy: true },
  ],
};

describe("what somebody has to see to", () => {
  test("stands in a list, however much of it the status line has no room for", async () => {
    const it = await loggedIn(() => ({
      printers: () => [RECEIPTS, KITCHEN],
      diskStatus: () => "DISK NEARLY FULL",
      backup: () => ({ hours: 49, state: "overdue" }),
      ledgerTroubles: () => ["numbers begin anew: till doctor"],
    }));

    it.type(":attention").press("Enter");

    expect(rows(it)).toEqual([
      "DISK NEARLY FULL",
      "Receipts: OFF, 2 papers waiting",
      "backup 49 h: till doctor",
      "numbers begin anew: till doctor",
    ]);
    const before = it.done();
    it.press("Enter Esc");
    expect(it.done()).toEqual(before);
  });

  test("has one answer for all of a kind, and says when they are due", async () => {
    const shared = {
      answer: "settle",
      text: "seen, and all 2 of this kind stay so",
      object: "",
      asksWhy: false,
      isForAll: true,
    } as const;
    const item = { ...OVERPAID, answers: [...OVERPAID.answers, shared] };
    const it = await loggedIn(() => ({ attention: () => [item] }));
    it.type(":attention").press("Enter");
    expect(below(it)).toContain("(shift lead, due 18:00)");

    it.press("1");
    it.later(100);
    expect(below(it)).toContain("(shift lead, due 18:00)");
    it.press("3");
    it.later(100);

    expect(it.done()).toContain("settle all like 1f3a9c02");
  });

  test("and what somebody can answer, stands before it: what, how much, for whom", async () => {
    const it = await loggedIn(() => ({
      attention: () => [OVERPAID],
      diskStatus: () => "DISK FULL",
    }));

    it.type(":attention").press("Enter");

    expect(rows(it)).toEqual(["Order A1: paid beyond what it costs: 5.00", "DISK FULL"]);
    it.press("1");
    it.later(100);
    expect(rows(it)).toEqual(["give 5.00 back in cash", "seen, and it stays so: 5.00"]);
    it.press("2");
    it.later(100);
    // Money is in it: nothing is settled before somebody has said why.
    expect(it.message()).toBe("seen, and it stays so: 5.00: why? Esc leaves it.");
    expect(rows(it)).toEqual([
      "agreed with the guest",
      "the guest has left",
      "looked at: it is right",
      "settled elsewhere",
    ]);
    it.press("2");
    it.later(100);
    expect(it.done()).toContain("settle 1f3a9c02 (the guest has left)");
    expect(it.message()).toBe("Settled.");
  });

  test("is answered in lines as well", async () => {
    const it = await spokenTo({ otherwise: () => ({ attention: () => [OVERPAID] }) });

    expect(it.says(":attention").slice(0, 2)).toEqual([
      "Attention",
      "1 Order A1: paid beyond what it costs: 5.00, shift lead",
    ]);
    expect(it.says("1").slice(0, 3)).toEqual([
      "Order A1: paid beyond what it costs: 5.00",
      "1 give 5.00 back in cash",
      "2 seen, and it stays so: 5.00",
    ]);
    it.says("1");
    expect(it.done()).toContain("give-back 1f3a9c02");
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

  expect(rows(it)).toEqual(["Receipts: OFF, 2 papers waiting", "Kitchen ok"]);
});

function rows({ store }: Session): ReadonlyArray<string> {
  return rowsOf(store.till, store.getState()).map(({ label }) => label);
}

/** All of the list's side of the screen. */
function below({ store }: Session): string {
  const size = { width: 39, height: 20, signs: "all", block: "█" } as const;
  const drawn = sideRows(store.till, store.getState(), size);
  return drawn.map(({ text }) => text.trim()).join(" ");
}
