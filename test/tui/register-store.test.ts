import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { assertNever } from "../../src/domain/base/assert-never.ts";
import { fieldOf } from "../../src/tui/register-state.ts";
import { type EnterPlan, planOf } from "../../src/tui/register-step.ts";
import { statusFields } from "../../src/tui/rows/status-fields.ts";
import { actText } from "../support/fake-till-port.ts";
import { COLA, UNKNOWN, loggedIn, started } from "../support/pressed-register.ts";

describe("selling", () => {
  test("coffee to take away, cash exact, is six presses", async () => {
    const it = await loggedIn();

    const presses = it.press("1 0 0 F3 F9 Enter");

    expect(presses).toBe(6);
    expect(it.done()).toEqual(["service takeaway", "add 1 COFFEE", "cash 280"]);
    expect(it.store.getState()).toMatchObject({
      screen: "register",
      order: undefined,
      text: "",
      paid: { change: 0, isFresh: true },
    });
  });

  test("a sum before F9 is taken in cash at once", async () => {
    const it = await loggedIn();

    it.press("1 0 0 F3 2 0 F9");

    expect(it.done().at(-1)).toBe("cash 2000");
    expect(it.store.getState().paid).toMatchObject({ change: 1720, tendered: 2000 });
  });

  test("a number that is also goods asks for Enter once", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 1 0 0 F9");
    expect(it.message()).toBe("100.00 in cash? Enter takes it, Esc goes back.");
    expect(it.store.getState()).toMatchObject({ screen: "payment", text: "100" });
    expect(it.done()).toEqual(["add 1 COFFEE"]);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 10000");
  });

  test("the question about the number ends with Esc, and nothing is sold by it", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 1 0 0 F9 Esc Esc");

    expect(it.store.getState()).toMatchObject({ screen: "register", text: "" });
    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });

  test("goods that were refused are no sum: F9 asks what was given", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 9 Enter F9");

    expect(it.store.getState()).toMatchObject({ screen: "payment", text: "" });
    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });

  test("a sum that the till asked about is sold as goods by no key", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 9 9 9 9 F9 F3");

    expect(it.done().filter((what) => what.startsWith("add"))).toEqual(["add 1 COFFEE"]);
  });

  test("what is typed after the question about a sum takes its place", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter F9 9 9 9 9 Enter 5 Enter");
    it.later(1000);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("cash 500");
  });

  test("what is typed next is about the line that was just added", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 1 0 0 Enter Down 1 0 0 Enter");

    expect(it.store.getState().lineId).toBeUndefined();
  });

  test("Enter on an empty line and after a finished sale does nothing", async () => {
    const it = await loggedIn();

    it.press("Enter 1 0 0 Enter Enter F9 Enter");
    it.later(1000);
    it.press("Enter Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 280"]);
  });

  test("Enter pays once however often it is hit", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter F9 1 Enter Enter Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 100"]);
    expect(it.store.getState()).toMatchObject({ screen: "payment", order: { due: 180 } });
  });

  test("F9 once more does not take money that nobody has counted", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter F9");
    it.later(1000);
    it.press("F9");

    expect(it.done()).toEqual(["add 1 COFFEE"]);
    expect(it.message()).toBe("Enter takes 2.80 in cash; or type what was given.");
  });

  test("the change stays until a key begins the next order, and then in the status", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 5 F9");
    expect(it.store.getState().paid).toMatchObject({ change: 220, isFresh: true });
    it.press("1");

    expect(it.store.getState().paid).toMatchObject({ change: 220, isFresh: false });
  });

  test.each(["Ctrl-P Esc", "F10 Esc", "F1 Esc", "F12", "Esc", "Up Esc"])(
    "the change that %s put away does not come back in big digits",
    async (keys) => {
      const it = await loggedIn();

      it.press("1 0 0 Enter 5 F9");
      it.later(1000);
      it.press(keys);

      const { screen, list, text, paid, showsHelp } = it.store.getState();
      expect({ screen, list, text, showsHelp }).toEqual({
        screen: "register",
        list: undefined,
        text: "",
        showsHelp: false,
      });
      expect(paid).toMatchObject({ change: 220, isFresh: false });
      expect(statusFields(it.store.till, it.store.getState())).toContain("change 2.20 (A1)");
    },
  );

  test("Enter on an empty line leaves the change in sight", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter 5 F9");
    it.later(1000);
    it.press("Enter");

    expect(it.store.getState().paid).toMatchObject({ isFresh: true });
  });
});

