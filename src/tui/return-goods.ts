/**
 * Goods of a receipt come back: its lines stand in a list, a digit takes one of them back, F9 gives the
 * money in cash, F12 to the card and F10 to a tender of the shop's own, after a reason; `+` leaves it
 * for other goods, on the order.
 */

import { GOODS_FATES } from "../domain/goods/goods-fate.ts";
import { type EventId } from "../domain/identity.ts";
import { oneUnit, type Thousandths, thousandths, zeroMinor } from "../domain/money/amounts.ts";
import { linesBack } from "../domain/order/lines-back.ts";
import { DIFFERENCE } from "../domain/tenders/tenders.ts";
import { wordsFor } from "../words/screen-words.ts";
import {
  asksWhat,
  beyondNotes,
  sumBeyond,
  firstAsked,
  moneyKeys,
  whichMoney,
} from "./back-what.ts";
import { tenderKeys } from "./payment.ts";
import {
  type GoodsReturn,
  type ReasonOfReturn,
  type ReceiptToReturn,
  type RefundQuote,
} from "./ports/return-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { receiptNotHere } from "./receipt-not-here.ts";
import { countedList, isNamed, ownTendersOf, partsText } from "./refund-tender.ts";
import { type ReturnList, type ReturnMethod, type ReturnReasonSaid } from "./register-list.ts";
import {
  hinted,
  type List,
  type ListOf,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";

type ReasonList = ListOf<"return-reason">;

/** Opens a receipt by the number on the line, or by a scan of it. */
export function openReceipt(state: RegisterState, number: string): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  if (state.list !== undefined) {
    return refused(state, wordsFor(state).back.escFirst);
  }
  const found = session.receipt(number.trim());
  if (!found.ok) return receiptNotHere(state, found.fault, { number, to: "return" });
  const list: ReturnList = { type: "return", receipt: found.value, counts: {}, filter: "", at: 0 };
  return hinted({ ...state, list, showsHelp: false }, firstAsked(wordsFor(state), list));
}

/**
 * The money of a receipt never came: all of it is taken back with goods that stay with the guest, and
 * F9 or F12 is next, by the tender that it was booked by.
 */
export function notPaidAtAll(
  till: TillContext,
  state: RegisterState,
  number: string,
): RegisterState {
  const opened = openReceipt(state, number);
  if (opened.list?.type !== "return") return opened;
  const why = { reason: till.words.correct.unpaid, goods: "none" as const };
  return countAllBack(till, { ...opened, list: { ...opened.list, what: "goods", why } });
}

/** F9, F12, F10 or `+`: asks why, where nobody has said it. */
export function payOutBy(
  till: TillContext,
  state: RegisterState,
  method: ReturnMethod,
): RegisterState {
  const isSaid = state.list?.type === "return" && state.list.why !== undefined;
  return isSaid ? payOutAs(till, state, method) : askReturnReason(till, state, method);
}

/** A tender of the receipt, or another terminal than the one that took the money. */
export function payOutTo(
  till: TillContext,
  state: RegisterState,
  { method, isByHand }: { readonly method: ReturnMethod; readonly isByHand?: boolean },
): RegisterState {
  const { list } = state;
  const counted =
    list?.type === "return" ? { ...state, list: { ...countedList(list), isByHand } } : state;
  return payOutBy(till, counted, method);
}

/** Counts one more of the line; after the last one none again. */
export function countBack(till: TillContext, state: RegisterState, line: EventId): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const item = list.receipt.lines.find((it) => it.line === line);
  if (item === undefined) return state;
  if (item.left === 0) return refused(state, till.words.back.nothingLeft({ name: item.name }));
  const counts = { ...list.counts, [line]: countAfter(item, list.counts[line]) };
  const at = list.receipt.lines.indexOf(item);
  return withCounts(till, state, { ...list, counts, why: unvouched(list), at });
}

/** How much of the line comes back once it is chosen again. */
export function countAfter(
  { soldBy, left }: Pick<ReceiptToReturn["lines"][number], "soldBy" | "left">,
  before: Thousandths = thousandths(0),
): Thousandths {
  const next = before + (soldBy === "weight" ? left : oneUnit);
  return thousandths(next > left ? 0 : next);
}

/** F5: the line that the digit or the arrows stand on comes back, and the reason is next. */
export function takeLineBack(till: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  if (list.what === "beyond") return askReturnReason(till, state, undefined);
  const line = list.receipt.lines[list.at]?.line;
  const isCounted = line === undefined || (list.counts[line] ?? 0) > 0;
  const counted = isCounted ? state : countBack(till, state, line);
  return counted.message?.level === "error" && !isCounted
    ? counted
    : askReturnReason(till, counted, undefined);
}

