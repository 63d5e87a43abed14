/**
 * Random histories of guarded goods at three tills that hear each other now and then, in part and in any
 * order. Beside them a list of what people really did says how much there is. Source: docs/rules/stock.md, S1, S4 and
 * S20.
 *
 * Size: both.
 */

import { expect, test } from "vitest";

import { createDice, type Dice } from "../../../proof/sim/dice.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { giveRights, rightsOfShop, takeRights } from "../../../src/app/stock/rights.ts";
import { moveStock, stockOfArticle } from "../../../src/app/stock/stock.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { OPEN_ORDER_TAG } from "../../../src/domain/folds/order-sums.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type EventId, streamName } from "../../../src/domain/identity.ts";
import { billOf } from "../../../src/domain/order/gathered-order.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { performOn } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { keep, RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const NAMES = ["Front counter", "Bar", "Hatch"] as const;
const STEPS = 60;
const MINUTE_MS = 60_000;

/** What people of a history may do besides selling, receiving, wasting, voiding and giving. */
interface Mode {
  readonly overrides?: boolean;
  readonly takings?: boolean;
  readonly counts?: boolean;
}

interface House {
  readonly cafe: Cafe;
  readonly tills: ReadonlyArray<OpenTill>;
  readonly dice: Dice;
  readonly mode: Mode;
  /** What really lies there. */
  truth: number;
  /** The lines that somebody voided: the second void of one moves nothing. */
  readonly voided: Set<string>;
}

async function houseOf(seed: string, mode: Mode): Promise<House> {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  const hatch = await enrolBar(cafe, counter.till, { code: "C", name: "Hatch", seed: 9 });
  keep(counter.till, "CROISSANT", "guarded");
  const house = { cafe, tills: [counter, bar, hatch], dice: createDice(seed), mode };
  meetAll(house);
  return { ...house, truth: 0, voided: new Set() };
}

function meetAll({ tills }: Pick<House, "tills">): void {
  for (const from of [...tills, ...tills]) {
    for (const to of tills) if (from !== to) synchroniseLedgers(from.till.ledger, to.till.ledger);
  }
}

/** One hears some of what another has, in any order, and some of it twice. */
function hearSome({ tills, dice }: House): void {
  const [from, to] = [dice.pick(tills), dice.pick(tills)];
  if (from === to) return;
  const missing = from.till.ledger.missingFor(endsOf(to.till.ledger.heads()));
  const some = missing.filter(() => dice.chance(0.7));
  for (const bytes of [...some, ...some.slice(0, 2)]) to.till.ledger.receive(bytes);
}

function step(house: House): void {
  const { tills, dice, mode } = house;
  const open = dice.pick(tills);
  house.cafe.clock.advance(dice.nat(MINUTE_MS));
  const deed = dice.weighed({
    sell: 10,
    receive: 2,
    waste: 1,
    give: 3,
    void: 3,
    hear: 8,
    take: mode.takings === true ? 2 : 0,
    count: mode.counts === true ? 1 : 0,
  });
  const quantity = dice.between(1, 4);
  DEEDS[deed](house, open, quantity);
}

type Deed = "sell" | "receive" | "waste" | "give" | "void" | "hear" | "take" | "count";

const DEEDS: Readonly<Record<Deed, (house: House, open: OpenTill, count: number) => void>> = {
  sell: (house, { till }, count) => {
    const sellsOn = house.mode.overrides === true && house.dice.chance(0.3);
    const by = sellsOn ? knowing(RAVI, "goods") : MIA;
    const wish = { entries: [`${count}*croissant`], payment: inCash(undefined) };
    if (sell(till, by, { ...wish, service: undefined }).ok) house.truth -= count;
  },
  // All that the others sell was given to them, so that much rests on gifts.
  receive: (house, _, count) => {
    const till = house.tills[0]?.till;
    if (till === undefined) return;
    const wish = { type: "receive", sku: "CROISSANT", quantity: count * ONE_IN_STOCK } as const;
    if (moveStock(till, RAVI, wish).ok) house.truth += count;
  },
  waste: (house, { till }) => {
    const of = { sku: "CROISSANT", quantity: ONE_IN_STOCK, reason: "fell" } as const;
    if (moveStock(till, RAVI, { type: "waste", what: "waste", ...of }).ok) house.truth -= 1;
  },
  give: ({ dice }, { till }, count) => {
    const of = { sku: "CROISSANT", quantity: count * ONE_IN_STOCK };
    giveRights(till, RAVI, { ...of, to: dice.pick(NAMES) });
  },
  take: ({ dice }, { till }, count) => {
    const of = { sku: "CROISSANT", quantity: count * ONE_IN_STOCK, why: "dead" } as const;
    takeRights(till, RAVI, { ...of, from: dice.pick(NAMES) });
  },
  count: (house, { till }) => {
    const quantity = Math.max(0, house.truth) * ONE_IN_STOCK;
    if (house.truth < 0) return;
    moveStock(till, RAVI, { type: "count", sku: "CROISSANT", quantity });
  },
  void: (house, { till }) => {
    const open = till.ledger.read((view) =>
      view.tagged(OPEN_ORDER_TAG).flatMap((stream) => {
        const id = streamName(stream) as EventId;
        const number = billOf(view, id).opened?.number;
        const [line] = orderBalance(billOf(view, id)).lines;
        return number === undefined || line === undefined || line.quantity <= 0
          ? []
          : [{ number, line }];
      }),
    );
    if (open.length === 0) return;
    const { number, line } = house.dice.pick(open);
    const voids = [{ line: line.id }];
    const wish = { act: "void", order: number, voids, reason: "left" } as const;
    if (!performOn(till, RAVI, wish).ok || house.voided.has(line.id)) return;
    house.voided.add(line.id);
    house.truth += line.quantity / 1000;
  },
  hear: (house) => hearSome(house),
};

