/**
 * Taking money: F9 and F12 from the register, and the payment screen where digits are only money.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type ForeignGiven } from "../domain/commands/money/pay-order.ts";
import { isUnusualTip, type TipGiven } from "../domain/commands/money/tip.ts";
import { type PaymentReading, readPayment, type WantedTip } from "../domain/entry/entry-payment.ts";
import { addMinor, type MinorUnits, minor, zeroMinor } from "../domain/money/amounts.ts";
import { type OwnTender } from "../domain/tenders/tenders.ts";
import { foldText } from "../domain/text/entry-text.ts";
import { typedMoney, withDecimal } from "../domain/text/locale.ts";
import { type OrderView } from "../domain/views.ts";
import { isVoucherCode, readSumAndCode, withoutCode } from "../domain/vouchers/voucher-code.ts";
import { entrySentence, wordsFor } from "../words/screen-words.ts";
import { offerTab } from "./card-tab.ts";
import { askTerminal, cardUnderWay, whyCardRuns } from "./cards.ts";
import { commandOfWord } from "./commands.ts";
import { type Act, type Plan, readyPlan, refusedPlan } from "./entry-act.ts";
import { paidElsewhere } from "./paid-elsewhere.ts";
import { cardDueNow, sumsOf, takesNoCash, tipNow } from "./payment-sums.ts";
import { performWord } from "./perform-act.ts";
import { type TillSession } from "./ports/till-port.ts";
import { refundBy, refundToCard, isCommandWord, owes, planRefund } from "./refund-payments.ts";
import {
  type AskedVoucher,
  askedSum,
  askedCard,
  hinted,
  mayTellOther,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
  withEntryDone,
} from "./register-state.ts";
import {
  askedDue,
  asksFirst,
  cashDueNow,
  choosePart,
  dueNow,
  isNextPart,
  isRestOfParts,
  partAtArrows,
  partNow,
  partText,
  planSplit,
  split,
} from "./split.ts";
import { takePayment, tellOther, foreignMoney, type ForeignAmount } from "./take-payment.ts";
import { type TillContext } from "./till-context.ts";
import { payWithVoucher, previewOfVoucher } from "./vouchers.ts";

/** F9. With a sum before it takes it at once, unless the number is also goods. */
export function pay(till: TillContext, before: RegisterState): RegisterState {
  const state = atPart(till, chargedNow(before));
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const gone = paidElsewhere(till, state);
  if (gone !== undefined) return refused(state, gone);
  const read = readPayment(state.text, till.currency);
  if (state.paid !== undefined && mayTellOther(state)) {
    const goods = goodsOrNote(till, state, read);
    if (goods !== undefined) return refused(state, goods);
    return tellOther(till, state, { read, paid: state.paid });
  }
  if (owes(state)) return refundBy(till, state, "cash");
  if (read.type === "split") return split(till, state, read.wanted);
  if (state.screen === "payment") {
    const noCash = takesNoCash(till, state);
    if (noCash !== undefined && read.type !== "tip") return refused(state, till.refusal(noCash));
    // Another press of F9 must not take money that nobody has counted.
    const chosen = chosenSum(till, state);
    if (chosen !== undefined) return tenderCash(till, state, chosen);
    if (read.type === "foreign") return tenderForeign(till, state, read);
    if (read.type === "tip") return setTip(till, state, { tip: read.tip, how: "F9" });
    if (read.type === "exact") return sayRest(till, state, session);
    return read.type === "tendered"
      ? tenderCash(till, state, read.amount)
      : refused(state, sumWanted(state));
  }
  if (read.type === "exact") {
    // Nothing is left to take: all is paid, and only the receipt waits.
    if (state.order?.isReceiptWaiting === true) return tenderCash(till, state, zeroMinor);
    if (isPaidAhead(state.order)) return performWord(till, state, "collect");
    const payment = paymentScreen(state);
    return isRestOfParts(state) ? sayRest(till, payment, session) : payment;
  }
  if (read.type !== "tendered" && read.type !== "foreign") return refused(state, sumWanted(state));
  const isForeign = read.type === "foreign";
  if (till.read(state.text).type !== "goods") {
    return isForeign ? tenderForeign(till, state, read) : tenderCash(till, state, read.amount);
  }
  // The payment screen opens, where digits are only money, so that no digit sells anything.
  const sum = isForeign ? foreignMoney(till, read) : till.money(read.amount);
  const question = till.words.pay.inCash({ money: sum });
  return hinted({ ...paymentScreen(state), text: state.text }, question);
}

