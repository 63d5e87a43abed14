/**
 * A screen as rows of text with their looks, from top to bottom: what is painted when a key comes, and
 * what Ink lays out once nobody types.
 */

import { type DrawnEntryLine } from "../entry-line.ts";
import { blankRow, type Look, type PaneRow } from "../rows/pane-row.ts";
import { type ScreenStyle } from "../terminal/screen-style.ts";

export interface Frame {
  /** One for each row of the window, with SGR sequences; the writer cuts at the window's edge. */
  readonly rows: ReadonlyArray<string>;
  /** The row that is typed on, which is painted before all others. */
  readonly typing?: { readonly at: number; readonly line: DrawnEntryLine };
}

/** What every part of a frame is drawn with. */
export interface ScreenFacts {
  readonly style: ScreenStyle;
  readonly columns: number;
  readonly rows: number;
  /** As the shop's clocks show it: `14:32`. */
  readonly time: string;
}

export function paneLines(rows: ReadonlyArray<PaneRow>, style: ScreenStyle): ReadonlyArray<string> {
  return rows.map(({ text, look }) => withLook(style, look, text));
}

/** Two panes with a rule between, as high as the left one. */
export function sideBySide(
  left: ReadonlyArray<PaneRow>,
  right: ReadonlyArray<PaneRow>,
  style: ScreenStyle,
): ReadonlyArray<string> {
  return left.map(({ text, look }, at) => {
    const beside = right[at] ?? blankRow;
    const both = [withLook(style, look, text), withLook(style, beside.look, beside.text)];
    return both.join(style.vertical);
  });
}

export function withLook(style: ScreenStyle, look: Look, text: string): string {
  const shown = style.shown(text);
  return look === "plain" ? shown : style[look](shown);
}
