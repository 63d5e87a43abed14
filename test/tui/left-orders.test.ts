/** Work that is not settled stands on the locked screen, and whoever comes onto it is told whose it is. */

import { expect, test } from "vitest";

import { textWidth } from "../../src/domain/text/text-width.ts";
import { peopleRows, unsettledRows } from "../../src/tui/screens/log-in-frame.ts";
import { cafeCopies } from "../support/cafe.ts";
import { openRealRegister } from "../support/real-register.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "FLAT-WHITE" || sku === "CROISSANT" });
const size = { width: 80, height: 8, signs: "all" } as const;
const MINUTE_MS = 60_000;

test("an order that is left on the screen is told, on the lock and to the next who comes", async () => {
  const cafe = await newCafe();
  const it = openRealRegister(cafe);
  await it.logIn("3", "3333");
  it.type("croissant");
  it.press("Enter");
  const number = it.store.getState().order?.number ?? "";
  cafe.clock.advance(2 * MINUTE_MS);

  it.press("Ctrl-L");
  const [title, first] = rowsOf(it);
  expect(title).toBe("Not settled here:");
  expect(first).toMatch(new RegExp(`^${number} Chiara \\d+\\.\\d\\d 14:32$`, "u"));
  await it.logIn("1", "1111");

  expect(it.message()).toBe(`Hello Mia. ${number} is Chiara's, 2 min: F6 parks it.`);
  expect(it.store.getState()).toMatchObject({ othersOrder: { owner: "Chiara" } });
  it.press("F6", "Ctrl-L");
  expect(rowsOf(it)[1]).toContain(`${number} Chiara`);
  await it.logIn("3", "3333");
  expect(it.message()).toBe("Hello Chiara.");
});

test("whoever comes back to an own order is greeted, and what is paid is not told", async () => {
  const it = openRealRegister(await newCafe());
  await it.logIn("3", "3333");
  it.type("croissant");
  it.press("Enter", "Ctrl-L");
  await it.logIn("3", "3333");
  expect(it.message()).toBe("Hello Chiara.");
  it.press("F9", "Enter", "Ctrl-L");

  expect(rowsOf(it)).toEqual([]);
});

test("more orders than there is room for are counted", async () => {
  const it = openRealRegister(await newCafe());
  await it.logIn("3", "3333");
  for (let count = 0; count < 9; count += 1) {
    it.type("croissant");
    it.press("Enter", "F6");
  }
  it.press("Ctrl-L");

  const rows = rowsOf(it);
  expect(rows).toHaveLength(4);
  expect(rows.at(-1)).toBe("and 5 more: F6 lists them after the log-in.");
});

test("people who have no room in the list are counted, and a large window has room for them", async () => {
  const { store } = openRealRegister(await newCafe());
  const people = Array.from({ length: 30 }, (_, at) => ({ number: `${at + 1}`, name: `P${at}` }));

  const [narrow, wide] = [80, 200].map((width) =>
    peopleRows(store.till, people, { ...size, width }).map(({ text }) => text.trim()),
  );

  expect(narrow).toHaveLength(8);
  expect(narrow?.at(-1)).toBe("and 16 more people: type your number or name.");
  expect(wide).toHaveLength(6);
  expect(wide?.at(-1)).toContain("P29");
});

function rowsOf({ store }: ReturnType<typeof openRealRegister>): ReadonlyArray<string> {
  const rows = unsettledRows(store.till, size);
  for (const { text } of rows) expect(textWidth(text)).toBeLessThanOrEqual(size.width);
  return rows.map(({ text }) => text.trim()).filter((text) => text !== "");
}
