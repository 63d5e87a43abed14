/** The tickets in their places: rows of cards side by side, a page at a time. */

import { type PaneRows, row } from "../rows/pane-row.ts";
import { padEnd } from "../terminal/cell-text.ts";
import { type CardLook, cardRows, cutCard } from "./card-rows.ts";
import { type BoardCard, type KitchenBoard } from "./kitchen-port.ts";
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
    isLong: cardRows(card, 1, own).length > height,
  }));
}

/** The page as columns of cards: each goes on through the free places below it. */
export function boardPanes(
  state: KitchenState,
  { columns, rows }: BoardSize,
  look: Omit<CardLook, "width">,
): ReadonlyArray<{ readonly width: number; readonly rows: PaneRows }> {
  const { geometry } = state;
  const width = cardWidth(columns, geometry);
  const height = boardHeight(rows);
  const perPlace = Math.floor(height / geometry.rows);
  const shown = cardsOnPage(state);
  return Array.from({ length: geometry.columns }, (_, column) => {
    const own = shown.filter(({ at }) => at % geometry.columns === column);
    const cells = Array.from({ length: height }, () => row(padEnd("", width)));
    for (const [turn, { card, number, at }] of own.entries()) {
      const top = Math.floor(at / geometry.columns) * perPlace;
      const next = own[turn + 1];
      const end = next === undefined ? height : Math.floor(next.at / geometry.columns) * perPlace;
      const lines = cutCard(cardRows(card, number, { ...look, width }), {
        height: end - top,
        more: (count) => look.words.more({ lines: count, number }),
        width,
      });
      cells.splice(top, lines.length, ...lines);
    }
    return { width, rows: cells };
  });
}

interface CardOnPage {
  readonly card: BoardCard;
  readonly number: number;
  /** Its place on the page, from 0. */
  readonly at: number;
}

/** Returns the cards of the page that is seen, by their places. */
function cardsOnPage({ geometry, board, places, page }: KitchenState): ReadonlyArray<CardOnPage> {
  return board.cards
    .flatMap((card) => {
      const number = places.byCard.get(card.id)?.number;
      if (number === undefined || pageOf(number, geometry) !== page) return [];
      return [{ card, number, at: (number - 1) % (geometry.columns * geometry.rows) }];
    })
    .toSorted((a, b) => a.at - b.at);
}
