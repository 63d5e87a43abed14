/** An order begins: by its first goods, by a customer, or by guests who sit down. */

import { type Draft } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { calloutCountKey } from "../../folds/order-sums.ts";
import { type Service } from "../../goods/catalogue.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { readSetting } from "../../settings/settings.ts";
import { type Destination } from "../../state/order-state.ts";
import { type DecisionContext } from "../decision.ts";

/** The facts of an order when it begins. */
export interface NewOrder {
  readonly table?: string;
  readonly name?: string;
  /** 0 where nobody has counted them. */
  readonly covers?: number;
  readonly service: Service;
  /** The course that was set before the first goods. */
  readonly course?: number | undefined;
}

/** Returns the order that is opened at a table, or for a name. */
export function orderAt(view: LedgerView, { table, name }: Destination): NewOrder & Destination {
  return { table, name, service: table === "" ? readSetting(view, "default-service") : "dine-in" };
}

export function openOrder(
  { view, day, till, series, idAt, doubts }: DecisionContext,
  { service, course = 0, table = "", name = "", covers = 0 }: NewOrder,
): ReadonlyArray<Draft> {
  const number = `${series}${view.sum(calloutCountKey(day, till)) + 1}`;
  const body = { number, till, service, table, name, covers, ...doubts?.() };
  const streams = [orderStream(idAt(0))];
  const opened: Draft = { kind: "order/opened", streams, body };
  if (course === 0) return [opened];
  return [opened, { kind: "order/changed", streams, body: { set: { course }, over: {} } }];
}
