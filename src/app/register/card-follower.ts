/** Follows the card payments of a register, and tells what becomes of each. */

import { type Phase } from "../../card/dialogue.ts";
import {
  capturedCard,
  forwardedState,
  isMoneyBack,
  isReversal,
  movedSum,
  shownSum,
} from "../../domain/balance/card-payments.ts";
import { slipOf } from "../../domain/balance/hand-cards.ts";
import { wholeTip } from "../../domain/balance/tips-after.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal as RefusalFacts } from "../../domain/commands/refusal.ts";
import { type CardAct, isMoneyAct } from "../../domain/events/card-events.ts";
import { deviceOf, type EventId, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, zeroMinor } from "../../domain/money/amounts.ts";
import { billOf } from "../../domain/order/gathered-order.ts";
import { receiptNumber, toPaymentView } from "../../domain/order/order-view.ts";
import { receiptMode } from "../../domain/printers/receipt-printing.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { registerValue } from "../../domain/state/register.ts";
import { turned } from "../../domain/tenders/tenders.ts";
import { type PlacedHandCard, type PlacedPayment } from "../../domain/terminals/card-ledger.ts";
import { readTerminal, readTerminals } from "../../domain/terminals/terminals.ts";
import { clockText } from "../../domain/text/clock-text.ts";
import { type Locale } from "../../domain/text/locale.ts";
import {
  type CardEndNews,
  type CardNews,
  type CardPhase,
  type CardPort,
  type CardSession,
  type ShopCard,
  type TabAct,
} from "../../tui/ports/card-port.ts";
import { type PaidOutcome } from "../../tui/ports/payment-port.ts";
import {
  type CardDesk,
  type CardEnd,
  type RunningCard,
  type TestedTerminal,
} from "../cards/card-desk.ts";
import { cardsOfDay, isTyped } from "../cards/card-list.ts";
import { reasonText, statusText } from "../cards/terminal-words.ts";
import { errorText } from "../error-text.ts";
import { deviceNameOf } from "../membership/till-name.ts";
import { type OpenTill } from "../open-till.ts";
import { orderState, orderView } from "../orders/orders.ts";
import { type UndoStack } from "../orders/undo-stack.ts";
import { type Actor, type Till } from "../till/till.ts";
import { type EndsOfDay, endsOfDay } from "./ends-of-day.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { beginTab, shopTabRows } from "./register-tabs.ts";
import { type SeenTerminals, seenTerminals } from "./seen-terminals.ts";

/** The terminals of this register, as a person at it uses them. */
export interface CardsHere
  extends
    Pick<CardDesk, "say" | "sayForwarded" | "tip" | "noteSlip" | "test" | "take" | "backTerminal">,
    Pick<CardSession, "asks" | "hasTyped" | "usualTab"> {
  /** `typed`: what the person typed when it was asked for. */
  readonly pay: (
    ...pay: [...Parameters<CardDesk["pay"]>, typed: string]
  ) => Result<undefined, RefusalFacts>;
  readonly giveBack: (...back: Parameters<CardDesk["giveBack"]>) => Result<undefined, RefusalFacts>;
  readonly askAgain: (...ask: Parameters<CardDesk["askAgain"]>) => Result<undefined, RefusalFacts>;
  /** Has a terminal end its day; resolves soon with undefined where that takes longer, and is news then. */
  readonly endDay: EndsOfDay["begin"];
  /** Returns what a terminal is at that ends its day; undefined for one that does not. */
  readonly ending: EndsOfDay["atWork"];
  /** Looks how the terminals are, beside everything else; what is wrong with one is news. */
  readonly look: () => void;
  readonly stop: (order: EventId) => void;
  readonly tab: (actor: Actor, order: EventId, act: TabAct) => Result<undefined, RefusalFacts>;
}

export interface CardFollower {
  readonly port: CardPort;
  readonly here: CardsHere;
}

