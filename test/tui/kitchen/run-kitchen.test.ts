import { describe, expect, onTestFinished, test, vi } from "vitest";

import { type KitchenOptions, runKitchen } from "../../../src/tui/kitchen/run-kitchen.ts";
import { type ScreenExit } from "../../../src/tui/run-screen.ts";
import { createFakeKitchen, type FakeKitchen } from "../../support/fake-kitchen.ts";
import {
  createFakeKeyboard,
  createFakeTerminal,
  type FakeTerminal,
} from "../../support/fake-terminal.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { idOf } from "../../support/told.ts";

/** 2026-11-20T13:32Z. */
const START_MS = 1_795_181_520_000;
const MINUTE_MS = 60_000;

const BURGER = { text: "Burger", quantity: 2 };
const FRIES = { text: "Fries" };

describe("a kitchen's screen", () => {
  test("says so when there is nothing to do", async () => {
    const it = running();

    const screen = await it.sees("No tickets: all is done.");

    expect(screen).toContain("Kitchen: Grill  0 open");
    expect(screen).toContain("All day: nothing is to be made");
    expect(screen).toMatch(/1-9 Done {2}\*3 Items {2}- Recall {2}\+ All day/u);
  });

  test("shows a ticket with its number, order, table, age and goods", async () => {
    const it = running((kitchen) => {
      kitchen.come("A12", [{ ...BURGER, modifiers: [{ name: "no onion", count: 1 }] }, FRIES], {
        table: "4",
        wallMs: START_MS - 4 * MINUTE_MS,
      });
    });

    const screen = await it.sees("1 A12 T4");

    expect(screen).toMatch(/^ 1 A12 T4 +4' │/mu);
    expect(screen).toMatch(/^ 2 Burger +│/mu);
    expect(screen).toMatch(/^ {3}\+ no onion +│/mu);
    expect(screen).toContain("All day: 2 Burger  1 Fries");
    expect(screen).toContain("oldest 1: 4'");
  });

  test("says in words when a ticket is late, and when it is very late", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER], { wallMs: START_MS });
    });
    await it.sees("1 A1");

    it.clock.advance(10 * MINUTE_MS);
    await it.sees("10' LATE");
    it.clock.advance(10 * MINUTE_MS);

    expect(await it.sees("VERY LATE")).toContain("1 A1       20' VERY LATE │");
  });

  test("shouts a note, and an allergy above all else", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [{ ...BURGER, note: "nut allergy, table by the window" }]);
    });

    const screen = await it.sees("!! ALLERGY !!");

    expect(screen).toMatch(/^ {3}! nut allergy, table +│/mu);
    expect(it.terminal.written()).toContain("\u001b[0;7m");
  });

  test("has a word for what is held, void, changed and made anew", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [
        { text: "Steak", act: "held", course: 2 },
        { text: "Soup", act: "void" },
        { text: "Salad", act: "change" },
        { text: "Pizza", act: "refire", reason: "dropped" },
      ]);
    });

    const screen = await it.sees("HOLD 1 Steak");

    expect(screen).toContain("VOID 1 Soup");
    expect(screen).toContain("! CHANGED");
    expect(screen).toContain("AGAIN 1 Pizza");
    // As the paper says it.
    expect(screen).toMatch(/AGAIN 1 Pizza .*\n[ │]*\(dropped\)/u);
    expect(screen).toContain("- course 2 -");
  });

  test("says which course was fired, so that a full board shows what is to begin", async () => {
    const steak = { text: "Steak", course: 2, line: idOf("A", 7) };
    const it = running((kitchen) => {
      kitchen.come("A1", [{ text: "Soup" }, { ...steak, act: "held" }]);
      kitchen.come("A1", [{ ...steak, act: "fire" }]);
    });

    const screen = await it.sees("FIRE 1 Steak");

    expect(screen).not.toContain("HOLD");
    expect(screen).not.toContain("2 A1");
  });

  test("says where a ticket goes that was to go elsewhere", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [{ ...BURGER, act: "move" }], { table: "9", tableBefore: "4" });
    });

    const screen = await it.sees("! MOVED, was: T4");

    expect(screen).toContain("1 A1 T9");
    expect(screen).not.toContain("CHANGED");
  });

  test("bumps by a digit, keeps every other ticket where it is, and brings the last one back", async () => {
    const it = running((kitchen) => {
      for (const number of ["A1", "A2", "A3"]) kitchen.come(number, [BURGER]);
    });
    const before = await it.sees("3 A3");

    it.type("2");
    const after = await it.sees("Order A2 is done.");
    expect(after).not.toContain("2 A2");
    expect(after.indexOf("3 A3")).toBe(before.indexOf("3 A3"));
    it.type("2");
    await it.sees("Ticket 2 has just gone: nothing was done.");
    it.type("-");
    await it.sees("1  14:32 A2 Burger");
    it.type("-");

    await it.sees("Order A2 is back.");
    expect(it.kitchen.board().cards).toHaveLength(3);
  });

  test("waits for Enter where a longer number begins alike", async () => {
    const it = running((kitchen) => {
      for (let at = 1; at <= 12; at += 1) kitchen.come(`A${at}`, [BURGER]);
    });
    await it.sees("page 1 of 2");

    it.type("1");
    await it.sees("> 1   = order A1 is done (Enter)");
    it.type("2");
    const asked = await it.sees("> 12   = order A12 is done (Enter)");
    expect(asked).toContain("page 2 of 2");
    expect(asked).toContain("12 A12");
    expect(it.kitchen.board().cards).toHaveLength(12);
    it.type("\r");
    await it.sees("Order A12 is done.");
    it.type("/1\r");
    await it.sees("Order A1 is done.");
    it.type("7\r");
    await it.sees("Order A7 is done.");
    it.type("1\u007f");

    const second = await it.sees("page 2 of 2");
    expect(second).toContain("8 A8");
    expect(it.kitchen.board().cards.map(({ number }) => number)).not.toContain("A7");
  });

  test("shows a ticket of another page before anything is done with it", async () => {
    const it = running((kitchen) => {
      for (let at = 1; at <= 8; at += 1) kitchen.come(`A${at}`, [BURGER]);
    });
    await it.sees("page 1 of 2");

    it.type("8");
    expect(await it.sees("> 8   = order A8 is done (Enter)")).toContain("page 2 of 2");
    expect(it.kitchen.board().cards).toHaveLength(8);
    it.type("\r");
    await it.sees("Order A8 is done.");

    it.type("1");
    expect(await it.sees("> 1   = order A1 is done (Enter)")).toContain("page 1 of 2");
    it.type(".");
    await it.sees(/^ >$/mu);
    it.type("*9");
    await it.sees("There is no ticket 9.");

    expect(it.kitchen.board().cards).toHaveLength(7);
  });

  test("offers the next page only where there is one", async () => {
    const it = running((kitchen) => kitchen.come("A1", [BURGER]));
    expect(await it.sees("1 A1")).not.toContain("/ Page");

    for (let at = 2; at <= 7; at += 1) it.kitchen.come(`A${at}`, [BURGER]);

    expect(await it.sees("page 1 of 2")).toContain("/ Page");
  });

  test("says what the counts are of where nothing is to be made", async () => {
    const it = running();
    await it.sees("No tickets");

    it.type("+");

    const screen = await it.sees(/^ All day: how many of each are still to be made$/mu);
    expect(screen).toMatch(/^ nothing is to be made$/mu);
  });

  test("does goods one by one, and takes one back", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER, FRIES, { text: "Soup" }]);
      kitchen.come("A2", [BURGER]);
    });
    await it.sees("1 A1");

    it.type("*1");
    await it.sees("Ticket 1, order A1");
    it.type("2");
    const items = await it.sees("Fries: done.");
    expect(items).toContain("ok 1 Fries");
    it.type("2");
    await it.sees("Fries: to be made after all.");
    it.type("\r");
    await it.sees("Order A1 is done.");

    expect(it.kitchen.board().cards.map(({ number }) => number)).toEqual(["A2"]);
  });

  test("takes a number once no longer one begins with it, with or without *", async () => {
    const it = running((kitchen) => {
      for (let at = 1; at <= 12; at += 1) kitchen.come(`A${at}`, [BURGER]);
    });
    await it.sees("1 A1");

    it.type("12\r");
    await it.sees("Order A12 is done.");
    it.type("/1");
    await it.sees("> 1   = order A1 is done (Enter)");
    it.type("*");
    await it.sees("Ticket 1, order A1");
    it.type(".*11");
    await it.sees("Ticket 11, order A11");
    it.type("\r");
    await it.sees("Enter once more: all of this ticket is done.");
    expect(it.kitchen.board().cards).toHaveLength(11);
    it.type("\r");
    await it.sees("Order A11 is done.");

    expect(it.kitchen.board().cards).toHaveLength(10);
  });

  test("takes a number of a ticket's goods in the same way", async () => {
    const it = running((kitchen) => {
      const goods = Array.from({ length: 12 }, (_, at) => ({ text: `Dish ${at + 1}` }));
      kitchen.come("A1", goods);
    });
    await it.sees("1 A1");

    it.type("*112");
    await it.sees("Dish 12: done.");
    it.type("\r");
    await it.sees("Enter once more: all of this ticket is done.");
    it.type("1*");
    await it.sees("Dish 1: done.");

    expect(it.kitchen.board().cards).toHaveLength(1);
  });

  test.each([
    ["all", "\u001b[0;1;9mVOID 1 Soup"],
    ["western", "\u001b[0;1m VOID 1 Soup"],
    ["ascii", "\u001b[0;1m VOID 1 Soup"],
  ] as const)(
    "fades what is done and strikes out what is void, where it can",
    async (signs, struck) => {
      const it = running(
        (kitchen) => kitchen.come("A1", [BURGER, FRIES, { text: "Soup", act: "void" }]),
        { signs },
      );
      await it.sees("VOID 1 Soup");
      expect(it.terminal.written()).toContain(struck);

      it.type("*12.");
      await it.sees("ok 1 Fries");

      expect(it.terminal.written()).toContain("\u001b[0;2m ok 1 Fries");
    },
  );

  test("counts what is to be made, and does nothing blindly behind that", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER, { text: "Steak", act: "held" }]);
      kitchen.come("A2", [BURGER]);
    });
    await it.sees("1 A1");

    it.type("+");
    const counts = await it.sees(/^ All day$/mu);
    expect(counts).toMatch(/^ +4 {2}Burger$/mu);
    expect(counts).toMatch(/^ +1 {2}Steak {2}\(1 on hold\)$/mu);
    it.type("1");
    await it.sees("First back to the tickets: .");

    expect(it.kitchen.board().cards).toHaveLength(2);
  });

  test("takes the keypad for digits when Num Lock is off, and says so", async () => {
    const it = running((kitchen) => {
      for (const number of ["A1", "A2", "A3", "A4", "A5"]) kitchen.come(number, [BURGER]);
    });
    await it.sees("5 A5");

    it.type("\u001b[B");
    await it.sees("Order A2 is done.");
    it.type("\u001b[E");
    await it.sees("Order A5 is done.");
    it.type("\u001bOs");
    await it.sees("Order A3 is done.");
    it.type("\u001b[3~");
    it.type("\u001b[2~");

    expect(await it.sees(/^ Keys$/mu)).toContain("Num Lock is off");
    expect(it.kitchen.board().cards).toHaveLength(2);
  });

  test("rings once for what is new, and not at its start or when it may not", async () => {
    const loud = running((kitchen) => kitchen.come("A1", [BURGER]));
    const quiet = running(undefined, { bell: false });
    await loud.sees("1 A1");
    expect(loud.bells()).toBe(0);

    for (const it of [loud, quiet]) it.kitchen.come("A2", [BURGER, FRIES]);

    await loud.sees("A2");
    await quiet.sees("A2");
    expect(loud.bells()).toBe(1);
    expect(quiet.bells()).toBe(0);
    loud.type("1");
    await loud.sees("Order A1 is done.");
    expect(loud.bells()).toBe(1);
  });

  test("says that another screen was faster", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER]);
      kitchen.come("A2", [BURGER]);
    });
    await it.sees("1 A1");
    const [first] = it.kitchen.board().cards;

    it.kitchen.bumpElsewhere(first?.id as never);
    await it.sees("1 open");
    it.type("1");

    await it.sees("Ticket 1 has just gone: nothing was done.");
    it.type("8");
    expect(await it.sees("There is no ticket 8.")).toContain("2 A2");
  });

  test("counts what doesn't fit on a card, and shows all of it beside", async () => {
    const it = running((kitchen) => {
      const goods = Array.from({ length: 25 }, (_, at) => ({ text: `Dish ${at + 1}` }));
      kitchen.come("A1", [...goods, { text: "Last", note: "no salt" }]);
    });
    const screen = await it.sees(/! \d+ more: \*1/u);
    expect(screen).not.toContain("no salt");

    it.type("*");
    await it.sees("> *   = the goods of which ticket? Its number.");
    it.type("\r");
    await it.sees("> *   = the goods of which ticket? Its number.");
    it.type("1");
    await it.sees("Ticket 1, order A1  page 1 of 2");
    it.type("/");

    await it.sees("no salt");
  });

  test("gives the lowest tickets all rows that are left, so that nothing is cut above blank rows", async () => {
    const goods = [1, 2, 3, 4, 5, 6, 7].map((no) => ({ text: `Dish ${no}` }));
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER]);
      kitchen.come("A2", goods);
      kitchen.come("A3", goods);
      kitchen.come("A4", goods);
    });

    const screen = await it.sees("4 A4");

    expect(screen.match(/ 1 Dish 7\b/gu)).toHaveLength(3);
    expect(screen).not.toContain("more: *");
  });

  test("gives a ticket whose rows fill one place no second one", async () => {
    const six = [1, 2, 3, 4, 5, 6].map((no) => ({ text: `Dish ${no}` }));
    const it = running((kitchen) => {
      kitchen.come("A1", six);
      for (const number of ["A2", "A3", "A4"]) kitchen.come(number, [BURGER]);
    });

    const screen = await it.sees("4 A4");

    expect(screen).toMatch(/^ 1 Dish 6 .*\n 4 A4 /mu);
    expect(screen).not.toContain("more: *");
  });

  test("shows a long ticket on through free places below it, until a ticket comes there", async () => {
    const goods = Array.from({ length: 20 }, (_, at) => ({ text: `Dish ${at + 1}` }));
    const it = running((kitchen) => kitchen.come("A1", goods), {}, { columns: 120, rows: 40 });
    const alone = await it.sees("1 Dish 20");
    expect(alone).not.toContain("more: *");

    for (let at = 2; at <= 9; at += 1) it.kitchen.come(`A${at}`, [BURGER]);

    const full = await it.sees("9 A8");
    expect(full).toMatch(/^ 7 more: \*1 .*\n 9 A8 /mu);
  });

  test("keeps its numbers for the next start", async () => {
    const it = running((kitchen) => {
      kitchen.come("A1", [BURGER]);
      kitchen.come("A2", [BURGER]);
    });
    await it.sees("2 A2");
    it.type("1");
    await it.sees("Order A1 is done.");

    expect(it.kitchen.kept().map(([, number]) => number)).toEqual([2]);
  });

  test("says when its window is too small, and does nothing then", async () => {
    const it = running((kitchen) => kitchen.come("A1", [BURGER]), {}, { columns: 60, rows: 20 });
    await it.sees("The window is 60 by 20");

    it.type("1");
    it.terminal.resize(80, 24);

    await it.sees("1 A1");
    expect(it.kitchen.board().cards).toHaveLength(1);
  });

  test("has more places in a larger window, and a ticket keeps its number", async () => {
    const it = running((kitchen) => {
      for (let at = 1; at <= 8; at += 1) kitchen.come(`A${at}`, [BURGER]);
    });
    await it.sees("page 1 of 2");

    it.terminal.resize(120, 40);

    const screen = await it.sees("8 A8");
    expect(screen).not.toContain("page 1");
    expect(screen).toContain("4 A4");
  });

  test("speaks the shop's language", async () => {
    const it = running(
      (kitchen) => kitchen.come("A1", [{ text: "Suppe", act: "void" }]),
      {},
      {
        locale: "de",
      },
    );

    const screen = await it.sees("STORNO 1 Suppe");

    expect(screen).toContain("Küche: Grill  1 offen");
  });

  test("ends by its keys, and when the terminal is gone", async () => {
    const it = running();
    await it.sees("No tickets");
    it.type("\u0003");
    await it.sees("To leave: 0, then *");

    it.type("0");
    await it.sees("* leaves this screen");
    it.type("*");

    expect(await it.exit).toEqual({ type: "quit" });
    expect(await it.terminal.isAlternate()).toBe(false);
  });
});

