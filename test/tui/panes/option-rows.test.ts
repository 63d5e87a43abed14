import { describe, expect, test } from "vitest";

import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type Session, loggedIn } from "../../support/pressed-register.ts";

const size = { width: 39, height: 17, signs: "all", block: "#" } as const;

describe("the options beside the order", () => {
  test.each(["101/", "3*lat/"])("are listed for %s, by their numbers", async (text) => {
    const it = await loggedIn();

    it.type(text);

    expect(sidePane(it)).toEqual([
      " Latte, options",
      " Milk, at most 1:",
      "  /1 [x] Cow milk",
      "  /2 [ ] Oat milk                 0.50",
      " Extras, at most 3:",
      "  /3 [ ] Extra shot               0.60",
    ]);
  });

  test("show what the line has taken so far", async () => {
    const it = await loggedIn();

    it.type("lat/2/3/3");

    expect(sidePane(it)).toEqual(
      expect.arrayContaining([
        "  /1 [ ] Cow milk",
        "  /2 [x] Oat milk                 0.50",
        "  /3 [2] Extra shot               0.60",
      ]),
    );
  });

  test("are those of the selected line after a stroke alone", async () => {
    const it = await loggedIn();

    it.type("lat/2").press("Enter");
    expect(it.message()).toBe("1 × Latte + Oat milk.");
    it.type("/");

    expect(sidePane(it)).toContain("  /2 [x] Oat milk                 0.50");
  });

  test("have their groups beside them where there is no room for heads", async () => {
    const it = await loggedIn();

    it.type("101/");
    const low = { ...size, height: 3 };
    const rows = sideRows(it.store.till, it.store.getState(), low).map(({ text }) => text);

    expect(rows).toEqual([
      "  /1 [x] Cow milk      Milk, at most 1 ",
      "  /2 [ ] Oat milk                 0.50 ",
      "  /3 [ ] Extra shot       Extras  0.60 ",
    ]);
    expect(sideRows(it.store.till, it.store.getState(), { ...low, height: 2 })[1]?.text).toContain(
      "and 2 more",
    );
  });

  test("are not shown for goods that have none", async () => {
    const it = await loggedIn();

    it.type("100/");

    expect(sidePane(it)[0]).not.toContain("options");
  });
});

test("a change of the line is told by its options", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter");
  it.type("/oat").press("Enter");

  expect(it.message()).toBe("Latte + Oat milk.");
  it.type("*2").press("Enter");
  it.type("/cow").press("Enter");
  expect(it.message()).toBe("2 × Latte + Cow milk.");
});

test("two of a choice of one are refused", async () => {
  const it = await loggedIn();

  it.type("lat/1/2").press("Enter");

  expect(it.message()).toBe("Latte: at most 1 of Milk.");
  expect(it.done()).toEqual([]);
});

function sidePane({ store }: Session): ReadonlyArray<string> {
  return sideRows(store.till, store.getState(), size)
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}
