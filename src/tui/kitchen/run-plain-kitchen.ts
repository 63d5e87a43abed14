/**
 * A kitchen's tickets as a dialogue of lines: for a screen reader, a script, a terminal that can't place
 * a cursor. A line is what the keypad would have typed, and its Enter; an empty one tells what there is.
 */

import { StringDecoder } from "node:string_decoder";

import { pressesOf } from "../keys/kitchen-keys.ts";
import { type ScreenExit } from "../run-screen.ts";
import { drawable } from "../terminal/cell-text.ts";
import { BELL } from "../terminal/terminal-sequences.ts";
import { cardRows } from "./card-rows.ts";
import { paneRows } from "./kitchen-panes.ts";
import { type BoardCard } from "./kitchen-port.ts";
import { asksFirst, cardAt, numberOf, previewOf } from "./kitchen-state.ts";
import { createKitchenStore, type KitchenStore } from "./kitchen-store.ts";
import { type RunKitchenDeps } from "./run-kitchen.ts";

export type RunPlainKitchenDeps = Omit<RunKitchenDeps, "hooks" | "offsetMinutes">;

/** Wider and higher than anything that is said: a reader has no window. */
const SIZE = { columns: 200, rows: 500 };

/** Resolves when somebody leaves, or no more lines come. */
export async function runPlainKitchen(deps: RunPlainKitchenDeps): Promise<ScreenExit> {
  const { port, clock, stdin, stdout, options } = deps;
  const { promise, resolve: end } = Promise.withResolvers<ScreenExit>();
  const characters = new StringDecoder("utf8");
  let half = "";
  let isNew = false;
  let isTaking = false;
  const store = createKitchenStore({
    port,
    clock,
    size: SIZE,
    signs: options.signs,
    late: options.late,
    isRestarted: deps.isRestarted ?? false,
    onNew: () => {
      isNew = true;
    },
  });
  const news = createCardNews(store);

  function say(sentences: ReadonlyArray<string>): void {
    stdout.write(sentences.map((text) => `${drawable(text, options.signs)}\n`).join(""));
  }

  function sayNews(): void {
    if (isNew && options.bell) stdout.write(BELL);
    isNew = false;
    say(news());
  }

  function onData(bytes: Uint8Array): void {
    const lines = (half + characters.write(bytes)).split(/\r\n|\n|\r/u);
    half = lines.pop() ?? "";
    try {
      for (const line of lines) {
        if (store.getState().ended) break;
        isTaking = true;
        say(takeLine(store, line.trim()));
        isTaking = false;
        sayNews();
      }
    } catch (error) {
      end({ type: "crashed", error });
    }
    if (store.getState().ended) end({ type: "quit" });
  }

  function onEnd(): void {
    end({ type: "input-ended" });
  }

  say(boardLines(store));
  news();
  const stop = store.subscribe(() => {
    // The result of a line is printed before the news that it caused.
    if (!isTaking) sayNews();
  });
  stdin.on("error", onEnd);
  stdout.on("error", onEnd);
  stdin.on("data", onData);
  stdin.on("end", onEnd);
  stdin.resume();
  const exit = await promise;
  stdin.off("data", onData);
  stdin.off("end", onEnd);
  stop();
  store.close();
  stdin.pause();
  return exit;
}

/** Returns the result of a line, or the board. */
function takeLine(store: KitchenStore, line: string): ReadonlyArray<string> {
  const before = store.getState();
  const isAsked = before.typed !== "";
  if (line === "" && !isAsked) {
    return before.pane === undefined ? boardLines(store) : paneLines(store);
  }
  // Another line than an empty one says no to what was asked.
  if (isAsked) store.dispatch([{ type: "key", key: line === "" ? "enter" : "escape" }]);
  if (line === "") return messageLines(store);
  const isUnknown = pressesOf({ type: "text", text: line }).length === 0;
  store.dispatch([isUnknown ? { type: "key", key: "f1" } : { type: "text", text: line }]);
  // A number that may go on is whole at the end of its line; nothing else is done by that.
  const asked = questionOf(store);
  if (asked !== undefined) return [asked];
  if (store.getState().typed !== "") store.dispatch([{ type: "key", key: "enter" }]);
  const { pane } = store.getState();
  const shown = pane !== undefined && pane !== before.pane ? paneLines(store) : [];
  return [...messageLines(store), ...shown];
}

function messageLines(store: KitchenStore): ReadonlyArray<string> {
  const { message } = store.getState();
  return message === undefined ? [] : [message.text];
}

/** Returns what is asked before the ticket of a typed number is bumped; undefined for nothing. */
function questionOf({ context, getState }: KitchenStore): string | undefined {
  const state = getState();
  const number = Number(state.typed);
  const card = state.pane === undefined ? cardAt(state, number) : undefined;
  if (card === undefined || !asksFirst(context, state, { card, number })) return undefined;
  return previewOf(context, state);
}

function boardLines(store: KitchenStore): ReadonlyArray<string> {
  const { board } = store.getState();
  const { words } = store.context;
  return board.cards.length === 0
    ? [words.empty]
    : [
        words.open({ count: board.cards.length }),
        ...board.cards.map((card) => cardLine(store, card)),
      ];
}

/** A ticket in one line, as it would stand on its card. */
function cardLine(store: KitchenStore, card: BoardCard): string {
  const look = { ...store.look(), width: SIZE.columns };
  const rows = cardRows(card, numberOf(store.getState(), card.id), look);
  return rows
    .map(({ text }) => text.trim())
    .filter((text) => text !== "")
    .join("; ");
}

function paneLines(store: KitchenStore): ReadonlyArray<string> {
  const size = { width: SIZE.columns, height: SIZE.rows, look: store.look() };
  const rows = paneRows(store.context, store.getState(), size) ?? [];
  return rows.map(({ text }) => text.trim()).filter((text) => text !== "");
}

/** Tickets that are there now and were not when it was asked last, or of which something else was told. */
function createCardNews(store: KitchenStore): () => ReadonlyArray<string> {
  let known: ReadonlyMap<string, number> = new Map();
  return () => {
    const { cards } = store.getState().board;
    const before = known;
    known = new Map(cards.map(({ id, parts }) => [id, parts.length]));
    return cards
      .filter(({ id, parts }) => (before.get(id) ?? 0) < parts.length)
      .map((card) => cardLine(store, card));
  };
}
