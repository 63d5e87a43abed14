/** An order as text, in a language: each line, what is taken off, taxes and what is due. */

import { type PackWeight } from "../../domain/goods/measure.ts";
import { serialText } from "../../domain/goods/serial-numbers.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { weightOfPacks } from "../../domain/lines/line-measure.ts";
import { minor, type MinorUnits, sumMinor, type Thousandths } from "../../domain/money/amounts.ts";
import { type TaxView } from "../../domain/money/tax.ts";
import { dueText } from "../../domain/order/due-at.ts";
import { rowsOfOrder } from "../../domain/order/order-rows.ts";
import { partsPaidOf } from "../../domain/order/parts-paid.ts";
import { isForGuests, lastActMs } from "../../domain/order/who-serves.ts";
import { clockText, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { localMeasure, localQuantity, localRate } from "../../domain/text/locale.ts";
import { magnitude } from "../../domain/text/quantity.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import {
  type LineView,
  type MoneyMove,
  type OrderView,
  type PromoView,
  type ReturnView,
} from "../../domain/views.ts";
import { doubtTexts } from "../../words/doubt-text.ts";
import { exemptText, hasRow, sparedText } from "../../words/exempt-text.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { type OrderWords } from "../../words/made/order/words.ts";
import { taxChangeTexts } from "../../words/tax-change-text.ts";
import { moneyText, type Speech } from "../speech.ts";
import { type Till } from "../till/till.ts";
import { aboutText } from "../words/about-text.ts";
import { padEnd, widest } from "../words/text-columns.ts";

interface Spoken {
  readonly speech: Speech;
  readonly words: OrderWords;
  readonly hasMoney: boolean;
}

const MINUTE_MS = 60_000;
const NUMBER_CELLS = 3;
const TOTAL_CELLS = 7;
const TIME_CELLS = 5;
const STATUS_CELLS = 6;
const SERVICE_CELLS = 9;
const LABEL_CELLS = 34;
const NAME_CELLS = 31;
const AMOUNT_CELLS = 10;

/** `hasMoney`: whether each payment, hand-back and refund has its row. */
export function orderLines(
  order: OrderView,
  speech: Speech,
  { hasMoney = false }: { readonly hasMoney?: boolean } = {},
): ReadonlyArray<string> {
  const spoken = { speech, words: wordsIn(orderWords, speech.locale), hasMoney };
  // A name or a note that somebody broke into lines makes no lines of its own.
  return textLines(order, spoken).map((line) => line.replaceAll(/\p{Cc}+/gu, " "));
}

/** The people and the time in a list of orders: `Mia 12'` is 12 minutes ago. */
export interface ShownRows {
  readonly customerText: (id: string) => string;
  readonly staffName: (number: string) => string;
  /** Returns when the order was opened, on the shop's wall. */
  readonly openedText: (order: OrderView) => string;
  readonly nowMs: number;
  /** The shop's wall now, such as `2026-12-05T10:00`; orders for later that are late say so. */
  readonly wall: string;
}

/** Returns the time at which an order was opened; with its date where that isn't of the list's day. */
export function openedText(
  { offsetMinutes }: Pick<Till, "offsetMinutes">,
  { opened, day }: Pick<OrderView, "opened" | "day">,
  { listed, locale }: { readonly listed: BusinessDay } & Pick<Speech, "locale">,
): string {
  const at = markTwice(opened, offsetMinutes);
  return day === listed ? clockText(at) : momentText(at, locale);
}

