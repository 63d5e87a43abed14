/**
 * The rows of the list that is open, as the screen shows and a digit chooses them.
 */

import { GOODS_FATES } from "../../domain/goods/goods-fate.ts";
import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { factsOfLocale, type Locale, LOCALES } from "../../domain/text/locale.ts";
import { type Words, colonOf, wordsFor } from "../../words/screen-words.ts";
import { shiftActs } from "../at-work.ts";
import { answerChoice, whyRows } from "../attention.ts";
import { withoutGoods } from "../back-what.ts";
import { correctionRows } from "../correct-payment.ts";
import { discountTexts } from "../discount-texts.ts";
import { type Plan } from "../entry-act.ts";
import { planEntry } from "../entry-plan.ts";
import { giveAwayRows } from "../give-away.ts";
import { hasCopy, paperLabel } from "../papers.ts";
import { tenderSum } from "../payment.ts";
import { actWhyRows, whyTitle } from "../perform-act.ts";
import { NO_ORDER } from "../ports/delivery-port.ts";
import { type PaperView, type ReceiptRow } from "../ports/paper-port.ts";
import { type ShownShift } from "../ports/people-port.ts";
import { type QueuedPaper } from "../ports/queue-port.ts";
import { REPORT_SPANS } from "../ports/report-port.ts";
import { queuedName, type QueueAct } from "../queue.ts";
import { REFIRE_REASONS } from "../refire.ts";
import { owes, refundDueBy } from "../refund-payments.ts";
import { returnTenderRows } from "../refund-tender.ts";
import {
  type List,
  type ListOf,
  type RegisterState,
  withField,
  takesText,
} from "../register-state.ts";
import { firstLook } from "../reports.ts";
import { recording, type TillContext } from "../till-context.ts";
import { ALL_OF_IT, VOID_REASONS } from "../void-line.ts";
import {
  cardAnswerRows,
  cardNumberRows,
  cardSlipRows,
  cardTipRows,
  cardRows,
  cardTitle,
  terminalRows,
} from "./card-rows.ts";
import { commandRows, lineActRows } from "./command-rows.ts";
import { dayRows, dayTitle } from "./day-rows.ts";
import { drawerPageRows, drawerTitle } from "./drawer-rows.ts";
import { type ListRow, type ListRows, numbered, readOnly, signAt, signRow } from "./list-row.ts";
import { planRows } from "./plan-rows.ts";
import { returnReasonRows, returnRows } from "./return-rows.ts";
import {
  hasQuestions,
  printerFields,
  statusFields,
  troubleFields,
  printerField,
} from "./status-fields.ts";
import { tabActRows, tabRows } from "./tab-rows.ts";
import { handOverRows, joinedRows, ontoRows, orderRow, tableRows } from "./table-rows.ts";
import { lineFacts, tillSentence } from "./till-fields.ts";

/** A list that may be open: its title, and all of its rows. */
interface ListKind<One> {
  readonly title: (words: Words, list: One) => string;
  readonly rows: (till: TillContext, list: One, state: RegisterState) => ListRows;
}

