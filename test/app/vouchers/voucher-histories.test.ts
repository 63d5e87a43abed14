/**
 * Random histories of vouchers at three tills that hear each other now and then, in part and in any order.
 * Beside them a list of what people really paid and redeemed says what is left. Source: docs/rules/vouchers.md, G1 to
 * G5.
 *
 * Size: both.
 */

import { expect, test } from "vitest";

import { createDice, type Dice } from "../../../proof/sim/dice.ts";
import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sellVoucher } from "../../../src/app/orders/sell-voucher.ts";
import { askForPurse, givePurse, voucherPurse } from "../../../src/app/vouchers/purse-rights.ts";
import { replaceVoucher, takeVoucher, voucherView } from "../../../src/app/vouchers/vouchers.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { purseStanding } from "../../../src/domain/vouchers/purse-rights.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { payByVoucher } from "../../support/voucher-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const NAMES = ["Front counter", "Bar", "Hatch"] as const;
const CROISSANT = 260;
const LIMIT = 2000;
const STEPS = 50;
const MINUTE_MS = 60_000;

/** What tills of a history may do besides selling, redeeming, giving and putting back. */
interface Mode {
  /** Each redeems beyond its rights up to the limit. */
  readonly limited?: boolean;
  readonly takings?: boolean;
  readonly replaces?: boolean;
}

interface House {
  readonly cafe: Cafe;
  readonly tills: ReadonlyArray<OpenTill>;
  readonly dice: Dice;
  readonly mode: Mode;
  /** By voucher: what was really paid and not redeemed. */
  readonly truth: Map<string, number>;
  /** Receipts that a voucher paid alone, with the voucher. */
  readonly paid: Array<{ readonly number: string; readonly id: string }>;
}

