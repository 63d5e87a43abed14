/** How large a window is, and the least one that the screens are drawn in: in a smaller one nobody sees what a key does. */

export const COLUMNS_MIN = 80;
export const ROWS_MIN = 24;

/** The size in cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export function isTooSmall(size: TerminalSize): boolean {
  return size.columns < COLUMNS_MIN || size.rows < ROWS_MIN;
}
