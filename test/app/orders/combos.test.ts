/**
 * A combo: a line for each part, its price spread over them, and one row of the order to whoever sells it.
 *
 * Size: both.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { moveOrder } from "../../../src/app/orders/move-order.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type GivenDiscount } from "../../../src/domain/events/discount-events.ts";
import { spreadCombo } from "../../../src/domain/goods/pricing.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { linesBack } from "../../../src/domain/order/lines-back.ts";
import { rowsOfOrder } from "../../../src/domain/order/order-rows.ts";
import { type LineView, type OrderView } from "../../../src/domain/views.ts";
import { type TillSession } from "../../../src/tui/ports/till-port.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { keep, levelAt, pieces, RAVI, receive, setProduct } from "../../support/stock-acts.ts";
import { testRandom } from "../../support/test-random.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const SOLD = new Set(["CROISSANT", "COLA", "0-5-L-BIER"]);
const newCafe = cafeCopies({ sells: ({ sku }) => SOLD.has(sku) });

describe("the price of a combo", () => {
  test("is spread by what its parts cost by themselves, the odd cents to the largest rests", () => {
    expect(spread(1250, 950, 450)).toEqual([848, 402]);
    expect(spread(1990, 550, 1450, 450)).toEqual([447, 1178, 365]);
    expect(spread(5000, 2000, 2000, 2000)).toEqual([1667, 1667, 1666]);
    expect(spread(700, 700, 250, 150)).toEqual([446, 159, 95]);
    expect(spread(100, 0, 0, 0)).toEqual([34, 33, 33]);
  });

  test("leaves each part its own taxes", async () => {
    const it = await restaurant();
    it.sell("MEAL", "BURGER", "BEER");

    expect(it.order().total).toBe(1250);
    expect(it.order().taxes.map(({ rate, tax }) => [rate, tax])).toEqual([
      [9000, 70],
      [21_000, 70],
    ]);
  });

  test("has what a choice costs more on the line of that choice", async () => {
    const it = await restaurant();
    it.sell("MENU", "SOUP", "STEAK", "BEER");

    expect(it.lines().map(({ gross }) => gross)).toEqual([447, 1378, 365]);
    expect(it.order().taxes.map(({ tax }) => tax)).toEqual([151, 63]);
  });

  test("is never more than its parts by themselves, whatever was written since", async () => {
    const it = await restaurant();
    setProduct(it.till, "BURGER", { price: "5.00" });
    it.sell("MEAL", "BURGER", "BEER");

    expect(it.order().total).toBe(950);
  });
});

describe("a combo", () => {
  test("is one row, by its name, with what was chosen below it", async () => {
    const it = await restaurant();
    it.sell("MENU", "SOUP", "STEAK", "BEER");
    it.sell("BEER");

    expect(it.rows()).toEqual(["1: 1 Menu 21.90 (Soup, Steak, Beer)", "2: 1 Beer 4.50 ()"]);
  });

  test("asks for what is not said, and for nothing where there is no choice", async () => {
    const it = await restaurant();

    expect(faultOf(it.add("MENU", undefined)).message).toBe("Menu: choose exactly 1 of Main.");
    valueOf(it.add("MEAL", undefined));
    expect(it.rows()).toEqual(["1: 1 Meal 12.50 (Burger, Beer)"]);
  });

  test("comes off as a whole, and is there again as a whole", async () => {
    const it = await restaurant();
    it.sell("MEAL", "BURGER", "BEER");
    const [burger] = it.lines();
    valueOf(
      it.session.perform({ act: "quantity", line: idOf(burger), is: "all", quantity: pieces(3) }),
    );
    expect(it.rows()).toEqual(["1: 3 Meal 37.50 (Burger, Beer)"]);

    const voids = [{ line: idOf(burger), count: pieces(1) }];
    valueOf(it.session.perform({ act: "void", voids, reason: "" }));
    expect(it.rows()).toEqual(["1: 2 Meal 25.00 (Burger, Beer)"]);
    valueOf(it.session.undo());
    expect(it.rows()).toEqual(["1: 3 Meal 37.50 (Burger, Beer)"]);
    const all = it.lines().map(({ id }) => ({ line: id }));
    valueOf(it.session.perform({ act: "void", voids: all, reason: "" }));
    expect(it.rows()).toEqual([]);
    valueOf(it.session.undo());
    expect(it.rows()).toEqual(["1: 3 Meal 37.50 (Burger, Beer)"]);
  });

  test("stays as it is where a void takes none of it off, as any line does", async () => {
    const it = await restaurant();
    it.sell("MEAL", "BURGER", "BEER");
    it.sell("BEER");
    for (const at of [0, 2]) {
      const voids = [{ line: idOf(it.lines()[at]), count: pieces(0) }];
      valueOf(it.session.perform({ act: "void", voids, reason: "" }));
    }

    expect(it.rows()).toEqual(["1: 1 Meal 12.50 (Burger, Beer)", "2: 1 Beer 4.50 ()"]);
  });

  test("has its options and its price from nobody at the till", async () => {
    const it = await restaurant();
    it.sell("MEAL", "BURGER", "BEER");
    const [burger] = it.lines();

    const cheaper = it.session.perform({ act: "price", line: idOf(burger), price: minor(100) });
    expect(faultOf(cheaper).message).toBe("The price of Meal is fixed.");
    expect(it.order().total).toBe(1250);
  });

  test("bears an amount off by what its parts cost", async () => {
    const it = await restaurant();
    it.sell("MEAL", "BURGER", "BEER");
    const [, beer] = it.lines();
    const discount: GivenDiscount = { rate: milliPercent(0), amount: minor(250) };
    valueOf(it.session.perform({ act: "discount", line: idOf(beer), discount, reason: "late" }));

    expect(it.lines().map(({ gross }) => gross)).toEqual([678, 322]);
  });

  test("takes each part off the stock, and more of it is another line of that part", async () => {
    const it = await restaurant();
    keep(it.till, "BEER");
    receive(it.counter, "BEER", 10);
    it.sell("MEAL", "BURGER", "BEER");
    const [burger] = it.lines();
    valueOf(
      it.session.perform({ act: "quantity", line: idOf(burger), is: "all", quantity: pieces(3) }),
    );

    expect(it.rows()).toEqual(["1: 3 Meal 37.50 (Burger, Beer)"]);
    expect(levelAt(it.counter, "BEER")).toBe(7);
    const voids = it.lines().map(({ id }) => ({ line: id }));
    valueOf(it.session.perform({ act: "void", voids, reason: "" }));
    expect(levelAt(it.counter, "BEER")).toBe(10);
  });

  test("comes again as a whole with another round", async () => {
    const it = await restaurant();
    it.sell("MENU", "SOUP", "STEAK", "BEER");
    it.sell("BEER");
    expect(it.session.round(undefined).map(({ name }) => name)).toEqual(["Menu", "Beer"]);
    valueOf(it.session.perform({ act: "again" }));

    expect(it.rows()).toEqual([
      "1: 1 Menu 21.90 (Soup, Steak, Beer)",
      "2: 1 Beer 4.50 ()",
      "3: 1 Menu 21.90 (Soup, Steak, Beer)",
      "4: 1 Beer 4.50 ()",
    ]);
    expectWhole(it.order());
  });

  test("is one line of the receipt, and comes back as one", async () => {
    const it = await restaurant();
    it.sell("MENU", "SOUP", "STEAK", "BEER");
    it.sell("BEER");
    valueOf(it.session.perform({ act: "pay", type: "cash", tendered: it.session.cashDue() }));
    const receipt = valueOf(it.session.receipt("A-000001"));

    expect(receipt.lines.map(({ name, leftNet }) => [name, leftNet])).toEqual([
      ["Menu", 2190],
      ["Beer", 450],
    ]);
    const [row] = receipt.lines;
    const lines = row === undefined ? [] : linesBack(row, row.left);
    expect(lines).toHaveLength(3);
    const back = {
      receipt: receipt.id,
      order: receipt.order,
      reason: "cold",
      method: "cash",
    } as const;
    const two = lines.map(({ line }) => ({ line, quantity: pieces(2) }));
    expect(it.session.perform({ act: "refund", ...back, lines: two }).ok).toBe(false);
    valueOf(it.session.perform({ act: "refund", ...back, lines }));
    const left = valueOf(it.session.receipt("A-000001")).lines.map((own) => own.leftNet);
    expect(left).toEqual([0, 450]);
  });
});

test("What is done to any part of combos is done to all of them, whichever acts follow", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ what: fc.nat(5), at: fc.nat(20), count: fc.integer({ min: 1, max: 4 }) }),
        {
          minLength: 3,
          maxLength: 12,
        },
      ),
      async (steps) => {
        const it = await restaurant();
        it.sell("MENU", "SOUP", "STEAK", "BEER");
        it.sell("MEAL", "BURGER", "BEER");
        for (const { what, at, count } of steps) {
          const live = it.lines();
          const line = live[at % Math.max(1, live.length)]?.id;
          if (line === undefined) break;
          tryAct(it.session, what, { line, count });
          expectWhole(it.order());
        }
      },
    ),
    { numRuns: proofRuns({ small: 10, whole: 25 }) },
  );
});

test("Combos that two tills change apart are whole once they hear each other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          who: fc.constantFrom("counter" as const, "bar" as const),
          what: fc.nat(4),
          at: fc.nat(20),
          count: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 2, maxLength: 8 },
      ),
      async (steps) => {
        const it = await restaurant();
        keep(it.till, "BEER");
        it.sell("MENU", "SOUP", "STEAK", "BEER");
        it.sell("MEAL", "BURGER", "BEER");
        meet(it.counter, it.bar);
        const other = sessionAt(it.bar);
        valueOf(other.recall(it.order().id));
        for (const { who, what, at, count } of steps) {
          const session = who === "bar" ? other : it.session;
          const live = session.order()?.lines.filter(({ voided }) => !voided) ?? [];
          const line = live[at % Math.max(1, live.length)]?.id;
          if (line !== undefined) tryAct(session, what, { line, count });
        }
        meet(it.counter, it.bar);
        expectWhole(it.order());
        expect(other.order()?.lines).toEqual(it.order().lines);
      },
    ),
    { numRuns: proofRuns({ small: 10, whole: 25 }) },
  );
});

test("The smallest count that tills wrote apart holds for each part, whichever of them take stock", async () => {
  const it = await restaurant();
  keep(it.till, "BEER");
  valueOf(it.add("MEAL", ["BURGER", "BEER"], 4));
  meet(it.counter, it.bar);
  const other = sessionAt(it.bar);
  valueOf(other.recall(it.order().id));
  const line = idOf(it.lines()[0]);
  function takeOff(session: TillSession, count: number): void {
    const voids = [{ line, count: pieces(count) }];
    valueOf(session.perform({ act: "void", voids, reason: "left" }));
  }

  // The later of the two writes leaves more.
  takeOff(other, 3);
  takeOff(it.session, 1);
  meet(it.counter, it.bar);

  expect(it.rows()).toEqual(["1: 1 Meal 12.50 (Burger, Beer)"]);
  expect(it.lines().map(({ quantity }) => quantity)).toEqual([pieces(1), pieces(1)]);
});

test("A combo that was moved and taken off there is back with its price once that is taken back", async () => {
  const it = await restaurant();
  valueOf(it.add("MEAL", ["BURGER", "BEER"], 2));
  const lines = [{ position: 1, quantity: pieces(1) }];
  valueOf(moveOrder(it.till, RAVI, { order: "A1", to: "Eve", lines, beside: false }));
  const moved = sessionAt(it.counter);
  valueOf(moved.recall(findOrder(it.till, "A2")?.order.id ?? ("" as never)));
  const voids = [{ line: idOf(moved.order()?.lines[0]), count: pieces(1) }];

  valueOf(moved.perform({ act: "void", voids, reason: "left" }));
  expect(moved.order()?.total).toBe(0);
  valueOf(moved.undo());

  expect([moved.order()?.total, it.order().total]).toEqual([1250, 1250]);
});

/** Every part of a combo has the same quantity, discount in its rate, seat and course of its own. */
function expectWhole({ lines }: OrderView): void {
  const live = lines.filter(({ voided }) => !voided);
  for (const parts of Map.groupBy(live, ({ combo }) => combo?.of ?? "").values()) {
    if (parts[0]?.combo === undefined) continue;
    const size = parts[0].combo.sku === "MENU" ? 3 : 2;
    const byPart = [...Map.groupBy(parts, ({ combo }) => combo?.part).values()];
    expect(byPart).toHaveLength(size);
    const counts = byPart.map((own) => own.reduce((sum, { quantity }) => sum + quantity, 0));
    expect(new Set(counts).size).toBe(1);
    expect(new Set(parts.map(({ discountRate }) => discountRate)).size).toBe(1);
    expect(new Set(parts.map(({ seat }) => seat)).size).toBe(1);
  }
}

