/** What tills did to an order apart, and money in question: one item each, with what may be made of it. */

import { correctedApart } from "../../domain/balance/corrected-apart.ts";
import { GIVEN_BACK_BY_REFUND, itemsBeyond } from "../../domain/balance/money-law.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { vouchersBeyond } from "../../domain/commands/money/block-voucher.ts";
import { keptOf } from "../../domain/commands/money/issue-again.ts";
import { keptBefore } from "../../domain/commands/money/pay-again.ts";
import { voucherLines } from "../../domain/commands/money/refund-receipt.ts";
import { ORDER_ATTENTION_TAG } from "../../domain/folds/order-sums.ts";
import { type EventId, type StreamId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import {
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  zeroMinor,
} from "../../domain/money/amounts.ts";
import { roundCash } from "../../domain/money/cash-rounding.ts";
import { type AskedFact, askedFacts } from "../../domain/order/asked-facts.ts";
import { billOf } from "../../domain/order/gathered-order.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { questionsOfOrder } from "../../domain/order/questions-of-order.ts";
import { EXACT } from "../../domain/order/refund.ts";
import { type ReturnTerms, returnTerms } from "../../domain/order/sold-together.ts";
import {
  type BothSums,
  keptApart,
  sumsAfter,
  takenOffApart,
  type TakenOff,
} from "../../domain/order/taken-off-apart.ts";
import { type AttentionFact, HANDLED_BY } from "../../domain/state/attention.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { DIFFERENCE, type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { voucherNumber } from "../../domain/vouchers/voucher-code.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { papersText } from "../membership/till-name.ts";
import { aboutText } from "../words/about-text.ts";
import { tenderText } from "../words/tender-text.ts";
import { isMoneyMissing, isTurnoverApart, turnoverText } from "../words/turnover-text.ts";
import { wayBackText } from "../words/way-back.ts";
import { firstOwed, handedFor, isUnstated, owedOfReceipt } from "./first-owed.ts";
import { orderItemId } from "./item-id.ts";
import { answerOf, type ItemContext, type OpenItem } from "./open-item.ts";
import { HOLDING, saidText, standsText, whichHolds } from "./said-apart.ts";

export function countOrderAttention(view: LedgerView): number {
  return ordersInQuestion(view).reduce((sum, { asked }) => sum + asked.length, 0);
}

interface OrderInQuestion {
  readonly stream: StreamId;
  readonly state: OrderState;
  readonly asked: ReadonlyArray<AskedFact>;
}

function ordersInQuestion(view: LedgerView): ReadonlyArray<OrderInQuestion> {
  return view.tagged(ORDER_ATTENTION_TAG).flatMap((stream) =>
    questionsOfOrder(view, streamName(stream) as EventId).map(({ state, facts }) => {
      return { stream, state, asked: askedFacts(state, facts) };
    }),
  );
}

export function orderItems(context: ItemContext, view: LedgerView): ReadonlyArray<OpenItem> {
  return ordersInQuestion(view).flatMap(({ stream, state, asked }) =>
    asked.map((one) => orderItem(context, view, { stream, state, asked: one })),
  );
}

function orderItem(
  context: ItemContext,
  view: LedgerView,
  {
    stream,
    state,
    asked,
  }: { readonly stream: StreamId; readonly state: OrderState; readonly asked: AskedFact },
): OpenItem {
  const { words, money, locale } = context;
  const order = streamName(stream) as EventId;
  const { fact, isPaidTwice } = asked;
  const { type, amount } = fact;
  const own = view.state("order", order);
  const number = own.opened?.number ?? order;
  const bill = billOf(view, order);
  const shown = amount === 0 ? "" : money(amount);
  const name = lineName(state, fact) ?? partName(state, fact, locale);
  const papers = asked.papers.map(({ series, no }) => {
    return { number: receiptNumber(series, no), till: context.tillOf(series) };
  });
  const about = `${aboutText(locale, { type, isPaidTwice })}${tillsText(context, state, fact)}`;
  const said = papers.length === 0 ? about : `${about}, ${papersText(papers)}`;
  const tips = tipsBeside(state, fact);
  const beside =
    tips === 0 ? "" : `, ${wordsIn(orderWords, locale).tipStays({ money: money(tips) })}`;
  const turnover = turnoverText(locale, fact, money);
  const acts = actsApartText(context, bill, fact).map((act) => `, ${act}`);
  const sums = `${turnover}${beside}`;
  const blocks = blockedWith(view, bill, fact);
  const what = `${name === undefined ? said : `${name}, ${said}`}${acts.join("")}${sums}`;
  return {
    id: orderItemId(stream, fact),
    kind: type,
    addressee: HANDLED_BY[type].addressee,
    amount: amount === 0 ? undefined : amount,
    text: words.order({
      order: number,
      table: registerValue(own.fields.table) ?? "",
      what,
      money: isMoneyMissing(fact) ? "" : shown,
    }),
    answers: [
      ...moneyAnswers({ ...context, terms: returnTerms(view), blocks }, bill, fact),
      ...truthAnswers(context, bill, fact),
      ...holdingAnswers(context, bill, fact),
      ...whichHolds(context, bill, fact),
      ...stayAnswers({ ...context, canMove: blocks.ok }, bill, fact),
      ...(orderBalance(bill).status === "open"
        ? [answerOf(words, "open-order", { shown: number, object: order })]
        : []),
    ],
    subject: { type: "order", order, fact },
  };
}

/**
 * Returns the answer by which it stays as it is. Of a card only the terminal's word counts. Money that stays, or that
 * is gone, is kept or written off, so that documents and tenders say it; sales that are too much or too little are put
 * right: nobody lets them stand for having seen them. A contradiction has no amount that somebody accepts. `canMove`:
 * whether money may move at all.
 */
function stayAnswers(
  context: ItemContext & { readonly canMove: boolean },
  bill: OrderState,
  fact: AttentionFact,
): OpenItem["answers"] {
  const { words, money, locale, canMove } = context;
  const { type, amount, sign, voices } = fact;
  if (type === "payment/unknown") return [answerOf(words, "open-card", fact.subject)];
  if (isMovedByAnswers(fact) && canMove) {
    // What the shop had kept is nobody's to bring, so nobody writes it off.
    if (amount === 0 || keptOf(bill, fact) === amount) return [];
    const sums = [money(amount), ...unfundedText(fact, { money, locale })].join(", ");
    return [answerOf(words, sign === -1 ? "written-off" : "kept", sums)];
  }
  const sum = voices === undefined && amount !== 0 ? money(amount) : "";
  const says = sum === "" ? standsText(context, bill, fact) : sum;
  return isTurnoverApart(fact) ? [] : [answerOf(words, "settle", says)];
}

/** Whether the answers of a question move money. */
export function isMovedByAnswers({ type }: AttentionFact): boolean {
  return MOVED_BY_ANSWERS.has(type);
}

const MOVED_BY_ANSWERS: ReadonlySet<AttentionFact["type"]> = new Set([
  ...GIVEN_BACK_BY_REFUND,
  "order/overpaid",
  "order/handed-out-beyond",
  "receipt/over-refunded",
]);

/** Returns the name of the goods that a question is about, where those of one line are. */
function lineName(state: OrderState, { type, subject }: AttentionFact): string | undefined {
  const gone = type === "receipt/over-covered" ? itemsBeyond(state, subject) : [];
  const about = gone.length === 1 ? gone[0]?.line : subject;
  return orderBalance(state).lines.find(({ id }) => id === about)?.line.added?.name;
}

/** Returns the answers that move the money of a question; none for one that no money answers. */
function moneyAnswers(
  {
    words,
    money,
    locale,
    cash,
    terms,
    blocks,
  }: ItemContext & { readonly terms: ReturnTerms; readonly blocks: ReturnType<typeof blockedWith> },
  bill: OrderState,
  fact: AttentionFact,
): OpenItem["answers"] {
  const again = { kept: keptBefore(bill, fact.amount), money, locale, cash };
  if (fact.type === "order/handed-out-beyond") {
    return [answerOf(words, "paid-again", moneyAgainTexts(fact, again).join(", "))];
  }
  const isOfReceipt = GIVEN_BACK_BY_REFUND.includes(fact.type);
  // Whoever has redeemed from all of them has what was paid.
  if (!blocks.ok) return [];
  if (fact.type === "receipt/over-refunded") {
    const sums = [
      ...moneyAgainTexts(fact, { kept: keptOf(bill, fact), money, locale, cash }),
      ...unfundedText(fact, { money, locale }),
    ];
    return [answerOf(words, "issue-again", sums.join(", "))];
  }
  if (isMoneyMissing(fact)) {
    const sums = [...moneyAgainTexts(fact, again), ...unfundedText(fact, { money, locale })];
    return [answerOf(words, "paid-again", sums.join(", "))];
  }
  if (!isOfReceipt && fact.type !== "order/overpaid") return [];
  const owed = isOfReceipt ? owedOfReceipt(bill, fact) : firstOwed(bill);
  const handed = isUnstated(fact)
    ? roundCash(fact.amount, owed.method === "cash" ? cash : EXACT)
    : handedFor(bill, { ...fact, amount: owed.amount }, { ...owed, cash, terms });
  const sum = coinsText(handed, owed.amount, { money, locale });
  const { voucherOff } = wordsIn(orderWords, locale);
  const given = [
    givenText(fact, { owed, sum, money, locale }),
    ...blocks.value.map(({ id }) => voucherOff({ number: voucherNumber(id) })),
  ];
  const back = answerOf(words, "give-back", given.filter((text) => text !== "").join(", "));
  const receipt = bill.receipts.find(({ id }) => id === fact.subject);
  return receipt === undefined
    ? [back]
    : [back, answerOf(words, "open-receipt", receiptNumber(receipt.body.series, receipt.body.no))];
}

/** Returns the vouchers that are blocked when the money of a question goes back. */
function blockedWith(
  view: LedgerView,
  bill: OrderState,
  fact: AttentionFact,
): ReturnType<typeof vouchersBeyond> {
  const receipt = bill.receipts.find(({ id }) => id === fact.subject);
  const goesBack = GIVEN_BACK_BY_REFUND.includes(fact.type) && (fact.turnover ?? 0) > 0;
  const lines = goesBack ? voucherLines(bill, itemsBeyond(bill, fact.subject)) : [];
  return vouchersBeyond(view, bill, { receipt, lines });
}

/** Returns the answers about what was true of goods that a till took off, and of deposits that one kept. */
function truthAnswers(
  { words, money, locale }: ItemContext,
  bill: OrderState,
  fact: AttentionFact,
): OpenItem["answers"] {
  const handedOut = takenOffApart(bill, fact);
  const notKept = keptApart(bill, fact);
  const names = [...new Set(handedOut.map(({ name }) => name))];

  function about(named: ReadonlyArray<string>, out: ReadonlyArray<TakenOff>): string {
    const left = sumsAfter(bill, fact, { handedOut: out, notKept });
    return [...named, ...sumsText(left, { money, locale })].join(", ");
  }

  return [
    ...(handedOut.length > 0 ? [answerOf(words, "handed-out", about(names, handedOut))] : []),
    ...(notKept.length > 0 ? [answerOf(words, "not-kept", about([], []))] : []),
  ];
}

/**
 * Returns an answer for each of the corrections of a payment that tills have made apart: `it was so: Card 3.20 (Bar)`.
 */
function holdingAnswers(
  { words, money, locale, tillBehind }: ItemContext,
  { paymentsById }: OrderState,
  { type, subject }: AttentionFact,
): OpenItem["answers"] {
  const payment = type === "payment/over-corrected" ? paymentsById[subject] : undefined;
  const day = wordsIn(dayWords, locale);
  return (payment === undefined ? [] : correctedApart(payment))
    .slice(0, HOLDING.length)
    .map(({ correction, shares }, at) => {
      const sums = shares.map((it) => `${tenderText(it, day)} ${money(minor(it.amount + it.tip))}`);
      const till = tillBehind(correction.id);
      const said = `${sums.join(", ")}${till === "" ? "" : ` (${till})`}`;
      return answerOf(words, HOLDING[at] ?? "first-holds", said);
    });
}

/** `2.00 missing`, `0.60 back, 2.00 without money`: what an answer leaves to move; empty for nothing. */
function sumsText(
  { money: left, turnover }: BothSums,
  { money, locale }: Pick<ItemContext, "money" | "locale">,
): ReadonlyArray<string> {
  const { sumBack, moneyMissing } = wordsIn(orderWords, locale);
  const amount = minor(Math.abs(left));
  const moves = (left < 0 ? moneyMissing : sumBack)({ money: money(amount) });
  const without = unfundedText({ amount, turnover, sign: left < 0 ? -1 : 1 }, { money, locale });
  return [...(left === 0 ? [] : [moves]), ...without];
}

/** `71.00 to the card, 30.00 without money`: what goes back, and what of it money does for. */
function givenText(
  fact: AttentionFact,
  {
    owed,
    sum,
    money,
    locale,
  }: Pick<ItemContext, "money" | "locale"> & {
    readonly owed: TenderMoney;
    readonly sum: string;
  },
): string {
  const way = fact.amount === 0 ? [] : [wayBackText(owed, sum, locale)];
  return [...way, ...unfundedText(fact, { money, locale })].join(", ");
}

/** `38.00 in cash`: what comes in again; nothing where no money had gone out. What the shop had kept comes first. */
function moneyAgainTexts(
  fact: AttentionFact,
  {
    kept,
    money,
    locale,
    cash,
  }: Pick<ItemContext, "money" | "locale" | "cash"> & { readonly kept: MinorUnits },
): ReadonlyArray<string> {
  const amount = subtractMinor(fact.amount, kept);
  const sum = coinsText(roundCash(amount, cash), amount, { money, locale });
  return [
    ...(kept === 0 ? [] : [wayBackText({ method: DIFFERENCE }, money(kept), locale)]),
    ...(amount === 0 ? [] : [wayBackText({ method: "cash" }, sum, locale)]),
  ];
}

/** `2.60 (2.58, rounded)`; the sum alone where coins make it up. */
function coinsText(
  coins: MinorUnits,
  amount: MinorUnits,
  { money, locale }: Pick<ItemContext, "money" | "locale">,
): string {
  const exact = money(amount);
  return coins === amount
    ? exact
    : wordsIn(orderWords, locale).rounded({ sum: money(coins), exact });
}

/** `30.00 without money`; nothing where there is money for all of it. */
function unfundedText(
  { amount, turnover = amount, sign = 1 }: Pick<AttentionFact, "amount" | "turnover" | "sign">,
  { money, locale }: Pick<ItemContext, "money" | "locale">,
): ReadonlyArray<string> {
  const size = Math.abs(turnover);
  const without = minor(size - Math.max(0, Math.sign(turnover) * sign * amount));
  if (turnover === 0 || without <= 0) return [];
  return [wordsIn(orderWords, locale).unfunded({ money: money(without) })];
}

/** ` (Counter: takeaway, Bar: eat in)`, ` (Counter, Bar)`: whose words contradict each other, or who gave money out. */
function tillsText(context: ItemContext, order: OrderState, fact: AttentionFact): string {
  const said = saidText(context, order, fact);
  if (said !== "") return ` (${said})`;
  const { tillBehind } = context;
  const { paymentsById } = order;
  const { type, voices = [] } = fact;
  const handed = Object.entries(paymentsById).flatMap(([id, { captured }]) =>
    type === "order/handed-out-beyond" && (captured?.amount ?? 0) < 0 ? [id as EventId] : [],
  );
  const tills = [...new Set([...voices, ...handed].map(tillBehind))].filter((name) => name !== "");
  return tills.length === 0 ? "" : ` (${tills.toSorted().join(", ")})`;
}

/** `taken off at Bar`, `deposit kept at Bar`: the acts of others that a receipt contradicts, with their tills. */
function actsApartText(
  { tillBehind, locale }: ItemContext,
  bill: OrderState,
  fact: AttentionFact,
): ReadonlyArray<string> {
  const { takenOffAt, keptAt } = wordsIn(orderWords, locale);
  const kept = keptApart(bill, fact).map(({ line }) => tillBehind(line));
  // Whoever keeps a deposit takes the goods off.
  const off = takenOffApart(bill, fact)
    .flatMap(({ voids }) => voids.map(({ id }) => tillBehind(id)))
    .filter((till) => !kept.includes(till));

  function said(tills: ReadonlyArray<string>, say: typeof keptAt): ReadonlyArray<string> {
    return [...new Set(tills)].filter((till) => till !== "").map((till) => say({ till }));
  }

  return [...said(off, takenOffAt), ...said(kept, keptAt)];
}

/**
 * Returns the tips that came with money in question: they are no part of it, and stay. Source: docs/rules/money.md,
 * M9.
 */
function tipsBeside({ receipts }: OrderState, { type, subject }: AttentionFact): MinorUnits {
  const { tips = [] } = receipts.find(({ id }) => id === subject)?.body ?? {};
  return GIVEN_BACK_BY_REFUND.includes(type) ? sumMinor(tips, ({ amount }) => amount) : zeroMinor;
}

/** Which part of how many the receipt is of. */
function partName(
  { receipts }: OrderState,
  { type, subject }: AttentionFact,
  locale: Locale,
): string | undefined {
  const part = receipts.find(({ id }) => id === subject)?.body.part;
  if (type !== "part/paid-twice" || part === undefined) return undefined;
  return wordsIn(orderWords, locale).part({ no: part.no, of: part.of, receipt: "" });
}
