/** The pane of a payment: the sum in big digits, what is given, the parts of a bill, and the change. */

import { type NoCashHere } from "../../domain/drawer/cashless-tills.ts";
import { kindOf } from "../../domain/lines/line-kinds.ts";
import { addMinor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type TenderMoney } from "../../domain/tenders/tenders.ts";
import { typedMoney, withDecimal } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type OrderView } from "../../domain/views.ts";
import { cardAtWork } from "../cards.ts";
import { paidElsewhere } from "../paid-elsewhere.ts";
import { sumsOf, takesNoCash, tipNow } from "../payment-sums.ts";
import { tenderKeys } from "../payment.ts";
import { askedCard, type PaidSale, type RegisterState } from "../register-state.ts";
import {
  type PaneRow,
  type PaneRows,
  type SideSize,
  blankRow,
  row,
  sentenceRows,
  tapped,
  windowAround,
} from "../rows/pane-row.ts";
import { dueNow, partNow, partAtArrows } from "../split.ts";
import { drawable, shortened, spread, wrapWhole } from "../terminal/cell-text.ts";
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { cardAtWorkRows } from "./card-rows.ts";

export function paymentRows(
  till: TillContext,
  state: RegisterState,
  { width, height, block, signs }: SideSize,
): PaneRows {
  const { order, session } = state;
  if (session === undefined || order === undefined) return [];
  const gone = paidElsewhere(till, state);
  if (gone !== undefined) {
    return wrapWhole(drawable(gone, signs), width - 2).map((text) => row(` ${text}`, "bold"));
  }
  const noCash = takesNoCash(till, state);
  const exactly = dueNow(state);
  // A card is never rounded.
  const due = noCash === undefined ? session.cashDue(partNow(state)?.id) : exactly;
  if (order.refundDue > 0) {
    return giveBackRows(till, order, {
      block,
      width,
      height,
      signs,
      ways: session.refundTenders(),
    });
  }
  const { words } = till;
  const atWork = state.text === "" ? cardAtWork(till, state) : undefined;
  const isByCard = askedCard(state) !== undefined;
  const isCardTip = isByCard || noCash !== undefined;
  // Enter takes none of the sums in cash while it would take the card.
  const hit = isByCard ? undefined : (state.hit ?? 0);
  const tip = tipNow(state, isCardTip ? "card" : "cash");
  const together = till.money(addMinor(isCardTip ? exactly : due, tip));
  const rounded = due === exactly ? "" : words.side.roundedFrom({ money: till.money(exactly) });
  const part = partNow(state);
  const sums = sumsOf(till, state);
  const isOneLine = order.lines.filter(({ voided }) => !voided).length < 2;
  const { howToSplit: byLines, howToSplitOne } = words.side;
  const howTo = isOneLine ? howToSplitOne : byLines;
  const howToSplit = isByCard || order.parts.length > 0 ? "" : howTo;
  // The shop's own tenders have no other row; how a bill is split stands in the help too.
  const otherWays = tenderKeys(session.tenders()) || howToSplit;
  const title = part === undefined ? "" : `, ${words.splits.title({ no: part.no, of: part.of })}`;
  const low = isLow(height);
  const change = changeBefore(till, state, width);
  const beside = tip === 0 ? rounded : words.pay.tip({ tip: till.money(tip), together });
  const head = [
    ...amountRows(`${words.order.toPay}${title}`, plain(till, due), {
      block,
      width,
      isLow: low,
      below: low && change === blankRow ? [] : [change],
    }),
    ...(low && beside === "" ? [] : [row(` ${beside}`)]),
    ...(atWork === undefined ? sums : []).flatMap((sum, at) =>
      tapped([sumRow(till, sum, { width, at, hit, isCard: noCash !== undefined })], {
        type: "hit-at",
        at,
      }),
    ),
  ];
  if (atWork !== undefined) return [...head, ...cardAtWorkRows(till, atWork, { width, signs })];
  return [
    ...head,
    ...partRows(till, state, { sums: sums.length, width, height: height - head.length }),
    ...(low ? [] : [blankRow]),
    ...howToPay(till, { isByCard, noCash }).flatMap((text) =>
      sentenceRows(text, { width, indent: 1 }),
    ),
    row(shortened(` ${drawable(otherWays, signs)}`, { width, signs })),
  ];
}

function howToPay(
  till: TillContext,
  { isByCard, noCash }: { readonly isByCard: boolean; readonly noCash: NoCashHere | undefined },
): ReadonlyArray<string> {
  const { howToPay: how, howToPayByCard } = till.words.side;
  if (noCash === undefined) return isByCard ? howToPayByCard : how;
  // The first row tells how cash is typed, the second one how tips are.
  return [till.refusal(noCash), ...how.slice(1)];
}

