/** The shop with 20,000 goods, whose names begin alike: which of them it is must be seen in every window. */

import { expect, test } from "vitest";

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toCatalogue } from "../../src/domain/founding/shop-fixture.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { textWidth } from "../../src/domain/text/text-width.ts";
import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { goodsPages, goodsRows } from "../../src/tui/rows/goods-rows.ts";
import { orderWidth } from "../../src/tui/screens/register-frame.ts";
import { createFakeTill, englishTill } from "../support/fake-till-port.ts";
import { loggedIn, type Session, withSession } from "../support/pressed-register.ts";
import { valueOf } from "../support/shop.ts";

const catalogue = toCatalogue(valueOf(loadFixture("grocery")));
const names = new Set([...catalogue.productsBySku.values()].map(({ name }) => name));
const HEIGHT = 17;
const SEARCHES = [
  "bella valle choc",
  "bella valle",
  "coffee caps",
  "choc dark",
  "every",
  "a",
  "4001",
];

test.each([80, 120, 200])("each hit is known from every other at %i columns", async (columns) => {
  const it = await loggedIn(() => ({ catalogue: () => catalogue }));

  for (const text of SEARCHES) {
    it.type(text);
    const shown = namesIn(hits(it, columns));
    expect(shown.length).toBeGreaterThanOrEqual(text === "4001" ? 1 : 7);
    expect(shown.filter((name) => !names.has(name))).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
    it.press("Esc");
  }
});

test("the arrows reach each hit, and it is seen whole", async () => {
  const it = await loggedIn(() => ({ catalogue: () => catalogue }));
  it.type("bella valle choc");

  const reached = Array.from({ length: 22 }, () => {
    const rows = hits(it, 80);
    const chosen = rows.filter(({ look }) => look === "reverse");
    it.press("Down");
    return namesIn(chosen).join();
  });

  expect(new Set(reached).size).toBe(22);
  expect(reached.filter((name) => !names.has(name))).toEqual([]);
});

test.each([80, 120, 200])("each line is known from every other at %i columns", async (columns) => {
  const it = await loggedIn();
  const alike = [...names].filter((name) => name.startsWith("Bella Valle chocolate dark"));
  for (let count = 0; count < alike.length; count += 1) it.type("100").press("Enter");
  const state = it.store.getState();
  const lines = state.order?.lines.map((line, at) => ({ ...line, name: alike[at] ?? "" }));
  const order = state.order && { ...state.order, lines: lines ?? [] };

  const width = orderWidth(columns);
  const size = { width, height: HEIGHT, signs: "all" } as const;
  const rows = orderRows(it.store.till, { ...state, order }, size);

  expect(alike.length).toBeGreaterThan(2);
  const texts = rows.map(({ text }) =>
    text
      .slice(12)
      .replace(/ +\d+\.\d\d $/u, "")
      .trim(),
  );
  for (const name of alike) expect(texts.join(" ")).toContain(name);
  expect(rows.filter(({ text }) => textWidth(text) !== width)).toEqual([]);
});

test.each([80, 120, 200])("goods beside an empty order are whole at %i columns", (columns) => {
  const till = englishTill(createFakeTill({ catalogue }));
  const width = columns - orderWidth(columns) - 1;

  for (const [page, { products }] of goodsPages(catalogue).entries()) {
    const rows = goodsRows(till, page, { width, height: HEIGHT, signs: "all" });
    const text = rows.map((it) => it.text.slice(0, 38)).join("\n");
    expect(text).toContain(products[0]?.name.split(" ")[0]);
    expect(rows.length).toBeLessThanOrEqual(HEIGHT);
    expect(rows.filter((it) => textWidth(it.text) > width)).toEqual([]);
  }
});

test("in a list of what comes back each name is whole, and so is what stands beside it", async () => {
  const long = "Bella Valle chocolate dark seventy per cent with hazelnuts";
  const awkward = [long, `${long} and salt`, "Donaudampfschifffahrtsgesellschaftskapitänsschnitte"];
  const lines = awkward.map((name, at) => ({
    line: `line-${at}` as EventId,
    items: [{ line: `line-${at}` as EventId, left: thousandths(9000) }],
    name,
    soldBy: "each" as const,
    left: thousandths(9000),
    leftNet: minor(123_456),
    usualFate: "waste" as const,
  }));
  const ids = { id: "receipt" as EventId, order: "sold" as EventId };
  const money = { tenders: [], beyond: [], overpaid: undefined, staying: [] };
  const receipt = { ...ids, number: "A-000009", lines, ...money };
  const it = await loggedIn(withSession({ receipt: () => ok(receipt) }));
  it.type(":return 9").press("Enter");
  const state = it.store.getState();
  if (state.list === undefined) throw new Error("No list is open.");

  for (const [at, name] of awkward.entries()) {
    const size = { width: 39, height: 9, signs: "all", block: "#" } as const;
    const rows = sideRows(it.store.till, { ...state, list: { ...state.list, at } }, size);
    const chosen = rows.filter(({ look }) => look === "reverse").map(({ text }) => text.slice(3));

    expect(chosen.length).toBeGreaterThan(1);
    expect(chosen[0]).toContain("1234.56");
    expect(chosen.join("").replace("1234.56", "").replaceAll(/\s+/gu, "")).toBe(
      `9×${name.replaceAll(" ", "")}`,
    );
    expect(rows.filter(({ text }) => textWidth(text) > size.width)).toEqual([]);
    expect(rows.length).toBeLessThanOrEqual(size.height);
  }
});

test("a note is whole in the narrowest window", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");
  const note = "no nuts no sesame no celery: severe allergy, table 7 seat 2, tell the chef";
  it.type(`'${note}`).press("Enter");

  const rows = orderRows(it.store.till, it.store.getState(), {
    width: 40,
    height: HEIGHT,
    signs: "all",
  });

  const told = rows.filter(({ look }) => look === "bold").map(({ text }) => text.trim());
  expect(told.join(" ")).toContain(`"${note}"`);
});

function hits({ store }: Session, columns: number): ReturnType<typeof sideRows> {
  const width = columns - orderWidth(columns) - 1;
  const size = { width, height: HEIGHT, signs: "all", block: "#" } as const;
  return sideRows(store.till, store.getState(), size);
}

/** Without number, code and price; what stands below goes on with the name. */
function namesIn(rows: ReturnType<typeof sideRows>): ReadonlyArray<string> {
  const shown: string[] = [];
  for (const { text, look } of rows) {
    if (look === "bold" || text.trim() === "") continue;
    const [, head, rest = ""] = /^( . )(.*)$/u.exec(text) ?? [];
    const name = rest.replace(/( +\d{4,5})? +\d+\.\d\d(\/kg)? *$/u, "").trim();
    const isBelow = rest.trim() === name && !/\.\d\d/u.test(rest);
    if (isBelow && head?.trim() === "") shown.push(`${shown.pop() ?? ""} ${name}`.trim());
    else shown.push(name);
  }
  return shown;
}
