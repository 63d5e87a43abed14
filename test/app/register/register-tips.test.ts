/** Tips at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { registerAtPayment, type RegisterPayment } from "../../support/register-payment.ts";

const newCafe = cafeCopies();

describe("a tip", () => {
  test("in cash goes off the change, and stands in the message and in the day's report", async () => {
    const it = await atPayment("licor");
    it.type("+2");
    expect(it.preview()).toBe("tip 2.00, together 6.50");
    it.enter();
    expect(it.message()).toBe("Tip 2.00, together 6.50: Enter cash, F12 card, or the sum given.");
    it.type("50");
    expect(it.preview()).toBe("cash 50.00, change 43.50, tip 2.00");
    it.enter();

    expect(it.message()).toBe("Paid 4.50 in cash. Tip 2.00. Receipt A-000001.");
    expect(it.store.getState().paid).toMatchObject({ change: 4350 });
    expect(dayReport(it.open.till, it.open.till.days().now)).toMatchObject({
      sales: 450,
      tips: [{ staff: "1", name: "Mia", method: "cash", amount: 200 }],
      differences: [],
    });
    it.type("licor");
    it.enter();
    it.press("F9");
    expect(it.preview()).toBe("cash 4.50");
  });

  test("is what is above the due, of a sum together, and Enter takes that", async () => {
    const it = await atPayment("licor");
    it.type("=5");
    expect(it.preview()).toBe("tip 0.50, together 5.00");
    it.enter();
    expect(it.preview()).toBe("cash 5.00, tip 0.50");
    it.enter();

    expect(it.message()).toBe("Paid 4.50 in cash. Tip 0.50. Receipt A-000001.");
  });

  test("by card goes along, as a share rounded half up", async () => {
    const it = await atPayment("chips");
    it.type("%10");
    it.press("F12");

    expect(it.message()).toBe("Paid 3.25 by card. Tip 0.33. Receipt A-000001.");
  });

  test("is offered where a card is to take more than is due, as it is typed", async () => {
    const it = await atPayment("licor");
    it.type("5.00");
    it.press("F12");
    expect(it.message()).toBe("A card gives no change on 4.50: =5.00 F12 tips 0.50.");
    it.later();
    it.type("=5.00");
    it.press("F12");

    expect(it.message()).toBe("Paid 4.50 by card. Tip 0.50. Receipt A-000001.");
  });

  test("beyond what is due asks for F9, and is taken then", async () => {
    const it = await atPayment("licor");
    it.type("+45");
    it.enter();
    expect(it.message()).toBe("A tip of 45.00 for 4.50? F9 says yes, Esc clears it.");
    it.press("F9");
    expect(it.message()).toMatch(/^Tip 45\.00, together 49\.50/u);
    it.enter();
    expect(it.message()).toBe("Paid 4.50 in cash. Tip 45.00. Receipt A-000001.");
  });

  test("of less together than is due is none", async () => {
    const it = await atPayment("licor");
    it.type("=4");
    it.enter();
    expect(it.message()).toBe("4.00 is less than the 4.50 that is due: no tip is left.");
    it.press("Esc");
    it.type("+x");
    it.enter();
    expect(it.message()).toBe("“+x” is no tip: +2 an amount, %10 a share, =50 up to 50 together.");
  });
});

async function atPayment(goods: string): Promise<RegisterPayment> {
  return registerAtPayment(await newCafe(), goods);
}
