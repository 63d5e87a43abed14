/**
 * Tabs at the terminals that this till drives: opened, raised, booked with the tip, and released. Each asks
 * its terminal once, as a payment does. Source: docs/rules/cards.md, C19.
 */

import { openTabs, unclosedTabs, wasRefusedRelease } from "../../domain/balance/card-tabs.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  type BookWish,
  decideBookTab,
  decideOpenTab,
  decideRaiseTab,
  decideReleaseTab,
  type ReleaseWish,
  type TabWish,
} from "../../domain/commands/cards/card-tab.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { CARD_TAB_TAG } from "../../domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { orderState } from "../orders/orders.ts";
import { type Actor } from "../till/till.ts";
import {
  type CardDeps,
  type CardStarting,
  type Dialogues,
  type RunningCard,
} from "./card-dialogues.ts";

interface OfOrder {
  readonly order: EventId;
}

/** Each is refused at once for whatever it would be refused for; the rest is told as it happens. */
export interface TabDesk {
  /** Asks a terminal to reserve a sum for an order. */
  readonly openTab: (actor: Actor, wish: OfOrder & TabWish) => Result<RunningCard, Refusal>;
  /** Asks the terminal of a tab to reserve more. */
  readonly raiseTab: (
    actor: Actor,
    wish: OfOrder & Pick<TabWish, "sum">,
  ) => Result<RunningCard, Refusal>;
  /**
   * Asks the terminal of a tab to book what is due, with the tip: of several reservations the oldest one.
   * What that doesn't hold is booked by the next call.
   */
  readonly bookTab: (
    actor: Actor,
    wish: OfOrder & BookWish & { readonly part?: string | undefined },
  ) => Result<RunningCard, Refusal>;
  /** Asks the terminal of a tab to let its reservation go. */
  readonly releaseTab: (actor: Actor, wish: OfOrder & ReleaseWish) => Result<RunningCard, Refusal>;
}

/** What begins at a terminal; missing `asks`: nobody has said how much. */
export interface BeginTab extends OfOrder {
  readonly actor: Actor;
  readonly terminal: string;
  readonly asks: MinorUnits | undefined;
  readonly start: CardStarting;
}

type Begin = (begin: BeginTab) => Result<RunningCard, Refusal>;

export function createTabDesk({ till }: CardDeps, begin: Begin): TabDesk {
  /** Returns the terminal of the order's tab; the decision refuses where there is none. */
  function terminalOf(order: EventId, id?: EventId): Result<string, Refusal> {
    const tabs = till.ledger.read((view) => unclosedTabs(orderState(view, order)));
    const tab = tabs.find((it) => (id === undefined ? it.state === "open" : it.id === id));
    const found = tab ?? tabs[0];
    return found === undefined ? err({ type: "tab/none" }) : ok(found.started.terminal.id);
  }

  function beginAt(
    terminal: Result<string, Refusal>,
    task: Omit<BeginTab, "terminal">,
  ): Result<RunningCard, Refusal> {
    if (terminal.ok) return begin({ ...task, terminal: terminal.value });
    // An order whose tab is closed says how.
    const asked = till.ask(task.actor, "start card", (context) =>
      task.start(context, orderState(context.view, task.order), {
        last: null,
        service: () => "",
      }),
    );
    return asked.ok ? terminal : asked;
  }

  return {
    openTab: (actor, { order, ...wish }) =>
      begin({
        actor,
        order,
        terminal: wish.terminal,
        asks: wish.sum,
        start: (context, state, at) => decideOpenTab(context, state, { wish, ...at }),
      }),
    raiseTab: (actor, { order, ...wish }) =>
      beginAt(terminalOf(order), {
        actor,
        order,
        asks: wish.sum,
        start: (context, state, at) => decideRaiseTab(context, state, { wish, ...at }),
      }),
    bookTab: (actor, { order, part, ...wish }) =>
      beginAt(terminalOf(order), {
        actor,
        order,
        asks: wish.amount,
        start: (context, state, at) =>
          decideBookTab(part === undefined ? context : { ...context, part }, state, {
            wish,
            ...at,
          }),
      }),
    releaseTab: (actor, { order, ...wish }) =>
      beginAt(terminalOf(order, wish.tab), {
        actor,
        order,
        asks: undefined,
        start: (context, state, at) => decideReleaseTab(context, state, { wish, ...at }),
      }),
  };
}

/**
 * Returns what lets go of the tabs of orders that are paid otherwise, each time that it is called: at the
 * terminals that this till drives, once. One that the terminal refused is a person's.
 */
export function createTabRelease(
  { till, hasDuties, onFault }: CardDeps,
  desk: TabDesk,
  dialogues: Pick<Dialogues, "all">,
): () => void {
  const { ledger } = till;
  return () => {
    if (!hasDuties()) return;
    const orders = ledger.read((view) =>
      view.tagged(CARD_TAB_TAG).map((stream) => streamName(stream) as EventId),
    );
    for (const order of orders) {
      const state = ledger.read((view) => orderState(view, order));
      const [tab] = openTabs(state);
      if (tab === undefined || orderBalance(state).status !== "paid") continue;
      const isBusy = dialogues
        .all()
        .some(({ terminal }) => terminal.id === tab.started.terminal.id);
      if (isBusy || wasRefusedRelease(state, tab)) continue;
      const actor = { number: tab.started.terminal.by, name: "", hasHappened: true };
      const card = desk.releaseTab(actor, { order, tab: tab.id });
      if (card.ok) card.value.done.catch(onFault);
    }
  };
}
