/**
 * One press, one step. What is written is durable when a step returns; the board itself is read anew by
 * whoever holds the state.
 */

import { assertNever } from "../../domain/assert-never.ts";
import { type KitchenLine } from "../../domain/kitchen/kitchen-cards.ts";
import { type Result } from "../../domain/result.ts";
import { type Press } from "../keys/kitchen-keys.ts";
import { type BoardCard, type KitchenRefusal } from "./kitchen-port.ts";
import {
  cardAt,
  cardOf,
  isBegun,
  type KitchenContext,
  type KitchenState,
  pagesOf,
  said,
  showingPageOf,
} from "./kitchen-state.ts";

/** No kitchen has a thousand tickets. */
const NUMBER_DIGITS_MAX = 3;

export function pressKitchen(
  context: KitchenContext,
  before: KitchenState,
  press: Press,
): KitchenState {
  const state = { ...before, message: undefined };
  if (press.type === "key") return pressKey(context, state, press.key);
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
      return said(state, "hint", words.leaves);
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
  if (number.length > NUMBER_DIGITS_MAX) return said(state, "error", words.noNumber({ number }));
  switch (state.pane?.type) {
    case "all-day":
    case "help":
      return said(state, "hint", words.backFirst);
    case "recall":
    case "items":
      return inList(context, { ...state, typed });
    default:
      break;
  }
  if (isBegun(state, number)) return { ...state, typed };
  if (wantsItems(typed)) return openItems(context, state, number);
  // A number of two digits is never done by the way: Enter says that it is whole.
  return number.length > 1 ? { ...state, typed } : bumpNumber(context, state, number);
}

/** A digit chooses at once where no longer number of the list begins with it. */
function inList(context: KitchenContext, state: KitchenState): KitchenState {
  const { typed } = state;
  const mayGoOn = typed.length > 1 || Number(typed) * 10 <= listLength(state);
  return mayGoOn ? state : chooseInList(context, state);
}

function listLength(state: KitchenState): number {
  if (state.pane?.type === "recall") return state.pane.rows.length;
  return itemsOf(state)?.length ?? 0;
}

function enter(context: KitchenContext, state: KitchenState): KitchenState {
  const { pane, typed } = state;
  if (pane === undefined && wantsItems(typed)) return openItems(context, state, numberIn(typed));
  if (pane === undefined) return typed === "" ? state : bumpNumber(context, state, typed);
  if (typed !== "") return chooseInList(context, state);
  if (pane.type !== "items") return back(state);
  const card = cardOf(state, pane.card);
  return card === undefined ? back(state) : bump(context, state, card);
}

function bumpNumber(context: KitchenContext, state: KitchenState, typed: string): KitchenState {
  const card = cardAt(state, Number(typed));
  return card === undefined ? notThere(context, state, typed) : bump(context, state, card);
}

function bump(context: KitchenContext, state: KitchenState, card: BoardCard): KitchenState {
  const { port, words } = context;
  const isPass = port.station === undefined;
  return told(context, back(state), {
    done: port.bump(card),
    text: isPass ? words.isServed({ order: card.number }) : words.isDone({ order: card.number }),
  });
}

/** The number comes after the key, as a digit alone is a bump; one that waits for more is taken too. */
function pressItems(context: KitchenContext, state: KitchenState): KitchenState {
  const { pane, typed } = state;
  if (pane?.type === "help") return { ...state, ended: true };
  if (pane?.type === "items") return back({ ...state, typed: "" });
  if (typed !== "") return openItems(context, state, numberIn(typed));
  return { ...back(state), typed: ITEMS_SIGN };
}

const ITEMS_SIGN = "*";

function wantsItems(typed: string): boolean {
  return typed.startsWith(ITEMS_SIGN);
}

function numberIn(typed: string): string {
  return wantsItems(typed) ? typed.slice(ITEMS_SIGN.length) : typed;
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
  return said(state, isGone ? "hint" : "error", text);
}

/** Once for the list, once more for the newest in it. */
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
    return said(state, "error", why);
  }
  return told(context, back(state), {
    done: port.recall(row.parts),
    text: words.isBack({ order: row.number }),
  });
}

/** Done, or to be made after all. */
function finishItem(context: KitchenContext, state: KitchenState, number: number): KitchenState {
  const { port, words } = context;
  const line = itemsOf(state)?.[number - 1];
  if (line === undefined) return said(state, "error", words.noItem({ number: String(number) }));
  const done = line.isDone ? port.recall(line.parts) : port.finish(line.parts);
  const text = line.isDone
    ? words.itemBack({ name: line.name })
    : words.itemDone({ name: line.name });
  return told(context, state, { done, text });
}

/** Of the ticket that is looked at, in the order in which they are numbered. */
export function itemsOf(state: KitchenState): ReadonlyArray<KitchenLine> | undefined {
  if (state.pane?.type !== "items") return undefined;
  return cardOf(state, state.pane.card)?.sections.flatMap(({ lines }) => lines);
}

function told(
  { words }: KitchenContext,
  state: KitchenState,
  { done, text }: { readonly done: Result<void, KitchenRefusal>; readonly text: string },
): KitchenState {
  if (done.ok) return said(state, "done", text);
  const why = { said: words.said, "shut-out": words.shutOut, "no-room": words.noRoom };
  return said(state, done.fault === "said" ? "hint" : "error", why[done.fault]);
}

function turnPage(state: KitchenState): KitchenState {
  if (state.pane?.type === "items") {
    const { pane } = state;
    return { ...state, pane: { ...pane, from: pane.from + 1 } };
  }
  return { ...state, typed: "", pane: undefined, page: (state.page + 1) % pagesOf(state) };
}
