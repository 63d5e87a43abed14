import { describe, expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { createKitchenPort } from "../../../src/app/kitchen/open-kitchen.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { cardRows } from "../../../src/tui/kitchen/card-rows.ts";
import { type BoardCard, type KitchenPort } from "../../../src/tui/kitchen/kitchen-port.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies } from "../../support/cafe.ts";
import { issuing, toldLine } from "../../support/kitchen-tickets.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const KITCHEN = { id: "kitchen", name: "Kitchen" };
const AT_KITCHEN = { station: KITCHEN, onLog: () => undefined };
const BAR = { id: "bar", name: "Bar" };
const GOODS = new Set(["CLUB-SANDWICH", "ESPRESSO", "CROISSANT", "CAPPUCCINO"]);
const newCafe = cafeCopies({ sells: ({ sku }) => GOODS.has(sku) });
const LOOK_MS = 5000;
const HOUR_MS = 3_600_000;
const MANY_TICKETS = 260;

describe("a station of a real shop", () => {
  test("has its own part of each order, and no other", async () => {
    const open = (await newCafe()).open();
    sellGoods(open.till, ["2*club", "espresso"], { cash: 5000 });

    const kitchen = portOf(open, KITCHEN);
    const bar = portOf(open, BAR);

    expect(namesAt(kitchen)).toEqual([["Club sandwich"]]);
    expect(namesAt(bar)).toEqual([["Espresso"]]);
    expect(kitchen.board().cards[0]).toMatchObject({
      number: "A1",
      server: "Mia",
      also: [{ station: "Bar", pieces: 1 }],
    });
    expect(kitchen.board().allDay).toMatchObject([{ name: "Club sandwich", quantity: 2000 }]);
  });

  test("bumps for every program on the store, and says once that another was faster", async () => {
    const cafe = await newCafe();
    const [open, beside] = [cafe.open(), cafe.open()];
    sellGoods(open.till, ["club"], { cash: 5000 });
    const here = portOf(open, KITCHEN);
    const there = portOf(beside, KITCHEN);
    const [card] = there.board().cards;
    if (card === undefined) throw new Error("No ticket.");

    expect(here.bump(card)).toEqual({ ok: true });
    expect(there.bump(card)).toEqual({ ok: false, fault: "said" });

    expect(there.board().cards).toEqual([]);
    const [done] = there.done();
    expect(done).toMatchObject({ number: "A1", goods: "Club sandwich", time: "14:32" });
    expect(there.recall(done?.parts ?? [])).toEqual({ ok: true });
    expect(namesAt(here)).toEqual([["Club sandwich"]]);
    expect(here.done()).toEqual([]);
  });

  test("shows what is taken off an order on the ticket of before, until that is bumped", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    const kitchen = portOf(cafe.open(), KITCHEN);
    await register.logIn("3", "3333");
    press(register, ["2*club", "Enter F2"], ["1", "F5"], ["", "1"]);

    const [card, ...others] = kitchen.board().cards;

    expect(others).toEqual([]);
    expect(card?.sections[0]?.lines).toMatchObject([{ quantity: 1000, less: 1000 }]);
    bumpAll(kitchen);
    expect(kitchen.board().cards).toEqual([]);
  });

  test("says of other stations only what is still asked for there", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    const kitchen = portOf(cafe.open(), KITCHEN);
    await register.logIn("3", "3333");
    press(register, ["club", "Enter"], ["3*espresso", "Enter F2"]);
    function pieces(): ReadonlyArray<number> | undefined {
      return kitchen.board().cards[0]?.also.map((it) => it.pieces);
    }

    expect(pieces()).toEqual([3]);

    press(register, ["1*2", "F5"], ["", "1"]);
    expect(pieces()).toEqual([2]);
    press(register, ["2*2", "F5"], ["", "1"]);
    expect(pieces()).toEqual([]);
  });

  test("names the dish of another station that an option goes with", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    const kitchen = portOf(cafe.open(), KITCHEN);
    const bar = portOf(cafe.open(), BAR);
    await register.logIn("3", "3333");
    const fields = [{ field: "station:oat", text: "kitchen" }];
    const wish = { type: "modifier-group", id: "milk", isNew: false, fields } as const;
    valueOf(changeEntry(register.open.till, RAVI, wish));
    press(register, ["cappuccino/oat", "Enter"], ["", "F2"]);

    expect(bar.board().cards.map(cardTexts)).toEqual([expect.stringContaining("+ Oat milk")]);
    expect(kitchen.board().cards.map(cardTexts)).toEqual([
      expect.stringMatching(/1 Oat milk +\n +with Cappuccino/u),
    ]);
  });

  test("says an allergy of the order at the head of what is added to it", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    const kitchen = portOf(cafe.open(), KITCHEN);
    await register.logIn("3", "3333");
    press(register, ["club", "Enter"], ["'nut allergy", "Enter F2"]);
    bumpAll(kitchen);
    press(register, ["club", "Enter F2"]);

    const [card] = kitchen.board().cards;
    if (card === undefined) throw new Error("No ticket.");
    expect(cardTexts(card)).toContain("!! ALLERGY !!");
    expect(card.sections[0]?.lines).toMatchObject([{ note: "" }]);
  });

  test("shows nothing of the day before that is cold by now, and counts it", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["club"], { cash: 5000 });
    const kitchen = portOf(open, KITCHEN);
    cafe.clock.set(CAFE_START_MS + 2 * HOUR_MS);
    expect(namesAt(kitchen)).toHaveLength(1);

    cafe.clock.set(CAFE_START_MS + 16 * HOUR_MS);

    expect(kitchen.board()).toMatchObject({ cards: [], past: 1 });
  });

  test("shows what came from a clock of yesterday, for six hours of a clock that never jumps", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["espresso"], { cash: 5000 });
    let steadyMs = 0;
    const kitchen = createKitchenPort(open, { ...AT_KITCHEN, steadyMs: () => steadyMs });
    sellGoods(open.till, ["club"], { cash: 5000 });

    cafe.clock.set(CAFE_START_MS + 20 * HOUR_MS);
    expect(kitchen.board()).toMatchObject({ cards: [{ number: "A2" }], past: 0 });
    steadyMs += 7 * HOUR_MS;
    cafe.clock.set(CAFE_START_MS + 27 * HOUR_MS);

    expect(kitchen.board()).toMatchObject({ cards: [], past: 1 });
  });

  test("can take back what was done after its clock was a year ahead", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const before = portOf(open, KITCHEN);
    cafe.clock.set(CAFE_START_MS + 365 * 24 * HOUR_MS);
    for (let more = 0; more < 20; more += 1) sellGoods(open.till, ["club"], { cash: 5000 });
    bumpAll(before);
    const [kitchen, pass] = [KITCHEN, undefined].map((it) => portOf(open, it));

    cafe.clock.set(CAFE_START_MS + HOUR_MS);
    sellGoods(open.till, ["club"], { cash: 5000 });
    bumpAll(kitchen);

    expect(kitchen?.done()[0]).toMatchObject({ number: "A21" });
    expect(pass?.board().cards.map(({ number }) => number)).toContain("A21");
  });

  test("keeps the numbers that its tickets have, and forgets what is no number", async () => {
    const open = (await newCafe()).open();
    const kitchen = portOf(open, KITCHEN);

    kitchen.keepNumbers(
      [
        ["ticket one", 12],
        ["ticket", 3],
      ].map(([card, number]) => [String(card).replace(" ", "-"), Number(number)]),
    );

    expect(portOf(open, KITCHEN).numbers()).toEqual([
      ["ticket-one", 12],
      ["ticket", 3],
    ]);
    expect(portOf(open, BAR).numbers()).toEqual([]);
  });
});

