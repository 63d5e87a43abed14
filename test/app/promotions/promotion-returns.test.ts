/**
 * Goods of promotions and combos that come back: what goes out, what stays, and that all of it adds up.
 *
 * Size: whole.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { countOrderAttention } from "../../../src/app/attention/order-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { refund, type RefundWords } from "../../../src/app/orders/refund.ts";
import { type GivenDiscount } from "../../../src/domain/events/discount-events.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { pieces, RAVI, setProduct } from "../../support/stock-acts.ts";
import { type TillAt } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

type Row = number | readonly [row: number, part: number];

/** A sale that is paid in cash, and refunds of its receipt. */
interface Sold {
  readonly it: PromotedShop;
  /** Takes one of a row back, or of a part of a combo. */
  readonly back: (row: Row, how?: Partial<RefundWords> & { readonly at?: TillAt }) => ReceiptView;
  readonly out: (row: Row, how?: Partial<RefundWords>) => number;
}

async function beers(): Promise<Sold> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "3.00" });
  it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  return sold(it, "BEER", "BEER", "BEER");
}

/** Beer with 21 % and a cake with 9 %, 6.00 together. */
async function beerAndCake(): Promise<Sold> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "4.50" });
  it.goods({ CAKE: "4.00" }, 9);
  it.promote("both", "kind=bundle", "price=6.00", "goods=BEER + CAKE");
  return sold(it, "BEER", "CAKE");
}

async function meal(): Promise<Sold> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "4.50" });
  it.goods({ BURGER: "9.50" }, 9);
  combo(it, "MEAL", { price: "12.50", combo: "M: BURGER; D: BEER" });
  return sold(it, "MEAL");
}

async function menu(): Promise<Sold> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "4.50" });
  it.goods({ SOUP: "5.50", STEAK: "14.50" }, 9);
  combo(it, "MENU", { price: "19.90", combo: "S: SOUP; M: STEAK +2.00; D: BEER" });
  return sold(it, "MENU");
}

function off(rate: number): GivenDiscount {
  return { rate: milliPercent(rate), amount: minor(0) };
}

function combo(it: PromotedShop, sku: string, fields: Readonly<Record<string, string>>): void {
  const food = it.till.catalogue().productsBySku.get("CROISSANT");
  const like = { category: food?.category ?? "", "tax class": food?.taxClass ?? "" };
  setProduct(it.till, sku, { name: sku, ...like, ...fields });
  it.meet();
}

function sold(it: PromotedShop, ...entries: ReadonlyArray<string>): Sold {
  const id = it.open(...entries);
  const number = it.pay(id, it.view(id).total)?.number ?? "";
  it.meet();
  function back(
    row: Row,
    { at = it.counter, ...how }: Partial<RefundWords> & { readonly at?: TillAt } = {},
  ): ReceiptView {
    const [position, part] = typeof row === "number" ? [row, undefined] : row;
    const parts = [{ position, part, quantity: oneUnit }];
    const words = { number, parts, method: "cash", reason: "cold", ...how };
    return valueOf(refund(at.till, RAVI, words));
  }
  return { it, back, out: (row, how) => 0 - back(row, how).total };
}

/** Returns what goes out for one after the other. */
async function outs(
  sale: () => Promise<Sold>,
  ...rows: ReadonlyArray<Row | { readonly bad: Row }>
): Promise<ReadonlyArray<number>> {
  const { out, it } = await sale();
  const all = rows.map((row) =>
    typeof row === "object" && "bad" in row ? out(row.bad, { bad: true }) : out(row),
  );
  expectBooks(it);
  return all;
}

function taxesOf({ taxes }: ReceiptView): ReadonlyArray<readonly [rate: number, gross: number]> {
  return taxes
    .map(({ rate, net, tax }) => [rate / 1000, net + tax] as const)
    .toSorted(([a], [b]) => a - b);
}

function share({ till, meet }: PromotedShop): void {
  valueOf(changeSetting(till, RAVI, { key: "return-promotions", texts: ["share"] }));
  meet();
}

/** The day ties out to the cent, and nobody is asked anything. */
function expectBooks({ counter, bar }: PromotedShop): void {
  for (const { till } of [counter, bar]) {
    expect(dayReport(till, till.days().now).differences).toEqual([]);
    expect(till.ledger.read(countOrderAttention)).toBe(0);
  }
}

