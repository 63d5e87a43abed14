/** The order on the screen and those beside it: rung up, changed, put aside and brought back. */

import { type Performed } from "../../acts/act.ts";
import { type ActRequest, type AnswerOf } from "../../acts/all.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Service } from "../../domain/goods/catalogue.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { type GoodsCount, type OrderView } from "../../domain/views.ts";
import { type Refusal } from "./refusal-port.ts";

/** An order that is open at this till, or on its screen. */
export interface OrderHere {
  readonly id: EventId;
  readonly number: string;
  /** Who serves it. */
  readonly owner: { readonly number: string; readonly name: string };
  readonly due: MinorUnits;
  readonly refundDue: MinorUnits;
  readonly openedMs: number;
  /** The day that it was opened on, where that is over; missing for an order of today. */
  readonly earlierDay?: BusinessDay | undefined;
}

export interface UndoneStep {
  /** The order on the screen; undefined for none, as when goods were sold out before the first line. */
  readonly order: OrderView | undefined;
  /** How it is served, or the next one. */
  readonly service: Service;
  /** The undone act in a sentence. */
  readonly what: string;
  /** The line that it is about now; undefined for none. */
  readonly line: EventId | undefined;
}

/** The acts on the order by the person at the till. */
export interface OrderSession {
  /** The order on the screen; undefined before the first line. */
  readonly order: () => OrderView | undefined;
  /** Does an act to the order on the screen; see `src/acts`. */
  readonly perform: <Request extends ActRequest>(
    request: Request,
  ) => Result<Performed<AnswerOf<Request["act"]>>, Refusal>;
  /** Returns the total now and after repricing; undefined where no line would change. */
  readonly wouldReprice: () => Readonly<Record<"before" | "after", MinorUnits>> | undefined;
  /** Returns the goods that Ctrl-R would add to the order on the screen; of a course, where one is said. */
  readonly round: (course: number | undefined) => ReadonlyArray<GoodsCount>;
  /** How many lines of the order on the screen that would change. */
  readonly linesToReprice: () => number;
  /**
   * Takes back what was done last, to the order on the screen or beside it, by the rights of the opposite
   * action. Where that can't be taken back it says so, and never takes an older act instead.
   */
  readonly undo: () => Result<UndoneStep, Refusal>;
  /** Puts the order aside, so that the next key begins another. It stays open, at every till. */
  readonly newOrder: () => void;
  /** Orders that are open and not on this screen, the one that was opened last first. */
  readonly openOrders: () => ReadonlyArray<OrderView>;
  /** Open orders that guests collect later, the first wanted first. */
  readonly ordersForLater: () => ReadonlyArray<OrderView>;
  /** Brings an open order to the screen, and puts aside what was there. */
  readonly recall: (order: EventId) => Result<OrderView, Refusal>;
  /** Brings the order of a receipt, such as for what of it is to be made again. */
  readonly recallPaid: (receipt: string) => Result<OrderView, Refusal>;
}

/** The orders, for everybody at the till. */
export interface OrderPort {
  /** The one on the screen first, then the newest first. */
  readonly ordersHere: () => ReadonlyArray<OrderHere>;
  /** Returns an order's customer, for its server; undefined for an id that is not known here. */
  readonly customer: (id: string) => CustomerView | "erased" | "unreadable" | undefined;
}