/** Whether the guest of an order for later has paid all of it: what is left to do is to hand it out. */
function isPaidAhead(order: OrderView | undefined): boolean {
  if (order === undefined || order.dueAt === "" || order.status !== "open") return false;
  return order.deposited > 0 && order.due === 0 && order.refundDue === 0;
}

/** The number of goods is no other note: by reflex, F9 comes before the goods are on the next order. */
function goodsOrNote(
  till: TillContext,
  { text }: RegisterState,
  read: PaymentReading,
): string | undefined {
  const reading = till.read(text);
  if (read.type !== "tendered" || reading.type !== "goods") return undefined;
  const [{ name } = { name: "" }] = reading.hits;
  return till.words.pay.goodsOrNote({ typed: text.trim(), name, money: till.money(read.amount) });
}

/**
 * Charges are worked out anew, so that the shown sum is the one that is taken: the shop's rules may
 * have changed since the order was charged.
 */
function chargedNow(state: RegisterState): RegisterState {
  if (state.screen === "payment") return state;
  const order = state.session?.bills.chargeAnew();
  return order === undefined ? state : { ...state, order };
}

/** Shows the remaining amount that Enter takes now. */
function sayRest(till: TillContext, state: RegisterState, session: TillSession): RegisterState {
  const amount = addMinor(session.cashDue(partNow(state)?.id), tipNow(state, "cash"));
  if (takesNoCash(till, state) !== undefined) {
    return askSum(till, state, { how: "card", amount: cardDueNow(state) });
  }
  const asked: RegisterState = { ...state, asked: { how: "cash", amount } };
  const question = till.words.pay.enterTakes({ money: till.money(amount) });
  return hinted(asked, askedDue(till, state, question));
}

/**
 * Enter where it would take the rest, or the next part, after a part was paid, or a card at a till without
 * cash: once more takes it.
 */
export function askSum(
  till: TillContext,
  state: RegisterState,
  { how, amount }: Pick<Extract<Act, { type: "ask-sum" }>, "how" | "amount">,
): RegisterState {
  const asked: RegisterState = { ...state, hit: undefined, asked: { how, amount } };
  const { byCard, enterTakes, restInCash } = till.words.pay;
  const inCash = state.nextPartAfter === undefined ? restInCash : enterTakes;
  const ask = how === "card" ? byCard : inCash;
  return hinted(asked, askedDue(till, state, ask({ money: till.money(amount) })));
}

/** The tip with what somebody has said of it. */
function tipGiven(state: RegisterState, how: "cash" | "card"): TipGiven {
  return { tip: tipNow(state, how), isTipSure: state.tip?.isSure === true };
}

/** Sets the tip. One larger than the amount due is a slip of the finger, unless F9 confirms it. */
function setTip(
  till: TillContext,
  state: RegisterState,
  { tip, how }: { readonly tip: WantedTip; readonly how: "Enter" | "F9" | "F12" },
): RegisterState {
  const planned = planTip(till, state, tip);
  if (planned.type !== "ready") return refused(state, planned.why);
  const due = dueNow(state);
  const isByCard = takesNoCash(till, state) !== undefined;
  const isSure = how === "F9";
  const tipped: RegisterState = {
    ...withEntryDone(state),
    screen: "payment",
    tip: { ...tip, isSure },
  };
  const amount = tipNow(tipped, how === "F12" || isByCard ? "card" : "cash");
  const words = till.words.pay;
  if (isUnusualTip(amount, due) && how !== "F9") {
    return hinted(state, words.tipMuch({ tip: till.money(amount), due: till.money(due) }));
  }
  const together = addMinor(isByCard ? due : (cashDueNow(state) ?? due), amount);
  const set = { tip: till.money(amount), together: till.money(together) };
  return hinted(tipped, isByCard ? words.tip(set) : words.tipSet(set));
}

function planTip(
  till: TillContext,
  state: RegisterState,
  tip: WantedTip,
): Extract<Plan, { type: "ready" | "refused" }> {
  const words = till.words.pay;
  const isByCard = takesNoCash(till, state) !== undefined;
  const due = isByCard ? dueNow(state) : (cashDueNow(state) ?? zeroMinor);
  if (tip.type === "together" && tip.amount < due) {
    return refusedPlan(words.tipBelow({ sum: till.money(tip.amount), due: till.money(due) }));
  }
  const tipped: RegisterState = { ...state, tip: { ...tip, isSure: false } };
  const amount = tipNow(tipped, isByCard ? "card" : "cash");
  const preview = words.tip({
    tip: till.money(amount),
    together: till.money(addMinor(due, amount)),
  });
  return readyPlan(preview, { type: "set-tip", tip });
}

