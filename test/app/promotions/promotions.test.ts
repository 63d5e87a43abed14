/** Promotions at real tills: what a basket costs by them, and what of it stands whatever happens. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type GivenDiscount } from "../../../src/domain/events/discount-events.ts";
import { milliPercent, minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** Beer at 3.00 with 21 %, three for two. */
async function beerShop(): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "3.00" });
  it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  return it;
}

describe("what a basket costs", () => {
  test("V01: three for two, paid", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER", "BEER");

    expect(it.view(id).total).toBe(600);
    expect(it.offs(id)).toEqual([100, 100, 100]);
    expect(it.taxes(id)).toEqual([[21, 104]]);
    expect(it.pay(id, 600)).toMatchObject({ total: 600 });
    expect(it.view(id).status).toBe("paid");
  });

  test("V02: the saving lies on all pieces by list price", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ A: "12.50", B: "9.95" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=A,B");
    const id = it.open("A", "B", "B");

    expect(it.view(id).total).toBe(2245);
    expect(it.offs(id)).toEqual([384, 306, 305]);
    expect(it.taxes(id)).toEqual([[21, 390]]);
  });

  test("V03: the dearest are in one deal", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ A: "5.00", B: "4.00", C: "3.00", D: "2.00", E: "1.00" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=A,B,C,D,E");
    const id = it.open("A", "B", "C", "D", "E", "E");

    expect(it.view(id).total).toBe(1200);
    expect(it.offs(id)).toEqual([125, 100, 75, 50, 25, 25]);
  });

  test("V04, history 1: pieces are in deals, and not lines", async () => {
    for (const entries of [
      ["4*BEER", "CHIPS"],
      ["BEER", "BEER", "CHIPS", "BEER", "BEER"],
    ]) {
      const it = await beerShop();
      it.goods({ CHIPS: "1.99" }, 9);
      it.promote("snack", "kind=bundle", "goods=BEER + CHIPS", "price=4.00");
      const id = it.open(...entries);

      expect(it.view(id).total).toBe(1000);
      expect(it.taxes(id)).toEqual([
        [9, 13],
        [21, 146],
      ]);
    }
  });

  test("V05: the second at half", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BUN: "0.99" }, 9);
    it.promote("second", "kind=second", "rate=50%", "goods=BUN");
    const id = it.open("BUN", "BUN");

    expect(it.view(id).total).toBe(148);
    expect(it.offs(id)).toEqual([25, 25]);
    expect(it.taxes(id)).toEqual([[9, 12]]);
  });

  test("V06: from three, 10 % off each", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BUN: "0.99" }, 9);
    it.promote("many", "kind=from", "n=3", "rate=10%", "goods=BUN");

    expect(it.view(it.open("2*BUN")).total).toBe(198);
    expect(it.view(it.open("3*BUN")).total).toBe(267);
  });

  test("V07: each rate bears its part of a bundle", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "4.50" });
    it.goods({ CAKE: "4.00" }, 9);
    it.promote("both", "kind=bundle", "price=6.00", "goods=BEER + CAKE");
    const id = it.open("BEER", "CAKE");

    expect(it.view(id).lines.map(({ gross }) => gross)).toEqual([318, 282]);
    expect(it.taxes(id)).toEqual([
      [9, 23],
      [21, 55],
    ]);
  });

  test("V08: the second free is the one that saves most", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ A: "20.00", B: "15.00", C: "10.00" });
    it.promote("second", "kind=second", "rate=100%", "goods=A,B,C");
    const id = it.open("A", "B", "C");

    expect(it.view(id).total).toBe(3000);
    expect(it.offs(id)).toEqual([857, 643, 0]);
  });

  test("V09, V12: of deals that want the same pieces those that save most together", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ CORN: "4.00", COKE: "3.50", A: "3.00", B: "2.00", C: "3.00", D: "2.00" });
    it.promote("second", "kind=second", "rate=25%", "goods=CORN");
    it.promote("both", "kind=bundle", "price=5.50", "goods=CORN + COKE");
    it.promote("ac", "kind=bundle", "price=4.20", "goods=A + C");
    it.promote("ab", "kind=bundle", "price=3.40", "goods=A + B");
    it.promote("cd", "kind=bundle", "price=3.45", "goods=C + D");

    expect(it.view(it.open("2*CORN", "COKE")).total).toBe(950);
    expect(it.view(it.open("A", "B", "C", "D")).total).toBe(685);
  });

  test("V10, history 2: a person's discount never raises a bill", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER", "BEER");
    it.act(id, { act: "discount", line: 1, discount: off(10_000), reason: "" });
    expect(it.view(id).total).toBe(600);

    it.act(id, { act: "discount", line: 1, discount: off(100_000), reason: "cold" });
    expect(it.view(id).total).toBe(600);
    expect(it.view(id).lines.map(({ gross }) => gross)).toEqual([0, 300, 300]);
  });

  test("V11: what is given away stays outside where that saves more", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ DEAR: "5.00", BEER: "3.00" });
    const id = it.open("DEAR");
    it.act(id, { act: "discount", line: 1, discount: off(100_000), reason: "cold" });
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=DEAR,BEER");
    it.add(id, ["3*BEER"]);

    expect(it.view(id).total).toBe(600);
  });

  test("V13, history 5: what a line was offered holds, whatever the clock says later", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ BEER: "3.00" });
    it.promote("happy", "kind=n-for-m", "n=3", "m=2", "goods=BEER", "hours=16:00-18:00");
    it.cafe.clock.advance(minutesTo("17:59"));
    const mixed = it.open("BEER", "BEER");
    const whole = it.open("3*BEER");
    it.cafe.clock.advance(2 * 60_000);
    it.add(mixed, ["BEER"]);
    it.end("happy");
    it.cafe.clock.advance(30 * 60_000);

    expect(it.view(mixed).total).toBe(900);
    expect(it.view(whole).total).toBe(600);
    expect(it.pay(whole, 600)?.total).toBe(600);
    expect(it.pay(mixed, 900)?.total).toBe(900);
  });

  test("is the same in whatever order it is scanned", async () => {
    const it = await promotedShop(await newCafe());
    it.goods({ A: "3.10", B: "2.05", C: "4.49" });
    it.goods({ D: "1.99", E: "3.35" }, 9);
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=A,B,D");
    it.promote("both", "kind=bundle", "price=5.55", "goods=C + D,E");
    it.promote("second", "kind=second", "rate=33.3%", "goods=A,C,E");
    it.promote("many", "kind=from", "n=4", "rate=15%", "goods=B,E");

    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("A", "B", "C", "D", "E"), { minLength: 2, maxLength: 8 }),
        fc.nat(),
        (basket, seed) => {
          const other = shuffled(basket, seed);
          const [one, two] = [it.open(...basket), it.open(...other)];
          const counted = Map.groupBy(basket, (sku) => sku);
          const three = it.open(...[...counted].map(([sku, all]) => `${all.length}*${sku}`));
          const costs = [one, two, three].map((id) => [it.view(id).total, it.taxes(id)]);
          expect(costs[1]).toEqual(costs[0]);
          expect(costs[2]).toEqual(costs[0]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("an order that is offered nothing says nothing of promotions", async () => {
    const it = await beerShop();
    it.goods({ CHIPS: "1.99" }, 9);
    const written: string[] = [];
    it.till.whileCommitting(({ events }) => written.push(JSON.stringify(events)));
    it.pay(it.open("2*CHIPS"), 398);

    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((event) => /promot|offers|deals/u.test(event))).toEqual([]);
  });
});

