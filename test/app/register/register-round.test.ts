/** The same again at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { listOrders } from "../../../src/app/orders/orders.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { performOn } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newCafe = cafeCopies();

/** Between two presses of the same key. */
const LATER_MS = 1000;

describe("Ctrl-R", () => {
  test("adds what was sent together last, with options and notes, and what was rung up beside it", async () => {
    const it = await atTheBar();
    it.enter("croissant", "carrot cake");
    it.press("F2");
    it.enter("2*latte/oat milk", "'extra hot", "brownie", "pilsner");
    it.press("F2");

    it.again();

    expect(it.message()).toBe("Again: 2 × Latte, 1 × Brownie, 1 × Pilsner 0.25 l.");
    expect(it.lines().slice(-3)).toEqual([
      "2 Latte Oat milk Regular “extra hot” 7.80 unsent",
      "1 Brownie 3.30 none",
      "1 Pilsner 0.25 l 3.20 unsent",
    ]);
    it.again();
    expect(it.message()).toBe("Again: 2 × Latte, 1 × Brownie, 1 × Pilsner 0.25 l.");
    expect(it.lines()).toHaveLength(11);
  });

  test("goes on with what was sent again, less what was taken off since", async () => {
    const it = await atTheBar("3", "3333");
    it.enter("2*pilsner", "ipa");
    it.press("F2");
    it.again();
    it.press("F2");
    it.enter("cola");
    it.press("F2");
    it.again();
    expect(it.message()).toBe("Again: 1 × Cola.");
    it.press("Ctrl-Z");
    it.enter("3*ipa");
    it.press("F2");
    it.press("F5", "2");

    it.again();

    expect(it.message()).toBe("Again: 2 × IPA.");
  });

  test("takes all lines while nothing was sent, and each round once, however often", async () => {
    const it = await atTheBar();
    it.enter("carrot cake");
    it.again();
    it.again();
    expect(it.lines()).toHaveLength(3);

    it.enter("brownie");
    it.again();
    expect(it.message()).toBe("Again: 1 × Carrot cake, 1 × Brownie.");
    it.again();

    expect(it.message()).toBe("Again: 1 × Carrot cake, 1 × Brownie.");
    expect(it.lines()).toHaveLength(8);
  });

  test("goes on from the round before, where the last one was taken back", async () => {
    const it = await atTheBar();
    it.enter("carrot cake");
    it.again();
    it.again();
    it.press("Ctrl-Z");
    it.again();

    expect(it.message()).toBe("Again: 1 × Carrot cake.");
  });

  test("takes what no station makes, where only that was rung up since", async () => {
    const it = await atTheBar();
    it.enter("croissant");
    it.press("F2");
    it.enter("2*brownie");

    it.again();
    it.again();

    expect(it.message()).toBe("Again: 2 × Brownie.");
    expect(it.lines()).toHaveLength(4);
  });

  test("is one step to take back", async () => {
    const it = await atTheBar();
    it.enter("pilsner", "ipa");
    it.press("F2");
    it.again();

    it.press("Ctrl-Z");

    expect(it.message()).toBe("IPA is off again. Pilsner 0.25 l is off again.");
    expect(it.lines()).toHaveLength(2);
  });

  test("leaves out what is sold out, says so first, and takes no more than is left", async () => {
    const it = await atTheBar();
    it.enter("ipa", "2*scone", "scone");
    it.press("F2");
    it.enter("!2*scone", "!ipa");

    it.again();

    expect(it.message()).toBe("IPA is sold out. Scone is sold out. The rest again: 2 × Scone.");
    it.enter("!scone");
    it.press("Ctrl-Z");
    it.again();
    expect(it.message()).toBe("IPA is sold out. F9 sells it all the same.");
  });

  test("costs what it costs now, without what was taken off, and open prices as they were typed", async () => {
    const it = await atTheBar("3", "3333");
    it.enter("pilsner", "=2.00", "ipa", "-50%");
    it.press("F2");

    it.again();

    expect(it.lines().slice(-2)).toEqual(["1 Pilsner 0.25 l 3.20 unsent", "1 IPA 5.20 unsent"]);
  });

  test("does nothing with text on the line, on an empty order or where all comes back", async () => {
    const it = await atTheBar("3", "3333");
    it.again();
    expect(it.message()).toBe("The order is empty.");
    it.enter("<cola");
    it.again();
    expect(it.message()).toBe(
      "There is no round on this order to serve again: ring up goods first.",
    );

    it.type("ipa");
    it.again();

    expect(it.message()).toBe(
      "Enter adds what is typed first; Ctrl-R then serves the round again.",
    );
    expect(it.store.getState().text).toBe("ipa");
  });

  test("is a word and has a sign on the keypad", async () => {
    const it = await atTheBar();
    it.enter("ipa");
    it.press("F10", "*");
    await it.settled();
    expect(it.lines()).toHaveLength(2);
    it.enter(":round");
    expect(it.message()).toBe("Again: 1 × IPA.");
  });

  test("of guests at a table serves the drinks again, and a course whose number is typed before it", async () => {
    const it = await atTheBar("3", "3333");
    it.type("5");
    it.press("F7");
    it.enter("quiche", "2*pilsner", "cola", "2*käsesp");
    it.press("F2");

    it.enter(":again");
    expect(it.message()).toBe("Again: 2 × Pilsner 0.25 l, 1 × Cola.");
    it.press("F2");
    it.again();
    expect(it.message()).toBe("Again: 2 × Pilsner 0.25 l, 1 × Cola.");
    it.type("2");
    it.again();
    expect(it.message()).toBe("Again: 2 × Käsespätzle.");
    expect(it.store.getState().text).toBe("");
    it.enter(":again 2");
    expect(it.message()).toBe("Again: 2 × Käsespätzle.");
    it.type("7");
    it.again();
    expect(it.message()).toBe(
      "There is no round on this order to serve again: ring up goods first.",
    );
    it.enter(":again Pizza");
    expect(it.store.getState().text).toBe(":again Pizza");
    expect(it.message()).toBe(
      "Enter adds what is typed first; Ctrl-R then serves the round again.",
    );
  });

  test("shows the goods before Enter", async () => {
    const it = await atTheBar();
    it.enter("ipa", "2*cola");
    it.press("F2");
    it.type(":again");

    expect(planOf(it.store.till, it.store.getState())).toMatchObject({
      preview: "Again: 1 × IPA, 2 × Cola",
    });
  });

  test("repeats what another till has sent, with what was rung up there beside it", async () => {
    const cafe = await newCafe();
    const it = openRealRegister(cafe);
    const bar = await enrolBar(cafe, it.open.till);
    const { order } = sellGoods(bar.till, ["2*300", "brownie", "ipa"]);
    performOn(bar.till, MIA, { order: order.id, act: "send" });
    synchroniseLedgers(bar.till.ledger, it.open.till.ledger);
    await it.logIn("1", "1111");
    it.type("1");
    it.press("F6");
    expect(it.message()).toBe("B1 is here.");
    it.press("Ctrl-R");

    expect(it.message()).toBe("Again: 2 × 0,5 l Bier, 1 × Brownie, 1 × IPA.");
  });
});

async function atTheBar(number = "1", pin = "1111") {
  const cafe = await newCafe();
  const register: RealRegister = openRealRegister(cafe);
  await register.logIn(number, pin);
  return {
    ...register,
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    again: () => {
      cafe.clock.advance(LATER_MS);
      register.press("Ctrl-R");
    },
    settled: async () => {
      cafe.clock.advance(LATER_MS);
      await register.checked();
    },
    lines: () =>
      (
        listOrders(register.open.till, { day: register.open.till.days().now, openOnly: true })[0]
          ?.lines ?? []
      )
        .filter(({ voided }) => !voided)
        .map(({ quantity, name, modifiers, note, gross, kitchen }) =>
          [
            quantity / 1000,
            name,
            ...modifiers.map((it) => it.name),
            ...(note === "" ? [] : [`“${note}”`]),
            (gross / 100).toFixed(2),
            kitchen,
          ].join(" "),
        ),
  };
}
