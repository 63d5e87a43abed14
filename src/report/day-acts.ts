/**
 * The acts of a day besides selling: voids, discounts, returns, drawer openings and cash moves,
 * with person, reason and approval.
 */

import { MOVES, OWN } from "../domain/events/drawer-events.ts";
import { compareInLedger } from "../domain/events/event.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { COMP_KINDS } from "../domain/events/order-events.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { type Register } from "../domain/folds/register.ts";
import { type EventId, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, oneUnit, zeroMinor } from "../domain/money/amounts.ts";
import { orderBalance } from "../domain/order-balance.ts";
import { receiptNumber } from "../domain/order/order-view.ts";
import { numberOf, orderAt } from "./day-attention.ts";
import { type ReportMoment } from "./day-drawers.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

/**
 * A comp that nobody calls a staff meal or spoiled may be an ordinary discount of all of it; a void after a
 * bill is one of goods that a guest had on a bill; `taken-off` came off before the kitchen or a guest had
 * heard of it, which takes no reason; `returned` came back without a receipt; a drawer was
 * opened by its `key` by nobody who is known, and `to-count` by whoever counted it.
 */
export const ACTS = [
  "void",
  "void-after-bill",
  "taken-off",
  "discount",
  ...COMP_KINDS,
  "refund",
  "returned",
  "no-sale",
  "key",
  "to-count",
  ...MOVES,
] as const;
export type ActKind = (typeof ACTS)[number];

export interface DayAct {
  readonly act: ActKind;
  /** The name of the till. */
  readonly till: string;
  readonly at: ReportMoment;
  readonly by: Person;
  readonly approved: Person | null;
  /** The order's number, or the refund's; empty where it is about neither. */
  readonly of: string;
  /** The goods that it is about; empty for all of the order and where it is about none. */
  readonly goods: string;
  /**
   * The amount: the goods' price, the discount as the order has it now, the refund (below zero), or
   * the moved cash; zero for none.
   */
  readonly amount: MinorUnits;
  /** ISO 4217 of foreign cash; null for the shop's own money. */
  readonly currency: string | null;
  readonly reason: string;
  /** A void that was taken back: its goods are on the order again. */
  readonly undone: boolean;
}

/** Returns the acts in the ledger's order; `events`: those of the day. */
export function actsOfDay(
  view: LedgerView,
  events: ReadonlyArray<KnownEvent>,
  names: ReportNames,
): ReadonlyArray<DayAct> {
  const voided = new Set<EventId>();
  const byId = new Map(events.map((event) => [event.id, event]));
  return events.flatMap((event): ReadonlyArray<DayAct> => {
    // Two voids of a line are one.
    if (event.kind === "order/line-voided") {
      if (voided.has(event.body.line)) return [];
      voided.add(event.body.line);
    }
    const about =
      event.kind === "order/line-changed" ? fewerOf(view, event, byId) : aboutOf(view, event);
    if (about === undefined) return [];
    const { by, approved, day, wallMs, offsetMinutes } = event.act;
    return [
      {
        till: names.tillName(event.key.origin),
        at: { day, wallMs, offsetMinutes },
        by: personOf(names, by),
        approved: approverOf(names, approved),
        ...NOTHING,
        ...about,
      },
    ];
  });
}

const NOTHING = { of: "", goods: "", amount: zeroMinor, currency: null, reason: "", undone: false };

type About = Pick<DayAct, "act"> &
  Partial<Pick<DayAct, "of" | "goods" | "amount" | "currency" | "reason" | "undone">>;

function aboutOf(view: LedgerView, event: KnownEvent): About | undefined {
  switch (event.kind) {
    case "order/line-voided":
      return voidOf(view, event);
    case "order/line-returned":
      return { act: "returned", ...ofLine(view, { ...event, body: { line: event.id } }) };
    case "order/line-discounted":
    case "order/discounted":
      return discountOf(view, event);
    case "refund/issued": {
      const { series, no, total, reason } = event.body;
      return { act: "refund", of: receiptNumber(series, no), amount: total, reason };
    }
    case "drawer/no-sale":
      return { act: "no-sale", reason: event.body.reason };
    case "drawer/unlocked":
      return { act: event.body.how === "key" ? "key" : "to-count" };
    case "drawer/moved": {
      const { what, amount, currency, reason } = event.body;
      return { act: what, amount, currency: currency === OWN ? null : currency, reason };
    }
    default:
      return undefined;
  }
}