describe("the pass", () => {
  test("has what each station has of an order, is ready when all are, and hands it out", async () => {
    const open = (await newCafe()).open();
    sellGoods(open.till, ["club", "espresso"], { cash: 5000 });
    const [kitchen, bar, pass] = [KITCHEN, BAR, undefined].map((it) => portOf(open, it));
    if (pass === undefined) throw new Error("No pass.");

    expect(pass.board().cards).toMatchObject([
      { number: "A1", isReady: false, sections: [{ station: "Bar" }, { station: "Kitchen" }] },
    ]);
    for (const port of [kitchen, bar]) bumpAll(port);
    expect(pass.board().cards).toMatchObject([{ number: "A1", isReady: true }]);
    expect(pass.board().allDay).toEqual([]);
    bumpAll(pass);

    expect(pass.board().cards).toEqual([]);
    expect(listOrders(open.till, { day: CAFE_DAY as never, openOnly: false })).toMatchObject([
      { lines: [{ isMade: true }, { isMade: true }] },
    ]);
    valueOf(pass.recall(pass.done()[0]?.parts ?? []));
    expect(namesAt(kitchen)).toEqual([["Club sandwich"]]);
  });

  test("calls a course ready while the kitchen waits with the next one", async () => {
    const cafe = await newCafe();
    const register = openRealRegister(cafe);
    const [kitchen, pass] = [KITCHEN, undefined].map((it) => portOf(cafe.open(), it));
    await register.logIn("1", "1111");
    press(register, ["7", "F7"], ["club", "Enter"], [";2", "Enter"], ["2*club", "Enter F2"]);
    expect(pass?.board().cards).toMatchObject([{ table: "7", isReady: false }]);
    const [soon] = kitchen?.board().cards[0]?.sections[0]?.lines ?? [];

    expect(kitchen?.finish(soon?.parts ?? [])).toEqual(ok(undefined));
    expect(pass?.board().cards).toMatchObject([{ table: "7", isReady: true }]);
    bumpAll(pass);
    expect(pass?.board().cards).toEqual([]);
    expect(kitchen?.board().allDay).toMatchObject([{ quantity: 2000, held: 2000 }]);
    register.press("Ctrl-F");

    expect(pass?.board().cards).toMatchObject([{ table: "7", isReady: false }]);
    expect(kitchen?.board().allDay).toMatchObject([{ quantity: 2000, held: 0 }]);
    bumpAll(kitchen);
    expect(pass?.board().cards).toMatchObject([{ table: "7", isReady: true }]);
  });

  test("hands out an order of more tickets than a transaction has room for", async () => {
    const open = (await newCafe()).open();
    const id = sellGoods(open.till, ["club"], { cash: 5000 }).order.id;
    const line = toldLine(["B", 1], { text: "Rye" });
    for (let ticket = 0; ticket < MANY_TICKETS; ticket += 1) {
      open.till.ledger.commit({
        by: "",
        name: "send",
        decide: ({ idAt }) =>
          ok({ events: [issuing(id, [line], { station: KITCHEN.id })(idAt(0))] }),
      });
    }
    const pass = portOf(open, undefined);

    bumpAll(pass);

    expect(pass.board().cards).toEqual([]);
    expect(namesAt(portOf(open, KITCHEN))).toEqual([]);
  });

  test("keeps what is ready for half an hour, however much else is done and handed out", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    setPrinters(open.till, () => []);
    const [kitchen, pass] = [KITCHEN, undefined].map((it) => portOf(open, it));
    sellGoods(open.till, ["club"], { cash: 5000 });
    bumpAll(kitchen);
    for (let more = 1; more <= 25; more += 1) {
      cafe.clock.set(CAFE_START_MS + more * 60_000);
      sellGoods(open.till, ["club"], { cash: 5000 });
      bumpAll(kitchen);
      for (const card of pass?.board().cards ?? []) if (card.number !== "A1") pass?.bump(card);
    }

    // Also when the screen was started anew.
    const { cards } = portOf(open, undefined).board();
    expect(cards.map(({ number }) => number)).toEqual(["A1"]);
  });

  test("lets go of what was ready and nobody handed out", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["club"], { cash: 5000 });
    bumpAll(portOf(open, KITCHEN));
    const pass = portOf(open, undefined);
    expect(pass.board().cards).toHaveLength(1);

    cafe.clock.set(CAFE_START_MS + HOUR_MS / 2);

    expect(pass.board().cards).toEqual([]);
  });
});

