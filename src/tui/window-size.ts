/** The least window that the screens are drawn in; in a smaller one nobody sees what a key does. */

export const COLUMNS_MIN = 80;
export const ROWS_MIN = 24;

export function isTooSmall(size: { readonly columns: number; readonly rows: number }): boolean {
  return size.columns < COLUMNS_MIN || size.rows < ROWS_MIN;
}
