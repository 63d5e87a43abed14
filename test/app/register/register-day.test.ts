/** The close of a day by keys, and the question which day it is after the cut-over. */

import { describe, expect, test, vi } from "vitest";

import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { CAFE_DAY, CAFE_START_MS, type Cafe, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
/** 03:59 of the night after the café's day. */
const newNight = cafeCopies({ startMs: CAFE_START_MS + 13 * 3_600_000 + 27 * 60_000 });
const MIA = ["1", "1111"] as const;
const RAVI = ["4", "4444"] as const;
const PAST_CUT_OVER_MS = 2 * 60_000;

describe(":close", () => {
  test("lists what is open, and each leads there and back", async () => {
    const register = await atCafe(RAVI);
    typed(register, ":clockin");
    press(register, "F10", "7", "1");
    register.type("150");
    press(register, "F9");
    typed(register, "100");
    press(register, "F6");
    typed(register, ":close");

    expect(labels(register)).toEqual([
      "1 open order",
      "a drawer is open",
      "clocked in",
      "1 paper waits",
      "1 thing needs somebody",
      "close Fri 20 Nov 2026",
    ]);
    press(register, "1");
    expect(register.store.getState().list).toMatchObject({ type: "orders" });
    press(register, "Esc");
    expect(register.store.getState().list).toMatchObject({ type: "day" });
    press(register, "1", "1", "F9", "Enter", "Esc");
    expect(labels(register)).toEqual(expect.arrayContaining(["a drawer is open", "clocked in"]));
    press(register, "2", "9");
    register.type("152.80");
    press(register, "F9", "Esc", "3", "Esc");

    expect(labels(register)).toEqual([
      expect.stringContaining("wait"),
      "1 thing needs somebody",
      "close Fri 20 Nov 2026",
    ]);
    press(register, "Esc", "Esc");
    expect(register.store.getState()).toMatchObject({ list: undefined, closesDay: false });
  });

  test("F9 closes the day all the same, and says what it came to", async () => {
    const register = await atCafe(RAVI);
    sold(register);
    typed(register, "100");
    press(register, "F6");
    typed(register, ":close");
    press(register, "F9");
    expect(register.message()).toBe("Fri 20 Nov 2026 is being closed...");
    await told(register, "Fri 20 Nov 2026 is closed: 2.80. Z A-1: 2.80.");

    // Its papers come out, or wait, while the day is being closed.
    expect(labels(register).filter((label) => !/papers? waits?/u.test(label))).toEqual([
      "closed, together",
      "Z A-1: print it",
      "1 open order",
      "1 thing needs somebody",
      "close Fri 20 Nov 2026 once more",
    ]);
    press(register, "Esc", "Ctrl-Z");
    expect(register.message()).toBe(
      "A closed day stays closed: what comes later goes into its next Z (:close).",
    );
  });

  test("names a till that was not heard, leads to the tills, and closes without it", async () => {
    const cafe = await newCafe();
    const register = await registerAt(cafe, RAVI);
    const bar = await enrolBar(cafe, register.open.till);
    sellGoods(bar.till, ["100"], { cash: 500 });
    sold(register);
    typed(register, ":close");
    expect(labels(register)).toEqual(
      expect.arrayContaining([
        "a till not heard",
        "Off? Switch it on and wait, or close now: its Z comes by itself. Gone for good: `till close --without`; stolen: `till mesh revoke`.",
      ]),
    );
    press(register, "6");
    expect(register.store.getState().list).toMatchObject({ type: "tills" });
    press(register, "Esc");
    expect(register.store.getState().list).toMatchObject({ type: "day" });
    press(register, "F9");
    await told(register, "Fri 20 Nov 2026 is closed: 2.80. Z A-1: 2.80. Not heard: B Bar.");

    const { ledger } = register.open.till;
    expect(ledger.read((view) => view.state("day", day(CAFE_DAY)).closes)).toMatchObject([
      { body: { missing: [{}] } },
    ]);
  });

  test("promises no Z of a till that was shut out", async () => {
    const cafe = await newCafe();
    const register = await registerAt(cafe, RAVI);
    const { till } = register.open;
    const bar = await enrolBar(cafe, till);
    sellGoods(bar.till, ["100"], { cash: 500 });
    synchroniseLedgers(bar.till.ledger, till.ledger);
    const { device } = bar.till.ledger.identity.key;
    valueOf(revokeDevice(till, { number: "4", name: "Ravi" }, { device, reason: "replaced" }));
    sold(register);
    typed(register, ":close");
    press(register, "F9");
    await told(register, "Fri 20 Nov 2026 is closed: 5.60. Z A-1: 2.80. No Z any more from B Bar.");
    expect(labels(register)).toContain("No Z any more from B Bar.");
  });

  test("who may not close asks for the word of somebody who may", async () => {
    const register = await atCafe(MIA);
    sold(register);
    typed(register, ":close");
    press(register, "F9");
    expect(register.store.getState().approval?.what).toBe("close Fri 20 Nov 2026.");
    typed(register, "4");
    typed(register, "4444");
    await register.checked();
    await told(register, "Fri 20 Nov 2026 is closed: 2.80. Z A-1: 2.80.");

    expect(
      register.open.till.ledger.read((view) => view.state("day", day(CAFE_DAY)).closes),
    ).toMatchObject([{ body: { asked: "4" } }]);
  });
});

describe("the first act past the cut-over", () => {
  test("asks who has an order open which day it is, and does it on that day", async () => {
    const register = await atNight();
    typed(register, "100");
    register.clock.advance(PAST_CUT_OVER_MS);
    typed(register, "100");
    expect(register.message()).toBe(
      "It is past 04:00: go on with Fri 20 Nov 2026, or begin Sat 21 Nov 2026?",
    );
    expect(labels(register)).toEqual(["go on with Fri 20 Nov 2026", "begin Sat 21 Nov 2026"]);
    press(register, "1");

    expect(register.open.till.days().now).toBe(CAFE_DAY);
    expect(orders(register)).toMatchObject([{ lines: [{}, {}] }]);
    press(register, "F9", "Enter");
    expect(orders(register)).toMatchObject([{ status: "paid", day: CAFE_DAY }]);
  });

  test("begins the next one where they say so", async () => {
    const register = await atNight();
    typed(register, "100");
    register.clock.advance(PAST_CUT_OVER_MS);
    press(register, "F9", "Enter");
    press(register, "2");

    expect(register.open.till.days().now).toBe("2026-11-21");
    expect(orders(register)).toMatchObject([{ status: "paid" }]);
  });

  test("asks nobody who has nothing open", async () => {
    const register = await atNight();
    sold(register);
    register.clock.advance(PAST_CUT_OVER_MS);
    typed(register, "100");

    expect(register.open.till.days().now).toBe("2026-11-21");
    expect(register.message()).toBe("1 × Coffee.");
  });
});

function atNight(): Promise<CafeRegister> {
  return atCafe(MIA, newNight);
}

async function atCafe(
  who: readonly [string, string],
  begin: () => Promise<Cafe> = newCafe,
): Promise<CafeRegister> {
  return registerAt(await begin(), who);
}

function sold(register: CafeRegister): void {
  typed(register, "100");
  press(register, "F9", "Enter");
}

function told(register: CafeRegister, message: string): Promise<void> {
  return vi.waitFor(() => expect(register.message()).toBe(message));
}

function labels({ store }: CafeRegister): ReadonlyArray<string> {
  return rowsOf(store.till, store.getState()).map(({ label }) => label);
}

function orders({ open: { till } }: CafeRegister): ReturnType<typeof listOrders> {
  return listOrders(till, { day: day(CAFE_DAY), openOnly: false });
}

function day(text: string): Parameters<typeof listOrders>[1]["day"] {
  return text as Parameters<typeof listOrders>[1]["day"];
}