/** What is wrong at a till, by its own view. */
function faultsOf({ till, jobs }: OpenTill, { overrides, takings, counts }: Mode): unknown {
  const [article] = rightsOfShop(till);
  const { tills = [], found = 0 } = article ?? {};
  const short = tills.reduce((sum, one) => sum + one.short, 0);
  const isCalm = overrides !== true && takings !== true && counts !== true;
  const items = isCalm
    ? listAttentionItems({ till, jobs }, "en").filter(({ kind }) => kind.startsWith("stock/"))
    : [];
  return {
    items: items.map(({ text }) => text),
    short: isCalm ? short : 0,
    found: counts === true ? 0 : found,
  };
}

function levelOf({ till }: OpenTill): number {
  const product = till.catalogue().productsBySku.get("CROISSANT");
  if (product === undefined) throw new Error("There is no croissant.");
  return stockOfArticle(till, product).level / ONE_IN_STOCK;
}

const SEEDS = Array.from({ length: proofRuns({ small: 2, whole: 8 }) }, (_, seed) => seed);

test.each(SEEDS)(
  "Calm tills never sell more than there is, and never say so (%i)",
  async (seed) => {
    const house = await houseOf(`calm ${seed}`, {});
    for (let at = 0; at < STEPS; at += 1) {
      step(house);
      expect(house.truth).toBeGreaterThanOrEqual(0);
      for (const open of house.tills) {
        expect([at, faultsOf(open, house.mode)]).toEqual([at, { items: [], short: 0, found: 0 }]);
      }
    }
    meetAll(house);

    expect(house.tills.map(levelOf)).toEqual(house.tills.map(() => house.truth));
    expect(rightsTotal(house)).toBe(house.truth);
  },
);

test.each(SEEDS)("What was sold anyway or taken back is short to the piece (%i)", async (seed) => {
  const house = await houseOf(`rough ${seed}`, { overrides: true, takings: true });
  for (let at = 0; at < STEPS; at += 1) step(house);
  meetAll(house);

  expect(house.tills.map(levelOf)).toEqual(house.tills.map(() => house.truth));
  for (const { till } of house.tills) {
    const [article] = rightsOfShop(till);
    const { tills = [], level = 0, found } = article ?? {};
    const short = tills.reduce((sum, one) => sum + one.short, 0);
    const positive = tills.reduce((sum, { balance }) => sum + Math.max(0, balance), 0);
    expect([positive - short, found]).toEqual([level, 0]);
  }
});

test.each(SEEDS)("Counts at tills that are apart end in what lies there (%i)", async (seed) => {
  const house = await houseOf(`counts ${seed}`, { overrides: true, takings: true, counts: true });
  for (let at = 0; at < STEPS; at += 1) step(house);
  meetAll(house);

  expect(house.tills.map(levelOf)).toEqual(house.tills.map(() => house.truth));
});

test("What one till sold of another's gift is no shortfall for a third that lacks the gift", async () => {
  const house = await houseOf("E4", {});
  const [counter, bar, hatch] = house.tills;
  if (counter === undefined || bar === undefined || hatch === undefined) throw new Error("three");
  DEEDS.receive(house, counter, 4);
  const of = { sku: "CROISSANT", quantity: 4 * ONE_IN_STOCK };
  valueOf(giveRights(counter.till, RAVI, { ...of, to: "Bar" }));
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  DEEDS.sell(house, bar, 4);
  hearChainOf(bar, hatch);
  expect([faultsOf(hatch, {}), levelOf(hatch)]).toEqual([FINE, -4]);
  // The counter voids the line of the bar, which sells the croissants once more.
  synchroniseLedgers(bar.till.ledger, counter.till.ledger);
  synchroniseLedgers(counter.till.ledger, hatch.till.ledger);
  expect([faultsOf(hatch, {}), levelOf(hatch)]).toEqual([FINE, 0]);
  DEEDS.void(house, counter, 4);
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  DEEDS.sell(house, bar, 4);
  hearChainOf(bar, hatch);

  expect(faultsOf(hatch, {})).toEqual(FINE);
  meetAll(house);
  expect(house.tills.map(levelOf)).toEqual([0, 0, 0]);
  expect(house.tills.map((open) => faultsOf(open, {}))).toEqual([FINE, FINE, FINE]);
});

const FINE = { items: [], short: 0, found: 0 };

/** One hears what another has said by itself, and nothing that the others said. */
function hearChainOf(from: OpenTill, to: OpenTill): void {
  const { ledger } = from.till;
  const { origin: own } = ledger.identity;
  const others = endsOf(ledger.heads()).filter(({ origin }) => origin !== own);
  const ends = endsOf(to.till.ledger.heads()).filter(({ origin }) => origin === own);
  for (const bytes of ledger.missingFor([...others, ...ends])) to.till.ledger.receive(bytes);
}

function rightsTotal({ tills: [counter] }: House): number {
  const [article] = counter === undefined ? [] : rightsOfShop(counter.till);
  return (article?.tills ?? []).reduce((sum, { balance }) => sum + balance, 0) / ONE_IN_STOCK;
}