/**
 * Takes what was given; but it asks about more change than the largest note is worth, because that was a
 * slip of the finger. F9 answers, and Enter does not: a finger that slips there hits it twice.
 */
export function tenderCash(
  till: TillContext,
  state: RegisterState,
  amount: MinorUnits,
): RegisterState {
  const due = addMinor(cashDueNow(state) ?? zeroMinor, tipNow(state, "cash"));
  const largest = till.port.shop.denominations[0] ?? amount;
  if (state.confirmedSum === amount || amount - due <= largest) {
    return takeCash(till, state, amount);
  }
  const question = askedTooMuch(till, state, amount);
  // Selected: what is typed next is the right sum.
  return hinted({ ...state, confirmedSum: amount, isTextRefused: true }, question);
}

/** Takes cash of another currency, by its worth. */
export function tenderForeign(
  till: TillContext,
  state: RegisterState,
  { currency, amount }: ForeignAmount,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const given = { currency, amount, ...tipGiven(state, "cash") };
  const worth = session.foreignWorth({ ...given, part: partNow(state)?.id });
  if (!worth.ok) return refusedBy({ ...state, confirmedSum: undefined }, worth.fault);
  const sum = worth.value.worth;
  const largest = till.port.shop.denominations[0] ?? sum;
  if (state.confirmedSum === sum || worth.value.change <= largest) {
    return takePayment(till, state, { paying: { type: "foreign", ...given }, how: "cash" });
  }
  const question = askedTooMuch(till, state, sum);
  return hinted({ ...state, confirmedSum: sum, isTextRefused: true }, question);
}

/** The question about a sum that is far too much, as long as it stands. */
function askedTooMuch(till: TillContext, state: RegisterState, sum: MinorUnits): string {
  const due = addMinor(cashDueNow(state) ?? zeroMinor, tipNow(state, "cash"));
  return till.words.pay.tooMuch({ money: till.money(sum), due: till.money(due) });
}

function takeCash(till: TillContext, state: RegisterState, amount: MinorUnits): RegisterState {
  if (owes(state)) return refundBy(till, state, "cash");
  const paying = { type: "cash", tendered: amount, ...tipGiven(state, "cash") } as const;
  return takePayment(till, state, { paying, how: "cash" });
}

/**
 * F12. With a sum before it takes it at once, unless the number is also goods; without one it takes the
 * rest, but first shows how much that is: from the order, and after a part was paid. What was shown is
 * taken, whatever another till has added to the order since: the terminal beside the till takes that sum.
 * A terminal that the till asks is asked at once: it shows the sum to the guest, and Esc stops it.
 */
export function payByCard(
  till: TillContext,
  before: RegisterState,
  isByHand = askedSum(before)?.isByHand === true,
): RegisterState {
  const under = cardUnderWay(till, before);
  if (under !== undefined) return under;
  const state = atPart(till, chargedNow(before));
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const gone = paidElsewhere(till, state);
  if (gone !== undefined) return refused(state, gone);
  const read = readPayment(state.text, till.currency);
  if (owes(state)) return refundToCard(till, state, isByHand);
  if (read.type === "tip" && state.screen === "payment") {
    const tipped = setTip(till, state, { tip: read.tip, how: "F12" });
    return tipped.tip === state.tip ? tipped : payByCard(till, tipped, isByHand);
  }
  if (read.type !== "exact" && read.type !== "tendered") {
    return refused(state, till.words.pay.noCardSum({ typed: state.text.trim() }));
  }
  const withTip = cardDueNow(state);
  const shown = askedCard(state) ?? withTip;
  const amount = read.type === "tendered" ? read.amount : shown;
  if (!asksAboutCard(till, state, { read: read.type, isByHand, amount })) {
    const isBeyond = read.type === "tendered" && amount > withTip && dueNow(state) > 0;
    const isAnswered = isBeyond && isCashBackAsked(state, amount);
    return isBeyond && !isAnswered
      ? offerBeyondCard(till, state, { amount, isByHand })
      : takeCard(till, state, { amount, isByHand });
  }
  const away = isByHand ? undefined : takenAway(till);
  const money = till.money(amount);
  const byCard =
    away === undefined
      ? till.words.pay.byCard({ money })
      : till.words.pay.byHandHere({ ...away, money });
  const question = askedDue(till, state, byCard);
  const payment = state.screen === "payment" ? { ...state, hit: undefined } : paymentScreen(state);
  const asked = { how: "card", amount, isByHand } as const;
  return hinted({ ...payment, text: state.text, asked }, question);
}

