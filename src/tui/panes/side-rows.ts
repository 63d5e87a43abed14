/** The pane beside the order: hits, an open list, or what a payment shows. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { variantName } from "../../domain/goods/families.ts";
import { type CustomerView } from "../../domain/people/customer-search.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { approvalRows } from "../approval.ts";
import { foundCustomers, hitsOf, meansFirst } from "../entry-hits.ts";
import { readLine } from "../entry-plan.ts";
import { wholeItem } from "../lists/attention.ts";
import { isWholeBelow, isWrapped, rowsOf, titleOf } from "../lists/list-rows.ts";
import { type List, type RegisterState } from "../register-state.ts";
import { moneyNotes } from "../return-goods.ts";
import { familyRows } from "../rows/family-rows.ts";
import { codeOf, codesWidth, goodsLines } from "../rows/goods-line.ts";
import { goodsRows } from "../rows/goods-rows.ts";
import {
  type PaneRow,
  type PaneRows,
  type PaneSize,
  type SideSize,
  blankRow,
  fillPane,
  markedWindow,
  row,
  tapped,
  windowAround,
} from "../rows/pane-row.ts";
import { isPaper, paperRows } from "../rows/paper-list.ts";
import { deliveryOnLine } from "../stock-on-line.ts";
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
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { drawerRows } from "./drawer-rows.ts";
import { optionRows } from "./option-rows.ts";
import { changeRows, paymentRows } from "./payment-rows.ts";

/** A line of 80 characters beside the order. */
const MESSAGE_ROWS_MAX = 4;
/** The rows for the whole text of the chosen row, its subject, and the state of its printer. */
const WHOLE_ROWS_MAX = 7;

/** The rows of a note above a list. */
const NOTE_ROWS_MAX = 3;

/** A price further away from its goods belongs to nobody. */
const READABLE_WIDTH_MAX = 60;

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
  const draft = deliveryOnLine(state);
  if (draft !== undefined) {
    const list = { type: "delivery", draft, filter: "", at: 0 } as const;
    return listRows(till, { ...state, list }, { ...size, list });
  }
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
  const numbered = customers.flatMap(({ name, phone, email, card }, index) => {
    const sign = index < 9 ? String(index + 1) : " ";
    const other = drawable([phone, email, card].find((text) => text !== "") ?? "", signs);
    const room = Math.max(0, width - textWidth(other) - 6);
    const left = ` ${sign} ${cutShort(drawable(name, signs), { width: room, signs })}`;
    const text = spread(left, `${other} `, width);
    const own = row(text, index === at ? "reverse" : "plain");
    return tapped([own], { type: "hit-at", at: index });
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
  if (isWrapped(list)) return wrappedList(till, state, { width, height, signs, list });
  const all = rowsOf(till, state);
  const columns = columnWidths(all, signs);
  const rows = all.flatMap(({ sign, label, detail, cells }, at) => {
    const whole = drawable(detail, signs);
    const look = at === list.at ? "reverse" : "plain";
    if (cells !== undefined) {
      const left = ` ${padEnd(sign, 1)} ${inColumns(cells, { columns, signs })}`;
      const text = padEnd(cutShort(`${left}  ${whole}`, { width: width - 1, signs }), width);
      return tapped([row(text, look)], { type: "row", at });
    }
    const name = shortened(drawable(label, signs), { width: width - 5, signs });
    const left = ` ${padEnd(sign, 1)} ${name}`;
    // A long detail is cut before what is chosen; half of what may be typed would mislead.
    const room = Math.max(0, width - textWidth(left) - 3);
    const isHalf = list.type === "discounts" && textWidth(whole) > room;
    const text = spread(left, isHalf ? "" : `${cutShort(whole, { width: room, signs })} `, width);
    return tapped([row(text, look)], { type: "row", at });
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
        : (chosen?.below ?? chosen?.whole ?? `${chosen?.label ?? ""}${whose}`);
    const isRead = chosen?.choice.type === "message";
    const below = wrapTo(drawable(whole, signs), width - 2).map((text) => row(` ${text}`));
    const most = chosen?.whole === undefined ? MESSAGE_ROWS_MAX : WHOLE_ROWS_MAX;
    const head = [title, ...laterNotes(list, { width, height, signs })];
    if (isLow(height)) {
      const shown = below.slice(0, Math.max(1, height - LOW_ROWS));
      return [title, ...windowAround(rows, list.at, height - 1 - shown.length), ...shown];
    }
    const room = height - 3 - head.length - most;
    return [
      ...head,
      ...windowAround(rows, list.at, room),
      blankRow,
      ...below.slice(0, most),
      blankRow,
      row(` ${isRead ? till.words.side.readRows : till.words.side.chooseRow}`),
    ];
  }
  // The commands are many: they are found by typing, and the list says so.
  const isTyped = list.type === "more" && list.line === undefined;
  const { order, side } = till.words;
  const marks = isTyped ? { above: order.above, below: side.moreBelow } : order;
  const hint = isLow(height) ? [] : [blankRow, row(` ${isTyped ? side.findRow : side.chooseRow}`)];
  const room = height - 1 - hint.length;
  return [title, ...markedWindow(rows, { at: list.at, height: room }, marks), ...hint];
}

/** Returns the goods for tomorrow above the orders for later; a low pane has no room for them. */
function laterNotes(list: List, { width, height, signs }: PaneSize): PaneRows {
  if (list.type !== "orders" || isLow(height)) return [];
  const texts = wrapTo(drawable(list.tomorrow ?? "", signs), width - 2).filter(Boolean);
  return texts.slice(0, NOTE_ROWS_MAX).map((text) => row(` ${text}`));
}

/** The title and two rows stand above the whole text of the chosen one, however low the pane is. */
const LOW_ROWS = 3;

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
    const own = wrappedRow(item, { width, signs }).map((text) => row(text, look));
    return tapped(own, { type: "row", at });
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
  const hint = isLow(height) ? [] : [blankRow, row(` ${till.words.side.chooseRow}`)];
  const room = Math.max(1, height - hint.length - title.length - note.length);
  return [...title, ...note, ...windowAround(blocks.flat(), middle, room), ...hint];
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
    const own = goodsLines(line, width).map((text) => row(text, look));
    return tapped(own, { type: "hit-at", at: index });
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
