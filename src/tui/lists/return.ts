/** Goods of a receipt that come back: its lines, one digit each; and before them whether goods or money do. */

import { type BackWhat } from "../../domain/commands/money/refund-receipt.ts";
import { thousandths, type Thousandths } from "../../domain/money/amounts.ts";
import { asksWhat, sayWhat, tooMuch } from "../back-what.ts";
import { type CommandId } from "../commands.ts";
import { type ReceiptToReturn } from "../ports/return-port.ts";
import { isByTerminal, listTenders, ownTendersOf } from "../refund-tender.ts";
import { type ReturnList } from "../register-list.ts";
import { hinted, type RegisterState } from "../register-state.ts";
import {
  countAfter,
  countAllBack,
  countBack,
  payOutBy,
  payOutTo,
  takeLineBack,
} from "../return-goods.ts";
import {
  does,
  type Does,
  type ListRow,
  type ListRows,
  numbered,
  OFFERS_SCANS,
  readOnly,
  signRow,
} from "../rows/list-row.ts";
import { type TillContext } from "../till-context.ts";
import { ALL_OF_IT } from "../void-line.ts";
import { type ListKind } from "./list-kind.ts";

export const returnList = {
  title: ({ lists }, { asksTender, receipt }) =>
    asksTender === true ? lists.returnTender : lists.return({ number: receipt.number }),
  rows: (till, list, state) =>
    list.asksTender === true ? tenderRows(till, list, state) : goodsOrMoney(till, list),
  takes,
  wraps: true,
} as const satisfies ListKind<"return">;

/** The row that gives goods instead of money. */
const FOR_GOODS = "+";

/** F9, F12 and F10 give the money, F5 takes a line back: once it is said what comes back. */
function takes(
  till: TillContext,
  state: RegisterState,
  { list, key }: { readonly list: ReturnList; readonly key: CommandId },
): RegisterState | undefined {
  const isMoney = key === "pay" || key === "card";
  if (asksWhat(list) && (isMoney || key === "more" || key === "void")) {
    return hinted(state, till.words.back.whichFirst);
  }
  if (key === "more") return listTenders(state, list);
  if (key === "void") return takeLineBack(till, state);
  return isMoney ? payOutBy(till, state, key === "pay" ? "cash" : "card") : undefined;
}

function goodsOrMoney(till: TillContext, list: ReturnList): ListRows {
  if (asksWhat(list)) return whatRows(till, list);
  return list.what === "beyond" ? beyondRows(till, list) : lineRows(till, list);
}

function whatRows({ words, money }: TillContext, list: ReturnList): ListRows {
  const { goodsRow, beyondRow } = words.back;
  const label = beyondRow({ money: money(tooMuch(list.receipt)) });
  return [
    signRow("1", { label: goodsRow, choice: says("goods") }),
    signRow("2", { label, choice: says("beyond") }),
  ];
}

function says(what: BackWhat): Does {
  return does((till, state) => sayWhat(till, state, what));
}

/** Returns the rows of money without goods, which are only read. */
function beyondRows({ money }: TillContext, { receipt }: ReturnList): ListRows {
  return receipt.beyond.map(({ name, amount }) => readOnly(name, money(amount)));
}

function lineRows(till: TillContext, { receipt, counts }: ReturnList): ListRows {
  const rows = numbered(receipt.lines, (line) => ({
    label: `${line.left === 0 ? "" : till.times(line.left, line.soldBy)}${line.name}`,
    ...returnDoes(till, line, counts[line.line]),
    detail: detailOf(till, line, counts[line.line] ?? thousandths(0)),
    choice: does((here, state) => countBack(here, state, line.line)),
  }));
  const { allOfIt, forGoods } = till.words.lists;
  const exchanges = does((here, state) => payOutBy(here, state, "exchange"), OFFERS_SCANS);
  return [
    ...rows,
    signRow(ALL_OF_IT, { label: allOfIt, choice: does(countAllBack) }),
    signRow(FOR_GOODS, { label: forGoods, choice: exchanges }),
  ];
}

/** The row says what is left of the line; Enter takes one of it, and after the last one none. */
function returnDoes(
  { times, words }: TillContext,
  line: ReceiptToReturn["lines"][number],
  before: Thousandths | undefined,
): Pick<ListRow, "does" | "whyNot"> {
  const { name, soldBy, left } = line;
  if (left === 0) return { whyNot: words.back.nothingLeft({ name }) };
  const next = countAfter(line, before);
  const isNone = next === 0;
  const goods = `${times(isNone ? left : next, soldBy)}${name}`;
  return { does: isNone ? words.back.stays({ goods }) : `${words.plan.back} ${goods}` };
}

/** `2 of 3 back`, or what is left to give for it. */
function detailOf(
  till: TillContext,
  { left, leftNet, soldBy }: ReceiptToReturn["lines"][number],
  count: Thousandths,
): string {
  const words = till.words.lists;
  if (left === 0) return words.isBack;
  if (count === 0) return till.money(leftNet);
  if (soldBy === "weight") return words.back;
  return words.returnedOf({ count: String(count / 1000), of: String(left / 1000) });
}

/** Each with what may go back to it at most. */
function tenderRows(till: TillContext, { receipt }: ReturnList, state: RegisterState): ListRows {
  const own = ownTendersOf(state, receipt).map(({ id, digit, name, left }) => ({
    sign: String(digit),
    label: name,
    detail: till.money(left),
    choice: does((here, before) => payOutTo(here, before, { method: id }), OFFERS_SCANS),
  }));
  const choice = does(
    (here, before) => payOutTo(here, before, { method: "card", isByHand: true }),
    OFFERS_SCANS,
  );
  const byHand = signRow("+", { label: till.words.cards.byOther, choice });
  return isByTerminal(state, receipt) ? [...own, byHand] : own;
}
