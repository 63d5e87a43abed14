/**
 * A screen as parts, from top to bottom, of rows of text with their looks. It says the same to Ink, which
 * lays it out, and to the first frame, which is drawn before Ink is loaded.
 */

import { type DrawnEntryLine } from "../entry-line.ts";
import { type TapPress } from "../keys/key-event.ts";
import { blankRow, type Look, type PaneRows, type Zone } from "../rows/pane-row.ts";
import { type ScreenStyle } from "../terminal/screen-style.ts";

/** The rows of a frame: as many as the window has. The writer cuts them at its edge. */
export type Frame = ReadonlyArray<FramePart>;

export type FramePart =
  /** Each row stands alone, with SGR sequences. */
  | {
      readonly type: "rows";
      readonly rows: ReadonlyArray<string>;
      readonly zones?: RowZones;
    }
  /** Panes stand side by side, with the rule between two of them. */
  | {
      readonly type: "panes";
      readonly panes: ReadonlyArray<Pane>;
      readonly rule: string;
    }
  /** The row that is typed on, which is drawn before all others. */
  | { readonly type: "line"; readonly line: DrawnEntryLine; readonly zones?: RowZones };

/** The zones of rows, by their place in the part; a row without any may be missing. */
export type RowZones = ReadonlyArray<ReadonlyArray<Zone> | undefined>;

export interface Pane {
  /** The width in cells of each row; the last pane has the remaining width. */
  readonly width: number;
  /** The rows, as many as the first pane has. */
  readonly rows: ReadonlyArray<string>;
  readonly zones?: RowZones;
}

/** The facts with which every part of a frame is drawn. */
export interface ScreenFacts {
  readonly style: ScreenStyle;
  readonly columns: number;
  readonly rows: number;
  /** Whether the terminal sends taps. */
  readonly isTapped?: boolean;
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
  return { type: "rows", rows: paneLines(rows, style), zones: zonesOf(rows) };
}

function zonesOf(rows: PaneRows): RowZones {
  return rows.map(({ zones }) => zones);
}

/** A zone in the window: one that goes on in the rows below is one zone. */
export interface PlacedZone {
  /** The first and the last of its rows, from 0. */
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly presses: ReadonlyArray<TapPress>;
}

/** Returns the zones of the frame, from top to bottom. */
export function frameZones(frame: Frame, columns: number): ReadonlyArray<PlacedZone> {
  const placed: PlacedZone[] = [];
  let top = 0;
  for (const part of frame) {
    if (part.type === "panes") {
      let left = 0;
      for (const { width, zones = [] } of part.panes) {
        place(placed, zones, { top, left, width });
        left += width + 1;
      }
    } else place(placed, part.zones ?? [], { top, left: 0, width: columns });
    top += partRows(part).length;
  }
  return placed;
}

function place(
  placed: PlacedZone[],
  rows: RowZones,
  { top, left, width }: { readonly top: number; readonly left: number; readonly width: number },
): void {
  for (const [at, zones = []] of rows.entries()) {
    for (const { from, to = width, presses } of zones) {
      const zone = { from: left + from, to: left + Math.min(to, width), presses };
      const above = placed.findIndex((it) => it.bottom === top + at - 1 && isSame(it, zone));
      const first = placed[above];
      if (first === undefined) placed.push({ top: top + at, bottom: top + at, ...zone });
      else placed[above] = { ...first, bottom: top + at };
    }
  }
}

function isSame(one: PlacedZone, other: Omit<PlacedZone, "top" | "bottom">): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    JSON.stringify(one.presses) === JSON.stringify(other.presses)
  );
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
      return { width, rows: paneLines(filled, style), zones: zonesOf(filled) };
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