/** A till without a screen follows no payment. */
export const NO_CARDS: CardsHere = {
  asks: () => false,
  hasTyped: () => false,
  pay: (_actor, { wish }) => err({ type: "terminal/unknown", text: wish.terminal, terminals: [] }),
  backTerminal: () => undefined,
  giveBack: (_actor, { wish }) =>
    err({ type: "terminal/unknown", text: wish.terminal, terminals: [] }),
  askAgain: ({ payment }) => err({ type: "card/unknown", text: payment }),
  test: (text) => Promise.resolve(err({ type: "terminal/unknown", text, terminals: [] })),
  take: (_actor, text) => Promise.resolve(err({ type: "terminal/unknown", text, terminals: [] })),
  tip: (_actor, _order, { payment }) => err({ type: "card/unknown", text: payment }),
  noteSlip: (_actor, _order, { payment }) => err({ type: "card/unknown", text: payment }),
  sayForwarded: (_actor, { payment }) => err({ type: "card/unknown", text: payment }),
  say: (_actor, { payment }) => err({ type: "card/unknown", text: payment }),
  endDay: (_actor, text) => Promise.resolve(err({ type: "terminal/unknown", text, terminals: [] })),
  ending: () => undefined,
  look: () => undefined,
  stop: () => undefined,
  usualTab: () => zeroMinor,
  tab: () => err({ type: "tab/none" }),
};

interface EndedHere {
  readonly card: RunningCard;
  readonly end: CardEnd;
  readonly typed: string;
}

interface FollowerDeps {
  readonly undos: UndoStack;
  /** Called when something has changed that a screen shows. */
  readonly changed: () => void;
  readonly onLog: (line: string) => void;
}

/** Follows every payment that this process is at, also one that a crash before has left open. */
export function followCards(open: OpenTill, deps: FollowerDeps): CardFollower {
  const { till, cards } = open;
  const typedBy = new WeakMap<RunningCard, string>();
  const stopping = new WeakSet<RunningCard>();
  const known = new WeakSet<RunningCard>();
  let ended: ReadonlyArray<EndedHere> = [];

  function runningFor(order: EventId): RunningCard | undefined {
    return cards.running().find((card) => card.order === order);
  }

  async function follow(card: RunningCard): Promise<void> {
    try {
      const end = await card.done;
      ended = [...ended, { card, end, typed: typedBy.get(card) ?? "" }];
      noteInUndos(till, deps.undos, { card, end });
      open.printing.wake();
    } catch (error) {
      // What could not be written down is asked for again: the start of it is in the ledger.
      deps.onLog(errorText(error));
    }
    deps.changed();
  }

  function lookAt(card: RunningCard): void {
    if (known.has(card)) return;
    known.add(card);
    follow(card).catch((error: unknown) => {
      deps.onLog(errorText(error));
    });
  }

  const seen = seenTerminals(cards.terminals);
  const ends = endsOfDay({ ...open, ...deps });

  cards.onChange(() => {
    for (const card of cards.running()) {
      lookAt(card);
      // It answers, or a person is told what it says instead.
      if (card.phase().at !== "reading") seen.forget(card.terminal.id);
    }
    deps.changed();
  });

  function followed(
    begun: Result<RunningCard, RefusalFacts>,
    typed: string,
  ): Result<undefined, RefusalFacts> {
    if (!begun.ok) return begun;
    typedBy.set(begun.value, typed);
    lookAt(begun.value);
    return ok(undefined);
  }

  return {
    here: {
      asks: () => cards.terminals().length > 0,
      hasTyped: () => cardsOfToday(open).some(({ typed, isHere }) => typed !== undefined && isHere),
      pay: (actor, wish, typed) => followed(cards.pay(actor, wish), typed),
      usualTab: () => minor(till.ledger.read((view) => readSetting(view, "tab-sum"))),
      tab: (actor, order, act) => followed(beginTab(cards, actor, { order, act }), ""),
      backTerminal: cards.backTerminal,
      giveBack: (actor, back) => followed(cards.giveBack(actor, back), ""),
      askAgain: (payment) => followed(cards.askAgain(payment), ""),
      say: cards.say,
      sayForwarded: cards.sayForwarded,
      tip: cards.tip,
      noteSlip: cards.noteSlip,
      ...lookingAt(cards, seen, deps.changed),
      endDay: ends.begin,
      ending: ends.atWork,
      stop: (order) => {
        const card = runningFor(order);
        if (card === undefined) return;
        stopping.add(card);
        card.escape();
      },
    },
    port: {
      terminals: () => {
        const busy = new Set(cards.running().map(({ terminal }) => terminal.id));
        return cards.terminals().map(({ id, name }) => ({ id, name, isAtWork: busy.has(id) }));
      },
      takenAway: () => takenAway(till),
      atWork: (order, locale) => {
        const card = runningFor(order);
        const at = card?.phase();
        const phase = at && phaseOf(at);
        if (card === undefined || at === undefined || phase === undefined) return undefined;
        const { name } = card.terminal;
        const status = card.status();
        const says = status === undefined ? "" : statusText(status, locale);
        const { isBack } = card;
        return { order, name, phase, says, isBack, isStopping: stopping.has(card) };
      },
      news: (locale, isWanted) => {
        const wanted = ended.filter(({ card }) => isWanted(card.order));
        ended = ended.filter((it) => !wanted.includes(it));
        return wanted.map((it) => newsOf(till, it, locale));
      },
      tillCode: (origin) => till.ledger.admission().get(deviceOf(origin))?.code ?? "?",
      today: () => cardsOfToday(open),
      tabs: () => shopTabRows(till),
      troubles: seen.troubles,
      terminalNews: (locale) => [...seen.take(locale), ...ends.take(locale)],
    },
  };
}