describe("what people read", () => {
  test("names the promotion, and what it took off: order, bill and receipt", async () => {
    const it = await beerShop();
    it.change("three", "name=3 for 2");
    const id = it.open("BEER", "BEER", "BEER", "BEER");
    const promo = { names: ["3 for 2"], off: 100 };

    expect(it.view(id).lines.map((line) => line.promo)).toEqual([promo, promo, promo, undefined]);
    const receipt = it.pay(id, 900);
    const saved = (receipt?.lines ?? []).reduce((sum, line) => sum + (line.promo?.off ?? 0), 0);
    expect(saved).toBe(300);
    expect(receipt?.lines.find((line) => line.promo !== undefined)?.promo?.names).toEqual([
      "3 for 2",
    ]);
    if (receipt === undefined) throw new Error("There is no receipt.");
    const paper = JSON.stringify(
      receiptToDocument(receipt, { formatMoney: String, opensDrawer: false }),
    );
    expect(paper).toContain("- 3 for 2 (-");
  });

  test("a discount and a deal on one line are told apart", async () => {
    const it = await beerShop();
    const id = it.open("4*BEER");
    it.act(id, { act: "discount", line: 1, discount: off(10_000), reason: "" });

    const [line] = it.view(id).lines;
    expect(line).toMatchObject({ gross: 870, off: 30, promo: { off: 300 } });
    expect(it.pay(id, 870)?.lines[0]).toMatchObject({ amount: 870, off: 30, promo: { off: 300 } });
  });
});

describe("tills that are apart", () => {
  test("V22: what both add makes no deal until somebody acts", async () => {
    const it = await beerShop();
    const id = it.open("BEER");
    it.meet();
    it.add(id, ["BEER"]);
    it.add(id, ["BEER"], it.bar);
    it.meet();
    expect([it.view(id).total, it.view(id, it.bar).total]).toEqual([900, 900]);

    it.act(id, { act: "note", line: 1, note: "cold" });
    expect(it.view(id).total).toBe(600);
  });

  test("V22, history 4: of two deals that want the same pieces one counts, and no piece pays for two", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER");
    it.meet();
    it.add(id, ["BEER"]);
    it.add(id, ["BEER"], it.bar);
    expect([it.view(id).total, it.view(id, it.bar).total]).toEqual([600, 600]);
    it.meet();

    expect([it.view(id).total, it.view(id, it.bar).total]).toEqual([900, 900]);
    expect(it.pay(id, 900)?.total).toBe(900);
  });

  test("history 8: a deal that a receipt names claims its pieces first", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER", "BEER");
    it.meet();
    payOne(it, id);
    it.add(id, ["BEER"], it.bar);
    it.meet();

    expect(it.view(id)).toMatchObject({ total: 900, due: 700 });
    expect(it.view(id, it.bar)).toMatchObject({ total: 900, due: 700 });
  });
});

