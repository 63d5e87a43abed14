/** `>9` F7 at a real register: tables, lines and bills on their way, and each of it taken back. */

import { describe, expect, test } from "vitest";

import { openTables } from "../../../src/app/orders/tables.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const BETWEEN_MS = 1000;

interface Bench extends RealRegister {
  readonly clock: ManualClock;
}

/** Table 9 with an espresso, and table 7 with three coffees and a cake on the screen. */
async function twoTables(): Promise<Bench> {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn(...MIA);
  const it = { ...register, clock: cafe.clock };
  press(it, "type 9", "F7", "type 400", "Enter");
  press(it, "type 7*2", "F7", "type 3*100", "Enter", "type 400", "Enter");
  return it;
}

describe("the word of > and F7", () => {
  test("moves all of an order, or lines of it", async () => {
    const it = await twoTables();

    press(it, "type :move 2*1>9", "Enter");
    expect(it.message()).toBe("1 line: now Table 9.");
    expect(dues(it)).toEqual({ "9": 8.2, "7": 5.4 });
    press(it, "type :move 8", "Enter");

    expect(it.message()).toBe("Table 7: now Table 8.");
    expect(tableNow(it)).toBe("8");
  });

  test("is found in the list under F10 as what people call it, and asks where to", async () => {
    const it = await twoTables();

    press(it, "F10", "type merge", "Enter");
    expect(it.message()).toBe(
      "Where to? A table or a name, then Enter; 2+5>9 moves lines 2 and 5 alone.",
    );
    press(it, "type 9", "Enter", "type +");

    expect(dues(it)).toEqual({ "9": 13.6 });
  });

  test("keeps a guest's name as it is typed", async () => {
    const it = await twoTables();

    press(it, "type :move 1>Rossi", "Enter");

    expect(dues(it)).toMatchObject({ Rossi: 8.4 });
  });
});

describe("lines before > and F7", () => {
  test("go on the bill of another table: three of them in eight presses", async () => {
    const it = await twoTables();
    press(it, "type 100", "Enter");
    const typed = "1+2+3>9";

    press(it, `type ${typed}`, "F7");

    expect(typed.length + 1).toBe(8);
    expect(it.message()).toBe("3 lines: now Table 9.");
    expect(tableNow(it)).toBe("7");
    expect(dues(it)).toEqual({ "9": 16.4, "7": 0 });
    press(it, "Ctrl-Z");
    expect(it.message()).toBe("3 lines are back where they were.");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 13.8 });
  });

  test("may be pieces of one, to a tab that they open", async () => {
    const it = await twoTables();

    press(it, "type 2*1>Rossi", "F7");

    expect(it.message()).toBe("1 line: now Rossi.");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 5.4, Rossi: 5.6 });
    press(it, "Ctrl-Z");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 11 });
  });

  test("find a tab by the beginning of its name, and ask where it is nearly another's", async () => {
    const it = await twoTables();
    press(it, "type Rossi", "F7", "type 7", "F7");

    press(it, "type 2>ros", "F7");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 8.4, Rossi: 2.6 });
    press(it, "type 1>Rosi", "F7");
    expect(it.message()).toContain("“Rossi” is open.");
    press(it, "F7");

    expect(dues(it)).toEqual({ "9": 2.6, "7": 0, Rossi: 2.6, Rosi: 8.4 });
  });

  test("go to one of several bills at a table, by its digit", async () => {
    const it = await twoTables();
    press(it, "type 8", "F7", "type >9", "F7", "/", "type 7", "F7");

    press(it, "type 2>9", "F7");
    expect(it.message()).toBe("Table 9: 2 bills. Which one?");
    press(it, "2");

    expect(dueList(it)).toEqual([
      ["9", 2.6],
      ["7", 8.4],
      ["9", 2.6],
    ]);
  });

  test.each([
    ["8>9", /^Type lines and where they go/u],
    ["1+>9", /^Type lines and where they go/u],
    ["1/2>9", /^Type lines and where they go/u],
    [">", /^Type lines and where they go/u],
    ["4*1>9", "Only 3 of Coffee are here to move."],
    ["0*1>9", /^Type lines and where they go/u],
    ["1>9>8", /^Type lines and where they go/u],
    ["1>12345", /^12345 is no table/u],
    ["1>🎂", "Nobody could read that name: take letters or digits."],
    [">7", "That is where it is already."],
  ])("are refused as %s with one sentence, and nothing changes", async (typed, sentence) => {
    const it = await twoTables();
    const before = it.open.till.ledger.store.lastArrival();

    press(it, `type ${typed}`, "F7");

    expect(it.message()).toMatch(sentence);
    expect(it.store.getState().text).toBe(typed);
    expect(it.open.till.ledger.store.lastArrival()).toBe(before);
  });

  test("stay where they are once something was paid there", async () => {
    const it = await twoTables();
    press(it, "type 1>9", "F7", "type 9", "F7", "F9", "Enter", "type 7", "F7");

    press(it, "Ctrl-Z");

    expect(it.message()).toBe("Something was paid there since: move it by hand.");
    expect(dues(it)).toEqual({ "7": 2.6 });
  });

  test("stay where somebody has moved them on since", async () => {
    const it = await twoTables();
    press(it, "type 1>9", "F7", "type 9", "F7", "type 2>Rossi", "F7", "type 7", "F7");

    press(it, "Ctrl-Z");

    expect(it.message()).toBe("It has gone on since: move it from where it is now.");
  });
});

