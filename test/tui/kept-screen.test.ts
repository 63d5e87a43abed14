import { describe, expect, test } from "vitest";

import { type KeptScreen } from "../../src/tui/kept-screen.ts";
import { COLA, loggedIn, started, UNKNOWN, type Session } from "../support/pressed-register.ts";

const HUNG = "The screen hung: keys pressed meanwhile did nothing, all else is kept.";

describe("what a register leaves to the next one", () => {
  test("is the text, as it is typed and no more often", async () => {
    const kept: KeptScreen[] = [];
    const it = await loggedIn(undefined, { onKeep: (screen) => kept.push(screen) });

    it.type("lat").press("Down F1 Esc");

    expect(kept.map(({ text }) => text)).toEqual(["l", "la", "lat"]);
  });

  test("is nothing of a log-in", async () => {
    const kept: KeptScreen[] = [];
    const it = started("1", undefined, { onKeep: (screen) => kept.push(screen) });

    it.press("1 2 3 4 Backspace 4 Enter");
    await it.settled();
    it.press("x Ctrl-L 9 9 9 9 Enter");
    await it.settled();

    expect(kept.map(({ text }) => text)).toEqual(["x"]);
    expect(JSON.stringify(kept)).not.toMatch(/1234|999/u);
  });

  test("is what has been paid, the service and the scans", async () => {
    const kept: KeptScreen[] = [];
    const it = await loggedIn(undefined, { onKeep: (screen) => kept.push(screen) });

    it.press("1 0 0 Enter 2 0 F9 F3 Ctrl-L");
    it.scan(COLA);

    expect(kept.at(-1)).toMatchObject({
      text: "",
      service: "takeaway",
      keptScans: [COLA],
      paid: { change: 1720, tendered: 2000 },
    });
  });
});

describe("the next one", () => {
  test("says so on the log-in, and has it all after the PIN", async () => {
    const screen = await leftBy((it) => it.press("F3 2 * c r o i s"));

    const it = started("1", undefined, { takeover: { before: "hung", screen } });
    it.store.seen();
    expect(it.message()).toBe(HUNG);
    expect(it.store.getState()).toMatchObject({
      screen: "log-in",
      logIn: { number: "1", pin: "" },
    });
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({
      screen: "register",
      text: "2*crois",
      service: "takeaway",
    });
  });

  test("has nothing of it for another person", async () => {
    const screen = await leftBy((it) => it.press("3 * 2 0 1 Enter"));

    const it = started("1", undefined, { takeover: { before: "hung", screen } });
    it.store.seen();
    it.press("Esc 2 Enter 2 3 4 5 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ text: "", lastText: "", list: undefined });
    it.press("Ctrl-L Esc 1 Enter 1 2 3 4 Enter");
    await it.settled();
    expect(it.store.getState()).toMatchObject({ text: "3*201", list: { type: "choice" } });
  });

  test("says so too when the one before has left nothing that it understands", () => {
    const it = started("1", undefined, { takeover: { before: "died", screen: undefined } });

    expect(it.message()).toBe(
      "The screen stopped: keys pressed meanwhile did nothing, all else is kept.",
    );
    expect(it.store.getState().text).toBe("");
  });

  test("asks for the options of goods that waited, with those that were chosen", async () => {
    const screen = await leftBy((it) => it.press("3 * 2 0 1 Enter"));
    expect(screen).toMatchObject({ text: "3*201", goods: { quantity: 3000 } });

    const it = started("1", undefined, { takeover: { before: "hung", screen } });
    it.store.seen();
    it.press("1 2 3 4 Enter");
    await it.settled();
    expect(it.store.getState().list).toMatchObject({ type: "choice", goods: { quantity: 3000 } });
    it.press("3");
    it.later(1000);

    expect(it.done().at(-1)).toMatch(/^add 3 /u);
  });

  test("goes on with goods that wait for their weight, and with others that waited before", async () => {
    const screen = await leftBy((it) => it.type("sal").press("Enter"));

    const it = started("1", undefined, { takeover: { before: "hung", screen } });
    it.store.seen();
    it.press("1 2 3 4 Enter");
    await it.settled();
    it.type("0.35").press("Enter");

    expect(it.done().at(-1)).toBe("add 0.35 SALMON");
  });

  test("goes on with the course that was said before the first goods", async () => {
    const screen = await leftBy((it) => it.press("; 3 Enter"));

    const it = started("1", undefined, { takeover: { before: "hung", screen } });
    it.store.seen();
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState().session?.course()).toBe(3);
  });

  test("has forgotten goods that are not sold any more", async () => {
    const screen = await leftBy((it) => it.press("2 0 1 Enter"));
    const goods = { ...screen?.goods, sku: "GONE" } as KeptScreen["goods"];

    const it = started("1", undefined, {
      takeover: { before: "hung", screen: { ...screen, goods } as KeptScreen },
    });
    it.store.seen();
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ list: undefined, text: "201" });
  });
});

describe("what was typed before the next one could be seen", () => {
  test("does nothing, and is no PIN", async () => {
    const it = started("1", undefined, { takeover: { before: "hung", screen: undefined } });

    it.press("1 2 3 4 Enter");
    await it.settled();
    it.store.seen();

    expect(it.done()).toEqual([]);
    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "1", pin: "" });
    expect(it.message()).toBe(HUNG);
  });

  test("is kept when it was goods that were scanned", async () => {
    const it = started("1", undefined, { takeover: { before: "hung", screen: undefined } });

    it.scan(COLA);
    it.scan(UNKNOWN);
    it.scan(COLA);

    expect(it.store.getState().keptScans).toEqual([COLA, COLA]);
    expect(it.message()).toBe(HUNG);
  });
});

/** What a register has left when it was killed after these keys. */
async function leftBy(work: (it: Session) => unknown): Promise<KeptScreen | undefined> {
  const kept: KeptScreen[] = [];
  const it = await loggedIn(undefined, { onKeep: (screen) => kept.push(screen) });
  work(it);
  return kept.at(-1);
}
