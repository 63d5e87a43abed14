/** The back office by its keys, over a real till: what the preview says is what Enter does. Size: whole. */

import { describe, expect, test, vi } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { frameRows } from "../../../src/tui/frame/frame.ts";
import { officeFrame } from "../../../src/tui/screens/office-frame.ts";
import { createScreenStyle } from "../../../src/tui/terminal/screen-style.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { PATIENCE } from "../../support/patience.ts";
import { pressedOffices, signIn } from "../../support/pressed-office.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

// The special of the day is what these tests put on the card.
const { office, opened } = pressedOffices({ sells: ({ sku }) => sku !== "SOUP-OF-THE-DAY" });
const newCafe = cafeCopies({ sells: ({ sku }) => sku === "FLAT-WHITE" });
const german = pressedOffices({
  sells: ({ sku }) => sku === "FLAT-WHITE",
  before: ({ till }) => {
    const ravi = { number: "4", name: "Ravi" };
    valueOf(changeSetting(till, ravi, { key: "language", texts: ["de"] }));
  },
});
const DAY_MS = 24 * 60 * 60 * 1000;

test("a page that somebody may not look at says who may, whatever is typed there", async () => {
  const { keys, press, preview, till } = await office();
  await signIn(till.keyboard, "1");
  keys(":office");
  press("Enter");
  keys("people");
  press("Enter");
  expect(till.rows()).toEqual([]);
  expect(preview()).toBe("You may not look at this: ask Ravi.");
  const noted = till.keyboard.open.till.refusals.pending();
  expect(noted).toMatchObject([{ staff: "1", what: "staff", count: 1 }]);

  keys("ravi");
  press("Enter");
  expect(till.message()).toBe("You may not look at this: ask Ravi.");
});

describe("the tax of new goods", () => {
  test("is the one of their category, and is seen and may be changed before they are on sale", async () => {
    const { keys, till, press, preview } = await office(":office");
    press("1");
    keys("Yuzu fizz");
    press("Enter");
    keys("3.20");
    press("Enter");
    keys("beer");
    press("Enter");
    expect(preview()).toMatch(/^New: Yuzu fizz, 3\.20, Beer, VAT 21%, PLU \d{3}$/u);

    keys("food");
    expect(preview()).toMatch(/^New: Yuzu fizz, 3\.20, Beer, VAT 9%, PLU \d{3}$/u);
    press("Enter");

    const made = till.catalogue().productsBySku.get("YUZU-FIZZ");
    expect(made).toMatchObject({ taxClass: "food", category: "beer", station: "" });
    expect(made?.plu).not.toBe("");
  });

  test("can be thought better of, question by question", async () => {
    const { keys, till, press } = await office(":office");
    press("1");
    keys("Yuzu fizz");
    press("Enter");
    keys("3.20");
    press("Enter Enter Esc Esc Esc");

    expect(till.catalogue().productsBySku.has("YUZU-FIZZ")).toBe(false);
    expect(till.title()).toContain("Products");
  });
});

describe("the special of the day", () => {
  test("is on sale in at most 40 keys, with its category and its kitchen", async () => {
    const { keys, till, press } = await office();

    const presses =
      press("F10 8") +
      press("1") +
      keys("Soup of the day") +
      press("Enter") +
      keys("6.50") +
      press("Enter") +
      keys("lun") +
      press("Enter") +
      press("Enter") +
      keys("ki") +
      press("Enter");

    expect(presses).toBeLessThanOrEqual(40);
    expect(till.catalogue().productsBySku.get("SOUP-OF-THE-DAY")).toMatchObject({
      name: "Soup of the day",
      price: 650,
      category: "lunch",
      station: "kitchen",
      active: true,
    });
    press("Esc Esc Esc");
    keys("soup");
    press("Enter");
    expect(till.state().order?.lines).toMatchObject([{ name: "Soup of the day", gross: 650 }]);
  });

  test("is written once its price is said, like the product that was looked at last", async () => {
    const { keys, till, press, preview } = await office(":office");
    press("1");
    keys("club");
    press("Enter Esc");
    keys("Soup");
    expect(preview()).toBe("New: Soup");
    press("Enter");
    expect(till.catalogue().productsBySku.has("SOUP")).toBe(false);

    // The name is no price: it stands in the title.
    expect(till.pane(0).trim()).toBe("Price");
    expect(till.side().join(" ")).toContain("Soup is there as soon as this is said.");
    keys("6.5");
    expect(preview()).toBe("New: Soup, 6.50");
    press("Enter");
    // As the one that was looked at last, and said before it is on sale.
    expect(preview()).toBe("New: Soup, 6.50, Lunch");
    press("Enter");
    expect(preview()).toBe("New: Soup, 6.50, Lunch, VAT 9%, PLU 505");
    expect(till.catalogue().productsBySku.has("SOUP")).toBe(false);
    press("Enter");

    expect(till.catalogue().productsBySku.get("SOUP")).toMatchObject({
      category: "lunch",
      station: "kitchen",
      price: 650,
      plu: "505",
    });
    press("Ctrl-Z");
    expect(till.message()).toBe("Soup is not sold any more.");
    expect(till.catalogue().productsBySku.get("SOUP")?.active).toBe(false);
  });
});

