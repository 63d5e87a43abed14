import { describe, expect, test } from "vitest";

import { err, ok } from "../../src/domain/base/result.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { type EnterPlan, planOf } from "../../src/tui/register-step.ts";
import { statusFields } from "../../src/tui/rows/status-fields.ts";
import { answering } from "../support/acts.ts";
import { COLA, loggedIn, type Session, UNKNOWN, withSession } from "../support/pressed-register.ts";

const size = { width: 40, height: 17, signs: "all", block: "#" } as const;

describe("goods that come back without a receipt", () => {
  test.each([
    ["<100", "BACK Coffee -2.80"],
    ["<3*100", "BACK 3 × Coffee -8.40"],
    ["<100=2.50", "BACK Coffee at 2.50 instead of 2.80 -2.50"],
    ["<0.350*88", "BACK 0.350 kg × Salmon -11.20"],
    ["<gone", "BACK Gone soup -2.80"],
  ])("%s shows what it does", async (text, preview) => {
    const it = await loggedIn();

    it.type(text);

    expect(previewOf(it)).toBe(preview);
  });

  test("are added by Enter, and stand on the order with their sign", async () => {
    const it = await loggedIn();

    it.type("<3*100").press("Enter");

    expect(it.done()).toEqual(["add -3 COFFEE"]);
    expect(it.message()).toBe("BACK 3 × Coffee.");
    expect(orderPane(it)).toMatch(/^> +1 +-3 Coffee +-8\.40 $/mu);
    expect(orderPane(it)).toMatch(/ {2}TOTAL +-8\.40/u);
    expect(orderPane(it)).toMatch(/ {2}TO GIVE BACK +8\.40/u);
    expect(orderPane(it)).not.toContain("paid");
  });

  test("keep the column of money, however heavy", async () => {
    const it = await loggedIn();

    it.type("<99.999*88").press("Enter");

    expect(orderPane(it)).toMatch(/^> +1-99\.999 kg × Salmon +-3199\.97 $/mu);
  });

  test("may be sold out", async () => {
    const it = await loggedIn(() => ({
      left: (sku) => (sku === "COFFEE" ? thousandths(0) : undefined),
    }));

    it.type("100");
    expect(planOf(it.store.till, it.store.getState()).type).toBe("refused");
    it.press("Esc");
    it.type("<100");

    expect(previewOf(it)).toBe("BACK Coffee -2.80");
  });

  test.each([
    ["<", "add -1 COLA"],
    ["<3*", "add -3 COLA"],
    ["3*", "add 3 COLA"],
  ])("%s before a scan makes it theirs", async (text, done) => {
    const it = await loggedIn();

    it.type(text);
    it.scan(COLA);

    expect(it.done()).toEqual([done]);
    expect(it.store.getState().text).toBe("");
  });

  test("in a pack that a scale has labelled come back by its weight, or at its price", async () => {
    const it = await loggedIn();

    it.type("<");
    it.scan("2100088003509");
    it.later(300);
    it.type("<");
    it.scan("0200088011190");

    expect(it.done()).toEqual(["add -0.35 SALMON", "add -1 SALMON"]);
    expect(orderPane(it)).toMatch(/-11\.19 $/mu);
  });

  test("on an order that lies aside are in the list of these, with what is to be given back", async () => {
    const it = await loggedIn();
    it.type("<100").press("Enter F6");
    it.later(1000);
    it.press("F6");

    expect(sidePane(it)).toContain("-2.80");
  });

  test("are not taken for what a scan can't name", async () => {
    const it = await loggedIn();

    it.type("<");
    it.scan(UNKNOWN);

    expect(it.message()).toBe(`Unknown code ${UNKNOWN}: nothing was added.`);
    expect(it.store.getState().text).toBe("<");
  });

  test("are changed as goods are: one more, two of them, a price, a share, one off", async () => {
    const it = await loggedIn();
    it.type("<100").press("Enter");

    expect(previews(it, ["+", "*2", "*1", "=2.00", "-10%", "-1.00"])).toEqual([
      "BACK +1 × Coffee = -2.80",
      "BACK Coffee: 2 instead of 1",
      "BACK Coffee: 1 instead of 1",
      "Coffee at 2.00 instead of 2.80 = -2.00",
      "10% off BACK 1 × Coffee = 0.28",
      "1.00 off BACK 1 × Coffee = 1.00",
    ]);
    it.type("+").press("Enter");
    it.type("*4").press("Enter");
    it.type("-10%").press("Enter");
    expect(orderPane(it)).toContain("- 10% off (1.12)");
    it.type("3*1").press("F5");

    expect(it.done().slice(1)).toEqual([
      "more 1 of line-1",
      "quantity 4 of line-1",
      "discount 10000 0 of line-1",
      "take off 3 of line-1 ()",
    ]);
    it.later(1000);
    it.press("* F5");
    expect(it.done().at(-1)).toBe("take off 1 of line-1 ()");
  });

  test("alone have nothing that is taken off the order", async () => {
    const it = await loggedIn();
    it.type("<100").press("Enter");

    it.type("--10%").press("Enter");

    expect(it.message()).toBe("Nothing on this order is left to be paid.");
  });

  test("to take away are those that were sold so", async () => {
    const it = await loggedIn();
    it.type("100").press("Enter");

    it.type("<100").press("F3");

    expect(it.done().at(-1)).toBe("add -1 COFFEE takeaway");
  });

  test("give their money out by F9, in cash and in big digits", async () => {
    const it = await loggedIn();
    it.type("<3*100").press("Enter F9");

    expect(sidePane(it)).toContain("TO GIVE BACK");
    expect(sidePane(it)).toContain("Goods come back.");
    expect(previewOf(it)).toBe("give back 8.40 in cash");
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 0");
    expect(it.message()).toBe("8.40 given back. Receipt A-000001.");
    expect(sidePane(it)).toContain("GIVE BACK");
    it.press("1");
    expect(statusFields(it.store.till, it.store.getState())).toContain(
      "given back 8.40 (A-000001)",
    );
  });

  test("go to a card by F12, once it was asked", async () => {
    const it = await loggedIn();
    it.type("<3*100").press("Enter F12");

    expect(it.message()).toBe("8.40 back to the card? F12 or Enter gives it, Esc goes back.");
    expect(previewOf(it)).toBe("8.40 back to the card");
    expect(it.done()).toHaveLength(1);
    it.later(1000);
    it.press("F12");

    expect(it.done().at(-1)).toBe("card -840");
    expect(it.message()).toBe("8.40 given back to the card. Receipt A-000001.");
    expect(sidePane(it)).toContain("BACK TO THE CARD");
  });

  test("take no sum, by either key", async () => {
    const it = await loggedIn();
    it.type("<100").press("Enter");

    for (const key of ["F9", "F12"]) {
      it.type("20").press(key);
      expect(it.message()).toBe(
        "2.80 is to be given back, nothing to be taken: Esc clears the line.",
      );
      it.press("Esc");
    }
    expect(it.done()).toHaveLength(1);
  });

  test("are rounded for cash before anybody counts it out", async () => {
    const it = await loggedIn(
      withSession({ refundTenders: () => [{ method: "cash", amount: minor(835) }] }),
    );
    it.type("<3*100").press("Enter F9");

    expect(previewOf(it)).toBe("give back 8.35 in cash");
    expect(sidePane(it)).toContain("rounded for cash from 8.40");
  });

  test("wait for somebody's PIN where the cashier may not", async () => {
    const approval = { approvers: [{ number: "2", name: "Bekim" }], usual: "2", act: "x" };
    const refusal = { message: "Anna may not take goods back.", approval };
    const asked: string[] = [];
    const it = await loggedIn(
      withSession((session) => ({
        ...answering(session, { add: () => err(refusal) }),
        approvedBy: ({ number, act }) => {
          asked.push(`${number} ${act}`);
          return Promise.resolve(ok(it.store.getState().session ?? never()));
        },
      })),
    );

    it.type("<100").press("Enter");

    expect(sidePane(it)).toContain("APPROVAL");
    expect(sidePane(it)).toContain("BACK Coffee -2.80.");
    it.press("2 3 4 5 Enter");
    await it.settled();
    expect(asked).toEqual(["2 x"]);
  });
});

function never(): never {
  throw new Error("Nobody is logged in.");
}

function previewOf(it: Session): string {
  const plan: EnterPlan = planOf(it.store.till, it.store.getState());
  return plan.type === "ready" ? plan.preview : plan.type;
}

function previews(it: Session, texts: ReadonlyArray<string>): ReadonlyArray<string> {
  return texts.map((text) => {
    it.type(text);
    const preview = previewOf(it);
    it.press("Esc");
    return preview;
  });
}

function orderPane(it: Session): string {
  return orderRows(it.store.till, it.store.getState(), size)
    .map(({ text }) => text)
    .join("\n");
}

function sidePane(it: Session): string {
  return sideRows(it.store.till, it.store.getState(), size)
    .map(({ text }) => text)
    .join("\n");
}
