/**
 * What is changed of an order from a shell before it is paid: how much of a line there is and what comes
 * off, prices and what is taken off them, options, what the kitchen reads beside a line, whose order it is
 * and how it is served, and goods of a receipt that stay with the guest after all.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { type Service } from "../../domain/catalogue.ts";
import { type ChargeWish, decideCharge } from "../../domain/commands/charge-order.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import {
  decideSetModifiers,
  decideSetNote,
  decideSetPrice,
  decideSetQuantity,
  decideSetService,
} from "../../domain/commands/edit-order.ts";
import { decideLeaveReturn } from "../../domain/commands/exchange-goods.ts";
import { decideExempt } from "../../domain/commands/exempt-order.ts";
import { decideDiscountLine, decideDiscountOrder } from "../../domain/commands/give-discount.ts";
import { decideNameOrder } from "../../domain/commands/open-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideEnd, decideSetCovers, decideSetSeat } from "../../domain/commands/seat-guests.ts";
import { decideSetCourse } from "../../domain/commands/set-course.ts";
import { decideSetCustomer, decideTakeCustomerOff } from "../../domain/commands/set-customer.ts";
import { decideTakeOff } from "../../domain/commands/take-off.ts";
import { isDigits } from "../../domain/entry-text.ts";
import {
  modifiersOfLine,
  optionByName,
  pickModifiers,
} from "../../domain/entry/entry-modifiers.ts";
import { createGoodsIndex } from "../../domain/entry/entry-search.ts";
import { type GivenDiscount } from "../../domain/events/order-events.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { registerValue } from "../../domain/folds/register.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits, type Thousandths, thousandths } from "../../domain/money/amounts.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { magnitude } from "../../domain/quantity.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type LineView } from "../../domain/views.ts";
import { colonOf, optionClause, wordsFor } from "../../tui/words.ts";
import { type Actor, type Till } from "../till.ts";
import {
  findOrder,
  findReceipt,
  lineNumbered,
  type OrderDetails,
  orderState,
  writtenOrder,
} from "./orders.ts";
import { type EntryFault, unreadable } from "./sell.ts";

/** `order` is as somebody types it; `line` as `till order show` counts them. */
export interface OrderEdit {
  readonly order: string;
  readonly act: LineAct | OrderAct;
}

type LineAct =
  | {
      readonly type: "void";
      readonly line: number;
      /** Undefined for all of it. */
      readonly quantity: Thousandths | undefined;
      readonly reason: string;
    }
  | {
      readonly type: "discount-line";
      readonly line: number;
      readonly discount: Discount;
      /** For more than the person gives alone, or than the shop gives without. */
      readonly reason?: string | undefined;
    }
  | { readonly type: "note"; readonly line: number; readonly note: string }
  /** 0 for the whole table. */
  | { readonly type: "seat"; readonly line: number; readonly seat: number }
  | {
      readonly type: "quantity";
      readonly line: number;
      /** Of all of it, also of what comes back. */
      readonly quantity: Thousandths;
      /** For less than the kitchen knows of. */
      readonly reason: string;
    }
  | { readonly type: "price"; readonly line: number; readonly price: MinorUnits }
  /** By number or name, as `/oat` picks them: one that is taken comes off. */
  | { readonly type: "options"; readonly line: number; readonly picks: ReadonlyArray<string> }
  /** With all lines below it, and for goods that are added from then on, as at the register. */
  | { readonly type: "course-from"; readonly line: number; readonly course: number };

type OrderAct =
  /** How many guests there are. */
  | { readonly type: "covers"; readonly covers: number }
  /** They left without ordering; the reason may be empty. */
  | { readonly type: "leave"; readonly reason: string }
  | {
      readonly type: "discount-order";
      readonly discount: Discount;
      readonly reason?: string | undefined;
    }
  | ({ readonly type: "charge" } & ChargeWish)
  /** The buyer's number; undefined for taxes that are owed again. */
  | { readonly type: "exempt"; readonly number: string | undefined }
  /** Of goods that are added from now on; 0 for each in its own. */
  | { readonly type: "course"; readonly course: number }
  | { readonly type: "service"; readonly service: Service }
  /** Empty for none any more. */
  | { readonly type: "name"; readonly name: string }
  /** The id of one; undefined for nobody any more. */
  | { readonly type: "customer"; readonly customer: string | undefined }
  /** The number of a receipt; undefined for the one that was taken last. */
  | { readonly type: "keep"; readonly receipt: string | undefined };

/** Null takes away what was given before. */
type Discount = GivenDiscount | null;

/** More was to come off than there is. */
export interface TooMany extends Pick<LineView, "name" | "quantity" | "soldBy"> {
  readonly type: "void/too-many";
}

export type EditFault = Refusal | TooMany | EntryFault;

export function editOrder(
  till: Till,
  actor: Actor,
  { order: text, act }: OrderEdit,
): Result<OrderDetails, EditFault> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const planned = "line" in act ? planLine(till, found, act) : planOrder(till, act);
  if (!planned.ok) return planned;
  const { id } = found.order;
  const done = till.act(actor, `${act.type} of order`, (context) =>
    planned.value(context, orderState(context.view, id)),
  );
  return done.ok ? ok(writtenOrder(till, id)) : done;
}

type Decide = (context: DecisionContext, order: OrderState) => Decision;