async function houseOf(seed: string, mode: Mode): Promise<House> {
  const cafe = await newCafe();
  const counter = cafe.open();
  const texts = [mode.limited === true ? "20.00" : "0"];
  valueOf(changeSetting(counter.till, RAVI, { key: "voucher-limit", texts }));
  const bar = await enrolBar(cafe, counter.till);
  const hatch = await enrolBar(cafe, counter.till, { code: "C", name: "Hatch", seed: 9 });
  const tills = [counter, bar, hatch];
  const house = { cafe, tills, dice: createDice(seed), mode };
  meetAll(house);
  for (const row of counter.till.ledger.secrets.rows()) {
    for (const { till } of [bar, hatch]) till.ledger.secrets.receive(row);
  }
  return { ...house, truth: new Map(), paid: [] };
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

type Deed = "sell" | "top" | "redeem" | "back" | "ask" | "hear" | "take" | "replace";

const DEEDS: Readonly<Record<Deed, (house: House, open: OpenTill) => void>> = {
  sell: ({ dice, truth }, { till }) => {
    const amount = minor(dice.between(5, 30) * 100);
    const { made } = valueOf(sellVoucher(till, MIA, { amount, payment: inCash(amount) }));
    for (const { voucher } of made) truth.set(voucher.id, amount);
  },
  top: (house, { till }) => {
    const id = anyOf(house);
    const amount = minor(500);
    const wish = { amount, payment: inCash(amount), tops: id };
    if (id !== undefined && sellVoucher(till, MIA, wish).ok) add(house, id, amount);
  },
  redeem: (house, open) => {
    const id = anyOf(house);
    if (id === undefined) return;
    const goods = [`${house.dice.between(1, 6)}*croissant`];
    const done = payByVoucher(open, id, { goods });
    if (!done.ok) return;
    const { receipts, order } = done.value;
    add(house, id, order.due - order.total);
    const [receipt] = receipts;
    if (receipt !== undefined) house.paid.push({ number: receipt.number, id });
  },
  back: (house, { till }) => {
    if (house.paid.length === 0) return;
    const { number, id } = house.dice.pick(house.paid);
    const parts = [{ position: 1, quantity: undefined }];
    const done = refund(till, RAVI, { number, parts, method: "voucher", reason: "cold" });
    if (!done.ok) return;
    house.paid.splice(
      house.paid.findIndex((one) => one.number === number),
      1,
    );
    add(house, onto(till, id), 0 - done.value.total);
  },
  ask: (house, to) => {
    const id = anyOf(house);
    const from = house.dice.pick(house.tills);
    if (id === undefined || from === to) return;
    const { device } = to.till.ledger.identity.key;
    askForPurse(to.till, voucherPurse(id), (asked, what) => {
      if (asked === from.till.ledger.identity.key.device) givePurse(from.till, device, what);
    });
    if (house.dice.chance(0.8)) synchroniseLedgers(from.till.ledger, to.till.ledger);
  },
  take: (house, { till }) => {
    const id = anyOf(house);
    if (id !== undefined) {
      takeVoucher(till, RAVI, { voucher: id, from: house.dice.pick(NAMES) });
    }
  },
  replace: (house, { till }) => {
    const id = anyOf(house);
    if (id === undefined) return;
    const { left } = voucherView(till, id);
    const done = replaceVoucher(till, RAVI, { voucher: id, reason: "lost" });
    if (!done.ok) return;
    add(house, id, 0 - left);
    for (const { voucher } of done.value) add(house, voucher.id, left);
  },
  hear: (house) => {
    hearSome(house);
  },
};

function anyOf({ dice, truth }: House): string | undefined {
  return truth.size === 0 ? undefined : dice.pick([...truth.keys()]);
}

function add({ truth }: House, id: string, cents: number): void {
  truth.set(id, (truth.get(id) ?? 0) + cents);
}

/** What stands in the place of a voucher, as that till knows. */
function onto({ ledger }: OpenTill["till"], id: string): string {
  const to = ledger.read((view) => view.state("voucher", id)).blocked?.to ?? null;
  return to === null ? id : onto({ ledger } as OpenTill["till"], to);
}

function step(house: House): void {
  const { tills, dice, mode } = house;
  house.cafe.clock.advance(dice.nat(MINUTE_MS));
  const deed = dice.weighed({
    sell: 2,
    top: 1,
    redeem: 8,
    back: 2,
    ask: 5,
    hear: 8,
    take: mode.takings === true ? 2 : 0,
    replace: mode.replaces === true ? 1 : 0,
  });
  DEEDS[deed](house, dice.pick(tills));
}

interface Account {
  readonly balance: number;
  readonly isShort: boolean;
}

function accountsAt({ till: { ledger } }: OpenTill, id: string): ReadonlyArray<Account> {
  const state = ledger.read((view) => view.state("voucher", id));
  const standing = purseStanding(state, (origin) => ledger.store.head(origin)?.seq ?? 0);
  return standing.accounts.map(({ balance, waits }) => {
    return { balance, isShort: balance < 0 && !waits };
  });
}

function attentionAt({ till, jobs }: OpenTill): ReadonlyArray<string> {
  return listAttentionItems({ till, jobs }, "en")
    .filter(({ kind }) => kind.startsWith("voucher/"))
    .map(({ text }) => text);
}

/** Returns what each till shows that is left. */
function shownAt({ tills, truth }: House): ReadonlyArray<ReadonlyArray<readonly [string, number]>> {
  return tills.map((open) => [...truth.keys()].map((id) => [id, voucherView(open.till, id).left]));
}

/** Returns what each should show, to the cent. */
function wantedAt({ tills, truth }: House): ReturnType<typeof shownAt> {
  return tills.map(() => [...truth]);
}

const SEEDS = Array.from({ length: proofRuns({ small: 2, whole: 6 }) }, (_, seed) => seed);

test.each(SEEDS)(
  "calm tills never redeem more than was paid, and raise nothing (%i)",
  async (seed) => {
    const house = await houseOf(`calm ${seed}`, {});
    for (let at = 0; at < STEPS; at += 1) {
      step(house);
      expect([...house.truth.values()].filter((left) => left < 0)).toEqual([]);
      for (const open of house.tills) {
        const short = [...house.truth.keys()].flatMap((id) =>
          accountsAt(open, id).filter(({ isShort }) => isShort),
        );
        expect([at, short, attentionAt(open)]).toEqual([at, [], []]);
      }
    }
    meetAll(house);
    expect(shownAt(house)).toEqual(wantedAt(house));
  },
);

test.each(SEEDS)(
  "tills apart go no account below the limit, and each cent beyond is named (%i)",
  async (seed) => {
    const house = await houseOf(`limited ${seed}`, { limited: true });
    for (let at = 0; at < STEPS; at += 1) step(house);
    meetAll(house);

    expect(shownAt(house)).toEqual(wantedAt(house));
    const { tills, truth } = house;
    const lowest = [...truth.keys()].flatMap((id) =>
      tills.flatMap((open) => accountsAt(open, id).map(({ balance }) => balance)),
    );
    expect(Math.min(0, ...lowest)).toBeGreaterThanOrEqual(0 - LIMIT);
    const below = [...truth.values()].filter((left) => left < 0);
    for (const open of tills) {
      const named = attentionAt(open).filter((text) => text.includes("more redeemed"));
      expect(named).toHaveLength(below.length);
    }
  },
);

test.each(SEEDS)(
  "what is taken back, replaced and put back ends in what people did (%i)",
  async (seed) => {
    const mode = { limited: true, takings: true, replaces: true };
    const house = await houseOf(`rough ${seed}`, mode);
    for (let at = 0; at < STEPS; at += 1) step(house);
    meetAll(house);

    expect(shownAt(house)).toEqual(wantedAt(house));
  },
);

test.each(SEEDS)(
  "tills that hear each other refuse nothing that is there, wherever it is redeemed (%i)",
  async (seed) => {
    const house = await houseOf(`heard ${seed}`, { limited: true });
    for (let at = 0; at < STEPS; at += 1) step(house);
    meetAll(house);
    const { tills, truth, dice } = house;
    for (const [id, left] of truth) {
      const to = dice.pick(tills);
      const { device } = to.till.ledger.identity.key;
      for (let round = 0; round < 2; round += 1) {
        for (const from of tills.filter((open) => open !== to)) {
          askForPurse(to.till, voucherPurse(id), (asked, what) => {
            if (asked === from.till.ledger.identity.key.device) givePurse(from.till, device, what);
          });
          meetAll(house);
        }
      }
      expect([id, voucherView(to.till, id).here]).toEqual([id, Math.max(0, left)]);
      const isPaid = left < CROISSANT || payByVoucher(to, id, { goods: ["croissant"] }).ok;
      expect([id, isPaid]).toEqual([id, true]);
    }
  },
);

/** Three tills that have heard all of each other, and a voucher of 25.00 that the counter sold. */
async function withOne() {
  const house = await houseOf("one", {});
  const [counter, bar, hatch] = house.tills;
  if (counter === undefined || bar === undefined || hatch === undefined) throw new Error("three");
  const amount = minor(2500);
  const { made } = valueOf(sellVoucher(counter.till, MIA, { amount, payment: inCash(amount) }));
  meetAll(house);
  return { house, counter, bar, hatch, id: made[0]?.voucher.id ?? "" };
}

function give(from: OpenTill, to: OpenTill, id: string): void {
  askForPurse(to.till, voucherPurse(id), (asked, what) => {
    if (asked === from.till.ledger.identity.key.device) {
      givePurse(from.till, to.till.ledger.identity.key.device, what);
    }
  });
}

test("What one till redeemed of another's gift is no shortfall for a third that lacks the gift", async () => {
  const { house, counter, bar, hatch, id } = await withOne();
  give(counter, bar, id);
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  valueOf(payByVoucher(bar, id, { goods: ["croissant"] }));
  const { origin } = bar.till.ledger.identity;
  const others = endsOf(bar.till.ledger.heads()).filter((end) => end.origin !== origin);
  const ends = endsOf(hatch.till.ledger.heads()).filter((end) => end.origin === origin);
  for (const bytes of bar.till.ledger.missingFor([...others, ...ends])) {
    hatch.till.ledger.receive(bytes);
  }

  expect(accountsAt(hatch, id).filter(({ isShort }) => isShort)).toEqual([]);
  expect(attentionAt(hatch)).toEqual([]);
  meetAll(house);
  expect(voucherView(hatch.till, id).left).toBe(2500 - CROISSANT);
});

test("A till that is asked twice for the same gives once", async () => {
  const { house, counter, bar, id } = await withOne();
  valueOf(sellVoucher(counter.till, MIA, topOf(id)));
  give(counter, bar, id);
  give(counter, bar, id);
  meetAll(house);

  expect(accountsAt(bar, id).map(({ balance }) => balance)).toEqual([500, 2500]);
});

function topOf(id: string) {
  const amount = minor(500);
  return { amount, payment: inCash(amount), tops: id };
}
