/** Combos as people type them, and what of them could not be sold. */

import { describe, expect, test } from "vitest";

import { comboFault, comboSentence } from "../../../src/domain/goods/combo-fault.ts";
import { comboText, readCombo } from "../../../src/domain/goods/combo-text.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { formatMoney } from "../../../src/domain/money/currency.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, euro, product } from "../../support/small-shop.ts";

const LUNCH = "Starter: SOUP | SALAD +1.50; Drink: @drinks 3.00 | WINE +2.00; Bread: @bread";

describe("the text of a combo", () => {
  test("is typed again as it is shown", () => {
    const combo = valueOf(readCombo(LUNCH, { currency: euro }));

    expect(comboText(combo, euro)).toBe(LUNCH);
    expect(combo[1]).toEqual({
      name: "Drink",
      of: [
        { category: "drinks", upTo: 300 },
        { sku: "WINE", extra: 200 },
      ],
    });
    expect(valueOf(readCombo(" ; ", { currency: euro }))).toEqual([]);
  });

  test.each([
    ["SOUP | SALAD", '"SOUP | SALAD" is no part of a combo'],
    ["Main:", '"" is nothing to choose'],
    ["Main: SOUP 1.50", '"SOUP 1.50" is nothing to choose'],
    ["Main: SOUP +1.505", '"SOUP +1.505" is nothing to choose'],
    ["Main: SOUP +-1.50", '"SOUP +-1.50" is nothing to choose'],
    ["Main: @drinks +1.00", '"@drinks +1.00" is nothing to choose'],
    ["Main: =SUM(A1) | SOUP", '"=SUM(A1)" is nothing to choose'],
    [Array.from({ length: 13 }, (_, at) => `P${at}: SOUP`).join(";"), "has 13 parts: at most 12"],
    [`Main: ${Array.from({ length: 41 }, () => "SOUP").join("|")}`, '"Main" is chosen of 41 goods'],
  ])("%s is refused", (text, why) => {
    expect(faultOf(readCombo(text, { currency: euro }))).toContain(why);
  });
});

/** Nobody is asked how a part of a menu is to be done, unless there is something usual. */
const doneness = {
  id: "doneness",
  name: "Doneness",
  min: 1,
  max: 1,
  freeCount: 0,
  options: ["rare", "well"].map((id) => ({ id, name: id, price: minor(0), byDefault: false })),
};

describe("a combo", () => {
  const soup = product("SOUP", { price: minor(500) });
  const ham = product("HAM", { price: minor(1990), soldBy: "weight" });
  const beer = product("BEER", { price: minor(400), category: "drinks" });
  const steak = product("STEAK", { price: minor(2000), modifierGroups: ["doneness"] });
  const goods = [soup, ham, beer, steak];

  function why(text: string, facts: Parameters<typeof product>[1] = {}): string | undefined {
    const combo = valueOf(readCombo(text, { currency: euro }));
    const menu = product("MENU", { combo, price: minor(800), ...facts });
    const fault = comboFault(menu, catalogueOf([...goods, menu], [doneness]));
    return fault && comboSentence(fault, (amount) => formatMoney(amount, euro));
  }

  test("of goods that there are, for less than they cost by themselves, can be sold", () => {
    expect(why("A: SOUP; B: @drinks")).toBeUndefined();
    expect(why("")).toBeUndefined();
  });

  test.each([
    ["A: NOTHING", "names NOTHING, which the shop has not"],
    ["A: HAM", "names HAM, which is no part of a combo"],
    ["A: STEAK", "names STEAK, which is no part of a combo"],
    ["A: MENU", "names MENU, which is no part of a combo"],
    ["A: @sweets", "names @sweets, in which nothing is sold by the piece"],
    ["A: SOUP", "costs more than its parts, which come to 5.00 at most"],
  ])("%s is refused", (text, sentence) => {
    expect(why(text)).toContain(sentence);
  });

  test("is sold by the piece, and has no options of its own", () => {
    expect(why("A: SOUP; B: BEER", { soldBy: "weight" })).toContain("by the piece");
    expect(why("A: SOUP; B: BEER", { modifierGroups: ["milk"] })).toContain("modifier groups");
  });
});
