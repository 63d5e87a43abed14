/**
 * A counter without a screen and without a disk: decisions of people, folded as they are made. One
 * order, any number of tills that may be apart from each other.
 */

import { type Result } from "../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideAddGoods } from "../../src/domain/commands/order/add-goods.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { compareKeys } from "../../src/domain/events/event.ts";
import {
  type Draft,
  isNumbered,
  KINDS,
  type KnownEvent,
  toKnownEvent,
} from "../../src/domain/events/kinds.ts";
import { type ReceiptIssued } from "../../src/domain/events/order-events.ts";
import { ALL_RIGHTS, type Permission, PERMISSIONS } from "../../src/domain/events/permission.ts";
import { createEntryFold } from "../../src/domain/folds/entry-fold.ts";
import { type StateByType, type StreamType } from "../../src/domain/folds/folds.ts";
import { orderFold } from "../../src/domain/folds/order-fold.ts";
import { orderContributions, seriesCountKey } from "../../src/domain/folds/order-sums.ts";
import { ticketFold, type TicketState } from "../../src/domain/folds/ticket-fold.ts";
import {
  type Catalogue,
  type Product,
  type TakenModifier,
} from "../../src/domain/goods/catalogue.ts";
import { deviceOf, type EventId, toStreamId } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type LineKindName } from "../../src/domain/lines/line-kinds.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { isTakenKey } from "../../src/domain/prices/goods-left.ts";
import { shopMoment } from "../../src/domain/settings/shop-time.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { decidePayCash } from "./pay-cash.ts";
import { SHOP_RULES, TODAY, valueOf } from "./shop.ts";
import { idOf, originOf } from "./told.ts";

export interface CounterOptions {
  readonly till?: string;
  readonly rules?: DecisionContext["rules"];
  readonly permissions?: ReadonlyArray<Permission>;
  readonly catalogue?: Catalogue;
  /** What it knows already. */
  readonly events?: ReadonlyArray<KnownEvent>;
}

export interface Counter {
  readonly decide: (
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ) => Result<ReadonlyArray<KnownEvent>, Refusal>;
  /** Rings goods up and gives the line. */
  readonly add: (
    product: Product,
    more?: {
      readonly count?: number;
      readonly modifiers?: ReadonlyArray<TakenModifier>;
      readonly kind?: LineKindName;
    },
  ) => EventId;
  readonly pay: (tendered: number) => Result<ReadonlyArray<KnownEvent>, Refusal>;
  readonly order: () => OrderState;
  /** Another one than the first, by its name. */
  readonly orderOf: (id: EventId) => OrderState;
  readonly receipts: () => ReadonlyArray<ReceiptIssued>;
  /** What a decision is given to look at. */
  readonly looking: () => Pick<DecisionContext, "view" | "day">;
  readonly events: () => ReadonlyArray<KnownEvent>;
  /** Another till that knows all that this one knows, and nothing of what follows. */
  readonly apart: (till: string, options?: CounterOptions) => Counter;
  readonly hear: (...others: ReadonlyArray<Counter>) => void;
}

