import { describe, expect, test } from "vitest";

import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { spokenTo } from "../../support/plain-register.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

const SIZE = { width: 39, height: 16, signs: "all", block: "#" } as const;

describe("the messages", () => {
  test("are listed with their times, the newest first", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.later(60_000);
    it.type("zzz").press("Enter Esc");

    it.type(":messages").press("Enter");

    expect(rows(it)).toEqual([
      "00:17 Nothing is called “zzz”. Esc clears, ? helps.",
      "00:16 1 × Latte.",
      "00:16 Hello Anna.",
    ]);
  });

  test("are under F10, found by their word, and searched by words", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("100").press("Enter F10");
    it.type("messages").press("Enter");
    expect(it.store.getState().list?.type).toBe("messages");

    it.type("coffee");

    expect(rows(it)).toEqual(["00:16 1 × Coffee."]);
  });

  test("show all of the one that the arrows stand on, and Enter does nothing", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter 2 F2 Esc");
    it.type(":messages").press("Enter");
    const before = it.done();

    const pane = side(it);
    expect(pane).toContain("Enter adds what is typed first;");
    expect(pane).toContain("F2 sends the order.");
    it.press("Down Down Enter");

    expect(side(it)).toMatch(/\n 00:16 Hello Anna\.\n\n arrows; letters search; Esc goes back$/u);
    expect(it.done()).toEqual(before);
    it.press("Esc");
    expect(it.store.getState().list).toBeUndefined();
  });

  test("have an end", async () => {
    const it = await loggedIn();
    for (let times = 0; times < 60; times += 1) it.type(`zz${times}`).press("Enter Esc");

    const { messages } = it.store.getState();

    expect(messages).toHaveLength(50);
    expect(messages[0]?.text).toBe("Nothing is called “zz59”. Esc clears, ? helps.");
  });

  test("end at the lock, and are nobody's at the locked screen", async () => {
    const it = await loggedIn();
    it.type("zz1").press("Enter Esc Ctrl-L");
    expect(it.store.getState().messages).toEqual([]);
    it.press("Esc");
    it.type(":messages").press("Enter");
    expect(it.store.getState().list).toBeUndefined();
    it.press("1 Enter 1 2 3 4 Enter");
    await it.settled();

    const { messages } = it.store.getState();

    expect(messages[0]?.text).toBe("Hello Anna.");
    expect(JSON.stringify(messages)).not.toMatch(/zz1|1234/u);
  });

  test("end with who was told them when a colleague comes", async () => {
    const it = await loggedIn();
    it.type("zz1").press("Enter Esc 2 Ctrl-L");
    it.type("2345").press("Enter");
    await it.settled();

    expect(it.store.getState().session?.staffName).toBe("Bekim");
    expect(it.store.getState().messages.map(({ text }) => text)).toEqual(["Hello Bekim."]);
  });

  test.each([
    ["Anna", "the lock", "Ctrl-L Esc 1 Enter 1 2 3 4 Enter"],
    ["Bekim", "a change of person", "2 Ctrl-L 2 3 4 5 Enter"],
  ])("tell %s after %s no customer's phone", async (name, _, keys) => {
    const it = await loggedIn();
    it.type("&0660 999").press("Enter");
    expect(JSON.stringify(it.store.getState().messages)).toContain("0660 999");

    it.press(`Esc ${keys}`);
    await it.settled();

    expect(it.store.getState().session?.staffName).toBe(name);
    expect(JSON.stringify(it.store.getState())).not.toContain("0660");
  });

  test("are not forgotten when a colleague gives up", async () => {
    const it = await loggedIn();
    it.press("2 Ctrl-L Esc");

    expect(it.store.getState().messages.map(({ text }) => text)).toEqual([
      "Anna goes on.",
      "Bekim: type your PIN, then Enter. Esc: Anna goes on.",
      "Hello Anna.",
    ]);
  });

  test("are read out in lines", async () => {
    const it = await spokenTo();
    it.says("lat/2");

    const said = it.says(":messages");

    expect(said[0]).toBe("Messages");
    expect(said.join("\n")).toContain("00:16 Hello Anna.");
  });
});

function rows({ store }: Session): ReadonlyArray<string> {
  return rowsOf(store.till, store.getState()).map(({ label }) => label);
}

function side({ store }: Session): string {
  return sideRows(store.till, store.getState(), SIZE)
    .map(({ text }) => text.trimEnd())
    .join("\n")
    .trimEnd();
}
