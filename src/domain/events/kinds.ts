/**
 * Every kind of event that this build writes and reads.
 *
 * A kind or version that is not here is stored, forwarded and counted all the same, and its streams
 * are shown as incomplete until an update knows it. An older version is lifted when it is read
 * (lift.ts): a schema that changes otherwise than by something added takes a new version, with an
 * upcaster from the one before, and `npm run corpus` keeps an event of it for ever.
 */

import type * as z from "zod";

import { isAsWritten } from "./as-written.ts";
import { ATTENTION_KINDS } from "./attention-events.ts";
import { BILL_KINDS } from "./bill-events.ts";
import { CARD_KINDS } from "./card-events.ts";
import { CATALOGUE_KINDS } from "./catalogue-events.ts";
import { CHARGE_KINDS } from "./charge-events.ts";
import { CONTROL_KINDS } from "./control-events.ts";
import { CORRECTION_KINDS } from "./correction-events.ts";
import { CUSTOMER_KINDS } from "./customer-events.ts";
import { DAY_KINDS } from "./day-events.ts";
import { DRAWER_KINDS } from "./drawer-events.ts";
import { END_KINDS } from "./end-events.ts";
import { type DraftEvent, type FoldEvent, type KindDefinition } from "./event.ts";
import { EXCHANGE_KINDS } from "./exchange-events.ts";
import { EXEMPT_KINDS } from "./exempt-events.ts";
import { FLOOR_KINDS } from "./floor-events.ts";
import { INVOICE_KINDS } from "./invoice-events.ts";
import { JOURNAL_KINDS } from "./journal-events.ts";
import { KITCHEN_KINDS } from "./kitchen-events.ts";
import { liftEvent } from "./lift.ts";
import { OFFERED_KINDS } from "./offered-events.ts";
import { ORDER_KINDS } from "./order-events.ts";
import { PEOPLE_KINDS } from "./people-events.ts";
import { POINTS_KINDS } from "./points-events.ts";
import { PRESENT_KINDS } from "./present-events.ts";
import { PRINTER_KINDS } from "./printer-events.ts";
import { PROMOTED_KINDS } from "./promoted-events.ts";
import { PROMOTION_KINDS } from "./promotion-events.ts";
import { PURCHASE_KINDS } from "./purchase-events.ts";
import { RIGHTS_KINDS } from "./rights-events.ts";
import { SECRET_KINDS } from "./secret-events.ts";
import { SETTLEMENT_KINDS } from "./settlement-events.ts";
import { STOCK_EVENT_KINDS } from "./stock-events.ts";
import { STOCKTAKE_KINDS } from "./stocktake-events.ts";
import { TERMINAL_KINDS } from "./terminal-events.ts";
import { TICKET_KINDS } from "./ticket-events.ts";
import { TIPS_KINDS } from "./tips-events.ts";
import { VOUCHER_KINDS } from "./voucher-events.ts";

/** The kinds by what they are about: the sections of `docs/events.md`. */
export const SECTIONS = {
  "Who belongs to the shop": CONTROL_KINDS,
  "Settings and catalogue": CATALOGUE_KINDS,
  "What head office offers": OFFERED_KINDS,
  Promotions: PROMOTION_KINDS,
  Stock: STOCK_EVENT_KINDS,
  Stocktakes: STOCKTAKE_KINDS,
  "Purchase orders": PURCHASE_KINDS,
  "Rights to guarded goods": RIGHTS_KINDS,
  Printers: PRINTER_KINDS,
  "Card terminals": TERMINAL_KINDS,
  "What acquirers settled": SETTLEMENT_KINDS,
  "Areas and tables": FLOOR_KINDS,
  "Orders, payments, receipts": ORDER_KINDS,
  Invoices: INVOICE_KINDS,
  "Guests who leave without ordering": END_KINDS,
  "Where lines lie, and how bills are split": BILL_KINDS,
  "What an order is charged beside its goods": CHARGE_KINDS,
  "What promotions take off": PROMOTED_KINDS,
  "Sales that owe no taxes": EXEMPT_KINDS,
  "Goods come back for others": EXCHANGE_KINDS,
  "A payment made otherwise than it was booked": CORRECTION_KINDS,
  Vouchers: VOUCHER_KINDS,
  "Points of customers": POINTS_KINDS,
  "What became of a payment at a card terminal": CARD_KINDS,
  "What the kitchen is told": TICKET_KINDS,
  "What the kitchen says": KITCHEN_KINDS,
  People: PEOPLE_KINDS,
  "Tips that are shared": TIPS_KINDS,
  "The day": DAY_KINDS,
  "Cash drawers and the safe": DRAWER_KINDS,
  Customers: CUSTOMER_KINDS,
  "Today before the past": PRESENT_KINDS,
  "What needed a person": ATTENTION_KINDS,
  "The technical journal": JOURNAL_KINDS,
  Secrets: SECRET_KINDS,
} as const;