describe("Ctrl-Z", () => {
  test("names a change of another page, and takes it back when it is pressed once more", async () => {
    const { clock, keys, till, press } = await opened("flat white");
    press("Down");
    keys("3.80");
    press("Enter Esc Esc");
    keys("stations");
    press("Enter");

    press("Ctrl-Z");
    expect(till.message()).toBe("Ctrl-Z once more, then: Flat white: Price is as it was.");
    expect(till.product()?.price).toBe(380);
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("Flat white: Price is as it was.");
    expect(till.product()?.price).toBe(360);
  });

  test("takes nothing back behind a text that is typed", async () => {
    const { clock, keys, till, press } = await opened("flat white");
    press("Down");
    keys("3.80");
    press("Enter Up");
    keys("4");

    press("Ctrl-Z");

    expect(till.message()).toBe(
      "Esc clears what is typed; then Ctrl-Z takes back the step before.",
    );
    expect(till.product()?.price).toBe(380);
    clock.advance(200);
    press("Esc Ctrl-Z");
    expect(till.product()?.price).toBe(360);
  });
});

describe("a new product with a price for later", () => {
  test("is sold from that day on, at that price", async () => {
    const { keys, till, press, preview, clock } = await office(":office");
    press("1");
    keys("Mulled wine");
    press("Enter");
    keys("6.50 from tomorrow");
    expect(preview()).toBe("New: Mulled wine, 6.50 from 2026-11-21 on");
    press("Enter Enter Enter");

    expect(till.catalogue().productsBySku.get("MULLED-WINE")?.active).toBe(false);
    expect(till.rows().map(({ label, detail }) => [label, detail])).toContainEqual([
      "from 2026-11-21",
      "6.50",
    ]);
    press("Esc Esc Esc");
    keys("mulled");
    press("Enter");
    expect(till.state().order).toBeUndefined();
    press("Esc");
    nextDay(clock);
    await signIn(till.keyboard, "1");
    keys("mulled");
    press("Enter");

    expect(till.state().order?.lines).toMatchObject([{ name: "Mulled wine", gross: 650 }]);
  });

  test("is put on sale by a price of today, and by nothing else", async () => {
    const { keys, till, press } = await office(":office");
    press("1");
    keys("Mulled wine");
    press("Enter");
    keys("6.50>monday");
    press("Enter Enter Enter");
    const onSale = till.rows().findIndex(({ label }) => label === "On sale");
    const price = till.rows().findIndex(({ label }) => label === "Price");
    const at = till.state().office?.at ?? 0;
    press(Array.from({ length: onSale - at }, () => "Down").join(" "));
    keys("yes");
    press("Enter");
    expect(till.message()).toBe(
      "Mulled wine has no price yet: say the one of now, and it is on sale.",
    );

    press(Array.from({ length: onSale - price }, () => "Up").join(" "));
    keys("5.90");
    press("Enter");

    const product = till.catalogue().productsBySku.get("MULLED-WINE");
    expect(product).toMatchObject({ active: true, price: 590 });
    expect(till.rows().some(({ label }) => label === "from 2026-11-23")).toBe(true);
  });

  test("is taken back with its price", async () => {
    const { keys, till, press } = await office(":office");
    press("1");
    keys("Mulled wine");
    press("Enter");
    keys("6.50 from monday");
    press("Enter Enter Enter Ctrl-Z");

    expect(till.message()).toBe("Mulled wine is not sold any more.");
    expect(till.rows().some(({ label }) => label === "from 2026-11-23")).toBe(false);
  });

  test.each([
    ["6.50 from nowhere", "“nowhere” is no day: such as"],
    ["6.50 from 2026-11-20", "Today is 2026-11-20: a price for"],
    ["much from monday", 'Price "much" is no amount'],
  ])("is not made by %s", async (typed, why) => {
    const { keys, till, press } = await office(":office");
    press("1");
    keys("Mulled wine");
    press("Enter");

    keys(typed);
    press("Enter");

    expect(till.message()?.slice(0, why.length)).toBe(why);
    expect([till.catalogue().productsBySku.has("MULLED-WINE"), till.state().office?.text]).toEqual([
      false,
      typed,
    ]);
  });
});

