/** The restaurant on a Friday: four tills in virtual time, and people who work at them by its use cases. */

import { orderState } from "../../src/app/orders/orders.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { addToOrder } from "../../src/app/orders/sell.ts";
import { compOf } from "../../src/domain/balance/comps.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideSend } from "../../src/domain/commands/kitchen/send-order.ts";
import { decideCharge } from "../../src/domain/commands/order/charge-order.ts";
import { decideExempt } from "../../src/domain/commands/order/exempt-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../src/domain/commands/order/give-discount.ts";
import {
  decideMerge,
  decideMoveLines,
  decideMoveTable,
  decideUnmerge,
} from "../../src/domain/commands/order/move-lines.ts";
import { decidePrintBill } from "../../src/domain/commands/order/print-bill.ts";
import { decidePayment, type MadePayment } from "../../src/domain/commands/order/ring-up.ts";
import {
  decideEnd,
  decideHandOver,
  decideSeat,
  decideSetSeat,
} from "../../src/domain/commands/order/seat-guests.ts";
import { decideSplit, type SplitWish } from "../../src/domain/commands/order/split-order.ts";
import { decideTakeOff } from "../../src/domain/commands/order/take-off.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit, zeroMinor } from "../../src/domain/money/amounts.ts";
import { billParts } from "../../src/domain/order/bill-parts.ts";
import { floorView, tableNamed } from "../../src/domain/settings/floor.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type Minute } from "./friday-plan.ts";
import { valueOf } from "./shop.ts";
import {
  type Act,
  actorAt,
  openVirtualShop,
  type Someone,
  type VirtualShop,
  vouched,
} from "./virtual-shop.ts";

export const TILLS = ["A", "B", "C", "D"] as const;
/** Of the plan, when people come to work. */
export const BEGINS: Minute = 45;
/** From eight in the morning, when a world begins. */
const BEFORE_MS = (8 * 60 + BEGINS) * 60_000;

/** Their word counts for what others may not do alone: a manager's, without a limit. */
const MANAGER = "12";

export type Friday = VirtualShop;

export function openFriday(): Promise<Friday> {
  return openVirtualShop({
    fixture: "restaurant",
    tills: TILLS.length,
    beforeMs: BEFORE_MS,
    begins: BEGINS,
    manager: MANAGER,
  });
}

type OnOrder = (context: DecisionContext, order: OrderState) => Decision;

function onOrder(id: EventId, name: string, decide: OnOrder): Act {
  return { name, decide: (context) => decide(context, orderState(context.view, id)) };
}

export function seats(table: string, covers: number): Act {
  return {
    name: "seat",
    decide: (context) => {
      const name = tableNamed(floorView(context.view), table)?.name ?? table;
      return decideSeat(context, { service: "dine-in", table: name, name: "", covers });
    },
  };
}

export function adds(
  { desk, told }: Friday,
  { till, staff }: Someone,
  { id, entries }: { readonly id: EventId; readonly entries: ReadonlyArray<string> },
): void {
  const { till: at } = desk(till);
  valueOf(addToOrder(at, actorAt(at, staff), { order: id, entries }));
  told(till);
}

export function sends(id: EventId): Act {
  return onOrder(id, "send", decideSend);
}

export function voids(id: EventId, line: EventId): Act {
  return onOrder(id, "void", (context, order) =>
    decideTakeOff(context, order, { voids: [{ line, count: oneUnit }], reason: "sent back" }),
  );
}

export function comps(id: EventId, line: EventId): Act {
  return onOrder(id, "comp", (context, order) =>
    decideDiscountLine(context, order, { line, discount: compOf("comp"), reason: "cold" }),
  );
}

export function takesOff(id: EventId, percent: number): Act {
  const discount = { rate: milliPercent(1000 * percent), amount: zeroMinor };
  return onOrder(id, "discount", (context, order) =>
    decideDiscountOrder(context, order, { discount, reason: "regular" }),
  );
}

/** The party waited too long. */
export function takesServiceOff(id: EventId): Act {
  return onOrder(id, "charge", (context, order) =>
    decideCharge(context, order, { name: "Service", isOn: false, reason: "waited" }),
  );
}

/** They owe no taxes, by their number. */
export function exempts(id: EventId, number: string): Act {
  return onOrder(id, "exempt", (context, order) => decideExempt(context, order, number));
}

/** Nobody orders anything there any more. */
export function ends(id: EventId): Act {
  return onOrder(id, "end", (context, order) => decideEnd(context, order, "they left"));
}

export function handsOver(ids: ReadonlyArray<EventId>, owner: string): Act {
  return {
    name: "hand over",
    decide: (context) => {
      const orders = ids.map((id) => orderState(context.view, id));
      return decideHandOver(context, { orders, owner });
    },
  };
}

/** All of a line goes onto another bill. */
export function moves(id: EventId, line: EventId, to: EventId): Act {
  return onOrder(id, "move", (context, order) =>
    decideMoveLines(context, order, { lines: [{ line }], to }),
  );
}

export function merges(id: EventId, into: EventId): Act {
  return onOrder(id, "merge", (context, order) => decideMerge(context, order, { into }));
}

export function unmerges(id: EventId): Act {
  return { name: "unmerge", decide: (context) => decideUnmerge(context, id) };
}

export function changesTable(id: EventId, table: string): Act {
  return onOrder(id, "move table", (context, order) => decideMoveTable(context, order, { table }));
}

export function splits(id: EventId, wish: SplitWish): Act {
  return onOrder(id, "split", (context, order) => decideSplit(context, order, wish));
}

/** One for each part that nobody has paid, or for all. */
export function printsBills(id: EventId): Act {
  return onOrder(id, "bill", decidePrintBill);
}

/** Whose a line is. */
export function belongs(id: EventId, line: EventId, seat: number): Act {
  return onOrder(id, "seat of a line", (context, order) =>
    decideSetSeat(context, order, { line, seat }),
  );
}

/**
 * Pays an order, or a part of a split bill by its number from 1. `held`: what becomes of goods that the
 * kitchen still holds, where that is asked.
 */
export function pays(
  id: EventId,
  payment: MadePayment,
  { part, held = "fire" }: { readonly part?: number; readonly held?: "fire" | "wait" } = {},
): Act {
  return onOrder(id, "pay", (context, order) => {
    const own = part === undefined ? undefined : billParts(order)[part - 1]?.id;
    const asked = { ...context, sure: new Set([held]) };
    return decidePayment(own === undefined ? asked : { ...asked, part: own }, order, payment);
  });
}

/** All of the receipt, or one line of it by its place on the paper. */
export function givesBack(
  { desk, told }: Friday,
  { till, staff }: Someone,
  back: {
    readonly number: string;
    readonly method: "cash" | "card";
    readonly line?: number;
    readonly what?: "beyond";
  },
): void {
  const { till: at } = desk(till);
  const { number, method, line, what } = back;
  const parts = line === undefined ? [] : [{ position: line, quantity: undefined }];
  const reason = what === undefined ? "was cold" : "paid twice";
  const words = { number, method, parts, reason, ...(what === undefined ? {} : { what }) };
  vouched(MANAGER, actorAt(at, staff), (actor) => refund(at, actor, words));
  told(till);
}

export function cash(cents: number): MadePayment {
  return { type: "cash", tendered: minor(cents) };
}

export function card(tip: number): MadePayment {
  return { type: "card", tip: minor(tip) };
}
