/** Goods that are counted down: at a register in a real terminal, and at the command line. Size: whole. */

import { expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };

test("a script says what is left, and sells it until there is none", async () => {
  const store = await shopCopy();
  const at = ["--store", store];

  const counted = await till(["catalog", "left", "CROISSANT", "2", ...at], { env: RAVI });
  const again = await till(["catalog", "left", "CROISSANT", "2", ...at], { env: RAVI });
  const tooMany = await till(["sell", "croissant", "2*croissant", ...at], { env: MIA });
  const sold = await till(["sell", "2*croissant", ...at], { env: MIA });
  const listed = await till(["catalog", "list", "croissant", ...at]);
  const none = await till(["sell", "croissant", ...at], { env: MIA });
  const free = await till(["catalog", "left", "CROISSANT", "any", "--json", ...at], { env: RAVI });

  expect(counted).toMatchObject({ code: 0, stderr: "" });
  expect(counted.stdout).toMatch(/^Croissant: counted\.\nleft +2\n$/u);
  expect(again.stdout).toContain("nothing was changed");
  expect(tooMany).toEqual(refused(2, "Croissant: only 1 left. --oversell sells it all the same."));
  expect(sold).toMatchObject({ code: 0, stderr: "" });
  expect(listed.stdout).toContain("sold out");
  expect(none).toEqual(refused(2, "Croissant is sold out. --oversell sells it all the same."));
  expect(JSON.parse(free.stdout)).toMatchObject({ done: "counted", left: null });
});

test("a register counts down what it sells, keeps what asks for more, and counts back", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("The order is empty.");

  await enter(register, "!3*croissant", "= Croissant: 3 left  (Enter)");
  await register.sees("Croissant: 3 left, on every till.");
  await enter(register, "2*croissant", "= 2 × Croissant = 5.20, 3 left  (Enter)");
  await enter(register, "2*croissant", "Croissant: only 1 left.");
  await enter(register, "?croissant", "= Croissant 2.60, 1 left  (Enter)");
  register.press(KEY.ctrlZ);
  await register.sees("Croissant is off again.");
  await enter(register, "?croissant", "= Croissant 2.60, 3 left  (Enter)");
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "1111");

  expect(await register.exit).toBe(0);
});

async function enter(register: Terminal, text: string, preview: string): Promise<void> {
  register.type(text);
  await register.sees(preview);
  register.press(KEY.enter);
}
