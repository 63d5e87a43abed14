/** A kitchen's screen on a terminal: it rings for what is new. */

import { clockTextAt } from "../../domain/text/clock-text.ts";
import {
  type Frame,
  type FramePart,
  panesPart,
  rowsPart,
  type ScreenFacts,
} from "../frame/frame.ts";
import { messageText } from "../frame/message-text.ts";
import { statusLine } from "../frame/status-line.ts";
import { KITCHEN_KEYS } from "../keys/kitchen-keys.ts";
import { runScreen, type ScreenExit, type ScreenTerminal } from "../run-screen.ts";
import { wrapped } from "../screens/register-frame.ts";
import { type Signs, cutTo, spread } from "../terminal/cell-text.ts";
import { createCellWriter } from "../terminal/cell-writer.ts";
import { createScreenStyle, type ScreenStyle } from "../terminal/screen-style.ts";
import { sizeOf } from "../terminal/terminal-guard.ts";
import { BELL } from "../terminal/terminal-sequences.ts";
import { isTooSmall, LEAST_AT_COUNTER, type TerminalSize } from "../terminal/window-size.ts";
import { boardHeight, boardPanes } from "./board-rows.ts";
import { type LateLimits, ageMinutes, ageText } from "./card-rows.ts";
import { allDayLine, itemPages, keyWords, paneRows } from "./kitchen-panes.ts";
import { type KitchenPort } from "./kitchen-port.ts";
import {
  type KitchenContext,
  type KitchenState,
  numberOf,
  pagesOf,
  previewOf,
} from "./kitchen-state.ts";
import { createKitchenStore, type KitchenStore } from "./kitchen-store.ts";

export interface RunKitchenDeps extends ScreenTerminal {
  readonly port: KitchenPort;
  readonly offsetMinutes: (atMs: number) => number;
  readonly options: KitchenOptions;
  readonly isRestarted?: boolean;
}

export interface KitchenOptions {
  readonly signs: Signs;
  readonly color: boolean;
  /** Whether the terminal's bell rings for a new ticket. */
  readonly bell: boolean;
  readonly late: LateLimits;
}

/** Resolves when the screen has ended; the terminal is given back by then. */
export function runKitchen(deps: RunKitchenDeps): Promise<ScreenExit> {
  const { clock, stdout, options, port, offsetMinutes } = deps;
  const writer = createCellWriter(stdout, sizeOf(stdout));
  const style = createScreenStyle(options);
  const store = createKitchenStore({
    port,
    clock,
    size: sizeOf(stdout),
    signs: options.signs,
    late: options.late,
    isRestarted: deps.isRestarted ?? false,
    onNew: () => {
      if (options.bell) stdout.write(BELL);
    },
  });
  return runScreen(deps, {
    writer,
    store,
    frame: ({ columns, rows }) => kitchenFrame(store, { style, columns, rows, offsetMinutes }),
    onKeys: store.dispatch,
  });
}

interface KitchenWindow extends TerminalSize {
  readonly style: ScreenStyle;
  readonly offsetMinutes: (atMs: number) => number;
}

/** The tickets of a station, or the orders at the pass. */
function kitchenFrame(
  store: KitchenStore,
  { style, columns, rows, offsetMinutes }: KitchenWindow,
): Frame {
  if (isTooSmall({ columns, rows }, LEAST_AT_COUNTER)) {
    const { by, tooSmall } = store.context.all.window;
    const message = tooSmall({
      size: by({ columns, rows }),
      least: by(LEAST_AT_COUNTER),
    });
    return wrapped([message], { style, columns });
  }
  const { nowMs } = store.look();
  const time = clockTextAt(nowMs, offsetMinutes);
  return ticketsFrame(store, { style, columns, rows, time });
}

/** Returns the typed text, with its meaning so far. */
function typedLine(context: KitchenContext, state: KitchenState): string {
  const { typed } = state;
  return typed === "" ? " > " : ` > ${typed}   = ${previewOf(context, state)}`;
}

function ticketsFrame(store: KitchenStore, facts: ScreenFacts): Frame {
  const { style, columns } = facts;
  const { context } = store;
  const look = store.look();
  const state = store.getState();
  const prompt = style.shown(typedLine(context, state));
  const cursor = style.reverse(" ");
  const allDay = allDayLine(context, state.board, { look, width: columns });
  const below = [
    messageText(state.message, facts),
    footerOf(store, facts),
    statusLine({ fields: statusOf(context, state, look.nowMs) }, facts),
  ];
  return [
    { type: "rows", rows: [style.reverse(titleOf(context, state, columns))] },
    boardPart(store, facts),
    { type: "rows", rows: [style.bold(style.shown(allDay)), style.horizontal.repeat(columns)] },
    { type: "line", line: { prompt, typed: "", cursor } },
    { type: "rows", rows: below },
  ];
}

function boardPart(store: KitchenStore, { style, columns, rows }: ScreenFacts): FramePart {
  const look = store.look();
  const state = store.getState();
  const size = { width: columns, height: boardHeight(rows), look };
  const pane = paneRows(store.context, state, size);
  if (pane !== undefined) return rowsPart(pane, style);
  return panesPart(boardPanes(state, { columns, rows }, look), style);
}

function titleOf({ port, words, all }: KitchenContext, state: KitchenState, width: number): string {
  const { shop, station } = port;
  const what = station === undefined ? words.pass : words.station({ name: station.name });
  const pages = pagesOf(state);
  const left = [
    shop.training ? all.training.bar : "",
    what,
    words.open({ count: state.board.cards.length }),
    pages === 1 ? "" : words.page({ at: state.page + 1, of: pages }),
  ].filter((it) => it !== "");
  return spread(` ${left.join("  ")}`, `${shop.name}, ${shop.device} `, width);
}

function footerOf(store: KitchenStore, { style, columns, rows }: ScreenFacts): string {
  const { context } = store;
  const state = store.getState();
  const size = { width: columns, height: boardHeight(rows), look: store.look() };
  const hasPages = pagesOf(state) > 1 || itemPages(state, size) > 1;
  const keys = KITCHEN_KEYS.filter((key) => key !== "page" || hasPages).map((key) => {
    const [sign, label] = keyWords(context, key);
    return `${style.reverse(sign)} ${style.shown(label)}`;
  });
  return ` ${keys.join("  ")}`;
}

function statusOf(
  { port, words }: KitchenContext,
  state: KitchenState,
  nowMs: number,
): ReadonlyArray<string> {
  const { board } = state;
  // What the kitchen waits with grows no older.
  const [oldest] = board.cards
    .filter(({ isAllHeld }) => isAllHeld !== true)
    .toSorted((a, b) => a.wallMs - b.wallMs);
  const number = oldest && numberOf(state, oldest.id);
  return [
    ...port.troubles(),
    ...(oldest === undefined || number === undefined
      ? []
      : [words.oldest({ number, minutes: ageText(ageMinutes(oldest.wallMs, nowMs), words) })]),
    ...(board.past === 0 ? [] : [words.past({ count: board.past })]),
  ].map((field) => cutTo(field, FIELD_CELLS));
}

const FIELD_CELLS = 50;
