/** The shop's own tenders at the register, over a real till. */

import { describe, expect, test } from "vitest";

import {
  changeSetting,
  changeTenders,
  ownTenders,
} from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { registerAtPayment } from "../../support/register-payment.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

describe("a tender of the shop's own", () => {
  test("is chosen by F10 and its digit, and takes the rest", async () => {
    const it = await atPayment("licor");
    it.press("F10");
    expect(it.rows().slice(0, 2)).toEqual(["1 Meal voucher 4.50", "2 Bank transfer 4.50"]);
    expect(it.rows().filter((row) => /^[1-9] /u.test(row))).toHaveLength(2);
    it.type("1");
    it.later();

    expect(it.message()).toBe("Paid 4.50 by Meal voucher. Receipt A-000001.");
    expect(it.store.getState().paid).toMatchObject({ name: "Meal voucher", change: 0 });
    expect(dayReport(it.open.till, it.open.till.days().now)).toMatchObject({
      sales: 450,
      tenders: [{ method: "own-meal-voucher", name: "Meal voucher", kept: 450 }],
      ownCash: 0,
      differences: [],
    });
  });

  test("is told by the pane, and to whoever types its name", async () => {
    const it = await atPayment("licor");

    expect(it.pane()).toContain(" F10 1: Meal voucher, 2: Bank transfer");
    it.type("meal");

    expect(it.preview()).toEqual({ type: "refused", why: "F10 1: Meal voucher" });
    it.press("Enter");
    expect(it.message()).toBe("F10 1: Meal voucher");
    expect(it.store.getState().text).toBe("meal");
  });

  test("takes the sum that is typed before, and the rest goes on in cash", async () => {
    const it = await atPayment("licor");
    it.type("2");
    it.press("F10");
    expect(it.rows()[1]).toBe("2 Bank transfer 2.00");
    it.type("2");
    it.later();
    expect(it.message()).toBe("2.00 taken by Bank transfer, 2.50 left.");
    it.press("Enter");
    expect(it.message()).toBe("The rest, 2.50, in cash? Enter takes it, F12 by card.");
    it.press("Enter");

    expect(it.message()).toBe("Paid 2.50 in cash. Receipt A-000001.");
  });

  test("gives no change, and takes a tip that was said before", async () => {
    const it = await atPayment("licor");
    it.type("10");
    it.press("F10");
    it.type("1");
    it.later();
    expect(it.message()).toBe("10.00 is more than the 4.50 due: Meal voucher gives no change.");
    it.press("Esc");
    it.type("+1");
    it.press("Enter");
    it.press("F10");
    it.type("1");
    it.later();

    expect(it.message()).toBe("Paid 4.50 by Meal voucher. Tip 1.00. Receipt A-000001.");
  });

  test("is chosen by arrows and Enter as well, and what it would take is the preview", async () => {
    const it = await atPayment("licor");
    it.press("F10");
    it.press("Down");
    expect(it.preview()).toBe("Bank transfer");
    it.press("Enter");

    expect(it.message()).toBe("Paid 4.50 by Bank transfer. Receipt A-000001.");
  });

  test("leaves the digits of F10 to the commands at the order", async () => {
    const it = await atPayment("licor");
    it.press("Esc");
    it.press("F10");

    expect(it.rows().some((row) => row.includes("Meal voucher"))).toBe(false);
    expect(it.rows()[0]).toMatch(/^1 /u);
  });
});

