/**
 * A whole sale as one decision: goods rung up and money taken, or nothing at all.
 *
 * For whoever knows everything at once, such as a script: a wrong article or too little cash at the
 * end must leave no half order behind.
 */

import { type MinorUnits } from "../amounts.ts";
import { type Catalogue, type Service } from "../catalogue.ts";
import { type Draft, KINDS, toKnownEvent } from "../events/kinds.ts";
import { orderFold, orderStream } from "../folds/order-fold.ts";
import { type OrderState } from "../folds/order-state.ts";
import { orderContributions } from "../folds/order-sums.ts";
import { registerValue } from "../folds/register.ts";
import { isTakenKey } from "../goods-left.ts";
import { orderBalance } from "../order-balance.ts";
import { err, ok } from "../result.ts";
import { type Decision, type DecisionContext } from "./decision.ts";
import { decideAddGoods, type Goods } from "./edit-order.ts";
import { decidePayCard, decidePayCash } from "./pay-order.ts";
import { decideSetCourse } from "./set-course.ts";

/** With the longest names and options these still fit into one transaction (256 KB). */
const GOODS_MAX = 100;

export interface RingUp {
  readonly catalogue: Catalogue;
  readonly goods: ReadonlyArray<RungGoods>;
  readonly service: Service;
  readonly payment: RungPayment;
}

export interface RungGoods extends Goods {
  /** From these on; undefined as before. */
  readonly course?: number | undefined;
}

/** How all of it is paid at once; `none` leaves the order open. */
export type RungPayment =
  | { readonly type: "none" }
  | { readonly type: "cash"; readonly tendered: MinorUnits }
  /** To the cent; its terminal has said yes. */
  | { readonly type: "card" };

/** What was given; without it the order stays open. */
export function inCash(tendered: MinorUnits | undefined): RungPayment {
  return tendered === undefined ? { type: "none" } : { type: "cash", tendered };
}

export function decideRingUp(context: DecisionContext, command: RingUp): Decision {
  const { catalogue, service, payment } = command;
  if (command.goods.length === 0) return err({ type: "order/empty" });
  if (command.goods.length > GOODS_MAX) return err({ type: "order/full", max: GOODS_MAX });
  const events: Draft[] = [];
  let order: OrderState | undefined;
  for (const goods of command.goods) {
    const said = goods.course ?? 0;
    const isOther: boolean = goods.course !== undefined && said !== saidOn(order);
    if (isOther && order !== undefined) {
      const shifted = shiftContext(context, events.length);
      const turned = decideSetCourse(shifted, order, { catalogue, course: said });
      if (!turned.ok) return turned;
      order = foldDrafts(shifted, order, turned.value);
      events.push(...turned.value);
    }
    const shifted = withTaken(shiftContext(context, events.length), order);
    const added = decideAddGoods(shifted, { catalogue, goods, order, service, course: said });
    if (!added.ok) return added;
    order = foldDrafts(shifted, order, added.value);
    events.push(...added.value);
  }
  if (payment.type === "none" || order === undefined) return ok(events);

  const { due } = orderBalance(order);
  const later = shiftContext(context, events.length);
  const paid =
    payment.type === "card"
      ? decidePayCard(later, order, undefined)
      : decidePayCash(later, order, payment.tendered);
  if (!paid.ok) return paid;
  const isInFull = paid.value.some(({ kind }) => kind === "receipt/issued");
  return isInFull || payment.type === "card"
    ? ok([...events, ...paid.value])
    : err({ type: "cash/too-little", due, tendered: payment.tendered });
}

function saidOn(order: OrderState | undefined): number {
  return order === undefined ? 0 : (registerValue(order.fields.course) ?? 0);
}

/** What the sale has taken already is not left for the rest of it. */
function withTaken(context: DecisionContext, order: OrderState | undefined): DecisionContext {
  if (order === undefined) return context;
  const taken = orderContributions(order).filter(([key]) => isTakenKey(key));
  if (taken.length === 0) return context;

  function sum(key: string): number {
    const own = taken.filter(([other]) => other === key);
    return context.view.sum(key) + own.reduce((total, [, amount]) => total + amount, 0);
  }

  return { ...context, view: { ...context.view, sum } };
}

/** The same context for what comes after `count` events of the decision. */
function shiftContext(context: DecisionContext, count: number): DecisionContext {
  return { ...context, idAt: (index) => context.idAt(count + index) };
}

/** The order as it will be once these are written; place and time don't matter to what it costs. */
function foldDrafts(
  { idAt, till, staff, day }: DecisionContext,
  before: OrderState | undefined,
  drafts: ReadonlyArray<Draft>,
): OrderState {
  const act = { by: staff.number, approved: "", wallMs: 0, offsetMinutes: 0, day };
  return drafts.reduce((order, { kind, streams, body }, index) => {
    const key = { hlc: index, origin: till, seq: index + 1 };
    const id = idAt(index);
    const event = toKnownEvent({ id, key, kind, v: KINDS[kind].v, streams, body, act });
    if (event === undefined) throw new Error(`A decision wrote a ${kind} that its schema refuses.`);
    const opened = order.opened?.id ?? id;
    return orderFold.apply(order, event, orderStream(opened));
  }, before ?? orderFold.empty);
}
