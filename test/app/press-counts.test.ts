/**
 * How many presses the commonest actions take, at a real register: each key of a row counts one. What
 * became of it is looked up in the till, because a count alone proves nothing.
 */

import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { listOpenDrawers } from "../../src/app/drawers/drawers.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { CAFE_START_MS, cafeCopies } from "../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../support/real-register.ts";
import { sellGoods } from "../support/sell-goods.ts";

const newCafe = cafeCopies();
const DAY_MS = 86_400_000;
const YESTERDAY = "2026-11-20" as OrderView["day"];
/** Between two keys: long enough for the same one to count again, also one that takes money. */
const BETWEEN_MS = 1000;

interface Action {
  readonly action: string;
  readonly keys: ReadonlyArray<string>;
  /** What the key map promises; for what it doesn't list, what it takes today. */
  readonly most: number;
  /** Who is at the till; the cashier if nobody is named. */
  readonly by?: readonly [number: string, pin: string];
  /** What has happened at this till before, on the day before if it says so. */
  readonly before?: (register: RealRegister) => unknown;
  readonly wasYesterday?: boolean;
  /** A scan before the first key: no press. */
  readonly scan?: string;
  readonly became: (register: RealRegister) => unknown;
}

const MIA = ["1", "1111"] as const;
/** Who may also void, take goods back and give discounts. */
const CHIARA = ["3", "3333"] as const;

