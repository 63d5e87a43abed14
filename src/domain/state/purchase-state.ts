/** What is known of a purchase order: what was asked for, and what of it came. */

import { type PurchaseClosed, type PurchaseOrdered } from "../events/purchase-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type ResolvedByName } from "./attention.ts";

/** Who said it, and when. */
export interface PurchaseAct {
  readonly id: EventId;
  readonly till: Origin;
  readonly by: string;
  readonly day: BusinessDay;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface PurchaseState {
  /** Null while the event that ordered it is not here. */
  readonly ordered: (PurchaseAct & { readonly body: PurchaseOrdered }) | null;
  /** By SKU, in millionths: all that came for it, whether it was ordered or not. */
  readonly received: Readonly<Record<string, number>>;
  /** By SKU, in minor units without taxes: what it cost, as far as somebody said so. */
  readonly paid: Readonly<Record<string, PaidFor>>;
  /** Null until something came. */
  readonly lastCame: PurchaseAct | null;
  /** What came and counts, by rising key: one article of one delivery each. */
  readonly came: ReadonlyArray<Came>;
  /** The deliveries that are another one's double, by the word of a person. */
  readonly doubles: ReadonlyArray<EventId>;
  readonly resolved: ResolvedByName;
  /** In the ledger's order: tills apart may have closed it twice. */
  readonly closed: ReadonlyArray<PurchaseAct & { readonly body: PurchaseClosed }>;
}

/** So much of an article that came at once. */
export interface Came {
  readonly id: EventId;
  readonly hlc: number;
  readonly day: BusinessDay;
  readonly sku: string;
  readonly quantity: number;
  readonly place: string;
  readonly cost: MinorUnits | null;
  /** By chain: the last of the order's deliveries that its till knew; missing where nobody noted it. */
  readonly knew?: Readonly<Record<Origin, number>>;
}

/** What was paid for so much. */
export interface PaidFor {
  readonly quantity: number;
  readonly cost: number;
}

export const emptyPurchase: PurchaseState = {
  ordered: null,
  received: {},
  paid: {},
  lastCame: null,
  came: [],
  doubles: [],
  resolved: {},
  closed: [],
};
