/**
 * The sentences about a change of the register: what was done or why not, the lines and the sum
 * that changed, and the possible answers.
 */

import { type Product } from "../../domain/goods/catalogue.ts";
import { rowsOfOrder } from "../../domain/order/order-rows.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { type LineView, type OrderView } from "../../domain/views.ts";
import { type Words } from "../../words/screen-words.ts";
import { shownCustomer } from "../customer-plan.ts";
import { foundCustomers, hitsOf } from "../entry-hits.ts";
import { readLine } from "../entry-plan.ts";
import { rowsOf, titleOf } from "../lists/list-rows.ts";
import { type List, type PaidSale, type RegisterState, fieldOf } from "../register-state.ts";
import { planOf } from "../register-step.ts";
import { moneyNotes } from "../return-goods.ts";
import { isPaper } from "../rows/paper-list.ts";
import { freeTexts } from "../rows/plan-rows.ts";
import { chosenLine, liveRows, selectedLine } from "../selected-line.ts";
import { dueNow, partNow } from "../split.ts";
import { type TillContext } from "../till-context.ts";
import { inWords } from "./key-words.ts";
import { lineSentence } from "./line-sentence.ts";
import { customerRow, hitRow, listRow, listTitle } from "./plain-rows.ts";

/** The most hits: as many as a person listens to. */
const HITS_MAX = 9;

export interface Change {
  readonly before: RegisterState;
  readonly after: RegisterState;
  /** Whether the order is printed, because no prompt shows it. */
  readonly tellsOrder: boolean;
  /**
   * Whether lines are typed: then the offer of an empty line is printed after each, else when it
   * has changed.
   */
  readonly isByLine: boolean;
  /** The last printed offer: the amount due may be larger by now. */
  readonly reportedOffer: string | undefined;
}

/** The first one is all of what was done, so that a script finds it in one line. */
export function reportOf(till: TillContext, change: Change): ReadonlyArray<string> {
  const { before, after, tellsOrder, isByLine, reportedOffer } = change;
  const { plain } = till.words;
  const message = [...wanted(plain, before, after), ...messageOf(plain, before, after)];
  const money = changeOfMoney(till, before, after);
  const isNextAsked = after.message?.level === "hint";
  const done = [
    ...(isNextAsked ? [...money, ...message] : [...message, ...money]),
    ...lockOf(plain, before, after),
    ...changedLines(till, before, after),
    ...(tellsOrder || isBrought(before, after) ? changedOrder(till, before, after) : []),
    ...selected(till, before, after),
  ].join(" ");
  const list = listOf(till, after);
  const isNewList = list.length > 0 && list.join("\n") !== listOf(till, before).join("\n");
  return [
    ...(done === "" ? [] : [done]),
    ...(isNewList ? [...list, endOfList(till, after)] : []),
    ...hits(till, before, after),
    ...(isByLine || offerOf(till, after) !== reportedOffer ? offered(till, before, after) : []),
  ];
}

function messageOf(
  plain: Words["plain"],
  { message: earlier }: RegisterState,
  { message }: RegisterState,
): string[] {
  if (message === undefined || message === earlier) return [];
  // The message of a done act names goods, and no keys.
  const said = message.inLines ?? message.text;
  const text = message.level === "done" ? said : inWords(said);
  return [message.level === "error" ? plain.attention({ text }) : text];
}

/** Why a PIN is asked for, and whose. */
function wanted(
  plain: Words["plain"],
  { approval: earlier }: RegisterState,
  { approval }: RegisterState,
): string[] {
  if (approval === undefined || approval.before === earlier?.before) return [];
  const { why, what, needed } = approval;
  const names = needed.approvers.map(({ number, name }) => `${number} ${name}`).join(", ");
  const sentences = [
    plain.attention({ text: inWords(why) }),
    inWords(what),
    plain.mayApprove({ names }),
  ];
  return sentences.filter((text) => text !== "");
}

