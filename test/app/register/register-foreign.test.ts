/** Cash of other currencies at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { changeSetting, setRate } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { previewText } from "../../../src/tui/frame/around-panes.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { registerAtPayment, type RegisterPayment } from "../../support/register-payment.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

describe("dollars in the payment", () => {
  test("say what they are worth and what goes out, and Enter takes them", async () => {
    const it = await atPayment("10*licor");
    it.type("usd50");
    expect(it.preview()).toBe("50.00 USD at 0.92 = 46.00, change 1.00");
    it.enter();

    expect(it.message()).toBe("Paid 45.00 in cash. Given: 50.00 USD = 46.00. Receipt A-000001.");
    expect(it.store.getState().paid).toMatchObject({ change: 100, foreign: "50.00 USD" });
    const report = dayReport(it.open.till, it.open.till.days().now);
    expect(report).toMatchObject({
      sales: 4500,
      tenders: [{ method: "cash", kept: 4500 }],
      foreign: [{ currency: "USD", count: 1, amount: 5000, worth: 4600 }],
      ownCash: -100,
      differences: [],
    });
    expect(dayReportToJson(report, it.open.till, [])).toMatchObject({
      foreign: [{ currency: "USD", amount: 5000 }],
      ownCash: -100,
    });
  });

  test("are a part where they are not enough, and the rest goes on in whatever there is", async () => {
    const it = await atPayment("licor");
    it.type("usd 2");
    expect(it.preview()).toBe("2.00 USD at 0.92 = 1.84, 2.66 left");
    it.enter();
    expect(it.message()).toBe("1.84 taken in cash, 2.66 left. Given: 2.00 USD = 1.84.");
    it.press("F12");
    it.enter();

    expect(it.message()).toBe("Paid 2.66 by card. Receipt A-000001.");
  });

  test("hold a tip that was said before", async () => {
    const it = await atPayment("licor");
    it.type("+1");
    it.enter();
    it.type("usd10");
    expect(it.preview()).toBe("10.00 USD at 0.92 = 9.20, change 3.70, tip 1.00");
    it.enter();

    expect(it.message()).toBe(
      "Paid 4.50 in cash. Given: 10.00 USD = 9.20. Tip 1.00. Receipt A-000001.",
    );
  });

  test("give change that coins make up where cash is rounded", async () => {
    const it = await atPayment("licor", (till) => {
      valueOf(setRate(till, RAVI, { currency: "GBP", rate: "1.1537" }));
    });
    it.type("gbp 20");
    expect(it.preview()).toBe("20.00 GBP at 1.1537 = 23.07, change 18.57");
  });

  test("ask before they are taken where they are far too many", async () => {
    const it = await atPayment("licor");
    it.type("usd1000");
    it.enter();
    expect(it.message()).toBe("920.00 for 4.50? F9 takes it.");
    it.enter();
    expect(it.store.getState().screen).toBe("payment");
    it.press("F9");

    expect(it.message()).toContain("Given: 1000.00 USD = 920.00.");
  });

  test("without a rate do nothing, and say where it is set", async () => {
    const it = await atPayment("licor");
    it.type("gbp5");
    it.enter();
    expect(it.message()).toBe(
      "No rate for GBP yet: see the back office, or till currency set GBP 0.92.",
    );
    it.press("Esc");
    it.type("xyz5");
    it.enter();
    expect(it.message()).toBe("XYZ is no currency known here: usd50 is fifty dollars, 50 a sum.");
  });

  test("go by F9 from the register, and by its word", async () => {
    const it = await atPayment("licor");
    it.press("Esc");
    it.type("usd50");
    it.press("F9");
    expect(it.message()).toBe("Paid 4.50 in cash. Given: 50.00 USD = 46.00. Receipt A-000001.");
    it.type("licor");
    it.enter();
    it.type(":pay usd50");
    it.enter();
    expect(it.message()).toContain("Given: 50.00 USD = 46.00. Receipt A-000002.");
  });
});

test("a sum in the line of the register says what F9 and F12 would take", async () => {
  const it = await atPayment("3*licor");
  it.press("Esc");
  it.type("usd50");
  expect(shownPreview(it)).toBe(
    "   - F9: 50.00 USD at 0.92 = 46.00, change 32.50. Nothing is called “usd50”.",
  );
  it.press("Esc");
  it.type("20");
  expect(shownPreview(it)).toBe("   - F9: cash 20.00, change 6.50.");
  it.press("Esc");
  it.type("7.5");
  expect(shownPreview(it)).toBe("   - F9: cash 7.50, 6.00 left; F12: card 7.50.");
  it.press("Esc");
  it.type("gbp5");
  expect(shownPreview(it)).toBe("   - Nothing is called “gbp5”.");
});

test("no key is promised what it would not take", async () => {
  const it = await atPayment("licor");
  it.press("Esc");
  it.type("20");
  it.enter();
  // Enter has refused it: F9 opens the payment without a sum.
  const refused = "No goods have the PLU 20: type on, or Down for Cola.";
  expect(shownPreview(it)).toBe(`   - ${refused}`);
  expect(it.message()).toBe(refused);
  it.press("F9");
  expect(it.store.getState()).toMatchObject({ screen: "payment", text: "" });
  it.enter();
  it.later();
  it.type("usd50");
  expect(shownPreview(it)).toBe("   - Nothing is called “usd50”.");
});

test("rates are set as any other setting, and each currency stands there once", async () => {
  const { open: openTill } = await newCafe();
  const { till } = openTill();
  function set(text: string) {
    return changeSetting(till, RAVI, { key: "rates", texts: [text] });
  }

  valueOf(set("USD=0.92, GBP=1,15"));
  expect(set("USD=0.92 usd=0.91")).toMatchObject({
    fault: { type: "setting/wrong", message: "has USD twice" },
  });
  valueOf(set("none"));
});

function shownPreview({ store }: RegisterPayment): string {
  const size = { columns: 80, signs: "all" } as const;
  return previewText(store.till, planOf(store.till, store.getState()), size);
}

async function atPayment(
  goods: string,
  more: (till: RealTill) => void = () => undefined,
): Promise<RegisterPayment> {
  const payment = await registerAtPayment(await newCafe(), goods, (till) => {
    valueOf(setRate(till, RAVI, { currency: "USD", rate: "0.92" }));
    more(till);
  });
  payment.later();
  return payment;
}

type RealTill = RegisterPayment["open"]["till"];