function takenAway({ ledger }: Till): ReturnType<CardPort["takenAway"]> {
  const { device } = ledger.identity.key;
  return ledger
    .read(readTerminals)
    .filter(({ till, driver }) => till === device && driver !== device)
    .map(({ name, driver }) => ({ name, till: deviceNameOf(ledger.admission(), driver) }));
}

/** Asks terminals how they are, and notes it. */
function lookingAt(
  cards: CardDesk,
  seen: SeenTerminals,
  changed: () => void,
): Pick<CardsHere, "test" | "take" | "look"> {
  /** Whoever asked is told by what was asked for. */
  async function noted(
    asked: Promise<Result<TestedTerminal, RefusalFacts>>,
  ): Promise<Result<TestedTerminal, RefusalFacts>> {
    const tested = await asked;
    if (tested.ok) seen.note(tested.value, false);
    changed();
    return tested;
  }

  return {
    test: (id) => noted(cards.test(id)),
    take: (...take) => noted(cards.take(...take)),
    look: () => {
      cards.look((tested) => {
        seen.note(tested, true);
        changed();
      });
    },
  };
}

function phaseOf({ at }: Phase): CardPhase | undefined {
  switch (at) {
    case "begun":
      return "reading";
    case "acknowledged":
      return "waiting";
    case "done":
    case "not-begun":
      return undefined;
    default:
      return at;
  }
}

/** Money is not taken back by a key. */
function noteInUndos(
  till: Till,
  undos: UndoStack,
  { card: { order }, end }: Pick<EndedHere, "card" | "end">,
): void {
  if (end.type !== "ended" || end.outcome.type !== "captured") return;
  const paid = till.ledger.read((view) => paidOutcome(view, order, end.payment));
  if (paid?.receiptNumber === undefined) {
    undos.push(order, [{ type: "stays", what: "other" }]);
    return;
  }
  undos.forget(order);
  undos.push(undefined, [{ type: "stays", what: "payment" }]);
}

function newsOf(till: Till, { card, end, typed }: EndedHere, locale: Locale): CardNews {
  const { order, terminal } = card;
  return till.ledger.read((view) => ({
    order,
    orderNumber: view.state("order", order).opened?.number ?? "",
    name: terminal.name,
    sum: card.sum() ?? zeroMinor,
    isBack: card.isBack,
    typed,
    end: toNews(till, view, { card, end, locale }),
  }));
}

function toNews(
  till: Till,
  view: LedgerView,
  { card, end, locale }: Pick<EndedHere, "card" | "end"> & { readonly locale: Locale },
): CardEndNews {
  if (end.type === "not-begun") return { type: end.why === "aborted" ? "nothing" : end.why };
  if (end.type === "refused") {
    return { type: "refused", fault: { message: refusalSentence(end.refusal, till, locale) } };
  }
  const { outcome, payment } = end;
  if (outcome.type === "unknown") return { type: "unknown" };
  if (outcome.type === "declined") {
    const { act } = billOf(view, card.order).paymentsById[payment]?.started?.terminal ?? {};
    return {
      ...(act === undefined || isMoneyAct(act) ? {} : { tab: tabActOf(act) }),
      type: "declined",
      why: reasonText(outcome.code, locale),
      isReversal: isReversal(orderState(view, card.order), payment),
    };
  }
  const refund = billOf(view, card.order).refunds.find(({ body }) =>
    body.out.some((out) => out.payment === payment),
  );
  if (refund !== undefined) {
    const { series, no, out } = refund.body;
    return { type: "returned", number: receiptNumber(series, no), parts: out.map(turned) };
  }
  const { held, started } = billOf(view, card.order).paymentsById[payment] ?? {};
  if (held !== undefined) return { type: "tab", act: tabActOf(started?.terminal?.act) };
  const paid = paidOutcome(view, card.order, payment);
  return paid === undefined ? { type: "unknown" } : { type: "paid", outcome: paid };
}