test("what its row has no room for stands whole beside it, and Ctrl-Z where it takes something back", async () => {
  const { keys, press, till } = await opened("flat white");
  const cut = till.rows().findIndex(({ label }) => label === "Tax class");
  press("Down Down Down Down");

  expect(till.pane(cut)).toMatch(/^ Tax class {8}Food and soft drinks: 9 %…/u);
  const side = till.side().join("");
  expect(side).toMatch(/^ Food and soft drinks: 9 % everywhere/u);
  expect(side).not.toContain("Ctrl-Z");

  press("Up Up Up");
  expect(till.side()[0]).toBe("");
  keys("3.70");
  press("Enter");
  expect(till.side().join(" ").replaceAll(/ +/gu, " ")).toContain("Ctrl-Z takes back");
});

test("the rows of a frame are worked out once, and anew with the next key", async () => {
  const { keys, till } = await opened("flat white");
  const rows = till.rows();

  expect(till.rows()).toBe(rows);
  keys("3");
  expect(till.rows()).not.toBe(rows);
});

describe("a product", () => {
  test("is changed field by field, by one event each, and taken back", async () => {
    const { keys, till, press, preview, clock } = await opened("flat white");
    const before = till.events();

    press("Down");
    keys("3.80");
    expect(preview()).toBe("Price 3.60 → 3.80");
    expect(till.events()).toBe(before);
    press("Enter");
    expect(till.message()).toBe("Price 3.60 → 3.80.");
    keys("lunch");
    expect(preview()).toBe("Category Coffee → Lunch");
    press("Enter");

    expect(till.events()).toBe(before + 2);
    expect(till.product()).toMatchObject({ price: 380, category: "lunch" });
    press("Ctrl-Z");
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("Price is as it was.");
    expect(till.product()).toMatchObject({ price: 360, category: "coffee" });
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("There is nothing to take back here.");
  });

  test("keeps its name when something is typed before Enter was pressed on it", async () => {
    const { keys, till, press, preview } = await opened("flat white");
    const before = till.events();

    keys("44");
    expect(preview()).toBe("Name Flat white → 44");
    press("Enter");

    expect(till.message()).toBe("That renames Flat white: Enter once more, or Esc.");
    expect([till.product()?.name, till.state().office?.text]).toEqual(["Flat white", "44"]);
    // A second Enter renames it to what was asked about, and to nothing else.
    keys("5");
    press("Enter");
    expect(till.message()).toBe("That renames Flat white: Enter once more, or Esc.");
    expect(till.product()?.name).toBe("Flat white");
    press("Down");
    keys("3.90");
    press("Enter Up Up");
    expect(till.product()).toMatchObject({ name: "Flat white", price: 390 });
    expect(till.events()).toBe(before + 1);
  });

  test("is renamed by Enter on its name, which can be corrected, and taken back", async () => {
    const { keys, till, press, preview } = await opened("flat white");
    expect(preview()).toBe("Change the name Flat white");
    press("Enter");
    expect(till.state().office).toMatchObject({ text: "Flat white", at: 0 });
    press("Backspace Backspace");
    keys("s");
    expect(preview()).toBe("Name Flat white → Flat whis");
    press("Enter");

    expect(till.message()).toBe("Name Flat white → Flat whis.");
    expect(till.side(0)).toEqual(["Price"]);
    press("Ctrl-Z");
    expect(till.product()?.name).toBe("Flat white");
  });

  test("lets who only walks through it pass its name by Enter", async () => {
    const { till, press } = await opened("flat white");
    const before = till.events();

    press("Enter Enter");

    expect(till.side(0)).toEqual(["Price"]);
    expect([till.events(), till.state().office?.text]).toEqual([before, ""]);
  });

  test("is taken back from the list of all commands too, and the order is left alone", async () => {
    const { keys, till, press } = await office("100");
    keys(":office");
    press("Enter 1");
    keys("flat white");
    press("Enter Down");
    keys("3.80");
    press("Enter F10 .");

    expect(till.message()).toBe("Price is as it was.");
    expect(till.product()?.price).toBe(360);
    expect(till.state().order?.lines).toMatchObject([{ name: "Coffee", voided: false }]);
  });

  test.each([
    ["3.60", "Price is 3.60 already."],
    ["abc", 'Price "abc" is no amount: digits, such as 2.50.'],
    ["0.10", "Price: its modifiers bring 0.10 below zero: at least 0.30."],
    ["4 from nowhere", "“nowhere” is no day: such as monday, tomorrow, 1.12. or 2026-12-01."],
    ["4 from 2026-11-20", "Today is 2026-11-20: a price for later needs a later day."],
  ])("keeps its price when %s is typed, and the text is kept", async (typed, why) => {
    const { keys, till, press } = await opened("flat white");
    const before = till.events();
    press("Down");

    keys(typed);
    press("Enter");

    expect(till.message()).toMatch(new RegExp(`^${RegExp.escape(why.slice(0, 40))}`, "u"));
    expect([till.events(), till.state().office?.text]).toEqual([before, typed]);
  });

  test("has its choices beside it, by name and by number", async () => {
    const { keys, till, press, preview } = await opened("flat white");
    press("Down Down Down");

    expect(till.side().slice(0, 3)).toEqual([" 1  Bar *", " 2  Kitchen", " 3  none"]);
    keys("3");
    expect(preview()).toBe("Made at Bar → none");
    press("Backspace");
    keys("x");
    expect(preview()).toBe("Made at: nothing is called “x”.");
    press("Esc");
    keys("none");
    press("Enter");
    expect(till.product()?.station).toBe("");
  });

  test("takes options and barcodes in and out one by one", async () => {
    const { keys, till, press } = await opened("flat white");
    press("PgDn Down");
    expect(till.side(0)).toContain("Barcodes");
    keys("40170725");
    press("Enter Down Down");
    expect(till.side(0)).toContain("Options");
    keys("milk");
    press("Enter");

    expect(till.product()).toMatchObject({
      barcodes: ["40170725"],
      modifierGroups: ["size", "extras"],
    });
    press("Up Up Up Up");
    keys("40170725");
    press("Enter");
    expect(till.product()?.barcodes).toEqual([]);
  });

  test("is not taken back over what another till has changed since", async () => {
    const { keys, till, press, beside } = await opened("flat white");
    press("Down");
    keys("3.80");
    press("Enter");
    const other = beside();
    await signIn(other, "4");
    other.type(":office");
    other.press("Enter", "1");
    other.type("flat white");
    other.press("Enter", "Down");
    other.type("3.90");
    other.press("Enter");

    press("Ctrl-Z");

    expect(till.message()).toBe("It was changed again since: look at it first.");
    expect(till.product()?.price).toBe(390);
  });

  test("shows what tills have said otherwise, and is settled by whoever says it", async () => {
    const { keys, till, press, preview } = await opened("flat white");
    till.writeApart("FLAT-WHITE", 370);
    press("Down");
    expect(till.side().join(" ")).toContain("Tills have said otherwise: say");

    keys("3.70");
    expect(preview()).toBe("Price 3.70 → 3.70");
    press("Enter Up");

    expect(till.product()?.price).toBe(370);
    expect(till.side().join(" ")).not.toContain("Tills have said otherwise");
  });

  test("costs from a day on what was planned for it", async () => {
    const { keys, till, press, preview, clock } = await opened("flat white");
    press("Down");
    keys("3.90 from tomorrow");
    expect(preview()).toBe("Price 3.90 from 2026-11-21 on");
    press("Enter");
    expect(till.pane(2)).toMatch(/^ from 2026-11-21 +3\.90/u);
    press("Down");
    keys("4.00");
    press("Enter");
    expect(till.product()?.price).toBe(360);

    press("Esc Esc Esc");
    keys("flat");
    press("Enter");
    nextDay(clock);
    await signIn(till.keyboard, "1");
    // A day begins without the order of the one before.
    keys("A1");
    press("F6");
    keys("flat");
    press("Enter");

    expect(till.product()?.price).toBe(400);
    // What was on the order before the day moved costs what it did.
    expect(till.state().order?.lines.map(({ gross }) => gross)).toEqual([360, 400]);
  });

  test("forgets a planned price by a dash, and Ctrl-Z plans it again", async () => {
    const { keys, till, press } = await opened("flat white");
    press("Down");
    keys("3.90>monday");
    press("Enter Down");
    keys("-");
    press("Enter");
    expect(till.message()).toBe("No other price from 2026-11-23 on.");
    expect(till.pane(2)).toMatch(/^ Category/u);

    press("Ctrl-Z");

    expect(till.pane(2)).toMatch(/from 2026-11-23 +3\.90/u);
  });
});

