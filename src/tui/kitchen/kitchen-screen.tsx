import { Box, Text } from "ink";
import { type ReactNode, useMemo, useSyncExternalStore } from "react";

import { civilTime } from "../../domain/civil-time.ts";
import { cutTo, spread } from "../cell-text.ts";
import { MessageLine } from "../components/message-line.tsx";
import { Lines, Pane, withLook } from "../components/pane.tsx";
import { ScreenContext, useScreen } from "../components/screen-context.ts";
import { StatusLine } from "../components/status-line.tsx";
import { type ScreenStyle } from "../screen-style.ts";
import { type TerminalSize } from "../terminal-guard.ts";
import { COLUMNS_MIN, isTooSmall, ROWS_MIN } from "../window-size.ts";
import { boardHeight, boardRows } from "./board-rows.ts";
import { ageMinutes, ageText } from "./card-rows.ts";
import { KITCHEN_KEYS } from "./kitchen-keys.ts";
import { allDayLine, paneRows } from "./kitchen-panes.ts";
import {
  cardAt,
  type KitchenContext,
  type KitchenState,
  numberOf,
  pagesOf,
} from "./kitchen-state.ts";
import { type KitchenStore } from "./kitchen-store.ts";

export interface KitchenScreenProps {
  readonly store: KitchenStore;
  readonly style: ScreenStyle;
  readonly size: TerminalSize;
  readonly offsetMinutes: (atMs: number) => number;
}

/** The tickets of a station, or the orders at the pass. */
export function KitchenScreen(props: KitchenScreenProps): ReactNode {
  const { store, style, size } = props;
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { columns, rows } = size;
  const facts = useMemo(() => ({ style, columns, rows }), [style, columns, rows]);
  if (isTooSmall(size)) {
    const { by, tooSmall } = store.context.all.window;
    return <Text>{tooSmall(by(columns, rows), by(COLUMNS_MIN, ROWS_MIN))}</Text>;
  }
  return (
    <ScreenContext value={facts}>
      <Frame {...props} state={state} />
    </ScreenContext>
  );
}

/** What is typed, and what it means so far. */
function typedLine({ words }: KitchenContext, state: KitchenState): string {
  const { typed, pane } = state;
  if (typed === "") return " > ";
  const card = pane === undefined ? cardAt(state, Number(typed)) : undefined;
  const preview = card === undefined ? words.typeOn : words.bumps(Number(typed), card.number);
  return ` > ${typed}   = ${preview}`;
}

function Frame({
  store,
  state,
  offsetMinutes,
}: KitchenScreenProps & { readonly state: KitchenState }): ReactNode {
  const { style, columns, rows } = useScreen();
  const { context } = store;
  const look = store.look();
  const time = civilTime(look.nowMs, offsetMinutes(look.nowMs)).time.slice(0, 5);
  const pane = paneRows(context, state, { width: columns, height: boardHeight(rows), look });
  return (
    <Box flexDirection="column" height={rows} width={columns}>
      <Text wrap="truncate">{style.reverse(titleOf(context, state, columns))}</Text>
      {pane === undefined ? (
        <Lines
          width={columns * 2}
          texts={boardRows(state, { columns, rows }, look).map((cells) =>
            cells.map(({ text, look: own }) => withLook(style, own, text)).join(style.vertical),
          )}
        />
      ) : (
        <Pane rows={pane} />
      )}
      <Text wrap="truncate">
        {style.bold(style.shown(allDayLine(context, state.board, { look, width: columns })))}
      </Text>
      <Text>{style.horizontal.repeat(columns)}</Text>
      <Text wrap="truncate">
        {style.shown(typedLine(context, state))}
        {style.reverse(" ")}
      </Text>
      <MessageLine message={state.message} />
      <Text wrap="truncate">{footerOf(context, style)}</Text>
      <StatusLine fields={statusOf(context, state, look.nowMs)} time={time} />
    </Box>
  );
}

function titleOf({ port, words, all }: KitchenContext, state: KitchenState, width: number): string {
  const { shop, station } = port;
  const what = station === undefined ? words.pass : words.station(station.name);
  const pages = pagesOf(state);
  const left = [
    shop.training ? all.training.bar : "",
    what,
    words.open(state.board.cards.length),
    pages === 1 ? "" : words.page(state.page + 1, pages),
  ].filter((it) => it !== "");
  return spread(` ${left.join("  ")}`, `${shop.name}, ${shop.device} `, width);
}

function footerOf({ words }: KitchenContext, style: ScreenStyle): string {
  const keys = KITCHEN_KEYS.map((key) => {
    const [sign, label] = words.keys[key];
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
  const [oldest] = board.cards;
  const number = oldest && numberOf(state, oldest.id);
  return [
    ...port.troubles(),
    ...(oldest === undefined || number === undefined
      ? []
      : [words.oldest(number, ageText(ageMinutes(oldest.wallMs, nowMs), words))]),
    ...(board.past === 0 ? [] : [words.past(board.past)]),
  ].map((field) => cutTo(field, FIELD_CELLS));
}

const FIELD_CELLS = 50;
