/** The orders of a register: put aside, brought back, taken back, over a real till. */

import { describe, expect, test } from "vitest";

import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type LineVoid } from "../../../src/domain/commands/order/take-off.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { UNNAMED_INCARNATIONS_MAX } from "../../../src/domain/membership/sound-chain.ts";
import { minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { type TillPort, type TillSession } from "../../../src/tui/ports/till-port.ts";
import { addGoods } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { copyOf } from "../../support/forked-cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const NO_ORDER = "" as EventId;

describe("an order that was put aside", () => {
  test("waits for whoever brings it back, at any program of the till", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    add(mia, "croissant");
    const first = mia.order();
    mia.newOrder();
    add(mia, "espresso");
    const second = mia.order();

    const elsewhere = await signedIn(portOf(cafe), "2", "2222");
    elsewhere.newOrder();

    expect(elsewhere.openOrders().map(({ number }) => number)).toEqual([
      second?.number,
      first?.number,
    ]);
    expect(valueOf(elsewhere.recall(first?.id ?? NO_ORDER)).number).toBe(first?.number);
    expect(elsewhere.openOrders().map(({ number }) => number)).toEqual([second?.number]);
  });

  test("can't be brought once it is paid", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    add(mia, "croissant");
    const paid = mia.order()?.id;
    valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));
    mia.newOrder();

    const refused = paid && mia.recall(paid);

    expect(mia.openOrders()).toEqual([]);
    expect(refused && faultOf(refused).message).toBe("A1 is not open any more.");
    expect(mia.order()).toBeUndefined();
  });
});

test("a tab that comes back has a round for each time", async () => {
  const cafe = await newCafe();
  const mia = await signedIn(portOf(cafe));
  add(mia, "croissant");
  add(mia, "croissant");
  const tab = mia.order()?.id ?? NO_ORDER;
  function bringBack(): void {
    mia.newOrder();
    valueOf(mia.recall(tab));
  }

  bringBack();
  add(mia, "espresso");
  add(mia, "coffee");
  expect(mia.round(undefined).map(({ name }) => name)).toEqual(["Espresso", "Coffee"]);

  bringBack();
  valueOf(mia.perform({ act: "again" }));
  bringBack();
  expect(mia.round(undefined).map(({ name }) => name)).toEqual(["Espresso", "Coffee"]);
  add(mia, "coffee");
  expect(mia.round(undefined).map(({ name }) => name)).toEqual(["Coffee"]);
});

test("an order that has come in question is off the screen, and the next goods begin another one", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const other = cafe.openAt(await copyOf(cafe, open));
  const mia = await signedIn(createRegisterPort(open, { demoStaff: [] }));
  add(mia, "croissant");
  const before = mia.order();
  sellGoods(other.till, ["espresso"], { cash: 10_000 });

  synchroniseLedgers(other.till.ledger, open.till.ledger);
  const refused = mia.perform({ act: "pay", type: "cash", tendered: minor(1000) });
  add(mia, "espresso");

  expect(before?.lines.map(({ name }) => name)).toEqual(["Croissant"]);
  expect(faultOf(refused).message).toBe("There is no order yet: ring up goods first.");
  expect(mia.order()?.lines.map(({ name }) => name)).toEqual(["Espresso"]);
});

test("an order that comes in question right after an act is off the screen, with a sentence, and work goes on", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const other = cafe.openAt(await copyOf(cafe, open));
  const mia = await signedIn(createRegisterPort(open, { demoStaff: [] }));
  sellGoods(other.till, ["espresso"], { cash: 10_000 });

  // As when the process that has the links hears it between the act and the look at it.
  const release = open.till.ledger.onChange(() => {
    release();
    synchroniseLedgers(other.till.ledger, open.till.ledger);
  });
  const added = addGoods(mia, { sku: "CROISSANT", quantity: oneUnit });
  const after = mia.order();
  add(mia, "espresso");

  expect(faultOf(added).message).toMatch(/^It is written, but .* in question now/u);
  expect(after).toBeUndefined();
  expect(mia.order()?.lines.map(({ name }) => name)).toEqual(["Espresso"]);
  const inQuestion = open.till.ledger.quarantined().flatMap(({ transactions }) => transactions);
  const kept = inQuestion.flatMap(({ content }) => content.events.map(({ header }) => header.kind));
  expect(kept).toContain("order/line-added");
});

test("a till that has begun anew once too often says so, and writes no sale", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const { ledger } = open.till;
  const mia = await signedIn(createRegisterPort(open, { demoStaff: [] }));
  for (let time = 0; time < UNNAMED_INCARNATIONS_MAX; time += 1) {
    ledger.lose("person");
    mia.newOrder();
    add(mia, "croissant");
  }

  ledger.lose("person");
  mia.newOrder();
  const refused = addGoods(mia, { sku: "ESPRESSO", quantity: oneUnit });

  expect(faultOf(refused).message).toMatch(/^This till began anew more often/u);
  expect(mia.order()).toBeUndefined();
  const [, ...said] = [...ledger.store.ofOrigin(ledger.identity.origin, 1)];
  expect(said).toEqual([]);
});

