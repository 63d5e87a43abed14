import { expect, test } from "vitest";

import { addToOrder } from "../../../src/app/orders/sell.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();

test("Ctrl-F leaves what a colleague at another till still types, and says so", async () => {
  const cafe = await newCafe();
  const { counter, bar } = await twoTills(cafe);
  meet(counter, bar);
  const here = openRealRegister({ clock: cafe.clock, open: () => counter.open });
  await here.logIn("3", "3333");
  here.type("7");
  here.press("F7");
  for (const goods of ["400", "510"]) {
    here.type(goods);
    here.press("Enter");
  }
  here.press("F2");
  meet(counter, bar);
  valueOf(addToOrder(bar.till, MIA, { order: "A1", entries: ["2*510"] }));
  meet(counter, bar);

  cafe.clock.advance(1000);
  here.press("Ctrl-F");

  expect(here.message()).toBe("Fired: 1 × Margherita. B Bar has 2 more, not sent.");
});
