/** Decisions about goods on an order: how many, at which price, with what note, or none of them. */

import { isAllHere, piecesAt } from "../../balance/line-places.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { keptOfBroken } from "../../balance/order-deals.ts";
import { sentQuantityOnAllBills, sentQuantity } from "../../balance/sent-pieces.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type LineDiscounted } from "../../events/discount-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { lineStream, orderStream } from "../../folds/order-fold.ts";
import { type GoodsFate } from "../../goods/goods-fate.ts";
import { type EventId } from "../../identity.ts";
import { LINE_KINDS, onItsSide } from "../../lines/line-kinds.ts";
import { stockOfOne } from "../../lines/line-measure.ts";
import {
  addMinor,
  minor,
  type MinorUnits,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../../money/amounts.ts";
import { billedQuantity } from "../../order/bills.ts";
import { emptyLine, type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, registerValue } from "../../state/register.ts";
import { onlyGetsLess } from "../../stock/line-stock.ts";
import { type Decision, type DecisionContext, requireShortText } from "../decision.ts";
import { type KitchenLine } from "../kitchen/kitchen-stations.ts";
import { tellKitchen } from "../kitchen/send-order.ts";
import { type Refusal } from "../refusal.ts";
import { type HadBefore, takeAgain, takeBack, takeLeft, takeMore } from "../stock/take-left.ts";
import { wastedOf } from "../stock/take-stock.ts";
import { LINES_MAX } from "./add-goods.ts";
import { requireEmptiesRight } from "./deposits.ts";
import { requireStillWithinLimit, type SmallerLine } from "./discount-limit.ts";
import { anotherLine, whyOf } from "./line-again.ts";
import {
  changeOf,
  undoing,
  openLine,
  readReason,
  requireForLine,
  requireOwnPrice,
  requireUnpaid,
  requireUsualLine,
} from "./open-line.ts";
import { grossOf, isPriceable, isQuantity } from "./priceable.ts";

export interface SetQuantity {
  readonly line: EventId;
  readonly quantity: Thousandths;
  readonly reason?: string;
  /** The fate of what the kitchen has made of it; undefined for the usual one. */
  readonly goods?: GoodsFate | undefined;
  /** The stock that the line took from a moment ago, when it had as many. */
  readonly had?: Pick<HadBefore, "counted">;
  /** The writes of less that it takes back, where it is an undo. */
  readonly undoes?: ReadonlyArray<EventId>;
  /** What is left of lines that the same act has taken off before. */
  readonly takenOff?: ReadonlyMap<EventId, Thousandths>;
}

/**
 * Sets how many: below zero of goods that come back. Less than the kitchen was told of, or than a bill says,
 * needs the right to void.
 */
export function decideSetQuantity(
  context: DecisionContext,
  order: OrderState,
  command: SetQuantity,
): Decision {
  const written = writeQuantity(context, order, command);
  return written.ok ? decideWrites(context, order, [written.value]) : written;
}

/** The events of one line: the change, its effect on discounts, and the kitchen's lines. */
export interface LineWrite {
  readonly draft: Draft;
  /** The new places of a line that is on other bills too. */
  readonly placed?: Draft | undefined;
  /** The discount of a new line, where the change is one. */
  readonly granted?: Pick<LineDiscounted, "discount" | "reason">;
  readonly smaller: SmallerLine;
  readonly kitchenLines: ReadonlyArray<KitchenLine>;
}

/**
 * However many lines an act writes to: the limit of discounts is asked of what all of them leave, and
 * each station hears of them together.
 */
export function decideWrites(
  context: DecisionContext,
  order: OrderState,
  writes: ReadonlyArray<LineWrite>,
): Decision {
  const within = requireStillWithinLimit(
    context,
    order,
    writes.map(({ smaller }) => smaller),
  );
  if (!within.ok) return within;
  const lines = writes.flatMap(({ kitchenLines }) => kitchenLines);
  // An event that names a line's change as its cause counts the drafts before it.
  const drafts = [
    ...writes.map(({ draft }) => draft),
    ...writes.flatMap(({ placed }) => placed ?? []),
    ...writes.flatMap(({ draft, granted }, index): ReadonlyArray<Draft> => {
      if (granted === undefined) return [];
      const body = { line: context.idAt(index), over: [], ...granted };
      return [{ kind: "order/line-discounted", streams: draft.streams, body }];
    }),
  ];
  const tickets = tellKitchen(context, order, { firstIndex: drafts.length, lines });
  return ok([...drafts, ...tickets]);
}

export function writeQuantity(
  context: DecisionContext,
  order: OrderState,
  command: SetQuantity,
): Result<LineWrite, Refusal> {
  const { line: id } = command;
  const found = openLine(context, order, { line: id, permission: "sell", deed: "counted" });
  if (!found.ok) return found;
  const { line, kind } = found.value;
  const name = line.added?.name ?? "";
  const { quantity } = command;
  const count = onItsSide(kind, quantity);
  const isRight = isQuantity(count, line.added?.by ?? "each");
  if (!isRight || !isPriceable(found.value.unitPrice, count)) {
    return err({ type: "quantity/invalid", name, quantity });
  }
  if (takesMore(found.value, quantity))
    return writeMore(context, order, { found: found.value, command });
  const share = shareHere(order, found.value, quantity);
  const all = share?.quantity ?? quantity;
  const unpaid = requireUnpaid(order, found.value, all);
  if (!unpaid.ok) return unpaid;
  const sent =
    share === undefined
      ? sentQuantity(order, command.line)
      : sentQuantityOnAllBills(order, command.line);
  const sentTooMuch = Math.max(0, sent - (kind.sent ? all : 0));
  const isLess = sentTooMuch > 0;
  const isLessBilled = kind.billed && all < billedQuantity(line);
  const breaks = breaksOf(order, { line: id, left: all, takenOff: command.takenOff });
  const knownBy = isLess ? "kitchen" : guestIf(isLessBilled, breaks);
  const isMore = Math.abs(quantity) > Math.abs(found.value.quantity);
  const permission = knownBy === undefined ? "sell" : "void";
  const allowed = requireForLine(context, { permission, kind: isMore ? kind : null });
  if (!allowed.ok) return allowed;
  const gross = grossOf(found.value.unitPrice, quantity);
  if (isMore && kind === LINE_KINDS.empties) {
    const mayBe = requireEmptiesRight(context, order, minor(found.value.gross - gross));
    if (!mayBe.ok) return mayBe;
  }
  // What somebody takes back was asked about when it was done.
  const usual =
    isMore && command.had === undefined
      ? requireUsualLine(context, { name, gross })
      : ok(undefined);
  if (!usual.ok) return usual;
  const why = readReason(command.reason, { knownBy, name });
  if (!why.ok) return why;
  const reason = why.value;
  const present = share?.present ?? found.value.quantity;
  const taken =
    command.had === undefined
      ? takeMore(context, { ...found.value, quantity: present }, all)
      : takeAgain(context, line, { quantity: all, counted: command.had.counted });
  if (!taken.ok) return taken;
  const counted = taken.value === undefined ? {} : { counted: taken.value };
  const wasted = wastedOf(line, { sent: sentTooMuch, goods: command.goods });
  const draft = changeOf(order, found.value, {
    set: { quantity: all, ...counted },
    reason,
    wasted,
    breaks,
    undoes: command.undoes,
  });
  const smaller = { balance: found.value, gross };
  const written = { draft, placed: share?.placed, smaller };
  if (!isLess) return ok({ ...written, kitchenLines: [] });
  const cause = context.idAt(0);
  const quantityOff = thousandths(0 - sentTooMuch);
  const voided = {
    balance: found.value,
    act: "void",
    quantity: quantityOff,
    cause,
    reason,
  } as const;
  return ok({ ...written, kitchenLines: [voided] });
}

/** Whether it takes another line of the same. */
function takesMore({ line, quantity: present }: LineBalance, quantity: Thousandths): boolean {
  return line.added !== null && onlyGetsLess(line.added) && Math.abs(quantity) > Math.abs(present);
}

function writeMore(
  context: DecisionContext,
  order: OrderState,
  { found, command }: { readonly found: LineBalance; readonly command: SetQuantity },
): Result<LineWrite, Refusal> {
  const { line, quantity: present, kind, unitPrice, gross } = found;
  const { added } = line;
  if (added === null) return err({ type: "line/unknown" });
  const allowed = requireForLine(context, { permission: "sell", kind });
  if (!allowed.ok) return allowed;
  const { quantity: wanted, had } = command;
  if (had === undefined) {
    const usual = requireUsualLine(context, {
      name: added.name,
      gross: grossOf(unitPrice, wanted),
    });
    if (!usual.ok) return usual;
  }
  if (Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const quantity = thousandths(wanted - present);
  const { sku, name, by } = added;
  const taken = !kind.stocked
    ? ok(undefined)
    : had?.counted === undefined
      ? takeLeft(context, { sku, name, by, quantity, one: stockOfOne(added) })
      : takeBack(context, line, { quantity, counted: had.counted });
  if (!taken.ok) return taken;
  const body = {
    ...anotherLine(order, { id: found.id, line, added, quantity }),
    ...undoing(command.undoes),
    ...(taken.value === undefined ? {} : { counted: taken.value }),
  };
  const draft: Draft = { kind: kind.bornBy, streams: [orderStream(openedId(order))], body };
  const discount = registerValue(line.fields.discount) ?? null;
  const written = { draft, smaller: { balance: found, gross }, kitchenLines: [] };
  // An amount off stays with the line that it was given on.
  if (discount === null || discount.rate === 0) return ok(written);
  return ok({ ...written, granted: { discount, reason: whyOf(order, line.fields.discount) } });
}

/** Sets what one costs without its options; where the product says a price, that needs the right to. */
export function decideSetPrice(
  context: DecisionContext,
  order: OrderState,
  command: { readonly line: EventId; readonly price: MinorUnits },
): Decision {
  const { line: id } = command;
  const found = openLine(context, order, { line: id, permission: "sell", deed: "priced" });
  if (!found.ok) return found;
  const whole = requireOwnPrice(order, found.value);
  if (!whole.ok) return whole;
  const { line, quantity, modifiers, kind } = found.value;
  const { price } = command;
  const name = line.added?.name ?? "";
  const extra = sumMinor(modifiers, (modifier) => modifier.price * modifier.count);
  if (price < 0 || !isPriceable(addMinor(price, extra), quantity)) {
    return err({ type: "price/invalid", name });
  }
  const permission = line.added?.by === "open" ? "sell" : "price";
  const allowed = requireForLine(context, { permission, kind });
  if (!allowed.ok) return allowed;
  const usual = requireUsualLine(context, {
    name,
    gross: grossOf(addMinor(price, extra), quantity),
  });
  if (!usual.ok) return usual;
  return ok([changeOf(order, found.value, { set: { unit: price } })]);
}

export function decideSetNote(
  context: DecisionContext,
  order: OrderState,
  command: { readonly line: EventId; readonly note: string },
): Decision {
  const found = openLine(context, order, { line: command.line, permission: "sell", deed: null });
  if (!found.ok) return found;
  const fits = requireShortText("note", command.note);
  if (!fits.ok) return fits;
  return ok([changeOf(order, found.value, { set: { note: command.note } })]);
}

export interface VoidLine {
  readonly line: EventId;
  readonly reason: string;
  /** The fate of what the kitchen has made of it; undefined for the usual one. */
  readonly goods?: GoodsFate | undefined;
  /** What is left of lines that the same act has taken off before. */
  readonly takenOff?: ReadonlyMap<EventId, Thousandths>;
}

function guestIf(isOnBill: boolean, breaks: number): "guest" | "deal" | undefined {
  if (isOnBill) return "guest";
  return breaks > 0 ? "deal" : undefined;
}

/** Returns what paid goods keep of promotions that break by so much less of a line; zero for none. */
function breaksOf(
  order: OrderState,
  {
    line,
    left,
    takenOff = new Map(),
  }: {
    readonly line: EventId;
    readonly left: Thousandths;
    readonly takenOff: ReadonlyMap<EventId, Thousandths> | undefined;
  },
): number {
  const kept = keptOfBroken(order, new Map([...takenOff, [line, left]]));
  return takenOff.size === 0 ? kept : kept - keptOfBroken(order, takenOff);
}

/**
 * Takes a line off. Once the kitchen was told it needs the right and a reason, and tells it; so it does once
 * a bill was printed of it, or part of its promotion is paid, though the kitchen hears nothing.
 */
export function decideVoidLine(
  context: DecisionContext,
  order: OrderState,
  command: VoidLine,
): Decision {
  const written = writeVoid(context, order, command);
  return written.ok ? decideWrites(context, order, [written.value]) : written;
}

export function writeVoid(
  context: DecisionContext,
  order: OrderState,
  command: VoidLine,
): Result<LineWrite, Refusal> {
  const sent = sentQuantity(order, command.line);
  const billed = billedQuantity(order.linesById[command.line] ?? emptyLine);
  const elsewhere = leftElsewhere(order, command.line);
  const breaks = breaksOf(order, {
    line: command.line,
    left: elsewhere,
    takenOff: command.takenOff,
  });
  const knownBy = sent > 0 ? "kitchen" : guestIf(billed > 0, breaks);
  const permission = knownBy === undefined ? "sell" : "void";
  const found = openLine(context, order, { line: command.line, permission, deed: null });
  if (!found.ok) return found;
  const name = found.value.line.added?.name ?? "";
  const why = readReason(command.reason, { knownBy, name });
  if (!why.ok) return why;
  const reason = why.value;
  const share = shareHere(order, found.value, thousandths(0));
  const unpaid = requireUnpaid(order, found.value, share?.quantity ?? thousandths(0));
  if (!unpaid.ok) return unpaid;
  const wasted = wastedOf(found.value.line, { sent, goods: command.goods });
  const draft: Draft =
    share === undefined
      ? {
          kind: "order/line-voided",
          streams: [lineStream(order, command.line)],
          body: {
            line: command.line,
            reason,
            sent: sent > 0,
            ...(wasted === undefined ? {} : { wasted }),
            ...(breaks > 0 ? { breaks: minor(breaks) } : {}),
          },
        }
      : changeOf(order, found.value, { set: { quantity: share.quantity }, reason, wasted, breaks });
  const written = {
    draft,
    placed: share?.placed,
    smaller: { balance: found.value, gross: zeroMinor },
  };
  if (sent <= 0) return ok({ ...written, kitchenLines: [] });
  const quantity = thousandths(sent * -1);
  const cause = context.idAt(0);
  const voided = [{ balance: found.value, act: "void", quantity, cause, reason }] as const;
  return ok({ ...written, kitchenLines: voided });
}

/*
 * A line that lies on several bills, and more or less of it on one of them: all of it is so much more or
 * less, and where it lies is said by the same act, so that the other bills keep what they have.
 */

interface ShareHere {
  /** The whole line's quantity now, and once there is as much here as is wanted. */
  readonly present: Thousandths;
  readonly quantity: Thousandths;
  readonly placed: Draft;
}

/** Returns what other bills keep of a line once it is off this one. */
function leftElsewhere(order: OrderState, line: EventId): Thousandths {
  const balance = orderBalance(order).lines.find(({ id }) => id === line);
  const share = balance && shareHere(order, balance, thousandths(0));
  return share?.quantity ?? thousandths(0);
}

/** Undefined for a line that is on this bill alone. `wanted`: how much of it is to be here, zero for none. */
function shareHere(
  order: OrderState,
  { id, line, quantity: here }: LineBalance,
  wanted: Thousandths,
): ShareHere | undefined {
  const where = order.gathered?.linesById[id];
  if (where === undefined || isAllHere(where)) return undefined;
  const present = registerValue(line.fields.quantity) ?? thousandths(0);
  let change = Math.abs(wanted) - Math.abs(here);
  const after: Array<{ order: EventId; weight: number }> = [];
  for (const { order: place, weight } of piecesAt({ line }, where)) {
    const weightNow = Math.abs(weight);
    const isHere = where.orders.includes(place);
    const now = isHere ? Math.max(0, weightNow + change) : weightNow;
    if (isHere) change -= now - weightNow;
    if (now > 0) after.push({ order: place, weight: now });
  }
  // Acts of tills apart may leave no order with any of the line.
  if (after.length === 0) return undefined;
  const at = after.map(({ order: place, weight }) => ({
    order: place,
    weight: thousandths(weight),
  }));
  const placesNow = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const streams = [
    lineStream(order, id),
    ...[...placesNow, ...at].map((place) => orderStream(place.order)),
  ];
  const placed: Draft = {
    kind: "order/line-placed",
    streams: [...new Set(streams)],
    body: { line: id, at, over: openWriteIds(line.fields.place) },
  };
  return { present, quantity: thousandths(present + wanted - here), placed };
}