function spread(price: number, ...listed: ReadonlyArray<number>): ReadonlyArray<number> {
  return spreadCombo(minor(price), listed.map(minor));
}

function idOf(line: LineView | undefined): EventId {
  if (line === undefined) throw new Error("There is no such line.");
  return line.id;
}

function sessionAt({ till, open }: TillAt): TillSession {
  return createUnseenSession({
    till,
    open,
    actor: RAVI,
    random: testRandom,
    prepare: () => ok(undefined),
  });
}

/** Some acts are refused, such as one about a line that is gone: then nothing has changed. */
function tryAct(
  session: TillSession,
  what: number,
  { line, count }: { readonly line: EventId; readonly count: number },
): void {
  const rate = { rate: milliPercent(count * 5000), amount: minor(0) };
  const amount = { rate: milliPercent(0), amount: minor(count * 50) };
  switch (what) {
    case 0:
      session.perform({ act: "quantity", line, is: "all", quantity: pieces(count) });
      return;
    case 1:
      session.perform({ act: "void", voids: [{ line, count: pieces(1) }], reason: "x" });
      return;
    case 2:
      session.perform({ act: "discount", line, discount: rate, reason: "x" });
      return;
    case 3:
      session.perform({ act: "discount", line, discount: amount, reason: "x" });
      return;
    case 4:
      session.perform({ act: "seat", line, seat: count });
      return;
    default:
      session.undo();
  }
}