test("the register that rang an order up says that it is ready, and what is typed stays", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const kitchen = portOf(cafe.open(), KITCHEN);
  await register.logIn("1", "1111");
  press(register, ["club", "Enter F2"]);
  register.type("2*esp");

  bumpAll(kitchen);
  cafe.clock.advance(LOOK_MS);

  expect(register.message()).toBe("Order A1 is ready.");
  expect(register.store.getState()).toMatchObject({ screen: "register", text: "2*esp" });
  expect(register.store.getState().messages[0]?.text).toBe("Order A1 is ready.");
  press(register, ["", "Esc F6"]);
  cafe.clock.advance(LOOK_MS);
  press(register, ["", "F6"]);
  const { store } = register;
  expect(rowsOf(store.till, store.getState())).toMatchObject([{ detail: "READY, Club sandwich" }]);
});

function portOf(
  open: OpenTill,
  station: { readonly id: string; readonly name: string } | undefined,
): KitchenPort {
  return createKitchenPort(open, { ...AT_KITCHEN, station });
}

function press(
  register: RealRegister,
  ...steps: ReadonlyArray<readonly [typed: string, keys: string]>
): void {
  for (const [typed, keys] of steps) {
    register.type(typed);
    register.press(...keys.split(" "));
  }
}

function cardTexts(card: BoardCard): string {
  const look = {
    words: wordsFor({ locale: "en" }).kitchen,
    services: wordsFor({ locale: "en" }).services,
    locale: "en",
    signs: "ascii",
    width: 38,
    nowMs: CAFE_START_MS,
    late: { lateMinutes: 10, veryLateMinutes: 20 },
  } as const;
  return cardRows(card, 1, look)
    .map(({ text }) => text)
    .join("\n");
}

function bumpAll(port: KitchenPort | undefined): void {
  for (const card of port?.board().cards ?? []) expect(port?.bump(card)).toEqual(ok(undefined));
}

function namesAt(port: KitchenPort | undefined): ReadonlyArray<ReadonlyArray<string>> {
  const cards = port?.board().cards ?? [];
  return cards.map(({ sections }) =>
    sections.flatMap(({ lines }) => lines.map(({ name }) => name)),
  );
}
