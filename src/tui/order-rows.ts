/**
 * The order as its pane shows it: lines above, what it comes to below, the money in one column.
 */

import { formatQuantity } from "../domain/quantity.ts";
import { formatRate } from "../domain/rates.ts";
import { type Incompleteness, type LineView, type OrderView } from "../domain/views.ts";
import { cutTo, drawable, padEnd, padStart, spread } from "./cell-text.ts";
import { isSent, selectedLine } from "./entry-plan.ts";
import { type PaneRow, type PaneSize, blankRow, fillPane, row } from "./pane-row.ts";
import { type RegisterState } from "./register-state.ts";
import { SERVICE_NAMES } from "./service-names.ts";
import { type TillContext } from "./till-context.ts";
import { toldModifiers } from "./told-modifiers.ts";

const INCOMPLETE: Readonly<Record<Incompleteness, string>> = {
  "not-heard": "INCOMPLETE: not all heard yet",
  "not-readable": "INCOMPLETE: update this till",
};

const MONEY_WIDTH = 10;
/** Marker, position, whether the kitchen knows, quantity. */
const HEAD_WIDTH = 12;

export function orderRows(
  till: TillContext,
  state: RegisterState,
  size: PaneSize,
): ReadonlyArray<PaneRow> {
  const { order } = state;
  if (order === undefined) return fillPane(emptyRows(state, size), size);
  const totals = totalRows(till, order, size);
  const height = Math.max(1, size.height - totals.length);
  const selected = selectedLine(state)?.id;
  const shown = order.lines.filter(({ gone }) => !gone);
  const blocks = shown.map((line) => ({
    isSelected: line.id === selected,
    rows: lineRows(till, line, { ...size, isSelected: line.id === selected }),
  }));
  const above = fillPane(visible(blocks, height), { ...size, height });
  return [...above, ...fillPane(totals, { ...size, height: totals.length })];
}

function emptyRows(state: RegisterState, { ascii }: PaneSize): ReadonlyArray<PaneRow> {
  const hello = state.session === undefined ? "" : drawable(state.session.staffName, ascii);
  return [
    blankRow,
    row(`  Hello ${hello}. The order is empty.`),
    blankRow,
    row("  Type a number or the beginning of a"),
    row("  name, then Enter; or scan."),
    blankRow,
    row("  3*100 sells three, 100/2 with option"),
    row("  2, 100=2.50 at another price."),
    blankRow,
    row("  F1 has all keys, ?100 tells a price."),
  ];
}

interface Block {
  readonly isSelected: boolean;
  readonly rows: ReadonlyArray<PaneRow>;
}

/** The last rows that fit, but never without the selected line. */
function visible(blocks: ReadonlyArray<Block>, height: number): ReadonlyArray<PaneRow> {
  const rows = blocks.flatMap((block) => block.rows);
  const at = blocks.findIndex(({ isSelected }) => isSelected);
  const before = blocks.slice(0, Math.max(0, at)).flatMap((block) => block.rows).length;
  // One row of what is above says that there is more.
  const first = Math.max(0, Math.min(rows.length - height, before - 1));
  const shown = rows.slice(first, first + height);
  const hidden = rows.length - first - height;
  if (first > 0) shown[0] = row(`  ${moreLines(first + 1)} above`);
  if (hidden > 0 && height > 1) shown[height - 1] = row(`  ${moreLines(hidden + 1)} below`);
  return shown;
}

function moreLines(count: number): string {
  return count === 1 ? "1 more row" : `${count} more rows`;
}

function lineRows(
  till: TillContext,
  line: LineView,
  { width, ascii, isSelected }: PaneSize & { readonly isSelected: boolean },
): ReadonlyArray<PaneRow> {
  // The unit follows the column of quantities: `0.350 kg × Apples`.
  const unit = line.soldBy === "weight" ? "kg × " : "";
  const name = drawable(`${unit}${line.name}`, ascii);
  const quantity = formatQuantity(line.quantity, line.soldBy);
  const marker = isSelected ? ">" : " ";
  const known = isSent(line) ? "k" : " ";
  const head = `${marker}${padStart(String(line.position), 3)}${known}${padStart(quantity, 6)} `;
  if (line.voided) return [row(padEnd(`${head}void: ${name}`, width))];
  const room = width - HEAD_WIDTH - MONEY_WIDTH;
  const money = padStart(till.money(line.gross), MONEY_WIDTH - 1);
  const first = row(`${head}${padEnd(name, room)}${money} `, isSelected ? "bold" : "plain");
  const below = " ".repeat(HEAD_WIDTH);
  const modifiers = toldModifiers(till, line).map((modifier) => {
    const count = modifier.count === 1 ? "" : `${modifier.count} `;
    // In brackets: the line's sum contains it.
    const each = modifier.count === 1 ? "" : " each";
    const price = modifier.price === 0 ? "" : `(${till.money(modifier.price)}${each})`;
    const room = Math.max(0, width - HEAD_WIDTH - price.length - 1);
    const option = cutTo(`+ ${count}${drawable(modifier.name, ascii)}`, room);
    return row(`${below}${option} ${price}`.trimEnd());
  });
  const service = line.service === undefined ? [] : [row(`${below}${SERVICE_NAMES[line.service]}`)];
  const discount = line.off === 0 ? [] : [row(`${below}${discountText(till, line)}`)];
  const note = line.note === "" ? [] : [row(`${below}"${drawable(line.note, ascii)}"`)];
  return [first, ...modifiers, ...discount, ...service, ...note];
}

/** In brackets: the line's sum is without it already. */
function discountText(till: TillContext, { discountRate, off }: LineView): string {
  const rate = discountRate === 0 ? "" : `${formatRate(discountRate)} `;
  return `- ${rate}off (-${till.money(off)})`;
}

function totalRows(
  till: TillContext,
  order: OrderView,
  { width, ascii }: PaneSize,
): ReadonlyArray<PaneRow> {
  const taxes = order.taxes.slice(0, 2).map((tax) => {
    const label = `${drawable(tax.label, ascii)}${tax.included ? " included" : ""}`;
    return row(spread(`  ${label}`, `${till.money(tax.tax)} `, width));
  });
  const rate = order.discountRate === 0 ? "" : `${formatRate(order.discountRate)} `;
  const off = row(spread(`  ${rate}off the order`, `-${till.money(order.off)} `, width));
  const discount = order.off === 0 ? [] : [off];
  const total = row(spread("  TOTAL", `${till.money(order.total)} `, width), "reverse");
  const incomplete = order.incomplete.map((why) => row(`  ${INCOMPLETE[why]}`, "bold"));
  const isOver = order.giveBack > 0;
  if (order.paid === 0 && !isOver) return [...incomplete, ...discount, ...taxes, total];
  const [label, rest] = isOver ? ["  TO GIVE BACK", order.giveBack] : ["  TO PAY", order.due];
  return [
    ...incomplete,
    ...discount,
    ...taxes,
    total,
    row(spread("  paid", `${till.money(order.paid)} `, width)),
    row(spread(label, `${till.money(rest)} `, width), "reverse"),
  ];
}
