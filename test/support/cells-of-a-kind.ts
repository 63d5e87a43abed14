/**
 * Asks the program of each cell whether it holds for a line of some kind: by doing it, or by reading the sum.
 * A process of its own does it with a kind more (`one-kind-more.ts`).
 */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { ok } from "../../src/domain/base/result.ts";
import {
  decideSetModifiers,
  decideSetPrice,
  decideVoidLine,
} from "../../src/domain/commands/edit-order.ts";
import { decideExempt } from "../../src/domain/commands/exempt-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../src/domain/commands/give-discount.ts";
import { decideMoveLines } from "../../src/domain/commands/move-lines.ts";
import { decidePrintBill } from "../../src/domain/commands/print-bill.ts";
import { decideRefund } from "../../src/domain/commands/refund-receipt.ts";
import { roundOf } from "../../src/domain/commands/repeat-round.ts";
import { decideReprice } from "../../src/domain/commands/reprice-order.ts";
import { decideSend } from "../../src/domain/commands/send-order.ts";
import { decideSetLeft } from "../../src/domain/commands/set-left.ts";
import { decideSplit } from "../../src/domain/commands/split-order.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { besideSales } from "../../src/domain/folds/order-sums.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { LINE_KINDS, type LineKind, type LineKindName } from "../../src/domain/line-kinds.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { shopMoment } from "../../src/domain/shop-time.ts";
import { openedId } from "../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "./counter.ts";
import { valueOf } from "./shop.ts";
import { catalogueOf, milk, product } from "./small-shop.ts";

type Cell = {
  [Name in keyof LineKind]: LineKind[Name] extends boolean ? Name : never;
}[keyof LineKind];

const LATTE: Product = product("LATTE", { price: minor(300), modifierGroups: ["milk"] });
const CAKE = product("CAKE", { price: minor(400), station: "" });
const CATALOGUE = catalogueOf([LATTE, CAKE], [milk]);

interface Rung {
  readonly counter: Counter;
  readonly line: EventId;
  readonly kind: LineKindName;
}

/** How each cell is asked; a cell that is forgotten here does not compile. */
const ASKED: Readonly<Record<Cell, (rung: Rung) => boolean>> = {
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
    return taxed && orderBalance(counter.order()).total < before;
  },
  sent: ({ counter }) => counter.decide(decideSend).ok,
  stocked: ({ counter, kind }) => {
    valueOf(
      counter.decide((context) => decideSetLeft(context, { product: LATTE, left: thousandths(0) })),
    );
    return !isDone(() => counter.add(LATTE, { kind }));
  },
  moved: ({ counter, line }) =>
    counter.decide((context, order) =>
      decideMoveLines(context, order, { lines: [{ line }], to: { service: "counter" } }),
    ).ok,
  split: ({ counter, line }) =>
    counter.decide((context, order) =>
      decideSplit(context, order, { type: "lines", shares: [{ line, num: 1, den: 2 }] }),
    ).ok,
  billed: ({ counter, line }) => {
    valueOf(counter.decide(decidePrintBill));
    return !counter.decide((context, order) => decideVoidLine(context, order, { line, reason: "" }))
      .ok;
  },
  refunded: ({ counter, line }) => {
    valueOf(counter.pay(1000));
    const receipt = counter.order().receipts[0]?.id ?? line;
    return counter.decide((context, order) =>
      decideRefund(context, order, { receipt, lines: [], method: "cash", reason: "cold" }),
    ).ok;
  },
  isSale: ({ counter }) => {
    valueOf(counter.pay(1000));
    return counter.receipts().every((receipt) => besideSales(receipt) === 0);
  },
};

const HALF = { rate: milliPercent(50_000), amount: minor(0) };

/** What each cell gives for a line of the kind. */
function cellsOf(kind: LineKindName): Readonly<Record<string, boolean>> {
  const cells = Object.entries(ASKED).map(([cell, ask]) => {
    const counter = createCounter({ catalogue: CATALOGUE });
    return [cell, ask({ counter, line: counter.add(LATTE, { kind }), kind })] as const;
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
  // A line that comes back is no bill by itself.
  const kinds = (Object.keys(LINE_KINDS) as ReadonlyArray<LineKindName>).filter(
    (kind) => LINE_KINDS[kind].side > 0,
  );
  const answers = kinds.map((kind) => [kind, cellsOf(kind)]);
  process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
}
