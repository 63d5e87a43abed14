/** The lists that replace the tickets when a key has opened them, and the row below the tickets. */

import { withDecimal } from "../../domain/text/locale.ts";
import { formatQuantity } from "../../domain/text/quantity.ts";
import { type Words } from "../../words/screen-words.ts";
import { KITCHEN_KEYS, type KitchenKey } from "../keys/kitchen-keys.ts";
import { fillPane, type PaneRows, row } from "../rows/pane-row.ts";
import { cutShort, drawable, padEnd, padStart } from "../terminal/cell-text.ts";
import { type CardLook, lineRows } from "./card-rows.ts";
import { type BoardCard, type KitchenBoard } from "./kitchen-port.ts";
import { cardOf, type KitchenContext, type KitchenState, numberOf } from "./kitchen-state.ts";

export interface KitchenPaneSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined while the tickets are seen. */
export function paneRows(
  context: KitchenContext,
  state: KitchenState,
  { width, height, look }: KitchenPaneSize & { readonly look: Omit<CardLook, "width"> },
): PaneRows | undefined {
  const rows = rowsOf(context, state, { width, height, look });
  return rows && fillPane(rows, { width, height, signs: look.signs });
}

function rowsOf(
  context: KitchenContext,
  state: KitchenState,
  size: KitchenPaneSize & { readonly look: Omit<CardLook, "width"> },
): PaneRows | undefined {
  switch (state.pane?.type) {
    case "help":
      return helpRows(context);
    case "all-day":
      return allDayRows(context, state.board, size.look);
    case "recall":
      return recallRows(context, state, size.look);
    case "items":
      return itemRows(context, state, size);
    default:
      return state.board.cards.length === 0 ? emptyRows(context) : undefined;
  }
}

function emptyRows({ words }: KitchenContext): PaneRows {
  return [row(""), row(`  ${words.empty}`, "bold"), row(""), row(`  ${words.emptyNext}`)];
}

/** Returns the sign of a key, its name and what it does: at the pass a number hands an order out. */
export function keyWords(
  { port, words }: KitchenContext,
  key: KitchenKey,
): Words["kitchen"]["keys"][KitchenKey] {
  return key === "digits" && port.station === undefined ? words.passDigits : words.keys[key];
}

function helpRows(context: KitchenContext): PaneRows {
  const { words } = context;
  return [
    row(` ${words.helpTitle}`, "bold"),
    row(""),
    ...KITCHEN_KEYS.map((key) => {
      const [sign, , meaning] = keyWords(context, key);
      return row(` ${padStart(sign, 5)}  ${meaning}`);
    }),
    row(""),
    row(` ${words.helpLeave}`),
  ];
}

type Counted = KitchenBoard["allDay"][number];

function allDayRows(
  { words }: KitchenContext,
  { allDay }: KitchenBoard,
  look: Omit<CardLook, "width">,
): PaneRows {
  if (allDay.length === 0) {
    const [, label, meaning] = words.keys["all-day"];
    return [row(` ${label}: ${meaning}`, "bold"), row(""), row(` ${words.nothingToMake}`)];
  }
  return [
    row(` ${words.allDay}`, "bold"),
    ...allDay.map((counted) => {
      const held =
        counted.held === 0
          ? ""
          : `  (${words.held({ quantity: quantityOf(counted, look, "held") })})`;
      const quantity = padStart(quantityOf(counted, look), 7);
      return row(` ${quantity}  ${drawable(counted.name, look.signs)}${held}`);
    }),
  ];
}

/** Returns the all-day counts in one row below the tickets. */
export function allDayLine(
  { words }: KitchenContext,
  { allDay }: KitchenBoard,
  { look, width }: { readonly look: Omit<CardLook, "width">; readonly width: number },
): string {
  const goods = allDay.map((it) => `${quantityOf(it, look)} ${drawable(it.name, look.signs)}`);
  const text = goods.length === 0 ? words.nothingToMake : goods.join("  ");
  return cutShort(` ${words.allDay}: ${text}`, { width, signs: look.signs });
}

function quantityOf(
  counted: Counted,
  { locale }: Pick<CardLook, "locale">,
  what: "quantity" | "held" = "quantity",
): string {
  return withDecimal(formatQuantity(counted[what], counted.soldBy), locale);
}

function recallRows(
  { words }: KitchenContext,
  { pane }: KitchenState,
  { signs }: Omit<CardLook, "width">,
): PaneRows {
  const rows = pane?.type === "recall" ? pane.rows : [];
  if (rows.length === 0) return [row(` ${words.nothingDone}`, "bold")];
  return [
    row(` ${words.recallTitle}`, "bold"),
    ...rows.map(({ number, table, goods, time }, at) => {
      const where = table === "" ? "" : ` ${words.table({ table })}`;
      const text = `${time}  ${number}${where}  ${goods}`;
      return row(` ${padStart(String(at + 1), 3)}  ${drawable(text, signs)}`);
    }),
  ];
}

type ItemsSize = KitchenPaneSize & { readonly look: Omit<CardLook, "width"> };

/** The goods of one ticket, numbered through; a page of them at a time. */
function itemRows(
  { words }: KitchenContext,
  state: KitchenState,
  size: ItemsSize,
): PaneRows | undefined {
  const { pane } = state;
  if (pane?.type !== "items") return undefined;
  const card = cardOf(state, pane.card);
  if (card === undefined) return undefined;
  const room = itemRoom(size);
  const pages = itemPages(state, size);
  const page = pane.from % pages;
  const title = words.itemsTitle({ number: numberOf(state, card.id) ?? 0, order: card.number });
  const where = pages === 1 ? "" : `  ${words.page({ at: page + 1, of: pages })}`;
  return [
    row(` ${title}${where}`, "bold"),
    ...allItemRows(card, size).slice(page * room, (page + 1) * room),
    row(` ${words.itemsHow}`, "hint"),
  ];
}

/** Returns how many pages the goods of the opened ticket take; 1 where none is open. */
export function itemPages(state: KitchenState, size: ItemsSize): number {
  const card = state.pane?.type === "items" ? cardOf(state, state.pane.card) : undefined;
  const rows = card === undefined ? 0 : allItemRows(card, size).length;
  return Math.max(1, Math.ceil(rows / itemRoom(size)));
}

/** The rows between the title and what a number does. */
function itemRoom({ height }: ItemsSize): number {
  return height - 2;
}

function allItemRows({ sections }: BoardCard, { width, look }: ItemsSize): PaneRows {
  const lines = sections.flatMap((section) => section.lines);
  return lines.flatMap((line, at) =>
    lineRows(line, { ...look, width: width - NUMBER_CELLS }).map(({ text, look: own }, index) =>
      row(`${padEnd(index === 0 ? padStart(String(at + 1), 3) : "", NUMBER_CELLS)}${text}`, own),
    ),
  );
}

const NUMBER_CELLS = 4;
