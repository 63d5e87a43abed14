/** The order as its pane shows it: lines, what is below each, and what they come to. */

import { serialText } from "../../domain/goods/serial-numbers.ts";
import { minor, sumMinor } from "../../domain/money/amounts.ts";
import { rowsOfOrder } from "../../domain/order/order-rows.ts";
import { isForGuests } from "../../domain/order/who-serves.ts";
import { localQuantity, localRate } from "../../domain/text/locale.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type LineView, type OrderView, type PromoView } from "../../domain/views.ts";
import { exemptText, hasRow, sparedText } from "../../words/exempt-text.ts";
import { type Words } from "../../words/screen-words.ts";
import { taxChangeTexts } from "../../words/tax-change-text.ts";
import { isSent } from "../entry-plan.ts";
import { packWeightTexts } from "../pack-weight.ts";
import { type RegisterState } from "../register-state.ts";
import { emptyRows } from "../rows/empty-order.ts";
import {
  type PaneRows,
  type PaneSize,
  blankRow,
  fillPane,
  row,
  sentenceRows,
  tapped,
  type Look,
} from "../rows/pane-row.ts";
import { selectedRow } from "../selected-line.ts";
import { shownModifiers } from "../shown-modifiers.ts";
import {
  drawable,
  cutShort,
  padEnd,
  type Signs,
  padStart,
  spread,
  spreadShort,
  wrapWhole,
} from "../terminal/cell-text.ts";
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { cardText, tabText } from "./card-rows.ts";

/** The sign for a ticket that may be printed or not: no language uses it as a letter. */
const IN_DOUBT = "?";
const MONEY_WIDTH = 10;
/** Marker, position, whether the kitchen knows, quantity. */
const HEAD_WIDTH = 12;

/**
 * The order as its pane shows it: lines above, what it comes to below, the money in one column.
 */
export function orderRows(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const { order } = state;
  if (order === undefined) return fillPane(emptyRows(till, state, size), size);
  if (order.lines.length === 0 && isForGuests(order)) {
    return fillPane(
      [
        blankRow,
        ...till.words.tables.emptyOrder.flatMap((text) =>
          sentenceRows(text, { width: size.width - 1, indent: 2 }),
        ),
        ...noteRows(order, size),
      ],
      size,
    );
  }
  const sums = totalRows(till, order, size);
  // A note of the line that keys act on comes before what the sum is made of.
  const totals = isLow(size.height) ? sums.slice(-1) : sums;
  const height = Math.max(1, size.height - totals.length);
  const selected = selectedRow(state)?.position;
  const shown = rowsOfOrder(order.lines);
  const blocks = shown.map((line, at) => {
    const isSelected = line.position === selected;
    const heading = courseRows(till, order, { before: shown[at - 1]?.course, now: line.course });
    const own = lineRows(till, line, { ...size, isSelected });
    return { isSelected, rows: [...heading, ...tapped(own, { type: "line", line: line.id })] };
  });
  const { course = 0 } = order;
  const next =
    course === 0 ? [] : courseRows(till, order, { before: shown.at(-1)?.course, now: course });
  const last = { isSelected: false, rows: [...next, ...returnRows(till, order, size)] };
  const above = fillPane(visible([...blocks, last], height, till.words), { ...size, height });
  return [...above, ...fillPane(totals, { ...size, height: totals.length })];
}

/** The rows of the line that keys act on, where there is room for more than what the order comes to. */
const GOODS_ROWS_MAX = 2;

/** Returns the line that keys act on, and what the order comes to: above what stands in the order's place. */
export function orderEnd(till: TillContext, state: RegisterState, size: PaneSize): PaneRows {
  const { order } = state;
  if (order === undefined || order.lines.length === 0) return [];
  const total = totalRows(till, order, size).slice(-1);
  if (isLow(size.height)) return total;
  const line = selectedRow(state) ?? rowsOfOrder(order.lines).at(-1);
  const goods = line === undefined ? [] : lineRows(till, line, { ...size, isSelected: true });
  return [
    ...fillPane(goods, { ...size, height: Math.min(GOODS_ROWS_MAX, goods.length) }),
    ...total,
  ];
}

/** Returns the headings of courses, once an order has them. */
function courseRows(
  { words }: TillContext,
  { course }: OrderView,
  { before, now }: { readonly before: number | undefined; readonly now: number },
): PaneRows {
  return course === undefined || before === now
    ? []
    : [row(`  ${words.order.course({ course: now })}`)];
}

