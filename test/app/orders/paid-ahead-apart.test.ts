/**
 * Two orders for later that are paid ahead: one till puts them on one bill while another one, which hears nothing of
 * it, collects or forfeits one of them. Size: both.
 */

import { describe, expect, test } from "vitest";

import { orderRows } from "../../../src/app/orders/order-text.ts";
import { findOrder, listOrdersForLater } from "../../../src/app/orders/orders.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import {
  asked,
  books,
  cafeOfBills,
  card,
  collect,
  DAY,
  forfeit,
  handBack,
  voidGoods,
} from "../../support/bills-apart.ts";
import { MIA } from "../../support/cafe.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";
import { tillsWithSecrets } from "../../support/voucher-acts.ts";

const newCafe = cafeOfBills();
const SATURDAY = addDays(DAY, 1);
const HOURS = { wine: `${SATURDAY}T10:00`, bun: `${SATURDAY}T11:30` } as const;
const PRICES = { wine: 2900, bun: 260 } as const;
type Goods = keyof typeof PRICES;

interface Orders {
  readonly wine: string;
  readonly bun: string;
}

type Deed = (till: TillAt, orders: Orders) => void;

function ahead({ till }: TillAt, goods: Goods): string {
  const { order } = sellGoods(till, [goods]);
  valueOf(performOn(till, MIA, { act: "due", order: order.number, dueAt: HOURS[goods] }));
  const payment = { type: "card", amount: minor(PRICES[goods]) } as const;
  valueOf(payOrder(till, MIA, { order: order.number, payment }));
  return order.number;
}

function of(goods: Goods, deed: (till: TillAt, order: string) => void): Deed {
  return (till, orders) => deed(till, orders[goods]);
}

/** Puts one order on the bill of the other. */
function merge(from: Goods, into: Goods): Deed {
  return ({ till }, orders) => {
    const [one, other] = [from, into].map((goods) => findOrder(till, orders[goods])?.order.id);
    if (one === undefined || other === undefined) throw new Error("There is no such order.");
    valueOf(performBeside(till, MIA, { act: "merge", orders: [one], into: other }));
  };
}

async function apart(a: ReadonlyArray<Deed>, b: ReadonlyArray<Deed>) {
  const { counter, bar } = await tillsWithSecrets(await newCafe());
  const orders = { wine: ahead(counter, "wine"), bun: ahead(bar, "bun") };
  meet(counter, bar);
  for (const deed of a) deed(counter, orders);
  for (const deed of b) deed(bar, orders);
  meet(counter, bar);
  return { tills: [counter, bar] as const, orders };
}

/** What is still to be collected, as the list of orders for later has it. */
function listed({ till }: TillAt): ReadonlyArray<readonly [dueAt: string, goods: string]> {
  return listOrdersForLater(till).map(({ dueAt, lines }) => [
    dueAt,
    lines
      .filter(({ covered, voided }) => !voided && covered === 0)
      .map(({ sku }) => sku)
      .join(" "),
  ]);
}

function rowsOf({ till }: TillAt): ReadonlyArray<string> {
  const shown = {
    customerText: () => "",
    staffName: () => "Mia",
    openedText: () => "14:32",
    nowMs: 0,
    wall: `${DAY}T14:32`,
  };
  const speech = { currency: till.currency, locale: "en" } as const;
  return orderRows(listOrdersForLater(till), speech, shown);
}

test("what is left of a bill that was collected apart keeps its hour, and is collected", async () => {
  const { tills, orders } = await apart([of("wine", collect())], [merge("bun", "wine")]);
  for (const till of tills) {
    expect(listed(till)).toEqual([[HOURS.bun, "BUN"]]);
    expect(rowsOf(till)).toEqual([expect.stringMatching(/Sat 21 Nov 2026 11:30 {2}1 x BUN {2}/u)]);
  }
  collect()(tills[0], orders.bun);
  meet(...tills);
  for (const till of tills) {
    expect(listed(till)).toEqual([]);
    expect(asked(till)).toEqual([]);
    expect(books(till)).toMatchObject({
      gross: { "VAT 9%": 260, "VAT 21%": 2900 },
      held: 3160,
      deposits: 0,
      differences: [],
    });
  }
});

test("what is left of such a bill can be kept, once nobody collects it", async () => {
  const { tills, orders } = await apart([of("wine", collect())], [merge("bun", "wine")]);
  forfeit(tills[1], orders.bun);
  meet(...tills);
  for (const till of tills) {
    expect([listed(till), asked(till)]).toEqual([[], []]);
    expect(books(till)).toMatchObject({
      gross: { "VAT 9%": 260, "VAT 21%": 2900 },
      deposits: 0,
      differences: [],
    });
    expect(fates(till, orders, "bun")).toEqual(["deposit kept"]);
  }
});

