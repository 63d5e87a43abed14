/**
 * Asks the program of each cell whether it holds for a line of some kind: by doing it, or by reading the sum.
 * A process of its own does it with a kind more (`one-kind-more.ts`).
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { ok } from "../../src/domain/base/result.ts";
import { decideSend } from "../../src/domain/commands/kitchen/send-order.ts";
import { decideRefund } from "../../src/domain/commands/money/refund-receipt.ts";
import {
  decideSetPrice,
  decideSetQuantity,
  decideVoidLine,
} from "../../src/domain/commands/order/edit-order.ts";
import { decideExempt } from "../../src/domain/commands/order/exempt-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../src/domain/commands/order/give-discount.ts";
import { decideMoveLines } from "../../src/domain/commands/order/move-lines.ts";
import { decidePrintBill } from "../../src/domain/commands/order/print-bill.ts";
import { roundOf } from "../../src/domain/commands/order/repeat-round.ts";
import { decideReprice } from "../../src/domain/commands/order/reprice-order.ts";
import { decideSetModifiers } from "../../src/domain/commands/order/set-modifiers.ts";
import { decideSplit } from "../../src/domain/commands/order/split-order.ts";
import { decideSetLeft } from "../../src/domain/commands/stock/set-left.ts";
import { goodsContributions } from "../../src/domain/day/z-goods.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { exemptSale } from "../../src/domain/figures/facts.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../src/domain/identity.ts";
import {
  besideSales,
  isDepositKind,
  LINE_KINDS,
  onItsSide,
  type LineKind,
  type LineKindName,
} from "../../src/domain/lines/line-kinds.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  thousandths,
} from "../../src/domain/money/amounts.ts";
import { shopMoment } from "../../src/domain/settings/shop-time.ts";
import { openedId } from "../../src/domain/state/order-state.ts";
import { coversOfDay, goodsOfDay } from "../../src/report/day-goods.ts";
import { serversOfDay } from "../../src/report/day-servers.ts";
import { type Counter, createCounter } from "./counter.ts";
import { valueOf } from "./shop.ts";
import { catalogueOf, milk, product } from "./small-shop.ts";
import { originOf } from "./told.ts";

type Cell = {
  [Name in keyof LineKind]: LineKind[Name] extends boolean ? Name : never;
}[keyof LineKind];

const LATTE: Product = product("LATTE", { price: minor(300), modifierGroups: ["milk"] });
const CAKE = product("CAKE", { price: minor(400), station: "" });
const BOTTLE = product("BOTTLE", {
  price: minor(300),
  deposits: [{ sku: "BOTTLE", count: 1 }],
  station: "",
});
const CATALOGUE = catalogueOf([LATTE, CAKE, BOTTLE], [milk]);

interface Rung {
  readonly counter: Counter;
  readonly line: EventId;
  readonly kind: LineKindName;
}

/** How each cell is asked; a cell that is forgotten here does not compile. */
const ASKED: Readonly<Record<Cell, (rung: Rung) => boolean>> = {
  counted: ({ counter, line, kind }) => {
    const quantity = onItsSide(LINE_KINDS[kind], 2000);
    return counter.decide((context, order) => decideSetQuantity(context, order, { line, quantity }))
      .ok;
  },
  priced: ({ counter, line }) =>
    isAnyDone([
      counter.decide((context, order) => decideSetPrice(context, order, { line, price: minor(1) })),
      counter.decide((context, order) =>
        decideSetModifiers(context, order, { catalogue: CATALOGUE, line, modifiers: [] }),
      ),
    ]),
  repriced: ({ counter, line }) => {
    listed(counter, line);
    return counter.decide((context, order) =>
      decideReprice(context, order, { catalogue: CATALOGUE, addedAt }),
    ).ok;
  },
  repeated: ({ counter }) => roundOf(counter.order(), { catalogue: CATALOGUE }).length > 0,
  discounted: ({ counter, line }) =>
    counter.decide((context, order) =>
      decideDiscountLine(context, order, { line, discount: HALF, reason: "late" }),
    ).ok,
  bearsDiscount: ({ counter, line }) => {
    counter.add(CAKE);
    valueOf(
      counter.decide((context, order) =>
        decideDiscountOrder(context, order, { discount: HALF, reason: "late" }),
      ),
    );
    return balanceOf(counter, line).remainingOff > 0;
  },
  charged: ({ counter }) => {
    const service = { rule: "service", name: "Service", rate: milliPercent(10_000) };
    const charge = { ...service, each: minor(0), covers: 0, taxes: [] };
    write(counter, {
      kind: "order/charged",
      body: { charges: [charge], off: [], over: [], reason: "" },
    });
    return orderBalance(counter.order()).charges.some(({ live }) => live > 0);
  },
  taxed: ({ counter }) => orderBalance(counter.order()).taxes.length > 0,
  exempted: ({ counter }) => {
    const taxed = orderBalance(counter.order()).taxes.length > 0;
    const before = orderBalance(counter.order()).total;
    valueOf(counter.decide((context, order) => decideExempt(context, order, "DE 814")));
    return taxed && orderBalance(counter.order()).total !== before;
  },
  sent: ({ counter }) => counter.decide(decideSend).ok,
  stocked: ({ counter, kind }) => {
    valueOf(
      counter.decide((context) =>
        decideSetLeft(context, { product: goodsOf(kind), left: thousandths(0) }),
      ),
    );
    return !isDone(() => counter.add(goodsOf(kind), { kind }));
  },
  moved: ({ counter, line }) =>
    counter.decide((context, order) =>
      decideMoveLines(context, order, { lines: [{ line }], to: { service: "counter" } }),
    ).ok,
  split: ({ counter, line }) => {
    counter.add(CAKE);
    return counter.decide((context, order) =>
      decideSplit(context, order, { type: "lines", shares: [{ line, num: 1, den: 2 }] }),
    ).ok;
  },
  billed: ({ counter, line }) => {
    counter.add(CAKE);
    valueOf(counter.decide(decidePrintBill));
    return !counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" }))
      .ok;
  },
  refunded: ({ counter, line, kind }) => {
    payBesideCake(counter);
    const receipt = counter.order().receipts[0]?.id ?? line;
    const refunded = counter.decide((context, order) =>
      decideRefund(context, order, { receipt, lines: [{ line }], method: "cash", reason: "cold" }),
    ).ok;
    const wanted = kind === "goods" ? undefined : kind;
    const items = counter.order().refunds.flatMap(({ body }) => body.items);
    if (items.some((item) => item.kind !== wanted)) throw new Error("A refund forgets the kind.");
    return refunded;
  },
  isRestocked: ({ counter, line }) => {
    payBesideCake(counter);
    const receipt = counter.order().receipts[0]?.id ?? line;
    counter.decide((context, order) =>
      decideRefund(context, order, { receipt, lines: [{ line }], method: "cash", reason: "cold" }),
    );
    const items = counter.order().refunds.flatMap(({ body }) => body.items);
    return items.some(({ goods }) => goods !== undefined);
  },
  isSale: ({ counter }) => {
    payBesideCake(counter);
    return counter.receipts().every((receipt) => besideSales(receipt) === 0);
  },
  isGoods: ({ counter }) => {
    write(counter, { kind: "order/changed", body: { set: { covers: 2 }, over: {} } });
    payBesideCake(counter);
    const places = Object.entries(turnoversOf(counter));
    const counting = places.filter(([, amount]) => amount !== CAKE.price);
    if (counting.length === 0 || counting.length === places.length) return counting.length > 0;
    throw new Error(`Only some count it: ${counting.map(([place]) => place).join(", ")}`);
  },
};

