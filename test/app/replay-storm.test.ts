/** Sales that a till is told three times over, in any order, with wrong news among them: sold and printed once. */

import { expect, test } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { cafeCopies } from "../support/cafe.ts";
import { createDice } from "../support/dice.ts";
import { setting } from "../support/one-setting.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { createShop } from "../support/shop.ts";
import { papersOf, type TillAt, twoTills } from "../support/two-tills.ts";

const newCafe = cafeCopies();
const SALES = 15;
const TIMES = 3;

test("each sale counts once, and each ticket comes out once", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const before = headOf(bar, counter);
  for (let sale = 0; sale < SALES; sale += 1) sellGoods(counter.till, ["100"], { cash: 280 });
  using strangers = createShop("strangers");
  strangers.a.write(setting(1));
  const told = saidBy(counter, before + 1);
  const [one = new Uint8Array()] = told;
  const wrong = [corrupted(one), ...saidBy({ till: { ledger: strangers.a.ledger() } }, 1)];
  const dice = createDice(21);

  async function storm(): Promise<void> {
    const all = [...Array.from({ length: TIMES }, () => told).flat(), ...wrong];
    for (const bytes of dice.shuffle(all)) {
      bar.till.ledger.receive(bytes);
      bar.desk.look();
    }
    await bar.open.printing.settle();
  }

  for (let round = 0; headOf(bar, counter) !== headOf(counter, counter); round += 1) {
    expect(round).toBeLessThan(told.length);
    await storm();
  }
  const state = sharedTables(bar.till.ledger);
  const papers = papersOf(bar);
  await storm();

  expect(bar.open.jobs.latest(100).filter(({ kind }) => kind === "ticket")).toHaveLength(SALES);
  expect(papersOf(bar)).toEqual(papers);
  expect(new Set(papers.map(([, how]) => how))).toEqual(new Set(["printed"]));
  expect(sharedTables(bar.till.ledger)).toEqual(state);
  expect(sumsAt(bar).size).toBeGreaterThan(0);
  expect(sumsAt(bar)).toEqual(sumsAt(counter));
});

type Speaker = { readonly till: Pick<TillAt["till"], "ledger"> };

function saidBy({ till: { ledger } }: Speaker, from: number): ReadonlyArray<Uint8Array> {
  return [...ledger.piecesOf(ledger.identity.origin, from)];
}

function sumsAt({ till }: TillAt): ReadonlyMap<string, number> {
  return new Map(till.ledger.read((view) => view.sums("day/")));
}

function headOf(at: TillAt, of: TillAt): number {
  return at.till.ledger.head(of.till.ledger.identity.origin)?.seq ?? 0;
}

/** One bit of what it says is another one. */
function corrupted(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = Math.floor(copy.length / 2);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