describe("goods of a promotion that come back", () => {
  test("V16, history 6: three for two, one by one", async () => {
    expect(await outs(beers, 1, 2, 3)).toEqual([0, 300, 300]);
    expect(await outs(beers, { bad: 1 }, 2, 3)).toEqual([200, 100, 300]);
    expect(await outs(beers, 1, { bad: 2 }, 3)).toEqual([0, 300, 300]);
  });

  test("V16 in one line, however many come back at once", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const one = sold(it, "3*BEER");
    expect([one.out(1), one.out(1), one.out(1)]).toEqual([0, 300, 300]);
    const two = sold(it, "3*BEER");
    const parts = [{ position: 1, quantity: thousandths(2000) }];
    expect([two.out(1, { parts }), two.out(1)]).toEqual([300, 300]);
    const all = sold(it, "3*BEER");
    expect(all.out(1, { parts: [] })).toBe(600);
    expectBooks(it);
  });

  test("V16 by share, where the shop wants that", async () => {
    const { it, out } = await beers();
    share(it);

    expect([out(1), out(2), out(3)]).toEqual([200, 200, 200]);
    expectBooks(it);
  });

  test("V17: what stays of a bundle counts for its own price, at its own rate", async () => {
    const first = await beerAndCake();
    const cake = first.back(2);
    expect(taxesOf(cake)).toEqual([
      [9, -282],
      [21, 132],
    ]);
    expect(cake.total).toBe(-150);
    expect(first.out(1)).toBe(450);
    expectBooks(first.it);

    const second = await beerAndCake();
    const beer = second.back(1);
    expect(taxesOf(beer)).toEqual([
      [9, 118],
      [21, -318],
    ]);
    expect([0 - beer.total, second.out(2)]).toEqual([200, 400]);
    expect(await outs(beerAndCake, { bad: 2 }, 1)).toEqual([282, 318]);
  });

  test("V18, history 7: a return never costs the guest anything", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BUN: "1.00" });
    it.promote("many", "kind=from", "n=10", "rate=50%", "goods=BUN");
    const { out } = sold(it, "10*BUN");

    const each = Array.from({ length: 10 }, () => out(1));
    expect(each).toEqual([0, 0, 0, 0, 0, 100, 100, 100, 100, 100]);
    expectBooks(it);
  });

  test("V19: a part of a combo that comes back leaves the others at their own price", async () => {
    const first = await meal();
    const beer = first.back([1, 2]);
    expect(beer.total).toBe(-300);
    expect(beer.lines.map(({ name, amount }) => [name, amount])).toEqual([["BEER", -402]]);
    expect(first.out([1, 1])).toBe(950);
    expectBooks(first.it);
    expect(await outs(meal, [1, 1], [1, 2])).toEqual([800, 450]);
    expect(await outs(meal, { bad: [1, 2] }, [1, 1])).toEqual([402, 848]);
    expect(await outs(meal, 1)).toEqual([1250]);
  });

  test("V20: a surcharge stays on its own part", async () => {
    const { it, back } = await menu();
    const main = back([1, 2]);

    expect(main.total).toBe(-1190);
    expect(taxesOf(main)).toEqual([
      [9, -1275],
      [21, 85],
    ]);
    expectBooks(it);
  });

  test("a part that stays costs its own price, without the combo's surcharge", async () => {
    expect(await outs(menu, [1, 1], [1, 2], [1, 3])).toEqual([290, 1450, 450]);
    expect(await outs(menu, [1, 3], [1, 1], [1, 2])).toEqual([190, 550, 1450]);
  });

  test("a part without a price of its own stays for its surcharge", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "4.50", JAM: "0.00" });
    it.goods({ STEAK: "14.50" }, 9);
    combo(it, "MENU", { price: "16.00", combo: "J: JAM +2.00; M: STEAK; D: BEER" });
    const { out } = sold(it, "MENU");

    expect(out([1, 2])).toBe(1150);
    expectBooks(it);
  });

  test("six from, 20 %: five back leave one at its own price", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BOOK: "10.00" });
    it.promote("six", "kind=from", "n=6", "rate=20%", "goods=BOOK");
    const { out } = sold(it, "6*BOOK");

    expect(out(1, { parts: [{ position: 1, quantity: thousandths(5000) }] })).toBe(3800);
    expectBooks(it);
  });

  test("a discount of the whole order is off what stays, too", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const id = it.open("BEER", "BEER", "BEER");
    it.act(id, { act: "discount", discount: off(10_000), reason: "friend" });
    const number = it.pay(id, 540)?.number ?? "";
    const words = { number, method: "cash", reason: "cold" };
    const each = [1, 2, 3].map((position) => {
      const parts = [{ position, quantity: oneUnit }];
      return 0 - valueOf(refund(it.till, RAVI, { ...words, parts })).total;
    });

    expect(each).toEqual([0, 270, 270]);
    expectBooks(it);
  });

  test("goods that are in no deal come back at their price, whatever the deal beside them does", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00", WINE: "7.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const { out } = sold(it, "BEER", "BEER", "BEER", "WINE");

    expect([out(1), out(4), out(2), out(3)]).toEqual([0, 700, 300, 300]);
    expectBooks(it);
  });
});