interface Block {
  readonly isSelected: boolean;
  readonly rows: PaneRows;
}

/** Above and below. */
const MARKERS = 2;

/** The last rows that fit, but never without the selected line. */
function visible(blocks: ReadonlyArray<Block>, height: number, { order }: Words): PaneRows {
  const rows = blocks.flatMap((block) => block.rows);
  const at = blocks.findIndex(({ isSelected }) => isSelected);
  const before = blocks.slice(0, Math.max(0, at)).flatMap((block) => block.rows).length;
  const isTight = (blocks[at]?.rows.length ?? 0) + MARKERS > height;
  // One row of the lines above stands for those that are hidden, where there is one to spare.
  const first = Math.max(0, Math.min(rows.length - height, isTight ? before : before - 1));
  const shown = rows.slice(first, first + height);
  const hidden = rows.length - first - height;
  if (first > 0 && first !== before) shown[0] = row(`  ${order.above({ count: first + 1 })}`);
  if (hidden > 0 && height > 1) shown[height - 1] = row(`  ${order.below({ count: hidden + 1 })}`);
  return shown;
}

function lineRows(
  till: TillContext,
  line: LineView,
  size: PaneSize & { readonly isSelected: boolean },
): PaneRows {
  const { width, signs, isSelected } = size;
  const words = till.words.order;
  // The unit follows the column of quantities: `0.350 kg × Apples`.
  const unit = line.soldBy === "weight" ? "kg × " : "";
  const name = drawable(`${unit}${line.name}`, signs);
  const quantity = localQuantity(line.quantity, line.soldBy, till.locale);
  const marker = isSelected ? ">" : " ";
  const known = kitchenSign(words, line);
  // Nothing of what comes back is sent, so its sign may stand there.
  const count = quantity.length > 6 ? padStart(quantity, 7) : known + padStart(quantity, 6);
  const head = `${marker}${padStart(String(line.position), 3)}${count} `;
  const wide = width - HEAD_WIDTH - 1;
  if (line.voided) return headed(head, wrapWhole(words.voided({ name }), wide));
  const sum = till.money(line.gross);
  // A large sum takes from the name, never from its own digits.
  const moneyWidth = Math.max(MONEY_WIDTH - 1, textWidth(sum));
  const room = width - HEAD_WIDTH - moneyWidth - 1;
  const [first = "", ...rest] = wrapWhole(name, wide, room);
  const money = padStart(sum, moneyWidth);
  const look = isSelected ? "bold" : "plain";
  const goods = [row(`${head}${padEnd(first, room)}${money} `, look), ...below(rest, look)];
  const service = line.service === undefined ? [] : [till.words.services[line.service]];
  const list =
    line.list === "" ? [] : [cutShort(drawable(line.list, signs), { width: room, signs })];
  const discount = line.off === 0 ? [] : [discountText(till, line)];
  const promo = line.promo === undefined ? [] : wrapWhole(promoText(till, line.promo, signs), wide);
  // Whatever it says may be what a guest must not eat.
  const note = line.note === "" ? [] : wrapWhole(`"${drawable(line.note, signs)}"`, wide);
  const serial = line.serial === undefined ? [] : [serialText(drawable(line.serial, signs)).trim()];
  const held = line.isOnHold ? [words.held] : [];
  const seat = line.seat === 0 ? [] : [till.words.tables.seat({ seat: line.seat })];
  const aside = line.kitchen === "put-aside" ? [words.putAside] : [];
  const sinceBill = line.isSinceBill ? [words.sinceBill] : [];
  return [
    ...goods,
    ...below(sinceBill),
    ...below([...held, ...waitTexts(till, line)], "bold"),
    ...below(packWeightTexts(till, line)),
    ...below(list),
    ...below(modifierTexts(till, line, { wide, signs })),
    ...below([...promo, ...discount, ...service, ...seat]),
    ...below(serial),
    ...below(note, "bold"),
    ...below(aside),
  ];
}

/**
 * Returns the rows of goods returned in exchange: they are no lines of the order, so no key of
 * lines acts on them.
 */