async function restaurant() {
  const { counter, bar } = await twoTills(await newCafe());
  const { till } = counter;
  const [bier] = [till.catalogue().productsBySku.get("0-5-L-BIER")];
  const food = till.catalogue().productsBySku.get("CROISSANT");
  const eaten = { category: food?.category ?? "", "tax class": food?.taxClass ?? "" };
  const drunk = { category: bier?.category ?? "", "tax class": bier?.taxClass ?? "" };
  setProduct(till, "BURGER", { name: "Burger", price: "9.50", ...eaten });
  setProduct(till, "SOUP", { name: "Soup", price: "5.50", ...eaten });
  setProduct(till, "FISH", { name: "Fish", price: "13.50", ...eaten });
  setProduct(till, "STEAK", { name: "Steak", price: "14.50", ...eaten });
  setProduct(till, "BEER", { name: "Beer", price: "4.50", ...drunk });
  const main = "Starter: SOUP; Main: FISH | STEAK +2.00; Drink: BEER";
  setProduct(till, "MENU", { name: "Menu", price: "19.90", ...eaten, combo: main });
  setProduct(till, "MEAL", { name: "Meal", price: "12.50", ...eaten, combo: "M: BURGER; D: BEER" });
  const session = sessionAt(counter);

  function order(): OrderView {
    const shown = session.order();
    if (shown === undefined) throw new Error("There is no order.");
    return shown;
  }

  function add(sku: string, parts: ReadonlyArray<string> | undefined, count = 1) {
    const modifiers = parts?.map((option, part) => ({ group: `combo:${part}`, option, count: 1 }));
    const quantity = pieces(count);
    return session.perform({
      act: "add",
      sku,
      quantity,
      ...(modifiers === undefined ? {} : { modifiers }),
    });
  }

  return {
    till,
    counter,
    bar,
    session,
    order,
    add,
    sell: (sku: string, ...parts: ReadonlyArray<string>) => {
      valueOf(add(sku, parts.length === 0 ? undefined : parts));
    },
    lines: () => order().lines.filter(({ voided }) => !voided),
    rows: () =>
      rowsOfOrder(order().lines.filter(({ voided }) => !voided)).map((row) => {
        const chosen = row.modifiers.map(({ name }) => name).join(", ");
        const sum = (row.gross / 100).toFixed(2);
        return `${row.position}: ${row.quantity / 1000} ${row.name} ${sum} (${chosen})`;
      }),
  };
}