describe("what people read of it", () => {
  test("the paper says what a promotion that no longer holds costs, by its taxes", async () => {
    const { back } = await beerAndCake();

    expect(rowsOf(back(2))).toEqual([
      ["-1 x CAKE", "-282"],
      ["Promotion no longer holds", "132"],
      ["TOTAL EUR", "-150"],
    ]);
    expect(rowsOf((await meal()).back([1, 2]))).toEqual([
      ["-1 x BEER", "-402"],
      ["Combo no longer whole", "102"],
      ["TOTAL EUR", "-300"],
    ]);
    expect(rowsOf((await beerAndCake()).back(2, { bad: true }))).toEqual([
      ["-1 x CAKE", "-282"],
      ["TOTAL EUR", "-282"],
    ]);
  });
});

describe("a promotion of which a part is paid", () => {
  test("V23: breaks by a void, which takes a reason, and the report has what the guest keeps", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const id = it.open("BEER", "BEER", "BEER");
    const [first, second] = it.view(id).lines;
    const shares = [{ line: first?.id ?? id, num: 1, den: 1 }];
    it.act(id, { act: "split", type: "lines", shares });
    it.pay(id, 200, { part: 1 });
    const voids = [{ line: second?.id ?? id, count: thousandths(1000) }];
    const silent = performOn(it.till, RAVI, { act: "void", voids, reason: "", order: id });
    expect(faultOf(silent)).toMatchObject({ type: "reason/needed", knownBy: "deal" });
    expect(
      faultOf(performOn(it.till, MIA, { act: "void", voids, reason: "x", order: id })).type,
    ).toBe("permission/missing");
    it.act(id, { act: "void", voids, reason: "guest left" });

    expect(it.view(id).due).toBe(300);
    const broken = dayReport(it.till, it.till.days().now).acts.filter(
      ({ act }) => act === "promotion-broken",
    );
    expect(broken).toMatchObject([{ goods: "BEER", amount: 100, reason: "guest left" }]);
    it.pay(id, 300);
    expectBooks(it);
  });

  test("says once what breaks by several lines that come off together, and nothing else asks for a reason", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00", WINE: "7.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const id = it.open("BEER", "BEER", "BEER", "WINE");
    const [first, second, third, wine] = it.view(id).lines.map(({ id: line }) => line);
    it.act(id, { act: "split", type: "lines", shares: [{ line: first ?? id, num: 1, den: 1 }] });
    it.pay(id, 200, { part: 1 });
    it.act(id, {
      act: "void",
      voids: [{ line: wine ?? id, count: thousandths(1000) }],
      reason: "",
    });
    const both = [second, third].map((line) => ({ line: line ?? id, count: thousandths(1000) }));
    it.act(id, { act: "void", voids: both, reason: "guest left" });

    const { acts } = dayReport(it.till, it.till.days().now);
    const broken = acts.filter(({ act }) => act === "promotion-broken");
    expect(broken.map(({ amount }) => amount)).toEqual([100]);
  });
});

describe("tills that are apart", () => {
  test("give together no more than was paid; what is owed goes out with the next piece", async () => {
    const { it, back, out } = await beers();
    expect(back(1).total).toBe(0);
    expect(back(2, { at: it.bar }).total).toBe(0);
    it.meet();

    expect(out(3)).toBe(600);
    expectBooks(it);
  });

  test("owe it where no piece is left, and it goes out for the receipt", async () => {
    const { it, back, out } = await beers();
    back(1);
    back(2, { at: it.bar });
    expect(back(3, { at: it.bar }).total).toBe(-300);
    it.meet();

    expect(out(1, { parts: [] })).toBe(300);
    expectBooks(it);
  });

  test("are asked about no more than went out beyond what was paid, where a piece came back twice", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00" });
    it.promote("second", "kind=second", "rate=50", "goods=BEER");
    const { back } = sold(it, "2*BEER");
    // What stays is raised to 3.00 here, and comes back there.
    expect(back(1).total).toBe(-150);
    expect(back(1, { at: it.bar, parts: [{ position: 1, quantity: pieces(2) }] }).total).toBe(-450);
    it.meet();

    const asked = listAttentionItems(it.bar.open, "en").map(({ text }) => text);
    expect(asked).toEqual([expect.stringContaining("1.50")]);
  });

  test("raise what stays once, where both took the same goods back", async () => {
    const { it, back } = await beerAndCake();
    expect(back(1).total).toBe(-200);
    expect(back(1, { at: it.bar }).total).toBe(-200);
    it.meet();

    const asked = listAttentionItems(it.bar.open, "en").map(({ text }) => text);
    expect(asked).toEqual([expect.stringMatching(/: 2\.00$/u)]);
  });
});

