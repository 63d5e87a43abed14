/**
 * What a person does to the goods of an order besides selling them: voids, lines taken off, discounts and
 * comps, with their sum. The report of a day lists them, and a Z counts them by person.
 */

import { orderBalance } from "../balance/order-balance.ts";
import { compareInLedger } from "../events/event.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type GoodsAct } from "../figures/facts.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, oneUnit, zeroMinor } from "../money/amounts.ts";
import { type OrderState } from "../state/order-state.ts";
import { type Register } from "../state/register.ts";

/**
 * A comp that nobody calls a staff meal or spoiled may be an ordinary discount of all of it; a void after a
 * bill is one of goods that a guest had on a bill; `taken-off` came off before the kitchen or a guest had
 * heard of it, which takes no reason.
 */
export type OrderActKind = GoodsAct;

export interface OrderAct {
  readonly act: OrderActKind;
  /** The order's number; empty where its opening was not heard. */
  readonly of: string;
  /** The goods that it is about; empty for all of the order. */
  readonly goods: string;
  /** The goods' price, or the discount as the order has it now; zero for one that no longer holds. */
  readonly amount: MinorUnits;
  readonly reason: string;
  /** A void that was taken back: its goods are on the order again, or were handed out all the same. */
  readonly undone: boolean;
}

/** Returns the event that wrote a quantity; undefined where it is not known. */
export type EventById = (id: EventId) => KnownEvent | undefined;

/** Returns the act that the event is; undefined for any other event. */
export function orderActOf(
  view: LedgerView,
  event: KnownEvent,
  byId: EventById,
): OrderAct | undefined {
  switch (event.kind) {
    case "order/line-voided":
      return voidOf(view, event);
    case "order/line-changed":
      return fewerOf(view, event, byId);
    case "order/line-discounted":
    case "order/discounted":
      return discountOf(view, event);
    default:
      return undefined;
  }
}

function voidOf(
  view: LedgerView,
  event: Extract<KnownEvent, { readonly kind: "order/line-voided" }>,
): OrderAct {
  const { line, reason } = event.body;
  const kind = voidKind(view, event);
  const act = kind === "void" && reason === "" ? "taken-off" : kind;
  const home = homeOf(view, event.streams);
  const lines = Object.values(home?.linesById ?? {});
  const isHandedOut = home?.linesById[line]?.handedOut?.includes(event.id) === true;
  const undone = isHandedOut || lines.some(({ added }) => added?.instead === line);
  return { act, ...ofLine(view, event), reason, undone };
}

/** Some of a line came off: what is said with a reason; how many of them, where that was said on the day. */
function fewerOf(
  view: LedgerView,
  event: Extract<KnownEvent, { readonly kind: "order/line-changed" }>,
  byId: EventById,
): OrderAct | undefined {
  const { set, over, reason } = event.body;
  const { quantity } = set;
  if (quantity === undefined || reason === "") return undefined;
  const { of, goods } = ofLine(view, event);
  const order = homeOf(view, event.streams);
  const line = order && orderBalance(order).lines.find(({ id }) => id === event.body.line);
  const before = (over["quantity"] ?? [])
    .flatMap((id) => (id === line?.id ? line.line.added?.quantity : quantityOf(byId(id))) ?? [])
    .at(-1);
  const off = before === undefined ? 0 : before - quantity;
  const amount = minor(Math.round(((line?.unitPrice ?? 0) * off) / oneUnit));
  const lines = Object.values(order?.linesById ?? {});
  const undone = lines.some(
    (one) =>
      one.undone?.includes(event.id) === true || one.added?.undoes?.includes(event.id) === true,
  );
  return { act: voidKind(view, event), of, goods, amount, reason, undone };
}

/** A guest had a bill with the line on it, whether the till of the void had heard of that or not. */
function voidKind(
  view: LedgerView,
  { id, key, streams, body }: OfLine & Pick<KnownEvent, "id" | "key">,
): "void" | "void-after-bill" {
  const order = homeOf(view, streams);
  const line = order?.linesById[body.line];
  const isBound = line === undefined || line.added === null || kindOf(line.added).billed;
  const before = (order?.bills ?? []).filter((bill) => compareInLedger(bill, { id, ...key }) < 0);
  const own = before.filter(({ lines }) => lines === undefined);
  const isElsewhere = before.some(({ lines }) => lines?.includes(body.line) === true);
  const isBilled = line !== undefined && ((line.afterBill ?? 0) < own.length || isElsewhere);
  return isBilled && isBound ? "void-after-bill" : "void";
}

function quantityOf(event: KnownEvent | undefined): number | undefined {
  return event?.kind === "order/line-changed" ? event.body.set.quantity : undefined;
}

interface OfLine extends Pick<KnownEvent, "streams"> {
  readonly body: { readonly line: EventId };
}

/** Returns the order's number, and the goods with their price. */
export function ofLine(
  view: LedgerView,
  { streams, body: { line } }: OfLine,
): Pick<OrderAct, "of" | "goods" | "amount"> {
  const order = homeOf(view, streams);
  const found = order && orderBalance(order).lines.find(({ id }) => id === line);
  return {
    of: order?.opened?.number ?? "",
    goods: found?.line.added?.name ?? "",
    amount: found?.gross ?? zeroMinor,
  };
}

/** A discount that was replaced, or taken off again, gives nothing off. */
function discountOf(
  view: LedgerView,
  {
    id,
    streams,
    body,
  }: Extract<KnownEvent, { readonly kind: "order/discounted" | "order/line-discounted" }>,
): OrderAct | undefined {
  const { discount, reason } = body;
  const order = homeOf(view, streams);
  if (discount === null || order === undefined) return undefined;
  const act = discount.kind ?? (discount.rate >= ALL ? "comp" : "discount");
  const balance = orderBalance(order);
  const of = order.opened?.number ?? "";
  if (!("line" in body)) {
    const amount = isWrittenBy(order.fields.discount, id) ? balance.off : zeroMinor;
    const goods = body.discount?.goods?.names.join(", ") ?? "";
    return { act, of, goods, amount, reason, undone: false };
  }
  const found = balance.lines.find((line) => line.id === body.line);
  const isNow = found !== undefined && isWrittenBy(found.line.fields.discount, id);
  const goods = found?.line.added?.name ?? "";
  const amount = isNow ? found.off : zeroMinor;
  return { act, of, goods, amount, reason, undone: false };
}

const ALL = 100_000;

function isWrittenBy({ open }: Register<unknown>, write: EventId): boolean {
  return open.some(({ id }) => id === write);
}

/** Returns the order in whose stream an event is; undefined for one of none. */
export function homeOf(view: LedgerView, [home]: KnownEvent["streams"]): OrderState | undefined {
  return home === undefined || streamName(home) === ""
    ? undefined
    : view.state("order", streamName(home));
}