export function countAllBack(till: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "return") return state;
  const counts = Object.fromEntries(list.receipt.lines.map(({ line, left }) => [line, left]));
  // A stray Enter takes nothing of that back again.
  return withCounts(till, state, { ...list, counts, why: unvouched(list), at: -1 });
}

/** The approval is dropped, because the approving person has not seen these goods. */
function unvouched({ why }: ReturnList): ReturnList["why"] {
  return why && { reason: why.reason, goods: why.goods, bad: why.bad };
}

function withCounts(till: TillContext, state: RegisterState, list: ReturnList): RegisterState {
  const next = { ...state, list: { ...list, filter: "" } };
  return hinted(next, whichWay(till, state, list));
}

/** Asks for the way of refund where no row is chosen: a stray Enter must not undo what was approved. */
export function whichWayFirst(
  till: TillContext,
  state: Pick<RegisterState, "session">,
  list: List,
): string | undefined {
  return list.type === "return" && list.at < 0 ? whichWay(till, state, list) : undefined;
}

/** Returns the goods to return, and the next question. */
function whichWay(
  till: TillContext,
  state: Pick<RegisterState, "session">,
  list: ReturnList,
): string {
  const ways = list.why === undefined ? "" : waysReady(till, state, list);
  if (list.what === "beyond" && ways === "") return whichMoney(till, state, list);
  const what = describe(till, list);
  if (ways !== "") {
    const { readyGoods, readyMoney } = till.words.back;
    return list.what === "beyond" ? readyMoney({ ways, what }) : readyGoods({ ways, goods: what });
  }
  if (what === "") return till.words.back.none;
  const sum = sumBack(till, state, list);
  const goods = sum === "" ? what : `${sum} (${what})`;
  return till.words.back.which({ goods, keys: moneyKeys(ownTendersOf(state, list.receipt)) });
}

/** Returns what the goods bring as they were paid; empty where no money came for them. */
function sumBack(
  till: TillContext,
  { session }: Pick<RegisterState, "session">,
  { receipt, what, why, ...counted }: ReturnList,
): string {
  const [came] = moneyOf(receipt);
  if (came === undefined) return "";
  const lines = countedLines({ receipt, ...counted });
  const quote = session?.refundFor({ receipt, lines, what, bad: why?.bad, method: came.method });
  return quote?.ok === true ? till.money(quote.value.amount) : "";
}

/** The tenders whose money may go back. */
function moneyOf({ tenders }: ReceiptToReturn): ReceiptToReturn["tenders"] {
  return tenders.filter(
    ({ method, paid, back }) => !["exchange", DIFFERENCE].includes(method) && paid > back,
  );
}

/** Returns each way that the money came by, with the sum that goes back so and its key; empty for none. */
function waysReady(
  till: TillContext,
  { session }: Pick<RegisterState, "session">,
  list: ReturnList,
): string {
  const { receipt, what } = list;
  const { readyCash, readyCard, readyTender, readyParts } = till.words.back;
  const goods = { receipt, lines: countedLines(list), what, bad: list.why?.bad };
  return moneyOf(receipt)
    .flatMap(({ method, name }) => {
      const quote = session?.refundFor({ ...goods, method });
      if (quote?.ok !== true) return [];
      const { amount, parts } = quote.value;
      if (parts.length > 1) {
        const key = method === "card" ? "F12" : method === "cash" ? "F9" : "F10";
        return [readyParts({ parts: partsText(till, parts), key })];
      }
      const money = till.money(amount);
      if (name !== undefined) return [readyTender({ money, name })];
      return [method === "card" ? readyCard({ money }) : readyCash({ money })];
    })
    .join("; ");
}

export function askReturnReason(
  till: TillContext,
  state: RegisterState,
  method: ReasonList["method"],
): RegisterState {
  const asked = askedFor(till, state, method);
  return "screen" in asked ? asked : hinted({ ...state, list: asked }, whySentence(till, asked));
}

/** Returns the question, or why the money can't go back so. */
function askedFor(
  till: TillContext,
  state: RegisterState,
  method: ReasonList["method"],
): ReasonList | RegisterState {
  const { list, session } = state;
  if (list?.type !== "return" || session === undefined) return state;
  if (describe(till, list) === "") return refused(state, till.words.back.digitFirst);
  const { receipt, counts, what, isByHand } = list;
  const goods = { receipt, lines: countedLines(list), what };
  const by = method ?? "cash";
  const money = session.refundFor({ ...goods, method: by, bad: list.why?.bad });
  if (!money.ok) return refused(state, money.fault.message);
  const ifBad = session.refundFor({ ...goods, method: by, bad: true });
  return {
    type: "return-reason",
    receipt,
    counts,
    what,
    method,
    isByHand: isByHand === true && method === "card",
    money: money.value,
    ifBad: ifBad.ok ? ifBad.value : money.value,
    goods: undefined,
    filter: "",
    at: 0,
  };
}

