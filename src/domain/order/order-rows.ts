/** The rows of an order: a line, or several equal ones, which people see and name as one. */

import { type EventId } from "../identity.ts";
import { sumMinor, type Thousandths, thousandths, zeroMinor } from "../money/amounts.ts";
import { magnitude } from "../text/quantity.ts";
import { type LineView, type ModifierView } from "../views.ts";
import { onePart } from "./combo-lines.ts";
import { promoTogether } from "./line-promo.ts";

/**
 * A row as one line: its quantity and amounts are those of all its lines. All else is of the newest
 * line, which is the one that a void takes first.
 */
export interface OrderRow extends LineView {
  /** The oldest line comes first. */
  readonly lines: ReadonlyArray<LineView>;
}

/** Returns the rows that screens show, in the order of their numbers. */
export function rowsOfOrder(lines: ReadonlyArray<LineView>): ReadonlyArray<OrderRow> {
  const shown = lines.filter(({ gone }) => !gone);
  return [...Map.groupBy(shown, ({ position }) => position).values()].flatMap((row) => {
    const newest = row.at(-1);
    return newest === undefined ? [] : [toRow(newest, row)];
  });
}

/** Returns the row in which a line stands; undefined for a line that no screen shows. */
export function rowOfLine(
  lines: ReadonlyArray<LineView>,
  line: EventId | undefined,
): OrderRow | undefined {
  return rowsOfOrder(lines).find((row) => row.lines.some(({ id }) => id === line));
}

/** Returns the row of a number; undefined where there is none. */
export function rowAt(lines: ReadonlyArray<LineView>, position: number): OrderRow | undefined {
  return rowsOfOrder(lines).find((row) => row.position === position);
}

function toRow(newest: LineView, lines: ReadonlyArray<LineView>): OrderRow {
  // In an order with courses each part stands in its own.
  if (lines.length === 1) return { ...newest, lines };
  if (newest.combo !== undefined) return comboRow({ ...newest, combo: newest.combo }, lines);
  return {
    ...newest,
    lines,
    quantity: quantityOf(lines),
    gross: sumMinor(lines, ({ gross }) => gross),
    off: sumMinor(lines, ({ off }) => off),
    ...promoTogether(lines),
    covered: sumMinor(lines, ({ covered }) => covered),
  };
}

/** Returns the row of a combo: its name and price, and its parts as what was chosen. */
function comboRow(
  newest: LineView & Required<Pick<LineView, "combo">>,
  lines: ReadonlyArray<LineView>,
): OrderRow {
  const { sku, name, price } = newest.combo;
  const parts = [...Map.groupBy(lines, ({ combo }) => combo?.part).values()];
  return {
    ...newest,
    lines,
    sku,
    name,
    price,
    quantity: quantityOf(onePart(lines)),
    unitPrice: sumMinor(parts, ([first]) => first?.unitPrice ?? 0),
    gross: sumMinor(lines, ({ gross }) => gross),
    off: sumMinor(lines, ({ off }) => off),
    covered: sumMinor(lines, ({ covered }) => covered),
    modifiers: parts.flatMap(([first]) => (first === undefined ? [] : chosenIn(first))),
    note: [...new Set(lines.map(({ note }) => note))].filter((note) => note !== "").join(", "),
    waits: lines.find(({ waits }) => waits !== undefined)?.waits,
    kitchen: lines.find(({ kitchen }) => kitchen !== "none")?.kitchen ?? "none",
    isMade: lines.every(({ isMade }) => isMade),
    isOnHold: lines.some(({ isOnHold }) => isOnHold),
    isSinceBill: lines.some(({ isSinceBill }) => isSinceBill),
  };
}

/** Returns a part of a combo as something chosen, with its own options below it. */
function chosenIn({ name, combo, modifiers }: LineView): ReadonlyArray<ModifierView> {
  // The name of half and half says both.
  if (combo?.half === true) return modifiers;
  return [{ name, price: combo?.extra ?? zeroMinor, count: 1 }, ...modifiers];
}

function quantityOf(lines: ReadonlyArray<Pick<LineView, "quantity">>): Thousandths {
  return thousandths(lines.reduce((sum, { quantity }) => sum + quantity, 0));
}

/** Returns the lines of a row, or so much of them; without a quantity each line as a whole. */
export function linesOfRow(
  row: Pick<OrderRow, "lines">,
  quantity: Thousandths | undefined,
): ReadonlyArray<{ readonly line: EventId; readonly quantity: Thousandths | undefined }> {
  return quantity === undefined
    ? row.lines.map(({ id }) => ({ line: id, quantity }))
    : piecesOfRow(row, quantity).map(({ line, count }) => ({ line, quantity: count }));
}

/** So much of one line. */
export interface LinePiece {
  readonly line: EventId;
  readonly count: Thousandths;
}

/**
 * Returns the lines that so much of a row is taken from, the newest first; what no line has is
 * taken from the oldest, so that a decision refuses it. Of a combo it is so much of each part.
 */
export function piecesOfRow(
  { lines }: { readonly lines: ReadonlyArray<Pick<LineView, "id" | "quantity" | "combo">> },
  count: Thousandths,
): ReadonlyArray<LinePiece> {
  const parts = Map.groupBy(lines, ({ combo }) => combo?.part);
  return [...parts.values()].flatMap((part) => piecesOf(part, count));
}

function piecesOf(
  lines: ReadonlyArray<Pick<LineView, "id" | "quantity">>,
  count: Thousandths,
): ReadonlyArray<LinePiece> {
  const pieces: LinePiece[] = [];
  let missing: number = count;
  for (const { id, quantity } of lines.toReversed()) {
    const isOldest = id === lines[0]?.id;
    const taken = isOldest ? missing : Math.min(magnitude(quantity), missing);
    if (taken > 0) pieces.push({ line: id, count: thousandths(taken) });
    missing -= taken;
  }
  return pieces;
}
