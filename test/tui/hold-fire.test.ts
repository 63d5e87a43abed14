import { describe, expect, test } from "vitest";

import { orderRows } from "../../src/tui/panes/order-rows.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

describe("hold", () => {
  test("lets the kitchen wait with the selected line, and no longer when it is said again", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type(":hold").press("Enter");
    expect(it.message()).toBe("The kitchen is to wait with 1 × Latte.");
    expect(orderPane(it)).toMatch(/Latte.*\n +waits/u);

    it.type(":hold").press("Enter");
    expect(it.message()).toBe("1 × Latte: goes when it is sent.");
    expect(it.done().slice(-2)).toEqual(["hold line-1", "let go line-1"]);
  });

  test("takes lines by their numbers, and a course", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("coffee").press("Enter");
    it.type(";2").press("Enter");
    it.type("lat").press("Enter");

    it.type(":hold 1+2").press("Enter");
    it.type(":hold ;2").press("Enter");

    expect(it.done().slice(-2)).toEqual(["hold line-1 line-2", "hold line-3"]);
  });

  test.each([
    ["9", "There is no line 9 on this order."],
    [";7", "Nothing on this order is in course 7."],
    ["soup", "Hold takes a line (4), several (2+5) or a course (;2), not “soup”."],
  ])("says why it can't hold %s, and keeps the text", async (object, sentence) => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type(`:hold ${object}`).press("Enter");

    expect(it.message()).toBe(sentence);
    expect(it.store.getState().text).toBe(`:hold ${object}`);
  });
});

describe("Ctrl-F", () => {
  test("fires the next course, and says what", async () => {
    const it = await loggedIn();
    it.type("2*lat").press("Enter");
    it.type(":hold").press("Enter F2");

    it.press("Ctrl-F");

    expect(it.message()).toBe("Fired: 2 × Latte.");
    expect(it.done().at(-1)).toBe("fire next");
  });

  test("fires the course that is typed before it, and nothing for any other text", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type(":hold").press("Enter F2");

    it.type("soup").press("Ctrl-F");
    expect(it.message()).toBe("Ctrl-F takes the number of a course, not “soup”.");

    it.press("Esc");
    it.type("3").press("Ctrl-F");
    expect(it.done().at(-1)).toBe("fire 3");
  });

  test("is for an order with goods", async () => {
    const it = await loggedIn();

    it.press("Ctrl-F");

    expect(it.message()).toBe("The order is empty.");
  });
});

function orderPane(it: Session): string {
  const size = { width: 40, height: 12, signs: "ascii" } as const;
  return orderRows(it.store.till, it.store.getState(), size)
    .map(({ text }) => text)
    .join("\n");
}
