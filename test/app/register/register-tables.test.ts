/**
 * F7 at a real register: tables, tabs, guests, seats, the plan, handing over, and each of it taken back.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { listOrders, orderView } from "../../../src/app/orders/orders.ts";
import { openTables } from "../../../src/app/orders/tables.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import { decideSeat } from "../../../src/domain/commands/order/seat-guests.ts";
import { decideTakeOff } from "../../../src/domain/commands/order/take-off.ts";
import { decideChangeRole } from "../../../src/domain/commands/people/change-roles.ts";
import { ORDER_ATTENTION_TAG } from "../../../src/domain/folds/order-sums.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { oneUnit } from "../../../src/domain/money/amounts.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { orderTitle } from "../../../src/tui/panes/order-title.ts";
import { planPane } from "../../../src/tui/rows/plan-rows.ts";
import { MIA as MIA_ACTS, cafeCopies } from "../../support/cafe.ts";
import { type ManualClock } from "../../support/manual-clock.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import {
  act,
  cafeCatalogue,
  createShop,
  firstId,
  synchroniseAll,
  type TestTill,
  valueOf,
} from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const CHIARA = ["3", "3333"] as const;
const CHIARA_ACTS = { ...MIA_ACTS, number: "3", name: "Chiara" };
const MINUTE_MS = 60_000;

const BETWEEN_MS = 1000;

interface Bench extends RealRegister {
  readonly clock: ManualClock;
  readonly later: (minutes: number) => void;
}

async function atCafe(): Promise<Bench> {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn(...MIA);
  return {
    ...register,
    clock: cafe.clock,
    later: (minutes) => cafe.clock.advance(minutes * MINUTE_MS),
  };
}

describe("F7", () => {
  test("opens a table for its guests, before any goods, and goes to it from anywhere", async () => {
    const it = await atCafe();
    f7(it, "7*4");
    expect(it.message()).toBe("Table 7, 4 guests is open.");
    expect(titleOf(it)).toBe("Table 7, A1, 4 guests, Dine in");
    press(it, "type 100", "Enter", "F6");
    f7(it, "8");

    f7(it, "7");

    expect(it.message()).toBe("Table 7 is here, Table 8 is parked.");
    expect(orderNow(it)).toMatchObject({ table: "7", covers: 4, service: "dine-in" });
    expect(orderNow(it)?.lines.map(({ name }) => name)).toEqual(["Coffee"]);
    expect(openAt(it)).toEqual(["7", "8"]);
  });

  test("parks by itself what was open, as F6 does", async () => {
    const it = await atCafe();
    press(it, "type 100", "Enter");

    f7(it, "12a");

    expect(it.message()).toBe("Table 12A is open, A1 is parked.");
    press(it, "type 1", "F6");
    expect(it.message()).toBe("A1 is here, Table 12A is parked.");
  });

  test("sets the guests of a table in use, adding none", async () => {
    const it = await atCafe();
    f7(it, "7*4");
    f7(it, "7*6");

    expect(it.message()).toBe("Table 7: 6 guests.");
    expect(orderNow(it)?.covers).toBe(6);
    press(it, "Ctrl-Z");
    expect(orderNow(it)?.covers).toBe(4);
  });

  test("says whose goods follow, until the seat or the table changes", async () => {
    const it = await atCafe();
    f7(it, "7");
    f7(it, "*2");
    expect(titleOf(it)).toContain("seat 2");
    press(it, "type 100", "Enter");
    f7(it, "*0");
    press(it, "type 100", "Enter");
    f7(it, "*3");
    f7(it, "8");
    f7(it, "7");
    press(it, "type 100", "Enter");

    expect(orderNow(it)?.lines.map(({ seat }) => seat)).toEqual([2, 0, 0]);
  });

  test("moves the line that the arrows stand on to a seat", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "type 100", "Enter", "type 400", "Enter", "Left");

    f7(it, "*2");

    expect(it.message()).toMatch(/: for seat 2\.$/u);
    expect(orderNow(it)?.lines.map(({ seat }) => seat)).toEqual([2, 0]);
    press(it, "Ctrl-Z");
    expect(orderNow(it)?.lines.map(({ seat }) => seat)).toEqual([0, 0]);
  });

  test.each([
    ["7*0", "Say how many guests there are: 1 to 999."],
    ["7*10000", "Say how many guests there are: 1 to 999."],
    ["12345", /^12345 is no table/u],
    ["🎂🎂", "Nobody could read that name: take letters or digits."],
    ["/3", "A tab begins with a letter or a digit: / begins commands of other keys."],
    ["::language de", /: begins commands of other keys\.$/u],
    ["*100", /^Seats have the numbers 1 to 99/u],
    ["a".repeat(150), "The name is too long: at most 30 characters."],
  ])("refuses %s with one sentence, and changes nothing", async (typed, sentence) => {
    const it = await atCafe();
    f7(it, "9");
    const before = it.open.till.ledger.store.lastArrival();

    f7(it, typed);

    expect(it.message()).toMatch(sentence);
    expect(it.store.getState().text).toBe(typed);
    expect(it.open.till.ledger.store.lastArrival()).toBe(before);
  });
});

describe("a tab", () => {
  test("is opened by a name, and found by the beginning of it", async () => {
    const it = await atCafe();
    f7(it, "Rossi");
    expect(it.message()).toBe("Rossi is open.");
    press(it, "F6");

    f7(it, "ros");

    expect(it.message()).toBe("Rossi is here.");
    expect(openAt(it)).toEqual(["Rossi"]);
  });

  test("asks before it opens one whose name is nearly that of another, and opens it by F7 again", async () => {
    const it = await atCafe();
    f7(it, "Rossi");
    press(it, "F6");

    f7(it, "Rosi");
    expect(it.message()).toContain("“Rossi” is open. F7 again opens “Rosi” beside it");
    expect(openAt(it)).toEqual(["Rossi"]);
    press(it, "Enter");
    expect(openAt(it)).toEqual(["Rossi"]);
    f7(it, "Rosi");
    press(it, "F7");

    expect(openAt(it)).toEqual(["Rossi", "Rosi"]);
  });

  test("asks somebody else who comes back after 45 minutes, and not who was there last", async () => {
    const it = await atCafe();
    f7(it, "Rossi");
    press(it, "type 100", "Enter", "F6");
    it.later(50);
    await it.logIn(...MIA);
    f7(it, "Rossi");
    expect(it.message()).toBe("Rossi is here.");
    press(it, "F6", "Ctrl-L");
    await it.logIn(...CHIARA);

    f7(it, "Rossi");
    expect(it.message()).toBe(
      "Rossi: last by Mia, 50 min ago. The same guest? F7 again goes there.",
    );
    expect(orderNow(it)).toBeUndefined();
    press(it, "F7");

    expect(it.message()).toBe("Rossi is here.");
  });
});

describe("guests who leave without ordering", () => {
  test("are gone by F5, which asks once, and there again by Ctrl-Z", async () => {
    const it = await atCafe();
    f7(it, "7*4");

    press(it, "F5");
    expect(it.message()).toBe("Table 7: did they leave without ordering? F5 again says so.");
    expect(openAt(it)).toEqual(["7"]);
    press(it, "F5");

    expect(it.message()).toBe("Table 7: they left without ordering.");
    expect(openAt(it)).toEqual([]);
    expect(orderNow(it)).toBeUndefined();
    press(it, "Ctrl-Z");
    expect(it.message()).toBe("The guests are there again.");
    expect(orderNow(it)).toMatchObject({ table: "7", covers: 4, status: "open" });
  });

  test("are asked about anew once another key was pressed", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "F5", "F3", "F5");

    expect(it.message()).toContain("F5 again says so");
    expect(openAt(it)).toEqual(["7"]);
  });

  test("are gone by Ctrl-Z behind a table that was opened by mistake", async () => {
    const it = await atCafe();
    f7(it, "7");

    press(it, "Ctrl-Z");

    expect(it.message()).toBe("The guests are gone: the table is free again.");
    expect(openAt(it)).toEqual([]);
    expect(orderNow(it)).toBeUndefined();
  });
});

describe("the plan", () => {
  test("shows who sits where, since when, what is to be sent, and what is due", async () => {
    const it = await atCafe();
    f7(it, "7*4");
    press(it, "type 100", "Enter", "F2", "type 400", "Enter");
    f7(it, "Rossi");
    press(it, "F6");
    it.later(8);

    press(it, "F7");

    expect(planText(it)).toMatchInlineSnapshot(`
      " All tables and tabs
       Tables  Served by  Guests  Since  State                                    Due
        7      Mia             4  8 min  1 to send, course 1 (8 min)             5.40
       Tabs    Served by  Guests  Since  State                                    Due
        Rossi  Mia                8 min  nothing ordered                         0.00










       7 Enter goes there; F7: mine or all; > hands over; + one bill; Esc goes back"
    `);
  });

  test("gives no table's row less room because of a long name of a tab, which is cut by cells", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "F7");
    const alone = planText(it)
      .split("\n")
      .find((row) => row.includes(" 7 "));
    press(it, "Esc");

    f7(it, "山田太郎と佐藤花子の誕生日会");
    press(it, "F7");

    const rows = planText(it).split("\n");
    expect(rows.find((row) => row.includes(" 7 "))).toBe(alone);
    expect(rows.find((row) => row.includes("山田"))).toMatch(/^ {2}山田太郎と佐藤…\s+Mia /u);
  });

  test("goes where digits say, and opens what is free", async () => {
    const it = await atCafe();
    f7(it, "7");
    f7(it, "12");
    press(it, "F6", "F7");

    press(it, "type 7", "Enter");
    expect(orderNow(it)?.table).toBe("7");
    press(it, "F7", "type 15*2", "Enter");

    expect(orderNow(it)).toMatchObject({ table: "15", covers: 2 });
    expect(it.store.getState().list).toBeUndefined();
  });

  test("shows mine or all by one key", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "F6", "Ctrl-L");
    await it.logIn(...CHIARA);
    f7(it, "8");
    press(it, "F7");
    expect(planText(it)).toMatch(/ 7 .* 8 /su);

    press(it, "F7");

    expect(planText(it)).toContain("My tables");
    expect(planText(it)).not.toMatch(/^ {2}7 /mu);
  });

  test("hands a table over, and all of a person's, and takes both back", async () => {
    const it = await atCafe();
    for (const table of ["7", "8", "9"]) f7(it, table);

    press(it, "F7", "type >", "2");
    expect(it.message()).toMatch(/^Table 9: .* serves it now\.$/u);
    expect(ownersOf(it)).toEqual(["1", "1", "2"]);
    press(it, "Ctrl-Z");
    expect(ownersOf(it)).toEqual(["1", "1", "1"]);
    press(it, "F7", "type >", "*", "3");

    expect(it.message()).toBe("3 orders: Chiara serves them now.");
    expect(ownersOf(it)).toEqual(["3", "3", "3"]);
    press(it, "Ctrl-Z");
    expect(it.message()).toBe("3 orders are whose they were before.");
    expect(ownersOf(it)).toEqual(["1", "1", "1"]);
  });
});

test("the plan opens at the person's own tables, so that these are handed over", async () => {
  const it = await atCafe();
  f7(it, "1");
  press(it, "F6", "Ctrl-L");
  await it.logIn(...CHIARA);
  for (const table of ["2", "3"]) f7(it, table);
  press(it, "F6");

  press(it, "F7", "type >", "*", "4");

  expect(it.message()).toBe("2 orders: Ravi serves them now.");
  expect(ownersOf(it)).toEqual(["1", "4", "4"]);
});

describe("others' tables", () => {
  test("are seen by whoever holds the right, which every role that sells had", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "Ctrl-L");
    await it.logIn(...CHIARA);
    f7(it, "8");

    f7(it, "7");

    expect(it.message()).toBe("Table 7 is here, Table 8 is parked.");
    expect(titleOf(it)).toContain("Mia is in it");
    // Named once; whose it is stands there again when nobody else is at it.
    expect(titleOf(it)).not.toContain("(Mia)");
    it.later(3);
    expect(titleOf(it)).toContain("(Mia)");
  });

  test("ask for somebody's word without it, and the plan says no more than whose they are", async () => {
    const it = await atCafe();
    denyOthers(it, "cashier");
    press(it, "Ctrl-L");
    await it.logIn(...CHIARA);
    f7(it, "7*4");
    press(it, "type 100", "Enter", "F6", "Ctrl-L");
    await it.logIn(...MIA);

    press(it, "F7");
    expect(planText(it)).toMatch(/^ {2}7 +Chiara +4$/mu);
    press(it, "type 7", "Enter");
    expect(it.message()).toBe("Who approves? Number or name, Enter.");
    expect(orderNow(it)).toBeUndefined();
    press(it, "type 4", "Enter", "type 4444", "Enter");
    await it.checked();

    expect(it.message()).toBe("Table 7 is here.");
    press(it, "F6");
    f7(it, "7");
    expect(it.store.getState().approval).toBeDefined();
  });
});

test("two bills of one table are shown with their ages, and a digit goes to one", async () => {
  const it = await atCafe();
  f7(it, "7");
  press(it, "type 100", "Enter");
  it.later(5);
  seatBeside(it, "7");
  press(it, "F6");

  f7(it, "7");

  expect(it.message()).toBe("Table 7: 2 bills. Which one?");
  const rows = rowsOf(it.store.till, it.store.getState());
  expect(rows.map(({ sign, label }) => `${sign} ${label}`)).toEqual([
    "1 A1 5 min 2.80",
    "2 A2 0 min 0.00",
    "+ all of them on one bill",
  ]);
  press(it, "2");
  it.clock.advance(BETWEEN_MS);
  expect(orderNow(it)).toMatchObject({ number: "A2", table: "7" });
});

test("a payment frees the table for the next guests", async () => {
  const it = await atCafe();
  f7(it, "7*2");
  press(it, "type 100", "Enter", "F9", "Enter");

  expect(openAt(it)).toEqual([]);
  f7(it, "7");
  expect(it.message()).toBe("Table 7 is open.");
  expect(orderNow(it)).toMatchObject({ number: "A2", covers: 0 });
});

describe("a colleague's new line", () => {
  test("leaves the line selected that the keys here were about, until goods are added here", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "type 100", "Enter");

    addBeside(it, "CROISSANT");
    press(it, "type +", "Enter");
    press(it, "type ;2", "Enter");

    const lines = orderNow(it)?.lines ?? [];
    expect(lines.map(({ name, quantity, course }) => [name, quantity, course])).toEqual([
      ["Coffee", 2000, 1],
      ["Croissant", 1000, 1],
    ]);
    press(it, "type 400", "Enter", "type +", "Enter");
    expect(orderNow(it)?.lines.map(({ quantity }) => quantity)).toEqual([2000, 1000, 2000]);
  });

  test("selects the last line where a colleague has voided the one that was selected", async () => {
    const it = await atCafe();
    f7(it, "7");
    press(it, "type 400", "Enter", "type 100", "Enter");

    voidBeside(it);
    press(it, "type +", "Enter");

    const live = orderNow(it)?.lines.filter(({ voided }) => !voided) ?? [];
    expect(live.map(({ quantity }) => quantity)).toEqual([2000]);
  });
});

describe("two people at one table, at two tills", () => {
  test("see each other's name and lines at once", async () => {
    using shop = createShop();
    const b = shop.join("B");
    synchroniseAll(shop.tills());
    const order = firstId(
      valueOf(
        act(shop.a, (context) =>
          decideSeat(context, { table: "7", name: "", covers: 4, service: "dine-in" }),
        ),
      ),
    );
    synchroniseAll(shop.tills());
    addCroissant(b, order, "2");
    synchroniseAll(shop.tills());

    const seen = shop.a.ledger().read((view) => orderView(view, order));

    expect(seen?.lines.map(({ name }) => name)).toEqual(["Croissant"]);
    expect(seen?.acts.map(({ staff }) => staff)).toEqual(["1", "2"]);
  });

  test("who opened it apart have two bills, which both tills show", async () => {
    using shop = createShop();
    const b = shop.join("B");
    synchroniseAll(shop.tills());
    for (const till of [shop.a, b]) {
      valueOf(
        act(till, (context) =>
          decideSeat(context, { table: "7", name: "", covers: undefined, service: "dine-in" }),
        ),
      );
    }
    synchroniseAll(shop.tills());

    const open = shop.tills().map((till) => till.ledger().read(openTables));

    expect(open.map((tables) => tables.map(({ number }) => number).toSorted())).toEqual([
      ["A1", "B1"],
      ["A1", "B1"],
    ]);
    expect(shop.a.ledger().read((view) => view.tagged(ORDER_ATTENTION_TAG))).toEqual([]);
  });
});

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

/** Types a text, in place of what stands there, and presses F7. */
function f7(it: Bench, text: string): void {
  if (it.store.getState().text !== "") press(it, "Esc");
  press(it, `type ${text}`, "F7");
}