/** From the last row to the one that adds an option: each of the six has a row for its station below that. */
const ABOVE_STATIONS = " Up".repeat(6);

describe("what stands in a row", () => {
  test("names what is taken, and each option by its name", async () => {
    const { keys, till, press, preview } = await opened("flat white");
    expect(till.rows().find(({ label }) => label === "Options")?.detail).toBe("Milk, Size, Extras");
    press("Esc Esc 3");
    keys("milk");
    press(`Enter PgDn PgDn PgDn${ABOVE_STATIONS}`);
    keys("Rice 0.20");
    expect(preview()).toBe("New option: Rice 0.20");
    press("Enter");

    expect(till.rows().findLast(({ label }) => label === "Option")).toMatchObject({
      detail: "Rice 0.20",
    });
    expect(till.rows().at(-1)).toMatchObject({ label: "Option's station", detail: "Rice: none" });
    press("PgDn PgDn");
    keys("kitchen");
    press("Enter");
    expect(till.rows().at(-1)).toMatchObject({ detail: "Rice: Kitchen" });
    const options = till.catalogue().modifierGroupsById.get("milk")?.options;
    expect(options?.at(-1)).toMatchObject({ id: "rice", station: "kitchen" });
  });
});

describe("other pages", () => {
  test("a category, an option, a station and a tax class are made and changed", async () => {
    const { keys, till, press } = await office(":office");
    press("2");
    keys("Specials");
    press("Enter");
    expect(till.catalogue().categoriesById.get("specials")).toMatchObject({ position: 15 });
    press("Esc Esc 3");
    keys("milk");
    press(`Enter PgDn PgDn PgDn${ABOVE_STATIONS}`);
    keys("Rice 0.20");
    press("Enter");
    const milk = till.catalogue().modifierGroupsById.get("milk")?.options ?? [];
    expect(milk.at(-1)).toMatchObject({ id: "rice", name: "Rice", price: 20 });
    press("Ctrl-Z");
    expect(till.catalogue().modifierGroupsById.get("milk")?.options).toHaveLength(milk.length - 1);
    press("Esc Esc 4");
    keys("Grill");
    press("Enter");
    expect(till.catalogue().stationsById.get("grill")?.name).toBe("Grill");
    press("Esc Esc 5");
    keys("Food 2027");
    press("Enter");
    keys("VAT 12%");
    press("Enter");
    expect(till.catalogue().taxClassesById.get("food-2027")?.taxesByService.counter).toEqual([
      { label: "VAT 12%", rate: 12_000, included: true },
    ]);
  });

  test("F1 says what the chosen setting means before it says the keys", async () => {
    const { till, press } = await office(":settings");
    press("Down F1");
    const { store } = till.keyboard;
    const frame = officeFrame({
      till: store.till,
      state: till.state(),
      facts: {
        style: createScreenStyle({ signs: "ascii", color: false }),
        columns: 80,
        rows: 24,
        time: "14:32",
      },
    });
    const text = frameRows(frame).join("\n");
    const said = ["Lock after", "till locks itself; 0 for never.", "such as 15", "F1 Ctrl-G"];
    const places = said.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("the settings are a word away, say what they are counted in, and hold", async () => {
    const { keys, till, press } = await office(":settings");
    expect(till.title()).toBe("Back office: Shop");
    press("Down");
    expect(till.side().join(" ")).toContain("locks itself; 0 for never.");
    keys("5");
    press("Enter");
    expect(till.shop().lockAfterMinutes).toBe(5);
    expect(till.side().join(" ")).toContain("screen speaks it from the next log-in on.");
    keys("de");
    press("Enter");
    expect(till.setting("language")).toBe("de");
    press("Esc");
    expect(till.title()).toBe("Back office");
    press("Esc Ctrl-L");

    expect(till.shop().locale).toBe("de");
    expect(till.keyboard.store.till.words.logIn.title).toBe("Gesperrt");
  });

  test("the receipt's lines are set, added and taken away; the shop's settings too", async () => {
    const { keys, till, press, preview } = await office(":office");
    press("7");
    keys("Kade 2");
    press("Enter Down");
    keys("Rotterdam");
    press("Enter Up Up");
    keys("-");
    expect(preview()).toBe("Head 2 VAT NL000000000B00 → nothing");
    press("Enter");
    expect(till.setting("receipt-head")).toEqual(["Kade 2", "Rotterdam"]);
    press("Ctrl-Z");
    expect(till.setting("receipt-head")).toEqual(["Kade 2", "VAT NL000000000B00", "Rotterdam"]);

    press("Esc 8");
    keys("house");
    press("Enter");
    keys("5");
    press("Enter");
    expect(till.setting("default-service")).toBe("dine-in");
    expect(till.setting("lock-after")).toBe(5);
    expect(till.shop().lockAfterMinutes).toBe(5);
    keys("up");
    press("Down Enter");
    keys("up");
    press("Enter");
    expect(till.message()).toBe("Cash rounding nearest → up from 2026-11-21 on.");
  });

  test("somebody new gets a number, a role and a PIN, typed twice and never shown", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("Lena");
    press("Enter");
    keys("7");
    press("Enter");
    keys("cashier");
    press("Enter");
    keys("7391");
    press("Enter");
    expect(till.message()).toBe("Now the same PIN once more.");
    keys("7392");
    press("Enter");
    expect(till.message()).toBe("The two PINs are not the same: type it anew.");
    keys("7391");
    press("Enter");
    keys("7391");
    press("Enter");
    await vi.waitFor(() => expect(till.message()).toBe("Lena can sign in now."), PATIENCE);

    press("Esc Esc");
    press("Ctrl-L");
    await signIn(till.keyboard, "7", "7391");
    expect(till.message()).toMatch(/^Hello Lena\./u);
  });

  test("somebody new is offered the first free number, and none that is taken", async () => {
    const { keys, preview, press, till } = await office(":office");
    press("6");
    keys("Lena");
    press("Enter");

    expect(till.rows()[0]).toMatchObject({ label: "Number", detail: "5" });
    keys("1");
    expect(preview()).toBe("Mia has or had that number: choose another one.");
    press("Esc");
    keys("x");
    expect(preview()).toBe("“x” is no staff number: 1 to 6 digits, the first one not 0.");
    press("Esc Enter");
    keys("cashier");
    press("Enter");
    keys("7391");
    press("Enter");
    keys("7391");
    press("Enter");

    await vi.waitFor(() => expect(till.message()).toBe("Lena can sign in now."), PATIENCE);
    expect(till.rows().map(({ label }) => label)).toContain("5 Lena");
  });

  test("a setting that is no choice says beside it what is typed there", async () => {
    const { till } = await office(":settings");
    const rows = till.rows().filter(({ choices }) => choices === undefined);
    const silent = rows.filter(({ hints = [] }) => hints.length === 0);

    expect(silent.map(({ label }) => label)).toEqual([]);
  });

  test("a field that says nothing offers no sign that takes it away", async () => {
    const { till } = await opened("flat white");
    const hints = till.rows().map(({ label, hints: own = [] }) => [label, own.join(" ")]);

    expect(Object.fromEntries(hints)).toMatchObject({
      PLU: "- takes it away",
      "Kitchen name": "",
    });
  });

  test("a new group of options waits for its first option", async () => {
    const { keys, press, till } = await office(":office");
    press("3");
    keys("+Topping");
    press("Enter");
    keys("Honey 0.50");
    press("Enter");

    expect(till.message()).toBe("New option: Honey 0.50.");
    expect(till.title()).toBe("Back office: Options: Topping");
  });

  test("a setting that no text stands for says so before Enter", async () => {
    const { keys, preview, press, till } = await office(":settings");
    const at = till.rows().findIndex(({ label }) => label === "Scale labels");
    for (let row = 0; row < at; row += 1) press("Down");
    keys("x");

    expect(preview()).toBe("It is not typed here: it stays as it is.");
  });

  test("a PIN that can't be one is told at once, and Esc keeps who is half made", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("Lena");
    press("Enter");
    keys("7");
    press("Enter");
    keys("cashier");
    press("Enter");
    expect(till.side().join(" ")).toContain("4 to 8 digits");
    keys("12");
    press("Enter");
    expect(till.message()).toBe("A PIN of 4 to 8 digits is needed: choose another one.");
    keys("1234");
    press("Enter");
    expect(till.message()).toMatch(/guess|1234/u);
    keys("7391");
    press("Enter");
    press("Esc");
    expect(till.message()).toBe("Type the PIN anew; Esc again leaves it.");
    press("Esc");
    expect(till.message()).toBe("Lena is not saved yet: Esc again drops what is typed.");
    keys("7392");
    press("Enter");
    expect(till.message()).toBe("Now the same PIN once more.");
    press("Esc Esc");
    expect(till.title()).toBe("Back office: People: New: Lena");
    press("Esc");
    expect(till.title()).toBe("Back office: People");
  });

  test("somebody's new PIN is checked before it is typed twice, and Esc begins it anew", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("mia");
    press("Enter");
    keys("11");
    press("Enter");
    expect(till.message()).toBe("A PIN of 4 to 8 digits is needed: choose another one.");
    keys("7391");
    press("Enter Esc");
    expect(till.title()).toBe("Back office: People: Mia");
    press("Esc");
    expect(till.title()).toBe("Back office: People");
  });

  test("a setting is found by its name in the menu, on whichever page it stands", async () => {
    const { keys, till, press } = await office(":office");
    keys("round");
    expect(till.rows().map(({ label, detail }) => `${label}: ${detail}`)).toEqual(
      expect.arrayContaining(["Cash rounding: Shop", "Tax rounding: Shop"]),
    );
    keys("ing");
    press("Enter");

    expect(till.title()).toBe("Back office: Shop");
    expect(till.side(0)[0]).toMatch(/^Cash rounding/u);
    press("Esc");
    keys("foot");
    press("Enter");
    expect(till.title()).toBe("Back office: Receipt");
  });

  test("a price is shown as it becomes, and not as it was typed", async () => {
    const { keys, till, press, preview } = await office(":office");
    press("1");
    keys("Bouillon");
    press("Enter");
    keys("5,5");
    expect(preview()).toBe("New: Bouillon, 5.50");
    keys(" from 2026-12-01");
    expect(preview()).toBe("New: Bouillon, 5.50 from 2026-12-01 on");
    press("Esc");
    keys("5,5");
    press("Enter Enter Enter");
    expect(till.message()).toMatch(/5\.50/u);
  });

  test("somebody new is called as others are after a plus", async () => {
    const { keys, preview, press, till } = await office(":office");
    press("6");
    keys("mi");
    expect(till.pane(0)).toContain("Mia");
    press("Esc");
    keys("+Mi");
    expect(preview()).toBe("New: Mi");
    press("Enter");

    expect(till.title()).toBe("Back office: People: New: Mi");
  });

  test("a person gets a badge, scanned or typed, and loses it", async () => {
    const { keys, till, press, preview } = await office(":office");
    function badge() {
      const people = till.state().session?.office.people();
      return people?.ok === true ? people.value[0]?.badge : undefined;
    }
    press("6");
    keys("mia");
    press("Enter Down Down");

    till.keyboard.scan("9000000001");
    expect(preview()).toBe("Badge nothing → 9000000001");
    press("Enter");
    expect(badge()).toBe("9000000001");
    expect(till.message()).toBe("Mia has the badge 9000000001.");
    keys("12345");
    press("Enter");
    expect(till.message()).toMatch(/^A badge is 6 to 40/u);
    press("Esc");
    keys("-");
    press("Enter");
    expect(badge()).toBe("");
    press("Ctrl-Z");

    expect(badge()).toBe("9000000001");
    press("Esc Esc Esc Ctrl-L");
    till.keyboard.scan("9000000001");
    expect(till.state().logIn).toMatchObject({ step: "pin", number: "1" });
  });

  test("a person gets a language, from the next log-in on, and the shop's again", async () => {
    const { keys, till, press, preview } = await office(":office");
    function language() {
      const people = till.state().session?.office.people();
      return people?.ok === true ? people.value[0]?.language : undefined;
    }
    press("6");
    keys("mia");
    press("Enter Down Down Down Down");

    keys("fr");
    expect(preview()).toBe("Language nothing → Français");
    press("Enter");
    expect(language()).toBe("fr");
    expect(till.message()).toBe("Mia's screens: Français, from the next log-in on.");
    press("Ctrl-Z");
    expect(language()).toBeUndefined();
    expect(till.message()).toBe("Mia's screens: as the shop, from the next log-in on.");
    keys("de-ch");
    press("Enter");
    keys("-");
    press("Enter");

    expect(language()).toBeUndefined();
  });

  test("a person is disabled and enabled, and gets another PIN", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("mia");
    press("Enter Down");
    keys("no");
    press("Enter");
    expect(till.message()).toBe("Mia can't sign in any more.");
    press("Ctrl-Z");
    expect(till.message()).toBe("Mia can sign in again.");
    press("Up");
    keys("7391");
    press("Enter");
    keys("7391");
    press("Enter");
    await vi.waitFor(() => expect(till.message()).toBe("Mia has a new PIN."), PATIENCE);
  });

  test("half a PIN goes when the arrows leave its row, before anybody can read it", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("mia");
    press("Enter");
    keys("739");
    press("Down");
    expect(till.state().office?.text).toBe("");
  });

  test("Esc leads back to the row of whom it leaves, however they were found", async () => {
    const { keys, till, press } = await office(":office");
    press("6");
    keys("ravi");
    press("Enter Esc");
    expect(till.side(0).join()).toContain("Ravi");
  });
});

