import { describe, expect, test } from "vitest";

import { ok } from "../../src/domain/base/result.ts";
import { entryLineOf } from "../../src/tui/entry-line.ts";
import { frameRows } from "../../src/tui/frame/frame.ts";
import { registerFrame } from "../../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { loggedIn, type Session, started } from "../support/pressed-register.ts";

describe("who is at the till", () => {
  test.each([
    ["2", "2"],
    ["bekim", "2"],
    ["be", "2"],
    ["ANNA", "1"],
  ])("is %s, by number or name", (typed, number) => {
    const it = started();

    it.type(typed).press("Enter");

    expect(it.store.getState().logIn).toEqual({ step: "pin", number, pin: "" });
  });

  test.each([
    ["9", "Nobody has that staff number: check the number."],
    ["zoe", "Nobody here is called “zoe”: check the name."],
  ])("is refused at once when it is %s", (typed, why) => {
    const it = started();

    it.type(typed).press("Enter");

    expect(it.message()).toBe(why);
    expect(it.store.getState()).toMatchObject({
      logIn: { step: "number", number: typed },
      isTextRefused: true,
    });
  });

  test("has forgotten the PIN, and is told of the recovery sheet, where no screen shows the PINs", () => {
    const shown = "PIN forgotten? A manager sets one, or the recovery sheet: till staff rescue.";
    const it = started(undefined, () => ({ staff: () => [{ number: "1", name: "Mia" }] }));
    const demo = started();

    expect(frameOf(it)).not.toContain(shown);
    it.type("1").press("Enter");
    demo.type("1").press("Enter");

    expect(frameOf(it)).toContain(shown);
    expect(frameOf(demo)).not.toContain(shown);
  });

  test("is who was pasted, not somebody with the digits before it", () => {
    const it = started(undefined, () => ({
      staff: () => [
        { number: "1", name: "Mia" },
        { number: "12", name: "Ben" },
      ],
    }));
    it.type("1");

    it.store.dispatch([{ type: "paste", text: "2" }]);
    expect(it.store.getState().logIn).toMatchObject({ step: "number", number: "2" });
    it.store.dispatch([{ type: "paste", text: "1" }]);
    it.press("Enter");

    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "1", pin: "" });
  });

  test("is asked again when a beginning fits two", () => {
    const it = started(undefined, () => ({
      staff: () => [
        { number: "1", name: "Mia" },
        { number: "2", name: "Mila" },
      ],
    }));

    it.type("mi").press("Enter");

    expect(it.message()).toBe("Mia or Mila? Type more of the name.");
  });
});

describe("at the PIN", () => {
  test.each(["2", "bekim"])("%s is another person", (typed) => {
    const it = started("1");

    it.type(typed).press("Enter");

    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "2", pin: "" });
    expect(it.message()).toBe("Bekim: now your PIN.");
    expect(it.done()).toEqual([]);
  });

  test("an unknown name is refused and checks no PIN", () => {
    const it = started("1");

    it.type("zoe").press("Enter");

    expect(it.message()).toBe("Nobody here is called “zoe”: check the name.");
    expect(it.done()).toEqual([]);
  });

  test("four digits are a PIN", async () => {
    const it = started("1");

    it.type("1234").press("Enter");
    await it.settled();

    expect(it.store.getState().screen).toBe("register");
  });
});

describe("a PIN is neither shown nor repeated", () => {
  test.each([
    ["a1234", "behind a letter"],
    [":1234", "behind a colon"],
    ["q'1234", "behind two strays"],
  ])("%s: %s", (typed) => {
    const it = started("1");

    it.type(typed);
    expect(line(it)).toMatchObject({ text: typed, isSecret: true });
    it.press("Enter");

    expect(it.message()).not.toContain("1234");
    expect(it.message()).not.toBe("");
    expect(it.done()).toEqual([]);
  });

  test.each(["1234", "x1234"])("%s in the field for the number", (typed) => {
    const it = started();

    it.type(typed);
    expect(line(it)).toMatchObject({ text: typed, isSecret: true });
    it.press("Enter");

    expect(
      it.store
        .getState()
        .messages.map(({ text }) => text)
        .join(),
    ).not.toContain("1234");
  });

  test("a number and a name are shown", () => {
    const it = started();
    it.type("2");
    expect(line(it).isSecret).toBe(false);

    const other = started("1");
    other.type("bek");
    expect(line(other).isSecret).toBe(false);
  });
});

function line({ store }: Session) {
  return entryLineOf(store.till, store.getState());
}

test("a till that can't sell says why to whoever signs in, and lets them look", async () => {
  const it = await loggedIn((till) => ({
    logIn: async (number, pin) => {
      const session = await till.logIn(number, pin);
      return session.ok ? ok({ ...session.value, notice: "The disk is full." }) : session;
    },
  }));

  expect(it.store.getState()).toMatchObject({
    screen: "register",
    message: { level: "error", text: "The disk is full." },
  });
});

test("clocking in and out says who and when", async () => {
  const it = await loggedIn();

  it.type(":clockin").press("Enter");
  expect(it.message()).toBe("Anna clocked in at 14:30.");
  it.type(":clockout").press("Enter");

  expect(it.message()).toBe("Anna clocked out at 18:00.");
});

test("how the next order is served outlives a change of cashier", async () => {
  const it = await loggedIn();

  it.press("F3 Ctrl-L Esc 2 Enter 2 3 4 5 Enter");
  await it.settled();

  expect(it.store.getState()).toMatchObject({ service: "takeaway" });
  expect(it.done().filter((what) => what.startsWith("service"))).toEqual([
    "service takeaway",
    "service takeaway",
  ]);
});

function frameOf({ store, clock }: Session): string {
  const frame = registerFrame(store.till, store.getState(), {
    style: createScreenStyle({ signs: "ascii", color: false }),
    columns: 80,
    rows: 24,
    nowMs: clock.nowMs(),
    offsetMinutes: () => 0,
  });
  return frameRows(frame).join("\n");
}
