/**
 * A screen as parts, from top to bottom, of rows of text with their looks. It says the same to Ink, which
 * lays it out, and to the first frame, which is drawn before Ink is loaded.
 */

import { type DrawnEntryLine } from "../entry-line.ts";
import { blankRow, type Look, type PaneRows } from "../rows/pane-row.ts";
import { type ScreenStyle } from "../terminal/screen-style.ts";

/** The rows of a frame: as many as the window has. The writer cuts them at its edge. */
export type Frame = ReadonlyArray<FramePart>;

export type FramePart =
  /** Each row stands alone, with SGR sequences. */
  | { readonly type: "rows"; readonly rows: ReadonlyArray<string> }
  /** Panes stand side by side, with the rule between two of them. */
  | {
      readonly type: "panes";
      readonly panes: ReadonlyArray<Pane>;
      readonly rule: string;
    }
  /** The row that is typed on, which is drawn before all others. */
  | { readonly type: "line"; readonly line: DrawnEntryLine };

export interface Pane {
  /** The width in cells of each row; the last pane has the remaining width. */
  readonly width: number;
  /** The rows, as many as the first pane has. */
  readonly rows: ReadonlyArray<string>;
}

/** The facts with which every part of a frame is drawn. */
export interface ScreenFacts {
  readonly style: ScreenStyle;
  readonly columns: number;
  readonly rows: number;
  /** The shop's local time: `14:32`. */
  readonly time: string;
}

/** The frame as rows of the window. */
export function frameRows(frame: Frame): ReadonlyArray<string> {
  return frame.flatMap(partRows);
}

/** Which row of the window is typed on, from 0; undefined where none is. */
export function typedRow(frame: Frame): number | undefined {
  const at = frame.findIndex(({ type }) => type === "line");
  return at === -1 ? undefined : frameRows(frame.slice(0, at)).length;
}

function partRows(part: FramePart): ReadonlyArray<string> {
  if (part.type === "rows") return part.rows;
  if (part.type === "line") return [part.line.prompt + part.line.typed + part.line.cursor];
  const { panes, rule } = part;
  return (panes[0]?.rows ?? []).map((_, at) => panes.map(({ rows }) => rows[at] ?? "").join(rule));
}

export function rowsPart(rows: PaneRows, style: ScreenStyle): FramePart {
  return { type: "rows", rows: paneLines(rows, style) };
}

/** Panes as high as the first one. */
export function panesPart(
  panes: ReadonlyArray<{ readonly width: number; readonly rows: PaneRows }>,
  style: ScreenStyle,
): FramePart {
  const height = panes[0]?.rows.length ?? 0;
  return {
    type: "panes",
    panes: panes.map(({ width, rows }) => {
      const filled = Array.from({ length: height }, (_, at) => rows[at] ?? blankRow);
      return { width, rows: paneLines(filled, style) };
    }),
    rule: style.vertical,
  };
}

export function withStyle(style: ScreenStyle, look: Look, text: string): string {
  const shown = style.shown(text);
  return look === "plain" ? shown : style[look](shown);
}

function paneLines(rows: PaneRows, style: ScreenStyle): ReadonlyArray<string> {
  return rows.map(({ text, look }) => withStyle(style, look, text));
}