/** A lock is reported also where the lock itself has no message. */
function lockOf(plain: Words["plain"], before: RegisterState, after: RegisterState): string[] {
  const isLocked = before.session !== undefined && after.session === undefined;
  return isLocked && after.message === undefined ? [plain.locked] : [];
}

function changeOfMoney(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const { paid } = after;
  const { plain } = till.words;
  if (paid?.isFresh !== true) return [];
  const isReported = before.paid?.isFresh === true && isSameSale(before.paid, paid);
  const isCash = paid.tendered > 0 && paid.method === "cash";
  if (isReported) return [];
  const change = till.money(paid.change);
  if (before.session === undefined) {
    return isCash && paid.change > 0 ? [plain.paidBefore({ order: paid.orderNumber, change })] : [];
  }
  // A scan that was kept has taken the place of what was done.
  const isHidden = after.message?.level !== "done";
  return [
    ...(isHidden ? [plain.paidBy({ order: paid.orderNumber, receipt: paid.receiptNumber })] : []),
    ...(isCash ? [paid.change === 0 ? plain.noChange : plain.changeIs({ change })] : []),
  ];
}

/** Parts of a bill have an order in common, and each a receipt of its own. */
function isSameSale(one: PaidSale, other: PaidSale): boolean {
  return one.orderNumber === other.orderNumber && one.receiptNumber === other.receiptNumber;
}

/** A line that is new was named by what was done; of others is told what they are now. */
function changedLines(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  if (isBrought(before, after)) return [];
  const known = new Map(liveRows(before).map((row) => [row.lines[0]?.id, row]));
  return liveRows(after).flatMap((line) => {
    const was = known.get(line.lines[0]?.id);
    if (was === undefined)
      return [till.words.plain.lineSum({ position: line.position, gross: till.money(line.gross) })];
    return isSame(was, line) ? [] : [lineSentence(till, line)];
  });
}

function isSame(one: LineView, other: LineView): boolean {
  const [was, is] = [one, other].map(({ gross, quantity, note, modifiers, voided }) =>
    JSON.stringify({ gross, quantity, note, modifiers, voided }),
  );
  return was === is;
}

/** Whether another order than before is on the screen, which did not begin just now. */
function isBrought(before: RegisterState, after: RegisterState): boolean {
  if (after.order === undefined || after.order.id === before.order?.id) return false;
  return before.session === undefined || before.order !== undefined || after.order.lines.length > 1;
}

function changedOrder(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const now = orderSentence(till, after.order);
  return now === undefined || now === orderSentence(till, before.order) ? [] : [now];
}

export function orderSentence(till: TillContext, order: OrderView | undefined): string | undefined {
  if (order === undefined) return undefined;
  const { number, lines, total, due, refundDue, paid, returns } = order;
  const isAll = paid === 0 && returns.length === 0;
  return till.words.plain.orderIs({
    number,
    lines: rowsOfOrder(lines).filter(({ voided }) => !voided).length,
    total: till.money(total),
    due: isAll || due === 0 ? "" : till.money(due),
    giveBack: refundDue === 0 ? "" : till.money(refundDue),
  });
}

/** The line that the next command is about, when somebody has chosen it. */
function selected(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const line = after.lineId === undefined ? selectedLine(after) : chosenLine(after);
  if (after.lineId === before.lineId || after.message !== before.message) return [];
  if (line === undefined || isBrought(before, after)) return [];
  return [lineSentence(till, line)];
}

/** How it is chosen from. */
export function endOfList({ words }: TillContext, { list }: RegisterState): string {
  return list?.type === "plan" ? words.tables.planEnd : words.plain.listEnd;
}

