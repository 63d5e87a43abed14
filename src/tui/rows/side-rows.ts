/** The pane beside the order: hits, an open list, the sums of a payment, or the change. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { variantName } from "../../domain/goods/families.ts";
import { kindOf } from "../../domain/line-kinds.ts";
import { addMinor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { type TenderMoney } from "../../domain/tenders.ts";
import { typedMoney, withDecimal } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type OrderView } from "../../domain/views.ts";
import { approvalRows } from "../approval.ts";
import { cardAtWork } from "../cards.ts";
import { foundCustomers, hitsOf, meansFirst } from "../entry-hits.ts";
import { readLine } from "../entry-plan.ts";
import { paidElsewhere } from "../paid-elsewhere.ts";
import { sumsOf, tenderKeys, tipNow } from "../payment.ts";
import { type AttentionItem } from "../ports/attention-port.ts";
import { askedCard, type List, type PaidSale, type RegisterState } from "../register-state.ts";
import { moneyNotes } from "../return-goods.ts";
import { dueNow, partNow, partAtArrows } from "../split.ts";
import {
  cutShort,
  drawable,
  padEnd,
  padStart,
  shortened,
  spread,
  wrapTo,
  wrapWhole,
  type Signs,
} from "../terminal/cell-text.ts";
import { type TillContext } from "../till-context.ts";
import { cardAtWorkRows } from "./card-rows.ts";
import { drawerRows } from "./drawer-rows.ts";
import { familyRows } from "./family-rows.ts";
import { codeOf, codesWidth, goodsLines } from "./goods-line.ts";
import { goodsRows } from "./goods-rows.ts";
import { rowsOf, titleOf } from "./list-rows.ts";
import { optionRows } from "./option-rows.ts";
import {
  type PaneRow,
  type PaneRows,
  type PaneSize,
  blankRow,
  fillPane,
  markedWindow,
  row,
  windowAround,
} from "./pane-row.ts";
import { isPaper, paperRows } from "./paper-list.ts";

/** A line of 80 characters beside the order. */
const MESSAGE_ROWS_MAX = 4;
/** The rows for the whole text of the chosen row, its subject, and the state of its printer. */
const WHOLE_ROWS_MAX = 7;

/** Lists whose details are amounts. */
const WRAPPED: ReadonlySet<List["type"]> = new Set(["choice", "return", "return-reason"]);

/** The lists whose rows are sentences, some of them longer than the pane is wide. */
const WHOLE_BELOW: ReadonlySet<List["type"]> = new Set([
  "messages",
  "attention",
  "attention-item",
  "queue",
  "queued-paper",
  "cancel-reason",
  "tills",
  "status",
  "doctor",
  "tabs",
  "who",
  "day",
]);

/** Whether the chosen row's whole text stands below; a drawer's menu is short, and needs none. */
function isWholeBelow(list: List): boolean {
  if (list.type === "drawer") return list.page.type === "x" || list.page.type === "which";
  return WHOLE_BELOW.has(list.type);
}

/** A price further away from its goods belongs to nobody. */
const READABLE_WIDTH_MAX = 60;

export interface SideSize extends PaneSize {
  readonly block: string;
}

export function sideRows(till: TillContext, state: RegisterState, size: SideSize): PaneRows {
  const isFree = state.list === undefined && state.text === "" && state.paid?.isFresh !== true;
  const width =
    isFree && state.screen === "register" ? size.width : Math.min(size.width, READABLE_WIDTH_MAX);
  return fillPane(chosenRows(till, state, { ...size, width }), size);
}

