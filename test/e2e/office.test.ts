/** The back office in a real terminal: the special of the day, from the log-in to its receipt. Size: whole. */

import { expect, test } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();

test("a special of the day is put on the card, sold, and dearer from Monday on", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.type("4");
  register.press(KEY.enter);
  await answer(register, "PIN >", "4444");
  await register.sees("Hello Ravi.");

  register.type(":office");
  await register.sees("= Back office");
  register.press(KEY.enter);
  await register.sees(/Back office .*1 Products/su);
  register.press("1");
  await register.sees("Back office: Products");
  register.type("Bouillabaisse");
  await register.sees("= New: Bouillabaisse  (Enter)");
  register.press(KEY.enter);
  await register.sees("Back office: Products: New: Bouillabaisse");
  register.type("9.50");
  await register.sees("= New: Bouillabaisse, 9.50  (Enter)");
  register.press(KEY.enter);
  await register.sees("Bouillabaisse: Category");
  register.type("lun");
  await register.sees("= New: Bouillabaisse, 9.50, Lunch  (Enter)");
  register.press(KEY.enter);
  await register.sees(/= New: Bouillabaisse, 9\.50, Lunch, VAT 9%, PLU \d+ {2}\(Enter\)/u);
  register.press(KEY.enter);
  await register.sees("+ New: Bouillabaisse, 9.50, Lunch, VAT 9%, PLU");
  register.type("ki");
  await register.sees(/= Made at .* → Kitchen {2}\(Enter\)/u);
  register.press(KEY.enter);
  await register.sees(/\+ Made at .* → Kitchen\./u);

  register.press(KEY.up, KEY.up, KEY.up);
  register.type("11 from monday");
  await register.sees(/= Price 11\.00 from \d{4}-\d\d-\d\d on {2}\(Enter\)/u);
  register.press(KEY.enter);
  await register.sees(/from \d{4}-\d\d-\d\d +11\.00/u);
  register.press(KEY.escape);
  await register.sees(/Bouillabaisse +9\.50/u);
  register.press(KEY.escape);
  await register.sees("1 Products");
  register.press(KEY.escape);
  await register.sees("New order");

  register.type("bouil");
  await register.sees("= Bouillabaisse");
  register.press(KEY.enter);
  await register.sees(/TOTAL +9\.50/u);
  register.type("10");
  register.press(KEY.f9);
  await register.sees("CHANGE");

  const paper = await till(["print", "show", "--last", "--store", store]);
  expect(paper.stdout).toMatch(/Bouillabaisse +9\.50 B/u);
  const shown = await till(["catalog", "show", "BOUILLABAISSE", "--store", store, "--json"]);
  expect(JSON.parse(shown.stdout)).toMatchObject({
    entry: { price: 950, category: "lunch", station: "kitchen", active: true },
    coming: [{ price: 1100 }],
  });
  expect((await till(["verify", "--store", store])).code).toBe(0);
});