/** Money that goes back otherwise than it came is the first that is said. */
function whySentence(till: TillContext, list: ReasonList): string {
  const { whyCash, whyCard, whyTender, whyGoods, why } = till.words.back;
  const warning = quotesOf(list)
    .map((quote) => notInCash(till, quote))
    .find((text) => text !== "");
  // Where the reason decides about the sum, each reason's row names its own.
  const goods = quotesOf(list).length > 1 ? describe(till, list) : worth(till, list, list.money);
  if (warning !== undefined) return `${warning} ${why({ goods })}`;
  if (list.method === undefined) return why({ goods });
  const say = { cash: whyCash, card: whyCard, exchange: whyGoods };
  return isNamed(list.method)
    ? say[list.method]({ goods })
    : whyTender({ goods, name: tenderName(list, list.method) });
}

/** Returns what may be handed out: one sum, or two where bad goods bring another. */
function quotesOf({ money, ifBad }: ReasonList): ReadonlyArray<RefundQuote> {
  return ifBad.amount === money.amount ? [money] : [money, ifBad];
}

function quoteFor({ money, ifBad }: ReasonList, bad: boolean | undefined): RefundQuote {
  return bad === true ? ifBad : money;
}

/** Returns the sum that a reason hands out; empty where it is the same for each of them. */
export function sumByReason({ money }: TillContext, list: ReasonList, isBadGoods: boolean): string {
  return quotesOf(list).length > 1 ? money(quoteFor(list, isBadGoods).amount) : "";
}

/** Returns the receipt's name of a tender of the shop's own. */
function tenderName({ receipt }: Pick<ReasonList, "receipt">, method: string): string {
  return receipt.tenders.find((it) => it.method === method)?.name ?? method;
}

/** Empty where all of it goes back by the tender that was named, as it came. */
function notInCash(till: TillContext, { notPaidInCash, parts }: RefundQuote): string {
  const { back } = till.words;
  if (parts.length > 1) return back.asItCame({ parts: partsText(till, parts) });
  return notPaidInCash === 0 ? "" : back.notInCash({ money: till.money(notPaidInCash) });
}

/** Returns notes about a receipt's money for the refund: a line for each tender, or a warning. */
export function moneyNotes(
  till: TillContext,
  state: Pick<RegisterState, "session">,
  list: List,
): ReadonlyArray<string> {
  if (list.type === "return-reason") {
    const notices = quotesOf(list).map((quote) => notInCash(till, quote));
    return [...new Set(notices)].filter((text) => text !== "");
  }
  if (list.type !== "return") return [];
  const { paid, tenders, tenderBack } = till.words.back;
  const notes = list.receipt.tenders.map((tender) => {
    const { method, name: own = method } = tender;
    const name = isNamed(method) ? tenders[method] : own;
    const back = tender.back === 0 ? "" : ` (${tenderBack({ money: till.money(tender.back) })})`;
    return paid({ tender: `${name} ${till.money(tender.paid)}${back}` });
  });
  const isAsked = list.asksTender === true || asksWhat(list);
  const keys = isAsked ? "" : tenderKeys(ownTendersOf(state, list.receipt));
  const { staying } = list.receipt;
  return [...notes, ...staying, ...beyondNotes(till, list), ...(keys === "" ? [] : [keys])];
}

/** Returns the text that the approving person sees: the goods, and the money for them. */
function worth(till: TillContext, list: ReasonList, { amount }: RefundQuote): string {
  const money = till.money(amount);
  if (list.what === "beyond") return till.words.back.beyond({ money });
  return `${describe(till, list)} = ${money}`;
}

function numberAndWorth(till: TillContext, list: ReasonList, quote: RefundQuote): string {
  return `${list.receipt.number}: ${worth(till, list, quote)}`;
}

/** Goes from the fate that the reason implies through each of the others, and back to it. */
export function otherFate(till: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  if (list?.type !== "return-reason") return state;
  const next = list.goods === undefined ? 0 : GOODS_FATES.indexOf(list.goods) + 1;
  const changed = { ...list, goods: GOODS_FATES[next], filter: "" };
  return hinted({ ...state, list: changed }, whySentence(till, changed));
}