/** Returns a row for each order of a list. */
export function orderRows(
  orders: ReadonlyArray<OrderView>,
  speech: Speech,
  shown: ShownRows,
): ReadonlyArray<string> {
  const { customerText, staffName, nowMs } = shown;
  const words = wordsIn(orderWords, speech.locale);
  const { services, statuses, isIncomplete, partsPaid } = words;
  const times = orders.map((order) => shown.openedText(order));
  const totals = orders.map((order) => moneyText(listedSum(order), speech));
  const numberCells = widest(
    orders.map(({ number }) => number),
    NUMBER_CELLS,
  );
  const timeCells = widest(times, TIME_CELLS);
  const totalCells = widest(totals, TOTAL_CELLS);
  const statusCells = widest(Object.values(statuses), STATUS_CELLS);
  const serviceCells = widest(Object.values(services), SERVICE_CELLS);
  return orders.map((order, at) =>
    [
      order.number.padEnd(numberCells),
      padEnd(times[at] ?? "", timeCells),
      padEnd(statuses[order.status], statusCells),
      padEnd(services[order.service], serviceCells),
      (totals[at] ?? "").padStart(totalCells),
      ...(order.receipts.length === 0 ? [] : [order.receipts.join(" ")]),
      ...dueTexts(order, { words, speech, wall: shown.wall }),
      ...seatedTexts(order, words),
      ...(order.status === "open" && isForGuests(order)
        ? [`${staffName(order.owner)} ${minutesSince(lastActMs(order), nowMs)}'`]
        : []),
      ...(order.customer === "" ? [] : [customerText(order.customer)]),
      ...partsPaidText(order, partsPaid),
      ...waitingTexts(order, words),
      ...(order.incomplete.length > 0 ? [isIncomplete] : []),
      ...doubtTexts(order.doubts, speech.locale),
    ].join("  "),
  );
}

/**
 * Returns what is due of an open order, below zero what is to be given back, as registers list it; else its total. Of
 * an order for later `dueTexts` says what is paid and owed.
 */
function listedSum({ status, dueAt, due, refundDue, total }: OrderView): MinorUnits {
  return status === "open" && dueAt === "" ? minor(due - refundDue) : total;
}

/** Returns what a paid order still waits for: goods, or its receipt; empty for any other. */
function waitingTexts(
  { status, lines, isReceiptWaiting }: OrderView,
  { waits, receiptWaits }: Pick<OrderWords, "waits" | "receiptWaits">,
): ReadonlyArray<string> {
  if (isReceiptWaiting) return [receiptWaits];
  const held = lines.filter(({ isOnHold, isMade, voided }) => isOnHold && !isMade && !voided);
  const goods = held.map(({ name }) => name).join(", ");
  return status === "paid" && goods !== "" ? [waits({ goods })] : [];
}

/** Returns for when an order for later is; in a list also its goods, and what is paid and owed. Empty for now. */
function dueTexts(
  { dueAt, deposited, due, lines }: OrderView,
  {
    words: { later },
    speech,
    wall,
  }: Omit<Spoken, "hasMoney"> & { readonly wall?: string | undefined },
): ReadonlyArray<string> {
  if (dueAt === "") return [];
  const goods = lines
    .filter(isToCollect)
    .map(
      ({ quantity, soldBy, name }) => `${localQuantity(quantity, soldBy, speech.locale)} x ${name}`,
    )
    .join(", ");
  const listedTexts = [
    ...(dueAt < (wall ?? "") ? [later.late] : []),
    ...(goods === "" ? [] : [goods]),
    ...(deposited === 0 ? [] : [later.paid({ money: moneyText(deposited, speech) })]),
    ...(due === 0 ? [] : [later.owed({ money: moneyText(due, speech) })]),
  ];
  return [
    later.forWhen({ when: dueText(dueAt, speech.locale) }),
    ...(wall === undefined ? [] : listedTexts),
  ];
}

/** Whether no receipt has the line: another order on the bill was collected. */
function isToCollect({ voided, covered, gross }: OrderView["lines"][number]): boolean {
  return !voided && (covered === 0 || covered !== gross);
}

/** Returns the paid parts of a bill that is split and not paid yet; empty for any other. */
function partsPaidText(
  { parts, status }: OrderView,
  words: OrderWords["partsPaid"],
): ReadonlyArray<string> {
  return parts.length === 0 || status === "paid" ? [] : [words(partsPaidOf(parts))];
}

/** Returns the table and the number of guests, as far as they are set. */
function seatedTexts(
  { table, name, covers, joined }: OrderView,
  { seated }: OrderWords,
): ReadonlyArray<string> {
  return [
    ...tableAndName({ table, name }, seated),
    ...(covers === 0 ? [] : [seated.guests({ count: covers })]),
    ...joined.map((other) =>
      seated.joined({ what: [other.number, ...tableAndName(other, seated)].join(" ") }),
    ),
  ];
}

