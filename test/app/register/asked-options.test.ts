/** Options of a required group: on the line as on ticket and bill, and asked each time where the shop wants it. */

import { describe, expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { goodsOf } from "../../../src/tui/plain/line-sentence.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

describe("options that are taken when nobody says otherwise", () => {
  test("stand on the line where their group is required, in one row", async () => {
    const it = await counter();
    it.enter("104", "104/2");

    expect(it.screen()).toMatch(/1 Latte +3\.40\s+\+ Whole milk, Regular\n/u);
    expect(it.screen()).toMatch(/1 Latte +3\.90\s+\+ Oat milk \(0\.50\)\s+\+ Regular\n/u);
    expect(it.said()).toEqual(["1 × Latte, Whole milk, Regular", "1 × Latte, Oat milk, Regular"]);
  });
});

describe("a group that is asked each time", () => {
  test("is asked whatever is usual, which Enter takes", async () => {
    const it = await counter();
    it.ask("yes");
    it.enter("104");
    expect(it.store.getState().list).toMatchObject({ type: "choice", group: { id: "milk" } });
    expect(it.said()).toEqual([]);
    it.press("Enter");
    expect(it.said()).toEqual(["1 × Latte, Whole milk, Regular"]);

    it.enter("104");
    it.press("3");
    it.enter("104/2");
    expect(it.said().slice(1)).toEqual([
      "1 × Latte, Soy milk, Regular",
      "1 × Latte, Oat milk, Regular",
    ]);
  });

  test("is no longer asked once the shop says so, and changes nothing when it is said twice", async () => {
    const it = await counter();
    it.ask("yes");
    expect(it.group()).toMatchObject({ id: "milk", asked: true });
    it.ask("no");
    it.enter("104");
    expect(it.said()).toEqual(["1 × Latte, Whole milk, Regular"]);
    expect(faultOf(it.change("milk", "no"))).toMatchObject({ type: "entry/same" });
  });

  test("has to be one of which something is taken", async () => {
    const it = await counter();
    expect(faultOf(it.change("extras", "yes"))).toMatchObject({
      type: "entry/wrong",
      field: "ask",
    });
  });
});

async function counter() {
  const register = openRealRegister(await newCafe());
  const { till } = register.open;
  await register.logIn("4", "4444");

  function change(id: string, text: string) {
    const fields = [{ field: "ask", text }];
    return changeEntry(till, RAVI, { type: "modifier-group", id, isNew: false, fields });
  }

  function lines() {
    return register.store.getState().order?.lines ?? [];
  }

  return {
    ...register,
    change,
    ask: (text: string) => valueOf(change("milk", text)),
    group: () => till.catalogue().modifierGroupsById.get("milk"),
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    said: () => lines().map((line) => goodsOf(register.store.till, line)),
    screen: () => {
      const size = { width: 40, height: 20, signs: "all" } as const;
      return orderRows(register.store.till, register.store.getState(), size)
        .map(({ text }) => text.trimEnd())
        .join("\n");
    },
  };
}
