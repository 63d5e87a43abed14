/**
 * Every act against every act on one supplier's order, on one sheet and on one serial number: each at its own till,
 * while neither hears the other. A new act that is listed here is played against all others. Size: whole.
 */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import {
  bookDelivery,
  closePurchase,
  listPurchases,
  orderSupplies,
  purchaseNamed,
} from "../../../src/app/stock/purchases.ts";
import {
  approveSheet,
  enterCount,
  openSheet,
  reviewSheet,
  sheetArticles,
  sheetNamed,
} from "../../../src/app/stock/stocktake.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, keep, levelAt, RAVI, setProduct } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const MINUTE_MS = 60_000;

type Tills = Awaited<ReturnType<typeof twoTills>>;
type Deed = (at: TillAt) => void;
type Figures = Readonly<Record<string, number>>;

interface Room {
  /** What both tills know before they are apart. */
  readonly begin: (tills: Tills) => void;
  readonly acts: Readonly<Record<string, Deed>>;
  /** What the acts are about, as a till has it. */
  readonly look: (at: TillAt) => Figures;
  /** The pairs that may be one thing which two people said: somebody is asked. */
  readonly asked: ReadonlyArray<string>;
  /** The pairs that come to something else than both or the same, each with why. */
  readonly otherwise: Readonly<Record<string, string>>;
}

function deliver(sku: string, count: number, closes = false): Deed {
  return ({ till }) => {
    const { id } = valueOf(purchaseNamed(till, "PA1"));
    const lines = [{ sku, quantity: count * ONE_IN_STOCK, cost: minor(100 * count) }];
    valueOf(bookDelivery(till, RAVI, { order: id, lines, closes }));
  };
}

function sellPhone(entry: string, serial: string): Deed {
  return ({ till }) => {
    const payment = inCash(minor(entry.startsWith("<") ? 0 : 20_000));
    const by = entry.startsWith("<") ? RAVI : MIA;
    valueOf(sell(till, by, { entries: [entry], payment, service: undefined, serials: [serial] }));
  };
}

function enter(count: number, instead: boolean): Deed {
  return ({ till }) => {
    const { id: sheet } = valueOf(sheetNamed(till, "A1"));
    const wish = { sheet, sku: "CROISSANT", counted: count * ONE_IN_STOCK, how: String(count) };
    valueOf(enterCount(till, RAVI, { ...wish, instead }));
  };
}

const ROOMS: Readonly<Record<string, Room>> = {
  "one supplier's order": {
    begin: ({ counter }) => {
      addIngredient(counter.till, "MILK", { unit: "l" });
      keep(counter.till);
      const lines = ["MILK", "CROISSANT"].map((sku) => {
        return { sku, quantity: 12 * ONE_IN_STOCK, how: "12" };
      });
      const wish = { supplier: "Dairy", expected: null, note: "", lines };
      valueOf(orderSupplies(counter.till, RAVI, wish));
    },
    acts: {
      "all came": deliver("MILK", 12),
      "half came": deliver("MILK", 6),
      "other goods came": deliver("CROISSANT", 12),
      "some came, the last": deliver("MILK", 3, true),
      close: ({ till }) => {
        const { id: order } = valueOf(purchaseNamed(till, "PA1"));
        valueOf(closePurchase(till, RAVI, { order, reason: "late" }));
      },
    },
    look: (at) => {
      const [order] = listPurchases(at.till, "all");
      const came = (order?.lines ?? []).map(({ sku, came: all }) => [`came ${sku}`, all] as const);
      return {
        ...Object.fromEntries(came),
        milk: levelAt(at, "MILK"),
        croissants: levelAt(at),
        closed: order?.closed === null ? 0 : 1,
      };
    },
    asked: [
      "all came + all came",
      "all came + half came",
      "all came + some came, the last",
      "half came + half came",
      "half came + some came, the last",
      "other goods came + other goods came",
      "some came, the last + some came, the last",
    ],
    otherwise: {},
  },
  "one sheet": {
    begin: ({ counter }) => {
      keep(counter.till);
      book(counter, { type: "receive", sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK });
      valueOf(openSheet(counter.till, RAVI, { place: "", categories: [] }));
      enter(4, false)(counter);
    },
    acts: {
      enter: enter(5, false),
      "enter instead": enter(7, true),
      approve: ({ open, till }) => {
        const sheet = valueOf(sheetNamed(till, "A1"));
        valueOf(approveSheet(open, RAVI, { sheet, review: reviewSheet(till, sheet) }));
      },
      count: (at) => {
        book(at, { type: "count", sku: "CROISSANT", quantity: 9 * ONE_IN_STOCK });
      },
      waste: (at) =>
        book(at, {
          type: "waste",
          sku: "CROISSANT",
          quantity: ONE_IN_STOCK,
          what: "waste",
          reason: "old",
        }),
      sell: ({ till }) => sellGoods(till, ["2*croissant"], { cash: 1000 }),
    },
    look: (at) => {
      const sheet = valueOf(sheetNamed(at.till, "A1"));
      const article = sheetArticles(at.till, sheet).find(({ sku }) => sku === "CROISSANT");
      return { level: levelAt(at), entries: article?.entries.length ?? 0 };
    },
    asked: [],
    otherwise: {
      "enter instead + enter instead": "each replaces what its till knew: both stand, and add up",
      "approve + count": "the count of the later moment stands, and the history has both",
      "count + waste": "a count has found what was wasted before it",
      "count + sell": "a count has found what was sold before it",
    },
  },
  "one serial number": {
    begin: ({ counter }) => {
      const { till } = counter;
      const like = till.catalogue().productsBySku.get("CROISSANT");
      const more = { category: like?.category ?? "", "tax class": like?.taxClass ?? "" };
      setProduct(till, "PHONE", { name: "phone", price: "200.00", serial: "yes", ...more });
      sellPhone("phone", "2")(counter);
      sellGoods(till, ["phone"]);
    },
    acts: {
      sell: sellPhone("phone", "1"),
      "say it of an open order": ({ till }) => {
        valueOf(performOn(till, MIA, { act: "serial", order: "A2", line: 1, serial: "1" }));
      },
      "take another back": sellPhone("<phone", "2"),
      "give another back by its receipt": ({ till }) => {
        const back = { number: "A-000001", parts: [], method: "cash", reason: "broken" } as const;
        valueOf(refund(till, RAVI, back));
      },
    },
    look: ({ till }) => {
      const { tenders, sales } = dayReport(till, till.days().now);
      const kept = tenders.reduce((sum, tender) => sum + tender.kept, 0);
      return { kept, sold: sales };
    },
    asked: [
      "sell + sell",
      "sell + say it of an open order",
      "take another back + take another back",
      "take another back + give another back by its receipt",
      "give another back by its receipt + give another back by its receipt",
    ],
    otherwise: {},
  },
};