const ACTIONS: ReadonlyArray<Action> = [
  {
    action: "a coffee the other way, cash exact",
    keys: ["1", "0", "0", "F3", "F9", "Enter"],
    most: 6,
    became: (register) => {
      expect(register.message()).toBe("Paid 2.80 in cash. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({
        service: "counter",
        status: "paid",
        total: 280,
        receipts: ["A-000001"],
      });
    },
  },
  {
    action: "the same with a 20",
    keys: ["1", "0", "0", "F3", "2", "0", "F9"],
    most: 7,
    became: (register) => {
      expect(register.store.getState().paid).toMatchObject({ change: 1720, tendered: 2000 });
      expect(lastOrder(register)).toMatchObject({
        service: "counter",
        status: "paid",
        total: 280,
        receipts: ["A-000001"],
      });
    },
  },
  {
    action: "a part by card, then the rest by card, which is asked about once",
    keys: ["F9", "1", "F12", "F12", "F12"],
    most: 5,
    before: added("100"),
    became: (register) => {
      expect(register.message()).toBe("Paid 1.80 by card. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({ status: "paid", total: 280 });
    },
  },
  {
    action: "a part by card, then the rest in cash, which is asked about once",
    keys: ["F9", "1", "F12", "Enter", "Enter"],
    most: 5,
    before: added("100"),
    became: (register) => {
      expect(register.message()).toBe("Paid 1.80 in cash. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({ status: "paid", total: 280 });
    },
  },
  {
    action: "split by three, three cards",
    keys: ["/", "3", "F9", "F12", "F12", "F12", "F12", "F12"],
    // The map's eight without the table's two; each next part is shown before it is taken.
    most: 8,
    before: added("3*400"),
    became: (register) => {
      expect(register.message()).toBe("Paid 2.60 by card. Receipt A-000003.");
      expect(lastOrder(register)).toMatchObject({ status: "paid", total: 780 });
    },
  },
  {
    action: "split by three, the first paid in cash with change",
    keys: ["/", "3", "F9", "5", "0", "F9"],
    most: 6,
    before: added("3*400"),
    became: (register) => {
      expect(register.store.getState()).toMatchObject({
        screen: "payment",
        paid: { tendered: 5000, change: 4740, receiptNumber: "A-000001" },
      });
      expect(lastOrder(register)).toMatchObject({ status: "open", due: 520 });
    },
  },
  {
    action: "void one of three that were sent",
    keys: ["1", "F5", "2"],
    // The map's ten without the table's two, and without a PIN by who may do it.
    most: 3,
    by: CHIARA,
    before: (register) => {
      added("3*400")(register);
      register.press("F2");
    },
    became: (register) => {
      expect(register.message()).toBe("1 × Croissant taken off.");
      const order = lastOrder(register);
      expect(order).toMatchObject({ status: "open", total: 520 });
      expect(order?.lines).toMatchObject([{ quantity: 2000, voided: false }]);
      expect(latestPaper(register)).toContain("VOID 1 x Croissant");
    },
  },
  {
    action: "the same by the word of who may, and has vouched before",
    keys: ["1", "F5", "2", "3", "3", "3", "3", "Enter"],
    most: 8,
    before: async (register) => {
      added("3*400")(register);
      register.press("F2");
      register.type("=2.00");
      register.press("Enter", "3", "Enter");
      register.type("3333");
      register.press("Enter");
      await register.checked();
    },
    became: (register) => {
      expect(register.message()).toBe("1 × Croissant taken off.");
      expect(lastOrder(register)).toMatchObject({ total: 400, lines: [{ quantity: 2000 }] });
    },
  },
  {
    action: "refund of yesterday's item, by who may",
    scan: "9800000000014",
    keys: ["2", "F5", "1", "F9", "Enter"],
    // The map's ten without a PIN.
    most: 5,
    by: CHIARA,
    before: ({ open }) => sellGoods(open.till, ["croissant", "espresso"], { cash: 10_000 }),
    wasYesterday: true,
    became: (register) => {
      expect(register.message()).toBe("Give back 2.40 in cash. Refund A-000002.");
      expect(lastOrder(register, "2026-11-20")?.refunds).toEqual(["A-000002"]);
      expect(register.open.till.days().now).toBe("2026-11-21");
    },
  },
  {
    action: "the same by the word of who may: the PIN is asked for before the money is taken out",
    scan: "9800000000014",
    keys: ["2", "F5", "1", "3", "Enter", "3", "3", "3", "3", "Enter", "F9"],
    // Nobody has vouched here before: who does is named first, which is two more than the map's.
    most: 11,
    before: ({ open }) => sellGoods(open.till, ["croissant", "espresso"], { cash: 10_000 }),
    wasYesterday: true,
    became: (register) => {
      expect(register.message()).toBe("Give back 2.40 in cash. Refund A-000002.");
      expect(lastOrder(register, "2026-11-20")?.refunds).toEqual(["A-000002"]);
    },
  },
  {
    action: "the same by the word of who may, and has vouched before",
    scan: "9800000000014",
    keys: ["2", "F5", "1", "3", "3", "3", "3", "Enter", "F9"],
    most: 10,
    before: async (register) => {
      const { open } = register;
      sellGoods(open.till, ["croissant", "espresso"], { cash: 10_000 });
      await register.logIn(...MIA);
      added("400")(register);
      register.type("=2.00");
      register.press("Enter", "3", "Enter");
      register.type("3333");
      register.press("Enter");
      await register.checked();
      register.press("F6", "Ctrl-L");
    },
    wasYesterday: true,
    became: (register) => {
      expect(register.message()).toBe("Give back 2.40 in cash. Refund A-000002.");
      const sold = listOrders(register.open.till, { day: YESTERDAY, openOnly: false })[0];
      expect(sold?.refunds).toEqual(["A-000002"]);
    },
  },
  {
    action: "far too much money, which Enter doesn't take",
    keys: ["1", "0", "0", "Enter", "2", "0", "0", "0", "F9", "F9"],
    most: 10,
    became: (register) => {
      expect(register.store.getState().paid).toMatchObject({ tendered: 200_000 });
    },
  },
  {
    action: "86",
    keys: ["!", "s", "a", "l", "Enter"],
    most: 5,
    became: (register) => {
      expect(register.message()).toBe("Salmon is sold out, on every till.");
      expect(register.open.till.left("SALMON")).toBe(0);
    },
  },
  {
    action: "reprint of the last ticket",
    keys: ["Ctrl-P", "1"],
    most: 2,
    before: async (register) => {
      added("400")(register);
      register.press("F2");
      await register.open.printing.settle();
    },
    became: async (register) => {
      expect(register.message()).toBe(
        "Ticket A1 Kitchen is printed once more, and says so on top.",
      );
      await register.open.printing.settle();
      const roll = await readFile(rollPath(register.open.dir, "kitchen"), "utf8");
      expect(roll.split("1 x Croissant")).toHaveLength(3);
      expect(roll).toContain("REPRINT");
    },
  },
  {
    action: "a coffee by card",
    keys: ["1", "0", "0", "Enter", "F12", "F12"],
    most: 6,
    became: (register) => {
      expect(register.message()).toBe("Paid 2.80 by card. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({ status: "paid", total: 280 });
    },
  },
  {
    action: "park and bring back",
    keys: ["F6", "F6", "1"],
    most: 3,
    before: added("400"),
    became: (register) => {
      expect(register.message()).toBe("A1 is here.");
      expect(register.store.getState().order).toMatchObject({ number: "A1", total: 260 });
    },
  },
  {
    action: "ten percent off the line",
    keys: ["-", "1", "0", "%", "Enter"],
    most: 5,
    by: CHIARA,
    before: added("400"),
    became: (register) => expect(lastOrder(register)?.lines).toMatchObject([{ gross: 234 }]),
  },
  {
    action: "a latte with oat milk",
    keys: ["l", "a", "/", "2", "Enter"],
    most: 5,
    became: (register) => {
      expect(lastOrder(register)).toMatchObject({ total: 390, lines: [{ name: "Latte" }] });
      const names = lastOrder(register)?.lines[0]?.modifiers.map(({ name }) => name);
      expect(names).toContain("Oat milk");
    },
  },
  {
    action: "the line that was just added off again",
    keys: ["F5"],
    most: 1,
    before: added("400"),
    became: (register) => expect(lastOrder(register)?.lines).toMatchObject([{ voided: true }]),
  },
  {
    action: "fire the mains, on the screen already",
    keys: ["Ctrl-F"],
    // The map's three without the table's two.
    most: 1,
    before: (register) => {
      register.store.getState().session?.perform({ act: "service", service: "dine-in" });
      added("2*400")(register);
      added("510")(register);
      register.press("F2");
      expect(register.message()).toBe(
        "Queued for the kitchen. Later courses wait: Ctrl-F fires the next.",
      );
    },
    became: (register) => {
      expect(register.message()).toBe("Fired: 1 × Margherita.");
      expect(latestPaper(register)).toMatch(/ FIRE .*1 x Margherita/u);
    },
  },
  {
    action: "a round to a tab that is parked under a name",
    keys: ["r", "o", "s", "F6", "Ctrl-R", "F2"],
    most: 6,
    before: (register) => {
      added("2*300")(register);
      added("400")(register);
      register.press("F2");
      register.type("rossi");
      register.press("F6");
    },
    became: (register) => {
      expect(lastOrder(register)?.lines).toMatchObject([
        { sku: "0-5-L-BIER", quantity: 2000 },
        { sku: "CROISSANT", quantity: 1000 },
        { sku: "0-5-L-BIER", quantity: 2000, kitchen: "sent" },
        { sku: "CROISSANT", quantity: 1000, kitchen: "sent" },
      ]);
    },
  },
  {
    action: "close of the drawer, one sum",
    keys: ["F10", "7", "9", "1", "5", "0", ".", "0", "0", "Enter", "F9"],
    most: 11,
    before: opened("150"),
    became: (register) => {
      expect(register.message()).toBe(
        "Closed: 150.00, as expected. 0.00 stays, 150.00 into the safe.",
      );
      expect(listOpenDrawers(register.open.till)).toEqual([]);
    },
  },
  {
    action: "close of the drawer, eight kinds of coins and notes",
    keys: "F10 7 9 Down Down Down Down 2 Enter 5 Enter 8 Enter 1 2 Enter 9 Enter 1 4 Enter 6 Enter 2 1 Enter F9".split(
      " ",
    ),
    most: 27,
    before: opened("379.20"),
    became: (register) => {
      expect(register.message()).toBe(
        "Closed: 379.20, as expected. 0.00 stays, 379.20 into the safe.",
      );
    },
  },
  {
    action: "table 12 for four with two drinks, sent",
    keys: ["1", "2", "*", "4", "F7", "2", "*", "4", "0", "0", "Enter", "F2"],
    most: 12,
    became: (register) => {
      expect(lastOrder(register)).toMatchObject({
        table: "12",
        covers: 4,
        service: "dine-in",
        lines: [{ quantity: 2000, kitchen: "sent" }],
      });
    },
  },
  {
    action: "a table for four, three starters, four mains and two bottles, sent",
    keys: [
      "7",
      "*",
      "4",
      "F7",
      "3",
      "*",
      "1",
      "0",
      "0",
      "Enter",
      "4",
      "*",
      "4",
      "0",
      "5",
      "Enter",
      "2",
      "*",
      "4",
      "0",
      "0",
      "Enter",
      "F2",
    ],
    most: 23,
    became: (register) => {
      expect(lastOrder(register)).toMatchObject({ table: "7", covers: 4 });
      expect(lastOrder(register)?.lines.map(({ quantity }) => quantity)).toEqual([
        3000, 4000, 2000,
      ]);
    },
  },
  {
    action: "fire the mains of another table",
    keys: ["7", "F7", "Ctrl-F"],
    most: 3,
    before: heldAtTable("7"),
    became: (register) => {
      expect(register.store.getState().order).toMatchObject({
        table: "7",
        lines: [
          { isOnHold: false, kitchen: "sent" },
          { isOnHold: false, kitchen: "sent" },
        ],
      });
      expect(register.message()).toBe("Fired: 1 × Margherita.");
    },
  },
  {
    action: "paying for a course on hold, which asks once more: fired by Enter",
    keys: ["7", "F7", "F9", "Enter", "Enter"],
    // Two for the table, two for the money, and the answer.
    most: 5,
    before: heldAtTable("7"),
    became: (register) => {
      expect(register.message()).toBe("Paid 13.10 in cash. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({
        status: "paid",
        lines: [{ isOnHold: false }, { isOnHold: false }],
      });
    },
  },
  {
    action: "paying for a course on hold, which asks once more: fired by its digit",
    keys: ["7", "F7", "F9", "Enter", "1"],
    // Two for the table, two for the money, and the answer.
    most: 5,
    before: heldAtTable("7"),
    became: (register) => {
      expect(register.message()).toBe("Paid 13.10 in cash. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({
        status: "paid",
        lines: [{ isOnHold: false }, { isOnHold: false }],
      });
    },
  },
  {
    action: "paying for a course on hold, which asks once more: kept waiting",
    keys: ["7", "F7", "F9", "Enter", "2"],
    // Two for the table, two for the money, and the answer.
    most: 5,
    before: heldAtTable("7"),
    became: (register) => {
      expect(register.message()).toBe("Paid 13.10 in cash. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({
        status: "paid",
        lines: [{ isOnHold: false }, { isOnHold: true }],
      });
    },
  },
  {
    action: "paying by card for a course on hold, fired",
    keys: ["7", "F7", "F12", "F12", "Enter"],
    most: 5,
    before: heldAtTable("7"),
    became: (register) => {
      expect(register.message()).toBe("Paid 13.10 by card. Receipt A-000001.");
      expect(lastOrder(register)).toMatchObject({
        status: "paid",
        lines: [{ isOnHold: false }, { isOnHold: false }],
      });
    },
  },
  {
    action: "a round to a tab",
    keys: ["r", "o", "s", "F7", "Ctrl-R", "F2"],
    most: 6,
    before: sentTo("rossi"),
    became: (register) => {
      expect(register.store.getState().order).toMatchObject({
        name: "rossi",
        lines: [{ kitchen: "sent" }, { kitchen: "sent" }],
      });
    },
  },
  {
    action: "a section handed to a colleague",
    keys: ["F7", ">", "*", "3"],
    most: 4,
    before: (register) => {
      sentTo("7")(register);
      sentTo("8")(register);
    },
    became: (register) => {
      expect(register.message()).toBe("2 orders: Chiara serves them now.");
    },
  },
  {
    action: "one more of the line",
    keys: ["+", "Enter"],
    most: 2,
    before: added("400"),
    became: (register) => expect(lastOrder(register)?.lines).toMatchObject([{ quantity: 2000 }]),
  },
  {
    action: "the bill of table 7, from anywhere",
    keys: ["7", "F8"],
    most: 2,
    before: sentTo("7"),
    became: (register) => {
      expect(register.message()).toBe("Bill 1 of A1, table 7: 2.60.");
      expect(latestPaper(register)).toContain("BILL – NO RECEIPT");
    },
  },
  {
    action: "a bill split by three, paid by three cards",
    keys: ["/", "3", "F9", "F12", "F12", "F12", "F12", "F12"],
    most: 8,
    before: added("400"),
    became: (register) => {
      expect(lastOrder(register)).toMatchObject({
        status: "paid",
        receipts: ["A-000001", "A-000002", "A-000003"],
      });
    },
  },
  {
    action: "the bill of the order on the screen",
    keys: ["F8"],
    most: 1,
    before: added("400"),
    became: (register) => {
      expect(register.message()).toBe("Bill 1 of A1: 2.60.");
      expect(latestPaper(register)).toContain("BILL – NO RECEIPT");
    },
  },
];