function countedLines({
  receipt,
  counts,
}: Pick<ReturnList, "receipt" | "counts">): GoodsReturn["lines"] {
  return receipt.lines.flatMap((row) => {
    const quantity = counts[row.line] ?? thousandths(0);
    return quantity === 0 ? [] : linesBack(row, quantity);
  });
}

export function refundReturn(
  till: TillContext,
  state: RegisterState,
  { reason, goods, bad, tip }: ReasonOfReturn & Pick<GoodsReturn, "tip">,
): RegisterState {
  const { list, session } = state;
  if (list?.type !== "return-reason" || session === undefined) return state;
  const { receipt, method, what } = list;
  if (method === undefined) return sayReason(till, state, { reason, goods, bad });
  if (method === "exchange") return exchange(till, state, { reason, goods, bad });
  if (method === "card" && list.isByHand !== true) {
    const asked = askTerminalBack(till, state, { reason, goods, bad });
    if (asked !== undefined) return asked;
  }
  if (list.money.tip > 0 && tip === undefined) return askTip(till, state, { reason, goods, bad });
  const { id, order } = receipt;
  const back = { order, receipt: id, lines: countedLines(list), what, tip };
  const done = session.perform({ act: "refund", ...back, method, reason, goods, bad });
  if (!done.ok) {
    const quote = quoteFor(list, bad);
    const sentences = [wouldGive(till, list, { method, quote }), notInCash(till, quote)];
    const next = { ...state, list: countedAgain(session, list) };
    return refusedBy(next, done.fault, sentences.join(" ").trimEnd());
  }
  const { number, amount, parts } = done.value.answer;
  const asked = isNamed(method) ? { method } : { method, name: tenderName(list, method) };
  // What a voucher paid goes back onto it, whatever was asked for.
  const [by = asked] = parts.length === 1 ? parts : [];
  // Of several tenders the large digits show the cash: that is what hands count out.
  const cash = parts.length > 1 ? parts.find((part) => part.method === "cash") : undefined;
  const named = by.name === undefined ? {} : { name: by.name };
  const shown = cash ?? { method: by.method, ...named, amount };
  const paid = {
    kind: "refund" as const,
    method: shown.method,
    ...(shown.name === undefined ? {} : { name: shown.name }),
    change: shown.amount,
    tendered: zeroMinor,
    orderNumber: "",
    receiptNumber: number,
    by: { number: session.staffNumber, name: session.staffName },
    isFresh: true,
  };
  const gave =
    parts.length > 1
      ? till.words.back.doneParts({ parts: partsText(till, parts), number })
      : gaveBack(till, by, { money: till.money(amount), number });
  const { tipDone } = till.words.back;
  const tipped = tip === "back" ? [tipDone({ money: till.money(list.money.tip) })] : [];
  return reported({ ...state, list: undefined, paid }, [gave, ...tipped].join(" "));
}

export function sayTip(
  till: TillContext,
  state: RegisterState,
  { why, tip }: { readonly why: ReturnReasonSaid; readonly tip: "back" | "stays" },
): RegisterState {
  const { session } = state;
  const done = refundReturn(till, { ...state, session: why.vouched ?? session }, { ...why, tip });
  return { ...done, session };
}

/** A tip is no part of the goods: whether it goes back with the last of them is a question of its own. */
function askTip(till: TillContext, state: RegisterState, why: ReasonOfReturn): RegisterState {
  const { list, session } = state;
  if (list?.type !== "return-reason") return state;
  // Whoever has vouched for the refund has done so for its money: the question changes none of it.
  const asksTip = { ...why, vouched: session };
  const money = till.money(list.money.tip);
  const asked = { ...list, asksTip, filter: "", at: 0 };
  return hinted({ ...state, list: asked }, till.words.back.tipAsked({ money }));
}

/** The terminal that took the money gives it back; undefined where none of this till took it. */
function askTerminalBack(
  till: TillContext,
  state: RegisterState,
  { reason, goods, bad }: ReasonOfReturn,
): RegisterState | undefined {
  const { list, session } = state;
  if (list?.type !== "return-reason" || session === undefined) return undefined;
  const { receipt, what } = list;
  const returned = { receipt: receipt.id, lines: countedLines(list), goods, bad, what };
  const asked = session.cards.giveBack({ order: receipt.order, returned, reason });
  if (asked === undefined) return undefined;
  if (!asked.ok) {
    const next = { ...state, list: countedAgain(session, list) };
    const quote = quoteFor(list, bad);
    return refusedBy(next, asked.fault, wouldGive(till, list, { method: "card", quote }));
  }
  const { askedBack } = till.words.cards;
  // No question: the news of it may take its place.
  return reported({ ...state, list: undefined }, askedBack({ name: asked.value }));
}

