import { describe, expect, test } from "vitest";

import { err } from "../../src/domain/base/result.ts";
import { type TillSession } from "../../src/tui/ports/till-port.ts";
import { createAutoLock } from "../../src/tui/state-holder.ts";
import { answering } from "../support/acts.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { loggedIn, started, withSession } from "../support/pressed-register.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

describe("a till that nobody touches", () => {
  test("locks, and keeps the order and what was typed", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("50");

    it.later(11 * MINUTE_MS);

    expect(it.store.getState()).toMatchObject({ screen: "log-in", session: undefined, text: "" });
    expect(it.message()).toBe("Locked: no key for 10 min. The order is kept.");
    it.press("1 2 3 4 Enter");
    await it.settled();
    const { screen, order, text } = it.store.getState();
    expect([screen, order?.lines.length, text]).toEqual(["register", 1, "50"]);
  });

  test("locks when its time is up, wherever in a minute that is", async () => {
    const it = await loggedIn();
    it.later(40_500);
    it.press("Esc");

    it.later(10 * MINUTE_MS - SECOND_MS);
    expect(it.store.getState().screen).toBe("register");
    it.later(SECOND_MS);

    expect(it.store.getState().screen).toBe("log-in");
  });

  test("is asked about its time once, not at each key", async () => {
    const it = await loggedIn();
    it.press("Esc");
    const waiting = it.clock.pendingCount();
    let drawn = 0;
    it.store.subscribe(() => {
      drawn += 1;
    });

    for (let key = 0; key < 100; key += 1) it.press("Esc");
    const drawnByKeys = drawn;
    it.later(30 * MINUTE_MS);

    expect(it.clock.pendingCount()).toBe(waiting - 1);
    expect(drawn - drawnByKeys).toBe(31);
    it.store.close();
    expect(it.clock.pendingCount()).toBe(0);
  });

  test("ends the question for a colleague's PIN after a minute, and no sooner", async () => {
    const it = await loggedIn();
    it.later(20_300);
    it.type("2").press("Ctrl-L");

    it.later(MINUTE_MS - SECOND_MS);
    expect(it.store.getState().leftBy?.screen).toBe("register");
    it.later(SECOND_MS);

    expect(it.store.getState().leftBy?.screen).toBeUndefined();
  });

  test("is not left while somebody presses a key now and then", async () => {
    const it = await loggedIn();

    for (let times = 0; times < 4; times += 1) {
      it.later(8 * MINUTE_MS);
      it.press("Esc");
    }

    expect(it.store.getState().screen).toBe("register");
  });

  test("goes by what the shop says now", async () => {
    let lockAfterMinutes = 10;
    const it = await loggedIn(({ shop }) => ({
      shop: {
        ...shop,
        get lockAfterMinutes() {
          return lockAfterMinutes;
        },
      },
    }));

    lockAfterMinutes = 30;
    it.later(20 * MINUTE_MS);
    expect(it.store.getState().screen).toBe("register");
    lockAfterMinutes = 5;
    it.later(2 * MINUTE_MS);

    expect(it.store.getState().screen).toBe("log-in");
  });

  test("has not forgotten goods that wait for their options", async () => {
    const it = await loggedIn();
    it.type("201").press("Enter");
    const before = it.store.getState().list;

    it.later(11 * MINUTE_MS);
    expect(it.store.getState().list).toBeUndefined();
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(before?.type).toBe("choice");
    expect(it.store.getState().list).toEqual(before);
  });

  test("takes no sum by a question of before", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");

    it.later(11 * MINUTE_MS);
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ screen: "register", asked: undefined });
  });

  test("locks in its time though the clock was set back", async () => {
    const it = await loggedIn();

    const clock = createManualClock(1000 * MINUTE_MS);
    const autoLock = createAutoLock(it.port.shop, clock, () => undefined);
    clock.set(400 * MINUTE_MS);
    const soon = autoLock.look(it.store.till, it.store.getState());
    clock.set(411 * MINUTE_MS);
    const later = autoLock.look(it.store.till, soon);

    expect([soon.screen, later.screen]).toEqual(["register", "log-in"]);
  });

  test("lets nobody in by the PIN of who vouches, when the clock jumps while it is checked", async () => {
    const asked = Promise.withResolvers<Awaited<ReturnType<TillSession["approvedBy"]>>>();
    const needed = { approvers: [{ number: "2", name: "Bekim" }], usual: "2", act: "price" };
    const refusal = { message: "Anna may not change a price.", approval: needed };
    const it = await loggedIn(
      withSession((session) => ({
        ...answering(session, { price: () => err(refusal) }),
        approvedBy: () => asked.promise,
      })),
    );
    it.type("lat").press("Enter");
    it.type("=2").press("Enter 2 3 4 5 Enter");

    it.clock.set(it.clock.nowMs() + 60 * MINUTE_MS);
    it.later(MINUTE_MS);
    asked.resolve(err({ message: "Wrong PIN: try again." }));
    await it.settled();

    expect(it.store.getState()).toMatchObject({
      screen: "register",
      approval: { person: { pin: "" } },
    });
    it.later(11 * MINUTE_MS);
    expect(it.store.getState()).toMatchObject({ screen: "log-in", approval: undefined });
  });

  test("stays open in a shop that wants it so", async () => {
    const it = await loggedIn(({ shop }) => ({ shop: { ...shop, lockAfterMinutes: 0 } }));

    it.later(600 * MINUTE_MS);

    expect(it.store.getState().screen).toBe("register");
  });

  test("says nothing where nobody was logged in", () => {
    const it = started("1");

    it.later(11 * MINUTE_MS);

    expect(it.message()).toBe("");
  });
});
