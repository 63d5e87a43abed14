import { describe, expect, test } from "vitest";

import { entryLineOf } from "../../src/tui/entry-line.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { askWeight, keepWeighing } from "../../src/tui/weighing.ts";
import { spokenTo } from "../support/plain-register.ts";
import { COLA, loggedIn, type Session } from "../support/pressed-register.ts";

const ENTER = { type: "key", key: "enter" } as const;

describe("goods by weight that were chosen without one", () => {
  test.each(["salmon", "88", "sal"])(
    "%s: the weight that is typed next is theirs",
    async (typed) => {
      const it = await loggedIn();

      it.type(typed).press("Enter");
      expect(it.message()).toBe("Salmon: how much? 0.350 and Enter; Esc leaves it.");
      expect(it.store.getState()).toMatchObject({ text: "", isTextRefused: false });
      it.type("0.350");
      expect(preview(it)).toBe("0.350 kg × Salmon = 11.20");
      it.press("Enter");

      expect(it.done()).toEqual(["add 0.35 SALMON"]);
      expect(it.store.getState()).toMatchObject({ text: "", weighs: undefined });
    },
  );

  test.each([
    ["2", 2],
    [".35", 0.35],
    ["0,5", 0.5],
  ])("%s is a weight", async (typed, kilograms) => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type(typed).press("Enter");

    expect(it.done()).toEqual([`add ${kilograms} SALMON`]);
  });

  test("are no kilo more by a plus: it says how their weight is changed", async () => {
    const it = await loggedIn();
    it.type("0.350*88").press("Enter");

    it.type("+").press("Enter");
    const said = it.message();
    it.type("*0.850").press("Enter");

    expect(said).toBe("Salmon goes by weight: *0.850 says how much it is now.");
    expect(it.done()).toEqual(["add 0.35 SALMON", "quantity 0.85 of line-1"]);
  });

  test("keep what was typed with them: a price, and that they come back", async () => {
    const it = await loggedIn();

    it.type("<88=20").press("Enter");
    it.type("0.5").press("Enter");

    expect(it.store.getState().order?.lines).toMatchObject([{ quantity: -500, price: 2000 }]);
  });

  test("wait no more once they were named again with their weight", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type("0.2*sal").press("Enter");

    expect(it.message()).toBe("0.200 kg × Salmon.");
    expect(it.done()).toEqual(["add 0.2 SALMON"]);
    expect(it.store.getState().weighs).toBeUndefined();
  });

  test("go on waiting while other goods are typed, and are asked for again", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type("100").press("Enter");
    expect(it.message()).toBe("1 × Coffee. Salmon: how much? 0.350 and Enter; Esc leaves it.");
    it.type("0.350").press("Enter");

    expect(it.done()).toEqual(["add 1 COFFEE", "add 0.35 SALMON"]);
    expect(it.store.getState().weighs).toBeUndefined();
  });

  test("go on waiting while other goods are scanned", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.scan(COLA);
    it.type("0.350").press("Enter");

    expect(it.done()).toEqual(["add 1 COLA", "add 0.35 SALMON"]);
  });

  test("wait behind others that were named without a weight too", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");
    const { till, getState } = it.store;
    const cheese = { sku: "CHEESE", name: "Cheese", text: "cheese", lacks: "weight" } as const;

    const both = askWeight(till, getState(), cheese);
    expect(both.weighs).toMatchObject({ name: "Cheese", before: { name: "Salmon" } });
    const weighed = { ...both, text: "", weighs: undefined, message: undefined };
    const next = keepWeighing(till, { before: { ...both, text: "0.2" }, event: ENTER }, weighed);

    expect(next.weighs).toMatchObject({ name: "Salmon" });
    expect(next.message?.text).toBe("Salmon: how much? 0.350 and Enter; Esc leaves it.");
  });

  test("go by Esc, after the weight that was half typed", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type("0.3").press("Esc");
    expect(it.store.getState()).toMatchObject({ text: "", weighs: { name: "Salmon" } });
    it.press("Esc");

    expect(it.store.getState().weighs).toBeUndefined();
    it.type("0.3").press("Enter");
    expect(it.done()).toEqual([]);
  });

  test.each(["F2", "F5", "F6", "F9", "F12", "Ctrl-Z", "Ctrl-P"])(
    "are not dropped by %s, which says what waits",
    async (key) => {
      const it = await loggedIn();
      it.type("lat").press("Enter");
      it.type("88").press(`Enter ${key}`);

      expect(it.message()).toBe("Salmon waits for its weight: type it, or Esc drops it.");
      expect(it.done()).toEqual(["add 1 LATTE"]);
      it.type("0.350").press("Enter");

      expect(it.done()).toEqual(["add 1 LATTE", "add 0.35 SALMON"]);
    },
  );

  test("are not dropped by a verb after their weight, and the weight is no sum", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("88").press("Enter");

    it.type("2").press("F9");
    expect(it.store.getState()).toMatchObject({ screen: "register", text: "2" });
    expect(it.message()).toBe("Enter adds Salmon first.");
    it.press("Enter");

    expect(it.done()).toEqual(["add 1 LATTE", "add 2 SALMON"]);
  });

  test.each(["F1 Esc", "F10 Esc"])("wait while %s shows something else", async (keys) => {
    const it = await loggedIn();
    it.type("88").press(`Enter ${keys}`);

    it.type("0.350").press("Enter");

    expect(it.done()).toEqual(["add 0.35 SALMON"]);
  });

  test("are not dropped by a verb in words", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("88").press("Enter");

    it.type(":send").press("Enter");

    expect(it.message()).toBe("Salmon waits for its weight: type it, or Esc drops it.");
    expect(it.store.getState().weighs).toMatchObject({ name: "Salmon" });
  });

  test("go to take away with F3 after the weight", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type("0.350").press("F3");

    expect(it.done().join(", ")).toContain("add 0.35 SALMON");
    expect(it.store.getState().service).toBe("takeaway");
  });

  test("too much of them is refused, and the weight can be typed anew", async () => {
    const it = await loggedIn();
    it.type("88").press("Enter");

    it.type("0").press("Enter");
    it.type("0.2").press("Enter");

    expect(it.done()).toEqual(["add 0.2 SALMON"]);
  });

  test("in lines", async () => {
    const it = await spokenTo();

    expect(it.says("salmon").join(" ")).toContain("Salmon: how much?");
    expect(it.dialogue.prompt()).toBe("Salmon, kg > ");
    it.says("0.350");

    expect(it.done()).toEqual(["add 0.35 SALMON"]);
  });
});

