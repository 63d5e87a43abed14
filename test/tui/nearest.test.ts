import { describe, expect, test } from "vitest";

import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

const SIZE = { width: 39, height: 12, signs: "all", block: "#" } as const;

describe("goods that are spelled like what was typed", () => {
  test.each(["Down Enter", "Alt-1"])("are taken by %s", async (keys) => {
    const it = await loggedIn();
    it.type("cofee").press("Enter");

    it.press(keys);

    expect(it.done()).toEqual(["add 1 COFFEE"]);
    expect(it.store.getState()).toMatchObject({ text: "", hit: undefined });
  });

  test("stand beside the order as hits do, and the preview says what Enter does", async () => {
    const it = await loggedIn();
    it.type("cofee");
    expect(side(it)).toBe("");
    it.press("Enter");

    expect(side(it)).toMatch(/^Nearest +Down, Enter or Alt-1\.\.9\n1 Coffee +100 +2\.80$/u);
    it.press("Down");
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({
      type: "ready",
      preview: "Coffee = 2.80",
    });
  });

  test.each([
    ["3*cofee", "add 3 COFFEE"],
    ["Cofee=2.50", "add 1 COFFEE"],
    ["<cofee", "add -1 COFFEE"],
  ])("keep what stands around the name: %s", async (typed, done) => {
    const it = await loggedIn();
    it.type(typed).press("Enter");
    expect(it.message()).toContain("Nearest: Coffee.");

    it.press("Alt-1");

    expect(it.done()).toEqual([done]);
  });

  test("are no hits of another text", async () => {
    const it = await loggedIn();
    it.type("cofee").press("Enter");

    it.type("zzz");
    it.press("Down Alt-1");

    expect(it.done()).toEqual([]);
    expect(side(it)).toBe("");
  });

  test("are listed and chosen in lines", async () => {
    const it = await spokenTo();

    expect(it.says("cofee")).toContain(":1 Coffee, 2.80");
    it.says(":1");

    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });
});

function side({ store }: Session): string {
  return sideRows(store.till, store.getState(), SIZE)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join("\n");
}
