/**
 * Holds what a kitchen's screen shows, takes the presses in their order, and tells who draws. The board
 * is read anew after each change of the till, each step, and each minute, because tickets age.
 */

import { type Clock } from "../../domain/ports.ts";
import { type InputEvent } from "../keys/key-event.ts";
import { pressesOf } from "../keys/kitchen-keys.ts";
import { startMinuteTick } from "../minute-tick.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { type BoardSize, geometryOf, placedCards } from "./board-rows.ts";
import { type CardLook, type LateLimits } from "./card-rows.ts";
import { placeCards, placesFrom } from "./kitchen-places.ts";
import { type KitchenPort } from "./kitchen-port.ts";
import { type KitchenContext, kitchenContext, type KitchenState, onPage } from "./kitchen-state.ts";
import { pressKitchen } from "./kitchen-step.ts";

export interface KitchenStore {
  readonly context: KitchenContext;
  readonly getState: () => KitchenState;
  readonly dispatch: (events: ReadonlyArray<InputEvent>) => void;
  readonly setSize: (size: BoardSize) => void;
  /** Whether nobody can see what a key does: then none does anything. */
  readonly setHidden: (hidden: boolean) => void;
  /** What rows are made with. */
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
  /** Another screen was here, and is gone without having ended. */
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
  let isHidden = false;
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
      // What a step writes is looked at when the step is over.
      if (!isBusy) change(state);
    }),
    startMinuteTick(clock, () => change(state)),
  ];

  return {
    context,
    getState: () => state,
    dispatch: (events) => {
      if (isHidden) return;
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
    setHidden: (hidden) => {
      isHidden = hidden;
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
    places: placesFrom(port.numbers()),
    geometry: geometryOf(size),
    page: 0,
    typed: "",
    pane: undefined,
    message: isRestarted === true ? { level: "hint", text: words.restarted } : undefined,
    ended: false,
  };
}

/** With the tickets as they are now, each in its place. */
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
    const places = placeCards(before.places, cards, { geometry, nowMs: clock.nowMs() });
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

/** Once for all that came together; never for what was there when the screen began. */
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