describe("what was done to an order", () => {
  test("is taken back by another person too, by their own rights", async () => {
    const cafe = await newCafe();
    const port = portOf(cafe);
    const manager = await signedIn(port, "4", "4444");
    add(manager, "croissant");
    const line = lineOf(manager);
    const wanted = { is: "all", quantity: thousandths(3000) } as const;
    const { order } = valueOf(manager.perform({ act: "quantity", line, ...wanted }));
    valueOf(manager.perform({ act: "price", line, price: order?.due ?? minor(0) }));
    const mia = await signedIn(port);

    expect(faultOf(mia.undo()).message).toBe("Mia may not change a price: ask someone who may.");
    const again = await signedIn(port, "4", "4444");
    expect(valueOf(again.undo())).toMatchObject({ what: "Croissant is as it was." });
    expect(valueOf(mia.undo()).order?.lines[0]?.quantity).toBe(oneUnit);
    expect(valueOf(mia.undo()).what).toBe("Croissant is off again.");
    expect(faultOf(mia.undo()).message).toBe("There is nothing to take back on this order.");
  });

  test("in one go is taken back in one go, and the screen stands where it was", async () => {
    const mia = await signedIn(portOf(await newCafe()));
    for (const sku of ["croissant", "espresso", "coffee"]) add(mia, sku);
    const [one, two] = mia.order()?.lines ?? [];
    valueOf(mia.perform({ act: "void", voids: [wholeOf(one), wholeOf(two)], reason: "" }));

    const undone = valueOf(mia.undo());

    expect(undone.what).toBe("Espresso is back. Croissant is back.");
    expect(liveNames(undone.order).toSorted()).toEqual(["Coffee", "Croissant", "Espresso"]);
    expect(undone.order?.lines.find(({ id }) => id === undone.line)?.name).toBe("Croissant");
    expect(valueOf(mia.undo()).what).toBe("Coffee is off again.");
  });

  test("that another screen made pointless is said once, and then out of the way", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    for (const sku of ["croissant", "espresso"]) add(mia, sku);
    const beside = await signedIn(portOf(cafe));
    valueOf(beside.recall(mia.order()?.id as EventId));
    const [, espresso] = mia.order()?.lines ?? [];
    valueOf(beside.perform({ act: "void", voids: [wholeOf(espresso)], reason: "" }));

    expect(faultOf(mia.undo()).message).toBe("Espresso is off the order already.");

    expect(valueOf(mia.undo()).what).toBe("Croissant is off again.");
  });

  test("of which another screen made a part pointless says how far it went", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    for (const sku of ["croissant", "espresso"]) add(mia, sku);
    valueOf(mia.perform({ act: "quantity", line: lineOf(mia), is: "more", quantity: oneUnit }));
    const [croissants, espresso] = mia.order()?.lines ?? [];
    valueOf(
      mia.perform({
        act: "void",
        voids: [{ ...wholeOf(croissants), count: oneUnit }, wholeOf(espresso)],
        reason: "",
      }),
    );
    const beside = await signedIn(portOf(cafe));
    valueOf(beside.recall(mia.order()?.id as EventId));
    valueOf(beside.perform({ act: "void", voids: [wholeOf(croissants)], reason: "" }));

    expect(valueOf(mia.undo()).what).toBe("Espresso is back. Croissant is off the order already.");
    expect(mia.undo().ok).toBe(false);
    expect(valueOf(mia.undo()).what).toBe("Espresso is off again.");
  });

  test("before a payment is out of reach", async () => {
    const mia = await signedIn(portOf(await newCafe()));
    for (const sku of ["croissant", "espresso"]) add(mia, sku);
    valueOf(mia.perform({ act: "pay", type: "card", amount: minor(100) }));

    const refused = faultOf(mia.undo()).message;
    add(mia, "coffee");

    expect(refused).toMatch(/^The step before took money: `till order correct`/u);
    expect(valueOf(mia.undo()).what).toBe("Coffee is off again.");
    expect(mia.undo().ok).toBe(false);
    expect(liveNames(mia.order())).toHaveLength(2);
  });

  test("stays once it is paid", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    add(mia, "croissant");
    valueOf(mia.perform({ act: "pay", type: "cash", tendered: mia.cashDue() }));

    expect(mia.undo().ok).toBe(false);
    expect(mia.order()?.status).toBe("paid");
  });
});

