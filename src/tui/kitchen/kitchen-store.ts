/**
 * Holds the state of a kitchen's screen, takes the presses in order, and calls whoever draws it.
 * The board is read anew after each change of the till, each step, and each minute, because tickets
 * age.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Result } from "../../domain/base/result.ts";
import { type KitchenLine } from "../../domain/kitchen/kitchen-card.ts";
import { type Clock } from "../../domain/ports.ts";
import { type KeyInput } from "../keys/key-event.ts";
import { pressesOf, type Press } from "../keys/kitchen-keys.ts";
import { startMinuteTick } from "../minute-tick.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { isTooSmall, LEAST_AT_COUNTER } from "../terminal/window-size.ts";
import { type BoardSize, geometryOf, placedCards } from "./board-rows.ts";
import { type CardLook, type LateLimits } from "./card-rows.ts";
import { type KitchenPort, type BoardCard, type KitchenRefusal } from "./kitchen-port.ts";
import { assignSlots, pageOf, slotsFrom } from "./kitchen-slots.ts";
import {
  type KitchenContext,
  kitchenContext,
  type KitchenState,
  onPage,
  asksFirst,
  cardAt,
  cardOf,
  isBegun,
  ITEMS_SIGN,
  numberIn,
  pagesOf,
  withMessage,
  showingPageOf,
  wantsItems,
} from "./kitchen-state.ts";

export interface KitchenStore {
  readonly context: KitchenContext;
  readonly getState: () => KitchenState;
  readonly dispatch: (events: ReadonlyArray<KeyInput>) => void;
  /** In a window that is too small nobody sees what a key does: then none does anything. */
  readonly setSize: (size: BoardSize) => void;
  /** Returns the style in which rows are made. */
  readonly look: () => Omit<CardLook, "width">;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface KitchenStoreDeps {
  readonly port: KitchenPort;
  readonly clock: Clock;
  readonly size: BoardSize;
  readonly signs: Signs;
  readonly late: LateLimits;
  /** Whether an earlier screen is gone without having ended. */
  readonly isRestarted?: boolean;
  /** A ticket has come, or some of it is void. */
  readonly onNew: () => void;
}

export function createKitchenStore(deps: KitchenStoreDeps): KitchenStore {
  const { port, clock } = deps;
  const context = kitchenContext(port);
  const listeners = new Set<() => void>();
  const renewed = createRenewal(deps, look);
  let size = deps.size;
  let isBusy = false;
  let state = renewed(firstState(deps, context), size);

  function look(): Omit<CardLook, "width"> {
    const { signs, late } = deps;
    const { words, all } = context;
    const { locale } = port.shop;
    return { words, services: all.services, locale, signs, late, nowMs: clock.nowMs() };
  }

  function change(next: KitchenState): void {
    state = renewed(next, size);
    for (const listener of listeners) listener();
  }

  const stops = [
    port.subscribe(() => {
      // Changes that a step writes are read when the step is over.
      if (!isBusy) change(state);
    }),
    startMinuteTick(clock, () => change(state)),
  ];

  return {
    context,
    getState: () => state,
    dispatch: (events) => {
      if (isTooSmall(size, LEAST_AT_COUNTER)) return;
      isBusy = true;
      for (const press of events.flatMap(pressesOf)) {
        state = renewed(pressKitchen(context, state, press), size);
      }
      isBusy = false;
      change(state);
    },
    setSize: (next) => {
      size = next;
      change(state);
    },
    look,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      for (const stop of stops) stop();
      listeners.clear();
    },
  };
}

function firstState(
  { port, size, isRestarted }: KitchenStoreDeps,
  { words }: KitchenContext,
): KitchenState {
  return {
    board: { cards: [], past: 0, allDay: [] },
    places: slotsFrom(port.numbers()),
    geometry: geometryOf(size),
    page: 0,
    typed: "",
    isNumberTaken: false,
    pane: undefined,
    message: isRestarted === true ? { level: "hint", text: words.restarted } : undefined,
    ended: false,
  };
}

/** Puts the present tickets into the state, each in its slot. */
function createRenewal(
  { port, clock, onNew }: KitchenStoreDeps,
  look: KitchenStore["look"],
): (before: KitchenState, size: BoardSize) => KitchenState {
  const hearNew = createBell(onNew);
  let kept = "";

  function keep({ byCard }: KitchenState["places"]): void {
    const numbers = [...byCard].map(([card, { number }]) => [card, number] as const);
    const text = JSON.stringify(numbers);
    if (text === kept) return;
    kept = text;
    port.keepNumbers(numbers);
  }

  return (before, size) => {
    const board = port.board();
    const geometry = geometryOf(size);
    const cards = placedCards(board, size, look());
    const places = assignSlots(before.places, cards, { geometry, nowMs: clock.nowMs() });
    keep(places);
    hearNew(board);
    const isGone =
      before.pane?.type === "items" && !board.cards.some(({ id }) => isPane(before, id));
    const pane = isGone ? undefined : before.pane;
    return onPage({ ...before, board, geometry, places, pane });
  };
}

