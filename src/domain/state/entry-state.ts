/** The folded state of a catalogue entry, a setting, a person or a role, and the names of its fields. */

import { type InLedger } from "../events/event.ts";
import { type PromotionSet } from "../events/promotion-events.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type ResolvedByName } from "./attention.ts";
import { type Register, registerValue } from "./register.ts";

export interface PricePlan {
  readonly id: EventId;
  readonly price: MinorUnits;
  readonly fromDay: BusinessDay;
  /** The only price that it follows by itself; missing where it follows any. */
  readonly instead?: MinorUnits;
}

export interface EntryState {
  readonly fields: Readonly<Record<string, Register<unknown>>>;
  readonly codes: ReadonlyArray<{ readonly id: EventId; readonly code: string }>;
  readonly removedCodes: ReadonlyArray<EventId>;
  /**
   * The events that took a code or a plan away: whoever is told what still stands may be told the addition with it,
   * and has to be told these.
   */
  readonly takings?: ReadonlyArray<EventId>;
  /** Prices for a day that no other price has followed, in the order of writing. */
  readonly plans: ReadonlyArray<PricePlan>;
  /** The writes of a promotion, the oldest first; missing for whatever else an entry is. */
  readonly promotions?: ReadonlyArray<PromotionWrite>;
  /** What head office last offered instead of the shop's own values, by field; missing where it never did. */
  readonly offers?: Readonly<Record<string, CentralOffer>>;
  /** The offers that people keep their own value against. */
  readonly resolved?: ResolvedByName;
}

/** A value of head office beside one that the shop has changed by itself. */
export interface CentralOffer {
  readonly id: EventId;
  readonly value: unknown;
  /** The writes that stood then, which the question is about: with another one it is over. None: nothing is asked. */
  readonly about: ReadonlyArray<EventId>;
}

/** One write of a promotion; null where it was ended by it. */
export interface PromotionWrite extends InLedger {
  readonly promotion: PromotionSet["promotion"];
}

/** The state of an entry that nobody has written. */
export const emptyEntry: EntryState = { fields: {}, codes: [], removedCodes: [], plans: [] };

/** The one field of a setting, and of a PIN. */
export const VALUE_FIELD = "value";
export const PIN_FIELD = "pin";
export const PRICE_FIELD = "price";
/** How much of a product is there. */
export const LEFT_FIELD = "left";
/** The till that drives a printer at present. */
export const HOLDER_FIELD = "holder";
/** The field that says that a customer is erased: nothing may be known of them, whatever else is written. */
export const ERASED_FIELD = "erased";

/** When the recovery sheet let a person in, in milliseconds by the shop's common clock. */
export const RESCUED_FIELD = "rescued";
export const RESCUED_TAG = "staff/rescued";

/** Products of which there is no more than somebody counted. */
export const LIMITED_TAG = "goods/limited";

/**
 * Returns the name of the field that plans a value from a day on. It is a register of its own, null
 * once the plan is cancelled.
 */
export function plannedField(field: string, fromDay: string): string {
  return `${field}@${fromDay}`;
}

const LISTED_START = "list:";

/** A product's price on a list, null once it is on it no more. */
export function listedField(list: string): string {
  return LISTED_START + list;
}

/** The list whose price a field is; undefined for any other field. */
export function listOfField(field: string): string | undefined {
  return field.startsWith(LISTED_START) ? field.slice(LISTED_START.length) : undefined;
}

const CODE_START = "code:";

/** The name of a product's barcode as a field: it is there, or not. */
export function codeField(code: string): string {
  return CODE_START + code;
}

/** The barcode that a field is; undefined for any other field. */
export function codeOfField(field: string): string | undefined {
  return field.startsWith(CODE_START) ? field.slice(CODE_START.length) : undefined;
}

/** Entries of which head office has offered a value. */
export const OFFERED_TAG = "hub/offered";
/** Entries of which a field was written otherwise apart. */
export const APART_TAG = "entry/apart";

/** Promotions, also those that have ended: lines keep what they were offered. */
export const PROMOTION_TAG = "goods/promotion";

export const CUSTOMER_TAG = "customer";

/** The value of a field, or undefined when nobody has written it. */
export function fieldValue(entry: EntryState, field: string): unknown {
  const register = fieldRegister(entry, field);
  return register === undefined ? undefined : registerValue(register);
}

/** Returns the register of a field that somebody else names: `constructor` is none that was written. */
export function fieldRegister(
  { fields }: EntryState,
  field: string,
): Register<unknown> | undefined {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Whether the product's stock is kept. */
export function isStockKept(entry: EntryState): boolean {
  return (fieldValue(entry, "stock") ?? "none") !== "none";
}