describe("a course", () => {
  test("belongs to the order: it outlives parking, another person, another program, a restart", async () => {
    const cafe = await newCafe();
    const mia = await signedIn(portOf(cafe));
    add(mia, "croissant");
    valueOf(mia.perform({ act: "course", course: 4 }));
    const order = mia.order()?.id ?? NO_ORDER;
    mia.newOrder();
    expect(mia.course()).toBe(0);

    const elsewhere = await signedIn(portOf(cafe), "2", "2222");
    valueOf(elsewhere.recall(order));

    expect(elsewhere.course()).toBe(4);
    add(elsewhere, "croissant");
    expect(elsewhere.order()?.lines.map(({ course }) => course)).toEqual([1, 4]);
  });

  test("is taken back as one step, with all the lines that it moved", async () => {
    const mia = await signedIn(portOf(await newCafe()));
    add(mia, "croissant");
    add(mia, "croissant");
    valueOf(mia.perform({ act: "course", course: 3, line: lineOf(mia) }));

    expect(valueOf(mia.undo()).what).toBe("The courses are as they were.");
    expect(mia.order()?.lines.map(({ course }) => course)).toEqual([1, 1]);
    expect(mia.course()).toBe(0);
    expect(valueOf(mia.undo()).what).toBe("Croissant is off again.");
  });

  test("that was said before the first goods is the order's with them", async () => {
    const mia = await signedIn(portOf(await newCafe()));
    valueOf(mia.perform({ act: "course", course: 2 }));
    expect(faultOf(mia.perform({ act: "course", course: 2 })).message).toBe(
      "That is course 2 already.",
    );

    add(mia, "croissant");

    expect(mia.order()).toMatchObject({ course: 2, lines: [{ course: 2 }] });
    expect(valueOf(mia.undo()).what).toBe("Croissant is off again.");
  });
});

describe("a whole order that the kitchen has", () => {
  test.each([
    [8, 2],
    // No paper has more than 40 of them.
    [150, 4],
  ])("comes off in one act: %i lines of two stations are %i papers", async (lines, papers) => {
    const open = (await newCafe()).open();
    const mia = await signedIn(createRegisterPort(open, { demoStaff: [] }), "4", "4444");
    for (let line = 0; line < lines; line += 1) add(mia, line % 2 === 0 ? "croissant" : "espresso");
    valueOf(mia.perform({ act: "send" }));
    const kinds: string[] = [];
    open.till.whileCommitting(({ events }) => kinds.push(...events.map(({ event }) => event.kind)));

    const { order } = valueOf(
      mia.perform({
        act: "void",
        voids: (mia.order()?.lines ?? []).map(wholeOf),
        reason: "guest left",
      }),
    );

    expect(liveNames(order)).toEqual([]);
    expect(kinds.filter((kind) => kind === "order/line-voided")).toHaveLength(lines);
    expect(kinds.filter((kind) => kind === "ticket/issued")).toHaveLength(papers);
  });
});

describe("goods that are sold out", () => {
  test("are sold by nobody until they are there again, and what is ordered stays", async () => {
    const port = portOf(await newCafe());
    const mia = await signedIn(port);
    add(mia, "croissant");

    valueOf(mia.perform({ act: "left", sku: "CROISSANT", left: thousandths(0) }));

    expect(port.left("CROISSANT")).toBe(0);
    const more = addGoods(mia, { sku: "CROISSANT", quantity: oneUnit });
    expect(faultOf(more).message).toBe("Croissant is sold out.");
    expect(
      faultOf(mia.perform({ act: "left", sku: "CROISSANT", left: thousandths(0) })).message,
    ).toBe("Croissant is sold out already.");
    expect(liveNames(mia.order())).toEqual(["Croissant"]);
    valueOf(mia.perform({ act: "left", sku: "CROISSANT", left: null }));
    add(mia, "croissant");
    expect(liveNames(mia.order())).toHaveLength(2);
    expect(faultOf(mia.perform({ act: "left", sku: "CROISSANT", left: null })).message).toBe(
      "Croissant is there already.",
    );
  });
});

type Cafe = Awaited<ReturnType<typeof newCafe>>;

function portOf(cafe: Cafe): TillPort {
  return createRegisterPort(cafe.open(), { demoStaff: [] });
}

async function signedIn(port: TillPort, number = "1", pin = "1111"): Promise<TillSession> {
  return valueOf(await port.logIn(number, pin));
}

function add(session: TillSession, sku: string): void {
  valueOf(addGoods(session, { sku: sku.toUpperCase(), quantity: oneUnit }));
}

function wholeOf(line: OrderView["lines"][number] | undefined): LineVoid {
  if (line === undefined) throw new Error("The order has no such line.");
  return { line: line.id, count: line.quantity };
}

function lineOf(session: TillSession) {
  const id = session.order()?.lines[0]?.id;
  if (id === undefined) throw new Error("The order has no line.");
  return id;
}

function liveNames(order: OrderView | undefined): ReadonlyArray<string> {
  return (order?.lines ?? []).filter(({ voided }) => !voided).map(({ name }) => name);
}