function chosenRows(till: TillContext, state: RegisterState, size: SideSize): PaneRows {
  if (state.approval !== undefined) return approvalRows(till, state.approval, size);
  if (state.list !== undefined) return listRows(till, state, { ...size, list: state.list });
  if (state.screen === "payment") return paymentRows(till, state, size);
  if (state.screen === "drawer") return drawerRows(till, state, size);
  if (state.paid?.isFresh === true) return changeRows(till, state, { ...size, paid: state.paid });
  const reading = readLine(till, state);
  const hits = hitsOf(reading);
  if (state.text === "") return goodsRows(till, state.goodsPage, size);
  const options = optionRows(till, state, size);
  if (options !== undefined) return options;
  const at = state.hit ?? (meansFirst(state, reading) ? 0 : -1);
  const customers = foundCustomers(state, reading);
  if (customers !== undefined) return customerRows(till, customers, { ...size, at });
  const isNear = reading.type === "nothing" && state.nearest?.text === state.text;
  const { side } = till.words;
  if (hits.length === 0) return [];
  const title = isNear ? side.near : side.hits({ count: hits.length });
  const below = { ...size, height: size.height - 1, at };
  const rows = familyRows(till, hits, below) ?? hitRows(till, hits, below);
  return [hitsTitle(till, title, size.width), ...rows];
}

function customerRows(
  till: TillContext,
  customers: ReadonlyArray<CustomerView>,
  { width, height, signs, at }: SideSize & { readonly at: number },
): PaneRows {
  const numbered = customers.map(({ name, phone, email, card }, index) => {
    const sign = index < 9 ? String(index + 1) : " ";
    const other = drawable([phone, email, card].find((text) => text !== "") ?? "", signs);
    const room = Math.max(0, width - textWidth(other) - 6);
    const left = ` ${sign} ${cutShort(drawable(name, signs), { width: room, signs })}`;
    const text = spread(left, `${other} `, width);
    return row(text, index === at ? "reverse" : "plain");
  });
  const title = till.words.side.hits({ count: customers.length });
  return withHead(till, numbered, { width, height, at, title });
}

function withHead(
  till: TillContext,
  rows: PaneRows,
  {
    width,
    height,
    at,
    title: said,
  }: Pick<SideSize, "width" | "height"> & { readonly at: number; readonly title: string },
): PaneRows {
  if (rows.length === 0) return [];
  return [hitsTitle(till, said, width), ...windowAround(rows, at, height - 1)];
}

function hitsTitle({ words: { side } }: TillContext, said: string, width: number): PaneRow {
  return row(spread(` ${said}`, `${side.chooseHit} `, width), "bold");
}

function listRows(
  till: TillContext,
  state: RegisterState,
  { width, height, signs, list }: SideSize & { readonly list: List },
): PaneRows {
  if (WRAPPED.has(list.type)) return wrappedList(till, state, { width, height, signs, list });
  const all = rowsOf(till, state);
  const columns = columnWidths(all, signs);
  const rows = all.map(({ sign, label, detail, cells }, at) => {
    const whole = drawable(detail, signs);
    const look = at === list.at ? "reverse" : "plain";
    if (cells !== undefined) {
      const left = ` ${padEnd(sign, 1)} ${inColumns(cells, { columns, signs })}`;
      return row(padEnd(cutShort(`${left}  ${whole}`, { width: width - 1, signs }), width), look);
    }
    const name = shortened(drawable(label, signs), { width: width - 5, signs });
    const left = ` ${padEnd(sign, 1)} ${name}`;
    // A long detail is cut before what is chosen; half of what may be typed would mislead.
    const room = Math.max(0, width - textWidth(left) - 3);
    const isHalf = list.type === "discounts" && textWidth(whole) > room;
    const text = spread(left, isHalf ? "" : `${cutShort(whole, { width: room, signs })} `, width);
    return row(text, look);
  });
  const title = listTitle(till, list, signs);
  if (rows.length === 0 && list.filter !== "") return nothingFound(till, list, { width, signs });
  if (isPaper(list)) {
    const size = { width, height: height - rows.length - 2, signs };
    return [title, ...rows, blankRow, ...paperRows(list, size)];
  }
  if (isWholeBelow(list)) {
    // The row shows the beginning of a sentence; the whole sentence stands below.
    const chosen = all[list.at];
    const whose = chosen === undefined || chosen.detail === "" ? "" : ` (${chosen.detail})`;
    const whole =
      list.type === "attention-item"
        ? wholeItem(list.item)
        : chosen?.choice.type === "item"
          ? wholeItem(chosen.choice.item)
          : (chosen?.whole ?? `${chosen?.label ?? ""}${whose}`);
    const isRead = chosen?.choice.type === "message";
    const below = wrapTo(drawable(whole, signs), width - 2).map((text) => row(` ${text}`));
    const most = chosen?.whole === undefined ? MESSAGE_ROWS_MAX : WHOLE_ROWS_MAX;
    const room = height - 4 - most;
    return [
      title,
      ...windowAround(rows, list.at, room),
      blankRow,
      ...below.slice(0, most),
      blankRow,
      row(` ${isRead ? till.words.side.readRows : till.words.side.chooseRow}`),
    ];
  }
  // The commands are many: they are found by typing, and the list says so.
  const isTyped = list.type === "more";
  const { order, side } = till.words;
  const marks = isTyped ? { above: order.above, below: side.moreBelow } : order;
  return [
    title,
    ...markedWindow(rows, { at: list.at, height: height - 3 }, marks),
    blankRow,
    row(` ${isTyped ? side.findRow : side.chooseRow}`),
  ];
}

