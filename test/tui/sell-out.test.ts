import { expect, test } from "vitest";

import { goodsRows } from "../../src/tui/goods-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { loggedIn } from "../support/pressed-register.ts";
import { smallShop } from "../support/small-shop.ts";

test("salmon is sold out with five presses, and nothing is typed any more", async () => {
  const it = await loggedIn();

  const presses = it.press("! s a l Enter");

  expect(presses).toBe(5);
  expect(it.done()).toEqual(["sold out SALMON"]);
  expect(it.message()).toBe("Salmon is sold out, on every till.");
  expect(it.store.getState().text).toBe("");
});

test("what is sold out says so in lists, when asked, and before Enter", async () => {
  const catalogue = { ...smallShop, soldOut: new Set(["COFFEE"]) };
  const it = await loggedIn(() => ({ catalogue: () => catalogue }));

  it.type("100");

  expect(planOf(it.store.till, it.store.getState())).toEqual({
    type: "refused",
    why: "Coffee is sold out; !* before it puts it back on sale.",
  });
  it.press("Esc");
  it.type("?100").press("Enter");
  expect(it.message()).toBe("Coffee is sold out.");
  const size = { width: 40, height: 20, ascii: false };
  const texts = [0, 1, 2, 3].flatMap((page) => goodsRows(it.store.till, page, size));
  expect(texts.map(({ text }) => text).join("\n")).toMatch(/Coffee +sold out/u);
});
