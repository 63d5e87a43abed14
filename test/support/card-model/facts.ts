/** What the tills of the model have written, as the product's own reading of its ledger sees it. */

import { cardPayments } from "../../../src/domain/balance/card-payments.ts";
import {
  cardAfterTag,
  CARD_OPEN_TAG,
  cardReceiptTag,
  cardStartPrefix,
  cardUntakenTag,
} from "../../../src/domain/folds/order-sums.ts";
import { TERMINAL_TAG } from "../../../src/domain/folds/terminal-fold.ts";
import {
  type EventId,
  type Origin,
  type StreamId,
  toStreamId,
} from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import {
  type CardWord,
  emptyOrder,
  type OrderState,
  type PaymentState,
} from "../../../src/domain/state/order-state.ts";
import { emptyTerminal, type TerminalState } from "../../../src/domain/state/terminal-state.ts";
import { type Fact, type FactOf } from "./fact.ts";
import { SUM, type World } from "./world.ts";

export const TERMINAL = "main";

export function originOf(till: number): Origin {
  return `${String.fromCodePoint(65 + till).repeat(26)}i` as Origin;
}

/** The number of a fact in all of them is its time, and its number in its chain. */
function idOf(till: number, at: number): EventId {
  return `${originOf(till)}:${at + 1}` as EventId;
}

interface PlacedFact {
  readonly at: number;
  readonly fact: Fact;
}

function knownTo({ facts, known }: World, till: number): ReadonlyArray<PlacedFact> {
  const left = [...(known[till] ?? [])];
  return facts.flatMap((fact, at) => {
    if (fact.by === till) return [{ at, fact }];
    const count = left[fact.by] ?? 0;
    left[fact.by] = count - 1;
    return count > 0 ? [{ at, fact }] : [];
  });
}

export interface KnownLedger {
  readonly view: LedgerView;
  readonly idOf: (payment: number) => EventId;
  /** The till that drives the terminal, and by which take-over. */
  readonly driver: { readonly till: number; readonly turn: number };
}

/** Returns the ledger of a till as far as it knows. */
export function ledgerOf(world: World, till: number): KnownLedger {
  const facts = knownTo(world, till);
  const ids = new Map<number, EventId>();
  const orders = new Map<string, OrderState>();
  for (const { at, fact } of facts) {
    if (fact.type === "started") ids.set(fact.payment, idOf(fact.by, at));
  }
  for (const [payment, id] of ids) {
    const own = facts.filter(({ fact }) => "payment" in fact && fact.payment === payment);
    const paymentsById = { [id]: paymentState(own) };
    orders.set(String(payment), Object.assign({}, emptyOrder, { paymentsById }));
  }
  const terminal = terminalState(facts);
  const tags = [...orders].flatMap(([name, order]) =>
    tagsOf(order).map((tag) => [tag, toStreamId("order", name)] as const),
  );
  if (terminal.taken.length > 0) tags.push([TERMINAL_TAG, toStreamId("terminal", TERMINAL)]);
  let driver = { till: 0, turn: 0 };
  for (const { fact } of facts) {
    if (fact.type === "taken" && fact.turn >= driver.turn)
      driver = { till: fact.by, turn: fact.turn };
  }
  return {
    view: viewOf(orders, terminal, tags),
    idOf: (payment) => ids.get(payment) ?? ("" as EventId),
    driver,
  };
}

function paymentState(facts: ReadonlyArray<PlacedFact>): PaymentState {
  const state: Mutable<PaymentState> = { started: null, captured: null };
  const words: CardWord[] = [];
  for (const { at, fact } of facts) {
    const id = idOf(fact.by, at);
    if (fact.type === "started") state.started = startOf(fact, at);
    if (fact.type === "captured") state.captured ??= captureOf(fact, id);
    if (fact.type === "declined") state.declined = { id, how: fact.how, code: "" };
    if (fact.type === "unknown") state.unknown = { id, found: fact.found, why: fact.why };
    if (fact.type === "said") words.push({ id, says: fact.says, number: "" } as CardWord);
  }
  return words.length === 0 ? state : { ...state, words };
}

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

function startOf({ by, after, turn }: FactOf<"started">, hlc: number): PaymentState["started"] {
  return {
    method: "card",
    amount: minor(SUM),
    till: originOf(by),
    day: "2026-11-25",
    home: true,
    terminal: { id: TERMINAL, act: "pay", after, turn, by: "1", hlc, wallMs: 0, offsetMinutes: 0 },
  } as unknown as PaymentState["started"];
}

function captureOf({ ref, amount }: FactOf<"captured">, id: EventId): PaymentState["captured"] {
  const nothing = minor(0);
  return {
    id,
    amount: minor(amount),
    tendered: minor(amount),
    change: nothing,
    rounding: nothing,
    card: { how: ref === null ? "person" : "answer", ref },
  };
}

function terminalState(facts: ReadonlyArray<PlacedFact>): TerminalState {
  return {
    ...emptyTerminal,
    taken: facts.flatMap(({ at, fact }) =>
      fact.type === "taken"
        ? [
            {
              id: idOf(fact.by, at),
              till: originOf(fact.by),
              hlc: at,
              turn: fact.turn,
              last: fact.last,
            },
          ]
        : [],
    ),
    found: facts.flatMap(({ at, fact }) =>
      fact.type === "found"
        ? [
            {
              id: idOf(fact.by, at),
              till: originOf(fact.by),
              hlc: at,
              from: fact.from,
              last: fact.last,
            },
          ]
        : [],
    ),
  };
}

const HLC_DIGITS = 16;

/** The tags by which the product finds payments, as `order-sums.ts` gives them. */
function tagsOf(order: OrderState): ReadonlyArray<string> {
  const tags: string[] = [];
  for (const { state, started, payment } of cardPayments(order)) {
    const { hlc, turn, after } = started.terminal;
    const ref = payment.captured?.card?.ref ?? null;
    tags.push(cardStartPrefix(TERMINAL) + String(hlc).padStart(HLC_DIGITS, "0"));
    if (state === "open" || state === "unknown") tags.push(CARD_OPEN_TAG);
    if (state === "untaken") tags.push(cardUntakenTag(TERMINAL, turn));
    if (after !== null) tags.push(cardAfterTag(TERMINAL, after));
    if (ref !== null) tags.push(cardReceiptTag(TERMINAL, ref));
  }
  return tags;
}

function viewOf(
  orders: ReadonlyMap<string, OrderState>,
  terminal: TerminalState,
  tags: ReadonlyArray<readonly [tag: string, stream: StreamId]>,
): LedgerView {
  const view: Pick<LedgerView, "state" | "tagged" | "lastTagged"> = {
    state: ((type: string, name: string) =>
      type === "order" ? (orders.get(name) ?? emptyOrder) : terminal) as LedgerView["state"],
    tagged: (tag) => tags.filter(([one]) => one === tag).map(([, stream]) => stream),
    lastTagged: (prefix, limit) =>
      tags
        .filter(([tag]) => tag.startsWith(prefix))
        .toSorted(([one], [other]) => (one < other ? 1 : -1))
        .slice(0, limit),
  };
  // Nothing else of a ledger is read for a payment at a terminal.
  return view as LedgerView;
}

/** Returns the world in which the till has learned all that the others have written. */
export function told(world: World, till: number): World {
  const counts = world.tills.map((_, by) => world.facts.filter((fact) => fact.by === by).length);
  const known = world.known.with(till, counts);
  return { ...world, known };
}