/** Returns the amount without grouping signs, which have no form in big digits. */
function plain({ currency, locale }: TillContext, amount: MinorUnits): string {
  return typedMoney(amount, currency, locale);
}

/** Returns the refund of each key; the sum in coins where all of it may go out in cash. */
function giveBackRows(
  till: TillContext,
  { refundDue, lines, returns }: OrderView,
  { block, width, height, signs, ways }: SideSize & { readonly ways: ReadonlyArray<TenderMoney> },
): PaneRows {
  const { side } = till.words;
  const isReturned = lines.some((line) => kindOf(line).side < 0 && !line.voided);
  const hasReturns = isReturned || returns.length > 0;
  const why = hasReturns ? side.howGoodsGoBack : side.howToGiveBack;
  const [first] = ways;
  const isOne = first !== undefined && (ways.length === 1 || hasReturns);
  const shown = isOne && first.method === "cash" ? first.amount : refundDue;
  const rounded = shown === refundDue ? "" : side.roundedFrom({ money: till.money(refundDue) });
  const low = isLow(height);
  const below = low ? [] : [blankRow];
  const title = till.words.order.toGiveBack;
  return [
    ...amountRows(title, plain(till, shown), { block, width, isLow: low, below }),
    ...(low && rounded === "" ? [] : [row(` ${rounded}`)]),
    ...ways.map((way) => wayRow(till, way, { width, signs })),
    ...below,
    ...why.flatMap((text) => sentenceRows(text, { width, indent: 1 })),
  ];
}

const PAY_KEYS = { cash: "F9", card: "F12" } as const;

function wayRow(
  till: TillContext,
  { method, name, amount }: TenderMoney,
  { width, signs }: Pick<SideSize, "width" | "signs">,
): PaneRow {
  const { tenders } = till.words.back;
  const isOwn = method !== "cash" && method !== "card";
  const label = isOwn
    ? `F10 ${drawable(name ?? method, signs)}`
    : `${PAY_KEYS[method]} ${tenders[method]}`;
  return row(spread(` ${label}`, `${till.money(amount)} `, width));
}

function sumRow(
  till: TillContext,
  sum: MinorUnits,
  place: {
    readonly width: number;
    readonly at: number;
    readonly hit: number | undefined;
    readonly isCard: boolean;
  },
): PaneRow {
  const { cash, cashExactly } = till.words.side;
  const inCash = place.at === 0 ? cashExactly : cash;
  const label = place.isCard ? ` ${PAY_KEYS.card} ${till.words.back.tenders.card}` : ` ${inCash}`;
  const look = place.at === place.hit ? "reverse" : "plain";
  return row(spread(label, `${till.money(sum)} `, place.width), look);
}

export function changeRows(
  till: TillContext,
  { order }: RegisterState,
  { width, height, block, paid }: SideSize & { readonly paid: PaidSale },
): PaneRows {
  const { side } = till.words;
  // Goods of a receipt come back beside the order that lies there.
  const next = order?.status === "open" ? side.goesOn({ number: order.number }) : side.next;
  const { kind, method, change, tendered, foreign = "" } = paid;
  const { orderNumber, receiptNumber } = paid;
  const isSale = kind === "sale";
  // A card may have paid beyond the bill: the guest gets the rest in cash.
  const isCash = method === "cash" || (isSale && change !== 0);
  // A sale without change shows the amount that was paid in its place.
  const isExact = isSale && isCash && change === 0;
  const isNothing = isExact && tendered === 0;
  const isGiven = isSale && isCash && tendered !== 0 && (!isExact || foreign !== "");
  const mayBeOther = isGiven && method === "cash" && foreign === "" && order === undefined;
  const given = `${side.given} ${withDecimal(foreign, till.locale)}`.trimEnd();
  const amount = isSale && (isExact || !isCash) ? tendered : change;
  const what = kind === "refund" ? "" : side.orderNumber({ number: orderNumber });
  const numbered = kind === "refund" ? side.refundNumber : side.receiptNumber;
  const receipt = receiptNumber === "" ? "" : `${numbered({ number: receiptNumber })} `;
  const low = isLow(height);
  const below = low ? [] : [blankRow];
  const title = paidTitle(till, paid);
  const money = isNothing
    ? [row(` ${title}`, "bold"), ...below]
    : amountRows(title, plain(till, amount), { block, width, isLow: low, below });
  return [
    ...money,
    ...below,
    ...(isGiven ? [row(spread(` ${given}`, `${till.money(tendered)} `, width))] : below),
    row(spread(` ${what}`, receipt, width)),
    ...below,
    ...sentenceRows(next, { width, indent: 1 }),
    ...(mayBeOther ? sentenceRows(side.otherNote, { width, indent: 1 }) : []),
  ];
}