/** Returns the terminal of this till that another one drives now, where none is left here. */
function takenAway({
  port,
}: TillContext): { readonly name: string; readonly till: string } | undefined {
  return port.cards.terminals().length > 0 ? undefined : port.cards.takenAway()[0];
}

/** `:byhand`: a terminal has said yes that this till does not ask, or that does not answer it. */
export function payByHand(till: TillContext, state: RegisterState): RegisterState {
  return payByCard(till, state, true);
}

/**
 * A card gives no change: what is beyond the sum due is a tip, which is offered as it is typed, or cash back,
 * where the shop gives so much of it, by the same key once more.
 */
function offerBeyondCard(
  till: TillContext,
  state: RegisterState,
  { amount, isByHand }: { readonly amount: MinorUnits; readonly isByHand: boolean },
): RegisterState {
  const due = dueNow(state);
  const typed = `=${typedMoney(amount, till.currency, till.locale)}`;
  const payment = state.screen === "payment" ? state : paymentScreen(state);
  const back = minor(amount - due - tipNow(state, "card"));
  if (back <= till.port.shop.cashBackMost) {
    const asked = { how: "card", amount, isByHand, hasCashBack: true } as const;
    const question = till.words.pay.cardCashBack({ back: till.money(back), typed });
    return hinted({ ...payment, hit: undefined, text: state.text, asked }, question);
  }
  const sentence = till.words.pay.cardTip({
    due: till.money(due),
    tip: till.money(minor(amount - due)),
    typed,
  });
  return refused({ ...payment, text: state.text }, sentence);
}

function isCashBackAsked(state: RegisterState, amount: MinorUnits): boolean {
  const asked = askedSum(state);
  return asked?.hasCashBack === true && asked.amount === amount;
}

function asksAboutCard(
  till: TillContext,
  state: RegisterState,
  {
    read,
    isByHand,
    amount,
  }: {
    readonly read: "exact" | "tendered";
    readonly isByHand: boolean;
    readonly amount: MinorUnits;
  },
): boolean {
  // The same key took the money by the terminal before: what it does now is said first.
  const isOther = !isByHand && takenAway(till) !== undefined;
  if (isOther && askedCard(state) !== amount) return true;
  if (state.screen === "payment") {
    if (isNextPart(state) && asksWhich(till, isByHand)) return false;
    return read === "exact" && asksFirst(state) && askedCard(state) === undefined;
  }
  if (read === "tendered") return till.read(state.text).type === "goods";
  return isByHand || till.port.cards.terminals().length === 0;
}

/** Whether a list comes first anyway, of terminals: it takes nothing before one is chosen. */
function asksWhich({ port }: TillContext, isByHand: boolean): boolean {
  return !isByHand && port.cards.terminals().length > 1;
}

/**
 * Returns the amount that the shop's own tender would take: the typed sum, or the remainder;
 * undefined for neither.
 */
export function tenderSum(till: TillContext, state: RegisterState): MinorUnits | undefined {
  const read = readPayment(state.text, till.currency);
  if (read.type === "tendered") return read.amount;
  return read.type === "exact" && !owes(state)
    ? addMinor(dueNow(state), tipNow(state, "card"))
    : undefined;
}

/**
 * Takes such a tender by F10 and its digit, with a sum before it as for F12; otherwise the amount
 * in the list.
 */
export function payByTender(
  till: TillContext,
  state: RegisterState,
  tender: OwnTender,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const gone = paidElsewhere(till, state);
  if (gone !== undefined) return refused(state, gone);
  if (owes(state)) return refundBy(till, state, tender);
  const { id, name } = tender;
  const amount = tenderSum(till, state);
  if (amount === undefined) return refused(state, sumWanted(state));
  const paying = { type: "tender", tender: id, amount, ...tipGiven(state, "card") } as const;
  return takePayment(till, state, { paying, how: { name } });
}

/** Does what Enter does besides taking cash. */
export function tipOrCard(
  till: TillContext,
  state: RegisterState,
  act: Extract<Act, { type: "set-tip" | "take-card" | "take-voucher" }>,
): RegisterState {
  if (act.type === "take-voucher") return payWithVoucher(till, state, act.asked);
  if (act.type === "take-card") {
    const isByHand = askedSum(state)?.isByHand === true;
    return takeCard(till, state, { amount: act.amount, isByHand });
  }
  return setTip(till, state, { tip: act.tip, how: "Enter" });
}

