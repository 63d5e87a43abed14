/** Cash drawers by keys, at a real register: opened, paid in and out of, counted blind, closed. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { listOpenDrawers } from "../../../src/app/drawers/drawers.ts";
import { revokeDevice } from "../../../src/app/mesh/devices.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { keptScreenSchema } from "../../../src/app/supervisor/kept-screen-schema.ts";
import { type DrawerSession } from "../../../src/domain/drawer/drawers.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { keptScreen } from "../../../src/tui/kept-screen.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { createTillContexts, facing } from "../../../src/tui/till-context.ts";
import { payOrder } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const RAVI = ["4", "4444"] as const;

describe("a drawer by keys", () => {
  test("is opened with what is typed, and says so", async () => {
    const register = await atCafe(RAVI);

    press(register, "F10", "7", "1");
    typed(register, "10*10");
    typed(register, "3x5");
    expect(register.message()).toBe("No roll of 5 is known: count its coins, 50*5.");
    cleared(register);
    typed(register, "2x0.50");
    press(register, "F9");

    expect(register.message()).toBe("Opened: drawer 1, with 140.00.");
    expect(drawers(register)).toMatchObject([
      { place: { no: 1 }, opened: { body: { float: { own: 14_000 } } } },
    ]);
    expect(register.store.getState().screen).toBe("register");
  });

  test("Enter alone opens it with what stayed there", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "9");
    typed(register, "=120");
    typed(register, "150");
    press(register, "F9");
    expect(register.message()).toBe(
      "Closed: 150.00, as expected. 120.00 stays, 30.00 into the safe.",
    );

    press(register, "F10", "7", "1", "Enter");

    expect(register.message()).toBe("Opened: drawer 1, with 120.00.");
  });

  test("a cashier counts it blind, and sees what is expected once the count is written", async () => {
    const register = await atCafe(MIA);
    opened(register, "150");
    sold(register);
    press(register, "F10", "7", "8");
    typed(register, "2*50");
    typed(register, "5*10");
    expect(shown(register)).not.toContain("152.80");
    press(register, "F10", "7", "0");
    expect(shown(register)).not.toContain("152.80");
    press(register, "Esc", "F9");

    expect(register.message()).toBe("150.00 counted, 2.80 short. F9 closes the drawer.");
    expect(shown(register)).toContain("152.80");
    expect(drawers(register)).toMatchObject([{ count: { body: { blind: true } } }]);
  });

  test("opened without a sale where no printer opens one, it says that the key does", async () => {
    const register = await atCafe(RAVI);
    setPrinters(register.open.till, (all) => all.map((it) => ({ ...it, drawer: "none" })));

    press(register, "F10", "7", "6", "1");

    expect(register.message()).toBe(
      "It is noted. No printer here opens a drawer: open it by its key.",
    );
  });

  test("a count goes on after the lock, another person and a wrong key", async () => {
    const register = await atCafe(MIA);
    opened(register, "150");
    press(register, "F10", "7", "8");
    typed(register, "2*50");
    register.type("5*1");
    press(register, "Ctrl-L");
    await register.logIn(...RAVI);
    expect(register.store.getState().screen).toBe("register");
    press(register, "Ctrl-L");
    await register.logIn(...MIA);

    expect(register.store.getState()).toMatchObject({ screen: "drawer", text: "5*1" });
    register.type("0");
    press(register, "Enter", "Esc");
    expect(register.message()).toBe("The count of drawer 1 is kept: F10 7 8 goes on with it.");
    press(register, "F10", "7", "8", "Up");
    expect(register.store.getState().text).toBe("5*10");
    press(register, "Enter", "F9");

    expect(register.message()).toBe("150.00 counted, as expected. F9 closes the drawer.");
  });

  test("Ctrl-Z takes the last piece back, and says of a written count what does instead", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "8");
    typed(register, "2*50");
    typed(register, "5*10");
    press(register, "Ctrl-Z");
    expect(register.message()).toBe("5*10 taken back. Together 100.00.");
    press(register, "F9", "Esc", "Ctrl-Z");

    expect(register.message()).toBe(
      "What was counted or closed stays: count once more beside it (F10 7).",
    );
  });

  test("the arrows go from coin to coin, and going back counts one anew", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "8", "Down", "Down", "Down");
    typed(register, "1");
    typed(register, "2");
    expect(register.message()).toBe("2 × 50.00 = 100.00. Together 200.00.");
    press(register, "Up");
    typed(register, "1");
    expect(register.message()).toBe("1 × 50.00 = 50.00. Together 150.00.");
    press(register, "F9");

    expect(drawers(register)[0]?.count?.body.cash.pieces).toEqual([
      { value: 10_000, count: 1 },
      { value: 5000, count: 1 },
    ]);
  });

  test("beyond the limit a reason is asked for, and 0 closes it all the same", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "9");
    typed(register, "140");
    press(register, "F9");
    expect(register.message()).toBe("10.00 short: why? 0 closes it all the same.");
    press(register, "Esc");
    expect(register.store.getState()).toMatchObject({ screen: "drawer", list: undefined });
    press(register, "F9", "0");

    expect(register.message()).toBe(
      "Closed: 140.00, 10.00 short. 0.00 stays, 140.00 into the safe. Somebody looks at it.",
    );
    expect(drawers(register)).toEqual([]);
  });

  test("is closed also where less than nothing is expected, with nothing counted", async () => {
    const register = await atCafe(RAVI);
    opened(register, "0");
    const { till } = register.open;
    payBack(till);
    press(register, "F10", "7", "9");
    typed(register, "0");
    press(register, "F9", "1");

    expect(register.message()).toBe("Closed: 0.00, 5.20 over. 0.00 stays, 0.00 into the safe.");
    expect(drawers(register)).toEqual([]);
  });

  test("far beyond it somebody else vouches", async () => {
    const register = await atCafe(MIA);
    opened(register, "150");
    press(register, "F10", "7", "9");
    typed(register, "50");
    press(register, "F9", "1");
    expect(register.store.getState().approval?.what).toBe(
      "Close drawer 1, which differs by 100.00.",
    );
    await approved(register, RAVI);

    expect(register.message()).toBe(
      "Closed: 50.00, 100.00 short. 0.00 stays, 50.00 into the safe.",
    );
  });

  test("cash goes in and out with a reason", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "3");
    typed(register, "12.50 milk");
    expect(register.message()).toBe("Pay out: 12.50, milk.");
    press(register, "F10", "7", "2");
    typed(register, "20");
    press(register, "1");
    expect(register.message()).toBe("Pay in: 20.00, change from the bank.");
    press(register, "F10", "7", "4");
    typed(register, "50");
    press(register, "F10", "7", "6");
    register.type("looking");
    press(register, "Enter");
    expect(register.message()).toBe("The drawer opens. It is noted.");

    const [drawer] = drawers(register);
    expect(drawer?.expected.own).toBe(15_000 - 1250 + 2000 - 5000);
    expect(drawer?.state.noSales).toMatchObject([{ body: { reason: "looking" } }]);
    press(register, "F10", "7", "-");
    typed(register, "40 bag B7");
    expect(register.message()).toBe("To the bank: 40.00, bag B7.");
  });

  test("the status line names the one in use where more than one is open", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "7", "3");
    typed(register, "50");
    press(register, "F9");
    expect(register.message()).toBe("Opened: Ravi's pouch, with 50.00.");
    expect(register.store.getState().session?.drawers.named()).toMatchObject({ pouch: "Ravi" });
    press(register, "F10", "7", "7", "1");

    expect(register.message()).toBe("You sell from drawer 1 now.");
    expect(register.store.getState().session?.drawers.named()).toMatchObject({ no: 1 });
  });
});

test("another one's pouch is counted by whoever is there", async () => {
  const register = await atCafe(RAVI);
  press(register, "F10", "7", "7", "2");
  register.type("80");
  press(register, "F9", "Ctrl-L");
  await register.logIn(...MIA);
  opened(register, "50");
  press(register, "F10", "7");
  register.type("ravi");
  press(register, "Enter");
  typed(register, "80");
  press(register, "F9");

  expect(register.message()).toBe("Closed: 80.00, as expected. 0.00 stays, 80.00 into the safe.");
  expect(drawers(register)).toMatchObject([{ place: { no: 1 } }]);
});

test("the open drawer of a till that is gone is counted by keys at another one, and opens none", async () => {
  const cafe = await newCafe();
  const register = await registerAt(cafe, RAVI);
  const { till } = register.open;
  const bar = await enrolBar(cafe, till);
  const float = { own: minor(8000), pieces: [], foreign: [] };
  valueOf(openDrawer(bar.till, { number: "1", name: "Mia" }, { no: 1, float }));
  sellGoods(bar.till, ["100"], { cash: 500 });
  synchroniseLedgers(bar.till.ledger, till.ledger);
  const { device } = bar.till.ledger.identity.key;
  valueOf(revokeDevice(till, { number: "4", name: "Ravi" }, { device, reason: "burnt" }));
  const before = pulses(register);
  press(register, "F10", "7", "9");
  expect(register.message()).toContain("drawer 1 at Bar");
  typed(register, "82.80");
  press(register, "F9");

  expect(register.message()).toBe("Closed: 82.80, as expected. 0.00 stays, 82.80 into the safe.");
  expect(drawers(register)).toEqual([]);
  expect(pulses(register)).toBe(before);
});

describe("tips of cards that are paid out", () => {
  test.each([
    ["31", "1", "Tips out: 31.00."],
    ["31 4", "4", "Tips out: 31.00, Ravi."],
    ["31 rav", "4", "Tips out: 31.00, Ravi."],
  ])("%s are those of %s", async (text, staff, told) => {
    const register = await atCafe(MIA);
    opened(register, "150");
    await vouchedTips(register, text);

    expect(register.message()).toContain(told);
    expect(drawers(register)[0]?.state.moves.map(({ body }) => [body.staff, body.amount])).toEqual([
      [staff, 3100],
    ]);
  });

  test.each(["31 nobody", "31 9", "31 friday night"])("%s are nobody's", async (text) => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    press(register, "F10", "7", "5");
    typed(register, text);

    expect(register.message()).toBe(
      `Nobody is called “${text.slice(3)}”: a staff number, or the name.`,
    );
    expect(register.store.getState().text).toBe(text);
    expect(drawers(register)[0]?.state.moves).toEqual([]);
  });
});

/** Who takes payments may not pay tips out: somebody vouches for it. */
async function vouchedTips(register: CafeRegister, text: string): Promise<void> {
  press(register, "F10", "7", "5");
  typed(register, text);
  await approved(register, RAVI);
}