type Section = (typeof SECTIONS)[keyof typeof SECTIONS];
/** One type with the fields of all. */
type Joined<Part> = (Part extends unknown ? (part: Part) => void : never) extends (
  part: infer All,
) => void
  ? All
  : never;

export const KINDS = Object.assign({}, ...Object.values(SECTIONS)) as Joined<Section>;

/**
 * Raised whenever a schema changes without a new version of its kind, such as by a new optional
 * field, or an upcaster is mended: rows that were folded before it was known are then folded anew.
 */
export const SCHEMA_REVISION = 32;

export type Kind = keyof typeof KINDS;
export type BodyOf<K extends Kind> = z.infer<ReturnType<(typeof KINDS)[K]["schema"]>>;

/** Discriminates on `kind`. */
export type KnownEvent = { [K in Kind]: FoldEvent<K, BodyOf<K>> }[Kind];
export type Draft = { [K in Kind]: DraftEvent<K, BodyOf<K>> }[Kind];

/** The names of the fields of a body, at any depth: any name where it may have others, none of what may be any JSON. */
type FieldOf<Value> = [z.core.util.JSONType] extends [Value]
  ? never
  : Value extends string | number | boolean | null | undefined
    ? never
    : Value extends ReadonlyArray<infer One>
      ? FieldOf<One>
      : string extends keyof Value
        ? string
        : { [Name in keyof Value]-?: Name | FieldOf<Value[Name]> }[keyof Value];

/** The kinds as whoever looks for texts of people reads them: each names fields of its own body. */
const TEXTS: {
  readonly [K in Kind]: Pick<KindDefinition, "v"> & {
    readonly texts?: ReadonlyArray<FieldOf<BodyOf<K>>>;
  };
} = KINDS;

/** The fields, at any depth, into which people type texts. */
export function typedTexts(kind: Kind): ReadonlyArray<string> {
  return TEXTS[kind].texts ?? [];
}

/** The kinds of events of a sale, with those of its kitchen tickets. */
export const TRADE_KINDS = [
  "order/opened",
  "order/line-added",
  "payment/started",
  "payment/captured",
  "receipt/issued",
  "ticket/issued",
] as const satisfies ReadonlyArray<Kind>;

/** Makes what these need before the first of them is said: a guest would wait for it then. */
export function makeReadyForTrade(): void {
  for (const kind of TRADE_KINDS) isAsWritten(KINDS[kind].schema(), undefined);
}

/** Kinds whose events take a number of a series: receipts and refunds are of one count. */
export const NUMBERED_KINDS = [
  "receipt/issued",
  "refund/issued",
] as const satisfies ReadonlyArray<Kind>;
export type NumberedEvent = Extract<KnownEvent, { readonly kind: (typeof NUMBERED_KINDS)[number] }>;

export function isNumbered(event: KnownEvent | undefined): event is NumberedEvent {
  return event !== undefined && NUMBERED_KINDS.some((kind) => kind === event.kind);
}

/** Whether this build knows that version of the kind. */
export function isVersionHere(kind: string, v: number): boolean {
  return Object.hasOwn(KINDS, kind) && v <= KINDS[kind as Kind].v;
}

/** Whether a till that doesn't know this kind must not close a day. */
export function isCriticalKind(kind: string): boolean {
  return Object.hasOwn(KINDS, kind) && KINDS[kind as Kind].critical;
}

/**
 * An event as this build folds it, or undefined when it can't: it doesn't know the kind or version,
 * or the body doesn't fit.
 */
export function toKnownEvent(event: FoldEvent): KnownEvent | undefined {
  // The kind is known here, and its schema has checked the body.
  return liftEvent(event, KINDS) as KnownEvent | undefined;
}
