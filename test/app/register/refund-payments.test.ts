/** An order with money too much, at the register: what goes back goes by the tender it came by. */

import { describe, expect, test } from "vitest";

import { changeTenders } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { minor, type MinorUnits } from "../../../src/domain/money/amounts.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { registerAtPayment, type RegisterPayment } from "../../support/register-payment.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const VOUCHER = "own-voucher";
const CHIARA = ["3", "3333"];

describe("money that came by card", () => {
  test("is not handed out in cash by whoever may not give back, and the card gets it", async () => {
    const it = await paidBy({ card: 300 });

    expect(it.preview()).toEqual({ type: "refused", why: "F12: 3.00 back to the card" });
    it.enter();
    it.later();
    it.press("F9");
    expect(it.message()).toBe("It came otherwise. F12: 3.00 back to the card.");
    expect(dayOf(it).tenders).toMatchObject([{ method: "card", kept: 300 }]);

    it.later();
    it.press("F12");
    expect(it.message()).toBe("3.00 given back to the card.");
    expect(dayOf(it)).toMatchObject({
      tenders: [{ method: "card", count: 2, kept: 0 }],
      otherwise: [],
      differences: [],
    });
  });

  test("is asked about from the register, because the terminal gives that sum", async () => {
    const it = await paidBy({ card: 300 });
    it.press("Esc");

    it.press("F12");
    expect(it.message()).toBe("3.00 back to the card? F12 or Enter gives it, Esc goes back.");
    expect(it.preview()).toBe("3.00 back to the card");
    it.enter();

    expect(it.message()).toBe("3.00 given back to the card.");
  });

  test("goes out in cash for a reason, by the word of somebody who may give back", async () => {
    const it = await paidBy({ card: 300 });

    it.type("no terminal");
    expect(it.preview()).toEqual({
      type: "refused",
      why: "F9 gives all of it in cash, F12 to a card, F10 by a tender, for “no terminal”.",
    });
    it.later();
    it.press("F9");
    for (const typed of CHIARA) {
      it.type(typed);
      it.press("Enter");
    }
    await it.checked();

    expect(it.message()).toBe("3.00 given back.");
    expect(dayOf(it)).toMatchObject({
      tenders: [
        { method: "card", kept: 300 },
        { method: "cash", kept: -300 },
      ],
      otherwise: [
        {
          of: "A1",
          by: { staff: "1", name: "Mia" },
          approved: { staff: "3", name: "Chiara" },
          tender: { method: "cash" },
          came: { method: "card" },
          amount: 300,
          reason: "no terminal",
        },
      ],
      differences: [],
    });
  });

  test("takes no digits for a reason", async () => {
    const it = await paidBy({ card: 300 });

    it.type("3");
    it.later();
    it.press("F9");

    expect(it.message()).toBe(
      "3.00 is to be given back, nothing to be taken: Esc clears the line.",
    );
  });
});

describe("money that came by several tenders", () => {
  test("goes back by each of them, which the pane names with its key", async () => {
    const it = await paidBy({ card: 100, cash: 50, [VOUCHER]: 150 });

    expect(it.pane()).toEqual(["F10 Voucher 1.50", "F9 cash 0.50", "F12 card 1.00"]);
    expect(it.preview()).toBe("give back 0.50 in cash");
    it.enter();
    expect(it.message()).toBe(
      "0.50 given back. Still to give back: F10: 1.50 back as Voucher; F12: 1.00 back to the card.",
    );
    it.later();
    it.press("F10");
    expect(it.rows()[0]).toBe("1 Voucher 1.50");
    it.type("1");
    expect(it.message()).toBe(
      "1.50 given back as Voucher. Still to give back: F12: 1.00 back to the card.",
    );
    it.later();
    it.press("F12");

    expect(it.message()).toBe("1.00 given back to the card.");
    const { tenders, otherwise, differences } = dayOf(it);
    expect(tenders.map(({ kept }) => kept)).toEqual([0, 0, 0]);
    expect({ otherwise, differences }).toEqual({ otherwise: [], differences: [] });
  });
});

interface At extends RegisterPayment {
  readonly rows: () => ReadonlyArray<string>;
  /** What each key gives back. */
  readonly pane: () => ReadonlyArray<string>;
}

/** Parts were paid so, in that order, then the goods were taken off: Mia, who may not give back. */
async function paidBy(parts: Readonly<Record<string, number>>): Promise<At> {
  const it = await registerAtPayment(await newCafe(), "licor", (till) => {
    valueOf(changeTenders(till, RAVI, { type: "add", name: "Voucher" }));
  });
  const { session } = it.store.getState();
  if (session === undefined) throw new Error("Nobody is logged in.");
  for (const [method, cents] of Object.entries(parts)) {
    const amount: MinorUnits = minor(cents);
    if (method === "cash") valueOf(session.perform({ act: "pay", type: "cash", tendered: amount }));
    else if (method === "card")
      valueOf(session.perform({ act: "pay", type: "card", amount: amount }));
    else
      valueOf(
        session.perform({ act: "pay", type: "tender", tender: method, amount, tip: minor(0) }),
      );
  }
  const line = session.order()?.lines[0];
  if (line === undefined) throw new Error("Nothing was rung up.");
  valueOf(
    session.perform({ act: "void", voids: [{ line: line.id, count: line.quantity }], reason: "" }),
  );
  it.press("Esc");
  it.later();
  it.press("F9");
  return {
    ...it,
    rows: () =>
      rowsOf(it.store.till, it.store.getState()).map(({ sign, label, detail }) =>
        `${sign} ${label} ${detail}`.trim(),
      ),
    pane: () =>
      sideRows(it.store.till, it.store.getState(), {
        width: 39,
        height: 22,
        signs: "all",
        block: "#",
      })
        .map(({ text }) => text.replaceAll(/ +/gu, " ").trim())
        .filter((text) => /^F\d/u.test(text)),
  };
}

function dayOf({ open: { till } }: RegisterPayment) {
  return dayReport(till, till.days().now);
}
