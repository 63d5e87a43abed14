/**
 * A tab by card: a terminal reserves a sum for an order, raises it, books it with the tip, or lets it go.
 * Each is a payment of its own under the same law, and only a booking is money. Source: docs/rules/cards.md, C19 and
 * C25.
 */

import { askedSum } from "../../balance/card-payments.ts";
import {
  cardTabs,
  type CardTab,
  openTabs,
  tabLimit,
  unclosedTabs,
} from "../../balance/card-tabs.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type AtTerminal } from "../../events/card-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { readTerminal, type Terminal } from "../../terminals/terminals.ts";
import { type Decision, type DecisionContext, drawerHere, requirePermission } from "../decision.ts";
import { decidePayment } from "../order/ring-up.ts";
import { type Refusal } from "../refusal.ts";
import { type AtStart, foundBefore, freeTerminal, startedAt } from "./card-start.ts";

export interface TabWish {
  /** The terminal, by its id. */
  readonly terminal: string;
  /** What is reserved, in minor units. */
  readonly sum: MinorUnits;
}

/** Decides that a terminal is asked to reserve a sum for an order: only the start is written. */
export function decideOpenTab(
  context: DecisionContext,
  order: OrderState,
  { wish: { terminal: id, sum }, ...at }: AtStart & { readonly wish: TabWish },
): Decision {
  const may = requireUnpaid(context, order, sum);
  if (!may.ok) return may;
  const [before] = unclosedTabs(order);
  if (before !== undefined) return err(tabFault(context, before));
  const terminal = freeTerminal(context, id);
  if (!terminal.ok) return terminal;
  const asks = { act: "reserve", holds: sum } as const;
  return ok(startDrafts(context, order, { terminal: terminal.value, at, asks }));
}

/**
 * Decides that more is reserved for a tab that is open. A Nexo terminal raises its reservation; ZVT knows no
 * such thing, so a second one is made beside the first.
 */
export function decideRaiseTab(
  context: DecisionContext,
  order: OrderState,
  { wish: { sum }, ...at }: AtStart & { readonly wish: Pick<TabWish, "sum"> },
): Decision {
  const may = requireUnpaid(context, order, sum);
  if (!may.ok) return may;
  const chosen = tabHere(context, order);
  if (!chosen.ok) return chosen;
  const { tab, terminal } = chosen.value;
  const asks =
    terminal.protocol === "nexo"
      ? ({ act: "increase", of: tab.id, holds: sum } as const)
      : ({ act: "reserve", holds: sum } as const);
  return ok(startDrafts(context, order, { terminal, at, asks }));
}

export interface BookWish {
  /** All that is booked, with the tip; missing for what is due and the tip, as far as the tab holds it. */
  readonly amount?: MinorUnits | undefined;
  readonly tip?: MinorUnits | undefined;
  /** Whether a person has confirmed an unusual tip. */
  readonly isTipSure?: boolean | undefined;
}

/**
 * Decides that a terminal is asked to book what it reserved, or a part of it: the order's money, with the tip.
 * Of several reservations the oldest is booked first, and what it doesn't hold is booked of the next.
 */
export function decideBookTab(
  context: DecisionContext,
  order: OrderState,
  { wish, ...at }: AtStart & { readonly wish: BookWish },
): Decision {
  const chosen = tabHere(context, order);
  if (!chosen.ok) return chosen;
  const { tab, terminal } = chosen.value;
  const { tip: given = zeroMinor, isTipSure } = wish;
  const limit = tabLimit(order);
  const all = wish.amount ?? minor(Math.min(orderBalance(order).due + given, limit));
  if (all > limit) return err({ type: "tab/limit", name: terminal.name, amount: limit });
  const amount = minor(Math.min(all, tab.holds));
  // The next reservation pays the tip as far as it goes.
  const tip = minor(Math.max(0, given - (all - amount)));
  const paid = decidePayment(context, order, { type: "card", amount, tip, isTipSure });
  if (!paid.ok) return paid;
  const started = paid.value.find((draft) => draft.kind === "payment/started");
  if (started?.kind !== "payment/started" || started.body.amount <= 0) {
    return err({ type: "amount/invalid", amount });
  }
  const asks = { act: "book", of: tab.id, ...(tip > 0 ? { tip } : {}) } as const;
  const { body } = started;
  return ok(startDrafts(context, order, { terminal, at, asks, body }));
}

