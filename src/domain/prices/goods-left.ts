/**
 * How much of a product is left: what somebody counted, less what lines of orders took since.
 *
 * A line names the write that it takes from, and its order contributes what it takes to the sum of that
 * write. So tills that were apart come to the same whatever they hear first, and may come to less than
 * nothing; a new count begins with a sum of its own.
 */

import { weightOfPack } from "../goods/barcode.ts";
import { type Limit, type Product } from "../goods/catalogue.ts";
import { type PackWeight } from "../goods/measure.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import {
  type MinorUnits,
  oneUnit,
  type Thousandths,
  thousandths,
  THOUSANDTHS_MAX,
  zeroMinor,
} from "../money/amounts.ts";
import { type EntryState, fieldValue, LEFT_FIELD } from "../state/entry-state.ts";
import { type LineState } from "../state/order-state.ts";
import { openWriteIds, registerValue } from "../state/register.ts";
import { priceOn } from "./price-plans.ts";

/** Lines that take of it contribute to the sum under this key. */
const TAKEN_PREFIX = "left/";

export function takenKey(write: EventId): string {
  return TAKEN_PREFIX + write;
}

export function isTakenKey(key: string): boolean {
  return key.startsWith(TAKEN_PREFIX);
}

/** Returns the stock; undefined when it is not limited. */
export function limitOf({ fields }: EntryState): Limit | undefined {
  const register = fields[LEFT_FIELD];
  // The event's schema has checked it.
  const counted = register && (registerValue(register) as Thousandths | null | undefined);
  return counted === undefined || counted === null
    ? undefined
    : { counted, writes: openWriteIds(register) };
}

/** The writes by which it is sold out, when it is; several where tills said so apart. */
export function soldOutBy({ fields }: EntryState): ReadonlyArray<EventId> {
  const register = fields[LEFT_FIELD];
  return register === undefined || registerValue(register) !== 0
    ? []
    : register.open.filter(({ value }) => value === 0).map(({ id }) => id);
}

/** Returns the stock; below zero when tills apart sold more than there was. */
export function leftOf(
  { sum }: { readonly sum: (key: string) => number },
  { counted, writes }: Limit,
): Thousandths {
  if (counted === 0) return counted;
  return thousandths(
    writes.reduce((left, write) => left - sum(takenKey(write)), counted as number),
  );
}

/** Returns the quantity that a line takes, and from which count; undefined for none. */
export function takenBy({
  fields,
  voids,
}: LineState): { readonly write: EventId; readonly quantity: number } | undefined {
  const counted = registerValue(fields.counted);
  if (counted === undefined || voids.length > 0) return undefined;
  const present = inStock(counted.weight, registerValue(fields.quantity) ?? thousandths(0));
  const there = Math.min(present, counted.soldOn?.past ?? present);
  const quantity = there - counted.from;
  return quantity > 0 ? { write: counted.write, quantity } : undefined;
}

/**
 * Returns how much of the stock so much of a line is. It is the quantity itself, but for packs whose
 * price a scale has printed: they are pieces on the bill, and their stock is weighed.
 */
export function inStock(weight: Thousandths | undefined, quantity: Thousandths): Thousandths {
  return weight === undefined
    ? quantity
    : thousandths(Math.min(THOUSANDTHS_MAX, Math.floor((quantity * weight) / oneUnit)));
}

/**
 * Returns the weight of a pack with that price on it, worked out at the product's price; undefined for goods by
 * the piece, and where that price says no weight.
 */
export function workedOutWeight(
  { soldBy, openPrice, price }: Pick<Product, "soldBy" | "openPrice" | "price">,
  printed: MinorUnits,
): PackWeight | undefined {
  const each = soldBy === "weight" && !openPrice ? weightOfPack(printed, price, "up") : undefined;
  return each === undefined ? undefined : { each, from: "price" };
}

/** Returns the same at the product's price of a day. */
export function workedOutOn(
  day: BusinessDay,
  entry: EntryState,
  printed: MinorUnits,
): PackWeight | undefined {
  const soldBy = fieldValue(entry, "soldBy") === "weight" ? "weight" : "each";
  const openPrice = fieldValue(entry, "openPrice") === true;
  return workedOutWeight({ soldBy, openPrice, price: priceOn(entry, day) ?? zeroMinor }, printed);
}

/** The sale of goods that the person knew to be sold out. */
export interface SoldOn {
  /** Staff number. */
  readonly by: string;
  readonly till: Origin;
  readonly day: BusinessDay;
  /** How much of the stock it is. */
  readonly quantity: number;
  /** How many pieces that is; what is weighed is one. */
  readonly pieces: number;
}

/** Returns the part of a line that was sold on so; undefined for none. */
export function soldOnOf({ added, fields, voids }: LineState): SoldOn | undefined {
  const counted = registerValue(fields.counted);
  if (counted?.soldOn === undefined || voids.length > 0) return undefined;
  const { past, by, till, day } = counted.soldOn;
  const present = inStock(counted.weight, registerValue(fields.quantity) ?? thousandths(0));
  const quantity = present - past;
  if (quantity <= 0) return undefined;
  const pieces = added?.by === "weight" ? 1 : Math.ceil(quantity / (counted.weight ?? oneUnit));
  return { by, till, day, quantity, pieces };
}
