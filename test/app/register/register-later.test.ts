/** Orders for later, such as a cake for Saturday, at a register over a real till. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const RAVI = ["4", "4444"] as const;
const LATER_MS = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

describe("an order for later", () => {
  test("is named with its day and hour, takes a deposit, and is collected for the rest", async () => {
    const it = await atTheTill();
    it.enter("2*croissant");
    it.enter(":for sat 10:00");
    expect(it.message()).toBe("A1 is for Sat 21 Nov 2026 10:00: what is paid before is a deposit.");
    expect(it.order()).toMatchObject({ dueAt: "2026-11-21T10:00", status: "open" });
    it.typed("2.00", "F9");
    expect(it.message()).toBe("2.00 taken in cash, 3.20 left. A1 for Sat 21 Nov 2026 10:00.");
    it.press("Enter", "Enter");
    expect(it.state()).toMatchObject({ screen: "register", order: undefined });

    it.enter(":later");
    expect(it.state().list).toMatchObject({ type: "orders", isLater: true });
    expect(it.side()).toMatch(/^ Orders for later/u);
    expect(it.side()).toMatch(/^ 1 A1 Sat 21 Nov 10:00 3\.20 {2}2\.00 paid, Croissant/mu);
    expect(it.side()).toContain("A1 for Sat 21 Nov 2026 10:00: 2.00 paid, Croissant");
    it.press("1");
    expect(it.order()).toMatchObject({ number: "A1", deposited: 200, due: 320, receipts: [] });
    it.enter(":collect");
    expect(it.message()).toBe("A1: 3.20 is still to pay, F9.");
    it.press("F9", "Enter");
    expect(it.message()).toBe("Paid 3.20 in cash. Receipt A-000001.");
    expect(await it.paper()).toMatch(/Croissant +5\.20/u);
  });

  test("of today stays on the screen after a deposit: its guest may be there", async () => {
    const it = await atTheTill();
    it.enter("2*croissant");
    it.enter(":for 23:00");
    it.typed("2.00", "F9");

    it.press("Enter", "Enter");

    expect(it.state().screen).toBe("register");
    expect(it.order()).toMatchObject({ deposited: 200, due: 320 });
  });

  test("that is paid in full has no receipt until it is collected", async () => {
    const it = await atTheTill();
    it.enter("2*croissant");
    it.enter(":for sat 10:00");
    it.press("F9", "Enter");
    expect(it.message()).toBe(
      "Paid 5.20 in cash. A1 waits for Sat 21 Nov 2026 10:00: :collect brings its receipt.",
    );
    it.enter(":later");
    it.press("1");
    expect(it.order()).toMatchObject({ status: "open", due: 0, deposited: 520, receipts: [] });
    it.press("F9");
    expect(it.message()).toBe("A1 is collected: receipt A-000001.");
    expect(it.order()).toMatchObject({ status: "paid", receipts: ["A-000001"] });
  });

  test("is for now again by a hyphen, and as before after Ctrl-Z", async () => {
    const it = await atTheTill();
    it.enter("croissant");
    it.enter(":for sat 10:00");
    it.enter(":for 5.12. 9:00");
    it.press("Ctrl-Z");
    expect(it.message()).toBe("When the order is wanted is as it was.");
    expect(it.order()).toMatchObject({ dueAt: "2026-11-21T10:00" });
    it.enter(":for -");
    expect(it.message()).toBe("A1 is for now.");
    it.press("Ctrl-Z");
    expect(it.order()).toMatchObject({ dueAt: "2026-11-21T10:00" });
    it.enter(":collect");
    it.press("Ctrl-Z");
    expect(it.order()).toMatchObject({ dueAt: "2026-11-21T10:00" });
  });

  test("that nobody collected is kept for a reason, which Ctrl-Z takes back no more", async () => {
    const it = await atTheTill(RAVI);
    it.enter("2*croissant");
    it.enter(":for sat 10:00");
    it.typed("2.00", "F9");
    it.enter(":later");
    it.press("1");
    it.enter(":forfeit");
    expect(it.side()).toMatch(/^ Why nobody collects it/u);
    it.press("1");
    expect(it.message()).toMatch(/^It is for 2026-11-21 10:00: the guest may still come\./u);
    expect(it.order()).toMatchObject({ status: "open", deposited: 200 });
    it.press("F9");
    expect(it.message()).toBe("A1 is forfeited: 2.00 kept, receipt A-000001.");
    expect(it.order()).toMatchObject({ status: "paid", receipts: ["A-000001"] });
    expect(await it.paper()).toMatch(/Deposit, not collected +2\.00/u);
    it.press("Ctrl-Z");
    expect(it.order()).toMatchObject({ status: "paid" });
  });

  test("has its hour, the guest's name and whether it is late in 39 cells", async () => {
    const it = await atTheTill();
    it.enter("2*croissant");
    it.enter(":for 15.12. 10:00");
    it.typed("Rossi", "F6");
    it.enter(":later");
    expect(it.side(39)).toMatch(/^ 1 A1 Tue 15 Dec 10:00 5\.20 {2}Rossi/mu);
    it.passDays(26);
    expect(it.side(39)).toMatch(/^ 1 A1 Tue 15 Dec 10:00 5\.20 {2}late, Ro/mu);
  });

  test("of tomorrow is added up by goods above the list", async () => {
    const it = await atTheTill();
    for (const goods of ["2*croissant", "3*croissant", "brownie"]) {
      it.enter(goods);
      it.enter(":for tomorrow 10:00");
      it.press("F6");
    }
    it.enter(":later");
    expect(it.side()).toMatch(/^ Orders for later *\n Tomorrow: 5 × Croissant, 1 × Brownie/u);
  });

  test("for today or tomorrow is told to whoever logs in", async () => {
    const it = await atTheTill();
    it.enter("croissant");
    it.enter(":for sat 10:00");
    it.press("F6");
    it.enter(":lock");
    await it.logIn(...MIA);
    expect(it.message()).toBe("Hello Mia. To collect: 0 today, 1 tomorrow (:later).");
  });

  test("is said so in one sentence where it can't be", async () => {
    const it = await atTheTill();
    it.enter(":later");
    expect(it.message()).toBe("No order is for later.");
    it.enter("croissant");
    it.enter(":collect");
    expect(it.message()).toBe("This order is not for later.");
    it.enter(":for soon");
    expect(it.message()).toBe("Type when it is wanted, such as :for sat 10:00; - for now.");
    expect(it.state().text).toBe(":for soon");
    it.press("Esc");
    it.enter(":for 2026-11-19 10:00");
    expect(it.message()).toMatch(/19.* 10:00 is over: say a time to come\.$/u);
    expect(it.order()).toMatchObject({ dueAt: "" });
  });
});

async function atTheTill(who: readonly [number: string, pin: string] = MIA) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { store, open } = register;
  await register.logIn(...who);

  function press(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      cafe.clock.advance(LATER_MS);
      register.press(key);
    }
  }

  function typed(text: string, key: string): void {
    register.type(text);
    press(key);
  }

  return {
    ...register,
    press,
    typed,
    enter: (text: string) => typed(text, "Enter"),
    state: () => store.getState(),
    order: () => store.getState().order,
    /** The clock jumps: 26 days of each timer would take minutes. */
    passDays: (days: number) => cafe.clock.set(cafe.clock.nowMs() + days * DAY_MS),
    side: (width = 70) =>
      sideRows(store.till, store.getState(), { width, height: 16, signs: "all", block: "#" })
        .map(({ text }) => text)
        .join("\n"),
    paper: async () => {
      await open.printing.settleOwn();
      return readFileSync(rollPath(open.dir, "receipt"), "utf8");
    },
  };
}