describe("whoever may not", () => {
  test("sees the page, and changes it with the word of one who may", async () => {
    const { keys, till, press } = await opened("flat white", "1");
    expect(till.side().join(" ")).toContain("To change: Ravi.");
    press("Down");
    keys("3.80");
    press("Enter");
    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    expect(till.product()?.price).toBe(360);

    keys("4444");
    press("Enter");

    await vi.waitFor(() => expect(till.message()).toBe("Price 3.60 → 3.80."), PATIENCE);
    expect(till.product()?.price).toBe(380);
    expect(till.state()).toMatchObject({ screen: "office", office: { text: "" } });
  });

  test("sees nobody's name in the list of people", async () => {
    const { till, press } = await office(":office", "1");

    press("6");

    expect(till.pane(0).trim()).toBe("");
    expect(till.side().join(" ")).toContain("To change: Ravi.");
  });
});

test("it speaks the shop's language", async () => {
  const { press, keys, till } = await german.office(":verwaltung");
  press("1");
  keys("flat white");
  press("Enter Down");
  keys("3,80");
  press("Enter");

  expect(till.message()).toBe("Preis 3,60 → 3,80.");
  expect(till.title()).toBe("Verwaltung: Artikel: Flat white");
});

test("when receipts come out is said and typed in its words", async () => {
  const { press, keys, till } = await german.office(":verwaltung");
  press("8");
  const at = till.rows().findIndex(({ label }) => label === "Bons");
  expect(till.rows()[at]?.detail).toBe("immer");
  for (let row = 0; row < at; row += 1) press("Down");

  keys("immer takeaway=nie");
  press("Enter");
  expect(till.message()).toBe("Bons immer → immer takeaway=nie.");
  expect(till.rows()[at]?.detail).toBe("immer, takeaway=nie");

  press("Up");
  keys("auf-wunsch");
  press("Enter");
  expect(till.rows()[at]?.detail).toBe("auf-wunsch");
  keys("never");
  press("Enter");
  expect(till.rows()[at]?.detail).toBe("nie");
});

