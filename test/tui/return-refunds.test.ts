import { describe, expect, test } from "vitest";

import { err, ok } from "../../src/domain/base/result.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { answering } from "../support/acts.ts";
import { loggedIn, type Session, withSession } from "../support/pressed-register.ts";

const RECEIPT = "9800000000090";
const size = { width: 39, height: 17, signs: "all", block: "#" } as const;

describe("goods of a receipt", () => {
  test("come back: scan, a digit, F9, a reason", async () => {
    const it = await loggedIn();

    it.scan(RECEIPT);
    const presses = it.press("1 F9 1");

    expect(presses).toBe(3);
    expect(it.done()).toEqual(["back 1000 of latte cash (not as it should be: waste)"]);
    expect(it.message()).toBe("Give back 6.00 in cash. Refund A-000010.");
    expect(it.store.getState()).toMatchObject({ screen: "register", text: "", list: undefined });
  });

  test("of which some were paid twice: first a digit says which, and a key that gives money waits for it", async () => {
    const it = await withPaidTwice();

    it.scan(RECEIPT);
    expect(it.message()).toBe("Goods, or money that was paid too much? 1 or 2 says which.");
    expect(sidePane(it)).toEqual([
      " Receipt A-000009: what comes back?",
      " paid: card 8.00",
      " paid: cash 6.72 (3.40 back)",
      " 1 goods come back",
      " 2 give back 6.00 paid too much, no",
      "   goods",
      " a digit; arrows, Enter; Esc goes back",
    ]);
    it.press("F9");
    expect(it.done()).toEqual([]);
    expect(it.message()).toBe("Goods, or money that was paid too much? 1 or 2 says which.");

    it.later(1000);
    it.press("1");
    expect(sidePane(it)).toContain(" paid too much besides: 6.00");
    it.press("1 F9 1");
    expect(it.done()).toEqual(["back 1000 of latte cash (not as it should be: waste)"]);
  });

  test("are none where what was paid twice goes back: 2, F9, a reason", async () => {
    const it = await withPaidTwice();

    it.scan(RECEIPT);
    it.press("2");
    expect(it.message()).toBe("Back: 6.00 paid too much. F9, F12?");
    expect(sidePane(it)).toContain("   Latte                          6.00");
    it.press("F9");
    expect(it.message()).toBe("6.00 paid too much, money back in cash: why? Esc leaves it.");
    it.press("1");

    expect(it.done()).toEqual(["back beyond cash (paid twice)"]);
    expect(it.message()).toBe("Give back 6.00 in cash. Refund A-000010.");
  });

  test("are none where that money goes back to the card, the reason first: 2, F5, a reason, F12", async () => {
    const it = await withPaidTwice();

    it.scan(RECEIPT);
    it.press("2 F5 2 F12");

    expect(it.done()).toEqual(["back beyond card (taken off after it was paid)"]);
  });

  test("are found by the barcode when it is typed, as slowly as a person does", async () => {
    const it = await loggedIn();

    for (const digit of RECEIPT) {
      it.type(digit);
      it.later(200);
    }
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({
      preview: `Take goods back ${RECEIPT}`,
    });
    it.press("Enter 1 F9 1");

    expect(it.done()).toEqual(["back 1000 of latte cash (not as it should be: waste)"]);
  });

  test("come back one by one by Enter too, and the preview says each time what it does", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);
    function preview(): unknown {
      const plan = planOf(it.store.till, it.store.getState());
      return "preview" in plan ? plan.preview : plan;
    }

    expect(preview()).toBe("BACK 1 × Latte");
    it.press("Enter");
    expect(preview()).toBe("BACK 2 × Latte");
    it.press("Enter");
    expect(preview()).toBe("2 × Latte stays with the guest");
    it.press("Enter");
    expect(it.message()).toBe("Nothing comes back.");
    expect(preview()).toBe("BACK 1 × Latte");
    it.press("Down");
    expect(preview()).toEqual({
      type: "refused",
      why: "Tart: nothing of it is left to give back.",
    });
    it.press("Down");
    expect(preview()).toBe("BACK 0.350 kg × Cheese");
  });

  test("are counted by the digit, and none again after the last", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);

    it.press("1 1 3");

    expect(it.message()).toBe("Back: 6.00 (2 × Latte, 0.350 kg × Cheese). F9, F12, + goods?");
    expect(sidePane(it)).toEqual([
      " Receipt A-000009: what comes back?",
      " paid: card 8.00",
      " paid: cash 6.72 (3.40 back)",
      " 1 2 × Latte               BACK 2 of 2",
      " 2 Tart                        is back",
      " 3 0.350 kg × Cheese              BACK",
      " * all of it",
      " + goods instead of money",
      " a digit; arrows, Enter; Esc goes back",
    ]);
    it.press("1 3");
    expect(it.message()).toBe("Nothing comes back.");
  });

  test("go back to the card, all of them", async () => {
    const it = await loggedIn();

    it.type("9:return");
    it.press("Esc");
    it.type(":return 9").press("Enter * F12 2");

    expect(it.done()).toEqual(["back 2000 of latte, 350 of cheese card (wrong goods)"]);
    expect(it.message()).toBe("Give back 6.00 to the card. Refund A-000010.");
  });

  test("stay counted when the money can't go back so", async () => {
    const message = "Nothing of that receipt was paid by card.";
    const refusing = withSession((session) =>
      answering(session, { refund: () => err({ message }) }),
    );
    const it = await loggedIn(refusing);
    it.scan(RECEIPT);

    it.press("1 1 F12 1");

    expect(it.message()).toBe(message);
    expect(sidePane(it)).toContain(" 1 2 × Latte               BACK 2 of 2");
    it.press("F9");
    expect(it.message()).toBe("2 × Latte = 6.00, money back in cash: why? Esc leaves it.");
  });

  test("can't go to a card that has paid none of them: that is told before anybody says why", async () => {
    const message = "Nothing of that receipt was paid by card.";
    const it = await loggedIn(withSession({ refundFor: () => err({ message }) }));
    it.scan(RECEIPT);

    it.press("1 F12");

    expect(it.message()).toBe(message);
    expect(it.store.getState().list?.type).toBe("return");
  });

  test("become what the reason says, unless somebody says otherwise", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);

    it.press("1 F9");
    expect(sidePane(it)).toEqual([
      " Back: why?",
      " 1 not as it should be     thrown away",
      " 2 wrong goods             thrown away",
      " 3 changed their mind      thrown away",
      " 4 charged by mistake    no goods back",
      " + change what becomes of the goods",
      " a digit; arrows, Enter; Esc goes back",
    ]);
    for (const fate of ["sold again", "thrown away", "no goods back"]) {
      it.press("+");
      expect(
        sidePane(it)
          .slice(1, 5)
          .every((row) => row.endsWith(fate)),
      ).toBe(true);
    }
    it.press("+");
    expect(sidePane(it)[4]).toContain("no goods back");
    it.press("+ 2");

    expect(it.done()).toEqual(["back 1000 of latte cash (wrong goods: back)"]);
  });

  test("are said, before a reason pays them out, to go back in cash that came by card", async () => {
    const money = { amount: minor(600), parts: [], notPaidInCash: minor(268), tip: minor(0) };
    const it = await loggedIn(withSession({ refundFor: () => ok(money) }));
    it.scan(RECEIPT);

    it.press("1 F9");

    const warning = "2.68 of it was not paid in cash.";
    expect(it.message()).toBe(`${warning} 1 × Latte = 6.00: why? Esc leaves it.`);
    expect(it.message().length).toBeLessThanOrEqual(80);
    expect(sidePane(it)).toContain(` ${warning}`);
    it.press("2");
    expect(it.done()).toEqual(["back 1000 of latte cash (wrong goods)"]);
  });

  test("are said, before a reason pays them out, to go back by each tender as it came", async () => {
    const parts = [
      { method: "card", amount: minor(400) },
      { method: "cash", amount: minor(200) },
    ];
    const money = { amount: minor(600), parts, notPaidInCash: minor(0), tip: minor(0) };
    const it = await loggedIn(withSession({ refundFor: () => ok(money) }));
    it.scan(RECEIPT);

    it.press("1 F12");

    const warning = "As it came: card 4.00, cash 2.00.";
    expect(it.message()).toBe(`${warning} 1 × Latte = 6.00: why? Esc leaves it.`);
    expect(it.message().length).toBeLessThanOrEqual(80);
    expect(sidePane(it)).toContain(` ${warning}`);
    it.press("Esc Esc");
    it.scan(RECEIPT);
    it.press("1 F5 2");
    expect(it.message()).toMatch(/^card 4\.00, cash 2\.00 back, F12; /u);
  });

  test("come back by F5 too: the line, why, and then the money", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.scan(RECEIPT);

    it.press("1 F5");
    expect(it.message()).toContain("1 × Latte = 6.00: why? Esc leaves it.");
    it.press("2");
    expect(it.message()).toBe(
      "6.00 back to the card, F12; 6.00 back in cash, F9, + goods? Back: 1 × Latte",
    );
    it.press("F9");
    it.later(1000);
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 LATTE", "back 1000 of latte cash (wrong goods)"]);
    expect(it.store.getState()).toMatchObject({ screen: "register", list: undefined });
    expect(it.store.getState().order?.lines).toHaveLength(1);
    expect(sidePane(it).at(-1)).toBe(
      ` What you type next goes on with ${it.store.getState().order?.number}.`,
    );
  });

  test("are the line that the arrows stand on, by F5", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);

    it.press("Down Down F5 1 F12");

    expect(it.done()).toEqual(["back 350 of cheese card (not as it should be: waste)"]);
  });

  test.each(["F2", "F3", "F4", "F6", "Ctrl-F", "Ctrl-R", "Ctrl-Z"])(
    "let %s do nothing to the order behind them",
    async (key) => {
      const it = await loggedIn();
      it.type("lat").press("Enter");
      it.scan(RECEIPT);
      const { list } = it.store.getState();

      it.press(key);

      expect(it.message()).toBe("Esc leaves the list first: the order is behind it.");
      expect(it.done()).toEqual(["add 1 LATTE"]);
      expect(it.store.getState().list).toEqual(list);
    },
  );

  test("come back for others by + in the list, before or after somebody says why", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.scan(RECEIPT);
    it.press("1 +");
    expect(it.message()).toBe("1 × Latte = 6.00, for other goods: why? Esc leaves it.");
    it.press("2");
    expect(it.message()).toBe("BACK 1 × Latte = 6.00: other goods now, then pay the rest.");

    it.scan(RECEIPT);
    it.press("1 F5 2 +");

    expect(it.done()).toEqual([
      "add 1 LATTE",
      "back 1000 of latte for goods (wrong goods)",
      "back 1000 of latte for goods (wrong goods)",
    ]);
    expect(it.store.getState()).toMatchObject({ screen: "register", list: undefined });
  });

  test("are not counted once more by a stray Enter, once somebody has said why", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);
    it.press("1 F5 2");

    it.press("Enter Enter");

    expect(it.message()).toBe(
      "6.00 back to the card, F12; 6.00 back in cash, F9, + goods? Back: 1 × Latte",
    );
    expect(sidePane(it)).toContain(" 1 2 × Latte               BACK 1 of 2");
    it.press("Down Enter");
    expect(sidePane(it)).toContain(" 1 2 × Latte               BACK 2 of 2");
  });

  test("are all of them after *, and a stray Enter takes none of that away", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);

    it.press("* Enter");

    expect(it.message()).toBe("Back: 6.00 (2 × Latte, 0.350 kg × Cheese). F9, F12, + goods?");
    it.press("F9 1");
    expect(it.done()).toEqual([
      "back 2000 of latte, 350 of cheese cash (not as it should be: waste)",
    ]);
  });

  test("that are back already are told so", async () => {
    const it = await loggedIn();
    it.scan(RECEIPT);

    it.press("2");

    expect(it.message()).toBe("Tart: nothing of it is left to give back.");
  });

  test("leave the order that lies there alone, whatever is pressed twice", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.scan(RECEIPT);

    it.press("F9");
    expect(it.message()).toBe("A digit says what comes back; then F9, F12 or +.");
    it.later(800);
    it.press("1 F9");
    it.later(800);
    it.press("F9");
    expect(it.message()).toBe("A digit says why the goods come back; Esc leaves it.");
    it.press("Esc");

    expect(it.done()).toEqual(["add 1 LATTE"]);
    expect(it.store.getState()).toMatchObject({ screen: "register", list: undefined });
    expect(it.store.getState().order?.lines).toHaveLength(1);
  });

  test("wait until another list is left: nothing of that is lost", async () => {
    const it = await loggedIn();
    it.type("201").press("Enter");
    const before = it.store.getState().list;

    it.scan(RECEIPT);

    expect(it.message()).toBe("Esc leaves the list first; then scan the receipt.");
    expect(it.store.getState().list).toEqual(before);
  });

  test("keep what was typed before the scan", async () => {
    const it = await loggedIn();
    it.type("lat");

    it.scan(RECEIPT);
    it.press("1 F9 1");

    expect(it.done()).toHaveLength(1);
    expect(it.store.getState().text).toBe("lat");
  });

  test.each([[":return 8", "8: That receipt is not known here."]])(
    "are not found by %s",
    async (typed, why) => {
      const it = await loggedIn();

      it.type(typed).press("Enter");

      expect(it.message()).toBe(why);
      expect(it.store.getState().text).toBe(typed);
    },
  );
});

/** 6.00 of its receipt were paid too much. */
async function withPaidTwice(): Promise<Session> {
  const known = await loggedIn();
  known.scan(RECEIPT);
  const { list } = known.store.getState();
  if (list?.type !== "return") throw new Error("The receipt was not found.");
  const [line] = list.receipt.lines;
  if (line === undefined) throw new Error("The receipt has no line.");
  const beyond = [{ line: line.line, name: line.name, amount: minor(600) }];
  const receipt = { ...list.receipt, beyond };
  return loggedIn(withSession({ receipt: () => ok(receipt) }));
}

function sidePane({ store }: Session): ReadonlyArray<string> {
  return sideRows(store.till, store.getState(), size)
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}
