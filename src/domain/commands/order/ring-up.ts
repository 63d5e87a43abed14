/**
 * A whole sale as one decision: goods rung up and money taken, or nothing at all.
 *
 * For whoever knows everything at once, such as a script: a wrong article or too little cash at the
 * end must leave no half order behind.
 */

import { waitingCards } from "../../balance/card-payments.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { assertNever } from "../../base/assert-never.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type Catalogue, type Service } from "../../goods/catalogue.ts";
import { addMinor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type CardNoted, type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type GoodsCount } from "../../views.ts";
import { stillAsked } from "../cards/card-beside.ts";
import { decideWithSlip } from "../cards/note-slip.ts";
import { type Decision, type DecisionContext, isSure } from "../decision.ts";
import {
  type CardAmount,
  decideCard,
  decideCash,
  decideForeign,
  decideTender,
} from "../money/pay-order.ts";
import { decideVoucher, type VoucherGiven } from "../money/redeem-voucher.ts";
import { decidePoints, type SpentPoints } from "../money/spend-points.ts";
import { type TipGiven } from "../money/tip.ts";
import { decideAddGoods, type Goods } from "./add-goods.ts";
import { foldDrafts, shiftContext, withTaken } from "./drafted-order.ts";
import { decideBeginForLater } from "./due-order.ts";
import { heldLinesToAsk } from "./held-at-payment.ts";
import { promotedAnew } from "./promote-order.ts";
import { decideSetCourse } from "./set-course.ts";
import { decideSetCustomer } from "./set-customer.ts";
import { decideCoupon } from "./take-coupon.ts";

/** The most goods of one act: with the longest names and options they fit into one transaction (256 KB). */
const GOODS_MAX = 100;

export interface RingUp {
  readonly catalogue: Catalogue;
  readonly goods: ReadonlyArray<RungGoods>;
  /** The unpaid order that they are added to; undefined opens one. */
  readonly order?: OrderState | undefined;
  /** How a new one is served. */
  readonly service: Service;
  readonly payment: RungPayment;
  /** The code of a coupon that the guest shows; undefined for none. */
  readonly coupon?: string | undefined;
  /** Id of the customer that the order is for; undefined for nobody. */
  readonly customer?: string | undefined;
  /** When an order that begins is wanted, `2026-12-05T10:00`; undefined for now. */
  readonly dueAt?: string | undefined;
  /** Points that the customer spends; undefined for none. */
  readonly points?: Omit<SpentPoints, "isOff"> | undefined;
  /** The voucher that pays first, as far as it goes. */
  readonly voucher?: Omit<VoucherGiven, "amount"> | undefined;
}

export interface RungGoods extends Goods {
  /** The course from these goods on; undefined for no change. */
  readonly course?: number | undefined;
}

/** How all of it is paid at once; `none` leaves the order open. */
export type RungPayment =
  | { readonly type: "none" }
  | (RungTip & { readonly type: "cash"; readonly tendered: MinorUnits })
  /** The amount in minor units of that currency, with the tip in the shop's own money. */
  | (TipGiven & {
      readonly type: "foreign";
      readonly currency: string;
      readonly amount: MinorUnits;
    })
  /** A payment by the shop's own tender, named by its id. */
  | (ExactPayment & TipGiven & { readonly type: "tender"; readonly tender: string })
  | (VoucherGiven & { readonly type: "voucher" })
  /** To the cent, and the tip besides; its terminal has said yes. */
  | (ExactPayment &
      RungTip &
      Pick<CardAmount, "hasCashBack"> & {
        readonly type: "card";
        /** What was typed of its slip; undefined for nothing. */
        readonly slip?: CardNoted | undefined;
      });

interface RungTip extends Pick<TipGiven, "isTipSure"> {
  readonly tip?: TipGiven["tip"] | undefined;
}

interface ExactPayment {
  /** The tip in it; undefined for all that is due, and the tip besides. */
  readonly amount?: MinorUnits | undefined;
}

export type MadePayment = Exclude<RungPayment, { type: "none" }>;

/** Returns a cash payment of the tendered money, with the tip in it; undefined leaves the order open. */
export function inCash(tendered: MinorUnits | undefined, tip = zeroMinor): RungPayment {
  return tendered === undefined ? { type: "none" } : { type: "cash", tendered, tip };
}