test.for([
  ["fr", ":gestion", "3,80 dès lundi", "23/11/2026"],
  ["fr", ":gestion", "3,80 dès le 1/12", "01/12/2026"],
  ["es", ":gestion", "3,80 desde lunes", "23/11/2026"],
  ["es", ":gestion", "3,80 desde el 2026-12-01", "01/12/2026"],
  ["de", ":verwaltung", "3,80 ab Montag", "23.11.2026"],
  ["nl", ":beheer", "3,80 vanaf 1-12", "01-12-2026"],
  ["it", ":gestione", "3,80 da lunedì", "23/11/2026"],
  ["it", ":gestione", "3,80 dal 1/12", "01/12/2026"],
  ["pt", ":gestao", "3,80 desde segunda", "23/11/2026"],
  ["pl", ":zaplecze", "3,80 od poniedziałku", "23.11.2026"],
] as const)(
  "in %s a price is planned in its words: %s %s",
  async ([language, word, typed, day]) => {
    const cafe = await newCafe();
    const open = cafe.open();
    const ravi = { number: "4", name: "Ravi" };
    valueOf(changeSetting(open.till, ravi, { key: "language", texts: [language] }));
    await open.close();
    const register = openRealRegister(cafe);
    await register.logIn("4", "4444");

    register.type(word);
    register.press("Enter", "1");
    register.type("flat white");
    register.press("Enter", "Down");
    register.type(typed);
    register.press("Enter");

    expect(register.message()).toMatch(/ 3,80 /u);
    expect(register.message()).toContain(` ${day}.`);
  },
);

describe("the order", () => {
  test("and what is typed stay where they are; other keys wait", async () => {
    const { keys, till, press } = await office("");
    keys("flat");
    press("Enter");
    keys("cro");
    press("F10");
    keys("office");
    press("Enter 1 F9");
    expect(till.message()).toBe("Esc leaves the back office first.");
    keys("zzz");
    press("Esc Esc Esc");

    expect(till.state()).toMatchObject({ screen: "register", text: "cro" });
    expect(till.state().order?.lines).toHaveLength(1);
  });

  test("a scan finds the product, and sells nothing", async () => {
    const { till, press } = await office(":office");
    press("1");
    till.keyboard.scan("5449000000996");

    expect(till.state().office?.text).toBe("5449000000996");
    expect(till.state().order).toBeUndefined();
  });
});

/** Overnight nothing happens that a test looks at: what falls due falls due in the morning. */
function nextDay(clock: ManualClock): void {
  clock.set(clock.nowMs() + DAY_MS);
  clock.advance(1000);
}
