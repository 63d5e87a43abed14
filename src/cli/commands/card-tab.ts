/** `till card tabs` and `till card tab open|raise|book|release`: tabs by card at the terminals of this till. */

import { readAmount } from "../../acts/shell-money.ts";
import { type RunningCard } from "../../app/cards/card-desk.ts";
import { type ListedTab, listTabs } from "../../app/cards/tab-list.ts";
import { reasonText } from "../../app/cards/terminal-words.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { findOrder, orderState } from "../../app/orders/orders.ts";
import { moneyText } from "../../app/speech.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { openTabs } from "../../domain/balance/card-tabs.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { localDay } from "../../domain/text/locale.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { actFault } from "../act-fault.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { conflictFault, usageFault } from "../fault.ts";
import { orderAnswer } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
import { chosenTerminal, followCard, throwUnlessBegun } from "./card-pay.ts";

const said = sentencesOf(cliCardWords);

type TabOptions = JsonOptions & StaffOptions;

export function listTheTabs(options: JsonOptions, console: Console): Promise<ExitCode> {
  return answer({ ...options, onlyLooks: true }, console, ({ till }) => {
    const tabs = listTabs(till);
    return {
      json: () => ({ currency: till.currency.code, tabs }),
      talk: () => (tabs.length === 0 ? [said(({ tab }) => tab.none)] : []),
      lines: () => tabs.map((tab) => tabLine(till, tab, console)),
    };
  });
}

function tabLine(till: Till, tab: ListedTab, console: Console): string {
  const speech = speechIn(console, till);
  const { at, order, terminal, brand, last4, until, state } = tab;
  const card = [brand, last4].filter((part) => part !== null).join(" ");
  return said((words, locale) =>
    words.tab.line({
      at: at?.slice(0, 16).replace("T", " ") ?? "",
      order,
      money: moneyText(tab.sum, speech),
      left: moneyText(tab.left, speech),
      terminal,
      state: words.tab.states[state],
      until: until === null ? "" : localDay(until, locale),
      card,
    }),
  )(console.locale());
}

export function openTheTab(
  [text, sum]: readonly [string, string | undefined],
  options: TabOptions & { readonly terminal?: string },
  console: Console,
): Promise<ExitCode> {
  return onOrder(text, [options, console], (at) => {
    const { open } = at;
    const terminal = chosenTerminal(open, options.terminal)?.id ?? options.terminal ?? "";
    const wish = { order: at.order, terminal, sum: sumOf(open.till, sum) };
    return runTab(at, () => open.cards.openTab(at.actor, wish));
  });
}

export function raiseTheTab(
  [text, sum]: readonly [string, string],
  options: TabOptions,
  console: Console,
): Promise<ExitCode> {
  return onOrder(text, [options, console], (at) => {
    const wish = { order: at.order, sum: sumOf(at.open.till, sum) };
    return runTab(at, () => at.open.cards.raiseTab(at.actor, wish));
  });
}

/** Books of one reservation after the other, until nothing is due or none is left; the rest is released later. */
export function bookTheTab(
  text: string,
  options: TabOptions & { readonly amount?: string; readonly tip?: string },
  console: Console,
): Promise<ExitCode> {
  return onOrder(text, [options, console], async (at) => {
    const { open, order } = at;
    let amount = moneyIn(open.till, "--amount", options.amount);
    let tip = moneyIn(open.till, "--tip", options.tip) ?? zeroMinor;
    for (;;) {
      const booking = { order, amount, tip };
      const taken = await runTab(at, () => open.cards.bookTab(at.actor, booking));
      const { due, hasTab } = open.till.ledger.read((view) => {
        const state = orderState(view, order);
        return { due: orderBalance(state).due, hasTab: openTabs(state).length > 0 };
      });
      // A part of the tip was booked as far as it is more than what the next reservation pays.
      if (due === 0 || !hasTab || taken === undefined) return;
      if (amount !== undefined) {
        amount = (amount - taken.sum) as MinorUnits;
        if (amount <= 0) return;
      }
      tip = Math.max(0, tip - taken.tip) as MinorUnits;
    }
  });
}

export function releaseTheTab(
  text: string,
  options: TabOptions,
  console: Console,
): Promise<ExitCode> {
  return onOrder(text, [options, console], async (at) => {
    const { cards, till } = at.open;
    do {
      await runTab(at, () => cards.releaseTab(at.actor, { order: at.order }));
    } while (till.ledger.read((view) => openTabs(orderState(view, at.order)).length > 0));
  });
}

interface AtOrder {
  readonly open: OpenTill;
  readonly console: Console;
  readonly actor: Actor;
  readonly order: EventId;
}

/** Does it for the order that was named, which is told afterwards. */
function onOrder(
  text: string,
  [options, console]: readonly [TabOptions, Console],
  act: (at: AtOrder) => Promise<unknown>,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    const actor = await at.who();
    const order = findOrder(till, text)?.order.id;
    if (order === undefined) throw refusalFault({ type: "order/unknown", text }, till);
    await act({ open, console, actor, order });
    return orderAnswer(at, { order });
  });
}

function moneyIn(till: Till, option: string, text: string | undefined): MinorUnits | undefined {
  const amount = readAmount(option, text, till.currency);
  if (!amount.ok) throw actFault(amount.fault, till);
  return amount.value;
}

/** Returns the sum that was typed, or the shop's usual one. */
function sumOf(till: Till, text: string | undefined): MinorUnits {
  const usual = till.ledger.read((view) => readSetting(view, "tab-sum"));
  const sum = moneyIn(till, "<sum>", text) ?? usual;
  if (sum === 0 && text === undefined) throw usageFault(said(({ tab }) => tab.noSum));
  return sum as MinorUnits;
}

/** Has the terminal do it, and says what became of it; throws where it did not. */
async function runTab(
  { open, console }: AtOrder,
  begin: () => Result<RunningCard, Refusal>,
): Promise<{ readonly sum: MinorUnits; readonly tip: MinorUnits } | undefined> {
  const card = valueOf(begin(), open.till);
  const { name } = card.terminal;
  const end = await followCard(open, console, card);
  throwUnlessBegun(open, card, end);
  if (end.type !== "ended") return undefined;
  const { outcome, payment } = end;
  if (outcome.type === "declined") {
    throw conflictFault(
      said(({ tab }, locale) => tab.declined({ name, why: reasonText(outcome.code, locale) })),
    );
  }
  if (outcome.type === "unknown") {
    const order = findOrder(open.till, card.order)?.order.number ?? "";
    throw conflictFault(said(({ pay }) => pay.unknown({ name, payment: order })));
  }
  const known = open.till.ledger.read((view) => orderState(view, card.order).paymentsById[payment]);
  const act = known?.started?.terminal?.act ?? "reserve";
  const money = moneyText(outcome.says.amount, speechIn(console, open.till));
  console.say(said(({ tab }) => tab.done({ name, money, act })));
  return { sum: outcome.says.amount, tip: known?.captured?.tip?.amount ?? zeroMinor };
}