function paidTitle(
  { words }: TillContext,
  { kind, method, name, change, tendered }: PaidSale,
): string {
  const { side } = words;
  if (kind === "sale") {
    if (change !== 0) return side.change;
    if (method !== "cash") return name ?? side.paidByCard;
    return tendered === 0 ? words.pay.nothingToPay : side.paidInCash;
  }
  if (method === "cash") return side.giveBack;
  return name === undefined ? side.backToCard : `${side.giveBack}: ${name}`;
}

/**
 * Amounts that are read from across the counter: five rows high, of blocks that every font has.
 */
const GLYPHS: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["0", ["####", "#  #", "#  #", "#  #", "####"]],
  ["1", ["  # ", " ## ", "  # ", "  # ", " ###"]],
  ["2", ["####", "   #", "####", "#   ", "####"]],
  ["3", ["####", "   #", " ###", "   #", "####"]],
  ["4", ["#  #", "#  #", "####", "   #", "   #"]],
  ["5", ["####", "#   ", "####", "   #", "####"]],
  ["6", ["####", "#   ", "####", "#  #", "####"]],
  ["7", ["####", "   #", "  # ", " #  ", " #  "]],
  ["8", ["####", "#  #", "####", "#  #", "####"]],
  ["9", ["####", "#  #", "####", "   #", "####"]],
  [".", [" ", " ", " ", " ", "#"]],
  [",", ["  ", "  ", "  ", " #", "# "]],
  ["-", ["   ", "   ", "###", "   ", "   "]],
]);

const HEIGHT = 5;

/** Big where there is room for all of it; else beside its title: half of an amount is another one. */
function amountRows(
  title: string,
  amount: string,
  {
    block,
    width,
    isLow: low,
    below,
  }: {
    readonly block: string;
    readonly width: number;
    readonly isLow: boolean;
    /** What stands between the title and big digits. */
    readonly below: PaneRows;
  },
): PaneRows {
  const big = bigDigits(amount, block).map((text) => ` ${text}`);
  if (low || big.some((text) => textWidth(text.trimEnd()) > width)) {
    return [row(spread(` ${title}`, `${amount} `, width), "bold"), ...below];
  }
  return [row(` ${title}`, "bold"), ...below, ...big.map((text) => row(text, "bold"))];
}

export function bigDigits(text: string, block: string): ReadonlyArray<string> {
  return Array.from({ length: HEIGHT }, (_, line) =>
    Array.from(text, (sign) => GLYPHS.get(sign)?.[line] ?? "")
      .join(" ")
      .replaceAll("#", block),
  );
}

/* Of a bill that is split: its parts, and the change of the one before, beside the payment. */

/** Returns the change of the part that was paid just now. */
function changeBefore(till: TillContext, { paid }: RegisterState, width: number): PaneRow {
  if (paid?.isFresh !== true || paid.change === 0) return blankRow;
  return row(spread(` ${till.words.side.change}`, `${till.money(paid.change)} `, width), "bold");
}

/** Parts before words about them. */
const HINTED_FROM = 3;

/** Returns as many parts as there is room for, around the one at the cursor, else the one that is paid now. */
function partRows(
  till: TillContext,
  state: RegisterState,
  {
    sums,
    width,
    height,
  }: { readonly sums: number; readonly width: number; readonly height: number },
): PaneRows {
  const { splits } = till.words;
  const now = partNow(state);
  const isHinted = height > HINTED_FROM;
  const room = isHinted ? height - 1 : height;
  if (state.order === undefined || now === undefined || room < 1) return [];
  const arrows = partAtArrows(state, sums);
  const rows = state.order.parts.map(({ id, no, due, receipt }) => {
    const what = receipt === "" ? till.money(due) : receipt;
    const mark = id === now.id ? ">" : " ";
    const look = id === arrows?.id ? "reverse" : "plain";
    return row(spread(`${mark}${splits.row({ no })}`, `${what} `, width), look);
  });
  const hint = isHinted ? [row(` ${splits.keys}`)] : [];
  return [...hint, ...windowAround(rows, (arrows ?? now).no - 1, room)];
}

/* Goods that fit what is typed. */