function takeCard(
  till: TillContext,
  state: RegisterState,
  { amount, isByHand }: { readonly amount: MinorUnits; readonly isByHand: boolean },
): RegisterState {
  if (owes(state)) return refundToCard(till, state, isByHand);
  const hasCashBack = isCashBackAsked(state, amount);
  if (!isByHand && till.port.cards.terminals().length > 0) {
    const tip = tipGiven(state, "card");
    const wanted = { amount, hasCashBack, ...tip, part: partNow(state)?.id };
    return offerTab(state, wanted) ?? askTerminal(till, state, wanted);
  }
  const { slip } = state;
  const paying = { type: "card", amount, hasCashBack, slip, ...tipGiven(state, "card") } as const;
  return takePayment(till, state, { paying, how: "card" });
}

/** How tenders of the shop's own are taken: the same in each language. Empty for none. */
export function tenderKeys(tenders: ReadonlyArray<OwnTender>): string {
  const named = tenders.map(({ digit, name }) => `${digit}: ${name}`);
  return named.length === 0 ? "" : `F10 ${named.join(", ")}`;
}

function begins(name: string, text: string): boolean {
  return text.trim() !== "" && foldText(name).startsWith(foldText(text));
}

/** Returns the plan of Enter on the payment screen. */
export function planPayment(till: TillContext, state: RegisterState): Plan {
  const { session } = state;
  if (session === undefined) return refusedPlan(till.words.whyNot.logInFirst);
  const gone = paidElsewhere(till, state);
  if (gone !== undefined && !isCommandWord(till, state.text)) return refusedPlan(gone);
  if (state.confirmedSum !== undefined) {
    return refusedPlan(askedTooMuch(till, state, state.confirmedSum));
  }
  const part = partAtArrows(state, sumsOf(till, state).length);
  if (part !== undefined) {
    return readyPlan(partText(till, part), { type: "choose-part", part });
  }
  const runs = whyCardRuns(till, state);
  if (runs !== undefined) return refusedPlan(runs);
  if (isVoucherCode(state.text) || readSumAndCode(state.text) !== undefined) {
    const object = state.text.trim();
    const preview = `${till.words.labels.voucher} ${withoutCode(object)}`;
    return readyPlan(preview, { type: "verb", id: "voucher", object });
  }
  const read = readPayment(state.text, till.currency);
  if (owes(state) && state.asked?.how === "voucher" && state.text === "") {
    return planVoucher(till, state.asked);
  }
  if (owes(state) && !isCommandWord(till, state.text)) return planRefund(till, state);
  const noCash = takesNoCash(till, state);
  switch (read.type) {
    case "refused": {
      const meant = session.tenders().find(({ name }) => begins(name, state.text));
      const why = meant === undefined ? entrySentence(till.words, read.fault) : tenderKeys([meant]);
      return refusedPlan(why);
    }
    case "word": {
      const command = commandOfWord(read.word, till.words);
      if (command === undefined) {
        return refusedPlan(till.words.plan.noPayWord({ word: read.word }));
      }
      const reason = command.available(state);
      if (reason !== true) return refusedPlan(reason);
      const act: Act = { type: "verb", id: command.id, object: read.object };
      return readyPlan(till.words.labels[command.id], act);
    }
    case "tip":
      return planTip(till, state, read.tip);
    case "split":
      return planSplit(till, state, read.wanted);
    case "foreign":
      if (noCash !== undefined) return refusedPlan(till.refusal(noCash));
      return planForeign(till, session, {
        ...read,
        tip: tipNow(state, "cash"),
        part: partNow(state)?.id,
      });
    case "exact":
    case "tendered":
      return planSum(till, state, read.type === "tendered" ? read.amount : undefined);
    default:
      return assertNever(read, "payment reading");
  }
}

/** Returns the state of paying the part at the cursor, where there is one. */
function atPart(till: TillContext, state: RegisterState): RegisterState {
  const part = partAtArrows(state, sumsOf(till, state).length);
  return part === undefined ? state : choosePart(till, state, part);
}

function planVoucher(till: TillContext, asked: AskedVoucher): Plan {
  return readyPlan(previewOfVoucher(till, asked), { type: "take-voucher", asked });
}