/** Returns the widths over all rows, also hidden ones, so that nothing moves with the arrows. */
function columnWidths(rows: ReturnType<typeof rowsOf>, signs: Signs): ReadonlyArray<number> {
  const count = Math.max(0, ...rows.map(({ cells = [] }) => cells.length));
  return Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map(({ cells = [] }) => textWidth(drawable(cells[at] ?? "", signs)))),
  );
}

function inColumns(
  cells: ReadonlyArray<string>,
  { columns, signs }: { readonly columns: ReadonlyArray<number>; readonly signs: Signs },
): string {
  const parts = cells.map((cell, at) => {
    const pad = at === cells.length - 1 ? padStart : padEnd;
    return pad(drawable(cell, signs), columns[at] ?? 0);
  });
  return parts.join(" ");
}

function listTitle({ words }: TillContext, list: List, signs: Signs): PaneRow {
  const search = list.filter === "" ? "" : `: ${list.filter}`;
  return row(` ${drawable(titleOf(words, list), signs)}${search}`, "bold");
}

function nothingFound(
  till: TillContext,
  list: List,
  { width, signs }: Pick<SideSize, "width" | "signs">,
): PaneRows {
  const nothing = wrapTo(
    drawable(till.words.lists.nothing({ typed: list.filter }), signs),
    width - 2,
  );
  return [listTitle(till, list, signs), ...nothing.map((text) => row(` ${text}`, "hint"))];
}

/** Names of goods and options, which may begin alike: each goes on below where it is too long. */
function wrappedList(
  till: TillContext,
  state: RegisterState,
  { width, height, signs, list }: Omit<SideSize, "block"> & { readonly list: List },
): PaneRows {
  const blocks = rowsOf(till, state).map((item, at) => {
    const look = at === list.at ? "reverse" : "plain";
    return wrappedRow(item, { width, signs }).map((text) => row(text, look));
  });
  if (blocks.length === 0 && list.filter !== "") return nothingFound(till, list, { width, signs });
  const title = wrapTo(listTitle(till, list, signs).text.trim(), width - 2).map((text) =>
    row(` ${text}`, "bold"),
  );
  const note = moneyNotes(till, state, list)
    .flatMap((text) => wrapTo(drawable(text, signs), width - 1))
    .map((text) => row(` ${text}`, list.type === "return-reason" ? "bold" : "plain"));
  const before = blocks.slice(0, Math.max(0, list.at)).flat().length;
  const middle = before + Math.floor((blocks[list.at]?.length ?? 0) / 2);
  const room = height - 2 - title.length - note.length;
  return [
    ...title,
    ...note,
    ...windowAround(blocks.flat(), middle, room),
    blankRow,
    row(` ${till.words.side.chooseRow}`),
  ];
}

