/** Tables of one counter, with lines that go from one to another. */

import { orderBalance } from "../../src/domain/balance/order-balance.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { decideMoveLines } from "../../src/domain/commands/order/move-lines.ts";
import { openOrder } from "../../src/domain/commands/order/open-order.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type ModifierGroup } from "../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../src/domain/identity.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { billOf } from "../../src/domain/order/gathered-order.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type Counter } from "./counter.ts";
import { valueOf } from "./shop.ts";
import { catalogueOf, product } from "./small-shop.ts";

export function openTable(
  counter: Counter,
  table: string,
  more: { readonly covers?: number } = {},
): EventId {
  const [opened] = valueOf(
    counter.decide((context) => ok(openOrder(context, { service: "dine-in", table, ...more }))),
  );
  if (opened === undefined) throw new Error("No table was opened.");
  return opened.id;
}

/** The bill that the order is on, as people have it before them. */
export function billAt(counter: Counter, order: EventId): OrderState {
  return billOf(counter.looking().view, order);
}

export function on(
  counter: Counter,
  order: EventId,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): ReturnType<Counter["decide"]> {
  return counter.decide((context) => decide(context, billOf(context.view, order)));
}

export interface TableGoods {
  readonly sku: string;
  /** In the smallest coins. */
  readonly price: number;
  readonly count?: number;
  /** Empty for what no kitchen makes. */
  readonly station?: string;
  /** Options that are taken, each once. */
  readonly options?: ModifierGroup;
}

export function addAt(counter: Counter, order: EventId, goods: TableGoods): EventId {
  const { sku, price, count = 1, options, ...more } = goods;
  const groups = options === undefined ? [] : [options];
  const added = on(counter, order, (context, state) =>
    decideAddGoods(context, {
      catalogue: catalogueOf([], groups),
      goods: {
        kind: "goods",
        product: product(sku, {
          price: minor(price),
          modifierGroups: groups.map(({ id }) => id),
          ...more,
        }),
        quantity: thousandths(count * 1000),
        modifiers: groups.flatMap(({ id: group, options: all }) =>
          all.map(({ id: option }) => ({ group, option, count: 1 })),
        ),
      },
      order: state,
      service: "dine-in",
    }),
  );
  const id = valueOf(added).at(-1)?.id;
  if (id === undefined) throw new Error("Nothing was added.");
  return id;
}

/** Lets the catalogue have a group of options. */
export function setOptions(counter: Counter, { id, name, options }: ModifierGroup): void {
  const streams = [toStreamId("cat", `modifier-group/${id}`)];
  const body = { set: { name, options: [...options] }, over: {} };
  valueOf(
    counter.decide(() => ok([{ kind: "modifier-group/set", streams, body } as unknown as Draft])),
  );
}

export interface LineMove {
  readonly line: EventId;
  readonly from: EventId;
  readonly to: EventId;
  /** Pieces; undefined for all that is left here. */
  readonly count?: number;
}

export function moveLine(
  counter: Counter,
  { line, from, to, count }: LineMove,
): ReturnType<Counter["decide"]> {
  const quantity = count === undefined ? undefined : thousandths(count * 1000);
  return on(counter, from, (context, order) =>
    decideMoveLines(context, order, { lines: [{ line, quantity }], to }),
  );
}

export function duesAt(counter: Counter, ...orders: ReadonlyArray<EventId>): ReadonlyArray<number> {
  return orders.map((id) => orderBalance(billAt(counter, id)).due);
}