describe("the line", () => {
  test.each([
    ["3*lat", "3 × Latte = 10.20"],
    ["lat/2", "1 × Latte + Oat milk = 3.90"],
    ["3*lat/oat milk", "3 × Latte + Oat milk = 11.70"],
    ["100=2.50", "Coffee at 2.50 instead of 2.80"],
    ["3*100=2.50", "3 × Coffee at 2.50 instead of 2.80 = 7.50"],
    ["lat/2=3.00", "1 × Latte + Oat milk at 3.00 instead of 3.40 = 3.50"],
    ["999=2.50", "Diverse = 2.50"],
    ["201", "Ribeye steak: then choose Doneness"],
    ["0.350*88", "0.350 kg × Salmon = 11.20"],
    ["?88", "Salmon 32.00/kg"],
    ["?100", "Coffee 2.80"],
    ["100?", "Coffee 2.80"],
    ["+3", "+3 × Latte = 10.20"],
    ["*3", "Latte: 3 instead of 1"],
    ["/2", "1 × Latte + Oat milk = 3.90"],
    ["/oat", "1 × Latte + Oat milk = 3.90"],
    ["'No ice", "Latte “No ice”"],
    ["=2.80", "Latte at 2.80 instead of 3.40"],
    ["-10%", "10% off 1 × Latte = -0.34"],
    ["-2,00", "2.00 off 1 × Latte = -2.00"],
    ["-0%", "no discount on Latte"],
    ["--10%", "10% off the order = -0.34"],
    ["--2.00", "2.00 off the order = -2.00"],
    ["--0%", "no discount on the order"],
    ["!100", "Coffee: sold out"],
    ["!*100", "Coffee: there again"],
    [":send", "Send"],
  ])("%s shows %s", async (text, preview) => {
    const it = await loggedIn();

    it.type("lat").press("Enter");
    it.type(text);

    expect(planOf(it.store.till, it.store.getState())).toMatchObject({ type: "ready", preview });
  });

  test.each([
    ["+3", "more 3 of line-1"],
    ["*3", "quantity 3 of line-1"],
    ["/2", "modifiers of line-1: oat"],
    ["/oat/ex", "modifiers of line-1: oat shot"],
    ["'No ice", "note of line-1: No ice"],
    ["=2.80", "price 280 of line-1"],
    ["-10%", "discount 10000 0 of line-1"],
    ["-2.00", "discount 0 200 of line-1"],
    ["-0%", "discount 0 0 of line-1"],
    ["--10%", "discount 10000 0 of the order"],
    ["!100", "sold out COFFEE"],
    ["!*lat", "there again LATTE"],
    [":send", "send"],
    [":away", "service takeaway"],
    [":pay 20", "cash 2000"],
  ])("%s does %s", async (text, done) => {
    const it = await loggedIn();

    it.type("lat").press("Enter");
    it.type(text).press("Enter");

    expect(it.done().at(-1)).toBe(done);
    expect(it.store.getState().text).toBe("");
  });

  test.each([
    "2 latte",
    "zzz",
    "16",
    "-10",
    "-9.99",
    "--10",
    "--9.99",
    "!licor 4",
    "!nothing",
    ":nothing",
  ])("%s does nothing, says why and stays", async (text) => {
    const it = await loggedIn();

    it.type("lat").press("Enter");
    it.type(text).press("Enter");

    expect(it.done()).toEqual(["add 1 LATTE"]);
    expect(it.store.getState().text).toBe(text);
    expect(it.store.getState().message).toMatchObject({ level: "error" });
    expect(it.message()).toMatch(/[.]$/u);
  });

  test("Enter does what the preview says, whatever was typed", async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: fc.constantFrom(...Array.from("0123468*/=.+?'latcoe ")), maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        const it = await loggedIn();
        it.type("lat").press("Enter");
        it.store.dispatch([{ type: "paste", text: typed }]);
        const plan = planOf(it.store.till, it.store.getState());
        const line = it.store.getState().text;
        it.press("Enter");

        expect(it.done().slice(1)).toEqual(planned(plan));
        const { text, weighs } = it.store.getState();
        // What lacks its weight is kept beside the line, which waits for that.
        const held = weighs?.text ?? text;
        expect(held).toBe(plan.type === "refused" ? line : text);
        expect(plan.type === "refused" ? it.message() : ".").toMatch(/\.$/u);
      }),
      { numRuns: 300 },
    );
  });

  test("an unknown name is answered with the nearest", async () => {
    const it = await loggedIn();

    it.type("cofee").press("Enter");

    expect(it.message()).toBe("Nothing is called “cofee”. Nearest: Coffee.");
    it.type("2*cofee").press("Enter");
    expect(it.message()).toBe("Nothing is called “cofee”. Nearest: Coffee.");
  });

  test("arrows and Alt choose a hit, and quantity and options stay as typed", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Down Enter");
    it.type("lat").press("Alt-2");
    it.type("16").press("Down Enter");

    expect(it.done()).toEqual(["add 3 LATTE-OAT", "add 1 LATTE-OAT", "add 1 1664"]);
  });

  test("a command is about the line where the arrows stand", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter");
    it.type("100").press("Enter");
    it.type("'hot").press("PgUp Enter");

    expect(it.done().at(-1)).toBe("note of line-1: hot");
  });

  test("Esc clears the text and Up brings it back", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Esc");
    expect(it.store.getState().text).toBe("");
    it.press("Up");

    expect(it.store.getState().text).toBe("3*lat");
  });
});

