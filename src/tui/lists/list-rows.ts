/**
 * The rows of the list that is open, as the screen shows and a digit chooses them.
 */

import { GOODS_FATES } from "../../domain/goods/goods-fate.ts";
import { foldText, wordsOf } from "../../domain/text/entry-text.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { answerChoice, whyRows } from "../attention.ts";
import { withoutGoods } from "../back-what.ts";
import { type CommandId } from "../commands.ts";
import { correctionRows } from "../correct-payment.ts";
import { discountTexts } from "../discount-texts.ts";
import { type Plan } from "../entry-act.ts";
import { planEntry } from "../entry-plan.ts";
import { giveAwayRows } from "../give-away.ts";
import { hasCopy, paperLabel } from "../papers.ts";
import { tenderSum } from "../payment.ts";
import { actWhyRows, whyTitle } from "../perform-act.ts";
import { type PaperView, type ReceiptRow } from "../ports/paper-port.ts";
import { type ShownShift } from "../ports/people-port.ts";
import { type QueuedPaper } from "../ports/queue-port.ts";
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
import {
  cardAnswerRows,
  cardNumberRows,
  cardSlipRows,
  cardTipRows,
  cardRows,
  cardTitle,
  terminalRows,
} from "../rows/card-rows.ts";
import { commandRows, lineActRows } from "../rows/command-rows.ts";
import { dayRows, dayTitle } from "../rows/day-rows.ts";
import { drawerPageRows, drawerTitle } from "../rows/drawer-rows.ts";
import {
  type ListRow,
  type ListRows,
  numbered,
  readOnly,
  signAt,
  signRow,
  type Take,
} from "../rows/list-row.ts";
import { planRows } from "../rows/plan-rows.ts";
import { returnReasonRows, returnRows } from "../rows/return-rows.ts";
import { hasQuestions, troubleFields } from "../rows/status-fields.ts";
import { tabActRows, tabRows } from "../rows/tab-rows.ts";
import { handOverRows, joinedRows, ontoRows, orderRow, tableRows } from "../rows/table-rows.ts";
import { recording, type TillContext } from "../till-context.ts";
import { ALL_OF_IT, VOID_REASONS } from "../void-line.ts";
import { cancelReasonList } from "./cancel-reason.ts";
import { countList } from "./count.ts";
import { deliveriesList } from "./deliveries.ts";
import { deliveryList } from "./delivery.ts";
import { doctorList } from "./doctor.ts";
import { eveningList } from "./evening.ts";
import { heldGoodsList } from "./held-goods.ts";
import { historyList, readsHistory } from "./history.ts";
import { languagesList } from "./languages.ts";
import { type ListKind } from "./list-kind.ts";
import { messagesList } from "./messages.ts";
import { printersList } from "./printers.ts";
import { queueList } from "./queue.ts";
import { queuedPaperList } from "./queued-paper.ts";
import { reportList } from "./report.ts";
import { reportsList } from "./reports.ts";
import { statusList } from "./status.ts";
import { tillsList } from "./tills.ts";
import { tipsList } from "./tips.ts";
import { whoList } from "./who.ts";

/** Every list that may be open. */
export const LISTS = {
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
  messages: messagesList,
  attention: { title: ({ lists }) => lists.attention, rows: attentionRows },
  "attention-item": {
    title: (_words, { item }) => item.text,
    rows: (till, list) => whyRows(till, list, wordsFor(recording(till))) ?? answerRows(list),
  },
  queue: queueList,
  reports: reportsList,
  report: reportList,
  evening: eveningList,
  count: countList,
  deliveries: deliveriesList,
  delivery: deliveryList,
  tips: tipsList,
  history: historyList,
  "queued-paper": queuedPaperList,
  "cancel-reason": cancelReasonList,
  printers: printersList,
  who: whoList,
  tills: tillsList,
  status: statusList,
  doctor: doctorList,
  languages: languagesList,
  drawer: {
    title: (words, { page }) => drawerTitle(words, page),
    rows: (till, list, state) => drawerPageRows(till, state, list),
  },
  day: { title: dayTitle, rows: (till, list, state) => dayRows(till, state, list) },
  "held-goods": heldGoodsList,
  more: { title: ({ lists }, { line }) => line ?? lists.more, rows: moreRows },
} as const satisfies ListKinds;

type ListKinds = { readonly [Type in List["type"]]: ListKind<Type> };

/** The commands that open a list. */
type OpeningOf<Kind> = Kind extends { readonly opens: infer Opens } ? keyof Opens : never;
export type Opening = OpeningOf<(typeof LISTS)[keyof typeof LISTS]>;

/** Returns what opens a list by the command; undefined where it opens none. */
export function openingBy(id: CommandId): Take | undefined {
  const kinds: ListKinds = LISTS;
  return Object.values(kinds).find(({ opens }) => opens?.[id] !== undefined)?.opens?.[id];
}

function kindOf<Type extends List["type"]>(type: Type): ListKind<Type> {
  const kinds: ListKinds = LISTS;
  return kinds[type];
}

/** The list with its type said beside it, so that the table has its kind. */
type TypedList<Type extends List["type"] = List["type"]> = {
  readonly [One in Type]: { readonly type: One } & ListOf<One>;
}[Type];

export function titleOf<Type extends List["type"]>(words: Words, list: TypedList<Type>): string {
  return kindOf<Type>(list.type).title(words, list);
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
  return kindOf<Type>(list.type).rows(till, list, state);
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
      choice: readsHistory({ typed: number }),
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
