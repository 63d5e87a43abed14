/** The locked screen: who comes, and what waits to be settled. */

import { minor } from "../../domain/money/amounts.ts";
import { localDate } from "../../domain/text/locale.ts";
import { type Looked, aroundPanes, checkingText, paneHeight } from "../frame/around-panes.ts";
import { type Frame, rowsPart } from "../frame/frame.ts";
import { ENTER, type TapPress } from "../keys/key-event.ts";
import { howToQuit, whoLeaves } from "../lock.ts";
import { sideRows } from "../panes/side-rows.ts";
import { type StaffTile } from "../ports/refusal-port.ts";
import { type RegisterState } from "../register-state.ts";
import { exerciseRows } from "../rows/exercise-rows.ts";
import { helpRows } from "../rows/help-rows.ts";
import { hasPad, PAD_ROWS, padRows } from "../rows/pad-rows.ts";
import {
  type PaneRows,
  type PaneSize,
  blankRow,
  fillPane,
  row,
  type Zone,
  sentenceRows,
} from "../rows/pane-row.ts";
import { drawable, cutShort, padEnd } from "../terminal/cell-text.ts";
import { isLow } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";

/** Who is at the till? The number, then the PIN, which is never shown. */
export function logInFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns } = facts;
  const { signs, block } = style;
  const exercise = exerciseRows(state, { columns, signs });
  const whole = paneHeight(facts) - exercise.length;
  const isPadded = hasPad(state, { height: whole, isTapped: facts.isTapped === true });
  const height = isPadded ? whole - PAD_ROWS : whole;
  const size = { width: columns, height, signs, block };
  return aroundPanes(looked, {
    title: till.words.logIn.title,
    preview: state.logIn.step === "checking" ? checkingText(till, signs) : "",
    panes: [
      rowsPart(
        [
          ...exercise,
          ...paneOf(till, state, size),
          ...(isPadded ? padRows(state, { width: columns, signs }) : []),
        ],
        style,
      ),
    ],
  });
}

function paneOf(
  till: TillContext,
  state: RegisterState,
  size: Parameters<typeof sideRows>[2],
): PaneRows {
  if (state.showsHelp) return helpRows(state, size);
  if (state.list !== undefined) return sideRows(till, state, size);
  return fillPane(whoRows(till, state, size), size);
}

function whoRows(
  till: TillContext,
  state: RegisterState,
  { width, height, signs }: PaneSize,
): PaneRows {
  const { shop } = till.port;
  const { logIn } = till.words;
  const staff = till.port.staff();
  const person = staff.find(({ number }) => number === state.logIn.number);
  const name = person?.name ?? logIn.numbered({ number: state.logIn.number });
  const asked = state.logIn.step === "number" ? logIn.who : logIn.askPin({ name });
  const otherwise = state.logIn.step === "number" ? "" : logIn.notThem({ name });
  const before = state.leftBy?.session?.staffName;
  const spare = isLow(height) ? [] : [blankRow];
  const back = before === undefined ? [] : [drawable(logIn.escBack({ before }), signs)];
  const head = [
    ...spare,
    row(`   ${drawable(shop.name, signs)}`, "bold"),
    ...spare,
    ...[asked, otherwise].flatMap((text) =>
      sentenceRows(drawable(text, signs), { width: width - 1, indent: 3 }),
    ),
    ...back.flatMap((text) => sentenceRows(text, { width: width - 1, indent: 3 })),
    ...spare,
  ];
  const isDemo = staff.some(({ demoPin }) => demoPin !== undefined);
  const demo = shop.training ? till.words.training.pins : logIn.demo;
  const leave = state.isLeaving ? whoLeaves(till, state) : howToQuit(till);
  const hints = [
    ...(state.logIn.step === "number" || isDemo ? [] : [logIn.forgotten]),
    logIn.keeps,
    leave,
  ];
  // Who comes is more than what the keys are.
  const foot = isLow(height)
    ? []
    : [
        ...(isDemo ? [blankRow, ...sentenceRows(demo, { width: width - 1, indent: 3 })] : []),
        blankRow,
        ...hints.flatMap((text) => sentenceRows(text, { width: width - 1, indent: 3 })),
      ];
  const room = height - head.length - foot.length;
  const orders = isLow(height) ? [] : unsettledRows(till, { width, height: room, signs });
  const rest = { width, height: room - orders.length, signs };
  const people = peopleRows(till, staff, { ...rest, isNamed: state.logIn.step === "pin" });
  return [...head, ...orders, ...people, ...foot];
}