describe("the pass", () => {
  test("asks before an order goes out of which something is not made", async () => {
    const it = running(
      (kitchen) => {
        kitchen.come("A1", [BURGER, FRIES, { text: "Tart", act: "held", course: 2 }]);
        kitchen.come("A2", [BURGER]);
      },
      {},
      { isPass: true },
    );
    expect(await it.sees("1 A1")).toContain("1-9 Hand out");

    it.type("1");
    await it.sees("> 1   = order A1 is handed out, not made yet: 2 (Enter)");
    expect(it.kitchen.board().cards).toHaveLength(2);
    it.type(".*112.");
    await it.sees("ok 2 Burger");
    it.type("1");
    await it.sees("Order A1 has been handed out.");
    it.type("2\r");
    await it.sees("Order A2 has been handed out.");

    expect(it.kitchen.board().cards).toEqual([]);
  });
});

interface Running {
  readonly kitchen: FakeKitchen;
  readonly clock: ManualClock;
  readonly terminal: FakeTerminal;
  readonly type: (keys: string) => void;
  readonly sees: (wanted: string | RegExp) => Promise<string>;
  readonly bells: () => number;
  readonly exit: Promise<ScreenExit>;
}

function running(
  fill: (kitchen: FakeKitchen) => unknown = () => undefined,
  options: Partial<KitchenOptions> = {},
  {
    columns = 80,
    rows = 24,
    locale = "en",
    isPass = false,
  }: {
    readonly columns?: number;
    readonly rows?: number;
    readonly locale?: "en" | "de";
    readonly isPass?: boolean;
  } = {},
): Running {
  const kitchen = createFakeKitchen({ locale, isPass });
  fill(kitchen);
  const clock = createManualClock(START_MS);
  const terminal = createFakeTerminal({ columns, rows });
  const keyboard = createFakeKeyboard();
  const exit = runKitchen({
    port: kitchen,
    clock,
    stdin: keyboard,
    stdout: terminal,
    offsetMinutes: () => 60,
    options: {
      signs: "all",
      color: false,
      bell: true,
      late: { lateMinutes: 10, veryLateMinutes: 20 },
      ...options,
    },
  });
  onTestFinished(async () => {
    keyboard.hangUp();
    await exit;
  });

  return {
    kitchen,
    clock,
    terminal,
    type: keyboard.send,
    bells: () => terminal.written().split("\u0007").length - 1,
    sees: (wanted) =>
      vi.waitFor(
        async () => {
          // What is not of a key is painted when its turn is over.
          clock.advance(0);
          const text = await terminal.text();
          const isSeen = typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
          if (!isSeen) throw new Error(`Not seen: ${String(wanted)}\n${text}`);
          return text;
        },
        { timeout: 5000, interval: 1 },
      ),
    exit,
  };
}