describe("verbs", () => {
  test.each(["F2", "F9", "F12"])("%s after goods that wait for Enter says so", async (key) => {
    const it = await loggedIn();

    it.type("lat").press(key);
    expect(it.message()).toBe("The order is empty. Enter adds Latte first.");
    expect(it.store.getState().text).toBe("lat");
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 LATTE"]);
  });

  test("verbs that need an order say so", async () => {
    const it = await loggedIn();

    for (const key of ["F2", "F5", "F9"]) {
      it.press(key);
      expect(it.message()).toBe("The order is empty.");
    }
  });

  test("F2 does not send what is only typed, and keeps it", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("lat").press("F2");

    expect(it.store.getState().text).toBe("lat");
    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });

  test("F3 turns the order to take away and back", async () => {
    const it = await loggedIn();

    it.press("F3");
    it.later(200);
    it.press("F3");

    expect(it.done()).toEqual(["service takeaway", "service counter"]);
  });

  test("F3 after goods takes only these away when the order has others", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter");
    it.type("100").press("F3");

    expect(it.done()).toEqual(["add 1 LATTE", "add 1 COFFEE takeaway"]);
    expect(it.message()).toBe("1 × Coffee, Takeaway.");
  });

  test.each([
    ["", ["take off 1 of line-2 ()"]],
    ["1", ["take off 1 of line-1 ()"]],
    ["2*1", ["take off 2 of line-1 ()"]],
    ["1+2", ["take off 1 of line-1, 1 of line-2 ()"]],
    ["9", []],
    ["4*1", []],
    ["lat", []],
  ])("%j F5", async (text, done) => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter");
    it.type("100").press("Enter");
    it.type(text).press("F5");

    expect(it.done().slice(2)).toEqual(done);
    expect(it.store.getState().text).toBe(done.length === 0 ? text : "");
  });

  test("a line that the kitchen has needs a reason by a digit", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter F2 F5");
    expect(it.store.getState().list).toMatchObject({ type: "reason" });
    it.press("3");

    expect(it.done().at(-1)).toBe("take off 1 of line-1 (sold out)");
  });

  test("the reasons take all of the line by the star", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter F2 F5 * 1");

    expect(it.done().at(-1)).toBe("take off 3 of line-1 (typed by mistake)");
  });

  test("a quantity below what was sent is refused with the key that voids", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter F2");
    it.type("*1").press("Enter");

    expect(it.message()).toBe("The kitchen has it: F5 voids with a reason (2*1 F5).");
  });

  test("F10 searches by letters and chooses by digit", async () => {
    const it = await loggedIn();

    it.press("F10");
    it.type("clock").press("Enter");
    expect(it.message()).toBe("Anna clocked in at 14:30.");
    it.press("F10 8");
    it.later(200);
    expect(it.store.getState().screen).toBe("office");
    it.press("Esc");
    it.press("F10");
    it.type("log").press("Enter");

    expect(it.store.getState().screen).toBe("log-in");
  });
});

