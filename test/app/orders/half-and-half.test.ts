/** Half and half: one row of the order, a line for each half, priced by the dearer or by the mean of both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changeSetting, setLeft } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderView } from "../../../src/app/orders/orders.ts";
import { addToOrder, sell } from "../../../src/app/orders/sell.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { rowsOfOrder } from "../../../src/domain/order/order-rows.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { performOn, splitOrder } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { keep, levelAt, pieces, RAVI, receive, setProduct } from "../../support/stock-acts.ts";
import { testRandom } from "../../support/test-random.ts";

const DAY = CAFE_DAY as BusinessDay;
const PIZZAS = new Set(["MARGHERITA", "PIZZA-PROSCIUTTO"]);
const newPizzas = cafeCopies({ sells: ({ sku }) => PIZZAS.has(sku) });
const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** Pizzas of 10.00 and 12.01 that may be halved, a calzone that may not, and their dough. */
async function pizzeria(): Promise<PromotedShop> {
  const shop = await promotedShop(await newCafe());
  shop.goods({ DOUGH: "1.00", MARGHERITA: "10.00", FUNGHI: "12.01", CALZONE: "11.00" });
  for (const sku of ["MARGHERITA", "FUNGHI"]) setProduct(shop.till, sku, { half: "yes" });
  shop.meet();
  return shop;
}

const HALVES = "1/2 MARGHERITA + 1/2 FUNGHI";

/** Returns the rows as `2 1/2 MARGHERITA + 1/2 FUNGHI 24.02`. */
function rowsOf({ lines }: OrderView): ReadonlyArray<string> {
  return rowsOfOrder(lines)
    .filter(({ voided }) => !voided)
    .map(({ quantity, name, gross }) => `${quantity / 1000} ${name} ${(gross / 100).toFixed(2)}`);
}

function grossOf({ lines }: OrderView): ReadonlyArray<number> {
  return lines.filter(({ voided }) => !voided).map(({ gross }) => gross);
}

function mean({ till }: PromotedShop): void {
  valueOf(changeSetting(till, RAVI, { key: "half-price", texts: ["mean"] }));
}

function sayOf(till: Till, entry: string): string {
  const tried = sell(till, MIA, {
    entries: [entry],
    payment: inCash(undefined),
    service: undefined,
  });
  if (tried.ok) throw new Error("It was sold.");
  const { fault } = tried;
  return fault.type === "entry/unreadable" ? fault.why("en") : JSON.stringify(fault);
}

describe("what half and half costs", () => {
  test("is the price of the dearer one, spread by what both cost", async () => {
    const it = await pizzeria();
    const id = it.open("margherita+funghi");
    expect(rowsOf(it.view(id))).toEqual([`1 ${HALVES} 12.01`]);
    expect(grossOf(it.view(id))).toEqual([546, 655]);
  });

  test("is the mean of both, rounded up, where the shop says so", async () => {
    const it = await pizzeria();
    mean(it);
    const id = it.open("funghi + marg");
    expect(rowsOf(it.view(id))).toEqual(["1 1/2 FUNGHI + 1/2 MARGHERITA 11.01"]);
    expect(grossOf(it.view(id))).toEqual([601, 500]);
  });

  test("is so many times that for several, and a typed price with the right to it", async () => {
    const it = await pizzeria();
    mean(it);
    expect(rowsOf(it.view(it.open("3*margherita+funghi")))).toEqual([`3 ${HALVES} 33.03`]);
    const id = it.open("croissant");
    const typed = { order: id, entries: ["margherita+funghi=9"] };
    expect(faultOf(addToOrder(it.till, MIA, typed))).toMatchObject({ permission: "price" });
    valueOf(addToOrder(it.till, RAVI, typed));
    expect(rowsOf(it.view(id))[1]).toBe(`1 ${HALVES} 9.00`);
  });

  test("bears the taxes of each half", async () => {
    const it = await pizzeria();
    it.goods({ MARGHERITA: "10.00" }, 9);
    const id = it.open("margherita+funghi");
    expect(it.taxes(id)).toEqual([
      [9, 45],
      [21, 114],
    ]);
  });
});

describe("who is refused", () => {
  test.each([
    ["margherita+calzone", "CALZONE is not sold by halves."],
    ["croissant+funghi", "Croissant is not sold by halves."],
    ["funghi+funghi", "Both halves are FUNGHI: type it as one."],
  ])("%s", async (entry, sentence) => {
    const it = await pizzeria();
    expect(sayOf(it.till, entry)).toBe(sentence);
  });

  test("goods that can't be halved can't be said to be", async () => {
    const it = await pizzeria();
    setProduct(it.till, "DOUGH", { deposit: "DOUGH" });
    expect(() => {
      setProduct(it.till, "DOUGH", { half: "yes" });
    }).toThrow(/has no deposit/u);
  });
});