describe("all of an order", () => {
  test("goes to a table that is free, and back by Ctrl-Z", async () => {
    const it = await twoTables();

    press(it, "type >12", "F7");
    expect(it.message()).toBe("Table 7: now Table 12.");
    expect(dues(it)).toEqual({ "9": 2.6, "12": 11 });
    press(it, "Ctrl-Z");

    expect(it.message()).toBe("The order is back where it was.");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 11 });
  });

  test("is a tab at no table, by a name", async () => {
    const it = await twoTables();

    press(it, "type >Rossi", "F7");

    expect(dues(it)).toEqual({ "9": 2.6, Rossi: 11 });
    press(it, "Ctrl-Z");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 11 });
  });

  test("asks where somebody sits: + makes it one bill, which Ctrl-Z makes two again", async () => {
    const it = await twoTables();

    press(it, "type >9", "F7");
    expect(it.message()).toBe("Table 9 is in use: + makes it one bill, / keeps two.");
    press(it, "+");

    expect(it.message()).toBe("Table 7 is on the bill of Table 9.");
    expect(tableNow(it)).toBe("9");
    expect(dues(it)).toEqual({ "9": 13.6 });
    press(it, "type 7", "F7");
    expect(it.message()).toBe("Table 7 is open, Table 9 is parked.");
    press(it, "type 9", "F7", "Ctrl-Z");
    expect(it.message()).toBe("Each order has a bill of its own again.");
    expect(dueList(it)).toEqual([
      ["9", 2.6],
      ["7", 11],
      ["7", 0],
    ]);
  });

  test("stays a bill of its own beside others by /", async () => {
    const it = await twoTables();

    press(it, "type >9", "F7", "/");

    expect(it.message()).toBe("Table 7: now Table 9.");
    expect(dueList(it)).toEqual([
      ["9", 2.6],
      ["9", 11],
    ]);
  });

  test("needs an order on the screen", async () => {
    const it = await twoTables();
    press(it, "F6", "type >9", "F7");

    expect(it.message()).toBe("There is no open order on the screen to move.");
  });
});

describe("two bills at one table", () => {
  test("are one by + in the list that F7 shows, and two again from F10", async () => {
    const it = await twoTables();
    press(it, "type >9", "F7", "/", "type 9", "F7");
    expect(it.message()).toBe("Table 9: 2 bills. Which one?");

    press(it, "+");
    expect(it.message()).toBe("Table 9: 2 bills are one now.");
    expect(dues(it)).toEqual({ "9": 13.6 });
    press(it, "F10", "type own bill", "Enter");

    expect(it.message()).toBe("Table 9 has a bill of its own again.");
    expect(dueList(it)).toEqual([
      ["9", 2.6],
      ["9", 11],
    ]);
  });

  test("are one by + in the plan, on the row of either", async () => {
    const it = await twoTables();
    press(it, "type >9", "F7", "/", "F7", "Down");

    press(it, "type +");

    expect(it.message()).toBe("Table 9: 2 bills are one now.");
    expect(dues(it)).toEqual({ "9": 13.6 });
  });

  test("are not made of one", async () => {
    const it = await twoTables();
    press(it, "F7", "type +");

    expect(it.message()).toBe("Only one bill is at that table. To another table: Esc, then >9 F7.");
    expect(dues(it)).toEqual({ "9": 2.6, "7": 11 });
  });
});

function tableNow({ store }: RealRegister): string | undefined {
  return store.getState().order?.table;
}

function dueList({ open: { till } }: RealRegister): ReadonlyArray<readonly [string, number]> {
  return till.ledger
    .read(openTables)
    .map(({ table, name, due }) => [table === "" ? name : table, due / 100] as const);
}

function dues(it: RealRegister): Record<string, number> {
  return Object.fromEntries(dueList(it));
}

/** `type …` is typed, all else is a key; slowly enough for the same key to count again. */
function press(it: Bench, ...keys: ReadonlyArray<string>): void {
  for (const key of keys) {
    if (key.startsWith("type ")) it.type(key.slice("type ".length));
    else {
      it.clock.advance(BETWEEN_MS);
      it.press(key);
    }
  }
}
