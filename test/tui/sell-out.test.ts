import { describe, expect, test } from "vitest";

import { thousandths } from "../../src/domain/money/amounts.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { goodsRows } from "../../src/tui/rows/goods-rows.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

const size = { width: 40, height: 20, signs: "all" } as const;

test("salmon is sold out with five presses, and nothing is typed any more", async () => {
  const it = await loggedIn();

  const presses = it.press("! s a l Enter");

  expect(presses).toBe(5);
  expect(it.done()).toEqual(["sold out SALMON"]);
  expect(it.message()).toBe("Salmon is sold out, on every till.");
  expect(it.store.getState().text).toBe("");
});

test("what is sold out says so in lists, when asked, and before Enter", async () => {
  const it = await withLeft(0);

  expect(preview(it, "100")).toBe("Coffee is sold out; !* before it puts it back on sale.");
  it.type("?100").press("Enter");
  expect(it.message()).toBe("Coffee is sold out.");
  expect(goodsPane(it)).toMatch(/Coffee +sold out/u);
});

describe("so many left", () => {
  test.each([
    ["!6*100", "Coffee: 6 left", "6 left of COFFEE"],
    ["!100 6", "Coffee: 6 left", "6 left of COFFEE"],
    ["!2.5*88", "Salmon: 2.500 kg left", "2.5 left of SALMON"],
    ["!salmon ,5", "Salmon: 0.500 kg left", "0.5 left of SALMON"],
    ["!0*100", "Coffee: sold out", "sold out COFFEE"],
    ["!*100", "Coffee: there again", "there again COFFEE"],
    ["!4*licor", "Licor: 4 left", "4 left of LICOR"],
    ["!licor 43", "Licor 43: sold out", "sold out LICOR43"],
    ["!licor 5", "Licor: 5 left", "5 left of LICOR"],
    ["!cola 0.33", "Cola 0.33: sold out", "sold out COLA"],
    ["!1664", "1664: sold out", "sold out 1664"],
  ])("%s: %s", async (text, before, done) => {
    const it = await loggedIn();

    expect(preview(it, text)).toBe(before);
    it.type(text).press("Enter");

    expect(it.done()).toEqual([done]);
    expect(it.store.getState().text).toBe("");
  });

  test.each([
    ["!licor 4", "Licor 43: sold out, or Licor: 4 left? !4*name or all of the name."],
    ["!1.5*100", "Coffee is sold by the piece: !6*name for six left."],
    ["!coffee 1.5", "Coffee is sold by the piece: !6*name for six left."],
    ["!99999*88", "Salmon is sold by weight: !2.5*name for 2.500 kg left."],
    ["!6*zzz", "No goods are called zzz."],
  ])("%s does nothing: %s", async (text, why) => {
    const it = await loggedIn();

    expect(preview(it, text)).toBe(why);
    it.type(text).press("Enter");

    expect(it.done()).toEqual([]);
    expect(it.store.getState().text).toBe(text);
  });

  test("says on Enter what it says on every till", async () => {
    const it = await loggedIn();

    it.type("!6*100").press("Enter");

    expect(it.message()).toBe("Coffee: 6 left, on every till.");
  });

  test("stands in the preview, beside the hits and the goods, and in the price", async () => {
    const it = await withLeft(2000);

    expect(preview(it, "100")).toBe("Coffee = 2.80, 2 left");
    expect(preview(it, "<3*100")).toBe("BACK 3 × Coffee -8.40");
    expect(preview(it, "?100")).toBe("Coffee 2.80, 2 left");
    expect(goodsPane(it)).toMatch(/Coffee +2 left {2}2\.80/u);
    it.type("cof");
    const rows = sideRows(it.store.till, it.store.getState(), { ...size, block: "#" });
    expect(rows.map(({ text }) => text).join("\n")).toMatch(/Coffee +2 left {2}100 +2\.80/u);
  });

  test("is said when more is asked for, and the text stays", async () => {
    const it = await withLeft(2000);

    it.type("3*100").press("Enter");

    expect(it.message()).toBe("Coffee: only 2 left. F9 sells it all the same.");
    expect(it.store.getState().text).toBe("3*100");
    expect(it.done()).toEqual([]);
    it.press("Esc");
    it.type("2*100").press("Enter");
    expect(preview(it, "+3")).toBe("Coffee: only 2 left.");
    expect(preview(it, "*5")).toBe("Coffee: only 2 left.");
    expect(preview(it, "*4")).toBe("Coffee: 4 instead of 2");
  });

  test.each([
    ["0200088016003", "Salmon = 16.00, 0.500 kg left"],
    ["0200088016096", "Salmon: only 0.500 kg left."],
  ])("counts the label %s of a scale by what the pack weighs", async (code, sentence) => {
    const it = await loggedIn(() => ({
      left: (sku) => (sku === "SALMON" ? thousandths(500) : undefined),
    }));

    expect(preview(it, code)).toBe(sentence);
  });

  test("is told line by line too", async () => {
    const { says, done } = await spokenTo({
      otherwise: () => ({ left: (sku) => (sku === "COFFEE" ? thousandths(2000) : undefined) }),
    });

    expect(says("!6*88")).toEqual(["Salmon: 6.000 kg left, on every till."]);
    expect(says("!lat 6")[0]).toContain("More than one is called so");
    expect(says("3*100")[0]).toBe("Attention: Coffee: only 2 left. :pay sells it all the same.");
    expect(says("?100")).toEqual(["Coffee 2.80, 2 left"]);
    expect(says(":goods 1")).toContain("100 Coffee, 2.80, 2 left");
    expect(done()).toEqual(["6 left of SALMON"]);
  });

  test("is of what is scanned behind the sign", async () => {
    const it = await loggedIn();

    it.type("!6*");
    it.scan("5449000000996");
    it.later(500);

    expect(it.done()).toEqual(["6 left of COLA"]);
    expect(it.store.getState().text).toBe("");
  });
});

function withLeft(left: number): Promise<Session> {
  return loggedIn(() => ({
    left: (sku) => (sku === "COFFEE" ? thousandths(left) : undefined),
  }));
}

/** What Enter would do, or why nothing. */
function preview(it: Session, text: string): string {
  it.type(text);
  const plan = planOf(it.store.till, it.store.getState());
  it.press("Esc");
  if (plan.type === "refused") return plan.why;
  return plan.type === "ready" ? plan.preview : "";
}

function goodsPane(it: Session): string {
  const texts = [0, 1, 2, 3].flatMap((page) => goodsRows(it.store.till, page, size));
  return texts.map(({ text }) => text).join("\n");
}