export function decideRingUp(context: DecisionContext, command: RingUp): Decision {
  const { catalogue, service, payment } = command;
  if (command.goods.length === 0) return err({ type: "order/empty" });
  if (command.goods.length > GOODS_MAX) return err({ type: "order/full", max: GOODS_MAX });
  const { order: before } = command;
  if (before !== undefined && orderBalance(before).status === "paid") {
    return err({ type: "order/paid" });
  }
  const events: Draft[] = [];
  let order = before;
  if (command.customer !== undefined) {
    const wish = { customer: command.customer, service, course: 0 };
    const named = decideSetCustomer(context, order, wish);
    if (!named.ok) return named;
    order = foldDrafts(context, order, named.value);
    events.push(...named.value);
  }
  if (command.dueAt !== undefined) {
    const shifted = shiftContext(context, events.length);
    const due = decideBeginForLater(shifted, order, { dueAt: command.dueAt, service });
    if (!due.ok) return due;
    order = foldDrafts(shifted, order, due.value);
    events.push(...due.value);
  }
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
    const shifted = withTaken(shiftContext(context, events.length), { before, order });
    const added = decideAddGoods(shifted, { catalogue, goods, order, service, course: said });
    if (!added.ok) return added;
    order = foldDrafts(shifted, order, added.value);
    events.push(...added.value);
  }
  if (order === undefined) return ok(events);
  if (command.coupon !== undefined) {
    const next = shiftContext(context, events.length);
    const taken = decideCoupon(next, order, { code: command.coupon });
    if (!taken.ok) return taken;
    order = foldDrafts(next, order, taken.value);
    events.push(...taken.value);
  }
  if (command.points !== undefined) {
    const next = shiftContext(context, events.length);
    const pointed = decidePoints(next, order, command.points);
    if (!pointed.ok) return pointed;
    order = foldDrafts(next, order, pointed.value);
    events.push(...pointed.value);
  }
  const shifted = shiftContext(context, events.length);
  const promoted = promotedAnew(context, order, shifted.idAt(0));
  order = foldDrafts(shifted, order, promoted);
  events.push(...promoted);
  if (command.voucher !== undefined) {
    const next = shiftContext(context, events.length);
    const byVoucher = decidePayment(next, order, { type: "voucher", ...command.voucher });
    if (!byVoucher.ok) return byVoucher;
    order = foldDrafts(next, order, byVoucher.value);
    events.push(...byVoucher.value);
    if (isPaidBy(byVoucher.value)) return ok(events);
  }
  if (payment.type === "none") return ok(events);

  const { due } = orderBalance(order);
  const later = shiftContext(context, events.length);
  const tip = (payment.type === "voucher" ? undefined : payment.tip) ?? zeroMinor;
  const paid = decidePayment(later, order, payment);
  if (!paid.ok) return paid;
  if (isPaidBy(paid.value) || PAYS_A_PART.has(payment.type)) return ok([...events, ...paid.value]);
  const tendered = tenderedIn(paid.value);
  return err({ type: "cash/too-little", due: addMinor(due, tip), tendered });
}

/**
 * Decides a payment of an order that is there; less than is due stays on it as a deposit. One that pays the rest while
 * the kitchen holds goods is refused until somebody says what becomes of them, and one beside a card payment
 * that may still come until somebody says that it is meant.
 */
export function decidePayment(
  context: DecisionContext,
  order: OrderState,
  payment: MadePayment,
): Decision {
  const [waiting] = isSure(context, "card") ? [] : waitingCards(order);
  if (waiting !== undefined) return err(stillAsked(context, waiting));
  const paid = decideWithNotes(context, order, payment);
  if (!paid.ok || !paid.value.some(({ kind }) => kind === "receipt/issued")) return paid;
  const held = heldLinesToAsk(context, order);
  return held.length === 0 ? paid : err({ type: "payment/goods-held", goods: held.map(toGoods) });
}

function isPaidBy(drafts: ReadonlyArray<Draft>): boolean {
  return drafts.some(({ kind }) => kind === "receipt/issued");
}

/** What pays to the cent may pay a part: the order stays open with it. */
const PAYS_A_PART: ReadonlySet<RungPayment["type"]> = new Set(["card", "tender", "voucher"]);

function toGoods({ line, quantity }: LineBalance): GoodsCount {
  const { name = "", by } = line.added ?? {};
  return { name, quantity, soldBy: by === "weight" ? "weight" : "each" };
}

function decideWithNotes(
  context: DecisionContext,
  order: OrderState,
  payment: MadePayment,
): Decision {
  const paid = decideByTender(context, order, payment);
  if (!paid.ok || payment.type !== "card" || payment.slip === undefined) return paid;
  return decideWithSlip(context, order, { drafts: paid.value, slip: payment.slip });
}

function decideByTender(
  context: DecisionContext,
  order: OrderState,
  payment: MadePayment,
): Decision {
  if (payment.type === "voucher") return decideVoucher(context, order, payment);
  const { tip = zeroMinor, isTipSure } = payment;
  switch (payment.type) {
    case "card":
      return decideCard(context, order, { ...payment, amount: payment.amount, tip });
    case "tender":
      return decideTender(context, order, { ...payment, amount: payment.amount });
    case "foreign":
      return decideForeign(context, order, payment);
    case "cash":
      return decideCash(context, order, { tendered: payment.tendered, tip, isTipSure });
    default:
      return assertNever(payment, "payment");
  }
}

function tenderedIn(events: ReadonlyArray<Draft>): MinorUnits {
  const captured = events.find((event) => event.kind === "payment/captured");
  return captured?.body.tendered ?? zeroMinor;
}

function saidOn(order: OrderState | undefined): number {
  return order === undefined ? 0 : (registerValue(order.fields.course) ?? 0);
}