function tableAndName(
  { table, name }: Pick<OrderView, "table" | "name">,
  seated: OrderWords["seated"],
): ReadonlyArray<string> {
  return [...(table === "" ? [] : [seated.table({ table })]), ...(name === "" ? [] : [name])];
}

/** Another till's clock may be ahead. */
function minutesSince(wallMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - wallMs) / MINUTE_MS));
}

/** A label with an amount, below the lines of the order. */
export function amountRow(label: string, amount: number, speech: Speech): string {
  return `  ${padEnd(label, LABEL_CELLS)} ${moneyText(amount, speech).padStart(AMOUNT_CELLS)}`;
}

function textLines(order: OrderView, spoken: Spoken): ReadonlyArray<string> {
  const { speech, words } = spoken;
  function row(label: string, amount: number): string {
    return amountRow(label, amount, speech);
  }
  return [
    [
      words.order({ number: order.number }),
      words.services[order.service],
      words.statuses[order.status],
      ...dueTexts(order, { words, speech }),
      ...seatedTexts(order, words),
    ].join("  "),
    ...(order.note === "" ? [] : [`  ! ${order.note}`]),
    // Counted through, as whoever names a line by its number counts.
    ...rowsOfOrder(order.lines).flatMap((line) => lineRows(line, spoken)),
    ...(order.off === 0 ? [] : [row(offLabel(order, words), 0 - order.off)]),
    ...(order.charges ?? []).map(({ name, rate, amount }) =>
      row(rate === 0 ? name : `${name} ${localRate(rate, speech.locale)}`, amount),
    ),
    ...(order.exempt === undefined ? [] : [`  ${exemptText(order.exempt, speech.locale)}`]),
    ...order.taxes.filter(hasRow).map((tax) => taxRow(tax, speech)),
    ...taxChangeTexts(order.taxChanges, speech.locale).map((text) => `  ${text}`),
    `${row(words.total, order.total)} ${speech.currency.code}`,
    ...order.returns.flatMap((back) => returnRows(back, spoken)),
    ...(order.due > 0 && order.due !== order.total ? [row(words.due, order.due)] : []),
    ...order.parts
      // A part that a larger receipt has paid is left out.
      .filter(({ receipt, total }) => receipt !== "" || total !== 0)
      .map(({ no, of, receipt, total, due }) =>
        row(words.part({ no, of, receipt }), receipt === "" ? due : total),
      ),
    ...order.bills.map(({ no, part, total }) => row(words.bill({ no, part: part?.no }), total)),
    ...(order.billed?.isChanged === true ? [row(words.billNow, order.billed.now)] : []),
    ...(order.besideParts === 0 ? [] : [row(words.besideParts, order.besideParts)]),
    ...(order.refundDue > 0 ? [row(words.giveBack, order.refundDue)] : []),
    ...order.giveBackBy.map(({ method, name, amount }) =>
      row(words.cameBy({ method, name }), amount),
    ),
    ...(spoken.hasMoney ? order.money.flatMap((move) => moneyRows(move, spoken)) : []),
    ...paidRows(order, spoken),
    ...order.attention.map(({ type, isPaidTwice, amount, papers }) => {
      const about = aboutText(speech.locale, { type, isPaidTwice });
      const what = [about, ...papers].join(", ");
      return `! ${words.attention({ what, money: amount === 0 ? "" : moneyText(amount, speech) })}`;
    }),
    ...order.incomplete.map((why) => words.incomplete[why]),
    ...doubtTexts(order.doubts, speech.locale).map((text) => `${text}.`),
  ];
}

/** The tax of an exempt sale is taken off the prices. */
function taxRow({ label, tax, exempt }: TaxView, speech: Speech): string {
  return exempt === undefined
    ? amountRow(label, tax, speech)
    : amountRow(sparedText(label, speech.locale), 0 - exempt, speech);
}