/** As another till does that has not heard of the first. */
function seatBeside({ open: { till } }: RealRegister, table: string): void {
  const seating = { table, name: "", covers: undefined, service: "dine-in" } as const;
  valueOf(till.act(MIA_ACTS, "seat guests", (context) => decideSeat(context, seating)));
}

/** As Chiara does at another till. */
function addBeside(it: RealRegister, sku: string): void {
  const { till } = it.open;
  const order = orderNow(it)?.id;
  const product = till.catalogue().productsBySku.get(sku);
  if (order === undefined || product === undefined) throw new Error("There is no such order.");
  const goods = { kind: "goods" as const, product, quantity: oneUnit };
  const done = till.act(CHIARA_ACTS, "add goods", (context) => {
    const state = context.view.state("order", order);
    const catalogue = till.catalogue();
    return decideAddGoods(context, { catalogue, goods, order: state, service: "dine-in" });
  });
  valueOf(done);
}

/** Voids the last line, as Chiara does at another till. */
function voidBeside(it: RealRegister): void {
  const { till } = it.open;
  const line = orderNow(it)?.lines.at(-1);
  const order = orderNow(it)?.id;
  if (order === undefined || line === undefined) throw new Error("There is no such line.");
  const voids = [{ line: line.id, count: line.quantity }];
  const done = till.act(CHIARA_ACTS, "void", (context) => {
    const state = context.view.state("order", order);
    return state === undefined
      ? err({ type: "order/unknown", text: order })
      : decideTakeOff(context, state, { voids, reason: "" });
  });
  valueOf(done);
}

