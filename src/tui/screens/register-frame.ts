import { clockTextAt } from "../../domain/clock-text.ts";
import { type Looked } from "../frame/around-panes.ts";
import { type Frame } from "../frame/frame.ts";
import { type RegisterState } from "../register-state.ts";
import { drawable, wrapTo } from "../terminal/cell-text.ts";
import { type ScreenStyle } from "../terminal/screen-style.ts";
import { COLUMNS_MIN, isTooSmall, ROWS_MIN, type TerminalSize } from "../terminal/window-size.ts";
import { type TillContext } from "../till-context.ts";
import { logInFrame } from "./log-in-frame.ts";
import { officeFrame } from "./office-frame.ts";
import { saleFrame } from "./sale-frame.ts";

export interface RegisterWindow extends TerminalSize {
  readonly style: ScreenStyle;
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
  { style, columns, rows, nowMs, offsetMinutes }: RegisterWindow,
): Frame {
  if (isTooSmall({ columns, rows })) {
    const { port, words } = till;
    const { by, kept, tooSmall } = words.window;
    const told = tooSmall({
      size: by({ columns, rows }),
      least: by({ columns: COLUMNS_MIN, rows: ROWS_MIN }),
    });
    const training = port.shop.training ? [words.training.bar] : [];
    return wrapped([...training, told, kept], { style, columns });
  }
  const time = clockTextAt(nowMs, offsetMinutes);
  return FRAMES[state.screen]({ till, state, facts: { style, columns, rows, time } });
}

/** Sentences where there is no room for a screen. */
export function wrapped(
  sentences: ReadonlyArray<string>,
  { style, columns }: { readonly style: ScreenStyle; readonly columns: number },
): Frame {
  const rows = sentences.flatMap((text) => wrapTo(drawable(text, style.signs), columns));
  return [{ type: "rows", rows }];
}