describe("goods without a price of their own", () => {
  test("are asked for it, and the sum that is typed next is theirs", async () => {
    const it = await loggedIn();

    it.type("2*div").press("Enter");
    expect(it.message()).toBe("Diverse: what price? 2.50 and Enter; Esc leaves it.");
    expect(entryLineOf(it.store.till, it.store.getState()).prompt).toBe(" Diverse, price > ");
    it.type("12.5");
    expect(preview(it)).toBe("2 × Diverse = 25.00");
    it.press("Enter");

    expect(it.store.getState().order?.lines).toMatchObject([{ quantity: 2000, price: 1250 }]);
    expect(it.store.getState().weighs).toBeUndefined();
  });

  test("take a sum of any size, but a PLU means its goods", async () => {
    const it = await loggedIn();
    it.type("div").press("Enter");

    it.type("100").press("Enter");
    expect(it.done()).toEqual(["add 1 COFFEE"]);
    expect(it.message()).toBe("1 × Coffee. Diverse: what price? 2.50 and Enter; Esc leaves it.");
    it.type("150").press("Enter");

    expect(it.store.getState().order?.lines.at(-1)).toMatchObject({ price: 15_000 });
  });

  test("are not dropped by F9, which says what waits, and go by Esc", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("999").press("Enter F9");
    expect(it.message()).toBe("Diverse waits for its price: type it, or Esc drops it.");
    expect(it.store.getState().screen).toBe("register");
    it.press("Esc");

    expect(it.store.getState().weighs).toBeUndefined();
  });

  test("in lines", async () => {
    const it = await spokenTo();

    expect(it.says("div").join(" ")).toContain("Diverse: what price?");
    expect(it.dialogue.prompt()).toBe("Diverse, price > ");
    it.says("7");

    expect(it.done()).toEqual(["add 1 DIVERSE"]);
  });
});

function preview({ store }: Session): string {
  const plan = planOf(store.till, store.getState());
  return plan.type === "ready" ? plan.preview : "";
}