describe("what is done to half and half is done to both halves", () => {
  test("quantity, void and their undo", async () => {
    const it = await pizzeria();
    const session = sessionOf(it);
    valueOf(session.perform({ act: "add", sku: "MARGHERITA+FUNGHI", quantity: pieces(1) }));
    function order(): OrderView {
      const now = session.order();
      if (now === undefined) throw new Error("There is no order.");
      return now;
    }
    const line = order().lines[0]?.id as EventId;
    valueOf(session.perform({ act: "quantity", line, is: "all", quantity: pieces(3) }));
    expect(rowsOf(order())).toEqual([`3 ${HALVES} 36.03`]);
    valueOf(session.perform({ act: "void", voids: [{ line, count: pieces(1) }], reason: "" }));
    expect(rowsOf(order())).toEqual([`2 ${HALVES} 24.02`]);
    valueOf(session.undo());
    expect(rowsOf(order())).toEqual([`3 ${HALVES} 36.03`]);
    const voids = order().lines.map(({ id }) => ({ line: id }));
    valueOf(session.perform({ act: "void", voids, reason: "" }));
    expect(rowsOf(order())).toEqual([]);
    valueOf(session.undo());
    expect(rowsOf(order())).toEqual([`3 ${HALVES} 36.03`]);
  });

  test("discount, move and split", async () => {
    const it = await pizzeria();
    const id = it.open("2*margherita+funghi", "croissant");
    const [half] = it.view(id).lines;
    const half10 = { rate: milliPercent(10_000), amount: minor(0) };
    it.act(id, { act: "discount", line: half?.position ?? 0, discount: half10, reason: "late" });
    expect(grossOf(it.view(id)).slice(0, 2)).toEqual([983, 1179]);
    const { order: other } = sellGoods(it.till, ["croissant"]);
    const lines = [{ line: half?.id as EventId, quantity: pieces(1) }];
    valueOf(performOn(it.till, RAVI, { act: "move", order: id, lines, to: other.id }));
    expect(rowsOf(it.view(other.id))[1]).toMatch(/^1 1\/2 MARGHERITA \+ 1\/2 FUNGHI /u);
    expect(rowsOf(it.view(id))[0]).toMatch(/^1 1\/2 MARGHERITA \+ 1\/2 FUNGHI /u);

    const third = it.open("2*margherita+funghi", "croissant");
    const shares = [{ position: 1, quantity: pieces(1) }];
    valueOf(splitOrder(it.till, RAVI, { order: third, wanted: { type: "lines", shares } }));
    expect(it.view(third).parts.map(({ total }) => total)[0]).toBe(1201);
  });

  test("it comes again with another round, and has no promotion", async () => {
    const it = await pizzeria();
    it.promote("three", "name=3 for 2", "kind=n-for-m", "goods=MARGHERITA", "n=3", "m=2");
    const id = it.open("3*margherita+funghi");
    expect(it.view(id).total).toBe(3603);
    it.act(id, { act: "again" });
    expect(it.view(id).total).toBe(7206);
  });

  test("it comes back as a whole, for what was paid", async () => {
    const it = await pizzeria();
    const id = it.open("2*margherita+funghi");
    expect(it.pay(id, 2402)?.lines.map(({ name, modifiers }) => [name, modifiers])).toEqual([
      [HALVES, []],
    ]);
    const session = sessionOf(it);
    const receipt = valueOf(session.receipt("A-000001"));
    const [row] = receipt.lines;
    const lines = (row?.items ?? []).map(({ line }) => ({ line, quantity: pieces(1) }));
    expect(lines).toHaveLength(2);
    const back = {
      receipt: receipt.id,
      order: receipt.order,
      reason: "cold",
      method: "cash",
    } as const;
    valueOf(session.perform({ act: "refund", ...back, lines }));
    expect(dayReport(it.till, DAY)).toMatchObject({
      refunds: { count: 1, total: -1201 },
      differences: [],
    });
  });
});

test("Each half is on the ticket of its station, with the names of both", async () => {
  const { till, jobs } = (await newPizzas()).open();
  for (const sku of PIZZAS) setProduct(till, sku, { half: "yes" });
  setProduct(till, "MARGHERITA", { station: "bar" });
  const { order } = sellGoods(till, ["marg+pizza"], { service: "takeaway" });
  valueOf(performOn(till, RAVI, { act: "send", order: order.id }));
  const tickets = jobs
    .latest(9)
    .flatMap(({ kind, document }) => (kind === "ticket" ? [document] : []));
  const named = /\(1\/2 Margherita \+ 1\/2 Pizza prosciutto\)/u;
  expect(tickets).toHaveLength(2);
  for (const ticket of tickets) expect(ticket).toMatch(named);
  expect(tickets.filter((ticket) => ticket.includes("Margherita 1/2"))).toHaveLength(1);
  expect(tickets.filter((ticket) => ticket.includes("prosciutto 1/2"))).toHaveLength(1);
});

