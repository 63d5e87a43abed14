/** Known bugs of tables and bills: the simulator has to notice each of them within a few seeds. Size: proof. */

import { describe, expect, test } from "vitest";

import { type Wrap } from "../../../proof/sim/world.ts";
import { type Draft } from "../../../src/domain/events/kinds.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const BUSY = { hours: 0.012, actsPerHour: 6000, troublesPerHour: 300 };

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "money for one part of a bill pays another part",
    wrap: { ledger: deciding({ order: (order) => forNoPart(order) }) },
    troubles: ["network"],
    wish: BUSY,
    firstSeed: 76,
    noticed: /money for another part pays/u,
  },
  {
    name: "a line that was moved is lost where its order is put on another bill",
    wrap: { ledger: looking(withoutMovedOnMerged) },
    troubles: ["network"],
    wish: BUSY,
    noticed: /is nowhere|is open by|lie on bills/u,
  },
  {
    name: "an odd cent of a line is dealt to two parts",
    firstSeed: 20,
    wrap: { ledger: deciding({ drafts: dealtTwice }) },
    troubles: ["network"],
    wish: BUSY,
    noticed: /parts of one plan have/u,
  },
];

describe("the simulator notices", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

interface Decided {
  /** How whoever decides sees an order. */
  readonly order?: (order: OrderState) => OrderState;
  /** What becomes of what was decided. */
  readonly drafts?: (drafts: ReadonlyArray<Draft>) => ReadonlyArray<Draft>;
}

function deciding({ order = (it) => it, drafts = (it) => it }: Decided): Wrap["ledger"] {
  return (ledger) =>
    changed(ledger, {
      commit: (command) =>
        ledger.commit({
          ...command,
          decide: (context) => {
            const view = seenBy(context.view, order);
            const decided = command.decide({ ...context, view });
            if (!decided.ok) return decided;
            const { events } = decided.value;
            return { ok: true, value: { ...decided.value, events: drafts(events) } };
          },
        }),
    });
}

function looking(order: (order: OrderState) => OrderState): Wrap["ledger"] {
  return (ledger: Ledger) =>
    changed(ledger, { read: (look) => ledger.read((view) => look(seenBy(view, order))) });
}

const seen = new WeakMap<object, WeakMap<OrderState, OrderState>>();

/** The same state is seen as the same each time: what is worked out of it is kept by it. */
function seenBy(view: LedgerView, change: (order: OrderState) => OrderState): LedgerView {
  const known = seen.get(change) ?? new WeakMap<OrderState, OrderState>();
  seen.set(change, known);
  return {
    ...view,
    state: (type, name) => {
      const there = view.state(type, name);
      if (type !== "order") return there;
      const order = there as OrderState;
      const other = known.get(order) ?? change(order);
      known.set(order, other);
      return other as typeof there;
    },
  };
}

/** Payments name no part. */
function forNoPart(order: OrderState): OrderState {
  const payments = Object.entries(order.paymentsById).map(([id, payment]) => {
    if (payment.started === null) return [id, payment] as const;
    const { part: _part, ...started } = payment.started;
    return [id, { ...payment, started }] as const;
  });
  const paymentsById = Object.fromEntries(payments) as OrderState["paymentsById"];
  return { ...order, paymentsById };
}

function withoutMovedOnMerged(order: OrderState): OrderState {
  if (order.fields.merged === undefined) return order;
  const lines = Object.entries(order.linesById).filter(
    ([, { fields }]) => fields.place === undefined,
  );
  return { ...order, linesById: Object.fromEntries(lines) };
}

/** A receipt of a part, and the payment behind it, are a cent more in its first line. */
function dealtTwice(drafts: ReadonlyArray<Draft>): ReadonlyArray<Draft> {
  const receipt = drafts.find((draft) => draft.kind === "receipt/issued");
  const isOfPart = receipt?.kind === "receipt/issued" && receipt.body.part !== undefined;
  return isOfPart ? drafts.map(withOddCent) : drafts;
}

function withOddCent(draft: Draft): Draft {
  if (draft.kind !== "receipt/issued") return draft;
  const { body } = draft;
  const items = body.items.map((item, at) =>
    at === 0 ? { ...item, gross: item.gross + 1, net: item.net + 1 } : item,
  );
  const uses = body.uses.map((use, at) => (at === 0 ? { ...use, amount: use.amount + 1 } : use));
  return { ...draft, body: { ...body, items, uses, total: body.total + 1 } } as Draft;
}