function voidOf(
  view: LedgerView,
  event: Extract<KnownEvent, { readonly kind: "order/line-voided" }>,
): About {
  const { line, reason } = event.body;
  const kind = voidKind(view, event);
  const act = kind === "void" && reason === "" ? "taken-off" : kind;
  const lines = Object.values(homeOf(view, event.streams)?.linesById ?? {});
  const undone = lines.some(({ added }) => added?.instead === line);
  return { act, ...ofLine(view, event), reason, undone };
}

/** Some of a line came off: what is said with a reason; how many of them, where that was said on the day. */
function fewerOf(
  view: LedgerView,
  event: Extract<KnownEvent, { readonly kind: "order/line-changed" }>,
  byId: ReadonlyMap<EventId, KnownEvent>,
): About | undefined {
  const { set, over, reason } = event.body;
  const { quantity } = set;
  if (quantity === undefined || reason === "") return undefined;
  const { of, goods } = ofLine(view, event);
  const order = homeOf(view, event.streams);
  const line = order && orderBalance(order).lines.find(({ id }) => id === event.body.line);
  const before = (over["quantity"] ?? [])
    .flatMap((id) => (id === line?.id ? line.line.added?.quantity : quantityOf(byId.get(id))) ?? [])
    .at(-1);
  const off = before === undefined ? 0 : before - quantity;
  const amount = minor(Math.round(((line?.unitPrice ?? 0) * off) / oneUnit));
  return { act: voidKind(view, event), of, goods, amount, reason };
}

/** A guest had a bill with the line on it, whether the till of the void had heard of that or not. */
function voidKind(
  view: LedgerView,
  { id, key, streams, body }: OfLine & Pick<KnownEvent, "id" | "key">,
): "void" | "void-after-bill" {
  const order = homeOf(view, streams);
  const line = order?.linesById[body.line];
  const isBack = (line?.added?.quantity ?? 0) < 0;
  const before = (order?.bills ?? []).filter((bill) => compareInLedger(bill, { id, ...key }) < 0);
  const own = before.filter(({ lines }) => lines === undefined);
  const isElsewhere = before.some(({ lines }) => lines?.includes(body.line) === true);
  const isBilled = line !== undefined && ((line.afterBill ?? 0) < own.length || isElsewhere);
  return isBilled && !isBack ? "void-after-bill" : "void";
}

function quantityOf(event: KnownEvent | undefined): number | undefined {
  return event?.kind === "order/line-changed" ? event.body.set.quantity : undefined;
}

interface OfLine extends Pick<KnownEvent, "streams"> {
  readonly body: { readonly line: EventId };
}

function ofLine(
  view: LedgerView,
  { streams, body: { line } }: OfLine,
): Pick<DayAct, "of" | "goods" | "amount"> {
  const order = homeOf(view, streams);
  const found = order && orderBalance(order).lines.find(({ id }) => id === line);
  return {
    of: order === undefined ? "" : numberOf(order),
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
): About | undefined {
  const { discount, reason } = body;
  const order = homeOf(view, streams);
  if (discount === null || order === undefined) return undefined;
  const act = discount.kind ?? (discount.rate >= ALL ? "comp" : "discount");
  const balance = orderBalance(order);
  const of = numberOf(order);
  if (!("line" in body)) {
    const amount = isWrittenBy(order.fields.discount, id) ? balance.off : zeroMinor;
    return { act, of, amount, reason };
  }
  const found = balance.lines.find((line) => line.id === body.line);
  const isNow = found !== undefined && isWrittenBy(found.line.fields.discount, id);
  const goods = found?.line.added?.name ?? "";
  return { act, of, goods, amount: isNow ? minor(found.gross - found.net) : zeroMinor, reason };
}

const ALL = 100_000;

function isWrittenBy({ open }: Register<unknown>, write: EventId): boolean {
  return open.some(({ id }) => id === write);
}

function homeOf(view: LedgerView, [home]: KnownEvent["streams"]): OrderState | undefined {
  return home === undefined || streamName(home) === "" ? undefined : orderAt(view, home);
}