/** A sum that was typed, or without one the rest. */
function planSum(till: TillContext, state: RegisterState, typed: MinorUnits | undefined): Plan {
  const byCard = askedCard(state);
  if (byCard !== undefined) return planCard(till, state, byCard);
  if (state.asked?.how === "voucher") return planVoucher(till, state.asked);
  const noCash = takesNoCash(till, state);
  if (noCash !== undefined) {
    if (typed !== undefined) return refusedPlan(till.refusal(noCash));
    const amount = cardDueNow(state);
    const preview = withTip(
      till,
      till.words.pay.card({ money: till.money(amount) }),
      tipNow(state, "card"),
    );
    return readyPlan(preview, { type: "ask-sum", how: "card", amount });
  }
  // With Num Lock off a keypad sends Down and Enter for 2: nobody has given that.
  const exactly = addMinor(cashDueNow(state) ?? zeroMinor, tipNow(state, "cash"));
  const chosen = chosenSum(till, state);
  if (chosen !== undefined && chosen !== exactly) {
    return refusedPlan(till.words.pay.f9Takes({ money: till.money(chosen) }));
  }
  if (typed !== undefined) return planCash(till, state, typed);
  if (!asksFirst(state) || state.asked?.amount === exactly) {
    return planCash(till, state, exactly);
  }
  const preview = till.words.pay.asksRest({ money: till.money(exactly) });
  return readyPlan(preview, { type: "ask-sum", how: "cash", amount: exactly });
}

function planCash(till: TillContext, state: RegisterState, amount: MinorUnits): Plan {
  const coin = till.port.shop.denominations.at(-1) ?? amount;
  const rounded = cashDueNow(state) ?? zeroMinor;
  const due = dueNow(state);
  const tip = tipNow(state, "cash");
  const forGoods = minor(amount - tip);
  const isDue = forGoods === due || forGoods === rounded;
  if (!isDue && amount % coin !== 0) {
    return refusedPlan(
      till.words.pay.noCoins({ money: till.money(amount), coin: till.money(coin) }),
    );
  }
  // Coins that make it up exactly are taken as they are, though cash is rounded.
  const isExact = forGoods === due || (forGoods > due && forGoods < rounded);
  const rest = addMinor(isExact ? due : rounded, tip);
  const preview = withTip(till, previewCash(till, amount, rest), tip);
  return readyPlan(preview, { type: "take-cash", amount });
}

function planForeign(
  till: TillContext,
  session: TillSession,
  given: ForeignGiven & { readonly part?: string | undefined },
): Plan {
  const read = session.foreignWorth(given);
  if (!read.ok) return refusedPlan(read.fault.message);
  const { rate, worth, change, left } = read.value;
  const { foreign, withChange, withLeft } = till.words.pay;
  const shownRate = withDecimal(rate, till.locale);
  const taken = foreign({
    given: foreignMoney(till, given),
    rate: shownRate,
    worth: till.money(worth),
  });
  const whole = change > 0 ? withChange({ preview: taken, change: till.money(change) }) : taken;
  const preview = left > 0 ? withLeft({ preview: whole, left: till.money(left) }) : whole;
  const { currency, amount } = given;
  const act: Act = { type: "take-foreign", currency, amount };
  return readyPlan(withTip(till, preview, given.tip), act);
}

function withTip(till: TillContext, preview: string, tip: MinorUnits): string {
  return tip === 0 ? preview : till.words.pay.withTip({ preview, tip: till.money(tip) });
}

function planCard(till: TillContext, state: RegisterState, amount: MinorUnits): Plan {
  const act: Act = { type: "take-card", amount };
  const preview = till.words.pay.card({ money: till.money(amount) });
  return readyPlan(withTip(till, preview, tipNow(state, "card")), act);
}

/** The sum of the list that the arrows stand on. */
function chosenSum(till: TillContext, state: RegisterState): MinorUnits | undefined {
  return state.hit === undefined || state.text !== "" ? undefined : sumsOf(till, state)[state.hit];
}

function previewCash(till: TillContext, amount: MinorUnits, due: MinorUnits): string {
  const { cash, cashChange, cashLeft } = till.words.pay;
  const given = till.money(amount);
  if (amount > due) return cashChange({ money: given, change: till.money(minor(amount - due)) });
  return amount < due
    ? cashLeft({ money: given, left: till.money(minor(due - amount)) })
    : cash({ money: given });
}

function sumWanted(state: RegisterState): string {
  return wordsFor(state).pay.noSum({ typed: state.text.trim() });
}