describe("presses", () => {
  test.each(ACTIONS)("$action takes at most $most", async (row) => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    if (row.wasYesterday === true) {
      await row.before?.(register);
      cafe.clock.set(CAFE_START_MS + DAY_MS);
    }
    await register.logIn(...(row.by ?? MIA));
    if (row.wasYesterday !== true) await row.before?.(register);
    cafe.clock.advance(BETWEEN_MS);
    if (row.scan !== undefined) register.scan(row.scan);

    let presses = 0;
    for (const key of row.keys) {
      cafe.clock.advance(BETWEEN_MS);
      presses += register.press(key);
    }

    await register.checked();
    await row.became(register);
    expect(presses).toBeLessThanOrEqual(row.most);
    expect(register.store.getState()).toMatchObject({ text: "", list: undefined });
  });
});

function added(entry: string): (register: RealRegister) => void {
  return (register) => {
    register.type(entry);
    register.press("Enter");
  };
}

/** One piece, at a table or in a tab that is parked then. */
function sentTo(what: string): (register: RealRegister) => void {
  return (register) => {
    register.type(what);
    register.press("F7");
    register.type("400");
    register.press("Enter", "F2", "F6");
  };
}

/** A starter that the kitchen makes, and a main that it waits with. */
function heldAtTable(table: string): (register: RealRegister) => void {
  return (register) => {
    register.type(table);
    register.press("F7");
    added("400")(register);
    added("510")(register);
    register.press("F2", "F6");
  };
}

/** By whoever is there. */
function opened(float: string): (register: RealRegister) => void {
  return (register) => {
    register.press("F10", "7");
    register.press("1");
    register.type(float);
    register.press("F9");
  };
}

/** The last one that was opened. */
function lastOrder(
  { open: { till } }: RealRegister,
  day: string = till.days().now,
): OrderView | undefined {
  return listOrders(till, { day: day as OrderView["day"], openOnly: false }).at(-1);
}

function latestPaper({ open }: RealRegister): string {
  return open.jobs.latest(1)[0]?.document ?? "";
}