const LISTS: { readonly [Type in List["type"]]: ListKind<TypedList<Type>> } = {
  choice: {
    title: ({ lists }, { goods, group }) =>
      lists.choice({ name: goods.product.name, group: group.name }),
    rows: optionRows,
  },
  reason: {
    title: ({ lists }, { purpose }) => (purpose === "void" ? lists.reason : lists.refireReason),
    rows: reasonRows,
  },
  "act-why": { title: (words, { planned }) => whyTitle(words, planned), rows: actWhyRows },
  discounts: {
    title: ({ lists }, { typed }) => (typed === "" ? lists.giveAway : lists.discounts({ typed })),
    rows: discountRows,
  },
  orders: {
    title: ({ lists, later }, { isLater }) => (isLater === true ? later.list : lists.orders),
    rows: (till, { orders }) => orders.map((order, at) => orderRow(till, order, at)),
  },
  plan: {
    title: ({ tables }, { isMine }) => (isMine ? tables.mine : tables.all),
    rows: (till, list, state) => planRows(till, state, list),
  },
  tables: { title: (_words, { title }) => title, rows: tableRows },
  "move-onto": { title: ({ tables }) => tables.whichBill, rows: ontoRows },
  joined: { title: ({ tables }) => tables.whichJoined, rows: joinedRows },
  "hand-over": { title: ({ tables }) => tables.handOver, rows: handOverRows },
  receipts: {
    title: ({ lists }, { purpose }) => (purpose === "look" ? lists.receipts : lists.whichReceipt),
    rows: (till, list) =>
      list.receipts.map((receipt, at) => receiptRow(till, receipt, { at, list })),
  },
  receipt: { title: (words, { paper }) => paperLabel(words, paper), rows: receiptActs },
  papers: { title: ({ lists }) => lists.papers, rows: paperChoices },
  return: {
    title: ({ lists }, { asksTender, receipt }) =>
      asksTender === true ? lists.returnTender : lists.return({ number: receipt.number }),
    rows: (till, list, state) =>
      list.asksTender === true
        ? returnTenderRows(till, state, list)
        : (withoutGoods(till, list) ?? returnRows(till, list)),
  },
  fate: {
    title: ({ lists }, { goods }) => lists.goodsFate({ name: goods.product.name }),
    rows: ({ words }) =>
      numbered(GOODS_FATES, (fate) => ({
        label: words.goodsFates[fate],
        choice: { type: "fate", fate },
      })),
  },
  "return-reason": {
    title: ({ lists }, { asksTip, receipt: { number } }) =>
      asksTip === undefined ? lists.returnReason : lists.return({ number }),
    rows: returnReasonRows,
  },
  correct: {
    title: ({ lists }, { correctable: { name } }) => lists.correct({ name }),
    rows: (till, list, state) => correctionRows(till, state, list),
  },
  terminals: { title: ({ cards }) => cards.which, rows: terminalRows },
  cards: { title: ({ cards }) => cards.list, rows: cardRows },
  card: { title: cardTitle, rows: cardAnswerRows },
  "card-number": { title: ({ cards }) => cards.number, rows: cardNumberRows },
  tab: { title: ({ tabs }) => tabs.one, rows: tabActRows },
  tabs: { title: ({ tabs }) => tabs.list, rows: tabRows },
  "card-tip": { title: ({ cards }) => cards.tip, rows: cardTipRows },
  "card-slip": { title: ({ cards }) => cards.slip, rows: cardSlipRows },
  messages: {
    title: ({ lists }) => lists.messages,
    rows: ({ port }, _list, { messages }) =>
      messages.map(({ atMs, text }) => readOnly(`${port.timeOf(atMs)} ${text}`)),
  },
  attention: { title: ({ lists }) => lists.attention, rows: attentionRows },
  "attention-item": {
    title: (_words, { item }) => item.text,
    rows: (till, list) => whyRows(till, list, wordsFor(recording(till))) ?? answerRows(list),
  },
  queue: { title: ({ lists }) => lists.queue, rows: queueRows },
  reports: { title: ({ reportList }) => reportList.title, rows: reportChoices },
  report: {
    title: (_words, { shown: { name, range } }) => `${name}, ${range}`,
    rows: reportRows,
  },
  evening: {
    title: (_words, { title }) => title,
    rows: ({ words }) => [
      signRow("1", { label: words.evening.print, choice: { type: "evening-print" } }),
    ],
  },
  count: { title: ({ countList }) => countList.title, rows: countRows },
  deliveries: { title: ({ receiveList }) => receiveList.title, rows: deliveriesRows },
  delivery: {
    title: ({ receiveList }, { draft: { number } }) =>
      number === NO_ORDER ? receiveList.withoutOrder : receiveList.counted({ number }),
    rows: draftRows,
  },
  tips: { title: ({ tipsList }) => tipsList.title, rows: tipsRows },
  history: { title: (_words, { title }) => title, rows: () => [] },
  "queued-paper": {
    title: (words, { paper }) => queuedName({ words }, paper),
    rows: queuedRows,
  },
  "cancel-reason": {
    title: (words, { paper }) => words.lists.cancelReason({ paper: queuedName({ words }, paper) }),
    rows: cancelRows,
  },
  printers: {
    title: ({ lists }) => lists.printers,
    rows: (till) =>
      orNone(printerFields(till), till.words.status.noPrinter).map((text) => readOnly(text)),
  },
  who: { title: ({ atWork }, { chosen }) => chosen?.name ?? atWork.title, rows: whoRows },
  tills: { title: ({ lists }) => lists.tills, rows: tillRows },
  status: {
    title: ({ lists }) => lists.status,
    rows: (till, _list, state) => statusFields(till, state).map((text) => readOnly(text)),
  },
  doctor: { title: ({ doctor }) => doctor.title, rows: doctorRows },
  languages: { title: ({ lists }) => lists.languages, rows: languageRows },
  drawer: {
    title: (words, { page }) => drawerTitle(words, page),
    rows: (till, list, state) => drawerPageRows(till, state, list),
  },
  day: { title: dayTitle, rows: (till, list, state) => dayRows(till, state, list) },
  "held-goods": { title: ({ hold }) => hold.whatNow, rows: heldRows },
  more: { title: ({ lists }, { line }) => line ?? lists.more, rows: moreRows },
};