describe("a drawer that is counted", () => {
  test("opens when somebody begins, each time once, and that is no opening without a sale", async () => {
    const register = await atCafe(MIA);
    opened(register, "150");
    const before = pulses(register);
    press(register, "F10", "7", "8");
    expect(pulses(register)).toBe(before + 1);
    typed(register, "2*50");
    press(register, "Ctrl-L");
    await register.logIn(...MIA);
    typed(register, "5*10");
    press(register, "F9");
    expect(register.message()).toBe("150.00 counted, as expected. F9 closes the drawer.");
    expect(pulses(register)).toBe(before + 1);
    // A recount, and then the close of what is counted already.
    press(register, "Esc", "F10", "7", "8");
    expect(pulses(register)).toBe(before + 2);
    press(register, "Esc", "F10", "7", "9", "F9");

    expect(pulses(register)).toBe(before + 2);
    expect(drawers(register)).toEqual([]);
    const { till } = register.open;
    const day = till.days().now;
    const { identity } = till.ledger;
    const sums = till.ledger.read((view) => view.sums(`day/${day}/${identity.origin}/`));
    const named = [...sums].flatMap(([key, amount]) =>
      /no-sale|unlocked/u.test(key) ? [[key.split("/").slice(3).join("/"), amount]] : [],
    );
    expect(named).toEqual([["unlocked/count/1", 2]]);
  });

  test("opens for nobody where it is a pouch", async () => {
    const register = await atCafe(RAVI);
    press(register, "F10", "7", "7", "2");
    register.type("80");
    press(register, "F9");
    const before = pulses(register);
    press(register, "F10", "7", "8");

    expect(pulses(register)).toBe(before);
    expect(drawers(register)[0]?.state.unlocks).toEqual([]);
  });

  test("takes nothing from Ctrl-Z: it takes back what was done before", async () => {
    const register = await atCafe(RAVI);
    opened(register, "150");
    typed(register, "100");
    press(register, "F10", "7", "8", "Esc", "Ctrl-Z");

    expect(register.message()).toBe("Coffee is off again.");
  });
});