describe("goods that need a choice", () => {
  test("the list takes a digit", async () => {
    const it = await loggedIn();

    it.type("2*201").press("Enter 2");

    expect(it.done()).toEqual(["add 2 STEAK"]);
    expect(it.store.getState().order?.lines[0]?.modifiers[0]?.name).toBe("Medium");
  });

  test("Esc goes back to the line as it was", async () => {
    const it = await loggedIn();

    it.type("201").press("Enter Esc");

    expect(it.store.getState()).toMatchObject({ text: "201", list: undefined });
    expect(it.done()).toEqual([]);
  });

  test.each(["F2", "F5", "F6", "F9", "F12", "Ctrl-Z", "Ctrl-P"])(
    "wait for it, and %s says so instead of dropping them",
    async (key) => {
      const it = await loggedIn();
      it.press("1 0 0 Enter");
      it.type("201").press(`Enter ${key}`);

      expect(it.message()).toBe(
        "Ribeye steak waits for Doneness: a digit takes it, or Esc drops it.",
      );
      expect(it.done()).toEqual(["add 1 COFFEE"]);
      it.press("1");
      it.later(200);

      expect(it.done().slice(1).join()).toBe("add 1 STEAK");
    },
  );

  test("a scan never chooses, and is added", async () => {
    const it = await loggedIn();

    it.type("201").press("Enter");
    it.scan(COLA);

    expect(it.done()).toEqual(["add 1 COLA"]);
    expect(it.store.getState().list).toMatchObject({ type: "choice", filter: "" });
    expect(it.store.getState().text).toBe("201");
  });
});

describe("scans", () => {
  test("a scan is added beside a half-typed text, which stays", async () => {
    const it = await loggedIn();

    it.type("latt");
    it.later(300);
    it.scan(COLA);

    expect(it.done()).toEqual(["add 1 COLA"]);
    expect(it.store.getState().text).toBe("latt");
  });

  test("a scan after a quantity is so many of it", async () => {
    const it = await loggedIn();

    it.type("3*");
    it.later(300);
    it.scan(COLA);

    expect(it.done()).toEqual(["add 3 COLA"]);
    expect(it.store.getState().text).toBe("");
  });

  test("a scan after a question mark only tells the price", async () => {
    const it = await loggedIn();

    it.type("?");
    it.later(300);
    it.scan(COLA);

    expect(it.done()).toEqual([]);
    expect(it.message()).toBe("Cola 0.33 3.25");
  });

  test("an unknown code is told and nothing is lost", async () => {
    const it = await loggedIn();

    it.type("latt");
    it.later(300);
    it.scan(UNKNOWN);

    expect(it.message()).toBe(`Unknown code ${UNKNOWN}: nothing was added.`);
    expect(it.store.getState().text).toBe("latt");
  });

  test("two codes in one write are both added", async () => {
    const it = await loggedIn();

    it.send(`${COLA}\r${COLA}\r`);

    expect(it.done()).toEqual(["add 1 COLA", "add 1 COLA"]);
  });

  test("a scan in payment is kept and offered after it", async () => {
    const it = await loggedIn();

    it.press("1 0 0 Enter F9 5");
    it.later(300);
    it.scan(COLA);
    expect(it.store.getState()).toMatchObject({ screen: "payment", text: "5" });
    it.press("Enter");
    expect(it.store.getState()).toMatchObject({ screen: "register", text: COLA });
    it.later(1000);
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "cash 500", "add 1 COLA"]);
  });

  test("text that comes in one read is typed, not scanned", async () => {
    const it = await loggedIn();

    it.send("coffee\r");

    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });
});

