/** An order that was parked and is here again says since when it is one, as far as there is room. */

import { expect, test } from "vitest";

import { orderTitle } from "../../../src/tui/panes/order-title.ts";
import { loggedIn } from "../../support/pressed-register.ts";

const ROOM = 60;

test("an order that is older than three minutes says since when, and a new one does not", async () => {
  let minutes = 2;
  const it = await loggedIn(() => ({ minutesSince: () => minutes, timeOf: () => "14:02" }));
  it.type("100").press("Enter");
  it.type("rossi").press("F6");
  it.later(1000);
  it.type("rossi").press("F6");
  function title(room: number): string {
    return orderTitle(it.store.till, it.store.getState(), room);
  }

  expect(title(ROOM)).toBe("rossi, A1, Counter");
  minutes = 3;
  expect(title(ROOM)).toBe("rossi, A1, Counter, since 14:02");
  expect(title("rossi, A1, Counter, since 14:02".length)).toMatch(/since 14:02$/u);
  expect(title("rossi, A1, Counter, since 14:0".length)).toBe("rossi, A1, Counter");
  it.press("F9");
  expect(title(ROOM)).toBe("Pay order A1, Counter, rossi, since 14:02");
});

test("without an order nothing is old", async () => {
  const it = await loggedIn(() => ({ minutesSince: () => 99 }));

  expect(orderTitle(it.store.till, it.store.getState(), ROOM)).toBe("New order, Counter");
});

test("a colleague who only looks at the order at another till is named, the person here is not", async () => {
  const shown: unknown[] = [];
  const it = await loggedIn(() => ({
    looksAt: (look) => shown.push(look?.staff),
    lookedAtBy: () => ["1", "2"],
  }));

  it.type("100").press("Enter");
  it.type("rossi").press("F6");
  it.later(1000);
  it.type("rossi").press("F6");

  expect(orderTitle(it.store.till, it.store.getState(), ROOM)).toMatch(/^rossi, A1, .* is in it/u);
  expect(shown.at(-1)).toBe(it.store.getState().session?.staffNumber);
  it.press("Ctrl-L");
  expect(shown.at(-1)).toBeUndefined();
});