function returnRows(
  till: TillContext,
  { returns }: OrderView,
  { width, signs }: PaneSize,
): PaneRows {
  return returns.flatMap(({ number, lines }) =>
    lines.flatMap(({ name, soldBy, quantity, amount }) => {
      const goods = drawable(`${till.times(quantity, soldBy)}${name}`, signs);
      const sum = till.money(amount);
      const moneyWidth = Math.max(MONEY_WIDTH - 1, textWidth(sum));
      const wide = width - RETURN_INDENT.length - 1;
      const room = wide - moneyWidth;
      const [first = "", ...rest] = wrapWhole(goods, wide, room);
      return [
        row(`${RETURN_INDENT}${padEnd(first, room)}${padStart(sum, moneyWidth)} `),
        ...rest.map((text) => row(RETURN_INDENT + text)),
        row(RETURN_INDENT + till.words.order.ofReceipt({ number })),
      ];
    }),
  );
}

/** The indent is the width of the lines' positions. */
const RETURN_INDENT = " ".repeat(5);

/** Returns rows under the name of the goods. */
function below(texts: ReadonlyArray<string>, look: Look = "plain"): PaneRows {
  return texts.map((text) => row(" ".repeat(HEAD_WIDTH) + text, look));
}

function headed(head: string, [first = "", ...rest]: ReadonlyArray<string>): PaneRows {
  return [row(head + first), ...below(rest)];
}

function modifierTexts(
  till: TillContext,
  line: LineView,
  { wide, signs }: { readonly wide: number; readonly signs: Signs },
): ReadonlyArray<string> {
  const { chosen, usual } = shownModifiers(till, line);
  const names = usual.map(({ name }) => drawable(name, signs)).join(", ");
  const own = chosen.flatMap((modifier) => {
    const count = modifier.count === 1 ? "" : `${modifier.count} `;
    // The price is in brackets, because the line's sum contains it.
    const money = till.money(modifier.price);
    const each = modifier.count === 1 ? money : till.words.order.each({ price: money });
    const price = modifier.price === 0 ? "" : ` (${each})`;
    return wrapWhole(`+ ${count}${drawable(modifier.name, signs)}${price}`, wide);
  });
  return names === "" ? own : [...own, ...wrapWhole(`+ ${names}`, wide)];
}

/** Returns the kitchen's sign of a line: a letter each, because a colour alone says nothing. */
function kitchenSign(words: Words["order"], line: LineView): string {
  if (!isSent(line)) return " ";
  if (line.waits?.for === "doubt") return IN_DOUBT;
  if (line.waits !== undefined) return words.noPaperYet;
  return line.kitchen === "put-aside" ? words.noPaper : words.known;
}

/** The wait is shown once it takes so long that somebody should look. */
function waitTexts({ port, words }: TillContext, { waits }: LineView): ReadonlyArray<string> {
  if (waits?.for === "doubt") return [words.order.perhapsOnPaper];
  if (waits?.for !== "paper") return [];
  const minutes = port.minutesSince(waits.sinceMs);
  return minutes < 1 ? [] : [words.order.waitsForPaper({ minutes })];
}

/** The discount is in brackets, because the line's sum is without it already. */
/** `3 for 2 -3.00`. */
function promoText(till: TillContext, { names, off }: PromoView, signs: Signs): string {
  return `${drawable(names.join(", "), signs)} ${till.money(minor(0 - off))}`.trim();
}

function discountText(till: TillContext, { discountRate, off }: LineView): string {
  const rate = discountRate === 0 ? "" : localRate(discountRate, till.locale);
  return till.words.order.lineOff({ rate, money: till.money(minor(0 - off)) });
}

/** Returns the card payments that may still come, and what a card holds. */
function waitingCardRows(
  till: TillContext,
  { cards = [], tab }: OrderView,
  signs: Signs,
): PaneRows {
  const texts = [
    ...cards.map((card) => cardText(till, card)),
    ...(tab === undefined ? [] : [tabText(till, tab)]),
  ];
  return texts.map((text) => row(`  ${drawable(text, signs)}`, "bold"));
}

