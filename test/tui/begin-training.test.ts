/** `:train`: the register makes way for a training, and what stood there is there after it. */

import { describe, expect, test } from "vitest";

import { wordsFor } from "../../src/words/screen-words.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, started } from "../support/pressed-register.ts";

describe("a training is asked for", () => {
  test("with nothing on the order, and who was there is locked out", async () => {
    const { type, press, store, done } = await loggedIn();

    type(":train");
    press("Enter");

    expect(store.getState()).toMatchObject({
      ended: true,
      goesToTraining: "1",
      screen: "log-in",
      session: undefined,
      text: "",
    });
    expect(done()).toEqual([]);
  });

  test("on the locked screen, whoever's order waits there", async () => {
    const it = await loggedIn();
    it.type("100").press("Enter");
    it.press("Ctrl-L");

    it.type(":train").press("Enter");

    expect(it.store.getState()).toMatchObject({ ended: true, goesToTraining: "" });
    expect(it.done()).toEqual(["add 1 COFFEE"]);
  });

  test("but not while goods are on the order, in a payment or in a training", async () => {
    const it = await loggedIn();
    it.type("100").press("Enter");
    it.type(":train").press("Enter");
    expect(it.message()).toBe("Park the order first: F6; or lock: Ctrl-L. Then :train.");

    const learning = started("1", ({ shop }) => ({ shop: { ...shop, training: true } }));
    learning.press("Esc");
    learning.type(":train").press("Enter");
    expect(learning.message()).toMatch(/^This is a training already/u);
    expect(it.store.getState().ended || learning.store.getState().ended).toBe(false);
  });

  test("in lines a shell begins it, and nothing is locked", async () => {
    const { says, dialogue } = await spokenTo();

    expect(says(":train")).toEqual([
      "Attention: A training in lines begins in a shell: till train --plain.",
    ]);
    expect(dialogue.getState().session).toBeDefined();
  });
});

describe("after it", () => {
  test.each(["over", "openAlready", "failed"] as const)(
    "%s: the register is as it was, and says so",
    async (outcome) => {
      const before = await loggedIn();
      before.type("101").press("Enter");
      before.type("half").press("Ctrl-L");
      before.type(":train").press("Enter");

      const state = before.store.getState();
      const after = started("1", () => before.port, { left: { state, outcome } });

      expect(after.store.getState()).toMatchObject({
        ended: false,
        goesToTraining: undefined,
        screen: "log-in",
        laidInput: { text: "half" },
      });
      expect(after.message()).toBe(wordsFor({ locale: "en" }).training[outcome]);
      after.type("1234").press("Enter");
      await after.settled();
      expect(after.store.getState().order?.lines).toHaveLength(1);
    },
  );
});
