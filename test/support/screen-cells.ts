/** What stands on a terminal's screen, cell by cell with its looks, for whoever draws it elsewhere. */

import { type IBufferCell, type Terminal } from "@xterm/headless";

export interface Look {
  /** 0 to 7 of the terminal's eight colours; undefined for its own. */
  readonly foreground: number | undefined;
  readonly background: number | undefined;
  readonly isBold: boolean;
  readonly isReverse: boolean;
  readonly isUnderlined: boolean;
  readonly isDim: boolean;
  readonly isStruck: boolean;
}

/** Cells side by side that look alike. */
export interface Run {
  readonly text: string;
  /** Of its first cell, from 0. */
  readonly column: number;
  /** In cells: a wide character has two. */
  readonly width: number;
  readonly look: Look;
}

const PLAIN: Look = {
  foreground: undefined,
  background: undefined,
  isBold: false,
  isReverse: false,
  isUnderlined: false,
  isDim: false,
  isStruck: false,
};

/** The rows of the screen from top to bottom, without what is blank and plain at their ends. */
export function screenRuns(terminal: Terminal): ReadonlyArray<ReadonlyArray<Run>> {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    let runs: ReadonlyArray<Run> = [];
    for (let column = 0; column < terminal.cols; column += 1) {
      const cell = line?.getCell(column);
      // The second half of a wide character has no width.
      if (cell !== undefined && cell.getWidth() > 0) runs = withCell(runs, cell, column);
    }
    return trimmed(runs);
  });
}

export function isPlain(look: Look): boolean {
  return isSame(look, PLAIN);
}

function withCell(runs: ReadonlyArray<Run>, cell: IBufferCell, column: number): ReadonlyArray<Run> {
  const look = lookOf(cell);
  const [text, width] = [cell.getChars() || " ", cell.getWidth()];
  const last = runs.at(-1);
  if (last === undefined || !isSame(last.look, look))
    return [...runs, { text, column, width, look }];
  return [...runs.slice(0, -1), { ...last, text: last.text + text, width: last.width + width }];
}

function lookOf(cell: IBufferCell): Look {
  return {
    foreground: cell.isFgPalette() ? cell.getFgColor() : undefined,
    background: cell.isBgPalette() ? cell.getBgColor() : undefined,
    isBold: cell.isBold() !== 0,
    isReverse: cell.isInverse() !== 0,
    isUnderlined: cell.isUnderline() !== 0,
    isDim: cell.isDim() !== 0,
    isStruck: cell.isStrikethrough() !== 0,
  };
}

function isSame(one: Look, other: Look): boolean {
  return (
    one.foreground === other.foreground &&
    one.background === other.background &&
    one.isBold === other.isBold &&
    one.isReverse === other.isReverse &&
    one.isUnderlined === other.isUnderlined &&
    one.isDim === other.isDim &&
    one.isStruck === other.isStruck
  );
}

function trimmed(runs: ReadonlyArray<Run>): ReadonlyArray<Run> {
  const last = runs.at(-1);
  if (last === undefined || !isPlain(last.look)) return runs;
  const text = last.text.trimEnd();
  const before = runs.slice(0, -1);
  return text === ""
    ? before
    : [...before, { ...last, text, width: last.width - (last.text.length - text.length) }];
}
