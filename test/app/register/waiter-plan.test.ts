/** The plan in a narrow window: one's own tables first, what waits at the pass, and what a tap does there at once. */

import { describe, expect, test } from "vitest";

import { createKitchenPort } from "../../../src/app/kitchen/open-kitchen.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";
import { fingerOn, type Finger } from "../../support/tapped-register.ts";

const newRestaurant = cafeCopies({
  fixture: "restaurant",
  sells: ({ plu }) => ["101", "104", "201", "501"].includes(plu ?? ""),
});
const SIZE = { columns: 45, rows: 35 };
const MINUTE_MS = 60_000;
const AMIRA = ["1", "1111"] as const;
const BEN = ["2", "2222"] as const;

interface Evening {
  readonly register: RealRegister;
  readonly finger: Finger;
  readonly later: (minutes: number) => Promise<void>;
}

/** Ben has table 2; Amira has table 9, whose first course is begun and whose second one waits. */
async function evening(): Promise<Evening> {
  const cafe = await newRestaurant();
  const register = openRealRegister(cafe);
  const finger = fingerOn(register, cafe.clock, SIZE);
  await register.logIn(...BEN);
  sit(register, "2*2", ["101"]);
  register.press("Ctrl-L");
  await register.logIn(...AMIRA);
  sit(register, "9*6", ["501", ";1", "101", "104", ";2", "201"]);
  return {
    register,
    finger,
    later: async (minutes) => {
      // Nothing that goes by a timer matters here, such as a printer that is tried every few seconds.
      cafe.clock.set(cafe.clock.nowMs() + minutes * MINUTE_MS);
      register.press("Ctrl-L");
      await register.logIn(...AMIRA);
    },
  };
}

function sit({ type, press }: RealRegister, table: string, goods: ReadonlyArray<string>): void {
  type(table);
  press("F7");
  for (const plu of goods) {
    type(plu);
    press("Enter");
  }
  press("F2");
}

/** The kitchen of that station has made all that it has for the table. */
function make({ open }: RealRegister, station: string, table: string): void {
  const port = createKitchenPort(open, {
    station: { id: station, name: station },
    onLog: () => undefined,
  });
  for (const card of port.board().cards) if (card.table === table) valueOf(port.bump(card));
}

/** What stands below the title, without the spaces at the ends, as far as that row. */
function planUntil(finger: Finger, end: string): ReadonlyArray<string> {
  const rows = finger.rows().map((row) => row.trim());
  return rows.slice(1, rows.indexOf(end) + 1);
}

describe("the plan of a narrow window", () => {
  test("has one's own tables first, with the course that was fired and the one that waits", async () => {
    const { register, finger, later } = await evening();

    await later(12);
    register.press("F7");

    expect(planUntil(finger, "course 1 fired 12 min ago")).toEqual([
      "All tables and tabs",
      "My tables and tabs",
      "9, 6 guests, 12 min                  62.06",
      "course 1 fired 12 min ago, course 2",
      "waits",
      "[Again] [Bill] [Split]",
      "Dining room",
      "2, Ben, 2 guests, 12 min              6.53",
      "course 1 fired 12 min ago",
    ]);
  });

  test("says which goods of one's own are ready, until they are carried or half an hour is over", async () => {
    const { register, finger, later } = await evening();
    make(register, "cold", "9");
    make(register, "cold", "2");

    register.press("F7");
    expect(finger.rows().filter((row) => row.includes("READY"))).toEqual([
      "    READY: 1 × Bread and butter              ",
    ]);
    await later(29);
    register.press("F7");
    expect(finger.rows().join("\n")).toContain("READY");
    await later(1);
    register.press("F7");
    expect(finger.rows().join("\n")).not.toContain("READY");
  });

  test("goes on with a name in the next row, and keeps its money in the first", async () => {
    const { register, finger } = await evening();
    register.press("F6");
    sit(register, "Maximiliane Habsburg Lothringe", ["101", "101"]);

    register.press("F7");

    const rows = finger.rows();
    const at = rows.findIndex((row) => row.startsWith("  Maximiliane"));
    expect(rows.slice(at, at + 2)).toEqual([
      "  Maximiliane Habsburg Lothringe, 0    13.07 ",
      "  min                                        ",
    ]);
  });

  test("goes by arrows and by taps to the tables that it shows", async () => {
    const { register, finger } = await evening();
    const { store } = register;

    register.press("F7");
    finger.tap("2, Ben");
    expect(store.getState().order?.table).toBe("2");
    register.press("F7", "Up", "Enter");
    expect(store.getState().order?.table).toBe("9");
  });

  test("is the counter's in a window of a counter", async () => {
    const { register } = await evening();
    register.store.setSize({ columns: 80, rows: 24 });

    register.press("F7");

    expect(register.store.getState()).toMatchObject({ isNarrow: false, list: { at: 1 } });
  });
});

describe("a tap at a table of the plan", () => {
  test("brings another round of its drinks", async () => {
    const { register, finger } = await evening();
    const lines = register.store.getState().order?.lines.length ?? 0;
    register.press("F6", "F7");

    finger.tap("[Again]");

    const { order, list } = register.store.getState();
    expect([order?.table, order?.lines.length, list]).toEqual(["9", lines + 1, undefined]);
  });

  test("prints its bill", async () => {
    const { register, finger } = await evening();
    register.press("F6", "F7");

    finger.tap("[Bill]");
    register.press("F7");

    expect(finger.rows().join("\n")).toContain("BILL (0 min)");
  });

  test("splits its bill, which digits and signs of the pad do", async () => {
    const { register, finger } = await evening();
    register.press("F6", "F7");

    finger.tap("[Split]");
    for (const sign of ["/", "3"]) finger.tap(` ${sign} `);
    finger.tap("│ Enter");

    expect(register.store.getState().order?.parts).toHaveLength(3);
  });

  test("does nothing at a table that another till has meanwhile closed", async () => {
    const { register, finger } = await evening();
    const { store } = register;
    register.press("F6", "F7");
    const at = finger.rows().findIndex((row) => row.includes("[Bill]"));
    const zone = finger.zones().find(({ top, from }) => top === at && from > 4);
    const [press] = zone?.presses ?? [];
    register.press("Enter", "F9", "Enter", "Enter");
    const before = store.getState();

    if (press !== undefined) store.dispatch([{ type: "tap", presses: [press] }]);

    expect(press).toMatchObject({ type: "table" });
    expect(store.getState().order).toEqual(before.order);
  });
});
