/**
 * What an order adds to the goods, discounts and voids of days that are still open, as Zs will count it: a day has these
 * figures as far as it was heard, until a close of it says them. Each row is of one stream alone, so it is right again as soon
 * as more of that stream is heard.
 */

import { type Contribution } from "../../src/domain/base/contribution.ts";
import { actContributions } from "../../src/domain/day/z-acts.ts";
import { chargeContributions, goodsContributions } from "../../src/domain/day/z-goods.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { isOfExemptSale } from "../../src/domain/figures/facts.ts";
import {
  type BusinessDay,
  type Origin,
  type StreamId,
  streamName,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type ReceiptState, type RefundState } from "../../src/domain/state/order-state.ts";
import { type OwnRow } from "./tables.ts";

/** Figures that Zs count and sums of days don't: of all others a day is told at once. */
const OPEN_FIGURES = /^day\/(?<day>[^/]+)\/(?<till>[^/]+)\/(?<what>(?:goods|acts)\/.+)$/u;

/** `events`: all that count in the stream of an order and are at home there. */
export function openRows(
  view: LedgerView,
  stream: StreamId,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<OwnRow<"open_sum">> {
  const order = streamName(stream);
  const { receipts, refunds } = view.glance("order", order);
  const byId = new Map(events.map((event) => [event.id, event]));
  const sums = new Map<string, number>();
  for (const [key, amount] of [
    ...[...receipts, ...refunds].flatMap((paper) => goodsOfPaper(view, order, paper)),
    ...events.flatMap((event) => actContributions(view, event, (id) => byId.get(id))),
  ]) {
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return [...sums].flatMap(([key, amount]) => {
    const named = OPEN_FIGURES.exec(key)?.groups as Named | undefined;
    if (named === undefined || isClosed(view, named.day)) return [];
    return [{ stream, day: named.day, till: named.till, what: named.what, amount }];
  });
}

interface Named {
  readonly day: BusinessDay;
  readonly till: Origin;
  readonly what: string;
}

/** What a line is of stands where it was born, which may be another order than the one it was paid on. */
function goodsOfPaper(
  view: LedgerView,
  order: string,
  { body, day, home }: ReceiptState | RefundState,
): ReadonlyArray<Contribution> {
  const { items, charges, till, taxes } = body;
  const on = { day, till, isExempt: isOfExemptSale({ taxes }) };
  const born = items.filter(({ birth }) => birth === order);
  return [
    ...goodsContributions(view, { items: born, ...on }),
    ...(home ? chargeContributions({ charges, ...on }) : []),
  ];
}

function isClosed(view: LedgerView, day: BusinessDay): boolean {
  return view.glance("day", day).closes.length > 0;
}