/** What each place that adds up goods makes of the order. */
function turnoversOf(counter: Counter): Readonly<Record<string, MinorUnits>> {
  const { view: looked, day } = counter.looking();
  const view = { ...looked, tagged: () => [orderStream(openedId(counter.order()))] };
  const issued = counter.receipts();
  const till = originOf("A");
  return {
    zs: sumMinor(
      issued.flatMap(({ items }) =>
        goodsContributions(view, { items, day, till, isExempt: false }),
      ),
      ([, amount]) => amount,
    ),
    goods: sumMinor(goodsOfDay(view, day), ({ gross }) => gross),
    servers: sumMinor(serversOfDay(view, day), ({ sales }) => sales),
    covers: coversOfDay(view, day).total,
    exempt: sumMinor(issued, ({ items, total, taxes }) => {
      const spared = taxes.map((tax) => ({ ...tax, exempt: minor(1) }));
      return exemptSale({ items, total, taxes: spared })?.amount ?? 0;
    }),
  };
}

/** A line that comes back is no bill by itself. */
function payBesideCake(counter: Counter): void {
  counter.add(CAKE);
  valueOf(counter.pay(1000));
}

const HALF = { rate: milliPercent(50_000), amount: minor(0) };

/** Returns goods of which there is a line of the kind. */
function goodsOf(kind: LineKindName): Product {
  return isDepositKind(kind) ? BOTTLE : LATTE;
}

/** What each cell gives for a line of the kind. */
function cellsOf(kind: LineKindName): Readonly<Record<string, boolean>> {
  const cells = Object.entries(ASKED).map(([cell, ask]) => {
    const counter = createCounter({ catalogue: CATALOGUE });
    return [cell, ask({ counter, line: counter.add(goodsOf(kind), { kind }), kind })] as const;
  });
  return Object.fromEntries(cells);
}

function balanceOf(counter: Counter, line: EventId) {
  const found = orderBalance(counter.order()).lines.find(({ id }) => id === line);
  if (found === undefined) throw new Error("There is no such line.");
  return found;
}

function write(counter: Counter, { kind, body }: Pick<Draft, "kind" | "body">): void {
  const streams = [orderStream(openedId(counter.order()))];
  valueOf(counter.decide(() => ok([{ kind, streams, body } as Draft])));
}

function addedAt() {
  return shopMoment(0, 60, 240);
}

/** Adds the line once more, at the price of a list that is no more. */
function listed(counter: Counter, line: EventId): void {
  const { added, kind } = { ...balanceOf(counter, line), ...balanceOf(counter, line).line };
  if (added === null) throw new Error("There is no such line.");
  const { kind: _, ...goods } = added;
  const list = { id: "happy", name: "Happy hour", write: line };
  const body = { ...goods, unit: minor(200), list };
  write(counter, { kind: kind.bornBy, body });
}

function isAnyDone(results: ReadonlyArray<{ readonly ok: boolean }>): boolean {
  return results.some((result) => result.ok);
}

function isDone(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const kinds = Object.keys(LINE_KINDS) as ReadonlyArray<LineKindName>;
  const answers = kinds.map((kind) => [kind, cellsOf(kind)]);
  process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
}