function moneyRows(
  { what, number, method, name, amount, tip, isCorrected }: MoneyMove,
  { speech, words }: Spoken,
): ReadonlyArray<string> {
  const tender = words.tender({ method, name });
  const corrected = isCorrected ? "yes" : "no";
  const label = words.moneyMove({ what, tender, refund: number, corrected });
  const row = amountRow(label, amount, speech);
  return tip === 0 ? [row] : [row, amountRow(words.tip, tip, speech)];
}

/** Returns the payments where they are not the total: what came in, and what was refunded or too much. */
function paidRows(order: OrderView, { speech, words }: Spoken): ReadonlyArray<string> {
  const { total, paid, refunded, tooMuch, due, refundDue } = order;
  const isPlain = refunded === 0 && tooMuch === 0 && (paid === total || due > 0 || refundDue > 0);
  if (isPlain || paid === 0) return [];
  return [
    // Who paid twice got two receipts: the sum alone would be read as that of one.
    amountRow(words.paidSum({ receipts: Math.max(1, order.receipts.length) }), paid, speech),
    ...(refunded === 0 ? [] : [amountRow(words.refundedSum, refunded, speech)]),
    ...(tooMuch === 0 ? [] : [amountRow(words.tooMuch, tooMuch, speech)]),
  ];
}

/**
 * Returns the returned goods; with the total, where it is more than the goods: taxes that prices
 * don't include.
 */
function returnRows(
  { number, lines, total }: ReturnView,
  { speech, words }: Spoken,
): ReadonlyArray<string> {
  const rows = lines.map(({ name, soldBy, quantity, amount }) => {
    const much = localQuantity(magnitude(quantity), soldBy, speech.locale);
    return amountRow(words.back({ quantity: much, name, receipt: number }), amount, speech);
  });
  const added = total - sumMinor(lines, ({ amount }) => amount);
  return added === 0 ? rows : [...rows, amountRow(words.taxOf({ receipt: number }), added, speech)];
}

/** `3 for 2 -3.00`. */
function promoText({ names, off }: PromoView, speech: Speech): string {
  return `${names.join(", ")} ${moneyText(minor(0 - off), speech)}`.trim();
}

function packWeightText(
  pack: PackWeight,
  packs: Thousandths,
  { speech, words }: Pick<Spoken, "speech" | "words">,
): string {
  const weight = localMeasure(weightOfPacks(pack, packs), "weight", speech.locale);
  return words.packWeight({ weight, from: pack.from });
}

function offLabel(
  { offGoods }: OrderView,
  { off, offGoods: offNamed }: Pick<OrderWords, "off" | "offGoods">,
): string {
  return offGoods === undefined ? off : offNamed({ goods: offGoods.join(", ") });
}

/** Returns the rows of a line, with the number by which commands name it. */
function lineRows(line: LineView, { speech, words }: Spoken): ReadonlyArray<string> {
  const quantity = localQuantity(line.quantity, line.soldBy, speech.locale);
  const modifiers = line.modifiers.map(({ name }) => name).join(", ");
  const named = `${quantity} x ${line.name}${modifiers === "" ? "" : ` (${modifiers})`}`;
  const name = [
    named,
    ...(line.off === 0 ? [] : [words.lineOff({ money: moneyText(line.off, speech) })]),
    ...(line.promo === undefined ? [] : [promoText(line.promo, speech)]),
    ...(line.isOnHold ? [words.held] : []),
    ...(line.seat === 0 ? [] : [words.seated.seat({ seat: line.seat })]),
  ].join(", ");
  const amount = line.voided ? words.voided : moneyText(line.gross, speech);
  const begin = `${String(line.position).padStart(3)}  ${padEnd(name, NAME_CELLS)}`;
  const row = `${begin} ${amount.padStart(AMOUNT_CELLS)}`;
  return [
    row,
    ...(line.packWeight === undefined
      ? []
      : [`       ${packWeightText(line.packWeight, line.quantity, { speech, words })}`]),
    ...(line.serial === undefined ? [] : [`       ${serialText(line.serial)}`.trimEnd()]),
    ...(line.note === "" ? [] : [`       ${words.note({ text: line.note })}`]),
  ];
}