describe("goods of a receipt that such a tender has paid", () => {
  test("are money of that tender again, by F10 and its digit", async () => {
    const it = await atReceipt({ sum: "2" });
    it.digit("1");
    expect(it.message()).toBe("Back: 2.60 (1 × Croissant). F9, F12, F10, + goods?");
    expect(it.pane()).toContain(" paid: Bank transfer 2.00");
    expect(it.pane()).toContain(" F10 2: Bank transfer");
    it.press("F10");
    expect(it.pane().slice(0, 4)).toEqual([
      " Back: as what?",
      " paid: Bank transfer 2.00",
      " paid: cash 0.60",
      " 2 Bank transfer                  2.00",
    ]);
    it.press("Esc");
    expect(it.pane()).toContain(" 1 1 × Croissant           BACK 1 of 1");
    it.press("F10");
    it.digit("2");

    // The rest of it came in cash.
    expect(it.message()).toBe(
      "As it came: Bank transfer 2.00, cash 0.60. 1 × Croissant = 2.60: why? Esc leaves it.",
    );
    it.digit("1");
    expect(it.message()).toContain("Give back Bank transfer 2.00, cash 0.60. Refund");
    // The large digits are what hands count out.
    expect(it.store.getState().paid).toMatchObject({ kind: "refund", method: "cash", change: 60 });
  });

  test("say why before or after it is chosen, and what goes out is told", async () => {
    const it = await atReceipt({ sum: "" });
    it.press("1");
    it.press("F10");
    it.digit("2");
    expect(it.message()).toBe("1 × Croissant = 2.60, back as Bank transfer: why? Esc leaves it.");
    it.digit("2");

    expect(it.message()).toBe("Give back 2.60 as Bank transfer. Refund A-000002.");
    expect(it.pane()[0]).toBe(" GIVE BACK: Bank transfer");
    expect(it.tenders()).toMatchObject([{ name: "Bank transfer", kept: 0 }]);
    it.scan("9800000000014");
    expect(it.pane()).toContain(" paid: Bank transfer 2.60 (2.60 back)");
    expect(it.pane().some((row) => row.includes("F10"))).toBe(false);
  });

  test("keep the reason that F5 has asked for", async () => {
    const it = await atReceipt({ sum: "" });
    it.press("1");
    it.press("F5");
    it.digit("2");
    it.press("F10");
    it.press("Enter");

    expect(it.message()).toBe("Give back 2.60 as Bank transfer. Refund A-000002.");
  });

  test("go back to it where the shop takes it no more, under the name that the receipt has", async () => {
    const it = await atReceipt({ sum: "" });
    valueOf(changeSetting(it.open.till, RAVI, { key: "tenders", texts: ["none"] }));
    it.press("1");
    expect(it.pane()).toContain(" F10 1: Bank transfer");
    it.press("F10");
    it.press("F9");
    expect(it.message()).toBe(
      "2.60 of it was not paid in cash. 1 × Croissant = 2.60: why? Esc leaves it.",
    );
  });

  test("show all commands by F10 where none such paid", async () => {
    const it = await atReceipt({ sum: "none" });
    it.press("F10");

    expect(it.store.getState().list?.type).toBe("more");
  });
});

test("tenders are set as any other setting, and a name that stays is what it was", async () => {
  const { open: openTill } = await newCafe();
  const { till } = openTill();
  valueOf(changeTenders(till, RAVI, { type: "add", name: "Voucher" }));
  valueOf(changeTenders(till, RAVI, { type: "rename", tender: "1", to: "Meal voucher" }));

  valueOf(changeSetting(till, RAVI, { key: "tenders", texts: ["Bank, Meal voucher"] }));

  expect(ownTenders(till)).toEqual([
    { digit: 1, id: "own-bank", name: "Bank" },
    { digit: 2, id: "own-voucher", name: "Meal voucher" },
  ]);
  valueOf(changeSetting(till, RAVI, { key: "tenders", texts: ["none"] }));
  expect(ownTenders(till)).toEqual([]);
});

/** Ravi's return list of a croissant, of which the bank has paid that sum. */
async function atReceipt({ sum }: { readonly sum: string }) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { till } = register.open;
  for (const name of ["Meal voucher", "Bank transfer"]) {
    valueOf(changeTenders(till, RAVI, { type: "add", name }));
  }
  await register.logIn("4", "4444");
  function later(): void {
    cafe.clock.advance(1000);
  }
  function press(key: string): void {
    later();
    register.press(key);
  }
  register.type("croissant");
  press("Enter");
  press("F9");
  if (sum !== "none") {
    register.type(sum);
    press("F10");
    register.type("2");
    later();
  }
  // After a part was paid it asks once.
  while (register.store.getState().screen === "payment") press("Enter");
  register.scan("9800000000014");
  return {
    ...register,
    press,
    digit: (sign: string) => {
      register.type(sign);
      later();
    },
    pane: () => {
      const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
      const rows = sideRows(register.store.till, register.store.getState(), size);
      return rows.map(({ text }) => text.trimEnd());
    },
    tenders: () => dayReport(till, till.days().now).tenders,
  };
}

async function atPayment(goods: string) {
  const register = await registerAtPayment(await newCafe(), goods, (till) => {
    for (const name of ["Meal voucher", "Bank transfer"]) {
      valueOf(changeTenders(till, RAVI, { type: "add", name }));
    }
  });
  register.later();
  return {
    ...register,
    press: (key: string) => {
      register.later();
      register.press(key);
    },
    rows: () =>
      rowsOf(register.store.till, register.store.getState()).map(({ sign, label, detail }) =>
        `${sign} ${label} ${detail}`.trim(),
      ),
    pane: () => {
      const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
      const rows = sideRows(register.store.till, register.store.getState(), size);
      return rows.map(({ text }) => text.trimEnd());
    },
  };
}