/** The price, or the refund, stands whole beside the beginning. */
function wrappedRow(
  { sign, label, detail }: ReturnType<typeof rowsOf>[number],
  { width, signs }: Pick<SideSize, "width" | "signs">,
): ReadonlyArray<string> {
  const beside = drawable(detail, signs);
  const room = width - 4;
  const first = beside === "" ? room : room - textWidth(beside) - 1;
  const [begin = "", ...rest] = wrapWhole(drawable(label, signs), room, first);
  return [
    spread(` ${padEnd(sign, 1)} ${begin}`, beside === "" ? "" : `${beside} `, width),
    ...rest.map((text) => padEnd(`   ${text}`, width)),
  ];
}

function paymentRows(
  till: TillContext,
  state: RegisterState,
  { width, height, block, signs }: SideSize,
): PaneRows {
  const { order } = state;
  const { session } = state;
  if (session === undefined || order === undefined) return [];
  const gone = paidElsewhere(till, state);
  if (gone !== undefined) {
    return wrapWhole(drawable(gone, signs), width - 2).map((text) => row(` ${text}`, "bold"));
  }
  const due = session.cashDue(partNow(state)?.id);
  const exactly = dueNow(state);
  if (order.refundDue > 0) {
    return giveBackRows(till, order, { block, width, signs, ways: session.refundTenders() });
  }
  const { words } = till;
  const atWork = state.text === "" ? cardAtWork(till, state) : undefined;
  const isByCard = askedCard(state) !== undefined;
  // Enter takes none of the sums in cash while it would take the card.
  const hit = isByCard ? undefined : (state.hit ?? 0);
  const tip = tipNow(state, isByCard ? "card" : "cash");
  const together = till.money(addMinor(isByCard ? exactly : due, tip));
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
  const head = [
    row(` ${words.order.toPay}${title}`, "bold"),
    changeBefore(till, state, width),
    ...bigDigits(plain(till, due), block).map((text) => row(` ${text}`, "bold")),
    row(` ${tip === 0 ? rounded : words.pay.tip({ tip: till.money(tip), together })}`),
    ...(atWork === undefined ? sums : []).map((sum, at) => sumRow(till, sum, { width, at, hit })),
  ];
  if (atWork !== undefined) return [...head, ...cardAtWorkRows(till, atWork, { width, signs })];
  return [
    ...head,
    ...partRows(till, state, { sums: sums.length, width, height: height - head.length }),
    blankRow,
    ...words.side[isByCard ? "howToPayByCard" : "howToPay"].map((text) => row(` ${text}`)),
    row(shortened(` ${drawable(otherWays, signs)}`, { width, signs })),
  ];
}

/** Returns the amount without grouping signs, which have no form in big digits. */
function plain({ currency, locale }: TillContext, amount: MinorUnits): string {
  return typedMoney(amount, currency, locale);
}

/** Returns the refund of each key; the sum in coins where all of it may go out in cash. */
function giveBackRows(
  till: TillContext,
  { refundDue, lines, returns }: OrderView,
  {
    block,
    width,
    signs,
    ways,
  }: Omit<SideSize, "height"> & { readonly ways: ReadonlyArray<TenderMoney> },
): PaneRows {
  const { side } = till.words;
  const isReturned = lines.some((line) => kindOf(line).side < 0 && !line.voided);
  const hasReturns = isReturned || returns.length > 0;
  const why = hasReturns ? side.howGoodsGoBack : side.howToGiveBack;
  const [first] = ways;
  const isOne = first !== undefined && (ways.length === 1 || hasReturns);
  const shown = isOne && first.method === "cash" ? first.amount : refundDue;
  const rounded = shown === refundDue ? "" : side.roundedFrom({ money: till.money(refundDue) });
  return [
    row(` ${till.words.order.toGiveBack}`, "bold"),
    blankRow,
    ...bigDigits(plain(till, shown), block).map((text) => row(` ${text}`, "bold")),
    row(` ${rounded}`),
    ...ways.map((way) => wayRow(till, way, { width, signs })),
    blankRow,
    ...why.map((text) => row(` ${text}`)),
  ];
}