function planLine(till: Till, found: OrderDetails, act: LineAct): Result<Decide, EditFault> {
  const shown = lineNumbered(found, act.line);
  if (shown === undefined) return err({ type: "line/unknown" });
  const { id: line } = shown;
  switch (act.type) {
    case "note":
      return ok((context, order) => decideSetNote(context, order, { line, note: act.note }));
    case "seat":
      return ok((context, order) => decideSetSeat(context, order, { line, seat: act.seat }));
    case "discount-line": {
      const { discount, reason } = act;
      return ok((context, order) => decideDiscountLine(context, order, { line, discount, reason }));
    }
    case "price":
      return ok((context, order) => decideSetPrice(context, order, { line, price: act.price }));
    case "quantity":
      return ok(planQuantity(shown, act));
    case "options":
      return planOptions(till, shown, act.picks);
    case "course-from":
      return ok(planCourse(till, act.course, line));
    case "void":
      return planVoid(shown, act);
    default:
      return assertNever(act, "act on a line");
  }
}

type ActOf<Type extends LineAct["type"]> = Extract<LineAct, { readonly type: Type }>;

function planVoid(
  { id: line, name, soldBy, quantity: signed }: LineView,
  { quantity: wanted, reason }: ActOf<"void">,
): Result<Decide, TooMany> {
  const quantity = magnitude(signed);
  if (wanted !== undefined && wanted > quantity) {
    return err({ type: "void/too-many", name, quantity, soldBy });
  }
  return ok((context, order) => {
    const voids = [{ line, count: wanted ?? magnitude(quantityNow(order, line)) }];
    return decideTakeOff(context, order, { voids, reason });
  });
}

/** With a reason the rest is taken off, as a void is; without one that is refused where it takes one. */
function planQuantity({ id: line }: LineView, { quantity, reason }: ActOf<"quantity">): Decide {
  return (context, order) => {
    const now = quantityNow(order, line);
    const less = thousandths(magnitude(now) - quantity);
    if (less > 0 && quantity > 0 && reason !== "") {
      return decideTakeOff(context, order, { voids: [{ line, count: less }], reason });
    }
    const signed = now < 0 ? thousandths(0 - quantity) : quantity;
    return decideSetQuantity(context, order, { line, quantity: signed });
  };
}

/** A register may have changed it since somebody looked. */
function quantityNow(order: OrderState, line: EventId): Thousandths {
  return orderBalance(order).lines.find(({ id }) => id === line)?.quantity ?? thousandths(0);
}

function planOptions(
  till: Till,
  { id: line, sku, name, modifiers }: LineView,
  picks: ReadonlyArray<string>,
): Result<Decide, EntryFault> {
  const catalogue = till.catalogue();
  const rules = till.ledger.read((view) => readSetting(view, "scale-labels"));
  const product = catalogue.productsBySku.get(sku);
  const options =
    product === undefined ? [] : createGoodsIndex(catalogue, rules).optionsOf(product);
  if (options.length === 0)
    return unreadable((locale) => wordsFor({ locale }).plan.noOptions({ name }));
  const numbers: number[] = [];
  for (const pick of picks) {
    const number = isDigits(pick) ? Number(pick) : optionByName(options, pick);
    if (number === undefined)
      return unreadable((locale) => wordsFor({ locale }).plan.noOption({ name, typed: pick }));
    numbers.push(number);
  }
  const picked = pickModifiers(options, modifiersOfLine(options, modifiers), numbers);
  if (!picked.ok) {
    const { fault } = picked;
    return unreadable((locale) => {
      return `${name}${colonOf({ locale })}${optionClause(wordsFor({ locale }), fault)}`;
    });
  }
  return ok((context, order) =>
    decideSetModifiers(context, order, { catalogue, line, modifiers: picked.value }),
  );
}

function planCourse(till: Till, course: number, from?: EventId): Decide {
  const catalogue = till.catalogue();
  return (context, order) => decideSetCourse(context, order, { catalogue, course, from });
}

function planOrder(till: Till, act: OrderAct): Result<Decide, Refusal> {
  switch (act.type) {
    case "discount-order":
      return ok((context, order) => decideDiscountOrder(context, order, act));
    case "charge":
      return ok((context, order) => decideCharge(context, order, act));
    case "exempt":
      return ok((context, order) => decideExempt(context, order, act.number));
    case "course":
      return ok(planCourse(till, act.course));
    case "service":
      return ok((context, order) => decideSetService(context, order, act.service));
    case "name":
      return ok((context, order) =>
        orderBalance(order).status === "paid"
          ? err({ type: "order/paid" })
          : decideNameOrder(context, order, act.name),
      );
    case "covers":
      return ok((context, order) => decideSetCovers(context, order, { covers: act.covers }));
    case "leave":
      return ok((context, order) => decideEnd(context, order, act.reason));
    case "customer":
      return ok((context, order) => decideCustomer(context, order, act.customer));
    case "keep":
      return planKeep(till, act.receipt);
    default:
      return assertNever(act, "act on an order");
  }
}

function decideCustomer(
  context: DecisionContext,
  order: OrderState,
  customer: string | undefined,
): Decision {
  if (customer === undefined) return decideTakeCustomerOff(context, order);
  // The register begins another order for them then.
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const service = registerValue(order.fields.service) ?? "counter";
  return decideSetCustomer(context, order, { customer, service });
}

function planKeep(till: Till, number: string | undefined): Result<Decide, Refusal> {
  const receipt = number === undefined ? undefined : findReceipt(till, number)?.receipt;
  if (number !== undefined && receipt === undefined) return err({ type: "refund/no-receipt" });
  return ok((context, order) => decideLeaveReturn(context, order, receipt));
}