/** As a shop does that wants its guests seen by those who serve them alone. */
function denyOthers({ open: { till } }: RealRegister, role: string): void {
  const done = till.act({ ...MIA_ACTS, number: "4", name: "Ravi" }, "change role", (context) =>
    decideChangeRole(context, { id: role, isNew: false, deny: ["others"] }),
  );
  valueOf(done);
}

function addCroissant(till: TestTill, order: EventId, staff: string): void {
  const catalogue = cafeCatalogue();
  const croissant = catalogue.productsBySku.get("CROISSANT");
  if (croissant === undefined) throw new Error("The café has no croissants.");
  const goods = { kind: "goods" as const, product: croissant, quantity: oneUnit };
  function decide(context: DecisionContext): Decision {
    const state = context.view.state("order", order);
    return decideAddGoods(context, { catalogue, goods, order: state, service: "dine-in" });
  }
  valueOf(act(till, decide, { staff }));
}

function orderNow(it: RealRegister) {
  return it.store.getState().order;
}

function titleOf(it: RealRegister): string {
  return orderTitle(it.store.till, it.store.getState(), 60);
}

function openAt({ open: { till } }: RealRegister): ReadonlyArray<string> {
  return till.ledger.read(openTables).map(({ table, name }) => (table === "" ? name : table));
}

function ownersOf({ open: { till } }: RealRegister): ReadonlyArray<string> {
  return listOrders(till, { day: till.days().now, openOnly: true }).map(({ owner }) => owner);
}

function planText({ store }: RealRegister): string {
  const state = store.getState();
  if (state.list?.type !== "plan") throw new Error("The plan is not open.");
  const size = { width: 80, height: 16, signs: "all", list: state.list } as const;
  return planPane(store.till, state, size)
    .map(({ text }) => text.trimEnd())
    .join("\n");
}