function totalRows(till: TillContext, order: OrderView, { width, signs }: PaneSize): PaneRows {
  const words = till.words.order;
  const exempt =
    order.exempt === undefined
      ? []
      : [row(`  ${drawable(exemptText(order.exempt, till.locale), signs)}`, "bold")];
  const changed = taxChangeTexts(order.taxChanges, till.locale).map((text) =>
    row(`  ${drawable(text, signs)}`, "bold"),
  );
  const taxes = [...exempt, ...taxRows(till, order, { width, signs }), ...changed];
  const rate = order.discountRate === 0 ? "" : localRate(order.discountRate, till.locale);
  const goods = drawable((order.offGoods ?? []).join(", "), signs);
  const offText = goods === "" ? words.orderOff({ rate }) : words.goodsOff({ rate, goods });
  const taken = `-${till.money(order.off)} `;
  const off = row(spreadShort(`  ${offText}`, taken, { width, signs }));
  const charges = (order.charges ?? []).map((charge) => {
    const label = drawable(charge.name, signs);
    const part = charge.rate === 0 ? "" : ` ${localRate(charge.rate, till.locale)}`;
    return row(spread(`  ${label}${part}`, `${till.money(charge.amount)} `, width));
  });
  const discount = [...(order.off === 0 ? [] : [off]), ...charges];
  const total = row(spread(`  ${words.total}`, `${till.money(order.total)} `, width), "reverse");
  const incomplete = order.incomplete.map((why) =>
    row(`  ${why === "not-heard" ? words.notHeard : words.notReadable}`, "bold"),
  );
  const isOver = order.refundDue > 0;
  const back = sumMinor(order.returns, (it) => it.total);
  const billed = [
    ...noteRows(order, { width, signs }),
    ...billedRows(till, order, width),
    ...waitingCardRows(till, order, signs),
  ];
  if (order.paid === 0 && back === 0 && !isOver)
    return [...incomplete, ...billed, ...discount, ...taxes, total];
  const kept = minor(order.paid + order.refunded);
  const paid = row(spread(`  ${words.paid}`, `${till.money(kept)} `, width));
  const [label, rest] = isOver ? [words.toGiveBack, order.refundDue] : [words.toPay, order.due];
  return [
    ...incomplete,
    ...billed,
    ...discount,
    ...taxes,
    total,
    ...(order.paid === 0 ? [] : [paid]),
    ...(back === 0 ? [] : [row(spread(`  ${words.goodsBack}`, `${till.money(back)} `, width))]),
    row(spread(`  ${label}`, `${till.money(rest)} `, width), "reverse"),
  ];
}

/** What is said of the whole order may be what a guest must not eat. */
function noteRows(
  { note }: OrderView,
  { width, signs }: Pick<PaneSize, "width" | "signs">,
): PaneRows {
  if (note === "") return [];
  const parts = wrapWhole(`"${drawable(note, signs)}"`, width - 3);
  return parts.map((part) => row(`  ${part}`, "bold"));
}

/** The most taxes shown that prices contain: they explain the total, and are no part of what makes it. */
const INCLUDED_ROWS_MAX = 2;

/** Returns every tax that is added to the goods or spared to a guest who is exempt, so that the rows make the total. */
function taxRows(
  { words, locale, money }: TillContext,
  { taxes }: OrderView,
  { width, signs }: Pick<PaneSize, "width" | "signs">,
): PaneRows {
  const shown = taxes.filter(hasRow);
  const contained = shown.filter(({ included, exempt }) => included && exempt === undefined);
  const left = new Set(contained.slice(INCLUDED_ROWS_MAX));
  return shown
    .filter((tax) => !left.has(tax))
    .map(({ label, included, tax, exempt }) => {
      const name = drawable(label, signs);
      const owed = included ? words.order.included({ tax: name }) : name;
      const text = exempt === undefined ? owed : sparedText(name, locale);
      const amount = exempt === undefined ? tax : minor(0 - exempt);
      return row(spread(`  ${text}`, `${money(amount)} `, width));
    });
}

/** The bill that the guest has in hand, and what it would be now. */
function billedRows(
  { words, port, money }: TillContext,
  { billed }: OrderView,
  width: number,
): PaneRows {
  if (billed === undefined) return [];
  const { numbers, asked, now, printedMs, isChanged } = billed;
  const minutes = port.minutesSince(printedMs);
  const bill = words.bill.out({ numbers: numbers.join(", "), money: money(asked), minutes });
  const texts = isChanged ? [bill, words.bill.now({ money: money(now) })] : [bill];
  return texts.flatMap((text) =>
    wrapWhole(text, width - 3).map((part) => row(`  ${part}`, isChanged ? "bold" : "plain")),
  );
}