describe("a shop that wants a drawer for its cash", () => {
  test("asks once where none is open, and F9 takes the cash all the same", async () => {
    const register = await atCafe(MIA);
    setDrawerNeeded(register, "ask");
    typed(register, "100");
    press(register, "F9", "Enter");
    expect(register.message()).toBe(
      "No drawer is open here: F10 7 1 opens one, F9 takes the cash all the same.",
    );
    press(register, "F9");

    expect(register.message()).toBe("Paid 2.80 in cash. Receipt A-000001.");
  });

  test("refuses it, and says what to do", async () => {
    const register = await atCafe(MIA);
    setDrawerNeeded(register, "refuse");
    typed(register, "100");
    press(register, "F9", "Enter");
    expect(register.message()).toBe("No drawer is open here: open one first.");
    press(register, "Esc");
    opened(register, "50");
    press(register, "F9", "Enter");

    expect(register.message()).toBe("Paid 2.80 in cash. Receipt A-000001.");
  });
});

describe("a count that was begun", () => {
  test("is there after the screen is started anew", async () => {
    const cafe = await newCafe();
    const before = { ...openRealRegister(cafe), clock: cafe.clock };
    await before.logIn(...MIA);
    opened(before, "150");
    press(before, "F10", "7", "8");
    typed(before, "2*50");
    before.type("5*1");
    const told: unknown = JSON.parse(JSON.stringify(keptScreen(before.store.getState())));
    const screen = keptScreenSchema().parse(told);
    await before.open.close();

    const takeover = { before: "died", screen } as const;
    const register = { ...openRealRegister({ ...cafe, takeover }), clock: cafe.clock };
    register.store.seen();
    await register.logIn(...MIA);

    expect(register.store.getState()).toMatchObject({ screen: "drawer", text: "5*1" });
    register.type("0");
    press(register, "F9");
    expect(register.message()).toBe("150.00 counted, as expected. F9 closes the drawer.");
  });
});