function isPane({ pane }: KitchenState, card: string): boolean {
  return pane?.type === "items" && pane.card === card;
}

/** Rings once for all tickets that came together; never for those that were there when the screen began. */
function createBell(onNew: () => void): (board: KitchenState["board"]) => void {
  let known: ReadonlySet<string> | undefined;
  return ({ cards }) => {
    // A part more is a ticket more, or what was taken off one.
    const now = new Set(
      cards.flatMap(({ id, parts }) => [id, ...parts.map(({ ticket }) => `${id} ${ticket}`)]),
    );
    const before = known;
    known = now;
    if (before !== undefined && [...now].some((name) => !before.has(name))) onNew();
  };
}

/** No kitchen has a thousand tickets. */
const NUMBER_DIGITS_MAX = 3;

/** Takes one press as one step. Its writes are durable when it returns; the caller reads the board anew. */
function pressKitchen(context: KitchenContext, before: KitchenState, press: Press): KitchenState {
  const state = { ...before, message: undefined, isNumberTaken: false };
  if (press.type === "key") {
    const isLate = press.key === "enter" && before.isNumberTaken && before.pane?.type === "items";
    return isLate
      ? withMessage(state, "hint", context.words.onceMore)
      : pressKey(context, state, press.key);
  }
  const next = pressDigit(context, state, press.digit);
  return press.isUnlocked === true && next.message === undefined
    ? { ...next, message: { level: "hint", text: context.words.numLock } }
    : next;
}

type KeyPress = Extract<Press, { readonly type: "key" }>["key"];

function pressKey(context: KitchenContext, state: KitchenState, key: KeyPress): KitchenState {
  const { words } = context;
  switch (key) {
    case "enter":
      return enter(context, state);
    case "erase":
      return state.typed === "" ? back(state) : { ...state, typed: state.typed.slice(0, -1) };
    case "back":
      return state.typed === "" ? back(state) : { ...state, typed: "" };
    case "leave":
      return withMessage(state, "hint", words.leaves);
    case "items":
      return pressItems(context, state);
    case "recall":
      return pressRecall(context, state);
    case "all-day":
    case "help":
      return { ...state, typed: "", pane: state.pane?.type === key ? undefined : { type: key } };
    case "page":
      return turnPage(state);
    default:
      return assertNever(key, "key");
  }
}

function back(state: KitchenState): KitchenState {
  return { ...state, pane: undefined };
}

function pressDigit(context: KitchenContext, state: KitchenState, digit: string): KitchenState {
  const { words } = context;
  const typed = state.typed + digit;
  if (typed === "0") return pressKey(context, state, "help");
  const number = numberIn(typed);
  if (number.length > NUMBER_DIGITS_MAX)
    return withMessage(state, "error", words.noNumber({ number }));
  switch (state.pane?.type) {
    case "all-day":
    case "help":
      return withMessage(state, "hint", words.backFirst);
    case "recall":
    case "items":
      return inList(context, { ...state, typed });
    default:
      break;
  }
  if (isBegun(state, number)) return { ...state, typed };
  return wantsItems(typed)
    ? taken(openItems(context, state, number))
    : pressNumber(context, state, number);
}

/** Takes a digit of a list's number, which counts at once where no longer number of the list begins with it. */
function inList(context: KitchenContext, state: KitchenState): KitchenState {
  const length = listLength(state);
  if (Number(state.typed) * 10 <= length) return state;
  const next = chooseInList(context, state);
  // Hands press Enter after each number where some of the numbers need it.
  return length >= 10 ? taken(next) : next;
}

function taken(state: KitchenState): KitchenState {
  return { ...state, isNumberTaken: true };
}

function listLength(state: KitchenState): number {
  if (state.pane?.type === "recall") return state.pane.rows.length;
  return itemsOf(state)?.length ?? 0;
}

function enter(context: KitchenContext, state: KitchenState): KitchenState {
  const { pane, typed } = state;
  if (pane === undefined && typed === ITEMS_SIGN) return state;
  if (pane === undefined && wantsItems(typed)) return openItems(context, state, numberIn(typed));
  if (pane === undefined) return typed === "" ? state : bumpNumber(context, state, typed);
  if (typed !== "") return chooseInList(context, state);
  if (pane.type !== "items") return back(state);
  const card = cardOf(state, pane.card);
  return card === undefined ? back(state) : bump(context, state, card);
}

/** Bumps the ticket of a whole number, or shows it first and waits for Enter. */
function pressNumber(context: KitchenContext, state: KitchenState, typed: string): KitchenState {
  const number = Number(typed);
  const card = cardAt(state, number);
  if (card === undefined) return notThere(context, state, typed);
  return asksFirst(context, state, { card, number })
    ? { ...showingPageOf(state, number), typed }
    : bump(context, state, card);
}

