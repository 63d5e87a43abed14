/** What is known of an article's stock beside what orders moved. */

import { type EventKey } from "../events/event.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";

/**
 * What acts beside orders do with an article on a business day: quantities, of `made` what a batch brought and of
 * `batch` what others took of it; `unpriced` is what of `received` came without a cost, `paid` the cost of the rest
 * in minor units.
 */
export const STOCK_ACTS = [
  "waste",
  "staff-meal",
  "received",
  "unpriced",
  "paid",
  "returned",
  "made",
  "batch",
] as const;
export type StockActDeed = (typeof STOCK_ACTS)[number];

export interface StockState {
  /** The article; empty until something is said of it. */
  readonly sku: string;
  /** The moves that stand one by one, by rising key; the oldest are in `before` once there are many. */
  readonly moves: ReadonlyArray<StockMove>;
  /** By place: the sum of the moves since its last count that no longer stand one by one. */
  readonly before: Readonly<Record<string, number>>;
  /** By the till that said so: what came and went by its word. */
  readonly accounts: Readonly<Record<Origin, number>>;
  /** By who was given rights and by whom: the number of the giver's last event that did so. */
  readonly gifts: Readonly<Record<Origin, Readonly<Record<Origin, number>>>>;
  /** By the till: what its sales of guarded goods rest on, and what of them it had no right to. */
  readonly rests: Readonly<Record<Origin, Rest>>;
  /** By the till: the rights that others took of it. */
  readonly taken: Readonly<Record<Origin, number>>;
  /** By the till: what its counts missed, as far as it knew. */
  readonly firm: Readonly<Record<Origin, number>>;
  /** By rising key of what was counted. */
  readonly counts: ReadonlyArray<StockCount>;
  /** By place: the goods of which somebody said what they cost, and their sum. */
  readonly worth: Readonly<Record<string, Worth>>;
  /** The last goods and their sum that there were: what one costs once all of it is gone. */
  readonly lastWorth: Worth;
  /** The last that came, by rising key. */
  readonly deliveries: ReadonlyArray<StockDelivery>;
  /** The deliveries that are another one's double, by the word of a person. */
  readonly doubles: ReadonlyArray<EventId>;
  /** What was done beside orders, by the deed and the business day. */
  readonly done: Readonly<Partial<Record<StockActDeed, Readonly<Record<BusinessDay, number>>>>>;
  /**
   * The goods and their sum by which one costs what it does at the end of a business day; days on which that didn't
   * change are left out.
   */
  readonly costs: Readonly<Record<BusinessDay, Worth>>;
}

export interface Rest {
  /** By the author of gifts: the number of the last event that this till has said it heard. */
  readonly after: Readonly<Record<Origin, number>>;
  /** How much it sold knowingly beyond its rights. */
  readonly beyond: number;
}

/** Above zero for what came. */
export interface StockMove extends EventKey {
  readonly place: string;
  readonly quantity: number;
}

/** What came at once. `hlc`, `origin` and `seq` say when. */
export interface StockDelivery extends EventKey {
  readonly day: BusinessDay;
  readonly quantity: number;
  readonly supplier: string;
  /** In minor units for all of it, without taxes; null where nobody said. */
  readonly cost: number | null;
  readonly batch: string;
  /** The last day on which it may be sold; null for any. */
  readonly expires: BusinessDay | null;
}

/** What lay at a place, by the word of a person. `hlc`, `origin` and `seq` say when it was counted. */
export interface StockCount extends EventKey {
  /** The event by which it holds. */
  readonly id: EventId;
  readonly place: string;
  readonly counted: number;
  /** What should have lain there, as far as its till knew. */
  readonly expected: number;
  /** The sum of the moves between the count before and this one that no longer stand one by one. */
  readonly before: number;
  readonly by: string;
  readonly day: BusinessDay;
}

export interface Worth {
  readonly quantity: number;
  /** In minor units. */
  readonly value: number;
}

export const emptyStock: StockState = {
  sku: "",
  moves: [],
  before: {},
  accounts: {},
  gifts: {},
  rests: {},
  taken: {},
  firm: {},
  counts: [],
  worth: {},
  lastWorth: { quantity: 0, value: 0 },
  deliveries: [],
  doubles: [],
  done: {},
  costs: {},
};