describe("log-in", () => {
  test("number, then PIN", async () => {
    const it = started();

    it.press("1 Enter 1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ screen: "register" });
    expect(it.message()).toBe("Hello Anna.");
  });

  test("the last person is asked for the PIN only", () => {
    const it = started("2");

    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "2", pin: "" });
    it.press("Esc");

    expect(it.store.getState().logIn).toEqual({ step: "number", number: "", pin: "" });
  });

  test("a wrong PIN says so and is typed again", async () => {
    const it = started("1");

    it.press("9 9 9 9 Enter");
    await it.settled();

    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "1", pin: "" });
    expect(it.message()).toContain("try again");
  });

  test("a scan is kept, never a PIN, and offered afterwards", async () => {
    const it = started("1");

    it.press("1 2");
    it.later(300);
    it.scan(COLA);
    expect(fieldOf(it.store.getState())).toBe("12");
    it.press("3 4 Enter");
    await it.settled();
    expect(it.store.getState().text).toBe(COLA);
    it.press("Enter");

    expect(it.done()).toEqual(["log-in 1", "add 1 COLA"]);
  });

  test("keys typed while the PIN is checked are not lost", async () => {
    const it = started("1");

    it.press("1 2 3 4 Enter 1 0 0 Enter");
    await it.settled();

    expect(it.done()).toEqual(["log-in 1", "add 1 COFFEE"]);
  });

  test("locking keeps the order and what is typed", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("lat").press("Ctrl-L");
    expect(it.store.getState()).toMatchObject({ screen: "log-in", order: undefined });
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ text: "lat", order: { total: 280 } });
  });

  test(":quit and a PIN leave the register, only from here", async () => {
    const it = await loggedIn();

    it.type(":quit").press("Enter");
    expect(it.store.getState().ended).toBe(false);
    it.press("Esc Ctrl-L");
    it.type(":quit").press("Enter");
    it.type("1234").press("Enter");
    await it.settled();

    expect(it.store.getState().ended).toBe(true);
  });
});

/** What the till is asked for by a plan, in the words of the fake. */
function planned(plan: EnterPlan): ReadonlyArray<string> {
  if (plan.type !== "ready") return [];
  const { act } = plan;
  switch (act.type) {
    case "add":
      return act.goods.missing.length > 0
        ? []
        : [`add ${act.goods.quantity / 1000} ${act.goods.product.sku}`];
    case "act":
      return [actText(act.planned.request)];
    case "take-cash":
      return [`cash ${act.amount}`];
    case "take-foreign":
      return [`foreign ${act.amount} ${act.currency}`];
    case "take-card":
      return [`card ${act.amount ?? 0}`];
    case "set-customer":
    case "take-customer-off":
    case "begin-customer":
    case "add-customer":
    case "answer":
    case "ask-sum":
    case "take-voucher":
    case "set-tip":
    case "split":
    case "choose-part":
    case "verb":
    case "drawer":
      return [];
    default:
      return assertNever(act, "act");
  }
}