/** The list that is open: its title and its rows, each with what chooses it. */
export function listOf(till: TillContext, state: RegisterState): ReadonlyArray<string> {
  const { list } = state;
  if (list === undefined) return [];
  const rows = rowsOf(till, state).map(({ sign, label, detail }, at) =>
    listRow(
      sign === "" ? `:${at + 1}` : sign,
      // The earlier message named keys.
      list.type === "messages" ? inWords(label) : label,
      detailText(list, detail),
    ),
  );
  // A paper is read out before what can be done with it.
  const paper = isPaper(list) ? list.lines.filter((line) => line.trim() !== "") : [];
  // Before the reasons the message has named the money already.
  const notes = list.type === "return" ? moneyNotes(till, state, list).map(inWords) : [];
  const later = list.type === "orders" ? [list.tomorrow ?? ""].filter(Boolean) : [];
  const free = list.type === "plan" ? freeTexts(till, state, list) : [];
  return [
    listTitle(titleOf(till.words, list), list.filter),
    ...paper,
    ...notes,
    ...later,
    ...rows,
    ...free,
  ];
}

/**
 * Returns the detail of a row: returned goods are printed as they are counted; of two keys of a
 * command one word remains.
 */
function detailText(list: List, detail: string): string {
  if (list.type === "return" && list.asksTender !== true) return "";
  return list.type === "more" ? [...new Set(inWords(detail).split(/ (?=:)/u))].join(" ") : detail;
}

function hits(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const isAsked = after.message !== before.message && after.text !== "";
  if (
    !isAsked ||
    after.approval !== undefined ||
    after.screen !== "register" ||
    after.list !== undefined
  )
    return [];
  const reading = readLine(till, after);
  const customers = foundCustomers(after, reading);
  if (customers !== undefined) return customerHits(till, customers);
  const found = hitsOf(reading);
  // Goods that were scanned before are asked for by name.
  if (found.length < 2 && readLine(till, after).type === "goods") return [];
  const rows = found
    .slice(0, HITS_MAX)
    .map((product, at) => hitRow(at + 1, product.name, priceOf(till, product)));
  return found.length > HITS_MAX ? [...rows, till.words.plain.moreHits] : rows;
}

/** Returns the price, with the stock where that is counted. */
export function priceOf(till: TillContext, product: Product): string {
  const left = till.leftOf(product);
  return left === "" ? till.listPrice(product) : `${till.listPrice(product)}, ${left}`;
}

/** A single customer who is found is taken. */
function customerHits(till: TillContext, customers: ReadonlyArray<CustomerView>): string[] {
  if (customers.length < 2) return [];
  const rows = customers
    .slice(0, HITS_MAX)
    .map((customer, at) => customerRow(at + 1, shownCustomer(customer)));
  return customers.length > HITS_MAX ? [...rows, till.words.plain.moreHits] : rows;
}

function offered(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const now = offerOf(till, after);
  return now === undefined ? [] : [...cashRounding(till, before, after), now];
}

/** Returns what an empty line would do, where it would do something. */
export function offerOf(till: TillContext, state: RegisterState): string | undefined {
  const isElsewhere = state.list !== undefined || state.approval !== undefined;
  if (isElsewhere || state.screen === "log-in") return undefined;
  if (state.screen === "register" && fieldOf(state) === "") return undefined;
  const plan = planOf(till, state);
  if (plan.type !== "ready") return undefined;
  const takes = state.screen === "payment" && (state.order?.refundDue ?? 0) === 0;
  const { plain } = till.words;
  if (plan.act.type === "ask-sum") return plain.enterAsks({ preview: plan.preview });
  return takes
    ? plain.enterTakes({ preview: plan.preview })
    : plain.enterDoes({ preview: plan.preview });
}

function cashRounding(till: TillContext, before: RegisterState, after: RegisterState): string[] {
  const { order, screen } = after;
  const { session } = after;
  if (order === undefined || session === undefined || screen !== "payment") return [];
  const isTold = before.screen === "payment" && partNow(before)?.id === partNow(after)?.id;
  const [inCash, due] = [session.cashDue(partNow(after)?.id), dueNow(after)];
  if (isTold || inCash === due || order.refundDue > 0) return [];
  return [till.words.plain.rounded({ cash: till.money(inCash), due: till.money(due) })];
}
