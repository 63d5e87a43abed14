/** How large a window is, and what is drawn in it: in one that is too small nobody sees what a key does. */

/** The size in cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** All that is done at a table is drawn from here on: a phone held upright, with its keyboard shown. */
export const LEAST: TerminalSize = { columns: 40, rows: 16 };

/** Back office, drawers and the kitchen's screen are made for the window of a counter. */
export const LEAST_AT_COUNTER: TerminalSize = { columns: 80, rows: 24 };

export function isTooSmall({ columns, rows }: TerminalSize, least: TerminalSize): boolean {
  return columns < least.columns || rows < least.rows;
}

/** Keys and messages take two rows each there. */
export function isNarrow(columns: number): boolean {
  return columns < LEAST_AT_COUNTER.columns;
}

/** Two panes beside each other would cut names and amounts. */
const TWO_PANES_FROM = 64;

export function hasOnePane(columns: number): boolean {
  return columns < TWO_PANES_FROM;
}

/** A pane of fewer rows has none to spare for blank ones and hints. */
const SPARE_FROM = 10;

export function isLow(height: number): boolean {
  return height < SPARE_FROM;
}
