/** The tickets in their places: rows of cards side by side, a page at a time. */

import { type PaneRow, row } from "../rows/pane-row.ts";
import { padEnd } from "../terminal/cell-text.ts";
import { type CardLook, cardRows, cutCard } from "./card-rows.ts";
import { type KitchenBoard } from "./kitchen-port.ts";
import { type Geometry, pageOf, type SlotCard } from "./kitchen-slots.ts";
import { type KitchenState } from "./kitchen-state.ts";

/** Title, all day, rule, line, message, keys, status. */
export const KITCHEN_FRAME_ROWS = 7;
/** The smallest useful card, which also limits how many there are. */
const CARD_WIDTH_MIN = 26;
const CARD_HEIGHT_MIN = 8;

export interface BoardSize {
  readonly columns: number;
  readonly rows: number;
}

export function geometryOf({ columns, rows }: BoardSize): Geometry {
  return {
    // A rule stands between two of them.
    columns: Math.max(1, Math.floor((columns + 1) / (CARD_WIDTH_MIN + 1))),
    rows: Math.max(1, Math.floor(boardHeight(rows) / CARD_HEIGHT_MIN)),
  };
}

export function boardHeight(rows: number): number {
  return rows - KITCHEN_FRAME_ROWS;
}

export function cardWidth(columns: number, geometry: Geometry): number {
  return Math.floor((columns + 1) / geometry.columns) - 1;
}

/** Which tickets have more to say than fits into one place. */
export function placedCards(
  board: KitchenBoard,
  { columns, rows }: BoardSize,
  look: Omit<CardLook, "width">,
): ReadonlyArray<SlotCard> {
  const geometry = geometryOf({ columns, rows });
  const height = Math.floor(boardHeight(rows) / geometry.rows);
  const own = { ...look, width: cardWidth(columns, geometry) };
  return board.cards.map((card) => ({
    id: card.id,
    isLong: cardRows(card, 1, own).length > height - 1,
  }));
}

/** The page as columns of cards. */
export function boardPanes(
  state: KitchenState,
  { columns, rows }: BoardSize,
  look: Omit<CardLook, "width">,
): ReadonlyArray<{ readonly width: number; readonly rows: ReadonlyArray<PaneRow> }> {
  const { geometry, board, places, page } = state;
  const width = cardWidth(columns, geometry);
  const height = Math.floor(boardHeight(rows) / geometry.rows);
  const cells = Array.from({ length: geometry.columns }, () =>
    Array.from({ length: boardHeight(rows) }, () => row(padEnd("", width))),
  );
  for (const card of board.cards) {
    const place = places.byCard.get(card.id);
    if (place === undefined || pageOf(place.number, geometry) !== page) continue;
    const at = (place.number - 1) % (geometry.columns * geometry.rows);
    const top = Math.floor(at / geometry.columns) * height;
    const all = cardRows(card, place.number, { ...look, width });
    const bottom = top + height * (place.isTall ? 2 : 1);
    // A blank row parts it from the ticket below; the last one has all that is left.
    const isLast = bottom + height > boardHeight(rows);
    const shown = cutCard(all, {
      height: (isLast ? boardHeight(rows) : bottom - 1) - top,
      more: (count) => look.words.more({ lines: count, number: place.number }),
      width,
    });
    const column = cells[at % geometry.columns];
    for (const [index, line] of shown.entries()) column?.splice(top + index, 1, line);
  }
  return cells.map((column) => ({ width, rows: column }));
}
