/** F8 at the register, over a real till and its printer in software. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { changeFloor } from "../../../src/app/catalogue/floor-changes.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
/** Who may also void. */
const CHIARA = ["3", "3333"] as const;
const RAVI = { number: "4", name: "Ravi" };
const LATER_MS = 1000;
const MINUTE_MS = 60_000;

describe("F8", () => {
  test("prints the bill of the order on the screen, which is no receipt", async () => {
    const it = await atTheTill();
    it.enter("2*croissant");

    it.f8();

    expect(it.message()).toBe("Bill 1 of A1: 5.20.");
    const paper = await it.paper();
    expect(paper.match(/BILL – NO RECEIPT/gu)).toHaveLength(1);
    expect(paper).toMatch(/2 x Croissant +5\.20/u);
    expect(paper).toMatch(/TO PAY EUR +5\.20/u);
    expect(paper).toContain("No receipt: it comes with the payment.");
    expect(paper).not.toMatch(/A-0000|Receipt A|TOTAL|980|Cash/u);
  });

  test("of a table from anywhere stays where it was, and asks which of two orders", async () => {
    const it = await atTheTill();
    it.seat("7");
    it.enter("2*croissant");
    it.seat("8");
    it.enter("croissant");

    it.f8("7");

    expect(it.message()).toBe("Bill 1 of A1, table 7: 5.20.");
    expect(it.store.getState().order?.number).toBe("A2");
    it.f8("9");
    expect(it.message()).toBe("No open order is at 9 or called so.");
    it.f8("A2");
    expect(it.message()).toBe("Bill 1 of A2, table 8: 2.60.");
  });

  test("of a table where nobody sits is not that of an order with its number", async () => {
    const it = await atTheTill();
    const { till } = it.open;
    valueOf(changeFloor(till, RAVI, { type: "table", name: "1", isNew: true, fields: [] }));
    it.enter("2*croissant");

    it.f8("1");

    expect(it.message()).toBe("No open order is at 1 or called so.");
    it.f8("A1");
    expect(it.message()).toBe("Bill 1 of A1: 5.20.");
  });

  test("is refused of nothing, in one sentence, and nothing is printed", async () => {
    const it = await atTheTill();
    it.f8();
    expect(it.message()).toBe("No order is here: type the table before F8.");
    it.seat("7");
    it.f8();
    expect(it.message()).toBe("Nothing is on it yet: ring up goods, and then print the bill.");
    expect(it.open.jobs.latest(9)).toEqual([]);
  });

  test("is not taken back by Ctrl-Z, and comes once more by Ctrl-P", async () => {
    const it = await atTheTill();
    it.enter("croissant");
    it.f8();
    await it.paper();

    it.press("Ctrl-Z");
    expect(it.message()).toBe("A bill that is printed stays: a later one replaces it (F8).");
    it.press("Ctrl-P");
    it.press("1");

    expect(it.message()).toBe("Bill A1/1 is printed once more, and says so on top.");
    expect(await it.paper()).toMatch(/REPRINT[\s\S]*BILL – NO RECEIPT/u);
  });

  test("shows what came after it, and says which bill the next one replaces", async () => {
    const it = await atTheTill();
    it.enter("croissant");
    it.f8();
    it.clock.advance(5 * MINUTE_MS);
    it.enter("brownie");
    expect(it.store.getState().order?.billed).toMatchObject({
      numbers: [1],
      asked: 260,
      now: 590,
      isChanged: true,
    });
    expect(it.store.getState().order?.lines.map(({ isSinceBill }) => isSinceBill)).toEqual([
      false,
      true,
    ]);

    it.f8();

    expect(it.message()).toBe("Bill 2 of A1: 5.90. In place of bill 1.");
    expect(await it.paper()).toContain("Replaces bill 1");
  });

  test("with a split before it prints a bill of each part, and of one by its number", async () => {
    const it = await atTheTill();
    it.enter("3*croissant");
    it.f8("/3");
    expect(it.message()).toBe("3 bills of A1: 2.60, 2.60, 2.60.");
    expect(await it.paper()).toContain("Part 3 of 3");
    it.f8("2/3");
    expect(it.message()).toBe("Bill 4 (part 2 of 3) of A1: 2.60. In place of bill 2.");
    it.f8("4/3");
    expect(it.message()).toBe("There is no part 4/3: take 1 to 3.");
  });

  test("of a part of another plan than there is prints nothing", async () => {
    const it = await atTheTill();
    it.enter("3*croissant");
    it.f8("2/5");
    expect(it.message()).toBe("The bill is not split.");
    it.f8("/3");
    const printed = it.open.jobs.latest(9).length;

    it.f8("2/5");

    expect(it.message()).toBe("There is no part 2/5: take 1 to 3.");
    expect(it.open.jobs.latest(9)).toHaveLength(printed);
  });
});

describe("a void after the bill", () => {
  test("takes the right and a reason though nothing was sent", async () => {
    const it = await atTheTill(CHIARA);
    it.enter("2*croissant");
    it.f8();
    it.press("F5");
    expect(it.store.getState().list).toMatchObject({ type: "reason" });
    it.press("1");
    expect(it.store.getState().order?.lines).toMatchObject([{ quantity: 1000 }]);
  });

  test("is asked of somebody who may, where the cashier may not", async () => {
    const it = await atTheTill(MIA);
    it.enter("2*croissant");
    it.f8();
    it.press("F5");
    it.press("1");
    expect(it.store.getState().approval).toBeDefined();
    expect(it.store.getState().order?.lines).toMatchObject([{ quantity: 2000 }]);
  });
});

async function atTheTill([number, pin]: readonly [string, string] = MIA) {
  const cafe = await newCafe();
  const register: RealRegister = openRealRegister(cafe);
  await register.logIn(number, pin);

  function pressed(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      cafe.clock.advance(LATER_MS);
      register.press(key);
    }
  }

  function typed(text: string, key: string): void {
    register.type(text);
    pressed(key);
  }

  return {
    ...register,
    clock: cafe.clock,
    press: pressed,
    enter: (...entries: ReadonlyArray<string>) => {
      for (const entry of entries) typed(entry, "Enter");
    },
    seat: (table: string) => typed(table, "F7"),
    f8: (text = "") => typed(text, "F8"),
    /** All that the printer of receipts has printed until now. */
    paper: async () => {
      await register.open.printing.settleOwn();
      return readFileSync(rollPath(register.open.dir, "receipt"), "utf8");
    },
  };
}