/** The list with its type said beside it, so that the table has its kind. */
type TypedList<Type extends List["type"] = List["type"]> = {
  readonly [One in Type]: { readonly type: One } & ListOf<One>;
}[Type];

export function titleOf<Type extends List["type"]>(words: Words, list: TypedList<Type>): string {
  const kind: ListKind<TypedList<Type>> = LISTS[list.type];
  return kind.title(words, list);
}

/** The rows that fit what has been typed to search them. */
export function rowsOf(till: TillContext, state: RegisterState): ListRows {
  const { list } = state;
  if (list === undefined) return [];
  // In the floor plan the typed text is the target, of a terminal's receipt its number.
  if (takesText(list)) return allRows(till, state, list);
  const typed = wordsOf(foldText(list.filter));
  const rows = allRows(till, state, list);
  const own = rows.filter(({ label, words = "" }) => fits(typed, `${label} ${words}`));
  // A new person may type the name in another language.
  const others = rows.filter((it) => !own.includes(it) && fits(typed, it.elsewhere ?? ""));
  const found = typed.length === 0 ? rows : [...soCalledFirst(own, typed), ...others];
  return found.length > 0 ? found : rows.filter(({ about = "" }) => fits(typed, about));
}

/** A search that finds no row is over: the next one begins with the whole list. */
export function withoutFailedSearch(till: TillContext, state: RegisterState): RegisterState {
  const isVain = state.list !== undefined && rowsOf(till, state).length === 0;
  return isVain ? withField(state, "") : state;
}

/** `gast 3` is that guest before guest 10 with a Rivella 3dl: what has the words as they were typed. */
function soCalledFirst(rows: ListRows, typed: ReadonlyArray<string>): ListRows {
  function isSo({ label, words = "" }: ListRow): boolean {
    return ` ${wordsOf(foldText(`${label} ${words}`)).join(" ")} `.includes(` ${typed.join(" ")} `);
  }
  return [...rows.filter(isSo), ...rows.filter((it) => !isSo(it))];
}