test("an order for later on the bill of goods of now is paid with them, and for later once they are", async () => {
  const { counter, bar } = await tillsWithSecrets(await newCafe());
  const { order } = sellGoods(counter.till, ["wine"]);
  const orders = { wine: order.number, bun: ahead(counter, "bun") };
  meet(counter, bar);
  merge("bun", "wine")(bar, orders);
  expect(listed(bar)).toEqual([]);
  card(2900)(counter, orders.wine);
  meet(counter, bar);
  for (const till of [counter, bar]) expect(listed(till)).toEqual([[HOURS.bun, "BUN"]]);
});

const MERGES = {
  "puts the bun on the wine's bill": merge("bun", "wine"),
  "puts the wine on the bun's bill": merge("wine", "bun"),
};
const THEN = {
  "": [],
  ", and collects all": [of("wine", collect())],
  ", and keeps the deposits": [of("wine", forfeit)],
  ", and takes the bun off": [of("bun", voidGoods("BUN"))],
};
const ALONE = {
  "does nothing": [],
  "collects the wine": [of("wine", collect())],
  "collects the bun": [of("bun", collect())],
  "collects both": [of("wine", collect()), of("bun", collect())],
  "keeps the deposit of the wine": [of("wine", forfeit)],
  "keeps the deposit of the bun": [of("bun", forfeit)],
  "gives the money for the bun back": [of("bun", voidGoods("BUN")), of("bun", handBack("card"))],
};
const CASES = Object.entries(MERGES).flatMap(([merging, deed]) =>
  Object.entries(THEN).flatMap(([then, after]) =>
    Object.entries(ALONE).map(([alone, deeds]) => ({
      name: `one till ${merging}${then}, while the other ${alone}`,
      together: [deed, ...after],
      alone: deeds,
    })),
  ),
);

/** Collects what is on the list, and hands back what is too much then. */
function finish(till: TillAt, orders: Orders): void {
  for (const goods of ["wine", "bun"] as const) {
    if ((findOrder(till.till, orders[goods])?.order.refundDue ?? 0) > 0)
      handBack("card")(till, orders[goods]);
    if (fates(till, orders, goods).includes("to collect")) collect()(till, orders[goods]);
  }
}

/** What became of the goods of one order: all of these that are true. */
function fates(till: TillAt, orders: Orders, goods: Goods): ReadonlyArray<string> {
  const bill = findOrder(till.till, orders[goods]);
  const name = goods.toUpperCase();
  const [price, all] = [PRICES[goods], PRICES.wine + PRICES.bun];
  const { lines = [], refundDue = 0, money = [] } = bill?.order ?? {};
  const issued = bill?.receipts.flatMap((receipt) => receipt.lines) ?? [];
  const kept = issued.filter((line) => line.name.startsWith("Deposit"));
  const isOff = lines.some((line) => line.name === name && line.voided);
  const isHandedBack = money.some(
    ({ what, amount }) => what === "hand-back" && amount === 0 - price,
  );
  const isListed = listed(till).some(([, names]) => names.split(" ").includes(name));
  return [
    ...(issued.some((line) => line.name === name) ? ["handed out"] : []),
    ...(kept.some(({ amount }) => amount === price || amount === all) ? ["deposit kept"] : []),
    ...(isHandedBack ? ["given back"] : []),
    ...(isOff && refundDue === price ? ["to give back"] : []),
    ...(isListed ? ["to collect"] : []),
  ];
}

/** Bills that are only put together are played in both orders, the others in turn; a few of them in the small size. */
const ALL_PLAYS = CASES.flatMap(({ name, together, alone }, at) => {
  const orders = [
    { name: `${name}, later`, a: together, b: alone },
    { name: `${name}, before`, a: alone, b: together },
  ];
  return together.length === 1 ? orders : orders.slice(at % 2).slice(0, 1);
});

const PLAYED = proofRuns({ small: 14, whole: 70 });
const STEP = Math.max(1, Math.floor(ALL_PLAYS.length / PLAYED));
const PLAYS = ALL_PLAYS.filter((_, at) => at % STEP === 0);

describe("each piece that is paid ahead is handed out, kept, given back, or on the list:", () => {
  test.each(PLAYS)("$name", async ({ a, b }) => {
    const { tills, orders } = await apart(a, b);
    const isAsked = asked(tills[0]).length > 0;
    for (const till of tills) {
      const [wine, bun] = [fates(till, orders, "wine"), fates(till, orders, "bun")];
      // A person is asked about goods of which two things are true, and about no others.
      expect(Math.min(wine.length, bun.length)).toBeGreaterThan(0);
      expect(isAsked || wine.length * bun.length === 1).toBe(true);
      expect(books(till).differences).toEqual([]);
    }
    // What is left is handed out, and nothing waits then.
    finish(tills[0], orders);
    meet(...tills);
    for (const till of tills) expect(listed(till)).toEqual([]);
    const { deposits, differences } = books(tills[1]);
    expect(isAsked || deposits === 0).toBe(true);
    expect(differences).toEqual([]);
  });
});