interface Played {
  readonly after: Figures;
  readonly questions: ReadonlyArray<string>;
}

/** Plays an act at the counter, and then another one at the bar, which meet at the end. */
async function play({ begin, look }: Room, first?: Deed, later?: Deed): Promise<Played> {
  const tills = await twoTills(await newCafe());
  const { counter, bar } = tills;
  begin(tills);
  meet(counter, bar);
  for (const [at, act] of [[counter, first] as const, [bar, later] as const]) {
    counter.passOnWall(MINUTE_MS);
    act?.(at);
  }
  meet(counter, bar);
  const [one, other] = [counter, bar].map((at): Played => {
    const questions = listAttentionItems(at.open, "en").map(({ text }) => text);
    return { after: look(at), questions };
  });
  expect(other).toEqual(one);
  if (one === undefined) throw new Error("Nobody looked.");
  return one;
}

/** Whether each figure is what both acts made of it, or what either of them did where that is the same. */
function areBothThere(before: Figures, alone: readonly [Figures, Figures], both: Figures): boolean {
  return Object.entries(both).every(([name, value]) => {
    const [one, other] = alone.map((after) => (after[name] ?? 0) - (before[name] ?? 0));
    const change = value - (before[name] ?? 0);
    return change === (one ?? 0) + (other ?? 0) || (one === other && change === one);
  });
}

describe.each(Object.entries(ROOMS))("%s", (_, room) => {
  const acts = Object.entries(room.acts);
  const pairs = acts.flatMap(([one, first], at) =>
    acts.slice(at).map(([other, later]) => ({ name: `${one} + ${other}`, first, later })),
  );

  test("every two acts at two tills apart are both there, the same once, or named here, and somebody is asked about what may be one thing", async () => {
    const { after: before, questions: none } = await play(room);
    expect(none).toEqual([]);
    const alone = new Map<Deed, Figures>();
    for (const [, act] of acts) alone.set(act, (await play(room, act)).after);
    const asked: string[] = [];
    const lost: string[] = [];
    for (const { name, first, later } of pairs) {
      const both = [await play(room, first, later), await play(room, later, first)];
      if (both.every(({ questions }) => questions.length > 0)) asked.push(name);
      const each = [alone.get(first) ?? {}, alone.get(later) ?? {}] as const;
      if (!both.every(({ after }) => areBothThere(before, each, after))) lost.push(name);
    }

    expect({ asked, lost }).toEqual({ asked: room.asked, lost: Object.keys(room.otherwise) });
  });
});
