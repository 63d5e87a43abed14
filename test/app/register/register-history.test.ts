/** What happened, at the register: to the order on the screen, to a receipt, and by a person. */

import { expect, test } from "vitest";

import { press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const RAVI = ["4", "4444"] as const;

test("a history is told of the order on the screen, of a receipt, and of a person by their number", async () => {
  const register = await registerAt(await newCafe(), RAVI);
  const { store } = register;
  sellGoods(register.open.till, ["2*croissant"], { cash: 1000 });
  typed(register, "espresso");

  typed(register, ":history");
  expect(store.getState().list).toMatchObject({ type: "history", title: "Order A2" });
  expect(linesOf(register)).toContain("  1 x Espresso");

  press(register, "Esc");
  typed(register, ":history A-000001");
  expect(store.getState().list).toMatchObject({ title: "Receipt A-000001" });
  expect(linesOf(register)).toContain("Mia\n  order A1 opened\n  2 x Croissant, 5.20\n");

  press(register, "Esc");
  typed(register, ":history 4");
  expect(store.getState().list).toMatchObject({ title: "Ravi" });
  expect(linesOf(register)).not.toContain("order A1 opened");
});

test("a receipt's list shows its history by a digit", async () => {
  const register = await registerAt(await newCafe(), RAVI);
  sellGoods(register.open.till, ["croissant"], { cash: 500 });

  typed(register, ":receipt A-000001");
  press(register, "5");

  expect(register.store.getState().list).toMatchObject({
    type: "history",
    title: "Receipt A-000001",
  });
});

test("whoever may not see reports sees no history, and what is not there is said", async () => {
  const mia = await registerAt(await newCafe(), MIA);
  typed(mia, ":history 1");
  expect(mia.store.getState().list).toBeUndefined();
  expect(mia.store.getState().message?.text).toContain("may not see reports");

  const ravi = await registerAt(await newCafe(), RAVI);
  typed(ravi, ":history Z-000009");
  expect(ravi.store.getState().message?.text).toContain("Z-000009");
  typed(ravi, ":history");
  expect(ravi.store.getState().message?.text).toContain(":history and the number of");
});

function linesOf({ store }: Awaited<ReturnType<typeof registerAt>>): string {
  const { list } = store.getState();
  return list?.type === "history" ? list.lines.join("\n") : "";
}