function wouldGive(
  till: TillContext,
  list: ReasonList,
  { method, quote }: { readonly method: string; readonly quote: RefundQuote },
): string {
  const { back } = till.words;
  const goods = numberAndWorth(till, list, quote);
  if (!isNamed(method)) return back.wouldTender({ goods, name: tenderName(list, method) });
  return (method === "card" ? back.wouldCard : back.wouldCash)({ goods });
}

function gaveBack(
  { words: { back } }: TillContext,
  { method, name }: { readonly method: string; readonly name?: string | undefined },
  { money, number }: { readonly money: string; readonly number: string },
): string {
  if (name !== undefined) return back.doneTender({ money, name, number });
  return (method === "card" ? back.doneCard : back.doneCash)({ money, number });
}

/** The order shows what comes back for its goods; whatever they are, one sum is paid. */
function exchange(till: TillContext, state: RegisterState, why: ReasonOfReturn): RegisterState {
  const { list, session } = state;
  if (list?.type !== "return-reason" || session === undefined) return state;
  const { receipt } = list;
  const quote = quoteFor(list, why.bad);
  const goods = { sold: receipt.order, receipt: receipt.id, lines: countedLines(list) };
  const done = session.perform({ act: "exchange", ...goods, ...why });
  const { wouldGoods, doneGoods } = till.words.back;
  if (!done.ok) {
    const next = { ...state, list: countedAgain(session, list) };
    return refusedBy(next, done.fault, wouldGoods({ goods: numberAndWorth(till, list, quote) }));
  }
  const { order } = done.value;
  const service = order?.service ?? state.service;
  const next = { ...state, list: undefined, order, lineId: undefined, service };
  return reported(next, doneGoods({ goods: worth(till, list, quote) }));
}

/** F9 or F12 are next. Who may not do it is vouched for before they are pressed. */
function sayReason(till: TillContext, state: RegisterState, why: ReasonOfReturn): RegisterState {
  const { list, session } = state;
  if (list?.type !== "return-reason" || session === undefined) return state;
  const { receipt, counts, what } = list;
  const goods = { receipt, lines: countedLines(list), what };
  const may = session.mayRefund({ ...goods, method: "cash", ...why });
  if (!may.ok) {
    const quote = quoteFor(list, why.bad);
    return refusedBy(state, may.fault, wouldGive(till, list, { method: "cash", quote }));
  }
  return withCounts(till, state, {
    type: "return",
    receipt,
    counts,
    what,
    why: { ...why, vouched: session },
    filter: "",
    // Enter, whose finger may slip, takes no more of the first line.
    at: -1,
  });
}

/** Refunds where the reason was given before. */
function payOutAs(till: TillContext, state: RegisterState, method: ReturnMethod): RegisterState {
  const why = state.list?.type === "return" ? state.list.why : undefined;
  const asked = askedFor(till, state, method);
  if (why === undefined || "screen" in asked) return "screen" in asked ? asked : state;
  const { session } = state;
  // An approval holds for cash, or for an exchange; for other tenders it is asked again.
  const by = method === "cash" || method === "exchange" ? why.vouched : undefined;
  const done = refundReturn(till, { ...state, session: by ?? session, list: asked }, why);
  return { ...done, session };
}

/** Counts the goods for the other key; another window may have refunded some of them meanwhile. */
function countedAgain(
  session: TillSession,
  { receipt, counts, what }: Pick<ReturnList, "receipt" | "counts" | "what">,
): ReturnList {
  const found = session.receipt(receipt.number);
  const now = found.ok ? found.value : receipt;
  const kept = now.lines.map(({ line, left }) => {
    return [line, thousandths(Math.min(left, counts[line] ?? 0))] as const;
  });
  return {
    type: "return",
    receipt: now,
    counts: Object.fromEntries(kept),
    what,
    filter: "",
    at: 0,
  };
}

function describe(
  till: TillContext,
  { receipt, counts, what }: Pick<ReturnList, "receipt" | "counts" | "what">,
): string {
  if (what === "beyond")
    return till.words.back.beyond({ money: till.money(sumBeyond({ receipt })) });
  return receipt.lines
    .flatMap(({ line, name, soldBy }) => {
      const count = counts[line] ?? 0;
      return count === 0 ? [] : [`${till.times(thousandths(count), soldBy)}${name}`];
    })
    .join(", ");
}