export interface ReleaseWish {
  /** The reservation, by its payment/started; missing for the oldest that is open. */
  readonly tab?: EventId | undefined;
}

/** Decides that a terminal is asked to let a reservation go. */
export function decideReleaseTab(
  context: DecisionContext,
  order: OrderState,
  { wish, ...at }: AtStart & { readonly wish: ReleaseWish },
): Decision {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const chosen = tabHere(context, order, wish.tab);
  if (!chosen.ok) return chosen;
  const { tab, terminal } = chosen.value;
  const asks = { act: "release", of: tab.id, holds: tab.holds } as const;
  return ok(startDrafts(context, order, { terminal, at, asks }));
}

function requireUnpaid(
  context: DecisionContext,
  order: OrderState,
  sum: MinorUnits,
): Result<undefined, Refusal> {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  if (sum <= 0) return err({ type: "amount/invalid", amount: sum });
  return orderBalance(order).status === "paid" ? err({ type: "order/paid" }) : ok(undefined);
}

interface ChosenTab {
  readonly tab: CardTab;
  readonly terminal: Terminal;
}

/** Returns a tab that can be acted on now, at its terminal, which this till drives. */
function tabHere(
  context: DecisionContext,
  order: OrderState,
  id?: EventId,
): Result<ChosenTab, Refusal> {
  const open = openTabs(order).find((it) => id === undefined || it.id === id);
  if (open === undefined) {
    const before = unclosedTabs(order).at(0) ?? cardTabs(order).at(-1);
    return err(before === undefined ? { type: "tab/none" } : tabFault(context, before));
  }
  const terminal = freeTerminal(context, open.started.terminal.id);
  if (!terminal.ok) return terminal;
  const { name, protocol } = terminal.value;
  const { ref = null, transaction } = open.card ?? {};
  const isNamed = protocol === "nexo" ? transaction !== undefined : ref !== null;
  if (!isNamed) return err({ type: "tab/nameless", name });
  if (open.isRaising) return err({ type: "tab/waits", name, amount: open.holds });
  return ok({ tab: open, terminal: terminal.value });
}

/** Returns why that tab isn't acted on. */
function tabFault({ view }: Pick<DecisionContext, "view">, tab: CardTab): Refusal {
  const { id } = tab.started.terminal;
  const name = readTerminal(view, id)?.name ?? id;
  switch (tab.state) {
    case "open":
      return { type: "tab/open", name, amount: tab.holds };
    case "booked":
      return { type: "tab/booked", name, amount: tab.booked };
    case "released":
      return { type: "tab/released", name, amount: tab.holds };
    case "ending":
      return { type: "tab/waits", name, amount: tab.end ? askedSum(tab.end.started) : tab.holds };
    default:
      return { type: "tab/waits", name, amount: tab.holds };
  }
}

interface TabStart {
  readonly terminal: Terminal;
  readonly at: AtStart;
  readonly asks: Pick<AtTerminal, "act" | "of" | "holds" | "tip">;
  /** The payment that a booking is; missing for what is no money. */
  readonly body?: Extract<Draft, { readonly kind: "payment/started" }>["body"];
}

function startDrafts(
  context: DecisionContext,
  order: OrderState,
  { terminal, at, asks, body }: TabStart,
): ReadonlyArray<Draft> {
  const { till, series } = context;
  const noMoney = {
    method: "card",
    amount: zeroMinor,
    till,
    series,
    drawer: drawerHere(context),
  };
  const start: Draft = {
    kind: "payment/started",
    streams: [orderStream(openedId(order))],
    body: { ...(body ?? noMoney), terminal: { ...startedAt(context, terminal, at), ...asks } },
  };
  return [start, ...foundBefore(context, { id: terminal.id, isNew: true }, at.last)];
}