/** A ticket that Enter bumps has been seen: one of another page is shown first. */
function bumpNumber(context: KitchenContext, state: KitchenState, typed: string): KitchenState {
  const number = Number(typed);
  const card = cardAt(state, number);
  if (card === undefined) return notThere(context, state, typed);
  return pageOf(number, state.geometry) === state.page
    ? bump(context, state, card)
    : showingPageOf(state, number);
}

function bump(context: KitchenContext, state: KitchenState, card: BoardCard): KitchenState {
  const { port, words } = context;
  const isPass = port.station === undefined;
  return withAnswer(context, back(state), {
    done: port.bump(card),
    text: isPass ? words.isServed({ order: card.number }) : words.isDone({ order: card.number }),
  });
}

/** The number comes after the key, as a digit alone is a bump; one that waits for more is taken too. */
function pressItems(context: KitchenContext, state: KitchenState): KitchenState {
  const { pane, typed } = state;
  if (pane?.type === "help") return { ...state, ended: true };
  if (typed === ITEMS_SIGN) return { ...state, typed: "" };
  if (typed !== "" && (pane?.type === "items" || pane?.type === "recall")) {
    return chooseInList(context, state);
  }
  if (pane?.type === "items") return back(state);
  if (typed !== "") return openItems(context, state, numberIn(typed));
  return { ...back(state), typed: ITEMS_SIGN };
}

function openItems(context: KitchenContext, state: KitchenState, typed: string): KitchenState {
  const number = Number(typed);
  const card = cardAt(state, number);
  if (card === undefined) return notThere(context, state, typed);
  const shown = showingPageOf(state, number);
  return { ...shown, typed: "", pane: { type: "items", card: card.id, from: 0 } };
}

function notThere({ words }: KitchenContext, state: KitchenState, typed: string): KitchenState {
  const isGone = state.places.resting.has(Number(typed));
  const text = isGone ? words.justGone({ number: typed }) : words.noNumber({ number: typed });
  return withMessage(state, isGone ? "hint" : "error", text);
}

/** One press opens the list, another one recalls its newest card. */
function pressRecall(context: KitchenContext, state: KitchenState): KitchenState {
  if (state.pane?.type === "recall") return recall(context, state, 1);
  return { ...state, typed: "", pane: { type: "recall", rows: context.port.done() } };
}

function chooseInList(context: KitchenContext, state: KitchenState): KitchenState {
  const number = Number(state.typed);
  return state.pane?.type === "recall"
    ? recall(context, state, number)
    : finishItem(context, state, number);
}

function recall(context: KitchenContext, state: KitchenState, number: number): KitchenState {
  const { port, words } = context;
  const row = state.pane?.type === "recall" ? state.pane.rows[number - 1] : undefined;
  if (row === undefined) {
    const why = number === 1 ? words.nothingDone : words.noItem({ number: String(number) });
    return withMessage(state, "error", why);
  }
  return withAnswer(context, back(state), {
    done: port.recall(row.parts),
    text: words.isBack({ order: row.number }),
  });
}

/** Done, or to be made after all. */
function finishItem(context: KitchenContext, state: KitchenState, number: number): KitchenState {
  const { port, words } = context;
  const line = itemsOf(state)?.[number - 1];
  if (line === undefined)
    return withMessage(state, "error", words.noItem({ number: String(number) }));
  const done = line.isDone ? port.recall(line.parts) : port.finish(line.parts);
  const text = line.isDone
    ? words.itemBack({ name: line.name })
    : words.itemDone({ name: line.name });
  return withAnswer(context, state, { done, text });
}

/** Returns the lines of the opened ticket, in the order of their numbers. */
function itemsOf(state: KitchenState): ReadonlyArray<KitchenLine> | undefined {
  if (state.pane?.type !== "items") return undefined;
  return cardOf(state, state.pane.card)?.sections.flatMap(({ lines }) => lines);
}

function withAnswer(
  { words }: KitchenContext,
  state: KitchenState,
  { done, text }: { readonly done: Result<void, KitchenRefusal>; readonly text: string },
): KitchenState {
  if (done.ok) return withMessage(state, "done", text);
  const why = { said: words.said, "shut-out": words.shutOut, "no-room": words.noRoom };
  return withMessage(state, done.fault === "said" ? "hint" : "error", why[done.fault]);
}

function turnPage(state: KitchenState): KitchenState {
  if (state.pane?.type === "items") {
    const { pane } = state;
    return { ...state, pane: { ...pane, from: pane.from + 1 } };
  }
  return { ...state, typed: "", pane: undefined, page: (state.page + 1) % pagesOf(state) };
}