function wayRow(
  till: TillContext,
  { method, name, amount }: TenderMoney,
  { width, signs }: Pick<SideSize, "width" | "signs">,
): PaneRow {
  const { tenders } = till.words.back;
  const keys = { cash: "F9", card: "F12" } as const;
  const isOwn = method !== "cash" && method !== "card";
  const label = isOwn
    ? `F10 ${drawable(name ?? method, signs)}`
    : `${keys[method]} ${tenders[method]}`;
  return row(spread(` ${label}`, `${till.money(amount)} `, width));
}

function sumRow(
  till: TillContext,
  sum: MinorUnits,
  place: { readonly width: number; readonly at: number; readonly hit: number | undefined },
): PaneRow {
  const { cash, cashExactly } = till.words.side;
  const label = ` ${place.at === 0 ? cashExactly : cash}`;
  const look = place.at === place.hit ? "reverse" : "plain";
  return row(spread(label, `${till.money(sum)} `, place.width), look);
}

function changeRows(
  till: TillContext,
  { order }: RegisterState,
  { width, block, paid }: SideSize & { readonly paid: PaidSale },
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
  return [
    row(` ${paidTitle(till, paid)}`, "bold"),
    blankRow,
    ...(isNothing ? [] : bigDigits(plain(till, amount), block)).map((text) =>
      row(` ${text}`, "bold"),
    ),
    blankRow,
    isGiven ? row(spread(` ${given}`, `${till.money(tendered)} `, width)) : blankRow,
    row(spread(` ${what}`, receipt, width)),
    blankRow,
    row(` ${next}`),
    ...(mayBeOther ? [row(` ${side.otherNote}`)] : []),
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

type Block = PaneRows;

/** Digits are the numbers of the hits as Alt and a digit choose them. */
function hitRows(
  till: TillContext,
  hits: ReadonlyArray<Product>,
  { width, height, signs, at }: PaneSize & { readonly at: number },
): Block {
  const codeWidth = codesWidth(hits);
  const prices = hits.map((product) => till.listPrice(product));
  const priceWidth = Math.max(0, ...prices.map(textWidth));
  // Laid out as far as there is room: with each key there are more hits than rows.
  return blocksAround(blockAt, Math.max(0, at), height);

  function blockAt(index: number): Block | undefined {
    const product = hits[index];
    if (product === undefined) return undefined;
    const left = till.leftOf(product);
    const stock = left === "" ? "" : `${left}  `;
    const code = codeWidth === 0 ? "" : `${padEnd(codeOf(product), codeWidth)}  `;
    const line = {
      head: ` ${index < 9 ? String(index + 1) : " "} `,
      name: drawable(variantName(product), signs),
      right: `${stock}${code}${padStart(prices[index] ?? "", priceWidth)} `,
    };
    const look = index === at ? "reverse" : "plain";
    return goodsLines(line, width).map((text) => row(text, look));
  }
}

/** Whole ones, the chosen one in the middle as far as there is something on both sides of it. */
function blocksAround(
  blockAt: (index: number) => Block | undefined,
  at: number,
  height: number,
): Block {
  const above: Block[] = [];
  const below: Block[] = [];
  let used = 0;
  grow(above, Math.floor(height / 2));
  grow(below, height);
  grow(above, height);
  return [...above.toReversed(), ...below].flat();

  function grow(side: Block[], rows: number): void {
    for (;;) {
      const next = blockAt(side === above ? at - 1 - above.length : at + below.length);
      if (next === undefined || used + next.length > rows) return;
      used += next.length;
      side.push(next);
    }
  }
}

/** A row shows the beginning of an item; below stands all of it. */
function wholeItem({ text, who, due }: AttentionItem): string {
  return `${text} (${who}, ${due})`;
}