export function createCounter(options: CounterOptions = {}): Counter {
  const { till = "A", rules = SHOP_RULES, permissions = PERMISSIONS } = options;
  const catalogue = options.catalogue ?? emptyCatalogue;
  const events: KnownEvent[] = [...(options.events ?? [])];
  const origin = originOf(till);

  function orderName(): EventId {
    const first = events.find(({ kind }) => kind === "order/opened");
    return first?.id ?? idOf(till, nextSeq());
  }

  function nextSeq(): number {
    return 1 + events.filter(({ key }) => key.origin === origin).length;
  }

  function order(): OrderState {
    return foldOrder(events, orderName());
  }

  function write(draft: Draft): KnownEvent {
    const seq = nextSeq();
    const hlc = 1 + Math.max(0, ...events.map(({ key }) => key.hlc));
    const { kind, streams, body } = draft;
    const act = { by: "1", approved: "", wallMs: 0, offsetMinutes: 60, day: TODAY };
    const event = toKnownEvent({
      id: idOf(till, seq),
      key: { hlc, origin, seq },
      kind,
      v: KINDS[kind].v,
      streams,
      body,
      act,
    });
    if (event === undefined) throw new Error(`A decision wrote a ${kind} that its schema refuses.`);
    events.push(event);
    return event;
  }

  function decide(
    choose: (context: DecisionContext, state: OrderState) => Decision,
  ): Result<ReadonlyArray<KnownEvent>, Refusal> {
    const from = nextSeq();
    const context: DecisionContext = {
      view: viewOf(events, order()),
      idAt: (index) => idOf(till, from + index),
      till: origin,
      device: deviceOf(origin),
      series: till,
      day: TODAY,
      staff: { ...ALL_RIGHTS, number: "1", permissions: new Set(permissions) },
      rules,
      at: shopMoment(0, 60, 240),
      wall: { nowMs: 0, offsetAt: () => 60 },
      // No code is needed here: the name is of the act's number.
      vouchers: () => ({ newId: () => String(from).padStart(26, "v") }),
    };
    const decision = choose(context, order());
    return decision.ok ? { ok: true, value: decision.value.map(write) } : decision;
  }

  return {
    decide,
    add: (product, { count = 1, modifiers, kind = "goods" } = {}) => {
      const added = decide((context, state) =>
        decideAddGoods(context, {
          catalogue,
          goods: { kind, product, quantity: thousandths(count * 1000), modifiers },
          order: state.opened === null ? undefined : state,
          service: "counter",
        }),
      );
      return valueOf(added).at(-1)?.id ?? idOf(till, 0);
    },
    pay: (tendered) => decide((context, state) => decidePayCash(context, state, minor(tendered))),
    order,
    orderOf: (id) => foldOrder(events, id),
    receipts: () => order().receipts.map(({ body }) => body),
    looking: () => ({ view: viewOf(events, order()), day: TODAY }),
    events: () => events,
    apart: (other, more = {}) => createCounter({ ...options, ...more, till: other, events }),
    hear: (...others) => {
      const known = new Set(events.map(({ id }) => id));
      events.push(...others.flatMap((other) => other.events().filter(({ id }) => !known.has(id))));
    },
  };
}

const emptyCatalogue: Catalogue = {
  productsBySku: new Map(),
  categoriesById: new Map(),
  modifierGroupsById: new Map(),
  stationsById: new Map(),
  taxClassesById: new Map(),
  limits: new Map(),
  priceListsById: new Map(),
  listedPrices: new Map(),
  contestedLists: new Map(),
};

function foldOrder(events: ReadonlyArray<KnownEvent>, name: string): OrderState {
  const stream = toStreamId("order", name);
  return events
    .filter((event) => event.streams.includes(stream))
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .reduce((state, event) => orderFold.apply(state, event, stream), orderFold.empty);
}

/** Decisions ask for sums and for what is left of goods. */
function viewOf(events: ReadonlyArray<KnownEvent>, order: OrderState): LedgerView {
  const issued = events.filter(isNumbered).map(({ body }) => body);

  function state<Type extends StreamType>(type: Type, name: string): StateByType[Type] {
    if (type === "ticket") return ticket(name) as StateByType[Type];
    if (type === "order") return foldOrder(events, name) as StateByType[Type];
    if (type !== "cat" && type !== "set" && type !== "printer") {
      throw new Error("A decision at the counter looked into another stream.");
    }
    const stream = toStreamId(type, name);
    const own = events.filter(({ streams }) => streams.includes(stream));
    const fold = createEntryFold(() => "cat");
    const entry = own
      .toSorted((a, b) => compareKeys(a.key, b.key))
      .reduce((folded, event) => fold.apply(folded, event, stream), fold.empty);
    // The type was looked at above.
    return entry as StateByType[Type];
  }

  function ticket(name: string): TicketState {
    const stream = toStreamId("ticket", name);
    return events
      .filter(({ streams }) => streams.includes(stream))
      .reduce((folded, event) => ticketFold.apply(folded, event, stream), ticketFold.empty);
  }

  return {
    state,
    glance: state,
    unknownIn: () => [],
    revision: () => 0,
    changedSince: () => new Set(),
    stamp: () => 0,
    sum: (key) =>
      issued.filter(({ series }) => seriesCountKey(series) === key).length +
      orderContributions(order)
        .filter(([other]) => other === key && (isTakenKey(other) || key.startsWith("comps/")))
        .reduce((sum, [, amount]) => sum + amount, 0),
    sums: () => [],
    tagged: () => [],
    lastTagged: () => [],
  };
}