/* What the locked screen lists: who may come, and what waits here to be settled. */

const TILE_WIDTH = 38;
/** The rows of orders, with their heading and the row of the number of more. */
const ORDER_ROWS_MAX = 3;

/** Nothing where all is settled; what a guest is called is for nobody who passes by. */
export function unsettledRows(till: TillContext, size: PaneSize): PaneRows {
  const { port, words } = till;
  const orders = port.ordersHere();
  if (orders.length === 0) return [];
  const tiles = orders.map(({ number, owner, due, refundDue, openedMs, earlierDay }) => {
    const money = till.money(minor(due - refundDue));
    const since =
      earlierDay === undefined ? port.timeOf(openedMs) : localDate(earlierDay, till.locale);
    const about = ` ${money} ${since}`;
    const width = TILE_WIDTH - 5 - number.length - about.length;
    return `${number} ${cutShort(drawable(owner.name, size.signs), { ...size, width })}${about}`;
  });
  const height = Math.min(ORDER_ROWS_MAX, size.height - 4);
  const rows = tileRows(tiles, { ...size, height }, { more: words.logIn.moreOrders });
  return [row(`   ${words.logIn.notSettled}`, "bold"), ...rows, blankRow];
}

const ESCAPE = { type: "key", key: "escape" } as const;

/** A demo shop shows the PINs. Whoever has no room here is let in by their number all the same. */
export function peopleRows(
  { words }: TillContext,
  staff: ReadonlyArray<StaffTile>,
  { isNamed = false, ...size }: PaneSize & { readonly isNamed?: boolean },
): PaneRows {
  const tiles = staff.map(({ number, name, demoPin }) => {
    const pin = demoPin === undefined ? "" : `  PIN ${demoPin}`;
    // A blank comes behind it, before the next one.
    const width = TILE_WIDTH - 9 - pin.length;
    return `${padEnd(number, 4)} ${cutShort(drawable(name, size.signs), { ...size, width })}${pin}`;
  });
  // Whoever was named before makes way.
  return tileRows(tiles, size, {
    more: words.logIn.morePeople,
    pressesOf: (at) => [
      ...(isNamed ? [ESCAPE] : []),
      { type: "text", text: staff[at]?.number ?? "" },
      ENTER,
    ],
  });
}

/** Lays out as many tiles side by side as there is room for; the last row counts the others. */
function tileRows(
  tiles: ReadonlyArray<string>,
  { width, height }: PaneSize,
  {
    more,
    pressesOf = () => [],
  }: {
    readonly more: (facts: { readonly count: number }) => string;
    readonly pressesOf?: (at: number) => ReadonlyArray<TapPress>;
  },
): PaneRows {
  const perRow = Math.max(1, Math.floor(width / TILE_WIDTH));
  const fits = tiles.length <= perRow * height;
  const rows = Math.max(1, fits ? Math.ceil(tiles.length / perRow) : height - 1);
  const shown = tiles.slice(0, rows * perRow).map((tile) => padEnd(`   ${tile}`, TILE_WIDTH));
  const pairs = Array.from({ length: Math.ceil(shown.length / perRow) }, (_, at) => {
    const texts = shown.slice(at * perRow, (at + 1) * perRow);
    const zones = texts.flatMap((_text, column): ReadonlyArray<Zone> => {
      const presses = pressesOf(at * perRow + column);
      const from = column * TILE_WIDTH;
      return presses.length === 0 ? [] : [{ from, to: from + TILE_WIDTH, presses }];
    });
    return { ...row(texts.join("")), zones };
  });
  return fits ? pairs : [...pairs, row(`   ${more({ count: tiles.length - shown.length })}`)];
}
