import { expect, test } from "vitest";

import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { type Session, loggedIn } from "../../support/pressed-register.ts";

const size = { width: 40, height: 17, signs: "all" } as const;

test("an option's price stands in brackets, because the sum has it already", async () => {
  const it = await loggedIn();

  it.type("2*lat/2/3/3").press("Enter");

  expect(pane(it)).toEqual([
    ">  1      2 Latte                 10.20",
    "            + Oat milk (0.50)",
    "            + 2 Extra shot (0.60 each)",
    "  TOTAL                           10.20",
  ]);
});

test("a line that is gone is not shown, and the next has its number", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter F5");
  it.type("100").press("Enter");

  expect(pane(it)[0]).toMatch(/^> {2}1 +1 Coffee/u);
  expect(pane(it).join("\n")).not.toContain("Latte");
});

test("a voided line that the kitchen had stays in sight", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter F2 F5 1");

  expect(pane(it).join("\n")).toContain("void: Latte");
});

test("a line that is served otherwise than its order says so", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter");
  it.type("100").press("F3");

  expect(pane(it)).toContain("            Takeaway");
});

test("weighed goods have their unit", async () => {
  const it = await loggedIn();

  it.type("0.350*88").press("Enter");

  expect(it.message()).toBe("0.350 kg × Salmon.");
  expect(pane(it)[0]).toMatch(/ 0\.350 kg × Salmon +11\.20$/u);
});

test("an exempt sale has a row for a tax that its prices bear, and none for one that comes on top", async () => {
  const it = await loggedIn();
  it.type("100").press("Enter");
  const state = it.store.getState();
  const rate = milliPercent(8875);
  const tax = { label: "Sales tax", rate, included: false, net: minor(240), tax: minor(0) };
  function rowsOfSpared(exempt: number): ReadonlyArray<string> {
    const taxes = [{ ...tax, exempt: minor(exempt) }];
    const order = state.order && { ...state.order, taxes };
    return orderRows(it.store.till, { ...state, order }, size).map(({ text }) => text.trim());
  }

  expect(rowsOfSpared(20).some((text) => /^less Sales tax +-0\.20$/u.test(text))).toBe(true);
  expect(rowsOfSpared(0).join("\n")).not.toContain("Sales tax");
});

test("every tax that is added has its row, so that the rows make the total", async () => {
  const it = await loggedIn();
  it.type("100").press("Enter");
  const state = it.store.getState();
  const rate = milliPercent(5000);
  const added = ["State tax", "City tax", "Sugar tax"].map((label, at) => {
    return { label, rate, included: false, net: minor(280), tax: minor(14 + at) };
  });
  const order = state.order && { ...state.order, taxes: added, total: minor(280 + 14 + 15 + 16) };

  const texts = orderRows(it.store.till, { ...state, order }, size).map(({ text }) => text.trim());

  const sums = texts.flatMap((text) => /(?<sum>\d+\.\d\d)$/u.exec(text)?.groups?.["sum"] ?? []);
  const cents = sums.map((sum) => Math.round(Number(sum) * 100));
  expect(cents.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(cents.at(-1));
  expect(cents).toHaveLength(5);
});

test("an order that isn't whole says why", async () => {
  const it = await loggedIn();
  it.type("100").press("Enter");
  const state = it.store.getState();
  const order = state.order && {
    ...state.order,
    incomplete: ["not-heard", "not-readable"] as const,
  };

  const rows = orderRows(it.store.till, { ...state, order }, size).map(({ text }) => text.trim());

  expect(rows).toContain("INCOMPLETE: not all heard yet");
  expect(rows).toContain("INCOMPLETE: update this till");
});

test("what was given back is not paid any more", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");
  const state = it.store.getState();
  const [paid, refunded] = [minor(1000), minor(-300)];
  const order = state.order && { ...state.order, status: "paid" as const, paid, refunded };

  const rows = orderRows(it.store.till, { ...state, order }, size).map(({ text }) => text.trim());

  expect(rows).toContainEqual(expect.stringMatching(/^paid +7\.00$/u));
});

function pane({ store }: Session): ReadonlyArray<string> {
  return orderRows(store.till, store.getState(), size)
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}

test("a discount stands under its line, in brackets because the sum is without it", async () => {
  const it = await loggedIn();

  it.type("3*lat").press("Enter");
  it.type("-10%").press("Enter");

  const rows = orderRows(it.store.till, it.store.getState(), size).map(({ text }) => text);
  expect(rows[0]).toMatch(/3 Latte +9\.18 $/u);
  expect(rows[1]?.trim()).toBe("- 10% off (-1.02)");
});

test("lines that don't fit are counted, above and below", async () => {
  const it = await loggedIn();
  for (let count = 0; count < 30; count += 1) it.type("100").press("Enter");

  expect(pane(it)[0]).toBe("  15 more rows above");
  it.store.dispatch([{ type: "key", key: "home" }]);
  for (let count = 0; count < 20; count += 1) it.press("Left");

  const rows = pane(it);
  expect(rows[0]).toBe("  9 more rows above");
  expect(rows.findIndex((text) => text.startsWith(">"))).toBe(1);
  expect(rows.find((text) => text.includes("below"))).toMatch(/^ {2}\d+ more rows below$/u);
});
