/** The state of a kitchen's screen, with the text typed at it. */

import { type KitchenLine } from "../../domain/kitchen/kitchen-card.ts";
import { type Words, wordsFor } from "../../words/screen-words.ts";
import { type Message } from "../register-state.ts";
import {
  type BoardCard,
  type DoneCard,
  type KitchenBoard,
  type KitchenPort,
} from "./kitchen-port.ts";
import { type Geometry, pageCount, pageOf, type Slots } from "./kitchen-slots.ts";

export type KitchenPane =
  | { readonly type: "all-day" }
  | { readonly type: "help" }
  /** The list as it was when it was opened, so that its numbers stay too. */
  | { readonly type: "recall"; readonly rows: ReadonlyArray<DoneCard> }
  | { readonly type: "items"; readonly card: string; readonly from: number };

export interface KitchenState {
  readonly board: KitchenBoard;
  readonly places: Slots;
  readonly geometry: Geometry;
  /** The page of tickets, from 0. */
  readonly page: number;
  readonly typed: string;
  /** The last press was a digit that made a number whole: an Enter after it ends that number. */
  readonly isNumberTaken: boolean;
  readonly pane: KitchenPane | undefined;
  readonly message: Message | undefined;
  readonly ended: boolean;
}

/** The context of a step. */
export interface KitchenContext {
  readonly port: KitchenPort;
  readonly words: Words["kitchen"];
  readonly all: Words;
}

export function kitchenContext(port: KitchenPort): KitchenContext {
  const all = wordsFor({ locale: port.shop.locale });
  return { port, words: all.kitchen, all };
}

export function numberOf({ places }: KitchenState, card: string): number | undefined {
  return places.byCard.get(card)?.number;
}

export function cardAt({ board, places }: KitchenState, number: number): BoardCard | undefined {
  return board.cards.find(({ id }) => places.byCard.get(id)?.number === number);
}

export function cardOf({ board }: KitchenState, id: string): BoardCard | undefined {
  return board.cards.find((card) => card.id === id);
}

export function pagesOf({ places, geometry }: KitchenState): number {
  return pageCount(places, geometry);
}

/** Whether a finger may mean a longer number than is typed so far. */
export function isBegun({ places }: KitchenState, typed: string): boolean {
  const numbers = [
    ...[...places.byCard.values()].map(({ number }) => number),
    ...places.resting.keys(),
  ];
  return numbers.some((number) => {
    const text = String(number);
    return text.length > typed.length && text.startsWith(typed);
  });
}

export function withMessage(
  state: KitchenState,
  level: Message["level"],
  text: string,
): KitchenState {
  return { ...state, typed: "", message: { level, text } };
}

/** A page that has emptied is left. */
export function onPage(state: KitchenState): KitchenState {
  const last = pagesOf(state) - 1;
  return state.page <= last ? state : { ...state, page: last };
}

export function showingPageOf(state: KitchenState, number: number): KitchenState {
  return { ...state, page: pageOf(number, state.geometry) };
}

/** What `*` typed before a number asks for: the goods of that ticket. */
export const ITEMS_SIGN = "*";

export function wantsItems(typed: string): boolean {
  return typed.startsWith(ITEMS_SIGN);
}

export function numberIn(typed: string): string {
  return wantsItems(typed) ? typed.slice(ITEMS_SIGN.length) : typed;
}

/** Returns how many of its goods are still to be made: nobody waits for what is void or held. */
export function openLines({ sections }: BoardCard): number {
  return sections.flatMap(({ lines }) => lines).filter(isToMake).length;
}

function isToMake({ isDone, isVoid, isHeld }: KitchenLine): boolean {
  return !isDone && !isVoid && !isHeld;
}

/**
 * Whether a number waits for Enter although it is whole: its ticket was not seen, or, at the pass,
 * some of its order is not made.
 */
export function asksFirst(
  { port }: KitchenContext,
  { page, geometry }: KitchenState,
  { card, number }: { readonly card: BoardCard; readonly number: number },
): boolean {
  return pageOf(number, geometry) !== page || (port.station === undefined && openLines(card) > 0);
}

/** Says what Enter would do with the typed text. */
export function previewOf({ port, words }: KitchenContext, state: KitchenState): string {
  const { typed, pane } = state;
  if (pane !== undefined) return words.typeOn;
  if (typed === ITEMS_SIGN) return words.opensWhich;
  const card = cardAt(state, Number(numberIn(typed)));
  if (card === undefined) return words.typeOn;
  const order = card.number;
  if (wantsItems(typed)) return words.opens({ order });
  if (port.station !== undefined) return words.bumps({ order });
  const count = openLines(card);
  return count === 0 ? words.serves({ order }) : words.servesOpen({ order, count });
}
