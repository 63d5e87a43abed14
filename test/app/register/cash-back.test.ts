/** A card that pays more than the bill: where the shop allows it, the rest goes out in cash. */

import { describe, expect, test } from "vitest";

import { listAttention } from "../../../src/app/attention/attention.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const LATER_MS = 1000;
const SIDE = { width: 39, height: 17, signs: "all", block: "#" } as const;
const RAVI = { number: "4", name: "Ravi" };

describe("a card that pays beyond the bill", () => {
  test("gives the rest in cash by F12 once more, and each tender says what went through it", async () => {
    const it = await counter("20");
    it.sell("licor", "5.00");
    expect(it.message()).toBe("F12 again gives 0.50 back in cash; =5.00 F12 tips it.");
    it.later();
    it.press("F12");

    expect(it.message()).toBe("Paid 5.00 by card. 0.50 back in cash. Receipt A-000001.");
    expect(it.store.getState().paid).toMatchObject({ change: 50, tendered: 500 });
    // Read from across the counter: what is to be handed out.
    expect(it.side().slice(0, 2)).toEqual([" CHANGE", ""]);
    expect(it.side().some((row) => /given +5\.00/u.test(row))).toBe(true);
    const { tenders, differences, attention, otherwise } = it.report();
    expect(tenders).toMatchObject([
      { method: "card", kept: 500, tips: 0 },
      { method: "cash", kept: -50 },
    ]);
    expect([differences, attention, listAttention(it.open.till)]).toEqual([[], [], []]);
    expect(otherwise).toMatchObject([{ amount: 50, tender: { method: "cash" }, reason: "" }]);
    expect(it.text()).toContain("0.50 cash for card, Ravi, cash back");
  });

  test("goes back to the card as a whole when its goods come back", async () => {
    const it = await counter("20");
    it.sell("licor", "5.00");
    it.later();
    it.press("F12");
    it.type(":return A-000001");
    it.press("Enter");
    it.later();
    it.press("1", "F12", "1");

    expect(it.message()).toBe("Give back 4.50 to the card. Refund A-000002.");
    const { tenders, differences, attention } = it.report();
    expect(tenders).toMatchObject([
      { method: "card", kept: 50 },
      { method: "cash", kept: -50 },
    ]);
    expect([differences, attention, listAttention(it.open.till)]).toEqual([[], [], []]);
  });

  test.each([
    ["0", "=5.00 F12 tips 0.50."],
    ["0.40", "=5.00 F12 tips 0.50."],
  ])("is offered as a tip alone where the shop gives %s", async (most, offer) => {
    const it = await counter(most);
    it.sell("licor", "5.00");
    expect(it.message()).toBe(`A card gives no change on 4.50: ${offer}`);
    it.later();
    it.press("F12");

    expect(it.report().tenders).toEqual([]);
  });

  test("is taken by nothing but the key that was said", async () => {
    const it = await counter("20");
    it.sell("licor", "5.00");
    it.press("Esc", "F12");

    expect(it.report().tenders).toEqual([]);
  });
});

async function counter(most: string) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("4", "4444");
  const { till } = register.open;
  valueOf(changeSetting(till, RAVI, { key: "cash-back", texts: [most] }));
  const day = till.days().now;
  return {
    ...register,
    sell: (goods: string, given: string) => {
      register.type(goods);
      register.press("Enter", "F9");
      register.type(given);
      register.press("F12");
    },
    later: () => {
      cafe.clock.advance(LATER_MS);
    },
    side: () =>
      sideRows(register.store.till, register.store.getState(), SIDE).map(({ text }) =>
        text.trimEnd(),
      ),
    report: () => dayReport(till, day),
    text: () => dayReportToText(dayReport(till, day), { till, locale: "en" }, ALL_HEARD).join("\n"),
  };
}