test("Reports have half a piece of each, and the stock loses half of each recipe", async () => {
  const it = await pizzeria();
  keep(it.till, "DOUGH");
  receive(it.counter, "DOUGH", 10);
  for (const sku of ["MARGHERITA", "FUNGHI"]) setProduct(it.till, sku, { recipe: "DOUGH 2" });
  const id = it.open("3*margherita+funghi", "funghi");
  expect(levelAt(it.counter, "DOUGH")).toBe(10 - 6 - 2);
  it.pay(id, 4804);
  const sold = dayReport(it.till, DAY).goods.flatMap(({ products }) => products);
  expect(sold.map(({ sku, quantity, gross }) => [sku, quantity / 1000, gross])).toEqual([
    ["FUNGHI", 2.5, 3 * 655 + 1201],
    ["MARGHERITA", 1.5, 3 * 546],
  ]);
});

test("A count of what is left loses half a piece", async () => {
  const it = await pizzeria();
  const product = it.till.catalogue().productsBySku.get("FUNGHI");
  if (product === undefined) throw new Error("There is no FUNGHI.");
  valueOf(setLeft(it.till, RAVI, { product, left: pieces(1) }));
  const id = it.open("margherita+funghi");
  it.act(id, { act: "quantity", line: 1, is: "all", quantity: pieces(2) });
  expect(faultOf(addToOrder(it.till, MIA, { order: id, entries: ["funghi"] }))).toMatchObject({
    type: "product/sold-out",
  });
});

test("What two tills do to half and half apart leaves as much of one half as of the other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          who: fc.constantFrom("counter" as const, "bar" as const),
          what: fc.nat(2),
          count: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 2, maxLength: 6 },
      ),
      async (steps) => {
        const it = await pizzeria();
        const id = it.open("2*margherita+funghi", "croissant");
        it.meet();
        for (const { who, what, count } of steps) actOn(it[who].till, id, { what, count });
        it.meet();
        const counts = Map.groupBy(
          it.view(id).lines.filter(({ voided, combo }) => !voided && combo !== undefined),
          ({ combo }) => combo?.part,
        );
        const [first = 0, second = 0] = [0, 1].map((part) =>
          (counts.get(part) ?? []).reduce((sum, { quantity }) => sum + quantity, 0),
        );
        expect(first).toBe(second);
        expect(it.view(id, it.bar).lines).toEqual(it.view(id).lines);
      },
    ),
    { numRuns: 15 },
  );
});

interface Step {
  readonly what: number;
  readonly count: number;
}

/** Some acts are refused, such as one about a line that is gone: then nothing has changed. */
function actOn(till: Till, order: EventId, { what, count }: Step): void {
  const shown = till.ledger.read((ledger) => orderView(ledger, order));
  const line = shown?.lines.find(({ voided, combo }) => !voided && combo !== undefined);
  if (line === undefined || what === 2) {
    addToOrder(till, RAVI, { order, entries: [`${count}*margherita+funghi`] });
  } else if (what === 0) {
    const quantity = pieces(count);
    performOn(till, RAVI, { act: "quantity", order, line: line.position, is: "all", quantity });
  } else {
    const voids = [{ line: line.id, count: pieces(1) }];
    performOn(till, RAVI, { act: "void", order, voids, reason: "x" });
  }
}

async function atTheRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newPizzas(), ["4", "4444"]);
  const { till } = register.open;
  for (const sku of PIZZAS) setProduct(till, sku, { half: "yes" });
  return register;
}

describe("at the register", () => {
  test("both halves are typed with a plus between them, by name or PLU, and shown as one", async () => {
    const register = await atTheRegister();
    typed(register, "marg+pizza");
    expect(register.message()).toBe("1 × 1/2 Margherita + 1/2 Pizza prosciutto.");
    typed(register, "2*510+512");
    const { order } = register.store.getState();
    expect(order?.due).toBe(3 * 1390);
    press(register, "Ctrl-Z");
    expect(register.store.getState().order?.due).toBe(1390);
  });
});

function sessionOf({ counter: { till, open } }: PromotedShop) {
  return createUnseenSession({
    till,
    open,
    actor: RAVI,
    random: testRandom,
    prepare: () => ok(undefined),
  });
}
