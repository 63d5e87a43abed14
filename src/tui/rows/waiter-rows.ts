/** A table of the plan in a narrow window, as whoever serves there wants it: in as many rows as it takes. */

import { goodsText } from "../../acts/texts.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { textWidth } from "../../domain/text/text-width.ts";
import { type CommandId } from "../commands.ts";
import { type RegisterState } from "../register-state.ts";
import { drawable, padEnd, type Signs, wrapTo } from "../terminal/cell-text.ts";
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { type Look, type PaneRow, type PaneSize, row, type Zone } from "./pane-row.ts";
import { ageText, courseText, nameOf } from "./table-text.ts";

export interface PlannedTable {
  readonly table: TableView;
  /** Who may not see others' tables sees that they are there, and whose. */
  readonly isSeen: boolean;
}

export interface ShownTable extends PaneSize {
  readonly planned: PlannedTable;
  /** Its place in the list. */
  readonly at: number;
  readonly look: "reverse" | "plain";
  /** Whether the terminal sends taps. */
  readonly isTapped?: boolean;
}

/** Everything that whoever serves there wants to know, nothing of it cut; then what a tap does there at once. */
export function waiterRows(
  till: TillContext,
  { session }: RegisterState,
  { planned, at, look, isTapped = false, ...size }: ShownTable,
): ReadonlyArray<() => PaneRow> {
  const { width, height, signs } = size;
  const { table, isSeen } = planned;
  const isOwn = table.owner === session?.staffNumber;
  const goods = isOwn ? (session?.goodsAtPass(table.id) ?? []) : [];
  const ready =
    goods.length === 0 ? "" : till.words.tables.atPass({ goods: goodsText(till, goods) });

  function below(text: string, shownAs: Look): ReadonlyArray<() => PaneRow> {
    if (text === "") return [];
    const lines = wrapTo(drawable(text, signs), width - BELOW.length - 1);
    return lines.map((line) => () => goingTo(at, row(BELOW + line, shownAs)));
  }

  const names = nameAndMoney(till, planned, { ...size, isOwn });
  const isDone = isTapped && isOwn && table.goods > 0 && !isLow(height);
  return [
    ...names.map((name) => () => goingTo(at, row(name, look))),
    ...below(ready, "bold"),
    ...below(isSeen ? courseText(till, table) : "", "plain"),
    ...(isDone ? [() => doneAtOnce(till, table, signs)] : []),
  ];
}

/** Where what is said of a table begins, below its name. */
const BELOW = "    ";

/** A tap on the row goes to the table. */
export function goingTo(at: number, shown: PaneRow): PaneRow {
  return { ...shown, zones: [{ from: 0, presses: [{ type: "row", at }] }] };
}

/** `Again  Bill  Split`: what a tap does at a table without a look at its order. */
function doneAtOnce({ words }: TillContext, { id }: TableView, signs: Signs): PaneRow {
  const { labels, tables } = words;
  const does: ReadonlyArray<readonly [CommandId, string]> = [
    ["again", labels.again],
    ["bill", labels.bill],
    ["split", tables.split],
  ];
  let text = BELOW;
  const zones: Zone[] = [];
  for (const [command, label] of does) {
    const from = textWidth(text);
    text += `[${drawable(label, signs)}] `;
    zones.push({
      from,
      to: textWidth(text),
      presses: [{ type: "table", order: id, does: command }],
    });
  }
  return { ...row(text), zones };
}

/** The name, however long, whose it is unless one's own, guests and age; the money at the end of the first row. */
function nameAndMoney(
  till: TillContext,
  { table, isSeen }: PlannedTable,
  { width, signs, isOwn }: Pick<PaneSize, "width" | "signs"> & { readonly isOwn: boolean },
): ReadonlyArray<string> {
  const guests = table.covers === 0 ? "" : till.words.tables.guests({ count: table.covers });
  const money = isSeen ? till.money(minor(table.due - table.refundDue)) : "";
  const facts = [
    isOwn ? "" : till.port.staffName(table.owner),
    guests,
    isSeen ? ageText(till, table.lastMs) : "",
  ].filter((text) => text !== "");
  const room = width - textWidth(money) - 4;
  const lines = wrapTo(drawable([nameOf(table), ...facts].join(", "), signs), room);
  return lines.map((line, at) => `  ${padEnd(line, room)} ${at === 0 ? money : ""}`);
}