test("an X says without cash how it stands, and is printed", async () => {
  const register = await atCafe(MIA);
  opened(register, "150");
  sold(register);
  press(register, "F10", "7", "0");
  expect(shown(register)).toContain("receipts since the last Z");
  expect(shown(register)).toContain("cash: once it is counted");
  expect(shown(register)).not.toMatch(/152\.80|2\.80/u);
  press(register, "1");

  expect(register.message()).toBe("The X is printed.");
  expect(register.open.jobs.latest(1)[0]?.document).toContain("X");
});

function setDrawerNeeded({ open: { till } }: CafeRegister, value: "ask" | "refuse"): void {
  const wish = { key: "drawer-needed", texts: [value] };
  valueOf(changeSetting(till, { number: "4", name: "Ravi" }, wish));
}

async function atCafe(who: readonly [string, string]): Promise<CafeRegister> {
  return registerAt(await newCafe(), who);
}

function cleared(register: CafeRegister): void {
  press(register, "Esc");
}

function opened(register: CafeRegister, float: string): void {
  press(register, "F10", "7", "1");
  register.type(float);
  press(register, "F9");
}

/** Gives 5.20 out of the drawer for goods that a card has paid. */
function payBack(till: RealRegister["open"]["till"]): void {
  const order = sellGoods(till, ["croissant", "croissant"]).order.number;
  const ravi = { number: "4", name: "Ravi" };
  valueOf(payOrder(till, ravi, { order, payment: { type: "card" } }));
  valueOf(refund(till, ravi, { number: "A-000001", parts: [], method: "cash", reason: "cold" }));
}

function sold(register: CafeRegister): void {
  register.type("100");
  press(register, "Enter", "F9", "Enter");
}

async function approved(
  register: CafeRegister,
  [number, pin]: readonly [string, string],
): Promise<void> {
  typed(register, number);
  typed(register, pin);
  await register.checked();
}

/** Papers that are there to open a drawer. */
function pulses({ open }: RealRegister): number {
  return open.jobs.latest(50).filter(({ document }) => document.includes('"pulse"')).length;
}

function drawers({ open }: RealRegister): ReadonlyArray<DrawerSession> {
  return listOpenDrawers(open.till);
}

function shown({ store }: RealRegister): string {
  const state = store.getState();
  const till = createTillContexts(store.till.port)(facing(state));
  const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
  return sideRows(till, state, size)
    .map(({ text }) => text)
    .join("\n");
}