describe("whatever comes back in whatever order", () => {
  test("adds up to what was paid, by line and rate; no step asks for money, or gives more than a price", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ A: "3.00", B: "4.50" });
    it.goods({ C: "1.99" }, 9);
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=A,C");
    it.promote("both", "kind=bundle", "price=5.00", "goods=B + C");
    it.promote("many", "kind=from", "n=4", "rate=15%", "goods=A,B");
    it.promote("tenth", "kind=coupon", "code=TENTH", "rate=10%", "minimum=6");
    it.promote("two", "kind=coupon", "code=TWO", "amount=2", "minimum=10");
    combo(it, "MEAL", { price: "7.00", combo: "F: C; D: B; E: A" });
    const prices = new Map([
      ["A", 300],
      ["B", 450],
      ["C", 199],
    ]);
    const basket = fc.array(fc.constantFrom("A", "B", "C", "2*A", "3*C", "4*A", "MEAL"), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        basket,
        fc.infiniteStream(fc.nat()),
        fc.record({ rate: fc.constantFrom(0, 10), code: fc.constantFrom("", "TENTH", "TWO") }),
        (entries, random, { rate, code }) => {
          const id = it.open(...entries);
          if (code !== "") it.act(id, { act: "coupon", code });
          if (rate > 0)
            it.act(id, { act: "discount", discount: off(rate * 1000), reason: "friend" });
          const paid = it.pay(id, it.view(id).total);
          if (paid === undefined) throw new Error("It was not paid.");
          const back = inAnyOrder(it, id, random).map(({ line, sku, bad }) => {
            const [issued] = [giveBack(it, id, { line, bad })];
            return { issued, sku };
          });

          for (const { issued, sku } of back) {
            expect(0 - issued.total).toBeGreaterThanOrEqual(0);
            expect(0 - issued.total).toBeLessThanOrEqual(prices.get(sku) ?? 0);
          }
          const gone = back.map(({ issued }) => issued);
          expect(gone.reduce((sum, { total }) => sum - total, 0)).toBe(paid.total);
          for (const { rate: of, net, tax } of paid.taxes) {
            const same = gone.flatMap(({ taxes }) => taxes.filter((own) => own.rate === of));
            expect(same.reduce((sum, own) => sum - own.net, 0)).toBe(net);
            expect(same.reduce((sum, own) => sum - own.tax, 0)).toBe(tax);
          }
          expectBooks(it);
        },
      ),
      { numRuns: 25 },
    );
  });
});

interface Piece {
  readonly line: EventId;
  readonly sku: string;
  readonly bad: boolean;
}

/** Returns each piece of an order that was paid, some of them bad. */
function inAnyOrder(
  it: PromotedShop,
  id: EventId,
  random: fc.Stream<number>,
): ReadonlyArray<Piece> {
  return it
    .view(id)
    .lines.flatMap(({ id: line, name, quantity }) =>
      Array.from({ length: quantity / oneUnit }, () => ({
        piece: { line, sku: name, bad: Number(random.next().value) % 3 === 0 },
        key: Number(random.next().value),
      })),
    )
    .toSorted((a, b) => a.key - b.key)
    .map(({ piece }) => piece);
}

function giveBack(it: PromotedShop, id: EventId, { line, bad }: Omit<Piece, "sku">): ReceiptView {
  const order = it.till.ledger.read((view) => orderState(view, id));
  const receipt = order.receipts[0]?.id ?? id;
  const lines = [{ line, quantity: oneUnit }];
  const back = { act: "refund", receipt, lines, method: "cash", reason: "cold", bad } as const;
  const { refunds } = valueOf(performOn(it.till, RAVI, { ...back, order: id }));
  const last = refunds.at(-1);
  if (last === undefined) throw new Error("Nothing came back.");
  return last;
}

/** Returns the rows of the paper from its goods to its total, without the letters of their taxes. */
function rowsOf(receipt: ReceiptView): ReadonlyArray<readonly [string, string]> {
  const { blocks } = receiptToDocument(receipt, { formatMoney: String, opensDrawer: false });
  const rules = blocks.flatMap(({ type }, at) => (type === "rule" ? [at] : []));
  const rows = blocks.slice(rules[0]).flatMap((block) => (block.type === "row" ? [block] : []));
  const total = rows.findIndex(({ left }) => left.startsWith("TOTAL"));
  return rows.slice(0, total + 1).map(({ left, right }) => [left, right.split(" ")[0] ?? ""]);
}
