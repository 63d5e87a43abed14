/**
 * Known bugs in how a till sees an order, put around its ledger: of what was done twice apart it sees half, and asks
 * nobody. The simulator has to notice each of them within a few seeds.
 *
 * Size: proof.
 */

import { describe, expect, test } from "vitest";

import { type Wrap } from "../../../proof/sim/world.ts";
import { deviceOf, type EventId } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

/** So that two tills have the same guests in hand again and again. */
const BUSY_AND_APART = { troublesPerHour: 1200, actsPerHour: 8000 };

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "of two receipts of the same goods the second one asks nobody",
    firstSeed: 5,
    wrap: { ledger: forgettingTwice("receipts", ({ body }) => body.items) },
    troubles: ["network"],
    wish: BUSY_AND_APART,
    noticed: /asks nobody about/u,
  },
  {
    name: "a refund of goods silences that they were paid twice",
    wrap: { ledger: seeing(withoutRefunded) },
    firstSeed: 2,
    troubles: ["network"],
    wish: BUSY_AND_APART,
    // Nor that they came back twice.
    noticed: /asks nobody about/u,
  },
  {
    name: "of two corrections of a payment the second one asks nobody",
    firstSeed: 6,
    wrap: { ledger: seeing(correctedOnce) },
    troubles: ["network"],
    wish: BUSY_AND_APART,
    noticed: /asks nobody about .* payment.over-corrected/u,
  },
  {
    name: "of two refunds of the same goods the second one asks nobody",
    firstSeed: 19,
    wrap: { ledger: forgettingTwice("refunds", ({ body }) => body.items) },
    troubles: ["network"],
    wish: BUSY_AND_APART,
    noticed: /asks nobody about/u,
  },
  {
    name: "a till shows an order where it has moved it itself, and not where others have",
    firstSeed: 7,
    wrap: {
      ledger: (ledger) =>
        changed(ledger, {
          read: (look) => ledger.read((view) => look(ownMovesFirst(ledger, view))),
        }),
    },
    troubles: ["network"],
    wish: BUSY_AND_APART,
    noticed: /shows order .* at/u,
  },
];

describe("the simulator notices", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

/** Whoever looks at an order sees of each line the first time alone. */
function forgettingTwice<What extends "receipts" | "refunds">(
  what: What,
  itemsOf: (one: OrderState[What][number]) => ReadonlyArray<{ readonly line: EventId }>,
): Wrap["ledger"] {
  function once(order: OrderState): OrderState {
    const seen = new Set<EventId>();
    const kept = (order[what] as ReadonlyArray<OrderState[What][number]>).filter((one) => {
      const isFirst = itemsOf(one).some(({ line }) => !seen.has(line));
      for (const { line } of itemsOf(one)) seen.add(line);
      return isFirst;
    });
    return { ...order, [what]: kept };
  }

  return seeing(once);
}

/** Whoever looks at an order sees it so. */
function seeing(change: (order: OrderState) => OrderState): Wrap["ledger"] {
  function seenBy(view: LedgerView): LedgerView {
    return {
      ...view,
      state: (type, name) => {
        const state = view.state(type, name);
        return type === "order" ? (change(state as OrderState) as typeof state) : state;
      },
    };
  }

  return (ledger) => changed(ledger, { read: (look) => ledger.read((view) => look(seenBy(view))) });
}

/** What a receipt covered that has gone back is covered no more. */
function withoutRefunded(order: OrderState): OrderState {
  const refunded = new Set(order.refunds.map(({ body }) => body.of));
  return { ...order, receipts: order.receipts.filter(({ id }) => !refunded.has(id)) };
}

/** Of each payment the first correction alone. */
function correctedOnce(order: OrderState): OrderState {
  const payments = Object.entries(order.paymentsById).map(([id, { corrections, ...payment }]) => {
    const first = corrections?.slice(0, 1);
    return [id, first === undefined ? payment : { ...payment, corrections: first }] as const;
  });
  return { ...order, paymentsById: Object.fromEntries(payments) };
}

/** Of several tables that an order was moved to apart, the one that this till has said. */
function ownMovesFirst(ledger: Ledger, view: LedgerView): LedgerView {
  const { device } = ledger.identity.key;
  function believed(order: OrderState): OrderState {
    const { name } = order.fields;
    const own = name.open.filter(({ id }) => deviceOf(id) === device);
    return own.length === 0
      ? order
      : { ...order, fields: { ...order.fields, name: { ...name, open: own } } };
  }

  return {
    ...view,
    state: (type, name) => {
      const state = view.state(type, name);
      return type === "order" ? (believed(state as OrderState) as typeof state) : state;
    },
  };
}