describe("a bill that is paid in parts", () => {
  test("V23, history 3: a fourth piece makes no second deal of the open ones, three more do", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER", "BEER");
    payOne(it, id);
    expect(it.view(id).due).toBe(400);
    it.add(id, ["BEER"]);
    expect(it.view(id).due).toBe(700);
    it.add(id, ["BEER", "BEER"]);
    expect(it.view(id).due).toBe(1000);
  });

  test("V23: a piece that is voided breaks its deal, and what is paid stays paid", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER", "BEER");
    payOne(it, id);
    const [, second] = it.view(id).lines;
    it.act(id, {
      act: "void",
      voids: second === undefined ? [] : [{ line: second.id }],
      reason: "spilt",
    });

    expect(it.view(id)).toMatchObject({ due: 300, refundDue: 0 });
    expect(it.pay(id, 300)?.total).toBe(300);
    expect(it.view(id)).toMatchObject({ status: "paid", attention: [] });
  });

  test("a piece that moves to another bill keeps its saving in a deal that is paid in part", async () => {
    const it = await beerShop();
    it.goods({ CHIPS: "1.99" });
    const id = it.open("BEER", "2*BEER");
    payOne(it, id);
    const other = it.open("CHIPS");
    const two = it.view(id).lines.find(({ quantity }) => quantity === 2000);
    if (two === undefined) throw new Error("There are no two beers.");

    it.act(id, { act: "move", lines: [{ line: two.id, quantity: oneUnit }], to: other });

    expect([it.view(id).due, it.view(other).due]).toEqual([200, 200 + 199]);
    expect(it.pay(other, 399)?.total).toBe(399);
    expect(it.pay(id, 200)?.total).toBe(200);
    expect([it.view(id), it.view(other)]).toMatchObject([
      { status: "paid", refundDue: 0, attention: [] },
      { status: "paid", refundDue: 0, attention: [] },
    ]);
  });

  test("all of a line that moves keeps it as well", async () => {
    const it = await beerShop();
    it.goods({ CHIPS: "1.99" });
    const id = it.open("BEER", "2*BEER");
    payOne(it, id);
    const other = it.open("CHIPS");
    const two = it.view(id).lines.find(({ quantity }) => quantity === 2000);
    if (two === undefined) throw new Error("There are no two beers.");

    it.act(id, { act: "move", lines: [{ line: two.id, quantity: thousandths(2000) }], to: other });

    expect(it.view(other).due).toBe(400 + 199);
    expect(it.pay(other, 599)?.total).toBe(599);
    expect([it.view(id), it.view(other)]).toMatchObject([
      { refundDue: 0, attention: [] },
      { status: "paid", refundDue: 0, attention: [] },
    ]);
  });

  test("parts that are even come to what the whole comes to", async () => {
    const it = await beerShop();
    const id = it.open("3*BEER");
    it.act(id, { act: "split", type: "evenly", count: 3 });
    const sums = [1, 2, 3].map((part) => it.pay(id, 200, { part })?.total);

    expect(sums).toEqual([200, 200, 200]);
    expect(it.view(id)).toMatchObject({ status: "paid", total: 600, attention: [] });
  });
});

describe("an act that is taken back", () => {
  test("takes its deal back", async () => {
    const it = await beerShop();
    const id = it.open("BEER", "BEER");
    it.add(id, ["BEER"]);
    it.act(id, { act: "quantity", line: 3, is: "all", quantity: thousandths(2000) });
    expect(it.view(id).total).toBe(900);
    it.act(id, { act: "quantity", line: 3, is: "all", quantity: thousandths(1000) });
    expect(it.view(id).total).toBe(600);
  });
});

function off(rate: number): GivenDiscount {
  return { rate: milliPercent(rate), amount: minor(0) };
}

/** Pays the first of three beers, by a part of its own. */
function payOne(it: PromotedShop, id: Parameters<PromotedShop["view"]>[0]): void {
  const [first] = it.view(id).lines;
  if (first === undefined) throw new Error("There are no goods.");
  it.act(id, { act: "split", type: "lines", shares: [{ line: first.id, num: 1, den: 1 }] });
  it.pay(id, 200, { part: 1 });
}

/** The café's clock stands at 14:32. */
function minutesTo(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes - (14 * 60 + 32)) * 60_000;
}

function shuffled<Item>(items: ReadonlyArray<Item>, seed: number): ReadonlyArray<Item> {
  let state = seed + 1;
  return items
    .map((item) => {
      state = (state * 48_271) % 2_147_483_647;
      return { item, place: state };
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
