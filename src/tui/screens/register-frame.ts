/** The screens of a till, as they stand in the window. */

import { clockTextAt } from "../../domain/text/clock-text.ts";
import {
  type Looked,
  aroundPanes,
  checkingText,
  paneHeight,
  previewText,
} from "../frame/around-panes.ts";
import { type Frame, rowsPart, type FramePart, panesPart } from "../frame/frame.ts";
import { titleRoom } from "../frame/title-line.ts";
import { officeTitle } from "../office/office-pages.ts";
import { orderEnd, orderRows } from "../panes/order-rows.ts";
import { orderTitle, titleLead } from "../panes/order-title.ts";
import { sideRows } from "../panes/side-rows.ts";
import { type RegisterState } from "../register-state.ts";
import { planOf } from "../register-step.ts";
import { exerciseRows } from "../rows/exercise-rows.ts";
import { helpRows } from "../rows/help-rows.ts";
import { hasPad, PAD_ROWS, padRows } from "../rows/pad-rows.ts";
import { blankRow, fillPane, type PaneRows, row, type SideSize } from "../rows/pane-row.ts";
import { planPane } from "../rows/plan-rows.ts";
import { drawable, wrapTo, type Signs } from "../terminal/cell-text.ts";
import { type ScreenStyle } from "../terminal/screen-style.ts";
import {
  hasOnePane,
  isLow,
  isTooSmall,
  LEAST,
  LEAST_AT_COUNTER,
  type TerminalSize,
} from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { isTooSmallFor } from "../too-small-for.ts";
import { logInFrame } from "./log-in-frame.ts";
import { officeFrame } from "./office-frame.ts";

/** A sum further away from its goods belongs to nobody. */
const ORDER_WIDTH_MAX = 60;

/** Half of the window, for names that need it. */
export function orderWidth(columns: number): number {
  return Math.min(ORDER_WIDTH_MAX, Math.floor(columns / 2));
}

/** The register and the payment: the order left, what goes with it right, the line below. */
function saleFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns } = facts;
  const { signs } = style;
  const exercise = exerciseRows(state, { columns, signs });
  const height = paneHeight(facts) - exercise.length;
  return aroundPanes(looked, {
    title: orderTitle(till, state, titleRoom(till, { signs, columns })),
    lead: titleLead(till, state),
    preview: previewOf(till, state, { columns, signs }),
    panes: [rowsPart(exercise, style), panesOf(looked, height)],
  });
}

function panesOf({ till, state, facts }: Looked, height: number): FramePart {
  const { style, columns } = facts;
  const { signs, block } = style;
  if (state.showsHelp) return rowsPart(helpRows(state, { width: columns, height, signs }), style);
  if (state.list?.type === "plan" && state.approval === undefined) {
    const { list } = state;
    const isTapped = facts.isTapped === true;
    return rowsPart(
      planPane(till, state, { width: columns, height, signs, list, isTapped }),
      style,
    );
  }
  const isPadded = hasPad(state, { height, isTapped: facts.isTapped === true });
  const besidePad = isPadded ? height - PAD_ROWS : height;
  if (hasOnePane(columns)) {
    const rows = onePane(till, state, { width: columns, height: besidePad, signs, block });
    return rowsPart(
      [...rows, ...(isPadded ? padRows(state, { width: columns, signs }) : [])],
      style,
    );
  }
  const orderColumns = orderWidth(columns);
  const width = columns - orderColumns - 1;
  const left = orderRows(till, state, { width: orderColumns, height, signs });
  const side = sideRows(till, state, { width, height: besidePad, signs, block });
  const beside = { width, rows: [...side, ...(isPadded ? padRows(state, { width, signs }) : [])] };
  return panesPart([{ width: orderColumns, rows: left }, beside], style);
}

/** The order alone; or what goes with it, below the end of the order. */
function onePane(till: TillContext, state: RegisterState, size: SideSize): PaneRows {
  if (!hasBeside(state)) return orderRows(till, state, size);
  // The payment says itself what there is to pay.
  const isSaid = state.screen === "payment" && isLow(size.height);
  const head = isSaid ? [] : orderEnd(till, state, size);
  return [...head, ...sideRows(till, state, { ...size, height: size.height - head.length })];
}

/** Whether there is anything to be seen beside the order: before its first line the goods are. */
function hasBeside(state: RegisterState): boolean {
  const { approval, list, screen, paid, text, order, showsGoods } = state;
  return (
    showsGoods ||
    approval !== undefined ||
    list !== undefined ||
    screen === "payment" ||
    paid?.isFresh === true ||
    text !== "" ||
    order === undefined ||
    order.lines.length === 0
  );
}

function previewOf(
  till: TillContext,
  state: RegisterState,
  size: { readonly columns: number; readonly signs: Signs },
): string {
  if (state.approval?.person.step === "checking") return checkingText(till, size.signs);
  return state.approval === undefined ? previewText(till, planOf(till, state), size) : "";
}

export interface RegisterWindow extends TerminalSize {
  readonly style: ScreenStyle;
  /** Whether the terminal sends taps. */
  readonly isTapped?: boolean;
  readonly nowMs: number;
  /** Minutes to add to UTC for the shop's local time at that instant. */
  readonly offsetMinutes: (atMs: number) => number;
}

const FRAMES: Readonly<Record<RegisterState["screen"], (looked: Looked) => Frame>> = {
  "log-in": logInFrame,
  register: saleFrame,
  payment: saleFrame,
  office: officeFrame,
  drawer: saleFrame,
};

/** The screen that the state asks for. */
export function registerFrame(
  till: TillContext,
  state: RegisterState,
  { style, columns, rows, isTapped = false, nowMs, offsetMinutes }: RegisterWindow,
): Frame {
  const { port, words } = till;
  const { by, kept, tooSmall } = words.window;
  const size = { columns, rows };
  if (isTooSmall(size, LEAST)) {
    const sizeMessage = tooSmall({ size: by(size), least: by(LEAST) });
    const training = port.shop.training ? [words.training.bar] : [];
    return wrapped([...training, sizeMessage, kept], { style, columns });
  }
  const time = clockTextAt(nowMs, offsetMinutes);
  const looked: Looked = { till, state, facts: { style, columns, rows, isTapped, time } };
  return isTooSmallFor(state, size) ? notHereFrame(looked) : FRAMES[state.screen](looked);
}

/** What the screen would need, in place of it. */
function notHereFrame(looked: Looked): Frame {
  const { till, state, facts } = looked;
  const { style, columns, rows } = facts;
  const { signs } = style;
  const { by, atCounter } = till.words.window;
  const text = atCounter({ size: by({ columns, rows }), least: by(LEAST_AT_COUNTER) });
  const shown = wrapTo(drawable(text, signs), columns - 2).map((line) => row(` ${line}`));
  const title = state.screen === "office" ? officeTitle(till, state) : orderTitle(till, state, 0);
  const pane = fillPane([blankRow, ...shown], { width: columns, height: paneHeight(facts), signs });
  return aroundPanes(looked, { title, preview: "", panes: [rowsPart(pane, style)] });
}

/** Sentences where there is no room for a screen. */
export function wrapped(
  sentences: ReadonlyArray<string>,
  { style, columns }: { readonly style: ScreenStyle; readonly columns: number },
): Frame {
  const rows = sentences.flatMap((text) => wrapTo(drawable(text, style.signs), columns));
  return [{ type: "rows", rows }];
}