function tabActOf(act: CardAct | undefined): Extract<CardEndNews, { type: "tab" }>["act"] {
  return act === "increase" || act === "release" ? act : "reserve";
}

/** Returns what a payment that a terminal has taken comes to, with the receipt that it made. */
function paidOutcome(view: LedgerView, id: EventId, payment: EventId): PaidOutcome | undefined {
  const order = orderView(view, id);
  const state = billOf(view, id);
  const paid = toPaymentView(state, payment);
  if (order === undefined || paid === undefined) return undefined;
  const receipt = state.receipts.find(({ body }) =>
    body.uses.some((use) => use.payment === payment),
  );
  if (receipt === undefined) return { order, payment: paid };
  const { series, no } = receipt.body;
  const service = registerValue(state.fields.service) ?? "counter";
  const mode = receiptMode(readSetting(view, "receipts"), { series, service });
  return {
    order,
    payment: paid,
    receiptNumber: receiptNumber(series, no),
    ...(mode === "always" ? {} : { receiptMode: mode }),
  };
}

function cardsOfToday({ till, cards }: OpenTill): ReadonlyArray<ShopCard> {
  const { ledger } = till;
  const here = new Set(cards.terminals().map(({ id }) => id));
  return ledger
    .read((view) =>
      cardsOfDay(view, till.days().now).map((card) =>
        isTyped(card)
          ? toTypedCard(view, card, ledger.identity.origin)
          : toShopCard(view, { placed: card, here }),
      ),
    )
    .toReversed();
}

/** All that is ever known of it is what people typed. */
function toTypedCard(
  view: LedgerView,
  { id, order, started, payment, isBack }: PlacedHandCard,
  till: Origin,
): ShopCard {
  const { brand, slip, last4 } = slipOf(payment);
  const isTippable = !isBack && payment.corrections === undefined;
  return {
    id,
    order,
    orderNumber: view.state("order", order).opened?.number ?? "",
    name: "",
    typed: { slip, last4 },
    state: "captured",
    isBack,
    sum: movedSum(payment) ?? zeroMinor,
    time: clockText({ isTwice: false, ...started.byHand }),
    card: [brand, last4 === "" ? "" : `*${last4}`].filter((text) => text !== "").join(" "),
    receipt: slip,
    isHere: started.till === till,
    ...(isTippable ? { tip: wholeTip(payment) } : {}),
  };
}

function toShopCard(
  view: LedgerView,
  { placed, here }: { readonly placed: PlacedPayment; readonly here: ReadonlySet<string> },
): ShopCard {
  const { id, order, state, started, payment } = placed;
  const { brand = "", last4 = "", ref = null } = capturedCard(payment) ?? {};
  const { terminal } = started;
  const isTippable = (payment.captured?.amount ?? 0) > 0 && !isMoneyBack(started);
  const forwarded = forwardedState(payment);
  // What a person has read off it stands where the terminal's own word would.
  const said = payment.words?.findLast(({ number }) => number !== "")?.number ?? "";
  const receipt = ref?.receipt;
  return {
    id,
    order,
    orderNumber: view.state("order", order).opened?.number ?? "",
    name: readTerminal(view, terminal.id)?.name ?? terminal.id,
    state,
    ...(isMoneyAct(terminal.act) ? {} : { tabAct: tabActOf(terminal.act) }),
    isBack: isMoneyBack(started),
    sum: shownSum(placed),
    time: clockText({ isTwice: false, ...terminal }),
    card: [brand, last4].filter((text) => text !== "").join(" "),
    receipt: receipt === undefined ? said : String(receipt).padStart(4, "0"),
    isHere: here.has(terminal.id),
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(isTippable ? { tip: wholeTip(payment) } : {}),
  };
}