function fits(typed: ReadonlyArray<string>, text: string): boolean {
  const words = wordsOf(foldText(text));
  return typed.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

function allRows<Type extends List["type"]>(
  till: TillContext,
  state: RegisterState,
  list: TypedList<Type>,
): ListRows {
  const kind: ListKind<TypedList<Type>> = LISTS[list.type];
  return kind.rows(till, list, state);
}

/** Returns the rows of discounts without a number: comps, and changes of the order's charges. */
function discountRows(
  till: TillContext,
  { typed }: ListOf<"discounts">,
  state: RegisterState,
): ListRows {
  if (typed === "") return giveAwayRows(till, state);
  return numbered(discountTexts(till, typed), (text) => {
    const plan = planEntry(till, { ...state, text, list: undefined });
    return {
      label: plan.type === "ready" ? plan.preview : `${text}: ${whyOf(plan)}`,
      detail: plan.type === "ready" ? text : "",
      choice: { type: "typed", text },
    };
  });
}

/** Returns the rows that a person can settle, then those that are only read. */
function attentionRows(till: TillContext, { items }: ListOf<"attention">): ListRows {
  const rows = numbered(items, (item) => {
    return { label: item.text, detail: item.who, choice: { type: "item", item } };
  });
  const troubles = troubleFields(till).map((text) => readOnly(text));
  const all = [...rows, ...troubles];
  return all.length === 0 ? [readOnly(till.words.lists.nothingWrong)] : all;
}

function answerRows({ item }: ListOf<"attention-item">): ListRows {
  const rows = numbered(item.answers, (answer) => {
    return { label: answer.text, choice: answerChoice(item, answer) };
  });
  return item.endsBy === undefined ? rows : [...rows, readOnly(item.endsBy)];
}

/** Each leads to what can be done with the shift. */
function whoRows(till: TillContext, { shifts, chosen }: ListOf<"who">): ListRows {
  const { atWork } = till.words;
  if (chosen !== undefined) {
    const whole = shiftSentence(till, chosen);
    return numbered(shiftActs(till, chosen), (act) => ({ ...act, whole }));
  }
  if (shifts.length === 0) return [readOnly(atWork.nobody)];
  return numbered(shifts, (shift) => ({
    label: `${shift.since} ${shift.name}`,
    detail: shiftDetail(till, shift),
    whole: shiftSentence(till, shift),
    words: shift.staff,
    choice: { type: "shift", shift },
  }));
}

function shiftDetail({ words: { atWork } }: TillContext, shift: ShownShift): string {
  if (shift.leftAt !== undefined) return atWork.left({ time: shift.leftAt });
  return shift.breakSince === undefined ? shift.till : atWork.onBreak({ from: shift.breakSince });
}

function shiftSentence({ words: { atWork } }: TillContext, shift: ShownShift): string {
  const { leftAt, breakSince } = shift;
  if (leftAt !== undefined) return atWork.worked({ ...shift, time: leftAt });
  return breakSince === undefined
    ? atWork.works(shift)
    : atWork.pauses({ ...shift, from: breakSince });
}

/** Each leads to its page in the back office. */
function tillRows({ port, words }: TillContext): ListRows {
  return numbered(port.tills(), (till) => ({
    label: tillSentence(words.tills, till),
    whole: [tillSentence(words.tills, till), ...lineFacts(words.tills, till)].join(", "),
    choice: { type: "till", device: till.device },
  }));
}

/** How each is in the language of whoever asks; what was found word for word below. */
function doctorRows(till: TillContext, { findings }: ListOf<"doctor">): ListRows {
  const { doctor } = till.words;
  return findings.map(({ check, name, state, sentence }) => {
    const label = [doctor.checks[check], name].filter((text) => text !== "").join(" ");
    const how = label + colonOf(till) + doctor.states[state];
    return { ...readOnly(how), whole: `${how}. ${sentence}` };
  });
}

/** On the payment screen the digits are the shop's tenders, where it has any. */
function moreRows(till: TillContext, { line }: ListOf<"more">, state: RegisterState): ListRows {
  if (line !== undefined) return lineActRows(state, till.words);
  const commands = commandRows(state, till.words, hasQuestions(till));
  const tenders = state.screen === "payment" ? tenderRows(till, state) : [];
  if (tenders.length === 0) return commands;
  return [...tenders, ...commands.map(withoutDigit)];
}

function withoutDigit(row: ListRow): ListRow {
  return /\d/u.test(row.sign) ? { ...row, sign: "" } : row;
}

/** Returns the answers about goods on hold; Enter takes the first. */
function heldRows({ words: { hold } }: TillContext): ListRows {
  return [
    signRow("1", { label: hold.fireNow, choice: { type: "held-goods", goods: "fire" } }),
    signRow("2", { label: hold.keepWaiting, choice: { type: "held-goods", goods: "wait" } }),
  ];
}

function orNone(texts: ReadonlyArray<string>, none: string): ReadonlyArray<string> {
  return texts.length === 0 ? [none] : texts;
}

/** Returns the reasons in the shop's language, as reports and papers have them; what is typed is a reason as well. */
function reasonRows(till: TillContext, { purpose, scope, filter }: ListOf<"reason">): ListRows {
  const { words } = till;
  const recorded = wordsFor(recording(till));
  const reasons =
    purpose === "void"
      ? VOID_REASONS.map((it) => [words.voidReasons[it], recorded.voidReasons[it]] as const)
      : REFIRE_REASONS.map((it) => [words.refireReasons[it], recorded.refireReasons[it]] as const);
  const rows = numbered(reasons, ([label, reason]) => {
    return { label, choice: { type: "reason", reason } };
  });
  const typed = filter.trim();
  const own: ListRows =
    typed === "" ? [] : [signRow("", { label: typed, choice: { type: "reason", reason: typed } })];
  const offered = [...rows, ...own];
  return purpose === "refire" || scope === "order" ? offered : [...offered, moreRow(words, scope)];
}

function moreRow({ lists }: Words, scope: "some" | "lines"): ListRow {
  const label = scope === "some" ? lists.allOfTheLine : lists.allOfTheOrder;
  return { sign: ALL_OF_IT, label, detail: "", choice: { type: "all-of-it" } };
}

function whyOf(plan: Plan): string {
  return plan.type === "refused" ? plan.why : "";
}

/** Number, when it was issued, its total; and what was on it. */
function receiptRow(
  till: TillContext,
  { number, day, time, total, goods, cards, isIncomplete, doubts }: ReceiptRow,
  { at, list }: { readonly at: number; readonly list: ListOf<"receipts"> },
): ListRow {
  const [latest] = list.receipts;
  const when = day === latest?.day ? time : `${day.slice(8)}.${day.slice(5, 7)}.`;
  const type = list.purpose === "look" ? ("receipt" as const) : ("return-receipt" as const);
  const cells = [number, when, till.money(total)];
  return {
    sign: signAt(at),
    label: cells.join(" "),
    cells,
    detail: [...(isIncomplete ? [till.words.order.notHeard] : []), ...doubts, goods]
      .filter((text) => text !== "")
      .join(", "),
    // The number is also found without the till's letter and zeros.
    words: [number.replace(/^\D+0*/u, ""), goods, day, ...cards].join(" "),
    choice: { type, number },
  };
}

/**
 * The first row is the copy of the last receipt, because a guest who asks for one has just got the
 * receipt, or has shown it.
 */
function paperChoices({ words }: TillContext, { papers }: ListOf<"papers">): ListRows {
  const copied = papers.find(hasCopy);
  const rows = [
    ...papers.map((paper) => ({
      label: paperLabel(words, paper),
      detail: words.papers[paper.state],
      choice: { type: "paper" as const, paper },
    })),
    ...(copied === undefined ? [] : [{ ...copyRow(words, copied), detail: copied.name }]),
  ];
  return numbered(rows, (row) => row);
}

function copyRow({ lists }: Words, paper: PaperView): Pick<ListRow, "label" | "choice"> {
  return { label: lists.customerCopy, choice: { type: "customer-copy", paper } };
}

function countRows({ words }: TillContext, { sheets }: ListOf<"count">): ListRows {
  if (sheets.length === 0) return [readOnly(words.countList.none)];
  return numbered(sheets, (sheet) => ({
    label: `${sheet.number}  ${sheet.place}`,
    detail: sheet.progress,
    choice: { type: "stock-count", sheet },
  }));
}

function deliveriesRows({ words }: TillContext, { deliveries }: ListOf<"deliveries">): ListRows {
  return numbered(deliveries, (delivery) => ({
    label:
      delivery.number === NO_ORDER
        ? words.receiveList.withoutOrder
        : `${delivery.number}  ${delivery.supplier}`,
    detail: delivery.progress,
    choice: { type: "stock-receive", delivery },
  }));
}

/** Booking comes first, and below it what would be booked. */
function draftRows({ words }: TillContext, { draft }: ListOf<"delivery">): ListRows {
  const { lines } = draft;
  const goods = lines.map(({ name, quantity }) => ({ ...readOnly(name), detail: quantity }));
  const first = numbered([draft], () => ({
    label: words.receiveList.book({ count: lines.length }),
    choice: { type: "stock-book", draft },
  }));
  return lines.length === 0 ? [readOnly(words.receiveList.how)] : [...first, ...goods];
}

/** Returns those who are owed something, then what was shared out. */
function tipsRows({ words, money }: TillContext, { owed, pools }: ListOf<"tips">): ListRows {
  const people = numbered(owed, (one) => ({
    label: one.name,
    detail: money(one.amount),
    choice: { type: "tips-pay", owed: one },
  }));
  const rows = owed.length === 0 ? [readOnly(words.tipsList.nobody)] : people;
  return [...rows, ...pools.map((text) => readOnly(text))];
}

/** Returns the acts on a receipt: the same digit for the same act, whatever was sold. */
function receiptActs(
  { words }: TillContext,
  { paper, number, isRefund }: ListOf<"receipt">,
): ListRows {
  const { lists, papers } = words;
  const print = { label: lists.printAgain, detail: papers[paper.state] };
  const choice = { type: "return-receipt", number } as const;
  const correct = { type: "correct-receipt", number } as const;
  return [
    signRow("1", { ...print, choice: { type: "paper", paper } }),
    ...(isRefund ? [] : [signRow("2", { label: lists.takeBack, choice })]),
    signRow("3", copyRow(words, paper)),
    ...(isRefund ? [] : [signRow("4", { label: lists.putRight, choice: correct })]),
    signRow("5", {
      label: words.historyList.what,
      choice: { type: "history", of: { typed: number } },
    }),
    ...(isRefund
      ? []
      : [
          signRow("6", { label: lists.giftReceipt, choice: { type: "gift-receipt", paper } }),
          signRow("7", { label: lists.refire, choice: { type: "refire-receipt", number } }),
        ]),
  ];
}

/**
 * Options keep the numbers that `/2` knows them by, so that the list teaches them; a product with
 * more than nine is numbered anew, because a list takes one digit.
 */
function optionRows(till: TillContext, { goods, group }: ListOf<"choice">): ListRows {
  const options = till.index().optionsOf(goods.product);
  const numbered = options.flatMap((it, at) =>
    it.group.id === group.id ? [{ option: it.option, number: at + 1 }] : [],
  );
  return numbered.map(({ option, number }, at) => ({
    sign: options.length > 9 ? signAt(at) : String(number),
    label: option.name,
    detail: option.price === 0 ? "" : till.money(option.price),
    choice: { type: "option" as const, number },
  }));
}

/** The shop's own tenders, as F10 offers them in the payment: each with what it would take or give back. */
function tenderRows(till: TillContext, state: RegisterState): ListRows {
  const sum = tenderSum(till, state);
  return (state.session?.tenders() ?? []).map((tender) => {
    const moved = owes(state) ? refundDueBy(state, tender) : sum;
    return {
      sign: String(tender.digit),
      label: tender.name,
      detail: moved === undefined ? "" : till.money(moved),
      choice: { type: "tender", tender },
    };
  });
}

/* The languages that a person's own screens may have. */

/** The shop's first, then all, each in its own words. */
function languageRows(till: TillContext, _list: List, { locale }: RegisterState): ListRows {
  const { shop } = till.port;
  const { language } = till.words;
  const all: ReadonlyArray<Locale | undefined> = [undefined, ...LOCALES];
  return numbered(all, (own) => {
    const name = factsOfLocale(own ?? shop.locale).name;
    const label = own === undefined ? language.shops({ name }) : name;
    return {
      label,
      detail: own === locale ? language.spoken : "",
      words: own ?? shop.locale,
      choice: { type: "language", language: own },
    };
  });
}

/** Why nobody needs it any more. */
const CANCEL_REASONS = ["onPaper", "told", "left", "changed", "other"] as const;

/** The rows of papers that wait: which, where, since when and why; and what each choice does. */
function reportChoices(_till: TillContext, { reports }: ListOf<"reports">): ListRows {
  return numbered(reports, (report) => ({ label: report.name, choice: firstLook(report) }));
}

/** Its days and its paper by digit, above what it says. */
function reportRows({ words }: TillContext, { shown }: ListOf<"report">): ListRows {
  const { reportList: w } = words;
  const { report, span: seen } = shown;
  const others = REPORT_SPANS.filter((span) => span !== seen);
  return [
    ...others.map((span, at) =>
      signRow(signAt(at), { label: w.spans[span], choice: { type: "report", report, span } }),
    ),
    signRow(signAt(others.length), { label: w.print, choice: { type: "report-print", shown } }),
  ];
}

function queueRows(till: TillContext, { papers }: ListOf<"queue">): ListRows {
  const { queue: w } = till.words;
  if (papers.length === 0) return [readOnly(w.nothing)];
  return numbered(papers, (paper) => ({
    label: `${paper.since} ${queuedName(till, paper)}`,
    detail: shortly(till, paper),
    whole: sentence(till, paper),
    words: paper.printer ?? "",
    choice: { type: "queued", paper },
  }));
}

/** Why it waits, and where, as far as the list has room. */
function shortly({ words }: TillContext, { state, printer, trouble }: QueuedPaper): string {
  const { queue: w, status } = words;
  if (state === "gone") return w.states.gone;
  if (printer === undefined) return w.noPrinter;
  const hindrance = state === "queued" || state === "sending" ? trouble : undefined;
  if (hindrance === undefined) return `${w.states[state]}, ${printer}`;
  return `${hindrance === "off" ? status.off : status.troubles[hindrance]}, ${printer}`;
}

/** All of it, and below it how its printer is. */
function sentence(till: TillContext, paper: QueuedPaper): string {
  const { queue: w, status } = till.words;
  const { state, printer = w.noPrinter, since } = paper;
  const name = queuedName(till, paper);
  if (state === "gone") return `${name}: ${w.waitsNoMore}`;
  const sentence = w.sentences[paper.printer === undefined ? "homeless" : state]({
    paper: name,
    printer,
    since,
  });
  const its = till.port.printers().find((it) => it.name === paper.printer);
  return its === undefined ? sentence : `${sentence} ${printerField(status, its)}.`;
}

/** Returns the acts on a waiting paper: the same digit for the same act, whatever waits. */
function queuedRows(till: TillContext, { paper }: ListOf<"queued-paper">): ListRows {
  const { queue: w } = till.words;
  const whole = sentence(till, paper);
  const acts: ReadonlyArray<readonly [label: string, act: QueueAct]> = [
    [w.prints[printOf(paper)], { type: "print" }],
    [w.notNeeded, { type: "cancel" }],
    ...paper.others.map(
      (printer) => [w.moveTo({ printer: printer.name }), { type: "move", printer }] as const,
    ),
  ];
  const rows = numbered(acts, ([label, act]) => ({
    label,
    whole: `${label}. ${whole}`,
    choice: { type: "queue-act", paper, act },
  }));
  return paper.printer === undefined ? rows.slice(1) : rows;
}

function printOf({ state }: QueuedPaper): "queued" | "uncertain" | "asks" {
  if (state === "sending") return "queued";
  return state === "queued" || state === "uncertain" ? state : "asks";
}

function cancelRows({ words, port }: TillContext, { paper }: ListOf<"cancel-reason">): ListRows {
  // The reasons are in the shop's language, because other people read them later.
  const recorded = wordsFor({ locale: port.shop.recordsIn }).cancelReasons;
  return numbered(CANCEL_REASONS, (reason) => ({
    label: words.cancelReasons[reason],
    choice: { type: "cancel-reason", paper, reason: recorded[reason] },
  }));
}
