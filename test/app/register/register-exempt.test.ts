/** A sale without taxes, at a register over a real till: by the buyer's number, on bill and receipt. */

import { readFileSync } from "node:fs";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { shownPins } from "../../../src/app/register/open-register.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
/** Who may exempt sales. */
const CHIARA = ["3", "3333"] as const;
const LATER_MS = 1000;

describe("an exempt sale", () => {
  test("is paid without the tax, and says so on the order, the bill and the receipt", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.enter(":exempt DE 814");
    expect(it.message()).toBe("Tax exempt by DE 814: 4.77 to pay. Ctrl-Z takes it back.");
    expect(it.pane()).toMatch(
      /Tax exempt, buyer's number DE 814.*less VAT 9% +-0\.43.*TOTAL +4\.77/su,
    );
    it.press("F8");
    expect(it.message()).toBe("Bill 1 of A1: 4.77.");
    it.press("F9", "Enter");

    const [bill = "", receipt = ""] = (await it.paper()).split("8<");
    for (const paper of [bill, receipt]) {
      expect(paper).toMatch(/Croissant +5\.20 B.*less VAT 9% +-0\.43/su);
      expect(paper).toContain("Tax exempt, buyer's number DE 814");
      expect(paper).toMatch(/B VAT 9% exempt +4\.77 +0\.00 +4\.77/u);
    }
    expect([
      bill.includes("TO PAY EUR          4.77"),
      receipt.includes("TOTAL EUR           4.77"),
    ]).toEqual([true, true]);
  });

  test("waits for the number where it was chosen in F4's list, and is taken back there", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.press("F4");
    expect(it.side()).toContain("7 tax exempt by number");
    it.press("7");
    expect(it.message()).toBe("Type the buyer's number, by which the sale owes no taxes.");
    expect(it.state().text).toBe(":exempt ");
    it.enter("DE 814");
    expect(it.order()).toMatchObject({ total: 477, exempt: "DE 814" });

    it.press("F4");
    expect(it.side()).toContain("7 taxed again");
    it.press("7");

    expect(it.message()).toBe("Not tax exempt any more: 5.20 to pay. Ctrl-Z takes it back.");
    expect(it.order()).toMatchObject({ total: 520 });
  });

  test("keeps what was typed on the line where it is no number", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.enter(":exempt ---");
    expect(it.message()).toMatch(/^The number of a buyer who owes no taxes has 1 to 40 letters/u);
    expect(it.state().text).toBe(":exempt ---");
    expect(it.order()).toMatchObject({ total: 520 });
  });

  test("owes its taxes again after Ctrl-Z", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.enter(":exempt DE 814");
    it.press("Ctrl-Z");
    expect(it.message()).toBe("Whether the order is tax exempt is as it was.");
    expect(it.order()).toMatchObject({ total: 520 });
    expect(it.order()?.exempt).toBeUndefined();
  });

  test("takes somebody's word where the cashier may not, with the number in the question", async () => {
    const it = await atTheTill(MIA);
    it.enter("2*croissant");
    it.enter(":exempt DE 814");
    expect(it.state().approval).toMatchObject({ what: "Tax exempt by DE 814." });
    it.enter("3");
    it.type("3333");
    it.press("Enter");
    await it.checked();
    expect(it.message()).toBe("Tax exempt by DE 814: 4.77 to pay. Ctrl-Z takes it back.");
    expect(it.order()).toMatchObject({ total: 477, exempt: "DE 814" });
  });

  test("is refused once something is paid", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.typed("1.00", "F9");
    it.press("Enter", "Esc");
    it.enter(":exempt DE 814");
    expect(it.message()).toBe(
      "Something of it is paid as it is: give it back first, or open another order.",
    );
    expect(it.order()).toMatchObject({ total: 520 });
  });
});

async function atTheTill([number, pin]: readonly [string, string]) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { store, open } = register;
  await register.logIn(number, pin);

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

  function rowsOf(rows: typeof sideRows): string {
    const size = { width: 50, height: 16, signs: "all", block: "#" } as const;
    return rows(store.till, store.getState(), size)
      .map(({ text }) => text)
      .join("\n");
  }

  return {
    ...register,
    press,
    typed,
    enter: (text: string) => typed(text, "Enter"),
    state: () => store.getState(),
    order: () => store.getState().order,
    side: () => rowsOf(sideRows),
    pane: () => rowsOf(orderRows),
    paper: async () => {
      await open.printing.settleOwn();
      return readFileSync(rollPath(open.dir, "receipt"), "utf8");
    },
  };
}

test("lines of the plain dialogue exempt a sale, say what goes off, and take it back", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  let heard: ReadonlyArray<string> = [];
  const dialogue = createPlainDialogue({
    port: createRegisterPort(open, { demoStaff: shownPins(open) }),
    clock: cafe.clock,
    hasPrompt: false,
    onLog: (sentence) => {
      throw new Error(sentence);
    },
    onSay: (sentences) => {
      heard = [...heard, ...sentences];
    },
    onIdle: () => undefined,
  });
  onTestFinished(dialogue.close);
  function says(...lines: ReadonlyArray<string>): ReadonlyArray<string> {
    heard = [];
    for (const line of lines) dialogue.take(line);
    return heard;
  }
  says(...CHIARA);
  await vi.waitFor(() => expect(dialogue.getState().session).toBeDefined());
  says("2*croissant");

  expect(says(":exempt").at(0)).toBe("Type the buyer's number, by which the sale owes no taxes.");
  expect(says(":exempt DE 814")).toEqual([
    "Tax exempt by DE 814: 4.77 to pay. Ctrl-Z takes it back. Order A1: 1 line, 4.77.",
  ]);
  expect(says(":show")).toEqual(expect.arrayContaining(["Tax exempt, buyer's number DE 814."]));
  expect(says(":exempt").at(0)).toContain("Not tax exempt any more: 5.20 to pay.");
  expect(says(":undo")).toEqual([
    "Whether the order is tax exempt is as it was. Order A1: 1 line, 4.77.",
  ]);
});
